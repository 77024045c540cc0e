"""Every joint moves the way the performer moves, on authored poses seen as landmarks."""

from __future__ import annotations

import numpy as np
import pytest

from studio.core.names import ARKIT, ARKIT_INDEX, BONE, PRESET
from studio.core.pose import PerformerPose, rest_rotations
from studio.maths import quaternions
from studio.solving.solver import Solver, SolverSettings
from tools.make_welcome_take import FIST, OPEN, REST_LEFT, UP, Arm
from tools.synthetic_performer import Performance, joints, see

RESTING = 45


def solved(asked: Performance, settings: SolverSettings | None = None) -> PerformerPose:
    """The pose after the performer rested, then did what is asked for long enough that filters are through."""
    solver = Solver(settings or SolverSettings())
    for frame in range(2 * RESTING):
        pose = solver.solve(see(Performance() if frame < RESTING else asked, frame / 30.0))
    return pose


def with_head(pitch: float = 0.0, yaw: float = 0.0, roll: float = 0.0) -> Performance:
    rotations = np.asarray(rest_rotations(), float)
    rotations[BONE["head"]] = quaternions.from_rotation_vector(np.radians((pitch, yaw, roll)))
    return Performance(rotations)


def facing(pose: PerformerPose) -> tuple[np.ndarray, np.ndarray]:
    """Where the avatar's face and the top of its head point."""
    _, turned = joints(pose.rotations, np.zeros(3))
    return quaternions.rotate(turned[BONE["head"]], np.eye(3)[2]), quaternions.rotate(
        turned[BONE["head"]], np.eye(3)[1]
    )


def with_face(**values: float) -> Performance:
    arkit = np.zeros(len(ARKIT))
    for name, value in values.items():
        arkit[ARKIT_INDEX[name]] = value
    return Performance(arkit=arkit)


def test_turning_the_head_to_the_left_turns_the_avatar_to_its_left() -> None:
    face, _ = facing(solved(with_head(yaw=25)))
    assert np.degrees(np.arctan2(face[0], face[2])) == pytest.approx(25, abs=2)


def test_nodding_down_looks_down() -> None:
    face, _ = facing(solved(with_head(pitch=20)))
    assert np.degrees(np.arcsin(-face[1])) == pytest.approx(20, abs=2)


def test_tilting_to_the_left_shoulder_tilts_to_the_left_shoulder() -> None:
    _, up = facing(solved(with_head(roll=-15)))
    assert np.degrees(np.arctan2(up[0], up[1])) == pytest.approx(15, abs=2)


@pytest.mark.parametrize("side", ["Left", "Right"])
def test_a_wink_closes_the_eye_that_winked_and_no_other(side: str) -> None:
    pose = solved(with_face(**{f"eyeBlink{side}": 1.0}))
    other = "Right" if side == "Left" else "Left"
    assert pose.arkit[ARKIT_INDEX[f"eyeBlink{side}"]] > 0.9
    assert pose.arkit[ARKIT_INDEX[f"eyeBlink{other}"]] < 0.1
    assert pose.presets[PRESET[f"blink{side}"]] > 0.8
    assert pose.presets[PRESET["blink"]] < 0.1


def test_closing_both_eyes_is_one_blink_in_presets() -> None:
    pose = solved(with_face(eyeBlinkLeft=1.0, eyeBlinkRight=1.0))
    assert pose.presets[PRESET["blink"]] > 0.9
    assert pose.presets[[PRESET["blinkLeft"], PRESET["blinkRight"]]].max() < 0.1


def test_one_raised_brow_and_half_a_smile_stay_on_their_side() -> None:
    pose = solved(with_face(browOuterUpLeft=0.8, mouthSmileRight=0.8))
    for there, elsewhere in (("browOuterUpLeft", "browOuterUpRight"), ("mouthSmileRight", "mouthSmileLeft")):
        assert pose.arkit[ARKIT_INDEX[there]] > 0.6
        assert pose.arkit[ARKIT_INDEX[elsewhere]] < 0.1


@pytest.mark.parametrize(("yaw", "pitch"), [(20, 0), (-20, 0), (0, 12), (0, -12)])
def test_the_gaze_goes_where_the_irises_go(yaw: float, pitch: float) -> None:
    pose = solved(Performance(gaze_rad=np.radians((yaw, pitch))))
    assert np.degrees(pose.gaze_rad) == pytest.approx((yaw, pitch), abs=3)
    look = (
        "eyeLookOutLeft"
        if yaw > 0
        else "eyeLookInLeft"
        if yaw < 0
        else "eyeLookDownLeft"
        if pitch > 0
        else "eyeLookUpLeft"
    )
    assert pose.arkit[ARKIT_INDEX[look]] > 0.3


def test_looking_into_the_camera_turns_the_eyes_against_the_head() -> None:
    pose = solved(with_head(yaw=20, pitch=8), SolverSettings(look_into_camera=True))
    assert np.degrees(pose.gaze_rad) == pytest.approx((-20, -8), abs=2)


def test_looking_into_the_camera_can_be_asked_for_during_the_show() -> None:
    solver, aside = Solver(), with_head(yaw=15)
    for frame in range(60):
        before = solver.solve(see(aside, frame / 30.0))
    solver.look_into_camera = True
    for frame in range(60, 75):
        after = solver.solve(see(aside, frame / 30.0))
    assert abs(np.degrees(before.gaze_rad[0])) < 4
    assert np.degrees(after.gaze_rad[0]) == pytest.approx(-15, abs=2)


def test_looking_down_is_not_blinking() -> None:
    pose = solved(Performance(gaze_rad=np.radians((0.0, 20.0))))
    assert pose.presets[PRESET["blink"]] < 0.3


@pytest.mark.parametrize(
    ("shape", "preset"),
    [
        ({"jawOpen": 0.8}, "aa"),
        ({"jawOpen": 0.15, "mouthPucker": 0.9}, "ou"),
        ({"jawOpen": 0.6, "mouthFunnel": 0.8}, "oh"),
        ({"jawOpen": 0.05, "mouthStretchLeft": 0.7, "mouthStretchRight": 0.7}, "ih"),
        ({"jawOpen": 0.35, "mouthStretchLeft": 0.7, "mouthStretchRight": 0.7}, "ee"),
        ({"mouthSmileLeft": 0.9, "mouthSmileRight": 0.9}, "happy"),
        ({"browInnerUp": 0.9, "browOuterUpLeft": 0.9, "browOuterUpRight": 0.9}, "surprised"),
        ({"browDownLeft": 0.9, "browDownRight": 0.9}, "angry"),
    ],
)  # fmt: skip
def test_a_face_speaks_first_through_the_preset_it_looks_like(shape: dict[str, float], preset: str) -> None:
    pose = solved(with_face(**shape))
    without_lids = np.array([w for name, w in zip(PRESET, pose.presets, strict=True) if not name.startswith("blink")])
    assert pose.presets[PRESET[preset]] == without_lids.max()
    assert pose.presets[PRESET[preset]] > 0.35


def test_a_relaxed_face_is_told_as_nothing() -> None:
    pose = solved(Performance())
    assert pose.arkit.max() < 0.06
    assert pose.presets.max() < 0.06


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_arm_that_goes_up_goes_up_and_the_other_stays(side: str) -> None:
    rotations = np.asarray(rest_rotations(), float)
    for name, arm in ((side, UP), ("right" if side == "left" else "left", REST_LEFT)):
        mirrored = (1, 1, 1, 1) if name == "left" else (1, -1, -1, 1)
        for part, rotation in zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), arm.rotations, strict=True):
            rotations[BONE[name + part]] = rotation * mirrored
    pose = solved(Performance(rotations))
    places, _ = joints(pose.rotations, np.zeros(3))
    up, down = places[BONE[f"{side}Hand"]], places[BONE[f"{'right' if side == 'left' else 'left'}Hand"]]
    assert up[1] > places[BONE["neck"]][1] > down[1]
    assert up[0] * (1 if side == "left" else -1) > 0.2
    assert pose.trust[BONE[f"{side}Hand"]] > 0.9


@pytest.mark.parametrize("palm", [(0.0, 0.0, 1.0), (0.0, 1.0, 0.3), (-1.0, 0.0, 0.0)])
def test_the_palm_faces_where_the_performers_palm_faces(palm: tuple[float, float, float]) -> None:
    arm = Arm((0.5, -0.8, 0.3), (0.1, 0.5, 0.85), (0.0, 0.9, 0.3), palm, np.zeros(21))
    rotations = np.asarray(rest_rotations(), float)
    for part, rotation in zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), arm.rotations, strict=True):
        rotations[BONE["left" + part]] = rotation
    _, wanted = joints(rotations, np.zeros(3))
    _, found = joints(solved(Performance(rotations)).rotations, np.zeros(3))
    down = np.array([0.0, -1.0, 0.0])
    hand = BONE["leftHand"]
    assert quaternions.rotate(found[hand], down) @ quaternions.rotate(wanted[hand], down) > 0.97


def test_a_fist_is_a_fist_and_an_open_hand_is_open() -> None:
    bends = {}
    for name, fingers in (("fist", FIST), ("open", OPEN)):
        arm = Arm((0.6, -0.7, 0.3), (0.1, 1.0, 0.2), (0.0, 1.0, 0.1), (0, 0, 1), fingers)
        rotations = np.asarray(rest_rotations(), float)
        for part, rotation in zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), arm.rotations, strict=True):
            rotations[BONE["right" + part]] = rotation * (1, -1, -1, 1)
        first = BONE["rightThumbMetacarpal"]
        rotations[first : first + 15] = arm.fingers * (1, -1, -1, 1)
        pose = solved(Performance(rotations))
        # A right finger bends about +Z: from −X down to −Y.
        bends[name] = np.degrees(quaternions.to_rotation_vector(pose.rotations[BONE["rightMiddleIntermediate"]])[2])
    assert bends["fist"] > 70
    assert abs(bends["open"]) < 15


def test_leaning_forward_leans_the_spine_forward_and_leaning_left_leans_left() -> None:
    solver = Solver()
    for frame in range(90):
        at = Performance(hips_offset_m=np.array([0.0, 0.0, 0.0]) if frame < 30 else np.array([0.10, 0.0, 0.12]))
        pose = solver.solve(see(at, frame / 30.0))
    _, turned = joints(pose.rotations, np.zeros(3))
    up = quaternions.rotate(turned[BONE["upperChest"]], np.array([0.0, 1.0, 0.0]))
    assert up[2] > 0.08, "forward"
    assert pose.hips_offset_m[0] > 0.004, "to the performer's left"
