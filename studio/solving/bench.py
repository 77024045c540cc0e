"""What `studio bench solving` prints: cost, stillness, delay and head angles, measured on landmarks it is handed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from studio.core.arrays import frozen
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.core.names import ARKIT_INDEX, BONE, BONE_PARENT
from studio.core.pose import PerformerPose
from studio.maths import quaternions
from studio.solving.head import head_rotation, pitch_yaw_roll_deg
from studio.solving.solver import Solver
from studio.solving.space import Array

FPS = 30.0
_SETTLE_S, _MEASURE_S = 3.0, 6.0
_TURN_DEG, _TURN_HZ = 20.0, 1.0
_BLINK_FRAMES = 3
_ARM_BONES = [BONE[side + part] for side in ("left", "right") for part in ("UpperArm", "LowerArm", "Hand")]

# Standard deviations on a still picture, from design/TRACKING.md: pixels, radians, metres.
_FACE_PX, _HEAD_RAD, _BLENDSHAPE, _HAND_PX, _HAND_M, _BODY_PX = 0.05, 0.001, 0.004, 0.6, 0.0015, 3.0
_BODY_WORLD_M = (0.004, 0.004, 0.012)

Still = tuple[Landmarks, tuple[float, float, float]]
"""A picture's landmarks and the head's true pitch, yaw, roll in degrees (AFLW2000)."""


def bench(frames: Sequence[Landmarks], stills: Sequence[Still] = (), seed: int = 0) -> dict[str, Any]:
    """Measures the solver on a take's frames and, if given, on pictures with known head angles.

    Raises ValueError if no frame shows a face.
    """
    with_face = [frame for frame in frames if frame.face is not None]
    if not with_face:
        raise ValueError("no frame shows a face")
    fullest = max(with_face, key=lambda f: sum(part is not None for part in (f.body, f.left_hand, f.right_hand)))
    random = np.random.default_rng(seed)
    told: dict[str, Any] = {
        "cost": _cost(frames),
        "stillness": _stillness(fullest, random),
        "delay": {"head_turn_ms": _turn_delay_ms(fullest), "blink_frames": _blink_delay_frames(fullest)},
    }
    if stills:
        told["head_error_deg"] = _head_error(stills)
    return told


def _cost(frames: Sequence[Landmarks]) -> dict[str, float]:
    """CPU milliseconds a frame; the median is of single frames, so that a busy machine does not blur it."""
    solver = Solver()
    costs_ms = []
    for frame in frames:
        began = time.thread_time()
        solver.solve(frame)
        costs_ms.append((time.thread_time() - began) * 1e3)
    return {"ms_median": round(float(np.median(costs_ms)), 3), "ms_mean": round(float(np.mean(costs_ms)), 3)}


def _stillness(frame: Landmarks, random: np.random.Generator) -> dict[str, float]:
    """Standard deviations of the solved pose while the performer is still and only the landmarkers jitter."""
    poses = _solved(lambda at_s: _jittered(frame, at_s, random))
    in_world = _in_world(poses)
    seen = np.array([pose.trust[_ARM_BONES] for pose in poses]).mean(axis=0) > 0.5
    told = {
        "head_deg": _spread_deg(in_world[:, [BONE["head"]]])[0],
        "chest_deg": _spread_deg(in_world[:, [BONE["upperChest"]]])[0],
        "gaze_deg": float(np.degrees(np.array([pose.gaze_rad for pose in poses]).std(axis=0)).max()),
        "expression": float(np.array([pose.arkit for pose in poses]).std(axis=0).max()),
    }
    if seen.any():
        told["arms_deg"] = float(_spread_deg(in_world[:, _ARM_BONES])[seen].max())
    return {name: round(float(value), 4) for name, value in told.items()}


def _turn_delay_ms(frame: Landmarks) -> float:
    """How late the solved head is on a turn of ±20° at 1 Hz."""

    def turned(at_s: float) -> Landmarks:
        angle = np.radians(_TURN_DEG) * np.sin(2.0 * np.pi * _TURN_HZ * at_s)
        return _with_head_turned(frame, quaternions.from_rotation_vector(np.array((0.0, angle, 0.0))), at_s)

    poses = _solved(turned)
    times = np.array([pose.captured_at_s for pose in poses])
    yaw = quaternions.to_rotation_vector(_in_world(poses)[:, BONE["head"]])[:, 1]
    wave = np.exp(-2j * np.pi * _TURN_HZ * times)
    # The phase of the answer against that of the sine that was asked for.
    phase = np.angle(np.sum((yaw - yaw.mean()) * wave)) + np.pi / 2.0
    return round(float(-phase / (2.0 * np.pi * _TURN_HZ) * 1e3), 1)


def _blink_delay_frames(frame: Landmarks) -> float:
    """How many tracker frames later than the eyes the solved lids are half closed, both closing in a tenth of a
    second."""
    face = frame.face
    assert face is not None
    rows = [ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]]
    start = round(_SETTLE_S * FPS)
    solver = Solver()
    told = []
    asked = np.clip((np.arange(start + 15) - start) / _BLINK_FRAMES, 0.0, 1.0)
    for index, closed in enumerate(asked):
        shapes = np.array(face.blendshapes, float)
        shapes[rows] = 0.1 + 0.65 * closed
        points = np.array(face.points, float)
        for upper, lower in ((159, 145), (386, 374)):
            points[upper] += (points[lower] - points[upper]) * 0.95 * closed
        seen = replace(face, captured_at_s=index / FPS, blendshapes=frozen(shapes), points=frozen(points))
        pose = solver.solve(Landmarks(index / FPS, frame.image_size, seen))
        told.append(float(pose.arkit[rows].mean()))
    return round(_crossing(np.array(told)) - _crossing(asked), 2)


def _crossing(values: Array) -> float:
    """Where the values first pass one half, in frames."""
    after = int(np.argmax(values >= 0.5))
    before = values[after - 1]
    return float(after - 1 + (0.5 - before) / max(values[after] - before, 1e-9))


def _head_error(stills: Sequence[Still]) -> dict[str, Any]:
    """Mean absolute errors of pitch, yaw, roll: of all pictures and of those turned less than 46°."""
    found = [
        (pitch_yaw_roll_deg(turned[0]) - truth, truth)
        for seen, truth in stills
        if seen.face is not None and (turned := head_rotation(seen.face.camera_from_face)) is not None
    ]
    told: dict[str, Any] = {"pictures": len(stills), "faces_found": len(found)}
    for name, kept in (
        ("all", [error for error, _ in found]),
        ("yaw_below_46", [error for error, truth in found if abs(truth[1]) < 46.0]),
    ):
        if kept:
            told[name] = [round(float(e), 2) for e in np.abs(np.array(kept)).mean(axis=0)]
    return told


def _solved(frame_at: Callable[[float], Landmarks]) -> list[PerformerPose]:
    """Poses of the measured stretch, after one that lets filters and learning settle."""
    solver = Solver()
    poses = [solver.solve(frame_at(index / FPS)) for index in range(round((_SETTLE_S + _MEASURE_S) * FPS))]
    return poses[round(_SETTLE_S * FPS) :]


def _in_world(poses: Sequence[PerformerPose]) -> Array:
    """(frames, 55, 4): rotations of all bones in avatar space."""
    rotations = np.array([pose.rotations for pose in poses], float)
    for bone, parent in enumerate(BONE_PARENT):
        if parent >= 0:
            rotations[:, bone] = quaternions.multiply(rotations[:, parent], rotations[:, bone])
    return rotations


def _spread_deg(rotations: Array) -> Array:
    """(n,) standard deviation in degrees of (frames, n, 4) rotations about their mean."""
    aligned = rotations * np.sign(np.sum(rotations * rotations[:1], axis=-1, keepdims=True))
    mean = quaternions.normalize(aligned.mean(axis=0))
    away = quaternions.angle_between(np.broadcast_to(mean, aligned.shape), aligned)
    return np.asarray(np.degrees(np.sqrt((away**2).mean(axis=0))))


def _with_head_turned(frame: Landmarks, turn: Array, at_s: float) -> Landmarks:
    """The face alone, turned by more; its points follow as if drawn without perspective."""
    face = frame.face
    assert face is not None
    by = quaternions.to_matrix(turn)
    matrix = np.array(face.camera_from_face, float)
    matrix[:3, :3] = by @ matrix[:3, :3]
    scale = np.array((frame.image_size[0], -frame.image_size[1], -frame.image_size[0]), float)
    points = np.array(face.points, float) * scale
    middle = points.mean(axis=0)
    points = ((points - middle) @ by.T + middle) / scale
    return Landmarks(
        at_s,
        frame.image_size,
        FaceLandmarks(at_s, frozen(points), face.blendshapes, frozen(matrix)),
    )


def _jittered(frame: Landmarks, at_s: float, random: np.random.Generator) -> Landmarks:
    width, height = frame.image_size

    def shaken(values: Any, sigma: Any) -> Any:
        return frozen(np.asarray(values, float) + random.standard_normal(np.shape(values)) * sigma)

    def in_picture(points: Any, sigma_px: float, depth_times: float) -> Any:
        return shaken(points, np.array((1 / width, 1 / height, depth_times / width)) * sigma_px)

    def hand(seen: HandLandmarks | None) -> HandLandmarks | None:
        if seen is None:
            return None
        return replace(
            seen, captured_at_s=at_s, points=in_picture(seen.points, _HAND_PX, 3.0), world=shaken(seen.world, _HAND_M)
        )

    face, body = frame.face, frame.body
    if face is not None:
        turn = quaternions.from_rotation_vector(random.standard_normal(3) * _HEAD_RAD)
        matrix = np.array(face.camera_from_face, float)
        matrix[:3, :3] = quaternions.to_matrix(turn) @ matrix[:3, :3]
        shapes = np.clip(shaken(face.blendshapes, _BLENDSHAPE), 0.0, 1.0)
        face = FaceLandmarks(at_s, in_picture(face.points, _FACE_PX, 3.0), frozen(shapes), frozen(matrix))
    if body is not None:
        body = BodyLandmarks(
            at_s, in_picture(body.points, _BODY_PX, 10.0), shaken(body.world, _BODY_WORLD_M), body.visibility
        )
    return Landmarks(at_s, frame.image_size, face, body, hand(frame.left_hand), hand(frame.right_hand))
