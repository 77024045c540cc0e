"""A sheet that is planned before it is painted: things are laid on it one under another, then its height is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from studio.core.image import Image
from studio.staging.overlays import words
from studio.staging.painting import Canvas

Deed = Callable[[QPainter], None]
Fill = QColor | QBrush


@dataclass(frozen=True, slots=True)
class Type:
    """A voice of the text. Sizes are shares of the canvas's shortest side of 1080."""

    size: float
    color: Fill
    face: str = "sans"
    weight: float = 0.0
    """The packaged font has one weight; a stroke of this share of the size makes it bolder."""
    spacing: float = 1.28
    """Of the size, from line to line."""


class Sheet:
    """`u`: pixels for one of 1080 parts of the canvas's shortest side."""

    def __init__(self, u: float, left: float, right: float, top: float) -> None:
        self.u = u
        self.left, self.right = left, right
        self.y = top
        """Where the next thing goes."""
        self._deeds: list[Deed] = []

    @property
    def room(self) -> float:
        return self.right - self.left

    def put(self, deed: Deed) -> None:
        self._deeds.append(deed)

    def gap(self, units: float) -> None:
        self.y += units * self.u

    def line(self, text: str, kind: Type, *, align: str = "left", least: float = 0.72) -> float:
        """One line, shrunk or cut; its width in pixels."""
        said, size = words.fit_line(text, kind.size * self.u, self.room, kind.face, least=least)
        return self._write(said, size, kind, align)

    def block(self, text: str, kind: Type, most: int, *, align: str = "left", least: float = 0.78) -> None:
        """Up to `most` lines."""
        lines, size = words.fit_block(text, kind.size * self.u, self.room, most, kind.face, least=least)
        for said in lines:
            self._write(said, size, kind, align)

    def _write(self, said: str, size: float, kind: Type, align: str) -> float:
        if not said:
            return 0.0
        width = words.width_of(said, size, kind.face)
        x = self.left
        if align == "right":
            x = self.right - width
        elif align == "centre":
            x = self.left + (self.room - width) / 2
        self.put(written(said, size, QPointF(x, self.y + words.BODY * size), kind))
        self.y += kind.spacing * size
        return width

    def replay(self, painter: QPainter) -> None:
        """All that was put, painted now: for a sheet laid on another."""
        for deed in self._deeds:
            painter.save()
            deed(painter)
            painter.restore()

    def paint(self, width: float, height: float, ground: Deed) -> Image:
        """The picture: the ground first, then all that was put."""
        canvas = Canvas(max(math.ceil(width), 1), max(math.ceil(height), 1))
        with canvas.painter() as painter:
            painter.save()
            ground(painter)
            painter.restore()
            self.replay(painter)
        return canvas.image()


def written(said: str, size: float, at: QPointF, kind: Type) -> Deed:
    """Words with their baseline's left end at `at`."""

    def write(painter: QPainter) -> None:
        fill_words(painter, words.outline(said, size, at, kind.face), kind.color, kind.weight * size)

    return write


def fill_words(painter: QPainter, path: QPainterPath, color: Fill, bolder: float = 0.0) -> None:
    brush = QBrush(color) if isinstance(color, QColor) else color
    if bolder > 0.0:
        pen = QPen(brush, bolder)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.fillPath(path, brush)


def soft_shadow(painter: QPainter, shape: QPainterPath, reach: float, depth: float = 0.32) -> None:
    """Dark around the shape, fading within `reach` pixels and a little lower."""
    painter.save()
    painter.translate(0, 0.25 * reach)
    steps = 6
    for step in range(steps, 0, -1):
        color = QColor(10, 14, 22)
        color.setAlphaF(depth / steps)
        pen = QPen(color, 2 * reach * step / steps)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(shape, pen)
    painter.restore()


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path
