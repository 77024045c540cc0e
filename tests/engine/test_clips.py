"""An authored clip on the house avatar, from the file to the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.cli import main
from studio.control.state import Canvas
from studio.core.clip import Clip
from studio.core.names import BONE
from studio.engine.clips import clip_scenes
from studio.engine.performance import Look
from studio.library import shelf
from studio.vrm import load_avatar
from tests.support.small_vrma import SmallVrma

LOOK = Look(canvas=Canvas(256, 144, 30))


def bow() -> SmallVrma:
    """One second in which the head bends down by 30° and smiles."""
    file = SmallVrma()
    bent = [float(np.sin(np.pi / 12)), 0.0, 0.0, float(np.cos(np.pi / 12))]
    file.track("head", "rotation", [0.0, 1.0], [[0.0, 0.0, 0.0, 1.0], bent])
    file.track("smile", "translation", [0.0, 1.0], [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    return file


def play(clip: Clip) -> list[tuple[float, float, float]]:
    """Per frame: time, how far the head leans in radians, sum of morph weights."""
    avatar = load_avatar(shelf.find_avatar("qiongjiu", light=True).path)
    head = avatar.bones[BONE["head"]]
    found = []
    for time_s, scene in clip_scenes(clip, avatar, LOOK, 30.0):
        figure = scene.figures[0]
        forward = figure.world_from_node[head, :3, 2]
        moved = sum(float(np.abs(weights).sum()) for weights in figure.morph_weights)
        found.append((time_s, float(-np.arcsin(forward[1])), moved))
    return found


def test_a_clip_plays_from_its_first_frame_to_its_last() -> None:
    frames = play(bow().clip())

    assert [time_s for time_s, _, _ in frames] == pytest.approx([i / 30 for i in range(31)])
    leans = [lean for _, lean, _ in frames]
    assert leans[-1] - leans[0] == pytest.approx(np.pi / 6, abs=1e-3)
    assert leans[15] - leans[0] == pytest.approx(np.pi / 12, abs=1e-3)
    assert frames[-1][2] > frames[15][2] > frames[0][2]


def test_render_draws_a_vrm_animation_with_the_label(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bow.vrma").write_bytes(bow().pack())
    out = tmp_path / "bow.png"
    arguments = ["render", "--input", str(tmp_path / "bow.vrma"), "--avatar", "qiongjiu", "--size", "320x180"]

    assert main([*arguments, "--out", str(out), "--quiet"]) == 0
    with Image.open(out) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    assert pixels.shape == (180, 320, 3)
    chip = (pixels[10:30, 12:100].max(axis=2) < 90).mean()  # dark on the light house backdrop
    assert chip > 0.3
    assert "31 frames" in capsys.readouterr().out


def test_render_says_why_a_file_is_no_animation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.vrma").write_bytes(b"not at all")
    arguments = ["render", "--input", str(tmp_path / "broken.vrma"), "--avatar", "qiongjiu"]

    assert main([*arguments, "--out", str(tmp_path / "x.png"), "--quiet"]) == 1
    assert "broken.vrma" in capsys.readouterr().err
