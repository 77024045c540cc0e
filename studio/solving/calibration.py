"""A performer's own zero: what their relaxed, straight look measures as. Numbers only, nothing of the picture."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.errors import TrackingError
from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT, ARKIT_INDEX
from studio.maths import quaternions
from studio.maths.curves import decay
from studio.solving.arms import shoulder_width_m
from studio.solving.face import (
    FEATURES,
    RESTING_BLENDSHAPES,
    RESTING_FEATURES,
    FaceRange,
    shape_features,
    upright_points,
)
from studio.solving.gaze import fuse, gaze_by_irises, gaze_by_shapes
from studio.solving.head import head_rotation, neck_in_camera_cm

Array = NDArray[Any]
_JAW = ARKIT_INDEX["jawOpen"]
_MAX_RESTING_JAW = 0.05
_MOUTH_GAP = FEATURES.index("mouth_gap") - 2
"""Among the features after the two lid gaps."""
_BLINKS = np.array([ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]])

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
        self._neck_cm = None if profile.neck_cm is None else np.array(profile.neck_cm, float)
        self._neck_known_s = 0.0 if profile.neck_cm is None else 1.0

    @property
    def face(self) -> FaceRange:
        """What to measure the face against now."""
        return FaceRange(self._neutral, self._features, self._open, self._closed)

    def neck_cm(self, seen_cm: Array, dt_s: float) -> Array:
        """(3,) the neutral place of the neck: found in the first half second, then following the seat within a
        minute."""
        if self._neck_cm is None:
            self._neck_cm = np.array(seen_cm, float)
        rate = 0.08 if self._neck_known_s < 0.5 else 25.0
        self._neck_known_s += dt_s
        self._neck_cm = self._neck_cm + (1.0 - decay(rate, dt_s)) * (seen_cm - self._neck_cm)
        return self._neck_cm

    def learn(self, blendshapes: Array, features: Array, dt_s: float) -> None:
        """Takes in one frame of a face seen from the front."""
        lids = features[:2]
        blink = blendshapes[_BLINKS]
        wide = self._features[:2]
        is_open = (blink < 0.45) & (lids > 0.5 * wide)
        rate = np.where(lids > wide, 1.0 - decay(0.7, dt_s), 1.0 - decay(15.0, dt_s))
        self._features[:2] = np.clip(wide + np.where(is_open, rate, 0.0) * (lids - wide), 0.15, 0.8)
        rate = np.where(blink < self._open, 1.0 - decay(0.5, dt_s), 1.0 - decay(20.0, dt_s))
        self._open = np.clip(self._open + np.where(is_open, rate, 0.0) * (blink - self._open), 0.0, 0.35)
        is_shut = lids < 0.25 * wide
        rate = np.where(blink > self._closed, 1.0 - decay(0.1, dt_s), 1.0 - decay(2.0, dt_s))
        self._closed = np.clip(self._closed + np.where(is_shut, rate, 0.0) * (blink - self._closed), 0.5, 0.95)
        if self._is_calibrated:
            return
        rest = self._features[2:]
        away = features[2:] - rest
        calm = np.abs(away) < _CALM
        rate = np.where(calm, 1.0 - decay(6.0, dt_s), 0.0)
        if away[_MOUTH_GAP] > 0.0:
            # Who talks has the mouth open half of the time; that is not how it rests.
            rate[_MOUTH_GAP] = 0.0
        self._features[2:] = rest + rate * away
        away = blendshapes - self._neutral
        rate = np.where(away < 0, 1.0 - decay(2.0, dt_s), np.where(away < 0.25, 1.0 - decay(20.0, dt_s), 0.0))
        self._neutral += rate * away
        self._neutral[_JAW] = min(float(self._neutral[_JAW]), _MAX_RESTING_JAW)


def profile_of(samples: Sequence[Landmarks], base: Profile) -> Profile:
    """The neutral of a performer who looked straight and relaxed: medians over the samples.

    What the samples do not show (closed eyes, shoulders out of the picture) stays as in `base`. Raises TrackingError
    if no face was seen.
    """
    rotations, necks, shapes, features, gazes = [], [], [], [], []
    for sample in samples:
        seen = sample.face
        if seen is None or not np.isfinite(seen.points).all():
            continue
        turned = head_rotation(seen.camera_from_face)
        upright = None if turned is None else upright_points(seen, sample.image_size, turned[1])
        if turned is None or upright is None:
            continue
        shown = np.asarray(seen.blendshapes, float)
        rotations.append(turned[0] * np.sign(turned[0][3] or 1.0))
        necks.append(neck_in_camera_cm(seen.camera_from_face, turned[1]))
        shapes.append(shown)
        features.append(shape_features(upright))
        gazes.append(fuse(gaze_by_irises(upright, 0.0), gaze_by_shapes(shown), np.zeros(2)))
    if not rotations:
        raise TrackingError(
            "no face was seen while calibrating", remedy="sit in the light, face the camera and calibrate again"
        )

    def median(rows: list[Array]) -> Array:
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
        blink_open=frozen(np.clip(neutral[_BLINKS], 0.0, 0.35)),
        shoulders_m=min(max(float(np.median(widths)), 0.22), 0.5) if widths else base.shoulders_m,
        is_calibrated=True,
    )
