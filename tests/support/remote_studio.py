"""A real control server on loopback for tests, and a panel that speaks to it in bare messages."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import numpy as np

from studio.control.host import ShowConsole
from studio.control.remote_console import RemoteConsole
from studio.control.state import AvatarEntry, Show, SourceEntry
from studio.core.image import Image
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens

T = TypeVar("T")
SOON_S = 20.0
"""Far beyond what anything here takes; a test that waits so long has failed."""

STATE = Show(
    avatars=(AvatarEntry("qiongjiu", "琼玖", "Qiongjiu"), AvatarEntry("zhuxi", "竹西", "Zhuxi", light=True)),
    sources=(SourceEntry("camera:0", "Front camera"), SourceEntry("take:welcome", "Welcome")),
    expressions=("happy", "angry", "sad", "relaxed", "surprised", "wave"),
)


@dataclass
class Studio:
    console: ShowConsole
    tokens: Tokens
    server: ControlServer
    url: str
    token: str
    """The performer's."""
    program: Path
    performer: Path

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def remote(self, token: str = "") -> RemoteConsole:
        console = RemoteConsole(self.url, token or self.token)
        console.connect()
        return console

    @contextlib.asynccontextmanager
    async def panel(self, path: str = "/control", token: str | None = "") -> AsyncIterator[Panel]:
        """An open WebSocket; "" shows the performer's token, None shows none."""
        headers = {"Authorization": f"Bearer {token or self.token}"} if token is not None else {}
        async with aiohttp.ClientSession() as session, session.ws_connect(self.url + path, headers=headers) as socket:
            yield Panel(socket)


class Panel:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, message: object) -> None:
        await self.socket.send_str(message if isinstance(message, str) else json.dumps(message))

    async def receive(self) -> aiohttp.WSMessage:
        return await asyncio.wait_for(self.socket.receive(), SOON_S)

    async def hear(self, kind: str) -> dict[str, Any]:
        """The next message of that type; others are passed over."""
        while True:
            message = await self.receive()
            assert message.type is aiohttp.WSMsgType.TEXT, message
            told: dict[str, Any] = json.loads(message.data)
            if told["type"] == kind:
                return told

    async def closed(self) -> tuple[int | None, str]:
        """(code, reason) with which the show closed the connection."""
        while True:
            message = await self.receive()
            if message.type is aiohttp.WSMsgType.CLOSE:
                return message.data, message.extra or ""
            if message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR, aiohttp.WSMsgType.CLOSING):
                return self.socket.close_code, ""


def play(scene: Coroutine[Any, Any, T]) -> T:
    """Runs an asynchronous scene to its end."""
    return asyncio.run(scene)


class Naps:
    """Stands in for waiting: writes down how long somebody would have had to wait."""

    def __init__(self) -> None:
        self.taken_s: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken_s.append(seconds)


def two_halves(width: int = 640, height: int = 360, time_s: float = 0.0) -> Image:
    """Left half bamboo green, right half vermilion."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:, : width // 2] = (120, 146, 98)
    pixels[:, width // 2 :] = (255, 76, 0)
    return Image(pixels, time_s)
