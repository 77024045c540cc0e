"""Where the eyes look, against the head: irises between the eye corners fused with the model's look shapes.

yaw + = to the performer's left, pitch + = down, radians; of both eyes together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import ARKIT_INDEX
from studio.solving.face import POINT

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

_OUTER = np.array([POINT["left_eye_outer"], POINT["right_eye_outer"]])
_INNER = np.array([POINT["left_eye_inner"], POINT["right_eye_inner"]])
_IRIS = np.array([POINT["left_iris"], POINT["right_iris"]])
_LOOKS = np.array(
    [
        ARKIT_INDEX[name]
        for name in (
            "eyeLookOutLeft", "eyeLookInRight", "eyeLookInLeft", "eyeLookOutRight",
            "eyeLookDownLeft", "eyeLookDownRight", "eyeLookUpLeft", "eyeLookUpRight",
        )
    ]
)  # fmt: skip


def gaze_by_irises(upright: Array, head_yaw_rad: float) -> Array:
    """(2,) yaw, pitch from the upright points (23, 3); the nearer eye counts for more when the head is turned."""
    middle = 0.5 * (upright[_OUTER] + upright[_INNER])
    across = upright[_OUTER] - upright[_INNER]
    radius = _EYEBALL_PER_EYE_WIDTH * np.maximum(np.sqrt(np.einsum("ij,ij->i", across, across)), 1e-3)
    offset = (upright[_IRIS] - middle)[:, :2] / radius[:, None]
    near = 0.5 + 0.5 * min(max(head_yaw_rad / 0.6, -1.0), 1.0)  # turned left: the right eye is nearer
    x, y = (1.0 - near) * offset[0] + near * offset[1]
    return np.asarray(np.arcsin(np.clip((x, -y), -0.9, 0.9)) - (0.0, _IRIS_PITCH_BIAS_RAD))


def gaze_by_shapes(blendshapes: Array) -> Array:
    """(2,) yaw, pitch from the model's look shapes."""
    left_a, left_b, right_a, right_b, down_a, down_b, up_a, up_b = blendshapes[_LOOKS].tolist()
    yaw = 0.5 * (left_a + left_b - right_a - right_b) * _YAW_AT_FULL_RAD
    pitch = 0.5 * (down_a + down_b - up_a - up_b) * _PITCH_AT_FULL_RAD
    return np.array((yaw, pitch))


def fuse(by_irises: Array, by_shapes: Array, neutral: Array) -> Array:
    """(2,): both agree on yaw; up and down the irises hide behind the lids, so the shapes weigh more there."""
    fused = by_irises * (0.5, 0.35) + by_shapes * (0.5, 0.65) - neutral
    return np.clip(fused, (-MAX_YAW_RAD, -MAX_PITCH_RAD), (MAX_YAW_RAD, MAX_PITCH_RAD))


def look_shapes(gaze_rad: Array) -> Array:
    """(8,) the eyeLook values of ARKIT in its order: Down L R, In L R, Out L R, Up L R."""
    yaw, pitch = float(gaze_rad[0]) / _YAW_AT_FULL_RAD, float(gaze_rad[1]) / _PITCH_AT_FULL_RAD
    left, right, down, up = max(yaw, 0.0), max(-yaw, 0.0), max(pitch, 0.0), max(-pitch, 0.0)
    return np.array((down, down, right, left, left, right, up, up))
