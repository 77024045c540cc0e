"""A paint box for goods: every picture has one light, from the upper left, and one soft shadow on the table."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import skia

SIZE = 512
Point = tuple[float, float]
Stops = Sequence[tuple[float, str]]


def rgb(text: str, alpha: float = 1.0) -> int:
    return skia.ColorSetARGB(round(255 * alpha), int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def mix(one: str, other: str, share: float) -> str:
    levels = (round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{level:02x}" for level in levels)


def linear(start: Point, end: Point, stops: Stops) -> skia.Paint:
    return _shaded(
        skia.GradientShader.MakeLinear(
            [skia.Point(*start), skia.Point(*end)], [rgb(c) for _, c in stops], [at for at, _ in stops]
        )
    )


def radial(center: Point, radius: float, stops: Stops) -> skia.Paint:
    return _shaded(
        skia.GradientShader.MakeRadial(skia.Point(*center), radius, [rgb(c) for _, c in stops], [at for at, _ in stops])
    )


def _shaded(shader: skia.Shader) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def plain(color: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True, Color=rgb(color, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def stroke(color: str, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    paint = plain(color, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def metal(start: Point, end: Point, base: str = "#d9a441") -> skia.Paint:
    """Gold as light runs over it."""
    pale, dark = mix(base, "#fff6d8", 0.75), mix(base, "#5a3206", 0.55)
    return linear(start, end, ((0, pale), (0.25, base), (0.45, dark), (0.62, pale), (0.8, base), (1, dark)))


def ellipse(x: float, y: float, rx: float, ry: float) -> skia.Path:
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def box(left: float, top: float, right: float, bottom: float, radius: float = 0.0) -> skia.Path:
    path = skia.Path()
    path.addRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(left, top, right, bottom), radius, radius))
    return path


def polygon(*points: Point) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], True)
    return path


def turned(profile: Sequence[Point], x: float) -> skia.Path:
    """A thing off the wheel: (half width, y) from top to bottom, smoothly joined, round `x`."""
    right = [(x + half, y) for half, y in profile]
    left = [(x - half, y) for half, y in reversed(profile)]
    path = skia.Path()
    path.moveTo(*right[0])
    _smooth(path, right)
    path.lineTo(*left[0])
    _smooth(path, left)
    path.close()
    return path


def curve(*points: Point) -> skia.Path:
    path = skia.Path()
    path.moveTo(*points[0])
    _smooth(path, points)
    return path


def _smooth(path: skia.Path, points: Sequence[Point]) -> None:
    for i in range(len(points) - 1):
        before, here = points[max(i - 1, 0)], points[i]
        there, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6, *there,
        )  # fmt: skip


class Board:
    """One picture being painted, at twice its size."""

    def __init__(self) -> None:
        self._surface = skia.Surface(2 * SIZE, 2 * SIZE)
        self.canvas = self._surface.getCanvas()
        self.canvas.clear(skia.ColorTRANSPARENT)
        self.canvas.scale(2, 2)
        self.random = random.Random(7)

    def save(self, file: Path) -> None:
        image = self._surface.makeImageSnapshot()
        small = skia.Surface(SIZE, SIZE)
        small.getCanvas().clear(skia.ColorTRANSPARENT)
        small.getCanvas().drawImageRect(
            image, skia.Rect.MakeWH(SIZE, SIZE), skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(small.makeImageSnapshot().encodeToData(skia.kWEBP, 90)))

    @contextmanager
    def inside(self, path: skia.Path) -> Iterator[None]:
        self.canvas.save()
        self.canvas.clipPath(path, True)
        yield
        self.canvas.restore()

    @contextmanager
    def moved(
        self, x: float, y: float, degrees: float = 0.0, sx: float = 1.0, sy: float | None = None
    ) -> Iterator[None]:
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(degrees)
        self.canvas.scale(sx, sx if sy is None else sy)
        yield
        self.canvas.restore()

    def fill(self, path: skia.Path, paint: skia.Paint | str) -> None:
        self.canvas.drawPath(path, plain(paint) if isinstance(paint, str) else paint)

    def shadow(self, x: float, y: float, rx: float, ry: float, alpha: float = 0.34) -> None:
        self.fill(ellipse(x + 0.05 * rx, y, 1.06 * rx, ry), plain("#1a1420", alpha, 0.42 * ry))
        self.fill(ellipse(x, y - 0.1 * ry, 0.86 * rx, 0.55 * ry), plain("#1a1420", alpha, 0.18 * ry))

    def solid(
        self, path: skia.Path, base: str, *, depth: float = 26.0, gloss: float = 0.5, rim: str = "#000000"
    ) -> None:
        """A rounded body: lit from the upper left, dark along the lower right edge, light bounced from the table."""
        bounds = path.getBounds()
        start, end = (bounds.left(), bounds.top()), (bounds.right(), bounds.bottom())
        self.fill(path, linear(start, end, ((0, mix(base, "#ffffff", 0.16)), (0.5, base), (1, mix(base, rim, 0.20)))))
        with self.inside(path), self.moved(-0.30 * depth, -0.34 * depth):
            self.canvas.drawPath(path, stroke(mix(base, rim, 0.62), depth, 0.55, 0.5 * depth))
        with self.inside(path), self.moved(0.22 * depth, 0.26 * depth):
            self.canvas.drawPath(path, stroke("#ffffff", 0.62 * depth, 0.60 * gloss, 0.28 * depth))

    def shine(self, path: skia.Path, alpha: float = 0.7, blur: float = 3.0) -> None:
        self.fill(path, plain("#ffffff", alpha, blur))

    def line(self, path: skia.Path, color: str, width: float, alpha: float = 1.0, blur: float = 0.0) -> None:
        self.canvas.drawPath(path, stroke(color, width, alpha, blur))

    def petals(self, x: float, y: float, radius: float, paint_of: Sequence[skia.Paint], *, turn: float = 0.0) -> None:
        """Five notched petals, each with its own paint."""
        for number in range(5):
            with self.moved(x, y, turn + 72 * number, radius):
                self.canvas.drawPath(petal(), paint_of[number % len(paint_of)])


def petal() -> skia.Path:
    path = skia.Path()
    path.moveTo(0, 0)
    path.cubicTo(-0.30, 0.18, -0.58, 0.80, -0.18, 0.98)
    path.quadTo(-0.05, 1.04, 0, 0.92)
    path.quadTo(0.05, 1.04, 0.18, 0.98)
    path.cubicTo(0.58, 0.80, 0.30, 0.18, 0, 0)
    return path


_SHELL = ("#9af3e2", "#7fd6f2", "#b9aefc", "#f3b6dc", "#f6e3b0", "#a9f0b8")


def shell(turn: int, size: float = 1.0) -> skia.Paint:
    """A sliver of abalone."""
    angle = 0.9 + 0.7 * turn
    end = (size * math.cos(angle), size * math.sin(angle))
    colors = [_SHELL[(turn + n) % len(_SHELL)] for n in range(4)]
    return linear((-0.4 * end[0], -0.4 * end[1]), end, tuple((n / 3, c) for n, c in enumerate(colors)))


def shell_flower(board: Board, x: float, y: float, radius: float, turn: float = 0.0) -> None:
    board.petals(x, y, radius, [shell(n + int(turn)) for n in range(5)], turn=turn)
    for number in range(5):
        with board.moved(x, y, turn + 72 * number, radius):
            board.canvas.drawPath(petal(), stroke("#120f16", 0.06, 0.8))
    board.fill(ellipse(x, y, 0.17 * radius, 0.17 * radius), "#f3d98a")


def shell_spray(board: Board, points: Sequence[Point], flowers: Sequence[tuple[float, float, float, float]]) -> None:
    """A gold twig with leaves of shell, and flowers (x, y, radius, turn)."""
    twig = curve(*points)
    board.line(twig, "#e2b657", 3.0)
    measure = skia.PathMeasure(twig, False)
    count = max(int(measure.getLength() / 24), 2)
    for number in range(1, count):
        at, along = measure.getPosTan(measure.getLength() * number / count)
        side = 1 if number % 2 else -1
        angle = math.degrees(math.atan2(along.y(), along.x())) + 42 * side
        with board.moved(at.x(), at.y(), angle, 20):
            leaf = skia.Path()
            leaf.moveTo(0, 0)
            leaf.quadTo(0.5, -0.36, 1, 0)
            leaf.quadTo(0.5, 0.36, 0, 0)
            board.canvas.drawPath(leaf, shell(number + 2))
    for x, y, radius, turn in flowers:
        shell_flower(board, x, y, radius, turn)


def steam(board: Board, x: float, y: float, height: float) -> None:
    for number, dx in enumerate((-44, 4, 50)):
        lift = height * (0.82 + 0.14 * (number % 2))
        wisp = curve((x + dx, y), (x + dx - 14, y - 0.3 * lift), (x + dx + 12, y - 0.62 * lift), (x + dx - 6, y - lift))
        board.line(wisp, "#ffffff", 15, 0.42, 9)
