"""Facts about springs, light and windows of motion. See `events`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.tuning import KeyLight, Motion, Window


@dataclass(frozen=True, slots=True)
class SpringsSet:
    strength: float


@dataclass(frozen=True, slots=True)
class KeyLightSet:
    light: KeyLight


@dataclass(frozen=True, slots=True)
class MotionWindowSet:
    window: Window


@dataclass(frozen=True, slots=True)
class AvatarTuned:
    """An avatar comes on as it was set the last time."""

    springs: float
    light: KeyLight


@dataclass(frozen=True, slots=True)
class PerformerTuned:
    """A performer's own windows, those that change something."""

    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class MotionMeasuringSet:
    on: bool


@dataclass(frozen=True, slots=True)
class MotionsMeasured:
    """(motion, share of its reach), before any window."""

    shares: tuple[tuple[Motion, float], ...]


TuningEvent = (
    SpringsSet | KeyLightSet | MotionWindowSet | AvatarTuned | PerformerTuned | MotionMeasuringSet | MotionsMeasured
)
