"""Gaze: by turning the eye bones or by the look expressions, each with the file's range maps (VRMC_vrm look-at)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.core.avatar import Avatar, LookAt, LookAtKind, RangeMap
from studio.core.names import BONE
from studio.maths import quaternions, scalars
from studio.posing.rig import Rig

Array = NDArray[Any]

_LEFT, _RIGHT = BONE["leftEye"], BONE["rightEye"]


def mapped(range_map: RangeMap, angle_rad: float) -> float:
    """Degrees (bone) or weight (expression) for an angle ≥ 0."""
    return min(math.degrees(angle_rad) / range_map.input_max_deg, 1.0) * range_map.output_scale


class Gaze:
    """Applies (yaw, pitch), radians: yaw + to the avatar's left, pitch + down."""

    def __init__(self, avatar: Avatar, rig: Rig) -> None:
        self.look_at: LookAt | None = avatar.look_at
        self._rest_head = rig.rest_world_rotations[rig.head]
        self.turns_bones = self.look_at is not None and self.look_at.kind is LookAtKind.BONE

    def towards(self, target_in_world: ArrayLike, world_from_head: Array) -> tuple[float, float]:
        """The (yaw, pitch) that looks at a point from where the head is."""
        direction = np.asarray(target_in_world, float) - self.origin(world_from_head)
        axes = world_from_head[:3, :3]
        now = quaternions.from_matrix(axes / np.maximum(np.linalg.norm(axes, axis=0), 1e-12))
        # Back to the axes of the rest pose, in which the face looks along +Z whatever the head bone's own axes.
        x, y, z = quaternions.rotate(quaternions.multiply(self._rest_head, quaternions.conjugate(now)), direction)
        return math.atan2(x, z), -math.atan2(y, math.hypot(x, z))

    def origin(self, world_from_head: Array) -> Array:
        """(3,) the point between the eyes, in the world."""
        offset = self.look_at.offset_from_head_m if self.look_at else (0.0, 0.0, 0.0)
        return np.asarray(world_from_head[:3, :3] @ np.asarray(offset) + world_from_head[:3, 3])

    def turn_eyes(self, rotations: Array, yaw_rad: float, pitch_rad: float) -> None:
        """Turns the eyes' rows of (55, 4) normalized rotations, in place, if this avatar looks by bones."""
        look = self.look_at
        if look is None or not self.turns_bones:
            return
        down = look.vertical_down if pitch_rad > 0 else look.vertical_up
        pitch = math.copysign(math.radians(mapped(down, abs(pitch_rad))), pitch_rad)
        for eye, towards_left, towards_right in (
            (_LEFT, look.horizontal_outer, look.horizontal_inner),
            (_RIGHT, look.horizontal_inner, look.horizontal_outer),
        ):
            side = towards_left if yaw_rad > 0 else towards_right
            yaw = math.copysign(math.radians(mapped(side, abs(yaw_rad))), yaw_rad)
            x, y, z, w = rotations[eye].tolist()
            rotations[eye] = scalars.multiply(_yaw_pitch(yaw, pitch), (x, y, z, w))

    def look_weights(self, yaw_rad: float, pitch_rad: float) -> dict[str, float]:
        """The weights of the four look expressions; {} if this avatar looks by bones or not at all."""
        look = self.look_at
        if look is None or self.turns_bones:
            return {}
        return {
            "lookLeft": mapped(look.horizontal_outer, max(yaw_rad, 0.0)),
            "lookRight": mapped(look.horizontal_outer, max(-yaw_rad, 0.0)),
            "lookDown": mapped(look.vertical_down, max(pitch_rad, 0.0)),
            "lookUp": mapped(look.vertical_up, max(-pitch_rad, 0.0)),
        }


def _yaw_pitch(yaw_rad: float, pitch_rad: float) -> scalars.Quat:
    """Ry · Rx."""
    sy, cy = math.sin(yaw_rad / 2), math.cos(yaw_rad / 2)
    sp, cp = math.sin(pitch_rad / 2), math.cos(pitch_rad / 2)
    return cy * sp, sy * cp, -sy * sp, cy * cp
