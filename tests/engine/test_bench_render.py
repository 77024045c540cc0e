"""What the render bench measures is an avatar in motion; its figures are told, never judged here."""

from __future__ import annotations

import numpy as np

from studio.core.names import BONE
from studio.engine.bench_render import bench_render, play
from studio.library import shelf
from studio.vrm import load_avatar


def test_the_avatar_moves_in_every_frame_that_is_measured() -> None:
    played = play(load_avatar(shelf.find_avatar("qiongjiu", light=True).path), (320, 180), 0.5)

    heads = np.array([state.rotations[BONE["head"]] for state in played.states])
    assert len(played.scenes) == len(heads) == 15
    assert (np.abs(np.diff(heads, axis=0)).max(axis=1) > 0).all()
    assert played.scenes[0].figures[0].avatar is played.avatar


def test_the_figures_tell_what_was_drawn_and_how() -> None:
    told = bench_render("qiongjiu", (320, 180), 0.1, samples=2)

    assert told["settings"]["msaa"] == 2
    assert told["size"] == [320, 180]
    assert told["cpu_ms"] > 0
    assert 0 < told["draw_calls"] <= told["triangles"]
