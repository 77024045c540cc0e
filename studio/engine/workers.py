"""An output in a thread of its own, so that no encoder, disk or driver ever keeps the show waiting.

The show leaves pictures in a mailbox and goes on. A live output has room for one and the newest wins: an old picture is
worth nothing on air. A recording has room for some, since it wants every frame and encoders work in bursts; when that
is not enough it loses its oldest, and the loss is counted and told.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from studio.core.errors import StudioError
from studio.core.image import Image
from studio.outputs.output import Life, Output, Report

log = logging.getLogger(__name__)

LIVE_ROOM = 1
"""Room of a live output's mailbox."""
_RECORDING_BYTES = 64_000_000
_POLL_S = 0.25


def recording_room(width: int, height: int) -> int:
    """Pictures a recording's mailbox holds: 17 at 720p, 7 at 1080p; bounded by memory, never fewer than 4."""
    return max(4, _RECORDING_BYTES // (width * height * 4))


@dataclass(frozen=True, slots=True)
class Counters:
    """Of pictures."""

    put: int = 0
    """Handed over by the show."""
    written: int = 0
    """Taken in by the output."""
    dropped: int = 0
    """Given up because newer ones came before the output was ready."""


class OutputWorker:
    """One output from its opening to its end; `report` is called from the worker's thread and must not wait.

    Reports end with exactly one CLOSED or FAILED, after which pictures are taken and forgotten.
    """

    def __init__(
        self,
        output: Output,
        size: tuple[int, int],
        fps: float,
        report: Callable[[Report], None],
        *,
        room: int = LIVE_ROOM,
        name: str = "output",
    ) -> None:
        """`size`: (width, height) of all pictures."""
        if room < 1:
            raise ValueError("a mailbox has room for one picture at least")
        self._output = output
        self._size = size
        self._fps = fps
        self._report = report
        self._room = room
        self._mail: deque[tuple[Image, float]] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._done = False
        self._put = self._written = self._dropped = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Opens the output, in the worker's thread."""
        self._thread.start()

    def put(self, image: Image, time_s: float) -> None:
        """Leaves a picture. Never waits for the output."""
        with self._changed:
            self._put += 1
            if self._stopping or self._done:
                return
            if len(self._mail) >= self._room:
                self._mail.popleft()
                self._dropped += 1
            self._mail.append((image, time_s))
            self._changed.notify()

    def stop(self) -> None:
        """Asks the worker to write what is in the mailbox and close. Returns at once; `join` waits."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def join(self, timeout_s: float | None = None) -> bool:
        """True if the worker has ended; a driver that hangs may need longer than anybody wants to wait."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def counters(self) -> Counters:
        with self._changed:
            return Counters(self._put, self._written, self._dropped)

    def _run(self) -> None:
        try:
            report = self._live()
        except Exception as error:
            report = _failure(error)
        with self._changed:
            self._done = True
            self._mail.clear()
        self._report(report)

    def _live(self) -> Report:
        """Opens, feeds and closes the output; gives its last report."""
        detail = self._output.open(*self._size, self._fps)
        if detail is not None:
            self._report(Report(Life.STARTED, detail))
        try:
            failure = self._feed()
        except Exception as error:
            failure = _failure(error)
        try:
            summary = self._output.close()
        except Exception as error:
            return failure or _failure(error)
        if failure is not None:
            return replace(failure, summary=summary if summary.path else None)
        return Report(Life.CLOSED, detail or "", self._losses(), summary=summary)

    def _feed(self) -> Report | None:
        """Until stopped (None) or told by the output that it failed (why)."""
        while True:
            with self._changed:
                if not self._mail and not self._stopping:
                    self._changed.wait(_POLL_S)
                item = self._mail.popleft() if self._mail else None
                stopping = self._stopping
            for report in self._output.poll():
                if report.life is Life.FAILED:
                    return report
                self._report(report)
            if item is None:
                if stopping:
                    return None
                continue
            self._output.put(*item)
            with self._changed:
                self._written += 1

    def _losses(self) -> str:
        dropped = self.counters.dropped
        return f"{dropped} pictures were left out: the machine could not keep up" if dropped and self._room > 1 else ""


def _failure(error: Exception) -> Report:
    """The show goes on without an output, whatever is wrong with it; an unknown error is told as the bug it is."""
    if isinstance(error, StudioError):
        return Report(Life.FAILED, error.where, error.what, error.remedy)
    log.error("an output ended with an unknown error", exc_info=error)
    return Report(
        Life.FAILED, "", f"{type(error).__name__}: {error}", "this is a fault of the studio: please report it"
    )
