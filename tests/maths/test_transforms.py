from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.maths import quaternions, transforms

NUMBERS = st.floats(-10, 10)
POINTS = arrays(float, (4, 3), elements=NUMBERS)
VECTOR = arrays(float, 3, elements=NUMBERS)
SCALE = arrays(float, 3, elements=st.floats(0.1, 4))
ROTATION = (
    arrays(float, 4, elements=st.floats(-1, 1)).filter(lambda v: np.linalg.norm(v) > 0.1).map(quaternions.normalize)
)


@given(VECTOR, ROTATION, SCALE, POINTS)
def test_a_transform_scales_then_turns_then_moves(
    translation: np.ndarray, rotation: np.ndarray, scale: np.ndarray, points: np.ndarray
) -> None:
    b_from_a = transforms.compose(translation, rotation, scale)
    expected = quaternions.rotate(rotation, points * scale) + translation
    assert np.allclose(transforms.points(b_from_a, points), expected, atol=1e-3)


@given(VECTOR, ROTATION, VECTOR, ROTATION, POINTS)
def test_transforms_chain_from_right_to_left(
    t1: np.ndarray, r1: np.ndarray, t2: np.ndarray, r2: np.ndarray, points_in_a: np.ndarray
) -> None:
    one = np.ones(3)
    c_from_b, b_from_a = transforms.compose(t1, r1, one), transforms.compose(t2, r2, one)
    step_by_step = transforms.points(c_from_b, transforms.points(b_from_a, points_in_a))
    assert np.allclose(transforms.points(c_from_b @ b_from_a, points_in_a), step_by_step, atol=1e-3)


@given(arrays(float, (3, 4, 3), elements=NUMBERS))
def test_each_set_of_points_has_its_own_transform(points: np.ndarray) -> None:
    moves = np.array([[1.0, 0, 0], [0, 2, 0], [0, 0, 3]])
    b_from_a = transforms.compose(moves, np.tile(quaternions.IDENTITY, (3, 1)), np.ones((3, 3)))
    assert np.allclose(transforms.points(b_from_a, points), points + moves[:, None], atol=1e-4)


@given(VECTOR, VECTOR)
def test_a_camera_sees_its_target_straight_ahead(position: np.ndarray, target: np.ndarray) -> None:
    distance = np.linalg.norm(target - position)
    if distance < 0.1:
        target = position - np.array([0.0, 0.0, 1.0])
        distance = 1.0
    camera_from_world = transforms.look_at(position, target)
    assert np.allclose(transforms.points(camera_from_world, target[None]), [[0, 0, -distance]], atol=1e-3)
    assert np.allclose(camera_from_world[:3, :3] @ camera_from_world[:3, :3].T, np.eye(3), atol=1e-4)
    assert np.linalg.det(camera_from_world[:3, :3]) > 0


def test_up_is_up_in_the_cameras_picture() -> None:
    camera_from_world = transforms.look_at([0, 1, 4], [0, 1, 0])
    assert np.allclose(transforms.points(camera_from_world, [[0.5, 1.5, 0]]), [[0.5, 0.5, -4]], atol=1e-6)


def test_a_camera_that_looks_straight_down_still_has_a_right_side() -> None:
    camera_from_world = transforms.look_at([0, 5, 0], [0, 0, 0])
    assert np.isfinite(camera_from_world).all()
    assert np.linalg.det(camera_from_world[:3, :3]) > 0.99


@given(st.floats(0.2, 2.5), st.floats(0.4, 2.5), st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 20))
def test_what_stands_on_the_edge_of_the_field_of_view_is_at_the_edge_of_the_picture(
    fov_rad: float, aspect: float, x: float, y: float, depth_m: float
) -> None:
    clip_from_camera = transforms.perspective(fov_rad, aspect, 0.1, 20.0)
    half_height = np.tan(fov_rad / 2) * depth_m
    clip = clip_from_camera @ np.array([x * half_height * aspect, y * half_height, -depth_m, 1.0])
    assert np.allclose(clip[:2] / clip[3], [x, y], atol=1e-4)
    assert -1.001 <= clip[2] / clip[3] <= 1.001


def test_the_near_plane_is_minus_one_and_the_far_plane_one() -> None:
    clip_from_camera = transforms.perspective(0.5, 1.0, 0.1, 20.0)
    for depth_m, expected in ((0.1, -1.0), (20.0, 1.0)):
        clip = clip_from_camera @ np.array([0, 0, -depth_m, 1.0])
        assert np.isclose(clip[2] / clip[3], expected, atol=1e-4)
