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
_ROW = {name: i for i, name in enumerate(_MOVED)}
_FINGER_ROOTS = np.array(
    [BONE[f"{side}{finger}Proximal"] for side in ("left", "right") for finger in ("Index", "Middle", "Ring", "Little")]
)
_FINGER_SIGN = np.array([-1.0] * 4 + [1.0] * 4)


@dataclass(frozen=True, slots=True, eq=False)
class IdlePose:
    """The idle layer of one moment; arrays as in `AvatarState`."""

    rotations: Array
    hips_offset_m: Array
    arkit: Array
    presets: Array
    gaze_rad: Array
    breath_rad: Array
    """(55, 3) small rotation vectors: breath and sway alone, to be laid over a performer's own posture."""


class _Wander:
    """Critically damped springs that follow targets drawn anew every so often."""

    def __init__(self, random: np.random.Generator, spread: Array, every_s: float, quickness_hz: float) -> None:
        self._random, self._spread, self._every_s = random, spread, every_s
        self._omega = 2.0 * math.pi * quickness_hz
        self.value: Array = np.zeros(len(spread))
        self._speed: Array = np.zeros(len(spread))
        self._target: Array = np.zeros(len(spread))
        self._left_s = every_s * 0.5

    def step(self, dt_s: float) -> Array:
        self._left_s -= dt_s
        if self._left_s <= 0.0:
            self._left_s += self._every_s * (0.7 + 0.6 * self._random.random())
            self._target = self._spread * np.clip(self._random.standard_normal(len(self._spread)) * 0.55, -1.0, 1.0)
        # The exact step of a critically damped spring: stable at any frame rate.
        away = self.value - self._target
        pull = self._speed + self._omega * away
        left = math.exp(-self._omega * dt_s)
        self.value = self._target + (away + pull * dt_s) * left
        self._speed = (self._speed - self._omega * pull * dt_s) * left
        return self.value


class Idle:
    """Alive without anybody; deterministic from the random generator and the steps."""

    def __init__(self, random: np.random.Generator) -> None:
        self._time_s = float(random.uniform(0.0, 60.0))
        self._stance = stance()
        self._phases = random.uniform(0.0, 2.0 * math.pi, 8)
        head_rad = math.radians(HEAD_TARGET_DEG)
        self._head = _Wander(random, np.array([0.7, 1.0, 0.6]) * head_rad, HEAD_TARGET_EVERY_S, 0.45)
        self._weight = _Wander(random, np.array([1.0]), 9.0, 0.22)
        self._glance = _Wander(random, np.array([0.20, 0.07]), 2.1, 5.0)
        self._arms = _Wander(random, np.full(8, 0.035), 4.0, 0.25)

    def step(self, dt_s: float) -> IdlePose:
        """The pose after `dt_s`."""
        self._time_s += dt_s
        head, weight = self._head.step(dt_s), float(self._weight.step(dt_s)[0])
        glance, arms = self._glance.step(dt_s), self._arms.step(dt_s)
        wave = np.sin(self._time_s * _SWAY_RAD_PER_S + self._phases)
        breath = _breath(self._time_s * _BREATH_HZ)

        turn = np.zeros((len(_MOVED), 3))
        turn[_ROW["spine"]] = (0.006 * wave[0] + 0.004 * breath, 0.010 * wave[1], 0.012 * wave[2] + 0.022 * weight)
        turn[_ROW["chest"]] = (-0.014 * breath, 0.008 * wave[3], -0.004 * wave[2] + 0.010 * weight)
        turn[_ROW["upperChest"]] = (-0.010 * breath, 0.0, 0.008 * weight)
        turn[_ROW["neck"]] = head * 0.4 + (0.010 * breath, 0.0, -0.012 * weight)
        turn[_ROW["head"]] = head * 0.6 + (0.010 * breath, 0.0, -0.010 * weight)
        lift = 0.022 * breath
        turn[_ROW["leftShoulder"], 2], turn[_ROW["rightShoulder"], 2] = lift, -lift
        upper = np.array((arms[0] + 0.010 * wave[4], arms[1], 0.012 * breath + 0.5 * arms[2]))
        turn[_ROW["leftUpperArm"]] = upper - (0.0, 0.0, lift)
        upper = np.array((arms[3] + 0.010 * wave[5], arms[4], -0.012 * breath + 0.5 * arms[5]))
        turn[_ROW["rightUpperArm"]] = upper - (0.0, 0.0, -lift)
        turn[_ROW["leftLowerArm"], 1], turn[_ROW["rightLowerArm"], 1] = 0.9 * arms[6], 0.9 * arms[7]
        turn[_ROW["leftHand"], 2], turn[_ROW["rightHand"], 2] = 0.8 * arms[2], 0.8 * arms[5]

        # The hips go to one side over planted feet; the free knee is left to cloth.
        side_m = 0.016 * weight + 0.003 * float(wave[6])
        ankle = side_m / _LEG_M
        turn[_ROW["hips"], 2] = -0.030 * weight
        for side in ("left", "right"):
            turn[_ROW[side + "UpperLeg"], 2] = -ankle + 0.030 * weight
            turn[_ROW[side + "Foot"], 2] = ankle

        moved = quaternions.from_rotation_vector(turn)
        rotations = self._stance.copy()
        rotations[_MOVED_ROWS] = quaternions.multiply(moved, rotations[_MOVED_ROWS])
        curl = np.zeros((8, 3))
        curl[:, 2] = _FINGER_SIGN * (0.04 * np.repeat(wave[6:8], 4) + 0.03 * breath)
        curl_rotation = quaternions.from_rotation_vector(curl)
        rotations[_FINGER_ROOTS] = quaternions.multiply(curl_rotation, rotations[_FINGER_ROOTS])

        over = np.zeros((len(BONES), 3))
        over[_MOVED_ROWS[:7]] = turn[:7] * (1.0, 0.1, 0.2)
        over[_MOVED_ROWS[3:5]] = (0.010 * breath, 0.0, 0.0)
        hips_m = np.array((side_m, -0.002 - 0.004 * abs(weight) + 0.0015 * breath, 0.004 * float(wave[7])))
        return IdlePose(rotations, hips_m, _face(glance), _face_presets(), glance, over)


_SWAY_RAD_PER_S = 2.0 * math.pi * np.array([0.11, 0.07, 0.09, 0.05, 0.08, 0.075, 0.06, 0.10])


def _breath(cycles: float) -> float:
    """−1 breathed out – 1 breathed in: in quicker than out, with a rest before the next."""
    t = cycles % 1.0
    if t < 0.38:
        return -math.cos(math.pi * t / 0.38)
    if t < 0.88:
        return math.cos(math.pi * (t - 0.38) / 0.5)
    return -1.0


def _face(glance: Array) -> Array:
    arkit = np.zeros(len(ARKIT))
    arkit[ARKIT_INDEX["mouthSmileLeft"]] = arkit[ARKIT_INDEX["mouthSmileRight"]] = _SMILE
    yaw, pitch = float(glance[0]) / 0.6, float(glance[1]) / 0.5
    arkit[ARKIT_INDEX["eyeLookOutLeft"]] = arkit[ARKIT_INDEX["eyeLookInRight"]] = max(yaw, 0.0)
    arkit[ARKIT_INDEX["eyeLookInLeft"]] = arkit[ARKIT_INDEX["eyeLookOutRight"]] = max(-yaw, 0.0)
    arkit[ARKIT_INDEX["eyeLookDownLeft"]] = arkit[ARKIT_INDEX["eyeLookDownRight"]] = max(pitch, 0.0)
    arkit[ARKIT_INDEX["eyeLookUpLeft"]] = arkit[ARKIT_INDEX["eyeLookUpRight"]] = max(-pitch, 0.0)
    return arkit


def _face_presets() -> Array:
    presets = np.zeros(len(PRESETS))
    presets[PRESET["relaxed"]] = 0.2
    return presets
