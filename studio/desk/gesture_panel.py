"""Gestures to play once over the live performance: one touch or one key each."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from studio.control import goods_events as ge
from studio.control.catalogue import CATALOGUE
from studio.control.console import Notice as Told
from studio.control.goods_commands import PlayGesture
from studio.control.state import Show
from studio.control.titles import GESTURE_TITLES
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, name_it, words
from studio.desk.language import said
from studio.desk.refusals import RefusalNotice

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
_LIT_MS = 900


class GestureButton(QPushButton):
    """Title and, if it has one, its key; lit for a moment when the show says that it plays."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.name, self.key = name, key
        self.setObjectName("expression")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        chip = QLabel(key)
        chip.setObjectName("chip")
        chip.setFixedHeight(20)
        chip.setVisible(bool(key))
        chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addStretch(1)
        row.addWidget(chip)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_LIT_MS)
        self._rest.timeout.connect(lambda: self.setChecked(False))
        self.retranslate()

    def retranslate(self) -> None:
        title = said(GESTURE_TITLES[self.name]) if self.name in GESTURE_TITLES else self.name
        self.setText(title)
        name_it(self, title, said(CATALOGUE["PlayGesture"].help), f"Alt+{self.key}" if self.key else "")

    def light_up(self) -> None:
        self.setChecked(True)
        self._rest.start()


class GesturePanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("gestures", "gesture")
        self._bridge = bridge
        self._offered: tuple[str, ...] = ()
        self.buttons: dict[str, GestureButton] = {}
        self.empty = words("soft", wrap=True)
        self.column.addWidget(self.empty)
        self.hint = words("faint", wrap=True)
        self.column.addWidget(self.hint)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.notice = RefusalNotice(bridge, PlayGesture)
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def add_keys(self, window: QWidget) -> None:
        """Alt+1 to Alt+0, wherever the focus is in the window."""
        for number, key in enumerate(KEYS):
            shortcut = QShortcut(QKeySequence(f"Alt+{key}"), window)
            shortcut.activated.connect(lambda number=number: self._press(number))

    def retranslate(self) -> None:
        self.entitle(self.tr("Gestures"))
        self.empty.setText(self.tr("This show has no gestures."))
        self.hint.setText(self.tr("Alt and its number play one."))
        for each in self.buttons.values():
            each.retranslate()
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        if state.gestures != self._offered:
            self._offered = state.gestures
            self._fill()
        self.empty.setVisible(not state.gestures)
        self.hint.setVisible(bool(state.gestures))
        for each in self.buttons.values():
            each.setEnabled(self._bridge.connected)

    def _fill(self) -> None:
        for old in self.buttons.values():
            self._grid.removeWidget(old)
            old.deleteLater()
        self.buttons = {}
        before: QWidget | None = None
        for index, name in enumerate(self._offered):
            made = GestureButton(name, KEYS[index] if index < len(KEYS) else "")
            made.clicked.connect(lambda _=False, name=name: self._play(name))
            self._grid.addWidget(made, index // 2, index % 2)
            self.buttons[name] = made
            if before is not None:
                QWidget.setTabOrder(before, made)
            before = made

    def _press(self, number: int) -> None:
        if number < len(self._offered) and self._bridge.connected:
            self._play(self._offered[number])

    def _play(self, name: str) -> None:
        self.buttons[name].setChecked(False)  # it follows the show, not the finger
        self._bridge.send(PlayGesture(name))

    def _hear(self, told: Told) -> None:
        for event in told.events:
            if isinstance(event, ge.GesturePlayed) and event.gesture in self.buttons:
                self.buttons[event.gesture].light_up()
