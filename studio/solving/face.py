"""The 52 ARKit values of a face: the model's own where they are good, measured from the 478 points where it is blind.

Over the footage at hand the model leaves cheekSquint, noseSneer, cheekPuff and jawForward dead and mouthFrown and the
sideways jaw weak. Those are read from distances on the face, turned upright with the head and told in widths between
the outer eye corners, as differences from the performer's own neutral face.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.core.landmarks import FaceLandmarks
from studio.core.names import ARKIT, ARKIT_INDEX
from studio.maths.curves import ramp
from studio.maths.scalars import Rows

Array = NDArray[Any]

# Points of MediaPipe's mesh; right and left are the person's own.
_POINT: Final = {
    "right_eye_outer": 33, "right_eye_inner": 133, "right_lid_up": 159, "right_lid_low": 145, "right_iris": 468,
    "left_eye_outer": 263, "left_eye_inner": 362, "left_lid_up": 386, "left_lid_low": 374, "left_iris": 473,
    "mouth_right": 61, "mouth_left": 291, "lip_up": 13, "lip_low": 14, "chin": 152, "nose_base": 2,
    "right_cheek": 205, "left_cheek": 425, "right_cheekbone": 117, "left_cheekbone": 346,
    "right_nostril": 129, "left_nostril": 358,
}  # fmt: skip
_INDICES: Array = np.array(list(_POINT.values()))

_WAYS: Final = {
    "between_eyes": ("left_eye_outer", "right_eye_outer"),
    "lids_left": ("left_lid_up", "left_lid_low"), "lids_right": ("right_lid_up", "right_lid_low"),
    "eye_left": ("left_eye_outer", "left_eye_inner"), "eye_right": ("right_eye_outer", "right_eye_inner"),
    "iris_left": ("left_iris", "left_eye_outer left_eye_inner"),
    "iris_right": ("right_iris", "right_eye_outer right_eye_inner"),
    "lips": ("lip_up", "lip_low"), "mouth": ("mouth_left", "mouth_right"),
    "cheeks": ("left_cheek", "right_cheek"),
    "under_eye_left": ("left_lid_low", "left_cheekbone"), "under_eye_right": ("right_lid_low", "right_cheekbone"),
    "nose_left": ("left_nostril", "left_eye_inner"), "nose_right": ("right_nostril", "right_eye_inner"),
    "lips_from_nose": ("lip_up lip_low", "nose_base"),
    "lips_from_left": ("lip_up lip_low", "mouth_left"), "lips_from_right": ("lip_up lip_low", "mouth_right"),
    "chin_from_nose": ("chin", "nose_base"),
}  # fmt: skip
"""What is measured on a face: the way from one point (or the middle of two) to another; told as to, from."""
WAY = {name: row for row, name in enumerate(_WAYS)}
"""Row of each in what `ways_on_face` gives."""


def _ways_from_points() -> Array:
    """(18, 22): every way as a sum of points."""
    sums = np.zeros((len(_WAYS), len(_POINT)))
    columns = {name: column for column, name in enumerate(_POINT)}
    for row, ends in enumerate(_WAYS.values()):
        for names, sign in zip(ends, (1.0, -1.0), strict=True):
            for name in names.split():
                sums[row, columns[name]] += sign / len(names.split())
    return sums


_WAYS_FROM_POINTS: Array = _ways_from_points()

FEATURES = (
    "lid_gap_left", "lid_gap_right", "mouth_gap", "mouth_width", "mouth_x",
    "corner_drop_left", "corner_drop_right", "jaw_x", "jaw_z", "cheek_width",
    "cheek_lift_left", "cheek_lift_right", "nose_lift_left", "nose_lift_right",
)  # fmt: skip
FEATURE = {name: i for i, name in enumerate(FEATURES)}

_RESTING = {
    "browInnerUp": 0.10, "browOuterUpLeft": 0.25, "browOuterUpRight": 0.20, "browDownLeft": 0.02, "browDownRight": 0.02,
    "eyeSquintLeft": 0.30, "eyeSquintRight": 0.20, "mouthPressLeft": 0.03, "mouthPressRight": 0.03,
    "mouthPucker": 0.05, "mouthRollLower": 0.03, "mouthRollUpper": 0.02, "mouthShrugLower": 0.03,
    "mouthShrugUpper": 0.10, "mouthSmileLeft": 0.02, "mouthSmileRight": 0.02, "mouthUpperUpLeft": 0.03,
    "mouthUpperUpRight": 0.03, "jawOpen": 0.01,
}  # fmt: skip
RESTING_BLENDSHAPES: Array = np.array([_RESTING.get(name, 0.0) for name in ARKIT])
"""(52,): what the model says of a relaxed face, medians over the footage; used until the performer is calibrated."""

RESTING_FEATURES: Array = np.array(
    (0.36, 0.36, 0.006, 0.53, 0.0, 0.012, 0.012, 0.0, -0.21, 0.88, 0.285, 0.285, 0.42, 0.42)
)
"""(14,): features of a relaxed face, medians over the footage."""

_MAX_NEUTRAL = 0.6
"""A neutral above this was no relaxed face; more of the range is never given away to it."""


Ways = list[list[float]]


def ways_on_face(face: FaceLandmarks, image_size: tuple[int, int], rotation: Rows) -> Ways | None:
    """18 ways (x, y, z) in the order of `WAY`: in avatar axes with the head's turn undone, in widths between the outer
    eye corners. None if the face has no size."""
    width, height = image_size
    to_upright = [
        [value * per_axis for value in row] for row, per_axis in zip(rotation, (width, -height, -width), strict=True)
    ]
    ways = _WAYS_FROM_POINTS @ face.points.take(_INDICES, axis=0) @ np.array(to_upright)
    x, y, z = ways[0].tolist()
    size = math.sqrt(x * x + y * y + z * z)
    if not size > 1.0:
        return None
    ways *= 1.0 / size
    told: Ways = ways.tolist()
    return told


def shape_features(ways: Ways) -> Array:
    """(14,) in the order of `FEATURES`: distances and places on the face, in eye-corner widths."""
    (
        _, lids_left, lids_right, eye_left, eye_right, _, _, lips, mouth, cheeks, under_left, under_right,
        nose_left, nose_right, lips_from_nose, lips_from_left, lips_from_right, chin,
    ) = ways  # fmt: skip
    return np.array(
        (
            math.hypot(*lids_left) / max(math.hypot(*eye_left), 1e-3),
            math.hypot(*lids_right) / max(math.hypot(*eye_right), 1e-3),
            math.hypot(*lips),
            math.hypot(*mouth),
            lips_from_nose[0],
            lips_from_left[1],
            lips_from_right[1],
            chin[0],
            chin[2],
            math.hypot(*cheeks),
            math.hypot(*under_left),
            math.hypot(*under_right),
            math.hypot(*nose_left),
            math.hypot(*nose_right),
        )
    )


@dataclass(frozen=True, slots=True, eq=False)
class FaceRange:
    """What the performer's relaxed face and closed eyes look like to the landmarker."""

    neutral: Array
    """(52,) blendshapes of the relaxed face."""
    features: Array
    """(14,) features of the relaxed face."""
    blink_open: Array
    """(2,) left, right: eyeBlink of the open eye."""
    blink_closed: Array
    """(2,) left, right: eyeBlink of the closed eye."""


_I = ARKIT_INDEX
_F = FEATURE
_ROWS: Final = tuple(
    (
        _I[f"eyeBlink{side}"], _I[f"eyeLookDown{side}"], _I[f"eyeSquint{side}"], _I[f"eyeWide{side}"],
        _I[f"mouthFrown{side}"], _I[f"noseSneer{side}"], _I[f"cheekSquint{side}"], _I[f"mouthSmile{side}"],
        _F[f"lid_gap_{side.lower()}"], _F[f"corner_drop_{side.lower()}"], _F[f"nose_lift_{side.lower()}"],
        _F[f"cheek_lift_{side.lower()}"],
    )
    for side in ("Left", "Right")
)  # fmt: skip


def eyelids(blendshapes: Array, features: Array, known: FaceRange, head_yaw_rad: float) -> tuple[float, float]:
    """Left, right, 0 open – 1 closed.

    The gap between the lids and the model's own value vote alike. A look down lowers the lids without closing them:
    there the model's look-down runs ahead of its blink, in a blink the two go together. Seen from the side only the
    nearer eye is believed, and both follow it; else each eye keeps its own value, so a wink stays a wink.
    """

    def closed(side: int) -> float:
        blink, look_down, *_ = _ROWS[side]
        model, open_model = blendshapes.item(blink), known.blink_open.item(side)
        by_gap = 1.0 - ramp(features.item(side) / max(known.features.item(side), 0.05), 0.15, 0.85)
        by_model = ramp(model, open_model, max(known.blink_closed.item(side), open_model + 0.2))
        looking_down = ramp(blendshapes.item(look_down) - model, 0.1, 0.4)
        return ramp(0.5 * (by_gap + by_model) - 0.35 * looking_down, 0.18, 0.85)

    left, right = closed(0), closed(1)
    # Turned to the performer's left (yaw > 0) the right eye is the nearer one.
    side = ramp(abs(head_yaw_rad), 0.35, 0.65)
    near = right if head_yaw_rad > 0 else left
    left, right = left + side * (near - left), right + side * (near - right)
    # Small differences between the eyes are noise of the landmarker, large ones a wink.
    together = 1.0 - ramp(abs(left - right), 0.3, 0.55)
    mean = 0.5 * (left + right)
    return left + together * (mean - left), right + together * (mean - right)


def arkit_values(blendshapes: Array, features: Array, known: FaceRange, lids: tuple[float, float]) -> list[float]:
    """The 52, 0–1: the face against its own neutral, the blind shapes filled in, gaze shapes as the model has them."""
    neutral = np.minimum(known.neutral, _MAX_NEUTRAL)
    values: list[float] = np.maximum((blendshapes - neutral) / (1.0 - neutral), 0.0).tolist()
    moved: list[float] = (features - known.features).tolist()

    def at_least(row: int, value: float) -> None:
        values[row] = max(values[row], value)

    gap, jaw_x = moved[_F["mouth_gap"]], moved[_F["jaw_x"]]
    jaw = _I["jawOpen"]
    values[jaw] = 0.15 * min(values[jaw], 1.0) + 0.85 * ramp(gap, 0.02, 0.5)
    shut = 1.0 - ramp(gap, 0.03, 0.12)
    smile = 0.5 * (values[_I["mouthSmileLeft"]] + values[_I["mouthSmileRight"]])

    for (blink, _, squint, wide, frown, sneer, cheek, own_smile, _, drop, nose, lift), lid in zip(
        _ROWS, lids, strict=True
    ):
        dropped = ramp(moved[drop], 0.025, 0.11) * ((1.0 - ramp(smile, 0.1, 0.4)) * shut)
        values[frown] = max(min(values[frown] * 2.0, 1.0), dropped)
        at_least(sneer, ramp(-moved[nose], 0.03, 0.10) * (1.0 - 0.6 * smile))
        at_least(cheek, max(ramp(-moved[lift], 0.03, 0.12), 0.7 * values[own_smile] * min(values[squint] + 0.3, 1.0)))
        values[blink] = lid
        # A closed eye neither squints nor widens on top: avatars add the shapes up and the lid would go through the
        # eye.
        values[squint] *= 1.0 - lid
        values[wide] *= 1.0 - lid
    at_least(_I["cheekPuff"], ramp(moved[_F["cheek_width"]], 0.03, 0.10) * (1.0 - ramp(smile, 0.1, 0.35)) * shut)
    at_least(_I["jawForward"], ramp(moved[_F["jaw_z"]], 0.06, 0.18) * shut)
    at_least(_I["jawLeft"], ramp(jaw_x, 0.04, 0.16))
    at_least(_I["jawRight"], ramp(-jaw_x, 0.04, 0.16))

    # ARKit's mouthClose seals lips over an open jaw; alone it would pull the lower lip over the upper.
    values[_I["mouthClose"]] = min(values[_I["mouthClose"]], values[jaw])
    values[_I["tongueOut"]] = 0.0
    return values
