"""A window with the program picture and nothing else, for programs that capture windows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout

from studio.desk.controls import Speaking
from studio.desk.frames import FrameFeed
from studio.desk.preview import PictureView


class _Clean(PictureView):
    def surround(self) -> QColor:
        return QColor(Qt.GlobalColor.black)


class OutputWindow(Speaking):
    """F11 or a double click fills the screen, Esc closes."""

    closed = Signal()

    def __init__(self, feed: FrameFeed, canvas: QSize) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = _Clean(feed)
        self.view.canvas = canvas
        column.addWidget(self.view)
        room = self.screen().availableSize() * 0.8
        self.resize(
            canvas if canvas.boundedTo(room) == canvas else canvas.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        )
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Qionghua Studio, program"))

    def toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_full_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
