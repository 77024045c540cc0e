"""Hands: which way the palm faces, and how every finger is bent, within what joints can do.

Both hands are solved at once as left hands (see `space`): T-pose fingers along +X, the palm down, the thumb forward
(+Z).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.maths import quaternions
from studio.maths.vectors import cross, length, unit

Array = NDArray[Any]

WRIST, INDEX_ROOT, MIDDLE_ROOT, LITTLE_ROOT = 0, 5, 9, 17
_JOINTS = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [17, 18, 19, 20]])
"""Thumb, index, middle, ring, little: four points of each."""

THUMB_REST: Array = unit(np.array([0.72, -0.10, 0.69]))
"""Where the thumb of a T-pose points: between forward and outward, a little down."""
_THUMB_BENDS_TO = np.array([0.55, -0.55, -0.63])
THUMB_HINGE: Array = unit(cross(THUMB_REST, _THUMB_BENDS_TO))
"""The axis about which the thumb's two outer joints bend, across the palm."""

_FORWARD = np.array([1.0, 0.0, 0.0])

ANGLES = 5 + 4 * 4
"""Per hand: thumb root as a rotation vector (3), thumb's two bends; per finger spread, root, middle and end bend."""
_LOW = np.radians([-45, -45, -45, -15, -15, *([-22, -20, -5, -5] * 4)])
_HIGH = np.radians([45, 45, 45, 60, 80, *([22, 95, 112, 85] * 4)])
RELAXED: Array = np.radians([0, 0, 0, 12, 15, 4, 18, 24, 14, 0, 22, 28, 16, -2, 26, 32, 18, -6, 28, 34, 20])
"""A hand that does nothing."""


def palm_rotation(points: Array) -> Array | None:
    """(2, 4): the hands' rotation, T-pose hand → as seen, from (2, 21, 3) points in left-told avatar axes.

    None if a hand has no extent.
    """
    along = points[:, MIDDLE_ROOT] - points[:, WRIST]
    across = points[:, INDEX_ROOT] - points[:, LITTLE_ROOT]
    if float(length(along).min()) < 1e-4:
        return None
    x = unit(along)
    z = across - np.einsum("si,si->s", across, x)[:, None] * x
    if float(length(z).min()) < 1e-5:
        return None
    z = unit(z)
    return quaternions.from_matrix(np.stack((x, cross(z, x), z), axis=-1))


def finger_angles(points: Array, palm: Array) -> Array:
    """(2, 21) radians in the order of `ANGLES`, within the joints' limits; arguments as of `palm_rotation`."""
    bones = points[:, _JOINTS[:, 1:]] - points[:, _JOINTS[:, :-1]]
    bones = unit(bones, _FORWARD) @ quaternions.to_matrix(palm)[:, None]

    root = bones[:, 1:, 0]
    spread = np.arcsin(np.minimum(np.maximum(root[..., 2], -1.0), 1.0))
    bend = np.arctan2(-root[..., 1], root[..., 0])
    bend = np.where(bend < -2.0, bend + 2.0 * np.pi, bend)
    sine = np.sin(spread)
    hinge = np.stack((-sine * np.cos(bend), sine * np.sin(bend), np.cos(spread)), axis=-1)
    outer = _bent(bones[:, 1:, :2], bones[:, 1:, 1:], -hinge[:, :, None])
    fingers = np.concatenate((spread[..., None], bend[..., None], outer), axis=-1)

    thumb = bones[:, 0]
    # The shortest turn from its rest; a thumb does not point the other way, so the formula needs no exception.
    swing = np.concatenate((cross(THUMB_REST, thumb[:, 0]), 1.0 + (thumb[:, 0] @ THUMB_REST)[:, None]), axis=-1)
    swing = quaternions.normalize(swing)
    bends = _bent(thumb[:, :2], thumb[:, 1:], quaternions.rotate(swing, THUMB_HINGE)[:, None])
    angles = np.concatenate((quaternions.to_rotation_vector(swing), bends, fingers.reshape(2, 16)), axis=-1)
    return np.asarray(np.minimum(np.maximum(angles, _LOW), _HIGH))


def finger_rotations(angles: Array) -> Array:
    """(2, 15, 4) local rotations, thumb to little, root to end, told as left hands."""
    half = 0.5 * angles
    sine, cosine = np.sin(half), np.cos(half)
    rotations = np.zeros((2, 5, 3, 4))
    rotations[:, 0, 0] = quaternions.from_rotation_vector(angles[:, :3])
    rotations[:, 0, 1:, :3] = sine[:, 3:5, None] * THUMB_HINGE
    rotations[:, 0, 1:, 3] = cosine[:, 3:5]
    sine, cosine = sine[:, 5:].reshape(2, 4, 4), cosine[:, 5:].reshape(2, 4, 4)
    rotations[:, 1:, :, 2], rotations[:, 1:, :, 3] = -sine[..., 1:], cosine[..., 1:]
    # The roots: bent about −Z after being spread about −Y.
    spread_sine, spread_cosine, bend_sine, bend_cosine = sine[..., 0], cosine[..., 0], sine[..., 1], cosine[..., 1]
    rotations[:, 1:, 0, 0] = -bend_sine * spread_sine
    rotations[:, 1:, 0, 1] = -bend_cosine * spread_sine
    rotations[:, 1:, 0, 2] = -bend_sine * spread_cosine
    rotations[:, 1:, 0, 3] = bend_cosine * spread_cosine
    return rotations.reshape(2, 15, 4)


def _bent(a: Array, b: Array, axis: Array) -> Array:
    """The angle from a to b about the axis, radians, signed."""
    return np.asarray(np.arctan2(np.einsum("...i,...i", cross(a, b), axis), np.einsum("...i,...i", a, b)))
