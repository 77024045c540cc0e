"""Made-up people for tests of pure logic."""

from __future__ import annotations

import numpy as np

from studio.core.arrays import frozen
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks


def a_face(x: float = 0.5, y: float = 0.4, size: float = 0.2, time_s: float = 0.0) -> FaceLandmarks:
    """A face whose points fill a square around (x, y)."""
    points = np.random.default_rng(1).uniform(-0.5, 0.5, (478, 3))
    points[0, :2], points[1, :2] = -0.5, 0.5
    return FaceLandmarks(
        time_s, frozen(points * size + (x, y, 0)), frozen(np.zeros(52)), frozen(np.eye(4, dtype=np.float32))
    )


def a_body(
    x: float = 0.5, y: float = 0.4, head: float = 0.1, time_s: float = 0.0, visibility: float = 1.0
) -> BodyLandmarks:
    """A body that faces the camera: ears `head` apart, shoulders 2.5 heads, wrists 4 heads and 6 below."""
    points = np.zeros((33, 3))
    points[:11] = (x, y, 0)
    points[7], points[8] = (x + head / 2, y, 0), (x - head / 2, y, 0)
    points[11], points[12] = (x + 1.25 * head, y + 1.5 * head, 0), (x - 1.25 * head, y + 1.5 * head, 0)
    points[15], points[16] = (x + 2 * head, y + 6 * head, 0), (x - 2 * head, y + 6 * head, 0)
    return BodyLandmarks(time_s, frozen(points), frozen(np.zeros((33, 3))), frozen(np.full(33, visibility)))


def a_hand(x: float, y: float, score: float = 0.9, time_s: float = 0.0) -> HandLandmarks:
    """A hand whose wrist is at (x, y)."""
    points = np.zeros((21, 3))
    points[:, :2] = (x, y)
    return HandLandmarks(time_s, frozen(points), frozen(np.zeros((21, 3))), score)
