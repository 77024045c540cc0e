"""Expressions to hold: one touch or one key puts one on, the same lets go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from studio.control.catalogue import CATALOGUE
from studio.control.commands import HoldExpression, ReleaseExpressions
from studio.control.state import Show
from studio.control.titles import EXPRESSION_TITLES
from studio.core.names import ARKIT
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, button, name_it, row_of, words
from studio.desk.language import said

_FIRST = ("happy", "relaxed", "surprised", "sad", "angry")
_LAST = ("blinkLeft", "blinkRight", "blink")
_LEFT_OUT = frozenset({"aa", "ih", "ou", "ee", "oh", "lookUp", "lookDown", "lookLeft", "lookRight", "neutral"})
"""Driven by mouth and eyes; nobody holds them."""
_ARKIT = frozenset(name.lower() for name in ARKIT)
KEYS = 9


def to_hold(expressions: tuple[str, ...]) -> tuple[str, ...]:
    """What the pad offers of an avatar's expressions: moods, its own, winks; never single muscles."""
    own = tuple(
        name
        for name in expressions
        if name not in _LEFT_OUT and name not in _FIRST and name not in _LAST and name.lower() not in _ARKIT
    )
    return tuple(name for name in (*_FIRST, *own, *_LAST) if name in expressions)


class ExpressionButton(QPushButton):
    """Title and, if it has one, its key."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.name = name
        self.key = key
        self.setObjectName("expression")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        self._key = QLabel(key)
        self._key.setObjectName("chip")
        self._key.setFixedHeight(20)
        self._key.setVisible(bool(key))
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addStretch(1)
        row.addWidget(self._key)
        self.retranslate()

    def retranslate(self) -> None:
        title = said(EXPRESSION_TITLES[self.name]) if self.name in EXPRESSION_TITLES else self.name
        self.setText(title)
        name_it(self, title, said(CATALOGUE["HoldExpression"].help), self.key)


class ExpressionPanel(Card):
    """One mood at a time, unless Shift is held: two at once rarely make a face."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("expressions", "face")
        self._bridge = bridge
        self._offered: tuple[str, ...] = ()
        self.buttons: dict[str, ExpressionButton] = {}
        self._empty = words("soft", wrap=True)
        self.column.addWidget(self._empty)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self._strength_name, self.strength, self._number = (
            words("field"),
            QSlider(Qt.Orientation.Horizontal),
            words("soft"),
        )
        self.strength.setRange(10, 100)
        self.strength.setSingleStep(5)
        self.strength.setPageStep(10)
        self.strength.setValue(100)
        self._number.setMinimumWidth(40)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.strength.valueChanged.connect(self._show_strength)
        self.strength.sliderReleased.connect(self._hold_again)
        self.column.addLayout(row_of(self._strength_name, self.strength, self._number, stretch=1))
        self.release = button("release")
        self.release.clicked.connect(lambda: bridge.send(ReleaseExpressions()))
        self.column.addWidget(self.release)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def add_keys(self, window: QWidget) -> None:
        """1–9 hold, 0 lets go, wherever the focus is in the window but in a field for text."""
        for number in range(1, KEYS + 1):
            shortcut = QShortcut(QKeySequence(str(number)), window)
            shortcut.activated.connect(lambda number=number: self._press(number))
        QShortcut(QKeySequence("0"), window).activated.connect(lambda: self._bridge.send(ReleaseExpressions()))

    def retranslate(self) -> None:
        self.entitle(self.tr("Expressions"))
        self._empty.setText(self.tr("The avatar's expressions appear here once it is loaded."))
        self._strength_name.setText(self.tr("Strength"))
        name_it(self.strength, self.tr("Strength"), self.tr("Of the next expression, and of the one that is held"))
        info = CATALOGUE["ReleaseExpressions"]
        self.release.setText(said(info.title))
        name_it(self.release, said(info.title), said(info.help), "0")
        for each in self.buttons.values():
            each.retranslate()
        self._show_strength(self.strength.value())

    def _show(self, state: Show) -> None:
        offered = to_hold(state.expressions)
        if offered != self._offered:
            self._offered = offered
            self._fill(offered)
        held, connected = dict(state.held), self._bridge.connected
        for name, each in self.buttons.items():
            each.setEnabled(connected)
            each.setChecked(name in held)
        self._empty.setVisible(not offered)
        self.strength.setEnabled(connected and bool(offered))
        self.release.setEnabled(connected and bool(held))

    def _fill(self, offered: tuple[str, ...]) -> None:
        for old in self.buttons.values():
            self._grid.removeWidget(old)
            old.deleteLater()
        self.buttons = {}
        before: QWidget | None = None
        for index, name in enumerate(offered):
            made = ExpressionButton(name, str(index + 1) if index < KEYS else "")
            made.clicked.connect(lambda _=False, name=name: self._toggle(name))
            self._grid.addWidget(made, index // 2, index % 2)
            self.buttons[name] = made
            if before is not None:
                QWidget.setTabOrder(before, made)
            before = made
        if before is not None:
            QWidget.setTabOrder(before, self.strength)

    def _press(self, number: int) -> None:
        if number <= len(self._offered) and self._bridge.connected:
            self._toggle(self._offered[number - 1])

    def _toggle(self, name: str) -> None:
        held = dict(self._bridge.state.held)
        if name in self.buttons:
            self.buttons[name].setChecked(name in held)  # it follows the show, not the finger
        if name in held:
            self._bridge.send(HoldExpression(name, 0.0))
            return
        if not QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            for other in held:
                self._bridge.send(HoldExpression(other, 0.0))
        self._bridge.send(HoldExpression(name, self.strength.value() / 100))

    def _show_strength(self, percent: int) -> None:
        self._number.setText(f"{percent} %")
        if not self.strength.isSliderDown():
            self._hold_again()

    def _hold_again(self) -> None:
        weight = self.strength.value() / 100
        for name, now in self._bridge.state.held:
            if name in self.buttons and now != weight and self._bridge.connected:
                self._bridge.send(HoldExpression(name, weight))
