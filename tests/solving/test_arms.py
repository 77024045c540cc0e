from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.maths import quaternions
from studio.maths.vectors import unit
from studio.solving import arms

DIRECTION = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.2)


def of_both(upper: tuple[float, ...], fore: tuple[float, ...]) -> np.ndarray:
    return np.tile(unit(np.array((upper, fore), float)), (2, 1, 1))


@settings(max_examples=200)
@given(DIRECTION, DIRECTION)
def test_joint_rotations_point_the_bones_where_they_were_asked_to(
    upper: tuple[float, ...], fore: tuple[float, ...]
) -> None:
    directions = of_both(upper, fore)
    if directions[0, 0, 0] < -0.97 or directions[0, 0] @ directions[0, 1] < -0.97:
        return  # an arm through the own neck, a forearm folded flat onto its upper arm: no arm does either
    locals_, in_chest = arms.arm_rotations(directions)
    along = np.array([1.0, 0.0, 0.0])
    upper_in_chest = quaternions.multiply(locals_[:, 0], locals_[:, 1])
    assert quaternions.rotate(upper_in_chest, along) == pytest.approx(directions[:, 0], abs=1e-5)
    assert quaternions.rotate(in_chest, along) == pytest.approx(directions[:, 1], abs=1e-5)


@settings(max_examples=200)
@given(DIRECTION, DIRECTION, st.floats(0, 1))
@example((0.0, -0.75, -1.0), (-0.75, -0.125, 1.0), 0.0)
def test_no_palm_ends_inside_the_body_or_the_face(
    upper: tuple[float, ...], fore: tuple[float, ...], seen: float
) -> None:
    reached = arms.reach(of_both(upper, fore), np.array([seen, 1.0]))
    assert np.linalg.norm(reached, axis=-1) == pytest.approx(1.0, abs=1e-6)
    wrist = arms.SHOULDER_IN_CHEST + reached[:, 0] * arms.UPPER_M + reached[:, 1] * arms.FORE_M
    chest_to_wrist = np.linalg.norm(wrist - (0.0, -0.10, 0.0), axis=-1)
    head_to_wrist = np.linalg.norm(wrist - (0.0, 0.21, 0.02), axis=-1)
    assert chest_to_wrist.min() > 0.06
    assert head_to_wrist.min() > 0.04


def test_an_arm_clear_of_the_body_is_reached_as_it_is() -> None:
    asked = of_both((0.7, -0.6, 0.35), (0.1, 0.8, 0.5))
    assert arms.reach(asked, np.ones(2)) == pytest.approx(asked, abs=0.02)


def test_an_elbow_that_is_not_seen_hangs_below_the_line_from_shoulder_to_wrist() -> None:
    reached = arms.reach(of_both((0.3, 0.9, 0.3), (0.2, -0.6, 0.7)), np.zeros(2))
    elbow = reached[0, 0] * arms.UPPER_M
    wrist = elbow + reached[0, 1] * arms.FORE_M
    on_the_line = unit(wrist) * (elbow @ unit(wrist))
    assert elbow[1] < on_the_line[1] - 0.05


def test_a_foreshortened_arm_gets_the_depth_its_bones_leave_over() -> None:
    """Forearm straight at the camera: no width, no height, and a z that says only "forward"."""
    segments = np.zeros((2, 2, 3))
    segments[:, 0] = (0.05, -0.26, 0.02)
    segments[:, 1] = (0.01, 0.02, 0.08)
    resolved = arms.with_depth(segments, 0.35)
    assert resolved[0, 1, 2] > 0.18
    assert resolved[0, 1, :2] == pytest.approx((0.01, 0.02))


def test_a_bone_in_the_picture_plane_is_not_bent_out_of_it_by_depth_noise() -> None:
    segments = np.zeros((2, 2, 3))
    segments[:, 0] = (0.27, 0.0, 0.05)
    segments[:, 1] = (0.25, 0.0, -0.05)
    resolved = arms.with_depth(segments, 0.35)
    assert np.abs(resolved[..., 2]).max() < 0.09


@pytest.mark.parametrize("twist_deg", [-80, -20, 0, 35, 90])
def test_the_forearm_takes_half_of_the_hands_twist(twist_deg: float) -> None:
    hand = np.tile(quaternions.from_axis_angle((1.0, 0.0, 0.0), np.radians(twist_deg)), (2, 1))
    fore, rest, angle = arms.wrist(hand, np.zeros(2), np.ones(2))
    assert np.degrees(angle) == pytest.approx(twist_deg, abs=1e-3)
    assert np.degrees(quaternions.to_rotation_vector(fore)[:, 0]) == pytest.approx(twist_deg / 2, abs=1e-3)
    assert quaternions.angle_between(quaternions.multiply(fore, rest), hand) == pytest.approx(0.0, abs=1e-5)


def test_a_wrist_does_not_bend_farther_than_wrists_do() -> None:
    hand = np.tile(quaternions.from_axis_angle((0.0, 0.0, 1.0), np.radians(130)), (2, 1))
    _, rest, _ = arms.wrist(hand, np.zeros(2), np.ones(2))
    assert np.degrees(quaternions.angle_between(rest, quaternions.IDENTITY)).max() < 80


def test_a_hand_turned_over_the_top_does_not_jump_to_the_other_side() -> None:
    last = np.zeros(2)
    previous = None
    for degrees in range(0, 236, 4):
        hand = np.tile(quaternions.from_axis_angle((1.0, 0.0, 0.0), np.radians(degrees)), (2, 1))
        fore, _, last = arms.wrist(hand, last, np.ones(2))
        if previous is not None:
            assert np.degrees(quaternions.angle_between(fore, previous)).max() < 3.0
        previous = fore
