"""Quaternions against rotation matrices, which are another representation of the same thing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.maths import quaternions as q

ANGLES = st.floats(-np.pi, np.pi)
TIGHT = 1e-9


def vectors(count: int | tuple[int, ...] = 3, *, least: float = 0.0) -> st.SearchStrategy[np.ndarray]:
    found = arrays(float, count, elements=st.floats(-10, 10))
    return found.filter(lambda v: float(np.linalg.norm(v, axis=-1).min()) > least) if least else found


def rotations(count: int | tuple[int, ...] = ()) -> st.SearchStrategy[np.ndarray]:
    shape = (count,) if isinstance(count, int) else count
    return vectors((*shape, 4), least=0.1).map(q.normalize)


def rodrigues(axis: np.ndarray, angle: float) -> np.ndarray:
    """The rotation matrix by Rodrigues' formula."""
    x, y, z = axis / np.linalg.norm(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k


def same_rotation(a: np.ndarray, b: np.ndarray, tolerance: float = 1e-7) -> bool:
    return bool(np.allclose(q.to_matrix(a), q.to_matrix(b), atol=tolerance))


@given(vectors(least=0.1), ANGLES)
def test_axis_and_angle_mean_what_rodrigues_says(axis: np.ndarray, angle: float) -> None:
    assert np.allclose(q.to_matrix(q.from_axis_angle(axis, angle)), rodrigues(axis, angle), atol=TIGHT)


@given(rotations(), rotations(), vectors())
def test_a_product_turns_by_the_second_first(a: np.ndarray, b: np.ndarray, v: np.ndarray) -> None:
    both = q.multiply(a, b)
    assert np.allclose(q.to_matrix(both), q.to_matrix(a) @ q.to_matrix(b), atol=TIGHT)
    assert np.allclose(q.rotate(both, v), q.rotate(a, q.rotate(b, v)), atol=1e-8)


@given(rotations(), vectors())
def test_rotating_is_the_matrix_times_the_vector(a: np.ndarray, v: np.ndarray) -> None:
    assert np.allclose(q.rotate(a, v), q.to_matrix(a) @ v, atol=1e-8)


@given(rotations())
def test_the_conjugate_undoes(a: np.ndarray) -> None:
    assert np.allclose(q.multiply(a, q.conjugate(a)), q.IDENTITY, atol=TIGHT)


@given(rotations())
def test_matrices_go_there_and_back(a: np.ndarray) -> None:
    matrix = q.to_matrix(a)
    assert np.allclose(matrix @ matrix.T, np.eye(3), atol=TIGHT)
    assert np.linalg.det(matrix) == pytest.approx(1.0)
    assert same_rotation(q.from_matrix(matrix), a)


@pytest.mark.parametrize("axis", np.vstack((np.eye(3), -np.eye(3), [[1, 1, 0], [1, -1, 1]])))
def test_half_turns_survive_the_way_over_a_matrix(axis: np.ndarray) -> None:
    """w = 0: where the formula by the trace divides by nothing."""
    half_turn = q.from_axis_angle(axis, np.pi)
    assert same_rotation(q.from_matrix(q.to_matrix(half_turn)), half_turn)


@given(vectors().filter(lambda v: float(np.linalg.norm(v)) < np.pi - 1e-3))
def test_rotation_vectors_go_there_and_back(v: np.ndarray) -> None:
    assert np.allclose(q.to_rotation_vector(q.from_rotation_vector(v)), v, atol=1e-7)


@given(rotations())
def test_a_rotation_vector_is_the_short_way(a: np.ndarray) -> None:
    vector = q.to_rotation_vector(a)
    assert np.linalg.norm(vector) <= np.pi + TIGHT
    assert np.allclose(vector, q.to_rotation_vector(-a)) or np.linalg.norm(vector) > np.pi - 1e-6
    assert same_rotation(q.from_rotation_vector(vector), a)


@given(ANGLES, st.floats(-1.55, 1.55), ANGLES)
def test_euler_angles_are_rx_ry_rz(x: float, y: float, z: float) -> None:
    turned = q.from_euler_xyz([x, y, z])
    product = rodrigues(np.eye(3)[0], x) @ rodrigues(np.eye(3)[1], y) @ rodrigues(np.eye(3)[2], z)
    assert np.allclose(q.to_matrix(turned), product, atol=TIGHT)
    assert same_rotation(q.from_euler_xyz(q.to_euler_xyz(turned)), turned, 1e-6)


@given(vectors(least=0.1), vectors(least=0.1))
def test_between_turns_one_direction_into_the_other(a: np.ndarray, b: np.ndarray) -> None:
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    turned = q.between(a, b)
    assert np.allclose(q.rotate(turned, a), b, atol=1e-4)
    angle = np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)
    assert q.angle_between(q.IDENTITY, turned) == pytest.approx(angle, abs=1e-4)


@given(vectors(least=0.1))
def test_between_opposite_directions_is_a_half_turn(a: np.ndarray) -> None:
    assert np.allclose(q.rotate(q.between(a, -a), a), -a, atol=1e-6)


@given(rotations(), rotations(), st.floats(0, 1))
def test_slerp_shares_the_angle_out_evenly(a: np.ndarray, b: np.ndarray, t: float) -> None:
    whole = float(q.angle_between(a, b))
    between = q.slerp(a, b, t)
    assert float(q.angle_between(a, between)) == pytest.approx(t * whole, abs=1e-5)
    assert float(q.angle_between(between, b)) == pytest.approx((1 - t) * whole, abs=1e-5)


@given(rotations(), vectors(least=0.1))
def test_swing_and_twist_make_up_the_whole(a: np.ndarray, axis: np.ndarray) -> None:
    axis = axis / np.linalg.norm(axis)
    swing, twist = q.swing_twist(a, axis)
    assert same_rotation(q.multiply(swing, twist), a)
    assert np.allclose(np.cross(twist[:3], axis), 0, atol=1e-8)
    assert float(swing[:3] @ axis) == pytest.approx(0, abs=1e-7)


@given(rotations(5), rotations(5), vectors((5, 3)))
def test_many_at_once_are_the_same_as_one_by_one(a: np.ndarray, b: np.ndarray, v: np.ndarray) -> None:
    for i in range(5):
        assert np.allclose(q.multiply(a, b)[i], q.multiply(a[i], b[i]))
        assert np.allclose(q.rotate(a, v)[i], q.rotate(a[i], v[i]))
        assert np.allclose(q.slerp(a, b, 0.3)[i], q.slerp(a[i], b[i], 0.3))
        assert same_rotation(q.from_matrix(q.to_matrix(a))[i], a[i])
        assert np.allclose(q.between(a[:, :3], v + 20)[i], q.between(a[i, :3], v[i] + 20))


@given(vectors(least=0.1), arrays(float, 6, elements=ANGLES))
def test_one_axis_and_many_angles_broadcast(axis: np.ndarray, angles: np.ndarray) -> None:
    many = q.from_axis_angle(axis, angles)
    assert many.shape == (6, 4)
    assert np.allclose(many[3], q.from_axis_angle(axis, angles[3]))


@given(rotations(3))
def test_single_precision_stays_single(a: np.ndarray) -> None:
    single = a.astype(np.float32)
    for result in (q.multiply(single, single), q.conjugate(single), q.normalize(single), q.to_matrix(single)):
        assert result.dtype == np.float32
    assert np.allclose(q.multiply(single, single), q.multiply(a, a), atol=1e-5)


def test_nothing_normalizes_to_no_rotation() -> None:
    assert np.array_equal(q.normalize(np.zeros((2, 4))), np.tile(q.IDENTITY, (2, 1)))


def test_the_shared_identity_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        q.IDENTITY[0] = 1.0
