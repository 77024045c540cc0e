"""`python -m tools.kalidokit_bench [CLIP.take …] [--pictures FOLDER]`: our solver beside Kalidokit, side by side.

Both get the same landmarks. Three questions, each for head, eyes, mouth and arms:

- How wrong? A synthetic performer in motion, seen with the landmarkers' measured noise: the truth is known.
- How still? The same performer standing still.
- On real clips (takes made with `studio take record`), against plain places in the picture as witnesses: the nose
  between the eyes, the gap of lips and lids, the irises between the eye corners, the arms' points.

Kalidokit leaves smoothing to its user, so it is told twice: raw, and blended by 0.3 a frame as its own example does.
Its numbers have units of their own: eyes, gaze and mouth of both are first scaled to fit the truth best.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT_INDEX, BONE, BONE_PARENT
from studio.engine.bench_solving import faces_with_known_angles
from studio.inputs.take import Take
from studio.maths import quaternions
from studio.solving.bench import head_error
from studio.solving.solver import Solver
from tools.make_welcome_take import DURATION_S, performance_at
from tools.synthetic_performer import Noise, Performance, see

Array = NDArray[np.float64]
FPS = 30.0
_BLEND = 0.3
_STILL_AT_S = (8.0, 17.4, 21.4)
_STILL_FRAMES, _SETTLING = 240, 90
_HEAD_SIGNS = (-1.0, -1.0, 1.0)
"""Kalidokit's head angles times these are the performer's, about X, Y, Z."""
_BLINKS = [ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]]
_JAW = ARKIT_INDEX["jawOpen"]
_ARMS = ("leftUpperArm", "leftLowerArm", "rightUpperArm", "rightLowerArm")
NAMES = ("ours", "Kalidokit", "Kalidokit, blended")


@dataclass(frozen=True, slots=True)
class Motion:
    """What a solver made of a clip, one row a frame; NaN where it saw nothing. The performer's own left and right."""

    head_deg: Array
    """(n, 3) about X, Y, Z of avatar space (nod down, turn to the left, tilt to the right)."""
    open_eyes: Array
    """(n,) both eyes, larger is more open."""
    gaze: Array
    """(n, 2) to the left, down; any unit."""
    mouth: Array
    """(n,) larger is more open."""
    arms: Array
    """(n, 4, 3) unit directions of `_ARMS` in avatar space."""
    ms: float
    """Median a frame."""


def ours(frames: Sequence[Landmarks]) -> Motion:
    import time

    solver, rows, costs = Solver(), [], []
    for frame in frames:
        began_s = time.thread_time()
        pose = solver.solve(frame)
        costs.append(1e3 * (time.thread_time() - began_s))
        arms = [_direction(pose.rotations, bone) for bone in _ARMS]
        head = np.degrees(quaternions.to_euler_xyz(_in_world(pose.rotations, BONE["head"])))
        rows.append((head, 1.0 - pose.arkit[_BLINKS].mean(), pose.gaze_rad, pose.arkit[_JAW], arms, frame.face is None))
    head, eyes, gaze, mouth, arms, unseen = (np.array(column, float) for column in zip(*rows, strict=True))
    gone = unseen > 0.5
    for values in (head, eyes, gaze, mouth):
        values[gone] = np.nan
    return Motion(head, eyes, gaze, mouth, arms, float(np.median(costs)))


def kalidokit(solved: Sequence[dict[str, Any]], blended: bool) -> Motion:
    """What `by_kalidokit` gave for a clip, told as the performer's."""
    nan2, nan3 = [math.nan] * 2, [math.nan] * 3
    head, eyes, pupil, mouth, arms = [], [], [], [], []
    for row in solved:
        face = row.get("face") or {"head": nan3, "eyes": nan2, "pupil": nan2, "mouth": math.nan}
        head.append(face["head"])
        eyes.append(np.mean(face["eyes"]))
        pupil.append(face["pupil"])
        mouth.append(face["mouth"])
        arms.append(_kalidokit_arms(row["pose"]) if row.get("pose") else np.full((4, 3), math.nan))
    tracks = [
        np.degrees(np.array(head)) * _HEAD_SIGNS,
        np.array(eyes),
        np.array(pupil),
        np.array(mouth),
        np.array(arms),
    ]
    if blended:
        tracks = [_blended(track) for track in tracks]
        tracks[4] /= np.linalg.norm(tracks[4], axis=-1, keepdims=True)
    ms = float(np.median([row["ms"] for row in solved]))
    return Motion(tracks[0], tracks[1], tracks[2], tracks[3], tracks[4], ms)


def _kalidokit_arms(pose: dict[str, list[float]]) -> Array:
    """(4, 3) as `_ARMS`, of the performer. Its avatar is VRM 0.x (faces −Z, right arm +X) and mirrored: the performer's
    left arm is its right. The weights of hips and spine are those of its own example."""

    def turn(bone: str, share: float = 1.0) -> Array:
        return quaternions.from_euler_xyz(np.array(pose[bone]) * share)

    chest = quaternions.multiply(turn("Hips", 0.7), quaternions.multiply(turn("Spine", 0.45), turn("Spine", 0.25)))
    told = []
    for side, along in (("Right", (1.0, 0.0, 0.0)), ("Left", (-1.0, 0.0, 0.0))):
        upper = quaternions.multiply(chest, turn(f"{side}UpperArm"))
        lower = quaternions.multiply(upper, turn(f"{side}LowerArm"))
        for rotation in (upper, lower):
            x, y, z = quaternions.rotate(rotation, np.array(along))
            # Facing −Z to facing +Z is (−x, y, −z), out of the mirror (x, y, −z).
            told.append((x, y, -z))
    return np.array(told)


def _blended(track: Array) -> Array:
    told, last = np.array(track), np.full(track.shape[1:], np.nan)
    for index, value in enumerate(track):
        last = np.where(np.isnan(last), value, np.where(np.isnan(value), last, last + _BLEND * (value - last)))
        told[index] = np.where(np.isnan(value), np.nan, last)
    return told


def by_kalidokit(clips: Sequence[Sequence[Landmarks]]) -> list[list[dict[str, Any]]]:
    """What Kalidokit makes of each clip. Needs node and npm with a way to its registry."""
    here = Path(__file__).resolve().parent
    if shutil.which("node") is None or shutil.which("npm") is None:
        sys.exit("node and npm are needed: install Node.js 18 or newer")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "solve.mjs"):
            shutil.copy(here / name, folder)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
        return [
            [
                json.loads(line)
                for line in subprocess.run(
                    ["node", "solve.mjs"],
                    cwd=folder,
                    check=True,
                    capture_output=True,
                    input="\n".join(json.dumps(_told(frame)) for frame in clip).encode(),
                ).stdout.splitlines()
            ]
            for clip in clips
        ]


def _told(frame: Landmarks) -> dict[str, Any]:
    told: dict[str, Any] = {"size": frame.image_size}
    if frame.face is not None:
        told["face"] = frame.face.points.tolist()
    if frame.body is not None:
        seen = frame.body.visibility[:, None]
        told["world"] = np.concatenate((frame.body.world, seen), axis=1).tolist()
        told["body"] = np.concatenate((frame.body.points, seen), axis=1).tolist()
    return told


# What both are measured against --------------------------------------------------------------------------------------


def synthetic_clip(seed: int = 5) -> tuple[list[Landmarks], Motion]:
    """The performer of the welcome take with measured noise, and the truth."""
    random = np.random.default_rng(seed)
    performances = [performance_at(index / FPS) for index in range(round(DURATION_S * FPS))]
    frames = [see(p, index / FPS, noise=Noise(), random=random) for index, p in enumerate(performances)]
    return frames, _truth(performances)


def _truth(performances: Sequence[Performance]) -> Motion:
    return Motion(
        np.array([np.degrees(quaternions.to_euler_xyz(_in_world(p.rotations, BONE["head"]))) for p in performances]),
        np.array([1.0 - p.arkit[_BLINKS].mean() for p in performances]),
        np.array([p.gaze_rad for p in performances]),
        np.array([p.arkit[_JAW] for p in performances]),
        np.array([[_direction(p.rotations, bone) for bone in _ARMS] for p in performances]),
        0.0,
    )


def still_clips(seed: int = 6) -> list[list[Landmarks]]:
    random = np.random.default_rng(seed)
    return [
        [
            see(performance_at(at_s), index / FPS, noise=Noise(), random=random)
            for index in range(_SETTLING + _STILL_FRAMES)
        ]
        for at_s in _STILL_AT_S
    ]


def _in_world(rotations: Any, bone: int) -> Array:
    turned = quaternions.IDENTITY
    while bone >= 0:
        turned = quaternions.multiply(np.asarray(rotations[bone], float), turned)
        bone = BONE_PARENT[bone]
    return np.asarray(turned)


def _direction(rotations: Any, bone: str) -> Array:
    along = np.array([1.0 if bone.startswith("left") else -1.0, 0.0, 0.0])
    return np.asarray(quaternions.rotate(_in_world(rotations, BONE[bone]), along))


def _rms(values: Array) -> float:
    return float(np.sqrt(np.nanmean(np.square(values))))


def _fitted(values: Array, truth: Array) -> Array:
    """The values, scaled and moved to fit the truth best, column by column."""
    told = np.full_like(truth, np.nan)
    for column in range(truth.shape[1]) if truth.ndim > 1 else (slice(None),):
        index = (slice(None), column) if truth.ndim > 1 else (column,)
        a, b = values[index], truth[index]
        good = np.isfinite(a) & np.isfinite(b)
        slope, offset = np.polyfit(a[good], b[good], 1) if a[good].std() > 1e-9 else (0.0, b[good].mean())
        told[index] = slope * a + offset
    return told


def _from_zero(head: Array, truth: Array) -> Array:
    """Each angle from the zero that suits the truth: conventions are no errors."""
    return head - np.nanmedian(head - truth, axis=0)


def errors(motion: Motion, truth: Motion) -> dict[str, float]:
    apart = np.degrees(np.arccos(np.clip(np.sum(motion.arms * truth.arms, axis=-1), -1.0, 1.0)))
    return {
        "head, degrees": _rms(_from_zero(motion.head_deg, truth.head_deg) - truth.head_deg),
        # Where closed eyes look nobody sees.
        "gaze of open eyes, degrees": float(
            np.degrees(_rms((_fitted(motion.gaze, truth.gaze) - truth.gaze)[truth.open_eyes > 0.5]))
        ),
        "eyelids, weight": _rms(_fitted(motion.open_eyes, truth.open_eyes) - truth.open_eyes),
        "mouth, weight": _rms(_fitted(motion.mouth, truth.mouth) - truth.mouth),
        "arms, degrees": float(np.nanmean(apart)),
    }


def shaking(motions: Sequence[Motion], moving: Motion, truth: Motion) -> dict[str, float]:
    """Standard deviations of a still performer, the worst of the clips; in the units that `errors` fits."""

    def per_unit(values: Array, wanted: Array) -> float:
        good = np.isfinite(values)
        return float(abs(np.polyfit(values[good], wanted[good], 1)[0])) if values[good].std() > 1e-9 else 0.0

    gaze_unit = [per_unit(moving.gaze[:, i], truth.gaze[:, i]) for i in range(2)]
    eyes_unit, mouth_unit = per_unit(moving.open_eyes, truth.open_eyes), per_unit(moving.mouth, truth.mouth)
    told: dict[str, float] = {}
    for motion in motions:
        settled = slice(_SETTLING, None)
        mean = motion.arms[settled].mean(axis=0)
        mean /= np.linalg.norm(mean, axis=-1, keepdims=True)
        apart = np.degrees(np.arccos(np.clip(np.sum(motion.arms[settled] * mean, axis=-1), -1.0, 1.0)))
        for name, value in (
            ("head, degrees", motion.head_deg[settled].std(axis=0).max()),
            ("gaze of open eyes, degrees", np.degrees((motion.gaze[settled].std(axis=0) * gaze_unit).max())),
            ("eyelids, weight", motion.open_eyes[settled].std() * eyes_unit),
            ("mouth, weight", motion.mouth[settled].std() * mouth_unit),
            ("arms, degrees", np.sqrt(np.square(apart).mean(axis=0)).max()),
        ):
            told[name] = max(told.get(name, 0.0), float(value))
    return told


def witnesses(frames: Sequence[Landmarks]) -> dict[str, Array]:
    """Per frame, from places in the picture alone; NaN where unseen."""
    told: dict[str, list[float]] = {name: [] for name in ("yaw", "roll", "eyelids", "gaze", "mouth")}
    arms = []
    for frame in frames:
        size = np.array(frame.image_size, float)
        if frame.face is None:
            for values in told.values():
                values.append(math.nan)
        else:
            at = np.asarray(frame.face.points[:, :2], float) * size
            across = at[263] - at[33]
            far = float(across @ across)
            told["yaw"].append(float((at[1] - 0.5 * (at[263] + at[33])) @ across / far))
            told["roll"].append(math.atan2(float(across[1]), float(across[0])))
            told["mouth"].append(float(np.linalg.norm(at[13] - at[14])) / math.sqrt(far))
            lids = [np.linalg.norm(at[a] - at[b]) / np.linalg.norm(at[c] - at[d])
                    for a, b, c, d in ((159, 145, 33, 133), (386, 374, 263, 362))]  # fmt: skip
            told["eyelids"].append(float(np.mean(lids)))
            looks = [(at[iris] - 0.5 * (at[a] + at[b])) @ across / np.linalg.norm(at[a] - at[b]) / math.sqrt(far)
                     for iris, a, b in ((468, 33, 133), (473, 263, 362))]  # fmt: skip
            told["gaze"].append(float(np.mean(looks)))
        body = frame.body
        seen = body is not None and float(body.visibility[[11, 12]].min()) > 0.8
        row = np.full((4, 2), math.nan)
        if body is not None and seen:
            at = np.asarray(body.points[:, :2], float) * size * (1.0, -1.0)
            for i, (a, b) in enumerate(((11, 13), (13, 15), (12, 14), (14, 16))):
                if float(body.visibility[[a, b]].min()) > 0.8:
                    row[i] = at[b] - at[a]
        arms.append(row)
    return {**{name: np.array(values) for name, values in told.items()}, "arms": np.array(arms)}


def following(motion: Motion, seen: dict[str, Array]) -> dict[str, float]:
    """Correlation with the witnesses, and degrees in the picture between bones and their points; NaN: hardly moved."""

    def correlation(name: str, values: Array, least: float) -> float:
        good = np.isfinite(values) & np.isfinite(seen[name])
        good[:30] = False
        if good.sum() < 30 or seen[name][good].std() < least or values[good].std() < 1e-6:
            return math.nan
        return float(abs(np.corrcoef(values[good], seen[name][good])[0, 1]))

    flat, wanted = motion.arms[..., :2], seen["arms"]
    # A bone that points at the camera has no direction in the picture.
    good = np.isfinite(wanted).all(axis=-1) & (np.linalg.norm(flat, axis=-1) > 0.5)
    good[:30] = False
    away = np.degrees(
        np.arctan2(flat[..., 0] * wanted[..., 1] - flat[..., 1] * wanted[..., 0], np.sum(flat * wanted, axis=-1))
    )
    turned = quaternions.to_matrix(quaternions.from_euler_xyz(np.radians(np.nan_to_num(motion.head_deg))))
    turned[~np.isfinite(motion.head_deg[:, 0])] = np.nan
    # The eyes' line and the nose on it, as such a head would show them.
    across, forward = turned[:, :2, 0], turned[:, :2, 2]
    nose = np.sum(across * forward, axis=-1) / np.sum(across * across, axis=-1)
    return {
        "head yaw": correlation("yaw", nose, 0.02),
        "head roll": correlation("roll", np.arctan2(across[:, 1], across[:, 0]), 0.01),
        "eyelids": correlation("eyelids", motion.open_eyes, 0.02),
        "gaze": correlation("gaze", motion.gaze[:, 0], 0.01),
        "mouth": correlation("mouth", motion.mouth, 0.02),
        "arms, degrees": float(np.median(np.abs(away[good]))) if good.sum() > 60 else math.nan,
    }


def roughness(motion: Motion) -> dict[str, float]:
    """How much of a channel is change of direction from frame to frame: the second difference over the spread."""

    def rough(values: Array) -> float:
        values = values[30:]
        spread = float(np.nanstd(values))
        return _rms(np.diff(values, 2, axis=0)) / spread if spread > 1e-6 else math.nan

    return {
        "head": float(np.mean([rough(motion.head_deg[:, axis]) for axis in range(3)])),
        "eyelids": rough(motion.open_eyes),
        "gaze": rough(motion.gaze[:, 0]),
        "mouth": rough(motion.mouth),
        "arms": float(np.nanmedian([rough(motion.arms[:, i, j]) for i in range(4) for j in range(3)])),
    }


def _picture_errors(solved: Sequence[dict[str, Any]], truth: Array) -> list[float]:
    """Mean absolute pitch, yaw, roll of Kalidokit; the set tells angles with the other sign."""
    head = -np.degrees(np.array([row["face"]["head"] for row in solved])) * _HEAD_SIGNS
    return [float(value) for value in np.abs(head - truth).mean(axis=0)]


def _three(frames: Sequence[Landmarks], solved: Sequence[dict[str, Any]]) -> list[Motion]:
    return [ours(frames), kalidokit(solved, blended=False), kalidokit(solved, blended=True)]


def _table(title: str, rows: dict[str, list[float]], digits: int = 2) -> str:
    lines = [f"| {title} | " + " | ".join(NAMES) + " |", "|---|---|---|---|"]
    for name, values in rows.items():
        told = ["–" if math.isnan(value) else f"{value:.{digits}f}" for value in values]
        lines.append(f"| {name} | " + " | ".join(told) + " |")
    return "\n".join(lines)


def _columns(told: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    return {name: [row[name] for row in told] for name in told[0]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.kalidokit_bench", description=__doc__)
    parser.add_argument("takes", nargs="*", type=Path, metavar="CLIP.take")
    parser.add_argument("--pictures", type=Path, default=None, metavar="FOLDER", help="faces with known head angles")
    options = parser.parse_args()

    moving, truth = synthetic_clip()
    still = still_clips()
    takes = [list(Take.open(path).frames) for path in options.takes]
    pictures = [] if options.pictures is None else faces_with_known_angles(options.pictures)
    seen_pictures = [(seen, truth) for _, seen, truth in pictures if seen.face is not None and abs(truth[1]) < 46.0]
    moved, of_pictures, *others = by_kalidokit([moving, [seen for seen, _ in seen_pictures], *still, *takes])
    motions = _three(moving, moved)
    print(_table("error on known truth", _columns([errors(motion, truth) for motion in motions])), "\n")
    stood = [_three(frames, solved) for frames, solved in zip(still, others, strict=False)]
    shaken = [shaking([row[i] for row in stood], motions[i], truth) for i in range(3)]
    print(_table("standing still", _columns(shaken), 3), "\n")
    if seen_pictures:
        told = np.array([truth for _, truth in seen_pictures])
        wrong = [_picture_errors(of_pictures, told), head_error(seen_pictures)["yaw_below_46"]]
        rows = {name: [wrong[1][i], wrong[0][i], math.nan] for i, name in enumerate(("pitch", "yaw", "roll"))}
        print(_table(f"{len(told)} pictures, degrees", rows), "\n")
    print(_table("cost", {"milliseconds a frame": [motion.ms for motion in motions]}, 3), "\n")
    followed: list[list[dict[str, float]]] = []
    rough: list[list[dict[str, float]]] = []
    for path, frames, solved in zip(options.takes, takes, others[len(still) :], strict=True):
        three, seen = _three(frames, solved), witnesses(frames)
        followed.append([following(motion, seen) for motion in three])
        rough.append([roughness(motion) for motion in three])
        print(_table(f"{path.stem}: follows", _columns(followed[-1]), 3), "\n")
    for title, clips in (("all clips: follows (median)", followed), ("all clips: roughness (median)", rough)):
        if clips:
            middle = [
                {
                    name: float(np.nanmedian([clip[i][name] for clip in clips]))
                    for name in clips[0][i]
                    if any(not math.isnan(clip[i][name]) for clip in clips)
                }
                for i in range(3)
            ]
            print(_table(title, _columns(middle), 3), "\n")


if __name__ == "__main__":
    main()
