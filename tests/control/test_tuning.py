"""Springs, key light and windows of motion: bounded, told back, and the same wish twice is no news."""

from __future__ import annotations

import pytest

from studio.control import tuning_commands as t
from studio.control import tuning_events as te
from studio.control.reducer import apply, reduce
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.core.tuning import KeyLight, Motion, Window


@pytest.mark.parametrize("command", [
    t.SetSprings(2.0), t.SetKeyLight(20.0, -5.0, 0.5, 1.1), t.SetMotionWindow(Motion.SMILE, 0.1, 0.5),
    t.MeasureMotions(True),
])  # fmt: skip
def test_a_wish_changes_the_state_once(command: t.TuningCommand) -> None:
    state, facts = reduce(Show(), command, 0.0)
    assert len(facts) == 1
    assert state != Show()
    assert reduce(state, command, 0.0) == (state, ())


@pytest.mark.parametrize("command", [
    t.SetSprings(0.1), t.SetSprings(9.0), t.SetKeyLight(turn_deg=90.0), t.SetKeyLight(lift_deg=-60.0),
    t.SetKeyLight(warmth=1.5), t.SetKeyLight(strength=2.0), t.SetMotionWindow(Motion.GAZE, -0.1, 1.0),
    t.SetMotionWindow(Motion.GAZE, 0.0, 3.0), t.SetMotionWindow(Motion.GAZE, 0.5, 0.55),
])  # fmt: skip
def test_what_is_beyond_taste_is_refused_with_a_remedy(command: t.TuningCommand) -> None:
    with pytest.raises(CommandError) as caught:
        reduce(Show(), command, 0.0)
    assert caught.value.remedy


def test_a_plain_window_is_no_window() -> None:
    state, _ = reduce(Show(), t.SetMotionWindow(Motion.SMILE, 0.1, 0.5), 0.0)
    assert state.motion_windows == (Window(Motion.SMILE, 0.1, 0.5),)
    assert reduce(state, t.SetMotionWindow(Motion.SMILE), 0.0)[0].motion_windows == ()


def test_measures_that_nobody_asked_for_are_not_kept() -> None:
    measured = te.MotionsMeasured(((Motion.SMILE, 0.4),))
    assert apply(Show(), measured).motions == ()
    asked, _ = reduce(Show(), t.MeasureMotions(True), 0.0)
    assert dict(apply(asked, measured).motions) == {Motion.SMILE: 0.4}
    assert reduce(apply(asked, measured), t.MeasureMotions(False), 0.0)[0].motions == ()


def test_an_avatar_comes_on_as_it_was_set() -> None:
    light = KeyLight(10.0, 0.0, 0.2, 1.0)
    state = apply(Show(), te.AvatarTuned(0.5, light))
    assert (state.springs, state.key_light) == (0.5, light)
