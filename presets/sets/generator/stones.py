"""Garden stones: stone shoots, and heaped peaks of yellow stone or of lake stone."""

from __future__ import annotations

import numpy as np
import skia

from .brush import Colour, Sheet, mix, paint, pen, polygon


def shoot(
    sheet: Sheet, rng: np.random.Generator, x: float, foot: float, height: float, light: Colour, dark: Colour
) -> None:
    """石笋: a slender upright stone, ribbed along its length, lit from the left."""
    half = height * rng.uniform(0.085, 0.115)
    ts = np.linspace(0, 1, 12)
    profile = [half * (1 - 0.25 * t - 0.30 * t**6) * rng.uniform(0.88, 1.12) for t in ts]
    lean = rng.uniform(-0.03, 0.05) * height
    left = [(x + lean * t - w, foot - height * t) for t, w in zip(ts, profile, strict=True)]
    right = [(x + lean * t + w * 0.9, foot - height * t) for t, w in zip(ts, profile, strict=True)]
    body = polygon(
        left
        + [(x + lean - 0.15 * half, foot - 1.035 * height), (x + lean + 0.2 * half, foot - 1.01 * height)]
        + right[::-1]
    )
    sheet.fill(body, mix(light, dark, 0.42))
    sheet.canvas.save()
    sheet.canvas.clipPath(body, True)
    for _ in range(70):
        t, across = rng.uniform(0, 1), rng.uniform(-1, 1)
        px, py = x + lean * t + across * half * (1 - 0.4 * t), foot - height * t
        share = min(max(0.5 + 0.5 * across + rng.uniform(-0.3, 0.3), 0), 1)
        length = height * rng.uniform(0.04, 0.14)
        sheet.canvas.drawLine(
            px, py, px + 0.02 * height, py - length, pen(mix(light, dark, share), half * rng.uniform(0.08, 0.28), 0.6)
        )
    shade = polygon([(px - 0.55 * half, py) for px, py in right] + [(px + half, py) for px, py in right[::-1]])
    sheet.fill(shade, dark, 0.5, 0.22 * half)
    sheet.canvas.restore()


def peak(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, width: float, height: float, light: Colour,
         dark: Colour, blocks: int = 46) -> None:  # fmt: skip
    """A heaped hill: angular blocks laid in courses, each with a lit crown and a shaded side."""
    outline = [(x + 0.44 * width * side * (1 - t**1.5), foot - 0.9 * height * t) for side, t in
               [(-1, t) for t in np.linspace(0, 1, 9)] + [(1, t) for t in np.linspace(1, 0, 9)]]  # fmt: skip
    sheet.fill(polygon(outline), mix(light, dark, 0.75), 1.0, 0.02 * width)
    heap = []
    for _ in range(blocks):
        t = min(rng.uniform(0, 1) ** 1.2, 0.86)
        reach = 0.5 * width * (1 - t**1.5) * rng.uniform(-1, 1)
        heap.append(
            (foot - height * t * rng.uniform(0.8, 1.0), x + reach, (1 - 0.45 * t) * width * rng.uniform(0.08, 0.2))
        )
    for y, px, size in sorted(heap):
        turn, high = rng.uniform(-0.35, 0.35), size * rng.uniform(0.7, 1.5)

        def at(
            across: float, up: float, *, px: float = px, y: float = y, size: float = size, turn: float = turn
        ) -> tuple[float, float]:
            a, b = across * size + rng.uniform(-0.09, 0.09) * size, -up * size + rng.uniform(-0.09, 0.09) * size
            return px + a - turn * b, y + b + 0.4 * turn * a

        tall = high / size
        ridge = rng.uniform(-0.35, 0.35)
        rim = [
            at(-0.95, -0.5),
            at(-0.8, 0.25 * tall),
            at(-0.35, 0.5 * tall),
            at(ridge, 0.62 * tall),
            at(0.55, 0.4 * tall),
            at(0.9, 0.1),
            at(0.85, -0.6),
        ]
        middle, low = at(ridge + 0.15, 0.12 * tall), at(ridge + 0.05, -0.75)
        tone = rng.uniform(-0.10, 0.10)
        sheet.fill(polygon([*rim, low]), mix(light, dark, 0.40 + tone))
        sheet.fill(polygon([rim[1], rim[2], rim[3], middle]), mix(light, dark, max(0.06 + tone, 0)), 0.95, 0.03 * size)
        sheet.fill(polygon([rim[3], rim[4], middle]), mix(light, dark, 0.25 + tone), 0.9, 0.03 * size)
        sheet.fill(polygon([rim[4], rim[5], rim[6], low, middle]), mix(light, dark, 0.80 + tone), 0.85, 0.04 * size)
        sheet.line(polygon([middle, rim[3]]), mix(light, (1.0, 1.0, 1.0), 0.3), 0.05 * size, 0.5, 0.02 * size)
        sheet.line(polygon([middle, low]), dark, 0.05 * size, 0.5, 0.02 * size)
        for _ in range(4):
            cx, cy = at(rng.uniform(-0.7, 0.3), rng.uniform(-0.5, 0.3))
            sheet.canvas.drawLine(
                cx,
                cy,
                cx + rng.uniform(-0.1, 0.25) * size,
                cy + rng.uniform(0.1, 0.35) * size,
                pen(dark, 0.035 * size, 0.35),
            )


def lake_stone(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, width: float, height: float,
               light: Colour, dark: Colour) -> None:  # fmt: skip
    """太湖石: thin, wrinkled, pierced; wider above than at its waist."""
    rows = np.linspace(0, 1, 22)

    def side(sign: int) -> list[tuple[float, float]]:
        swell = rng.uniform(0, 2 * np.pi, 3)
        points = []
        for t in rows:
            w = (
                0.30
                + 0.16 * np.sin(5.2 * t + swell[0])
                + 0.09 * np.sin(11.0 * t + swell[1])
                + 0.12 * max(0.25 - t, 0) * 4
            )
            w = (w + 0.05 * np.sin(23.0 * t + swell[2])) * (1.0 - max(t - 0.72, 0.0) / 0.28 * 0.92)
            bend = 0.16 * np.sin(2.6 * t + 0.4)
            points.append((x + width * (bend + sign * max(w, 0.03)), foot - height * t * (1 + 0.02 * np.sin(17 * t))))
        return points

    path = skia.Path()
    rim = side(-1) + side(1)[::-1]
    path.moveTo(*rim[0])
    for (ax, ay), (bx, by) in zip(rim, rim[1:] + rim[:1], strict=True):
        path.quadTo(ax, ay, 0.5 * (ax + bx), 0.5 * (ay + by))
    path.close()
    sheet.fill(path, mix(light, dark, 0.40))
    sheet.canvas.save()
    sheet.canvas.clipPath(path, True)
    for _ in range(46):
        t, across = rng.uniform(0, 1), rng.uniform(-1, 1)
        px, py = x + 0.5 * width * across, foot - height * t
        r = width * rng.uniform(0.07, 0.20)
        share = min(max(0.42 + 0.45 * across + rng.uniform(-0.25, 0.25), 0), 1)
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(px - r, py - 0.8 * r, 2 * r, 1.6 * r), paint(mix(light, dark, share), 0.55, 0.16 * r)
        )
    for _ in range(20):
        t, across = rng.uniform(0.03, 0.95), rng.uniform(-0.8, 0.8)
        px, py = x + 0.5 * width * across, foot - height * t
        crease = skia.Path()
        crease.moveTo(px, py)
        crease.quadTo(
            px + rng.uniform(-0.1, 0.1) * width, py - 0.05 * height, px + rng.uniform(-0.14, 0.14) * width,
            py - rng.uniform(0.06, 0.13) * height,
        )  # fmt: skip
        sheet.line(crease, dark, width * rng.uniform(0.012, 0.035), 0.5, 0.01 * width)
    for _ in range(7):
        t, across = rng.uniform(0.10, 0.80), rng.uniform(-0.25, 0.35)
        r = width * rng.uniform(0.035, 0.085)
        tall = rng.uniform(1.2, 2.3)
        sheet.canvas.save()
        sheet.canvas.translate(x + width * (across + 0.16 * np.sin(2.6 * t + 0.4)), foot - height * t)
        sheet.canvas.rotate(rng.uniform(-35, 35))
        hole = skia.Path()
        hole.moveTo(0, -tall * r)
        hole.cubicTo(1.2 * r, -0.8 * tall * r, 0.7 * r, 0.4 * r, 0.9 * r, 0.7 * tall * r)
        hole.cubicTo(0.2 * r, 1.1 * tall * r, -1.1 * r, 0.7 * tall * r, -0.8 * r, -0.2 * tall * r)
        hole.close()
        sheet.line(hole, light, 0.4 * r, 0.5, 0.15 * r)
        sheet.fill(hole, mix(dark, (0.12, 0.16, 0.18), 0.5), 0.92, 0.08 * r)
        sheet.canvas.restore()
    sheet.canvas.restore()


def moss(
    sheet: Sheet, rng: np.random.Generator, x0: float, x1: float, y: float, size: float, dark: Colour, light: Colour
) -> None:
    """Low grass and moss along a foot."""
    for _ in range(int((x1 - x0) / size * 5)):
        px, up = rng.uniform(x0, x1), rng.uniform(0, 1) ** 2 * 1.6 * size
        r = size * rng.uniform(0.25, 0.6)
        c = mix(dark, light, min(max(0.25 + 0.4 * up / size + rng.uniform(-0.2, 0.3), 0), 1))
        sheet.canvas.drawOval(skia.Rect.MakeXYWH(px - r, y - up - 0.6 * r, 2 * r, 1.2 * r), paint(c, 0.75))
