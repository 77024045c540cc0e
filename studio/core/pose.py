"""A pose: what the performer does, and what the avatar is told to do."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.names import ARKIT, BONES, PRESETS

HIPS_OF_A_PERSON_M = 0.93
"""Hip height of an adult: what every `hips_offset_m` is measured against. An avatar moves by its own height."""


def rest_rotations() -> FloatArray:
    """(55, 4) float32: the T-pose, every normalized bone at (0, 0, 0, 1)."""
    rotations = np.zeros((len(BONES), 4), np.float32)
    rotations[:, 3] = 1.0
    return rotations


def _rest() -> FloatArray:
    return frozen(rest_rotations())


def _zeros(count: int) -> FloatArray:
    return frozen(np.zeros(count, np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class PerformerPose:
    """A performer's body and face on the normalized VRM 1.0 humanoid (T-pose = identity, +Y up, facing +Z, left = +X).

    Solvers, VMC senders and idle motion all make this value; the mixer weighs them and is the only one to write an
    avatar.
    """

    captured_at_s: float
    rotations: FloatArray = field(default_factory=_rest)
    """(55, 4) float32: local rotations (x, y, z, w) in the order of `names.BONES`, relative to the rest pose's
    parent."""
    trust: FloatArray = field(default_factory=lambda: _zeros(len(BONES)))
    """(55,) float32, 0–1: how far each bone is known; the mixer fades to idle by it."""
    hips_offset_m: FloatArray = field(default_factory=lambda: _zeros(3))
    """(3,) float32, metres, added to the hips' rest position."""
    arkit: FloatArray = field(default_factory=lambda: _zeros(len(ARKIT)))
    """(52,) float32, 0–1: used by avatars with perfect sync."""
    presets: FloatArray = field(default_factory=lambda: _zeros(len(PRESETS)))
    """(18,) float32, 0–1: the same face told in VRM presets, used by all other avatars."""
    gaze_rad: FloatArray = field(default_factory=lambda: _zeros(2))
    """(2,) float32: yaw (+ = to the avatar's left), pitch (+ = down), relative to the head."""
    face_trust: float = 0.0
    """0–1: how far `arkit`, `presets` and `gaze_rad` are known."""


@dataclass(frozen=True, slots=True, eq=False)
class Mouth:
    """A mouth told by sound; other parts of the face are not known from it."""

    captured_at_s: float
    arkit: FloatArray = field(default_factory=lambda: _zeros(len(ARKIT)))
    """(52,) float32, 0–1: shapes of the mouth only."""
    presets: FloatArray = field(default_factory=lambda: _zeros(len(PRESETS)))
    """(18,) float32, 0–1: the five vowels only."""
    speaking: bool = False
    """Whether it is louder than the room."""


@dataclass(frozen=True, slots=True, eq=False)
class AvatarState:
    """What the avatar shall be, decided: the mixer's one output, the poser's one input. Spaces as in
    `PerformerPose`."""

    rotations: FloatArray = field(default_factory=_rest)
    hips_offset_m: FloatArray = field(default_factory=lambda: _zeros(3))
    arkit: FloatArray = field(default_factory=lambda: _zeros(len(ARKIT)))
    presets: FloatArray = field(default_factory=lambda: _zeros(len(PRESETS)))
    gaze_rad: FloatArray = field(default_factory=lambda: _zeros(2))
    held: tuple[tuple[str, float], ...] = ()
    """Expressions held by name (cues, hotkeys), presets or custom, with weights 0–1; added on top of the face."""
