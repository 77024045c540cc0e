"""Whatever a tracker says, a pose comes out: unit rotations, finite numbers, weights from 0 to 1."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.core.names import BONE
from studio.core.pose import PerformerPose
from studio.maths import quaternions
from studio.solving.solver import Solver
from tools.make_welcome_take import performance_at
from tools.synthetic_performer import joints, see

WEIRD = (0.0, 1.0, -1.0, 1e-12, 1e6, -1e6, np.nan, np.inf, -np.inf)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(pose: PerformerPose) -> None:
    for values in (pose.rotations, pose.trust, pose.hips_offset_m, pose.arkit, pose.presets, pose.gaze_rad):
        assert np.isfinite(values).all()
        assert not values.flags.writeable
    assert np.linalg.norm(pose.rotations, axis=-1) == pytest.approx(1.0, abs=1e-4)
    for weights in (pose.trust, pose.arkit, pose.presets):
        assert weights.min() >= 0.0
        assert weights.max() <= 1.0
    assert np.abs(pose.gaze_rad).max() < 0.8
    assert np.abs(pose.hips_offset_m).max() < 0.1


@st.composite
def arrays(draw: st.DrawFn, shape: tuple[int, ...]) -> np.ndarray:
    """Random points, all of them equal, or sprinkled with what no point can be."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    kind = draw(st.sampled_from(("random", "equal", "weird", "line")))
    if kind == "equal":
        return np.full(shape, draw(st.sampled_from(WEIRD)), np.float32)
    values = random.normal(0.5, 0.4, shape).astype(np.float32)
    if kind == "weird":
        values[random.random(shape) < 0.1] = draw(st.sampled_from(WEIRD))
    if kind == "line":
        values[:] = values.reshape(-1)[0] * np.arange(values.size).reshape(shape) * 1e-3
    return values


@st.composite
def landmarks(draw: st.DrawFn, time_s: float) -> Landmarks:
    def maybe(strategy: st.SearchStrategy) -> object:
        return draw(st.one_of(st.none(), strategy))

    at_s = time_s - draw(st.sampled_from((0.0, 0.0, 0.05, 2.0)))
    hand = st.builds(HandLandmarks, st.just(at_s), arrays((21, 3)), arrays((21, 3)), st.floats(0, 1))
    return Landmarks(
        time_s,
        draw(st.sampled_from(((640, 480), (1280, 720), (1, 1)))),
        maybe(st.builds(FaceLandmarks, st.just(at_s), arrays((478, 3)), arrays((52,)), arrays((4, 4)))),
        maybe(st.builds(BodyLandmarks, st.just(at_s), arrays((33, 3)), arrays((33, 3)), arrays((33,)))),
        maybe(hand),
        maybe(hand),
    )


@SETTINGS
@given(st.data())
def test_degenerate_landmarks_never_break_a_pose(data: st.DataObject) -> None:
    solver = Solver()
    for index in range(3):
        solver.solve(see(performance_at(7.5 + index / 30), index / 30))
    for index in range(4):
        check(solver.solve(data.draw(landmarks(0.2 + index / 30))))
    check(solver.solve(see(performance_at(8.0), 0.5)))


@SETTINGS
@given(st.data())
def test_one_broken_part_of_a_real_performer_does_not_break_the_others(data: st.DataObject) -> None:
    solver = Solver()
    for index in range(6):
        seen = see(performance_at(17.5 + index / 30), index / 30)
        assert seen.body is not None
        assert seen.face is not None
        if data.draw(st.booleans()):
            seen = replace(seen, body=replace(seen.body, visibility=data.draw(arrays((33,)))))
        else:
            seen = replace(seen, body=replace(seen.body, world=data.draw(arrays((33, 3)))))
        pose = solver.solve(seen)
        check(pose)
        assert pose.face_trust == 1.0
        assert pose.trust[BONE["head"]] == 1.0


def test_nobody_is_nobody() -> None:
    pose = Solver().solve(Landmarks(0.0, (640, 480)))
    check(pose)
    assert pose.trust.max() == 0.0
    assert pose.face_trust == 0.0


def test_a_face_that_went_is_no_longer_vouched_for() -> None:
    solver = Solver()
    seen = see(performance_at(8.0), 0.0)
    assert solver.solve(seen).face_trust == 1.0
    assert solver.solve(replace(seen, captured_at_s=0.1)).face_trust == 1.0, "the newest face is a little old"
    assert solver.solve(replace(seen, captured_at_s=0.6)).face_trust == 0.0
    assert solver.solve(replace(seen, captured_at_s=0.61, face=None)).face_trust == 0.0


def test_the_same_landmarks_give_the_same_poses() -> None:
    frames = [see(performance_at(index / 30), index / 30) for index in range(0, 200)]
    first, second = Solver(), Solver()
    for frame in frames:
        a, b = first.solve(frame), second.solve(frame)
        assert a.rotations.tobytes() == b.rotations.tobytes()
        assert a.arkit.tobytes() == b.arkit.tobytes()


def test_a_hand_on_a_cheek_is_not_taken_for_a_hand_of_the_arm() -> None:
    """The hand landmarker sees hands in faces; the body's wrist is far away."""
    seen = see(performance_at(0.8), 0.0)
    assert seen.left_hand is not None
    assert seen.face is not None
    moved = np.array(seen.left_hand.points)
    moved[:, :2] += seen.face.points[205, :2] - moved[0, :2]
    solver = Solver()
    for index in range(10):
        at_s = index / 30
        body = replace(seen.body, captured_at_s=at_s)
        hand = replace(seen.left_hand, captured_at_s=at_s, points=moved)
        pose = solver.solve(Landmarks(at_s, seen.image_size, None, body, hand, None))
    assert pose.trust[BONE["leftIndexProximal"]] == 0.0


def test_a_left_hand_named_right_is_put_on_the_left_wrist() -> None:
    seen = see(performance_at(17.4), 0.0)
    solver, confused = Solver(), Solver()
    for index in range(10):
        at_s = index / 30
        both = see(performance_at(17.4), at_s)
        expected = solver.solve(replace(both, right_hand=None))
        named_wrong = replace(both, left_hand=None, right_hand=both.left_hand)
        found = confused.solve(named_wrong)
    assert seen.left_hand is not None
    assert found.trust[BONE["leftHand"]] == pytest.approx(expected.trust[BONE["leftHand"]])
    assert found.rotations[BONE["leftHand"]] == pytest.approx(expected.rotations[BONE["leftHand"]])
    assert found.trust[BONE["rightHand"]] == 0.0


def test_arms_that_leave_the_picture_stay_as_they_were_and_are_not_vouched_for() -> None:
    """Were they to go to the T-pose, a show that reads between poses would catch them on the way."""
    solver = Solver()
    for index in range(20):
        seen = see(performance_at(17.4), index / 30)
        up = solver.solve(seen)
    assert seen.body is not None
    for index in range(20, 40):
        at_s = index / 30
        body = replace(seen.body, captured_at_s=at_s, visibility=np.full(33, 0.05, np.float32))
        gone = solver.solve(replace(seen, captured_at_s=at_s, body=body, left_hand=None, right_hand=None))
    for bone in ("leftUpperArm", "rightLowerArm", "leftIndexProximal"):
        assert gone.trust[BONE[bone]] == 0.0
        assert np.degrees(quaternions.angle_between(gone.rotations[BONE[bone]], up.rotations[BONE[bone]])) < 25.0


def test_arms_nobody_has_seen_hang() -> None:
    seen = see(performance_at(17.4), 0.0)
    pose = Solver().solve(replace(seen, body=None, left_hand=None, right_hand=None))
    places, _ = joints(pose.rotations, np.zeros(3))
    assert places[BONE["leftHand"]][1] < places[BONE["leftUpperArm"]][1] - 0.4
