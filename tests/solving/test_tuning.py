"""A performer's windows: what is below is rest, what is at the upper end is all, and nothing else changes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from studio.core.arrays import frozen
from studio.core.names import ARKIT, ARKIT_INDEX, BONE, PRESET
from studio.core.pose import PerformerPose, rest_rotations
from studio.core.tuning import Motion, Window
from studio.maths import scalars
from studio.solving.head import neck_and_head
from studio.solving.presets import presets_from_arkit
from studio.solving.tuning import shares, tuned


def turned(x: float = 0.0, y: float = 0.0, z: float = 0.0, **shapes: float) -> PerformerPose:
    """A head turned by degrees about x (nod), y (turn) and z (tilt), with a face."""
    rotations = rest_rotations()
    vector = (math.radians(x), math.radians(y), math.radians(z))
    rotations[BONE["neck"]], rotations[BONE["head"]] = neck_and_head(scalars.from_rotation_vector(vector))
    arkit = np.zeros(len(ARKIT), np.float32)
    for name, value in shapes.items():
        arkit[ARKIT_INDEX[name]] = value
    presets = np.array(presets_from_arkit(arkit.tolist()), np.float32)
    return PerformerPose(0.0, frozen(rotations), arkit=frozen(arkit), presets=frozen(presets), face_trust=1.0)


def head_deg(pose: PerformerPose) -> list[float]:
    neck, head = (tuple(pose.rotations[BONE[name]].tolist()) for name in ("neck", "head"))
    return [math.degrees(angle) for angle in scalars.to_rotation_vector(scalars.multiply(neck, head))]


def test_plain_windows_change_nothing_at_all() -> None:
    pose = turned(10, 70, 5, jawOpen=0.4)
    assert tuned(pose, [Window(motion) for motion in Motion]) is pose


def test_a_lower_upper_end_makes_a_small_turn_a_large_one() -> None:
    assert head_deg(tuned(turned(y=15), [Window(Motion.HEAD_TURN, 0.0, 0.5)])) == pytest.approx([0, 30, 0], abs=1e-3)


def test_an_upper_end_beyond_the_reach_calms_a_lively_head() -> None:
    assert head_deg(tuned(turned(y=-30), [Window(Motion.HEAD_TURN, 0.0, 1.5)])) == pytest.approx([0, -20, 0], abs=1e-3)


def test_each_axis_of_the_head_has_its_own_window() -> None:
    x, y, z = head_deg(tuned(turned(x=20, y=10, z=8), [Window(Motion.HEAD_NOD, 0.6, 1.0)]))
    assert x == pytest.approx(0.0, abs=0.2)
    assert (y, z) == pytest.approx((10, 8), abs=1.0)


def test_a_small_smile_counts_whole_and_the_presets_follow() -> None:
    pose = turned(mouthSmileLeft=0.3, mouthSmileRight=0.3)
    smiling = tuned(pose, [Window(Motion.SMILE, 0.05, 0.3)])
    assert smiling.arkit[ARKIT_INDEX["mouthSmileLeft"]] == 1.0
    assert smiling.presets[PRESET["happy"]] > pose.presets[PRESET["happy"]] + 0.3


def test_what_is_below_a_window_is_rest() -> None:
    still = tuned(turned(browInnerUp=0.2, jawOpen=0.5), [Window(Motion.BROWS, 0.25, 1.0)])
    assert still.arkit[ARKIT_INDEX["browInnerUp"]] == 0.0
    assert still.arkit[ARKIT_INDEX["jawOpen"]] == 0.5


def test_the_gaze_is_told_alike_as_angles_and_as_shapes() -> None:
    pose = replace(turned(), gaze_rad=frozen(np.array((math.radians(15), 0.0), np.float32)))
    wide = tuned(pose, [Window(Motion.GAZE, 0.0, 0.6)])
    assert math.degrees(wide.gaze_rad[0]) == pytest.approx(25)
    assert 0.0 < wide.arkit[ARKIT_INDEX["eyeLookOutLeft"]] <= 1.0


def test_every_motion_is_measured_before_its_window() -> None:
    seen = dict(shares(turned(y=30, mouthSmileLeft=0.4)))
    assert list(seen) == list(Motion)
    assert seen[Motion.HEAD_TURN] == pytest.approx(0.5, abs=1e-3)
    assert seen[Motion.SMILE] == pytest.approx(0.4)
    assert seen[Motion.MOUTH] == 0.0
