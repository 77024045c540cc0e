"""Keeps a connection to OBS: finds it, loses it, finds it again, and says so in words.

One thread does everything that may wait, so nothing that waits for OBS is ever the show's. What OBS says and what
others `post` come to it through one queue, in order.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from studio.core.errors import StudioError
from studio.remote.obs.client import Data, ObsClient, ObsNotThereError, ObsRequestError, WebSocketClient
from studio.remote.obs.settings import ObsAddress

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How OBS is looked for."""

    first_wait_s: float = 0.25
    """Doubled after each vain try."""
    longest_wait_s: float = 2.0
    """An OBS that comes back is found within this and the time a connection takes."""
    refused_wait_s: float = 5.0
    """A password does not become right by hurrying, but it may be changed in OBS."""
    heartbeat_s: float = 2.0
    """Of silence, after which OBS is asked whether it lives."""


class Guest(Protocol):
    """Who uses the connection. All is called from the supervisor's thread, which it may keep waiting.

    ObsNotThereError raised in any of them counts as a lost connection; a StudioError otherwise is told in the log.
    """

    def connected(self, client: ObsClient, version: Data) -> None: ...

    def said(self, client: ObsClient, name: str, data: Data) -> None:
        """An event of OBS."""

    def told(self, client: ObsClient | None, message: Any) -> None:
        """What was posted; without a client if OBS is away."""

    def idle(self, client: ObsClient) -> None:
        """Called some times a second."""

    def lost(self, problem: str, remedy: str) -> None:
        """OBS is not there (any more) and is looked for. Told once for each problem."""

    def refused(self, problem: str, remedy: str) -> None:
        """OBS says no. It is tried again, seldom."""

    def left(self) -> None:
        """The last word after `leave`."""


Opener = Callable[..., ObsClient]
_IDLE_S = 0.25


class Supervisor:
    """`start` once, `close` once, from any thread but its own."""

    def __init__(
        self,
        where: Callable[[], ObsAddress],
        guest: Guest,
        *,
        patience: Patience | None = None,
        open_client: Opener = WebSocketClient,
    ) -> None:
        """`where` is asked at every try and may raise RemoteError."""
        self._where = where
        self._guest = guest
        self._patience = patience or Patience()
        self._open = open_client
        self._mail: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._client: ObsClient | None = None
        self._connection = 0
        self._problem = ("", "")
        self._leaving = False
        self._thread = threading.Thread(target=self._run, name="obs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def post(self, message: Any) -> None:
        """For `Guest.told`. Never waits."""
        self._mail.put(("post", message))

    def retry(self) -> None:
        """Tries again now, and tells again what it meets. Never waits."""
        self._mail.put(("retry", None))

    def leave(self) -> None:
        """Ends without being waited for; the guest hears `left`."""
        self._leaving = True
        self._closing.set()
        self._mail.put(("close", None))

    def close(self) -> None:
        """Ends and waits for it."""
        self._closing.set()
        self._mail.put(("close", None))
        if self._thread.ident is not None:
            self._thread.join(20.0)

    def _run(self) -> None:
        wait_s = self._patience.first_wait_s
        while not self._closing.is_set():
            try:
                self._connect()
                wait_s = self._patience.first_wait_s
                self._serve()
            except ObsNotThereError as error:
                self._let_go()
                self._tell(self._guest.lost, error)
                self._rest(wait_s)
                wait_s = min(wait_s * 2, self._patience.longest_wait_s)
            except StudioError as error:  # a password, a protocol, no OBS on this machine
                self._let_go()
                self._tell(self._guest.refused, error)
                self._rest(self._patience.refused_wait_s)
            except Exception:
                _log.exception("the connection to OBS met an unknown error")
                self._let_go()
                self._rest(self._patience.refused_wait_s)
        self._let_go()
        if self._leaving:
            self._guest.left()

    def _connect(self) -> None:
        self._connection += 1
        number = self._connection
        client = self._open(
            self._where(),
            on_event=lambda name, data: self._mail.put(("event", (number, name, data))),
            on_lost=lambda why: self._mail.put(("lost", (number, why))),
        )
        self._client = client
        version = client.call("GetVersion")
        self._problem = ("", "")
        try:
            self._guest.connected(client, version)
        except ObsRequestError as error:  # OBS is still loading its scenes
            raise ObsNotThereError(error.what, where=error.where, remedy="wait until OBS has started") from error

    def _serve(self) -> None:
        """Until the connection is lost (raises) or the supervisor closed."""
        assert self._client is not None
        heard_s = time.monotonic()
        while not self._closing.is_set():
            item = self._next(_IDLE_S)
            if item is not None and item[0] == "event":
                heard_s = time.monotonic()
            if item is None and time.monotonic() - heard_s > self._patience.heartbeat_s:
                self._client.call("GetStats")
                heard_s = time.monotonic()
            self._handle(item)

    def _handle(self, item: tuple[str, Any] | None) -> None:
        client = self._client
        try:
            match item:
                case ("post", message):
                    self._guest.told(client, message)
                case ("event", (number, name, data)) if client is not None and number == self._connection:
                    self._guest.said(client, name, data)
                case ("lost", (number, why)) if client is not None and number == self._connection:
                    raise ObsNotThereError(why, remedy="it is found again by itself as soon as OBS runs")
                case None if client is not None:
                    self._guest.idle(client)
        except ObsNotThereError:
            raise
        except StudioError as error:
            _log.warning("%s", error)

    def _rest(self, seconds: float) -> None:
        """Waits before the next try, without letting anybody wait who posts."""
        until_s = time.monotonic() + seconds
        while not self._closing.is_set() and (left_s := until_s - time.monotonic()) > 0:
            item = self._next(left_s)
            if item is not None and item[0] == "retry":
                self._problem = ("", "")
                return
            self._handle(item)

    def _next(self, wait_s: float) -> tuple[str, Any] | None:
        try:
            return self._mail.get(timeout=wait_s)
        except queue.Empty:
            return None

    def _let_go(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _tell(self, teller: Callable[[str, str], None], error: StudioError) -> None:
        told = (error.what, error.remedy)
        if told != self._problem:  # the same vain try is no news
            self._problem = told
            teller(*told)
