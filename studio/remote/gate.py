"""Who is let in: the right host name, the right origin, a right token; wrong tokens wait.

The server listens on this machine only, but every web page the streamer opens runs on this machine too. Three things
keep such a page out: browsers tell the page's origin, which must be the panel's own; a page that has its own name point
here (DNS rebinding) is betrayed by the Host header; and it does not know a token.
"""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from urllib.parse import urlsplit

from aiohttp import web

from studio.remote.tokens import Grant, Tokens

_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 8.0
_FORGET_S = 60.0
_MAX_ADDRESSES = 1024
_MAX_WAITING = 8


class TooManyTriesError(Exception):
    """So many wrong tokens are waiting from one address that this one is not even told to wait."""


class Throttle:
    """Slows down whoever tries wrong tokens: twice the wait with every one, a few at a time. Lives in the loop.

    A right token is never held up: 256 bits cannot be guessed, and a stranger must not lock the streamer out.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._waiting: dict[str, int] = {}

    async def wrong(self, address: str) -> None:
        """Counts a wrong token and waits. Raises TooManyTriesError at once if too many already wait."""
        now_s = self._clock()
        count, last_s = self._failures.pop(address, (0, now_s))
        count = count + 1 if now_s - last_s < _FORGET_S else 1
        self._failures[address] = (count, now_s)
        if len(self._failures) > _MAX_ADDRESSES:
            self._failures.popitem(last=False)
        waiting = self._waiting.get(address, 0)
        if waiting >= _MAX_WAITING:
            raise TooManyTriesError
        self._waiting[address] = waiting + 1
        try:
            await self._sleep(min(_FIRST_WAIT_S * 2.0 ** min(count - 1, 16), _LONGEST_WAIT_S))
        finally:
            self._waiting[address] -= 1
            if not self._waiting[address]:
                del self._waiting[address]


class Gate:
    def __init__(self, tokens: Tokens, throttle: Throttle, hosts: Collection[str]) -> None:
        """`hosts`: names and addresses under which panels may call the server, without port."""
        self._tokens = tokens
        self._throttle = throttle
        self._own = frozenset(host.lower() for host in hosts)
        self._hosts = self._own

    def open_to(self, hosts: Collection[str]) -> None:
        """From now on these names are answered to beside the server's own; none closes it again."""
        self._hosts = self._own | {host.lower() for host in hosts}

    def check_address(self, request: web.BaseRequest) -> None:
        """Raises HTTPForbidden for a foreign Host or Origin."""
        host = request.headers.get("Host", "")
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            name = ""
        if name not in self._hosts:
            raise web.HTTPForbidden(text="this server is not called by that name")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{host}":
            raise web.HTTPForbidden(text="this page may not speak to the studio")

    async def grant_of(self, request: web.BaseRequest) -> Grant | None:
        """The grant of the bearer token; None if there is none. A wrong one raises, after a wait."""
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        try:
            grant = await self.admit(token.strip() if scheme.lower() == "bearer" else "", address_of(request))
        except TooManyTriesError:
            raise web.HTTPTooManyRequests(text="too many wrong tokens") from None
        if grant is None:
            raise web.HTTPUnauthorized(text="wrong token", headers={"WWW-Authenticate": "Bearer"})
        return grant

    async def wrong(self, address: str) -> None:
        """Lets somebody wait who gave a wrong pairing code. Raises TooManyTriesError."""
        await self._throttle.wrong(address)

    async def admit(self, token: str, address: str) -> Grant | None:
        """The token's grant, or None after a wait. Raises TooManyTriesError."""
        grant = self._tokens.check(token[:256])
        if grant is None:
            await self._throttle.wrong(address)
        return grant


def address_of(request: web.BaseRequest) -> str:
    """The other side's address; proxies are not believed."""
    return request.remote or ""


def is_loopback(host: str) -> bool:
    """Whether a listening or calling address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
