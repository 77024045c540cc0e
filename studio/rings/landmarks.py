"""Landmarks between processes: exact (float32), of one layout, about 8 kB when every part is there."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.core.names import ARKIT, BODY_POINTS, FACE_POINTS, HAND_POINTS
from studio.rings.ring import RingReader, RingWriter

_HEADER = struct.Struct("<HHdII")  # version, parts, captured at, width, height
_VERSION = 1
_FACE, _BODY, _LEFT, _RIGHT = 1, 2, 4, 8
_FACE_SHAPES = ((FACE_POINTS, 3), (len(ARKIT),), (4, 4))
_BODY_SHAPES = ((BODY_POINTS, 3), (BODY_POINTS, 3), (BODY_POINTS,))
_HAND_SHAPES = ((HAND_POINTS, 3), (HAND_POINTS, 3), (1,))


def _part_bytes(shapes: tuple[tuple[int, ...], ...]) -> int:
    return 8 + 4 * sum(int(np.prod(shape)) for shape in shapes)


MAX_BYTES = _HEADER.size + _part_bytes(_FACE_SHAPES) + _part_bytes(_BODY_SHAPES) + 2 * _part_bytes(_HAND_SHAPES)
"""The longest `encode` gives."""


def encode(landmarks: Landmarks) -> bytes:
    """The value as bytes; `decode` gives it back exactly."""
    face, body = landmarks.face, landmarks.body
    parts, flags = [], 0
    if face is not None:
        flags |= _FACE
        parts += [
            struct.pack("<d", face.captured_at_s),
            *map(_raw, (face.points, face.blendshapes, face.camera_from_face)),
        ]
    if body is not None:
        flags |= _BODY
        parts += [struct.pack("<d", body.captured_at_s), *map(_raw, (body.points, body.world, body.visibility))]
    for flag, hand in ((_LEFT, landmarks.left_hand), (_RIGHT, landmarks.right_hand)):
        if hand is not None:
            flags |= flag
            parts += [
                struct.pack("<d", hand.captured_at_s),
                _raw(hand.points),
                _raw(hand.world),
                struct.pack("<f", hand.score),
            ]
    return b"".join((_HEADER.pack(_VERSION, flags, landmarks.captured_at_s, *landmarks.image_size), *parts))


def decode(data: bytes) -> Landmarks:
    """The value told by `encode`. Raises ValueError for any other bytes."""
    if len(data) < _HEADER.size:
        raise ValueError("landmarks are cut off")
    version, flags, captured_at_s, width, height = _HEADER.unpack_from(data)
    if version != _VERSION or flags > 15:
        raise ValueError(f"landmarks of an unknown version ({version}, parts {flags})")
    cursor = _Cursor(data, _HEADER.size)
    face = FaceLandmarks(*cursor.part(_FACE_SHAPES)) if flags & _FACE else None
    body = BodyLandmarks(*cursor.part(_BODY_SHAPES)) if flags & _BODY else None
    left = _hand(cursor) if flags & _LEFT else None
    right = _hand(cursor) if flags & _RIGHT else None
    if cursor.at != len(data):
        raise ValueError(f"{len(data) - cursor.at} bytes too many in landmarks")
    return Landmarks(captured_at_s, (width, height), face, body, left, right)


def ring_in(folder: Path, number: int) -> Path:
    """Where the tracker that was started as the `number`-th puts its landmarks."""
    return folder / f"landmarks-{number}.ring"


def newest_ring_in(folder: Path) -> Path | None:
    """Of the tracker that was started last; None while none runs."""
    found = []
    for path in folder.glob("landmarks-*.ring"):
        with contextlib.suppress(OSError):  # it went away meanwhile
            found.append((path.stat().st_mtime_ns, path))
    return max(found)[1] if found else None


class LandmarksWriter:
    """Writes landmarks into a ring. Raises OSError if the file cannot be made."""

    def __init__(self, path: Path) -> None:
        self._ring = RingWriter(path, MAX_BYTES)

    def write(self, landmarks: Landmarks) -> int:
        """Puts them into the ring and gives their sequence."""
        return self._ring.write((encode(landmarks),), landmarks.captured_at_s)

    def close(self) -> None:
        """Removes the file."""
        self._ring.close()


class LandmarksReader:
    """Reads the newest landmarks of a ring that may come and go."""

    def __init__(self, path: Path) -> None:
        self._ring = RingReader(path)

    def latest(self, after: int = -1) -> tuple[int, Landmarks] | None:
        """(sequence, landmarks) if there are any above `after`. An unsound ring is as good as none."""
        slot = self._ring.latest(after)
        if slot is None:
            return None
        try:
            return slot.sequence, decode(slot.data)
        except ValueError:
            return None

    def close(self) -> None:
        """Lets go of the file."""
        self._ring.close()


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def part(self, shapes: tuple[tuple[int, ...], ...]) -> tuple[float, FloatArray, FloatArray, FloatArray]:
        """Capture time and the part's three arrays."""
        if self.at + _part_bytes(shapes) > len(self.data):
            raise ValueError("landmarks are cut off")
        (captured_at_s,) = struct.unpack_from("<d", self.data, self.at)
        self.at += 8
        first, second, third = (self._array(shape) for shape in shapes)
        return captured_at_s, first, second, third

    def _array(self, shape: tuple[int, ...]) -> FloatArray:
        count = int(np.prod(shape))
        values = np.frombuffer(self.data, "<f4", count, self.at).reshape(shape)
        self.at += 4 * count
        return frozen(values)


def _hand(cursor: _Cursor) -> HandLandmarks:
    captured_at_s, points, world, score = cursor.part(_HAND_SHAPES)
    return HandLandmarks(captured_at_s, points, world, float(score[0]))


def _raw(values: FloatArray) -> bytes:
    return np.ascontiguousarray(values, "<f4").tobytes()
