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
SLOW_EVERY = 3
"""Pictures between two looks of the live tracker at body and hands."""
_STILL_POSES = 3
_COST_ROUNDS = 3
_CALM_S = 1.0
_ELBOWS_WRISTS = slice(13, 17)
_NO_HANDS, _ONLY_HANDS = [0, 1, 3, 4], [2, 5]
_ARM_BONES = [BONE[side + part] for side in ("left", "right") for part in ("UpperArm", "LowerArm", "Hand")]

# Standard deviations on a still picture, from design/TRACKING.md: pixels, radians, metres.
_FACE_PX, _HEAD_RAD, _BLENDSHAPE, _HAND_PX, _HAND_M, _BODY_PX = 0.05, 0.001, 0.004, 0.6, 0.0015, 3.0
_BODY_WORLD_M = (0.004, 0.004, 0.012)

Still = tuple[Landmarks, tuple[float, float, float]]
"""A picture's landmarks and the head's true pitch, yaw, roll in degrees (AFLW2000)."""


def bench(frames: Sequence[Landmarks], seed: int = 0) -> dict[str, Any]:
    """Measures the solver on a take's frames.

    Raises ValueError if no frame shows a face.
    """
    with_face = [frame for frame in frames if frame.face is not None]
    if not with_face:
        raise ValueError("no frame shows a face")
    # The fullest of each stretch: arms before the body, arms away, faces that speak.
    stretches = np.array_split(np.arange(len(with_face)), min(_STILL_POSES, len(with_face)))
    fullest = [_fullest([with_face[i] for i in rows]) for rows in stretches]
    random = np.random.default_rng(seed)
    all_new = [_stillness(frame, random, every=1) for frame in fullest]
    as_in_show = [_stillness(frame, random, every=SLOW_EVERY) for frame in fullest]
    calm = _calmest(frames)
    told: dict[str, Any] = {
        "cost": {
            "as_in_a_show": _cost(_as_in_a_show(frames)),
            "every_part_new": _cost(frames),
        },
        "stillness_of_noisy_repeats": {
            "every_part_new": _worst(all_new),
            "as_in_a_show": _worst(as_in_show),
        },
        "delay": {"head_turn_ms": _turn_delay_ms(fullest[0]), "blink_frames": _blink_delay_frames(fullest[0])},
    }
    if calm is not None:
        told["calmest_second"] = calm
    return told


def _fullest(frames: Sequence[Landmarks]) -> Landmarks:
    """Of those that show most parts the middle one."""
    most = max(_parts_seen(frame) for frame in frames)
    best = [frame for frame in frames if _parts_seen(frame) == most]
    return best[len(best) // 2]


def _parts_seen(frame: Landmarks) -> int:
    return sum(part is not None for part in (frame.body, frame.left_hand, frame.right_hand))


def _worst(told: Sequence[dict[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for row in told for name in row)
    return {name: max(row[name] for row in told if name in row) for name in names}


def _as_in_a_show(frames: Sequence[Landmarks]) -> list[Landmarks]:
    """The face new in every picture, body and hands in each third, as the live tracker looks."""
    told, last = [], frames[0]
    for index, frame in enumerate(frames):
        if index % SLOW_EVERY == 0:
            last = frame
        told.append(replace(frame, body=last.body, left_hand=last.left_hand, right_hand=last.right_hand))
    return told


def _cost(frames: Sequence[Landmarks]) -> dict[str, float]:
    """CPU milliseconds a frame; of each frame the cheapest of some rounds, so that a busy machine does not blur it."""
    rounds = []
    for _ in range(_COST_ROUNDS):
        solver, costs_ms = Solver(), []
        for frame in frames:
            began = time.thread_time()
            solver.solve(frame)
            costs_ms.append((time.thread_time() - began) * 1e3)
        rounds.append(costs_ms)
    cheapest = np.min(rounds, axis=0)
    return {"ms_median": round(float(np.median(cheapest)), 3), "ms_mean": round(float(np.mean(cheapest)), 3)}


def _calmest(frames: Sequence[Landmarks]) -> dict[str, float] | None:
    """Standard deviations over the second in which head and wrists moved least; real movement is in them too.

    `seen_head_deg` is what the landmarker itself said of the head meanwhile. None if no second shows a face throughout.
    """
    solver = Solver()
    poses = [solver.solve(frame) for frame in frames]
    turns = [None if f.face is None else head_rotation(f.face.camera_from_face) for f in frames]
    times = np.array([frame.captured_at_s for frame in frames])
    best: tuple[float, int, int] | None = None
    told = 0.0
    for first in range(len(frames)):
        last = int(np.searchsorted(times, times[first] + _CALM_S))
        if times[first] < times[0] + _CALM_S or last >= len(frames) or last - first < 10:
            continue
        seen = [turned[0] for turned in turns[first:last] if turned is not None]
        if len(seen) == last - first:
            spread = float(_spread_deg(np.array(seen)[:, None])[0])
            moved = spread + _arms_moved(frames[first:last])
            if best is None or moved < best[0]:
                best, told = (moved, first, last), spread
    if best is None:
        return None
    _, first, last = best
    return {"at_s": round(float(times[first]), 1), "seen_head_deg": round(told, 3), **_spreads(poses[first:last])}


def _arms_moved(frames: Sequence[Landmarks]) -> float:
    """How far elbows and wrists that are seen moved in the picture: percent of its height, about a degree each."""
    seen = [frame.body for frame in frames if frame.body is not None]
    if len(seen) < len(frames):
        return 0.0
    sure = np.array([body.visibility[_ELBOWS_WRISTS] for body in seen]).min(axis=0) > 0.5
    places = np.array([body.points[_ELBOWS_WRISTS, :2] for body in seen], float)
    return 100.0 * float(np.where(sure, places.std(axis=0).max(axis=-1), 0.0).max())


def _stillness(frame: Landmarks, random: np.random.Generator, every: int) -> dict[str, float]:
    """Standard deviations of the solved pose while the performer is still and only the landmarkers jitter.

    `every`: pictures between two looks at body and hands.
    """
    last = _jittered(frame, 0.0, random)

    def seen(at_s: float) -> Landmarks:
        nonlocal last
        now = _jittered(frame, at_s, random)
        if round(at_s * FPS) % every == 0:
            last = now
        return replace(now, body=last.body, left_hand=last.left_hand, right_hand=last.right_hand)

    return _spreads(_solved(seen))


def _spreads(poses: Sequence[PerformerPose]) -> dict[str, float]:
    in_world = _in_world(poses)
    seen = np.array([pose.trust[_ARM_BONES] for pose in poses]).min(axis=0) > 0.5
    told = {
        "head_deg": _spread_deg(in_world[:, [BONE["head"]]])[0],
        "chest_deg": _spread_deg(in_world[:, [BONE["upperChest"]]])[0],
        "gaze_deg": float(np.degrees(_without_trend([pose.gaze_rad for pose in poses]).std(axis=0)).max()),
        "expression": float(_without_trend([pose.arkit for pose in poses]).std(axis=0).max()),
    }
    if seen.any():
        apart = np.where(seen, _spread_deg(in_world[:, _ARM_BONES]), 0.0)
        told["arms_deg"] = float(apart[_NO_HANDS].max())
        if seen[_ONLY_HANDS].any():
            told["wrists_deg"] = float(apart[_ONLY_HANDS].max())
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


def _without_trend(rows: Sequence[Any]) -> Array:
    """The rows without their straight course: an expression that lasts is slowly learnt as the neutral, which is no
    shake."""
    values = np.array(rows, float)
    course = np.linspace(-1.0, 1.0, len(values))[:, None]
    slope = (values * course).sum(axis=0) / (course * course).sum()
    straightened: Array = values - course * slope
    return straightened


def head_error(stills: Sequence[Still]) -> dict[str, Any]:
    """Mean absolute errors of pitch, yaw, roll: of all pictures with a face, of those turned less than 46°, of each."""
    found = [
        (pitch_yaw_roll_deg(turned[0]) - truth, truth)
        for seen, truth in stills
        if seen.face is not None and (turned := head_rotation(seen.face.camera_from_face)) is not None
    ]
    told: dict[str, Any] = {
        "pictures": len(stills),
        "faces_found": len(found),
        "of_each": [[round(float(e), 1) for e in error] for error, _ in found],
    }
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
