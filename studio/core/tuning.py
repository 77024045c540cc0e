"""What is set once for an avatar or a performer: how firm hair and cloth are, how the key light falls, and how far the
performer has to move for the avatar's whole motion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_SPRINGS, MOST_SPRINGS = 0.25, 3.0
"""Times the stiffness that the avatar's author chose: below, cloth hangs through legs; above, hair is wood."""
MOST_TURN_DEG = 60.0
LEAST_LIFT_DEG, MOST_LIFT_DEG = -20.0, 35.0
LEAST_LIGHT, MOST_LIGHT = 0.75, 1.25
"""Times the set's own key light: below, a face is mud; above, silk and skin lose their drawing."""
MOST_LOW, LEAST_HIGH, MOST_HIGH = 0.6, 0.2, 1.6
LEAST_WINDOW = 0.1
"""Between the ends of a window: a narrower one would switch rather than move."""


class Motion(StrEnum):
    """What a window is set for; the values are names of the control plane."""

    HEAD_TURN = "head_turn"
    HEAD_NOD = "head_nod"
    HEAD_TILT = "head_tilt"
    GAZE = "gaze"
    BROWS = "brows"
    BLINK = "blink"
    MOUTH = "mouth"
    SMILE = "smile"


@dataclass(frozen=True, slots=True)
class KeyLight:
    """How the key light stands against the set's own, which all zeros and a strength of 1 leave as it is."""

    turn_deg: float = 0.0
    """About the vertical, + = towards the right of the picture; ± `MOST_TURN_DEG`."""
    lift_deg: float = 0.0
    """+ = from higher up; `LEAST_LIFT_DEG` to `MOST_LIFT_DEG`."""
    warmth: float = 0.0
    """−1 moonlight, +1 lamplight."""
    strength: float = 1.0
    """`LEAST_LIGHT` to `MOST_LIGHT`."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a motion's whole reach that becomes the avatar's whole motion: below `low` is rest, `high` is all.

    Both are shares of the reach; `high` above 1 makes the avatar move less than the performer.
    """

    motion: Motion
    low: float = 0.0
    high: float = 1.0

    @property
    def is_plain(self) -> bool:
        """It changes nothing."""
        return self.low == 0.0 and self.high == 1.0

    def out(self, share: float) -> float:
        """What becomes of a share of the reach, 0–1 for a share of 0–1."""
        return min(max((share - self.low) / (self.high - self.low), 0.0), 1.0)
