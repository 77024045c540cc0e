"""Natural blinks for a face that nobody drives."""

from __future__ import annotations

import numpy as np

_CLOSE_S, _HOLD_S, _OPEN_S = 0.08, 0.04, 0.16
_MEDIAN_PAUSE_S = 3.6
_PAUSE_SPREAD = 0.45
_SHORTEST_S, _LONGEST_S = 1.2, 9.0
_DOUBLE_SHARE = 0.15


class Blinks:
    """Blinks at random, one in seven double; the pauses between are log-normal as people's are."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._time_s = 0.0
        self._next_s = self._pause_s()

    def step(self, dt_s: float) -> float:
        """0 open – 1 closed after `dt_s`."""
        self._time_s += dt_s
        since_s = self._time_s - self._next_s
        if since_s > _CLOSE_S + _HOLD_S + _OPEN_S:
            self._next_s = self._time_s + (0.1 if self._random.random() < _DOUBLE_SHARE else self._pause_s())
            return 0.0
        if since_s <= 0.0:
            return 0.0
        if since_s < _CLOSE_S:
            return _eased(since_s / _CLOSE_S)
        if since_s < _CLOSE_S + _HOLD_S:
            return 1.0
        return _eased(1.0 - (since_s - _CLOSE_S - _HOLD_S) / _OPEN_S)

    def _pause_s(self) -> float:
        pause_s = _MEDIAN_PAUSE_S * float(np.exp(_PAUSE_SPREAD * self._random.standard_normal()))
        return min(max(pause_s, _SHORTEST_S), _LONGEST_S)


def _eased(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)
