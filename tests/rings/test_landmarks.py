"""Landmarks through bytes and through a ring."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.arrays import frozen
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.rings.landmarks import MAX_BYTES, LandmarksReader, LandmarksWriter, decode, encode
from studio.rings.ring import RingWriter


def some(seed: int = 0, parts: int = 15) -> Landmarks:
    rng = np.random.default_rng(seed)

    def values(*shape: int) -> np.ndarray:
        return frozen(rng.normal(size=shape))

    def hand(time_s: float) -> HandLandmarks:
        return HandLandmarks(time_s, values(21, 3), values(21, 3), 0.75)

    return Landmarks(
        12.5,
        (1280, 720),
        FaceLandmarks(12.5, values(478, 3), values(52), values(4, 4)) if parts & 1 else None,
        BodyLandmarks(12.25, values(33, 3), values(33, 3), values(33)) if parts & 2 else None,
        hand(12.0) if parts & 4 else None,
        hand(11.0) if parts & 8 else None,
    )


def assert_same(a: object, b: object) -> None:
    if a is None or isinstance(a, int | float | tuple):
        assert a == b
    elif isinstance(a, np.ndarray):
        assert np.array_equal(a, b)
    else:
        assert type(a) is type(b)
        for name in a.__dataclass_fields__:
            assert_same(getattr(a, name), getattr(b, name))


@given(st.integers(0, 1000), st.integers(0, 15))
def test_any_landmarks_come_back_exactly_and_read_only(seed: int, parts: int) -> None:
    sent = some(seed, parts)
    got = decode(encode(sent))
    assert_same(sent, got)
    if got.face is not None:
        assert not got.face.points.flags.writeable


@given(st.binary(max_size=200))
def test_bytes_that_are_no_landmarks_raise_value_error_and_nothing_else(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(b"\x63" + data)


def test_landmarks_cut_off_or_with_more_behind_are_refused() -> None:
    data = encode(some())
    assert len(data) == MAX_BYTES
    for cut in range(0, len(data), 61):
        with pytest.raises(ValueError):
            decode(data[:cut])
    with pytest.raises(ValueError, match="too many"):
        decode(data + b"1")


def test_the_newest_landmarks_go_through_a_ring(tmp_path: Path) -> None:
    writer, reader = LandmarksWriter(tmp_path / "l"), LandmarksReader(tmp_path / "l")
    assert reader.latest() is None
    for seed in range(4):
        writer.write(some(seed))
    found = reader.latest()
    assert found is not None
    assert_same(found[1], some(3))
    assert reader.latest(found[0]) is None
    writer.close()
    assert reader.latest() is None


def test_a_ring_of_something_else_is_as_good_as_none(tmp_path: Path) -> None:
    ring = RingWriter(tmp_path / "l", 10)
    ring.write((b"nonsense",), 0.0)
    assert LandmarksReader(tmp_path / "l").latest() is None
    ring.close()
