"""`/preview`: JPEG pictures out, one binary message each; what to watch, and an acknowledgement for each, in.

    panel → {"type": "watch", "what": "program", "side": 640, "fps": 15}    begins, or changes what is watched
            {"type": "ack"}                                                 the picture is shown: the next, please
    show  → {"type": "refused", "reason": "…"}                              what was asked cannot be watched

The performer's own picture goes to this machine only, with the performer's token only, and only while they ask for it.
"""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from studio.control.codec import Json, dumps, loads, unknown
from studio.control.console import Console
from studio.control.roles import Role
from studio.core.errors import CommandError
from studio.remote.doorway import Doorway
from studio.remote.gate import address_of, is_loopback
from studio.remote.preview import MAX_FPS, SIDES, Feed, Watcher
from studio.remote.tokens import Grant


class PreviewSockets:
    """Lives in the server's loop."""

    def __init__(self, console: Console, doorway: Doorway, program: Feed, performer: Feed | None) -> None:
        self._console = console
        self._doorway = doorway
        self._program = program
        self._performer = performer

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One panel's look, until it closes."""
        async with self._doorway.enter(request) as (socket, grant):
            if grant is not None:
                look = _Look(socket)
                try:
                    async for message in socket:
                        if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                            await self._hear(message.data, look, grant, is_loopback(address_of(request)))
                finally:
                    await look.end()
        return socket

    async def _hear(self, data: str | bytes, look: _Look, grant: Grant, local: bool) -> None:
        try:
            message = loads(data)
            match message.get("type"):
                case "ack":
                    look.acknowledge()
                case "watch":
                    side, fps = _bounded(message, "side", min(SIDES), max(SIDES)), _bounded(message, "fps", 1, MAX_FPS)
                    feed = self._feed(message.get("what"), grant, local)
                    await look.begin(feed, max(item for item in SIDES if item <= side), fps)
                case other:
                    raise unknown("message type", other, ("watch", "ack"), "message")
        except CommandError as error:
            await look.refuse(error)

    def _feed(self, what: Json, grant: Grant, local: bool) -> Feed:
        if what == "program":
            return self._program
        if what != "performer" or self._performer is None:
            raise unknown("picture", what, ("program",), "watch")
        if grant.role is not Role.PERFORMER or not local or not self._console.state.show_performer:
            raise CommandError(
                "the performer's own picture is for the performer, on their own machine, while they ask for it",
                where="watch",
                remedy="send ShowPerformer first, on the machine of the show",
            )
        return self._performer


class _Look:
    """What one panel watches now, and the task that sends it."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._feed: Feed | None = None
        self._watcher: Watcher | None = None
        self._sender: asyncio.Task[None] | None = None

    async def begin(self, feed: Feed, side: int, fps: int) -> None:
        await self.end()
        self._feed, self._watcher = feed, Watcher(asyncio.get_running_loop(), side, fps)
        self._sender = asyncio.create_task(self._send(self._watcher))
        feed.add(self._watcher)

    def acknowledge(self) -> None:
        if self._watcher is not None:
            self._watcher.acknowledge()

    async def refuse(self, error: CommandError) -> None:
        with contextlib.suppress(ConnectionError):
            await self._socket.send_str(dumps({"type": "refused", "reason": str(error)}))

    async def end(self) -> None:
        if self._feed is None or self._watcher is None or self._sender is None:
            return
        self._feed.remove(self._watcher)
        self._sender.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._sender
        self._feed = None

    async def _send(self, watcher: Watcher) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                await self._socket.send_bytes(await watcher.next())


def _bounded(message: dict[str, Json], name: str, low: int, high: int) -> int:
    value = message.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise CommandError(f"“{name}” is missing or out of bounds", where="watch", remedy=f"use {low} to {high}")
    return value
