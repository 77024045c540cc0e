"""The scalar formulas against the array ones, which are tested on their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.maths import quaternions, scalars, vectors

NUMBER = st.floats(-2, 2)
VECTOR = st.tuples(NUMBER, NUMBER, NUMBER)
QUATERNION = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER).filter(lambda q: np.linalg.norm(q) > 0.1).map(scalars.normalize)


def near(values: object) -> object:
    return pytest.approx(np.asarray(values), abs=1e-9)


@given(VECTOR, VECTOR, NUMBER)
def test_vectors_are_those_of_the_arrays(a: scalars.Vec, b: scalars.Vec, by: float) -> None:
    x, y = np.array(a), np.array(b)
    assert scalars.add(a, b) == near(x + y)
    assert scalars.sub(a, b) == near(x - y)
    assert scalars.times(a, by) == near(x * by)
    assert scalars.along(a, b, by) == near(x + y * by)
    assert scalars.dot(a, b) == near(x @ y)
    assert scalars.cross(a, b) == near(vectors.cross(x, y))
    assert scalars.length(a) == near(vectors.length(x))
    assert scalars.unit(a, (0.0, 1.0, 0.0)) == near(vectors.unit(x, (0.0, 1.0, 0.0)))


@given(QUATERNION, QUATERNION, VECTOR)
def test_rotations_are_those_of_the_arrays(a: scalars.Quat, b: scalars.Quat, v: scalars.Vec) -> None:
    assert scalars.multiply(a, b) == near(quaternions.multiply(a, b))
    assert scalars.conjugate(a) == near(quaternions.conjugate(a))
    assert scalars.rotate(a, v) == near(quaternions.rotate(a, v))
    assert scalars.from_rotation_vector(v) == near(quaternions.from_rotation_vector(v))
    assert scalars.to_rotation_vector(a) == near(quaternions.to_rotation_vector(a))
    matrix = quaternions.to_matrix(a)
    assert scalars.rows_of(a) == near(matrix)
    back = scalars.from_columns(*(tuple(column) for column in matrix.T.tolist()))
    assert abs(np.dot(back, a)) == pytest.approx(1.0, abs=1e-9)


@given(QUATERNION, st.floats(0.01, 100.0), st.lists(st.floats(-0.3, 0.3), min_size=9, max_size=9))
def test_the_nearest_rotation_is_that_of_the_singular_values(
    turn: scalars.Quat, scale: float, shear: list[float]
) -> None:
    matrix = scale * (np.eye(3) + np.reshape(shear, (3, 3))) @ quaternions.to_matrix(turn)
    if np.linalg.det(matrix / scale) < 0.05:
        return
    found = scalars.nearest_rotation(tuple(tuple(row) for row in matrix.tolist()))
    u, _, vt = np.linalg.svd(matrix)
    assert found == near(u @ vt)


@pytest.mark.parametrize("matrix", [np.zeros((3, 3)), np.diag([1.0, 1.0, -1.0]), np.diag([1.0, 1.0, 0.0])])
def test_what_mirrors_or_has_no_volume_is_no_rotation(matrix: np.ndarray) -> None:
    assert scalars.nearest_rotation(tuple(tuple(row) for row in matrix.tolist())) is None
