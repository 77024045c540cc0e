"""The console as it lives in the show process: holds the state, decides commands, takes in reports, tells everybody."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from studio.control.commands import Command
from studio.control.console import Notice
from studio.control.events import Event
from studio.control.reducer import apply, reduce
from studio.control.state import Show

_log = logging.getLogger(__name__)


class ShowConsole:
    """A Console. Any thread may send, report and listen.

    Deciding happens under a lock; telling does not. Steps wait in one queue, and whichever thread finds it unattended
    tells them one after the other, the director first. So everybody hears the same order, a listener may itself send or
    report, and a sender whose step is told by another thread does not wait for it.
    """

    def __init__(
        self,
        state: Show | None = None,
        *,
        director: Callable[[Notice], None] | None = None,
        guard: Callable[[Show, Command, Show], None] = lambda _before, _command, _after: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`director` turns facts into work; it hears every step before the listeners and must not wait either.

        `guard` hears the state before, the wish, and the state it would make; it raises CommandError for what is well
        formed but may not be, such as banned words on air.
        `clock`: seconds since 1970.
        """
        self._state = state or Show()
        self._guard = guard
        self._clock = clock
        self._director = director
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[Notice], None], ...] = ()
        self._untold: deque[Notice] = deque()
        self._telling = False

    @property
    def state(self) -> Show:
        """The state now."""
        return self._state

    def send(self, command: Command) -> tuple[Event, ...]:
        """Decides the command and returns its facts; raises CommandError, the state unchanged, if it cannot be."""
        with self._lock:
            state, events = reduce(self._state, command, self._clock())
            self._guard(self._state, command, state)
            self._step(state, events)
        self._tell()
        return events

    def report(self, *events: Event) -> None:
        """Takes in what a part of the show says happened, as one step."""
        with self._lock:
            state = self._state
            for event in events:
                state = apply(state, event)
            self._step(state, events)
        self._tell()

    def listen(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `listener` after every later step, in order, from any thread. Returns how to stop."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(item for item in self._listeners if item is not listener)

        return stop

    def _step(self, state: Show, events: tuple[Event, ...]) -> None:
        self._state = state
        if events:
            self._untold.append(Notice(state, events))

    def _tell(self) -> None:
        while True:
            with self._lock:
                if self._telling or not self._untold:
                    return
                self._telling = True
                notice, listeners = self._untold.popleft(), self._listeners
            try:
                for listener in (self._director, *listeners) if self._director else listeners:
                    try:
                        listener(notice)
                    except Exception:  # a panel's bug is not the show's end
                        _log.exception("a listener failed on %s", notice.events)
            finally:
                with self._lock:
                    self._telling = False
