"""A view straight ahead, in metres: what stands in a room or along a street, and the small things that furnish it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from .brush import Colour, Format, Sheet, mix, paint, pen, polygon, polyline, rgb, scaled

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """One vanishing point. X to the right, Y up from the floor, Z ahead of the eye, metres."""

    eye: float
    """Height of the eye."""
    focal: float
    """Pixels a metre has at one metre."""
    center: float
    horizon: float

    def at(self, x: float, y: float, z: float) -> Spot:
        return self.center + self.focal * x / z, self.horizon - self.focal * (y - self.eye) / z

    def size(self, z: float) -> float:
        """Pixels a metre has at `z`."""
        return self.focal / z

    def upright(self, x0: float, x1: float, y0: float, y1: float, z: float) -> skia.Path:
        """A rectangle that faces us."""
        (left, top), (right, foot) = self.at(x0, y1, z), self.at(x1, y0, z)
        return skia.Path().addRect(skia.Rect.MakeLTRB(left, top, right, foot))

    def flat(self, x0: float, x1: float, y: float, z0: float, z1: float) -> skia.Path:
        """A rectangle that lies."""
        return polygon([self.at(x0, y, z0), self.at(x1, y, z0), self.at(x1, y, z1), self.at(x0, y, z1)])

    def side(self, x: float, y0: float, y1: float, z0: float, z1: float) -> skia.Path:
        """A wall along our way."""
        return polygon([self.at(x, y0, z0), self.at(x, y1, z0), self.at(x, y1, z1), self.at(x, y0, z1)])


def shaded(path: skia.Path, x0: float, x1: float, stops: list[tuple[float, Colour]], sheet: Sheet) -> None:
    """Fills with colours across, from `x0` to `x1` pixels: round things."""
    made = skia.Paint(AntiAlias=True)
    made.setShader(
        skia.GradientShader.MakeLinear(
            [skia.Point(x0, 0), skia.Point(x1, 0)],
            [skia.Color4f(*c, 1.0).toColor() for _, c in stops],
            [at for at, _ in stops],
        )
    )
    sheet.canvas.drawPath(path, made)


def column(sheet: Sheet, view: View, x: float, z: float, radius: float, top: float, light: Colour, dark: Colour,
           stone: Colour, from_left: float = 0.30) -> None:  # fmt: skip
    """A round timber column on its drum of stone; `from_left`: where across it the light falls."""
    px, foot = view.at(x, 0.0, z)
    _, head = view.at(x, top, z)
    r = radius * view.size(z)
    shaft = skia.Path().addRect(skia.Rect.MakeLTRB(px - r, head, px + r, foot - 0.8 * r))
    shaded(
        shaft, px - r, px + r,
        [(0.0, scaled(dark, 0.75)), (from_left, light), (min(from_left + 0.35, 0.9), mix(light, dark, 0.7)),
         (1.0, scaled(dark, 0.6))],
        sheet,
    )  # fmt: skip
    drum = skia.Path().addRoundRect(
        skia.Rect.MakeLTRB(px - 1.45 * r, foot - 0.95 * r, px + 1.45 * r, foot), 0.4 * r, 0.4 * r
    )
    shaded(
        drum,
        px - 1.45 * r,
        px + 1.45 * r,
        [(0.0, scaled(stone, 0.7)), (from_left, stone), (1.0, scaled(stone, 0.5))],
        sheet,
    )


def lattice(sheet: Sheet, box: tuple[float, float, float, float], cell: float, c: Colour, width: float,
            alpha: float = 1.0) -> None:  # fmt: skip
    """灯笼框: squares linked by short bars, in a frame; `box` left, top, right, foot in pixels."""
    left, top, right, foot = box
    across, down = max(round((right - left) / cell), 1), max(round((foot - top) / cell), 1)
    dx, dy = (right - left) / across, (foot - top) / down
    for i in range(across):
        for j in range(down):
            x, y = left + (i + 0.5) * dx, top + (j + 0.5) * dy
            a, b = 0.27 * dx, 0.27 * dy
            sheet.line(polygon([(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)]), c, width, alpha)
            for ax, ay, bx, by in (
                (x - a, y, x - dx / 2, y), (x + a, y, x + dx / 2, y), (x, y - b, x, y - dy / 2),
                (x, y + b, x, y + dy / 2),
            ):  # fmt: skip
                sheet.canvas.drawLine(ax, ay, bx, by, pen(c, width, alpha))
    sheet.line(polygon([(left, top), (right, top), (right, foot), (left, foot)]), c, 1.6 * width, alpha)


def lantern(sheet: Sheet, x: float, y: float, size: float, skin: Colour, rim: Colour, glow: float = 0.0,
            cord: float = 0.0) -> None:  # fmt: skip
    """A round lantern of silk over ribs whose middle is (x, y); `glow` 0–1: lit; `cord`: length of what it hangs on."""
    w, h = 0.56 * size, 0.46 * size
    if cord:
        sheet.canvas.drawLine(x, y - h - cord, x, y - h, pen(rim, 0.03 * size, 0.9))
    body = skia.Path().addOval(skia.Rect.MakeLTRB(x - w, y - h, x + w, y + h))
    made = skia.Paint(AntiAlias=True)
    bright = mix(skin, rgb("#ffe2a0"), 0.22 + 0.66 * glow)
    made.setShader(
        skia.GradientShader.MakeRadial(
            skia.Point(x - 0.12 * size * (1 - glow), y - 0.1 * size * (1 - 2 * glow)), 0.62 * size,
            [skia.Color4f(*bright, 1).toColor(),
             skia.Color4f(*mix(skin, rgb("#ff9a4a"), 0.12 + 0.42 * glow), 1).toColor(),
             skia.Color4f(*scaled(skin, 0.62 + 0.2 * glow), 1).toColor()],
            [0.0, 0.55, 1.0],
        )
    )  # fmt: skip
    sheet.canvas.drawPath(body, made)
    for k in (-0.72, -0.4, 0.0, 0.4, 0.72):
        rib = skia.Path()
        rib.moveTo(x + 0.25 * k * w, y - h)
        rib.quadTo(x + 1.75 * k * w, y, x + 0.25 * k * w, y + h)
        sheet.line(rib, scaled(skin, 0.6), 0.02 * size, 0.55)
    for side in (-1, 1):
        cap = skia.Rect.MakeLTRB(
            x - 0.26 * size, y + side * h - 0.05 * size, x + 0.26 * size, y + side * h + 0.05 * size
        )
        sheet.canvas.drawRoundRect(cap, 0.03 * size, 0.03 * size, paint(rim))
    for k in range(-4, 5):
        sheet.canvas.drawLine(
            x + 0.012 * k * size, y + h + 0.05 * size, x + 0.02 * k * size, y + h + (0.42 - 0.01 * abs(k)) * size,
            pen(mix(rim, skin, 0.3 + 0.08 * abs(k)), 0.022 * size, 0.95),
        )  # fmt: skip


def steamer(sheet: Sheet, x: float, foot: float, width: float, tiers: int, light: Colour, dark: Colour,
            lid: bool = True) -> None:  # fmt: skip
    """Bamboo steamer baskets, stacked."""
    high = 0.30 * width
    for k in range(tiers):
        y = foot - k * 0.92 * high
        body = skia.Path().addRoundRect(
            skia.Rect.MakeLTRB(x - width / 2, y - high, x + width / 2, y), 0.10 * high, 0.25 * high
        )
        shaded(
            body, x - width / 2, x + width / 2,
            [(0.0, scaled(dark, 0.9)), (0.28, light), (0.6, mix(light, dark, 0.45)), (1.0, scaled(dark, 0.7))], sheet,
        )  # fmt: skip
        for t in (0.16, 0.86):
            sheet.canvas.drawLine(
                x - 0.5 * width,
                y - t * high,
                x + 0.5 * width,
                y - t * high,
                pen(mix(dark, light, 0.35), 0.13 * high, 0.9),
            )
        for i in range(17):
            px = x + 0.49 * width * math.sin(math.pi * (i / 16 - 0.5))
            sheet.canvas.drawLine(px, y - 0.78 * high, px, y - 0.24 * high, pen(dark, 0.05 * high, 0.35))
        sheet.canvas.drawLine(x - 0.5 * width, y, x + 0.5 * width, y, pen(scaled(dark, 0.5), 0.06 * high, 0.6))
    top = foot - tiers * 0.92 * high - 0.06 * high
    if lid:
        dome = skia.Path()
        dome.moveTo(x - 0.51 * width, top + 0.16 * high)
        dome.cubicTo(
            x - 0.5 * width, top - 0.75 * high, x + 0.5 * width, top - 0.75 * high, x + 0.51 * width, top + 0.16 * high
        )
        dome.close()
        shaded(
            dome,
            x - width / 2,
            x + width / 2,
            [(0.0, dark), (0.3, mix(light, (1, 1, 1), 0.12)), (1.0, scaled(dark, 0.75))],
            sheet,
        )
        for k in range(-5, 6):
            arc = skia.Path()
            arc.moveTo(x + 0.09 * k * width, top + 0.14 * high)
            arc.quadTo(x + 0.06 * k * width, top - 0.42 * high, x + 0.008 * k * width, top - 0.5 * high)
            sheet.line(arc, dark, 0.04 * high, 0.4)
        sheet.canvas.drawCircle(x, top - 0.5 * high, 0.10 * high, paint(scaled(dark, 0.8)))


def jar(
    sheet: Sheet, x: float, foot: float, width: float, glaze: Colour, cloth: Colour | None, tall: float = 1.15
) -> None:
    """A glazed pickle jar; with a cloth tied over its mouth, or a lid."""
    h, w = tall * width, width / 2
    body = skia.Path()
    body.moveTo(x - 0.62 * w, foot)
    body.cubicTo(x - 0.8 * w, foot - 0.25 * h, x - 1.12 * w, foot - 0.5 * h, x - 0.92 * w, foot - 0.76 * h)
    body.quadTo(x - 0.75 * w, foot - 0.90 * h, x - 0.55 * w, foot - 0.92 * h)
    body.lineTo(x + 0.55 * w, foot - 0.92 * h)
    body.quadTo(x + 0.75 * w, foot - 0.90 * h, x + 0.92 * w, foot - 0.76 * h)
    body.cubicTo(x + 1.12 * w, foot - 0.5 * h, x + 0.8 * w, foot - 0.25 * h, x + 0.62 * w, foot)
    body.close()
    shaded(
        body, x - w, x + w,
        [(0.0, scaled(glaze, 0.5)), (0.25, mix(glaze, (1, 0.95, 0.85), 0.35)), (0.42, glaze),
         (1.0, scaled(glaze, 0.38))],
        sheet,
    )  # fmt: skip
    shine = skia.Path().addOval(skia.Rect.MakeLTRB(x - 0.58 * w, foot - 0.76 * h, x - 0.38 * w, foot - 0.46 * h))
    sheet.fill(shine, (1.0, 0.97, 0.9), 0.45, 0.05 * w)
    for t in (0.36, 0.78):
        band = skia.Path()
        band.moveTo(x - 0.93 * w, foot - t * h)
        band.quadTo(x, foot - (t - 0.09) * h, x + 0.93 * w, foot - t * h)
        sheet.line(band, scaled(glaze, 0.5), 0.03 * w, 0.5)
    if cloth is None:
        lid = skia.Path().addRoundRect(
            skia.Rect.MakeLTRB(x - 0.66 * w, foot - 1.02 * h, x + 0.66 * w, foot - 0.90 * h), 0.1 * w, 0.1 * w
        )
        sheet.fill(lid, scaled(glaze, 0.6))
        sheet.canvas.drawCircle(x, foot - 1.05 * h, 0.13 * w, paint(scaled(glaze, 0.5)))
        return
    cap = skia.Path()
    cap.moveTo(x - 0.86 * w, foot - 0.80 * h)
    cap.quadTo(x - 0.66 * w, foot - 0.90 * h, x - 0.62 * w, foot - 0.93 * h)
    cap.cubicTo(x - 0.6 * w, foot - 1.12 * h, x + 0.6 * w, foot - 1.12 * h, x + 0.62 * w, foot - 0.93 * h)
    cap.quadTo(x + 0.66 * w, foot - 0.90 * h, x + 0.86 * w, foot - 0.80 * h)
    cap.quadTo(x, foot - 0.72 * h, x - 0.86 * w, foot - 0.80 * h)
    shaded(
        cap,
        x - 0.8 * w,
        x + 0.8 * w,
        [(0.0, scaled(cloth, 0.7)), (0.35, mix(cloth, (1, 1, 1), 0.15)), (1.0, scaled(cloth, 0.55))],
        sheet,
    )
    tie = skia.Path()
    tie.moveTo(x - 0.68 * w, foot - 0.90 * h)
    tie.quadTo(x, foot - 0.84 * h, x + 0.68 * w, foot - 0.90 * h)
    sheet.line(tie, rgb("#c9a56a"), 0.07 * w)


def shade_below(sheet: Sheet, u: float, x: float, foot: float, half: float, wood: Colour) -> None:
    """The soft dark under what stands on a table, `half` thousandths of the short side to each side."""
    below = skia.Path().addOval(skia.Rect.MakeLTRB(x - half * u, foot - 10 * u, x + half * u, foot + 12 * u))
    sheet.fill(below, scaled(wood, 0.3), 0.6, 7 * u)


def boards(sheet: Sheet, form: Format, top: float, wood: Colour, light: Colour, seed: int, carve: bool = True) -> None:
    """A long table before us: its lit edge at `top`, grain along it, its front below."""
    u, w, h = form.unit, form.width, form.height
    dark = scaled(wood, 0.5)
    front = skia.Path().addRect(skia.Rect.MakeLTRB(-9, top + 34 * u, w + 9, h + 9))
    made = skia.Paint(AntiAlias=True)
    made.setShader(
        skia.GradientShader.MakeLinear(
            [skia.Point(0, top + 34 * u), skia.Point(0, h)],
            [skia.Color4f(*scaled(wood, 0.78), 1).toColor(), skia.Color4f(*scaled(wood, 0.42), 1).toColor()],
        )
    )
    sheet.canvas.drawPath(front, made)
    sheet.fill(polygon([(-9, top), (w + 9, top), (w + 9, top + 36 * u), (-9, top + 36 * u)]), wood)
    sheet.fill(polygon([(-9, top), (w + 9, top), (w + 9, top + 10 * u), (-9, top + 10 * u)]), light, 0.75, 3 * u)
    sheet.fill(
        polygon([(-9, top + 33 * u), (w + 9, top + 33 * u), (w + 9, top + 52 * u), (-9, top + 52 * u)]),
        scaled(dark, 0.5), 0.7, 7 * u,
    )  # fmt: skip
    rng = np.random.default_rng(seed)
    for _ in range(190):
        x, y = rng.uniform(-0.1, 1) * w, top + rng.uniform(2, 34) * u
        c = light if rng.uniform() < 0.35 else dark
        sheet.canvas.drawLine(x, y, x + rng.uniform(80, 460) * u, y, pen(c, 1.4 * u, 0.22))
    for _ in range(150):
        x, y = rng.uniform(-0.1, 1) * w, rng.uniform(top + 60 * u, h)
        sheet.canvas.drawLine(x, y, x + rng.uniform(60, 360) * u, y, pen(mix(wood, light, 0.3), 1.2 * u, 0.10))
    if carve:
        for x in np.arange((w / 2) % (150 * u) - 150 * u, w + 150 * u, 150 * u):
            y = top + 84 * u
            meander = [(-46, 0), (-46, -16), (-18, -16), (-18, -4), (-32, -4), (-32, -10)]
            for side in (-1, 1):
                sheet.line(polyline([(x + side * a * u, y + b * u) for a, b in meander]), light, 2.6 * u, 0.32)
            sheet.canvas.drawLine(x - 46 * u, y, x + 46 * u, y, pen(light, 2.6 * u, 0.32))


def bowl(sheet: Sheet, x: float, foot: float, width: float, body: Colour, figure: Colour) -> None:
    """A painted basin: white porcelain with a blue scroll."""
    h, w = 0.62 * width, width / 2
    path = skia.Path()
    path.moveTo(x - 0.55 * w, foot)
    path.cubicTo(x - 0.85 * w, foot - 0.15 * h, x - 1.05 * w, foot - 0.6 * h, x - 0.98 * w, foot - h)
    path.lineTo(x + 0.98 * w, foot - h)
    path.cubicTo(x + 1.05 * w, foot - 0.6 * h, x + 0.85 * w, foot - 0.15 * h, x + 0.55 * w, foot)
    path.close()
    shaded(
        path,
        x - w,
        x + w,
        [(0.0, scaled(body, 0.66)), (0.3, body), (0.6, scaled(body, 0.88)), (1.0, scaled(body, 0.52))],
        sheet,
    )
    canvas = sheet.canvas
    canvas.save()
    canvas.clipPath(path, True)
    for t, width_ in ((0.93, 0.05), (0.80, 0.025), (0.17, 0.03), (0.09, 0.045)):
        canvas.drawLine(x - w, foot - t * h, x + w, foot - t * h, pen(figure, width_ * width, 0.75))
    for i in range(-3, 4):
        px = x + w * math.sin(i * 0.42) * 0.98
        squeeze = math.cos(i * 0.42)
        for turn in range(5):
            a = turn * 2 * math.pi / 5
            canvas.drawCircle(
                px + 0.10 * w * squeeze * math.cos(a), foot - 0.48 * h + 0.10 * w * math.sin(a),
                0.055 * w * max(squeeze, 0.4),
                paint(figure, 0.6),
            )  # fmt: skip
        vine = skia.Path()
        vine.moveTo(px + 0.12 * w * squeeze, foot - 0.48 * h)
        vine.quadTo(
            px + 0.21 * w * squeeze, foot - (0.66 if i % 2 else 0.30) * h, px + 0.32 * w * squeeze, foot - 0.48 * h
        )
        sheet.line(vine, figure, 0.035 * w, 0.6)
    canvas.restore()
    rim = skia.Path().addOval(skia.Rect.MakeLTRB(x - w, foot - h - 0.10 * h, x + w, foot - h + 0.08 * h))
    sheet.fill(rim, scaled(body, 0.95))
    inner = skia.Path().addOval(
        skia.Rect.MakeLTRB(x - 0.92 * w, foot - h - 0.065 * h, x + 0.92 * w, foot - h + 0.05 * h)
    )
    sheet.fill(inner, mix(figure, (0.1, 0.16, 0.18), 0.6), 0.9)


def lotus(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, height: float, green: Colour,
          green_dark: Colour, pink: Colour) -> None:  # fmt: skip
    """Lotus over a basin: round leaves on stalks, one open flower, one bud."""
    leaves = [(-0.55, 0.52, 0.30), (0.42, 0.62, 0.27), (-0.12, 0.36, 0.24), (0.62, 0.30, 0.20), (-0.30, 0.80, 0.20)]
    for dx, up, _ in leaves:
        px, py = x + dx * height * 0.8, foot - up * height
        stalk = skia.Path()
        stalk.moveTo(x + 0.15 * dx * height, foot)
        stalk.quadTo(x + 0.3 * dx * height, foot - 0.6 * up * height, px, py)
        sheet.line(stalk, mix(green, green_dark, 0.5), 0.017 * height)
    for dx, up, r in leaves:
        px, py = x + dx * height * 0.8, foot - up * height
        squash = 0.42 + 0.1 * rng.uniform(-1, 1)
        rim = []
        for k in range(28):
            a = 2 * math.pi * k / 28
            q = r * height * (1 + 0.06 * math.sin(5 * a + 7 * dx))
            rim.append((px + q * math.cos(a), py + q * squash * math.sin(a) + 0.05 * r * height * math.cos(3 * a)))
        shape = polygon(rim)
        shaded(
            shape,
            px - r * height,
            px + r * height,
            [(0.0, mix(green, (1, 1, 0.85), 0.25)), (0.5, green), (1.0, green_dark)],
            sheet,
        )
        for k in range(11):
            a = 2 * math.pi * k / 11
            sheet.canvas.drawLine(
                px, py, px + 0.9 * r * height * math.cos(a), py + 0.9 * r * height * squash * math.sin(a),
                pen(green_dark, 0.006 * height, 0.35),
            )  # fmt: skip
    for dx, up, size, open_ in ((0.10, 0.98, 0.16, True), (-0.52, 1.02, 0.10, False)):
        px, py = x + dx * height, foot - up * height
        stalk = skia.Path()
        stalk.moveTo(x + 0.1 * dx * height, foot)
        stalk.quadTo(x + 0.4 * dx * height, foot - 0.5 * up * height, px, py)
        sheet.line(stalk, mix(green, green_dark, 0.4), 0.016 * height)
        s = size * height
        turns = (
            ((-62, 0.9), (62, 0.9), (-34, 1.05), (34, 1.05), (-12, 1.1), (12, 1.1), (0, 0.95))
            if open_
            else ((-10, 1.2), (10, 1.2), (0, 1.15))
        )
        for angle, long in turns:
            petal = skia.Path()
            petal.moveTo(0, 0.15 * s)
            petal.cubicTo(-0.42 * s, -0.15 * s, -0.34 * s, -0.7 * long * s, 0, -long * s)
            petal.cubicTo(0.34 * s, -0.7 * long * s, 0.42 * s, -0.15 * s, 0, 0.15 * s)
            sheet.canvas.save()
            sheet.canvas.translate(px, py)
            sheet.canvas.rotate(angle)
            tone = mix(pink, (1, 0.98, 0.96), 0.35 + 0.25 * rng.uniform())
            sheet.fill(petal, tone)
            tip = skia.Path().addCircle(0, -0.92 * long * s, 0.32 * s)
            sheet.canvas.clipPath(petal, True)
            sheet.fill(tip, pink, 0.8, 0.18 * s)
            sheet.line(petal, scaled(pink, 0.75), 0.02 * s, 0.5)
            sheet.canvas.restore()
