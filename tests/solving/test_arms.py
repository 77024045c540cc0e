from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.maths import quaternions, scalars
from studio.maths.scalars import Vec
from studio.solving import arms

DIRECTION = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.2).map(scalars.unit)


@settings(max_examples=200)
@given(DIRECTION, DIRECTION)
def test_joint_rotations_point_the_bones_where_they_were_asked_to(upper: Vec, fore: Vec) -> None:
    if upper[0] < -0.97 or scalars.dot(upper, fore) < -0.97:
        return  # an arm through the own neck, a forearm folded flat onto its upper arm: no arm does either
    shoulder, upper_arm, _, in_chest = arms.arm_rotations(upper, fore)
    along = (1.0, 0.0, 0.0)
    assert scalars.rotate(scalars.multiply(shoulder, upper_arm), along) == pytest.approx(upper, abs=1e-5)
    assert scalars.rotate(in_chest, along) == pytest.approx(fore, abs=1e-5)


@settings(max_examples=200)
@given(DIRECTION, DIRECTION, st.floats(0, 1))
@example(scalars.unit((0.0, -0.75, -1.0)), scalars.unit((-0.75, -0.125, 1.0)), 0.0)
def test_no_palm_ends_inside_the_body_or_the_face(upper: Vec, fore: Vec, seen: float) -> None:
    upper, fore = arms.reach(upper, fore, seen)
    assert scalars.length(upper) == pytest.approx(1.0, abs=1e-6)
    assert scalars.length(fore) == pytest.approx(1.0, abs=1e-6)
    wrist = arms.SHOULDER_IN_CHEST + np.array(upper) * arms.UPPER_M + np.array(fore) * arms.FORE_M
    assert np.linalg.norm(wrist - (0.0, -0.10, 0.0)) > 0.06, "in the chest"
    assert np.linalg.norm(wrist - (0.0, 0.21, 0.02)) > 0.04, "in the head"


def test_an_arm_clear_of_the_body_is_reached_as_it_is() -> None:
    upper, fore = scalars.unit((0.7, -0.6, 0.35)), scalars.unit((0.1, 0.8, 0.5))
    assert np.array(arms.reach(upper, fore, 1.0)) == pytest.approx(np.array((upper, fore)), abs=0.02)


def test_an_elbow_that_is_not_seen_hangs_below_the_line_from_shoulder_to_wrist() -> None:
    upper, fore = arms.reach(scalars.unit((0.3, 0.9, 0.3)), scalars.unit((0.2, -0.6, 0.7)), 0.0)
    elbow = scalars.times(upper, arms.UPPER_M)
    to_wrist = scalars.unit(scalars.along(elbow, fore, arms.FORE_M))
    assert elbow[1] < to_wrist[1] * scalars.dot(elbow, to_wrist) - 0.05


def test_a_foreshortened_arm_gets_the_depth_its_bones_leave_over() -> None:
    """Forearm straight at the camera: no width, no height, and a z that says only "forward"."""
    x, y, z = arms.with_depth((0.01, 0.02, 0.08), arms.FORE_PER_SHOULDERS * 0.35)
    assert z > 0.18
    assert (x, y) == (0.01, 0.02)


@pytest.mark.parametrize("noise_m", [0.05, -0.05])
def test_a_bone_in_the_picture_plane_is_not_bent_out_of_it_by_depth_noise(noise_m: float) -> None:
    assert abs(arms.with_depth((0.27, 0.0, noise_m), arms.UPPER_PER_SHOULDERS * 0.35)[2]) < 0.09
    assert abs(arms.with_depth((0.25, 0.0, noise_m), arms.FORE_PER_SHOULDERS * 0.35)[2]) < 0.09


@pytest.mark.parametrize("twist_deg", [-80, -20, 0, 35, 90])
def test_the_forearm_takes_half_of_the_hands_twist(twist_deg: float) -> None:
    hand = scalars.from_rotation_vector((math.radians(twist_deg), 0.0, 0.0))
    fore, rest, angle = arms.wrist(hand, 0.0, 1.0)
    assert math.degrees(angle) == pytest.approx(twist_deg, abs=1e-3)
    assert math.degrees(scalars.to_rotation_vector(fore)[0]) == pytest.approx(twist_deg / 2, abs=1e-3)
    assert quaternions.angle_between(scalars.multiply(fore, rest), hand) == pytest.approx(0.0, abs=1e-5)


def test_a_wrist_does_not_bend_farther_than_wrists_do() -> None:
    hand = scalars.from_rotation_vector((0.0, 0.0, math.radians(130)))
    _, rest, _ = arms.wrist(hand, 0.0, 1.0)
    assert np.degrees(quaternions.angle_between(rest, quaternions.IDENTITY)) < 80


def test_a_hand_turned_over_the_top_does_not_jump_to_the_other_side() -> None:
    last = 0.0
    previous = None
    for degrees in range(0, 236, 4):
        fore, _, last = arms.wrist(scalars.from_rotation_vector((math.radians(degrees), 0.0, 0.0)), last, 1.0)
        if previous is not None:
            assert np.degrees(quaternions.angle_between(fore, previous)) < 3.0
        previous = fore
