"""Poses people take before a webcam, at random: the truth that round trips are checked against."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import BONE
from studio.core.pose import rest_rotations
from studio.maths import quaternions
from studio.maths.scalars import Vec
from studio.maths.vectors import unit
from studio.solving import arms, hands

Array = NDArray[Any]

SIDES = (("left", np.ones(4)), ("right", np.array([1.0, -1.0, -1.0, 1.0])))


def natural_pose(random: np.random.Generator) -> Array:
    """(55, 4): head, torso, both arms before the body, hands between open and fist."""
    rotations = np.asarray(rest_rotations(), float)
    torso = _random_turn(random, (-3, -12, -5), (8, 12, 5))
    head = _random_turn(random, (-25, -38, -18), (25, 38, 18))
    for bone, share in (("spine", 0.40), ("chest", 0.35), ("upperChest", 0.25)):
        rotations[BONE[bone]] = quaternions.from_rotation_vector(torso * share)
    rotations[BONE["neck"]], rotations[BONE["head"]] = quaternions.from_rotation_vector(np.outer((0.42, 0.58), head))

    arm = [arms.arm_rotations(*_arm_directions(random)) for _ in SIDES]
    fingers = hands.finger_rotations(np.stack([_finger_angles(random) for _ in SIDES]))
    for side, (name, mirrored) in enumerate(SIDES):
        half_twist = quaternions.from_axis_angle((1.0, 0.0, 0.0), np.radians(random.uniform(-30, 30)))
        bend = quaternions.from_rotation_vector(np.radians((0.0, random.uniform(-20, 20), random.uniform(-45, 45))))
        rotations[BONE[name + "Shoulder"]] = np.array(arm[side][0]) * mirrored
        rotations[BONE[name + "UpperArm"]] = np.array(arm[side][1]) * mirrored
        rotations[BONE[name + "LowerArm"]] = quaternions.multiply(arm[side][2], half_twist) * mirrored
        rotations[BONE[name + "Hand"]] = quaternions.multiply(half_twist, bend) * mirrored
        first = BONE[name + "ThumbMetacarpal"]
        rotations[first : first + 15] = fingers[side] * mirrored
    return rotations


def _random_turn(random: np.random.Generator, low_deg: tuple[float, ...], high_deg: tuple[float, ...]) -> Array:
    turn = quaternions.from_euler_xyz(np.radians(random.uniform(low_deg, high_deg)))
    return quaternions.to_rotation_vector(turn)


def _arm_directions(random: np.random.Generator) -> tuple[Vec, Vec]:
    """Of a left arm: the elbow not behind the back, the wrist before the body and in the picture."""
    while True:
        upper = unit(random.normal(size=3) * (0.6, 0.8, 0.6) + (0.35, -0.4, 0.35))
        fore = unit(random.normal(size=3) * (0.7, 0.8, 0.5) + (-0.15, 0.6, 0.6))
        wrist = arms.SHOULDER_IN_CHEST + upper * arms.UPPER_M + fore * arms.FORE_M
        natural = upper[0] > -0.2 and upper[1] < 0.9 and upper[2] > -0.35 and upper @ fore > -0.8
        if natural and wrist[1] > -0.42 and wrist[2] > 0.17 and abs(wrist[0]) < 0.62:
            return (*upper.tolist(),), (*fore.tolist(),)


def _finger_angles(random: np.random.Generator) -> Array:
    """(21,) in the order of `hands.ANGLES`."""
    closed = np.clip(random.uniform() + random.normal(0.0, 0.15, (4, 2)), 0.0, 1.0)
    fingers = np.stack(
        (random.uniform(-0.15, 0.15, 4), 1.4 * closed[:, 0], 1.6 * closed[:, 1], 0.96 * closed[:, 1]), axis=-1
    )
    return np.concatenate((random.uniform(-0.25, 0.25, 3), random.uniform(0.0, 0.7, 2), fingers.ravel()))
