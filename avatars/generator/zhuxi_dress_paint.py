"""竹西's clothes and ornaments, painted in one of her colourways; and how they lie on their sheets."""

import math

import numpy as np
import skia

from .atlas import Painter, Sheet, Tile
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
    radial_gradient,
    stroke,
)
from .zhuxi_motifs import Palette, ge, spray, sprig
from .zhuxi_skirt_paint import fan_leaf, skirt
from .zhuxi_trim import CLOUD_WINDOW, cloud_outline


def _jacquard(canvas: skia.Canvas, w: float, h: float, step: float, size: float, value: int) -> None:
    """Twigs of 「个」, each row set off by half, each twig turned a little otherwise; wraps in x."""
    columns = round(w / step)
    rows = int(h / (step * 0.72)) + 2
    for j in range(rows):
        for i in range(columns):
            x = w * (i + 0.5 * (j % 2) + 0.25) / columns
            y = step * 0.72 * (j + 0.2 + 0.08 * ((i * 7 + j * 3) % 5 - 2))
            turn = ((i * 37 + j * 53) % 9 - 4) * 7.0
            for shift in (-w, 0, w) if x < step or x > w - step else (0,):
                spray(canvas, x + shift, y, size, value, 1 if (i + j) % 2 else -1, turn)


def _sheen(canvas: skia.Canvas, x: float, width: float, top: float, foot: float, alpha: float) -> None:
    """A soft upright band of light on silk."""
    tones = [colour("#fbffe8", 0), colour("#fbffe8", alpha), colour("#fbffe8", 0)]
    shader = linear_gradient((x - width, 0), (x + width, 0), tones)
    canvas.drawRect(skia.Rect(x - width, top, x + width, foot), fill(Shader=shader, MaskFilter=blur(60)))


def coat(p: Palette) -> Painter:
    """竹青 silk, 「个」 woven tone on tone, deeper under the arms and at the sides; folds drawn at tension."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        tones = [colour(v) for v in p.coat]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones, [0, 0.35, 1])))
        for x in (0.5 - 0.105, 0.5 + 0.105, 0.0, 1.0):
            _sheen(canvas, w * x, w * 0.07, h * 0.10, h * 0.95, 0.17)
        _jacquard(canvas, w, h, 225, 70, colour(p.weave, 0.50))
        for s in (-1, 1):  # side seams and armpits lie in shade
            x = w * (0.5 + 0.25 * s)
            side = linear_gradient(
                (x - w * 0.075, 0),
                (x + w * 0.075, 0),
                [colour(p.crease, 0), colour(p.crease, 0.40), colour(p.crease, 0)],
            )
            canvas.drawRect(skia.Rect(x - w * 0.075, h * 0.22, x + w * 0.075, h), fill(Shader=side))
            for k, (dx, y0, dy) in enumerate(((0.052, 0.30, 0.12), (0.075, 0.36, 0.10), (0.040, 0.42, 0.16))):
                start = (x - s * w * 0.012, h * y0)
                end = (x - s * w * dx * 1.6, h * (y0 + dy))
                bend = (x - s * w * dx * 0.8, h * (y0 + dy * (0.2 + 0.1 * k)))
                fold(canvas, start, bend, end, 13 - 2 * k, p.crease, 0.20)
        for i in range(14):  # flutes that open to the hem
            x = w * (i + 0.3 + 0.06 * ((i * 37) % 7)) / 14
            top = h * (0.56 + 0.03 * ((i * 53) % 5))
            fold(
                canvas,
                (x, h * 0.985),
                (x + 9 * ((i % 3) - 1), h * 0.80),
                (x + 22 * ((i % 3) - 1), top),
                15,
                p.crease,
                0.24,
            )
        under = linear_gradient((0, h * 0.06), (0, h * 0.30), [colour(p.crease, 0.50), colour(p.crease, 0)])
        canvas.drawRect(skia.Rect(0, 0, w, h * 0.30), fill(Shader=under))  # the cloud collar's shadow

    return paint


def sleeve(p: Palette) -> Painter:
    """The same silk; u runs round from the top of the arm, v from shoulder to cuff."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        tones = [colour(v) for v in (p.coat[0], p.coat[1], p.coat[1])]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones)))
        for x in (0.0, 1.0):
            _sheen(canvas, w * x, w * 0.16, h * 0.05, h * 0.98, 0.18)
        _jacquard(canvas, w, h, 225, 70, colour(p.weave, 0.50))
        below = [colour(p.crease, 0), colour(p.crease, 0.42), colour(p.crease, 0)]
        canvas.drawRect(
            skia.Rect(w * 0.30, 0, w * 0.72, h), fill(Shader=linear_gradient((w * 0.30, 0), (w * 0.72, 0), below))
        )
        under = linear_gradient((0, 0), (0, h * 0.20), [colour(p.crease, 0.42), colour(p.crease, 0)])
        canvas.drawRect(skia.Rect(0, 0, w, h * 0.20), fill(Shader=under))  # the cloud collar's shadow
        for i in range(7):  # at the bend of the elbow
            x = w * (i + 0.4) / 7
            fold(
                canvas,
                (x, h * 0.50),
                (x + 40, h * (0.56 + 0.02 * (i % 3))),
                (x + 96, h * (0.62 - 0.10 * (i % 2))),
                10,
                p.crease,
                0.30,
            )
        for i in range(9):  # up from the cuff
            x = w * (i + 0.2 + 0.05 * ((i * 37) % 9)) / 9
            fold(
                canvas,
                (x, h * 0.80),
                (x + 12 * ((i % 3) - 1), h * 0.68),
                (x + 30 * ((i % 3) - 1), h * 0.56),
                11,
                p.crease,
                0.26,
            )

    return paint


def band(p: Palette, count: int) -> Painter:
    """Ivory with sprigs of plum and bamboo between gold lines and a dark edge."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((p.band[0], p.band[1]))(canvas, w, h)
        for i in range(count):
            sprig(canvas, w * (i + 0.5) / count, h / 2, h * 0.31, p, 1 if i % 2 else -1)
        for y in (h * 0.04, h * 0.96):
            canvas.drawRect(skia.Rect(0, y - h * 0.05, w, y + h * 0.05), fill(Color=colour(p.piping)))
        bands(canvas, w, ((h * 0.135, h * 0.036, p.gold, 1), (h * 0.865, h * 0.036, p.gold, 1)))

    return paint


def collar(p: Palette) -> Painter:
    """The stand collar: ivory, a chain of blossoms and leaves, dark edges."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((p.band[0], p.band[1]))(canvas, w, h)
        for i in range(12):
            x = w * (i + 0.5) / 12
            five_petals(canvas, x, h * 0.52, h * 0.16, i, colour(p.plush[1]), colour(p.plush[0], 0.6), p.gold)
            ge(canvas, x + w / 24, h * 0.36, h * 0.26, colour(p.vine))
        bands(canvas, w, ((h * 0.05, h * 0.12, p.piping, 1), (h * 0.95, h * 0.12, p.piping, 1)))
        bands(canvas, w, ((h * 0.15, h * 0.04, p.gold, 1), (h * 0.85, h * 0.04, p.gold, 1)))

    return paint


def _edge(scale: float, w: float) -> skia.Path:
    """The outline of the flat cloud collar, `scale` times its size, on a tile `w` wide."""
    angles = np.linspace(-np.pi, np.pi, 721)
    reach = cloud_outline(angles) * scale * w / CLOUD_WINDOW
    points = np.c_[w / 2 + reach * np.sin(angles), w / 2 + reach * np.cos(angles)]
    return path(tuple(points[0]), *[tuple(point) for point in points[1:]])


def cloud(p: Palette) -> Painter:
    """云肩 laid flat: 黛绿 satin, gold cords along its scallops, in every lobe a gold ruyi round a plum blossom."""

    def paint(canvas: skia.Canvas, w: float, _h: float) -> None:
        canvas.drawRect(skia.Rect(0, 0, w, w), fill(Color=colour(p.gold)))
        k = w / CLOUD_WINDOW * 1.18
        shown = w / CLOUD_WINDOW
        shader = radial_gradient(
            (w / 2, w / 2), 0.125 * k, [colour(p.cloud[1]), colour(p.cloud[1]), colour(p.cloud[0])]
        )
        canvas.drawPath(_edge(0.955, w), fill(Shader=shader))
        canvas.drawPath(_edge(0.915, w), stroke(colour(p.gold), 0.0011 * k))
        canvas.drawPath(_edge(0.875, w), stroke(colour(p.band[1], 0.75), 0.0008 * k))
        for lobe in range(4):
            canvas.save()
            canvas.translate(w / 2, w / 2)
            canvas.rotate(-90 * lobe)
            self_y = 0.084 * k
            for s in (-1, 1):  # ruyi scrolls
                scroll = path(
                    (0, 0.058 * k),
                    (s * 0.016 * k, 0.054 * k, s * 0.030 * k, 0.062 * k, s * 0.029 * k, 0.076 * k),
                    (s * 0.028 * k, 0.086 * k, s * 0.016 * k, 0.086 * k, s * 0.017 * k, 0.076 * k),
                    (s * 0.018 * k, 0.071 * k, s * 0.023 * k, 0.071 * k, s * 0.023 * k, 0.075 * k),
                    closed=False,
                )
                canvas.drawPath(scroll, stroke(colour(p.gold), 0.0017 * k))
                ge(canvas, s * 0.0115 * k, 0.094 * k, 0.0120 * k, colour("#9cc7a2"), -36 * s)
            five_petals(canvas, 0, self_y, 0.0135 * k, 0.6, colour(p.plush[2]), colour(p.plush[0]), p.gold)
            five_petals(canvas, 0, self_y, 0.0075 * k, 0.0, colour(p.plush[1], 0.8), None, p.gold)
            canvas.drawCircle(0, 0.1055 * k, 0.0016 * k, fill(Color=colour(p.gold)))
            canvas.restore()
            canvas.save()
            canvas.translate(w / 2, w / 2)
            canvas.rotate(-90 * lobe - 45)
            canvas.drawCircle(0, 0.0530 * k, 0.0026 * k, fill(Color=colour(p.gold)))
            canvas.restore()
        canvas.drawCircle(w / 2, w / 2, 0.0475 * shown, stroke(colour(p.gold), 0.0022 * k))
        canvas.drawCircle(
            w / 2, w / 2, 0.0465 * shown, stroke(colour("#20302f", 0.5), 0.009 * k, MaskFilter=blur(0.004 * k))
        )

    return paint


def plush(p: Palette) -> Painter:
    """Silk down: a dark heart, a pale rim, fine hairs that run outward."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        random = np.random.default_rng(12)
        m = w / 2
        tones = [colour(v) for v in (p.plush[1], p.plush[1], p.plush[2])]
        canvas.drawRect(
            skia.Rect(0, 0, w, h), fill(Shader=radial_gradient((m, h * 0.56), w * 0.56, tones, [0, 0.45, 1]))
        )
        canvas.drawOval(
            skia.Rect(w * 0.30, h * 0.62, w * 0.70, h * 1.06),
            fill(Color=colour(p.plush[0], 0.55), MaskFilter=blur(w * 0.08)),
        )
        for _ in range(420):
            a, r = random.uniform(0, 2 * math.pi), w * random.uniform(0.05, 0.44)
            x, y = m + r * math.cos(a), h * 0.5 + r * math.sin(a)
            reach = w * random.uniform(0.05, 0.12)
            pen = stroke(colour(p.plush[2] if random.random() < 0.6 else p.plush[0], random.uniform(0.12, 0.34)), 1.6)
            canvas.drawLine(x, y, x + reach * math.cos(a), y + reach * math.sin(a), pen)

    return paint


def leaf(canvas: skia.Canvas, w: float, h: float) -> None:
    """A bamboo leaf of green down."""
    random = np.random.default_rng(2)
    gradient_down(("#2f6e58", "#4c8f72", "#86bd97"))(canvas, w, h)
    for _ in range(160):
        x, y = w * random.random(), h * random.random()
        side = 1 if x > w / 2 else -1
        canvas.drawLine(
            x,
            y,
            x + side * w * 0.10,
            y + h * 0.05,
            stroke(colour("#b5dcba" if random.random() < 0.5 else "#22543f", 0.28), 2),
        )
    canvas.drawLine(w / 2, 0, w / 2, h, stroke(colour("#d2ecd0", 0.8), 4))


def tassel(p: Palette) -> Painter:
    """Silk threads, darker between."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        random = np.random.default_rng(3)
        gradient_down((p.pouch[0], p.pouch[0], p.pouch[1]))(canvas, w, h)
        for _ in range(40):
            x = w * random.random()
            value = p.pouch[1] if random.random() < 0.6 else "#f0c8a0"
            canvas.drawLine(x, h * 0.10, x + random.uniform(-2, 2), h, stroke(colour(value, 0.45), 2))
        canvas.drawRect(skia.Rect(0, h * 0.10, w, h * 0.17), fill(Color=colour(p.gold)))

    return paint


def pouch(p: Palette) -> Painter:
    """The purse: red-brown silk, a plum branch, a gold edge."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((p.pouch[0], p.pouch[0], p.pouch[1]))(canvas, w, h)
        canvas.drawPath(
            path((w * 0.22, h * 0.84), (w * 0.36, h * 0.60, w * 0.62, h * 0.72, w * 0.74, h * 0.46), closed=False),
            stroke(colour("#f0dca8"), w * 0.03),
        )
        for x, y, r in ((0.50, 0.62, 0.13), (0.72, 0.48, 0.10), (0.33, 0.76, 0.09)):
            five_petals(canvas, w * x, h * y, w * r, x * 5, colour("#fff1dc"), colour("#d88a6a"), p.gold)
        ge(canvas, w * 0.62, h * 0.72, w * 0.13, colour("#bcd8a0"))
        canvas.drawOval(skia.Rect(w * 0.09, h * 0.30, w * 0.91, h * 0.99), stroke(colour(p.gold), w * 0.028))

    return paint


def shoe(p: Palette) -> Painter:
    """An embroidered shoe with a pale sole; u runs from heel to toe, v from sole to instep."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((p.band[0], p.band[1], p.cloud[1], p.cloud[0]), [0, 0.26, 0.28, 1])(canvas, w, h)
        bands(canvas, w, ((h * 0.29, h * 0.04, p.gold, 1),))
        five_petals(canvas, w * 0.82, h * 0.62, w * 0.09, 0, colour(p.plush[1]), colour(p.plush[0]), p.gold)
        for x in (0.62, 0.94):
            ge(canvas, w * x, h * 0.55, w * 0.07, colour("#9cc7a2"))

    return paint


def trouser(p: Palette) -> Painter:
    """Pale silk with a dark band at the ankle."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        canvas.clear(colour(p.trouser))
        bands(canvas, w, ((h * 0.965, h * 0.07, p.piping, 1), (h * 0.92, h * 0.012, p.gold, 1)))

    return paint


def skin_of_hands(canvas: skia.Canvas, w: float, h: float) -> None:
    """From wrist (top) to finger tips: a blush over the knuckles and at the tips."""
    stops = [0, 0.34, 0.52, 0.64, 0.82, 1]
    gradient_down(("#ffe8da", "#ffe6d8", "#fcd4c4", "#ffe5d6", "#ffdccd", "#f9bfb0"), stops)(canvas, w, h)


def neck(canvas: skia.Canvas, w: float, h: float) -> None:
    """The chin's shadow on the throat, then light."""
    gradient_down(("#e2a892", "#e7b29c", "#f7d4c2", "#ffe8da", "#ffebdd"), [0, 0.30, 0.44, 0.58, 1])(canvas, w, h)


def body_sheet(p: Palette) -> Sheet:
    """Coat, bands and small things, her neck and hands."""

    def wrapped(name, y, h, nominal, paint, **options) -> Tile:
        return Tile(name, (0, y, 2048, h), nominal, paint, is_wrapped=True, **options)

    def ball(name, column, paint, row=0, **options) -> Tile:
        return Tile(name, (1128 + 108 * column, 1668 + 108 * row, 96, 96), (96, 96), paint, **options)

    pale = "#c9d0c4"
    return Sheet(
        "body",
        (2048, 2048),
        (
            wrapped("coat", 0, 756, (2700, 1980), coat(p), tint="#e9ebe6", shade=p.coat_shade),
            wrapped("sleeve", 764, 456, (1200, 1000), sleeve(p), tint="#e9ebe6", shade=p.coat_shade),
            wrapped("band", 1228, 100, (2048, 178), band(p, 7), tint="#eeede8", shade="#c8bda4"),
            wrapped("hem", 1336, 100, (2048, 206), band(p, 6), tint="#eeede8", shade="#c8bda4"),
            wrapped("cuffband", 1444, 100, (1240, 180), band(p, 5), tint="#eeede8", shade="#c8bda4"),
            wrapped("collar", 1552, 108, (1024, 160), collar(p), tint="#eeede8", shade="#c8bda4"),
            Tile("neck", (8, 1668, 96, 300), (64, 256), neck, tint="#f5f1f0", shade="#f6bfb0", outline=0.85),
            Tile("skin", (116, 1668, 96, 300), (64, 256), skin_of_hands, tint="#f8f2ee", shade="#f4c3b6", outline=0.75),
            Tile("plush", (224, 1668, 180, 180), (256, 256), plush(p), shade="#d09aa4", outline=0.30),
            Tile("leaf", (416, 1668, 100, 200), (128, 256), leaf, shade="#5c8f7c", outline=0.4),
            Tile("pouch", (528, 1668, 200, 200), (256, 256), pouch(p), tint="#f2eeea", shade="#a86a70"),
            Tile("tassel", (740, 1668, 64, 200), (64, 200), tassel(p), shade="#a86a70", outline=0.5),
            Tile("shoe", (816, 1668, 160, 120), (256, 192), shoe(p), shade="#8a94a0"),
            Tile("trouser", (988, 1668, 64, 300), (64, 256), trouser(p), tint="#eeede8", shade="#b9b6b4"),
            ball("jade", 0, gloss("#7bcfa6", "#3a9672", "#e8fff4"), shade="#6fb49a", outline=0.5),
            ball("gold", 1, gloss("#ffd873", "#b9842c", "#fff6d8"), shade="#c09048", outline=0.5),
            ball("pearl", 2, gloss("#fffaf2", "#d8ccc4"), shade="#d6ccd0", outline=0.4),
            ball("coral", 3, gloss("#e8705a", "#a83428", "#ffe4d8"), shade="#b86a60", outline=0.5),
            ball("nail", 4, gloss("#eda092", "#dd8878", "#fff2ee", 0.7), shade="#dca49a", outline=0.0),
            ball("ear", 5, flat("#fbdccc"), shade="#f0b8a4", outline=0.6),
            ball("lining", 0, flat("#e2dcc2"), row=1, shade="#bfb6a2", outline=0.0),
            ball("white", 1, flat("#fbf9f2"), row=1, tint="#efeeea", shade="#c6ccd6", outline=0.8),
            ball("piping", 2, flat(p.piping), row=1, shade="#8c9aa6", outline=0.6),
            ball("ivory", 3, flat(p.band[1]), row=1, tint="#f4f2ec", shade="#c8bda4", outline=0.9),
        ),
        background=pale,
    )


def robe_sheet(p: Palette) -> Sheet:
    """Skirt and cloud collar."""
    return Sheet(
        "robe",
        (2048, 2048),
        (
            Tile(
                "skirt",
                (0, 0, 2048, 1000),
                (4096, 2000),
                skirt(p),
                tint="#f2f2f2",
                shade=p.skirt_shade,
                is_wrapped=True,
            ),
            Tile("cloud", (8, 1016, 1020, 1020), (1024, 1024), cloud(p), tint="#f2f0ea", shade="#8e9aa8"),
        ),
        background=p.skirt[1],
    )


def fan_sheet() -> Sheet:
    """The folding fan."""
    return Sheet(
        "fan",
        (1024, 512),
        (
            Tile("fanleaf", (4, 4, 1016, 400), (1024, 404), fan_leaf, tint="#f2f0ea", shade="#c8c0b4", outline=0.6),
            Tile(
                "fanrib",
                (8, 420, 60, 84),
                (60, 84),
                gradient_down(("#6b4a2c", "#8f6a3e")),
                shade="#a88a78",
                outline=0.6,
            ),
        ),
        background="#f6ecd2",
    )
