"""The three parts of a performer, each looked for by its landmarker with all that helps to find the right one.

Every part is used by one thread; what it needs to know of the others is handed in with each look and may be a little
older.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.image import Image
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks
from studio.tracking.crop import Crop, crop_around, crop_around_head
from studio.tracking.face_geometry import FaceGeometry
from studio.tracking.mediapipe_landmarkers import FaceFinder, FaceLandmarker, HandLandmarker, ModelFiles, PoseLandmarker
from studio.tracking.performer import (
    NOBODY,
    Company,
    bodies_of_others,
    hands_by_side,
    heads_of_others,
    is_same_person,
    painted_over,
    told_apart,
)

_COUNT_FACES_EVERY = 15
"""Pictures between two counts of the faces in view while the performer's is followed; otherwise at each picture."""
_REMEMBER_PLACE_S = 3.0
"""Whoever comes back within this time is known by place; later the largest face is taken up."""
_CROP_PATIENCE = 3
"""Pictures in which a crop may show no face before the whole picture is tried again."""
_CROP_PER_FACE = 3.0
_LARGE_ENOUGH = 0.3
"""A face of this share of the picture's short side is found without a crop."""
_WRONG_PERSON_PATIENCE = 3
_FRESH_S = 0.5
_NOTHING = np.zeros((64, 64, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the other parts last saw."""

    face: FaceLandmarks | None = None
    body: BodyLandmarks | None = None
    company: Company = NOBODY


class FacePart:
    """Finds the performer's face in the whole picture, or in a crop around the head when it is small."""

    def __init__(self, models: ModelFiles) -> None:
        self._landmarker = FaceLandmarker(models.face)
        self._finder = FaceFinder(models.face)
        self._geometry = FaceGeometry.from_model(models.face)
        self._follows = False
        self._last_center: tuple[float, float] | None = None
        self._last_seen_s = 0.0
        self._pictures = 0
        self._crop: Crop | None = None
        self._crop_misses = 0
        self.company = Company()
        """Who is in the picture, as last counted."""

    def look(self, image: Image, seen: Seen) -> FaceLandmarks | None:
        """The performer's face in this picture."""
        self._pictures += 1
        if not self._follows or self._pictures % _COUNT_FACES_EVERY == 0:
            remembers = abs(image.time_s - self._last_seen_s) < _REMEMBER_PLACE_S
            self.company = told_apart(self._finder.find(image), self._last_center if remembers else None)
        # A landmarker stays with the face it follows; the others are painted over only while it has none.
        picture = image if self._follows else painted_over(image, heads_of_others(self.company))
        face = self._detect(picture, self._crop)
        if face is None and self._crop is None:
            face = self._search_around_head(picture, seen.body)
        self._follows = face is not None
        if face is None:
            self._crop_misses += 1
            if self._crop_misses >= _CROP_PATIENCE:
                self._crop = None
            return None
        self._crop_misses = 0
        self._remember(face, image)
        return face

    def close(self) -> None:
        """Frees the models."""
        self._landmarker.close()
        self._finder.close()

    def _detect(self, picture: Image, crop: Crop | None) -> FaceLandmarks | None:
        if crop is None:
            return self._landmarker.detect(picture)
        found = self._landmarker.detect(crop.cut(picture))
        if found is None:
            return None
        size = (picture.width, picture.height)
        points = crop.points_in_picture(found.points, size)
        matrix = self._geometry.camera_from_face(points, size)
        return FaceLandmarks(found.captured_at_s, points, found.blendshapes, matrix)

    def _search_around_head(self, picture: Image, body: BodyLandmarks | None) -> FaceLandmarks | None:
        fresh = body is not None and picture.time_s - body.captured_at_s < _FRESH_S
        crop = crop_around_head(body, (picture.width, picture.height)) if body is not None and fresh else None
        face = self._detect(picture, crop) if crop else None
        if face is not None:
            self._crop = crop
        return face

    def _remember(self, face: FaceLandmarks, image: Image) -> None:
        """Where the face is now; a crop that it is about to leave, or has outgrown, is changed for the next picture."""
        size = np.array([image.width, image.height], np.float32)
        center, extent = _middle_and_extent(face.points)
        self._last_center, self._last_seen_s = (float(center[0]), float(center[1])), image.time_s
        if self._crop is None:
            return
        x_px, y_px = (float(v) for v in center * size)
        face_px = float((extent * size).max())
        large_enough = face_px > _LARGE_ENOUGH * min(image.width, image.height)
        if large_enough or not self._crop.is_well_inside(x_px, y_px) or face_px > self._crop.side / 2:
            wanted = (
                None if large_enough else crop_around(x_px, y_px, _CROP_PER_FACE * face_px, (image.width, image.height))
            )
            if wanted != self._crop:
                self._crop = wanted
                self._forget_place(image)

    def _forget_place(self, image: Image) -> None:
        """Shows the landmarker nothing, so that it searches anew instead of following a place in another window."""
        self._landmarker.detect(Image(_NOTHING, image.time_s))


class PosePart:
    """Finds the performer's body."""

    def __init__(self, models: ModelFiles) -> None:
        self._landmarker = PoseLandmarker(models.pose)
        self._follows = False
        self._wrong = 0

    def look(self, image: Image, seen: Seen) -> BodyLandmarks | None:
        """The body in this picture; none if it is somebody else's."""
        picture = image if self._follows else painted_over(image, bodies_of_others(seen.company))
        body = self._landmarker.detect(picture)
        self._follows = body is not None
        face_is_fresh = seen.face is not None and abs(image.time_s - seen.face.captured_at_s) < _FRESH_S
        if body is None or seen.face is None or not face_is_fresh or is_same_person(body, seen.face):
            self._wrong = 0
            return body
        self._wrong += 1
        if self._wrong >= _WRONG_PERSON_PATIENCE:
            self._landmarker.detect(Image(_NOTHING, image.time_s))
            self._follows, self._wrong = False, 0
        return None

    def close(self) -> None:
        """Frees the model."""
        self._landmarker.close()


class HandsPart:
    """Finds the performer's hands."""

    def __init__(self, models: ModelFiles) -> None:
        self._landmarker = HandLandmarker(models.hands)

    def look(self, image: Image, seen: Seen) -> tuple[HandLandmarks | None, HandLandmarks | None]:
        """(left, right) in this picture."""
        # Unlike the others it searches all the time, for a second hand; so the others are painted over always.
        found = self._landmarker.detect(painted_over(image, bodies_of_others(seen.company)))
        fresh = seen.body is not None and abs(image.time_s - seen.body.captured_at_s) < _FRESH_S
        return hands_by_side(found, seen.body if fresh else None, (image.width, image.height))

    def close(self) -> None:
        """Frees the model."""
        self._landmarker.close()


def _middle_and_extent(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return frozen((low + high) / 2), frozen(high - low)
