"""A take played in real time, again and again, as if its performer sat there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from studio.core.landmarks import Landmarks
from studio.inputs.take import Take


class Playback:
    """Gives a take's frames when they are due, on the common clock, without end."""

    def __init__(
        self,
        take: Take,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._take = take
        self._clock, self._sleep = clock, sleep
        self._next = 0
        self._start_s: float | None = None

    @property
    def description(self) -> str:
        return f"{self._take.name}, a take of {self._take.duration_s:.0f} s at {self._take.fps:g} fps"

    def read(self) -> Landmarks:
        """Waits for the next frame; its times, and those of its parts, are moved to now. Overdue frames are skipped."""
        frames = self._take.frames
        if self._next == len(frames):
            self._next = 0
            if self._start_s is not None:
                self._start_s += self._take.duration_s
        frame = frames[self._next]
        now_s = self._clock()
        if self._start_s is None or now_s - (self._start_s + frame.captured_at_s) > 1.0:
            self._start_s = now_s - frame.captured_at_s
        while self._next + 1 < len(frames) and self._start_s + frames[self._next + 1].captured_at_s <= now_s:
            self._next += 1
        frame = frames[self._next]
        self._next += 1
        wait_s = self._start_s + frame.captured_at_s - now_s
        if wait_s > 0:
            self._sleep(min(wait_s, 1.0))
        return shifted(frame, self._start_s)


def shifted(frame: Landmarks, by_s: float) -> Landmarks:
    """The same landmarks, later by `by_s`."""
    face, body, left, right = (
        part and replace(part, captured_at_s=part.captured_at_s + by_s)
        for part in (frame.face, frame.body, frame.left_hand, frame.right_hand)
    )
    return Landmarks(frame.captured_at_s + by_s, frame.image_size, face, body, left, right)  # type: ignore[arg-type]
