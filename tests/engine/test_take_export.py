"""Takes leave the studio: a part, a VRM animation, a table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import studio.library
from studio.core.errors import TakeError
from studio.core.names import ARKIT, BONE
from studio.engine.take_export import FPS, clip_of, export, play, trim
from studio.inputs.take import Take
from studio.maths import quaternions
from studio.vrm.animation import load_clip

WELCOME = Path(studio.library.__file__).parent / "takes" / "welcome.take"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of the welcome take: arms up, eyes and mouth at work."""
    path = tmp_path_factory.mktemp("takes") / "short.take"
    trim(WELCOME, path, 16.5, 19.5)
    return path


def test_a_part_begins_at_zero_and_holds_the_frames_between(short: Path) -> None:
    whole, part = Take.open(WELCOME), Take.open(short)
    assert part.frames[0].captured_at_s == 0.0
    assert part.duration_s == pytest.approx(3.0, abs=0.05)
    first = next(frame for frame in whole.frames if frame.captured_at_s >= 16.5)
    assert first.face is not None
    assert part.frames[0].face is not None
    assert np.abs(first.face.points - part.frames[0].face.points).max() < 1e-3
    assert part.name == "short"


@pytest.mark.parametrize(("from_s", "to_s"), [(5.0, 5.0), (5.0, 2.0), (500.0, None), (500.0, 600.0)])
def test_no_part_is_an_error_with_a_remedy_and_leaves_no_file(
    from_s: float, to_s: float | None, tmp_path: Path
) -> None:
    with pytest.raises(TakeError) as told:
        trim(WELCOME, tmp_path / "part.take", from_s, to_s)
    assert told.value.remedy
    assert not list(tmp_path.iterdir())


def test_a_take_is_not_cut_onto_itself(short: Path) -> None:
    before = short.read_bytes()
    with pytest.raises(TakeError):
        trim(short, short, 0.0, 1.0)
    assert short.read_bytes() == before


def test_the_animation_read_back_is_what_the_avatar_was_told(short: Path, tmp_path: Path) -> None:
    out = tmp_path / "dance.vrma"
    frames = export(short, out)
    wanted, found = clip_of(play(short)), load_clip(out)
    assert frames == len(wanted.rotations) == len(found.rotations)
    assert found.fps == FPS
    moved = [row for name, row in BONE.items() if name not in ("leftEye", "rightEye", "jaw")]
    apart = quaternions.angle_between(wanted.rotations[:, moved].astype(float), found.rotations[:, moved].astype(float))
    assert np.degrees(apart).max() < 0.1
    assert found.hips_offset_m == pytest.approx(wanted.hips_offset_m, abs=1e-4)
    assert {name for name, _ in found.expressions} == {name for name, _ in wanted.expressions}
    told = dict(found.expressions)
    for name, weights in wanted.expressions:
        assert told[name] == pytest.approx(weights, abs=1e-4)
    assert found.gaze_rad == pytest.approx(wanted.gaze_rad, abs=1e-4)


def test_perfect_sync_tells_the_52_and_no_preset(short: Path, tmp_path: Path) -> None:
    export(short, tmp_path / "sync.vrma", perfect_sync=True)
    names = {name for name, _ in load_clip(tmp_path / "sync.vrma").expressions}
    assert names
    assert names <= set(ARKIT)


def test_mirrored_the_other_arm_goes_up(short: Path) -> None:
    straight, mirrored = (play(short, mirrored=flag).states[90].rotations for flag in (False, True))
    assert mirrored[BONE["leftUpperArm"]] == pytest.approx(straight[BONE["rightUpperArm"]] * (1, -1, -1, 1), abs=0.2)


def test_the_table_has_a_named_column_for_every_number(short: Path, tmp_path: Path) -> None:
    out = tmp_path / "numbers.csv"
    frames = export(short, out)
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == frames
    assert len(rows[0]) == 1 + 55 * 4 + 3 + 2 + 52 + 18
    state = play(short).states[60]
    assert float(rows[60]["time_s"]) == pytest.approx(60 / FPS, abs=1e-4)
    assert [float(rows[60][f"head.{axis}"]) for axis in "xyzw"] == pytest.approx(
        state.rotations[BONE["head"]], abs=1e-4
    )
    assert float(rows[60]["jawOpen"]) == pytest.approx(float(state.arkit[ARKIT.index("jawOpen")]), abs=1e-4)


def test_another_ending_is_refused_before_any_work(short: Path, tmp_path: Path) -> None:
    with pytest.raises(TakeError, match="fbx"):
        export(short, tmp_path / "dance.fbx")
    (tmp_path / "a file").write_text("")
    with pytest.raises(TakeError, match="cannot be written"):
        export(short, tmp_path / "a file" / "dance.vrma")
