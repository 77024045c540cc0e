from __future__ import annotations

import numpy as np
import pytest

from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.core.pose import PerformerPose
from studio.solving.mirror import mirror
from studio.solving.solver import Solver
from tools.make_welcome_take import performance_at
from tools.synthetic_performer import joints, see


def moment() -> PerformerPose:
    solver = Solver()
    for index in range(20):
        pose = solver.solve(see(performance_at(20.6 + index / 30), index / 30))
    return pose


def test_a_mirrored_pose_puts_every_joint_on_the_other_side() -> None:
    pose = moment()
    places, _ = joints(pose.rotations, pose.hips_offset_m)
    mirrored = mirror(pose)
    reflected, _ = joints(mirrored.rotations, mirrored.hips_offset_m)
    for part in ("Hand", "LowerArm", "IndexDistal", "ThumbDistal", "Toes"):
        assert reflected[BONE["right" + part]] == pytest.approx(places[BONE["left" + part]] * (-1, 1, 1), abs=1e-5)
    assert reflected[BONE["head"]] == pytest.approx(places[BONE["head"]] * (-1, 1, 1), abs=1e-5)


def test_mirroring_twice_changes_nothing() -> None:
    pose = moment()
    again = mirror(mirror(pose))
    for name in ("rotations", "trust", "hips_offset_m", "arkit", "presets", "gaze_rad"):
        assert np.array_equal(getattr(again, name), getattr(pose, name)), name


def test_the_wink_the_look_and_the_trust_change_sides() -> None:
    pose = moment()
    mirrored = mirror(pose)
    for here, there in (("eyeBlinkLeft", "eyeBlinkRight"), ("jawLeft", "jawRight"), ("mouthLeft", "mouthRight")):
        assert mirrored.arkit[ARKIT_INDEX[there]] == pose.arkit[ARKIT_INDEX[here]]
    assert mirrored.arkit[ARKIT_INDEX["jawOpen"]] == pose.arkit[ARKIT_INDEX["jawOpen"]]
    assert mirrored.presets[PRESET["blinkLeft"]] == pose.presets[PRESET["blinkRight"]]
    assert mirrored.gaze_rad[0] == -pose.gaze_rad[0] != 0
    assert mirrored.trust[BONE["leftHand"]] == pose.trust[BONE["rightHand"]]
