from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.maths import vectors

SOME = arrays(float, (5, 3), elements=st.floats(-100, 100))


@given(SOME, SOME)
def test_cross_products_are_numpys(a: np.ndarray, b: np.ndarray) -> None:
    assert np.allclose(vectors.cross(a, b), np.cross(a, b))
    assert np.allclose(vectors.cross(a[0], b), np.cross(a[0], b))


@given(SOME)
def test_lengths_and_directions_make_up_the_vector(v: np.ndarray) -> None:
    assert np.allclose(vectors.length(v), np.linalg.norm(v, axis=-1))
    assert np.allclose(vectors.unit(v) * vectors.length(v)[:, None], v, atol=1e-6)


def test_no_direction_becomes_the_fallback() -> None:
    assert np.array_equal(vectors.unit([[0.0, 0, 0], [0, 2, 0]], fallback=(1.0, 0, 0)), [[1, 0, 0], [0, 1, 0]])
