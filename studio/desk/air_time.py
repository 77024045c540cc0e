"""Since when the show is on air, also for a desk that was opened again meanwhile."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal

from studio.control import events as e
from studio.control.console import Notice
from studio.control.place import Place
from studio.control.state import Air
from studio.desk.bridge import Bridge


class AirTime(QObject):
    changed = Signal(object)
    """Seconds since 1970; None while rehearsing."""

    def __init__(self, bridge: Bridge, pid: int, since_s: float) -> None:
        """`pid`, `since_s`: as remembered from the last day; they hold if the same show still runs."""
        super().__init__()
        self._bridge, self._pid, self._remembered_s = bridge, pid, since_s
        self.since_s: float | None = None
        bridge.place_changed.connect(self._follow)
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(lambda _: self._hear_link())

    def remembered(self) -> tuple[int, float]:
        """(process of the show, since when); zeros while rehearsing."""
        place = self._bridge.place
        return (place.pid, self.since_s) if place is not None and self.since_s else (0, 0.0)

    def _follow(self, place: Place) -> None:
        if self.since_s is not None and place.pid == self._pid:
            self._set(self._remembered_s)

    def _hear(self, notice: Notice) -> None:
        if notice.state.air is not Air.LIVE:
            self._set(None)
        elif self.since_s is None or any(isinstance(event, e.WentLive) for event in notice.events):
            self._set(time.time())

    def _hear_link(self) -> None:
        if not self._bridge.show_is_there:
            self._set(None)

    def _set(self, since_s: float | None) -> None:
        if since_s != self.since_s:
            self.since_s = since_s
            self.changed.emit(since_s)
