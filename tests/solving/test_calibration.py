from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import TrackingError
from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT, ARKIT_INDEX, BONE
from studio.core.pose import rest_rotations
from studio.maths import quaternions
from studio.solving.calibration import Profile
from studio.solving.solver import Solver
from tools.synthetic_performer import Performance, joints, see


def crooked() -> Performance:
    """Someone whose straight look is turned, who rests with raised brows and looks at the screen below the camera."""
    rotations = np.asarray(rest_rotations(), float)
    rotations[BONE["head"]] = quaternions.from_rotation_vector(np.radians((6.0, 9.0, -4.0)))
    arkit = np.zeros(len(ARKIT))
    arkit[[ARKIT_INDEX["browOuterUpLeft"], ARKIT_INDEX["browOuterUpRight"], ARKIT_INDEX["browInnerUp"]]] = 0.4
    return Performance(rotations, arkit=arkit, gaze_rad=np.radians((-8.0, 10.0)))


def half_a_second(of: Performance) -> list[Landmarks]:
    return [see(of, index / 30) for index in range(15)]


def test_after_calibration_the_straight_look_is_straight() -> None:
    solver = Solver()
    before = solver.solve(see(crooked(), 0.0))
    solver.calibrate(half_a_second(crooked()))
    for index in range(30):
        after = solver.solve(see(crooked(), 1.0 + index / 30))
    _, turned = joints(after.rotations, np.zeros(3))
    assert np.degrees(quaternions.angle_between(turned[BONE["head"]], quaternions.IDENTITY)) < 1.0
    assert np.degrees(np.abs(after.gaze_rad)).max() < 2.0
    assert after.arkit[ARKIT_INDEX["browOuterUpLeft"]] < 0.05 < before.arkit[ARKIT_INDEX["browOuterUpLeft"]]


def test_a_blink_among_the_samples_does_not_spoil_the_calibration() -> None:
    closed = np.zeros(len(ARKIT))
    closed[[ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]]] = 1.0
    samples = half_a_second(Performance())
    samples[5:9] = [see(Performance(arkit=closed), index / 30) for index in range(5, 9)]
    profile = Solver().calibrate(samples)
    assert profile.blink_open.max() < 0.2
    assert profile.features[:2].min() > 0.3


def test_calibrating_with_nobody_there_says_what_to_do() -> None:
    with pytest.raises(TrackingError) as told:
        Solver().calibrate([Landmarks(0.0, (640, 480))])
    assert told.value.remedy


def test_a_profile_comes_back_from_its_file_and_holds_numbers_only(tmp_path: Path) -> None:
    profile = Solver().calibrate(half_a_second(crooked()))
    path = tmp_path / "me.json"
    profile.save(path)
    again = Profile.load(path)
    assert again.is_calibrated
    for name in ("head", "neck_cm", "blendshapes", "features", "gaze_rad", "blink_open", "blink_closed"):
        assert getattr(again, name) == pytest.approx(getattr(profile, name), abs=1e-5)
    told = json.loads(path.read_text())
    assert all(isinstance(number, float) for value in told.values() if isinstance(value, list) for number in value)


def test_the_default_profile_comes_back_too(tmp_path: Path) -> None:
    Profile().save(tmp_path / "default.json")
    again = Profile.load(tmp_path / "default.json")
    assert again.neck_cm is None
    assert not again.is_calibrated


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"version": 1}', '{"version": 2}', "nonsense", "[" * 100_000,
        json.dumps({"version": 1, "head": [0, 0, 0, 0]}), "x" * 100_000,
    ],
)  # fmt: skip
def test_a_broken_profile_is_refused_with_its_place_and_a_remedy(text: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text)
    with pytest.raises(TrackingError) as told:
        Profile.load(path)
    assert told.value.where == str(path)
    assert told.value.remedy


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("blendshapes", [0.0] * 51),
        ("gaze_rad", [float("nan"), 0.0]),
        ("shoulders_m", 9.0),
        ("head", [1.0, 1.0, 1.0, 1.0]),
    ],
)
def test_a_profile_with_one_impossible_number_is_refused(field: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    Profile().save(path)
    told = json.loads(path.read_text())
    told[field] = value
    path.write_text(json.dumps(told))
    with pytest.raises(TrackingError):
        Profile.load(path)


def test_eyes_that_never_open_wide_still_count_as_open_after_a_while() -> None:
    """Narrow eyes, uncalibrated: the range is learnt during the show."""
    narrow = np.zeros(len(ARKIT))
    narrow[[ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]]] = 0.45
    solver = Solver()
    told = [
        float(solver.solve(see(Performance(arkit=narrow), index / 30)).arkit[ARKIT_INDEX["eyeBlinkLeft"]])
        for index in range(900)
    ]
    assert told[-1] < 0.5 * told[5]
    assert told[-1] < 0.15
