"""What the studio wrote, read again: the tags and frames of a video, the texts and pixels of a PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.error import FFmpegError

from studio.core.arrays import ByteArray
from studio.core.errors import OutputError

if TYPE_CHECKING:
    from av.container import InputContainer

_MAX_TEXT = 1_000_000
_MAX_PNG = 256_000_000


@dataclass(frozen=True, slots=True)
class Moment:
    time_s: float
    pixels: ByteArray
    """(height, width, 3) uint8."""


class Movie:
    """An open video file; `opened_movie` makes and closes it."""

    def __init__(self, container: InputContainer) -> None:
        self._container = container
        stream = container.streams.video[0]
        self.size = (int(stream.width), int(stream.height))
        self.fps = float(stream.average_rate or 30.0)
        self.seconds = float((container.duration or 0) / 1_000_000)
        self.tags = {str(key): str(text) for key, text in container.metadata.items()}

    def opening(self, seconds: float) -> Iterator[Moment]:
        """Every frame of the first seconds."""
        for moment in self._frames():
            if moment.time_s >= seconds:
                return
            yield moment

    def at(self, time_s: float) -> Moment | None:
        """The frame shown at that time or the first after it; None beyond the end."""
        stream = self._container.streams.video[0]
        self._container.seek(int(time_s / float(stream.time_base or 1)), stream=stream)
        return next((moment for moment in self._frames() if moment.time_s >= time_s), None)

    def between(self, from_s: float, to_s: float) -> Iterator[Moment]:
        """Every frame of a stretch of time."""
        stream = self._container.streams.video[0]
        self._container.seek(int(from_s / float(stream.time_base or 1)), stream=stream)
        for moment in self._frames():
            if moment.time_s >= to_s:
                return
            if moment.time_s >= from_s:
                yield moment

    def _frames(self) -> Iterator[Moment]:
        for frame in self._container.decode(video=0):
            yield Moment(float(frame.time or 0.0), np.ascontiguousarray(frame.to_ndarray(format="rgb24")))


@contextmanager
def opened_movie(path: Path) -> Iterator[Movie]:
    """Raises OutputError for what is no video, also while its frames are read."""
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise OutputError("the file has no pictures", where=str(path))
            yield Movie(container)
    except (FFmpegError, OSError) as error:
        raise OutputError(f"this is no video that can be read: {error}", where=str(path)) from error


def png_texts(path: Path) -> list[tuple[str, str]]:
    """(keyword, text) of every text chunk, doubles included. Raises OutputError."""
    try:
        if path.stat().st_size > _MAX_PNG:
            raise OutputError("the picture is too large", where=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise OutputError("this is no PNG", where=str(path))
    found, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt") and (text := _text(kind, body)) is not None:
            found.append(text)
        at += 12 + length
    return found


def png_pixels(path: Path) -> ByteArray:
    """(height, width, 4) uint8, premultiplied. Raises OutputError."""
    try:
        with av.open(str(path)) as container:
            frame = next(iter(container.decode(video=0)))
            pixels = frame.to_ndarray(format="rgba")
    except (FFmpegError, OSError, StopIteration) as error:
        raise OutputError(f"this is no picture that can be read: {error}", where=str(path)) from error
    straight = pixels.astype(np.uint16)
    straight[..., :3] = (straight[..., :3] * straight[..., 3:] + 127) // 255
    return straight.astype(np.uint8)


def _text(kind: bytes, body: bytes) -> tuple[str, str] | None:
    """One chunk; None if it is broken."""
    keyword, _, rest = body.partition(b"\x00")
    try:
        if kind == b"iTXt":
            packed = rest[:1] == b"\x01"
            rest = rest[2:].partition(b"\x00")[2].partition(b"\x00")[2]
            rest = _unpacked(rest) if packed else rest
            return keyword.decode("latin-1"), rest.decode("utf-8")
        return keyword.decode("latin-1"), (_unpacked(rest[1:]) if kind == b"zTXt" else rest).decode("latin-1")
    except (zlib.error, UnicodeDecodeError):
        return None


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, _MAX_TEXT)
