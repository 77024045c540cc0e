"""竹西's make-up, eyes and hair: her colours."""

import skia

from . import face_paint
from .face_paint import FacePainter, IrisColours, Makeup
from .paint import colour, fill, path

MAKEUP = Makeup(
    skin="#ffebdd",
    side_plane=("#f0b8a0", 0.32),
    blush=("#ff9a82", 0.27),
    blush_heart=("#ff8a74", 0.11),
    socket=("#e39c80", 0.30),
    outer_eye=("#b8604e", 0.26),
    outer_line=("#9c4a3c", 0.30),
    upper_lip=("#b53f48", 0.86),
    lower_lip=("#cf5f62", 0.86),
    lip_depth=(("#8c2630", 0.48), ("#a5323a", 0.50)),
    lip_light=("#ffc2b2", 0.70),
    lip_gloss=0.90,
    lip_fullness=(1.06, 1.12),
    lower_lid=(0.42, 0.16),
    hair_shadow=("#dd9a80", 0.42),
    hairline=(
        (0.076, -0.070), (0.0725, -0.040), (0.0700, -0.014), (0.0665, 0.010), (0.0600, 0.030), (0.050, 0.046),
        (0.036, 0.0570), (0.018, 0.0620), (0.0, 0.0640),
    ),
)  # fmt: skip
"""Apricot cheeks, tea-brown shadow at the outer corner, brick-rose lips."""


def beauty_spot(painter: FacePainter) -> None:
    """The small mole under the outer corner of her left eye, and the faint shadows of her fringe."""
    k = painter.per_metre
    painter.canvas.drawCircle(*painter.at(0.0462, -0.0455), 0.00085 * k, fill(Color=colour("#7a4436", 0.9)))


def _bamboo_leaves(canvas: skia.Canvas, x: float, y: float, radius: float) -> None:
    for turn in (-38, 0, 38):
        canvas.save()
        canvas.translate(x, y - radius * 0.8)
        canvas.rotate(turn)
        leaf = path((0, 0), (radius * 0.42, radius * 0.9, 0, radius * 1.9), (-radius * 0.42, radius * 0.9, 0, 0))
        canvas.drawPath(leaf, fill(Color=colour("#fff6d8", 0.50)))
        canvas.restore()


iris = face_paint.iris(
    IrisColours(
        back="#2a140d",
        tones=("#2a130c", "#59301b", "#9a5f30", "#dba658", "#f8e3ac"),
        light_ray="#fff4d2",
        dark_ray="#2a1008",
        glow="#fff0c8",
        upper="#2c120a",
        pupil="#1c0c08",
        deep="#8a4a20",
        lid="#160805",
        rim="#29130c",
    ),
    _bamboo_leaves,
)
"""Tea brown over amber, a 「个」 of bamboo leaves low in the light."""

brow = face_paint.brow((("#6a5044", 0.34), ("#4a3832", 0.86), ("#42322e", 0.94)), ("#2c201c", 0.32))

lash = face_paint.lash(("#5e3c30", "#2c1c1a", "#1d1211"))

hair = face_paint.hair(("#1b1616", "#221b1b", "#292120", "#302624", "#3b2e29"), dark="#0b0808", light="#8a6f60")
"""Black with a breath of warm brown."""

hair_matcap = face_paint.hair_matcap(ring="#b48c74", core="#fff0e2", edge="#5a4436")
