"""园: rice paper and jade. Corners notched like a 海棠 window, 冰裂纹 in the margin, a vermilion seal for an offer."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from studio.core.preset import Brand
from studio.staging.overlays.colours import faded, mixed, readable, toned
from studio.staging.overlays.family import Ink, Motion, Tone, color, heading_face
from studio.staging.overlays.sheet import rounded, soft_shadow

_SEAL = "#a32f2a"


class Garden:
    """See `family.Skin`."""

    motion = Motion(0.45, 46.0, 0.0)
    overhang = 26.0
    number_face = "serif"
    number_weight = 0.045
    mat_margin = 24.0
    cell = QColor(255, 255, 250, 26)
    name_weight = 0.018
    title: Ink | None = None

    def __init__(self, brand: Brand) -> None:
        primary = color(brand.primary, "#426666")
        self.name_face = heading_face(brand, "serif")
        hint = toned(color(brand.secondary, "#f3f9f1"), (0.95, 0.97), (0.0, 0.03))
        self._paper = mixed(QColor("#fbf8ee"), hint, 0.35)
        self._paper_low = mixed(self._paper, QColor("#e6dfc8"), 0.45)
        self._jade = toned(primary, (0.46, 0.56), (0.035, 0.085))
        self._jade_deep = toned(primary, (0.34, 0.40), (0.035, 0.080))
        grounds = (self._paper, self._paper_low)
        words = readable(toned(color(brand.ink, "#161823"), (0.20, 0.30), (0.0, 0.03)), *grounds)
        self._ink = Ink(
            grounds, words, readable(mixed(words, self._paper, 0.32), *grounds), readable(QColor("#a5281f"), *grounds)
        )
        pale = QColor("#fbf8ee")
        deep = (self._jade_deep, mixed(self._jade_deep, QColor("black"), 0.22))
        self._deep = Ink(
            deep, readable(pale, *deep), readable(mixed(pale, self._jade_deep, 0.2), *deep), readable(pale, *deep)
        )
        red = QColor(_SEAL)
        self.tag = Ink((red,), readable(pale, red), readable(pale, red), readable(pale, red))

    def ink(self, tone: Tone) -> Ink:
        return self._deep if tone is Tone.STRONG else self._ink

    def number_brush(self, tone: Tone, rect: QRectF) -> QBrush:
        return QBrush(self.ink(tone).number)

    def ground(self, painter: QPainter, rect: QRectF, u: float, tone: Tone) -> None:
        notch = {Tone.PLAIN: 15.0, Tone.STRONG: 13.0, Tone.QUIET: 9.0}[tone] * u
        shape = begonia(rect, notch)
        soft_shadow(painter, shape, 8 * u, 0.26)
        ink = self.ink(tone)
        wash = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        wash.setColorAt(0.0, ink.ground[0])
        wash.setColorAt(1.0, ink.ground[1])
        painter.fillPath(shape, QBrush(wash))
        painter.save()
        painter.setClipPath(shape)
        if tone is not Tone.QUIET:
            line = faded(self._paper if tone is Tone.STRONG else self._jade, 0.15 if tone is Tone.STRONG else 0.20)
            _cracks(painter, rect, u, line)
        painter.restore()
        edge = self._paper if tone is Tone.STRONG else self._jade
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if tone is Tone.STRONG:
            painter.setPen(QPen(self._jade_deep, max(2 * u, 0.8)))
            painter.drawPath(shape)
        else:
            painter.setPen(QPen(edge, max(3.0 * u, 1.0)))
            painter.drawPath(begonia(rect.adjusted(1.5 * u, 1.5 * u, -1.5 * u, -1.5 * u), notch))
        inset = 6.5 * u
        painter.setPen(QPen(faded(edge, 0.75), max(1.1 * u, 0.6)))
        painter.drawPath(begonia(rect.adjusted(inset, inset, -inset, -inset), notch))

    def card(self, painter: QPainter, rect: QRectF, u: float, title_height: float) -> None:
        self.ground(painter, rect, u, Tone.PLAIN)
        _bamboo(painter, QPointF(rect.right() - 3 * u, rect.top() + 3 * u), u, self._jade, self._jade_deep)

    def window(self, rect: QRectF, u: float) -> QPainterPath:
        """海棠窗: four round lobes."""
        return begonia_window(rect.adjusted(3 * u, 3 * u, -3 * u, -3 * u))

    def pane(self, rect: QRectF, u: float) -> QPainterPath:
        return begonia(rect, 15 * u)

    def mat(self, painter: QPainter, window: QPainterPath) -> None:
        box = window.boundingRect()
        wash = QLinearGradient(box.topLeft(), box.bottomLeft())
        wash.setColorAt(0.0, mixed(self._paper, self._jade, 0.06))
        wash.setColorAt(1.0, mixed(self._paper, self._jade, 0.22))
        painter.fillPath(window, QBrush(wash))

    def frame(self, painter: QPainter, window: QPainterPath, u: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, shade in ((8.0, self._jade_deep), (4.6, mixed(self._paper, self._jade, 0.12)), (1.2, self._jade)):
            pen = QPen(shade, max(width * u, 0.6))
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(window)

    def tag_ground(self, painter: QPainter, rect: QRectF, u: float) -> None:
        """A seal: cut by hand, so its edge is not quite straight."""
        painter.fillPath(rounded(rect, 3.5 * u), QColor(_SEAL))
        painter.setPen(QPen(faded(QColor("#fbf8ee"), 0.7), max(1.1 * u, 0.5)))
        painter.drawPath(rounded(rect.adjusted(2.4 * u, 2.4 * u, -2.4 * u, -2.4 * u), 2.5 * u))

    def rule(self, painter: QPainter, left: float, right: float, y: float, u: float) -> None:
        painter.setPen(QPen(faded(self._jade, 0.55), max(1.2 * u, 0.6)))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setBrush(self._jade)
        painter.setPen(Qt.PenStyle.NoPen)
        for x in (left, right):
            painter.drawEllipse(QPointF(x, y), 2.4 * u, 2.4 * u)


def begonia(rect: QRectF, notch: float) -> QPainterPath:
    """A rectangle whose corners are scooped out."""
    notch = min(notch, rect.width() / 3, rect.height() / 3)
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    path = QPainterPath(QPointF(left + notch, top))
    path.lineTo(right - notch, top)
    path.arcTo(QRectF(right - notch, top - notch, 2 * notch, 2 * notch), 180, 90)
    path.lineTo(right, bottom - notch)
    path.arcTo(QRectF(right - notch, bottom - notch, 2 * notch, 2 * notch), 90, 90)
    path.lineTo(left + notch, bottom)
    path.arcTo(QRectF(left - notch, bottom - notch, 2 * notch, 2 * notch), 0, 90)
    path.lineTo(left, top + notch)
    path.arcTo(QRectF(left - notch, top - notch, 2 * notch, 2 * notch), 270, 90)
    path.closeSubpath()
    return path


def begonia_window(rect: QRectF) -> QPainterPath:
    """Four lobes over a square: the union of circles and a middle."""
    width, height = rect.width(), rect.height()
    lobe_x, lobe_y = 0.30 * width, 0.30 * height
    path = QPainterPath()
    for x, y in ((0.30, 0.30), (0.70, 0.30), (0.70, 0.70), (0.30, 0.70)):
        lobe = QPainterPath()
        lobe.addEllipse(QPointF(rect.left() + x * width, rect.top() + y * height), lobe_x, lobe_y)
        path = path.united(lobe)
    middle = QPainterPath()
    middle.addRect(QRectF(rect.left() + 0.08 * width, rect.top() + 0.3 * height, 0.84 * width, 0.4 * height))
    middle.addRect(QRectF(rect.left() + 0.3 * width, rect.top() + 0.08 * height, 0.4 * width, 0.84 * height))
    middle.setFillRule(Qt.FillRule.WindingFill)
    return path.united(middle).simplified()


@lru_cache(maxsize=2)
def _ice(seed: int = 11, cuts: int = 5) -> QPainterPath:
    """冰裂纹 in the unit square: a pane cracked again and again, each crack from side to side of its piece."""
    random = np.random.default_rng(seed)
    pieces = [np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])]
    path = QPainterPath()
    for _ in range(cuts):
        broken = []
        for piece in pieces:
            lengths = np.linalg.norm(np.roll(piece, -1, axis=0) - piece, axis=1)
            first, second = np.argsort(lengths)[-2:]
            ends = [
                piece[side] + (piece[(side + 1) % len(piece)] - piece[side]) * random.uniform(0.36, 0.64)
                for side in (first, second)
            ]
            path.moveTo(*ends[0])
            path.lineTo(*ends[1])
            low, high = sorted((int(first), int(second)))
            at = dict(zip((int(first), int(second)), ends, strict=True))
            broken.append(np.vstack((piece[: low + 1], at[low], at[high], piece[high + 1 :])))
            broken.append(np.vstack((at[low], piece[low + 1 : high + 1], at[high])))
        pieces = broken
    return path


def _cracks(painter: QPainter, rect: QRectF, u: float, line: QColor) -> None:
    """Along the right end, fading towards the words."""
    side = min(rect.height() * 1.1, 260 * u, rect.width() * 0.6)
    place = QTransform(side, 0, 0, rect.height(), rect.right() - side, rect.top())
    fade = QLinearGradient(rect.right() - side, 0, rect.right(), 0)
    fade.setColorAt(0.0, faded(line, 0.0))
    fade.setColorAt(1.0, line)
    painter.strokePath(place.map(_ice()), QPen(QBrush(fade), max(1.3 * u, 0.6)))


def _bamboo(painter: QPainter, at: QPointF, u: float, jade: QColor, deep: QColor) -> None:
    """Leaves over the corner, in the shape of 个."""
    painter.save()
    painter.translate(at)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, (x, y, angle, size) in enumerate(
        (
            (-34, -12, 108, 46),
            (-34, -12, 62, 40),
            (-34, -12, 152, 38),
            (-6, 4, 96, 40),
            (-6, 4, 140, 34),
            (-6, 4, 58, 26),
        )
    ):
        painter.save()
        painter.translate(x * u, y * u)
        painter.rotate(angle)
        leaf = QPainterPath(QPointF(0, 0))
        length, breadth = size * u, 0.15 * size * u
        leaf.cubicTo(0.25 * length, -1.3 * breadth, 0.6 * length, -breadth, length, 0)
        leaf.cubicTo(0.6 * length, 0.7 * breadth, 0.25 * length, breadth, 0, 0)
        wash = QLinearGradient(0, 0, length, 0)
        wash.setColorAt(0.0, deep)
        wash.setColorAt(1.0, mixed(jade, deep, 0.2 if number % 2 else 0.6))
        painter.setBrush(QBrush(wash))
        painter.drawPath(leaf)
        painter.restore()
    twig = QPainterPath(QPointF(20 * u, 16 * u))
    twig.cubicTo(10 * u, 2 * u, -14 * u, -2 * u, -36 * u, -14 * u)
    painter.strokePath(twig, QPen(deep, max(2 * u, 0.8)))
    painter.restore()
