"""The program over the network, for OBS on a second PC: H.264 in MPEG-TS over UDP or TCP.

    udp://HOST:PORT    sent to one machine whether it listens or not; a lost packet costs a torn picture, never a delay
    tcp://HOST:PORT    to a receiver that listens (in OBS: Media Source, `tcp://0.0.0.0:PORT?listen=1`); nothing is lost

PyAV's wheels lost SRT with 16.0, and the studio needs 17: docs/obs.md shows how another program carries it on by SRT.
There is no alpha in H.264 4:2:0: the picture is opaque. It is not encrypted: for a network of one's own. The address is
the receiver's; nothing listens here.
"""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import av
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from studio.core.errors import OutputError
from studio.core.image import Image
from studio.outputs.frames import BLACK, Background, Yuv420
from studio.outputs.output import Life, Report, Summary
from studio.outputs.recording import ENCODER

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

_TICKS_PER_S = 90_000
_AGAIN_S = 2.0
_CONNECT_US = 1_500_000
_ADDRESS = re.compile(r"(udp|tcp)://([^\s/?#:\[\]]{1,253}|\[[0-9a-fA-F:]{2,45}\]):(\d{1,5})")
_FAULTS = (OSError, FFmpegError)
PACKET_BYTES: Final = 1316
"""Seven packets of MPEG-TS: fits every network's frames."""


@dataclass(frozen=True, slots=True)
class StreamSettings:
    kbit_per_s: int = 6000
    preset: str = "veryfast"
    threads: int = 2
    keyframe_s: float = 0.5
    """A receiver that comes late, or lost packets, sees a whole picture after so long."""
    background: Background = BLACK


def stream_address(text: str) -> str:
    """The address, checked. Raises OutputError."""
    if text.strip().lower().startswith("srt://"):
        raise OutputError(
            "the studio's libraries cannot stream by SRT",
            where="network stream",
            remedy="use tcp:// or udp://; an FFmpeg that can do SRT carries it on (docs/obs.md, “A second PC”)",
        )
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or not 0 < int(found[3]) < 65536:
        raise OutputError(
            f"“{text[:80]}” is no address to stream to",
            where="network stream",
            remedy="write udp:// or tcp:// with the second PC's address and a port, such as udp://192.168.1.20:9000",
        )
    return found[0]


class Stream:
    """An output (see `Output`). A receiver that goes away is tried again every two seconds; the show never waits."""

    def __init__(self, address: str, settings: StreamSettings | None = None) -> None:
        """Raises OutputError for an address that is none."""
        self.address = stream_address(address)
        self.frames = 0
        self._settings = settings or StreamSettings()
        self._yuv = Yuv420(Colorspace.ITU709, self._settings.background)
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._size, self._fps = (0, 0), 0.0
        self._first_s = 0.0
        self._last_s = 0.0
        self._last_ticks = -1
        self._again_s = 0.0
        self._reports: list[Report] = []
        self._down = False

    def open(self, width: int, height: int, fps: float) -> str | None:
        if width % 2 or height % 2:
            raise OutputError(f"video of {width}×{height} cannot be encoded", remedy="use an even width and height")
        if ENCODER not in av.codecs_available:
            raise OutputError(
                "this PyAV has no H.264 encoder", where="av", remedy="python -m pip install --force-reinstall av"
            )
        self._size, self._fps = (width, height), fps
        try:
            self._connect()
        except _FAULTS as error:
            self._lose(error)
            return None
        return self._detail()

    def put(self, image: Image, time_s: float) -> None:
        if (image.width, image.height) != self._size:  # the canvas changed: the receiver sees a new programme
            self._shut(flush=False)
            self._size = image.width, image.height
        if self._container is None and not self._reconnected():
            return
        assert self._container is not None
        assert self._stream is not None
        if self._last_ticks < 0:
            self._first_s = time_s
        ticks = round((time_s - self._first_s) * _TICKS_PER_S)
        if ticks <= self._last_ticks:
            return
        frame = self._yuv.frame(image)
        frame.pts, frame.time_base = ticks, Fraction(1, _TICKS_PER_S)
        try:
            self._container.mux(self._stream.encode(frame))
        except _FAULTS as error:
            self._lose(error)
            return
        self._last_ticks, self._last_s = ticks, time_s
        self.frames += 1

    def poll(self) -> tuple[Report, ...]:
        reports, self._reports = tuple(self._reports), []
        return reports

    def close(self) -> Summary:
        self._shut(flush=True)
        return Summary(self.frames, self.frames / self._fps if self._fps else 0.0)

    def _detail(self) -> str:
        return f"{self.address}, {self._size[0]}×{self._size[1]}, {self._settings.kbit_per_s / 1000:g} Mbit/s"

    def _reconnected(self) -> bool:
        if time.monotonic() < self._again_s:
            return False
        try:
            self._connect()
        except _FAULTS as error:
            self._lose(error)
            return False
        self._down = False
        self._reports.append(Report(Life.STARTED, self._detail()))
        return True

    def _connect(self) -> None:
        udp = self.address.startswith("udp")
        address = f"{self.address}?pkt_size={PACKET_BYTES}" if udp else f"{self.address}?timeout={_CONNECT_US}"
        options = {"flush_packets": "1", "pat_period": "0.2"}
        container = av.open(address, "w", format="mpegts", options=options)
        try:
            self._stream = self._encoder(container)
            container.start_encoding()
        except BaseException:
            with contextlib.suppress(*_FAULTS):
                container.close()
            raise
        self._container, self._last_ticks = container, -1

    def _encoder(self, container: OutputContainer) -> VideoStream:
        settings = self._settings
        rate = Fraction(self._fps).limit_denominator(1001)
        stream = container.add_stream(ENCODER, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *self._size, "yuv420p"
        codec = stream.codec_context
        codec.time_base = Fraction(1, _TICKS_PER_S)
        codec.framerate = rate
        codec.thread_count = settings.threads
        codec.gop_size = max(1, round(settings.keyframe_s * self._fps))
        codec.max_b_frames = 0
        codec.bit_rate = settings.kbit_per_s * 1000
        # zerolatency: no picture waits for another. The buffer of half a second keeps a keyframe from swamping Wi-Fi.
        limit = str(settings.kbit_per_s * 1000)
        codec.options = {
            "preset": settings.preset,
            "tune": "zerolatency",
            "maxrate": limit,
            "bufsize": str(settings.kbit_per_s * 500),
        }
        codec.colorspace = Colorspace.ITU709
        codec.color_primaries = ColorPrimaries.BT709
        codec.color_trc = ColorTrc.BT709
        codec.color_range = ColorRange.MPEG
        return stream

    def _lose(self, error: Exception) -> None:
        self._shut(flush=False)
        self._again_s = time.monotonic() + _AGAIN_S
        if not self._down:  # the same vain try is no news
            self._down = True
            why = getattr(error, "strerror", "") or str(error)
            self._reports.append(
                Report(
                    Life.LOST,
                    self.address,
                    f"nobody takes the stream at {self.address} ({why})",
                    "start the receiver on the second PC; check its address and firewall. It is tried again by itself",
                )
            )

    def _shut(self, *, flush: bool) -> None:
        container, stream = self._container, self._stream
        self._container = self._stream = None
        if container is None:
            return
        with contextlib.suppress(*_FAULTS):
            if flush and stream is not None:
                container.mux(stream.encode())
        with contextlib.suppress(*_FAULTS):
            container.close()
