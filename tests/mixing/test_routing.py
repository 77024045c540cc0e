from __future__ import annotations

import numpy as np
import pytest

from studio.core.arrays import frozen
from studio.core.names import ARKIT, BONE, BONES
from studio.core.pose import Mouth, PerformerPose
from studio.core.routes import PART_OF_BONE, BodyPart, PoseSource, Routes
from studio.maths import quaternions
from studio.mixing.mixer import Mixer
from studio.mixing.routing import routed


def _pose(angle: float, time_s: float = 1.0) -> PerformerPose:
    turn = quaternions.from_euler_xyz((0.0, angle, 0.0))
    ones = np.ones(len(BONES), np.float32)
    return PerformerPose(
        time_s,
        frozen(np.tile(turn, (len(BONES), 1))),
        frozen(ones),
        arkit=frozen(np.full(len(ARKIT), angle)),
        face_trust=1.0,
    )


def _yaw(pose: PerformerPose, bone: str) -> float:
    return float(2 * np.arcsin(pose.rotations[BONE[bone]][1]))


def test_each_part_follows_the_source_it_was_given() -> None:
    poses = {PoseSource.CAMERA: _pose(0.1, 1.0), PoseSource.PHONE: _pose(0.2, 2.0), PoseSource.VMC: _pose(0.3, 3.0)}
    pose = routed(poses, Routes(PoseSource.PHONE, PoseSource.CAMERA, PoseSource.VMC))
    assert pose is not None
    assert _yaw(pose, "head") == pytest.approx(0.2, abs=1e-4)
    assert _yaw(pose, "spine") == pytest.approx(0.1, abs=1e-4)
    assert _yaw(pose, "leftHand") == pytest.approx(0.3, abs=1e-4)
    assert _yaw(pose, "rightIndexDistal") == pytest.approx(0.3, abs=1e-4)
    assert pose.arkit[0] == pytest.approx(0.2)
    assert pose.captured_at_s == 3.0


def test_a_part_whose_source_is_silent_is_not_trusted() -> None:
    pose = routed({PoseSource.CAMERA: _pose(0.1), PoseSource.PHONE: None}, Routes(face=PoseSource.PHONE))
    assert pose is not None
    assert pose.face_trust == 0.0
    assert pose.trust[BONE["head"]] == 0.0
    assert pose.trust[BONE["spine"]] == 1.0
    assert routed({PoseSource.CAMERA: None}, Routes()) is None


def test_one_source_for_all_is_handed_on_untouched() -> None:
    camera = _pose(0.1)
    assert routed({PoseSource.CAMERA: camera, PoseSource.VMC: _pose(0.3)}, Routes()) is camera


def test_every_bone_belongs_to_one_part() -> None:
    assert {PART_OF_BONE[BONE[name]] for name in ("head", "neck", "leftEye")} == {BodyPart.FACE}
    assert {PART_OF_BONE[BONE[name]] for name in ("leftHand", "rightThumbDistal")} == {BodyPart.HANDS}
    assert {PART_OF_BONE[BONE[name]] for name in ("hips", "leftLowerArm", "rightFoot")} == {BodyPart.BODY}


def test_a_heard_mouth_takes_the_place_of_the_seen_one_softly_and_leaves_the_smile() -> None:
    jaw, smile = ARKIT.index("jawOpen"), ARKIT.index("mouthSmileLeft")
    arkit = np.zeros(len(ARKIT))
    arkit[smile] = 0.6
    mixer, time_s = Mixer(3), 0.0

    def step(mouth: Mouth | None) -> np.ndarray:
        nonlocal time_s
        time_s += 1 / 60
        trust = np.ones(len(BONES), np.float32)
        pose = PerformerPose(time_s, trust=trust, arkit=frozen(arkit), face_trust=1.0)
        return mixer.step(pose, time_s, 1 / 60, (), mouth).arkit

    for _ in range(90):
        before = step(None)
    assert before[jaw] < 0.02
    heard = np.zeros(len(ARKIT))
    heard[jaw] = 0.7
    steps = [step(Mouth(time_s, frozen(heard)))[jaw] for _ in range(40)]
    assert max(np.diff([before[jaw], *steps])) < 0.25
    assert steps[-1] == pytest.approx(0.7, abs=0.02)
    assert step(Mouth(time_s, frozen(heard)))[smile] == pytest.approx(0.6, abs=0.05)
    for _ in range(40):
        after = step(None)
    assert after[jaw] < 0.02
