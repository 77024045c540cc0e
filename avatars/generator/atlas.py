"""Texture sheets: named tiles painted with Skia into one picture, with a second, darker picture for MToon's shade.

One sheet is one material is one draw call. Tiles that a surface runs along more than once (`wraps`) are as wide as the
sheet, so that texture coordinates past 1 come round by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import skia

from .fields import Array

Painter = Callable[[skia.Canvas, float, float], None]
"""Paints a tile of the given nominal width and height, in nominal pixels."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture in a sheet."""

    name: str
    box: tuple[int, int, int, int]
    """Left, top, width, height in the sheet's full-size pixels."""
    nominal: tuple[int, int]
    """Pixels the painter thinks in."""
    paint: Painter
    shade: str = "#c8c8d8"
    """What the paint is multiplied by in shadow."""
    tint: str = "#ffffff"
    """What the paint is multiplied by in light: keeps pale cloth below the burning point."""
    is_wrapped: bool = False
    outline: float = 1.0
    """Share of the material's outline width."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Several tiles on one picture of `size` pixels."""

    name: str
    size: tuple[int, int]
    tiles: tuple[Tile, ...]
    background: str | None = None
    margin: int = 4
    """Edge pixels repeated outside each tile, against bleeding in the mip-maps."""
    has_shade: bool = True
    tile_by_name: dict[str, Tile] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tile_by_name", {tile.name: tile for tile in self.tiles})

    def place(self, tile_name: str, uvs: Array) -> Array:
        """Unit-square coordinates of a tile as coordinates of the sheet."""
        tile = self.tile_by_name[tile_name]
        left, top, width, height = tile.box
        u = uvs[:, 0] if tile.is_wrapped else np.clip(uvs[:, 0], 0, 1)
        v = np.clip(uvs[:, 1], 0, 1)
        return np.c_[(left + u * width) / self.size[0], (top + v * height) / self.size[1]]

    def paint(self, scale: float) -> Array:
        """(height, width, 4) uint8 straight-alpha picture at `scale` times the full size."""
        width, height = (round(side * scale) for side in self.size)
        picture = np.zeros((height, width, 4), np.uint8)
        if self.background:
            picture[:] = _bytes(self.background)
        for tile in self.tiles:
            left, top, w, h = (round(side * scale) for side in tile.box)
            drawn = painted(tile.paint, tile.nominal, (w, h))
            tint = np.array(_bytes(tile.tint)[:3]) / 255
            drawn[..., :3] = np.round(drawn[..., :3] * tint).astype(np.uint8)
            picture[top : top + h, left : left + w] = drawn
        for tile in self.tiles:
            self._bleed(picture, [round(side * scale) for side in tile.box])
        return picture

    def shade_of(self, picture: Array, scale: float) -> Array:
        """The painted sheet, each tile multiplied by its shade colour (in sRGB values, as a painter would)."""
        shade = picture.copy()
        for tile in self.tiles:
            left, top, w, h = (round(side * scale) for side in tile.box)
            m = round(self.margin * scale)
            area = np.s_[max(top - m, 0) : top + h + m, max(left - m, 0) : left + w + m, :3]
            tint = np.array(_bytes(tile.shade)[:3]) / 255
            shade[area] = np.round(picture[area] * tint).astype(np.uint8)
        return shade

    def outline_widths(self, scale: float) -> Array:
        """(height, width, 4) uint8: the green channel is the share of the outline width, as MToon reads it."""
        width, height = (round(side * scale) for side in self.size)
        picture = np.full((height, width, 4), 255, np.uint8)
        for tile in self.tiles:
            left, top, w, h = (round(side * scale) for side in tile.box)
            picture[top : top + h, left : left + w, :3] = round(255 * tile.outline)
        return picture

    def _bleed(self, picture: Array, box: list[int]) -> None:
        left, top, w, h = box
        height, width = picture.shape[:2]
        m = max(1, round(self.margin * width / self.size[0]))
        for y in range(max(top - m, 0), top):
            picture[y, left : left + w] = picture[top, left : left + w]
        for y in range(top + h, min(top + h + m, height)):
            picture[y, left : left + w] = picture[top + h - 1, left : left + w]
        for x in range(max(left - m, 0), left):
            picture[:, x][top : top + h] = picture[:, left][top : top + h]
        for x in range(left + w, min(left + w + m, width)):
            picture[:, x][top : top + h] = picture[:, left + w - 1][top : top + h]


def painted(paint: Painter, nominal: tuple[int, int], size: tuple[int, int]) -> Array:
    """(height, width, 4) uint8 straight-alpha picture of one painter's work."""
    surface = skia.Surface(*size)
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.scale(size[0] / nominal[0], size[1] / nominal[1])
    paint(canvas, *nominal)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType)


def halved(picture: Array) -> Array:
    """A picture at half size, each pixel the mean of four."""
    height, width = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    blocks = picture[:height, :width].reshape(height // 2, 2, width // 2, 2, -1).astype(np.uint16)
    return ((blocks.sum((1, 3)) + 2) // 4).astype(np.uint8)


def as_png(picture: Array) -> bytes:
    """PNG bytes, without any metadata."""
    return bytes(_image(picture).encodeToData(skia.kPNG, 100))


def as_jpeg(picture: Array, quality: int = 92) -> bytes:
    """JPEG bytes of an opaque picture."""
    return bytes(_image(picture).encodeToData(skia.kJPEG, quality))


def _image(picture: Array) -> skia.Image:
    return skia.Image.fromarray(np.ascontiguousarray(picture), colorType=skia.kRGBA_8888_ColorType)


def _bytes(colour: str) -> tuple[int, int, int, int]:
    value = colour.lstrip("#")
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16), 255
