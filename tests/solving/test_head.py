from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.maths import quaternions
from studio.solving.head import head_rotation, neck_and_head, neck_in_camera_cm, pitch_yaw_roll_deg

ANGLE = st.floats(-60, 60)


def face_matrix(
    rotation: np.ndarray, scale: float = 1.0, place_cm: tuple[float, float, float] = (0, 0, -60)
) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, :3] = quaternions.to_matrix(rotation) * scale
    matrix[:3, 3] = place_cm
    return matrix


@given(ANGLE, ANGLE, ANGLE, st.floats(0.3, 3.0))
def test_a_turned_and_scaled_face_matrix_gives_its_rotation_back(x: float, y: float, z: float, scale: float) -> None:
    turned = quaternions.from_euler_xyz(np.radians((x, y, z)))
    found = head_rotation(face_matrix(turned, scale))
    assert found is not None
    assert quaternions.angle_between(found[0], turned) < 1e-6


@given(ANGLE, st.floats(-80, 80), ANGLE)
def test_angles_are_told_in_the_convention_of_the_head_pose_data(pitch: float, yaw: float, roll: float) -> None:
    about = [
        quaternions.from_axis_angle(axis, -np.radians(angle))
        for axis, angle in zip(np.eye(3), (pitch, yaw, roll), strict=True)
    ]
    head = quaternions.multiply(about[0], quaternions.multiply(about[1], about[2]))
    assert pitch_yaw_roll_deg(tuple(head)) == pytest.approx((pitch, yaw, roll), abs=1e-6)


@pytest.mark.parametrize(
    "broken", [np.zeros((4, 4)), np.full((4, 4), np.nan), np.diag([1.0, 1.0, -1.0, 1.0]), np.diag([1.0, 1.0, 0.0, 1.0])]
)
def test_a_matrix_without_a_rotation_in_it_is_no_head(broken: np.ndarray) -> None:
    assert head_rotation(broken) is None


def test_a_nod_does_not_move_the_neck() -> None:
    """Or every nod would read as leaning forward."""
    pivot = np.array([0.0, -10.0, -8.0])
    places = []
    for nod in (-20, 0, 25):
        turned = quaternions.from_rotation_vector(np.radians((nod, 0.0, 0.0)))
        matrix = face_matrix(turned)
        matrix[:3, 3] = np.array([0.0, 0.0, -60.0]) - quaternions.rotate(turned, pivot)
        found = head_rotation(matrix)
        assert found is not None
        places.append(neck_in_camera_cm(matrix, found[1]))
    assert np.ptp(places, axis=0) == pytest.approx((0, 0, 0), abs=1e-6)


@given(ANGLE, ANGLE, ANGLE)
def test_neck_and_head_together_make_the_whole_turn_and_share_it(x: float, y: float, z: float) -> None:
    whole = tuple(quaternions.from_euler_xyz(np.radians((x, y, z))).tolist())
    neck, head = neck_and_head(whole)
    assert quaternions.angle_between(quaternions.multiply(neck, head), whole) < 1e-6
    assert quaternions.angle_between(neck, quaternions.IDENTITY) <= quaternions.angle_between(
        head, quaternions.IDENTITY
    )


def test_the_picture_angles_of_known_faces_are_near_the_truth_of_the_head_pose_set() -> None:
    """Matrices of MediaPipe 1.2.2 for pictures of AFLW2000 (numbers only), against the data set's own angles.

    Pictures: image00050, image00516, image03614; the set's angles are good to some degrees themselves.
    """
    for measured_xyz_deg, truth in (
        ((5.4, -0.2, -4.5), (-4.66, 0.94, 5.64)),
        ((2.9, 26.4, -5.0), (-0.99, -35.71, 5.62)),
        ((0.7, -16.3, 3.0), (0.35, 17.55, -3.43)),
    ):
        found = head_rotation(face_matrix(quaternions.from_euler_xyz(np.radians(measured_xyz_deg))))
        assert found is not None
        assert np.abs(pitch_yaw_roll_deg(found[0]) - truth).max() < 10.0
