"""Takes: what was recorded is what is read, and nothing a file holds can do harm."""

from __future__ import annotations

import contextlib
import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.arrays import frozen
from studio.core.errors import TakeError
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.inputs.take import MAX_FRAMES, StreamWriter, Take, TakeWriter, read_stream, take_info
from studio.inputs.take_codec import END, LENGTH, MAGIC, RECORD, Decoder, Encoder, Head, encode_head


def wave(seed: int, count: int, time_s: float, scale: float) -> np.ndarray:
    """Smooth in time, different in every value."""
    phase = np.random.default_rng(seed).uniform(0, 7, count)
    return scale * np.sin(phase + 0.8 * time_s)


def frame(i: int, start_s: float = 100.0) -> Landmarks:
    """Face at every frame, body and hands at each third, the right hand for a while only."""
    at = start_s + i / 30
    slow = i - i % 3
    slow_at = start_s + slow / 30

    def values(seed: int, shape: tuple[int, ...], t: float, scale: float = 1.0) -> np.ndarray:
        return frozen(wave(seed, int(np.prod(shape)), t, scale).reshape(shape))

    def hand(seed: int) -> HandLandmarks:
        return HandLandmarks(slow_at, values(seed, (21, 3), slow_at), values(seed + 1, (21, 3), slow_at, 0.1), 0.75)

    return Landmarks(
        at,
        (1280, 720),
        FaceLandmarks(at, values(1, (478, 3), at), values(2, (52,), at), values(3, (4, 4), at, 60)),
        BodyLandmarks(
            slow_at, values(4, (33, 3), slow_at, 3), values(5, (33, 3), slow_at), values(6, (33,), slow_at, 0.5)
        ),
        hand(7),
        hand(9) if 10 <= slow < 20 else None,
    )


def record(path: Path, count: int = 40) -> list[Landmarks]:
    frames = [frame(i) for i in range(count)]
    with TakeWriter(path, fps=30, name="试录") as writer:
        for landmarks in frames:
            writer.write(landmarks)
    return frames


def test_a_take_gives_back_every_frame_close_to_what_was_seen(tmp_path: Path) -> None:
    frames = record(tmp_path / "a.take")
    take = Take.open(tmp_path / "a.take")
    assert (take.name, take.fps, len(take.frames)) == ("试录", 30.0, 40)
    assert take.duration_s == pytest.approx(40 / 30)
    for sent, got in zip(frames, take.frames, strict=True):
        assert got.captured_at_s == pytest.approx(sent.captured_at_s - 100.0, abs=1e-9)
        assert got.image_size == sent.image_size
        assert np.abs(got.face.points - sent.face.points).max() * 1280 < 0.03, "pixels"
        assert np.abs(got.face.blendshapes - sent.face.blendshapes).max() < 2e-4
        assert np.abs(got.face.camera_from_face - sent.face.camera_from_face).max() < 2e-5
        assert np.abs(got.body.points - sent.body.points).max() * 1280 < 0.03
        assert np.abs(got.body.world - sent.body.world).max() < 1e-4, "metres"
        assert got.body.captured_at_s == pytest.approx(sent.body.captured_at_s - 100.0, abs=1e-9)
        assert np.abs(got.left_hand.world - sent.left_hand.world).max() < 5e-5
        assert (got.right_hand is None) == (sent.right_hand is None)
        assert not got.face.points.flags.writeable


def test_a_part_that_did_not_change_is_the_very_same_value(tmp_path: Path) -> None:
    record(tmp_path / "a.take")
    frames = Take.open(tmp_path / "a.take").frames
    assert frames[3].body is frames[4].body is frames[5].body
    assert frames[5].body is not frames[6].body
    assert frames[3].face is not frames[4].face


def test_what_a_take_says_of_itself_is_read_without_its_frames(tmp_path: Path) -> None:
    record(tmp_path / "a.take")
    info = take_info(tmp_path / "a.take")
    assert (info.name, info.fps, info.frames) == ("试录", 30.0, 40)
    assert info.duration_s == pytest.approx(40 / 30)
    assert info.file_bytes == (tmp_path / "a.take").stat().st_size


def test_reading_a_take_loads_neither_cv2_nor_mediapipe(tmp_path: Path) -> None:
    record(tmp_path / "a.take")
    code = (
        "import sys; from pathlib import Path; from studio.inputs.take import Take; Take.open(Path(sys.argv[1]));"
        "assert not {'cv2', 'mediapipe', 'av'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.take")], check=True)


def test_the_same_frame_seen_twice_is_recorded_once(tmp_path: Path) -> None:
    with TakeWriter(tmp_path / "a.take") as writer:
        for i in (0, 1, 1, 0, 2):
            writer.write(frame(i))
    assert take_info(tmp_path / "a.take").frames == 3


def test_a_take_that_fails_halfway_or_is_empty_leaves_nothing_behind(tmp_path: Path) -> None:

    def record_and_fail() -> None:
        with TakeWriter(tmp_path / "a.take") as writer:
            writer.write(frame(0))
            assert not (tmp_path / "a.take").exists()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_and_fail()
    with pytest.raises(TakeError, match="nothing was recorded"), TakeWriter(tmp_path / "b.take"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_take_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TakeError) as told:
        TakeWriter(tmp_path / "file" / "a.take")
    assert str(tmp_path / "file") in told.value.where
    assert told.value.remedy


def test_a_missing_take_and_a_file_that_is_no_take_say_so(tmp_path: Path) -> None:
    (tmp_path / "x.take").write_bytes(b"\x89PNG" * 10)
    for name, what in (("none.take", "cannot be read"), ("x.take", "no take")):
        for read in (Take.open, take_info):
            with pytest.raises(TakeError, match=what) as told:
                read(tmp_path / name)
            assert told.value.where.endswith(name)
            assert told.value.remedy


def test_a_take_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    record(tmp_path / "a.take", 6)
    whole = (tmp_path / "a.take").read_bytes()
    for cut in range(0, len(whole), 97):
        (tmp_path / "b.take").write_bytes(whole[:cut])
        with pytest.raises(TakeError):
            Take.open(tmp_path / "b.take")
        with pytest.raises(TakeError):
            take_info(tmp_path / "b.take")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_take_with_any_byte_changed_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    out = io.BytesIO()
    writer = StreamWriter(out, Head("x", 30))
    for i in range(4):
        writer.write(frame(i, 0.0))
    writer.finish()
    broken = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(TakeError):
        _, frames = read_stream(io.BytesIO(bytes(broken)), "broken")
        for landmarks in frames:
            assert len(landmarks.face.points if landmarks.face else ()) in (0, 478)


def stream(*bodies: bytes, times: tuple[float, ...] = (), head: bytes = encode_head(Head("x", 30.0))) -> io.BytesIO:
    times = times or tuple(float(i) for i in range(len(bodies)))
    records = [RECORD.pack(len(data), time_s) + data for data, time_s in zip(bodies, times, strict=True)]
    return io.BytesIO(head + b"".join(records) + END)


def refused(file: io.BytesIO) -> str:
    with pytest.raises(TakeError) as told:
        for _ in read_stream(file, "hostile")[1]:
            pass
    return told.value.what


EMPTY = struct.pack("<BBII", 0, 0, 640, 480)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(bytes(50_000_000), 9)
    assert len(bomb) < 65_536
    assert "damaged" in refused(stream(bomb))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        EMPTY + b"more",
        struct.pack("<BBII", 16, 0, 640, 480),
        struct.pack("<BBII", 1, 1, 640, 480),
        struct.pack("<BBII", 0, 1, 640, 480),
        struct.pack("<BBII", 0, 0, 0, 480),
        struct.pack("<BBII", 0, 0, 2**31, 2**31),
        struct.pack("<BBIId", 4, 0, 640, 480, float("nan")) + bytes(4 * 127),
        struct.pack("<BBII", 15, 0, 640, 480),
    ],
)
def test_a_frame_that_cannot_be_is_refused(raw: bytes) -> None:
    assert "broken" in refused(stream(zlib.compress(raw)))


def test_values_that_run_away_from_frame_to_frame_are_refused() -> None:
    hand = struct.pack("<BBIId", 4, 0, 640, 480, 0.0) + b"\xfe" * (4 * 127)
    assert "out of all bounds" in refused(stream(*[zlib.compress(hand)] * 4))


def test_time_that_does_not_advance_is_refused() -> None:
    good = zlib.compress(EMPTY)
    for times in ((0.0, 0.0), (1.0, 0.5), (0.0, float("nan")), (0.0, float("inf"))):
        assert "time" in refused(stream(good, good, times=times))


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"{",
        b"[" * 60_000,
        b"\xff\xfe",
        json.dumps({"name": "x", "fps": 0}).encode(),
        json.dumps({"name": "x", "fps": "NaN"}).encode(),
        json.dumps({"name": ["x"], "fps": 30}).encode(),
        json.dumps({"name": "x", "fps": 30, "expected_frames": -1}).encode(),
        json.dumps({"name": "x", "fps": 30, "expected_frames": 1e400}).encode(),
        b"x" * 70_000,
        b"",
    ],
)
def test_a_head_that_cannot_be_is_refused(text: bytes) -> None:
    assert "head" in refused(stream(head=MAGIC + LENGTH.pack(len(text)) + text))


def test_a_take_of_more_frames_than_memory_should_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "a.take", 12)
    assert MAX_FRAMES == 30 * 60 * 30
    monkeypatch.setattr("studio.inputs.take.MAX_FRAMES", 10)
    with pytest.raises(TakeError, match="longer than 10"):
        Take.open(tmp_path / "a.take")
    with pytest.raises(TakeError, match="at most 10"):
        record(tmp_path / "b.take", 12)


def test_values_that_are_no_number_are_recorded_as_zero() -> None:
    hand = HandLandmarks(0.0, frozen(np.full((21, 3), np.nan)), frozen(np.full((21, 3), np.inf)), 0.5)
    data = Encoder().encode(Landmarks(0.0, (64, 64), left_hand=hand))
    got = Decoder("x").decode(data[RECORD.size :], 0.0)
    assert np.array_equal(got.left_hand.points, np.zeros((21, 3)))
    assert np.isfinite(got.left_hand.world).all()
