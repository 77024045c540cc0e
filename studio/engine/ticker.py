"""When the next frame is due.

A show has its own clock: frame n is due at start + n / fps, whatever the frames before it cost. Sleeping a fixed time
after each frame would drift by the cost of the frame; sleeping until the previous frame plus one period would carry
every delay on for ever. So a late frame is followed by the next due time on the grid, and the caller is told how many
it missed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    index: int
    """Place on the grid; grows by 1 + missed."""
    due_s: float
    """When the frame is due, on the ticker's clock."""
    missed: int
    """Due times that passed since the last tick without a frame."""


class Ticker:
    """Not thread-safe; one loop owns it."""

    def __init__(
        self,
        fps: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.fps = fps
        self._clock = clock
        self._sleep = sleep
        self._start_s = clock()
        self._index = -1

    def wait(self) -> Tick:
        """Sleeps until the next due time on the grid; returns at once if it has passed."""
        next_index = self._index + 1
        now_s = self._clock()
        late = int((now_s - self._start_s) * self.fps) - next_index
        missed = max(late, 0)
        self._index = next_index + missed
        due_s = self._start_s + self._index / self.fps
        if (wait_s := due_s - now_s) > 0:
            self._sleep(wait_s)
        return Tick(self._index, due_s, missed)
