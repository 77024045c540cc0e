"""The control server: one address for panels of every kind, in a thread and loop of its own.

    /             the web panel                 /control       WebSocket: commands, facts, state
    /catalogue.json  every command              /preview       WebSocket: the program as JPEG
    /healthz      is it there                   /snapshot.jpg  one picture (bearer token)
    /picture/KIND/KEY   of a product, avatar or set, reduced (bearer token)
    /pair, /pairing     see `invitations`

It listens on this machine only, unless opened on purpose. A panel that hangs, floods or sends rubbish costs itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import threading
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Final

from aiohttp import web

from studio import __version__
from studio.control.catalogue import catalogue_json
from studio.control.codec import dumps
from studio.control.console import Console, Notice
from studio.core.errors import RemoteError
from studio.remote.control_socket import ControlSockets
from studio.remote.doorway import Doorway
from studio.remote.gate import Gate, Throttle, is_loopback
from studio.remote.invitations import Invitations
from studio.remote.jpeg import JpegEncoder
from studio.remote.lan import addresses
from studio.remote.outside import Outside
from studio.remote.pairing import Pairings
from studio.remote.preview import SIDES, Feed, newest
from studio.remote.preview_socket import PreviewSockets
from studio.remote.thumbnails import Thumbnails, picture_of
from studio.remote.tokens import Grant, Tokens

_log = logging.getLogger(__name__)

USUAL_PORT: Final = 8470
_PAGE = Path(__file__).parent / "page"
_MODULES = (
    "act", "air", "devices", "dom", "goods", "link", "look", "outfit", "problems", "screen", "view", "words",
)  # fmt: skip
_FILES = {
    "/": ("index.html", "text/html"),
    "/goods.css": ("goods.css", "text/css"),
    "/panel.css": ("panel.css", "text/css"),
    "/panel.js": ("panel.js", "text/javascript"),
    **{f"/{name}.js": (f"{name}.js", "text/javascript") for name in _MODULES},
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/lattice.svg": ("lattice.svg", "image/svg+xml"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Server": "studio",
}
_START_S = 10.0
_LAST_PORT: Final = 65535

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ControlServer:
    """`start` and `stop` are called once each, from any thread but the server's own."""

    def __init__(
        self,
        console: Console,
        *,
        tokens: Tokens,
        program_ring: Path,
        performer_ring: Path | None = None,
        host: str = "127.0.0.1",
        port: int | None = None,
        open_to: Collection[str] = (),
        throttle: Throttle | None = None,
        report: Callable[..., None] = lambda *_: None,
        certificates: Path | None = None,
        lan_addresses: Callable[[], tuple[str, ...]] = addresses,
    ) -> None:
        """`port`: None takes 8470 or, if that is in use, a free one; 0 takes a free one.

        `report`: the show console's, told of paired devices and of the network. `certificates`: folder of that for TLS.

        `open_to`: the names and addresses under which other machines will call. Without it `host` must be this machine:
        RemoteError otherwise.
        """
        if not is_loopback(host) and not open_to:
            raise RemoteError(
                f"the control server would listen to other machines on {host}",
                where="control server",
                remedy="use 127.0.0.1, or open it on purpose by naming the addresses it shall answer to",
            )
        self._console = console
        self._tokens = tokens
        self._program_ring = program_ring
        self._performer_ring = performer_ring
        self._host = host
        self._port = port
        self._hosts = {"127.0.0.1", "localhost", "::1", *open_to}
        self._throttle = throttle or Throttle()
        self._report = report
        self._certificates = certificates or program_ring.parent
        self._lan_addresses = lan_addresses
        self._pairings = Pairings(tokens)
        self._snapshots = JpegEncoder()
        self._snapshot_lock = asyncio.Lock()
        self._thumbnails = Thumbnails()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._started = threading.Event()
        self._ending: asyncio.Event | None = None
        self._failure: Exception | None = None

    def start(self) -> str:
        """Begins to serve; returns `http://HOST:PORT`. Raises RemoteError if it cannot listen there."""
        listening = self._listen()
        host, port = listening.getsockname()[:2]
        self._thread = threading.Thread(target=self._run, args=(listening,), name="control server", daemon=True)
        self._thread.start()
        self._started.wait(_START_S)
        if self._failure is not None or not self._started.is_set():
            raise RemoteError("the control server does not start", where=f"port {port}") from self._failure
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def stop(self) -> None:
        """Tells every panel that the show has ended and closes. Stopping twice, or before start, is no error."""
        if self._loop is not None and self._ending is not None:
            with contextlib.suppress(RuntimeError):  # the loop has already ended
                self._loop.call_soon_threadsafe(self._ending.set)
        if self._thread is not None:
            self._thread.join(timeout=_START_S)

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        ports = (USUAL_PORT, 0) if self._port is None else (self._port,)
        for port in ports:
            if not 0 <= port <= _LAST_PORT:
                raise RemoteError(
                    f"there is no port {port}",
                    where="control server",
                    remedy=f"use 1 to {_LAST_PORT}, or 0 for a free one",
                )
            try:
                return socket.create_server((self._host, port), family=family, backlog=64)
            except OSError as error:
                if error.errno == errno.EADDRINUSE and port != ports[-1]:
                    continue
                raise RemoteError(
                    f"cannot listen on {self._host} port {port}: {error.strerror}",
                    where="control server",
                    remedy="end what uses the port, or choose another with --port",
                ) from error
        raise AssertionError("the last port either opens or raises")

    def _run(self, listening: socket.socket) -> None:
        try:
            asyncio.run(self._serve(listening))
        except Exception as error:
            self._failure = error
            _log.exception("the control server ended")
        finally:
            self._started.set()

    async def _serve(self, listening: socket.socket) -> None:
        loop = self._loop = asyncio.get_running_loop()
        self._ending = asyncio.Event()
        gate = Gate(self._tokens, self._throttle, self._hosts)
        outside = Outside(
            self._report,
            self._tokens,
            self._pairings,
            gate,
            self._certificates,
            addresses=self._lan_addresses,
        )
        doorway = Doorway(gate, outside.look)
        control = ControlSockets(self._console, doorway)

        def take_in(notice: Notice) -> None:
            control.spread(notice)
            outside.hear(notice)

        def hear(notice: Notice) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closing
                loop.call_soon_threadsafe(take_in, notice)

        async def show_out(grant: Grant) -> None:
            await doorway.show_out(grant)
            outside.look()

        def revoked(grant: Grant) -> None:
            with contextlib.suppress(RuntimeError):
                asyncio.run_coroutine_threadsafe(show_out(grant), loop)

        invitations = Invitations(self._pairings, gate, outside.page, outside.paired)
        runner = web.AppRunner(
            self._app(gate, doorway, control, invitations), access_log=None, handle_signals=False, shutdown_timeout=2.0
        )
        await runner.setup()
        deaf, kept = self._console.listen(hear), self._tokens.on_revoked(revoked)
        try:
            await web.SockSite(runner, listening).start()
            outside.begin(runner, doorway, int(listening.getsockname()[1]))
            self._started.set()
            await self._ending.wait()
        finally:
            deaf()
            kept()
            await outside.close()
            await doorway.close()
            self._thumbnails.close()
            await runner.cleanup()

    def _app(self, gate: Gate, doorway: Doorway, control: ControlSockets, invitations: Invitations) -> web.Application:
        performer = Feed(self._performer_ring) if self._performer_ring else None
        preview = PreviewSockets(self._console, doorway, Feed(self._program_ring), performer)

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            gate.check_address(request)
            return await handler(request)

        async def let_in(request: web.Request) -> None:
            if await gate.grant_of(request) is None:
                raise web.HTTPUnauthorized(text="token missing", headers={"WWW-Authenticate": "Bearer"})

        async def picture(request: web.Request) -> web.StreamResponse:
            await let_in(request)
            path = picture_of(self._console.state, request.match_info["kind"], request.match_info["key"])
            jpeg = await self._thumbnails.soon(path) if path else None
            if jpeg is None:
                raise web.HTTPNotFound(text="there is no such picture")
            return web.Response(body=jpeg, content_type="image/jpeg")

        async def snapshot(request: web.Request) -> web.StreamResponse:
            await let_in(request)
            async with self._snapshot_lock:
                jpeg = await asyncio.to_thread(self._snapshot)
            if jpeg is None:
                raise web.HTTPNotFound(text="there is no picture yet")
            return web.Response(body=jpeg, content_type="image/jpeg")

        app = web.Application(middlewares=[guarded], client_max_size=1024)
        app.on_response_prepare.append(_add_headers)
        app.router.add_get("/control", control.handle)
        app.router.add_get("/preview", preview.handle)
        app.router.add_get("/snapshot.jpg", snapshot)
        app.router.add_get("/picture/{kind}/{key:.+}", picture)
        app.router.add_post("/pair", invitations.redeem)
        app.router.add_get("/pairing", invitations.show)
        app.router.add_get("/healthz", _healthz)
        app.router.add_get("/catalogue.json", _text(dumps(catalogue_json()).encode(), "application/json"))
        for path, (name, kind) in _FILES.items():
            app.router.add_get(path, _text((_PAGE / name).read_bytes(), kind))
        return app

    def _snapshot(self) -> bytes | None:
        image = newest(self._program_ring)
        return self._snapshots.encode(image, max(SIDES)) if image else None


def _text(body: bytes, kind: str) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return answer


async def _healthz(_: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": True, "name": "qionghua-studio", "version": __version__})


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
