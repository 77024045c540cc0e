"""竹西's colourways, and the motifs that return on all she wears.

The first colourway has the colours of her sheet: 竹青 coat, 牙 bands, 黛绿 and 赤金 cloud collar, 黛蓝 skirt.
"""

import math
from dataclasses import dataclass

import skia

from .paint import (
    colour,
    fill,
    five_petals,
    path,
    stroke,
)


@dataclass(frozen=True, slots=True)
class Palette:
    """One colourway."""

    coat: tuple[str, str, str]
    """Light, body and deep tone of the silk."""
    weave: str
    """The jacquard, a shade lighter than the silk."""
    coat_shade: str
    crease: str
    band: tuple[str, str]
    """Light and body tone of the bands."""
    vine: str
    """What is embroidered on the bands."""
    piping: str
    cloud: tuple[str, str]
    """Light and body tone of the cloud collar."""
    gold: str
    skirt: tuple[str, str, str]
    skirt_shade: str
    plush: tuple[str, str, str]
    """Heart, body and rim of the plush blossoms."""
    pouch: tuple[str, str]
    trouser: str


BAMBOO = Palette(
    coat=("#93ac7e", "#82996c", "#748c60"), weave="#a9bf94", coat_shade="#7d9482", crease="#4b6142",
    band=("#f7ecc8", "#eedeb0"), vine="#5f8a63", piping="#426666",
    cloud=("#527a78", "#426666"), gold="#f2be45",
    skirt=("#4d6078", "#425066", "#364256"), skirt_shade="#8a90b4",
    plush=("#b8324c", "#db5a6b", "#f4a0a6"), pouch=("#b5483a", "#8f2f2a"), trouser="#e9e0c4",
)  # fmt: skip
"""竹青: the one of her sheet."""

PLUM = Palette(
    coat=("#d9a3ac", "#c98995", "#b87581"), weave="#e8c0c4", coat_shade="#b08a9c", crease="#8d4f5e",
    band=("#faf2e2", "#f3e6d2"), vine="#a2566a", piping="#6d3450",
    cloud=("#7d4560", "#6a3650"), gold="#f2be45",
    skirt=("#57507a", "#4a4266", "#3b3554"), skirt_shade="#9088b0",
    plush=("#d9b04a", "#f3dc8a", "#fff4cf"), pouch=("#426666", "#2f4d4c"), trouser="#efe2e2",
)  # fmt: skip
"""海棠: rose silk, plum velvet, 黛 skirt, wintersweet in her hair."""

MOON = Palette(
    coat=("#cfe0e6", "#b8d0d9", "#a2bfca"), weave="#e4f0f2", coat_shade="#9db0c6", crease="#6b8fa3",
    band=("#fbf6e8", "#f2ead4"), vine="#5d86a6", piping="#2e4e7e",
    cloud=("#2f6a8c", "#1b5577"), gold="#f2be45",
    skirt=("#3f6494", "#2e4e7e", "#243f68"), skirt_shade="#8894c0",
    plush=("#8fa8d8", "#d8e4f6", "#ffffff"), pouch=("#c78a3a", "#a86a28"), trouser="#eef0ea",
)  # fmt: skip
"""月白: moon-white silk, 靛 cloud collar, 藏青 skirt, white plum."""


def ge(canvas: skia.Canvas, x: float, y: float, size: float, value: int, turn: float = 0.0) -> None:
    """「个」: three bamboo leaves that hang from one joint, as the garden of that name has them."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    for degrees, length in ((-52, 0.95), (0, 1.05), (52, 0.95)):
        canvas.save()
        canvas.rotate(degrees)
        s = size * length
        leaf = path(
            (0, 0), (s * 0.20, s * 0.20, s * 0.17, s * 0.66, 0, s), (-s * 0.17, s * 0.66, -s * 0.20, s * 0.20, 0, 0)
        )
        canvas.drawPath(leaf, fill(Color=value))
        canvas.restore()
    canvas.drawLine(0, -size * 0.16, 0, 0, stroke(value, size * 0.07))
    canvas.restore()


def spray(canvas: skia.Canvas, x: float, y: float, size: float, value: int, side: int, turn: float) -> None:
    """A hanging twig with three 「个」, woven."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(side, 1)
    s = size
    twig = path((-s * 0.9, -s * 0.75), (-s * 0.2, -s * 0.75, s * 0.25, -s * 0.2, s * 0.55, s * 0.55), closed=False)
    canvas.drawPath(twig, stroke(value, s * 0.065))
    ge(canvas, -s * 0.38, -s * 0.62, s * 0.62, value, 24)
    ge(canvas, s * 0.16, -s * 0.22, s * 0.74, value, -16)
    ge(canvas, s * 0.56, s * 0.55, s * 0.60, value, -34)
    canvas.restore()


def sprig(canvas: skia.Canvas, x: float, y: float, size: float, p: Palette, up: int) -> None:
    """A bent stem with a plum blossom and two 「个」."""
    stem = path(
        (x - size * 1.5, y + up * size * 0.35),
        (
            x - size * 0.5,
            y - up * size * 0.7,
            x + size * 0.5,
            y + up * size * 0.7,
            x + size * 1.5,
            y - up * size * 0.35,
        ),
        closed=False,
    )
    canvas.drawPath(stem, stroke(colour(p.vine, 0.9), size * 0.09))
    ge(canvas, x - size * 0.85, y - up * size * 0.15, size * 0.62, colour(p.vine), 0 if up > 0 else 180)
    ge(canvas, x + size * 0.95, y + up * size * 0.10, size * 0.58, colour(p.vine), 180 if up > 0 else 0)
    five_petals(canvas, x, y, size * 0.50, 0.4 * up, colour(p.plush[1]), colour(p.plush[0], 0.7), p.gold)


def leaf_path(x: float, y: float, length: float, width: float, degrees: float) -> skia.Path:
    a = math.radians(degrees)
    dx, dy = math.sin(a), math.cos(a)
    tip = (x + dx * length, y + dy * length)
    left = (x + dx * length * 0.35 + dy * width, y + dy * length * 0.35 - dx * width)
    right = (x + dx * length * 0.35 - dy * width, y + dy * length * 0.35 + dx * width)
    return path((x, y), (*left, *tip), (*right, x, y))
