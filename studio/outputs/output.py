"""What every output is to the show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from studio.core.image import Image


@dataclass(frozen=True, slots=True)
class Summary:
    """What an output did between `open` and `close`."""

    frames: int = 0
    """Pictures that were taken in."""
    seconds: float = 0.0
    """From the first picture to the end of the last."""
    path: str = ""
    """The file it left, "" if none."""


class Life(StrEnum):
    STARTED = "started"
    """Works; again after LOST."""
    LOST = "lost"
    """Was working and is being started again by itself."""
    FAILED = "failed"
    """Gave up; `problem` and `remedy` say why."""
    CLOSED = "closed"
    """Ended in good order; `summary` says what it did."""


@dataclass(frozen=True, slots=True)
class Report:
    """One step in the life of an output."""

    life: Life
    detail: str = ""
    """What it works on: file, device, size."""
    problem: str = ""
    remedy: str = ""
    summary: Summary | None = None
    """With CLOSED; with FAILED if something was saved all the same."""


class Output(Protocol):
    """All calls come from one thread, which may be kept waiting: never the show's own.

    `open` once; then `put` and `poll` any number of times; then `close` once, also after `put` raised. Nothing else is
    called if `open` raises.
    """

    def open(self, width: int, height: int, fps: float) -> str | None:
        """Makes ready for pictures of one size and says what was opened; None: `poll` will tell. Raises OutputError."""

    def put(self, image: Image, time_s: float) -> None:
        """Takes one picture that is shown from `time_s` (any clock that advances) on. Raises OutputError."""

    def poll(self) -> tuple[Report, ...]:
        """What happened by itself since the last call (a device lost, a process restarted).

        Called some times a second.
        """

    def close(self) -> Summary:
        """Ends. Raises OutputError if what was to be kept could not be; whatever could be saved is saved before."""
