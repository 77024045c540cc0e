from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.maths import curves


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_smoothstep_never_falls_and_stays_between_its_ends(a: float, b: float) -> None:
    low, high = curves.smoothstep([min(a, b), max(a, b)])
    assert 0.0 <= low <= high <= 1.0


def test_smoothstep_starts_and_ends_without_a_jerk() -> None:
    near_ends = curves.smoothstep([0.0, 1e-4, 0.5, 1 - 1e-4, 1.0])
    assert near_ends == pytest.approx([0, 0, 0.5, 1, 1], abs=1e-7)


def test_remap_is_linear_between_its_ends_and_clamped_outside() -> None:
    assert curves.remap([-1.0, 2.0, 3.0, 4.0, 9.0], 2.0, 4.0) == pytest.approx([0, 0, 0.5, 1, 1])
    assert curves.remap(3.0, 4.0, 2.0) == pytest.approx(0.5)


@given(st.floats(0.01, 10), st.floats(0.001, 2), st.integers(1, 50))
def test_decay_is_the_same_at_any_frame_rate(half_life_s: float, duration_s: float, steps: int) -> None:
    at_once = curves.decay(half_life_s, duration_s)
    assert curves.decay(half_life_s, duration_s / steps) ** steps == pytest.approx(at_once)
    assert curves.decay(half_life_s, half_life_s) == pytest.approx(0.5)


def test_without_a_half_life_the_target_is_reached_at_once() -> None:
    assert curves.decay(0.0, 0.01) == 0.0


def test_arrays_keep_their_shape() -> None:
    assert curves.smoothstep(np.zeros((2, 3))).shape == (2, 3)
