"""A key light set against the set's own: it goes where it is told, stays above the floor, and plain it is the same."""

from __future__ import annotations

import math
from itertools import product

import pytest

from studio.core import tuning
from studio.core.scene import Light
from studio.core.tuning import KeyLight
from studio.staging.lights import KEY, against


def angles_deg(light: Light) -> tuple[float, float]:
    x, y, z = light.direction_to_light
    return math.degrees(math.atan2(x, z)), math.degrees(math.atan2(y, math.hypot(x, z)))


def test_a_plain_key_is_the_sets_own() -> None:
    assert against(KEY, KeyLight()) is KEY


def test_it_turns_to_the_right_of_the_picture_and_rises() -> None:
    around, up = angles_deg(KEY)
    assert angles_deg(against(KEY, KeyLight(turn_deg=20.0, lift_deg=10.0))) == pytest.approx((around + 20, up + 10))


def test_warm_is_redder_and_cool_is_bluer() -> None:
    warm, cool = against(KEY, KeyLight(warmth=1.0)).color, against(KEY, KeyLight(warmth=-1.0)).color
    assert warm[0] > 1.0 > warm[2]
    assert cool[2] > 1.0 > cool[0]


def test_no_setting_lights_a_face_from_below_or_from_straight_above() -> None:
    for turn, lift in product(
        (-tuning.MOST_TURN_DEG, tuning.MOST_TURN_DEG), (tuning.LEAST_LIFT_DEG, tuning.MOST_LIFT_DEG)
    ):
        for y in (0.01, 1.5, 9.0):
            light = against(Light(direction_to_light=(0.0, y, 2.0)), KeyLight(turn, lift))
            assert 4.9 < angles_deg(light)[1] < 75.1
