"""The performer as the tracker sees them: points, no pixels. For the eyes of who sits before the camera."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.arrays import FloatArray
from studio.core.landmarks import Landmarks
from studio.desk import theme
from studio.desk.bridge import Bridge
from studio.rings.landmarks import LandmarksReader, newest_ring_in

_LOOK_MS = 66
_SILENT_LOOKS = 23
"""Looks without news after which nobody is tracked any more: a second and a half."""
_BODY = ((11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24))
_HAND = tuple(
    pair
    for finger in range(5)
    for pair in ((0, 4 * finger + 1), *((4 * finger + i, 4 * finger + i + 1) for i in (1, 2, 3)))
)
_SEEN = 0.5
"""Visibility from which a point of the body is drawn."""


class LandmarkFeed(QObject):
    """Looks into the tracker's ring while it is open."""

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.newest: Landmarks | None = None
        self._path: Path | None = None
        self._reader: LandmarksReader | None = None
        self._sequence, self._silent = -1, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def open(self) -> None:
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._follow(None)
        self._tell(None)

    def look(self) -> None:
        place = self._bridge.place
        self._follow(newest_ring_in(Path(place.program).parent) if place is not None else None)
        found = self._reader.latest(self._sequence) if self._reader is not None else None
        if found is not None:
            self._sequence, newest = found
            self._silent = 0
            self._tell(newest)
        else:
            self._silent += 1
            if self._silent > _SILENT_LOOKS:
                self._tell(None)

    def _follow(self, path: Path | None) -> None:
        if path == self._path:
            return
        if self._reader is not None:
            self._reader.close()
        self._path, self._reader = path, LandmarksReader(path) if path is not None else None

    def _tell(self, newest: Landmarks | None) -> None:
        if newest is not self.newest:
            self.newest = newest
            self.changed.emit()


class LandmarkView(QWidget):
    """Face, shoulders, arms and hands as points and lines, mirrored like a mirror."""

    def __init__(self, feed: LandmarkFeed) -> None:
        super().__init__()
        self._feed = feed
        self.mirrored = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 110)
        feed.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, 170)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.worn(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        landmarks = self._feed.newest
        wide, high = landmarks.image_size if landmarks is not None else (16, 9)
        size = QSize(wide, high).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(QColor(colors.stage))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipRect(room)
        painter.setPen(QPen(QColor(colors.text_faint), 1, Qt.PenStyle.DashLine))
        oval = QRectF(0, 0, room.height() * 0.34, room.height() * 0.46)
        oval.moveCenter(QPointF(room.center().x(), room.y() + room.height() * 0.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(oval)
        if landmarks is None:
            return
        ink = QColor(colors.accent_text)
        if landmarks.body is not None:
            seen = landmarks.body.visibility > _SEEN
            bones = tuple(pair for pair in _BODY if seen[pair[0]] and seen[pair[1]])
            self._lines(painter, room, landmarks.body.points, bones, QPen(ink, 2))
        for hand in (landmarks.left_hand, landmarks.right_hand):
            if hand is not None:
                self._lines(painter, room, hand.points, _HAND, QPen(ink, 1.4))
        if landmarks.face is not None:
            painter.setPen(QPen(ink, 1.6))
            painter.drawPoints(self._places(room, landmarks.face.points))

    def _lines(
        self, painter: QPainter, room: QRectF, points: FloatArray, pairs: tuple[tuple[int, int], ...], pen: QPen
    ) -> None:
        places = self._places(room, points)
        painter.setPen(pen)
        painter.drawLines([QLineF(places[a], places[b]) for a, b in pairs])

    def _places(self, room: QRectF, points: FloatArray) -> list[QPointF]:
        x = 1.0 - points[:, 0] if self.mirrored else points[:, 0]
        places = np.stack((room.x() + x * room.width(), room.y() + points[:, 1] * room.height()), axis=1)
        return [QPointF(float(px), float(py)) for px, py in places]
