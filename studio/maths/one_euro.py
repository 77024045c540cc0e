"""The One-Euro filter (Casiez, Roussel, Vogel 2012): smooth when still, quick when moving.

Each filter holds state of its own and is told the time; it never reads a clock.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.maths import quaternions

Array = NDArray[Any]


def _blend(cutoff_hz: ArrayLike, dt_s: float) -> Array:
    tau = 1.0 / (2.0 * np.pi * np.asarray(cutoff_hz, float))
    return np.asarray(1.0 / (1.0 + tau / dt_s))


class OneEuro:
    """For values of any fixed shape; `min_cutoff_hz` and `beta` may be arrays of that shape."""

    def __init__(
        self,
        min_cutoff_hz: ArrayLike = 1.0,
        beta: ArrayLike = 0.0,
        speed_cutoff_hz: ArrayLike = 1.0,
        quiet_speed: ArrayLike = 0.0,
    ) -> None:
        """`quiet_speed`: what jitter alone amounts to; only what is faster opens the filter."""
        self.min_cutoff_hz = np.asarray(min_cutoff_hz, float)
        self.beta = np.asarray(beta, float)
        self.quiet_speed = np.asarray(quiet_speed, float)
        self.speed_cutoff_hz = speed_cutoff_hz
        self.reset()

    def reset(self) -> None:
        """Forgets the past: the next value passes through as it is."""
        self._time_s: float | None = None
        self._value: Array = np.zeros(0)
        self._speed: Array = np.zeros(0)

    def __call__(self, value: ArrayLike, time_s: float) -> Array:
        """The filtered value; times that do not advance give the last value again."""
        value = np.asarray(value, float)
        if self._time_s is None:
            self._time_s, self._value, self._speed = time_s, value, np.zeros_like(value)
            return value
        dt_s = time_s - self._time_s
        if dt_s <= 0:
            return self._value
        speed = (value - self._value) / dt_s
        self._speed = self._speed + _blend(self.speed_cutoff_hz, dt_s) * (speed - self._speed)
        cutoff_hz = self.min_cutoff_hz + self.beta * np.maximum(np.abs(self._speed) - self.quiet_speed, 0.0)
        self._value = self._value + _blend(cutoff_hz, dt_s) * (value - self._value)
        self._time_s = time_s
        return self._value


class OneEuroRotation:
    """For quaternions (..., 4); speed is angular, radians per second."""

    def __init__(
        self,
        min_cutoff_hz: ArrayLike = 1.0,
        beta: ArrayLike = 0.0,
        speed_cutoff_hz: ArrayLike = 1.0,
        quiet_speed: ArrayLike = 0.0,
    ) -> None:
        """`quiet_speed`: what jitter alone amounts to; only what is faster opens the filter."""
        self.min_cutoff_hz = np.asarray(min_cutoff_hz, float)
        self.beta = np.asarray(beta, float)
        self.quiet_speed = np.asarray(quiet_speed, float)
        self.speed_cutoff_hz = speed_cutoff_hz
        self.reset()

    def reset(self) -> None:
        """Forgets the past: the next value passes through as it is."""
        self._time_s: float | None = None
        self._value: Array = np.zeros(4)
        self._speed: Array = np.zeros(3)

    def __call__(self, value: ArrayLike, time_s: float) -> Array:
        """The filtered rotation; times that do not advance give the last value again."""
        value = np.asarray(value, float)
        if self._time_s is None:
            self._time_s, self._value, self._speed = time_s, value, np.zeros((*value.shape[:-1], 3))
            return value
        dt_s = time_s - self._time_s
        if dt_s <= 0:
            return self._value
        step = quaternions.to_rotation_vector(quaternions.multiply(value, quaternions.conjugate(self._value)))
        self._speed = self._speed + _blend(self.speed_cutoff_hz, dt_s) * (step / dt_s - self._speed)
        speed = np.sqrt(np.einsum("...i,...i", self._speed, self._speed))
        cutoff_hz = self.min_cutoff_hz + self.beta * np.maximum(speed - self.quiet_speed, 0.0)
        self._value = quaternions.normalize(
            quaternions.multiply(
                quaternions.from_rotation_vector(_blend(cutoff_hz, dt_s)[..., None] * step), self._value
            )
        )
        self._time_s = time_s
        return self._value
