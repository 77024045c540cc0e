"""How a panel's WebSocket begins: it is opened, shows its token, and is known by its grant from then on."""

from __future__ import annotations

import asyncio
import contextlib
import struct
import sys
from collections.abc import AsyncIterator, Callable
from socket import SO_LINGER, SOL_SOCKET

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from studio.control.codec import MAX_MESSAGE, Json, dumps, loads
from studio.core.errors import CommandError
from studio.remote.gate import Gate, TooManyTriesError, address_of, is_loopback
from studio.remote.tokens import Grant

_TOKEN_S = 10.0
_HEARTBEAT_S = 15.0
_CLOSE_S = 2.0
_LINGER = "hh" if sys.platform == "win32" else "ii"
MAX_PANELS = 64
"""Open WebSockets of both kinds, those without a token yet included."""

ENDED = 1001
NO_TOKEN = 4001
REVOKED = 4003
TOO_SLOW = 4008
"""Close codes; a panel that was told 4001 or 4003 need not come back with the same token."""


class Doorway:
    """Lives in the server's loop."""

    def __init__(self, gate: Gate, on_change: Callable[[], None] = lambda: None) -> None:
        """`on_change` is called when a panel has come or gone."""
        self._gate = gate
        self._on_change = on_change
        self._open: dict[web.WebSocketResponse, tuple[web.Request, Grant | None]] = {}

    @contextlib.asynccontextmanager
    async def enter(self, request: web.Request) -> AsyncIterator[tuple[web.WebSocketResponse, Grant | None]]:
        """The opened socket and its grant; without a grant it has already been told so and closed.

        Raises HTTP errors instead where the request itself says enough: a wrong bearer token, too many panels.
        """
        grant = await self._gate.grant_of(request)
        if len(self._open) >= MAX_PANELS:
            raise web.HTTPServiceUnavailable(text="too many panels")
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=MAX_MESSAGE, compress=False, timeout=1.0)
        await socket.prepare(request)
        self._open[socket] = (request, grant)
        try:
            if grant is None:
                grant = await self._ask(socket, address_of(request))
                self._open[socket] = (request, grant)
            if grant is not None:
                self._on_change()
            yield socket, grant
        finally:
            del self._open[socket]
            self._on_change()

    def panels_of(self, grant_id: str) -> int:
        """How many control connections that grant has open."""
        return sum(
            request.path == "/control" and holder is not None and holder.id == grant_id
            for request, holder in self._open.values()
        )

    async def show_out(self, grant: Grant) -> None:
        """Closes every socket opened with that grant."""
        theirs = [socket for socket, (_, holder) in self._open.items() if holder and holder.id == grant.id]
        await asyncio.gather(*(self.shut(socket, REVOKED, "this token was taken back") for socket in theirs))

    async def show_out_strangers(self) -> None:
        """Closes every socket from another machine: the network was closed."""
        far = [socket for socket, (request, _) in self._open.items() if not is_loopback(address_of(request))]
        await asyncio.gather(*(self.shut(socket, ENDED, "the network was closed") for socket in far))

    async def close(self) -> None:
        """Closes every socket: the show ends."""
        await asyncio.gather(*(self.shut(socket, ENDED, "the show has ended") for socket in tuple(self._open)))

    async def shut(self, socket: web.WebSocketResponse, code: int, reason: str) -> None:
        """Closes with a reason; a panel that does not even answer that is cut off."""
        request, _ = self._open.get(socket, (None, None))
        with contextlib.suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(socket.close(code=code, message=reason.encode()), _CLOSE_S)
        answered = socket.close_code not in (None, WSCloseCode.ABNORMAL_CLOSURE)
        if not answered and request is not None and request.transport is not None:
            _reset(request.transport)

    async def _ask(self, socket: web.WebSocketResponse, address: str) -> Grant | None:
        grant, reason = None, "no token came"
        with contextlib.suppress(TimeoutError, TooManyTriesError):
            message = await asyncio.wait_for(socket.receive(), _TOKEN_S)
            token = _token_of(message)
            grant, reason = await self._gate.admit(token, address) if token else None, "wrong token"
        if grant is None and not socket.closed:
            await socket.send_str(dumps({"type": "refused", "reason": reason}))
            await self.shut(socket, NO_TOKEN, reason)
        return grant


def _reset(transport: asyncio.Transport) -> None:
    """Ends the connection at once. Aborted only, the system would go on for minutes to offer megabytes it still holds
    to somebody who does not read."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack(_LINGER, 1, 0))
    transport.abort()


def _token_of(message: WSMessage) -> str:
    if message.type is not WSMsgType.TEXT:
        return ""
    try:
        told: dict[str, Json] = loads(message.data)
    except CommandError:
        return ""
    token = told.get("token") if told.get("type") == "token" else None
    return token if isinstance(token, str) else ""
