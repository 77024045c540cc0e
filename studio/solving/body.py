"""The torso: how it turns and leans, from the shoulders where they are seen and from the head's place where not."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.maths import quaternions

Array = NDArray[Any]

LEFT_SHOULDER, RIGHT_SHOULDER = 11, 12
_TORSO_CM = 55.0
"""From the hips to the neck's pivot: turns the head's way to the side or front into an angle."""
MAX_LEAN_RAD = 0.30
MAX_SWAY_RAD = 0.22
MAX_TURN_RAD = 0.70
_HIPS_SHARE = 0.2
"""How much of the head's way the hips go along with."""
_MOST_HIPS_M = np.array([0.04, 0.03, 0.03])
_HEAD_TURN_TAKEN = 0.16
"""With no shoulders in the picture the torso still follows a turned head a little, as a body does."""
SPINE_SHARES: Array = np.array([0.40, 0.35, 0.25])
"""spine, chest, upperChest."""


def shoulder_line(world: Array) -> tuple[float, float]:
    """(turn, sway) radians from body world points in avatar axes: turn + = to the left, sway + = left shoulder down."""
    across = world[LEFT_SHOULDER] - world[RIGHT_SHOULDER]
    flat = math.hypot(float(across[0]), float(across[2]))
    return math.atan2(-float(across[2]), max(float(across[0]), 1e-3)), -math.atan2(float(across[1]), max(flat, 1e-3))


def torso_rotation(
    neck_moved_cm: Array, head_turn_rad: float, line: tuple[float, float] | None, line_trust: float
) -> Array:
    """(3,) rotation vector of the upper chest in avatar space.

    `neck_moved_cm`: the neck's pivot against neutral; `line`: `shoulder_line`, trusted by `line_trust` 0–1.
    """
    lean = _soft(math.atan2(float(neck_moved_cm[2]), _TORSO_CM), MAX_LEAN_RAD)
    sway = _soft(math.atan2(float(neck_moved_cm[0]), _TORSO_CM), MAX_SWAY_RAD) * 0.8
    turn = _HEAD_TURN_TAKEN * head_turn_rad
    if line is not None:
        turn += line_trust * (_soft(line[0], MAX_TURN_RAD) - turn)
        sway += line_trust * (_soft(line[1], MAX_SWAY_RAD) - sway)
    # Positive sway leans to the performer's left, which is a negative turn about +Z.
    return quaternions.to_rotation_vector(
        quaternions.multiply(
            quaternions.from_rotation_vector(np.array((0.0, turn, 0.0))),
            quaternions.from_rotation_vector(np.array((lean, 0.0, -sway))),
        )
    )


def spine_rotations(torso: Array) -> Array:
    """(3, 4): spine, chest and upper chest that together make the torso's rotation vector."""
    return quaternions.from_rotation_vector(SPINE_SHARES[:, None] * torso)


def hips_offset(neck_moved_cm: Array) -> Array:
    """(3,) metres: the part of the head's way that is no lean."""
    moved = neck_moved_cm * (0.01 * _HIPS_SHARE)
    return np.asarray(_MOST_HIPS_M * np.tanh(moved / _MOST_HIPS_M))


def _soft(angle: float, most: float) -> float:
    """The angle, held below `most` without a corner."""
    return most * math.tanh(angle / most)
