"""What people do on the clips, labelled by eye from the pictures (`labels.tsv`), is what the avatar is told.

Blinks, open eyes, squints and smiles were labelled from strips of eye and face crops before the solver was asked;
vowels again after its answers had been seen: their score is no independent one. The clip's name says who.
`ih or ee`: teeth apart or together is not seen in points, so either name will do.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from studio.core.names import ARKIT_INDEX, PRESET
from studio.core.pose import PerformerPose
from studio.engine.tracker_client import iterate_landmarks
from studio.solving.solver import Solver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

VOWELS = ("aa", "ih", "ou", "ee", "oh")
CLOSED = 0.5
"""An avatar's lid counts as closed from here."""
GRACE_S = 0.05


@dataclass(frozen=True)
class Label:
    clip: str
    from_s: float
    to_s: float
    what: str


def labels(*what: str) -> list[Label]:
    with (Path(__file__).parent / "labels.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        told = [Label(row["clip"], float(row["from_s"]), float(row["to_s"]), row["what"]) for row in rows]
    return [label for label in told if label.what in what]


@cache
def solved(path: Path) -> tuple[PerformerPose, ...]:
    solver = Solver()
    with iterate_landmarks(f"file:{path}") as stream:
        return tuple(solver.solve(landmarks) for _, landmarks in stream)


def during(shared: Path, label: Label, grace_s: float = 0.0) -> list[PerformerPose]:
    poses = solved(shared / "footage" / "video" / f"{label.clip}.mp4")
    return [pose for pose in poses if label.from_s - grace_s <= pose.captured_at_s <= label.to_s + grace_s]


def lids(poses: list[PerformerPose]) -> np.ndarray:
    return np.array([pose.arkit[[ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]]] for pose in poses])


def told(poses: list[PerformerPose], *shapes: str) -> float:
    return float(np.median([np.mean([pose.arkit[ARKIT_INDEX[shape]] for shape in shapes]) for pose in poses]))


def test_at_least_95_of_100_blinks_are_blinks(shared: Path) -> None:
    blinks = labels("blink")
    missed = [label for label in blinks if lids(during(shared, label, GRACE_S)).mean(axis=1).max() < CLOSED]
    assert len(blinks) > 25
    assert len(missed) <= 0.05 * len(blinks), missed


def test_open_eyes_and_squints_never_blink(shared: Path) -> None:
    for label in labels("open", "squint"):
        assert lids(during(shared, label)).max() < CLOSED, label


def test_mouths_are_told_by_the_vowel_they_look_like(shared: Path) -> None:
    spoken = labels(*VOWELS, "ih or ee")
    wrong = []
    for label in spoken:
        weights = np.median([[pose.presets[PRESET[name]] for name in VOWELS] for pose in during(shared, label)], axis=0)
        weight = dict(zip(VOWELS, weights.tolist(), strict=True))
        if label.what == "ih or ee":
            right = weight["ih"] + weight["ee"] >= max(weight["aa"], weight["ou"], weight["oh"])
        else:
            right = max(weight, key=lambda name: weight[name]) == label.what
        if not right:
            wrong.append((label, weight))
    assert not [label for label, _ in wrong if label.what != "ih or ee"], wrong
    assert len(wrong) <= 0.2 * len(spoken), wrong


def test_a_smile_is_happy_and_a_straight_face_is_not(shared: Path) -> None:
    for label in labels("smile"):
        assert np.median([pose.presets[PRESET["happy"]] for pose in during(shared, label)]) > 0.5, label
    for label in labels("no smile"):
        assert np.median([pose.presets[PRESET["happy"]] for pose in during(shared, label)]) < 0.1, label


def test_brows_go_up_and_down_with_the_performers(shared: Path) -> None:
    for label in labels("brows up"):
        assert told(during(shared, label), "browInnerUp") > 0.5, label
    for label in labels("brows down"):
        poses = during(shared, label)
        assert told(poses, "browDownLeft", "browDownRight") > 0.05, label
        assert told(poses, "browInnerUp", "browOuterUpLeft", "browOuterUpRight") < 0.1, label
    for label in labels("brows still"):
        assert told(during(shared, label), "browInnerUp", "browDownLeft", "browDownRight") < 0.1, label
