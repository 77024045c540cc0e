"""The 52 ARKit values of a face: the model's own where they are good, measured from the 478 points where it is blind.

Over the footage at hand the model leaves cheekSquint, noseSneer, cheekPuff and jawForward dead and mouthFrown and the
sideways jaw weak. Those are read from distances on the face, turned upright with the head and told in widths between
the outer eye corners, as differences from the performer's own neutral face.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.core.landmarks import FaceLandmarks
from studio.core.names import ARKIT, ARKIT_INDEX
from studio.maths.curves import ramp, remap

Array = NDArray[Any]

# Points of MediaPipe's mesh; right and left are the person's own.
_NAMED_POINTS: Final = {
    "right_eye_outer": 33, "right_eye_inner": 133, "right_lid_up": 159, "right_lid_low": 145, "right_iris": 468,
    "left_eye_outer": 263, "left_eye_inner": 362, "left_lid_up": 386, "left_lid_low": 374, "left_iris": 473,
    "mouth_right": 61, "mouth_left": 291, "lip_up": 13, "lip_low": 14, "chin": 152, "bridge": 168, "nose_base": 2,
    "right_cheek": 205, "left_cheek": 425, "right_cheekbone": 117, "left_cheekbone": 346,
    "right_nostril": 129, "left_nostril": 358,
}  # fmt: skip
_INDICES: Array = np.array(list(_NAMED_POINTS.values()))
POINT = {name: row for row, name in enumerate(_NAMED_POINTS)}
"""Row of each named point in the array that `upright_points` gives."""

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


def upright_points(face: FaceLandmarks, image_size: tuple[int, int], rotation: Array) -> Array | None:
    """(23, 3): the named points in avatar axes with the head's turn undone, in widths between the outer eye corners,
    from the middle between them. None if the face has no size."""
    width, height = image_size
    points = np.asarray(face.points, float)[_INDICES] * (width, -height, -width)
    outer = points[POINT["left_eye_outer"]] - points[POINT["right_eye_outer"]]
    unit = float(np.sqrt(outer @ outer))
    if not unit > 1.0:
        return None
    middle = 0.5 * (points[POINT["left_eye_outer"]] + points[POINT["right_eye_outer"]])
    return np.asarray(((points - middle) @ rotation) / unit)


_PAIRS: Array = np.array(
    [
        (POINT[a], POINT[b])
        for a, b in (
            ("left_lid_up", "left_lid_low"), ("right_lid_up", "right_lid_low"),
            ("left_eye_outer", "left_eye_inner"), ("right_eye_outer", "right_eye_inner"),
            ("lip_up", "lip_low"), ("mouth_left", "mouth_right"), ("left_cheek", "right_cheek"),
            ("left_lid_low", "left_cheekbone"), ("right_lid_low", "right_cheekbone"),
            ("left_nostril", "left_eye_inner"), ("right_nostril", "right_eye_inner"),
        )
    ]
).T  # fmt: skip


def shape_features(upright: Array) -> Array:
    """(14,) in the order of `FEATURES`: distances and places on the face, in eye-corner widths."""
    spans = upright[_PAIRS[0]] - upright[_PAIRS[1]]
    far = np.sqrt(np.einsum("ij,ij->i", spans, spans))
    lips = 0.5 * (upright[POINT["lip_up"]] + upright[POINT["lip_low"]])
    left, right, chin = upright[POINT["mouth_left"]], upright[POINT["mouth_right"]], upright[POINT["chin"]]
    nose = upright[POINT["nose_base"]]
    return np.array(
        (
            far[0] / max(far[2], 1e-3),
            far[1] / max(far[3], 1e-3),
            far[4],
            far[5],
            lips[0] - nose[0],
            lips[1] - left[1],
            lips[1] - right[1],
            chin[0] - nose[0],
            chin[2] - nose[2],
            far[6],
            far[7],
            far[8],
            far[9],
            far[10],
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
_BLINK = np.array([_I["eyeBlinkLeft"], _I["eyeBlinkRight"]])
_LOOK_DOWN = np.array([_I["eyeLookDownLeft"], _I["eyeLookDownRight"]])
_SMILE = np.array([_I["mouthSmileLeft"], _I["mouthSmileRight"]])
_FROWN = np.array([_I["mouthFrownLeft"], _I["mouthFrownRight"]])
_SNEER = np.array([_I["noseSneerLeft"], _I["noseSneerRight"]])
_CHEEK_SQUINT = np.array([_I["cheekSquintLeft"], _I["cheekSquintRight"]])
_SQUINT = np.array([_I["eyeSquintLeft"], _I["eyeSquintRight"]])
_WIDE = np.array([_I["eyeWideLeft"], _I["eyeWideRight"]])
_F = FEATURE
_LIDS = np.array([_F["lid_gap_left"], _F["lid_gap_right"]])
_CORNERS = np.array([_F["corner_drop_left"], _F["corner_drop_right"]])
_CHEEK_LIFTS = np.array([_F["cheek_lift_left"], _F["cheek_lift_right"]])
_NOSE_LIFTS = np.array([_F["nose_lift_left"], _F["nose_lift_right"]])


def eyelids(blendshapes: Array, features: Array, known: FaceRange, head_yaw_rad: float) -> Array:
    """(2,) left, right, 0 open – 1 closed.

    The gap between the lids and the model's own value vote alike. A look down lowers the lids without closing them:
    there the model's look-down runs ahead of its blink, in a blink the two go together. Seen from the side only the
    nearer eye is believed, and both follow it; else each eye keeps its own value, so a wink stays a wink.
    """
    gap = features[_LIDS] / np.maximum(known.features[_LIDS], 0.05)
    by_gap = 1.0 - remap(gap, 0.15, 0.85)
    span = np.maximum(known.blink_closed - known.blink_open, 0.2)
    model = blendshapes[_BLINK]
    by_model = np.minimum(np.maximum((model - known.blink_open) / span, 0.0), 1.0)
    looking_down = remap(blendshapes[_LOOK_DOWN] - model, 0.1, 0.4)
    closed = remap(0.5 * (by_gap + by_model) - 0.35 * looking_down, 0.18, 0.85)
    # Turned to the performer's left (yaw > 0) the right eye is the nearer one.
    side = ramp(abs(head_yaw_rad), 0.35, 0.65)
    near = closed[1] if head_yaw_rad > 0 else closed[0]
    closed = closed + side * (near - closed)
    # Small differences between the eyes are noise of the landmarker, large ones a wink.
    apart = abs(float(closed[0] - closed[1]))
    together = 1.0 - ramp(apart, 0.3, 0.55)
    return np.asarray(closed + together * (closed.mean() - closed))


def arkit_values(blendshapes: Array, features: Array, known: FaceRange, lids: Array) -> Array:
    """(52,) 0–1: the face against its own neutral, the blind shapes filled in, gaze shapes as the model has them."""
    neutral = np.minimum(known.neutral, _MAX_NEUTRAL)
    values = np.maximum((blendshapes - neutral) / (1.0 - neutral), 0.0)
    moved = features - known.features

    def at_least(name: str, value: float) -> None:
        row = _I[name]
        values[row] = max(float(values[row]), value)

    smile = float(values[_SMILE].mean())
    gap = float(moved[_F["mouth_gap"]])
    values[_I["jawOpen"]] = 0.15 * min(float(values[_I["jawOpen"]]), 1.0) + 0.85 * ramp(gap, 0.02, 0.5)
    shut = 1.0 - ramp(gap, 0.03, 0.12)

    drop = remap(moved[_CORNERS], 0.025, 0.11) * ((1.0 - ramp(smile, 0.1, 0.4)) * shut)
    values[_FROWN] = np.maximum(values[_FROWN] * 2.0, drop)
    values[_SNEER] = np.maximum(values[_SNEER], remap(-moved[_NOSE_LIFTS], 0.03, 0.10) * (1.0 - 0.6 * smile))
    lifted = np.maximum(remap(-moved[_CHEEK_LIFTS], 0.03, 0.12), 0.7 * values[_SMILE] * (values[_SQUINT] + 0.3))
    values[_CHEEK_SQUINT] = np.maximum(values[_CHEEK_SQUINT], lifted)
    at_least("cheekPuff", ramp(float(moved[_F["cheek_width"]]), 0.03, 0.10) * (1.0 - ramp(smile, 0.1, 0.35)) * shut)
    at_least("jawForward", ramp(float(moved[_F["jaw_z"]]), 0.06, 0.18) * shut)
    at_least("jawLeft", ramp(float(moved[_F["jaw_x"]]), 0.04, 0.16))
    at_least("jawRight", ramp(-float(moved[_F["jaw_x"]]), 0.04, 0.16))

    values[_BLINK] = lids
    # A closed eye neither squints nor widens on top: avatars add the shapes up and the lid would go through the eye.
    open_share = 1.0 - lids
    values[_SQUINT] *= open_share
    values[_WIDE] *= open_share
    # ARKit's mouthClose seals lips over an open jaw; alone it would pull the lower lip over the upper.
    values[_I["mouthClose"]] = min(float(values[_I["mouthClose"]]), float(values[_I["jawOpen"]]))
    values[_I["tongueOut"]] = 0.0
    return np.minimum(values, 1.0)
