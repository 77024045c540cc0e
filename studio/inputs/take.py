"""Takes: landmarks over time, no pictures. A take replays a performance anywhere, always the same."""

from __future__ import annotations

import contextlib
import math
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from studio.core.errors import TakeError
from studio.core.landmarks import Landmarks
from studio.inputs.take_codec import (
    END,
    LENGTH,
    MAGIC,
    MAX_HEAD_BYTES,
    MAX_RECORD_BYTES,
    RECORD,
    Decoder,
    Encoder,
    Head,
    decode_head,
    encode_head,
)

SUFFIX = ".take"
MAX_FRAMES = 54_000
"""Half an hour at 30 frames a second: what a take in memory may hold (about 450 MB). A stream has no such end."""


@dataclass(frozen=True, slots=True)
class TakeInfo:
    """What `studio take info` tells, read without unpacking the frames."""

    name: str
    fps: float
    frames: int
    duration_s: float
    file_bytes: int


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A take in memory, checked as a whole: nothing in it can fail later."""

    name: str
    fps: float
    """Nominal; the frames carry their true times."""
    duration_s: float
    """From the first frame to the end of the last."""
    frames: Sequence[Landmarks]
    """At least one; times in seconds from the start, strictly rising."""

    @staticmethod
    def open(path: Path) -> Take:
        """Reads and checks the file. Raises TakeError."""
        with _opened(path) as file:
            head, frames = read_stream(file, where=str(path))
            kept: list[Landmarks] = []
            for frame in frames:
                if len(kept) == MAX_FRAMES:
                    raise TakeError(
                        f"the take is longer than {MAX_FRAMES} frames", where=str(path), remedy="cut it into parts"
                    )
                kept.append(frame)
        if not kept:
            raise TakeError("the take has no frame", where=str(path), remedy="record it again")
        return Take(head.name, head.fps, _duration_s(kept[0].captured_at_s, kept[-1].captured_at_s, head), tuple(kept))


def take_info(path: Path) -> TakeInfo:
    """What a take says of itself. Raises TakeError."""
    with _opened(path) as file:
        head = _read_head(file, str(path))
        times = [time_s for time_s, _ in _records(file, str(path))]
        if not times:
            raise TakeError("the take has no frame", where=str(path), remedy="record it again")
        return TakeInfo(
            head.name, head.fps, len(times), _duration_s(times[0], times[-1], head), os.fstat(file.fileno()).st_size
        )


def read_stream(file: BinaryIO, where: str) -> tuple[Head, Iterator[Landmarks]]:
    """The head and the frames of a take, or of the tracker's stream, as they come. Both raise TakeError."""
    head = _read_head(file, where)
    decoder = Decoder(where)
    return head, (decoder.decode(data, time_s) for time_s, data in _records(file, where))


class StreamWriter:
    """Writes a take into an open file or pipe; OSError passes through. `finish` marks it whole."""

    def __init__(self, file: BinaryIO, head: Head) -> None:
        self._file = file
        self._encoder = Encoder()
        file.write(encode_head(head))
        file.flush()

    def write(self, landmarks: Landmarks, time_shift_s: float = 0.0) -> None:
        """Adds a frame; `time_shift_s` is added to its times."""
        self._file.write(self._encoder.encode(landmarks, time_shift_s))
        self._file.flush()

    def finish(self) -> None:
        """Marks the end."""
        self._file.write(END)
        self._file.flush()


class TakeWriter:
    """Records a take: beside its place first, renamed by `close`, so no half take is ever found there.

    Times are told from the first frame on. Use as a context manager: an exception inside abandons the take. Raises
    TakeError where the file cannot be written.
    """

    def __init__(self, path: Path, *, fps: float = 30.0, name: str = "") -> None:
        self.path = Path(path)
        self.frames = 0
        self._beside = self.path.with_name(f".{self.path.name}.{os.getpid()}.{threading.get_ident()}.new")
        self._start_s: float | None = None
        self._last_s = 0.0
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._beside.open("wb")
            self._stream = StreamWriter(self._file, Head(name or self.path.stem, fps))

    def write(self, landmarks: Landmarks) -> None:
        """Adds a frame. One that is not newer than the last is left out: it is the same frame, seen twice."""
        if self._start_s is None:
            self._start_s = landmarks.captured_at_s
        elif landmarks.captured_at_s <= self._last_s:
            return
        if self.frames == MAX_FRAMES:
            raise TakeError(f"a take holds at most {MAX_FRAMES} frames", where=str(self.path), remedy="record in parts")
        with self._told():
            self._stream.write(landmarks, -self._start_s)
        self._last_s = landmarks.captured_at_s
        self.frames += 1

    def close(self) -> None:
        """Ends the take and puts it in its place. Raises TakeError if there is no frame in it."""
        if self._file.closed:
            return
        if not self.frames:
            self.abandon()
            raise TakeError("nothing was recorded", where=str(self.path), remedy="check that the camera sees somebody")
        with self._told():
            self._stream.finish()
            self._file.close()
            self._beside.replace(self.path)

    def abandon(self) -> None:
        """Throws the take away."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._beside.unlink(missing_ok=True)

    def __enter__(self) -> TakeWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abandon()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TakeError(
                f"the take cannot be written ({error.strerror})",
                where=str(self.path),
                remedy="check the folder and the free space",
            ) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise TakeError(
            f"the take cannot be read ({error.strerror})", where=str(path), remedy="check the name of the file"
        ) from error


def _read_head(file: BinaryIO, where: str) -> Head:
    if _read(file.read, len(MAGIC)) != MAGIC:
        raise TakeError("this is no take", where=where, remedy=f"choose a file that ends in {SUFFIX}")
    opening = _read(file.read, LENGTH.size)
    length = LENGTH.unpack(opening)[0] if len(opening) == LENGTH.size else 0
    text = _read(file.read, length) if 0 < length <= MAX_HEAD_BYTES else b""
    if len(text) != length or not text:
        raise TakeError("the head of the take is broken", where=where, remedy="record it again")
    return decode_head(text, where)


def _records(file: BinaryIO, where: str) -> Iterator[tuple[float, bytes]]:
    """(time, data) of each record up to the end mark; times rise strictly."""
    last_s = -math.inf
    while True:
        opening = _read(file.read, RECORD.size)
        if opening == END:
            return
        length, time_s = RECORD.unpack(opening) if len(opening) == RECORD.size else (0, 0.0)
        data = _read(file.read, length) if 0 < length <= MAX_RECORD_BYTES else b""
        if not data or len(data) != length:
            raise TakeError("the take is cut off", where=where, remedy="record it again, or copy the file again")
        if not last_s < time_s < math.inf:
            raise TakeError("the take is broken: time does not advance", where=where, remedy="record it again")
        last_s = time_s
        yield time_s, data


def _read(read: Callable[[int], bytes], length: int) -> bytes:
    """`length` bytes, fewer at the end: one read of a pipe may give less than it was asked for."""
    parts: list[bytes] = []
    while length > 0:
        part = read(length)
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _duration_s(first_s: float, last_s: float, head: Head) -> float:
    return last_s - first_s + 1.0 / head.fps
