"""The performer as in a mirror: their left is the avatar's right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.core.arrays import frozen
from studio.core.names import ARKIT, BONES, PRESETS
from studio.core.pose import PerformerPose


def _other_side(name: str) -> str:
    for here, there in (("left", "right"), ("right", "left"), ("Left", "Right"), ("Right", "Left")):
        if name.startswith(here):
            return there + name[len(here) :]
        if name.endswith(here):
            return name[: -len(here)] + there
    return name


def _swapped(names: tuple[str, ...]) -> np.ndarray:
    return np.array([names.index(_other_side(name)) for name in names])


_BONES = _swapped(BONES)
_ARKIT = _swapped(ARKIT)
_PRESETS = _swapped(PRESETS)
_FLIP_ROTATION = np.array([1.0, -1.0, -1.0, 1.0], np.float32)
_FLIP_PLACE = np.array([-1.0, 1.0, 1.0], np.float32)
_FLIP_GAZE = np.array([-1.0, 1.0], np.float32)


def mirror(pose: PerformerPose) -> PerformerPose:
    """The pose reflected left to right; its own inverse."""
    return replace(
        pose,
        rotations=frozen(pose.rotations[_BONES] * _FLIP_ROTATION),
        trust=frozen(pose.trust[_BONES]),
        hips_offset_m=frozen(pose.hips_offset_m * _FLIP_PLACE),
        arkit=frozen(pose.arkit[_ARKIT]),
        presets=frozen(pose.presets[_PRESETS]),
        gaze_rad=frozen(pose.gaze_rad * _FLIP_GAZE),
    )
