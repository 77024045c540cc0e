"""What lies beyond this machine, as the show's facts ask for it: listening in the network, pairing, showing out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from aiohttp import web

from studio.control import remote_events as re
from studio.control.console import Notice
from studio.control.events import Event
from studio.control.state import RemoteEntry
from studio.core.errors import RemoteError
from studio.remote import lan
from studio.remote.doorway import Doorway
from studio.remote.gate import Gate
from studio.remote.pairing import Offer, Pairings
from studio.remote.tokens import Grant, Tokens

_log = logging.getLogger(__name__)
_LOOK_S = 0.5

Report = Callable[..., None]


class Outside:
    """Lives in the server's loop. `begin` once, `close` once."""

    def __init__(
        self,
        report: Report,
        tokens: Tokens,
        pairings: Pairings,
        gate: Gate,
        folder: Path,
        *,
        addresses: Callable[[], tuple[str, ...]] = lan.addresses,
    ) -> None:
        """`report`: the show console's. `folder`: where the certificate is kept."""
        self._report = report
        self._tokens = tokens
        self._pairings = pairings
        self._gate = gate
        self._folder = folder
        self._addresses = addresses
        self._sites: list[web.SockSite] = []
        self._urls: tuple[str, ...] = ()
        self._remotes: tuple[RemoteEntry, ...] = ()
        self._offered: Offer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._order = asyncio.Lock()
        self._runner: web.AppRunner | None = None
        self._doorway: Doorway | None = None
        self._home = ""
        self._port = 0

    def begin(self, runner: web.AppRunner, doorway: Doorway, port: int) -> None:
        """`port`: of the server on this machine; others find it at the same one."""
        self._runner, self._doorway, self._port = runner, doorway, port
        self._home = f"http://127.0.0.1:{port}"
        self.look()

    def page(self) -> tuple[str, bool]:
        """The panel's address for a device, and whether other machines reach it."""
        return (self._urls[0], True) if self._urls else (self._home, False)

    def hear(self, notice: Notice) -> None:
        """The show's facts."""
        for event in notice.events:
            match event:
                case re.LanAsked(on, tls):
                    self._later(self._open(tls) if on else self._close())
                case re.PairingOffered(role, name):
                    self._offered = self._pairings.begin(role, name)
                    self._watch(self._offered)
                case re.PairingEnded():
                    self._offered = None
                    self._pairings.end()
                case re.RevokeAsked(remote):
                    self._later(asyncio.to_thread(self._tokens.revoke, remote))

    def paired(self, grant: Grant) -> None:
        """A device has used the code."""
        self._report(re.RemotePaired(grant.id, grant.role, grant.name), re.PairingEnded(), *self._seen())

    def look(self) -> None:
        """Tells of the paired devices, if they are not as they were."""
        if seen := self._seen():
            self._report(*seen)

    async def close(self) -> None:
        await self._shut()

    def _seen(self) -> tuple[Event, ...]:
        panels = self._doorway.panels_of if self._doorway is not None else lambda _: 0
        now = tuple(
            RemoteEntry(grant.id, grant.role, grant.name, grant.made_at, panels(grant.id))
            for grant in self._tokens.grants
            if grant.kept
        )
        if now == self._remotes:
            return ()
        self._remotes = now
        return (re.RemotesSeen(now),)

    def _watch(self, offer: Offer) -> None:
        """Tells when time or guesses are used up. One that was used, taken back or followed has been told of."""
        if offer is not self._offered:
            return
        if self._pairings.offer is offer:
            asyncio.get_running_loop().call_later(_LOOK_S, self._watch, offer)
        else:
            self._report(re.PairingEnded())

    async def _open(self, tls: bool) -> None:
        async with self._order:
            await self._shut()
            found = self._addresses()
            try:
                if not found:
                    raise RemoteError(
                        "this machine is in no network",
                        where="local network",
                        remedy="connect it to the same Wi-Fi or cable as the phone",
                    )
                context, fingerprint = None, ""
                if tls:
                    made = await asyncio.to_thread(lan.certificate, self._folder, found)
                    context, fingerprint = made.context, made.fingerprint
                for address in found:
                    await self._listen(address, context)
            except RemoteError as error:
                await self._shut()
                self._report(re.LanFailed(error.what, error.remedy))
                return
            scheme = "https" if tls else "http"
            self._urls = tuple(f"{scheme}://{address}:{self._port}" for address in found)
            name = socket.gethostname().lower()
            self._gate.open_to((*found, name, f"{name}.local"))
            self._report(re.LanOpened(self._urls, fingerprint))

    async def _listen(self, address: str, context: ssl.SSLContext | None) -> None:
        assert self._runner is not None
        try:
            listening = socket.create_server((address, self._port), backlog=64)
        except OSError as error:
            raise RemoteError(
                f"cannot listen on {address} port {self._port}: {error.strerror}",
                where="local network",
                remedy="end what uses the port, or choose another with --port",
            ) from error
        site = web.SockSite(self._runner, listening, ssl_context=context)
        await site.start()
        self._sites.append(site)

    async def _close(self) -> None:
        async with self._order:
            await self._shut()
            self._report(re.LanClosed())

    async def _shut(self) -> None:
        sites, self._sites, self._urls = self._sites, [], ()
        self._gate.open_to(())
        for site in sites:
            with contextlib.suppress(RuntimeError):
                await site.stop()
        if sites and self._doorway is not None:
            await self._doorway.show_out_strangers()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            _log.exception("the network side failed")
