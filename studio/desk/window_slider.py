"""A slider with two ends and the live value between them: a window of motion."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core import tuning
from studio.desk import theme

_SIDE = 18
_STEP, _PAGE = 0.01, 0.1


class End(QWidget):
    """One end: dragged, or moved by the arrow keys while it has the focus."""

    pulled = Signal(float)
    """Where to, a share of the reach; not yet bounded."""

    def __init__(self, slider: WindowSlider) -> None:
        super().__init__(slider)
        self._slider = slider
        self.share = 0.0
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pulled.emit(self._slider.share_at(self.mapToParent(event.position()).x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Down: -_STEP, Qt.Key.Key_Right: _STEP, Qt.Key.Key_Up: _STEP,
            Qt.Key.Key_PageDown: -_PAGE, Qt.Key.Key_PageUp: _PAGE,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.pulled.emit(self.share + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colors.accent_text if self.hasFocus() else colors.text if self.isEnabled() else colors.text_faint
        painter.setPen(QColor(colors.line))
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))


class WindowSlider(QWidget):
    """0 to `tuning.MOST_HIGH` of the reach; the whole reach is marked."""

    moved = Signal(float, float)
    """(low, high) by the user, within bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.low, self.high = End(self), End(self)
        self.low.pulled.connect(lambda share: self._pull(share, None))
        self.high.pulled.connect(lambda share: self._pull(None, share))
        self.high.share = 1.0
        self.live: float | None = None
        """What the performer shows now, a share of the reach; None: nobody is seen."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 30)

    def share_at(self, x: float) -> float:
        return (x - _SIDE / 2) / max(self.width() - _SIDE, 1) * tuning.MOST_HIGH

    def show_window(self, low: float, high: float) -> None:
        self.low.share, self.high.share = low, high
        self._place()

    def show_live(self, share: float | None) -> None:
        if share != self.live:
            self.live = share
            self.update()

    def _pull(self, low: float | None, high: float | None) -> None:
        room = tuning.LEAST_WINDOW
        if low is not None:
            self.low.share = min(max(round(low, 2), 0.0), tuning.MOST_LOW, round(self.high.share - room, 2))
        if high is not None:
            least = max(tuning.LEAST_HIGH, round(self.low.share + room, 2))
            self.high.share = max(min(round(high, 2), tuning.MOST_HIGH), least)
        self._place()
        self.moved.emit(self.low.share, self.high.share)

    def _place(self) -> None:
        top = (self.height() - _SIDE) // 2
        for end in (self.low, self.high):
            end.move(round(self._x(end.share) - _SIDE / 2), top)
        self.update()

    def _x(self, share: float) -> float:
        return _SIDE / 2 + min(share / tuning.MOST_HIGH, 1.0) * (self.width() - _SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, left = self.height() / 2, self._x(0.0)
        painter.setBrush(QColor(colors.hover))
        painter.drawRoundedRect(QRectF(left, middle - 2, self.width() - _SIDE, 4), 2, 2)
        painter.setPen(QColor(colors.accent))
        painter.setBrush(QColor(colors.accent_wash))
        low, high = self._x(self.low.share), self._x(self.high.share)
        painter.drawRoundedRect(QRectF(low, middle - 5.5, high - low, 11), 5.5, 5.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.live is not None:
            painter.setBrush(QColor(colors.accent))
            painter.drawRoundedRect(QRectF(left, middle - 3, max(self._x(self.live) - left, 1.0), 6), 3, 3)
        painter.setPen(QColor(colors.text_faint))
        whole = self._x(1.0)
        painter.drawLine(QPointF(whole, middle - 11), QPointF(whole, middle - 7))
        painter.drawLine(QPointF(whole, middle + 7), QPointF(whole, middle + 11))
