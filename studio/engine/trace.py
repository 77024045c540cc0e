"""The pose of every frame beside what the tracker saw, as CSV: for checks, plots and people who animate elsewhere."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.engine.performance import Performance
from studio.maths import quaternions

_HEAD_CHAIN = tuple(BONE[name] for name in ("hips", "spine", "chest", "upperChest", "neck", "head"))
_COLUMNS = (
    "time_s",
    "seen_yaw_deg",
    "seen_pitch_deg",
    "seen_roll_deg",
    "seen_mouth_open",
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
        if face is None:
            seen_values = (math.nan,) * 4
        else:
            rotation = quaternions.from_matrix(face.camera_from_face[:3, :3])
            mouth = float(face.blendshapes[ARKIT_INDEX["jawOpen"]])
            seen_values = (*_degrees(rotation), mouth)
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


def _degrees(rotation: quaternions.Array) -> tuple[float, float, float]:
    pitch, yaw, roll = (math.degrees(angle) for angle in quaternions.to_euler_xyz(rotation))
    return yaw, pitch, roll
