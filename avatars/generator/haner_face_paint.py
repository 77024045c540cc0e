"""邗儿's make-up, eyes and hair: a face that has seen sun and wind, coral lips, amber eyes."""

import skia

from . import face_paint
from .face_paint import FacePainter, IrisColours, Makeup
from .paint import colour, fill, stroke

MAKEUP = Makeup(
    skin="#fbdcc6",
    side_plane=("#e9ab8c", 0.30),
    blush=("#fb8a74", 0.30),
    blush_heart=("#f8705a", 0.18),
    socket=("#dd8f6c", 0.26),
    outer_eye=("#d8694a", 0.20),
    outer_line=("#b9583e", 0.22),
    upper_lip=("#c9524a", 0.78),
    lower_lip=("#e07062", 0.80),
    lip_depth=(("#9c2f30", 0.45), ("#b53f3c", 0.48)),
    lip_light=("#ffcdb8", 0.70),
    hair_shadow=("#cf8a6a", 0.36),
    hairline=(
        (0.074, -0.070), (0.0705, -0.044), (0.0685, -0.022), (0.0650, -0.006), (0.0580, 0.010), (0.048, 0.026),
        (0.034, 0.0410), (0.016, 0.0530), (0.0, 0.0570),
    ),
)  # fmt: skip
"""No rouge at the eyes: warmth across cheek and nose instead."""


def marks(painter: FacePainter) -> None:
    """What only her face has: sun across the bridge of the nose, a small mole under her left eye."""
    painter.blob(0, -0.046, 0.020, 0.006, "#f5876a", 0.20, 34)
    painter.blob(0, -0.056, 0.006, 0.004, "#f07a62", 0.22, 16)
    canvas, k = painter.canvas, painter.per_metre
    canvas.drawCircle(*painter.at(0.0530, -0.0435), 0.00085 * k, fill(Color=colour("#5a2f24", 0.85)))


def _ripple(canvas: skia.Canvas, x: float, y: float, radius: float) -> None:
    """Two rings on water."""
    for share, alpha in ((1.0, 0.50), (0.55, 0.65)):
        ring = skia.Rect(
            x - radius * 1.5 * share, y - radius * 0.62 * share, x + radius * 1.5 * share, y + radius * 0.62 * share
        )
        canvas.drawOval(ring, stroke(colour("#fff6d8", alpha), radius * 0.20))


iris = face_paint.iris(
    IrisColours(
        back="#2a1408",
        tones=("#2c1609", "#5a2f12", "#a5641f", "#e3a441", "#fde3a0"),
        light_ray="#fff3d0",
        dark_ray="#2c1407",
        glow="#fff0c4",
        upper="#2a1207",
        pupil="#1c0c06",
        deep="#8a4a18",
        lid="#160803",
        rim="#241006",
    ),
    _ripple,
)
"""Amber over dark hazel."""

brow = face_paint.brow((("#5a3d30", 0.34), ("#3e281f", 0.94), ("#38241d", 0.98)), ("#20130f", 0.35))

lash = face_paint.lash(("#4e2f26", "#2a1814", "#1e100d"))

hair = face_paint.hair(("#241712", "#2a1b15", "#33221a", "#3d2a20", "#4a3427"), dark="#140c09", light="#8a6248")
"""Black that the sun has turned brown at the ends."""

hair_matcap = face_paint.hair_matcap(ring="#a8764e", core="#ffe9cf", edge="#4a3628")
