"""The slate: what viewers see while the show takes a breath. The eight-flower 琼花 over calm water, and two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from studio.core.image import Image
from studio.staging.ornament import draw_qionghua
from studio.staging.painting import BAMBOO, INK, PAPER, Canvas, text_path

WORDS = ("马上回来", "Back soon")


def paint_slate(width: int, height: int, words: tuple[str, str] = WORDS) -> Image:
    """Opaque, of this size. The label's corner is left empty."""
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        _paper(painter, width, height)
        _water(painter, width, height)
        short = min(width, height)
        portrait = height > width
        center_y = 0.40 * height if portrait else 0.43 * height
        radius = 0.245 * short if portrait else 0.235 * short
        painter.save()
        painter.translate(width / 2, center_y)
        glow = QRadialGradient(QPointF(0, 0), 2.1 * radius)
        glow.setColorAt(0.0, QColor(255, 255, 255, 235))
        glow.setColorAt(0.55, QColor(255, 255, 255, 120))
        glow.setColorAt(1.0, QColor(255, 255, 255, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(glow))
        painter.drawEllipse(QPointF(0, 0), 2.1 * radius, 2.1 * radius)
        ring = QPen(_faded(BAMBOO, 0.35), max(0.0022 * short, 0.7))
        painter.setPen(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), 1.16 * radius, 1.16 * radius)
        draw_qionghua(painter, radius, fill=QColor("#fffffb"), line=QColor("#8fb9a4"), heart=QColor("#9cc46f"))
        painter.restore()
        _words(painter, width, center_y + 1.16 * radius, short, words)
    return canvas.image()


def _paper(painter: QPainter, width: int, height: int) -> None:
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0.0, QColor("#e3eeea"))
    sky.setColorAt(0.45, PAPER)
    sky.setColorAt(1.0, QColor("#d6e6df"))
    painter.fillRect(QRectF(0, 0, width, height), QBrush(sky))


def _water(painter: QPainter, width: int, height: int) -> None:
    """Ripples of the lake along the foot: the borders of the avatar's dress carry the same line."""
    short = min(width, height)
    for row in range(7):
        y = height - (0.018 + 0.026 * row) * short * (1.4 if height > width else 1.0)
        path = QPainterPath(QPointF(-0.1 * width, y))
        step = short * 0.11
        x = -0.1 * width + (row % 2) * step / 2
        path.moveTo(x, y)
        while x < 1.1 * width:
            path.cubicTo(x + 0.3 * step, y - 0.10 * step, x + 0.7 * step, y + 0.10 * step, x + step, y)
            x += step
        painter.setPen(QPen(_faded(BAMBOO, 0.34 * (1 - row / 7)), max(0.0018 * short, 0.6)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _words(painter: QPainter, width: int, top: float, short: int, words: tuple[str, str]) -> None:
    size = 0.082 * short
    chinese = [text_path(letter, size, "serif") for letter in words[0]]
    gap = 0.34 * size
    line = size * len(chinese) + gap * max(len(chinese) - 1, 0)
    x = (width - line) / 2
    baseline = top + 1.75 * size
    for path in chinese:
        painter.fillPath(path.translated(x, baseline), INK)
        x += size + gap
    latin = text_path(words[1].upper(), 0.34 * size)
    spaced = 0.34 * size * 0.22
    letters = [text_path(letter, 0.34 * size) for letter in words[1].upper()]
    advance = [max(p.boundingRect().width(), 0.12 * size) + spaced for p in letters]
    x = (width - sum(advance) + spaced) / 2
    for path, step in zip(letters, advance, strict=True):
        painter.fillPath(
            path.translated(x - path.boundingRect().x(), baseline + 0.95 * size), _faded(BAMBOO.darker(115), 1.0)
        )
        x += step
    half = max(latin.boundingRect().width() * 0.5, 0.5 * size)
    painter.setPen(QPen(_faded(BAMBOO, 0.5), max(0.0016 * short, 0.5)))
    for side in (-1, 1):
        near = width / 2 + side * (half + 1.1 * size)
        y = baseline + 0.95 * size - 0.12 * size
        painter.drawLine(QPointF(near, y), QPointF(near + side * 1.3 * size, y))


def _faded(color: QColor, alpha: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(max(min(alpha, 1.0), 0.0))
    return made
