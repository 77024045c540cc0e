"""What lies over the picture: each overlay's switch, the words that may be set by hand, and the countdown."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import (
    ChooseCloseUp,
    KeyCloseUp,
    SetOverlayText,
    ShowOverlay,
    StartCountdown,
    StopCountdown,
)
from studio.control.goods_decide import LONGEST_COUNTDOWN_MIN, MOST_WORDS
from studio.control.state import Air, Show
from studio.control.titles import OVERLAY_TITLES
from studio.core.preset import OverlayItem, OverlayKind
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.close_up_row import CloseUpRow
from studio.desk.controls import GAP, Speaking, Switch, button, name_it, row_of, ruler, set_kind, words
from studio.desk.language import said
from studio.desk.money import minutes_and_seconds
from studio.desk.refusals import RefusalNotice

_SPOKEN = (OverlayKind.LOWER_THIRD, OverlayKind.TICKER, OverlayKind.NOTICE, OverlayKind.PRICE_DROP)
"""Their words may be set by hand; the others take theirs from the rundown, the preset or a command."""


class OverlayRow(Speaking):
    """One overlay."""

    def __init__(self, bridge: Bridge, overlay: str) -> None:
        super().__init__()
        self._bridge, self._overlay = bridge, overlay
        self._item: OverlayItem | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.name, self.switch = words(wrap=True), Switch()
        self.switch.clicked.connect(self._wish)
        column.addLayout(row_of(self.name, self.switch, stretch=0))
        self.zh, self.en = QLineEdit(), QLineEdit()
        for field in (self.zh, self.en):
            field.setMaxLength(MOST_WORDS)
            field.editingFinished.connect(self._tell_text)
            column.addWidget(field)
            field.hide()

    def show_item(self, item: OverlayItem, *, english: bool, name: str, live: bool) -> None:
        self._item = item
        self.name.setText(name)
        speaking = item.kind in _SPOKEN
        self.switch.setChecked(item.shown)
        must = live and item.kind is OverlayKind.SELLER and item.shown
        self.switch.setEnabled(self._bridge.connected and not must)
        help_ = self.tr("The seller has to be seen for the whole broadcast") if must else ""
        name_it(self.switch, name, help_ or said(CATALOGUE["ShowOverlay"].help))
        self.zh.setVisible(speaking)
        self.en.setVisible(speaking and english)
        for field, text, language in (
            (self.zh, item.text_zh, self.tr("in Chinese")),
            (self.en, item.text_en, self.tr("in English")),
        ):
            field.setEnabled(self._bridge.connected)
            if not field.hasFocus() and field.text() != text:
                field.setText(text)
            field.setPlaceholderText(self.tr("Words {language}").format(language=language))
            name_it(field, self.tr("{overlay}: words {language}").format(overlay=name, language=language))

    def _wish(self, on: bool) -> None:
        self.switch.setChecked(not on)  # it follows the show, not the finger
        self._bridge.send(ShowOverlay(self._overlay, on))

    def _tell_text(self) -> None:
        item, zh, en = self._item, self.zh.text().strip(), self.en.text().strip()
        if item is not None and (zh, en) != (item.text_zh, item.text_en) and self._bridge.connected:
            self._bridge.send(SetOverlayText(self._overlay, zh, en))


class CountdownRow(Speaking):
    """A countdown to a real end."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._title = words("field")
        column.addWidget(self._title)
        self.what, self.minutes = QLineEdit(), QDoubleSpinBox()
        self.what.setMaxLength(60)
        self.minutes.setRange(0.5, LONGEST_COUNTDOWN_MIN)
        self.minutes.setDecimals(1)
        self.minutes.setValue(5.0)
        self.minutes.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.start, self.stop = button("clock"), button("stop")
        self.start.clicked.connect(self.begin)
        self.what.returnPressed.connect(self.begin)
        self.stop.clicked.connect(lambda: bridge.send(StopCountdown()))
        self._asks = QWidget()
        asks = QVBoxLayout(self._asks)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(GAP)
        asks.addWidget(self.what)
        asks.addLayout(row_of(self.minutes, self.start, stretch=1))
        column.addWidget(self._asks)
        self.left, self.running = words("clock"), words("soft", wrap=True)
        self._runs = QWidget()
        runs = QHBoxLayout(self._runs)
        runs.setContentsMargins(0, 0, 0, 0)
        runs.setSpacing(GAP)
        runs.addWidget(self.left)
        runs.addWidget(self.running, 1)
        runs.addWidget(self.stop)
        column.addWidget(self._runs)
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)
        self.what.textChanged.connect(lambda _: self._allow())
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Countdown"))
        self.what.setPlaceholderText(self.tr("What happens then, such as “the price ends”"))
        name_it(self.what, self.tr("What the countdown ends with"))
        self.minutes.setSuffix(self.tr(" min"))
        name_it(self.minutes, self.tr("Minutes from now"))
        for widget, command in ((self.start, "StartCountdown"), (self.stop, "StopCountdown")):
            name_it(widget, said(CATALOGUE[command].title), said(CATALOGUE[command].help))
        self.start.setText(self.tr("Start"))
        self.stop.setText(self.tr("Stop"))
        self._show(self._bridge.state)

    def begin(self) -> None:
        if self.start.isEnabled():
            self._bridge.send(StartCountdown(self.what.text().strip(), self.minutes.value()))

    def _show(self, state: Show) -> None:
        runs = state.countdown is not None
        self._asks.setVisible(not runs)
        self._runs.setVisible(runs)
        self.stop.setEnabled(self._bridge.connected)
        self._allow()
        if runs != self._timer.isActive():
            self._timer.start() if runs else self._timer.stop()
        self._tick()

    def _allow(self) -> None:
        self.start.setEnabled(self._bridge.connected and bool(self.what.text().strip()))

    def _tick(self) -> None:
        countdown = self._bridge.state.countdown
        if countdown is None:
            return
        left_s = countdown.ends_at_s - time.time()
        self.left.setText(minutes_and_seconds(left_s + 0.999))
        set_kind(self.left, "tone", "warn" if left_s < 10 else "")
        self.running.setText(
            countdown.what if left_s > 0 else self.tr("{what}: time is up").format(what=countdown.what)
        )


class OverlayPanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("overlays", "layers")
        self._bridge = bridge
        self.rows: dict[str, OverlayRow] = {}
        self.empty = words("soft", wrap=True)
        self.column.addWidget(self.empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.column.addLayout(self._list)
        self.notice = RefusalNotice(
            bridge, ShowOverlay, SetOverlayText, StartCountdown, StopCountdown, ChooseCloseUp, KeyCloseUp
        )
        self.column.addWidget(self.notice)
        self.close_up = CloseUpRow(bridge)
        self.close_up.part.troubled.connect(lambda: self.reveal(self.close_up.part.notice))
        self.column.addWidget(self.close_up)
        self.column.addWidget(ruler())
        self.countdown = CountdownRow(bridge)
        self.column.addWidget(self.countdown)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Overlays"))
        self.empty.setText(self.tr("A brand's preset brings its overlays."))
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        if tuple(item.id for item in state.overlays) != tuple(self.rows):
            self._fill(state)
        self.empty.setVisible(not state.overlays)
        kinds = [item.kind for item in state.overlays]
        for item in state.overlays:
            title = said(OVERLAY_TITLES[item.kind])
            name = title if kinds.count(item.kind) == 1 else f"{title} · {item.id}"
            self.rows[item.id].show_item(item, english=state.preset.english, name=name, live=state.air is Air.LIVE)

    def _fill(self, state: Show) -> None:
        for old in self.rows.values():
            self._list.removeWidget(old)
            old.deleteLater()
        self.rows = {item.id: OverlayRow(self._bridge, item.id) for item in state.overlays}
        before: QWidget | None = None
        for row in self.rows.values():
            self._list.addWidget(row)
            for widget in (row.switch, row.zh, row.en):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.countdown.what)
