"""Who the performer is when several people are in the picture, and which hands are theirs.

The landmarkers follow one person each and stay with them by themselves; they have to be told only whom to take up. That
is done by painting the others over, which leaves all coordinates as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.image import Image
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks
from studio.tracking.mediapipe_landmarkers import Box, FoundHand

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in image space."""

_GREY = 128
_LEFT_WRIST, _RIGHT_WRIST = 15, 16
_SURE = 0.6
_SAME_PLACE = 1.5


@dataclass(frozen=True, slots=True)
class Company:
    """The faces in the picture, told apart."""

    performer: Box | None = None
    others: tuple[Box, ...] = ()


NOBODY = Company()


def told_apart(faces: Sequence[Box], last_center: tuple[float, float] | None) -> Company:
    """The performer is the face where they were last, or nobody if there is none; if that is not known, the largest."""
    if last_center is None:
        mine = max(faces, key=lambda box: box.width * box.height, default=None)
    else:
        mine = min(faces, key=lambda box: _heads_away(box, last_center), default=None)
        if mine is not None and _heads_away(mine, last_center) > _SAME_PLACE:
            mine = None
    return Company(mine, tuple(box for box in faces if box is not mine))


def heads_of_others(company: Company) -> tuple[Rect, ...]:
    """What to paint over so that only the performer's face can be found."""
    return tuple(
        (box.x - box.width * 0.3, box.y - box.height * 0.4, box.x + box.width * 1.3, box.y + box.height * 1.2)
        for box in company.others
    )


def bodies_of_others(company: Company) -> tuple[Rect, ...]:
    """What to paint over so that only the performer's body and hands can be found: a column below each other head.

    A column ends halfway to the performer: those who sit close lose an arm rather than hide the performer's.
    """
    columns = []
    for box in company.others:
        center, reach = box.center[0], 2.0 * box.width
        left, right = center - reach, center + reach
        if company.performer is not None:
            halfway = (center + company.performer.center[0]) / 2
            left, right = (max(left, halfway), right) if center > halfway else (left, min(right, halfway))
        columns.append((left, box.y - box.height * 0.5, right, 1.0))
    return tuple(columns)


def painted_over(image: Image, rects: Sequence[Rect]) -> Image:
    """The picture with grey rectangles; the picture itself if there are none."""
    if not rects:
        return image
    pixels = image.pixels.copy()
    for left, top, right, bottom in rects:
        x0, x1 = (min(max(round(x * image.width), 0), image.width) for x in (left, right))
        y0, y1 = (min(max(round(y * image.height), 0), image.height) for y in (top, bottom))
        pixels[y0:y1, x0:x1] = _GREY
    return Image(pixels, image.time_s, image.alpha)


def is_same_person(body: BodyLandmarks, face: FaceLandmarks) -> bool:
    """Whether the body's nose lies in or near the face: within one and a half face sizes of its middle."""
    low, high = face.points[:, :2].min(axis=0), face.points[:, :2].max(axis=0)
    away = np.abs(body.points[0, :2] - (low + high) / 2)
    return bool((away < 1.5 * (high - low)).all())


def hands_by_side(
    found: Sequence[FoundHand], body: BodyLandmarks | None, image_size: tuple[int, int]
) -> tuple[HandLandmarks | None, HandLandmarks | None]:
    """(left, right). The landmarker mixes sides up at times; where the body's wrists are sure, they decide."""
    wrists = _wrists(body, image_size)
    best: list[tuple[float, HandLandmarks] | None] = [None, None]
    for item in found:
        side = 0 if item.is_left else 1
        trust = item.hand.score
        if wrists is not None:
            hand = item.hand.points[0, :2] * np.array(image_size)
            distances = np.linalg.norm(wrists - hand, axis=1)
            between = float(np.linalg.norm(wrists[0] - wrists[1]))
            if distances.min() < 0.35 * between:  # else the wrists are close together, or the hand is near neither
                side = int(distances.argmin())
                trust += 1.0
        held = best[side]
        if held is None or trust > held[0]:
            best[side] = (trust, item.hand)
    left, right = best
    return left[1] if left else None, right[1] if right else None


def _wrists(body: BodyLandmarks | None, image_size: tuple[int, int]) -> NDArray[Any] | None:
    """(2, 2) pixels, left then right; None unless both are sure."""
    if body is None or min(body.visibility[_LEFT_WRIST], body.visibility[_RIGHT_WRIST]) < _SURE:
        return None
    return np.asarray(body.points[[_LEFT_WRIST, _RIGHT_WRIST], :2] * np.array(image_size))


def _heads_away(box: Box, place: tuple[float, float]) -> float:
    """How far a place is from the middle of a face, in sizes of that face."""
    return max(abs(place[0] - box.center[0]) / box.width, abs(place[1] - box.center[1]) / box.height)
