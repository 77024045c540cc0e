"""`/control`: commands in; replies, facts and the state out.

panel → {"type": "command", "id": 7, "name": "SetMirror", "args": {"on": true}}
        {"type": "ping"}
show  → {"type": "hello", "role": "operator", "name": "Li's phone", "commands": ["SetMirror", …], "state": {…},
         "now_s": 1790000000.0}
        {"type": "notice", "events": [{"name": "MirrorSet", "args": {"on": true}}], "changes": {"mirror": true}}
        {"type": "reply", "id": 7, "ok": true, "events": […], "error": null}
        {"type": "reply", "id": 7, "ok": false, "events": [], "error": {"what": …, "where": …, "remedy": …}}
        {"type": "pong"}
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import fields, replace

from aiohttp import WSMsgType, web

from studio.control.catalogue import CATALOGUE
from studio.control.codec import (
    Json,
    command_from_json,
    dumps,
    json_from,
    json_from_changes,
    json_from_event,
    loads,
    unknown,
)
from studio.control.console import Console, Notice
from studio.control.events import Event
from studio.control.roles import Role, check
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.remote.doorway import TOO_SLOW, Doorway
from studio.remote.mailbox import Mailbox
from studio.remote.tokens import Grant

_log = logging.getLogger(__name__)
_STAFF_ONLY = frozenset(
    {
        "close_up",
        "close_up_source",
        "comments",
        "consent",
        "evidence",
        "message",
        "microphones",
        "motion_windows",
        "motions",
        "motions_measured",
        "pairing",
        "pictures",
        "preset_text",
        "presets",
        "recording",
        "remotes",
        "source",
        "rundown_part",
        "sources",
    }
)
"""Of the state: what is said among those who make the show, who they are, and files of the machine. A viewer's panel
has these as in a show that has just begun, and no facts beside the state."""


class ControlSockets:
    """All panels' control connections. Lives in the server's loop."""

    def __init__(self, console: Console, doorway: Doorway) -> None:
        self._console = console
        self._doorway = doorway
        self._mailboxes: dict[Mailbox, tuple[web.WebSocketResponse, Role]] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._told: Show | None = None
        """The state that every mailbox has got."""

    def spread(self, notice: Notice) -> None:
        """Puts a step of the show into every panel's mailbox; cuts off those that have not emptied theirs for long."""
        if not self._mailboxes:
            self._told = None
            return
        changes = json_from_changes(self._told, notice.state)
        self._told = notice.state
        public = {name: text for name, text in changes.items() if name not in _STAFF_ONLY}
        for mailbox, (socket, role) in tuple(self._mailboxes.items()):
            if role is not Role.VIEWER:
                mailbox.put_notice(changes, notice.events)
            elif public:
                mailbox.put_notice(public, ())
            if mailbox.overflowed:
                del self._mailboxes[mailbox]
                task = asyncio.create_task(self._doorway.shut(socket, TOO_SLOW, "this panel is too slow"))
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One panel's connection from its first to its last word."""
        async with self._doorway.enter(request) as (socket, grant):
            if grant is None:
                return socket
            mailbox = Mailbox()
            self._mailboxes[mailbox] = (socket, grant.role)
            sender = asyncio.create_task(self._send(socket, mailbox, grant))
            try:
                async for message in socket:
                    if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                        await mailbox.put_reply(dumps(await self._answer(message.data, grant)))
            finally:
                self._mailboxes.pop(mailbox, None)
                sender.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await sender
        return socket

    async def _send(self, socket: web.WebSocketResponse, mailbox: Mailbox, grant: Grant) -> None:
        allowed: list[Json] = [info.name for info in CATALOGUE.values() if grant.role in info.roles]
        state = json_from(_seen_by(grant.role, self._console.state))
        with contextlib.suppress(ConnectionError):  # the reader sees the end too
            await socket.send_str(
                dumps(
                    {
                        "type": "hello",
                        "role": grant.role.value,
                        "name": grant.name,
                        "commands": allowed,
                        "state": state,
                        "now_s": time.time(),  # phones' clocks are wrong: countdowns are told by the show's
                    }
                )
            )
            while True:
                for text in await mailbox.take():
                    await socket.send_str(text)

    async def _answer(self, data: str | bytes, grant: Grant) -> dict[str, Json]:
        """The answer to any message whatever; never raises."""
        number: Json = None
        try:
            message = loads(data)
            number = _number(message.get("id"))
            match message.get("type"):
                case "ping":
                    return {"type": "pong"}
                case "command":
                    return _reply(number, events=await self._carry_out(message, grant))
                case other:
                    raise unknown("message type", other, ("command", "ping"), "message")
        except CommandError as error:
            return _reply(number, error)
        except Exception:
            _log.exception("a command failed")
            bug = CommandError("the show failed at this", where="show", remedy="try again; the log says more")
            return _reply(number, bug)

    async def _carry_out(self, message: dict[str, Json], grant: Grant) -> tuple[Event, ...]:
        for key in message:
            if key not in ("type", "id", "name", "args"):
                raise unknown("part of a command", key, ("type", "id", "name", "args"), "message")
        command = command_from_json(message.get("name"), message.get("args", {}))
        if grant.role is not Role.PERFORMER and "by" in {field.name for field in fields(command)}:
            command = replace(command, by=grant.name)  # type: ignore[arg-type]
        check(grant.role, command, self._console.state)
        return await asyncio.to_thread(self._console.send, command)


def _seen_by(role: Role, state: Show) -> Show:
    if role is not Role.VIEWER:
        return state
    new = Show()
    return replace(state, **{name: getattr(new, name) for name in _STAFF_ONLY})


def _number(value: Json) -> Json:
    """The panel's own number of a command, if it is one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 2**53 else None


def _reply(number: Json, error: CommandError | None = None, events: tuple[Event, ...] = ()) -> dict[str, Json]:
    told: Json = {"what": error.what, "where": error.where, "remedy": error.remedy} if error else None
    facts: list[Json] = [json_from_event(event) for event in events]
    return {"type": "reply", "id": number, "ok": error is None, "events": facts, "error": told}
