"""`/pair` and `/pairing`: a code for a token, and the code for whoever sits at the machine.

POST /pair      {"code": "123456", "name": "Li's phone"} → {"token", "role", "name"}; 403 wrong, 429 too often
GET  /pairing   the performer's token, from this machine → `control.pairing.Invitation`, or null
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from aiohttp import web

from studio.control.codec import dumps, json_from, loads
from studio.control.pairing import Invitation
from studio.control.roles import Role
from studio.core.errors import CommandError
from studio.remote import qr
from studio.remote.gate import Gate, TooManyTriesError, address_of, is_loopback
from studio.remote.pairing import Pairings
from studio.remote.tokens import Grant

_log = logging.getLogger(__name__)


class Invitations:
    """Lives in the server's loop."""

    def __init__(
        self, pairings: Pairings, gate: Gate, page: Callable[[], tuple[str, bool]], on_paired: Callable[[Grant], None]
    ) -> None:
        """`page` tells the panel's address and whether other machines reach it."""
        self._pairings = pairings
        self._gate = gate
        self._page = page
        self._on_paired = on_paired

    async def redeem(self, request: web.Request) -> web.StreamResponse:
        """A code for a token."""
        try:
            told = loads(await request.text())
        except (CommandError, UnicodeDecodeError):
            raise web.HTTPBadRequest(text="send a JSON object") from None
        code, name = told.get("code"), told.get("name", "")
        if not isinstance(code, str) or not isinstance(name, str) or not 0 < len(code) <= 64:
            raise web.HTTPBadRequest(text="send code and name")
        try:
            done = await asyncio.to_thread(self._pairings.redeem, code, name)
        except OSError as error:
            _log.warning("a pairing could not be kept: %s", error.strerror)
            raise web.HTTPInsufficientStorage(text="the token cannot be kept") from None
        if done is None:
            try:
                await self._gate.wrong(address_of(request))
            except TooManyTriesError:
                raise web.HTTPTooManyRequests(text="too many wrong codes") from None
            raise web.HTTPForbidden(text="wrong code")
        grant, token = done
        self._on_paired(grant)
        body = dumps({"token": token, "role": grant.role.value, "name": grant.name})
        return web.Response(text=body, content_type="application/json")

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The code, for the performer's own machine."""
        grant = await self._gate.grant_of(request)
        if grant is None or grant.role is not Role.PERFORMER or not is_loopback(address_of(request)):
            raise web.HTTPForbidden(text="the code is shown at the machine of the show")
        offer = self._pairings.offer
        if offer is None:
            return web.Response(text="null", content_type="application/json")
        page, reachable = self._page()
        url = f"{page}/#pair={offer.secret}"
        told = Invitation(offer.code, url, page, max(offer.ends_s - time.monotonic(), 0.0), qr.rows(url), reachable)
        return web.Response(text=dumps(json_from(told)), content_type="application/json")
