"""Hands that touch on the performer touch on the avatar, whatever its proportions."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from studio.core.names import BONE
from studio.core.pose import rest_rotations
from studio.library import shelf
from studio.maths import quaternions
from studio.posing.reach import PERFORMER, Build, Reach
from studio.posing.rig import Rig
from studio.vrm import load_avatar
from tests.support.natural_poses import natural_pose
from tools.make_welcome_take import OPEN, Arm, to_wrist
from tools.synthetic_performer import joints

CHIBI = Build(
    clavicle_root=(0.02, 0.0, 0.0),
    clavicle=(0.07, 0.0, 0.0),
    upper_m=0.13,
    fore_m=0.12,
    hand_m=0.05,
    head=(0.0, 0.22, 0.02),
    head_m=0.17,
    body=(((0.0, -0.06, 0.0), 0.08), ((0.0, -0.15, 0.0), 0.08), ((0.0, -0.25, 0.0), 0.09)),
)
NARROW = replace(PERFORMER, clavicle=(0.075, 0.0, 0.0), upper_m=0.25, fore_m=0.23)
BROAD = replace(PERFORMER, clavicle=(0.22, 0.0, 0.0), upper_m=0.34, fore_m=0.32)


def reach_of(build: Build) -> Reach:
    """A `Reach` for a build without a file behind it."""
    reach = Reach(SimpleNamespace(bones=(), bone_nodes=(), rest_world=np.zeros((0, 4, 4))))  # type: ignore[arg-type]
    reach.build, reach._hand_scale = build, build.hand_m / PERFORMER.hand_m
    return reach


def posed(left: Arm, right: Arm | None = None) -> np.ndarray:
    rotations = rest_rotations()
    for side, arm, mirrored in (("left", left, (1, 1, 1, 1)), ("right", right or left, (1, -1, -1, 1))):
        for part, rotation in zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), arm.rotations, strict=True):
            rotations[BONE[side + part]] = np.array(rotation) * mirrored
    return rotations


CLAP = posed(Arm(*to_wrist((0.03, -0.05, 0.30)), (-0.05, 0.75, 0.65), (-1.0, 0.0, 0.0), OPEN))
FINGER_TIPS = posed(Arm(*to_wrist((0.17, -0.05, 0.28)), (-1.0, 0.0, 0.1), (0.0, 0.0, -1.0), OPEN))
ON_CHEEK = posed(Arm(*to_wrist((0.115, 0.12, 0.13)), (-0.15, 0.95, 0.0), (-0.95, -0.1, -0.2), OPEN))
WIDE = posed(Arm((0.9, 0.1, 0.3), (0.7, 0.5, 0.4), (0.7, 0.6, 0.3), (0.0, 0.0, 1.0), OPEN))


@pytest.mark.parametrize("build", [CHIBI, NARROW, BROAD, PERFORMER], ids=["chibi", "narrow", "broad", "usual"])
@pytest.mark.parametrize("pose", [CLAP, FINGER_TIPS], ids=["clap", "finger tips"])
def test_hands_meet_as_they_do_on_the_performer(build: Build, pose: np.ndarray) -> None:
    wanted = reach_of(PERFORMER).palms(pose)
    reach = reach_of(build)
    found = reach.palms(reach.fit(pose))
    assert wanted is not None
    assert found is not None
    scale = build.hand_m / PERFORMER.hand_m
    between = np.subtract(found[0], found[1])
    assert between == pytest.approx(scale * np.subtract(wanted[0], wanted[1]), abs=0.02)
    assert between[0] > 0.0, "the hands cross"


def test_without_it_they_would_cross_or_miss() -> None:
    """Or the test above would prove nothing."""
    narrow, broad = reach_of(NARROW).palms(CLAP), reach_of(BROAD).palms(CLAP)
    assert narrow is not None
    assert broad is not None
    assert narrow[0][0] < -0.02, "the left hand is to the right"
    assert broad[0][0] > 0.05


@pytest.mark.parametrize("build", [CHIBI, BROAD], ids=["chibi", "broad"])
def test_a_hand_on_the_cheek_lies_on_the_avatars_cheek(build: Build) -> None:
    reach = reach_of(build)
    found, wanted = reach.palms(reach.fit(ON_CHEEK)), reach_of(PERFORMER).palms(ON_CHEEK)
    assert found is not None
    assert wanted is not None
    above = math.dist(wanted[0], PERFORMER.head) - PERFORMER.head_m
    assert math.dist(found[0], build.head) - build.head_m == pytest.approx(
        above * build.hand_m / PERFORMER.hand_m, abs=0.03
    )


def test_the_hand_stays_turned_as_it_was() -> None:
    _, before = joints(CLAP, np.zeros(3))
    _, after = joints(reach_of(CHIBI).fit(CLAP), np.zeros(3))
    for hand in ("leftHand", "rightHand"):
        assert quaternions.angle_between(before[BONE[hand]], after[BONE[hand]]) < 1e-3


def test_hands_that_touch_nothing_are_left_alone() -> None:
    for build in (CHIBI, BROAD, PERFORMER):
        assert reach_of(build).fit(WIDE) is WIDE


def test_a_small_move_of_the_performer_is_a_small_move_of_the_avatar() -> None:
    """No pop where hands begin to touch or sink in; a forearm folded to the shoulder turns more than others."""
    reach, turned = reach_of(CHIBI), []
    for seed in range(600):
        random = np.random.default_rng(seed)
        pose = natural_pose(random)
        moved = pose.copy()
        for bone in ("leftUpperArm", "rightLowerArm"):
            step = quaternions.from_rotation_vector(random.normal(scale=0.01, size=3))
            moved[BONE[bone]] = quaternions.multiply(step, moved[BONE[bone]])
        apart = quaternions.angle_between(reach.fit(pose).astype(float), reach.fit(moved).astype(float))
        turned.append(np.degrees(apart).max())
    assert np.quantile(turned, 0.99) < 10.0
    assert max(turned) < 30.0


def test_the_packaged_avatar_has_a_build_like_its_figure() -> None:
    build = Reach(Rig(load_avatar(shelf.find_avatar("qiongjiu", light=True).path))).build
    assert build is not None
    assert 0.09 < build.shoulder[0] < 0.16
    assert 0.18 < build.upper_m < 0.3
    assert 0.06 < build.head_m < 0.14
    assert build.head[1] > 0.12


def test_a_skeleton_without_arms_is_posed_as_it_is() -> None:
    reach = Reach(SimpleNamespace(bones=(), bone_nodes=(), rest_world=np.zeros((0, 4, 4))))  # type: ignore[arg-type]
    assert reach.fit(CLAP) is CLAP
    assert reach.palms(CLAP) is None
