"""An avatar's textures on the graphics device: uploaded once per use, halved to the limit, with mip-maps."""

from __future__ import annotations

from typing import Any

import moderngl
import numpy as np

from studio.core.arrays import ByteArray
from studio.core.avatar import Avatar, Texture, Wrap

SRGB8_ALPHA8 = 0x8C43
_NEAREST_MIN = {9728, 9984, 9986}
_NO_MIPS = {9728, 9729}


class Textures:
    """The textures of one avatar."""

    def __init__(self, context: Any, avatar: Avatar, max_side: int, *, blend_mips: bool) -> None:
        self._context = context
        self._avatar = avatar
        self._max_side = max_side
        self._blend_mips = blend_mips
        """False: one mip level a texel instead of a mix of two: half the cost where the processor draws."""
        self._uploaded: dict[tuple[int, bool], Any] = {}

    def get(self, index: int, *, srgb: bool) -> Any:
        key = (index, srgb)
        if key not in self._uploaded:
            made = upload(self._context, self._avatar.textures[index], self._max_side, srgb=srgb)
            if not self._blend_mips and made.filter[0] == moderngl.LINEAR_MIPMAP_LINEAR:
                made.filter = (moderngl.LINEAR_MIPMAP_NEAREST, made.filter[1])
            self._uploaded[key] = made
        return self._uploaded[key]

    def wear(self, avatar: Avatar) -> None:
        """Writes the pictures that are others than those of the avatar before; sizes and uses are the same."""
        for (index, _), made in self._uploaded.items():
            if (texture := avatar.textures[index]) is not self._avatar.textures[index]:
                made.write(fitted(texture.pixels, self._max_side))
                if texture.min_filter not in _NO_MIPS:
                    kept = made.filter
                    made.build_mipmaps()
                    made.filter = kept
        self._avatar = avatar

    def release(self) -> None:
        for texture in self._uploaded.values():
            texture.release()
        self._uploaded.clear()


def upload(context: Any, texture: Texture, max_side: int, *, srgb: bool) -> Any:
    pixels = fitted(texture.pixels, max_side)
    height, width = pixels.shape[:2]
    options = {"internal_format": SRGB8_ALPHA8} if srgb else {}
    made = context.texture((width, height), 4, pixels, alignment=4, **options)
    mag = moderngl.NEAREST if texture.mag_filter == 9728 else moderngl.LINEAR
    if texture.min_filter in _NO_MIPS:
        made.filter = (texture.min_filter, mag)
    else:
        made.build_mipmaps()
        made.filter = (texture.min_filter, mag)
    made.repeat_x = texture.wrap_s is not Wrap.CLAMP_TO_EDGE
    made.repeat_y = texture.wrap_t is not Wrap.CLAMP_TO_EDGE
    return made


def fitted(pixels: ByteArray, max_side: int) -> ByteArray:
    """Halved (2 × 2 box) until no side is longer than `max_side`."""
    while max(pixels.shape[:2]) > max_side and min(pixels.shape[:2]) > 1:
        height, width = (n // 2 * 2 for n in pixels.shape[:2])
        boxes = pixels[:height, :width].reshape(height // 2, 2, width // 2, 2, 4).astype(np.uint16)
        pixels = ((boxes.sum(axis=(1, 3)) + 2) // 4).astype(np.uint8)
    return np.ascontiguousarray(pixels)
