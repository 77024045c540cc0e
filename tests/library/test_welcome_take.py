"""The built-in take: what a first start shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import studio.library
from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.core.pose import PerformerPose
from studio.inputs.take import Take
from studio.maths import quaternions
from studio.solving.solver import Solver
from tools.synthetic_performer import joints

PATH = Path(studio.library.__file__).parent / "takes" / "welcome.take"


@pytest.fixture(scope="module")
def take() -> Take:
    return Take.open(PATH)


@pytest.fixture(scope="module")
def poses(take: Take) -> list[PerformerPose]:
    solver = Solver()
    return [solver.solve(frame) for frame in take.frames]


def facing_deg(poses: list[PerformerPose]) -> np.ndarray:
    """(n, 3): pitch + down, yaw + left, tilt + left."""
    told = []
    for pose in poses:
        _, turned = joints(pose.rotations, pose.hips_offset_m)
        face, up = (quaternions.rotate(turned[BONE["head"]], np.eye(3)[axis]) for axis in (2, 1))
        told.append((-np.arcsin(face[1]), np.arctan2(face[0], face[2]), np.arctan2(up[0], up[1])))
    return np.degrees(np.array(told))


def test_it_is_long_enough_small_enough_and_always_shows_the_performer(take: Take) -> None:
    assert take.duration_s >= 24.0
    assert PATH.stat().st_size <= 1_500_000
    assert all(frame.face is not None and frame.body is not None for frame in take.frames)


def test_it_begins_where_it_ends(take: Take, poses: list[PerformerPose]) -> None:
    """The loop has no seam: landmarks a frame apart, poses hardly."""
    first, last = take.frames[0], take.frames[-1]
    assert first.face is not None
    assert last.face is not None
    assert np.abs(first.face.points - last.face.points)[:, :2].max() < 0.01
    settled = quaternions.angle_between(poses[5].rotations.astype(float), poses[-1].rotations.astype(float))
    assert np.degrees(settled).max() < 6.0


def test_it_moves_without_jerks(poses: list[PerformerPose]) -> None:
    turned = np.array([pose.rotations for pose in poses], float)
    steps = np.degrees(quaternions.angle_between(turned[1:], turned[:-1]))
    assert steps.max() < 12.0


def test_it_nods_turns_and_tilts(poses: list[PerformerPose]) -> None:
    pitch, yaw, tilt = facing_deg(poses).T
    assert pitch.max() > 12
    assert yaw.max() > 20
    assert yaw.min() < -20
    assert np.abs(tilt).max() > 8


def test_it_talks_smiles_blinks_and_winks(poses: list[PerformerPose]) -> None:
    presets = np.array([pose.presets for pose in poses])
    for name, least in (("aa", 0.35), ("ou", 0.35), ("oh", 0.2), ("ee", 0.15), ("happy", 0.5), ("surprised", 0.25)):
        assert presets[:, PRESET[name]].max() > least, name
    closed = presets[:, PRESET["blink"]] > 0.6
    assert 10 <= np.count_nonzero(np.diff(closed.astype(int)) == 1) <= 20
    assert presets[:, PRESET["blinkLeft"]].max() > 0.7
    assert presets[:, PRESET["blinkRight"]].max() < 0.2
    jaw = np.array([pose.arkit[ARKIT_INDEX["jawOpen"]] for pose in poses])
    assert np.count_nonzero((jaw[1:] > 0.25) & (jaw[:-1] <= 0.25)) > 15, "syllables"


def test_it_waves_shows_something_and_raises_both_hands(poses: list[PerformerPose]) -> None:
    hands = {side: [] for side in ("left", "right")}
    for pose in poses:
        places, _ = joints(pose.rotations, pose.hips_offset_m)
        for side, seen in hands.items():
            seen.append(places[BONE[side + "Hand"]] - places[BONE["neck"]])
    left, right = (np.array(hands[side]) for side in ("left", "right"))
    assert np.count_nonzero((left[:, 1] > 0.0) & (right[:, 1] > 0.0)) > 30, "both hands up for a second"
    waving = (right[:, 1] > -0.05) & (left[:, 1] < -0.15)
    assert np.ptp(right[waving, 0]) > 0.12, "the right hand waves"
    assert left[:, 0].max() > 0.4, "the left palm shows to the side"
    together = np.linalg.norm(left - right, axis=1) < 0.2
    assert np.count_nonzero(together & (left[:, 1] > -0.35)) > 25, "hands together before the chest"
