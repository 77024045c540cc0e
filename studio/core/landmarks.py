"""What a tracker saw in one picture: points, no pixels.

Image space: x to the right, y down, both as shares of the (never mirrored) picture's width and height; z grows away
from the camera, in the scale of x. Left and right are always the performer's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class FaceLandmarks:
    """A face, from MediaPipe's face landmarker."""

    captured_at_s: float
    """Common clock (`time.monotonic`); for a file or take: seconds from its start."""
    points: FloatArray
    """(478, 3) float32, image space."""
    blendshapes: FloatArray
    """(52,) float32, 0–1, in the order of `names.ARKIT`; `tongueOut` is always 0 (the model has none)."""
    camera_from_face: FloatArray
    """(4, 4) float32: canonical face to camera, centimetres; x right, y up, z towards the viewer (camera looks down
    −z)."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyLandmarks:
    """A body, from MediaPipe's pose landmarker. Its depth is poor: 22–71 px of jitter on a still picture."""

    captured_at_s: float
    points: FloatArray
    """(33, 3) float32, image space."""
    world: FloatArray
    """(33, 3) float32: metres, origin between the hips, x to the picture's right, y DOWN, z away from the camera."""
    visibility: FloatArray
    """(33,) float32, 0–1."""


@dataclass(frozen=True, slots=True, eq=False)
class HandLandmarks:
    """One hand, from MediaPipe's hand landmarker."""

    captured_at_s: float
    points: FloatArray
    """(21, 3) float32, image space; z relative to the wrist."""
    world: FloatArray
    """(21, 3) float32: metres, origin at the hand's centre, axes as `BodyLandmarks.world`."""
    score: float
    """0–1: how sure the landmarker is of the side."""


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """The newest of every part. Parts run at different rates, so each carries its own capture time; None is absence."""

    captured_at_s: float
    """Capture time of the picture that made this value."""
    image_size: tuple[int, int]
    """(width, height) in pixels of the camera's picture."""
    face: FaceLandmarks | None = None
    body: BodyLandmarks | None = None
    left_hand: HandLandmarks | None = None
    right_hand: HandLandmarks | None = None
