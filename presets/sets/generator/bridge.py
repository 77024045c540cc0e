"""五亭桥, measured in metres and seen in perspective: five pavilions on one bridge, arches through its stone base.

X runs along the bridge, Y up from the water, Z towards the front. Parts are drawn from back to front for an eye that
stands to the right of the front. With `mirrored`, the same bridge below the water.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from .brush import Colour, Sheet, mix, paint, pen, polygon, polyline, scaled

DECK = 4.6
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Eye:
    """Where we stand (metres), where we look (`turn`, radians to the left of straight back), and the picture plane."""

    x: float
    y: float
    z: float
    turn: float
    focal: float
    center_x: float
    horizon: float
    mirrored: bool = False

    def seen(self, p: Point) -> tuple[float, float]:
        dx, dy, dz = p[0] - self.x, (-p[1] if self.mirrored else p[1]) - self.y, p[2] - self.z
        right = dx * math.cos(self.turn) - dz * math.sin(self.turn)
        depth = -dz * math.cos(self.turn) - dx * math.sin(self.turn)
        return self.center_x + self.focal * right / depth, self.horizon - self.focal * dy / depth

    def size(self, p: Point) -> float:
        """Pixels a metre has at `p`."""
        dx, dz = p[0] - self.x, p[2] - self.z
        return self.focal / (-dz * math.cos(self.turn) - dx * math.sin(self.turn))


@dataclass(frozen=True, slots=True)
class Colours:
    roof: Colour
    roof_shade: Colour
    trim: Colour
    column: Colour
    column_shade: Colour
    beam: Colour
    stone: Colour
    stone_shade: Colour
    stone_dark: Colour
    through: Colour
    """What is seen through an arch."""
    inside: Colour
    """Under the roofs; at night the lamps."""
    gold: Colour
    lamp: float = 0.0
    """0 by day, 1: lanterns lit."""


def draw(sheet: Sheet, eye: Eye, c: Colours) -> None:
    """The whole bridge."""
    for x in (-9.5, 9.5):
        _pavilion(sheet, eye, c, x, -6.8, 2.9)
    _approach(sheet, eye, c, -1)
    _wall(sheet, eye, c, (-6.2, 3.6), (6.2, 3.6), arch=(0.5, 4.1, 3.55), shade=0.35)
    _gallery(sheet, eye, c)
    _pavilion(sheet, eye, c, 0.0, 0.0, 3.9, double=True)
    _rail(sheet, eye, c, (-6.2, 3.6), (6.2, 3.6))
    for x in (-9.5, 9.5):
        if x > 0:
            _wall(sheet, eye, c, (13.0, 10.2), (13.0, 3.0), arch=(0.5, 1.7, 2.3), shade=0.75)
            _approach(sheet, eye, c, 1)
            _rail(sheet, eye, c, (13.0, 10.2), (13.0, 3.0))
        else:
            _wall(sheet, eye, c, (-6.0, 10.2), (-6.0, 3.6), arch=(0.5, 1.7, 2.3), shade=0.85)
        _wall(sheet, eye, c, (x - 3.5, 10.2), (x + 3.5, 10.2), arch=(0.5, 2.05, 2.75), shade=0.0)
        _pavilion(sheet, eye, c, x, 6.8, 2.9)
        _rail(sheet, eye, c, (x - 3.5, 10.2), (x + 3.5, 10.2))


def arch_middles() -> list[Point]:
    """Where a moon would float in each front arch: under the crown, on the water."""
    return [(-9.5, 0.9, 10.2), (0.0, 1.4, 3.6), (9.5, 0.9, 10.2), (-17.5, 0.6, 3.0), (17.5, 0.6, 3.0)]


def _wall(sheet: Sheet, eye: Eye, c: Colours, a: tuple[float, float], b: tuple[float, float], *,
          arch: tuple[float, float, float] | None, shade: float,
          tops: tuple[float, float] = (DECK, DECK)) -> None:  # fmt: skip
    """A wall from `a` to `b` (x, z); `arch`: place along it, half span, height of its crown."""
    ax, az = a
    bx, bz = b
    length = math.hypot(bx - ax, bz - az)

    def at(t: float, y: float) -> tuple[float, float]:
        return eye.seen((ax + (bx - ax) * t, y, az + (bz - az) * t))

    def top(t: float) -> float:
        return tops[0] + (tops[1] - tops[0]) * t

    unit = eye.size((ax, 0, az))
    face = polygon([at(0, 0), at(1, 0), at(1, top(1)), at(0, top(0))])
    tone = mix(c.stone, c.stone_shade, shade)
    sheet.fill(face, tone)
    canvas = sheet.canvas
    canvas.save()
    canvas.clipPath(face, True)
    rng = np.random.default_rng(int(abs(ax * 10) + abs(bz * 7)) + 3)
    courses = 8
    for i in range(courses):
        y0, y1 = i / courses, (i + 1) / courses
        for j in range(int(length / 1.1) + 1):
            t0 = (j + 0.5 * (i % 2)) * 1.1 / length
            block = polygon(
                [
                    at(t0, top(t0) * y0),
                    at(t0 + 1.1 / length, top(t0) * y0),
                    at(t0 + 1.1 / length, top(t0) * y1),
                    at(t0, top(t0) * y1),
                ]
            )
            sheet.fill(block, mix(tone, c.stone_dark if rng.uniform() < 0.5 else c.stone, rng.uniform(0, 0.28)), 0.8)
            sheet.line(block, c.stone_dark, 0.035 * unit, 0.28)
    foot = polygon([at(0, 0), at(1, 0), at(1, 0.55), at(0, 0.55)])
    sheet.fill(foot, c.stone_dark, 0.55, 0.18 * unit)
    canvas.restore()
    if arch is not None:
        middle, half, crown = arch
        ring = [_arch_point(t, half, crown) for t in np.linspace(0, math.pi, 25)]
        curve = [at(middle + dx / length, y) for dx, y in ring]
        outer = [at(middle + 1.16 * dx / length, y * 1.1) for dx, y in ring]
        sheet.line(polyline(outer), mix(c.stone, (1.0, 1.0, 1.0), 0.18), 0.32 * unit, 0.75)
        hole = polygon(curve)
        sheet.fill(hole, mix(c.stone_dark, c.stone_shade, 0.15))
        canvas.save()
        canvas.clipPath(hole, True)
        nx, nz = (bz - az) / length, -(bx - ax) / length
        if nz > 0 or nx > 0:
            nx, nz = -nx, -nz
        deep = [
            eye.seen(
                (
                    ax + (bx - ax) * (middle + dx / length) + 5.5 * nx,
                    y,
                    az + (bz - az) * (middle + dx / length) + 5.5 * nz,
                )
            )
            for dx, y in ring
        ]
        sheet.fill(polygon(deep), c.through, 0.95, 0.12 * unit)
        canvas.restore()
        sheet.line(polyline(curve), c.stone_dark, 0.09 * unit, 0.7)
    sheet.line(
        polyline([at(0, top(0) - 0.12), at(1, top(1) - 0.12)]), mix(c.stone, (1.0, 1.0, 1.0), 0.25), 0.26 * unit, 0.9
    )
    sheet.line(polyline([at(0, top(0) - 0.38), at(1, top(1) - 0.38)]), c.stone_dark, 0.12 * unit, 0.5)


def _arch_point(t: float, half: float, crown: float) -> tuple[float, float]:
    return -half * math.cos(t), crown * math.sin(t) ** 0.85


def _approach(sheet: Sheet, eye: Eye, c: Colours, side: int) -> None:
    """The stair that falls to the bank, with an arch under it."""
    near, far = side * 13.0, side * 25.0
    ends = ((near, 3.0), (far, 3.0)) if side > 0 else ((far, 3.0), (near, 3.0))
    tops = (DECK - 0.2, 1.1) if side > 0 else (1.1, DECK - 0.2)
    deck = [
        eye.seen((near, DECK - 0.2, 3.0)),
        eye.seen((far, 1.1, 3.0)),
        eye.seen((far, 1.1, -3.0)),
        eye.seen((near, DECK - 0.2, -3.0)),
    ]
    sheet.fill(polygon(deck), mix(c.stone, c.stone_shade, 0.3))
    _wall(sheet, eye, c, *ends, arch=(0.36 if side > 0 else 0.64, 1.75, 2.15), shade=0.12, tops=tops)
    _rail(sheet, eye, c, *ends, tops=tops)


def _rail(sheet: Sheet, eye: Eye, c: Colours, a: tuple[float, float], b: tuple[float, float],
          tops: tuple[float, float] = (DECK, DECK)) -> None:  # fmt: skip
    """A stone balustrade; a small lion on every post."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    posts = max(round(length / 1.45), 2)
    light = mix(c.stone, (1.0, 1.0, 1.0), 0.22)

    def at(t: float, up: float) -> Point:
        return (a[0] + (b[0] - a[0]) * t, tops[0] + (tops[1] - tops[0]) * t + up, a[1] + (b[1] - a[1]) * t)

    unit = eye.size(at(0, 0))
    for up, width in ((0.78, 0.16), (0.3, 0.1)):
        sheet.line(polyline([eye.seen(at(0, up)), eye.seen(at(1, up))]), light, width * unit, 0.95)
    panel = polygon([eye.seen(at(0, 0.12)), eye.seen(at(1, 0.12)), eye.seen(at(1, 0.66)), eye.seen(at(0, 0.66))])
    sheet.fill(panel, mix(c.stone, c.stone_shade, 0.5), 0.72)
    for i in range(posts + 1):
        t = i / posts
        x0, y0 = eye.seen(at(t, 0))
        x1, y1 = eye.seen(at(t, 1.0))
        sheet.canvas.drawLine(x0, y0, x1, y1, pen(light, 0.2 * unit))
        x2, y2 = eye.seen(at(t, 1.15))
        sheet.canvas.drawCircle(x2, y2, 0.17 * unit, paint(mix(c.stone, c.stone_shade, 0.25)))


def _gallery(sheet: Sheet, eye: Eye, c: Colours) -> None:
    """Low roofs from the middle pavilion to the wings."""
    for side in (-1, 1):
        a, b = side * 3.4, side * 7.6
        eaves = [(a, DECK + 3.0, 2.3), (b, DECK + 3.0, 4.3), (b, DECK + 4.1, 2.6), (a, DECK + 4.1, 0.6)]
        sheet.fill(polygon([eye.seen(p) for p in eaves]), mix(c.roof, c.roof_shade, 0.45))
        sheet.line(polyline([eye.seen(eaves[0]), eye.seen(eaves[1])]), c.trim, 0.28 * eye.size((a, DECK, 2.3)))
        for t in (0.1, 0.5, 0.9):
            x, z = a + (b - a) * t, 2.1 + 2.0 * t
            x0, y0 = eye.seen((x, DECK, z))
            x1, y1 = eye.seen((x, DECK + 3.0, z))
            sheet.canvas.drawLine(x0, y0, x1, y1, pen(c.column_shade, 0.28 * eye.size((x, DECK, z))))


def _pavilion(sheet: Sheet, eye: Eye, c: Colours, cx: float, cz: float, half: float, *, double: bool = False) -> None:
    """A square pavilion: columns, beams, and one roof with flying corners, or two."""
    floor, tall = DECK + 0.1, 3.7 if not double else 4.3
    unit = eye.size((cx, floor, cz))
    corners = [(cx - half, cz + half), (cx + half, cz + half), (cx + half, cz - half), (cx - half, cz - half)]

    def at(p: tuple[float, float], up: float) -> tuple[float, float]:
        return eye.seen((p[0], floor + up, p[1]))

    sides = [(corners[0], corners[1]), (corners[1], corners[2]), (corners[2], corners[3]), (corners[3], corners[0])]
    back = [sides[3], sides[2]]
    front = [sides[1], sides[0]]
    for a, b in back:
        hang = polygon([at(a, 0.55 * tall), at(b, 0.55 * tall), at(b, tall + 0.2), at(a, tall + 0.2)])
        sheet.fill(hang, c.inside, 0.85, 0.25 * unit)
        for t in (0.0, 0.5, 1.0):
            _column(sheet, at, _along(a, b, t), tall, unit, c.column_shade, scaled(c.column_shade, 0.8))
        bench = polygon([at(a, 0.0), at(b, 0.0), at(b, 0.75), at(a, 0.75)])
        sheet.fill(bench, scaled(c.column_shade, 0.8), 0.8)
    if c.lamp > 0:
        x, y = at((cx, cz), 0.62 * tall)
        sheet.canvas.drawCircle(x, y, 2.4 * unit, paint((1.0, 0.72, 0.34), 0.55 * c.lamp, 0.9 * unit))
        sheet.canvas.drawCircle(x, y, 0.5 * unit, paint((1.0, 0.9, 0.62), c.lamp, 0.2 * unit))
    for index, (a, b) in enumerate(front):
        shaded = index == 0
        column = mix(c.column, c.column_shade, 0.6 if shaded else 0.0)
        bench = polygon([at(a, 0.0), at(b, 0.0), at(b, 0.7), at(a, 0.7)])
        sheet.fill(bench, mix(c.column, c.column_shade, 0.8 if shaded else 0.5), 0.88)
        sheet.line(polyline([at(a, 0.72), at(b, 0.72)]), mix(c.column, c.gold, 0.25), 0.13 * unit)
        for t in (0.0, 0.34, 0.66, 1.0):
            _column(sheet, at, _along(a, b, t), tall, unit, column, scaled(c.column_shade, 0.9))
        beam = polygon([at(a, tall - 0.62), at(b, tall - 0.62), at(b, tall + 0.1), at(a, tall + 0.1)])
        sheet.fill(beam, mix(c.beam, c.column_shade, 0.3 if shaded else 0.0))
        sheet.line(polyline([at(a, tall - 0.25), at(b, tall - 0.25)]), c.gold, 0.1 * unit, 0.7)
        fringe = polygon([at(a, tall - 1.0), at(b, tall - 1.0), at(b, tall - 0.62), at(a, tall - 0.62)])
        sheet.fill(fringe, mix(c.column, c.column_shade, 0.45), 0.75)
    eave = floor + tall
    if double:
        _roof(sheet, eye, c, cx, cz, half + 1.75, eave, 3.0, until=0.46)
        drum = half * 0.66
        box = [(cx - drum, cz + drum), (cx + drum, cz + drum), (cx + drum, cz - drum)]
        for index, (a, b) in enumerate(((box[1], box[2]), (box[0], box[1]))):
            wall = polygon([at(a, tall + 0.9), at(b, tall + 0.9), at(b, tall + 2.5), at(a, tall + 2.5)])
            sheet.fill(wall, mix(c.column, c.column_shade, 0.65 if index == 0 else 0.2))
            band = polygon([at(a, tall + 2.0), at(b, tall + 2.0), at(b, tall + 2.5), at(a, tall + 2.5)])
            sheet.fill(band, c.beam)
        _roof(sheet, eye, c, cx, cz, drum + 1.75, eave + 2.4, 4.1)
        _finial(sheet, eye, c, cx, cz, eave + 6.3)
    else:
        _roof(sheet, eye, c, cx, cz, half + 1.5, eave, 3.3)
        _finial(sheet, eye, c, cx, cz, eave + 3.15)


def _along(a: tuple[float, float], b: tuple[float, float], t: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _column(
    sheet: Sheet, at: object, p: tuple[float, float], tall: float, unit: float, light: Colour, dark: Colour
) -> None:
    x0, y0 = at(p, 0.0)  # type: ignore[operator]
    x1, y1 = at(p, tall)  # type: ignore[operator]
    sheet.canvas.drawLine(x0, y0, x1, y1, pen(dark, 0.36 * unit))
    sheet.canvas.drawLine(x0 - 0.06 * unit, y0, x1 - 0.06 * unit, y1, pen(light, 0.24 * unit))


def _roof(sheet: Sheet, eye: Eye, c: Colours, cx: float, cz: float, reach: float, eave: float, rise: float,
          until: float = 1.0) -> None:  # fmt: skip
    """Four hollow slopes with corners that fly up; `until`: how far up the slopes go (a lower roof's)."""
    turns = ((-1, 0), (0, -1), (1, 0), (0, 1))
    light = (0.35, 0.75, 0.85, 1.0)
    unit = eye.size((cx, eave, cz))

    def point(turn: tuple[int, int], u: float, v: float) -> Point:
        width = reach * (1.0 - v)
        corner = abs(u) ** 5 * (1.0 - v) ** 3
        out, along = width * (1.0 + 0.10 * corner), u * width * (1.0 + 0.10 * corner)
        y = eave + rise * (0.30 * v + 0.70 * v**2.0) + 1.35 * corner - 0.12
        nx, nz = turn
        return (cx + out * nx - along * nz, y, cz + out * nz + along * nx)

    for turn, share in zip(turns, light, strict=True):
        vs = np.linspace(0.0, until, 13)
        us = np.linspace(-1.0, 1.0, 27)
        for v0, v1 in zip(vs, vs[1:], strict=False):
            left = [eye.seen(point(turn, u, v0)) for u in us]
            right = [eye.seen(point(turn, u, v1)) for u in us]
            base = mix(c.roof_shade, c.roof, share * (0.62 + 0.38 * v0))
            sheet.fill(polygon(left + right[::-1]), base)
            sheet.line(polygon(left + right[::-1]), base, 0.05 * unit)
        for u in np.linspace(-0.96, 0.96, 25):
            rib = [eye.seen(point(turn, u, v)) for v in np.linspace(0.02, until, 10)]
            sheet.line(polyline(rib), mix(c.roof_shade, c.stone_dark, 0.35), 0.085 * unit, 0.38)
            rib = [(x - 0.09 * unit, y) for x, y in rib]
            sheet.line(polyline(rib), mix(c.roof, (1.0, 1.0, 0.9), 0.35), 0.07 * unit, 0.30 * share)
        lip = [eye.seen(point(turn, u, 0.0)) for u in us]
        under = [
            eye.seen((p[0] * 0.93 + cx * 0.07, p[1] - 0.42, p[2] * 0.93 + cz * 0.07))
            for p in (point(turn, u, 0.0) for u in us)
        ]
        if share > 0.7:
            sheet.fill(polygon(lip + under[::-1]), mix(c.column_shade, c.inside, 0.5), 0.95)
        sheet.line(polyline(lip), c.trim, 0.22 * unit)
        sheet.line(polyline([(x, y - 0.16 * unit) for x, y in lip]), mix(c.roof, c.gold, 0.5), 0.10 * unit, 0.8)
    for sx, turn in ((-1, turns[3]), (1, turns[3]), (1, turns[2])):
        u = -sx if turn == turns[3] else 1
        hip = [eye.seen(point(turn, u if turn == turns[3] else -1.0, v)) for v in np.linspace(0.0, until, 14)]
        sheet.line(polyline(hip), c.trim, 0.30 * unit)
        sheet.line(
            polyline([(x - 0.05 * unit, y - 0.07 * unit) for x, y in hip]), mix(c.trim, c.roof, 0.5), 0.12 * unit
        )
        bell = hip[0]
        sheet.canvas.drawLine(
            bell[0], bell[1], bell[0], bell[1] + 0.5 * unit * (-1 if eye.mirrored else 1), pen(c.gold, 0.1 * unit, 0.9)
        )


def _finial(sheet: Sheet, eye: Eye, c: Colours, cx: float, cz: float, foot: float) -> None:
    unit = eye.size((cx, foot, cz))
    for up, radius in ((0.0, 0.42), (0.55, 0.3), (0.98, 0.2), (1.3, 0.1)):
        x, y = eye.seen((cx, foot + up, cz))
        sheet.canvas.drawCircle(x, y, radius * unit, paint(c.gold))
        sheet.canvas.drawCircle(
            x - 0.3 * radius * unit, y - 0.3 * radius * unit, 0.4 * radius * unit, paint((1.0, 0.97, 0.8), 0.7)
        )


def stupa(sheet: Sheet, x: float, foot: float, height: float, white: Colour, shade: Colour, gold: Colour) -> None:
    """白塔, far away: square terrace, stepped seat, round bottle, thirteen rings, hexagonal canopy, gourd."""
    h = height

    def box(y0: float, y1: float, half: float, c: Colour) -> None:
        sheet.fill(
            polygon(
                [
                    (x - half * h, foot - y0 * h),
                    (x + half * h, foot - y0 * h),
                    (x + half * h, foot - y1 * h),
                    (x - half * h, foot - y1 * h),
                ]
            ),
            c,
        )
        sheet.fill(
            polygon(
                [
                    (x + 0.25 * half * h, foot - y0 * h),
                    (x + half * h, foot - y0 * h),
                    (x + half * h, foot - y1 * h),
                    (x + 0.25 * half * h, foot - y1 * h),
                ]
            ),
            shade,
            0.5,
        )

    box(0.0, 0.13, 0.30, mix(white, shade, 0.35))
    for i in range(9):
        px = x + (-0.28 + 0.07 * i) * h
        sheet.canvas.drawLine(px, foot - 0.13 * h, px, foot - 0.175 * h, pen(mix(white, shade, 0.2), 0.012 * h))
    sheet.canvas.drawLine(
        x - 0.3 * h, foot - 0.172 * h, x + 0.3 * h, foot - 0.172 * h, pen(mix(white, shade, 0.15), 0.012 * h)
    )
    box(0.15, 0.20, 0.20, white)
    box(0.20, 0.26, 0.165, mix(white, shade, 0.25))
    box(0.26, 0.30, 0.195, white)
    body = skia.Path()
    body.moveTo(x - 0.125 * h, foot - 0.30 * h)
    body.cubicTo(x - 0.165 * h, foot - 0.40 * h, x - 0.19 * h, foot - 0.53 * h, x - 0.06 * h, foot - 0.575 * h)
    body.lineTo(x + 0.06 * h, foot - 0.575 * h)
    body.cubicTo(x + 0.19 * h, foot - 0.53 * h, x + 0.165 * h, foot - 0.40 * h, x + 0.125 * h, foot - 0.30 * h)
    body.close()
    sheet.fill(body, white)
    sheet.canvas.save()
    sheet.canvas.clipPath(body, True)
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x + 0.03 * h, foot - 0.6 * h, 0.24 * h, 0.34 * h), paint(shade, 0.75, 0.03 * h)
    )
    sheet.canvas.restore()
    box(0.575, 0.61, 0.07, white)
    for i in range(13):
        t = i / 12
        half = (0.062 - 0.032 * t) * h
        y = foot - (0.62 + 0.21 * t) * h
        sheet.canvas.drawLine(x - half, y, x + half, y, pen(mix(white, shade, 0.25 + 0.25 * (i % 2)), 0.017 * h))
    canopy = polygon(
        [
            (x - 0.085 * h, foot - 0.845 * h),
            (x + 0.085 * h, foot - 0.845 * h),
            (x + 0.05 * h, foot - 0.885 * h),
            (x - 0.05 * h, foot - 0.885 * h),
        ]
    )
    sheet.fill(canopy, mix(gold, shade, 0.35))
    for up, radius in ((0.905, 0.026), (0.945, 0.018), (0.975, 0.008)):
        sheet.canvas.drawCircle(x, foot - up * h, radius * h, paint(gold))
