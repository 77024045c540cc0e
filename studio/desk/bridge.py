"""Between the show's console and Qt: one thread keeps the connection and sends, Qt's own thread hears.

The window never waits for the show. A wish is put into a queue; a wish that cannot be carried out comes back as a
`Refusal`. When the connection is lost, wishes that wait are refused rather than kept: a stale “go live” must not arrive
out of the blue.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio.control.commands import Command, StopShow
from studio.control.console import Notice
from studio.control.place import Place
from studio.control.remote_console import RemoteConsole
from studio.control.state import Show
from studio.core.errors import CommandError, RemoteError, StudioError

_log = logging.getLogger(__name__)

_LOOK_S = 0.25
"""Between two looks for a show, and the longest a lost connection stays unnoticed."""
_CONNECT_S = 3.0
_MOST_DEATHS = 3
_DEATHS_WITHIN_S = 120.0
"""A show that dies more often within that time is not started again by itself: something has to be mended first."""
_START_S = 45.0
"""A show that has not answered by then did not start: a cold machine loads its libraries in half of it."""


class Link(StrEnum):
    """How the desk stands with the show."""

    SEEKING = "seeking"
    STARTING = "starting"
    CONNECTED = "connected"
    LOST = "lost"
    """Was connected; the show's process is there and is called again."""
    ABSENT = "absent"
    """There is no show; `Bridge.start_show` starts one."""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    link: Link
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish the show did not grant."""

    command: Command
    problem: str
    remedy: str


class Bridge(QObject):
    """All signals come in the thread that made the bridge. `open` and `close` are called once each, from it."""

    state_changed = Signal(object)
    """`Show`: after every step, and when a show is found."""
    noticed = Signal(object)
    """`Notice`: the facts of one step; none for the first state after connecting."""
    link_changed = Signal(object)
    """`LinkStatus`"""
    refused = Signal(object)
    """`Refusal`"""
    place_changed = Signal(object)
    """`Place` of a newly connected show: its rings."""

    _heard = Signal(object)

    def __init__(
        self, find_show: Callable[[], Place | None], start_show: Callable[[], None], parent: QObject | None = None
    ) -> None:
        """Both are called in the bridge's thread, may take their time and may raise StudioError."""
        super().__init__(parent)
        self._find_show = find_show
        self._start_show = start_show
        self._wishes: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._start_wanted = threading.Event()
        self._closing = threading.Event()
        self._stop_show = False
        self._told: LinkStatus | None = None
        self._deaths_s: list[float] = []
        self._thread = threading.Thread(target=self._live, name="desk bridge", daemon=True)
        self.state = Show()
        """The newest heard."""
        self.link = LinkStatus(Link.SEEKING)
        self.place: Place | None = None
        self.started_show = False
        """Whether the present show was started by this desk."""
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def connected(self) -> bool:
        return self.link.link is Link.CONNECTED

    @property
    def show_is_there(self) -> bool:
        """Connected, or cut off from a show that lives: what was heard last is still the best that is known."""
        return self.link.link in (Link.CONNECTED, Link.LOST)

    def open(self, *, start_if_absent: bool = True) -> None:
        """Begins to look for the show."""
        if start_if_absent:
            self._start_wanted.set()
        self._thread.start()

    def send(self, command: Command) -> None:
        """Wishes. What comes of it is heard through the signals."""
        if self.connected:
            self._wishes.put(command)
        else:
            self.refused.emit(Refusal(command, "there is no connection to the show", ""))

    def start_show(self) -> None:
        """Starts a show if none is found."""
        self._start_wanted.set()

    def close(self, *, stop_show: bool = False, timeout_s: float = 5.0) -> None:
        """Lets go of the show, after asking it to end if `stop_show`."""
        self._stop_show = stop_show
        self._closing.set()
        self._wishes.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    # --- the bridge's thread ---------------------------------------------------------------------------------------

    def _live(self) -> None:
        starting_until_s: float | None = None
        while not self._closing.is_set():
            try:
                place = self._find_show()
            except StudioError as error:
                self._tell_link(Link.ABSENT, _what(error), error.remedy)
                self._closing.wait(_LOOK_S)
                continue
            if place is not None and self._attend(place):
                starting_until_s = None
                continue
            if starting_until_s is not None and time.monotonic() > starting_until_s:
                starting_until_s = None
                self._tell_link(Link.ABSENT, "the show did not start", "run `studio doctor` to see what is missing")
            elif self._start_wanted.is_set() and place is None:
                self._start_wanted.clear()
                if self._try_start():
                    starting_until_s = time.monotonic() + _START_S
            elif starting_until_s is None and place is None and (self._told is None or not self._told.problem):
                self._tell_link(Link.ABSENT)
            self._closing.wait(_LOOK_S)

    def _try_start(self) -> bool:
        if self._told is None or self._told.link is not Link.STARTING:
            self._tell_link(Link.STARTING)
        try:
            self._start_show()
        except StudioError as error:
            self._tell_link(Link.ABSENT, _what(error), error.remedy)
            return False
        self.started_show = True
        return True

    def _attend(self, place: Place) -> bool:
        """Stays with the show at `place` as long as it is there. False if it does not answer."""
        console = RemoteConsole(place.url, place.token)
        console.listen(self._heard.emit)
        try:
            console.connect(_CONNECT_S)
        except RemoteError:
            _log.info("the show at %s does not answer yet", place.url)
            return False
        try:
            self._heard.emit(place)
            self._tell_link(Link.CONNECTED)
            self._serve(console, place)
        finally:
            console.close()
        return True

    def _serve(self, console: RemoteConsole, place: Place) -> None:
        while not self._closing.is_set():
            if not console.connected:
                _bury(place.pid)
                if self._find_show() != place:
                    self._mourn(console.state.stopping)
                    return
                self._tell_link(Link.LOST)
                self._refuse_waiting()
            elif self._told is None or self._told.link is not Link.CONNECTED:
                self._tell_link(Link.CONNECTED)
            with contextlib.suppress(queue.Empty):
                command = self._wishes.get(timeout=_LOOK_S)
                if command is not None:
                    self._carry(console, command)
        if self._stop_show:
            with contextlib.suppress(CommandError):
                console.send(StopShow())

    def _mourn(self, stopping: bool) -> None:
        """The show is gone. One of our own that died unasked is started again, but not for ever."""
        now_s = time.monotonic()
        self._deaths_s = [at_s for at_s in self._deaths_s if now_s - at_s < _DEATHS_WITHIN_S]
        heals = self.started_show and not stopping and len(self._deaths_s) < _MOST_DEATHS
        self.started_show = False
        if heals:
            self._deaths_s.append(now_s)
            self._start_wanted.set()
            self._tell_link(Link.STARTING, "the show ended unexpectedly")
        else:
            self._tell_link(Link.ABSENT)

    def _carry(self, console: RemoteConsole, command: Command) -> None:
        try:
            console.send(command)
        except CommandError as error:
            self._heard.emit(Refusal(command, error.what, error.remedy))

    def _refuse_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while (command := self._wishes.get_nowait()) is not None:
                self._heard.emit(Refusal(command, "there is no connection to the show", ""))

    def _tell_link(self, link: Link, problem: str = "", remedy: str = "") -> None:
        status = LinkStatus(link, problem, remedy)
        if status != self._told:
            self._told = status
            self._heard.emit(status)

    # --- Qt's thread -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, heard: object) -> None:
        match heard:
            case Notice():
                self.state = heard.state
                self.noticed.emit(heard)
                self.state_changed.emit(heard.state)
            case LinkStatus():
                self.link = heard
                self.link_changed.emit(heard)
            case Place():
                self.place = heard
                self.place_changed.emit(heard)
            case Refusal():
                self.refused.emit(heard)


def _what(error: StudioError) -> str:
    return f"{error.what} ({error.where})" if error.where else error.what


def _bury(pid: int) -> None:
    """A show started from here is a child of this process: once dead, it looks alive until its end is asked for."""
    if sys.platform != "win32":
        with contextlib.suppress(ChildProcessError, PermissionError):
            os.waitpid(pid, os.WNOHANG)
