"""Brushes on a Skia canvas: colours, gradients, soft edges, and the motifs the cast shares."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import skia

Point = tuple[float, float]


def colour(value: str, alpha: float = 1.0) -> int:
    """A `#rrggbb` colour for Skia."""
    value = value.lstrip("#")
    return skia.Color(int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16), int(alpha * 255))


def fill(**options) -> skia.Paint:
    """An anti-aliased paint."""
    return skia.Paint(AntiAlias=True, **options)


def stroke(value: int, width: float, **options) -> skia.Paint:
    """A round-ended line."""
    return fill(
        Color=value,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
        **options,
    )


def blur(sigma: float) -> skia.MaskFilter:
    """A soft edge of `sigma` nominal pixels."""
    return skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, sigma)


def linear_gradient(start: Point, end: Point, colours: Sequence[int], stops: Sequence[float] | None = None):
    """A straight gradient."""
    return skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], list(colours), stops)


def radial_gradient(centre: Point, radius: float, colours: Sequence[int], stops: Sequence[float] | None = None):
    """A round gradient."""
    return skia.GradientShader.MakeRadial(skia.Point(*centre), radius, list(colours), stops)


def path(start: Point, *segments: Sequence[float], closed: bool = True) -> skia.Path:
    """A path from `start`; a segment of 2 numbers is a line, of 4 a quadratic, of 6 a cubic."""
    result = skia.Path()
    result.moveTo(*start)
    for segment in segments:
        if len(segment) == 2:
            result.lineTo(*segment)
        elif len(segment) == 4:
            result.quadTo(*segment)
        else:
            result.cubicTo(*segment)
    if closed:
        result.close()
    return result


def flat(value: str) -> Callable:
    """A painter of one plain colour."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Color=colour(value)))

    return paint


def gradient_down(values: Sequence[str], stops: Sequence[float] | None = None) -> Callable:
    """A painter of a gradient from the top of the tile to its foot."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        shader = linear_gradient((0, 0), (0, h), [colour(v) for v in values], stops)
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))

    return paint


def gloss(base: str, deep: str, light: str = "#ffffff", light_alpha: float = 0.95) -> Callable:
    """A painter of a polished ball seen from the front: deep rim, body colour, light from the upper left."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Color=colour(deep)))
        shader = radial_gradient(
            (w * 0.44, h * 0.40), w * 0.56, [colour(base), colour(base), colour(deep)], [0, 0.55, 1]
        )
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
        glow = skia.Rect(w * 0.36, h * 0.70, w * 0.74, h * 0.90)
        canvas.drawOval(glow, fill(Color=colour(light, 0.35), MaskFilter=blur(w * 0.05)))
        spot = skia.Rect(w * 0.26, h * 0.20, w * 0.50, h * 0.40)
        canvas.drawOval(spot, fill(Color=colour(light, light_alpha), MaskFilter=blur(w * 0.02)))

    return paint


def five_petals(
    canvas: skia.Canvas, x: float, y: float, radius: float, turn: float, petal: int, line: int | None = None,
    heart: str | None = "#e9dc8a", line_width: float | None = None,
) -> None:  # fmt: skip
    """One blossom from above."""
    for k in range(5):
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(math.degrees(turn) + 72 * k)
        r = radius
        leaf = path(
            (0, 0),
            (-r * 0.62, -r * 0.35, -r * 0.5, -r * 1.02, 0, -r * 0.92),
            (r * 0.5, -r * 1.02, r * 0.62, -r * 0.35, 0, 0),
        )
        canvas.drawPath(leaf, fill(Color=petal))
        if line is not None:
            canvas.drawPath(leaf, stroke(line, line_width or r * 0.06))
        canvas.restore()
    if heart:
        canvas.drawCircle(x, y, radius * 0.2, fill(Color=colour(heart)))


def qionghua(canvas: skia.Canvas, x: float, y: float, radius: float, alpha: float, petal: str, line: str) -> None:
    """聚八仙 as a motif: eight blossoms in a ring round a heart of pearls."""
    for k in range(8):
        a = 2 * math.pi * k / 8 + 0.2
        at = (x + radius * 0.72 * math.cos(a), y + radius * 0.72 * math.sin(a))
        five_petals(canvas, *at, radius * 0.34, a, colour(petal, alpha), colour(line, alpha), "#e6d98c", radius * 0.018)
    for k in range(19):
        r = radius * 0.36 * math.sqrt((k + 0.5) / 19)
        a = k * 2.39996
        canvas.drawCircle(
            x + r * math.cos(a), y + r * math.sin(a), radius * 0.055, fill(Color=colour("#cfe3a8", alpha))
        )


def roundel(canvas: skia.Canvas, x: float, y: float, radius: float, alpha: float, line: str, light: str) -> None:
    """团花 in a ring of pearls 联珠."""
    for k in range(20):
        a = 2 * math.pi * k / 20
        canvas.drawCircle(
            x + radius * math.cos(a), y + radius * math.sin(a), radius * 0.085, fill(Color=colour(light, alpha))
        )
    canvas.drawCircle(x, y, radius * 0.84, stroke(colour(line, alpha * 0.8), radius * 0.05))
    qionghua(canvas, x, y, radius * 0.66, alpha, light, line)


def fold(canvas: skia.Canvas, start: Point, bend: Point, end: Point, width: float, value: str, alpha: float) -> None:
    """One drawn fold of cloth: a leaf with a hard edge and a soft echo on one side."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1
    nx, ny = -(end[1] - start[1]) / length * width, (end[0] - start[0]) / length * width
    leaf = path(start, (bend[0] + nx * 2.2, bend[1] + ny * 2.2, *end), (*bend, *start))
    canvas.drawPath(leaf, fill(Color=colour(value, alpha * 0.55), MaskFilter=blur(max(width * 0.9, 1))))
    canvas.drawPath(leaf, fill(Color=colour(value, alpha)))


def vine(
    canvas: skia.Canvas, width: float, y: float, swing: float, waves: int, line: str, leaf: str, petal: str, pen: float
) -> None:
    """A running scroll: wave stem, a tendril and three leaves in each wave, a blossom in each trough."""
    step = width / waves
    stem = skia.Path()
    stem.moveTo(0, y)
    for i in range(waves):
        up = 1 if i % 2 == 0 else -1
        stem.cubicTo(
            step * (i + 0.33), y + up * swing * 1.35, step * (i + 0.67), y + up * swing * 1.35, step * (i + 1), y
        )
    canvas.drawPath(stem, stroke(colour(line), pen))
    for i in range(waves):
        up = 1 if i % 2 == 0 else -1
        x = step * (i + 0.5)
        t = np.linspace(0, 1, 40)
        angle = up * (-math.pi / 2) + up * t * 2 * math.pi * 1.1
        reach = swing * 0.95 * (1 - t * 0.75)
        points = np.c_[x + reach * np.cos(angle) * 0.9, y + up * swing * 0.05 + reach * np.sin(angle) * 0.8]
        tendril = path(tuple(points[0]), *[tuple(point) for point in points[1:]], closed=False)
        canvas.drawPath(tendril, stroke(colour(line), pen * 0.8))
        leaves = ((-0.33 * step, 0.85, 0.7), (0.33 * step, 0.85, -0.7), (-0.12 * step, 1.25, 0.2))
        for dx, rise, turn in leaves:
            canvas.save()
            canvas.translate(x + dx, y + up * swing * rise)
            canvas.rotate(math.degrees(turn * up))
            q = swing * 0.42
            canvas.drawPath(path((-q, 0), (0, -q * 0.75, q, 0), (0, q * 0.75, -q, 0)), fill(Color=colour(leaf)))
            canvas.restore()
        five_petals(canvas, x, y - up * swing * 0.12, swing * 0.55, i * 0.7, colour(petal), None, "#e8c66a")


def bands(canvas: skia.Canvas, width: float, rows: Sequence[tuple[float, float, str, float]]) -> None:
    """Straight lines across a tile: (y, thickness, colour, alpha) in nominal pixels."""
    for y, thickness, value, alpha in rows:
        canvas.drawRect(skia.Rect(0, y - thickness / 2, width, y + thickness / 2), fill(Color=colour(value, alpha)))
