"""What becomes of a take outside the studio: a part of it, a VRM animation, a table of numbers."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.core.arrays import FloatArray, frozen
from studio.core.clip import Clip
from studio.core.errors import TakeError
from studio.core.names import ARKIT, BONES, PRESETS
from studio.core.pose import AvatarState
from studio.inputs.take import Take, TakeWriter
from studio.mixing.mixer import Mixer
from studio.solving.mirror import mirror
from studio.solving.resample import Resampler
from studio.solving.solver import Solver

FPS = 60.0
_TELLING = 1e-3
"""An expression that never gets beyond this weight is left out of an animation."""


@dataclass(frozen=True, slots=True)
class Played:
    """A take as the show plays it, evenly sampled at `FPS`."""

    name: str
    states: tuple[AvatarState, ...]


def trim(path: Path, out: Path, from_s: float, to_s: float | None) -> int:
    """Writes the part of a take between two times; gives its number of frames. Raises TakeError."""
    take = Take.open(path)
    until_s = take.duration_s if to_s is None else to_s
    if until_s <= from_s:
        raise TakeError(
            f"from {from_s:g} to {until_s:g} s is no part of it",
            where=str(path),
            remedy="give --from and --to in seconds",
        )
    start_s = take.frames[0].captured_at_s
    kept = [frame for frame in take.frames if from_s <= frame.captured_at_s - start_s < until_s]
    if not kept:
        raise TakeError(
            f"there is no frame between {from_s:g} and {until_s:g} s",
            where=str(path),
            remedy=f"the take is {take.duration_s:.1f} s long",
        )
    if out.exists() and out.resolve() == path.resolve():
        raise TakeError("a take is not cut in place", where=str(out), remedy="give another name with --out")
    with TakeWriter(out, fps=take.fps, name=out.stem) as writer:
        for frame in kept:
            writer.write(frame)
    return len(kept)


def play(path: Path, *, mirrored: bool = False) -> Played:
    """The take through solver and mixer: what an avatar would be told, idle life and blinks included. Raises
    TakeError."""
    take = Take.open(path)
    solver, resampler, mixer = Solver(), Resampler(0.0), Mixer(0)
    frames = iter(take.frames)
    coming = next(frames, None)
    start_s = take.frames[0].captured_at_s
    states = []
    for index in range(max(round(take.duration_s * FPS), 1)):
        now_s = start_s + index / FPS
        while coming is not None and coming.captured_at_s <= now_s + 1e-9:
            resampler.push(solver.solve(coming))
            coming = next(frames, None)
        pose = resampler.at(now_s)
        if pose is not None and mirrored:
            pose = mirror(pose)
        states.append(mixer.step(pose, now_s, 1.0 / FPS))
    return Played(take.name, tuple(states))


def clip_of(played: Played, *, perfect_sync: bool = False) -> Clip:
    """Expressions are the VRM presets or, for avatars with perfect sync, the 52 of ARKit: never both, they would add
    up."""
    names = ARKIT if perfect_sync else PRESETS
    weights = np.array([state.arkit if perfect_sync else state.presets for state in played.states])
    return Clip(
        played.name,
        FPS,
        frozen(np.array([state.rotations for state in played.states])),
        frozen(np.array([state.hips_offset_m for state in played.states])),
        tuple((name, frozen(weights[:, i])) for i, name in enumerate(names) if weights[:, i].max() > _TELLING),
        frozen(np.array([state.gaze_rad for state in played.states])),
    )


def export(path: Path, out: Path, *, mirrored: bool = False, perfect_sync: bool = False) -> int:
    """Writes `out` by its ending, .vrma or .csv; gives the number of frames. Raises TakeError."""
    kind = out.suffix.lower()
    if kind not in (".vrma", ".csv"):
        raise TakeError(f"“{out.suffix}” is not known", where=str(out), remedy="export to .vrma or .csv")
    played = play(path, mirrored=mirrored)
    if kind == ".vrma":
        from studio.vrm.animation_writer import clip_bytes

        data = clip_bytes(clip_of(played, perfect_sync=perfect_sync))
    else:
        data = _table(played).encode()
    beside = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise TakeError(
            f"it cannot be written ({error.strerror})", where=str(out), remedy="check the folder and the free space"
        ) from error
    return len(played.states)


def _table(played: Played) -> str:
    """Seconds, local rotations (x y z w) of every bone, hips in metres, gaze in radians, weights 0–1."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "time_s",
            *(f"{bone}.{axis}" for bone in BONES for axis in "xyzw"),
            *(f"hips_offset_m.{axis}" for axis in "xyz"),
            "gaze_yaw_rad",
            "gaze_pitch_rad",
            *ARKIT,
            *(f"vrm.{name}" for name in PRESETS),
        ]
    )
    for index, state in enumerate(played.states):
        writer.writerow([f"{index / FPS:.5f}", *_numbers(state)])
    return text.getvalue()


def _numbers(state: AvatarState) -> Iterator[str]:
    columns: tuple[FloatArray, ...] = (
        state.rotations.ravel(), state.hips_offset_m, state.gaze_rad, state.arkit, state.presets
    )  # fmt: skip
    for value in np.concatenate(columns).tolist():
        yield f"{value:.5g}"
