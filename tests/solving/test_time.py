"""Samples at 10 to 30 Hz, read at the show's rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.arrays import frozen
from studio.core.names import BONE
from studio.core.pose import PerformerPose, rest_rotations
from studio.maths import quaternions
from studio.solving.resample import LOST_AFTER_S, Resampler
from studio.solving.track import MAX_PREDICTION_S, Track


def nodding(time_s: float) -> PerformerPose:
    """A head that nods ±20° at 1 Hz."""
    rotations = np.asarray(rest_rotations(), float)
    rotations[BONE["head"]] = quaternions.from_rotation_vector((np.radians(20) * np.sin(2 * np.pi * time_s), 0.0, 0.0))
    return PerformerPose(time_s, frozen(rotations), face_trust=1.0)


def nod_deg(pose: PerformerPose | None) -> float:
    assert pose is not None
    return float(np.degrees(quaternions.to_rotation_vector(pose.rotations[BONE["head"]])[0]))


def shown(
    tracker_hz: float, show_hz: float, latency_s: float, seconds: float = 4.0
) -> tuple[np.ndarray, np.ndarray, Resampler]:
    """(times, nod angles) a show sees when poses come late by `latency_s`, and its resampler."""
    resampler = Resampler()
    captured = list(np.arange(0.0, seconds, 1.0 / tracker_hz))
    times, angles = [], []
    for time_s in np.arange(0.0, seconds, 1.0 / show_hz) + latency_s + 0.001:
        while captured and captured[0] + latency_s <= time_s:
            resampler.push(nodding(captured.pop(0)))
        times.append(time_s)
        angles.append(nod_deg(resampler.at(time_s)))
    return np.array(times), np.array(angles), resampler


@pytest.mark.parametrize("tracker_hz", [10, 15, 30])
@pytest.mark.parametrize("show_hz", [30, 60])
def test_a_nod_is_shown_smoothly_and_as_late_as_stated(tracker_hz: float, show_hz: float) -> None:
    times, angles, resampler = shown(tracker_hz, show_hz, latency_s=0.06)
    settled = times > 1.5
    truth = 20 * np.sin(2 * np.pi * (times - resampler.delay_s))
    assert np.abs(angles - truth)[settled].max() < 3.5
    # At its fastest the nod turns 126° a second; a step above that is a jerk.
    assert np.abs(np.diff(angles[settled])).max() < 126 / show_hz * 1.6


@pytest.mark.parametrize("tracker_hz", [10, 30])
def test_the_added_delay_is_at_most_half_the_time_between_poses(tracker_hz: float) -> None:
    _, _, resampler = shown(tracker_hz, 60, latency_s=0.06)
    assert 0.06 <= resampler.delay_s < 0.06 + 0.55 / tracker_hz + 0.01


def test_poses_read_at_their_own_times_pass_unchanged() -> None:
    resampler = Resampler()
    for index in range(60):
        pose = nodding(index / 25)
        resampler.push(pose)
        seen = resampler.at(index / 25)
        assert seen is not None
        assert np.abs(seen.rotations - pose.rotations).max() < 1e-6
        assert seen.captured_at_s == pose.captured_at_s
    assert resampler.delay_s == 0.0


def test_between_two_poses_of_a_slow_tracker_every_tick_moves() -> None:
    times, angles, _ = shown(10, 60, latency_s=0.05)
    rising = (times > 2.0) & (times < 3.9)
    steps = np.abs(np.diff(angles[rising]))
    assert np.count_nonzero(steps < 1e-3) < 3, "the same pose twice is a stutter"


def test_prediction_is_bounded_and_then_nobody_is_there() -> None:
    resampler = Resampler()
    for index in range(10):
        resampler.push(nodding(index / 30))
        resampler.at(index / 30)
    last_s = 9 / 30
    beyond = resampler.at(last_s + 0.2)
    assert beyond is not None
    assert beyond.captured_at_s <= last_s + MAX_PREDICTION_S
    assert resampler.at(last_s + LOST_AFTER_S + 0.1) is None


def test_a_take_that_starts_over_is_followed_from_its_start() -> None:
    resampler = Resampler()
    for index in range(30):
        resampler.push(nodding(index / 30))
        resampler.at(index / 30)
    resampler.push(nodding(0.0))
    seen = resampler.at(0.0)
    assert seen is not None
    assert nod_deg(seen) == pytest.approx(0.0, abs=1e-3)


def test_before_the_first_pose_there_is_nobody() -> None:
    assert Resampler().at(1.0) is None


@settings(max_examples=60)
@given(
    st.lists(st.floats(0.005, 0.2), min_size=2, max_size=20),
    st.lists(st.floats(-1.0, 1.0), min_size=20, max_size=20),
    st.floats(0.0, 0.1),
)
def test_whatever_the_times_the_values_stay_near_those_given(
    gaps: list[float], values: list[float], late_s: float
) -> None:
    track = Track(0)
    time_s = 0.0
    for gap_s, value in zip(gaps, values, strict=False):
        time_s += gap_s
        track.push(time_s, np.array([value]))
        for part in (0.0, 0.3, 0.7):
            read = track.at(time_s + late_s + part * gap_s)
            assert read is not None
            assert np.isfinite(read).all()
            assert abs(read[0]) < 12.0


def test_quaternions_of_opposite_sign_are_one_rotation_on_the_way() -> None:
    track = Track(1)
    turn = quaternions.from_rotation_vector((0.2, 0.0, 0.0))
    track.push(0.0, turn)
    track.at(0.0)
    track.push(0.1, -turn)
    read = track.at(0.05)
    assert read is not None
    assert quaternions.angle_between(read, turn) < 1e-6
