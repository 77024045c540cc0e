"""How the show is doing: counted by the loop, measured once a second, told to every panel."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import psutil

from studio.control.state import Health
from studio.core.landmarks import Landmarks
from studio.engine.tracker_client import TrackerStats

_WINDOW_S = 10.0


@dataclass(slots=True)
class FrameLog:
    """What the loop writes down after each frame. One thread writes, another may read: all fields are replaced
    whole."""

    frames: int = 0
    repeated: int = 0
    drawn_at_s: deque[float] = field(default_factory=lambda: deque(maxlen=1200))
    delays_s: deque[float] = field(default_factory=lambda: deque(maxlen=300))
    longest_gap_s: float = 0.0
    """Of the whole show."""

    def add(self, now_s: float, *, repeated: int, delay_s: float | None) -> None:
        """A drawn frame, the number of times the one before it was repeated, and the age of the landmarks it shows."""
        if self.drawn_at_s:
            self.longest_gap_s = max(self.longest_gap_s, now_s - self.drawn_at_s[-1])
        self.frames += 1
        self.repeated += repeated
        self.drawn_at_s.append(now_s)
        if delay_s is not None:
            self.delays_s.append(delay_s)

    def recent(self, now_s: float) -> list[float]:
        """When the frames of the last ten seconds were drawn."""
        return [at_s for at_s in tuple(self.drawn_at_s) if at_s > now_s - _WINDOW_S]


def frames_per_second(times_s: list[float]) -> float:
    """Rate over the given times; 0 for fewer than two."""
    return (len(times_s) - 1) / (times_s[-1] - times_s[0]) if len(times_s) > 1 and times_s[-1] > times_s[0] else 0.0


def longest_gap(times_s: list[float]) -> float:
    """Seconds; 0 for fewer than two."""
    return max((b - a for a, b in pairwise(times_s)), default=0.0)


def median(values: Iterable[float]) -> float:
    """0 for none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def resident_mb(own: psutil.Process) -> float:
    """Resident memory of this process and all its children, megabytes; a page two of them share is counted twice."""
    total = 0
    for process in (own, *own.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            total += process.memory_info().rss
    return total / 1e6


@dataclass(slots=True)
class _Mark:
    frames: int = 0
    cpu_s: float = 0.0


class HealthMeter:
    """Makes a `Health` of what the loop wrote down and what the system says. One thread calls `measure`."""

    def __init__(self, log: FrameLog, *, renderer: str, software_gl: bool) -> None:
        self._log = log
        self._renderer = renderer
        self._software_gl = software_gl
        self._own = psutil.Process()
        self._mark = _Mark(0, _cpu_s(self._own))

    def measure(self, now_s: float, tracker: TrackerStats, seen: Landmarks | None) -> Health:
        """`seen`: the newest landmarks while they are fresh, else None."""
        times_s = self._log.recent(now_s)
        mark = _Mark(self._log.frames, _cpu_s(self._own))
        drawn = mark.frames - self._mark.frames
        show_cpu_ms = (mark.cpu_s - self._mark.cpu_s) / drawn * 1e3 if drawn else 0.0
        self._mark = mark
        return Health(
            show_fps=round(frames_per_second(times_s), 1),
            tracker_fps=round(tracker.fps, 1),
            delay_ms=round(median(tuple(self._log.delays_s)) * 1e3, 1),
            frames=self._log.frames,
            repeated_frames=self._log.repeated,
            longest_gap_ms=round(longest_gap(times_s) * 1e3, 1),
            show_cpu_ms=round(show_cpu_ms, 1),
            tracker_cpu_ms=round(tracker.cpu_ms, 1),
            memory_mb=round(resident_mb(self._own), 0),
            performer_seen=seen is not None and seen.face is not None,
            left_hand_seen=seen is not None and seen.left_hand is not None,
            right_hand_seen=seen is not None and seen.right_hand is not None,
            renderer=self._renderer,
            software_gl=self._software_gl,
        )


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
