"""Prints the cost of `Poser.pose` in milliseconds a frame: `python tests/speed/bench_posing.py FILE.vrm …`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from studio.core.names import BONE
from studio.core.pose import AvatarState, rest_rotations
from studio.maths import quaternions
from studio.posing import Poser
from studio.vrm import load_avatar

FRAMES = 300


def moving_state(time_s: float) -> AvatarState:
    """A person who sways, turns the head, talks and blinks."""
    rotations = rest_rotations()
    for bone, axis, size in (("spine", (0, 0, 1), 0.1), ("head", (0, 1, 0), 0.4), ("leftUpperArm", (0, 0, 1), -1.0)):
        turn = size * np.sin(2 * np.pi * time_s)
        rotations[BONE[bone]] = quaternions.from_axis_angle(np.array(axis, float), turn)
    presets = np.full(18, 0.2 + 0.2 * np.sin(time_s), np.float32)
    return AvatarState(
        rotations=rotations, presets=presets, arkit=np.full(52, 0.3, np.float32), gaze_rad=np.float32((0.1, 0.05))
    )


def main(paths: list[str]) -> None:
    for path in paths:
        avatar = load_avatar(Path(path))
        for springs in (True, False):
            poser = Poser(avatar, springs=springs)
            states = [moving_state(i / 60) for i in range(FRAMES)]
            took = []
            for state in states:
                start = time.perf_counter()
                poser.pose(state, 1 / 60)
                took.append(time.perf_counter() - start)
            median, high = np.percentile(np.array(took) * 1e3, (50, 95))
            joints = len(poser.springs.nodes) if poser.springs else 0
            print(
                f"{avatar.name[:30]:30} {len(avatar.nodes.names):4} nodes {joints:4} springs "
                f"{median:6.2f} ms median {high:6.2f} ms p95"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
