"""Vectors as (..., 3) arrays: the few products that numpy does slowly on small arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]

_YZX = np.array([1, 2, 0])
_ZXY = np.array([2, 0, 1])


def cross(a: ArrayLike, b: ArrayLike) -> Array:
    """a × b. A third of `np.cross`'s time on the small arrays of a skeleton (4 µs against 15 µs)."""
    a, b = np.asarray(a), np.asarray(b)
    return np.asarray(a[..., _YZX] * b[..., _ZXY] - a[..., _ZXY] * b[..., _YZX])


def length(v: ArrayLike) -> Array:
    """(...,)"""
    v = np.asarray(v)
    return np.asarray(np.sqrt(np.einsum("...i,...i", v, v)))


def unit(v: ArrayLike, fallback: ArrayLike = (0.0, 0.0, 0.0)) -> Array:
    """Length one; vectors too short to have a direction become `fallback`."""
    v = np.asarray(v)
    size = length(v)[..., None]
    return np.where(size > 1e-9, v / np.maximum(size, 1e-9), fallback)
