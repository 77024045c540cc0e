"""How far each part of a performer is followed: at once when seen, held when lost, let go slowly, taken up again
smoothly."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.maths.curves import smoothstep

Array = NDArray[Any]

HOLD_S = 0.3
"""A part just lost keeps its last pose for this long: most losses are shorter."""
RELEASE_S = 2.4
"""From the performer's last pose to idle; with the hold well below 4 s."""
ACQUIRE_S = 0.4
"""From idle to the performer."""
TRUSTED = 0.35
"""Trust below this is no sight of the part."""


class Presence:
    """Weights 0–1 of any number of parts, from their trust over time."""

    def __init__(self, parts: int) -> None:
        self._ramp: Array = np.zeros(parts)
        self._unseen_s: Array = np.full(parts, np.inf)

    def step(self, trust: Array, dt_s: float) -> Array:
        """(parts,) weights after `dt_s`; eased, so that neither end is met with a jerk."""
        seen = trust >= TRUSTED
        self._unseen_s = np.where(seen, 0.0, self._unseen_s + dt_s)
        rising = seen & (self._ramp <= np.minimum(trust / 0.75, 1.0))
        falling = ~seen & (self._unseen_s > HOLD_S)
        step = np.where(rising, dt_s / ACQUIRE_S, np.where(falling, -dt_s / RELEASE_S, 0.0))
        self._ramp = np.minimum(np.maximum(self._ramp + step, 0.0), 1.0)
        return smoothstep(self._ramp)
