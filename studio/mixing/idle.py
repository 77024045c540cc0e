"""What the avatar does when nobody drives it: it stands at ease, breathes, sways, shifts its weight, looks around.

Every angle is a sum of slow curves and of springs that follow random targets, so no two seconds repeat and none is
still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import ARKIT, ARKIT_INDEX, BONE, BONES, PRESET, PRESETS
from studio.maths import quaternions

Array = NDArray[Any]

HEAD_TARGET_EVERY_S = 2.5
HEAD_TARGET_DEG = 4.0
_BREATH_HZ = 0.24
_LEG_M = 0.82
_SMILE = 0.16
"""A host at rest looks friendly."""

_STANCE_DEG: dict[str, tuple[float, float, float]] = {
    # Euler XYZ of the left side; the right side is its mirror image. Arms hang a little away from the body, forearms
    # come forward and inward, so that the hands rest before the thighs with relaxed fingers.
    "Shoulder": (0.0, -2.0, -3.0),
    "UpperArm": (6.0, -8.0, -68.0),
    "LowerArm": (0.0, -24.0, -4.0),
    "Hand": (-4.0, -2.0, -6.0),
    "UpperLeg": (0.0, 2.0, 1.5),
    "Foot": (0.0, 5.0, -1.5),
    "ThumbMetacarpal": (4.0, 6.0, -4.0),
    "ThumbProximal": (0.0, 10.0, -4.0),
    "ThumbDistal": (0.0, 14.0, 0.0),
    "IndexProximal": (0.0, -2.0, -16.0),
    "IndexIntermediate": (0.0, 0.0, -22.0),
    "IndexDistal": (0.0, 0.0, -12.0),
    "MiddleProximal": (0.0, 0.0, -21.0),
    "MiddleIntermediate": (0.0, 0.0, -26.0),
    "MiddleDistal": (0.0, 0.0, -14.0),
    "RingProximal": (0.0, 2.0, -25.0),
    "RingIntermediate": (0.0, 0.0, -30.0),
    "RingDistal": (0.0, 0.0, -16.0),
    "LittleProximal": (0.0, 5.0, -28.0),
    "LittleIntermediate": (0.0, 0.0, -32.0),
    "LittleDistal": (0.0, 0.0, -18.0),
}


def stance() -> Array:
    """(55, 4): standing at ease, before any movement."""
    rotations = np.tile(quaternions.IDENTITY, (len(BONES), 1))
    for part, degrees in _STANCE_DEG.items():
        left = quaternions.from_euler_xyz(np.radians(degrees))
        rotations[BONE["left" + part]] = left
        rotations[BONE["right" + part]] = left * (1.0, -1.0, -1.0, 1.0)
    return rotations


_MOVED = (
    "spine", "chest", "upperChest", "neck", "head", "leftShoulder", "rightShoulder",
    "leftUpperArm", "rightUpperArm", "leftLowerArm", "rightLowerArm", "leftHand", "rightHand",
    "hips", "leftUpperLeg", "rightUpperLeg", "leftFoot", "rightFoot",
)  # fmt: skip
_MOVED_ROWS = np.array([BONE[name] for name in _MOVED])
BREATHING = _MOVED_ROWS[:7]
"""Rows of the bones that breathe under a performer's own posture: spine to head, shoulders."""
_FINGER_ROOTS = np.array(
    [BONE[f"{side}{finger}Proximal"] for side in ("left", "right") for finger in ("Index", "Middle", "Ring", "Little")]
)


@dataclass(frozen=True, slots=True, eq=False)
class IdlePose:
    """The idle layer of one moment; arrays as in `AvatarState`."""

    rotations: Array
    hips_offset_m: Array
    arkit: Array
    presets: Array
    gaze_rad: Array
    breath: Array
    """(7, 4) breath and sway alone, small turns of the `BREATHING` bones to be laid over a performer's own posture."""


class _Wander:
    """Critically damped springs that follow targets, each group's drawn anew every so often."""

    def __init__(self, random: np.random.Generator, *groups: tuple[Array, float, float]) -> None:
        """A group: how far it strays (k,), how often it is drawn anew in seconds, its quickness in Hz."""
        self._random = random
        self._spreads = [spread for spread, _, _ in groups]
        self._every_s = [every_s for _, every_s, _ in groups]
        self._left_s = [every_s * 0.5 for every_s in self._every_s]
        sizes = [len(spread) for spread in self._spreads]
        ends = np.cumsum(sizes).tolist()
        self._slices = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
        self._omega: Array = np.repeat([2.0 * math.pi * quickness_hz for _, _, quickness_hz in groups], sizes)
        self._value: Array = np.zeros(ends[-1])
        self._speed: Array = np.zeros(ends[-1])
        self._target: Array = np.zeros(ends[-1])

    def step(self, dt_s: float) -> list[list[float]]:
        """Where every group is after `dt_s`."""
        for i, (spread, every_s) in enumerate(zip(self._spreads, self._every_s, strict=True)):
            self._left_s[i] -= dt_s
            if self._left_s[i] <= 0.0:
                self._left_s[i] += every_s * (0.7 + 0.6 * self._random.random())
                drawn = np.clip(self._random.standard_normal(len(spread)) * 0.55, -1.0, 1.0)
                self._target[self._slices[i]] = spread * drawn
        # The exact step of a critically damped spring: stable at any frame rate.
        omega = self._omega
        away = self._value - self._target
        pull = self._speed + omega * away
        left = np.exp(-omega * dt_s)
        self._value = self._target + (away + pull * dt_s) * left
        self._speed = (self._speed - omega * pull * dt_s) * left
        values = self._value.tolist()
        return [values[part] for part in self._slices]


class Idle:
    """Alive without anybody; deterministic from the random generator and the steps."""

    def __init__(self, random: np.random.Generator) -> None:
        self._time_s = float(random.uniform(0.0, 60.0))
        self._stance = stance()
        self._phases = random.uniform(0.0, 2.0 * math.pi, 8)
        head_rad = math.radians(HEAD_TARGET_DEG)
        self._wander = _Wander(
            random,
            (np.array([0.7, 1.0, 0.6]) * head_rad, HEAD_TARGET_EVERY_S, 0.45),  # head
            (np.array([1.0]), 9.0, 0.22),  # weight
            (np.array([0.20, 0.07]), 2.1, 5.0),  # glance
            (np.full(8, 0.035), 4.0, 0.25),  # arms
        )

    def step(self, dt_s: float) -> IdlePose:
        """The pose after `dt_s`."""
        self._time_s += dt_s
        head, (weight,), glance, arms = self._wander.step(dt_s)
        wave = np.sin(self._time_s * _SWAY_RAD_PER_S + self._phases).tolist()
        breath = _breath(self._time_s * _BREATH_HZ)
        turns = _turns(head, weight, arms, wave, breath)
        turned = quaternions.from_rotation_vector(turns)
        rotations = self._stance.copy()
        rotations[_TURNED_ROWS] = quaternions.multiply(turned[: len(_TURNED_ROWS)], rotations[_TURNED_ROWS])
        side_m = _side_m(weight, wave)
        hips_m = np.array((side_m, -0.002 - 0.004 * abs(weight) + 0.0015 * breath, 0.004 * wave[7]))
        return IdlePose(
            rotations, hips_m, _face(glance), _face_presets(), np.array(glance), turned[len(_TURNED_ROWS) :]
        )


_TURNED_ROWS = np.concatenate((_MOVED_ROWS, _FINGER_ROOTS))


def _side_m(weight: float, wave: list[float]) -> float:
    """How far the hips go to one side."""
    return 0.016 * weight + 0.003 * wave[6]


def _turns(head: list[float], weight: float, arms: list[float], wave: list[float], breath: float) -> Array:
    """(33, 3) rotation vectors: of the bones `_TURNED_ROWS`, then once more breath and sway alone of `BREATHING`."""
    nod, shake, tilt = head
    lift = 0.022 * breath
    # The hips go to one side over planted feet; the free knee is left to cloth.
    ankle = _side_m(weight, wave) / _LEG_M
    leg = (0.0, 0.0, 0.030 * weight - ankle)
    spine = (0.006 * wave[0] + 0.004 * breath, 0.010 * wave[1], 0.012 * wave[2] + 0.022 * weight)
    chest = (-0.014 * breath, 0.008 * wave[3], -0.004 * wave[2] + 0.010 * weight)
    upper_chest = (-0.010 * breath, 0.0, 0.008 * weight)
    left, right = (0.0, 0.0, lift), (0.0, 0.0, -lift)
    curls = [sign * (0.04 * wave[6 + side] + 0.03 * breath) for side, sign in enumerate((-1.0, 1.0)) for _ in range(4)]
    return np.array(
        [
            spine, chest, upper_chest,
            (0.4 * nod + 0.010 * breath, 0.4 * shake, 0.4 * tilt - 0.012 * weight),
            (0.6 * nod + 0.010 * breath, 0.6 * shake, 0.6 * tilt - 0.010 * weight),
            left, right,
            (arms[0] + 0.010 * wave[4], arms[1], 0.012 * breath + 0.5 * arms[2] - lift),
            (arms[3] + 0.010 * wave[5], arms[4], -0.012 * breath + 0.5 * arms[5] + lift),
            (0.0, 0.9 * arms[6], 0.0), (0.0, 0.9 * arms[7], 0.0),
            (0.0, 0.0, 0.8 * arms[2]), (0.0, 0.0, 0.8 * arms[5]),
            (0.0, 0.0, -0.030 * weight), leg, leg, (0.0, 0.0, ankle), (0.0, 0.0, ankle),
            *((0.0, 0.0, curl) for curl in curls),
            *((x, 0.1 * y, 0.2 * z) for x, y, z in (spine, chest, upper_chest)),
            (0.010 * breath, 0.0, 0.0), (0.010 * breath, 0.0, 0.0),
            (0.0, 0.0, 0.2 * lift), (0.0, 0.0, -0.2 * lift),
        ]
    )  # fmt: skip


_SWAY_RAD_PER_S = 2.0 * math.pi * np.array([0.11, 0.07, 0.09, 0.05, 0.08, 0.075, 0.06, 0.10])


def _breath(cycles: float) -> float:
    """−1 breathed out – 1 breathed in: in quicker than out, with a rest before the next."""
    t = cycles % 1.0
    if t < 0.38:
        return -math.cos(math.pi * t / 0.38)
    if t < 0.88:
        return math.cos(math.pi * (t - 0.38) / 0.5)
    return -1.0


def _face(glance: list[float]) -> Array:
    arkit = np.zeros(len(ARKIT))
    arkit[ARKIT_INDEX["mouthSmileLeft"]] = arkit[ARKIT_INDEX["mouthSmileRight"]] = _SMILE
    yaw, pitch = glance[0] / 0.6, glance[1] / 0.5
    arkit[ARKIT_INDEX["eyeLookOutLeft"]] = arkit[ARKIT_INDEX["eyeLookInRight"]] = max(yaw, 0.0)
    arkit[ARKIT_INDEX["eyeLookInLeft"]] = arkit[ARKIT_INDEX["eyeLookOutRight"]] = max(-yaw, 0.0)
    arkit[ARKIT_INDEX["eyeLookDownLeft"]] = arkit[ARKIT_INDEX["eyeLookDownRight"]] = max(pitch, 0.0)
    arkit[ARKIT_INDEX["eyeLookUpLeft"]] = arkit[ARKIT_INDEX["eyeLookUpRight"]] = max(-pitch, 0.0)
    return arkit


def _face_presets() -> Array:
    presets = np.zeros(len(PRESETS))
    presets[PRESET["relaxed"]] = 0.2
    return presets
