"""Calibrating: “look straight, relax”, three, two, one. Esc lets it be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.desk import theme
from studio.desk.controls import Speaking, button, name_it, words

COUNT = 3
STEP_MS = 1000


class Countdown(Speaking):
    """Lies over the picture while it counts; the show goes on beneath."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.left = 0
        """What is shown; 0 while it rests."""
        column = QVBoxLayout(self)
        column.addStretch(1)
        self._advice = words("large", wrap=True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number = words("huge")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cancel = button("close")
        self._cancel.clicked.connect(self.cancel)
        column.addWidget(self._advice)
        column.addWidget(self._number)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.timer = QTimer(self)
        self.timer.setInterval(STEP_MS)
        self.timer.timeout.connect(self.step)
        self.hide()
        self.retranslate()

    def start(self) -> None:
        self.left = COUNT
        self._say()
        self.show()
        self.raise_()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.timer.start()

    def step(self) -> None:
        """One second is over."""
        self.left -= 1
        self._say()
        if self.left <= 0:
            self._rest()
            self.done.emit()

    def cancel(self) -> None:
        self._rest()

    def retranslate(self) -> None:
        self._advice.setText(self.tr("Look straight ahead and relax your face"))
        self._cancel.setText(self.tr("Cancel"))
        name_it(self._cancel, self.tr("Cancel"), "", self.tr("Esc"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.worn().surface)
        veil.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        wide, high = min(420.0, self.width() - 16.0), min(330.0, self.height() - 16.0)
        painter.drawRoundedRect(QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high), 16, 16)

    def _rest(self) -> None:
        self.timer.stop()
        self.left = 0
        self.hide()

    def _say(self) -> None:
        self._number.setText(str(max(self.left, 1)))
        self.setAccessibleName(self._number.text())
