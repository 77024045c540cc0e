"""Short words on the picture for the performer's eyes in rehearsal: “跟踪已断开 · Tracker lost”."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath

from studio.core.safe_area import safe_area
from studio.core.scene import Overlay, Rect
from studio.staging.painting import INK, Canvas, text_path

AMBER = QColor("#f0c239")
"""缃, the studio's warning colour."""


def paint_notice(text: str, width: int, height: int) -> Overlay:
    """A chip in the lower left of the safe area, smaller than the label and of another colour: nobody mistakes it."""
    size_px = max(0.032 * min(width, height), 9.0)
    area = safe_area(width, height)
    room = (area.right - area.left) * width
    pad = round(0.6 * size_px)
    path = text_path(text, size_px)
    longest = room - 2 * pad - size_px
    if path.boundingRect().width() > longest:
        path = text_path(text, max(size_px * longest / path.boundingRect().width(), 6.0))
    line = text_path("国", size_px).boundingRect()
    chip_width = min(math.ceil(path.boundingRect().width()) + 2 * pad + round(0.9 * size_px), width)
    chip_height = min(math.ceil(line.height()) + pad, height)
    canvas = Canvas(chip_width, chip_height)
    with canvas.painter() as painter:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(0, 0, chip_width, chip_height), chip_height / 2, chip_height / 2)
        fill = QColor(INK)
        fill.setAlphaF(0.72)
        painter.fillPath(shape, fill)
        dot = QPainterPath()
        dot.addEllipse(QPointF(pad + 0.2 * size_px, chip_height / 2), 0.22 * size_px, 0.22 * size_px)
        painter.fillPath(dot, AMBER)
        at = QPointF(pad + 0.9 * size_px - path.boundingRect().x(), (chip_height - line.height()) / 2 - line.y())
        painter.fillPath(path.translated(at), AMBER)
    x = min(math.ceil(area.left * width), width - chip_width)
    y = min(math.floor(area.bottom * height), height) - chip_height
    return Overlay(canvas.image(), Rect(max(x, 0), max(y, 0), chip_width, chip_height))
