"""Hands: which way the palm faces, and how every finger is bent, within what joints can do.

Every hand is told as a left one (see `space`): T-pose fingers along +X, the palm down, the thumb forward (+Z).
"""

from __future__ import annotations

import math

import numpy as np

from studio.maths import scalars
from studio.maths.curves import ease, ramp
from studio.maths.scalars import Quat, Rows, Vec, along, cross, dot, length, sub, unit
from studio.solving.space import Array

WRIST = 0
PALM: Array = np.array([0, 5, 9, 17])
"""Wrist and the roots of index, middle and little finger."""
_THUMB = 1
_FINGERS = (5, 9, 13, 17)
"""First of the four points of the thumb, and of index, middle, ring and little finger."""

_REST = unit((0.72, -0.10, 0.69))
_HINGE = unit(cross(_REST, (0.55, -0.55, -0.63)))
THUMB_REST: Array = np.array(_REST)
"""Where the thumb of a T-pose points: between forward and outward, a little down."""
THUMB_HINGE: Array = np.array(_HINGE)
"""The axis about which the thumb's two outer joints bend, across the palm."""

ANGLES = 5 + 4 * 4
"""Per hand: thumb root as a rotation vector (3), thumb's two bends; per finger spread, root, middle and end bend."""
_PALM_WIDTH = (0.15, 0.45)
"""Of its length: narrower than the first its facing is not believed, from the second on fully. Real ones have 0.5–0.7,
foreshortened ones 0.3."""
_LOW = np.radians([-45, -45, -45, -15, -15, *([-22, -20, -5, -5] * 4)])
_HIGH = np.radians([45, 45, 45, 60, 80, *([22, 95, 112, 85] * 4)])
RELAXED: Array = np.radians([0, 0, 0, 12, 15, 4, 18, 24, 14, 0, 22, 28, 16, -2, 26, 32, 18, -6, 28, 34, 20])
"""A hand that does nothing."""


def palm_rotation(wrist: Vec, index_root: Vec, middle_root: Vec, little_root: Vec) -> tuple[Quat, Rows, float] | None:
    """The hand's rotation, T-pose hand → as seen, from four of its points; the same as the hand's three axes; and 0–1,
    how surely its turn about its own length is seen.

    The landmarker at times folds a palm to a line: then noise alone decides which way it faces. None if the hand has no
    extent.
    """
    reach = sub(middle_root, wrist)
    if length(reach) < 1e-4:
        return None
    x = unit(reach)
    across = sub(index_root, little_root)
    across = along(across, x, -dot(across, x))
    width = length(across)
    if width < 1e-5:
        return None
    z = unit(across)
    y = cross(z, x)
    return scalars.from_columns(x, y, z), (x, y, z), ease(ramp(width / length(reach), *_PALM_WIDTH))


def finger_angles(points: Array, axes: Rows) -> Array:
    """(21,) radians in the order of `ANGLES`, within the joints' limits, from the hand's points (21, 3) and the hand's
    three axes, all in one space.

    A finger spreads and bends at its root; its outer joints bend in the plane that the root bends in.
    """
    bones = ((points[1:] - points[:-1]) @ np.array(axes).T).tolist()
    root, middle, end = bones[_THUMB], bones[_THUMB + 1], bones[_THUMB + 2]
    # The shortest turn from its rest; a thumb does not point the other way, so the formula needs no exception.
    swing = scalars.normalize((*cross(_REST, unit(root, _REST)), 1.0 + dot(_REST, unit(root, _REST))))
    hinge = scalars.rotate(swing, _HINGE)
    angles = [*scalars.to_rotation_vector(swing), _bent(root, middle, hinge), _bent(middle, end, hinge)]
    for first in _FINGERS:
        (x, y, z), middle, end = bones[first], bones[first + 1], bones[first + 2]
        flat = math.sqrt(x * x + y * y)
        whole = max(math.sqrt(flat * flat + z * z), 1e-9)
        bend = math.atan2(-y, x)
        if bend < -2.0:
            bend += 2.0 * math.pi
        # In the plane of the root bone and of where it goes when it bends more: (y, −x, 0).
        ahead = whole / max(flat, 1e-9)
        at_middle = math.atan2((middle[0] * y - middle[1] * x) * ahead, middle[0] * x + middle[1] * y + middle[2] * z)
        at_end = math.atan2((end[0] * y - end[1] * x) * ahead, end[0] * x + end[1] * y + end[2] * z)
        outer = at_end - at_middle
        if abs(outer) > math.pi:
            outer -= math.copysign(2.0 * math.pi, outer)
        angles += (math.asin(z / whole), bend, at_middle, outer)
    return np.minimum(np.maximum(angles, _LOW), _HIGH)


# Every finger bone but the thumb's root is a product of two sines or cosines: rows of (sines, cosines, 1, 0).
_ONE, _NONE = 2 * ANGLES, 2 * ANGLES + 1


def _products() -> tuple[Array, Array, Array]:
    """((60,), (60,), (60,)): first and second factor and sign of the 15 bones' four numbers."""
    first, second = np.full((15, 4), _ONE), np.full((15, 4), _NONE)
    sign = np.ones((15, 4))
    for joint in (1, 2):
        angle = 2 + joint
        first[joint], second[joint] = (angle, angle, angle, ANGLES + angle), _ONE
        sign[joint, :3] = _HINGE
    for finger in range(4):
        spread, bend = 5 + 4 * finger, 6 + 4 * finger
        # The roots: bent about −Z after being spread about −Y.
        root = 3 + 3 * finger
        first[root] = (bend, ANGLES + bend, bend, ANGLES + bend)
        second[root] = (spread, spread, ANGLES + spread, ANGLES + spread)
        sign[root] = (-1.0, -1.0, -1.0, 1.0)
        for joint in (1, 2):
            angle = bend + joint
            first[root + joint, 2:], second[root + joint, 2:] = (angle, ANGLES + angle), _ONE
            sign[root + joint, 2] = -1.0
    return first.ravel(), second.ravel(), sign.ravel()


_FIRST, _SECOND, _SIGN = _products()


def finger_rotations(angles: Array) -> Array:
    """(2, 15, 4) local rotations from (2, 21) angles: thumb to little, root to end, told as left hands."""
    table = np.empty((2, 2 * ANGLES + 2))
    half = 0.5 * angles
    np.sin(half, out=table[:, :ANGLES])
    np.cos(half, out=table[:, ANGLES : 2 * ANGLES])
    table[:, _ONE], table[:, _NONE] = 1.0, 0.0
    rotations = table.take(_FIRST, axis=1)
    rotations *= table.take(_SECOND, axis=1)
    rotations *= _SIGN
    for side, (x, y, z) in enumerate(angles[:, :3].tolist()):
        rotations[side, :4] = scalars.from_rotation_vector((x, y, z))
    return rotations.reshape(2, 15, 4)


def _bent(a: Vec, b: Vec, axis: Vec) -> float:
    """The angle from a to b about the axis, radians, signed."""
    return math.atan2(dot(cross(a, b), axis), dot(a, b))
