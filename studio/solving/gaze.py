"""Where the eyes look, against the head: irises between the eye corners fused with the model's look shapes.

yaw + = to the performer's left, pitch + = down, radians; of both eyes together.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import ARKIT_INDEX
from studio.maths.scalars import clamp
from studio.solving.face import WAY, Ways

Array = NDArray[Any]

_EYEBALL_PER_EYE_WIDTH = 0.42
"""Eyeball radius 12.3 mm against 29 mm between the corners."""
_YAW_AT_FULL_RAD = 0.60
_PITCH_AT_FULL_RAD = 0.50
"""What a look shape of 1 stands for."""
_IRIS_PITCH_BIAS_RAD = -0.19
"""The lids' corners lie lower than the eyeball's middle: a level gaze measures so (median over the footage)."""
MAX_YAW_RAD = 0.7
MAX_PITCH_RAD = 0.5

_EYES = tuple((WAY[f"eye_{side}"], WAY[f"iris_{side}"]) for side in ("left", "right"))
_MOST_OFFSET = 0.9
"""In eyeball radii: an iris farther from the middle is a slip of the landmarker."""
_LOOKS = np.array(
    [
        ARKIT_INDEX[name]
        for name in (
            "eyeLookOutLeft", "eyeLookInRight", "eyeLookInLeft", "eyeLookOutRight",
            "eyeLookDownLeft", "eyeLookDownRight", "eyeLookUpLeft", "eyeLookUpRight",
        )
    ]
)  # fmt: skip


def gaze_by_irises(ways: Ways, head_yaw_rad: float) -> tuple[float, float]:
    """Yaw, pitch from the ways on the face; the nearer eye counts for more when the head is turned."""
    near = 0.5 + 0.5 * clamp(head_yaw_rad / 0.6, -1.0, 1.0)  # turned left: the right eye is nearer
    x = y = 0.0
    for (eye, iris), share in zip(_EYES, (1.0 - near, near), strict=True):
        per_radius = share / (_EYEBALL_PER_EYE_WIDTH * max(math.hypot(*ways[eye]), 1e-3))
        x += per_radius * ways[iris][0]
        y += per_radius * ways[iris][1]
    yaw = math.asin(clamp(x, -_MOST_OFFSET, _MOST_OFFSET))
    return yaw, -math.asin(clamp(y, -_MOST_OFFSET, _MOST_OFFSET)) - _IRIS_PITCH_BIAS_RAD


def gaze_by_shapes(blendshapes: Array) -> tuple[float, float]:
    """Yaw, pitch from the model's look shapes."""
    left_a, left_b, right_a, right_b, down_a, down_b, up_a, up_b = blendshapes[_LOOKS].tolist()
    return (
        0.5 * (left_a + left_b - right_a - right_b) * _YAW_AT_FULL_RAD,
        0.5 * (down_a + down_b - up_a - up_b) * _PITCH_AT_FULL_RAD,
    )


def fuse(
    by_irises: tuple[float, float], by_shapes: tuple[float, float], neutral: tuple[float, float]
) -> tuple[float, float]:
    """Sideways the irises are seen sharply; up and down they hide behind the lids, so the shapes weigh more there."""
    return within_reach(
        0.75 * by_irises[0] + 0.25 * by_shapes[0] - neutral[0], 0.35 * by_irises[1] + 0.65 * by_shapes[1] - neutral[1]
    )


def within_reach(yaw: float, pitch: float) -> tuple[float, float]:
    """The gaze, no farther than eyes turn."""
    return clamp(yaw, -MAX_YAW_RAD, MAX_YAW_RAD), clamp(pitch, -MAX_PITCH_RAD, MAX_PITCH_RAD)


def look_shapes(yaw_rad: float, pitch_rad: float) -> tuple[float, ...]:
    """The eight eyeLook values of ARKIT in its order: Down L R, In L R, Out L R, Up L R."""
    yaw, pitch = yaw_rad / _YAW_AT_FULL_RAD, pitch_rad / _PITCH_AT_FULL_RAD
    left, right, down, up = max(yaw, 0.0), max(-yaw, 0.0), max(pitch, 0.0), max(-pitch, 0.0)
    return down, down, right, left, left, right, up, up
