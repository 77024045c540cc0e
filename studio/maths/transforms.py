"""4 × 4 transforms for column vectors, named `b_from_a`: p_in_b = b_from_a @ p_in_a."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.maths import quaternions

Array = NDArray[Any]


def compose(translation: ArrayLike, rotation: ArrayLike, scale: ArrayLike) -> Array:
    """(..., 4, 4) float32 from translation (..., 3), rotation (..., 4) and scale (..., 3)."""
    translation = np.asarray(translation, np.float32)
    matrix = np.zeros((*translation.shape[:-1], 4, 4), np.float32)
    turned = quaternions.to_matrix(np.asarray(rotation, np.float32))
    matrix[..., :3, :3] = turned * np.asarray(scale, np.float32)[..., None, :]
    matrix[..., :3, 3] = translation
    matrix[..., 3, 3] = 1.0
    return matrix


def points(b_from_a: ArrayLike, points_in_a: ArrayLike) -> Array:
    """Moves points (..., n, 3), each set of n by the transform of its leading axes."""
    b_from_a, p = np.asarray(b_from_a), np.asarray(points_in_a)
    return np.asarray(p @ np.swapaxes(b_from_a[..., :3, :3], -1, -2) + b_from_a[..., None, :3, 3])


def look_at(position: ArrayLike, target: ArrayLike, up: ArrayLike = (0.0, 1.0, 0.0)) -> Array:
    """camera_from_world (4, 4) float32 of a camera at `position` that looks at `target` down its −z."""
    position, target, up = (np.asarray(v, float) for v in (position, target, up))
    back = position - target
    back /= max(float(np.linalg.norm(back)), 1e-9)
    right = np.cross(up, back)
    length = float(np.linalg.norm(right))
    right = right / length if length > 1e-6 else np.array([1.0, 0.0, 0.0])
    rows = np.stack((right, np.cross(back, right), back))
    matrix = np.eye(4, dtype=np.float32)
    matrix[:3, :3] = rows
    matrix[:3, 3] = -rows @ position
    return matrix


def perspective(vertical_fov_rad: float, aspect: float, near_m: float, far_m: float) -> Array:
    """clip_from_camera (4, 4) float32, OpenGL clip space (z from −1 to 1)."""
    f = 1.0 / np.tan(vertical_fov_rad / 2.0)
    return np.array(
        [
            [f / aspect, 0, 0, 0],
            [0, f, 0, 0],
            [0, 0, (far_m + near_m) / (near_m - far_m), 2 * far_m * near_m / (near_m - far_m)],
            [0, 0, -1, 0],
        ],
        np.float32,
    )
