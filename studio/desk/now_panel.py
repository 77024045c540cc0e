"""What is being sold now, what comes next, and the few buttons a host needs without looking."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import HoldRundown, NextProduct, PreviousProduct, ShowCard
from studio.control.state import Show
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, Switch, button, name_it, row_of, ruler, set_kind, words
from studio.desk.language import said
from studio.desk.money import minutes_and_seconds, price
from studio.desk.on_now import OnNow, ProductClock, next_of, place_of, product_of
from studio.desk.product_view import ProductView, Thumbnail
from studio.desk.product_words import name_of
from studio.desk.refusals import RefusalNotice

KEYS_NEXT = "Ctrl+Right"
KEYS_PREVIOUS = "Ctrl+Left"
KEYS_CARD = "Ctrl+D"
KEYS_HOLD = "Ctrl+H"


class NowPanel(Card):
    def __init__(self, bridge: Bridge, clock: ProductClock) -> None:
        super().__init__("now", "goods")
        self._bridge, self._clock = bridge, clock
        self.nothing = words("soft", wrap=True)
        self.column.addWidget(self.nothing)
        self.current = ProductView()
        self.column.addWidget(self.current)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.time, self.planned = words("clock"), words("soft")
        times = QHBoxLayout()
        times.setSpacing(GAP)
        times.addWidget(self.time)
        times.addWidget(self.planned)
        times.addStretch(1)
        self.place = words("faint")
        times.addWidget(self.place)
        self.column.addLayout(times)
        self.column.addWidget(self.bar)
        self.previous, self.next = button("previous"), button("next", "primary")
        self.previous.clicked.connect(lambda: bridge.send(PreviousProduct()))
        self.next.clicked.connect(lambda: bridge.send(NextProduct()))
        self.column.addLayout(row_of(self.previous, self.next, stretch=1))
        self._next_word, self.next_name, self.next_price = words("faint"), words("name", wrap=True), words("soft")
        self.next_picture = Thumbnail(40)
        coming = QVBoxLayout()
        coming.setSpacing(0)
        coming.addWidget(self._next_word)
        coming.addWidget(self.next_name)
        following = QHBoxLayout()
        following.setSpacing(10)
        following.addWidget(self.next_picture)
        following.addLayout(coming, 1)
        following.addWidget(self.next_price)
        self.column.addLayout(following)
        self.column.addWidget(ruler())
        self.card_name, self.card = words(), Switch()
        self.card.clicked.connect(self._wish_card)
        self.hold_name, self.hold = words(), Switch()
        self.hold.clicked.connect(self._wish_hold)
        self.column.addLayout(row_of(self.card, self.card_name, self.hold, self.hold_name, stretch=1))
        self.notice = RefusalNotice(bridge, NextProduct, PreviousProduct, ShowCard, HoldRundown)
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        clock.ticked.connect(self._tick)
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("On now"))
        self.nothing.setText(self.tr("No product is on. “Next” begins the rundown."))
        self._next_word.setText(self.tr("Comes next"))
        for widget, command, keys in (
            (self.previous, "PreviousProduct", KEYS_PREVIOUS),
            (self.next, "NextProduct", KEYS_NEXT),
            (self.card, "ShowCard", KEYS_CARD),
            (self.hold, "HoldRundown", KEYS_HOLD),
        ):
            shown_keys = keys.replace("Right", "→").replace("Left", "←")
            name_it(widget, said(CATALOGUE[command].title), said(CATALOGUE[command].help), shown_keys)
        self.next.setText(said(CATALOGUE["NextProduct"].title))
        self.previous.setText(said(CATALOGUE["PreviousProduct"].title))
        self.card_name.setText(self.tr("Card shown"))
        self.hold_name.setText(said(CATALOGUE["HoldRundown"].title))
        self._show(self._bridge.state)
        self._tick(self._clock.now)

    def _show(self, state: Show) -> None:
        connected, product, coming = self._bridge.connected, product_of(state), next_of(state)
        self.current.show_product(product)
        self.nothing.setVisible(product is None)
        at, free = place_of(state), connected and not state.rundown_held
        for widget in (self.time, self.planned, self.bar, self.place):
            widget.setVisible(product is not None)
        self.place.setText(self.tr("{place} of {count}").format(place=at, count=len(state.rundown)))
        self.previous.setEnabled(free and bool(state.rundown) and at != 1)
        self.next.setEnabled(free and coming is not None)
        for part in (self._next_word, self.next_name, self.next_price, self.next_picture):
            part.setVisible(coming is not None)
        if coming is not None:
            self.next_name.setText(name_of(coming))
            self.next_price.setText(price(coming.price_fen))
            self.next_picture.show_path(coming.picture)
        self.card.setEnabled(connected and product is not None)
        self.card.setChecked(state.card)
        self.hold.setEnabled(connected and bool(state.rundown))
        self.hold.setChecked(state.rundown_held)

    def _tick(self, on: OnNow) -> None:
        product = product_of(self._bridge.state)
        planned_s = 60.0 * product.minutes if product is not None else 0.0
        self.time.setText(minutes_and_seconds(on.seconds))
        over = 0 < planned_s < on.seconds
        if over:
            over_by = minutes_and_seconds(on.seconds - planned_s)
            self.planned.setText(self.tr("{time} over").format(time=over_by))
        elif planned_s:
            self.planned.setText(self.tr("of {time} planned").format(time=minutes_and_seconds(planned_s)))
        else:
            self.planned.setText(self.tr("no time planned"))
        for widget in (self.planned, self.bar):
            set_kind(widget, "tone", "warn" if over else "")
        self.bar.setValue(round(1000 * min(1.0, on.seconds / planned_s)) if planned_s else 0)
        self.bar.setVisible(bool(planned_s) and product is not None)

    def _wish_card(self, on: bool) -> None:
        self.card.setChecked(not on)  # it follows the show, not the finger
        self._bridge.send(ShowCard(on))

    def _wish_hold(self, on: bool) -> None:
        self.hold.setChecked(not on)
        self._bridge.send(HoldRundown(on))
