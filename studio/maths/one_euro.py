"""The One-Euro filter (Casiez, Roussel, Vogel 2012): smooth when still, quick when moving.

Each filter holds state of its own and is told the time; it never reads a clock.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.maths.scalars import (
    IDENTITY,
    Quat,
    Vec,
    along,
    conjugate,
    from_rotation_vector,
    length,
    multiply,
    normalize,
    sub,
    times,
    to_rotation_vector,
)

Array = NDArray[Any]

_WARM_UP = 50
"""Values after which a filter with a quiet range no longer averages all it has seen."""


class OneEuro:
    """For values of any fixed shape; every setting may be an array of that shape."""

    def __init__(
        self,
        min_cutoff_hz: ArrayLike = 1.0,
        beta: ArrayLike = 0.0,
        speed_cutoff_hz: ArrayLike = 1.0,
        quiet: ArrayLike = 0.0,
    ) -> None:
        """`quiet`: how far jitter alone strays; only a value that is farther from the filtered one opens the filter.
        Where it is given, the first values are averaged."""
        self._min_cutoff_hz = np.asarray(min_cutoff_hz, float)
        self._beta = np.asarray(beta, float)
        self._quiet = np.asarray(quiet, float)
        self._averages = (self._quiet > 0.0).astype(float)
        self._speed_cutoff_hz = np.asarray(speed_cutoff_hz, float)
        self.reset()

    def reset(self) -> None:
        """Forgets the past: the next value passes through as it is."""
        self._time_s: float | None = None
        self._value: Array = np.zeros(0)
        self._speed: Array = np.zeros(0)
        self._count = 1
        self._blend_dt_s = 0.0
        self._speed_blend: Array = np.zeros(0)

    def __call__(self, value: ArrayLike, time_s: float) -> Array:
        """The filtered value; times that do not advance give the last value again."""
        value = np.asarray(value, float)
        if self._time_s is None:
            self._time_s, self._value, self._speed = time_s, value, np.zeros_like(value)
            return value
        dt_s = time_s - self._time_s
        if dt_s <= 0:
            return self._value
        per_hz = 2.0 * math.pi * dt_s
        if dt_s != self._blend_dt_s:
            self._blend_dt_s, self._speed_blend = dt_s, _blend(self._speed_cutoff_hz * per_hz)
        away = value - self._value
        speed = away / dt_s
        speed -= self._speed
        speed *= self._speed_blend
        speed += self._speed
        # Quick is what leaves the filtered value behind; that speed times dt is how far behind it is.
        cutoff = np.abs(speed)
        cutoff -= self._quiet / dt_s
        cutoff = np.maximum(cutoff, 0.0)
        cutoff *= self._beta
        cutoff += self._min_cutoff_hz
        cutoff *= per_hz
        blend = _blend(cutoff)
        if self._count < _WARM_UP:
            # A filter that hardly moves would keep the first value's error for seconds: it begins as a mean of all.
            self._count += 1
            blend = np.maximum(blend, self._averages / self._count)
        away *= blend
        away += self._value
        self._time_s, self._speed, self._value = time_s, speed, away
        return away


class OneEuroRotation:
    """For one quaternion; speed is angular, radians per second."""

    def __init__(
        self, min_cutoff_hz: float = 1.0, beta: float = 0.0, speed_cutoff_hz: float = 1.0, quiet: float = 0.0
    ) -> None:
        """`quiet`: how far jitter alone strays, radians."""
        self._min_cutoff_hz, self._beta = min_cutoff_hz, beta
        self._speed_cutoff_hz, self._quiet = speed_cutoff_hz, quiet
        self.reset()

    def reset(self) -> None:
        """Forgets the past: the next value passes through as it is."""
        self._time_s: float | None = None
        self._value: Quat = IDENTITY
        self._speed: Vec = (0.0, 0.0, 0.0)
        self._count = 1

    def __call__(self, value: Quat, time_s: float) -> Quat:
        """The filtered rotation; times that do not advance give the last value again."""
        if self._time_s is None:
            self._time_s, self._value, self._speed = time_s, value, (0.0, 0.0, 0.0)
            return value
        dt_s = time_s - self._time_s
        if dt_s <= 0:
            return self._value
        per_hz = 2.0 * math.pi * dt_s
        step = to_rotation_vector(multiply(value, conjugate(self._value)))
        raw = times(step, 1.0 / dt_s)
        blend = self._speed_cutoff_hz * per_hz
        self._speed = along(self._speed, sub(raw, self._speed), blend / (1.0 + blend))
        cutoff = (self._min_cutoff_hz + self._beta * max(length(self._speed) - self._quiet / dt_s, 0.0)) * per_hz
        share = cutoff / (1.0 + cutoff)
        if self._quiet > 0.0 and self._count < _WARM_UP:
            self._count += 1
            share = max(share, 1.0 / self._count)
        self._value = normalize(multiply(from_rotation_vector(times(step, share)), self._value))
        self._time_s = time_s
        return self._value


def _blend(cutoff_times_dt: Array) -> Array:
    """The share of the new value, from 2π · cutoff · dt."""
    return np.asarray(cutoff_times_dt / (cutoff_times_dt + 1.0))
