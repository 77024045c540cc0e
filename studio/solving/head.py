"""The head: its rotation and place from the face matrix, and what of it the neck and torso take over."""

from __future__ import annotations

import numpy as np

from studio.maths import quaternions, scalars
from studio.maths.scalars import Quat, Rows, Vec, dot
from studio.solving.space import Array

NECK_IN_FACE_CM: Vec = (0.0, -10.0, -8.0)
"""Where the skull turns on the neck, in the canonical face's space. Seen from here a nod moves nothing: only the torso
does."""

NECK_SHARE = 0.42
"""How much of the turn between torso and head the neck takes; the cervical spine below the skull does about that
much."""


def head_rotation(camera_from_face: Array) -> tuple[Quat, Rows] | None:
    """The head's rotation in avatar space, twice, or None if the matrix holds none.

    The matrix carries a scale and, off the picture's centre, some shear; its nearest rotation is meant. Never split it
    as Z-Y-X to compare it with head-pose data: see `pitch_yaw_roll_deg`.
    """
    a, b, c = ((x, y, z) for x, y, z, _ in camera_from_face[:3].tolist())
    if dot(a, a) + dot(b, b) + dot(c, c) > _LARGEST:
        return None
    rows = scalars.nearest_rotation((a, b, c))
    if rows is None:
        return None
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = rows
    return scalars.from_columns((xx, yx, zx), (xy, yy, zy), (xz, yz, zz)), rows


_LARGEST = 1e6
"""Of the squares' sum: a face so much larger than life is no face."""


def neck_in_camera_cm(camera_from_face: Array, rotation: Rows) -> Vec:
    """Centimetres: where the neck's pivot is, so that turning the head does not read as leaning."""
    x, y, z = camera_from_face[:3, 3].tolist()
    a, b, c = rotation
    return x + dot(a, NECK_IN_FACE_CM), y + dot(b, NECK_IN_FACE_CM), z + dot(c, NECK_IN_FACE_CM)


def pitch_yaw_roll_deg(head: Quat) -> Array:
    """(3,) degrees in the AFLW2000 convention: R = Rx · Ry · Rz with all three angles negated."""
    return np.asarray(-np.degrees(quaternions.to_euler_xyz(head)))


def neck_and_head(head_in_torso: Quat) -> tuple[Quat, Quat]:
    """Local rotations of neck and head that together turn the head as given against the torso."""
    turn = scalars.to_rotation_vector(head_in_torso)
    neck, head = scalars.times(turn, NECK_SHARE), scalars.times(turn, 1.0 - NECK_SHARE)
    return scalars.from_rotation_vector(neck), scalars.from_rotation_vector(head)
