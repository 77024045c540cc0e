"""邗儿's clothes, painted, and how they lie on their sheet: blue calico, cross-stitch, straw.

Colours are the traditional ones of her sheet: 靛蓝 jacket, 月白 apron, 藏青 trousers, 柳绿 studs; the cord is 胭脂.
"""

import math

import numpy as np
import skia

from .atlas import Painter, Sheet, Tile
from .haner_kerchief import POLE_REACH_DEG
from .haner_stitch_paint import Cotton, apron, band, tie, turned_up
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


def _print(canvas: skia.Canvas, x: float, y: float, radius: float, turn: float, cotton: Cotton, alpha: float) -> None:
    """聚八仙 as resist-dyed cotton has it: eight white flowers of five petals round a heart of dots."""
    for k in range(8):
        a = 2 * math.pi * k / 8 + turn
        at = (x + radius * 0.72 * math.cos(a), y + radius * 0.72 * math.sin(a))
        five_petals(canvas, *at, radius * 0.33, a + 0.3, colour(cotton.print, alpha), None, cotton.jacket_light)
    for k in range(7):
        r = radius * (0.0 if k == 0 else 0.20)
        a = 2 * math.pi * k / 6 + turn
        dot = fill(Color=colour(cotton.print, alpha))
        canvas.drawCircle(x + r * math.cos(a), y + r * math.sin(a), radius * 0.072, dot)


def _leaf_pair(canvas: skia.Canvas, x: float, y: float, length: float, turn: float, value: int) -> None:
    for s in (1, -1):
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(math.degrees(turn) + 38 * s)
        q = length
        canvas.drawPath(path((0, 0), (q * 0.5, -q * 0.28, q, 0), (q * 0.5, q * 0.28, 0, 0)), fill(Color=value))
        canvas.restore()


def jacket(cotton: Cotton) -> Painter:
    """The whole cloth from sleeve end to sleeve end: print, then the folds and shadows of wearing."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        tones = [colour(v) for v in (cotton.jacket_light, cotton.jacket, cotton.jacket, cotton.jacket_deep)]
        shader = linear_gradient((0, 0), (0, h), tones, [0, 0.25, 0.8, 1])
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
        random = np.random.default_rng(12)
        for _ in range(900):  # the weave, and dye that took unevenly
            x, y, long = w * random.random(), h * random.random(), random.uniform(20, 90)
            value = colour(cotton.jacket_light if random.random() < 0.55 else cotton.jacket_deep, 0.16)
            canvas.drawLine(x, y, x, y + long, stroke(value, random.uniform(1, 2.4)))
        step = 118
        columns = round(w / step)
        step = w / columns
        rows = int(h / (step * 0.80)) + 2
        for j in range(rows):
            for i in range(columns + 1):
                # The first row lies on the fold over the shoulder, where front and back mirror each other.
                x, y = step * (i + 0.5 * (j % 2)), step * 0.80 * j
                turn = 0.39 * ((i * 5 + j * 3) % 7) if j else 0.0
                _print(canvas, x, y, 37, turn, cotton, 0.96)
                bx, by = x + step * 0.5, y + step * 0.02
                five_petals(canvas, bx, by, 10.5, turn, colour(cotton.print, 0.92), None, cotton.jacket_light)
                _leaf_pair(canvas, bx, by + 12, 15, math.pi / 2, colour(cotton.print, 0.80))
                for dx, dy in ((-0.25, 0.40), (0.25, 0.40)):
                    dot = fill(Color=colour(cotton.print, 0.85))
                    canvas.drawCircle(x + step * dx, y + step * 0.80 * dy * 1.25, 3.4, dot)
        self_shadow(canvas, w, h, cotton.jacket_deep)

    return paint


def self_shadow(canvas: skia.Canvas, w: float, h: float, value: str) -> None:
    """Folds of the worn jacket: from the armpits, at the elbows, up from hem and waist; soft dark under the arms."""
    px = w / 0.96
    for s in (-1, 1):
        middle = w / 2
        armpit = (middle + s * 0.118 * px, 0.135 * px)
        for lean, rise, width in ((-0.055, -0.055, 12), (-0.075, -0.015, 13), (-0.060, 0.040, 12), (0.030, -0.055, 10)):
            end = (armpit[0] + s * lean * px, armpit[1] + rise * px)
            bend = ((armpit[0] + end[0]) / 2, (armpit[1] + end[1]) / 2 + 14)
            fold(canvas, armpit, bend, end, width, value, 0.42)
        under = skia.Rect(middle + s * 0.155 * px - 46, 0, middle + s * 0.155 * px + 46, h * 0.32)
        canvas.save()
        canvas.clipRect(skia.Rect(0, 0, w, h))
        elbow = middle + s * 0.335 * px
        for k, (dx, top, reach) in enumerate(((-26, 0.02, 0.15), (4, 0.05, 0.20), (30, 0.01, 0.13), (60, 0.06, 0.16))):
            x = elbow + s * dx
            fold(
                canvas,
                (x, h * top),
                (x + s * 16, h * (top + reach / 2)),
                (x - s * 10 * (k % 2), h * (top + reach)),
                10,
                value,
                0.38,
            )
        canvas.drawOval(under, fill(Color=colour(value, 0.20), MaskFilter=blur(26)))
        canvas.restore()
        for k, x_m in enumerate((0.030, 0.070, 0.112, 0.148)):
            x = middle + s * x_m * px
            foot = h * (0.985 - 0.012 * (k % 2))
            fold(canvas, (x, foot), (x - s * 8, foot - 60), (x - s * 16, foot - 150 + 20 * (k % 2)), 12, value, 0.36)
            waist = h * 0.60
            fold(canvas, (x - 6, waist), (x, waist - 34), (x + s * 8, waist - 86 + 18 * (k % 2)), 8, value, 0.30)


def kerchief(cotton: Cotton) -> Painter:
    """Seen from above the crown, her front up: rings of small blossoms and dots, undistorted once on the head."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        m = w / 2
        shades = [colour(v) for v in (cotton.jacket_light, cotton.kerchief, cotton.jacket_deep)]
        shader = radial_gradient((m, m), m, shades, [0.10, 0.50, 1])
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
        random = np.random.default_rng(4)
        per_degree = m / POLE_REACH_DEG
        for ring, reach in enumerate(np.arange(0, 139, 11.5)):
            c = math.radians(max(reach, 0.1))
            around = max(1, round(2 * math.pi * math.sin(c) * 90 / 14.5)) if reach > 1 else 1
            squeeze = max(c / math.sin(c), 1.0)
            for k in range(around):
                a = 2 * math.pi * (k + 0.5 * (ring % 2)) / around
                canvas.save()
                canvas.translate(m + per_degree * reach * math.sin(a), m - per_degree * reach * math.cos(a))
                canvas.rotate(math.degrees(a))
                canvas.scale(min(squeeze, 2.6), 1)
                if (k + ring) % 2:
                    value = colour(cotton.print, 0.95)
                    five_petals(canvas, 0, 0, 9.6, random.uniform(0, 6), value, None, cotton.jacket_light)
                else:
                    canvas.drawCircle(0, 0, 2.7, fill(Color=colour(cotton.print, 0.85)))
                canvas.restore()
        for k in range(15):  # folds that run to the knot at the nape
            a = math.pi + (k - 7) * 0.30
            inner, outer = m * 0.34, m * 0.92
            start = (m + inner * math.sin(a * 1.0), m - inner * math.cos(a))
            end = (m + outer * math.sin(a), m - outer * math.cos(a))
            bend = ((start[0] + end[0]) / 2 + 14 * math.cos(a), (start[1] + end[1]) / 2)
            fold(canvas, end, bend, start, 7, cotton.jacket_deep, 0.45)
        for k in range(6):
            a = (k - 2.5) * 0.46
            outer, inner = m * 0.36, m * 0.20
            start = (m + outer * math.sin(a), m - outer * math.cos(a))
            end = (m + inner * math.sin(a + 0.25), m - inner * math.cos(a + 0.25))
            fold(
                canvas, start, ((start[0] + end[0]) / 2 + 6, (start[1] + end[1]) / 2), end, 4, cotton.jacket_deep, 0.40
            )

    return paint


def tail(cotton: Cotton) -> Painter:
    """A kerchief end: dots, two white lines along the hem."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.jacket_deep, cotton.kerchief, cotton.jacket_light))(canvas, w, h)
        for j in range(9):
            for i in range(4):
                x, y = w * (i + 0.25 + 0.5 * (j % 2)) / 4, h * (j + 0.5) / 9
                five_petals(canvas, x, y, 8, i + j, colour(cotton.print, 0.9), None, cotton.jacket_light)
        for k in range(4):
            x = w * (k + 0.5) / 4
            fold(canvas, (w / 2 + (x - w / 2) * 0.5, 0), (x, h * 0.2), (x, h * 0.42), 5, cotton.jacket_deep, 0.55)
        for x in (5, w - 5):
            canvas.drawRect(skia.Rect(x - 2.5, 0, x + 2.5, h), fill(Color=colour(cotton.print, 0.95)))

    return paint


def lapel(cotton: Cotton) -> Painter:
    """White piping, a gap of indigo, a thin second line; wide at her left, the side that lies on top."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        canvas.clear(colour(cotton.jacket_deep))
        bands(canvas, w, ((h * 0.74, h * 0.52, cotton.print, 1), (h * 0.17, h * 0.14, cotton.print, 1)))

    return paint


def plain(cotton: Cotton) -> Painter:
    """The stand collar: the jacket's indigo with a row of small blossoms."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.jacket_light, cotton.jacket, cotton.jacket_deep))(canvas, w, h)
        for i in range(36):
            five_petals(
                canvas, w * (i + 0.5) / 36, h / 2, h * 0.24, i, colour(cotton.print, 0.95), None, cotton.jacket_light
            )

    return paint


def trousers(cotton: Cotton) -> Painter:
    """藏青 homespun: long folds, a darker seat, two white lines and a blossom border above the hem."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.trousers_deep, cotton.trousers, cotton.trousers, "#37598c"), [0, 0.16, 0.7, 1])(
            canvas, w, h
        )
        random = np.random.default_rng(8)
        for _ in range(240):
            x, y = w * random.random(), h * random.random()
            value = colour("#46699c" if random.random() < 0.5 else cotton.trousers_deep, 0.20)
            canvas.drawLine(x, y, x, y + random.uniform(30, 140), stroke(value, 1.6))
        canvas.drawRect(
            skia.Rect(w / 2 - 12, 0, w / 2 + 12, h), fill(Color=colour(cotton.trousers_deep, 0.55), MaskFilter=blur(10))
        )
        for s in (-1, 1):
            for x, top, foot in ((0.115, 0.30, 0.93), (0.215, 0.40, 0.92), (0.315, 0.24, 0.93)):
                at = w / 2 + s * w * x
                fold(
                    canvas,
                    (at, h * foot),
                    (at + s * 8, h * (top + foot) / 2),
                    (at - s * 4, h * top),
                    8,
                    cotton.trousers_deep,
                    0.42,
                )
            knee = (w / 2 + s * w * 0.20, h * 0.585)
            fold(
                canvas,
                (knee[0] - 24, knee[1]),
                (knee[0], knee[1] + 10),
                (knee[0] + 26, knee[1] - 6),
                5,
                cotton.trousers_deep,
                0.36,
            )
        bands(canvas, w, ((h * 0.955, 5, cotton.print, 0.92), (h * 0.985, 5, cotton.print, 0.92)))
        for i in range(26):
            five_petals(
                canvas, w * (i + 0.5) / 26, h * 0.970, 6.2, i, colour(cotton.print, 0.92), None, cotton.trousers
            )

    return paint


def straw(canvas: skia.Canvas, w: float, h: float) -> None:
    """Plaited straw from above: rings of braid, each with its slanting strands, darker in the grooves."""
    m = w / 2
    canvas.clear(colour("#c99a55"))
    shader = radial_gradient(
        (m, m), m, [colour(v) for v in ("#f0d596", "#e6c481", "#dcb46b", "#c9964c")], [0, 0.45, 0.85, 1]
    )
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
    rings = 26
    for ring in range(rings, 0, -1):
        r = m * ring / rings
        wide = m / rings
        count = max(8, int(2 * math.pi * r / 7.5))
        for k in range(count):
            a = 2 * math.pi * k / count + 0.3 * (ring % 2)
            b = a + (0.62 if ring % 2 else -0.62) * wide / r
            tone = ("#f5dfa8", "#b98a45")[k % 2]
            canvas.drawLine(
                m + r * math.cos(a), m + r * math.sin(a), m + (r - wide) * math.cos(b), m + (r - wide) * math.sin(b),
                stroke(colour(tone, 0.55), 2.6),
            )  # fmt: skip
        canvas.drawCircle(m, m, r, stroke(colour("#9c6f34", 0.75), 2.2))
    canvas.drawCircle(m, m, m * 0.985, stroke(colour("#a87838"), m * 0.03))


def leaf(canvas: skia.Canvas, w: float, h: float) -> None:
    """A willow leaf: 柳绿, paler rib."""
    gradient_down(("#7fae1c", "#a3d024", "#c3e65a"))(canvas, w, h)
    canvas.drawLine(w / 2, 0, w / 2, h, stroke(colour("#eaf7b8", 0.95), w * 0.07))
    canvas.drawRect(skia.Rect(0, 0, w * 0.5, h), fill(Color=colour("#5f8a14", 0.22)))


def shoe(canvas: skia.Canvas, w: float, h: float) -> None:
    """布鞋 by height: black-blue cotton above, the white many-layered sole below."""
    gradient_down(("#3a4566", "#2c3654", "#262f4a"))(canvas, w, h)
    bands(
        canvas,
        w,
        (
            (h * 0.915, h * 0.17, "#f3f1ea", 1),
            (h * 0.915, h * 0.012, "#c9c6bb", 1),
            (h * 0.955, h * 0.012, "#c9c6bb", 1),
        ),
    )


def hat_ribbon(cotton: Cotton) -> Painter:
    """Indigo with white edges and blossoms."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.jacket_light, cotton.jacket))(canvas, w, h)
        bands(canvas, w, ((5, 6, cotton.print, 0.95), (h - 5, 6, cotton.print, 0.95)))
        for i in range(22):
            five_petals(canvas, w * (i + 0.5) / 22, h / 2, h * 0.20, i, colour(cotton.print, 0.9), None, cotton.jacket)

    return paint


SKIN, SKIN_WARM, SKIN_DEEP = "#fbdcc6", "#f6c8ae", "#eeb396"
"""Sun-warm skin: of arms and feet; where it blushes; in its hollows."""


def skin_of_hands(canvas: skia.Canvas, w: float, h: float) -> None:
    """From wrist (top) to finger tips: a blush over the knuckles and at the tips."""
    stops = [0, 0.34, 0.52, 0.64, 0.82, 1]
    gradient_down((SKIN, "#fad9c3", "#f4c3ac", "#fad8c2", "#f7ccb6", "#f2b3a0"), stops)(canvas, w, h)


def neck(canvas: skia.Canvas, w: float, h: float) -> None:
    """The chin's shadow on the throat, then light."""
    gradient_down(("#d99f86", "#dfa98f", "#f0c8b0", SKIN, "#fce0cb"), [0, 0.30, 0.44, 0.58, 1])(canvas, w, h)


def body_sheet(cotton: Cotton) -> Sheet:
    """Everything she wears and her neck, arms and hands, on one picture."""

    def wrapped(name, y, h, nominal, paint, **options) -> Tile:
        return Tile(name, (0, y, 2048, h), nominal, paint, is_wrapped=True, **options)

    def ball(name, column, paint, row=0, **options) -> Tile:
        return Tile(name, (1580 + 76 * column, 1846 + 76 * row, 64, 64), (64, 64), paint, **options)

    indigo = {"tint": "#f2f4f6", "shade": "#6f86b4"}
    pale = {"tint": "#eef2f3", "shade": "#a9c3d6"}
    skin = {"tint": "#f6efea", "shade": "#f2bfac", "outline": 0.75}
    return Sheet(
        "body",
        (2048, 2048),
        (
            Tile("jacket", (0, 0, 2048, 920), (2048, 981), jacket(cotton), **indigo),
            wrapped("band", 930, 108, (2048, 128), band(cotton), **indigo),
            wrapped("lapel", 1048, 54, (2048, 64), lapel(cotton), tint="#eef1f3", shade="#a8b8d2"),
            wrapped("turnup", 1112, 94, (2048, 128), turned_up(cotton), **pale),
            wrapped("plain", 1216, 62, (2048, 64), plain(cotton), **indigo),
            wrapped("ribbon", 1288, 54, (2048, 64), hat_ribbon(cotton), **indigo),
            Tile("apron", (8, 1354, 560, 686), (560, 686), apron(cotton), **pale),
            Tile("kerchief", (578, 1354, 686, 686), (686, 686), kerchief(cotton), **indigo),
            Tile("trousers", (1274, 1354, 296, 430), (512, 960), trousers(cotton), tint="#f2f4f6", shade="#7788b0"),
            Tile("straw", (1580, 1354, 460, 460), (640, 640), straw, tint="#f6f1e6", shade="#b98f6c"),
            Tile("tail", (1274, 1794, 100, 246), (100, 246), tail(cotton), **indigo),
            Tile("tie", (1384, 1794, 76, 246), (100, 320), tie(cotton), **pale),
            Tile("neck", (1470, 1794, 46, 246), (64, 256), neck, tint="#f6efea", shade="#f2bfac", outline=0.85),
            Tile("skin", (1526, 1794, 44, 246), (64, 256), skin_of_hands, **skin),
            ball("red", 0, gloss("#d2444e", "#8f1f2c", "#ffe0da", 0.7), shade="#a86a78", outline=0.5),
            ball("willow", 1, gloss("#b4de2c", "#6d9a12", "#fbffe0"), shade="#8fae58", outline=0.5),
            ball("wood", 2, gloss("#b4763c", "#6e3f1c", "#fff0d8", 0.7), shade="#9a7868", outline=0.6),
            ball("button", 3, gloss("#f8fcff", "#c2d2dc"), shade="#a8b8d2", outline=0.6),
            ball("white", 4, gloss("#f6fbff", "#d0dde6"), shade="#a8b8d2", outline=0.5),
            ball("nail", 5, gloss("#eea69a", "#e09286", "#fff2ee", 0.7), shade="#dca09a", outline=0.0),
            ball("arm", 0, flat(SKIN), row=1, **skin),
            ball("ear", 1, flat("#f6cdb6"), row=1, shade="#eaae98", outline=0.7),
            ball("lining", 2, flat("#c6dde4"), row=1, shade="#9fb9cc", outline=0.0),
            ball("inside", 3, flat("#12384f"), row=1, shade="#7d8ca8", outline=0.0),
            ball("shoe", 4, shoe, row=1, shade="#8890aa"),
            ball("twig", 5, flat("#8a6a2c"), row=1, shade="#8f8468", outline=0.4),
            Tile("leaf", (1968, 1998, 72, 42), (128, 64), leaf, shade="#8fae58", outline=0.5),
            Tile("piping", (1580, 1998, 300, 36), (64, 16), flat("#f4fafd"), tint="#eef1f3", shade="#a8b8d2"),
            Tile("cord", (1892, 1998, 64, 36), (16, 16), flat("#c99a55"), shade="#a88464", outline=0.6),
        ),
        background="#4a6f88",
    )
