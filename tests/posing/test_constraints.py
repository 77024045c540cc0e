from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.avatar import Avatar, Constraint, ConstraintKind
from studio.core.names import BONE
from studio.core.pose import AvatarState, rest_rotations
from studio.maths import quaternions
from studio.posing import Poser
from tests.support.small_vrm import SmallVrm, crooked

NODE = SmallVrm().node
ANGLE = st.floats(-2.5, 2.5)


def locals_after(avatar: Avatar, turns: dict[str, np.ndarray]) -> np.ndarray:
    """(n, 4) local rotations with the bones turned and the constraints applied."""
    poser = Poser(avatar, springs=False)
    rotations = rest_rotations().astype(float)
    for bone, turn in turns.items():
        rotations[BONE[bone]] = turn
    local_rotations = poser.rig.local_rotations(rotations)
    local = poser.rig.local(local_rotations, np.zeros(3))
    poser.constraints.apply(local_rotations, local)
    np.testing.assert_allclose(poser.rig.local(local_rotations, np.zeros(3)), local, atol=1e-12)
    return local_rotations


def with_constraints(avatar: Avatar, *constraints: Constraint) -> Avatar:
    return replace(avatar, constraints=constraints)


@given(ANGLE, st.floats(0, 1))
def test_roll_passes_on_the_share_of_the_turn_about_its_axis(angle: float, weight: float) -> None:
    roll = Constraint(NODE["twist"], NODE["leftLowerArm"], ConstraintKind.ROLL, weight, (1.0, 0.0, 0.0))
    avatar = with_constraints(SmallVrm().avatar(), roll)
    about_x = quaternions.from_axis_angle((1, 0, 0), angle)

    twist = locals_after(avatar, {"leftLowerArm": about_x})[NODE["twist"]]

    expected = quaternions.from_axis_angle((1, 0, 0), angle * weight)
    assert quaternions.angle_between(twist, expected) < 1e-6


def test_roll_ignores_a_turn_across_its_axis() -> None:
    roll = Constraint(NODE["twist"], NODE["leftLowerArm"], ConstraintKind.ROLL, 1.0, (1.0, 0.0, 0.0))
    avatar = with_constraints(SmallVrm().avatar(), roll)

    twist = locals_after(avatar, {"leftLowerArm": quaternions.from_axis_angle((0, 1, 0), 1.2)})[NODE["twist"]]

    assert quaternions.angle_between(twist, quaternions.IDENTITY) < 1e-6


@given(ANGLE, ANGLE, ANGLE)
def test_rotation_adds_the_source_s_turn_to_the_node_s_rest(x: float, y: float, z: float) -> None:
    avatar = crooked(SmallVrm)
    constraint = Constraint(NODE["hair3"], NODE["rightHand"], ConstraintKind.ROTATION)
    after = locals_after(with_constraints(avatar, constraint), {"rightHand": quaternions.from_euler_xyz((x, y, z))})

    rest = avatar.nodes.rotations.astype(float)
    source, node = NODE["rightHand"], NODE["hair3"]
    delta = quaternions.multiply(quaternions.conjugate(rest[source]), after[source])
    assert quaternions.angle_between(after[node], quaternions.multiply(rest[node], delta)) < 1e-6


@given(ANGLE, ANGLE)
def test_aim_points_its_axis_at_the_source(yaw: float, roll: float) -> None:
    avatar = crooked(SmallVrm)
    aim = Constraint(NODE["hair0"], NODE["leftHand"], ConstraintKind.AIM, 1.0, (0.0, 0.0, 1.0))
    rotations = rest_rotations()
    rotations[BONE["leftUpperArm"]] = quaternions.from_euler_xyz((roll, yaw, 0.3))
    rotations[BONE["head"]] = quaternions.from_euler_xyz((0.0, yaw / 3, 0.0))

    world = (
        Poser(with_constraints(avatar, aim), springs=False)
        .pose(AvatarState(rotations=rotations), 1 / 60)
        .world_from_node
    )

    axis = world[NODE["hair0"], :3, :3] @ (0.0, 0.0, 1.0)
    way = world[NODE["leftHand"], :3, 3] - world[NODE["hair0"], :3, 3]
    assert np.dot(axis, way) / np.linalg.norm(axis) / np.linalg.norm(way) == pytest.approx(1.0, abs=1e-5)


def test_a_constraint_on_a_constraint_waits_for_it_in_whatever_order_they_stand() -> None:
    first = Constraint(NODE["hair0"], NODE["leftHand"], ConstraintKind.ROTATION)
    second = Constraint(NODE["hair1"], NODE["hair0"], ConstraintKind.ROTATION)
    third = Constraint(NODE["hair2"], NODE["hair1"], ConstraintKind.ROLL, 1.0, (0.0, 1.0, 0.0))
    turn = quaternions.from_axis_angle((0, 1, 0), 0.8)

    for order in ((first, second, third), (third, second, first)):
        after = locals_after(with_constraints(SmallVrm().avatar(), *order), {"leftHand": turn})
        for name in ("hair0", "hair1", "hair2"):
            assert quaternions.angle_between(after[NODE[name]], turn) < 1e-6, name


def test_constraints_in_a_circle_are_broken_not_endless() -> None:
    circle = (
        Constraint(NODE["hair0"], NODE["hair1"], ConstraintKind.ROTATION),
        Constraint(NODE["hair1"], NODE["hair0"], ConstraintKind.ROTATION),
    )

    after = locals_after(with_constraints(SmallVrm().avatar(), *circle), {})

    assert quaternions.angle_between(after[NODE["hair1"]], quaternions.IDENTITY) < 1e-6
