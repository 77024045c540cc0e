"""Real people: what the avatar does is what a witness other than the solver's own reading says they did.

The witnesses are plain places in the picture: where the nose is between the eyes, how far the lids are apart.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.core.pose import PerformerPose
from studio.inputs.take import Take
from studio.maths import quaternions
from studio.solving.solver import Solver
from tools.synthetic_performer import joints

TAKES = Path(__file__).resolve().parents[1] / "takes"


def played(name: str) -> tuple[list[Landmarks], list[PerformerPose]]:
    frames = list(Take.open(TAKES / f"{name}.take").frames)
    solver = Solver()
    return frames, [solver.solve(frame) for frame in frames]


def picture(frame: Landmarks, *points: int) -> np.ndarray:
    """(n, 2) pixels of face points."""
    assert frame.face is not None
    return np.asarray(frame.face.points[list(points), :2], float) * frame.image_size


def head_axis(pose: PerformerPose, axis: int) -> np.ndarray:
    _, turned = joints(pose.rotations, pose.hips_offset_m)
    return quaternions.rotate(turned[BONE["head"]], np.eye(3)[axis])


def correlation(a: list[float], b: list[float]) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def test_the_head_turns_to_the_side_the_nose_goes_to() -> None:
    frames, poses = played("turn")
    nose = []
    for frame in frames:
        right, left, tip = picture(frame, 33, 263, 1)
        nose.append(float((tip - 0.5 * (left + right)) @ (left - right) / np.sum((left - right) ** 2)))
    yaw = [float(np.degrees(np.arctan2(*head_axis(pose, 2)[[0, 2]]))) for pose in poses]
    assert np.ptp(yaw) > 20
    assert correlation(nose, yaw) > 0.97
    assert np.sign(yaw[int(np.argmax(nose))]) > 0 > np.sign(yaw[int(np.argmin(nose))])


def test_the_head_nods_when_the_nose_sinks_towards_the_chin() -> None:
    frames, poses = played("nod")
    sunk = []
    for frame in frames:
        right, left, tip, chin = picture(frame, 33, 263, 1, 152)
        eyes = 0.5 * (left + right)
        down = (chin - eyes) / np.linalg.norm(chin - eyes)
        sunk.append(float((tip - eyes) @ down / np.linalg.norm(chin - eyes)))
    pitch = [float(np.degrees(np.arcsin(-head_axis(pose, 2)[1]))) for pose in poses]
    assert np.ptp(pitch) > 12
    assert correlation(sunk, pitch) > 0.9


def test_the_head_tilts_with_the_line_of_the_eyes() -> None:
    frames, poses = played("tilt")
    line = []
    for frame in frames:
        right, left = picture(frame, 33, 263)
        line.append(float(np.degrees(np.arctan2(left[1] - right[1], left[0] - right[0]))))
    tilt = [float(np.degrees(np.arctan2(*head_axis(pose, 1)[[0, 1]]))) for pose in poses]
    assert np.ptp(tilt) > 12
    assert correlation(line, tilt) > 0.97
    assert np.median(np.abs(np.array(tilt) - line)) < 4.0


def lids_apart(frame: Landmarks) -> float:
    upper_right, lower_right, upper_left, lower_left, right, left = picture(frame, 159, 145, 386, 374, 33, 263)
    return float(
        (np.linalg.norm(upper_right - lower_right) + np.linalg.norm(upper_left - lower_left))
        / np.linalg.norm(left - right)
    )


def test_every_blink_is_a_blink_and_nothing_else_is() -> None:
    frames, poses = played("blinks")
    apart = np.array([lids_apart(frame) for frame in frames])
    closed = apart < 0.35 * np.median(apart[apart > np.median(apart)])
    told = np.array([float(pose.presets[PRESET["blink"]]) for pose in poses])
    assert np.count_nonzero(np.diff(closed.astype(int)) == 1) == 2
    # A frame's grace on both sides of each blink.
    for shift in (-1, 0, 1):
        assert (told[1:-1] > 0.5)[np.roll(closed, shift)[1:-1] & closed[1:-1]].all()
    assert told[apart > 0.9 * np.median(apart)].max() < 0.15


def test_a_wink_is_of_the_left_eye() -> None:
    _, poses = played("wink")
    wink = max(poses, key=lambda pose: float(pose.presets[PRESET["blinkLeft"]]))
    assert wink.presets[PRESET["blinkLeft"]] > 0.5
    assert wink.arkit[ARKIT_INDEX["eyeBlinkRight"]] < 0.4
    assert max(float(pose.presets[PRESET["blinkRight"]]) for pose in poses) < 0.2


def test_a_smile_is_happy_and_the_eyes_look_to_where_the_irises_are() -> None:
    frames, poses = played("smile_and_glance")
    assert poses[2].presets[PRESET["happy"]] < 0.1
    assert poses[-1].presets[PRESET["happy"]] > 0.5
    assert poses[-1].arkit[ARKIT_INDEX["mouthSmileLeft"]] > 0.5
    place = []
    for frame in frames:
        outer, inner, iris = picture(frame, 263, 362, 473)
        place.append(float((iris - inner) @ (outer - inner) / np.sum((outer - inner) ** 2)))
    gaze = [float(pose.gaze_rad[0]) for pose in poses]
    assert np.degrees(np.ptp(gaze)) > 15
    assert correlation(place, gaze) > 0.9


@pytest.mark.parametrize("name", ["shout", "smile_and_glance", "wink"])
def test_the_mouth_opens_with_the_lips_and_with_the_model_in_time(name: str) -> None:
    frames, poses = played(name)
    lips, model = [], []
    for frame in frames:
        up, low, right, left = picture(frame, 13, 14, 33, 263)
        lips.append(float(np.linalg.norm(up - low) / np.linalg.norm(left - right)))
        assert frame.face is not None
        model.append(float(frame.face.blendshapes[ARKIT_INDEX["jawOpen"]]))
    jaw = [float(pose.arkit[ARKIT_INDEX["jawOpen"]]) for pose in poses]
    open_vowels = [float(pose.presets[PRESET["aa"]] + pose.presets[PRESET["oh"]]) for pose in poses]
    assert np.ptp(jaw) > 0.25
    assert correlation(lips, jaw) > 0.95
    assert correlation(model, jaw) > 0.95
    assert correlation(lips, open_vowels) > 0.95


def test_pursed_lips_speak_an_ou_and_a_wide_open_mouth_an_open_vowel() -> None:
    _, poses = played("shout")
    pursed = max(poses, key=lambda pose: float(pose.arkit[ARKIT_INDEX["mouthPucker"]]))
    wide = max(poses, key=lambda pose: float(pose.arkit[ARKIT_INDEX["jawOpen"]]))
    vowels = ("aa", "ih", "ou", "ee", "oh")
    assert max(vowels, key=lambda vowel: float(pursed.presets[PRESET[vowel]])) == "ou"
    assert max(vowels, key=lambda vowel: float(wide.presets[PRESET[vowel]])) in ("aa", "oh")


def test_both_hands_go_up_and_only_the_forefingers_point() -> None:
    frames, poses = played("hands_up")
    last, pose = frames[14], poses[14]
    assert last.body is not None
    assert last.body.points[[15, 16], 1].max() < last.body.points[[11, 12], 1].min(), (
        "the wrists are above the shoulders"
    )
    places, _ = joints(pose.rotations, pose.hips_offset_m)
    for side, outwards in (("left", 1.0), ("right", -1.0)):
        hand, shoulder = places[BONE[side + "Hand"]], places[BONE[side + "UpperArm"]]
        assert hand[1] > shoulder[1] + 0.05
        assert (hand[0] - shoulder[0]) * outwards > 0.0
        assert pose.trust[BONE[side + "Hand"]] > 0.8
        bend = {
            finger: float(np.degrees(np.linalg.norm(quaternions.to_rotation_vector(
                pose.rotations[BONE[f"{side}{finger}Intermediate"]]
            )))) for finger in ("Index", "Middle", "Ring", "Little")
        }  # fmt: skip
        assert bend["Index"] < 40 < min(bend["Middle"], bend["Ring"])
