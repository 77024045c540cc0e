"""One-Euro settings per channel, from the measured jitter of each landmarker (design/TRACKING.md).

A channel that is steady by itself (head ≤ 0.08° on a still picture) gets a high cutoff and hardly any delay; one that
is not (arm depth: 22–71 px) gets a low one. `beta` opens the filter with speed, so that a real movement is not held
back; `quiet` keeps jitter from opening it, so a channel that rests may be filtered hard: what strays farther than
jitter does opens the filter whatever the rate. Of arms at rest half the shake went, and at 10 Hz moving ones became
nearer to the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.maths.one_euro import OneEuro, OneEuroRotation


@dataclass(frozen=True, slots=True)
class Channel:
    """One filter's settings; `beta` in Hz per unit of speed (radians, metres or weight per second)."""

    min_cutoff_hz: float
    beta: float
    speed_cutoff_hz: float = 2.0
    quiet: float = 0.0
    """How far the landmarker's jitter alone strays from the filtered value, once smoothed (radians, metres, weight)."""

    def filter(self) -> OneEuro:
        return OneEuro(self.min_cutoff_hz, self.beta, self.speed_cutoff_hz, self.quiet)

    def rotation_filter(self) -> OneEuroRotation:
        return OneEuroRotation(self.min_cutoff_hz, self.beta, self.speed_cutoff_hz, self.quiet)


def joined(channels: Sequence[Channel]) -> OneEuro:
    """One filter for values of several channels that come together: a call costs the same for one as for sixty."""
    settings = np.array([(c.min_cutoff_hz, c.beta, c.speed_cutoff_hz, c.quiet) for c in channels])
    return OneEuro(*settings.T)


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """Every channel's filter."""

    head: Channel = Channel(2.0, 6.0, 4.0)
    neck_place: Channel = Channel(0.8, 0.25)
    """Centimetres: the torso it moves is heavy, and depth jitters with the face's size."""
    expression: Channel = Channel(0.8, 12.0, 6.0, 0.008)
    """A blink goes from 0 to 1 in 0.1 s: at that speed the cutoff is 60 Hz and the filter is out of the way."""
    gaze: Channel = Channel(1.0, 24.0, 4.0, 0.01)
    """Eyes jump: at the speed of a small saccade the filter is out of the way."""
    torso: Channel = Channel(0.06, 4.0, 0.4, 0.06)
    arm_in_picture: Channel = Channel(0.10, 20.0, 2.0, 0.011)
    arm_depth: Channel = Channel(0.04, 8.0, 1.0, 0.028)
    hand: Channel = Channel(0.1, 4.5, 1.2, 0.07)
    fingers: Channel = Channel(0.8, 2.0, 3.0, 0.027)
    visibility: Channel = Channel(1.5, 0.0)
