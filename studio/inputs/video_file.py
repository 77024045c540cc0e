"""A video file: every picture once, or played as if it were a webcam."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.errors import CameraError
from studio.core.image import Image

_MAX_PIXELS = 1 << 26
_LATE_S = 1.0
"""A player this far behind (the machine slept) starts its clock anew instead of racing after it."""


class VideoFile:
    """Every picture of a file once, in order. Raises CameraError if the file cannot be read, or is cut off."""

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        self._container, self._stream = _opened(self._path)
        context = self._stream.codec_context
        self._fps = float(self._stream.average_rate or self._stream.guessed_rate or 25)
        self._size = (int(context.width), int(context.height))
        self._announced = int(self._stream.frames)
        self.frame_count = self._announced or round((self._container.duration or 0) / 1e6 * self._fps)
        self._damage = ""
        self._frames = self._decoded()
        self._given = 0
        # A turned phone video tells its angle with each picture, not in its head.
        self._next: tuple[float, Any] | None = next(self._frames, None)
        if self._next is None:
            self.close()
            raise self._error("the video file has no picture that can be decoded")
        if _quarter_turns(self._next[1]) % 2:
            self._size = self._size[::-1]

    @property
    def description(self) -> str:
        return f"{self._path.name}, {self._size[0]}×{self._size[1]} at {self._fps:g} fps"

    @property
    def size(self) -> tuple[int, int]:
        return self._size

    @property
    def fps(self) -> float:
        return self._fps

    def read(self) -> Image | None:
        """The next picture, timed in seconds from the first; None after the last."""
        frame = self.next_frame()
        return None if frame is None else picture_from_frame(frame[1], frame[0])

    def next_frame(self) -> tuple[float, Any] | None:
        """(seconds from the first picture, PyAV's frame): turning it into a picture costs more than decoding it."""
        frame = self._next
        if frame is None:
            # A picture or two less than announced is common; much less is a file that was cut off.
            if self._damage or self._given < 0.9 * self._announced - 2:
                announced = f" of {self._announced}" if self._announced else ""
                raise self._error(f"the video file breaks off after {self._given}{announced} pictures{self._damage}")
            return None
        self._given += 1
        self._next = next(self._frames, None)
        return frame

    def close(self) -> None:
        """Lets go of the file."""
        self._container.close()

    def _decoded(self) -> Iterator[tuple[float, Any]]:
        first_s: float | None = None
        last_s = -1.0
        for index, frame in enumerate(self._raw_frames()):
            time_s = index / self._fps if frame.time is None else float(frame.time)
            first_s = time_s if first_s is None else first_s
            # Some files repeat a time; whatever follows needs times that rise.
            last_s = max(time_s - first_s, last_s + 1e-3)
            yield last_s, frame

    def _raw_frames(self) -> Iterator[Any]:
        """All frames that can be decoded: a damaged stretch is skipped, a damaged container ends the video."""
        import av

        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except (av.error.FFmpegError, OSError) as error:
                self._damage = f" ({error.strerror})"
                return
            if packet is None:
                return
            with contextlib.suppress(av.error.FFmpegError):
                yield from packet.decode()

    def _error(self, what: str) -> CameraError:
        return CameraError(what, where=str(self._path), remedy="copy the file again, or choose another one")


class LoopedVideo:
    """A video file played as a webcam: real time, again and again. Raises CameraError as `VideoFile` does."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = Path(path)
        self._clock, self._sleep = clock, sleep
        self._video = VideoFile(self._path)
        self._start_s: float | None = None
        self._last_s = 0.0
        self.frame_count = 0
        """Without end."""

    @property
    def description(self) -> str:
        return f"{self._video.description}, played as a camera"

    @property
    def size(self) -> tuple[int, int]:
        return self._video.size

    @property
    def fps(self) -> float:
        return self._video.fps

    def read(self) -> Image:
        """Waits until the next picture is due and gives it, with that moment as its time; overdue ones are skipped."""
        time_s, frame = self._next()
        if self._start_s is None or self._clock() - (self._start_s + time_s) > _LATE_S:
            self._start_s = self._clock() - time_s
        period_s = 1.0 / self.fps
        while self._clock() - (self._start_s + time_s) > period_s:
            time_s, frame = self._next()
        due_s = self._start_s + time_s
        wait_s = due_s - self._clock()
        if wait_s > 0:
            self._sleep(min(wait_s, _LATE_S))
        return picture_from_frame(frame, due_s)

    def close(self) -> None:
        """Lets go of the file."""
        self._video.close()

    def _next(self) -> tuple[float, Any]:
        found: tuple[float, Any] | None = None
        with contextlib.suppress(CameraError):  # cut off while playing: what is left of it plays on from the start
            found = self._video.next_frame()
        if found is None:
            self._video.close()
            self._video = VideoFile(self._path)
            if self._start_s is not None:
                self._start_s += self._last_s + 1.0 / self.fps
            found = self._video.next_frame()
            assert found is not None, "VideoFile has a picture or raises"
        self._last_s = found[0]
        return found


def picture_from_frame(frame: Any, time_s: float) -> Image:
    """RGB, upright."""
    pixels = frame.to_ndarray(format="rgb24")
    return Image(np.ascontiguousarray(np.rot90(pixels, _quarter_turns(frame))), time_s)


def _quarter_turns(frame: Any) -> int:
    """Counter-clockwise turns that set the picture upright."""
    turns: int = round(frame.rotation / 90)
    return turns % 4


def _opened(path: Path) -> tuple[Any, Any]:
    import av

    if not path.is_file():
        raise CameraError("the video file does not exist", where=str(path), remedy="check its name and folder")
    try:
        container = av.open(str(path))
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise CameraError(
            f"the file is no video that can be read ({getattr(error, 'strerror', None) or error})",
            where=str(path),
            remedy="copy the file again, or convert it to MP4 (H.264)",
        ) from error
    stream = next(iter(container.streams.video), None)
    pixels = stream.codec_context.width * stream.codec_context.height if stream else 0
    if stream is None or not 0 < pixels <= _MAX_PIXELS:
        container.close()
        what = "the file has no picture track" if stream is None else "the pictures have a size that cannot be used"
        raise CameraError(what, where=str(path), remedy="choose a video file with pictures of ordinary size")
    stream.thread_type = "SLICE"  # frame threads would only make both cores busy sooner
    return container, stream
