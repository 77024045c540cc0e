"""What the landmarker's model is blind to, vowels, and the rest of the face's numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.names import ARKIT, ARKIT_INDEX, PRESET
from studio.maths import quaternions
from studio.solving.bench import bench, head_error
from studio.solving.calibration import Profile
from studio.solving.face import FEATURE, FaceRange, arkit_values, eyelids
from studio.solving.gaze import look_shapes
from studio.solving.hands import ANGLES, PALM, finger_angles, finger_rotations, palm_rotation
from studio.solving.presets import presets_from_arkit, vowels
from tools.make_welcome_take import performance_at
from tools.synthetic_performer import Noise, see

SHARE = st.floats(0, 1)


def known() -> FaceRange:
    profile = Profile()
    return FaceRange(*(np.asarray(values, float) for values in (
        profile.blendshapes, profile.features, profile.blink_open, profile.blink_closed
    )))  # fmt: skip


def face_with(**moved: float) -> np.ndarray:
    """The 52 values of a face whose model says "relaxed" while these features have moved."""
    features = known().features.copy()
    for name, by in moved.items():
        features[FEATURE[name]] += by
    return np.array(arkit_values(known().neutral.copy(), features, known(), (0.0, 0.0)))


@pytest.mark.parametrize(
    ("moved", "shape"),
    [
        ({"cheek_width": 0.08}, "cheekPuff"),
        ({"jaw_z": 0.15}, "jawForward"),
        ({"jaw_x": 0.12}, "jawLeft"),
        ({"jaw_x": -0.12}, "jawRight"),
        ({"corner_drop_left": 0.09}, "mouthFrownLeft"),
        ({"nose_lift_right": -0.09}, "noseSneerRight"),
        ({"cheek_lift_left": -0.11}, "cheekSquintLeft"),
        ({"mouth_gap": 0.5}, "jawOpen"),
    ],
)
def test_shapes_the_model_never_shows_are_read_from_the_points(moved: dict[str, float], shape: str) -> None:
    values = face_with(**moved)
    assert values[ARKIT_INDEX[shape]] > 0.4
    others = np.delete(values, ARKIT_INDEX[shape])
    assert others.max() < 0.1, ARKIT[int(np.argmax(others))]


def test_a_relaxed_face_has_no_shape_at_all() -> None:
    assert face_with().max() == 0.0


def test_a_smile_neither_puffs_the_cheeks_nor_frowns() -> None:
    shown = known().neutral.copy()
    shown[[ARKIT_INDEX["mouthSmileLeft"], ARKIT_INDEX["mouthSmileRight"]]] = 0.8
    features = known().features.copy()
    features[FEATURE["cheek_width"]] += 0.1
    values = arkit_values(shown, features, known(), (0.0, 0.0))
    assert values[ARKIT_INDEX["cheekPuff"]] == 0.0
    assert values[ARKIT_INDEX["mouthFrownLeft"]] == 0.0
    assert values[ARKIT_INDEX["mouthSmileLeft"]] > 0.7


def lids_of(left: float, right: float, yaw: float = 0.0) -> np.ndarray:
    shown, features = known().neutral.copy(), known().features.copy()
    for side, closed in (("Left", left), ("Right", right)):
        row = 0 if side == "Left" else 1
        shown[ARKIT_INDEX[f"eyeBlink{side}"]] = known().blink_open[row] + closed * (
            known().blink_closed[row] - known().blink_open[row]
        )
        features[FEATURE[f"lid_gap_{side.lower()}"]] *= 1.0 - 0.95 * closed
    return np.array(eyelids(shown, features, known(), yaw))


def test_a_turned_head_blinks_with_both_eyes_as_the_nearer_one_does() -> None:
    assert lids_of(left=1.0, right=0.0, yaw=0.8) == pytest.approx((0.0, 0.0), abs=0.02)
    assert lids_of(left=1.0, right=0.0, yaw=-0.8) == pytest.approx((1.0, 1.0), abs=0.02)


@given(SHARE, SHARE)
def test_lids_are_shares_and_close_when_the_eyes_do(left: float, right: float) -> None:
    told = lids_of(left, right)
    assert 0.0 <= told.min() <= told.max() <= 1.0
    more = lids_of(min(left + 0.3, 1.0), min(right + 0.3, 1.0))
    assert more.sum() >= told.sum() - 1e-6


@given(SHARE, SHARE, SHARE, SHARE)
def test_vowels_share_one_mouth(opening: float, rounding: float, spreading: float, teeth: float) -> None:
    told = vowels(opening, rounding, spreading, teeth)
    assert min(told) >= 0.0
    assert sum(told) <= 1.0 + 1e-9


@given(st.lists(SHARE, min_size=52, max_size=52))
def test_presets_of_any_face_are_shares_and_moods_are_never_more_than_one(values: list[float]) -> None:
    told = np.array(presets_from_arkit(values))
    assert 0.0 <= told.min() <= told.max() <= 1.0
    assert told[[PRESET[name] for name in ("happy", "angry", "sad", "relaxed", "surprised")]].sum() <= 1.0 + 1e-9
    assert told[[PRESET[name] for name in ("lookUp", "lookDown", "lookLeft", "lookRight", "neutral")]].max() == 0.0
    # Both lids add up on the mesh: told together they never close an eye twice.
    assert told[PRESET["blink"]] + max(told[PRESET["blinkLeft"]], told[PRESET["blinkRight"]]) <= 1.0 + 1e-9


def test_the_look_shapes_are_in_the_order_of_arkit() -> None:
    looks = [name for name in ARKIT if name.startswith("eyeLook")]
    left_and_down = dict(zip(looks, look_shapes(0.3, 0.25), strict=True))
    assert {name for name, value in left_and_down.items() if value > 0} == {
        "eyeLookOutLeft", "eyeLookInRight", "eyeLookDownLeft", "eyeLookDownRight"
    }  # fmt: skip


@given(st.lists(st.floats(-1.0, 1.0), min_size=2 * ANGLES, max_size=2 * ANGLES))
def test_fingers_stay_within_what_joints_can_do(angles: list[float]) -> None:
    rotations = finger_rotations(np.array(angles).reshape(2, ANGLES))
    assert np.linalg.norm(rotations, axis=-1) == pytest.approx(1.0)


@given(st.integers(0, 2**32 - 1))
def test_any_hand_of_points_bends_fingers_within_their_limits(seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(21, 3))
    found = palm_rotation(*(tuple(point) for point in points[PALM].tolist()))
    assert found is not None
    palm, axes, sure = found
    assert 0.0 <= sure <= 1.0
    angles = np.degrees(finger_angles(points, axes))
    fingers = angles[5:].reshape(4, 4)
    assert np.abs(fingers[..., 0]).max() <= 22.001, "spread"
    assert fingers[..., 1:].min() >= -20.001
    assert fingers[..., 1:].max() <= 112.001
    assert np.isfinite(quaternions.to_rotation_vector(palm)).all()


def test_a_hand_of_no_extent_has_no_palm() -> None:
    assert palm_rotation(*[(0.0, 0.0, 0.0)] * 4) is None


def test_the_bench_meets_the_bar_for_stillness_and_delay() -> None:
    frames = [
        see(performance_at(17.4 + index / 30), index / 30, noise=Noise(), random=np.random.default_rng(index))
        for index in range(8)
    ]
    told = bench(frames)
    still = told["stillness_of_noisy_repeats"]["every_part_new"]
    assert still["head_deg"] <= 0.1
    assert still["gaze_deg"] <= 0.5
    assert still["arms_deg"] <= 0.5
    assert still["wrists_deg"] <= 0.5
    assert still["expression"] <= 0.01
    assert 0.0 <= told["delay"]["head_turn_ms"] <= 25.0
    assert told["delay"]["blink_frames"] <= 1.0
    assert told["cost"]["as_in_a_show"]["ms_median"] > 0.0
    assert head_error([(frames[0], (0.0, 0.0, 0.0))])["faces_found"] == 1


def test_the_bench_needs_a_face() -> None:
    with pytest.raises(ValueError, match="face"):
        bench([])
