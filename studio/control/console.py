"""What a panel holds in its hand: the show as seen from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from studio.control.commands import Command
from studio.control.events import Event
from studio.control.state import Show


@dataclass(frozen=True, slots=True)
class Notice:
    """One step of the show's story: the facts of one command or report, and the state after them."""

    state: Show
    events: tuple[Event, ...]


class Console(Protocol):
    """Lives in the show process. Thread-safe; nothing here waits for the show's picture."""

    @property
    def state(self) -> Show:
        """The state now."""

    def send(self, command: Command) -> tuple[Event, ...]:
        """Decides the command at once and returns its facts; the work follows. Raises CommandError if it cannot be."""

    def listen(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `listener` after every step, in order, from any thread; it must not wait. Returns how to stop."""
