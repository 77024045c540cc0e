"""漆: a black mirror, hairline gold, and 点螺 — slivers of shell laid into lacquer, petal by petal and dot by dot."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from studio.core.preset import Brand
from studio.staging.ornament import petal
from studio.staging.overlays.colours import faded, mixed, readable, toned
from studio.staging.overlays.family import Ink, Motion, Tone, color, heading_face
from studio.staging.overlays.sheet import rounded, soft_shadow

_SHELL = ("#9af3e2", "#7fd6f2", "#b9aefc", "#f3b6dc", "#f6e3b0", "#a9f0b8")
"""What thin abalone shows as it is turned."""
_VERMILION = "#9c241f"
"""雕漆: carved red lacquer."""


class Lacquer:
    """See `family.Skin`."""

    motion = Motion(0.5, 0.0, 18.0)
    overhang = 26.0
    number_face = "serif"
    number_weight = 0.035
    mat_margin = 16.0
    cell = QColor(255, 240, 205, 22)
    name_weight = 0.012
    title: Ink | None = None

    def __init__(self, brand: Brand) -> None:
        primary, gold = color(brand.primary, "#161823"), color(brand.accent, "#f0c239")
        self.name_face = heading_face(brand, "serif")
        self._top = toned(primary, (0.245, 0.265), (0.0, 0.028))
        self._foot = toned(primary, (0.150, 0.165), (0.0, 0.018))
        self._gold = toned(gold, (0.80, 0.84), (0.075, 0.11))
        self._gold_light = toned(gold, (0.93, 0.95), (0.05, 0.08))
        self._gold_dark = toned(gold, (0.58, 0.62), (0.07, 0.10))
        brightest = mixed(self._top, QColor("white"), 0.07)
        grounds = (brightest, self._foot)
        self._ink = Ink(
            grounds,
            readable(QColor("#f6f0e2"), *grounds),
            readable(QColor("#c9bfa9"), *grounds),
            readable(self._gold, *grounds),
        )
        red = QColor(_VERMILION)
        self.tag = Ink((red,), readable(QColor("#fff1d6"), red), readable(QColor("#ffdcb0"), red), self._gold_light)

    def ink(self, tone: Tone) -> Ink:
        return self._ink

    def number_brush(self, tone: Tone, rect: QRectF) -> QBrush:
        metal = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        metal.setColorAt(0.0, self._gold_light)
        metal.setColorAt(0.48, self._gold)
        metal.setColorAt(0.62, mixed(self._gold, self._gold_light, 0.55))
        metal.setColorAt(1.0, self._gold)
        return QBrush(metal)

    def ground(self, painter: QPainter, rect: QRectF, u: float, tone: Tone) -> None:
        radius = (9.0 if tone is Tone.QUIET else 12.0) * u
        shape = rounded(rect, radius)
        soft_shadow(painter, shape, 9 * u)
        self._mirror(painter, rect, shape)
        if tone is Tone.QUIET:
            painter.setPen(QPen(QBrush(self._metal(rect, 0.85)), max(1.5 * u, 0.7)))
            painter.drawPath(rounded(rect.adjusted(u, u, -u, -u), radius))
            return
        self._hairlines(painter, rect, u)
        if tone is Tone.STRONG:
            painter.setClipPath(shape)
            _scatter(painter, QRectF(rect.right() - 92 * u, rect.top() + 8 * u, 84 * u, 22 * u), u, 24, 5)

    def card(self, painter: QPainter, rect: QRectF, u: float, title_height: float) -> None:
        self.ground(painter, rect, u, Tone.PLAIN)
        self._spray(painter, QPointF(rect.right() - 20 * u, rect.top() + 6 * u), u)

    def window(self, rect: QRectF, u: float) -> QPainterPath:
        return rounded(rect, 8 * u)

    def pane(self, rect: QRectF, u: float) -> QPainterPath:
        return rounded(rect, 12 * u)

    def mat(self, painter: QPainter, window: QPainterPath) -> None:
        box = window.boundingRect()
        leaf = QLinearGradient(box.topLeft(), box.bottomRight())
        leaf.setColorAt(0.0, self._gold_light)
        leaf.setColorAt(0.45, mixed(self._gold_light, self._gold, 0.5))
        leaf.setColorAt(1.0, mixed(self._gold, self._gold_dark, 0.45))
        painter.fillPath(window, QBrush(leaf))
        # Gold leaf is laid in squares, and their seams are seen.
        painter.setClipPath(window)
        painter.setPen(QPen(faded(self._gold_dark, 0.28), max(box.width() / 160, 0.5)))
        for number in range(1, 4):
            x, y = box.left() + number * box.width() / 3.4, box.top() + number * box.height() / 3.2
            painter.drawLine(QPointF(x, box.top()), QPointF(x - 0.02 * box.width(), box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y + 0.015 * box.height()))
        painter.setClipping(False)

    def frame(self, painter: QPainter, window: QPainterPath, u: float) -> None:
        box = window.boundingRect()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QBrush(self._metal(box, 1.0)), max(2.6 * u, 0.9)))
        painter.drawPath(window)

    def tag_ground(self, painter: QPainter, rect: QRectF, u: float) -> None:
        painter.fillPath(rounded(rect, 4 * u), QColor(_VERMILION))
        painter.setPen(QPen(faded(self._gold, 0.75), max(1.2 * u, 0.6)))
        painter.drawPath(rounded(rect.adjusted(2 * u, 2 * u, -2 * u, -2 * u), 3 * u))

    def rule(self, painter: QPainter, left: float, right: float, y: float, u: float) -> None:
        line = QLinearGradient(left, y, right, y)
        line.setColorAt(0.0, faded(self._gold, 0.75))
        line.setColorAt(1.0, faded(self._gold, 0.0))
        painter.setPen(QPen(QBrush(line), max(1.4 * u, 0.6)))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _mirror(self, painter: QPainter, rect: QRectF, shape: QPainterPath) -> None:
        depth = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        depth.setColorAt(0.0, self._top)
        depth.setColorAt(0.55, mixed(self._top, self._foot, 0.7))
        depth.setColorAt(1.0, self._foot)
        painter.fillPath(shape, QBrush(depth))
        painter.save()
        painter.setClipPath(shape)
        span = rect.height() * 0.9
        sheen = QLinearGradient(rect.left(), rect.top(), rect.left() + span, rect.top() + 0.6 * span)
        for at, alpha in ((0.0, 0.0), (0.30, 0.070), (0.46, 0.022), (0.58, 0.050), (1.0, 0.0)):
            sheen.setColorAt(at, QColor.fromRgbF(1, 1, 1, alpha))
        painter.fillRect(rect, QBrush(sheen))
        painter.restore()

    def _hairlines(self, painter: QPainter, rect: QRectF, u: float) -> None:
        """Two lines; the inner one steps back at the corners as the fret on old boxes does."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(faded(self._gold_dark, 0.9), max(1.3 * u, 0.6)))
        painter.drawPath(rounded(rect.adjusted(u, u, -u, -u), 11 * u))
        inner, step = rect.adjusted(7 * u, 7 * u, -7 * u, -7 * u), 9 * u
        path = QPainterPath()
        corners = (
            (inner.left(), inner.top(), 1, 1),
            (inner.right(), inner.top(), -1, 1),
            (inner.right(), inner.bottom(), -1, -1),
            (inner.left(), inner.bottom(), 1, -1),
        )
        for number, (x, y, sx, sy) in enumerate(corners):
            points = [QPointF(x, y + sy * step), QPointF(x + sx * step, y + sy * step), QPointF(x + sx * step, y)]
            for point in points if number % 2 == 0 else reversed(points):
                if path.elementCount():
                    path.lineTo(point)
                else:
                    path.moveTo(point)
        path.closeSubpath()
        painter.setPen(QPen(QBrush(self._metal(rect, 0.95)), max(1.5 * u, 0.7)))
        painter.drawPath(path)

    def _metal(self, rect: QRectF, alpha: float) -> QLinearGradient:
        """Gold as light runs over it."""
        metal = QLinearGradient(rect.topLeft(), rect.bottomRight())
        for at, shade in (
            (0.0, self._gold_light),
            (0.22, self._gold_dark),
            (0.5, self._gold),
            (0.68, self._gold_light),
            (1.0, self._gold_dark),
        ):
            metal.setColorAt(at, faded(shade, alpha))
        return metal

    def _spray(self, painter: QPainter, at: QPointF, u: float) -> None:
        """A twig of 琼花 in shell over the card's upper right corner."""
        painter.save()
        painter.translate(at)
        pen = QPen(faded(self._gold, 0.95), max(1.7 * u, 0.7))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for ends in (((-86, 6), (-58, 16), (-30, 2), (-6, 0)), ((-46, 9), (-40, 22), (-30, 28), (-18, 33))):
            points = [QPointF(x * u, y * u) for x, y in ends]
            twig = QPainterPath(points[0])
            twig.cubicTo(*points[1:])
            painter.strokePath(twig, pen)
        for x, y, angle, size in ((-66, 2, 200, 17), (-56, 19, 20, 15), (-28, -8, 150, 15), (-24, 40, -20, 13)):
            _shell_leaf(painter, QPointF(x * u, y * u), angle, size * u)
        _shell_flower(painter, QPointF(0, 0), 21 * u, 12)
        _shell_flower(painter, QPointF(-40 * u, -3 * u), 13 * u, 40)
        _shell_flower(painter, QPointF(-11 * u, 35 * u), 11 * u, 66)
        painter.restore()
        _scatter(painter, QRectF(at.x() - 150 * u, at.y() + 1 * u, 76 * u, 12 * u), u, 16, 9)


def _shell(angle_deg: float, size: float, turn: int) -> QBrush:
    """A sliver of shell: its colours depend on how it is laid."""
    angle = math.radians(angle_deg)
    along = QPointF(size * math.cos(angle), size * math.sin(angle))
    colours = QLinearGradient(along * -0.5, along)
    for number in range(4):
        colours.setColorAt(number / 3, QColor(_SHELL[(turn + number) % len(_SHELL)]))
    return QBrush(colours)


def _shell_flower(painter: QPainter, at: QPointF, radius: float, angle: float) -> None:
    shape = petal(radius, 0.50 * radius)
    painter.save()
    painter.translate(at)
    painter.rotate(angle)
    dark = QPen(QColor(16, 14, 20, 230), max(0.07 * radius, 0.6))
    for number in range(5):
        painter.setBrush(_shell(40 + 31 * number, radius, number + int(angle)))
        painter.setPen(dark)
        painter.drawPath(shape)
        painter.setPen(QPen(QColor(16, 14, 20, 120), max(0.03 * radius, 0.4)))
        painter.drawLine(QPointF(0, 0.25 * radius), QPointF(0.06 * radius, 0.85 * radius))
        painter.rotate(72)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#f3d98a"))
    painter.drawEllipse(QPointF(0, 0), 0.17 * radius, 0.17 * radius)
    painter.restore()


def _shell_leaf(painter: QPainter, at: QPointF, angle: float, size: float) -> None:
    leaf = QPainterPath(QPointF(0, 0))
    leaf.quadTo(QPointF(0.5 * size, -0.34 * size), QPointF(size, 0))
    leaf.quadTo(QPointF(0.5 * size, 0.34 * size), QPointF(0, 0))
    painter.save()
    painter.translate(at)
    painter.rotate(angle)
    painter.setPen(QPen(QColor(16, 14, 20, 220), max(0.05 * size, 0.5)))
    painter.setBrush(_shell(70, size, int(abs(angle)) % 5))
    painter.drawPath(leaf)
    painter.restore()


@lru_cache(maxsize=8)
def _dots(count: int, seed: int) -> tuple[tuple[float, float, float, int], ...]:
    """(x, y, radius, colour): a drift that thins out to the left."""
    random = np.random.default_rng(seed)
    x = 1 - random.random(count) ** 1.6
    y, size = random.random(count), 0.7 + 1.5 * random.random(count) ** 2
    return tuple(
        (float(a), float(b), float(c), int(d))
        for a, b, c, d in zip(x, y, size, random.integers(0, len(_SHELL), count), strict=True)
    )


def _scatter(painter: QPainter, rect: QRectF, u: float, count: int, seed: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    place = QTransform(rect.width(), 0, 0, rect.height(), rect.x(), rect.y())
    for x, y, size, number in _dots(count, seed):
        painter.setBrush(faded(QColor(_SHELL[number]), 0.35 + 0.6 * x))
        painter.drawEllipse(place.map(QPointF(x, y)), size * u, size * u)
