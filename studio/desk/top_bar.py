"""The top of the window: who we are, whether we are on air and for how long, and the three great buttons."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.control.catalogue import CATALOGUE
from studio.control.commands import CutToSlate, GoLive, Rehearse
from studio.control.state import Air, Show
from studio.control.titles import AIR_TITLES
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, Lamp, Segments, Speaking, button, name_it, quiet_button, set_kind, words
from studio.desk.gate import GateDialog
from studio.desk.language import said
from studio.desk.slip import SlipButtons
from studio.desk.workspaces import Workspace

KEYS_LIVE = "Ctrl+Shift+L"
KEYS_REHEARSE = "Ctrl+Shift+R"
KEYS_SLATE = "F8"
KEYS_WORKSPACE = {Workspace.STREAM: "Ctrl+1", Workspace.SELL: "Ctrl+2", Workspace.SETUP: "Ctrl+3"}


class AirSign(QFrame):
    """Rehearsal or on air, and since when."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("air")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(GAP)
        self.lamp, self.word, self.clock = Lamp("accent"), QLabel(), QLabel()
        figures = QFont()
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.clock.setFont(figures)
        for widget in (self.lamp, self.word, self.clock):
            row.addWidget(widget)


class TopBar(Speaking):
    menu_asked = Signal()
    workspace_asked = Signal(str)
    prompter_asked = Signal()
    card_asked = Signal(str)

    def __init__(self, bridge: Bridge, slips: SlipButtons) -> None:
        super().__init__()
        self._bridge, self.slips = bridge, slips
        self._state = bridge.state
        self._since_s: float | None = None
        self.setObjectName("base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 6, 10)
        row.setSpacing(10)

        flower = QLabel()
        icons.wear(flower, "flower", "accent_text", size=26)
        row.addWidget(flower)
        self._name = words("title")
        row.addWidget(self._name)
        row.addSpacing(14)
        self.workspaces = Segments([(each.value, "") for each in Workspace])
        self.workspaces.chosen.connect(self.workspace_asked)
        row.addWidget(self.workspaces)
        self.prompter = quiet_button("prompter", size=20)
        self.prompter.clicked.connect(self.prompter_asked)
        row.addWidget(self.prompter)
        row.addStretch(1)

        self.sign = AirSign()
        row.addWidget(self.sign)
        row.addSpacing(10)
        row.addWidget(slips)
        self.slate = button("slate", "slate")
        self.slate.setCheckable(True)
        self.slate.clicked.connect(self._wish_slate)
        row.addWidget(self.slate)
        self.rehearse = button("release")
        self.rehearse.clicked.connect(lambda: bridge.send(Rehearse()))
        row.addWidget(self.rehearse)
        self.live = button("live", "air")
        self.live.clicked.connect(self._wish_live)
        self.live.setMinimumSize(QSize(104, 0))
        row.addWidget(self.live)
        row.addSpacing(4)
        self.menu = quiet_button("menu", size=20)
        self.menu.clicked.connect(self.menu_asked)
        row.addWidget(self.menu)

        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tell_clock)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self._show(bridge.state)
        self.retranslate()

    def set_on_air_since(self, since_s: float | None) -> None:
        """Seconds since 1970; None while rehearsing."""
        self._since_s = since_s
        self._tell_clock()

    def retranslate(self) -> None:
        self._name.setText(self.tr("Qionghua Studio"))
        for widget, command, keys in (
            (self.slate, "CutToSlate", KEYS_SLATE),
            (self.rehearse, "Rehearse", KEYS_REHEARSE),
            (self.live, "GoLive", KEYS_LIVE),
        ):
            info = CATALOGUE[command]
            name_it(widget, said(info.title), said(info.help), keys)
        self.slate.setText(self.tr("Slate"))
        self.rehearse.setText(said(CATALOGUE["Rehearse"].title))
        self.live.setText(said(CATALOGUE["GoLive"].title))
        for workspace, name, help_ in (
            (Workspace.STREAM, self.tr("Stream"), self.tr("Perform: expressions, gestures, framing, outputs")),
            (Workspace.SELL, self.tr("Sell"), self.tr("Rundown, the present product, comments, overlays")),
            (Workspace.SETUP, self.tr("Set up"), self.tr("Brand, avatar, look, camera")),
        ):
            self.workspaces.say(workspace, name, help_)
            name_it(self.workspaces.button(workspace), name, help_, KEYS_WORKSPACE[workspace])
        name_it(
            self.prompter, self.tr("Prompter"), self.tr("What the performer reads, in a window of its own"), "Ctrl+T"
        )
        name_it(self.menu, self.tr("Menu"), self.tr("Language, theme, cards, about"), "F10")
        self._say_air()

    def _wish_live(self) -> None:
        """On air; where the gate is closed, what it still asks for."""
        if all(row.open for row in self._state.gate):
            self._bridge.send(GoLive())
        else:
            dialog = GateDialog(self.window(), self._bridge)
            dialog.place_asked.connect(self.card_asked)
            dialog.open()

    def _wish_slate(self, on: bool) -> None:
        self.slate.setChecked(self._state.slate)
        self._bridge.send(CutToSlate(on))

    def _show(self, state: Show) -> None:
        self._state = state
        connected, live = self._bridge.connected, self._live()
        for widget in (self.slate, self.rehearse, self.live):
            widget.setEnabled(connected)
        self.slate.setChecked(state.slate)
        self.rehearse.setVisible(live)
        self.live.setVisible(not live)
        set_kind(self.sign, "air", "live" if live else "")
        for label in (self.sign.word, self.sign.clock):
            _polish(label)
        self.sign.lamp.shine("on_air" if live else "accent" if self._bridge.show_is_there else "text_faint")
        if live != self._timer.isActive():
            self._timer.start() if live else self._timer.stop()
        self._say_air()

    def _live(self) -> bool:
        return self._bridge.show_is_there and self._state.air is Air.LIVE

    def _say_air(self) -> None:
        there = self._bridge.show_is_there
        self.sign.word.setText(said(AIR_TITLES[self._state.air]) if there else self.tr("No show"))
        self._tell_clock()

    def _tell_clock(self) -> None:
        live = self._live()
        self.sign.clock.setVisible(live)
        seconds = int(max(0.0, time.time() - self._since_s)) if live and self._since_s else 0
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if clock != self.sign.clock.text():
            self.sign.clock.setText(clock)
        self.sign.setAccessibleName(f"{self.sign.word.text()} {clock if live else ''}".strip())


def _polish(widget: QWidget) -> None:
    """A label whose look depends on its parent's property is looked up anew."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
