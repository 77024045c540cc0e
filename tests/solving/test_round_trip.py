"""A pose put on a skeleton, seen as landmarks, solved again: the same pose."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from studio.core.names import BONE
from studio.maths import quaternions
from studio.maths.vectors import unit
from studio.solving.solver import Solver
from tests.support.natural_poses import natural_pose
from tools.synthetic_performer import Noise, Performance, joints, see

FINGERS = [
    BONE[f"{side}{finger}{part}"]
    for side in ("left", "right")
    for finger in ("Index", "Middle", "Ring", "Little")
    for part in ("Proximal", "Intermediate", "Distal")
]


def errors_deg(poses: int, noise: Noise | None, frames: int) -> dict[str, np.ndarray]:
    """By part: degrees between the pose and what was solved of it, one number a joint."""
    random = np.random.default_rng(20)
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(poses):
        truth = natural_pose(random)
        solver = Solver()
        for frame in range(frames):
            seen = see(Performance(truth), frame * 0.1, noise=noise, random=random)
            pose = solver.solve(seen)
        assert seen.face is not None
        (places, turned), (solved_places, solved) = (joints(r, np.zeros(3)) for r in (truth, pose.rotations))
        head = BONE["head"]
        found["head"].append(quaternions.angle_between(turned[head], solved[head]))
        for side in ("left", "right"):
            for bone, end in (("UpperArm", "LowerArm"), ("LowerArm", "Hand")):
                a, b = BONE[side + bone], BONE[side + end]
                cosine = unit(places[b] - places[a]) @ unit(solved_places[b] - solved_places[a])
                found["arms"].append(np.arccos(np.clip(cosine, -1.0, 1.0)))
            if (seen.left_hand if side == "left" else seen.right_hand) is not None:
                hand = BONE[side + "Hand"]
                found["hands"].append(quaternions.angle_between(turned[hand], solved[hand]))
                rows = [row for row in FINGERS if row > BONE[side + "ThumbMetacarpal"]][:12]
                found["fingers"] += list(quaternions.angle_between(truth[rows], pose.rotations[rows].astype(float)))
    return {part: np.degrees(angles) for part, angles in found.items()}


def test_clean_landmarks_give_the_pose_back() -> None:
    found = errors_deg(poses=60, noise=None, frames=2)
    assert np.median(found["head"]) < 0.1
    assert np.median(found["arms"]) < 3.0
    assert found["arms"].max() < 12.0, "an arm flipped"
    assert np.percentile(found["hands"], 98) < 5.0
    assert np.median(found["fingers"]) < 0.5


def test_landmarks_with_measured_noise_give_the_pose_back_within_the_bar() -> None:
    found = errors_deg(poses=25, noise=Noise(), frames=10)
    assert np.median(found["head"]) < 3.0
    assert np.median(found["arms"]) < 6.0
    assert np.median(found["hands"]) < 6.0
    assert np.median(found["fingers"]) < 10.0
    assert found["arms"].max() < 25.0, "an arm flipped"


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("noise", [None, Noise()], ids=["clean", "measured noise"])
def test_nothing_flips_over_ten_thousand_natural_poses(noise: Noise | None) -> None:
    found = errors_deg(poses=10_000, noise=noise, frames=1 if noise is None else 2)
    for part, bar_deg in (("head", 3.0), ("arms", 6.0), ("hands", 6.0), ("fingers", 10.0)):
        print(f"{part}: median {np.median(found[part]):.2f}, 99 % {np.percentile(found[part], 99):.1f}°")
        assert np.median(found[part]) < bar_deg
    assert found["arms"].max() < 45.0, "an arm flipped"
    assert np.percentile(found["hands"], 99.5) < 45.0
