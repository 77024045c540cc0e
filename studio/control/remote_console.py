"""The show's console, held from another process: the desk, the command line and tests all talk to the show by it.

One thread keeps one WebSocket to `/control`. A lost connection is found again by itself, for as long as it takes; what
is sent meanwhile is refused with words, never kept for later: a stale “go live” must not arrive out of the blue.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import itertools
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.control import place
from studio.control.codec import (
    Json,
    dumps,
    event_from_json,
    json_from_command,
    loads,
    state_from_json,
    state_with_changes,
)
from studio.control.commands import Command
from studio.control.console import Notice
from studio.control.events import Event
from studio.control.state import Show
from studio.core.errors import CommandError, RemoteError

if TYPE_CHECKING:
    import aiohttp

_log = logging.getLogger(__name__)

_FIRST_WAIT_S = 0.1
_LONGEST_WAIT_S = 2.0
_ANSWER_S = 5.0
_MAX_FROM_SHOW = 8 * 1024 * 1024

Where = Callable[[], tuple[str, str] | None]
"""Tells (url, token) of the show, asked anew before every try; None: there is no show now."""


class RemoteConsole:
    """A Console. Any thread may send, but not a listener: listeners are called by the thread that hears the answers."""

    def __init__(self, url: str, token: str) -> None:
        """`url` is `http://127.0.0.1:PORT`."""
        self._where: Where = lambda: (url, token)
        self._state = Show()
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[Notice], None], ...] = ()
        self._watchers: tuple[Callable[[bool, str], None], ...] = ()
        self._waiting: dict[int, concurrent.futures.Future[tuple[Event, ...]]] = {}
        self._numbers = itertools.count(1)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._refusal: RemoteError | None = None
        self._closed = False
        self._told = (False, "")
        self.role = ""
        """What the token allows, as the show told it."""

    @classmethod
    def of_this_machine(cls) -> RemoteConsole:
        """The user's own running show, wherever it is: a show that was started again is found at its new address."""

        def where() -> tuple[str, str] | None:
            found = place.find()
            return (found.url, found.token) if found else None

        console = cls("", "")
        console._where = where
        return console

    @property
    def state(self) -> Show:
        """The newest state heard."""
        return self._state

    @property
    def connected(self) -> bool:
        """Whether the show is heard now."""
        return self._socket is not None

    def connect(self, timeout_s: float = _ANSWER_S) -> None:
        """Returns once the show has told its state. Raises RemoteError, and is closed, if that takes longer."""
        if self._thread is not None:
            raise RuntimeError("a console is connected once")
        self._thread = threading.Thread(target=self._run, name="remote console", daemon=True)
        self._thread.start()
        heard = self._ready.wait(timeout_s)
        if heard and self._refusal is None:
            return
        self.close()
        raise self._refusal or RemoteError(
            "the show does not answer", where=self._address(), remedy="start it with `studio live --headless`"
        )

    def send(self, command: Command, timeout_s: float = _ANSWER_S) -> tuple[Event, ...]:
        """Sends the command, waits for the decision and returns its facts; `state` and the listeners know them by then.

        Raises CommandError if the show refuses it, is not connected or does not answer.
        """
        loop, socket = self._loop, self._socket
        if loop is None or socket is None:
            raise CommandError("there is no connection to the show", where=type(command).__name__, remedy=_WAIT)
        if threading.current_thread() is self._thread:
            raise RuntimeError("a listener may not send: it would wait for itself")
        number = next(self._numbers)
        answer: concurrent.futures.Future[tuple[Event, ...]] = concurrent.futures.Future()
        self._waiting[number] = answer
        message = dumps({"type": "command", "id": number, **json_from_command(command)})
        try:
            asyncio.run_coroutine_threadsafe(self._send(socket, number, message), loop)
            return answer.result(timeout_s)
        except (concurrent.futures.TimeoutError, RuntimeError) as error:  # RuntimeError: the loop has just been closed
            raise CommandError("the show does not answer", where=type(command).__name__, remedy=_WAIT) from error
        finally:
            self._waiting.pop(number, None)

    def listen(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `listener` after every step, in order; after a reconnect with the new state and no events."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(item for item in self._listeners if item is not listener)

        return stop

    def on_connection(self, watcher: Callable[[bool, str], None]) -> Callable[[], None]:
        """Calls `watcher(connected, reason)` at every change, from the console's thread. Returns how to stop."""
        with self._lock:
            self._watchers = (*self._watchers, watcher)

        def stop() -> None:
            with self._lock:
                self._watchers = tuple(item for item in self._watchers if item is not watcher)

        return stop

    def close(self) -> None:
        """Lets go of the show. No listener is called after it; closing twice is no error. Not from a listener."""
        self._closed = True
        if self._loop is not None and self._task is not None:
            with contextlib.suppress(RuntimeError):  # the loop has already ended by itself
                self._loop.call_soon_threadsafe(self._task.cancel)
        if self._thread is not None:
            self._thread.join(timeout=_ANSWER_S)

    def _run(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(self._live())

    async def _live(self) -> None:
        import aiohttp  # a third of a second that the desk's window does not wait for

        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        wait_s = _FIRST_WAIT_S
        async with aiohttp.ClientSession(trust_env=False) as session:
            while not self._closed:
                try:
                    reason = await self._stay(session)
                    wait_s = _FIRST_WAIT_S
                except RemoteError as error:
                    reason = error.what
                    if not self._ready.is_set():  # never connected: a wrong token will not become right by waiting
                        self._refusal = error
                        self._ready.set()
                        return
                except (aiohttp.ClientError, TimeoutError, OSError):
                    reason = "the show does not answer"
                finally:
                    self._socket = None
                    self._refuse_waiting()
                if self._ready.is_set():
                    self._tell_connection(False, reason)
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    async def _stay(self, session: aiohttp.ClientSession) -> str:
        """One connection from hello to its end; returns why it ended."""
        import aiohttp

        found = self._where()
        if found is None:
            raise TimeoutError
        url, token = found
        timeout = aiohttp.ClientWSTimeout(ws_close=1.0)
        headers = {"Authorization": f"Bearer {token}"}
        try:
            socket = await session.ws_connect(
                f"{url}/control", headers=headers, heartbeat=10.0, timeout=timeout, max_msg_size=_MAX_FROM_SHOW
            )
        except aiohttp.WSServerHandshakeError as error:
            if error.status in (401, 403, 429):
                raise RemoteError("the show refuses this token", where=url, remedy="use the show's own token") from None
            raise
        async with socket:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._hear(socket, message.data)
            return f"the show closed the connection ({socket.close_code})"

    def _hear(self, socket: aiohttp.ClientWebSocketResponse, text: str) -> None:
        try:
            message = loads(text, where="the show's message")
            match message.get("type"):
                case "hello":
                    self.role = str(message.get("role", ""))
                    self._tell(Notice(state_from_json(message.get("state")), ()))
                    self._socket = socket
                    self._ready.set()
                    self._tell_connection(True, "")
                case "notice":
                    state = state_with_changes(self._state, message.get("changes"))
                    self._tell(Notice(state, _events(message.get("events"))))
                case "reply":
                    self._answer(message)
        except CommandError:  # a show of another version; what can be understood goes on
            _log.exception("a message from the show was not understood")

    def _answer(self, message: dict[str, Json]) -> None:
        number = message.get("id")
        answer = self._waiting.pop(number, None) if isinstance(number, int) else None
        if answer is None:
            return
        if message.get("ok") is True:
            answer.set_result(_events(message.get("events", [])))
            return
        error = message.get("error")
        told = error if isinstance(error, dict) else {}
        what, where, remedy = (str(told.get(key, "")) for key in ("what", "where", "remedy"))
        answer.set_exception(CommandError(what or "the show refused", where=where, remedy=remedy))

    def _refuse_waiting(self) -> None:
        for number in tuple(self._waiting):
            self._lose(number)

    def _lose(self, number: int) -> None:
        answer = self._waiting.pop(number, None)
        if answer is not None:
            lost = CommandError("the connection was lost before the show answered", where="show", remedy=_WAIT)
            answer.set_exception(lost)

    async def _send(self, socket: aiohttp.ClientWebSocketResponse, number: int, message: str) -> None:
        import aiohttp

        try:
            await socket.send_str(message)
        except (ConnectionError, aiohttp.ClientError):
            self._lose(number)

    def _tell(self, notice: Notice) -> None:
        self._state = notice.state
        for listener in self._listeners:
            try:
                listener(notice)
            except Exception:  # a panel's bug does not cut its connection
                _log.exception("a listener failed")

    def _tell_connection(self, connected: bool, reason: str) -> None:
        if self._told == (connected, reason):
            return
        self._told = (connected, reason)
        for watcher in self._watchers:
            try:
                watcher(connected, reason)
            except Exception:
                _log.exception("a watcher failed")

    def _address(self) -> str:
        found = self._where()
        return found[0] if found else "this machine"


_WAIT = "wait until the connection is back, then try again"


def _events(data: Json) -> tuple[Event, ...]:
    items = data if isinstance(data, list) else []
    return tuple(event_from_json(item.get("name"), item.get("args")) for item in items if isinstance(item, dict))
