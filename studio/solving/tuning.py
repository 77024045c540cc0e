"""A performer's windows over a solved pose: small smiles that count whole, a head that turns less than its owner's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from studio.core.arrays import frozen
from studio.core.names import ARKIT_INDEX, BONE
from studio.core.pose import PerformerPose
from studio.core.tuning import Motion, Window
from studio.maths import scalars
from studio.solving.gaze import look_shapes
from studio.solving.presets import presets_from_arkit

_NECK, _HEAD = BONE["neck"], BONE["head"]
_HEAD_AXES = {Motion.HEAD_NOD: 0, Motion.HEAD_TURN: 1, Motion.HEAD_TILT: 2}
"""Of a rotation vector on the humanoid: x nods, y turns, z tilts."""
_REACH_RAD = {
    Motion.HEAD_TURN: math.radians(60.0),
    Motion.HEAD_NOD: math.radians(40.0),
    Motion.HEAD_TILT: math.radians(35.0),
    Motion.GAZE: math.radians(30.0),
}
"""As far as people turn before a camera: the whole of a window."""
_SHAPES = {
    motion: tuple(ARKIT_INDEX[name] for name in names)
    for motion, names in {
        Motion.BROWS: ("browInnerUp", "browOuterUpLeft", "browOuterUpRight", "browDownLeft", "browDownRight"),
        Motion.BLINK: ("eyeBlinkLeft", "eyeBlinkRight"),
        Motion.MOUTH: ("jawOpen",),
        Motion.SMILE: ("mouthSmileLeft", "mouthSmileRight"),
    }.items()
}
_LOOKS = slice(ARKIT_INDEX["eyeLookDownLeft"], ARKIT_INDEX["eyeLookUpRight"] + 1)


def shares(pose: PerformerPose) -> tuple[tuple[Motion, float], ...]:
    """How much of each motion's reach the performer shows now, before any window; above 1 for who turns farther."""
    turned = _turned(pose)
    found = {motion: abs(turned[axis]) / _REACH_RAD[motion] for motion, axis in _HEAD_AXES.items()}
    found[Motion.GAZE] = math.hypot(*pose.gaze_rad.tolist()) / _REACH_RAD[Motion.GAZE]
    for motion, rows in _SHAPES.items():
        found[motion] = max(pose.arkit.item(row) for row in rows)
    return tuple((motion, found[motion]) for motion in Motion)


def tuned(pose: PerformerPose, windows: Sequence[Window]) -> PerformerPose:
    """The pose as the avatar shall take it; the very same one where no window changes anything."""
    by_motion = {window.motion: window for window in windows if not window.is_plain}
    if not by_motion:
        return pose
    if any(motion in by_motion for motion in _HEAD_AXES):
        pose = replace(pose, rotations=_with_head(pose, by_motion))
    if by_motion.keys() <= _HEAD_AXES.keys():
        return pose
    arkit = np.array(pose.arkit)
    if (window := by_motion.get(Motion.GAZE)) is not None:
        yaw, pitch = pose.gaze_rad.tolist()
        scale = _scale(math.hypot(yaw, pitch), window)
        pose = replace(pose, gaze_rad=frozen(np.array((yaw * scale, pitch * scale), np.float32)))
        arkit[_LOOKS] = np.clip(look_shapes(yaw * scale, pitch * scale), 0.0, 1.0)
    for motion, rows in _SHAPES.items():
        if (window := by_motion.get(motion)) is not None:
            for row in rows:
                arkit[row] = window.out(arkit.item(row))
    presets = np.array(presets_from_arkit(arkit.tolist()), np.float32)
    return replace(pose, arkit=frozen(arkit), presets=frozen(presets))


def _turned(pose: PerformerPose) -> scalars.Vec:
    """Neck and head together, as a rotation vector: the two share one turn."""
    neck, head = pose.rotations[_NECK].tolist(), pose.rotations[_HEAD].tolist()
    return scalars.to_rotation_vector(scalars.multiply(tuple(neck), tuple(head)))


def _with_head(pose: PerformerPose, windows: dict[Motion, Window]) -> np.ndarray:
    turned = _turned(pose)
    scales = [1.0, 1.0, 1.0]
    for motion, axis in _HEAD_AXES.items():
        if (window := windows.get(motion)) is not None:
            scales[axis] = _scale(abs(turned[axis]), window)
    rotations = np.array(pose.rotations)
    for bone in (_NECK, _HEAD):
        x, y, z = scalars.to_rotation_vector(tuple(rotations[bone].tolist()))
        rotations[bone] = scalars.from_rotation_vector((x * scales[0], y * scales[1], z * scales[2]))
    return frozen(rotations)


def _scale(angle_rad: float, window: Window) -> float:
    """By what an angle is multiplied."""
    reach_rad = _REACH_RAD[window.motion]
    return window.out(angle_rad / reach_rad) * reach_rad / angle_rad if angle_rad > 1e-6 else 1.0
