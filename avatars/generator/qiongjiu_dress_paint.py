"""琼玖's clothes and ornaments, painted; and how they lie on their sheet.

Colours are the traditional ones of her sheet: 荼白 upper, 艾绿 half-sleeve, 水绿 to 月白 skirt, 缃 band, 青白 shawl.
"""

import numpy as np
import skia

from .atlas import Sheet, Tile
from .paint import (
    bands,
    blur,
    colour,
    fill,
    five_petals,
    flat,
    fold,
    gloss,
    gradient_down,
    linear_gradient,
    path,
    qionghua,
    roundel,
    stroke,
    vine,
)


def upper(canvas: skia.Canvas, w: float, h: float) -> None:
    """荼白 silk with the faintest blossoms; the tile is half a sleeve's girth by its length, so they are drawn wide."""
    canvas.clear(colour("#f6faf3"))
    for j in range(10):
        for i in range(3):
            canvas.save()
            canvas.translate(w * (i + 0.4 + 0.4 * (j % 2)) / 3, h * (j + 0.5) / 10)
            canvas.scale(3.2, 1)
            five_petals(canvas, 0, 0, 9, i + j, colour("#e3eee7"), None, "#eef0d8")
            canvas.restore()


def half_sleeve(canvas: skia.Canvas, w: float, h: float) -> None:
    """艾绿 with pearl roundels and blossoms, none across a seam; folds from cuff and armpit."""
    tones = [colour(v) for v in ("#b9ead3", "#a4e2c6", "#93d8ba")]
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones)))
    for j in range(4):
        for i in range(9):
            x, y = w * (i + 0.5 * (j % 2) + 0.25) / 9, h * (0.27 + 0.175 * j)
            if (i + j) % 2:
                roundel(canvas, x, y, 46, 0.62, "#7cc7a8", "#eefaf2")
            else:
                five_petals(canvas, x, y, 20, i, colour("#eefaf2", 0.6), None, "#e9dc8a")
    for i in range(15):
        x, rise = w * (i + 0.2 + 0.05 * ((i * 37) % 10)) / 15, h * (0.20 + 0.022 * ((i * 53) % 10))
        foot = h * 0.93
        bend, end = (x + 18 * ((i % 3) - 1), foot - rise * 0.5), (x + 46 * ((i * 29) % 7 / 7 - 0.5), foot - rise)
        fold(canvas, (x, foot), bend, end, 13, "#4f9c82", 0.34)
    for i in range(9):
        x, top = w * (i + 0.4) / 9, h * 0.02
        bend = (x + 24 * ((i % 3) - 1), top + h * 0.12)
        fold(
            canvas,
            (x, top),
            bend,
            (x + 60 * ((i * 31) % 7 / 7 - 0.5), top + h * (0.22 + 0.10 * (i % 2))),
            12,
            "#4f9c82",
            0.24,
        )
    shadow = linear_gradient((0, h * 0.84), (0, h * 0.95), [colour("#4f9c82", 0), colour("#4f9c82", 0.40)])
    canvas.drawRect(skia.Rect(0, h * 0.84, w, h), fill(Shader=shadow))


def half_sleeve_body(canvas: skia.Canvas, w: float, h: float) -> None:
    """The shoulders of the 半臂: two roundels and two blossoms a side, whole ones, clear of lapel and sleeve."""
    tones = [colour(v) for v in ("#b9ead3", "#aee6cc", "#a8e4c9")]
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones)))
    for s in (-1, 1):
        x = w / 2 + s * w * 0.255
        roundel(canvas, x, h * 0.50, w * 0.028, 0.7, "#7cc7a8", "#eefaf2")
        five_petals(canvas, x + s * w * 0.055, h * 0.72, w * 0.014, 1, colour("#eefaf2", 0.7), None, "#e9dc8a")
        five_petals(canvas, x - s * w * 0.050, h * 0.30, w * 0.014, 2, colour("#eefaf2", 0.7), None, "#e9dc8a")
        arm = w / 2 + s * w * 0.40
        fold(
            canvas, (arm, h * 0.95), (arm - s * w * 0.03, h * 0.78), (arm - s * w * 0.10, h * 0.64), 9, "#4f9c82", 0.30
        )
        fold(
            canvas, (arm + s * w * 0.02, h * 0.88), (arm, h * 0.70), (arm - s * w * 0.06, h * 0.52), 8, "#4f9c82", 0.26
        )


def skirt(canvas: skia.Canvas, w: float, h: float) -> None:
    """水绿 falling to 月白, sprays of 琼花 dense at the hem, a 缃 line and an 艾绿 band."""
    random = np.random.default_rng(6)
    tones = [colour(v) for v in ("#d9f5ea", "#d4f2e7", "#d4eeec", "#d6ecf0", "#bcdfe8")]
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones, [0, 0.25, 0.55, 0.8, 1])))
    for i in range(150):
        x, thread = w * (i + random.random()) / 150, random.uniform(6, 22)
        canvas.drawRect(skia.Rect(x, 0, x + thread, h), fill(Color=colour("#ffffff", random.uniform(0.05, 0.22))))
    for i in range(22):
        x, y = w * (i + random.random() * 0.8) / 22, h * random.uniform(0.50, 0.80)
        qionghua(canvas, x, y, random.uniform(34, 54), 0.75, "#ffffff", "#9fd0c8")
    for _ in range(60):
        x, y = w * random.random(), h * random.uniform(0.25, 0.85)
        five_petals(
            canvas,
            x,
            y,
            random.uniform(12, 20),
            random.random() * 6,
            colour("#ffffff", 0.7),
            colour("#a9d3c8", 0.7),
            "#f0e0a0",
            2,
        )
    for i in range(26):
        qionghua(canvas, w * (i + 0.5) / 26, h * (0.875 + 0.035 * (i % 2)), 74, 0.95, "#ffffff", "#8cc7bd")
    for i in range(34):  # gathers under the band
        x = w * (i + 0.35 * random.random()) / 34
        foot, lean = h * random.uniform(0.13, 0.30), random.uniform(-30, 30)
        fold(
            canvas,
            (x, h * 0.022),
            (x + lean * 0.4, foot * 0.5),
            (x + lean, foot),
            random.uniform(9, 20),
            "#7fb3bd",
            0.26,
        )
    bands(canvas, w, ((h * 0.955, 26, "#f0c239", 0.9), (h * 0.972, 8, "#fff3d0", 0.9), (h * 0.985, 30, "#a4dcc6", 0.9)))


def border(canvas: skia.Canvas, w: float, h: float) -> None:
    """Cream with a running 琼花 scroll between gold and jade lines."""
    gradient_down(("#f7fbf3", "#e6f3e8"))(canvas, w, h)
    vine(canvas, w, h / 2, h * 0.20, 16, "#6fb39d", "#9fd6bf", "#ffffff", 5)
    bands(
        canvas,
        w,
        ((14, 12, "#e3b64f", 1), (h - 14, 12, "#e3b64f", 1), (34, 4, "#5a9f8a", 0.8), (h - 34, 4, "#5a9f8a", 0.8)),
    )


def collar(canvas: skia.Canvas, w: float, h: float) -> None:
    """The white inner collar, piped with pale jade."""
    canvas.clear(colour("#fbfdf8"))
    bands(canvas, w, ((20, 12, "#bfe0d2", 1), (h - 20, 12, "#bfe0d2", 1)))
    for i in range(40):
        five_petals(canvas, w * (i + 0.5) / 40, h / 2, 22, i, colour("#e3f0e8"), None, "#f3efd8")


def waist_band(canvas: skia.Canvas, w: float, h: float) -> None:
    """缃 brocade: 团花 roundels and lozenges between gold lines."""
    gradient_down(("#f6cf5e", "#f0c239", "#e3ad31"))(canvas, w, h)
    for i in range(16):
        roundel(canvas, w * (i + 0.5) / 16, h / 2, 56, 0.95, "#c98a2a", "#fff3d0")
        for x in (0, w) if i == 0 else (w * i / 16,):
            lozenge = path((x, h / 2 - 22), (x + 14, h / 2), (x, h / 2 + 22), (x - 14, h / 2))
            canvas.drawPath(lozenge, fill(Color=colour("#fff3d0", 0.9)))
    bands(
        canvas,
        w,
        ((14, 12, "#fff0c0", 1), (h - 14, 12, "#fff0c0", 1), (30, 4, "#b9802a", 1), (h - 30, 4, "#b9802a", 1)),
    )


def ribbon(canvas: skia.Canvas, w: float, h: float) -> None:
    """缃 ribbon, paler toward its end, four blossoms above the hem."""
    gradient_down(("#f0c239", "#f3cb54", "#f8dc8c"))(canvas, w, h)
    for i in range(5):  # gathers that leave the knot
        x = w * (i + 0.5) / 5
        fold(
            canvas,
            (w / 2 + (x - w / 2) * 0.7, 0),
            (x, h * 0.12),
            (x + (x - w / 2) * 0.2, h * (0.24 + 0.05 * (i % 2))),
            5,
            "#b97d1e",
            0.55,
        )
    shader = linear_gradient((0, 0), (0, h * 0.12), [colour("#b0741a", 0.75), colour("#b0741a", 0)])
    canvas.drawRect(skia.Rect(0, 0, w, h * 0.12), fill(Shader=shader))
    for x in (10, w - 10):
        canvas.drawRect(skia.Rect(x - 3, 0, x + 3, h), fill(Color=colour("#fff6d8", 0.95)))
    for i in range(4):
        qionghua(canvas, w / 2, h * (0.66 + 0.085 * i), 30, 1, "#ffffff", "#d9a94a")
    canvas.drawRect(skia.Rect(0, h - 20, w, h - 8), fill(Color=colour("#c98a2a")))


def shawl(canvas: skia.Canvas, w: float, h: float) -> None:
    """青白 gauze, half see-through: faint threads, a gold-edged selvage, scattered blossoms."""
    random = np.random.default_rng(9)
    canvas.clear(colour("#c0ebd7", 0.54))
    for _ in range(9):
        x = w * random.random()
        canvas.drawRect(skia.Rect(x, 0, x + random.uniform(4, 16), h), fill(Color=colour("#ffffff", 0.14)))
    for x in (8, w - 8):
        canvas.drawRect(skia.Rect(x - 5, 0, x + 5, h), fill(Color=colour("#eafaf0", 0.85)))
    for y in (10, h - 10):
        bands(canvas, w, ((y, 14, "#eafaf0", 0.85), (y + (16 if y < h / 2 else -16), 4, "#e9c86a", 0.85)))
    for x in (20, w - 20):
        canvas.drawRect(skia.Rect(x - 1.5, 0, x + 1.5, h), fill(Color=colour("#e9c86a", 0.8)))
    for i in range(34):
        five_petals(
            canvas, w * (0.28 + 0.44 * (i % 2)), h * (i + 0.5) / 34, 17, i, colour("#ffffff", 0.75), None, "#f0e0a0"
        )


def petal(canvas: skia.Canvas, w: float, h: float) -> None:
    """One petal, claw at the top of the tile: green-white at the claw, jade-white blade, fine veins, a shaded edge."""
    gradient_down(("#c6df9a", "#eef6e4", "#fdfffb", "#ffffff"), [0, 0.22, 0.5, 1])(canvas, w, h)
    for k in range(9):
        x = w * (0.10 + 0.10 * k)
        canvas.drawLine(w / 2 + (x - w / 2) * 0.25, h * 0.04, x, h * 0.82, stroke(colour("#cfe0cb", 0.75), 3))
    edge = skia.Rect(0, -h * 0.2, w, h)
    canvas.drawRoundRect(edge, w * 0.2, w * 0.2, stroke(colour("#8db5a4", 0.75), w * 0.06, MaskFilter=blur(3)))
    canvas.drawRect(
        skia.Rect(0, 0, w * 0.16, h),
        fill(Shader=linear_gradient((0, 0), (w * 0.16, 0), [colour("#7fa897", 0.6), colour("#7fa897", 0)])),
    )


def leaf(canvas: skia.Canvas, w: float, h: float) -> None:
    """A jade leaf: bright midrib, side veins, darker edge."""
    gradient_down(("#3f9a7c", "#63c09c", "#8cd8b6"))(canvas, w, h)
    for k in range(7):
        y = h * (0.12 + 0.11 * k)
        for s in (-1, 1):
            canvas.drawLine(w / 2, y, w / 2 + s * w * 0.42, y + h * 0.10, stroke(colour("#357f68", 0.45), 4))
    canvas.drawLine(w / 2, 0, w / 2, h, stroke(colour("#c8f2dc", 0.9), 6))


def skin_of_hands(canvas: skia.Canvas, w: float, h: float) -> None:
    """From wrist (top) to finger tips: a blush over the knuckles and at the tips."""
    stops = [0, 0.34, 0.52, 0.64, 0.82, 1]
    gradient_down(("#ffe6da", "#ffe4d8", "#fcd2c6", "#ffe3d7", "#ffdacf", "#f9bdb4"), stops)(canvas, w, h)


def neck(canvas: skia.Canvas, w: float, h: float) -> None:
    """The chin's shadow on the throat, then light."""
    gradient_down(("#e3a997", "#e8b3a1", "#f8d5c6", "#ffe7dc", "#ffeadf"), [0, 0.32, 0.46, 0.60, 1])(canvas, w, h)


def body_sheet() -> Sheet:
    """Everything she wears and her neck and hands, on one picture."""

    def wrapped(name, y, h, nominal, paint, **options) -> Tile:
        return Tile(name, (0, y, 2048, h), nominal, paint, is_wrapped=True, **options)

    def ball(name, column, paint, row=0, **options) -> Tile:
        return Tile(name, (1144 + 108 * column, 1576 + 108 * row, 96, 96), (96, 96), paint, **options)

    return Sheet(
        "body",
        (2048, 2048),
        (
            wrapped("skirt", 0, 720, (4096, 2048), skirt, tint="#e2ebeb", shade="#89b5c6"),
            wrapped("half", 728, 500, (2048, 1024), half_sleeve, tint="#dbe6e2", shade="#76b9a8"),
            wrapped("band", 1236, 150, (2048, 256), waist_band, tint="#f4f2ee", shade="#dca440"),
            wrapped("border", 1394, 96, (2048, 256), border, tint="#f0f0eb", shade="#b4cabc"),
            wrapped("collar", 1498, 64, (2048, 256), collar, tint="#eff1ef", shade="#c8d4de"),
            Tile("upper", (8, 1576, 460, 460), (512, 512), upper, tint="#e9ecee", shade="#c6d1e0"),
            Tile("ribbon", (480, 1576, 110, 460), (128, 1024), ribbon, tint="#f4f2ee", shade="#dca850"),
            Tile("neck", (604, 1576, 96, 300), (64, 256), neck, tint="#f5f1f0", shade="#f6bfb0", outline=0.85),
            Tile("skin", (712, 1576, 96, 300), (64, 256), skin_of_hands, tint="#f8f2ee", shade="#f4c3b6", outline=0.75),
            Tile("petal", (820, 1576, 200, 200), (256, 256), petal, shade="#c6d8d6", outline=0.30),
            Tile("leaf", (1032, 1576, 100, 200), (128, 256), leaf, shade="#4f9c88", outline=0.5),
            Tile("halfbody", (1476, 1684, 560, 352), (560, 352), half_sleeve_body, tint="#dbe6e2", shade="#76b9a8"),
            ball("pearl", 0, gloss("#fffaf4", "#d6cdd2"), shade="#d6ccd6", outline=0.4),
            ball("jade", 1, gloss("#7fd6b4", "#3a9a7e", "#e6fff4"), shade="#6fb8a2", outline=0.5),
            ball("silver", 2, gloss("#e9e7ef", "#9c9cb2"), shade="#b0b0c4", outline=0.5),
            ball("stamen", 3, gloss("#eef4c8", "#b8cc88", "#fffff0"), shade="#bcc890", outline=0.3),
            ball("gold", 4, gloss("#ffdc85", "#c08434", "#fff6d8"), shade="#c89850", outline=0.5),
            ball("nail", 5, gloss("#f2aca6", "#e89890", "#fff2ee", 0.7), shade="#e0a8a4", outline=0.0),
            ball("lining", 0, flat("#d6ebe0"), row=1, shade="#b4d0c6", outline=0.0),
            ball("shoe", 1, flat("#d9ece4"), row=1, shade="#a5c0b6"),
            ball("ear", 2, flat("#fbdccf"), row=1, shade="#f0b8a8", outline=0.7),
        ),
        background="#d8e8e0",
    )
