"""The prompter: what the performer reads, large, on a second screen or behind glass; scrolls by key or by itself."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from studio.control.goods_commands import TellPerformer
from studio.control.state import Air, Show
from studio.core.goods import Product
from studio.desk import icons, theme
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, Speaking, button, name_it, quiet_button, set_kind, words
from studio.desk.money import minutes_and_seconds
from studio.desk.on_now import OnNow, ProductClock, next_of, product_of
from studio.desk.product_words import name_of
from studio.desk.prompter_text import sheet

_GROUND = "#0b0d12"
_LEAST_SIZE, _FIRST_SIZE, _MOST_SIZE = 24, 44, 96
_FRAME_MS = 33
_IDLE_MS = 3000
_FIRST_PACE = 30
_MOST_PACE = 100
_LINES_PER_SECOND = 0.012
"""Lines that go by in a second at pace 1."""


class Sheet(QWidget):
    """The words, mirrored left to right for a prompter behind glass."""

    scrolled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._html = ""
        self.size_ = _FIRST_SIZE
        self.mirrored = False
        self.offset = 0.0
        """Pixels that have gone by."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 120)

    def show_html(self, text: str, *, anew: bool) -> None:
        """`anew`: from the top, for another product."""
        if text != self._html:
            self._html = text
            self._document.setDefaultFont(self.font())
            self._document.setHtml(text)
            self._lay_out()
        if anew:
            self.scroll_to(0.0)

    def scroll_by(self, pixels: float) -> None:
        self.scroll_to(self.offset + pixels)

    def scroll_to(self, offset: float) -> None:
        self.offset = max(0.0, min(offset, self.most()))
        self.update()
        self.scrolled.emit()

    def most(self) -> float:
        """The offset at which the last line stands in the upper third."""
        return max(0.0, self._document.size().height() - self.height() * 0.35)

    def mirror(self, on: bool) -> None:
        self.mirrored = on
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scroll_by(-event.angleDelta().y() / 120 * 2 * self.size_)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        if self.mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        margin = self._margin()
        painter.translate(margin, margin * 0.6 - self.offset)
        self._document.drawContents(painter, QRectF(0, self.offset - margin, self.width(), self.height() + margin))

    def _margin(self) -> float:
        return max(24.0, self.width() * 0.05)

    def _lay_out(self) -> None:
        self._document.setTextWidth(max(120.0, self.width() - 2 * self._margin()))
        self.scroll_to(self.offset)


class Message(QFrame):
    """The operator's words, big, until the performer has taken them."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("promptMessage")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 20, 16)
        row.setSpacing(20)
        self.text = words("prompt", wrap=True)
        row.addWidget(self.text, 1)
        self.take = button("tick")
        self.take.clicked.connect(self.taken)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()


class Prompter(Speaking):
    """Space runs and halts, arrows scroll and set the pace, + and − the size, M mirrors, F11 fills the screen."""

    closed = Signal()

    def __init__(self, bridge: Bridge, clock: ProductClock) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("prompter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge = bridge
        self._product = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.message = Message()
        self.message.taken.connect(lambda: bridge.send(TellPerformer("")))
        column.addWidget(self.message)
        self.sheet = Sheet()
        column.addWidget(self.sheet, 1)
        self.foot = self._foot()
        self.foot.setStyleSheet(theme.style_sheet(theme.DARK))  # a bright line would blind who reads beside a lamp
        icons.stay_dark(self.foot)
        column.addWidget(self.foot)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._hide_foot)
        self.setMouseTracking(True)
        self.sheet.setMouseTracking(True)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._run_on)
        self._passed = QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(QSize(1040, 680))
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        clock.ticked.connect(self._tick)
        self.retranslate()
        self._tick(clock.now)
        self.setFocus()

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("promptFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(GAP)
        self.air, self.time, self.coming = words("promptAir"), words("clock"), words("soft")
        self.air.setFixedHeight(24)
        row.addWidget(self.air)
        row.addWidget(self.time)
        row.addWidget(self.coming, 1)
        self.run, self.smaller, self.larger = quiet_button("play"), quiet_button("smaller"), quiet_button("larger")
        self.mirror, self.full = quiet_button("mirror"), quiet_button("fullscreen", size=16)
        self._pace_name, self.pace = words("faint"), QSlider(Qt.Orientation.Horizontal)
        self.run.setCheckable(True)
        self.mirror.setCheckable(True)
        self.run.clicked.connect(self.set_running)
        self.smaller.clicked.connect(lambda: self.set_size(self.sheet.size_ - 4))
        self.larger.clicked.connect(lambda: self.set_size(self.sheet.size_ + 4))
        self.mirror.clicked.connect(self.sheet.mirror)
        self.full.clicked.connect(self.toggle_full_screen)
        self.pace.setRange(1, _MOST_PACE)
        self.pace.setValue(_FIRST_PACE)
        self.pace.setFixedWidth(120)
        for widget in (self.run, self._pace_name, self.pace, self.smaller, self.larger, self.mirror, self.full):
            row.addWidget(widget)
        return foot

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Prompter"))
        self.message.take.setText(self.tr("Taken"))
        name_it(self.message.take, self.tr("Taken"), self.tr("Takes the operator's words away"), "Enter")
        name_it(self.run, self.tr("Scroll by itself"), "", self.tr("Space"))
        self._pace_name.setText(self.tr("Pace"))
        name_it(self.pace, self.tr("Pace"), "", "← →")
        name_it(self.smaller, self.tr("Smaller letters"), "", "−")
        name_it(self.larger, self.tr("Larger letters"), "", "+")
        name_it(self.mirror, self.tr("Mirrored, for a prompter behind glass"), "", "M")
        name_it(self.full, self.tr("Full screen"), "", "F11")
        self.sheet.setAccessibleName(self.tr("What the performer reads"))
        self._show(self._bridge.state)

    def set_running(self, on: bool) -> None:
        self.run.setChecked(on)
        icons.wear(self.run, "pause" if on else "play", "text_soft", size=18)
        if on:
            self._passed.start()
            self._timer.start()
        else:
            self._timer.stop()

    def set_size(self, size: int) -> None:
        self.sheet.size_ = max(_LEAST_SIZE, min(size, _MOST_SIZE))
        self._show(self._bridge.state)

    def toggle_full_screen(self) -> None:
        """The whole screen, and after a while nothing but the words."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()
        self.foot.show()
        if self.isFullScreen():
            self._idle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = 1.6 * self.sheet.size_
        match event.key():
            case Qt.Key.Key_Space:
                self.set_running(not self.run.isChecked())
            case Qt.Key.Key_Down:
                self.sheet.scroll_by(line)
            case Qt.Key.Key_Up:
                self.sheet.scroll_by(-line)
            case Qt.Key.Key_PageDown:
                self.sheet.scroll_by(self.sheet.height() * 0.8)
            case Qt.Key.Key_PageUp:
                self.sheet.scroll_by(-self.sheet.height() * 0.8)
            case Qt.Key.Key_Home:
                self.sheet.scroll_to(0.0)
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self.pace.setValue(self.pace.value() + (5 if key == Qt.Key.Key_Right else -5))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.set_size(self.sheet.size_ + 4)
            case Qt.Key.Key_Minus:
                self.set_size(self.sheet.size_ - 4)
            case Qt.Key.Key_M:
                self.mirror.click()
            case Qt.Key.Key_F11:
                self.toggle_full_screen()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.message.isVisible():
                self.message.take.click()
            case Qt.Key.Key_Escape:
                self.toggle_full_screen() if self.isFullScreen() else self.close()
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.foot.show()
        if self.isFullScreen():
            self._idle.start()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_full_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.set_running(False)
        self.closed.emit()
        super().closeEvent(event)

    def _hide_foot(self) -> None:
        self.foot.setVisible(not self.isFullScreen())

    def _run_on(self) -> None:
        seconds = self._passed.restart() / 1000
        self.sheet.scroll_by(self.pace.value() * _LINES_PER_SECOND * 1.6 * self.sheet.size_ * seconds)
        if self.sheet.offset >= self.sheet.most():
            self.set_running(False)

    def _show(self, state: Show) -> None:
        product = product_of(state)
        anew = state.product != self._product
        self._product = state.product
        self.sheet.show_html(sheet(product, self.sheet.size_), anew=anew)
        self.sheet.setAccessibleDescription(_plain(product))
        self.message.text.setText(state.message)
        self.message.setVisible(bool(state.message))
        self.message.take.setEnabled(self._bridge.connected)
        live = state.air is Air.LIVE and self._bridge.show_is_there
        self.air.setText(self.tr("On air") if live else self.tr("Rehearsal"))
        set_kind(self.air, "tone", "air" if live else "")
        coming = next_of(state)
        self.coming.setText(self.tr("Next: {name}").format(name=name_of(coming)) if coming is not None else "")

    def _tick(self, on: OnNow) -> None:
        product = product_of(self._bridge.state)
        planned_s = 60.0 * product.minutes if product is not None else 0.0
        clock = minutes_and_seconds(on.seconds)
        self.time.setText(f"{clock} / {minutes_and_seconds(planned_s)}" if planned_s else clock)
        self.time.setVisible(product is not None)
        set_kind(self.time, "tone", "warn" if 0 < planned_s < on.seconds else "")


def _plain(product: Product | None) -> str:
    """For who has it read aloud."""
    return "\n".join((name_of(product), *product.points, product.script)) if product is not None else ""
