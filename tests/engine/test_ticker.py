"""The show's clock, with a clock of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.ticker import Tick, Ticker


class Hands:
    """A clock that only moves when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def ticker(hands: Hands, fps: float = 10.0) -> Ticker:
    return Ticker(fps, clock=hands.clock, sleep=hands.sleep)


def test_frames_that_are_quick_come_on_the_grid() -> None:
    hands = Hands()
    clock = ticker(hands)
    ticks = []
    for _ in range(4):
        ticks.append(clock.wait())
        hands.now_s += 0.03
    assert [tick.index for tick in ticks] == [0, 1, 2, 3]
    assert [tick.due_s for tick in ticks] == pytest.approx([100.0, 100.1, 100.2, 100.3])
    assert all(tick.missed == 0 for tick in ticks)


def test_a_late_frame_is_followed_by_the_newest_due_time_and_says_how_many_were_missed() -> None:
    hands = Hands()
    clock = ticker(hands)
    clock.wait()
    hands.now_s += 0.35
    assert clock.wait() == Tick(index=3, due_s=pytest.approx(100.3), missed=2)
    hands.now_s += 0.01
    assert clock.wait().index == 4


@given(st.lists(st.floats(min_value=0, max_value=0.5), min_size=1, max_size=60))
def test_no_cost_of_frames_makes_the_clock_drift_or_lose_count(costs_s: list[float]) -> None:
    hands = Hands()
    clock = ticker(hands)
    seen = 0
    for cost_s in costs_s:
        tick = clock.wait()
        seen += 1 + tick.missed
        assert tick.index == seen - 1
        assert tick.due_s == pytest.approx(100.0 + tick.index / 10.0)
        assert hands.now_s >= tick.due_s - 1e-9
        hands.now_s += cost_s
