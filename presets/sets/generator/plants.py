"""Willows, far trees and bamboo, out of many small dabs."""

from __future__ import annotations

import math

import numpy as np
import skia

from .brush import Colour, Format, Sheet, mix, paint, pen, scaled


def leaf(length: float, breadth: float) -> skia.Path:
    """A lens from the origin down the y axis."""
    path = skia.Path()
    path.moveTo(0, 0)
    path.cubicTo(breadth, 0.25 * length, 0.7 * breadth, 0.7 * length, 0, length)
    path.cubicTo(-0.7 * breadth, 0.7 * length, -breadth, 0.25 * length, 0, 0)
    return path


def far_trees(sheet: Sheet, rng: np.random.Generator, x0: float, x1: float, foot: float, height: float, dark: Colour,
              light: Colour, spacing: float = 0.55) -> None:  # fmt: skip
    """A bank of round trees: each a heap of dabs, dark below, light on its upper left."""
    x = x0
    while x < x1:
        size = height * rng.uniform(0.5, 1.0)
        tone = rng.uniform(-0.12, 0.12)
        for _ in range(90):
            a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.uniform(0, 1))
            dx, dy = 0.62 * size * r * math.cos(a), 0.5 * size * r * math.sin(a)
            up = 0.5 - dy / size
            share = min(max(0.15 + 0.75 * up - 0.35 * dx / size + tone + rng.uniform(-0.12, 0.12), 0), 1)
            c = mix(dark, light, share)
            radius = size * rng.uniform(0.05, 0.13)
            sheet.canvas.drawOval(
                skia.Rect.MakeXYWH(x + dx - radius, foot - 0.5 * size + dy - 0.7 * radius, 2 * radius, 1.4 * radius),
                paint(c, 0.75),
            )
        x += size * rng.uniform(0.7, 1.3) * spacing
    sheet.canvas.drawRect(skia.Rect.MakeLTRB(x0, foot - 0.12 * height, x1, foot + 1), paint(dark, 0.8, 0.05 * height))


def willow_tree(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, height: float, dark: Colour,
                light: Colour, bark: Colour) -> None:  # fmt: skip
    """A whole willow on the bank: leaning trunk, a dome of hanging threads."""
    trunk = skia.Path()
    trunk.moveTo(x - 0.035 * height, foot)
    trunk.cubicTo(
        x, foot - 0.25 * height, x - 0.05 * height, foot - 0.4 * height, x + 0.03 * height, foot - 0.72 * height
    )
    trunk.lineTo(x + 0.055 * height, foot - 0.70 * height)
    trunk.cubicTo(
        x - 0.01 * height, foot - 0.4 * height, x + 0.045 * height, foot - 0.25 * height, x + 0.03 * height, foot
    )
    sheet.fill(trunk, bark, 0.9)
    for _ in range(330):
        a = rng.uniform(-1, 1)
        top = foot - height * (0.98 - 0.34 * a * a + rng.uniform(-0.10, 0.05))
        start = x + 0.40 * height * a + rng.uniform(-0.03, 0.03) * height
        reach = height * rng.uniform(0.2, 0.62) * (1.05 - 0.2 * abs(a))
        sway = rng.uniform(-0.02, 0.05) * height + 0.09 * height * a
        share = min(max(0.45 - 0.35 * a + rng.uniform(-0.3, 0.35), 0), 1)
        for t in np.linspace(0, 1, int(reach / (0.016 * height))):
            px = start + sway * math.sin(1.57 * min(1.3 * t, 1.0)) + rng.uniform(-0.006, 0.006) * height
            py = top + reach * t
            length = height * rng.uniform(0.014, 0.03) * (1.1 - 0.5 * t)
            c = mix(dark, light, min(max(share + 0.25 * (0.4 - t) + rng.uniform(-0.18, 0.18), 0), 1))
            sheet.canvas.save()
            sheet.canvas.translate(px, py)
            sheet.canvas.rotate(rng.uniform(-24, 24))
            sheet.canvas.drawPath(leaf(length, 0.16 * length), paint(c, rng.uniform(0.45, 0.85)))
            sheet.canvas.restore()


def willow_threads(sheet: Sheet, rng: np.random.Generator, form: Format, x0: float, x1: float, count: int,
                   longest: float, dark: Colour, light: Colour, size: float = 1.0,
                   top: float = -0.02) -> None:  # fmt: skip
    """Threads that hang into the picture from above; leaves in pairs, smaller towards the tip."""
    u = form.unit * size
    for _ in range(count):
        x = rng.uniform(x0, x1)
        middle = 1 - abs((x - x0) / max(x1 - x0, 1) * 2 - 1)
        edge = (x < form.width / 2) == (x - x0 < x1 - x)
        reach = longest * rng.uniform(0.45, 1.0) * (0.75 + 0.25 * middle) * (1.0 if edge else 0.75)
        sway = rng.uniform(-0.05, 0.07) * reach
        y0 = top * form.height
        tone = rng.uniform(0, 1)
        points = [
            (x + sway * math.sin(1.9 * t), y0 + reach * t) for t in np.linspace(0, 1, max(int(reach / (11 * u)), 6))
        ]
        for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
            sheet.canvas.drawLine(ax, ay, bx, by, pen(mix(dark, light, 0.3 * tone), 1.7 * u, 0.8))
        for i, (px, py) in enumerate(points):
            t = i / len(points)
            if t < 0.06:
                continue
            for side in (-1, 1):
                if rng.uniform() < 0.22:
                    continue
                length = (25 - 13 * t) * u * rng.uniform(0.7, 1.2)
                angle = side * rng.uniform(14, 42)
                share = min(max(0.25 + 0.55 * tone + 0.2 * side * 0.5 + rng.uniform(-0.25, 0.3), 0), 1)
                sheet.canvas.save()
                sheet.canvas.translate(px, py)
                sheet.canvas.rotate(-angle)
                sheet.canvas.drawPath(leaf(length, 0.13 * length), paint(mix(dark, light, share), 0.88))
                sheet.canvas.restore()


def bamboo(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, top: float, width: float, dark: Colour,
           light: Colour, leaves: int = 26, alpha: float = 1.0) -> None:  # fmt: skip
    """One culm with its joints, and 个-shaped bunches of leaves in its upper two thirds."""
    lean = rng.uniform(-0.06, 0.06) * (foot - top)
    joints = max(int((foot - top) / (9.5 * width)), 4)
    for i in range(joints):
        a, b = i / joints, (i + 1) / joints
        ya, yb = foot + (top - foot) * a, foot + (top - foot) * b
        xa, xb = x + lean * a * a, x + lean * b * b
        w = width * (1 - 0.45 * a)
        path = skia.Path()
        path.moveTo(xa - w / 2, ya)
        path.quadTo((xa + xb) / 2 - 0.42 * w, (ya + yb) / 2, xb - 0.48 * w, yb + 0.12 * width)
        path.lineTo(xb + 0.48 * w, yb + 0.12 * width)
        path.quadTo((xa + xb) / 2 + 0.42 * w, (ya + yb) / 2, xa + w / 2, ya)
        path.close()
        sheet.fill(path, mix(dark, light, 0.45), alpha)
        sheet.canvas.drawLine(
            xa - 0.22 * w, ya, xb - 0.22 * w, yb + 0.3 * w, pen(light, 0.28 * w, 0.7 * alpha, 0.1 * w)
        )
        sheet.canvas.drawLine(xa + 0.3 * w, ya, xb + 0.3 * w, yb + 0.3 * w, pen(dark, 0.3 * w, 0.5 * alpha, 0.1 * w))
        sheet.canvas.drawLine(xb - 0.5 * w, yb, xb + 0.5 * w, yb, pen(scaled(dark, 0.8), 0.14 * w, 0.8 * alpha))
    for _ in range(leaves):
        a = rng.uniform(0.3, 1.02)
        side = rng.choice((-1, 1))
        reach = width * rng.uniform(1.0, 7.5)
        px, py = x + lean * a * a + side * reach, foot + (top - foot) * a - width * rng.uniform(-1.5, 2)
        sheet.canvas.drawLine(
            x + lean * a * a, foot + (top - foot) * a, px, py, pen(mix(dark, light, 0.3), 0.1 * width, 0.7 * alpha)
        )
        bunch(sheet, rng, px, py, width * rng.uniform(4.0, 7.0), dark, light, alpha)


def bunch(sheet: Sheet, rng: np.random.Generator, x: float, y: float, size: float, dark: Colour, light: Colour,
          alpha: float = 1.0) -> None:  # fmt: skip
    """个: three or four long leaves from one point, hanging."""
    tone = rng.uniform(0, 1)
    for angle in (-62, -18, 24, 66)[: rng.integers(3, 5)]:
        length = size * rng.uniform(0.7, 1.15)
        share = min(max(tone + rng.uniform(-0.25, 0.25), 0), 1)
        sheet.canvas.save()
        sheet.canvas.translate(x, y)
        sheet.canvas.rotate(angle + rng.uniform(-12, 12))
        sheet.canvas.drawPath(leaf(length, 0.085 * length), paint(mix(dark, light, share), 0.92 * alpha))
        sheet.canvas.restore()
