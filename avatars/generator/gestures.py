"""The gestures of a host, as keyframes: wave, bow, present, hold, clap, thank, think, heart. Written as .vrma files.

`python -m avatars.generator.gestures` builds all of them, byte for byte the same every time. Hands are told by where
they are on a standing adult (`gesture_arm`); spine, neck and head turn on top of whatever the performer does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from studio.core.arrays import frozen
from studio.core.clip import Clip
from studio.core.names import BONE, BONES
from studio.core.pose import rest_rotations
from studio.maths import quaternions
from studio.mixing.idle import stance
from studio.vrm.animation_writer import clip_bytes

from .gesture_arm import CHIN, CUPPED, FIST, FLAT, HEART, MIRROR, OPEN, SOFT, Reach, arm_rotations

FPS = 30.0
EASE_S = 0.38
"""From the stance into the gesture, and back."""
Degrees = tuple[float, float, float]


@dataclass(frozen=True)
class Pose:
    """One moment of a gesture. What is not told is left to the performer."""

    left: Reach | None = None
    right: Reach | None = None
    """Told as for the left side."""
    turns: dict[str, Degrees] = field(default_factory=dict)
    """Euler XYZ of spine, chest, neck, head."""
    offset_m: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Gesture:
    name: str
    seconds: float
    pose: Callable[[float], Pose]
    """At a time of its own; it is eased in and out around it."""
    expression: tuple[str, float] = ("", 0.0)


def _mix(a: tuple[float, float, float], b: tuple[float, float, float], share: float) -> tuple[float, float, float]:
    x, y, z = (one + share * (other - one) for one, other in zip(a, b, strict=True))
    return (x, y, z)


def _bump(t: float, start: float, top: float, stay: float, end: float) -> float:
    """0 → 1 → 0, smooth: rises from `start` to `top`, stays to `stay`, is gone at `end`."""
    up = np.clip((t - start) / (top - start), 0.0, 1.0)
    down = np.clip((end - t) / (end - stay), 0.0, 1.0)
    share = float(min(up, down))
    return share * share * (3 - 2 * share)


def _wave(t: float) -> Pose:
    swing = np.sin(2 * np.pi * 1.9 * t)
    wrist = (0.262 + 0.026 * swing, 1.345, 0.12)
    fingers = (0.10 + 0.42 * swing, 1.0, 0.10)
    arm = Reach(wrist, fingers, (0.06, -0.05, 1.0), (0.75, -0.62, -0.12), OPEN)
    return Pose(right=arm, turns={"head": (0.0, 2.0, -4.0), "chest": (0.0, 0.0, 1.0)})


def _bow(t: float) -> Pose:
    down = _bump(t, 0.35, 1.0, 1.35, 2.1)
    low = 0.022 * down
    left = Reach((0.082, 1.150 - low, 0.232), (-1.0, 0.22, 0.04), (-0.08, -0.05, -1.0), (0.72, -0.66, 0.02), CUPPED)
    right = Reach((0.064, 1.150 - low, 0.196), (-1.0, 0.28, 0.10), (0.06, -0.10, -1.0), (0.72, -0.66, 0.02), FIST)
    bend = {"spine": (12.0 * down, 0.0, 0.0), "chest": (10.0 * down, 0.0, 0.0), "neck": (7.0 * down, 0.0, 0.0)}
    return Pose(left, right, bend | {"head": (6.0 * down, 0.0, 0.0)}, (0.0, -0.004 * down, -0.03 * down))


def _present(t: float) -> Reach:
    """An open hand, palm up, toward what stands beside: pointing with one finger is rude in a shop."""
    drift = 0.012 * np.sin(2 * np.pi * 0.7 * t)
    return Reach((0.310 + drift, 1.105, 0.165), (1.0, 0.26, 0.42), (0.06, 0.88, 0.46), (0.35, -0.9, -0.25), FLAT)


def _point_left(t: float) -> Pose:
    """To the left of the picture: her right arm."""
    return Pose(right=_present(t), turns={"head": (0.0, -7.0, 3.0), "chest": (0.0, -3.0, 0.0)})


def _point_right(t: float) -> Pose:
    return Pose(left=_present(t), turns={"head": (0.0, 7.0, -3.0), "chest": (0.0, 3.0, 0.0)})


def _hold(t: float) -> Pose:
    lift = 0.010 * np.sin(2 * np.pi * 0.45 * t)
    palm = Reach((0.105, 1.035 + lift, 0.215), (-0.50, 0.10, 0.86), (-0.18, 0.97, -0.06), (0.62, -0.74, -0.22), CUPPED)
    return Pose(palm, palm, {"head": (5.0, 0.0, 0.0)})


def _clap(t: float) -> Pose:
    apart = 0.5 - 0.5 * np.cos(2 * np.pi * 2.6 * t)
    x = 0.034 + 0.048 * apart
    palm = Reach((x, 1.125, 0.205), (-0.12, 0.93, 0.40), (-1.0, -0.08 * apart, -0.05), (0.72, -0.68, -0.15), FLAT)
    return Pose(palm, replace(palm, wrist=(x, 1.118, 0.198)), {"head": (2.0, 0.0, 2.0)})


def _thanks(t: float) -> Pose:
    down = _bump(t, 0.3, 0.85, 1.2, 1.8)
    heart = Reach((0.052, 1.098, 0.158), (-0.97, 0.26, 0.06), (0.02, -0.06, -1.0), (0.80, -0.60, -0.10), FLAT)
    bend = {"spine": (7.0 * down, 0.0, 0.0), "chest": (6.0 * down, 0.0, 0.0), "head": (8.0 * down, 0.0, 2.0)}
    return Pose(right=heart, turns=bend, offset_m=(0.0, 0.0, -0.012 * down))


def _think(t: float) -> Pose:
    nod = np.sin(2 * np.pi * 0.5 * t)
    chin = Reach((0.070, 1.218, 0.140), (-0.42, 0.88, 0.05), (-0.30, 0.10, -0.95), (0.45, -0.88, 0.12), CHIN)
    under = Reach((-0.030, 1.030, 0.180), (-0.98, 0.16, 0.05), (0.0, 0.20, -0.98), (0.80, -0.58, -0.15), SOFT)
    return Pose(under, chin, {"head": (-2.0 + 1.5 * nod, 5.0, 6.0), "neck": (0.0, 2.0, 2.0)})


def _heart(t: float) -> Pose:
    beat = 0.006 * np.sin(2 * np.pi * 1.6 * t)
    half = Reach((0.086 - beat, 1.098, 0.205), (-0.34, 0.93, 0.10), (-0.88, -0.32, -0.28), (0.86, -0.48, 0.05), HEART)
    return Pose(half, half, {"head": (0.0, 0.0, 5.0)})


GESTURES = (
    Gesture("wave", 1.9, _wave, ("happy", 0.55)),
    Gesture("bow", 2.3, _bow, ("relaxed", 0.6)),
    Gesture("point_left", 1.6, _point_left, ("relaxed", 0.4)),
    Gesture("point_right", 1.6, _point_right, ("relaxed", 0.4)),
    Gesture("hold", 2.4, _hold, ("relaxed", 0.5)),
    Gesture("clap", 1.6, _clap, ("happy", 0.7)),
    Gesture("thanks", 2.0, _thanks, ("happy", 0.5)),
    Gesture("think", 2.2, _think),
    Gesture("heart", 1.9, _heart, ("happy", 0.8)),
)


def clip_of(gesture: Gesture) -> Clip:
    """Sampled, eased out of the stance and back into it."""
    seconds = gesture.seconds + 2 * EASE_S
    times = np.arange(round(seconds * FPS) + 1) / FPS
    rotations = np.tile(rest_rotations(), (len(times), 1, 1)).astype(float)
    offsets = np.zeros((len(times), 3))
    weights = np.zeros(len(times))
    at_ease = stance()
    moved: dict[str, None] = {}
    for number, time_s in enumerate(times):
        share = _bump(time_s, 0.0, EASE_S, seconds - EASE_S, seconds)
        weights[number] = share
        pose = gesture.pose(float(np.clip(time_s - EASE_S, 0.0, gesture.seconds)))
        for side, reach in (("left", pose.left), ("right", pose.right)):
            if reach is None:
                continue
            for part, turn in arm_rotations(reach).items():
                turned = turn if side == "left" else turn * MIRROR
                row = BONE[side + part]
                rotations[number, row] = quaternions.slerp(at_ease[row], turned, share)
                moved[side + part] = None
        for bone, degrees in pose.turns.items():
            turned = quaternions.from_euler_xyz(np.radians(degrees))
            rotations[number, BONE[bone]] = quaternions.slerp(quaternions.IDENTITY, turned, share)
            moved[bone] = None
        offsets[number] = share * np.array(pose.offset_m)
    if offsets.any():
        moved["hips"] = None
    name, most = gesture.expression
    return Clip(
        gesture.name,
        FPS,
        frozen(rotations),
        frozen(offsets),
        ((name, frozen(most * weights)),) if name else (),
        bones=tuple(bone for bone in BONES if bone in moved),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the gestures.")
    house = Path(__file__).resolve().parents[2] / "studio" / "library" / "gestures"
    parser.add_argument("--out", type=Path, default=house, help="folder for the files (default: the studio's own)")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for gesture in GESTURES:
        path = folder / f"{gesture.name}.vrma"
        path.write_bytes(clip_bytes(clip_of(gesture)))
        print(f"{path.name}: {clip_of(gesture).duration_s:.1f} s, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
