"""A clip: the motion of a humanoid over time, authored and not performed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.names import BONES
from studio.core.pose import AvatarState
from studio.maths import quaternions


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """`frames` samples, evenly spaced; spaces as in `AvatarState`, so a clip fits any avatar."""

    name: str
    fps: float
    rotations: FloatArray
    """(frames, 55, 4) float32; bones the file does not move stay at (0, 0, 0, 1)."""
    hips_offset_m: FloatArray
    """(frames, 3) float32, for an adult of `HIPS_OF_A_PERSON_M`: larger and smaller avatars step as far as they are
    tall."""
    expressions: tuple[tuple[str, FloatArray], ...] = ()
    """(name, (frames,) float32 weights 0–1): VRM presets and custom expressions."""
    gaze_rad: FloatArray | None = None
    """(frames, 2) float32: yaw, pitch; None: the eyes look straight ahead."""
    bones: tuple[str, ...] = BONES
    """Those it moves; a gesture of one arm leaves all others to the performer."""

    @property
    def duration_s(self) -> float:
        return (len(self.rotations) - 1) / self.fps

    def at(self, time_s: float) -> AvatarState:
        """What the avatar shall be at a moment; before the start the first frame, after the end the last."""
        place = min(max(time_s * self.fps, 0.0), len(self.rotations) - 1.0)
        first = min(int(place), max(len(self.rotations) - 2, 0))
        last = min(first + 1, len(self.rotations) - 1)
        share = place - first

        def between(values: FloatArray) -> FloatArray:
            return np.asarray(values[first] + share * (values[last] - values[first]), np.float32)

        turned = quaternions.slerp(self.rotations[first], self.rotations[last], share)
        return AvatarState(
            rotations=frozen(np.asarray(turned, np.float32)),
            hips_offset_m=frozen(between(self.hips_offset_m)),
            gaze_rad=frozen(np.zeros(2, np.float32) if self.gaze_rad is None else between(self.gaze_rad)),
            held=tuple((name, float(between(weights))) for name, weights in self.expressions),
        )
