"""Video files: every picture once, or played as a webcam; broken ones say what is wrong."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import CameraError
from studio.core.image import Image
from studio.inputs.sources import open_source
from studio.inputs.video_file import LoopedVideo, VideoFile


class FakeTime:
    """A clock that moves only when somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now_s += seconds


def number(image: Image) -> int:
    return round(float(image.pixels[20:-20, -20:].mean()) / 10)


def test_every_picture_comes_once_in_order_with_its_time_from_the_start(make_video) -> None:
    video = VideoFile(make_video())
    assert (video.size, video.fps, video.frame_count) == ((96, 64), 25.0, 24)
    pictures = []
    while (image := video.read()) is not None:
        pictures.append(image)
    assert [number(image) for image in pictures] == list(range(24))
    assert [image.time_s for image in pictures] == pytest.approx([i / 25 for i in range(24)], abs=1e-6)
    assert pictures[0].pixels.shape == (64, 96, 3)
    assert video.read() is None, "after the end it stays at the end"
    video.close()
    video.close()


def test_played_as_a_camera_pictures_come_when_due_and_start_again_at_the_end(make_video) -> None:
    time = FakeTime()
    video = LoopedVideo(make_video(count=5), time.clock, time.sleep)
    pictures = [video.read() for _ in range(12)]
    assert [number(image) for image in pictures] == [0, 1, 2, 3, 4] * 2 + [0, 1]
    assert [image.time_s for image in pictures] == pytest.approx([1000 + i / 25 for i in range(12)], abs=1e-6)
    assert time.now_s == pytest.approx(1000 + 11 / 25)
    video.close()


def test_played_as_a_camera_pictures_nobody_fetched_in_time_are_skipped(make_video) -> None:
    time = FakeTime()
    video = LoopedVideo(make_video(count=10), time.clock, time.sleep)
    assert number(video.read()) == 0
    time.now_s += 0.29
    late = video.read()
    assert number(late) == 7
    assert time.now_s - late.time_s < 0.04, "at most one period old"
    time.now_s += 3600.0
    after_sleep = video.read()
    assert after_sleep.time_s == pytest.approx(time.now_s)
    video.close()


def test_a_phone_video_told_to_be_turned_is_given_upright(make_video, tmp_path: Path) -> None:
    content = bytearray(make_video().read_bytes())
    # ISO 14496-12: the matrix of a track header (version 0) lies 40 bytes after its type.
    matrix = content.index(b"tkhd") + 4 + 40
    one = 1 << 16
    content[matrix : matrix + 36] = struct.pack(">9i", 0, -one, 0, one, 0, 0, 0, 0, 1 << 30)
    turned = tmp_path / "turned.mp4"
    turned.write_bytes(content)
    video = VideoFile(turned)
    assert video.size == (64, 96)
    for _ in range(11):
        image = video.read()
    assert image.pixels.shape == (96, 64, 3)
    # 90° counter-clockwise: what was at the right comes to the top.
    assert image.pixels[:40].mean() > 80
    assert image.pixels[-40:].mean() < 10
    video.close()


def test_a_file_cut_off_gives_what_it_has_and_then_says_so(make_video, tmp_path: Path) -> None:
    front = make_video("front.mp4", count=60, width=320, height=240, movflags="faststart")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(front.read_bytes()[: front.stat().st_size * 6 // 10])
    video = VideoFile(cut)
    given = []

    def read_all() -> None:
        while (image := video.read()) is not None:
            given.append(number(image))

    with pytest.raises(CameraError, match=r"breaks off after \d+ of 60") as told:
        read_all()
    assert 5 < len(given) < 60
    assert told.value.where == str(cut)
    assert told.value.remedy
    video.close()


@pytest.mark.parametrize("content", [b"", b"no video at all" * 100, None, "head"])
def test_a_file_that_is_no_video_says_what_where_and_what_to_do(make_video, tmp_path: Path, content: object) -> None:
    path = tmp_path / "broken.mp4"
    if content == "head":
        path.write_bytes(make_video().read_bytes()[:400])
    elif isinstance(content, bytes):
        path.write_bytes(content)
    for realtime in (True, False):
        with pytest.raises(CameraError) as told:
            open_source(f"file:{path}", realtime=realtime)
        assert told.value.where == str(path)
        assert told.value.remedy


def test_a_file_without_pictures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(8000))
    with pytest.raises(CameraError, match="no picture track"):
        VideoFile(path)


def test_a_file_truncated_while_it_plays_plays_on_or_ends_in_a_camera_error(make_video) -> None:
    path = make_video(count=200, width=320, height=240)
    time = FakeTime()
    video = LoopedVideo(path, time.clock, time.sleep)
    for _ in range(10):
        video.read()
    with path.open("r+b") as file:
        file.truncate(3000)

    def play_on() -> None:
        for _ in range(400):
            video.read()

    with pytest.raises(CameraError) as told:
        play_on()
    assert told.value.where == str(path)
    video.close()


def test_pictures_are_ones_a_landmarker_can_take_whatever_the_width(make_video) -> None:
    for width in (98, 130):
        image = VideoFile(make_video(width=width)).read()
        assert image.pixels.flags.c_contiguous
        assert not image.pixels.flags.writeable
        assert np.array_equal(image.pixels[:, : width // 2 - 8] < 20, np.ones((64, width // 2 - 8, 3), bool))
