from __future__ import annotations

import numpy as np
import pytest

from studio.mixing.absence import ACQUIRE_S, HOLD_S, RELEASE_S, Presence


def weights(trust: list[tuple[float, float]], ticks: int = 60) -> np.ndarray:
    """(n,) weights of one part through (seconds, trust) chapters."""
    presence = Presence(1)
    return np.array(
        [
            float(presence.step(np.array([value]), 1 / ticks)[0])
            for seconds, value in trust
            for _ in range(round(seconds * ticks))
        ]
    )


@pytest.mark.parametrize("ticks", [30, 60, 120])
def test_track_hold_release_and_take_up_again(ticks: int) -> None:
    told = weights([(1.0, 1.0), (HOLD_S - 0.05, 0.0), (RELEASE_S + 0.2, 0.0), (ACQUIRE_S + 0.05, 1.0)], ticks)
    assert told[ticks - 1] == 1.0
    held = round((1.0 + HOLD_S - 0.05) * ticks)
    assert told[held - 1] == 1.0, "a short loss is not shown"
    gone = round((1.0 + HOLD_S + RELEASE_S + 0.1) * ticks)
    assert told[gone] == 0.0
    assert told[-1] == 1.0
    assert np.all(np.diff(told[held:gone]) <= 0.0)


def test_the_whole_way_to_idle_takes_less_than_four_seconds_and_back_half_a_second() -> None:
    assert HOLD_S + RELEASE_S < 4.0
    assert ACQUIRE_S <= 0.5


def test_a_part_that_flickers_for_less_than_the_hold_keeps_its_weight() -> None:
    told = weights([(1.0, 1.0), *([(0.1, 0.0), (0.1, 1.0)] * 10)])
    assert told[70:].min() == 1.0


def test_a_part_that_is_hardly_trusted_is_not_followed() -> None:
    assert weights([(2.0, 0.2)]).max() == 0.0


def test_parts_come_and_go_on_their_own() -> None:
    presence = Presence(2)
    for _ in range(120):
        both = presence.step(np.array([1.0, 0.0]), 1 / 60)
    assert both == pytest.approx((1.0, 0.0))
