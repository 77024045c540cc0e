"""Stickers that are videos: WebM, VP8 or VP9, with or without alpha, read frame by frame.

WebM carries alpha as a second video beside each block (https://www.webmproject.org/docs/container/#alpha). FFmpeg's own
decoders read neither of the two together, but each alone, and unlike libvpx's they can be told beforehand how large a
picture may be: a file of a few bytes that claims 65536 × 65536 pixels is refused before anything is allocated for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import StudioError

MOST_SIDE = 2048
MOST_S = 12.0
MOST_FRAMES = 360
_MAGIC = b"\x1a\x45\xdf\xa3"
_ALPHA = "matroska_block_additional"
_ID_BYTES = 8
"""Before the alpha's own data: which of a block's additions it is."""
_REMEDY = "Save it as WebM, VP9 with alpha, of at most 12 seconds and 2048 × 2048 pixels."


def is_video(file: Path) -> bool:
    """By its content. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(4) == _MAGIC


def check_video(file: Path) -> tuple[int, int]:
    """(width, height) of a sticker's video, told from its head. Raises StudioError, in words, for what is none."""
    with _Reel(file) as reel:
        return reel.size


def video_frames(file: Path) -> Iterator[tuple[NDArray[np.uint8], float]]:
    """(height, width, 4) uint8 straight alpha, and how long it is shown, seconds. What is damaged ends them.

    Raises StudioError as `check_video` does, when the first is asked for.
    """
    with _Reel(file) as reel:
        yield from reel.frames()


class _Reel:
    """An open file."""

    def __init__(self, file: Path) -> None:
        import av

        try:
            self._container: Any = av.open(str(file), format="matroska")
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise StudioError("The video of a sticker cannot be read.", where=file.name, remedy=_REMEDY) from error
        try:
            self._stream = self._checked(file)
        except StudioError:
            self._container.close()
            raise
        context = self._stream.codec_context
        self.size = (int(context.width), int(context.height))
        self._span_s = 1.0 / min(max(float(self._stream.average_rate or 25), 1.0), 60.0)

    def __enter__(self) -> _Reel:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    def frames(self) -> Iterator[tuple[NDArray[np.uint8], float]]:
        import av

        damages = (av.error.FFmpegError, OSError, ValueError)
        colour, cover = self._decoder(), self._decoder()
        alpha: NDArray[np.uint8] | None = None
        given = 0
        try:
            for number, packet in enumerate(self._container.demux(self._stream)):
                if number > 2 * MOST_FRAMES:  # some of them show nothing
                    return
                beside = next((part for part in packet.iter_sidedata() if part.data_type == _ALPHA), None)
                if beside is not None:
                    for frame in cover.decode(av.Packet(bytes(beside)[_ID_BYTES:])):
                        alpha = _luma(frame)
                for frame in colour.decode(packet):
                    if (frame.width, frame.height) != self.size or given >= MOST_FRAMES:
                        return
                    given += 1
                    pixels = frame.to_ndarray(format="rgba")
                    if alpha is not None and alpha.shape == pixels.shape[:2]:
                        pixels[..., 3] = alpha
                    yield pixels, self._span_s
        except damages:
            return

    def _checked(self, file: Path) -> Any:
        streams = self._container.streams.video
        stream = streams[0] if len(streams) == 1 else None
        context = stream.codec_context if stream is not None else None  # none for a codec that nobody knows
        if stream is None or context is None or context.name not in ("vp8", "vp9"):
            raise StudioError("The video of a sticker is not VP8 or VP9.", where=file.name, remedy=_REMEDY)
        width, height = int(context.width), int(context.height)
        if not 0 < max(width, height) <= MOST_SIDE or min(width, height) < 1:
            raise StudioError(f"The video of a sticker is {width} × {height} pixels.", where=file.name, remedy=_REMEDY)
        seconds = (self._container.duration or 0) / 1e6
        if seconds > MOST_S or seconds * float(stream.average_rate or 25) > MOST_FRAMES:
            raise StudioError(f"The video of a sticker is {seconds:.0f} seconds long.", where=file.name, remedy=_REMEDY)
        return stream

    def _decoder(self) -> Any:
        import av

        decoder: Any = av.CodecContext.create(self._stream.codec_context.name, "r")
        decoder.options = {"max_pixels": str(MOST_SIDE * MOST_SIDE)}
        decoder.thread_count = 1
        return decoder


def _luma(frame: Any) -> NDArray[np.uint8]:
    """The plane as it is: alpha is not squeezed into the range of video."""
    plane = frame.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[: frame.height, : frame.width]
