from __future__ import annotations

import math

import numpy as np
import pytest

from studio.core.avatar import Avatar, RangeMap
from studio.core.names import BONE
from studio.core.pose import AvatarState, rest_rotations
from studio.maths import quaternions
from studio.posing import Poser
from studio.posing.look_at import mapped
from tests.support.small_vrm import SmallVrm, SmallVrm0

MAPS = {
    "rangeMapHorizontalInner": {"inputMaxValue": 90, "outputScale": 9},
    "rangeMapHorizontalOuter": {"inputMaxValue": 90, "outputScale": 18},
    "rangeMapVerticalDown": {"inputMaxValue": 90, "outputScale": 27},
    "rangeMapVerticalUp": {"inputMaxValue": 90, "outputScale": 36},
}


def small(kind: str = "bone") -> SmallVrm:
    figure = SmallVrm()
    figure.vrm["lookAt"] = {"type": kind, "offsetFromHeadBone": [0, 0.1, 0], **MAPS}
    figure.vrm["expressions"]["preset"] |= {name: {} for name in ("lookUp", "lookDown", "lookLeft", "lookRight")}
    return figure


def eye_direction(avatar: Avatar, eye: str, state: AvatarState) -> np.ndarray:
    """Where an eye that looks along +Z at rest looks now."""
    node = avatar.bones[BONE[eye]]
    world = Poser(avatar, springs=False).pose(state, 1 / 60).world_from_node[node, :3, :3]
    rest = Poser(avatar, springs=False).pose(AvatarState(), 1 / 60).world_from_node[node, :3, :3]
    return world @ np.linalg.inv(rest) @ (0.0, 0.0, 1.0)


def gaze(yaw_deg: float, pitch_deg: float) -> AvatarState:
    return AvatarState(gaze_rad=np.radians((yaw_deg, pitch_deg)).astype(np.float32))


def test_a_range_map_rises_evenly_and_stays_at_its_top() -> None:
    assert mapped(RangeMap(45, 10), math.radians(22.5)) == pytest.approx(5)
    assert mapped(RangeMap(45, 10), math.radians(80)) == pytest.approx(10)


@pytest.mark.parametrize("kind", [SmallVrm, SmallVrm0])
def test_yaw_to_the_left_is_towards_plus_x_and_pitch_down_is_down(kind: type[SmallVrm]) -> None:
    avatar = kind().avatar()

    assert eye_direction(avatar, "leftEye", gaze(60, 0))[0] > 0.05
    assert eye_direction(avatar, "rightEye", gaze(-60, 0))[0] < -0.05
    assert eye_direction(avatar, "leftEye", gaze(0, 60))[1] < -0.05


@pytest.mark.parametrize(
    ("eye", "yaw", "pitch", "turned_deg"),
    [
        ("leftEye", 45, 0, 9), ("leftEye", -45, 0, 4.5), ("rightEye", 45, 0, 4.5), ("rightEye", -45, 0, 9),
        ("leftEye", 0, 45, 13.5), ("leftEye", 0, -45, 18),
    ],
)  # fmt: skip
def test_inner_outer_up_and_down_have_maps_of_their_own(eye: str, yaw: float, pitch: float, turned_deg: float) -> None:
    direction = eye_direction(small().avatar(), eye, gaze(yaw, pitch))

    assert math.degrees(math.acos(direction[2])) == pytest.approx(turned_deg, abs=0.01)


def test_expressions_look_instead_of_bones_where_the_file_says_so() -> None:
    avatar = small("expression").avatar()
    poser = Poser(avatar)

    assert poser.gaze.look_weights(math.radians(45), math.radians(-45)) == pytest.approx(
        {"lookLeft": 9.0, "lookRight": 0.0, "lookDown": 0.0, "lookUp": 18.0}
    )
    np.testing.assert_allclose(eye_direction(avatar, "leftEye", gaze(60, 0)), (0, 0, 1), atol=1e-6)


@pytest.mark.parametrize("kind", [SmallVrm, SmallVrm0])
def test_a_target_is_looked_at_from_the_turned_head(kind: type[SmallVrm]) -> None:
    figure = kind()
    avatar = figure.avatar()
    poser = Poser(avatar, springs=False)
    rotations = rest_rotations().astype(float)
    rotations[BONE["head"]] = quaternions.from_euler_xyz((0.2, 0.5, 0.1))
    head = poser.rig.world_from_head(rotations, np.zeros(3))
    yaw, pitch = 0.3, -0.2
    ahead = np.array((math.sin(yaw) * math.cos(pitch), -math.sin(pitch), math.cos(yaw) * math.cos(pitch)))
    target = poser.gaze.origin(head) + quaternions.rotate(rotations[BONE["head"]], ahead) * 2.0

    assert poser.gaze.towards(target, head) == pytest.approx((yaw, pitch), abs=1e-6)


def test_a_target_turns_the_eyes_as_the_same_angles_do() -> None:
    avatar = small().avatar()
    poser = Poser(avatar, springs=False)
    target = poser.gaze.origin(poser.rig.rest_world[poser.rig.head]) + np.array((1.0, 0.0, 1.0))

    by_target = poser.pose(AvatarState(), 1 / 60, look_at_target=target).world_from_node
    by_angle = Poser(avatar, springs=False).pose(gaze(45, 0), 1 / 60).world_from_node

    np.testing.assert_allclose(by_target, by_angle, atol=1e-6)
