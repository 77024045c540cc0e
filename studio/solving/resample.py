"""Poses at the tracker's 10–30 Hz, read at the show's 30 or 60 Hz."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from studio.core.arrays import frozen
from studio.core.names import ARKIT, BONES, PRESETS
from studio.core.pose import PerformerPose
from studio.solving.track import MAX_PREDICTION_S, Track

LOST_AFTER_S = 0.35
"""Without a new pose for this long there is none to show."""

_BONE_NUMBERS = len(BONES) * 4
_ENDS = np.cumsum([0, _BONE_NUMBERS, len(BONES), 3, len(ARKIT), len(PRESETS), 2, 1]).tolist()
_ROTATIONS, _TRUST, _HIPS, _ARKIT, _PRESETS, _GAZE, _FACE_TRUST = (slice(a, b) for a, b in pairwise(_ENDS))


class Resampler:
    """Fed by `push` whenever the solver has a pose, read by `at` every tick with the tick's own time.

    Both times are of one clock. Between poses it interpolates, beyond the newest it predicts by at most
    `track.MAX_PREDICTION_S`. It reads late by the mean age that poses have when they are read (`delay_s`): the time
    they took to come plus half of what separates two, which is the only delay it adds. Poses that are read at their
    own capture times, as when rendering offline, pass unchanged and without delay.
    """

    def __init__(self, delay_s: float | None = None) -> None:
        """`delay_s`: None to settle by itself, else fixed."""
        self._track = Track(len(BONES), delay_s)
        self._read_s = -np.inf
        self._last: PerformerPose | None = None

    def reset(self) -> None:
        """Forgets everything."""
        self._track.reset()
        self._read_s = -np.inf
        self._last = None

    @property
    def delay_s(self) -> float:
        """How far behind the asked time the shown pose is now."""
        return self._track.delay_s

    def push(self, pose: PerformerPose) -> None:
        """Adds a pose. One captured before the last begins anew (a take that starts over)."""
        newest_s = self._track.newest_s
        if newest_s is not None and pose.captured_at_s < newest_s:
            self.reset()
        parts = (pose.rotations.ravel(), pose.trust, pose.hips_offset_m, pose.arkit, pose.presets, pose.gaze_rad)
        self._track.push(pose.captured_at_s, np.concatenate((*parts, (pose.face_trust,))))
        self._last = pose

    def at(self, time_s: float) -> PerformerPose | None:
        """The pose to show at `time_s`; None before the first pose and when none came for `LOST_AFTER_S`."""
        newest_s = self._track.newest_s
        if newest_s is None or self._last is None:
            return None
        if time_s < self._read_s:
            kept = self._last
            self.reset()
            self.push(kept)
            newest_s = kept.captured_at_s
        self._read_s = time_s
        values = self._track.at(time_s)
        if values is None or time_s - newest_s > LOST_AFTER_S + self.delay_s:
            return None
        shares = np.minimum(np.maximum(values, 0.0), 1.0).astype(np.float32)
        values = values.astype(np.float32)
        return PerformerPose(
            captured_at_s=min(self._track.playhead_s, newest_s + MAX_PREDICTION_S),
            rotations=frozen(values[_ROTATIONS].reshape(-1, 4)),
            trust=frozen(shares[_TRUST]),
            hips_offset_m=frozen(values[_HIPS]),
            arkit=frozen(shares[_ARKIT]),
            presets=frozen(shares[_PRESETS]),
            gaze_rad=frozen(values[_GAZE]),
            face_trust=float(shares[_FACE_TRUST][0]),
        )
