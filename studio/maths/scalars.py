"""Vectors and rotations as tuples of Python floats, for code that turns a handful of them in every frame.

A numpy call costs one to five microseconds whatever its size; on one vector these take a tenth of that. The formulas
are those of `vectors` and `quaternions` (tested against each other); whoever has many at once uses those.
"""

from __future__ import annotations

import math
from typing import TypeAlias

Vec: TypeAlias = tuple[float, float, float]
Quat: TypeAlias = tuple[float, float, float, float]
"""x, y, z, w; of unit length unless said otherwise."""
Rows: TypeAlias = tuple[Vec, Vec, Vec]
"""A matrix by its rows."""

IDENTITY: Quat = (0.0, 0.0, 0.0, 1.0)


def clamp(value: float, low: float, high: float) -> float:
    """The value, within the two."""
    return low if value < low else high if value > high else value


def add(a: Vec, b: Vec) -> Vec:
    """a + b"""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a: Vec, b: Vec) -> Vec:
    """a − b"""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def times(a: Vec, by: float) -> Vec:
    """a · number"""
    return a[0] * by, a[1] * by, a[2] * by


def along(start: Vec, direction: Vec, by: float) -> Vec:
    """start + direction · number"""
    return start[0] + direction[0] * by, start[1] + direction[1] * by, start[2] + direction[2] * by


def dot(a: Vec, b: Vec) -> float:
    """a · b"""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """a × b"""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vec) -> float:
    """|a|"""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, fallback: Vec = (0.0, 0.0, 0.0)) -> Vec:
    """Length one; a vector too short to have a direction becomes `fallback`."""
    size = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])
    if not size > 1e-9:
        return fallback
    return a[0] / size, a[1] / size, a[2] / size


def multiply(a: Quat, b: Quat) -> Quat:
    """a ∘ b: first b, then a."""
    ax, ay, az, aw = a
    bx, by, bz, bw = b
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )


def conjugate(q: Quat) -> Quat:
    """The inverse."""
    return -q[0], -q[1], -q[2], q[3]


def normalize(q: Quat) -> Quat:
    """Unit length; a zero quaternion becomes the identity."""
    x, y, z, w = q
    size = math.sqrt(x * x + y * y + z * z + w * w)
    if not size > 1e-12:
        return IDENTITY
    return x / size, y / size, z / size, w / size


def rotate(q: Quat, v: Vec) -> Vec:
    """Turns v by q."""
    x, y, z, w = q
    a, b, c = v
    tx, ty, tz = 2.0 * (y * c - z * b), 2.0 * (z * a - x * c), 2.0 * (x * b - y * a)
    return a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx


def from_rotation_vector(v: Vec) -> Quat:
    """Axis times angle, radians."""
    angle = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
    share = math.sin(0.5 * angle) / angle if angle > 1e-7 else 0.5
    return v[0] * share, v[1] * share, v[2] * share, math.cos(0.5 * angle)


def to_rotation_vector(q: Quat) -> Vec:
    """The shortest rotation as axis times angle, radians, length ≤ π."""
    x, y, z, w = q
    sine = math.sqrt(x * x + y * y + z * z)
    share = 2.0 * math.atan2(sine, abs(w)) / sine if sine > 1e-9 else 2.0
    if w < 0.0:
        share = -share
    return x * share, y * share, z * share


def rows_of(q: Quat) -> Rows:
    """The rotation matrix, by its rows."""
    x, y, z, w = q
    return (
        (1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - z * w), 2.0 * (x * z + y * w)),
        (2.0 * (x * y + z * w), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - x * w)),
        (2.0 * (x * z - y * w), 2.0 * (y * z + x * w), 1.0 - 2.0 * (x * x + y * y)),
    )


def from_columns(a: Vec, b: Vec, c: Vec) -> Quat:
    """From the columns of a rotation matrix, by the largest component (Shepperd)."""
    (xx, yx, zx), (xy, yy, zy), (xz, yz, zz) = a, b, c
    trace = xx + yy + zz
    if trace >= xx and trace >= yy and trace >= zz:
        q = (zy - yz, xz - zx, yx - xy, 1.0 + trace)
    elif xx >= yy and xx >= zz:
        q = (1.0 + xx - yy - zz, yx + xy, zx + xz, zy - yz)
    elif yy >= zz:
        q = (yx + xy, 1.0 - xx + yy - zz, zy + yz, xz - zx)
    else:
        q = (zx + xz, zy + yz, 1.0 - xx - yy + zz, yx - xy)
    return normalize(q)


def nearest_rotation(matrix: Rows) -> Rows | None:
    """The rotation nearest to a matrix (its polar factor, U·Vᵀ of its singular values); None for a matrix that is
    singular or mirrors.

    Newton's iteration towards the orthogonal factor, which doubles its digits with every step (N. Higham, Computing
    the polar decomposition, 1986). A scaled rotation, the usual case, needs none.
    """
    a, b, c = matrix
    size = (dot(a, a) + dot(b, b) + dot(c, c)) / 3.0
    skew = abs(dot(a, b)) + abs(dot(b, c)) + abs(dot(c, a)) + abs(dot(a, a) - size) + abs(dot(b, b) - size)
    if 1e-12 < size < math.inf and skew < 1e-6 * size and dot(a, cross(b, c)) > 0.0:
        by = 1.0 / math.sqrt(size)
        return times(a, by), times(b, by), times(c, by)
    for _ in range(_MOST_STEPS):
        # The cofactors over the determinant are the transpose of the inverse.
        p, q, r = cross(b, c), cross(c, a), cross(a, b)
        volume = dot(a, p)
        if not volume > 1e-18:
            return None
        # Scaled so that the matrix and its inverse are equally large: far from orthogonal it still goes fast.
        size = (dot(a, a) + dot(b, b) + dot(c, c)) * volume * volume
        scale = ((dot(p, p) + dot(q, q) + dot(r, r)) / size) ** 0.25
        mine, other = 0.5 * scale, 0.5 / (scale * volume)
        before = a, b, c
        a = a[0] * mine + p[0] * other, a[1] * mine + p[1] * other, a[2] * mine + p[2] * other
        b = b[0] * mine + q[0] * other, b[1] * mine + q[1] * other, b[2] * mine + q[2] * other
        c = c[0] * mine + r[0] * other, c[1] * mine + r[1] * other, c[2] * mine + r[2] * other
        moved = sum(length(sub(new, old)) for new, old in zip((a, b, c), before, strict=True))
        if moved < 1e-9:
            break
    return a, b, c


_MOST_STEPS = 12
