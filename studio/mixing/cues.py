"""Gestures played over the live performance: the bones they move are theirs for a while, everything else goes on.

Arms and fingers are taken over; spine, neck and head turn on top of what the performer does with them, so a bow does
not freeze the face and a nod during a wave is still a nod.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.clip import Clip
from studio.core.names import BONE
from studio.maths import quaternions
from studio.maths.curves import smoothstep

Array = NDArray[Any]

EASE_S = 0.22
"""In and out, on top of the clip's own ease."""
_ADDED = frozenset(
    BONE[name] for name in ("hips", "spine", "chest", "upperChest", "neck", "head", "leftShoulder", "rightShoulder")
)


class Cues:
    """One gesture at a time; a new one takes over from where the old one was."""

    def __init__(self) -> None:
        self._clip: Clip | None = None
        self._rows: Array = np.zeros(0, int)
        self._added: Array = np.zeros(0, int)
        self._time_s = 0.0

    @property
    def playing(self) -> str:
        """Name of the gesture, "" none."""
        return self._clip.name if self._clip is not None else ""

    def play(self, clip: Clip) -> None:
        rows = [BONE[name] for name in clip.bones]
        self._rows = np.array([row for row in rows if row not in _ADDED], int)
        self._added = np.array([row for row in rows if row in _ADDED], int)
        self._clip, self._time_s = clip, 0.0

    def step(
        self, rotations: Array, hips_m: Array, held: tuple[tuple[str, float], ...], dt_s: float
    ) -> tuple[Array, Array, tuple[tuple[str, float], ...]]:
        """(55, 4) rotations, (3,) hips in metres and held expressions, with the gesture in them."""
        clip = self._clip
        if clip is None:
            return rotations, hips_m, held
        self._time_s += dt_s
        if self._time_s >= clip.duration_s:
            self._clip = None
            return rotations, hips_m, held
        left_s = min(self._time_s, clip.duration_s - self._time_s)
        share = float(smoothstep(np.clip(left_s / EASE_S, 0.0, 1.0)))
        pose = clip.at(self._time_s)
        rotations = rotations.copy()
        rows, added = self._rows, self._added
        if len(rows):
            rotations[rows] = quaternions.slerp(rotations[rows], pose.rotations[rows].astype(float), share)
        if len(added):
            turn = quaternions.slerp(quaternions.IDENTITY, pose.rotations[added].astype(float), share)
            rotations[added] = quaternions.multiply(turn, rotations[added])
        own = {name: weight * share for name, weight in pose.held}
        for name, weight in held:  # what somebody holds by hand is not weakened by a gesture
            own[name] = max(weight, own.get(name, 0.0))
        return rotations, hips_m + share * pose.hips_offset_m, tuple(own.items())
