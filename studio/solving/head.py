"""The head: its rotation and place from the face matrix, and what of it the neck and torso take over."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.maths import quaternions

Array = NDArray[Any]

NECK_IN_FACE_CM: Array = np.array([0.0, -10.0, -8.0])
"""Where the skull turns on the neck, in the canonical face's space. Seen from here a nod moves nothing: only the torso
does."""
NECK_IN_FACE_CM.setflags(write=False)

NECK_SHARE = 0.42
"""How much of the turn between torso and head the neck takes; the cervical spine below the skull does about that
much."""


def head_rotation(camera_from_face: Array) -> tuple[Array, Array] | None:
    """(quaternion (4,), matrix (3, 3)) of the head in avatar space, or None if the matrix holds no rotation.

    The matrix carries a scale and, off the picture's centre, some shear; the nearest rotation is U·Vᵀ of its singular
    value decomposition. Never split it as Z-Y-X to compare it with head-pose data: see `pitch_yaw_roll_deg`.
    """
    linear = np.asarray(camera_from_face, float)[:3, :3]
    if not np.isfinite(linear).all():
        return None
    u, scales, vt = np.linalg.svd(linear)
    if scales[2] < 1e-6:
        return None
    rotation = u @ vt
    if (
        rotation[0]
        @ np.array(
            (
                rotation[1, 1] * rotation[2, 2] - rotation[1, 2] * rotation[2, 1],
                rotation[1, 2] * rotation[2, 0] - rotation[1, 0] * rotation[2, 2],
                rotation[1, 0] * rotation[2, 1] - rotation[1, 1] * rotation[2, 0],
            )
        )
        < 0
    ):
        return None
    return quaternions.from_matrix(rotation), rotation


def neck_in_camera_cm(camera_from_face: Array, rotation: Array) -> Array:
    """(3,) centimetres: where the neck's pivot is, so that turning the head does not read as leaning."""
    return np.asarray(np.asarray(camera_from_face, float)[:3, 3] + rotation @ NECK_IN_FACE_CM)


def pitch_yaw_roll_deg(head: Array) -> Array:
    """(3,) degrees in the AFLW2000 convention: R = Rx · Ry · Rz with all three angles negated."""
    return np.asarray(-np.degrees(quaternions.to_euler_xyz(head)))


def neck_and_head(head_in_torso: Array) -> Array:
    """(2, 4): local rotations of neck and head that together turn the head as given against the torso."""
    turn = quaternions.to_rotation_vector(head_in_torso)
    return quaternions.from_rotation_vector(np.stack((turn * NECK_SHARE, turn * (1.0 - NECK_SHARE))))
