"""Eases and steps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def smoothstep(t: ArrayLike) -> Array:
    """0 below 0, 1 above 1, smooth (zero slope) at both ends."""
    t = np.minimum(np.maximum(t, 0.0), 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def remap(x: ArrayLike, low: float, high: float) -> Array:
    """0 at `low`, 1 at `high`, clamped."""
    return np.asarray(np.minimum(np.maximum((np.asarray(x) - low) / (high - low), 0.0), 1.0))


def ramp(x: float, low: float, high: float) -> float:
    """`remap` of one number, without numpy's price."""
    share = (x - low) / (high - low)
    return 0.0 if share < 0.0 else 1.0 if share > 1.0 else share


def ease(t: float) -> float:
    """`smoothstep` of one number, without numpy's price."""
    if t <= 0.0:
        return 0.0
    return 1.0 if t >= 1.0 else t * t * (3.0 - 2.0 * t)


def decay(half_life_s: float, dt_s: float) -> float:
    """The share of a distance left after `dt_s`: x ← target + (x − target) · decay. The same at any frame rate."""
    return float(0.5 ** (dt_s / half_life_s)) if half_life_s > 0 else 0.0
