"""VMC messages into poses. What comes in is from anywhere: names, counts and numbers are checked, none is trusted."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from pythonosc.osc_message import OscMessage, ParseError

from studio.core.arrays import frozen
from studio.core.names import ARKIT_INDEX, BONE, BONES, PRESET, PRESETS
from studio.core.pose import HIPS_OF_A_PERSON_M, PerformerPose, rest_rotations
from studio.core.vmc import BONE_OF_UNITY, PRESET_OF_NAME, flip_place, flip_rotations
from studio.maths import quaternions
from studio.solving.face_forms import arkit_from_presets
from studio.solving.presets import presets_from_arkit

_BONE, _VALUE, _APPLY, _ROOT = "/VMC/Ext/Bone/Pos", "/VMC/Ext/Blend/Val", "/VMC/Ext/Blend/Apply", "/VMC/Ext/Root/Pos"
_BUNDLE, _BUNDLE_HEAD, _MOST_DEEP = b"#bundle\0", 16, 4
_TYPES = set(b",ifdhsTFN")
_OK, _TIME = "/VMC/Ext/OK", "/VMC/Ext/T"
_MOST_HIPS_M = 3.0
_ARKIT_NAMES = {name.lower(): index for name, index in ARKIT_INDEX.items()}


class VmcReader:
    """Fed with datagrams; a pose is told when a frame of the sender is complete."""

    def __init__(self) -> None:
        self._rotations = rest_rotations().astype(float)
        self._trust = np.zeros(len(BONES), np.float32)
        self._hips_m: np.ndarray | None = None
        self._hips_at_rest_m: np.ndarray | None = None
        self._arkit = np.zeros(len(ARKIT_INDEX))
        self._presets = np.zeros(len(PRESETS))
        self._new_arkit: dict[int, float] = {}
        self._new_presets: dict[int, float] = {}
        self._arkit_heard = self._presets_heard = False
        self._bones_heard: set[int] = set()

    def feed(self, datagram: bytes, now_s: float) -> PerformerPose | None:
        """The pose after this datagram, if it ends a frame; broken datagrams are passed over."""
        ended = False
        for message in _messages(datagram):
            match message.address, message.params:
                case (a, [str(name), *numbers]) if a == _BONE and len(numbers) == 7 and _sound(numbers):
                    ended = self._bone(name, [float(number) for number in numbers]) or ended
                case (a, [str(name), float(value) | int(value)]) if a == _VALUE and math.isfinite(value):
                    self._value(name, float(value))
                case (a, _) if a == _APPLY:
                    self._apply()
                    ended = True
                case (a, _) if a in (_TIME, _OK):
                    ended = ended or bool(self._bones_heard)
                case _:
                    pass
        if not ended or not (self._bones_heard or self._arkit_heard or self._presets_heard):
            return None
        self._bones_heard.clear()
        return self._pose(now_s)

    def _bone(self, name: str, numbers: list[float]) -> bool:
        """Whether a new frame began: a bone that was told already."""
        row = BONE.get(BONE_OF_UNITY.get(name, ""), -1)
        if row < 0:
            return False
        again = row in self._bones_heard
        turn = np.array(numbers[3:7])
        length = float(np.linalg.norm(turn))
        if length < 1e-3:
            return False
        self._rotations[row] = flip_rotations(turn / length)
        self._trust[row] = 1.0
        self._bones_heard.add(row)
        if row == BONE["hips"]:
            place = flip_place(np.array(numbers[:3]))
            if self._hips_at_rest_m is None and place[1] > 0.1:
                self._hips_at_rest_m = place
            self._hips_m = place
        return again

    def _value(self, name: str, value: float) -> None:
        weight = min(max(value, 0.0), 1.0)
        key = name.lower()
        if key in _ARKIT_NAMES:
            self._new_arkit[_ARKIT_NAMES[key]] = weight
        elif key in PRESET_OF_NAME:
            self._new_presets[PRESET[PRESET_OF_NAME[key]]] = weight

    def _apply(self) -> None:
        for values, new in ((self._arkit, self._new_arkit), (self._presets, self._new_presets)):
            for row, weight in new.items():
                values[row] = weight
        self._arkit_heard = self._arkit_heard or bool(self._new_arkit)
        self._presets_heard = self._presets_heard or bool(self._new_presets)
        self._new_arkit, self._new_presets = {}, {}

    def _pose(self, now_s: float) -> PerformerPose:
        offset = np.zeros(3)
        if self._hips_m is not None and self._hips_at_rest_m is not None:
            scale = HIPS_OF_A_PERSON_M / float(self._hips_at_rest_m[1])
            offset = np.clip((self._hips_m - self._hips_at_rest_m) * scale, -_MOST_HIPS_M, _MOST_HIPS_M)
        arkit, presets = self._arkit, self._presets
        if self._arkit_heard and not self._presets_heard:
            presets = np.array(presets_from_arkit(arkit.tolist()))
        elif self._presets_heard and not self._arkit_heard:
            arkit = arkit_from_presets(presets)
        return PerformerPose(
            now_s,
            frozen(quaternions.normalize(self._rotations)),
            frozen(self._trust.copy()),
            frozen(offset),
            frozen(arkit.copy()),
            frozen(presets.copy()),
            face_trust=1.0 if self._arkit_heard or self._presets_heard else 0.0,
        )


def _messages(datagram: bytes) -> Iterator[OscMessage]:
    for part in _parts(datagram, 0):
        if not _readable(part):
            continue
        try:
            yield OscMessage(part)
        except (ParseError, ValueError, IndexError, OverflowError, RecursionError):
            continue


def _parts(datagram: bytes, deep: int) -> Iterator[bytes]:
    """The messages of a bundle, or the one that it is. python-osc's own walk logs a line for each part that is neither,
    to the root logger, and never ends where a part's size is negative."""
    if datagram.startswith(b"/"):
        yield datagram
    if not datagram.startswith(_BUNDLE) or deep > _MOST_DEEP:
        return
    at = _BUNDLE_HEAD
    while at + 4 <= len(datagram):
        size = int.from_bytes(datagram[at : at + 4], "big")
        at += 4
        if not 0 < size <= len(datagram) - at:
            return
        yield from _parts(datagram[at : at + size], deep + 1)
        at += size


def _readable(message: bytes) -> bool:
    """Does it hold only what VMC sends? python-osc logs a line for each type it does not know."""
    start = (message.find(b"\0") // 4 + 1) * 4
    end = message.find(b"\0", start)
    return end >= 0 and set(message[start:end]) <= _TYPES


def _sound(numbers: list[object]) -> bool:
    return all(isinstance(number, int | float) and math.isfinite(number) and abs(number) < 1e4 for number in numbers)
