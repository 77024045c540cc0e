"""The studio's own mark: 琼花, a ring of eight five-petalled flowers round pearls. Never six, never twelve."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QRadialGradient

_BEADS = 55
_GOLDEN_ANGLE = math.pi * (3.0 - math.sqrt(5.0))


def petal(length: float, breadth: float) -> QPainterPath:
    """One notched petal that starts at the origin and points to +y."""
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(-0.55 * breadth, 0.18 * length, -1.05 * breadth, 0.80 * length, -0.34 * breadth, 0.98 * length)
    path.quadTo(-0.10 * breadth, 1.04 * length, 0.0, 0.92 * length)
    path.quadTo(0.10 * breadth, 1.04 * length, 0.34 * breadth, 0.98 * length)
    path.cubicTo(1.05 * breadth, 0.80 * length, 0.55 * breadth, 0.18 * length, 0, 0)
    return path


def draw_flower(painter: QPainter, radius: float, *, fill: QColor, line: QColor, heart: QColor) -> None:
    """Five petals round a green heart, centred on the origin."""
    shape = petal(radius, 0.52 * radius)
    veil = QRadialGradient(QPointF(0, 0), radius)
    veil.setColorAt(0.0, heart.lighter(150))
    veil.setColorAt(0.28, fill)
    veil.setColorAt(1.0, fill)
    for number in range(5):
        painter.save()
        painter.rotate(72.0 * number)
        painter.setBrush(QBrush(veil))
        painter.setPen(QPen(line, max(radius * 0.022, 0.6)))
        painter.drawPath(shape)
        painter.restore()
    painter.setPen(QPen(line, max(radius * 0.015, 0.5)))
    painter.setBrush(heart)
    painter.drawEllipse(QPointF(0, 0), 0.13 * radius, 0.13 * radius)


def draw_qionghua(painter: QPainter, radius: float, *, fill: QColor, line: QColor, heart: QColor) -> None:
    """The whole flower head within `radius` of the origin."""
    painter.save()
    ring, size = 0.70 * radius, 0.315 * radius
    for number in range(8):
        painter.save()
        painter.rotate(45.0 * number)
        painter.translate(0, -ring)
        painter.rotate(180.0 + 11.0 * (-1) ** number)
        draw_flower(painter, size, fill=fill, line=line, heart=heart)
        painter.restore()
    for number in range(_BEADS):
        distance = 0.33 * radius * math.sqrt((number + 0.5) / _BEADS)
        angle = number * _GOLDEN_ANGLE
        at = QPointF(distance * math.cos(angle), distance * math.sin(angle))
        bead = QRadialGradient(at - QPointF(0.010 * radius, 0.012 * radius), 0.045 * radius)
        bead.setColorAt(0.0, fill.lighter(110))
        bead.setColorAt(1.0, heart.lighter(118))
        painter.setPen(QPen(line, max(radius * 0.004, 0.4)))
        painter.setBrush(QBrush(bead))
        painter.drawEllipse(at, 0.034 * radius, 0.034 * radius)
    painter.restore()
