"""The show's hold on the performer: which tracker runs, what it saw, and what became of it, told as events.

A thread of its own ends the old process before it starts the next, so nobody waits for a camera that hangs, a camera is
let go before it is opened again, and of many choices in a row only the last one costs a process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from studio.control import events as e
from studio.core.errors import StudioError
from studio.core.landmarks import Landmarks
from studio.engine.supervised import ProcessEvent, ProcessStatus
from studio.engine.tracker_client import TrackerClient, TrackerStats
from studio.library import shelf
from studio.rings.landmarks import ring_in

NO_SOURCE = "none"
_LEAVE_S = 1.0
"""A tracker that does not end in this time is ended by force: the next one waits."""
_CLOSE_S = 5.0


def resolve_source(source: str) -> str:
    """The source as a tracker process takes it: takes by path. Raises LibraryError for a take that is not there."""
    kind, _, name = source.partition(":")
    return f"take:{shelf.find_take(name)}" if kind == "take" else source


class TrackingLink:
    """`choose`, `show_performer` and `close` from the director's thread; `new_landmarks` from the loop's; `poll` from
    any one."""

    def __init__(self, folder: Path, report: Callable[[e.Event], None]) -> None:
        """`folder`: where rings lie; only the user may enter it."""
        self.performer_ring = folder / "performer.ring"
        self._folder = folder
        self._report = report
        self._lock = threading.Lock()
        self._client: TrackerClient | None = None
        self._client_count = 0
        self._leaving: list[TrackerClient] = []
        self._wanted: str | None = None
        self._changer: threading.Thread | None = None
        self._closed = False
        self._sequence = -1
        self._read_from: TrackerClient | None = None
        self._show_performer = False

    @property
    def stats(self) -> TrackerStats:
        client = self._client
        return client.stats if client else TrackerStats()

    @property
    def pid(self) -> int | None:
        client = self._client
        return client.pid if client else None

    def choose(self, source: str) -> None:
        """Tracks another source from now on; `none` tracks nothing. A source that cannot be is reported, not raised."""
        if source != NO_SOURCE:
            self._report(e.TrackerStarting(source))
        with self._lock:
            if self._closed:
                return
            if self._client is not None:
                self._leaving.append(self._client)
                self._client = None
            self._wanted = source
            if self._changer is None:
                self._changer = threading.Thread(target=self._change, name="tracker change", daemon=True)
                self._changer.start()

    def show_performer(self, on: bool) -> None:
        """The streamer's own view of the camera, in `performer_ring` while on."""
        with self._lock:
            self._show_performer = on
            if self._client is not None:
                self._client.preview(on)

    def new_landmarks(self) -> tuple[Landmarks, ...]:
        """The newest landmarks if they were not given before. What came between is gone: newest wins."""
        with self._lock:
            client = self._client
        if client is None:
            return ()
        if client is not self._read_from:
            self._read_from, self._sequence = client, -1
        found = client.latest(self._sequence)
        if found is None:
            return ()
        self._sequence, landmarks = found
        return (landmarks,)

    def poll(self) -> None:
        """Reports what happened to the tracker since the last call; some times a second."""
        client = self._client
        for status in client.poll() if client else ():
            self._report(_event(status))

    def close(self) -> None:
        """Ends the tracker and waits for it."""
        with self._lock:
            self._closed = True
            client, self._client = self._client, None
            changer = self._changer
        if client is not None:
            client.stop()
        if changer is not None:
            changer.join(_CLOSE_S)

    def _change(self) -> None:
        """Until what is tracked is what was chosen last."""
        while True:
            with self._lock:
                leaving, self._leaving = self._leaving, []
                source = None
                if not leaving:
                    source, self._wanted = self._wanted, None
                    if source is None or self._closed:
                        self._changer = None
                        return
            for client in leaving:
                client.stop(_LEAVE_S)
            if source is not None:
                self._begin(source)

    def _begin(self, source: str) -> None:
        if source == NO_SOURCE:
            self._report(e.TrackerStopped())
            return
        try:
            resolved = resolve_source(source)
        except StudioError as error:
            self._report(e.TrackerFailed(error.what, error.remedy))
            return
        self._client_count += 1
        ring = ring_in(self._folder, self._client_count % 8)
        client = TrackerClient(resolved, ring=ring, preview=self.performer_ring)
        with self._lock:
            if self._closed or self._wanted is not None:
                return
            client.preview(self._show_performer)
            self._client = client
            client.start()


def _event(status: ProcessStatus) -> e.Event:
    problem = f"{status.where}: {status.what}" if status.where else status.what
    match status.event:
        case ProcessEvent.STARTED:
            return e.TrackerStarted(status.detail)
        case ProcessEvent.LOST:
            return e.TrackerLost(problem, status.remedy)
        case ProcessEvent.FAILED:
            return e.TrackerFailed(problem, status.remedy)
        case ProcessEvent.STOPPED:
            return e.TrackerStopped()
