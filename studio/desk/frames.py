"""The newest picture of a ring, as Qt draws it fastest, told only when it is a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from studio.core.image import Alpha, Image
from studio.rings.pictures import PictureReader

_SILENT_S = 1.5
"""A ring that gives nothing for so long has no picture any more."""

_FORMATS = {
    Alpha.STRAIGHT: (QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied),
    Alpha.PREMULTIPLIED: (QImage.Format.Format_RGBA8888_Premultiplied, QImage.Format.Format_ARGB32_Premultiplied),
    Alpha.OPAQUE: (QImage.Format.Format_RGBX8888, QImage.Format.Format_RGB32),
}


class FrameFeed(QObject):
    """Looks into a ring at a steady pace while anybody watches.

    The picture is turned once into the window system's own order of bytes (0.4 ms at 720p): scaling it smoothly then
    costs a third of what it costs from RGBA, and every view may draw the same picture.
    """

    changed = Signal()
    """There is a new `picture`, or none any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture: QImage | None = None
        self.opaque = False
        """Told from outside: nothing is seen through the picture, whatever its alpha; saves blending."""
        self.path: Path | None = None
        """Of the ring that is followed."""
        self._reader: PictureReader | None = None
        self._sequence = -1
        self._silent_looks = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self.set_rate(30)

    def follow(self, path: Path | None) -> None:
        """Reads the ring at `path` from now on; None rests."""
        if self._reader is not None:
            self._reader.close()
        self.path = path
        self._reader = PictureReader(path) if path is not None else None
        self._sequence = -1
        self._silent_looks = 0
        if path is None:
            self._timer.stop()
            self._drop()
        else:
            self._timer.start()

    def set_rate(self, fps: float) -> None:
        """Twice as many looks as pictures: none is later than half a frame, and a look costs 0.02 ms."""
        self._timer.setInterval(max(4, round(500 / max(fps, 1.0))))

    def pause(self, paused: bool) -> None:
        """Nobody watches: costs nothing."""
        if paused or self._reader is None:
            self._timer.stop()
        else:
            self._timer.start()

    def _look(self) -> None:
        found = self._reader.latest(self._sequence) if self._reader is not None else None
        if found is None:
            self._silent_looks += 1
            if self._silent_looks * self._timer.interval() > _SILENT_S * 1000:
                self._drop()
            return
        self._silent_looks = 0
        self._sequence, image = found
        self.picture = picture_from(image, opaque=self.opaque)
        self.changed.emit()

    def _drop(self) -> None:
        if self.picture is not None:
            self.picture = None
            self.changed.emit()


def picture_from(image: Image, *, opaque: bool = False) -> QImage:
    """The image with pixels of its own, in a format that Qt scales fastest."""
    if image.pixels.shape[2] == 3:
        whole = QImage(image.pixels.data, image.width, image.height, image.width * 3, QImage.Format.Format_RGB888)
        return whole.convertedTo(QImage.Format.Format_RGB32)
    given, wanted = _FORMATS[Alpha.OPAQUE if opaque else image.alpha]
    return QImage(image.pixels.data, image.width, image.height, image.width * 4, given).convertedTo(wanted)
