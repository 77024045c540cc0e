"""平山's complexion, eyes, brows and beard, painted."""

import numpy as np
import skia

from . import face_paint
from .face_paint import FacePainter, IrisColours, Makeup
from .paint import blur, colour, fill, linear_gradient, path, stroke

MAKEUP = Makeup(
    skin="#fde4d3",
    side_plane=("#e3a98e", 0.32),
    blush=("#f59a80", 0.13),
    blush_heart=("#f08a72", 0.05),
    socket=("#d98f73", 0.24),
    outer_eye=("#c9806a", 0.14),
    outer_line=("#b06a54", 0.20),
    upper_lip=("#c4705f", 0.62),
    lower_lip=("#d98b7a", 0.56),
    lip_depth=(("#94443c", 0.40), ("#a3524a", 0.42)),
    lip_light=("#f6c4b2", 0.50),
    lip_gloss=0.28,
    lip_fullness=(0.80, 0.92),
    hair_shadow=("#d8957a", 0.46),
    hairline=(
        (0.084, -0.050), (0.0800, -0.020), (0.0750, 0.008), (0.0690, 0.026), (0.060, 0.040), (0.046, 0.0510),
        (0.030, 0.0560), (0.014, 0.0550), (0.0, 0.0535),
    ),
)  # fmt: skip
"""A man's skin, a shade warmer than 琼玖's; the lips keep their own colour."""


def features(painter: FacePainter) -> None:
    """What makes it a man's face: a firm nose, the planes of cheek and jaw, the bridge's light."""
    face = painter.face
    y, mouth = face.nose_y, face.mouth_y
    for s in (-1, 1):
        # the hollow of the cheek, from the cheekbone down to the corner of the jaw
        painter.shape(
            (s * 0.070, -0.030), (s * 0.058, -0.052, s * 0.046, -0.074), (s * 0.036, -0.098, s * 0.050, -0.094),
            (s * 0.064, -0.078, s * 0.078, -0.040), value="#d99a7e", alpha=0.22, softness=30,
        )  # fmt: skip
        painter.line((s * 0.0105, 0.004), (s * 0.0088, -0.020), (s * 0.0078, y + 0.012), "#d28e72", 0.34, 15, 11)
        painter.line(
            (s * 0.0098, y - 0.006), (s * 0.0165, y - 0.014), (s * 0.0205, mouth + 0.004), "#cf9079", 0.20, 7, 7
        )
    painter.blob(0.0006, -0.012, 0.0026, 0.020, "#fff8f0", 0.36, 12)


def _none(_canvas: skia.Canvas, _x: float, _y: float, _radius: float) -> None:
    """His irises carry no motif."""


iris = face_paint.iris(
    IrisColours(
        back="#1a1418",
        tones=("#1b1519", "#33262a", "#5b4238", "#95694a", "#d2a377"),
        light_ray="#ffe9cc",
        dark_ray="#150d10",
        glow="#ffdcae",
        upper="#190f12",
        pupil="#0f090c",
        deep="#4b332c",
        lid="#0b0609",
        rim="#150f12",
    ),
    _none,
)
"""Dark amber-brown."""


def brow(canvas: skia.Canvas, w: float, h: float) -> None:
    """A sword of single hairs: upright and loose at the nose, combed outward, dense, tapering."""
    random = np.random.default_rng(4)
    body = path(
        (w * 0.06, h * 0.74), (w * 0.10, h * 0.22, w * 0.46, h * 0.10, w - 2, h * 0.5),
        (w * 0.5, h * 0.90, w * 0.16, h * 0.98, w * 0.06, h * 0.74),
    )  # fmt: skip
    tones = [colour("#2d2426", 0.30), colour("#231b1e", 0.86), colour("#1e171a", 0.94)]
    canvas.drawPath(body, fill(Shader=linear_gradient((0, 0), (w, 0), tones, [0, 0.26, 1]), MaskFilter=blur(3.5)))
    for _ in range(120):
        x = random.uniform(0.02, 0.93)
        top, foot = (
            np.interp(x, [0, 0.1, 0.45, 1], [0.45, 0.24, 0.13, 0.5]),
            np.interp(x, [0, 0.1, 0.5, 1], [0.85, 0.94, 0.88, 0.52]),
        )
        y = h * random.uniform(top + 0.12, foot)
        lean = np.interp(x, [0, 0.18, 1], [5, 15, 22]) * random.uniform(0.8, 1.2)
        rise = np.interp(x, [0, 0.18, 1], [-20, -13, 3]) * random.uniform(0.7, 1.2)
        hair = path((x * w, y), (x * w + lean * 0.6, y + rise * 0.75, x * w + lean, y + rise), closed=False)
        canvas.drawPath(hair, stroke(colour("#171114", random.uniform(0.35, 0.8)), random.uniform(1.2, 2.2)))


def moustache(canvas: skia.Canvas, w: float, h: float) -> None:
    """One half: fine hairs from the philtrum (left) outward, both edges loose, softest in the middle of the lip."""
    random = np.random.default_rng(12)
    body = path(
        (w * 0.04, h * 0.56), (w * 0.16, h * 0.20, w * 0.50, h * 0.26, w * 0.96, h * 0.5),
        (w * 0.50, h * 0.80, w * 0.14, h * 0.86, w * 0.04, h * 0.56),
    )  # fmt: skip
    tones = [colour("#5a4038", 0.40), colour("#463029", 0.60), colour("#3a2826", 0.66), colour("#352524", 0.45)]
    shader = linear_gradient((0, 0), (w, 0), tones, [0, 0.22, 0.7, 1])
    canvas.drawPath(body, fill(Shader=shader, MaskFilter=blur(8)))
    for _ in range(190):
        x = random.uniform(0.02, 0.86)
        spread = np.interp(x, [0, 0.2, 0.9], [0.16, 0.28, 0.10])
        y = h * (0.5 + random.uniform(-1, 1) * spread)
        length = w * random.uniform(0.07, 0.15)
        sink = (h * 0.5 - y) * 0.30 + random.uniform(0, 9)
        hair = path((x * w, y), (x * w + length * 0.6, y + sink * 0.3, x * w + length, y + sink), closed=False)
        fade = np.interp(x, [0.02, 0.2], [0.6, 1])
        canvas.drawPath(hair, stroke(colour("#2a1e1e", random.uniform(0.22, 0.55) * fade), random.uniform(1.0, 2.0)))


def ear(canvas: skia.Canvas, n: float, _h: float) -> None:
    """The ear from its side: warm rim, shaded hollow, a little red in the lobe."""
    canvas.clear(colour("#fbdccb"))

    def blob(x, y, rx, ry, value, alpha, soft) -> None:
        k = n / 0.068
        cx, cy = n / 2 + x * k, n / 2 - y * k
        oval = skia.Rect(cx - rx * k, cy - ry * k, cx + rx * k, cy + ry * k)
        canvas.drawOval(oval, fill(Color=colour(value, alpha), MaskFilter=blur(soft)))

    blob(0, 0, 0.034, 0.034, "#f3b8a2", 0.35, 12)
    blob(0.003, 0.010, 0.0078, 0.0140, "#e9a58d", 0.65, 7)
    blob(-0.0015, -0.0035, 0.0078, 0.0100, "#c97c66", 0.75, 7)
    blob(-0.0035, -0.0045, 0.0036, 0.0050, "#a95f4e", 0.65, 5)
    blob(0.004, 0.004, 0.0040, 0.0100, "#fde4d6", 0.75, 5)
    blob(-0.001, -0.0235, 0.0055, 0.0045, "#f6a894", 0.55, 7)


hair = face_paint.hair(("#171517", "#1c1a1d", "#211f22", "#252328", "#2d2b33"), dark="#0b0a0c", light="#6d6a78")
"""漆黑, warmer and duller than 琼玖's."""

hair_matcap = face_paint.hair_matcap(ring="#7f86a6", core="#d9deec", edge="#33384a")
