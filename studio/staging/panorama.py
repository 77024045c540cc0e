"""A 360° panorama as a place: an equirectangular picture, seen in one direction through a lens."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from studio.core.arrays import ByteArray
from studio.core.errors import StudioError
from studio.staging.backdrop import read_picture
from studio.staging.painting import pixels_of


@dataclass(frozen=True, slots=True)
class Panorama:
    picture: Path
    """Twice as wide as high: 360° across, the sky at the top."""
    yaw_deg: float = 0.0
    """0: the middle of the picture; to the right of it is positive."""
    pitch_deg: float = 0.0
    """Up is positive."""
    fov_deg: float = 60.0
    """Across the short side of the canvas."""


def look_into(panorama: Panorama, width: int, height: int) -> ByteArray:
    """(height, width, 4) uint8, opaque. Raises StudioError if it cannot be read or is no such picture."""
    picture = read_picture(panorama.picture)
    if not 1.9 < picture.width() / picture.height() < 2.1:
        raise StudioError(
            f"The panorama is {picture.width()} × {picture.height()}, not twice as wide as high.",
            where=panorama.picture.name,
            remedy="Export it as an equirectangular picture (2:1).",
        )
    whole = pixels_of(picture.convertToFormat(QImage.Format.Format_RGBX8888))
    reach = math.tan(math.radians(panorama.fov_deg) / 2) / min(width, height)
    x = (2.0 * np.arange(width) + 1.0 - width) * reach
    y = (2.0 * np.arange(height) + 1.0 - height) * reach
    right, down = np.meshgrid(x, y)
    pitch = math.radians(panorama.pitch_deg)
    up = -down * math.cos(pitch) + math.sin(pitch)
    ahead = down * math.sin(pitch) + math.cos(pitch)
    longitude = np.arctan2(right, ahead) + math.radians(panorama.yaw_deg)
    latitude = np.arctan2(up, np.hypot(right, ahead))
    return _sampled(
        whole, (longitude / (2.0 * math.pi) + 0.5) * whole.shape[1], (0.5 - latitude / math.pi) * whole.shape[0]
    )


def _sampled(pixels: ByteArray, columns: np.ndarray, rows: np.ndarray) -> ByteArray:
    """Between four pixels each; the left edge follows on the right one."""
    height, width = pixels.shape[:2]
    columns, rows = columns - 0.5, (rows - 0.5).clip(0.0, height - 1.0)
    left, top = np.floor(columns).astype(np.int64), np.floor(rows).astype(np.int64)
    across, down = (columns - left)[..., None], (rows - top)[..., None]
    right, below = (left + 1) % width, np.minimum(top + 1, height - 1)
    left %= width
    upper = pixels[top, left] * (1.0 - across) + pixels[top, right] * across
    lower = pixels[below, left] * (1.0 - across) + pixels[below, right] * across
    made: ByteArray = np.round(upper * (1.0 - down) + lower * down).astype(np.uint8)
    made[..., 3] = 255
    return made
