"""The whole way of a performer from landmarks to what the avatar is told, lost and found again on it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio.control.state import Canvas
from studio.core.landmarks import Landmarks
from studio.core.pose import AvatarState
from studio.engine.performance import Look, Performance
from studio.library import shelf
from studio.maths import quaternions
from studio.vrm import load_avatar
from tools.make_welcome_take import performance_at
from tools.synthetic_performer import Noise, see

TRACKER_HZ = 30
LATENCY_S = 0.06
LOST = ((3.0, 3.2), (5.0, 7.0), (9.0, 13.5))
"""A blink of the tracker; a walk out and back on the way to idle; gone for good, and back."""


def seen_at(time_s: float, random: np.random.Generator) -> Landmarks:
    """Waving, then pointing, with the measured noise: the part of the welcome take that moves most."""
    landmarks = see(performance_at(14.0 + time_s), time_s, noise=Noise(), random=random)
    if any(start <= time_s < end for start, end in LOST):
        return replace(landmarks, face=None, body=None, left_hand=None, right_hand=None)
    return landmarks


def played(ticks: int, seconds: float) -> list[AvatarState]:
    performance = Performance(load_avatar(shelf.find_avatar("qiongjiu", light=True).path))
    look, random, heard, states = Look(canvas=Canvas(64, 36, 30)), np.random.default_rng(4), 0, []
    for index in range(round(seconds * ticks)):
        now_s = index / ticks
        while heard / TRACKER_HZ + LATENCY_S <= now_s:
            performance.hear(seen_at(heard / TRACKER_HZ, random))
            heard += 1
        performance.tick(look, now_s, 1.0 / ticks)
        states.append(performance.state)
    return states


@pytest.mark.parametrize("ticks", [30, 60, 120])
def test_no_joint_snaps_and_no_expression_pops_from_loss_to_return(ticks: int) -> None:
    states = played(ticks, 15.0)
    turned = np.array([state.rotations for state in states], float)
    steps = np.degrees(quaternions.angle_between(turned[1:], turned[:-1]))
    assert steps.max() <= 8.0
    faces = np.array([np.concatenate((state.arkit, state.presets)) for state in states])
    assert np.abs(np.diff(faces, axis=0)).max() <= 14.5 / ticks
    assert steps.max() > 0.5, "nothing moved: there is nothing to see here"
