"""Samples at the tracker's uneven times, read at any time between and a little beyond."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.maths.curves import decay

Array = NDArray[Any]

MAX_PREDICTION_S = 0.05
"""How far beyond the newest sample a movement is continued; further on it stands still."""
GAP_S = 0.4
"""A pause longer than this is a new beginning, not a slow movement."""
_CARRIED_ON = 0.35
_EBB = 0.25
"""How much of its speed a continued movement has lost at the end of the prediction, twice over."""
_HEAL_HALF_LIFE_S = 0.03
"""A prediction that proved wrong is not corrected at once but fades."""
_DELAY_HALF_LIFE_S = 0.5


class Track:
    """Values over time, the first `rotations` rows of four being quaternions.

    `at` reads with a delay that settles at the mean age of the newest sample when it is read: samples that are always
    fresh are read exactly and without delay (offline), samples at 10 Hz read at 60 Hz are interpolated half of the
    time and predicted, by at most half an interval, the other half. `delay_s` states it.
    """

    def __init__(self, rotations: int, fixed_delay_s: float | None = None) -> None:
        self._quaternions = rotations * 4
        self._fixed_delay_s = fixed_delay_s
        self.reset()

    def reset(self) -> None:
        """Forgets everything."""
        self._times: list[float] = []
        self._values: list[Array] = []
        self._delay_s = self._fixed_delay_s
        self._read_at_s: float | None = None
        self._playhead_s = -np.inf
        self._shown: Array | None = None
        self._healing: Array | float = 0.0
        self._is_exact = False
        """What was shown last was a sample itself: newer ones prove nothing about it wrong."""

    @property
    def delay_s(self) -> float:
        """Seconds by which `at` lags the capture times, as it stands now."""
        return self._delay_s or 0.0

    @property
    def newest_s(self) -> float | None:
        """Capture time of the newest sample."""
        return self._times[-1] if self._times else None

    @property
    def playhead_s(self) -> float:
        """The capture time that the last `at` showed; never beyond the newest sample plus the bounded prediction."""
        return self._playhead_s

    def push(self, time_s: float, values: Array) -> None:
        """Adds a sample; one that is not newer is ignored, one after a long pause begins anew."""
        if self._times:
            newest_s = self._times[-1]
            if time_s <= newest_s:
                return
            if time_s - newest_s > GAP_S:
                self.reset()
        values = np.array(values, float)
        if self._values and self._quaternions:
            now = values[: self._quaternions].reshape(-1, 4)
            before = self._values[-1][: self._quaternions].reshape(-1, 4)
            now *= np.copysign(1.0, np.vecdot(now, before))[:, None]
        self._times.append(time_s)
        self._values.append(values)
        del self._times[:-4], self._values[:-4]
        if self._shown is not None and not self._is_exact:
            self._healing = self._shown - self._curve(self._playhead_s)

    def at(self, time_s: float) -> Array | None:
        """The values at `time_s` less the delay; None before the first sample. Ask in rising order."""
        if not self._times:
            return None
        age_s = time_s - self._times[-1]
        step_s = max(time_s - self._read_at_s, 0.0) if self._read_at_s is not None else 0.0
        if self._fixed_delay_s is None and age_s < GAP_S:
            if self._delay_s is None:
                self._delay_s = max(age_s, 0.0)
            else:
                self._delay_s += (1.0 - decay(_DELAY_HALF_LIFE_S, step_s)) * (max(age_s, 0.0) - self._delay_s)
        self._read_at_s = time_s
        playhead_s = min(time_s - self.delay_s, self._times[-1] + MAX_PREDICTION_S)
        self._playhead_s = max(playhead_s, self._playhead_s)
        values = self._curve(self._playhead_s)
        self._is_exact = self._playhead_s == self._times[-1] and not isinstance(self._healing, np.ndarray)
        if isinstance(self._healing, np.ndarray):
            self._healing = self._healing * decay(_HEAL_HALF_LIFE_S, step_s)
            if float(np.abs(self._healing).max()) < 1e-5:
                self._healing = 0.0
            values = values + self._healing
        if self._quaternions and not self._is_exact:
            rows = values[: self._quaternions].reshape(-1, 4)
            rows /= np.maximum(np.sqrt(np.vecdot(rows, rows)), 1e-9)[:, None]
        self._shown = values
        return values

    def _curve(self, time_s: float) -> Array:
        """Cubic between samples (so that 10 Hz does not show as corners), straight and ebbing beyond the newest."""
        times, values = self._times, self._values
        last = len(times) - 1
        if last == 0 or time_s <= times[0]:
            return values[0].copy()
        if time_s == times[last]:
            return values[last].copy()
        if time_s > times[last]:
            beyond_s = min(time_s - times[last], MAX_PREDICTION_S)
            ebbing_s = beyond_s * (1.0 - _EBB * beyond_s / MAX_PREDICTION_S)
            return np.asarray(values[last] + self._slope(last) * ebbing_s)
        i = last - 1
        while time_s < times[i]:
            i -= 1
        span_s = times[i + 1] - times[i]
        u = (time_s - times[i]) / span_s
        rest = 1.0 - u
        return np.asarray(
            values[i] * (rest * rest * (1.0 + 2.0 * u))
            + self._slope(i) * (u * rest * rest * span_s)
            + values[i + 1] * (u * u * (3.0 - 2.0 * u))
            - self._slope(i + 1) * (u * u * rest * span_s)
        )

    def _slope(self, i: int) -> Array:
        times, values = self._times, self._values
        last = len(times) - 1
        if 0 < i < last:
            return np.asarray((values[i + 1] - values[i - 1]) / (times[i + 1] - times[i - 1]))
        if i == 0:
            return np.asarray((values[1] - values[0]) / (times[1] - times[0]))
        speed = (values[last] - values[last - 1]) / (times[last] - times[last - 1])
        if last == 1:
            return np.asarray(speed)
        # The last difference is the speed half an interval ago; part of its change is carried on to now.
        before = (values[last - 1] - values[last - 2]) / (times[last - 1] - times[last - 2])
        return np.asarray(speed + _CARRIED_ON * (speed - before))
