"""MediaPipe's face, pose and hand landmarkers, told in the studio's terms. The one file that imports mediapipe.

VIDEO mode: LIVE_STREAM throws frames away on its own. Every landmarker is used by one thread at a time; its calls
release the GIL. Its clock may not stand still or go back (ValueError), so times are made to advance here.

MediaPipe reports usage to its maker when a landmarker closes, and has no switch for it. `deny_network` sends whatever
it tries to a closed port of this machine; call it before anything is closed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import types
import zipfile
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.errors import TrackingError
from studio.core.image import Image
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks
from studio.core.names import ARKIT_INDEX, FACE_POINTS

_NOWHERE = "http://127.0.0.1:9"
"""The discard port of this machine: nothing listens there."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where the three model files are."""

    face: Path
    pose: Path
    hands: Path


@dataclass(frozen=True, slots=True)
class Box:
    """A face found in a picture, in image space (shares of width and height)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def deny_network(environment: MutableMapping[str, str] = os.environ) -> None:
    """Makes every proxy of this process a closed port. MediaPipe's reporter (libcurl) honours it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        environment[name] = _NOWHERE
    for name in ("no_proxy", "NO_PROXY"):
        environment.pop(name, None)


class FaceLandmarker:
    """Finds one face: points, blendshapes and the head's matrix. Raises TrackingError if the model is unusable."""

    def __init__(self, model: Path) -> None:
        vision, base = _mediapipe(model)
        options = vision.FaceLandmarkerOptions(
            base_options=base,
            running_mode=vision.RunningMode.VIDEO,
            output_face_blendshapes=True,
            output_facial_transformation_matrixes=True,
        )
        self._task = _created(vision.FaceLandmarker, options, model)
        self._clock = _Clock()
        self._blendshape_rows: list[int] = []

    def detect(self, image: Image) -> FaceLandmarks | None:
        """The face in an RGB picture, stamped with the picture's time."""
        result = self._task.detect_for_video(_mp_image(image), self._clock.next_ms(image.time_s))
        if not result.face_landmarks or len(result.face_landmarks[0]) != FACE_POINTS:
            return None
        return FaceLandmarks(
            image.time_s,
            _points(result.face_landmarks[0]),
            self._arkit(result.face_blendshapes[0]),
            frozen(result.facial_transformation_matrixes[0], shape=(4, 4)),
        )

    def close(self) -> None:
        """Frees the model; call once, when no `detect` runs."""
        self._task.close()

    def _arkit(self, categories: Any) -> FloatArray:
        if (
            not self._blendshape_rows
        ):  # by name: the model starts with "_neutral", knows no tongueOut, and may be reordered
            self._blendshape_rows = [ARKIT_INDEX.get(category.category_name, -1) for category in categories]
        values = np.zeros(len(ARKIT_INDEX), np.float32)
        for row, category in zip(self._blendshape_rows, categories, strict=True):
            if row >= 0:
                values[row] = category.score
        return frozen(values)


class PoseLandmarker:
    """Finds one body: 33 points in the picture and in metres. Raises TrackingError if the model is unusable."""

    def __init__(self, model: Path) -> None:
        vision, base = _mediapipe(model)
        options = vision.PoseLandmarkerOptions(base_options=base, running_mode=vision.RunningMode.VIDEO)
        self._task = _created(vision.PoseLandmarker, options, model)
        self._clock = _Clock()

    def detect(self, image: Image) -> BodyLandmarks | None:
        """The body in an RGB picture, stamped with the picture's time."""
        result = self._task.detect_for_video(_mp_image(image), self._clock.next_ms(image.time_s))
        if not result.pose_landmarks:
            return None
        points = result.pose_landmarks[0]
        visibility = np.fromiter((point.visibility for point in points), np.float32, len(points))
        return BodyLandmarks(
            image.time_s, _points(points), _points(result.pose_world_landmarks[0]), frozen(np.clip(visibility, 0, 1))
        )

    def close(self) -> None:
        """Frees the model; call once, when no `detect` runs."""
        self._task.close()


@dataclass(frozen=True, slots=True, eq=False)
class FoundHand:
    """A hand and the performer's side it was taken for."""

    is_left: bool
    hand: HandLandmarks


class HandLandmarker:
    """Finds up to two hands. Raises TrackingError if the model is unusable."""

    def __init__(self, model: Path) -> None:
        vision, base = _mediapipe(model)
        options = vision.HandLandmarkerOptions(base_options=base, running_mode=vision.RunningMode.VIDEO, num_hands=2)
        self._task = _created(vision.HandLandmarker, options, model)
        self._clock = _Clock()

    def detect(self, image: Image) -> tuple[FoundHand, ...]:
        """The hands in an RGB picture that is not mirrored; the model then tells sides as the performer's own."""
        result = self._task.detect_for_video(_mp_image(image), self._clock.next_ms(image.time_s))
        return tuple(
            FoundHand(
                side[0].category_name == "Left",
                HandLandmarks(image.time_s, _points(points), _points(world), min(max(float(side[0].score), 0.0), 1.0)),
            )
            for points, world, side in zip(
                result.hand_landmarks, result.hand_world_landmarks, result.handedness, strict=True
            )
        )

    def close(self) -> None:
        """Frees the model; call once, when no `detect` runs."""
        self._task.close()


class FaceFinder:
    """Finds every face that is large enough, as boxes: the detector inside the face model, alone (about 2 ms)."""

    def __init__(self, face_model: Path) -> None:
        vision, _ = _mediapipe(face_model)
        from mediapipe.tasks.python.core.base_options import BaseOptions

        try:
            with zipfile.ZipFile(face_model) as bundle:
                detector = bundle.read("face_detector.tflite")
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise _unusable(face_model, error) from error
        options = vision.FaceDetectorOptions(
            base_options=BaseOptions(model_asset_buffer=detector), running_mode=vision.RunningMode.IMAGE
        )
        self._task = _created(vision.FaceDetector, options, face_model)

    def find(self, image: Image) -> tuple[Box, ...]:
        """The faces in an RGB picture, largest first."""
        boxes = [detection.bounding_box for detection in self._task.detect(_mp_image(image)).detections]
        found = [
            Box(b.origin_x / image.width, b.origin_y / image.height, b.width / image.width, b.height / image.height)
            for b in boxes
        ]
        return tuple(sorted(found, key=lambda box: -box.width * box.height))

    def close(self) -> None:
        """Frees the model; call once, when no `find` runs."""
        self._task.close()


@contextlib.contextmanager
def quiet_stderr() -> Iterator[list[str]]:
    """Keeps what native code writes to standard error away from the screen; gives the lines that tell of errors.

    MediaPipe writes greetings and warnings there at every start, and no setting stops them. Not for use beside threads
    that write to standard error themselves.
    """
    errors: list[str] = []
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as noise:
        os.dup2(noise.fileno(), 2)
        try:
            yield errors
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            noise.seek(0)
            lines = noise.read(1 << 20).decode("utf-8", "replace").splitlines()
            # absl: a line begins with the first letter of its severity and the date, as in "E0000 00:00:17…".
            errors += [line for line in lines if line[:1] in "EF" and line[1:5].isdigit()]


class _Clock:
    """Milliseconds that always advance."""

    def __init__(self) -> None:
        self._last_ms = -1

    def next_ms(self, time_s: float) -> int:
        self._last_ms = max(self._last_ms + 1, round(time_s * 1000))
        return self._last_ms


def _mediapipe(model: Path) -> tuple[Any, Any]:
    """(the vision module, base options of a model file)."""
    with _without_matplotlib():
        from mediapipe.tasks.python import vision
        from mediapipe.tasks.python.core.base_options import BaseOptions

    return vision, BaseOptions(model_asset_path=str(model))


@contextlib.contextmanager
def _without_matplotlib() -> Iterator[None]:
    """MediaPipe imports matplotlib for one helper that nobody calls here: 0.4 s and 37 MB at every start.

    While it is imported, an empty module stands in its place.
    """
    names = ("matplotlib", "matplotlib.pyplot")
    if any(name in sys.modules for name in names) or "mediapipe" in sys.modules:
        yield
        return
    for name in names:
        sys.modules[name] = types.ModuleType(name)
    sys.modules[names[0]].pyplot = sys.modules[names[1]]  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _created(kind: Any, options: Any, model: Path) -> Any:
    try:
        return kind.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        raise _unusable(model, error) from error


def _unusable(model: Path, error: Exception) -> TrackingError:
    return TrackingError(
        f"the model cannot be loaded ({str(error).splitlines()[0][:200] if str(error) else type(error).__name__})",
        where=str(model),
        remedy="run `studio doctor`; it checks the model files",
    )


def _mp_image(image: Image) -> Any:
    import mediapipe

    if image.pixels.shape[2] != 3:
        raise ValueError("landmarkers look at RGB pictures")
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=image.pixels)


def _points(landmarks: Any) -> FloatArray:
    """(n, 3) from MediaPipe's landmark objects."""
    values = np.fromiter(
        (v for point in landmarks for v in (point.x, point.y, point.z)), np.float32, 3 * len(landmarks)
    )
    return frozen(values.reshape(-1, 3))
