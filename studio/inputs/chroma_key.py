"""Cuts a colour out of a picture: goods on a green mat stand over the set.

How green a pixel is, is told by its place in the plane of Cb and Cr: what lies along the mat's direction, less what
lies across it (the acceptance angle of Jack, Video Demystified, chroma keying). So greys, skin and other colours are
kept. It is taken by the pixel's own brightness, so that a shadow or a dark corner of the mat goes with the mat. Both
are looked up in tables that are worked out once for a key.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.image import Alpha, Image
from studio.core.preset import ChromaKey

_GREY = 128
_LEAST_CHROMA = 12.0
"""Of the mat: with less of it, it has no direction, and nothing is cut out."""
_DARK = 40.0
"""Added to a brightness before anything is divided by it: the dark has noise and little colour."""


class Keyer:
    """For one key."""

    def __init__(self, key: ChromaKey) -> None:
        red, green, blue = (int(key.color[at : at + 2], 16) for at in (1, 3, 5))
        luma, *chroma = cv2.cvtColor(np.array([[[red, green, blue]]], np.uint8), cv2.COLOR_RGB2YCrCb)[0, 0].tolist()
        towards = np.array(chroma, float) - _GREY
        strength = float(np.linalg.norm(towards))
        unit = towards / max(strength, 1.0)
        points = np.stack(np.meshgrid(np.arange(256.0), np.arange(256.0), indexing="ij"), axis=-1) - _GREY
        across = np.abs(points @ np.array([-unit[1], unit[0]]))
        excess = np.maximum(points @ unit - across, 0.0) if strength >= _LEAST_CHROMA else np.zeros((256, 256))
        clean = points - key.spill * excess[..., None] * unit
        self._excess = np.minimum(np.round(excess), 255).astype(np.uint16).reshape(65536)
        self._chroma = np.clip(np.round(clean + _GREY), 0, 255).astype(np.uint8).reshape(65536, 2)
        levels = np.arange(256.0)
        share = levels[:, None] / (levels + _DARK) * ((luma + _DARK) / max(strength, _LEAST_CHROMA))
        kept = np.clip((1.0 - key.tolerance - share) / max(key.softness, 1e-3) + 1.0, 0.0, 1.0)
        self._alpha = np.round(255 * kept * kept * (3 - 2 * kept)).astype(np.uint8).reshape(65536)

    def cut(self, pixels: NDArray[np.uint8], time_s: float = 0.0) -> Image:
        """`pixels` (height, width, 3) uint8 RGB → RGBA, premultiplied."""
        parts = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb)
        place = parts[..., 1].astype(np.uint16) << 8 | parts[..., 2]
        alpha = self._alpha[self._excess[place] << 8 | parts[..., 0]]
        parts[..., 1:] = self._chroma[place]
        clean = cv2.cvtColor(parts, cv2.COLOR_YCrCb2RGB)
        clean = cv2.multiply(clean, cv2.merge((alpha, alpha, alpha)), scale=1 / 255)
        return Image(cv2.merge((*cv2.split(clean), alpha)), time_s, Alpha.PREMULTIPLIED)


def cropped(pixels: NDArray[np.uint8], shape: float) -> NDArray[np.uint8]:
    """The middle of a picture, `shape` wide by high."""
    height, width = pixels.shape[:2]
    wide, high = min(width, round(height * shape)), min(height, round(width / shape))
    left, top = (width - wide) // 2, (height - high) // 2
    return pixels[top : top + high, left : left + wide]


def sized(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Scaled; smoothly both ways."""
    if pixels.shape[:2] == (height, width):
        return np.ascontiguousarray(pixels)
    method = cv2.INTER_AREA if width < pixels.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=method))
