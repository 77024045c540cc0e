"""A slider that is dragged tells the show its newest place, a few times a second, never each pixel on the way."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_EVERY_MS = 40


class Gently(QObject):
    """Holds the newest wish until it may be told."""

    told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tell)

    @property
    def waits(self) -> bool:
        """Something is wished that the show has not been told yet."""
        return self._timer.isActive()

    def wish(self, value: object) -> None:
        self._wish = value
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        self.told.emit(self._wish)
