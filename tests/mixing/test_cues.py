"""Gestures over a performance."""

from __future__ import annotations

import numpy as np
import pytest

from studio.core.clip import Clip
from studio.core.names import BONE, BONES
from studio.core.pose import PerformerPose, rest_rotations
from studio.library.gestures import gestures, load_gesture
from studio.maths import quaternions
from studio.mixing.mixer import MAX_STEP_RAD, Mixer

_ARM = BONE["rightUpperArm"]
_HEAD = BONE["head"]


def _performer(time_s: float) -> PerformerPose:
    """Who looks to one side and lets the arms hang."""
    rotations = rest_rotations()
    rotations[_HEAD] = quaternions.from_euler_xyz((0.0, 0.4, 0.0))
    trust = np.ones(len(BONES), np.float32)
    return PerformerPose(time_s, rotations, trust, face_trust=1.0)


def _settled(mixer: Mixer, seconds: float = 2.0) -> float:
    time_s = 0.0
    while time_s < seconds:
        time_s += 1 / 60
        mixer.step(_performer(time_s), time_s, 1 / 60)
    return time_s


@pytest.mark.parametrize("name", gestures())
@pytest.mark.parametrize("fps", [30, 60])
def test_a_gesture_comes_and_goes_without_a_jerk_and_leaves_no_trace(name: str, fps: int) -> None:
    played, plain = Mixer(7), Mixer(7)
    time_s = _settled(played)
    _settled(plain)
    clip = load_gesture(name)
    played.cues.play(clip)
    last, moved = None, 0.0
    for _ in range(round((clip.duration_s + 1.0) * fps)):
        time_s += 1 / fps
        with_it = played.step(_performer(time_s), time_s, 1 / fps)
        without = plain.step(_performer(time_s), time_s, 1 / fps)
        if last is not None:
            step = quaternions.angle_between(last.rotations.astype(float), with_it.rotations.astype(float))
            assert step.max() <= MAX_STEP_RAD + 1e-4
        last = with_it
        between = quaternions.angle_between(with_it.rotations.astype(float), without.rotations.astype(float))
        moved = max(moved, float(between.max()))
    assert moved > 0.3, "it is seen"
    assert played.cues.playing == ""
    assert between.max() < 0.02, "afterwards the performer has all of the body again"


def test_the_performer_still_has_the_head_while_an_arm_waves() -> None:
    mixer = Mixer(7)
    time_s = _settled(mixer)
    mixer.cues.play(load_gesture("wave"))
    for _ in range(60):
        time_s += 1 / 60
        state = mixer.step(_performer(time_s), time_s, 1 / 60)
    yaw = 2 * np.arcsin(state.rotations[_HEAD][1])
    assert yaw == pytest.approx(0.4, abs=0.1)
    assert abs(state.rotations[_ARM][2]) > 0.1
    assert dict(state.held)["happy"] > 0.3


def test_a_held_expression_is_not_weakened_by_a_gestures_own() -> None:
    mixer = Mixer(7)
    time_s = _settled(mixer)
    mixer.cues.play(load_gesture("wave"))
    for _ in range(60):
        time_s += 1 / 60
        state = mixer.step(_performer(time_s), time_s, 1 / 60, (("happy", 1.0), ("sad", 0.2)))
    assert dict(state.held) == {"happy": 1.0, "sad": 0.2}


def test_a_new_gesture_takes_over_from_the_old_one() -> None:
    mixer = Mixer(7)
    time_s = _settled(mixer)
    mixer.cues.play(load_gesture("wave"))
    last = None
    for number in range(120):
        if number == 50:
            mixer.cues.play(load_gesture("bow"))
        time_s += 1 / 60
        state = mixer.step(_performer(time_s), time_s, 1 / 60)
        if last is not None:
            step = quaternions.angle_between(last.rotations.astype(float), state.rotations.astype(float))
            assert step.max() <= MAX_STEP_RAD + 1e-4
        last = state
    assert mixer.cues.playing == "bow"


def test_a_gesture_of_one_arm_says_so() -> None:
    clip: Clip = load_gesture("wave")
    assert "rightHand" in clip.bones
    assert not [bone for bone in clip.bones if bone.startswith("left")]
