"""A video behind the figure: decoded and scaled in a thread of its own, played again and again.

Live, the newest decoded picture is shown and nobody waits for the next. Offline each moment waits for its own picture,
so the same show gives the same frames.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.errors import CameraError
from studio.core.image import Alpha, Image
from studio.inputs.video_file import VideoFile

_LATE_S = 1.0
"""A decoder this far behind leaves pictures out instead of racing after the show."""
_LONGEST_WAIT_S = 10.0


class SetVideo:
    """Covers a canvas of `size`. Raises CameraError if the file is no video that can be read.

    `at` is called from one thread, with times that rise; `close` once, or the thread ends with the object.
    """

    def __init__(self, path: Path, size: tuple[int, int], *, patient: bool) -> None:
        self._patient = patient
        self._reel = _Reel(path, size)
        self._end = weakref.finalize(self, self._reel.stop)
        threading.Thread(target=self._reel.run, name="set video", daemon=True).start()

    def at(self, time_s: float) -> Image:
        """The picture of this moment; the video begins with the first one asked for."""
        return self._reel.picture(time_s, patient=self._patient)

    def close(self) -> None:
        """Ends the thread and lets go of the file."""
        self._end()


class _Reel:
    """What both threads share: the moment asked for, the newest picture, and when the next is due."""

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self._path, self._size = path, size
        self._video = VideoFile(path)
        self._changed = threading.Condition()
        self._now_s: float | None = None
        """The moment asked for last."""
        self._begin_s = 0.0
        """When, on the show's clock, the video's time 0 was."""
        self._pending_s: float | None = None
        """Video time of the picture that waits for its moment; None: it is being decoded."""
        self._last_s = 0.0
        self._stopped = False
        first = self._video.next_frame()
        assert first is not None, "VideoFile has a picture or raises"
        self._newest = _covering(first[1], size)

    def picture(self, time_s: float, *, patient: bool) -> Image:
        with self._changed:
            if self._now_s is None:
                self._begin_s = time_s
            elif time_s < self._now_s:  # the show's clock began anew: play on from here
                self._begin_s += time_s - self._now_s
            self._now_s = time_s
            self._changed.notify_all()
            if patient:
                self._changed.wait_for(lambda: self._stopped or self._is_ahead(time_s), _LONGEST_WAIT_S)
            return self._newest

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def run(self) -> None:
        """Decodes one picture ahead, and shows it when its moment has come."""
        try:
            while True:
                time_s, frame = self._next()
                with self._changed:
                    self._pending_s = time_s
                    self._changed.notify_all()
                    self._changed.wait_for(self._is_due)
                    if self._stopped:
                        return
                    self._pending_s = None
                    late_s = (self._now_s or 0.0) - (self._begin_s + time_s)
                    if late_s > _LATE_S:
                        self._begin_s += late_s
                if 1.0 / self._video.fps < late_s <= _LATE_S:
                    continue  # its successor is due already: scaling it would be for nothing
                picture = _covering(frame, self._size)
                with self._changed:
                    self._newest = picture
        finally:
            self._video.close()

    def _is_due(self) -> bool:
        if self._stopped:
            return True
        return self._now_s is not None and not self._is_ahead(self._now_s)

    def _is_ahead(self, time_s: float) -> bool:
        """The next picture waits, and its moment is later."""
        return self._pending_s is not None and self._begin_s + self._pending_s > time_s + 1e-6

    def _next(self) -> tuple[float, Any]:
        found: tuple[float, Any] | None = None
        with contextlib.suppress(CameraError):  # cut off: what is left of it plays on from the start
            found = self._video.next_frame()
        if found is None:
            self._video.close()
            with self._changed:
                self._begin_s += self._last_s + 1.0 / self._video.fps
            self._video = VideoFile(self._path)
            found = self._video.next_frame()
            assert found is not None, "VideoFile has a picture or raises"
        self._last_s = found[0]
        return found


def _covering(frame: Any, size: tuple[int, int]) -> Image:
    """RGBA of the canvas's size, upright, its middle kept."""
    turns = round(frame.rotation / 90) % 4
    across, down = (frame.height, frame.width) if turns % 2 else (frame.width, frame.height)
    scale = max(size[0] / across, size[1] / down)
    wide, high = max(round(across * scale), size[0]), max(round(down * scale), size[1])
    scaled = frame.reformat(width=high if turns % 2 else wide, height=wide if turns % 2 else high, format="rgba")
    pixels = np.rot90(scaled.to_ndarray(), turns)
    left, top = (wide - size[0]) // 2, (high - size[1]) // 2
    return Image(np.ascontiguousarray(pixels[top : top + size[1], left : left + size[0]]), alpha=Alpha.OPAQUE)
