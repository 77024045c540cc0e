from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import OutputError
from studio.core.image import Alpha, Image
from studio.outputs import files
from studio.outputs.output import Summary
from studio.outputs.recording import Recording, RecordingSettings

SMALL = RecordingSettings(preset="ultrafast", keep_free_bytes=0)
W, H = 160, 96


def solid(color: tuple[int, int, int]) -> Image:
    return Image(np.full((H, W, 3), color, np.uint8))


def bar(at: int) -> Image:
    """A white bar eight pixels wide, on opaque black."""
    pixels = np.zeros((H, W, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[:, at : at + 8, :3] = 255
    return Image(pixels, alpha=Alpha.PREMULTIPLIED)


def record(
    path: Path, pictures: list[tuple[Image, float]], settings: RecordingSettings = SMALL, **more: object
) -> Summary:
    recording = Recording(path, settings, **more)
    recording.open(W, H, 30)
    for image, time_s in pictures:
        recording.put(image, time_s)
    return recording.close()


def frames_of(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def rgb_of(frame: av.VideoFrame) -> np.ndarray:
    """The middle pixel by the formula of BT.709, limited range: independent of the converter that made it."""
    assert frame.format.name == "yuv420p"
    planes = frame.to_ndarray()
    y = planes[H // 2, W // 2]
    u = planes[H : H + H // 4].reshape(H // 2, W // 2)[H // 4, W // 4]
    v = planes[H + H // 4 :].reshape(H // 2, W // 2)[H // 4, W // 4]
    luma, cb, cr = (float(y) - 16) / 219, (float(u) - 128) / 224, (float(v) - 128) / 224
    r = luma + 2 * (1 - 0.2126) * cr
    b = luma + 2 * (1 - 0.0722) * cb
    return np.array([r, (luma - 0.2126 * r - 0.0722 * b) / 0.7152, b]) * 255


def test_every_picture_put_is_in_the_file_at_its_own_time(tmp_path: Path) -> None:
    times_s = [7.0, 7.033, 7.067, 7.5, 7.52, 9.25]
    summary = record(tmp_path / "a.mp4", [(bar(16 * i), t) for i, t in enumerate(times_s)])
    frames = frames_of(tmp_path / "a.mp4")
    assert [frame.time for frame in frames] == pytest.approx([t - 7.0 for t in times_s], abs=2 / 90_000)
    assert summary.frames == len(times_s)
    assert summary.seconds == pytest.approx(2.25 + 1 / 30)
    assert summary.path == str(tmp_path / "a.mp4")


def test_what_moves_in_the_pictures_moves_in_the_file(tmp_path: Path) -> None:
    places = [8, 40, 72, 104, 136]
    record(tmp_path / "a.mp4", [(bar(x), i / 30) for i, x in enumerate(places)])
    seen = [int(np.argmax(frame.to_ndarray()[H // 2, :W])) for frame in frames_of(tmp_path / "a.mp4")]
    assert all(abs(got - want) <= 4 for got, want in zip(seen, places, strict=True))


@pytest.mark.parametrize(
    "color", [(255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255), (243, 249, 241), (90, 60, 200)]
)
def test_colours_come_back_by_the_bt709_formula(tmp_path: Path, color: tuple[int, int, int]) -> None:
    record(tmp_path / "a.mp4", [(solid(color), i / 30) for i in range(3)], RecordingSettings(crf=8, keep_free_bytes=0))
    assert rgb_of(frames_of(tmp_path / "a.mp4")[1]) == pytest.approx(np.array(color), abs=5)


def test_the_file_says_that_it_is_bt709_of_limited_range(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", [(solid((9, 9, 9)), 0.0)])
    with av.open(str(tmp_path / "a.mp4")) as container:
        codec = container.streams.video[0].codec_context
        assert (codec.name, codec.pix_fmt) == ("h264", "yuv420p")
        assert (codec.colorspace, codec.color_primaries, codec.color_trc, codec.color_range) == (1, 1, 1, 1)


def test_a_transparent_picture_is_laid_on_the_background_asked_for(tmp_path: Path) -> None:
    half_red = Image(np.full((H, W, 4), (128, 0, 0, 128), np.uint8), alpha=Alpha.PREMULTIPLIED)
    record(tmp_path / "black.mp4", [(half_red, 0.0)], RecordingSettings(crf=8, keep_free_bytes=0))
    green = RecordingSettings(crf=8, keep_free_bytes=0, background=(0, 255, 0))
    record(tmp_path / "green.mp4", [(half_red, 0.0)], green)
    assert rgb_of(frames_of(tmp_path / "black.mp4")[0]) == pytest.approx([128, 0, 0], abs=5)
    assert rgb_of(frames_of(tmp_path / "green.mp4")[0]) == pytest.approx([128, 127, 0], abs=5)


def test_a_picture_whose_time_does_not_advance_is_left_out(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "a.mp4", SMALL)
    recording.open(W, H, 30)
    for time_s in (1.0, 1.0, 0.5, 1.1):
        recording.put(bar(0), time_s)
    assert recording.close().frames == 2
    assert recording.skipped == 2
    assert len(frames_of(tmp_path / "a.mp4")) == 2


def test_a_finished_file_has_its_index_at_the_front_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", [(bar(i), i / 30) for i in range(60)])
    data = (tmp_path / "a.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert b"moof" not in data
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_tags_of_any_name_are_kept(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", [(bar(0), 0.0)], metadata={"AIGC": '{"Label":"1"}'})
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert container.metadata["AIGC"] == '{"Label":"1"}'


def test_a_recording_without_pictures_leaves_no_file(tmp_path: Path) -> None:
    assert record(tmp_path / "a.mp4", []) == Summary()
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_that_name_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", [(bar(0), 0.0)])
    before = (tmp_path / "a.mp4").read_bytes()
    recording = Recording(tmp_path / "a.mp4", SMALL)
    recording.open(W, H, 30)
    recording.put(bar(8), 0.0)
    assert (tmp_path / "a.mp4").read_bytes() == before
    recording.put(bar(16), 0.1)
    recording.close()
    assert len(frames_of(tmp_path / "a.mp4")) == 2


WRITER = """
import os, resource, signal, sys
from pathlib import Path
import numpy as np
from studio.core.errors import OutputError
from studio.core.image import Image
from studio.outputs.recording import Recording, RecordingSettings

end, path = sys.argv[1], Path(sys.argv[2])
if end == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
noise = np.random.default_rng(0)
recording = Recording(path, RecordingSettings(preset="ultrafast", keep_free_bytes=0))
recording.open(320, 180, 30)
try:
    for i in range(150):
        recording.put(Image(np.repeat(np.repeat(noise.integers(0, 255, (18, 32, 3), np.uint8), 10, 0), 10, 1)), i / 30)
        if end == "killed" and i == 100:
            os.kill(os.getpid(), signal.SIGKILL)
except OutputError as error:
    print("put:", error.what)
print("frames:", recording.close().frames)
"""


def run_writer(end: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITER, end, str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL and RLIMIT_FSIZE are POSIX")
def test_a_recorder_that_is_killed_leaves_a_file_that_plays(tmp_path: Path) -> None:
    done = run_writer("killed", tmp_path / "a.mp4")
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.mp4").exists()
    frames = frames_of(tmp_path / "a.part.mp4")
    assert len(frames) >= 60  # at most the last second and what the encoder held are lost
    assert [frame.time for frame in frames] == pytest.approx([i / 30 for i in range(len(frames))], abs=1e-4)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL and RLIMIT_FSIZE are POSIX")
def test_a_disk_that_fills_up_is_told_and_what_was_recorded_is_kept(tmp_path: Path) -> None:
    done = run_writer("full", tmp_path / "a.mp4")
    assert done.returncode == 0, done.stderr
    assert "put: the disk is full; what was recorded until then is kept" in done.stdout
    kept = int(done.stdout.rsplit("frames:", 1)[1])
    assert kept >= 5
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert len([packet for packet in container.demux(video=0) if packet.pts is not None]) == kept
    assert not (tmp_path / "a.part.mp4").exists()


def test_recording_does_not_begin_on_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "a.mp4", RecordingSettings(keep_free_bytes=1 << 60))
    with pytest.raises(OutputError, match="disk is full") as caught:
        recording.open(W, H, 30)
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_recording_ends_itself_before_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = Recording(tmp_path / "a.mp4", RecordingSettings(preset="ultrafast", keep_free_bytes=1000))
    recording.open(W, H, 30)
    monkeypatch.setattr(files, "free_bytes", lambda path: 999)
    for i in range(63):  # the disk is looked at now and then, not at every picture
        recording.put(bar(i), i / 30)
    with pytest.raises(OutputError, match="disk is full; what was recorded until then is kept"):
        recording.put(bar(63), 63 / 30)
    monkeypatch.undo()
    assert recording.close().frames == len(frames_of(tmp_path / "a.mp4")) == 64


def test_where_there_is_no_room_to_join_the_pieces_the_file_stays_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = Recording(tmp_path / "a.mp4", SMALL)
    recording.open(W, H, 30)
    for i in range(10):
        recording.put(bar(i), i / 30)
    monkeypatch.setattr(files, "free_bytes", lambda path: 0)
    recording.close()
    assert b"moof" in (tmp_path / "a.mp4").read_bytes()
    assert len(frames_of(tmp_path / "a.mp4")) == 10


@pytest.mark.parametrize(("name", "width", "height"), [("a.mp4", 161, 96), ("a.mp4", 160, 0), ("a.avi", 160, 96)])
def test_what_cannot_be_recorded_is_refused_with_a_remedy(tmp_path: Path, name: str, width: int, height: int) -> None:
    with pytest.raises(OutputError) as caught:
        Recording(tmp_path / name, SMALL).open(width, height, 30)
    assert caught.value.remedy


def test_a_folder_that_cannot_be_made_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match="no file of that name") as caught:
        Recording(tmp_path / "file" / "a.mp4", SMALL).open(W, H, 30)
    assert str(tmp_path / "file" / "a.mp4") in caught.value.where


def test_a_picture_of_another_size_is_refused_and_the_rest_is_kept(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "a.mp4", SMALL)
    recording.open(W, H, 30)
    recording.put(bar(0), 0.0)
    with pytest.raises(OutputError, match="32×32"):
        recording.put(Image(np.zeros((32, 32, 3), np.uint8)), 0.1)
    assert recording.close().frames == 1


def test_a_live_show_on_few_cores_spends_less_on_encoding() -> None:
    assert RecordingSettings.live(cores=2).preset == "ultrafast"
    assert RecordingSettings.live(cores=16).preset == "veryfast"
