"""One-Euro settings per channel, from the measured jitter of each landmarker (design/TRACKING.md).

A channel that is steady by itself (head ≤ 0.08° on a still picture) gets a high cutoff and hardly any delay; one that
is not (arm depth: 22–71 px) gets a low one. `beta` opens the filter with speed, so that a real movement is not held
back.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.maths.one_euro import OneEuro, OneEuroRotation


@dataclass(frozen=True, slots=True)
class Channel:
    """One filter's settings; `beta` in Hz per unit of speed (radians, metres or weight per second)."""

    min_cutoff_hz: float
    beta: float
    speed_cutoff_hz: float = 2.0

    def filter(self) -> OneEuro:
        return OneEuro(self.min_cutoff_hz, self.beta, self.speed_cutoff_hz)

    def rotation_filter(self) -> OneEuroRotation:
        return OneEuroRotation(self.min_cutoff_hz, self.beta, self.speed_cutoff_hz)


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """Every channel's filter."""

    head: Channel = Channel(2.0, 6.0, 4.0)
    neck_place: Channel = Channel(0.8, 0.25)
    """Centimetres: the torso it moves is heavy, and depth jitters with the face's size."""
    expression: Channel = Channel(2.5, 6.0, 6.0)
    """A blink goes from 0 to 1 in 0.1 s: at that speed the cutoff is 60 Hz and the filter is out of the way."""
    gaze: Channel = Channel(1.2, 3.0, 4.0)
    torso: Channel = Channel(0.5, 1.0)
    arm_in_picture: Channel = Channel(1.2, 4.0)
    arm_depth: Channel = Channel(0.5, 1.5)
    hand: Channel = Channel(1.2, 1.5, 3.0)
    fingers: Channel = Channel(1.5, 1.5, 3.0)
    visibility: Channel = Channel(1.5, 0.0)
