"""Commands about what is set once for an avatar (springs, light) or a performer (windows of motion). See `commands`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.tuning import Motion


@dataclass(frozen=True, slots=True)
class SetSprings:
    """How firm the avatar's hair and cloth are, times what its author chose; kept for this avatar."""

    strength: float


@dataclass(frozen=True, slots=True)
class SetKeyLight:
    """How the key light stands against the set's own; kept for this avatar. See `core.tuning.KeyLight`."""

    turn_deg: float = 0.0
    lift_deg: float = 0.0
    warmth: float = 0.0
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class SetMotionWindow:
    """How far the performer has to move for the avatar's whole motion; kept for this performer."""

    motion: Motion
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class MeasureMotions:
    """Tells some ten times a second how much of each motion the performer shows; only while asked for."""

    on: bool


TuningCommand = SetSprings | SetKeyLight | SetMotionWindow | MeasureMotions
