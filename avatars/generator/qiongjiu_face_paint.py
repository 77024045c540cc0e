"""琼玖's make-up, eyes and hair: her colours."""

import math

import skia

from . import face_paint
from .face_paint import FacePainter, IrisColours, Makeup
from .paint import colour, fill, five_petals

MAKEUP = Makeup()
"""Tang rouge at the outer corner of the eyes; warm red lips."""


def huadian(painter: FacePainter, y: float = 0.0268) -> None:
    """花钿: eight red dots, the number of the flower, round a pearl."""
    k = painter.per_metre
    for i in range(8):
        a = 2 * math.pi * i / 8 + math.pi / 8
        painter.canvas.save()
        painter.canvas.translate(painter.x(0.0052 * math.cos(a)), painter.y(y + 0.0052 * math.sin(a)))
        painter.canvas.rotate(-math.degrees(a))
        dot = skia.Rect(-0.0019 * k, -0.0013 * k, 0.0019 * k, 0.0013 * k)
        painter.canvas.drawOval(dot, fill(Color=colour("#c92a31")))
        painter.canvas.restore()
    painter.canvas.drawCircle(*painter.at(0, y), 0.0018 * k, fill(Color=colour("#fff3df")))
    painter.canvas.drawCircle(*painter.at(-0.0005, y + 0.0005), 0.0007 * k, fill(Color=colour("#ffffff")))


def _blossom(canvas: skia.Canvas, x: float, y: float, radius: float) -> None:
    five_petals(canvas, x, y, radius, 0.2, colour("#ffffff", 0.42), None, "#fff3b0")


iris = face_paint.iris(
    IrisColours(
        back="#0e272c",
        tones=("#0b2831", "#134a52", "#2c877c", "#78d2b2", "#c9f3d8"),
        light_ray="#eafff4",
        dark_ray="#08222c",
        glow="#e2fff0",
        upper="#082530",
        pupil="#061c26",
        deep="#1f6d78",
        lid="#03101a",
        rim="#0a2329",
    ),
    _blossom,
)
"""Deep teal over light jade, a small blossom low in the light."""

brow = face_paint.brow((("#5a4444", 0.30), ("#40302f", 0.92), ("#3a2a2c", 0.98)), ("#241a1c", 0.35))

hair = face_paint.hair(("#141621", "#191b28", "#1e2130", "#212536", "#2a3044"), dark="#090a11", light="#66719a")
"""漆黑 with a breath of blue."""

hair_matcap = face_paint.hair_matcap(ring="#8598d0", core="#eef2ff", edge="#34425f")
