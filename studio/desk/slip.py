"""A slip of the tongue is corrected at once, and a moment is marked for later: two buttons that must be near."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from studio.control import goods_events as ge
from studio.control.catalogue import CATALOGUE
from studio.control.console import Notice as Told
from studio.control.goods_commands import Correct, EndCorrection, MarkMoment
from studio.control.goods_decide import LEAST_CORRECTION_S, MOST_WORDS
from studio.control.state import Show
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, Speaking, button, name_it, quiet_button, words
from studio.desk.language import said
from studio.desk.operator import MOST_LETTERS, Operator

KEYS_CORRECT = "Ctrl+E"
KEYS_MARK = "Ctrl+B"
_MARKED_MS = 2500


class CorrectionDialog(QDialog):
    """What is right, and who says so."""

    def __init__(self, parent: QWidget, by: str, deed: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said(CATALOGUE["Correct"].title))
        self._deed = deed
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        why = words("soft", wrap=True)
        why.setText(
            self.tr("It is shown on the picture for {seconds} seconds at least, and logged.").format(
                seconds=round(LEAST_CORRECTION_S)
            )
        )
        column.addWidget(why)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("What is right, in words viewers understand"))
        self.text.setMinimumSize(400, 92)
        name_it(self.text, self.tr("What is right, in words viewers understand"))
        column.addWidget(self.text)
        self.by = QLineEdit(by)
        self.by.setMaxLength(MOST_LETTERS)
        self.by.setPlaceholderText(self.tr("Your name"))
        name_it(self.by, self.tr("Your name"))
        column.addWidget(self.by)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel, self.show_ = button(), button("correct", "primary")
        cancel.setText(self.tr("Cancel"))
        name_it(cancel, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.show_.setText(self.tr("Show the correction"))
        name_it(self.show_, self.tr("Show the correction"), "", "Ctrl+Enter")
        self.show_.setShortcut("Ctrl+Return")
        self.show_.clicked.connect(self._tell)
        foot.addWidget(cancel)
        foot.addWidget(self.show_)
        column.addLayout(foot)
        self.text.textChanged.connect(self._allow)
        self.by.textChanged.connect(lambda _: self._allow())
        self._allow()

    def _allow(self) -> None:
        text = " ".join(self.text.toPlainText().split())
        self.show_.setEnabled(0 < len(text) <= MOST_WORDS and bool(self.by.text().strip()))

    def _tell(self) -> None:
        self.accept()
        self._deed(self.text.toPlainText(), self.by.text().strip())


class SlipButtons(Speaking):
    """Correct and mark, in the head of the window: in reach whatever cards are open."""

    def __init__(self, bridge: Bridge, operator: Operator) -> None:
        super().__init__()
        self._bridge, self._operator = bridge, operator
        self.correct, self.mark = button("correct"), quiet_button("mark", size=20)
        self.mark.setCheckable(True)
        self.correct.clicked.connect(self.ask)
        self.mark.clicked.connect(self._mark)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.mark)
        row.addWidget(self.correct)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_MARKED_MS)
        self._rest.timeout.connect(lambda: self.mark.setChecked(False))
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(lambda _: self._allow())
        self.retranslate()

    def retranslate(self) -> None:
        for widget, command, keys in ((self.correct, "Correct", KEYS_CORRECT), (self.mark, "MarkMoment", KEYS_MARK)):
            name_it(widget, said(CATALOGUE[command].title), said(CATALOGUE[command].help), keys)
        self.correct.setText(said(CATALOGUE["Correct"].title))
        self._allow()

    def ask(self) -> None:
        CorrectionDialog(self.window(), self._operator.name, self._correct).open()

    def _correct(self, text: str, by: str) -> None:
        self._operator.rename(by)
        self._bridge.send(Correct(text, by))

    def _mark(self) -> None:
        self.mark.setChecked(False)  # it lights up when the show has marked it
        self._bridge.send(MarkMoment())

    def _allow(self) -> None:
        self.correct.setEnabled(self._bridge.connected)
        self.mark.setEnabled(self._bridge.connected)

    def _hear(self, told: Told) -> None:
        if any(isinstance(event, ge.MomentMarked) for event in told.events):
            self.mark.setChecked(True)
            self._rest.start()


class CorrectionStrip(Speaking):
    """Across the window while a correction stands: what it says, and the button that takes it away when it may go."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        frame = QFrame()
        frame.setObjectName("banner")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        mark = QLabel()
        icons.wear(mark, "correct", "on_warn", size=18)
        self.text, self.wait, self.end = words(wrap=True), words(), button()
        self.end.clicked.connect(lambda: bridge.send(EndCorrection()))
        row.addWidget(mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.wait)
        row.addWidget(self.end)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(lambda: self._show(self._bridge.state))
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        info = CATALOGUE["EndCorrection"]
        self.end.setText(said(info.title))
        name_it(self.end, said(info.title), said(info.help))
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        stands = bool(state.correction) and self._bridge.show_is_there
        left_s = state.correction_at_s + LEAST_CORRECTION_S - time.time() if stands else 0.0
        self.text.setText(self.tr("On the picture: {text}").format(text=state.correction) if stands else "")
        self.wait.setText(
            self.tr("It may go in {seconds} s").format(seconds=max(1, round(left_s))) if left_s > 0 else ""
        )
        self.end.setEnabled(self._bridge.connected and left_s <= 0)
        self.setVisible(stands)
        if stands != self._timer.isActive():
            self._timer.start() if stands else self._timer.stop()
