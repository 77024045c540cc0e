"""One connection to OBS's websocket: the protocol the rest is written against, and its form on obs-websocket-py 1.0.

That library gives the handshake's proof and the socket's end; the rest is replaced, for reasons that were measured:
its calls wait 60 s and lose the code and comment of a refusal; a callback that raises or calls ends its receiver;
its events leave out the studio mode; `connect` may wait for ever; port 4444 silently means a protocol of 2021;
and a wrong password looks like any closed door.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import itertools
import json
import logging
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import websocket
from obswebsocket import obsws
from obswebsocket.exceptions import ConnectionFailure

from studio.core.errors import RemoteError
from studio.remote.obs.settings import ObsAddress

_log = logging.getLogger(__name__)
logging.getLogger("obswebsocket").setLevel(logging.WARNING)  # at DEBUG it would write every message

Data = Mapping[str, Any]
EVENTS = 2047
"""All low-volume events (1023) and those of the user interface, studio mode among them (1024)."""
CONNECT_S = 3.0
ANSWER_S = 4.0
_CLOSE_CODES = {
    4009: ("OBS refuses the password", "copy it from OBS: Tools → WebSocket Server Settings → Show Connect Info"),
    4010: ("OBS speaks another version of its protocol", "use OBS 28 or newer"),
    4011: ("OBS ended this connection by hand", "press “Connect OBS” to come back"),
}


class ObsNotThereError(RemoteError):
    """Nothing answers at the address, or the connection was lost: worth trying again."""


class ObsRefusedError(RemoteError):
    """OBS answers and says no: trying again does not help until somebody changes something."""


class ObsRequestError(RemoteError):
    """OBS could not do one thing it was asked."""

    def __init__(self, request: str, code: int, comment: str) -> None:
        super().__init__(
            f"OBS could not do it: {comment or 'no reason given'} ({code})",
            where=request,
            remedy="look at OBS; if it was changed meanwhile, try again",
        )
        self.request = request
        self.code = code
        """Of obs-websocket's RequestStatus: 600 not found, 601 exists, 604 not now, 702 render failed."""
        self.comment = comment


class ObsClient(Protocol):
    """An open connection. Thread-safe, but for its own callbacks, which may do nothing but put away what they get."""

    def call(self, request: str, data: Data | None = None) -> dict[str, Any]:
        """The answer's data. Raises ObsRequestError for a refusal, ObsNotThereError for silence or a lost line."""

    def close(self) -> None:
        """Ends the connection; `on_lost` is not called. More than once is no error."""


class WebSocketClient:
    """An ObsClient. The constructor connects: it raises ObsNotThereError or ObsRefusedError, within `CONNECT_S` or so.

    `on_event(name, data)` and `on_lost(why)` are called from the receiving thread.
    """

    def __init__(
        self,
        address: ObsAddress,
        *,
        on_event: Callable[[str, Data], None] = lambda _name, _data: None,
        on_lost: Callable[[str], None] = lambda _: None,
        answer_s: float = ANSWER_S,
    ) -> None:
        self.address = address
        self._answer_s = answer_s
        self._on_event = on_event
        self._on_lost = on_lost
        self._waiting: dict[str, concurrent.futures.Future[Data]] = {}
        self._numbers = itertools.count(1)
        self._sending = threading.Lock()
        self._closing = False
        self._door = _Door(address)
        try:
            self._door.connect()
        except (OSError, websocket.WebSocketException, ConnectionFailure, ValueError, KeyError) as error:
            self._door.shut()
            raise _reason(error, address) from None
        except RemoteError:
            self._door.shut()
            raise
        self._thread = threading.Thread(target=self._receive, name="obs-receive", daemon=True)
        self._thread.start()

    def call(self, request: str, data: Data | None = None) -> dict[str, Any]:
        if threading.current_thread() is self._thread:
            raise RuntimeError("an OBS callback may not call: its answer comes through the same thread")
        number = str(next(self._numbers))
        answer: concurrent.futures.Future[Data] = concurrent.futures.Future()
        self._waiting[number] = answer
        message = {"op": 6, "d": {"requestId": number, "requestType": request, "requestData": dict(data or {})}}
        try:
            with self._sending:
                self._door.ws.send(json.dumps(message))
            got = answer.result(self._answer_s)
        except (TimeoutError, concurrent.futures.TimeoutError):
            raise ObsNotThereError(
                "OBS does not answer", where=request, remedy="OBS hangs or is very busy; wait, or start it again"
            ) from None
        except (OSError, websocket.WebSocketException):
            raise _lost(request) from None
        finally:
            self._waiting.pop(number, None)
        status = got.get("requestStatus", {})
        if not status.get("result"):
            raise ObsRequestError(request, int(status.get("code", 0)), str(status.get("comment", "")))
        return dict(got.get("responseData") or {})

    def close(self) -> None:
        self._closing = True
        self._door.shut()
        if threading.current_thread() is not self._thread:
            self._thread.join(ANSWER_S)

    def _receive(self) -> None:
        why = "OBS closed the connection"
        try:
            while True:
                opcode, data = self._door.ws.recv_data()
                if opcode == websocket.ABNF.OPCODE_CLOSE:
                    code = _close_code(data)
                    why = _CLOSE_CODES[code][0] if code in _CLOSE_CODES else why
                    break
                self._hear(data)
        except (OSError, websocket.WebSocketException):
            pass
        except Exception:
            _log.exception("a message from OBS was not understood")
        self._door.shut()
        for answer in tuple(self._waiting.values()):
            with contextlib.suppress(concurrent.futures.InvalidStateError):
                answer.set_exception(_lost("OBS"))
        if not self._closing:
            self._on_lost(why)

    def _hear(self, text: bytes) -> None:
        message = json.loads(text)
        told = message.get("d", {})
        match message.get("op"):
            case 5:
                self._on_event(str(told.get("eventType", "")), told.get("eventData") or {})
            case 7:
                answer = self._waiting.get(str(told.get("requestId")))
                if answer is not None and not answer.done():
                    answer.set_result(told)


class _Door(obsws):  # type: ignore[misc]
    """obs-websocket-py's connection with a limit on every wait, all events asked for, and close codes read."""

    ws: websocket.WebSocket

    def __init__(self, address: ObsAddress) -> None:
        super().__init__(address.host, address.port, address.password, legacy=False, timeout=ANSWER_S)
        self.ws = websocket.WebSocket(sockopt=_send_limit())

    def connect(self) -> None:
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.ws.connect(  # type: ignore[no-untyped-call]
            f"ws://{host}:{self.port}", timeout=CONNECT_S, http_no_proxy=["*"], suppress_origin=True
        )
        self._auth()
        self.ws.settimeout(None)

    def shut(self) -> None:
        """Wakes the receiving thread too, which a close alone does not everywhere."""
        with contextlib.suppress(OSError):
            if self.ws.sock is not None:
                self.ws.sock.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError, websocket.WebSocketException):
            self.ws.shutdown()  # type: ignore[no-untyped-call]

    def _auth(self) -> None:
        hello = self._expect(0)
        self.server_version = hello.get("obsWebSocketVersion")
        identify: dict[str, Any] = {"rpcVersion": 1, "eventSubscriptions": EVENTS}
        if challenge := hello.get("authentication"):
            identify["authentication"] = self._build_auth_string(challenge["salt"], challenge["challenge"])
        self.ws.send(json.dumps({"op": 1, "d": identify}))
        self._expect(2)

    def _expect(self, op: int) -> dict[str, Any]:
        opcode, data = self.ws.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            what, remedy = _CLOSE_CODES.get(_close_code(data), ("", ""))
            if what:
                raise ObsRefusedError(what, where=f"{self.host}:{self.port}", remedy=remedy)
            raise ConnectionFailure("closed")
        message = json.loads(data)
        if not isinstance(message, dict) or message.get("op") != op:
            raise ValueError("this is not obs-websocket 5")
        return dict(message["d"])


def _send_limit() -> list[tuple[int, int, bytes]]:
    """A hung OBS must not keep a sender once the system's buffers are full."""
    if not hasattr(socket, "SO_SNDTIMEO") or struct.calcsize("l") != 8:
        return []
    return [(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(ANSWER_S), 0))]


def _close_code(data: bytes) -> int:
    return int.from_bytes(data[:2], "big") if len(data) >= 2 else 0


def _lost(where: str) -> ObsNotThereError:
    return ObsNotThereError(
        "the connection to OBS was lost", where=where, remedy="it is found again by itself as soon as OBS runs"
    )


def _reason(error: Exception, address: ObsAddress) -> RemoteError:
    where = f"{address.host}:{address.port}"
    switch = "start OBS, and switch on Tools → WebSocket Server Settings → Enable WebSocket server"
    old = (
        "what answers there is not obs-websocket 5",
        "use OBS 28 or newer and its port, 4455 if nobody changed it (4444 was the old protocol's)",
    )
    match error:
        case ConnectionRefusedError():
            return ObsNotThereError("OBS is not running, or its WebSocket server is off", where=where, remedy=switch)
        case socket.gaierror():
            return ObsNotThereError("this computer is not known", where=where, remedy="check the name or address")
        case websocket.WebSocketTimeoutException() | TimeoutError():
            return ObsNotThereError("what listens there does not answer", where=where, remedy=switch)
        case websocket.WebSocketBadStatusException() | ValueError() | KeyError():
            return ObsRefusedError(old[0], where=where, remedy=old[1])
        case _:
            return ObsNotThereError("OBS closed the door", where=where, remedy="wait until OBS has started")
