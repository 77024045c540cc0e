"""Decides and folds what is about springs, light and windows of motion. Pure; see `reducer`."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from studio.control import tuning_commands as t
from studio.control import tuning_events as te
from studio.control.state import Show
from studio.core import tuning
from studio.core.errors import CommandError
from studio.core.tuning import KeyLight, Motion, Window


def decide(state: Show, command: t.TuningCommand) -> tuple[te.TuningEvent, ...]:
    """The facts a wish makes. Raises CommandError."""
    match command:
        case t.SetSprings(strength):
            _within("strength", strength, tuning.LEAST_SPRINGS, tuning.MOST_SPRINGS, "SetSprings")
            return (te.SpringsSet(strength),) if strength != state.springs else ()
        case t.SetKeyLight(turn_deg, lift_deg, warmth, strength):
            for name, value, low, high in (
                ("turn_deg", turn_deg, -tuning.MOST_TURN_DEG, tuning.MOST_TURN_DEG),
                ("lift_deg", lift_deg, tuning.LEAST_LIFT_DEG, tuning.MOST_LIFT_DEG),
                ("warmth", warmth, -1.0, 1.0),
                ("strength", strength, tuning.LEAST_LIGHT, tuning.MOST_LIGHT),
            ):
                _within(name, value, low, high, "SetKeyLight")
            light = KeyLight(turn_deg, lift_deg, warmth, strength)
            return (te.KeyLightSet(light),) if light != state.key_light else ()
        case t.SetMotionWindow(motion, low, high):
            _within("low", low, 0.0, tuning.MOST_LOW, "SetMotionWindow")
            _within("high", high, tuning.LEAST_HIGH, tuning.MOST_HIGH, "SetMotionWindow")
            if high - low < tuning.LEAST_WINDOW:
                raise CommandError(
                    f"the window from {low:g} to {high:g} is too narrow",
                    where="SetMotionWindow",
                    remedy=f"leave at least {tuning.LEAST_WINDOW:g} between its ends",
                )
            window = Window(motion, low, high)
            return (te.MotionWindowSet(window),) if window != window_of(state, motion) else ()
        case t.MeasureMotions(on):
            return (te.MotionMeasuringSet(on),) if on != state.motions_measured else ()
        case _:
            assert_never(command)


def apply(state: Show, event: te.TuningEvent) -> Show:
    """The state after a fact."""
    match event:
        case te.SpringsSet(strength):
            return replace(state, springs=strength)
        case te.KeyLightSet(light):
            return replace(state, key_light=light)
        case te.MotionWindowSet(window):
            others = tuple(item for item in state.motion_windows if item.motion is not window.motion)
            return replace(state, motion_windows=others if window.is_plain else (*others, window))
        case te.AvatarTuned(springs, light):
            return replace(state, springs=springs, key_light=light)
        case te.PerformerTuned(windows):
            return replace(state, motion_windows=windows)
        case te.MotionMeasuringSet(on):
            return replace(state, motions_measured=on, motions=())
        case te.MotionsMeasured(shares):
            return replace(state, motions=shares) if state.motions_measured else state
        case _:
            assert_never(event)


def window_of(state: Show, motion: Motion) -> Window:
    """The motion's window, the plain one if none is set."""
    return next((item for item in state.motion_windows if item.motion is motion), Window(motion))


def _within(name: str, value: float, low: float, high: float, where: str) -> None:
    if not low <= value <= high:
        raise CommandError(f"{name} {value:g} is out of bounds", where=where, remedy=f"use {low:g} to {high:g}")
