"""Landmarks as small records, for takes and for the tracker's lossless stream.

    head      magic, u32 length, JSON (UTF-8)
    record    u32 length, f64 capture time in seconds, zlib data
    end       u32 zero, f64 zero: a file or stream without it was cut off

Every array is rounded to a step far below the landmarkers' own jitter and told as the difference from the same part's
last frame, its low bytes first and high bytes last: a whole performer then takes about 1.5 kB a frame. A part that is
the same value as in the frame before (parts run at different rates) costs one bit.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.errors import TakeError
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.core.names import ARKIT, BODY_POINTS, FACE_POINTS, HAND_POINTS

MAGIC = b"QHTAKE01"
MAX_HEAD_BYTES = 65_536
MAX_RECORD_BYTES = 65_536
LENGTH = struct.Struct("<I")
RECORD = struct.Struct("<Id")
END = RECORD.pack(0, 0.0)

Part = FaceLandmarks | BodyLandmarks | HandLandmarks

_REMEDY = "record the take again, or choose another one"
_FRAME = struct.Struct("<BBII")  # parts present, parts the same as before, width, height
_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Field:
    shape: tuple[int, ...]
    steps_per_unit: float

    @property
    def count(self) -> int:
        return int(np.prod(self.shape))


# Image-space points: 1/24576 is 0.05 px of a picture 1280 wide. World points: 1/8192 is 0.1 mm.
_FACE = (_Field((FACE_POINTS, 3), 24_576), _Field((len(ARKIT),), 4096), _Field((4, 4), 32_768))
_BODY = (_Field((BODY_POINTS, 3), 24_576), _Field((BODY_POINTS, 3), 8192), _Field((BODY_POINTS,), 1024))
_HAND = (_Field((HAND_POINTS, 3), 24_576), _Field((HAND_POINTS, 3), 16_384), _Field((1,), 1024))
_PARTS = (_FACE, _BODY, _HAND, _HAND)
_MAX_RAW_BYTES = _FRAME.size + sum(8 + 4 * sum(field.count for field in fields) for fields in _PARTS)


@dataclass(frozen=True, slots=True)
class Head:
    """What a take or stream says of itself before its first frame."""

    name: str
    fps: float
    """Nominal frames a second; the frames carry their true times."""
    expected_frames: int = 0
    """How many frames will follow, as far as known when the stream began; 0: not known."""


def encode_head(head: Head) -> bytes:
    """The opening bytes of a take."""
    fields = {"name": head.name, "fps": head.fps, "expected_frames": head.expected_frames}
    text = json.dumps(fields, ensure_ascii=False).encode()
    return MAGIC + LENGTH.pack(len(text)) + text


def decode_head(text: bytes, where: str) -> Head:
    """The head told by its JSON. Raises TakeError."""
    try:
        fields = json.loads(text)
        name, fps, expected = fields["name"], float(fields["fps"]), int(fields.get("expected_frames", 0))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise TakeError("the head of the take is broken", where=where, remedy=_REMEDY) from error
    if not isinstance(name, str) or not 0 < fps <= 1000 or expected < 0:
        raise TakeError("the head of the take says something that cannot be", where=where, remedy=_REMEDY)
    return Head(name[:200], fps, expected)


class Encoder:
    """Turns landmarks into records, one after the other; each needs the one before."""

    def __init__(self) -> None:
        self._last_parts: list[Part | None] = [None] * 4
        self._last_steps: list[list[NDArray[np.int64]]] = [_zeros(fields) for fields in _PARTS]

    def encode(self, landmarks: Landmarks, time_shift_s: float = 0.0) -> bytes:
        """One record; `time_shift_s` is added to every time."""
        present = same = 0
        times: list[bytes] = []
        steps: list[NDArray[np.int64]] = []
        for i, part in enumerate(_parts_of(landmarks)):
            if part is None:
                self._last_steps[i] = _zeros(_PARTS[i])
            else:
                present |= 1 << i
                last = self._last_parts[i]
                if last is not None and part.captured_at_s == last.captured_at_s:
                    same |= 1 << i
                else:
                    times.append(struct.pack("<d", part.captured_at_s + time_shift_s))
                    now = [_quantized(a, f) for a, f in zip(_arrays_of(part), _PARTS[i], strict=True)]
                    steps += [a - b for a, b in zip(now, self._last_steps[i], strict=True)]
                    self._last_steps[i] = now
            self._last_parts[i] = part
        raw = _FRAME.pack(present, same, *landmarks.image_size) + b"".join(times) + _planes_from_steps(steps)
        data = zlib.compress(raw, 6)
        return RECORD.pack(len(data), landmarks.captured_at_s + time_shift_s) + data


class Decoder:
    """Turns records back into landmarks, in their order. `where` names the source in errors."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._last_parts: list[Part | None] = [None] * 4
        self._last_steps: list[list[NDArray[np.int64]]] = [_zeros(fields) for fields in _PARTS]

    def decode(self, data: bytes, captured_at_s: float) -> Landmarks:
        """The frame of one record's data. Raises TakeError for anything the encoder cannot have written."""
        raw = self._inflate(data)
        present, same, width, height = _FRAME.unpack_from(raw)
        if present > 15 or same & ~present or not np.isfinite(captured_at_s) or not 0 < width * height <= 2**28:
            raise self._broken("a frame says something that cannot be")
        fresh = [i for i in range(4) if present & ~same & (1 << i)]
        count = sum(field.count for i in fresh for field in _PARTS[i])
        if len(raw) != _FRAME.size + 8 * len(fresh) + 4 * count:
            raise self._broken("a frame has the wrong length")
        times = struct.unpack_from(f"<{len(fresh)}d", raw, _FRAME.size)
        steps = _steps_from_planes(raw[_FRAME.size + 8 * len(fresh) :], count)
        at = 0
        for i in range(4):
            if i in fresh:
                at = self._advance(i, times[fresh.index(i)], steps, at)
            elif same & (1 << i):
                if self._last_parts[i] is None:
                    raise self._broken("a frame repeats a part that was not there")
            else:
                self._last_parts[i], self._last_steps[i] = None, _zeros(_PARTS[i])
        face, body, left, right = self._last_parts
        return Landmarks(captured_at_s, (width, height), face, body, left, right)  # type: ignore[arg-type]

    def _advance(self, i: int, time_s: float, steps: NDArray[np.int64], at: int) -> int:
        if not np.isfinite(time_s):
            raise self._broken("a part has no time")
        now = []
        for field, last in zip(_PARTS[i], self._last_steps[i], strict=True):
            now.append(last + steps[at : at + field.count])
            at += field.count
            if np.abs(now[-1]).max() > _LIMIT:
                raise self._broken("a value is out of all bounds")
        arrays = [frozen((a / f.steps_per_unit).reshape(f.shape)) for a, f in zip(now, _PARTS[i], strict=True)]
        self._last_steps[i] = now
        self._last_parts[i] = _part_from_arrays(i, time_s, arrays)
        return at

    def _inflate(self, data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        try:
            raw = inflater.decompress(data, _MAX_RAW_BYTES + 1)
        except zlib.error as error:
            raise self._broken("a frame is damaged") from error
        if len(raw) > _MAX_RAW_BYTES or not inflater.eof or inflater.unused_data or len(raw) < _FRAME.size:
            raise self._broken("a frame is damaged")
        return raw

    def _broken(self, what: str) -> TakeError:
        return TakeError(f"the take is broken: {what}", where=self._where, remedy=_REMEDY)


def _parts_of(landmarks: Landmarks) -> tuple[Part | None, ...]:
    return landmarks.face, landmarks.body, landmarks.left_hand, landmarks.right_hand


def _arrays_of(part: Part) -> tuple[FloatArray, FloatArray, FloatArray]:
    if isinstance(part, FaceLandmarks):
        return part.points, part.blendshapes, part.camera_from_face
    if isinstance(part, BodyLandmarks):
        return part.points, part.world, part.visibility
    return part.points, part.world, np.array([part.score], np.float32)


def _part_from_arrays(i: int, time_s: float, arrays: list[Any]) -> Part:
    if i == 0:
        return FaceLandmarks(time_s, *arrays)
    if i == 1:
        return BodyLandmarks(time_s, *arrays)
    return HandLandmarks(time_s, arrays[0], arrays[1], float(arrays[2][0]))


def _zeros(fields: tuple[_Field, ...]) -> list[NDArray[np.int64]]:
    return [np.zeros(field.count, np.int64) for field in fields]


def _quantized(values: FloatArray, field: _Field) -> NDArray[np.int64]:
    """Whole steps; values that are no number become 0, and none leaves ±2³¹/4 steps, so differences fit 32 bits."""
    steps = np.nan_to_num(np.asarray(values, np.float64).reshape(-1) * field.steps_per_unit)
    return np.rint(np.clip(steps, -_LIMIT // 4, _LIMIT // 4)).astype(np.int64)


def _planes_from_steps(steps: list[NDArray[np.int64]]) -> bytes:
    """Zigzag (small differences of either sign become small numbers), then byte planes: all low bytes, …, all high."""
    if not steps:
        return b""
    joined = np.concatenate(steps)
    zigzag = ((joined << 1) ^ (joined >> 63)).astype("<u4")
    return zigzag.view(np.uint8).reshape(-1, 4).T.tobytes()


def _steps_from_planes(planes: bytes, count: int) -> NDArray[np.int64]:
    octets = np.ascontiguousarray(np.frombuffer(planes, np.uint8).reshape(4, count).T)
    zigzag = octets.view("<u4").reshape(count).astype(np.int64)
    return (zigzag >> 1) ^ -(zigzag & 1)
