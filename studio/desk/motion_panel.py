"""The workshop's page for how far the performer has to move: a window for each motion, with what is seen now in it."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from studio.control.catalogue import CATALOGUE
from studio.control.state import Show
from studio.control.titles import MOTION_TITLES
from studio.control.tuning_commands import MeasureMotions, SetMotionWindow
from studio.control.tuning_reducer import window_of
from studio.core.tuning import Motion
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, Speaking, button, name_it, quiet_button, words
from studio.desk.gently import Gently
from studio.desk.language import said
from studio.desk.window_slider import WindowSlider


class MotionRow(Speaking):
    """One motion: its window, its ends in words, and the way back."""

    def __init__(self, bridge: Bridge, motion: Motion) -> None:
        super().__init__()
        self._bridge, self.motion = bridge, motion
        self.title, self.ends = words("field"), words("soft")
        self.slider, self.reset = WindowSlider(), quiet_button("undo", size=16)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.ends)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.slider)
        self._gently = Gently(self)
        self._gently.told.connect(lambda ends: bridge.send(SetMotionWindow(motion, *ends)))
        self.slider.moved.connect(self._move)
        self.reset.clicked.connect(lambda: bridge.send(SetMotionWindow(motion)))
        self.retranslate()

    def retranslate(self) -> None:
        title = said(MOTION_TITLES[self.motion])
        self.title.setText(title)
        starts, whole = CATALOGUE["SetMotionWindow"].arguments[1:]
        for end, argument in ((self.slider.low, starts), (self.slider.high, whole)):
            name_it(end, f"{title} · {said(argument.title)}", said(argument.help))
        name_it(self.reset, self.tr("Reset: {name}").format(name=title))
        self._say(self.slider.low.share, self.slider.high.share)

    def follow(self, state: Show, live: float | None) -> None:
        window = window_of(state, self.motion)
        if not self._gently.waits:
            self.slider.show_window(window.low, window.high)
            self._say(window.low, window.high)
        self.slider.show_live(live)
        self.slider.setEnabled(self._bridge.connected)
        self.reset.setEnabled(self._bridge.connected and not window.is_plain)

    def _move(self, low: float, high: float) -> None:
        self._say(low, high)
        self._gently.wish((low, high))

    def _say(self, low: float, high: float) -> None:
        self.ends.setText(f"{low:.0%} – {high:.0%}")


class MotionPanel(Speaking):
    """Asks the show to measure while it is seen, and no longer."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        self._title, self.reset = words("title"), button("undo")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.reset)
        column.addLayout(head)
        self._help, self._unseen = words("faint", wrap=True), words("soft", wrap=True)
        column.addWidget(self._help)
        column.addWidget(self._unseen)
        self.rows = {motion: MotionRow(bridge, motion) for motion in Motion}
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self.reset.clicked.connect(self._reset_all)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        info = CATALOGUE["SetMotionWindow"]
        self._title.setText(said(info.title))
        green = self.tr(
            "Green is what you do now. Up to the left end is rest; at the right end the avatar moves wholly."
        )
        self._help.setText(f"{said(info.help)}\n{green}")
        self._unseen.setText(self.tr("Nobody is seen now: the windows can be set, but nothing moves in them."))
        self.reset.setText(self.tr("Reset all"))
        name_it(self.reset, self.tr("Reset: {name}").format(name=said(info.title)))
        self._show(self._bridge.state)

    def showEvent(self, event: QShowEvent) -> None:
        self._bridge.send(MeasureMotions(True))
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._bridge.connected:
            self._bridge.send(MeasureMotions(False))
        super().hideEvent(event)

    def _show(self, state: Show) -> None:
        live = dict(state.motions)
        self._unseen.setVisible(not live)
        for motion, row in self.rows.items():
            row.follow(state, live.get(motion))
        self.reset.setEnabled(self._bridge.connected and bool(state.motion_windows))

    def _reset_all(self) -> None:
        for window in self._bridge.state.motion_windows:
            self._bridge.send(SetMotionWindow(window.motion))
