"""The program as an H.264 MP4 file.

While it is recorded the file is fragmented (`NAME.part.mp4`): it holds an index from the start and one more piece each
second, so whatever ends the process leaves a file that plays. On `close` the pieces are joined into an ordinary MP4
with its index at the front, which editors and platforms like better, and that takes the final name.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from studio.core.errors import OutputError
from studio.core.image import Image
from studio.outputs import files
from studio.outputs.frames import BLACK, Background, Yuv420
from studio.outputs.output import Report, Summary

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

ENCODER: Final = "libx264"
_TICKS_PER_S = 90_000
_MB = 1_000_000
FAULTS = (OSError, FFmpegError)
"""What a disk or FFmpeg may throw."""
_KEPT = "what was recorded until then is kept"


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    crf: int = 20
    """x264's constant quality: 0 lossless, 18 hardly to be told from the source, 23 small."""
    preset: str = "veryfast"
    threads: int = 2
    keyframe_s: float = 2.0
    background: Background = BLACK
    """What is behind a transparent picture, since H.264 has no alpha."""
    keep_free_bytes: int = 200 * _MB
    """Recording ends itself before the disk has less than this."""

    @staticmethod
    def live(cores: int | None = None) -> RecordingSettings:
        """For a show that needs the processor itself.

        Measured at 720p: ultrafast 6.7 ms of CPU a frame, veryfast 12.2 ms for a third of the size.
        """
        few = (cores or os.cpu_count() or 2) <= 4
        return RecordingSettings(preset="ultrafast" if few else "veryfast")


class Recording:
    """An output (see `Output`). Frames keep their own times: a show that slows down does not record a fast picture.

    `metadata`: container tags, any keys, written with the file. A file that is already there is replaced on `close`.
    """

    def __init__(
        self,
        path: Path,
        settings: RecordingSettings | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        self.path = Path(path)
        self.frames = 0
        self.skipped = 0
        """Pictures whose time did not advance."""
        self._settings = settings or RecordingSettings()
        self._metadata = dict(metadata or {})
        self._part = files.beside(self.path)
        self._yuv = Yuv420(Colorspace.ITU709, self._settings.background)
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._size = (0, 0)
        self._first_s = 0.0
        self._last_ticks = -1
        self._frame_s = 0.0
        self._broken = False

    def open(self, width: int, height: int, fps: float) -> str:
        if self.path.suffix.lower() != ".mp4":
            raise OutputError(
                "a recording is an MP4 file", where=str(self.path), remedy="choose a name that ends in .mp4"
            )
        if width % 2 or height % 2 or width < 2 or height < 2:
            raise OutputError(f"video of {width}×{height} cannot be encoded", remedy="use an even width and height")
        if ENCODER not in av.codecs_available:
            raise OutputError(
                "this PyAV has no H.264 encoder", where="av", remedy="python -m pip install --force-reinstall av"
            )
        try:
            if self.path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(self.path))
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._check_space()
            self._start(width, height, fps)
        except FAULTS as error:
            self._abandon()
            raise files.output_error(error, self.path) from error
        return str(self.path)

    def put(self, image: Image, time_s: float) -> None:
        if self._container is None or self._stream is None:
            raise OutputError("the recording is not open", where=str(self.path))
        if (image.width, image.height) != self._size:
            raise OutputError(
                f"a picture of {image.width}×{image.height} is not of the recording's {self._size[0]}×{self._size[1]}",
                where=str(self.path),
                remedy="stop the recording before the canvas changes",
            )
        if self.frames == 0:
            self._first_s = time_s
        ticks = round((time_s - self._first_s) * _TICKS_PER_S)
        if ticks <= self._last_ticks:
            self.skipped += 1
            return
        frame = self._yuv.frame(image)
        frame.pts = ticks
        frame.time_base = Fraction(1, _TICKS_PER_S)
        try:
            self._container.mux(self._stream.encode(frame))
        except FAULTS as error:
            self._broken = True
            raise files.output_error(error, self.path, saved=_KEPT) from error
        self._last_ticks = ticks
        self.frames += 1
        if self.frames % 64 == 0:
            self._check_space()

    def poll(self) -> tuple[Report, ...]:
        return ()

    def close(self) -> Summary:
        failure = self._finish()
        if self.frames == 0:
            self._part.unlink(missing_ok=True)
            return Summary()
        try:
            self._join()
            if self._broken:  # `put` has told why
                return self._kept()
        except FAULTS as error:
            raise files.output_error(error, self.path, saved=f"the pictures are in {self._part.name}") from error
        if failure is not None:
            raise files.output_error(failure, self.path, saved=_KEPT) from failure
        return Summary(self.frames, self._last_ticks / _TICKS_PER_S + self._frame_s, str(self.path))

    def _start(self, width: int, height: int, fps: float) -> None:
        settings = self._settings
        flags = "frag_keyframe+empty_moov+default_base_moof" + ("+use_metadata_tags" if self._metadata else "")
        options = {"movflags": flags, "frag_duration": "1000000", "flush_packets": "1"}
        container = av.open(str(self._part), "w", format="mp4", options=options)
        self._container = container
        container.metadata.update(self._metadata)
        rate = Fraction(fps).limit_denominator(1001)
        stream = container.add_stream(ENCODER, rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, _TICKS_PER_S)
        codec = stream.codec_context
        codec.time_base = Fraction(1, _TICKS_PER_S)
        codec.framerate = rate
        codec.thread_count = settings.threads
        codec.gop_size = max(1, round(settings.keyframe_s * fps))
        # No B-frames: pictures leave the encoder in their order, so a cut end loses nothing before it.
        codec.max_b_frames = 0
        codec.options = {"preset": settings.preset, "crf": str(settings.crf)}
        codec.colorspace = Colorspace.ITU709
        codec.color_primaries = ColorPrimaries.BT709
        codec.color_trc = ColorTrc.BT709
        codec.color_range = ColorRange.MPEG
        container.start_encoding()
        self._stream, self._size, self._frame_s = stream, (width, height), 1.0 / fps

    def _finish(self) -> Exception | None:
        """Writes what the encoder still holds; gives the error if the file ends early."""
        failure: Exception | None = None
        if self._container is not None and self._stream is not None:
            try:
                if not self._broken:
                    self._container.mux(self._stream.encode())
                self._container.close()
            except FAULTS as error:
                failure = error
                with contextlib.suppress(*FAULTS):
                    self._container.close()
        self._container = self._stream = None
        return failure

    def _join(self) -> None:
        """The fragments as an ordinary MP4, index first, in the place of the final name."""
        joined = self.path.with_name(f"{self.path.stem}.join{self.path.suffix}")
        try:
            if files.free_bytes(self.path) < self._part.stat().st_size + self._settings.keep_free_bytes // 4:
                raise OSError("no room for a second copy")
            _remux(self._part, joined, self._metadata)
            joined.replace(self.path)
            self._part.unlink()
        except FAULTS:  # the fragmented file plays too: better that than none
            joined.unlink(missing_ok=True)
            self._part.replace(self.path)

    def _check_space(self) -> None:
        if files.free_bytes(self.path) < self._settings.keep_free_bytes:
            raise files.disk_full(self.path, f"; {_KEPT}" if self.frames else "")

    def _abandon(self) -> None:
        self._finish()
        with contextlib.suppress(*FAULTS):
            self._part.unlink(missing_ok=True)

    def _kept(self) -> Summary:
        """What a file that ended early holds."""
        with av.open(str(self.path)) as container:
            stream = container.streams.video[0]
            times = [packet.pts for packet in container.demux(stream) if packet.pts is not None]
            tick_s = float(stream.time_base or 0)
        seconds = (max(times) - min(times)) * tick_s + self._frame_s if times else 0.0
        return Summary(len(times), seconds, str(self.path))


def _remux(source: Path, target: Path, metadata: Mapping[str, str]) -> None:
    """Copies the coded pictures as they are. Raises OSError or FFmpegError."""
    flags = "faststart" + ("+use_metadata_tags" if metadata else "")
    with av.open(str(source)) as reader, av.open(str(target), "w", format="mp4", options={"movflags": flags}) as writer:
        writer.metadata.update(metadata)
        stream_in = reader.streams.video[0]
        stream_out = writer.add_stream_from_template(stream_in)
        stream_out.time_base = stream_in.time_base
        for packet in reader.demux(stream_in):
            if packet.dts is not None:
                packet.stream = stream_out
                writer.mux(packet)
