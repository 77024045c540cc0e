"""Arms by where the hands are: two-bone inverse kinematics on a standing adult, told as normalized humanoid rotations.

Everything is told for the left arm, +X to the figure's left, +Y up, +Z before it; the right arm is its mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from studio.maths import quaternions

from .fields import Array

SHOULDER = np.array((0.118, 1.228, -0.012))
UPPER_M, LOWER_M = 0.220, 0.210
MIRROR = np.array((1.0, -1.0, -1.0, 1.0))
"""A rotation of the left side times this is the right side's."""

FINGERS = ("Index", "Middle", "Ring", "Little")
_SEGMENTS = ("Proximal", "Intermediate", "Distal")


@dataclass(frozen=True)
class Hand:
    """Bend of every finger in degrees (0 straight), spread of the fingers, and how far the thumb lies in the palm."""

    curl: tuple[float, float, float, float] = (14.0, 17.0, 20.0, 23.0)
    spread: float = 0.0
    thumb: float = 12.0


OPEN = Hand((4.0, 4.0, 5.0, 7.0), spread=5.0, thumb=0.0)
FLAT = Hand((3.0, 3.0, 3.0, 4.0), thumb=8.0)
SOFT = Hand()
CUPPED = Hand((24.0, 26.0, 28.0, 30.0), thumb=16.0)
FIST = Hand((66.0, 70.0, 72.0, 74.0), thumb=34.0)
CHIN = Hand((26.0, 62.0, 68.0, 72.0), thumb=6.0)
HEART = Hand((46.0, 46.0, 48.0, 50.0), thumb=-14.0)


@dataclass(frozen=True)
class Reach:
    """Where a hand is and how it lies."""

    wrist: tuple[float, float, float]
    fingers: tuple[float, float, float]
    """Direction from the wrist to the middle finger."""
    palm: tuple[float, float, float]
    """Direction the palm faces."""
    elbow: tuple[float, float, float] = (0.5, -0.8, -0.35)
    """Direction toward which the elbow is held."""
    hand: Hand = field(default_factory=Hand)


def arm_rotations(reach: Reach) -> dict[str, Array]:
    """Local rotations of UpperArm, LowerArm, Hand and all finger bones of the left side, torso at rest."""
    upper, lower = _two_bones(np.array(reach.wrist), _unit(reach.elbow))
    hand = _frame(_unit(reach.fingers), -_unit(reach.palm))
    in_lower = quaternions.multiply(quaternions.conjugate(lower), hand)
    twist = _twist_about_x(in_lower)
    shared = quaternions.slerp(quaternions.IDENTITY, twist, 0.55)
    # The forearm takes its share of the turn, as radius and ulna do: a wrist alone would wring the sleeve.
    lower_twisted = quaternions.multiply(lower, shared)
    found = {
        "UpperArm": upper,
        "LowerArm": quaternions.multiply(quaternions.conjugate(upper), lower_twisted),
        "Hand": quaternions.multiply(quaternions.conjugate(lower_twisted), hand),
    }
    for number, (finger, bend) in enumerate(zip(FINGERS, reach.hand.curl, strict=True)):
        for part, share in zip(_SEGMENTS, (0.8, 1.15, 0.75), strict=True):
            sideways = reach.hand.spread * (1.5 - number) / 1.5 if part == "Proximal" else 0.0
            found[finger + part] = quaternions.from_euler_xyz(np.radians((0.0, -sideways, -bend * share)))
    thumb = reach.hand.thumb
    for part, share in (("Metacarpal", 0.5), ("Proximal", 0.9), ("Distal", 1.1)):
        found["Thumb" + part] = quaternions.from_euler_xyz(np.radians((0.25 * thumb * share, thumb * share, 0.0)))
    return found


def _two_bones(wrist: Array, pole: Array) -> tuple[Array, Array]:
    """World rotations of upper and lower arm; a wrist out of reach is reached for."""
    to = wrist - SHOULDER
    distance = float(np.clip(np.linalg.norm(to), 0.08, UPPER_M + LOWER_M - 1e-3))
    ahead = to / np.linalg.norm(to)
    side = pole - (pole @ ahead) * ahead
    side /= np.linalg.norm(side)
    along = (UPPER_M**2 - LOWER_M**2 + distance**2) / (2 * distance)
    out = np.sqrt(max(UPPER_M**2 - along**2, 0.0))
    elbow = SHOULDER + along * ahead + out * side
    upper_to = (elbow - SHOULDER) / UPPER_M
    lower_to = SHOULDER + distance * ahead - elbow
    lower_to /= np.linalg.norm(lower_to)
    bend = lower_to - (lower_to @ upper_to) * upper_to
    if np.linalg.norm(bend) < 1e-4:
        bend = -side
    bend /= np.linalg.norm(bend)
    hinge = np.cross(bend, upper_to)
    return _frame(upper_to, hinge), _frame(lower_to, hinge)


def _frame(x: Array, y: Array) -> Array:
    """The rotation that takes +X to x and +Y as near to y as it can."""
    y = y - (y @ x) * x
    y = y / np.linalg.norm(y)
    return quaternions.from_matrix(np.stack((x, y, np.cross(x, y)), axis=1))


def _twist_about_x(q: Array) -> Array:
    """The part of a rotation that turns about +X."""
    return quaternions.normalize(np.array((q[0], 0.0, 0.0, q[3])) * (1.0 if q[3] >= 0 else -1.0))


def _unit(v: tuple[float, float, float]) -> Array:
    return np.array(v, float) / np.linalg.norm(v)
