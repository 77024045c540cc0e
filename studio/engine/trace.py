"""The pose of every frame beside what the tracker saw, as CSV: for checks, plots and people who animate elsewhere."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np

from studio.core.landmarks import FaceLandmarks, Landmarks
from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.engine.performance import Performance
from studio.maths import quaternions

_HEAD_CHAIN = tuple(BONE[name] for name in ("hips", "spine", "chest", "upperChest", "neck", "head"))
_UPPER_LIP, _LOWER_LIP, _FOREHEAD, _CHIN = 13, 14, 10, 152
_COLUMNS = (
    "time_s",
    "seen_yaw_deg",
    "seen_pitch_deg",
    "seen_roll_deg",
    "seen_lips_apart",
    "avatar_yaw_deg",
    "avatar_pitch_deg",
    "avatar_roll_deg",
    "avatar_jaw_open",
    "avatar_aa",
    "performer_trust",
)


class Trace:
    """Rows in memory, written once at the end."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, ...]] = []

    def add(self, time_s: float, seen: Landmarks | None, performance: Performance) -> None:
        """One frame. Angles in degrees: yaw, pitch, roll about +Y, +X and +Z; NaN: no face."""
        face = seen.face if seen else None
        if seen is None or face is None:
            seen_values = (math.nan,) * 4
        else:
            rotation = quaternions.from_matrix(face.camera_from_face[:3, :3])
            seen_values = (*_degrees(rotation), _lips_apart(face, seen.image_size))
        state = performance.state
        head = quaternions.IDENTITY
        for bone in _HEAD_CHAIN:
            head = quaternions.multiply(head, state.rotations[bone])
        trust = performance.performer.face_trust if performance.performer else 0.0
        self.rows.append(
            (
                time_s,
                *seen_values,
                *_degrees(head),
                float(state.arkit[ARKIT_INDEX["jawOpen"]]),
                float(state.presets[PRESET["aa"]]),
                trust,
            )
        )

    def write(self, path: Path) -> None:
        beside = path.with_suffix(path.suffix + ".part")
        with beside.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            writer.writerows([f"{value:.4f}" for value in row] for row in self.rows)
        beside.replace(path)


def _lips_apart(face: FaceLandmarks, image_size: tuple[int, int]) -> float:
    """Gap between the inner lips over the height of the face, from the points alone."""
    points = np.asarray(face.points) * (image_size[0], image_size[1], image_size[0])
    gap, height = points[_UPPER_LIP] - points[_LOWER_LIP], points[_FOREHEAD] - points[_CHIN]
    return float(np.linalg.norm(gap) / max(float(np.linalg.norm(height)), 1e-6))


def _degrees(rotation: quaternions.Array) -> tuple[float, float, float]:
    pitch, yaw, roll = (math.degrees(angle) for angle in quaternions.to_euler_xyz(rotation))
    return yaw, pitch, roll
