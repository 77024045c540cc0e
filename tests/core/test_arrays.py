from __future__ import annotations

import numpy as np
import pytest

from studio.core.arrays import frozen


def test_a_frozen_array_cannot_be_written() -> None:
    array = frozen([1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 5.0


def test_a_frozen_array_is_contiguous_and_of_its_type() -> None:
    array = frozen(np.arange(12.0).reshape(3, 4).T, np.float32, (-1, 3))
    assert array.flags.c_contiguous
    assert array.dtype == np.float32
    assert np.array_equal(array, np.arange(12).reshape(3, 4).T)


@pytest.mark.parametrize(("shape", "values"), [((3,), [1, 2]), ((-1, 2), [[1, 2, 3]]), ((2, 2), [1, 2])])
def test_another_shape_than_asked_for_is_refused(shape: tuple[int, ...], values: list[object]) -> None:
    with pytest.raises(ValueError, match="expected shape"):
        frozen(values, shape=shape)


def test_an_open_dimension_takes_any_length() -> None:
    assert frozen(np.zeros((7, 3)), shape=(-1, 3)).shape == (7, 3)
    assert frozen(np.zeros((0, 3)), shape=(-1, 3)).shape == (0, 3)
