"""A performer's own zero: what their relaxed, straight look measures as. Numbers only, nothing of the picture."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.errors import TrackingError
from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT, ARKIT_INDEX
from studio.maths import quaternions
from studio.maths.curves import decay
from studio.maths.scalars import Vec, along, clamp, sub
from studio.solving.arms import shoulder_width_m
from studio.solving.face import (
    FEATURES,
    RESTING_BLENDSHAPES,
    RESTING_FEATURES,
    FaceRange,
    shape_features,
    ways_on_face,
)
from studio.solving.gaze import fuse, gaze_by_irises, gaze_by_shapes
from studio.solving.head import head_rotation, neck_in_camera_cm
from studio.solving.space import finite

Array = NDArray[Any]
_JAW = ARKIT_INDEX["jawOpen"]
_MAX_RESTING_JAW = 0.05
_MOUTH_GAP = FEATURES.index("mouth_gap")
_BLINKS = (ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"])

MAX_PROFILE_BYTES = 64 * 1024
_VERSION = 1
_DEFAULT_PITCH_RAD = math.radians(4.0)
"""The landmarker finds a level head bent down by some degrees: median over the footage."""


def _numbers(values: Any) -> Callable[[], FloatArray]:
    return lambda: frozen(values)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One performer's neutral. The default is the average of the footage."""

    head: FloatArray = field(
        default_factory=_numbers((math.sin(_DEFAULT_PITCH_RAD / 2), 0.0, 0.0, math.cos(_DEFAULT_PITCH_RAD / 2)))
    )
    """(4,) rotation of the face in the camera's space when looking straight."""
    neck_cm: FloatArray | None = None
    """(3,) where the neck's pivot is in the camera's space; None: where it is first seen."""
    blendshapes: FloatArray = field(default_factory=_numbers(RESTING_BLENDSHAPES))
    """(52,) what the model says of the relaxed face."""
    features: FloatArray = field(default_factory=_numbers(RESTING_FEATURES))
    """(14,) `face.FEATURES` of the relaxed face."""
    gaze_rad: FloatArray = field(default_factory=_numbers((0.0, 0.0)))
    """(2,) yaw, pitch measured when looking straight."""
    blink_open: FloatArray = field(default_factory=_numbers((0.13, 0.11)))
    """(2,) left, right: eyeBlink of the open eye."""
    blink_closed: FloatArray = field(default_factory=_numbers((0.70, 0.68)))
    """(2,) left, right: eyeBlink of the closed eye."""
    shoulders_m: float = 0.345
    """Between the shoulder joints, as the body landmarker measures them."""
    is_calibrated: bool = False
    """Whether the performer ever looked straight for it; until then the solver feels its way."""

    def save(self, path: Path) -> None:
        """Writes JSON. Raises OSError."""
        told: dict[str, Any] = {"version": _VERSION}
        for entry in fields(self):
            value = getattr(self, entry.name)
            told[entry.name] = [round(float(v), 6) for v in value] if isinstance(value, np.ndarray) else value
        path.write_text(json.dumps(told, indent=1), encoding="utf-8")

    @staticmethod
    def load(path: Path) -> Profile:
        """Reads what `save` wrote. Raises TrackingError for anything else."""
        try:
            if path.stat().st_size > MAX_PROFILE_BYTES:
                raise ValueError("it is too large")
            told = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(told, dict) or told.get("version") != _VERSION:
                raise ValueError("it has no known version")
            return _profile_from(told)
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise TrackingError(
                f"the performer's profile cannot be used: {error}", where=str(path), remedy="calibrate again"
            ) from error


_SHAPES: Mapping[str, int] = {
    "head": 4, "neck_cm": 3, "blendshapes": len(ARKIT), "features": len(FEATURES), "gaze_rad": 2,
    "blink_open": 2, "blink_closed": 2,
}  # fmt: skip


def _profile_from(told: Mapping[str, Any]) -> Profile:
    arrays: dict[str, FloatArray | None] = {}
    for name, size in _SHAPES.items():
        if name == "neck_cm" and told[name] is None:
            arrays[name] = None
            continue
        values = np.array(told[name], np.float32)
        if values.shape != (size,) or not np.isfinite(values).all():
            raise ValueError(f"{name} must be {size} numbers")
        arrays[name] = frozen(values)
    head = arrays["head"]
    if head is None or abs(float(np.linalg.norm(head)) - 1.0) > 1e-2:
        raise ValueError("head must be a rotation")
    shoulders_m = float(told["shoulders_m"])
    if not 0.1 < shoulders_m < 1.0:
        raise ValueError("shoulders_m must be between 0.1 and 1")
    return replace(Profile(), **arrays, shoulders_m=shoulders_m, is_calibrated=bool(told["is_calibrated"]))  # type: ignore


_CALM = 0.06
"""Features farther than this from neutral are an expression, not a neutral to be learnt."""


class Learner:
    """Refines a profile while the show runs: how far these eyes open and close, where this face rests.

    Moves slowly, so that it is never seen; a calibrated face is only followed in its eyelids and its seat.
    """

    def __init__(self, profile: Profile) -> None:
        self._is_calibrated = profile.is_calibrated
        self._neutral = np.array(profile.blendshapes, float)
        self._features = np.array(profile.features, float)
        self._open = np.array(profile.blink_open, float)
        self._closed = np.array(profile.blink_closed, float)
        self._neck_cm: Vec | None = None
        if profile.neck_cm is not None:
            x, y, z = profile.neck_cm.tolist()
            self._neck_cm = (x, y, z)
        self._dt_s = 0.0
        self._unlearnt_s = 0.0
        self._step: dict[float, float] = {}
        self._neck_known_s = 0.0 if profile.neck_cm is None else 1.0

    @property
    def face(self) -> FaceRange:
        """What to measure the face against now."""
        return FaceRange(self._neutral, self._features, self._open, self._closed)

    def neck_cm(self, seen_cm: Vec, dt_s: float) -> Vec:
        """The neutral place of the neck: found in the first half second, then following the seat within a minute."""
        known = self._neck_cm or seen_cm
        step = 1.0 - decay(0.08 if self._neck_known_s < 0.5 else 25.0, dt_s)
        self._neck_known_s += dt_s
        self._neck_cm = along(known, sub(seen_cm, known), step)
        return self._neck_cm

    def learn(self, blendshapes: Array, features: Array, dt_s: float) -> None:
        """Takes in one frame of a face seen from the front."""
        if dt_s != self._dt_s:
            self._dt_s, self._step = dt_s, {half: 1.0 - decay(half, dt_s) for half in _HALF_LIVES_S}
        step = self._step
        for side, row in enumerate(_BLINKS):
            blink, gap, wide = blendshapes.item(row), features.item(side), self._features.item(side)
            if blink < 0.45 and gap > 0.5 * wide:
                rate = step[0.7] if gap > wide else step[15.0]
                self._features[side] = clamp(wide + rate * (gap - wide), 0.15, 0.8)
                known = self._open.item(side)
                rate = step[0.5] if blink < known else step[20.0]
                self._open[side] = clamp(known + rate * (blink - known), 0.0, 0.35)
            if gap < 0.25 * wide:
                known = self._closed.item(side)
                rate = step[0.1] if blink > known else step[2.0]
                self._closed[side] = clamp(known + rate * (blink - known), 0.5, 0.95)
        self._unlearnt_s += dt_s
        if self._is_calibrated or self._unlearnt_s < _LEARN_EVERY_S:
            return
        step, self._unlearnt_s = {half: 1.0 - decay(half, self._unlearnt_s) for half in (2.0, 6.0, 20.0)}, 0.0
        away = features - self._features
        # The lids have been learnt; and who talks has the mouth open half of the time, which is not how it rests.
        away[:2] = 0.0
        away[_MOUTH_GAP] = min(float(away[_MOUTH_GAP]), 0.0)
        away *= np.abs(away) < _CALM
        away *= step[6.0]
        self._features += away
        away = blendshapes - self._neutral
        away *= np.where(away < 0.0, step[2.0], np.where(away < 0.25, step[20.0], 0.0))
        self._neutral += away
        self._neutral[_JAW] = min(float(self._neutral[_JAW]), _MAX_RESTING_JAW)


_HALF_LIVES_S = (0.1, 0.5, 0.7, 2.0, 15.0, 20.0)
"""Of the lids, which are learnt in every frame: a blink is short."""
_LEARN_EVERY_S = 0.095
"""The neutral moves within seconds; a third of the frames does."""


def profile_of(samples: Sequence[Landmarks], base: Profile) -> Profile:
    """The neutral of a performer who looked straight and relaxed: medians over the samples.

    What the samples do not show (closed eyes, shoulders out of the picture) stays as in `base`. Raises TrackingError
    if no face was seen.
    """
    rotations, necks, shapes, features, gazes = [], [], [], [], []
    for sample in samples:
        seen = sample.face
        if seen is None or not finite(seen.points):
            continue
        turned = head_rotation(seen.camera_from_face)
        ways = None if turned is None else ways_on_face(seen, sample.image_size, turned[1])
        if turned is None or ways is None:
            continue
        shown = np.asarray(seen.blendshapes, float)
        x, y, z, w = turned[0]
        rotations.append((x, y, z, w) if w >= 0.0 else (-x, -y, -z, -w))
        necks.append(neck_in_camera_cm(seen.camera_from_face, turned[1]))
        shapes.append(shown)
        features.append(shape_features(ways))
        gazes.append(fuse(gaze_by_irises(ways, 0.0), gaze_by_shapes(shown), (0.0, 0.0)))
    if not rotations:
        raise TrackingError(
            "no face was seen while calibrating", remedy="sit in the light, face the camera and calibrate again"
        )

    def median(rows: Sequence[ArrayLike]) -> Array:
        return np.asarray(np.median(np.array(rows), axis=0))

    widths = [
        shoulder_width_m(s.body) for s in samples if s.body is not None and float(s.body.visibility[11:13].min()) > 0.7
    ]
    neutral = median(shapes)
    return replace(
        base,
        head=frozen(quaternions.normalize(median(rotations))),
        neck_cm=frozen(median(necks)),
        blendshapes=frozen(np.clip(neutral, 0.0, 1.0)),
        features=frozen(median(features)),
        gaze_rad=frozen(median(gazes)),
        blink_open=frozen(np.clip(neutral[list(_BLINKS)], 0.0, 0.35)),
        shoulders_m=min(max(float(np.median(widths)), 0.22), 0.5) if widths else base.shoulders_m,
        is_calibrated=True,
    )
