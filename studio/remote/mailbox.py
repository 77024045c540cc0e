"""What waits to be sent to one panel: the newest state wins, facts are kept up to a bound, nobody waits for a panel."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from studio.control.codec import dumps, json_from_event
from studio.control.events import AvatarsFound, Event, HealthMeasured, SetsFound, SourcesFound
from studio.control.goods_events import PresetsFound
from studio.control.remote_events import ObsDelayMeasured, ObsSoundsSeen, RemotesSeen
from studio.control.tuning_events import MotionsMeasured

MAX_EVENTS = 256
"""A panel that has not taken so many facts is cut off: it has lost the story and must begin anew."""
MAX_REPLIES = 64

_NEWEST_ONLY = (
    HealthMeasured,
    MotionsMeasured,
    SourcesFound,
    AvatarsFound,
    SetsFound,
    PresetsFound,
    RemotesSeen,
    ObsDelayMeasured,
    ObsSoundsSeen,
)
"""Facts that are worth nothing once a newer one of their kind is there."""


class Mailbox:
    """Lives in the server's loop. One task takes."""

    def __init__(self) -> None:
        self._changes: dict[str, str] = {}
        self._events: list[Event] = []
        self._replies: list[str] = []
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._emptied.set()
        self.overflowed = False

    def put_notice(self, changes: Mapping[str, str], events: Sequence[Event]) -> None:
        """Adds facts and what they changed of the state (field → JSON text), the newest of a field wins. Sets
        `overflowed` if the facts are too many."""
        for event in events:
            if isinstance(event, _NEWEST_ONLY):
                self._events = [item for item in self._events if type(item) is not type(event)]
            self._events.append(event)
        self._changes.update(changes)
        self.overflowed = self.overflowed or len(self._events) > MAX_EVENTS
        self._filled.set()

    async def put_reply(self, text: str) -> None:
        """Adds an answer; waits while too many are untaken, so that a panel that only asks is not read any further."""
        await self._emptied.wait()
        self._replies.append(text)
        if len(self._replies) >= MAX_REPLIES:
            self._emptied.clear()
        self._filled.set()

    async def take(self) -> list[str]:
        """Waits for something and returns the messages to send now: what happened before the answers that followed."""
        await self._filled.wait()
        messages = []
        if self._events or self._changes:
            events = ",".join(dumps(json_from_event(event)) for event in self._events)
            changes = ",".join(f'"{name}":{text}' for name, text in self._changes.items())
            messages.append(f'{{"type":"notice","events":[{events}],"changes":{{{changes}}}}}')
        messages += self._replies
        self._changes, self._events, self._replies = {}, [], []
        self._filled.clear()
        self._emptied.set()
        return messages
