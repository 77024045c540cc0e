"""A window into the picture, for faces too small to be found in the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.image import Image
from studio.core.landmarks import BodyLandmarks

_HEAD_POINTS = slice(0, 11)
"""Of a body's 33: nose, eyes, ears, mouth."""
_SHOULDERS = (11, 12)
_CROP_PER_HEAD = 3.0
_SMALLEST_PX = 64
_TOO_LARGE = 0.6
"""A crop of more than this share of the picture's short side finds nothing that the whole picture would not."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of the picture, in whole pixels."""

    x: int
    y: int
    side: int

    def cut(self, image: Image) -> Image:
        """That part of the picture, contiguous, with the same time."""
        pixels = image.pixels[self.y : self.y + self.side, self.x : self.x + self.side]
        return Image(np.ascontiguousarray(pixels), image.time_s, image.alpha)

    def points_in_picture(self, points_in_crop: FloatArray, image_size: tuple[int, int]) -> FloatArray:
        """(n, 3): the same points in the image space of the whole picture; z stays in the scale of x."""
        width, height = image_size
        scale = np.array([self.side / width, self.side / height, self.side / width])
        return frozen(points_in_crop * scale + np.array([self.x / width, self.y / height, 0.0]))

    def is_well_inside(self, x_px: float, y_px: float) -> bool:
        """Whether a face centred there can move on without leaving the crop soon."""
        quarter = self.side / 4
        return abs(x_px - self.x - self.side / 2) < quarter and abs(y_px - self.y - self.side / 2) < quarter


def crop_around(x_px: float, y_px: float, side_px: float, image_size: tuple[int, int]) -> Crop | None:
    """The square around a point, moved to lie inside the picture; None if it would be too large to be of use."""
    width, height = image_size
    side = max(round(side_px), _SMALLEST_PX)
    if side > _TOO_LARGE * min(width, height):
        return None
    x = min(max(round(x_px - side / 2), 0), width - side)
    y = min(max(round(y_px - side / 2), 0), height - side)
    return Crop(x, y, side)


def crop_around_head(body: BodyLandmarks, image_size: tuple[int, int]) -> Crop | None:
    """The square around a body's head, three heads wide; None if it is unsure, outside, or large enough."""
    if float(body.visibility[_HEAD_POINTS].mean()) < 0.5:
        return None
    pixels = body.points[:, :2] * np.array(image_size, np.float32)
    head = pixels[_HEAD_POINTS]
    center = head.mean(axis=0)
    if not ((center >= 0) & (center < image_size)).all():
        return None
    # Seen from the side the ears coincide, from far the points blur: the shoulders hold the measure then.
    shoulders = float(np.linalg.norm(pixels[_SHOULDERS[0]] - pixels[_SHOULDERS[1]]))
    head_px = max(float(np.ptp(head, axis=0).max()), 0.35 * shoulders)
    return crop_around(float(center[0]), float(center[1]), _CROP_PER_HEAD * head_px, image_size)
