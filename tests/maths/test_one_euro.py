from __future__ import annotations

import numpy as np
import pytest

from studio.maths import quaternions
from studio.maths.one_euro import OneEuro, OneEuroRotation

RATE_HZ = 30.0


def times(count: int) -> np.ndarray:
    return np.arange(count) / RATE_HZ


def casiez(values: list[float], *, min_cutoff: float, beta: float, d_cutoff: float = 1.0) -> list[float]:
    """The filter as its paper prints it (Casiez, Roussel, Vogel 2012, Algorithm 1), written anew for one number."""

    def alpha(cutoff: float) -> float:
        return 1.0 / (1.0 + RATE_HZ / (2 * np.pi * cutoff))

    out, previous, speed = [values[0]], values[0], 0.0
    for value in values[1:]:
        speed += alpha(d_cutoff) * ((value - previous) * RATE_HZ - speed)
        previous += alpha(min_cutoff + beta * abs(speed)) * (value - previous)
        out.append(previous)
    return out


@pytest.mark.parametrize(("min_cutoff", "beta"), [(1.0, 0.0), (0.5, 0.02), (2.0, 1.0)])
def test_it_is_the_filter_of_the_paper(min_cutoff: float, beta: float) -> None:
    noise = np.random.default_rng(5).normal(size=60).cumsum().tolist()
    ours = OneEuro(min_cutoff, beta)
    got = [float(ours(value, t)) for value, t in zip(noise, times(60), strict=True)]
    # The paper takes the speed of the raw signal against the filtered one, as its authors' own code does.
    assert got == pytest.approx(casiez(noise, min_cutoff=min_cutoff, beta=beta))


def test_a_still_value_is_freed_of_its_jitter() -> None:
    noisy = 3.0 + np.random.default_rng(6).normal(size=300)
    filter_ = OneEuro(0.5)
    smooth = np.array([filter_(value, t) for value, t in zip(noisy, times(300), strict=True)])
    assert smooth[60:].std() < 0.4 * noisy[60:].std()
    assert smooth[60:].mean() == pytest.approx(3.0, abs=0.3)


def test_beta_lets_a_quick_move_through_sooner() -> None:
    step = [0.0] * 10 + [10.0] * 5
    slow, quick = OneEuro(0.5, 0.0), OneEuro(0.5, 1.0)
    ends = [[float(f(value, t)) for value, t in zip(step, times(15), strict=True)][-1] for f in (slow, quick)]
    assert ends[0] < 5.0 < ends[1]


def test_each_element_may_have_its_own_cutoff() -> None:
    both = OneEuro([0.5, 5.0])
    each = [OneEuro(0.5), OneEuro(5.0)]
    for i, t in enumerate(times(20)):
        value = np.array([np.sin(i), np.cos(i)])
        assert both(value, t) == pytest.approx([float(f(v, t)) for f, v in zip(each, value, strict=True)])


def test_a_time_that_does_not_advance_changes_nothing() -> None:
    filter_ = OneEuro()
    filter_(1.0, 0.0)
    last = filter_(2.0, 0.1)
    assert filter_(99.0, 0.1) == last
    assert filter_(99.0, 0.05) == last


def test_reset_forgets_the_past() -> None:
    filter_ = OneEuro()
    filter_(1.0, 0.0)
    filter_.reset()
    assert filter_(5.0, 0.0) == 5.0


def test_a_rotation_about_one_axis_is_filtered_like_its_angle() -> None:
    angles = np.random.default_rng(7).normal(scale=0.2, size=40).cumsum() * 0.2
    rotation, number = OneEuroRotation(1.0, 0.1), OneEuro(1.0, 0.1)
    for angle, t in zip(angles, times(40), strict=True):
        turned = rotation(tuple(quaternions.from_axis_angle([0, 1, 0], angle).tolist()), t)
        expected = quaternions.from_axis_angle([0, 1, 0], float(number(angle, t)))
        assert float(quaternions.angle_between(turned, expected)) == pytest.approx(0.0, abs=1e-7)


def test_the_sign_of_a_quaternion_does_not_matter() -> None:
    filter_ = OneEuroRotation(1.0)
    first = tuple(quaternions.from_axis_angle([1, 0, 0], 0.1).tolist())
    filter_(first, 0.0)
    assert float(quaternions.angle_between(filter_(tuple(-number for number in first), 0.1), first)) == pytest.approx(
        0.0, abs=1e-7
    )


def test_rotations_stay_of_unit_length() -> None:
    filter_ = OneEuroRotation(0.3, 2.0)
    random = np.random.default_rng(8)
    for t in times(50):
        turned = filter_(tuple(quaternions.normalize(random.normal(size=4)).tolist()), t)
        assert np.linalg.norm(turned) == pytest.approx(1.0)


def test_a_heavy_filter_does_not_hold_on_to_the_noise_of_its_first_value() -> None:
    noisy = 3.0 + np.random.default_rng(9).normal(size=60)
    noisy[0] = 6.0
    heavy, same = OneEuro(0.02, 0.0, 1.0, quiet=[8.0]), OneEuro(0.02)
    ends = [
        [float(np.ravel(f(np.array([v]), t))[0]) for v, t in zip(noisy, times(60), strict=True)][-1]
        for f in (heavy, same)
    ]
    assert ends[0] == pytest.approx(3.0, abs=0.5)
    assert ends[1] > 5.0
    rotation = OneEuroRotation(0.02, 0.0, 1.0, quiet=0.3)
    for angle, t in zip(np.where(np.arange(60) == 0, 0.2, 0.0), times(60), strict=True):
        turned = rotation(tuple(quaternions.from_axis_angle([0, 1, 0], angle).tolist()), t)
    assert float(quaternions.angle_between(turned, quaternions.IDENTITY)) < 0.01
