"""The slate with the label on it, as one picture: for a program that shows it when the show itself is gone."""

from __future__ import annotations

import numpy as np

from studio.core.image import Image
from studio.staging.label import paint_label
from studio.staging.slate import paint_slate


def labelled_slate(width: int, height: int, label: str) -> Image:
    """Opaque, of this size. Raises StudioError, as `paint_label`."""
    pixels = paint_slate(width, height).pixels[..., :3].astype(np.uint16)
    chip = paint_label(label, width, height)
    left, top = round(chip.rect.x), round(chip.rect.y)
    rows, columns = slice(top, top + chip.image.height), slice(left, left + chip.image.width)
    over = chip.image.pixels.astype(np.uint16)
    behind = pixels[rows, columns] * (255 - over[..., 3:])
    pixels[rows, columns] = over[..., :3] + (behind + 127) // 255  # the chip is premultiplied
    return Image(np.minimum(pixels, 255).astype(np.uint8))
