"""The torso: how it turns and leans, from the shoulders where they are seen and from the head's place where not."""

from __future__ import annotations

import math

from studio.maths.scalars import Quat, Vec, from_rotation_vector, multiply, times, to_rotation_vector

_TORSO_CM = 55.0
"""From the hips to the neck's pivot: turns the head's way to the side or front into an angle."""
MAX_LEAN_RAD = 0.30
MAX_SWAY_RAD = 0.22
MAX_TURN_RAD = 0.70
_HIPS_SHARE = 0.2
"""How much of the head's way the hips go along with."""
_MOST_HIPS_M = (0.04, 0.03, 0.03)
_HEAD_TURN_TAKEN = 0.16
"""With no shoulders in the picture the torso still follows a turned head a little, as a body does."""
SPINE_SHARES = (0.40, 0.35, 0.25)
"""spine, chest, upperChest."""


def shoulder_line(left: list[float], right: list[float]) -> tuple[float, float]:
    """(turn, sway) radians from the shoulders' world points: turn + = to the left, sway + = left shoulder down."""
    across, down, away = (a - b for a, b in zip(left, right, strict=True))
    flat = math.hypot(across, away)
    return math.atan2(away, max(across, 1e-3)), math.atan2(down, max(flat, 1e-3))


def torso_rotation(
    neck_moved_cm: Vec, head_turn_rad: float, line: tuple[float, float] | None, line_trust: float
) -> Vec:
    """Rotation vector of the upper chest in avatar space.

    `neck_moved_cm`: the neck's pivot against neutral; `line`: `shoulder_line`, trusted by `line_trust` 0–1.
    """
    lean = _soft(math.atan2(neck_moved_cm[2], _TORSO_CM), MAX_LEAN_RAD)
    sway = _soft(math.atan2(neck_moved_cm[0], _TORSO_CM), MAX_SWAY_RAD) * 0.8
    turn = _HEAD_TURN_TAKEN * head_turn_rad
    if line is not None:
        turn += line_trust * (_soft(line[0], MAX_TURN_RAD) - turn)
        sway += line_trust * (_soft(line[1], MAX_SWAY_RAD) - sway)
    # Positive sway leans to the performer's left, which is a negative turn about +Z.
    turned = from_rotation_vector((0.0, turn, 0.0))
    return to_rotation_vector(multiply(turned, from_rotation_vector((lean, 0.0, -sway))))


def spine_rotations(torso: Vec) -> list[Quat]:
    """Spine, chest and upper chest that together make the torso's rotation vector."""
    return [from_rotation_vector(times(torso, share)) for share in SPINE_SHARES]


def hips_offset(neck_moved_cm: Vec) -> Vec:
    """Metres: the part of the head's way that is no lean."""
    x, y, z = (
        most * math.tanh(moved * (0.01 * _HIPS_SHARE) / most)
        for moved, most in zip(neck_moved_cm, _MOST_HIPS_M, strict=True)
    )
    return x, y, z


def _soft(angle: float, most: float) -> float:
    """The angle, held below `most` without a corner."""
    return most * math.tanh(angle / most)
