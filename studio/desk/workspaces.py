"""Three workspaces, each with its cards where that work wants them; what the user moves is remembered for each.

A tall picture leaves room beside it and a wide one below, so each workspace has a layout for either shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow

from studio.control.state import Show

_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Workspace(StrEnum):
    STREAM = "stream"
    """Perform: expressions, gestures, framing, outputs."""
    SELL = "sell"
    """Sell: rundown, the present product, comments, overlays."""
    SETUP = "setup"
    """Before the show: brand, avatar, look, camera."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Cards that share one place as tabs, the first in front, and its share of the area."""

    cards: tuple[str, ...]
    share: int = 100


@dataclass(frozen=True, slots=True)
class Plan:
    left: tuple[Stack, ...] = ()
    right: tuple[Stack, ...] = ()
    bottom: tuple[Stack, ...] = ()
    left_width: int = 290
    """Logical pixels, in a window of 1440."""
    right_width: int = 320
    bottom_share: float = 0.33
    """Of the window's height."""
    most_bottom: int = 296
    bottom_to_left: bool = False
    """The bottom goes under the left column too."""


PLANS: Mapping[tuple[Workspace, bool], Plan] = {
    (Workspace.STREAM, False): Plan(
        left=(Stack(("avatars",), 470), Stack(("source",), 330)),
        right=(Stack(("look",), 410), Stack(("expressions",), 390)),
        bottom=(Stack(("outputs", "log"), 400), Stack(("gestures",), 390)),
    ),
    (Workspace.STREAM, True): Plan(
        left=(Stack(("avatars",), 440), Stack(("source", "outputs", "log"), 360)),
        right=(Stack(("look",), 384), Stack(("expressions", "gestures"), 420)),
        left_width=360,
        right_width=380,
    ),
    (Workspace.SELL, False): Plan(
        left=(Stack(("now",)),),
        right=(Stack(("comments", "overlays", "brand"), 440), Stack(("gestures", "expressions", "log"), 360)),
        bottom=(Stack(("rundown",)),),
        left_width=310,
        right_width=340,
        bottom_share=0.32,
        most_bottom=460,
        bottom_to_left=True,
    ),
    (Workspace.SELL, True): Plan(
        left=(Stack(("rundown",), 360), Stack(("now",), 440)),
        right=(Stack(("comments", "overlays", "brand"), 440), Stack(("gestures", "expressions", "log"), 360)),
        left_width=590,
        right_width=330,
    ),
    (Workspace.SETUP, False): Plan(
        left=(Stack(("brand",), 340), Stack(("avatars",), 460)),
        right=(Stack(("look",), 440), Stack(("source", "links"), 360)),
        bottom=(Stack(("outputs",), 420), Stack(("log",), 370)),
        left_width=300,
        right_width=330,
    ),
    (Workspace.SETUP, True): Plan(
        left=(Stack(("brand",), 340), Stack(("avatars",), 460)),
        right=(Stack(("look",), 400), Stack(("source", "links", "outputs", "log"), 400)),
        left_width=360,
        right_width=380,
    ),
}


class Workspaces(QObject):
    """Arranges the window's cards. `follow` is told every state."""

    entered = Signal(str)

    def __init__(
        self, window: QMainWindow, cards: Mapping[str, QDockWidget], current: str, layouts: Mapping[str, str]
    ) -> None:
        """`layouts` as `remembered` gave them."""
        super().__init__(window)
        self._window, self._cards = window, dict(cards)
        self._layouts = dict(layouts)
        self._tall = False
        self.current = Workspace(current) if current in tuple(Workspace) else Workspace.STREAM

    def enter(self, workspace: Workspace) -> None:
        if workspace is not self.current:
            self._keep()
            self.current = workspace
            self.restore()

    def follow(self, state: Show) -> None:
        """The picture's shape has a layout of its own."""
        tall = state.canvas.height > state.canvas.width
        if tall != self._tall:
            self._keep()
            self._tall = tall
            self.restore()

    def restore(self) -> None:
        """As the user left it; as on the first day where nothing is remembered, or nothing sound."""
        kept = self._layouts.get(self._key(), "")
        if kept:
            self._clear()  # else Qt leaves the old tabs of stacked cards lying over the new layout
        if not (kept and self._window.restoreState(QByteArray.fromBase64(kept.encode("ascii", "replace")))):
            self.lay_out_anew()
        self.entered.emit(str(self.current))

    def lay_out_anew(self) -> None:
        """Every card of the workspace back where it was on the first day; the others away."""
        plan, window = PLANS[self.current, self._tall], self._window
        self._clear()
        corner = _BOTTOM if plan.bottom_to_left else _LEFT
        window.setCorner(Qt.Corner.BottomLeftCorner, corner)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        for area, stacks, way in (
            (_LEFT, plan.left, _DOWN),
            (_RIGHT, plan.right, _DOWN),
            (_BOTTOM, plan.bottom, _ACROSS),
        ):
            self._place(area, stacks, way)
        corner_head = self._cards[plan.right[-1].cards[0]]
        for name, card in self._cards.items():
            if not _holds(plan, name):  # where the menu will show it
                window.addDockWidget(_RIGHT, card)
                window.tabifyDockWidget(corner_head, card)
                card.hide()
        corner_head.raise_()
        wide = min(1.25, max(1.0, window.width() / 1440))
        heads = [self._cards[stacks[0].cards[0]] for stacks in (plan.left, plan.right) if stacks]
        widths = (plan.left_width, plan.right_width)
        window.resizeDocks(heads, [round(wide * width) for width in widths], _ACROSS)
        if plan.bottom:
            bottom = [self._cards[stack.cards[0]] for stack in plan.bottom]
            window.resizeDocks(bottom, [stack.share for stack in plan.bottom], _ACROSS)
            height = min(round(plan.bottom_share * window.height()), plan.most_bottom)
            window.resizeDocks(bottom[:1], [height], _DOWN)
        for stacks in (plan.left, plan.right):
            column = [self._cards[stack.cards[0]] for stack in stacks]
            window.resizeDocks(column, [stack.share for stack in stacks], _DOWN)

    def reveal(self, name: str) -> None:
        """Brings a card to the front, in whatever workspace; one that is away comes in the workspace it belongs to."""
        card = self._cards[name]
        if card.isHidden():
            homes = [space for space in Workspace if _holds(PLANS[space, self._tall], name)]
            self.enter(homes[0])
        card.show()
        card.raise_()

    def remembered(self) -> dict[str, str]:
        self._keep()
        return dict(self._layouts)

    def _clear(self) -> None:
        for card in self._cards.values():
            card.setFloating(False)
            self._window.removeDockWidget(card)

    def _place(self, area: Qt.DockWidgetArea, stacks: tuple[Stack, ...], way: Qt.Orientation) -> None:
        before: QDockWidget | None = None
        for stack in stacks:
            head = self._cards[stack.cards[0]]
            if before is None:
                self._window.addDockWidget(area, head)
            else:
                self._window.splitDockWidget(before, head, way)
            head.show()
            before = head
        for stack in stacks:  # after the splitting: what is split off a tab becomes another tab
            head = self._cards[stack.cards[0]]
            for name in stack.cards[1:]:
                self._window.tabifyDockWidget(head, self._cards[name])
                self._cards[name].show()
            head.raise_()

    def _keep(self) -> None:
        self._layouts[self._key()] = bytes(self._window.saveState().toBase64().data()).decode("ascii")

    def _key(self) -> str:
        return f"{self.current}/{'tall' if self._tall else 'wide'}"


def _holds(plan: Plan, name: str) -> bool:
    return any(name in stack.cards for stack in (*plan.left, *plan.right, *plan.bottom))
