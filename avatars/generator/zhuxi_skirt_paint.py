"""竹西's 马面裙 with its shell inlay 点螺, and her fan, painted."""

import math

import numpy as np
import skia

from .atlas import Painter
from .paint import (
    colour,
    fill,
    gradient_down,
    linear_gradient,
    path,
    stroke,
)
from .zhuxi_motifs import Palette, ge, leaf_path, spray, sprig

SHELL = ("#bfe8dc", "#8fd0d8", "#d9c7ec", "#f3d3de", "#cfe7b4", "#f7f2e0", "#a4bdf0")
"""Mother-of-pearl."""


def _inlay(canvas: skia.Canvas, outline: skia.Path, random: np.random.Generator, size: float) -> None:
    """点螺: an outline laid with small flakes of shell, each of its own hue."""
    canvas.save()
    canvas.clipPath(outline, True)
    box = outline.getBounds()
    canvas.drawPath(outline, fill(Color=colour("#9fd0cf")))
    step = size
    y = box.top()
    while y < box.bottom() + step:
        x = box.left()
        while x < box.right() + step:
            value = SHELL[random.integers(len(SHELL))]
            r = step * random.uniform(0.34, 0.62)
            points = [
                (x + r * math.cos(a) + random.uniform(-1, 1) * step * 0.1, y + r * math.sin(a))
                for a in (0.3, 1.7, 3.3, 4.9)
            ]
            canvas.drawPath(path(points[0], *points[1:]), fill(Color=colour(value, 0.95)))
            x += step * 0.86
        y += step * 0.86
    canvas.restore()
    canvas.drawPath(outline, stroke(colour("#e9f7ee", 0.85), size * 0.10))


def _shell_bamboo(canvas: skia.Canvas, x: float, foot: float, tall: float, lean: float, thick: float, random) -> None:
    """A stalk of shell with its joints, and sprays of leaves from the middle upward."""
    joints = 8
    for i in range(joints):
        y0, y1 = foot - tall * i / joints, foot - tall * (i + 0.94) / joints
        x0, x1 = x + lean * (i / joints) ** 1.5, x + lean * ((i + 1) / joints) ** 1.5
        half = thick * (1 - 0.06 * i)
        stalk = path((x0 - half, y0), (x1 - half * 0.92, y1), (x1 + half * 0.92, y1), (x0 + half, y0))
        _inlay(canvas, stalk, random, 12)
        if i >= 3:
            side = 1 if i % 2 else -1
            reach = 9.5 * thick
            for turn, share in ((10, 0.8), (38, 1.0), (70, 0.95), (104, 0.8)):
                _inlay(canvas, leaf_path(x1, y1, reach * share, thick * 1.5, side * turn), random, 13)
            _inlay(canvas, leaf_path(x1, y1, reach * 0.62, thick * 1.2, -side * 48), random, 12)


def _shell_plum(canvas: skia.Canvas, x: float, y: float, size: float, turn: float, gold: str, random) -> None:
    """One blossom of shell with a gold heart."""
    for k in range(5):
        a = 2 * math.pi * k / 5 + turn
        petal = skia.Path()
        petal.addCircle(x + size * 0.56 * math.cos(a), y + size * 0.56 * math.sin(a), size * 0.47)
        _inlay(canvas, petal, random, 14)
    for k in range(7):
        a = 2 * math.pi * k / 7
        canvas.drawLine(x, y, x + size * 0.46 * math.cos(a), y + size * 0.46 * math.sin(a), stroke(colour(gold), 3))
    canvas.drawCircle(x, y, size * 0.17, fill(Color=colour(gold)))


def skirt(p: Palette) -> Painter:
    """黛蓝 damask; panels framed in ivory, the front one laid with bamboo and plum in shell; gold at the hem."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        random = np.random.default_rng(4)
        tones = [colour(v) for v in p.skirt]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones)))
        for i in range(40):
            for j in range(14):
                x, y = w * (i + 0.5 * (j % 2)) / 40, h * (j + 0.5) / 14
                ge(canvas, x, y, 34, colour(p.skirt[0], 0.75), 12 if (i + j) % 2 else -12)
        step = w * (180 - 28) / 360 / 9
        for s in (-1, 1):  # each pleat is darker where it goes under the next
            for k in range(9):
                x = w / 2 + s * (w * 28 / 360 + k * step)
                far = x + s * step
                shade = linear_gradient(
                    (x, 0),
                    (far, 0),
                    [colour(p.skirt[2], 0), colour(p.skirt[2], 0.25), colour("#141a2a", 0.62)],
                    [0, 0.5, 1],
                )
                canvas.drawRect(skia.Rect(min(x, far), 0, max(x, far), h), fill(Shader=shade))
                canvas.drawLine(x + s * 5, 0, x + s * 5, h, stroke(colour("#8fa3c4", 0.45), 3))
        rim = linear_gradient((0, h * 0.875), (0, h), [colour(p.band[0]), colour(p.band[1])])
        canvas.drawRect(skia.Rect(0, h * 0.885, w, h * 0.965), fill(Shader=rim))
        for i in range(36):
            sprig(canvas, w * (i + 0.5) / 36, h * 0.925, h * 0.021, p, 1 if i % 2 else -1)
        for y, thick, value in (
            (0.884, 0.005, p.gold),
            (0.966, 0.005, p.gold),
            (0.873, 0.012, p.piping),
            (0.985, 0.030, p.piping),
        ):
            canvas.drawRect(skia.Rect(0, h * (y - thick / 2), w, h * (y + thick / 2)), fill(Color=colour(value)))
        _panel(canvas, w / 2, w * 28 / 360, h, p, random)
        for s in (-1, 1):  # the back panel lies on both ends of the tile
            _panel_frame(canvas, w / 2 + s * w / 2, w * 28 / 360, h, p)
            for k, y in enumerate((0.24, 0.42, 0.60, 0.77)):
                at = (w / 2 + s * w / 2 + 40 * (1 if k % 2 else -1), h * y)
                spray(canvas, *at, 118, colour("#7f97bd", 0.75), 1 if k % 2 else -1, 8 - 16 * (k % 2))

    return paint


def _panel_frame(canvas: skia.Canvas, x: float, half: float, h: float, p: Palette) -> None:
    """The ground of a 马面 with its ivory borders."""
    canvas.drawRect(skia.Rect(x - half, 0, x + half, h), fill(Color=colour(p.skirt[1])))
    glow = linear_gradient((0, 0), (0, h), [colour("#0e1424", 0.45), colour("#0e1424", 0.62)])
    canvas.drawRect(skia.Rect(x - half, 0, x + half, h), fill(Shader=glow))
    for s in (-1, 1):
        edge = x + s * half
        inner = edge - s * half * 0.20
        canvas.drawRect(skia.Rect(min(edge, inner), 0, max(edge, inner), h), fill(Color=colour(p.band[1])))
        for at, thick, value in ((0.012, 7, p.piping), (0.188, 5, p.gold), (0.215, 9, p.piping)):
            at_x = edge - s * half * at
            canvas.drawRect(skia.Rect(at_x - thick, 0, at_x + thick, h), fill(Color=colour(value)))
        for j in range(16):
            ge(canvas, edge - s * half * 0.10, h * (j + 0.2) / 16, 26, colour(p.vine), 10 * s)
            canvas.drawCircle(edge - s * half * 0.10, h * (j + 0.72) / 16, 7, fill(Color=colour(p.plush[1])))
    canvas.drawRect(skia.Rect(x - half, h * 0.870, x + half, h), fill(Color=colour(p.band[1])))
    for y, thick, value in (
        (0.870, 0.010, p.piping),
        (0.884, 0.006, p.gold),
        (0.985, 0.030, p.piping),
        (0.966, 0.006, p.gold),
    ):
        canvas.drawRect(
            skia.Rect(x - half, h * (y - thick / 2), x + half, h * (y + thick / 2)), fill(Color=colour(value))
        )
    for i in range(5):
        sprig(canvas, x + half * (i - 2) * 0.38, h * 0.925, h * 0.023, p, 1 if i % 2 else -1)


def _panel(canvas: skia.Canvas, x: float, half: float, h: float, p: Palette, random: np.random.Generator) -> None:
    """The front 马面: bamboo, a plum branch and a garden rock laid in shell on the lacquer-dark ground."""
    _panel_frame(canvas, x, half, h, p)
    wide = half * 0.72
    moon = skia.Path()
    moon.addOval(skia.Rect(x + wide * 0.38 - 120, h * 0.215 - 86, x + wide * 0.38 + 120, h * 0.215 + 86))
    _inlay(canvas, moon, random, 17)
    _shell_bamboo(canvas, x - wide * 0.50, h * 0.845, h * 0.70, 66, 15, random)
    _shell_bamboo(canvas, x - wide * 0.05, h * 0.850, h * 0.52, -30, 12, random)
    for start, bends in (
        ((0.92, 0.85), (0.98, 0.74, 0.42, 0.70, 0.56, 0.56)), ((0.70, 0.72), (0.86, 0.66, 0.96, 0.60, 0.92, 0.50)),
        ((0.52, 0.66), (0.40, 0.60, 0.24, 0.58, 0.20, 0.50)),
    ):  # fmt: skip
        turned = tuple(x + wide * v if i % 2 == 0 else h * v for i, v in enumerate(bends))
        branch = path((x + wide * start[0], h * start[1]), turned, closed=False)
        canvas.drawPath(branch, stroke(colour("#b8a67e", 0.95), 17))
        canvas.drawPath(branch, stroke(colour("#f2e8cc", 0.85), 7))
    blossoms = (
        (0.56, 0.545, 50), (0.86, 0.615, 58), (0.22, 0.510, 44), (0.92, 0.490, 40), (0.62, 0.665, 52),
        (0.36, 0.600, 36), (0.80, 0.745, 46),
    )  # fmt: skip
    for dx, y, size in blossoms:
        _shell_plum(canvas, x + wide * dx, h * y, size, dx * 9, p.gold, random)
    for dx, y in ((0.10, 0.47), (0.96, 0.44), (0.46, 0.50), (0.70, 0.58), (0.98, 0.68)):
        bud = skia.Path()
        bud.addCircle(x + wide * dx, h * y, 15)
        _inlay(canvas, bud, random, 11)
    rock = path(
        (x - wide * 0.92, h * 0.864),
        (x - wide * 0.95, h * 0.825, x - wide * 0.74, h * 0.830, x - wide * 0.70, h * 0.795),
        (x - wide * 0.62, h * 0.770, x - wide * 0.40, h * 0.785, x - wide * 0.30, h * 0.815),
        (x - wide * 0.10, h * 0.775, x + wide * 0.20, h * 0.760, x + wide * 0.30, h * 0.805),
        (x + wide * 0.55, h * 0.800, x + wide * 0.60, h * 0.835, x + wide * 0.90, h * 0.864),
    )
    _inlay(canvas, rock, random, 20)
    for dx, y in ((-0.52, 0.825), (0.05, 0.815), (-0.20, 0.845)):
        hole = skia.Rect(x + wide * dx - 22, h * y - 13, x + wide * dx + 22, h * y + 13)
        canvas.drawOval(hole, fill(Color=colour(p.skirt[2])))
    for _ in range(70):  # dust of shell
        canvas.drawCircle(
            x + wide * random.uniform(-0.95, 0.95), h * random.uniform(0.12, 0.85), random.uniform(2, 5),
            fill(Color=colour(SHELL[random.integers(len(SHELL))], 0.8)),
        )  # fmt: skip


def fan_leaf(canvas: skia.Canvas, w: float, h: float) -> None:
    """Paper with a spray of ink bamboo, a seal, gold dust; a gold rim and shaded folds."""
    random = np.random.default_rng(21)
    gradient_down(("#fbf5e4", "#f6ecd2"))(canvas, w, h)
    for k in range(32):
        x = w * (k + 0.5) / 32
        if k % 2:
            canvas.drawRect(skia.Rect(x - w / 64, 0, x + w / 64, h), fill(Color=colour("#b59f72", 0.16)))
    for _ in range(90):
        canvas.drawCircle(
            w * random.random(), h * random.random(), random.uniform(1, 3), fill(Color=colour("#e0b64e", 0.55))
        )
    for x0, x1, y0, y1, width in ((0.16, 0.46, 1.0, 0.20, 15), (0.24, 0.62, 1.0, 0.44, 11)):
        for i in range(5):
            t0, t1 = i / 5, (i + 0.92) / 5
            start = (w * (x0 + (x1 - x0) * t0), h * (y0 + (y1 - y0) * t0))
            end = (w * (x0 + (x1 - x0) * t1), h * (y0 + (y1 - y0) * t1))
            canvas.drawLine(*start, *end, stroke(colour("#3f5a48", 0.85), width - 1.4 * i))
    sprays = (
        (0.34, 0.42, "#2f4a3a"), (0.44, 0.22, "#3f5a48"), (0.52, 0.50, "#2f4a3a"), (0.60, 0.34, "#557a60"),
        (0.28, 0.62, "#557a60"), (0.66, 0.56, "#2f4a3a"),
    )  # fmt: skip
    for x, y, tone in sprays:
        for turn, length in ((-62, 0.30), (-20, 0.36), (24, 0.33), (66, 0.27)):
            blade = leaf_path(w * x, h * y, h * length, h * 0.040, turn + 30 * (x - 0.4))
            canvas.drawPath(blade, fill(Color=colour(tone, 0.88)))
    seal = skia.Rect(w * 0.855, h * 0.56, w * 0.885, h * 0.74)
    canvas.drawRect(seal, fill(Color=colour("#c23a30", 0.9)))
    for y, thick, value in ((0.015, 0.03, "#d8ab48"), (0.985, 0.03, "#7a5a34")):
        canvas.drawRect(skia.Rect(0, h * (y - thick), w, h * (y + thick)), fill(Color=colour(value)))
