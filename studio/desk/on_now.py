"""Which product is on and for how long: one clock for the rundown, the present product's card and the prompter."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from studio.control import goods_events as ge
from studio.control.console import Notice
from studio.control.state import Show
from studio.core.goods import Product
from studio.desk.bridge import Bridge

_TICK_MS = 1000


@dataclass(frozen=True, slots=True)
class OnNow:
    """Which product is on, and how long each has been."""

    product: str = ""
    seconds: float = 0.0
    spent: tuple[tuple[str, float], ...] = ()
    """Of products that were on before, as far as this desk has seen them: (id, seconds)."""


def product_of(state: Show) -> Product | None:
    """The one that is on."""
    return next((each for each in state.rundown if each.id == state.product), None)


def next_of(state: Show) -> Product | None:
    """The one that `NextProduct` would show."""
    if not state.rundown:
        return None
    if not state.product:
        return state.rundown[0]
    at = next((row for row, each in enumerate(state.rundown) if each.id == state.product), len(state.rundown))
    return state.rundown[at + 1] if at + 1 < len(state.rundown) else None


def place_of(state: Show) -> int:
    """Place of the present product, counted from 1; 0 if none is on."""
    return next((row + 1 for row, each in enumerate(state.rundown) if each.id == state.product), 0)


class ProductClock(QObject):
    """Ticks every second while a product is on, and at every change."""

    ticked = Signal(object)
    """`OnNow`"""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._product, self._at_s = "", 0.0
        self._spent: dict[str, float] = {}
        self.now = OnNow()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        bridge.noticed.connect(self._hear)
        self._show(bridge.state)

    def tick(self) -> None:
        seconds = max(0.0, time.time() - self._at_s) if self._product else 0.0
        self.now = OnNow(self._product, float(int(seconds)), tuple(self._spent.items()))
        self.ticked.emit(self.now)

    def _hear(self, told: Notice) -> None:
        for event in told.events:  # one step may hold several
            if isinstance(event, ge.ProductShown):
                self._change(event.product, event.at_s)
        self._show(told.state)

    def _show(self, state: Show) -> None:
        if (state.product, state.product_at_s if state.product else 0.0) != (self._product, self._at_s):
            self._change(state.product, state.product_at_s if state.product else 0.0)
        if not state.rundown:
            self._spent.clear()

    def _change(self, product: str, at_s: float) -> None:
        if self._product:
            until_s = at_s if product else time.time()
            before_s = self._spent.get(self._product, 0.0)
            self._spent[self._product] = before_s + max(0.0, until_s - self._at_s)
        self._product, self._at_s = product, at_s
        self._timer.start() if self._product else self._timer.stop()
        self.tick()
