"""市: 蓝印, white 聚八仙 printed through a stencil on indigo; warm paper labels with a stitched edge; bold numbers."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from studio.core.preset import Brand
from studio.staging.overlays.colours import faded, mixed, readable, toned
from studio.staging.overlays.family import Ink, Motion, Tone, color, heading_face
from studio.staging.overlays.sheet import rounded, soft_shadow

_RED = "#b3231d"
"""枣红"""


class Market:
    """See `family.Skin`."""

    motion = Motion(0.34, 0.0, 40.0)
    overhang = 16.0
    number_face = "sans"
    number_weight = 0.085
    mat_margin = 14.0
    cell = QColor(255, 252, 240, 120)
    name_weight = 0.05

    def __init__(self, brand: Brand) -> None:
        self.name_face = heading_face(brand, "sans")
        self._indigo = toned(color(brand.primary, "#065279"), (0.36, 0.42), (0.06, 0.12), hue_of_grey=4.3)
        self._indigo_low = mixed(self._indigo, QColor("black"), 0.22)
        self._paper = mixed(QColor("#fdf4e0"), toned(color(brand.secondary, "#fdf4e0"), (0.95, 0.97), (0, 0.03)), 0.3)
        self._paper_low = mixed(self._paper, QColor("#ecd9b0"), 0.5)
        self._yellow = toned(mixed(color(brand.accent, "#f2be45"), QColor("#f5c23e"), 0.6), (0.83, 0.87), (0.12, 0.16))
        self._yellow_low = mixed(self._yellow, QColor("#c9701c"), 0.22)
        grounds = (self._paper, self._paper_low)
        words = readable(toned(color(brand.ink, "#161823"), (0.22, 0.30), (0.0, 0.05)), *grounds)
        soft = readable(mixed(words, self._paper, 0.28), *grounds)
        self._plain = Ink(grounds, words, soft, readable(QColor(_RED), *grounds))
        cloth = (self._indigo, self._indigo_low)
        white = readable(QColor("#fffaf0"), *cloth)
        self._quiet = Ink(
            cloth, white, readable(mixed(white, self._indigo, 0.15), *cloth), readable(self._yellow, *cloth)
        )
        labels = (self._yellow, self._yellow_low)
        dark = readable(mixed(words, QColor("#3a1c0a"), 0.5), *labels)
        self._strong = Ink(labels, dark, dark, readable(QColor("#9a1a15"), *labels))
        red = QColor(_RED)
        self.tag = Ink((red,), readable(QColor("#fff6e4"), red), readable(QColor("#fff6e4"), red), QColor("#ffe9a8"))
        self.title: Ink | None = self._quiet

    def ink(self, tone: Tone) -> Ink:
        return {Tone.PLAIN: self._plain, Tone.STRONG: self._strong, Tone.QUIET: self._quiet}[tone]

    def number_brush(self, tone: Tone, rect: QRectF) -> QBrush:
        return QBrush(self.ink(tone).number)

    def ground(self, painter: QPainter, rect: QRectF, u: float, tone: Tone) -> None:
        shape = _label(rect, 11 * u) if tone is Tone.STRONG else rounded(rect, 10 * u)
        soft_shadow(painter, shape, 8 * u, 0.30)
        ink = self.ink(tone)
        warm = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        warm.setColorAt(0.0, ink.ground[0])
        warm.setColorAt(1.0, ink.ground[1])
        painter.fillPath(shape, QBrush(warm))
        if tone is Tone.QUIET:
            painter.save()
            painter.setClipPath(shape)
            _print(
                painter,
                QRectF(rect.right() - 1.9 * rect.height(), rect.top(), 1.9 * rect.height(), rect.height()),
                0.20,
            )
            painter.restore()
        thread = {Tone.PLAIN: faded(self._indigo, 0.65), Tone.STRONG: faded(QColor("#8a3d10"), 0.7)}.get(
            tone, faded(QColor("#fffaf0"), 0.6)
        )
        inset = 5.5 * u
        inner = rect.adjusted(inset, inset, -inset, -inset)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_stitch(thread, u))
        painter.drawPath(_label(inner, 9 * u) if tone is Tone.STRONG else rounded(inner, 6 * u))

    def card(self, painter: QPainter, rect: QRectF, u: float, title_height: float) -> None:
        self.ground(painter, rect, u, Tone.PLAIN)
        if title_height <= 0:
            return
        strip = QRectF(rect.left(), rect.top(), rect.width(), title_height)
        painter.save()
        painter.setClipPath(rounded(rect, 10 * u))
        dye = QLinearGradient(strip.topLeft(), strip.bottomLeft())
        dye.setColorAt(0.0, self._indigo)
        dye.setColorAt(1.0, self._indigo_low)
        painter.fillRect(strip, QBrush(dye))
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        _print(painter, QRectF(strip.right() - 190 * u, strip.top(), 190 * u, strip.height()), 0.30)
        painter.restore()
        painter.setPen(_stitch(faded(QColor("#fffaf0"), 0.75), u))
        y = strip.bottom() - 5 * u
        painter.drawLine(QPointF(strip.left() + 8 * u, y), QPointF(strip.right() - 8 * u, y))
        self._string(painter, QPointF(rect.left() + 34 * u, rect.top()), u)

    def window(self, rect: QRectF, u: float) -> QPainterPath:
        return rounded(rect, 12 * u)

    def pane(self, rect: QRectF, u: float) -> QPainterPath:
        return rounded(rect, 18 * u)

    def mat(self, painter: QPainter, window: QPainterPath) -> None:
        box = window.boundingRect()
        painter.fillPath(window, QBrush(mixed(self._paper, QColor("white"), 0.75)))
        painter.save()
        painter.setClipPath(window)
        _print(painter, box, 0.10, self._indigo)
        painter.restore()

    def frame(self, painter: QPainter, window: QPainterPath, u: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._indigo, max(3.4 * u, 1.0)))
        painter.drawPath(window)

    def tag_ground(self, painter: QPainter, rect: QRectF, u: float) -> None:
        painter.fillPath(rounded(rect, 5 * u), QColor(_RED))

    def rule(self, painter: QPainter, left: float, right: float, y: float, u: float) -> None:
        painter.setPen(_stitch(faded(self._indigo, 0.7), u))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _string(self, painter: QPainter, at: QPointF, u: float) -> None:
        """The label hangs on a red cord."""
        cord = QPainterPath(QPointF(at.x(), at.y() + 12 * u))
        cord.cubicTo(at + QPointF(-16 * u, -6 * u), at + QPointF(10 * u, -20 * u), at + QPointF(16 * u, -12 * u))
        cord.cubicTo(at + QPointF(20 * u, -4 * u), at + QPointF(2 * u, -4 * u), QPointF(at.x(), at.y() + 12 * u))
        painter.strokePath(cord, QPen(QColor(_RED), max(3 * u, 1)))
        painter.setPen(QPen(QColor("#fff3d8"), max(2.4 * u, 0.8)))
        painter.setBrush(mixed(self._indigo_low, QColor("black"), 0.35))
        painter.drawEllipse(QPointF(at.x(), at.y() + 13 * u), 5.5 * u, 5.5 * u)


def _stitch(thread: QColor, u: float) -> QPen:
    pen = QPen(thread, max(1.8 * u, 0.7))
    pen.setDashPattern([3.6, 2.6])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _label(rect: QRectF, cut: float) -> QPainterPath:
    """A price label: corners cut off."""
    cut = min(cut, rect.height() / 3, rect.width() / 3)
    path = QPainterPath(QPointF(rect.left() + cut, rect.top()))
    for x, y in (
        (rect.right() - cut, rect.top()),
        (rect.right(), rect.top() + cut),
        (rect.right(), rect.bottom() - cut),
        (rect.right() - cut, rect.bottom()),
        (rect.left() + cut, rect.bottom()),
        (rect.left(), rect.bottom() - cut),
        (rect.left(), rect.top() + cut),
    ):
        path.lineTo(x, y)
    path.closeSubpath()
    return path


def _print(painter: QPainter, rect: QRectF, strength: float, ink: QColor | None = None) -> None:
    """聚八仙 as a stencil prints it: eight small flowers round a ring of dots; it fades to the left."""
    radius = min(0.46 * rect.height(), 0.30 * rect.width())
    if radius < 2:
        return
    step = 2.15 * radius
    columns, rows = max(int(rect.width() / step), 1), max(int(rect.height() / step), 1)
    for column in range(columns):
        fill = faded(ink or QColor("#fffaf0"), strength * (1 - 0.55 * column / columns))
        x = rect.right() - step * (column + 0.5)
        for row in range(-1, rows + 1):
            y = rect.top() + rect.height() / 2 + (row - (rows - 1) / 2 + (0.5 if column % 2 else 0.0)) * step
            if rect.top() - radius < y < rect.bottom() + radius:
                painter.fillPath(QTransform(radius, 0, 0, radius, x, y).map(_blossom()), fill)


@lru_cache(maxsize=1)
def _blossom() -> QPainterPath:
    """Within the unit circle."""
    path = QPainterPath()
    for number in range(8):
        angle = math.tau * number / 8
        middle = QPointF(0.70 * math.cos(angle), 0.70 * math.sin(angle))
        for leaf in range(5):
            turn = angle + math.tau * leaf / 5
            path.addEllipse(middle + QPointF(0.15 * math.cos(turn), 0.15 * math.sin(turn)), 0.088, 0.088)
    for number in range(9):
        turn, far = math.tau * number / 8, 0.0 if number == 8 else 0.22
        path.addEllipse(QPointF(far * math.cos(turn), far * math.sin(turn)), 0.065, 0.065)
    return path
