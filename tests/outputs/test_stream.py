"""The stream with a real receiver on this machine: FFmpeg's own, as OBS uses it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import av
import numpy as np
import pytest

from studio.core.arrays import ByteArray
from studio.core.errors import OutputError
from studio.core.image import Image
from studio.outputs.output import Life
from studio.outputs.stream import Stream, stream_address
from tests.support.waiting import wait_until

GREEN, RED = (120, 146, 98), (255, 76, 0)


def free_port(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def picture(color: tuple[int, int, int], width: int = 320, height: int = 180) -> Image:
    return Image(np.full((height, width, 3), color, np.uint8))


class Receiver:
    """Takes pictures from an address until it is told to stop or the sender has gone."""

    def __init__(self, address: str) -> None:
        self.pictures: list[ByteArray] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._receive, args=(address,), daemon=True)
        self._thread.start()

    def _receive(self, address: str) -> None:
        options = {"fflags": "nobuffer", "probesize": "200000", "analyzeduration": "200000"}
        with av.open(address, "r", format="mpegts", options=options, timeout=(20.0, 3.0)) as container:
            try:
                for frame in container.decode(video=0):
                    self.pictures.append(np.asarray(frame.to_ndarray(format="rgb24")))
                    if self._stop.is_set():
                        return
            except av.FFmpegError:
                return

    def end(self) -> None:
        self._stop.set()
        self._thread.join(30)


@contextmanager
def sending(stream: Stream, color: tuple[int, int, int]) -> Iterator[None]:
    """Thirty pictures a second, as the show's worker gives them."""
    stop = threading.Event()

    def send() -> None:
        while not stop.wait(1 / 30):
            stream.put(picture(color), time.monotonic())

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("kind", ["udp", "tcp"])
def test_a_receiver_sees_the_pictures_in_their_colours(kind: str) -> None:
    port = free_port(socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM)
    receiver = Receiver(f"{kind}://127.0.0.1:{port}" + ("?listen=1" if kind == "tcp" else "?timeout=20000000"))
    stream = Stream(f"{kind}://127.0.0.1:{port}")
    stream.open(320, 180, 30.0)
    with sending(stream, GREEN):
        wait_until("pictures arrive", lambda: len(receiver.pictures) > 10)
        receiver.end()
    summary = stream.close()
    assert summary.frames >= 10
    assert receiver.pictures[-1].shape == (180, 320, 3)
    assert abs(receiver.pictures[-1].astype(int) - GREEN).max() <= 6


def test_a_missing_receiver_is_told_once_and_found_when_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.outputs.stream._AGAIN_S", 0.05)
    port = free_port(socket.SOCK_STREAM)
    stream = Stream(f"tcp://127.0.0.1:{port}")
    assert stream.open(320, 180, 30.0) is None
    lives = []
    for _ in range(5):
        time.sleep(0.06)
        stream.put(picture(RED), time.monotonic())
        lives += [report.life for report in stream.poll()]
    assert lives == [Life.LOST]
    receiver = Receiver(f"tcp://127.0.0.1:{port}?listen=1")
    with sending(stream, RED):
        wait_until("it arrives", lambda: len(receiver.pictures) > 3)
        assert [report.life for report in stream.poll()] == [Life.STARTED]
        receiver.end()
        wait_until("its going is seen", lambda: any(report.life is Life.LOST for report in stream.poll()))
    stream.close()


def test_a_canvas_of_another_size_is_seen_as_such() -> None:
    port = free_port(socket.SOCK_DGRAM)
    stream = Stream(f"udp://127.0.0.1:{port}")
    stream.open(320, 180, 30.0)
    stream.put(picture(RED), time.monotonic())
    stream.put(picture(RED, 180, 320), time.monotonic())
    assert stream.frames == 2
    stream.close()


@pytest.mark.parametrize(
    "text",
    ["", "192.168.1.5:9000", "udp://", "udp://host", "udp://host:0", "udp://host:70000", "file:///etc/passwd",
     "udp://host:9000?pkt_size=9", "udp://a b:9000", "concat:a|b", "rtmp://live.example/key"],
)  # fmt: skip
def test_only_plain_addresses_are_taken(text: str) -> None:
    with pytest.raises(OutputError) as refusal:
        stream_address(text)
    assert "udp://" in refusal.value.remedy


@pytest.mark.parametrize("text", ["srt://192.168.1.20:9000", " SRT://host:9000?mode=caller&passphrase=bamboo-and-ink"])
def test_srt_is_refused_with_a_way_round_and_without_its_passphrase(text: str) -> None:
    with pytest.raises(OutputError, match="SRT") as refusal:
        stream_address(text)
    assert "tcp://" in refusal.value.remedy
    assert "bamboo" not in str(refusal.value)


@pytest.mark.parametrize("text", ["udp://192.168.1.20:9000", "tcp://studio-pc.local:5000", " udp://[fe80::1]:9000 "])
def test_addresses_of_every_form_are_taken(text: str) -> None:
    assert stream_address(text) == text.strip()
