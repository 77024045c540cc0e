"""The show without a clock, on the packaged take and the house avatar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest

from studio.control.state import Canvas, Framing
from studio.core.avatar import Avatar
from studio.core.landmarks import Landmarks
from studio.core.names import BONE
from studio.engine import offline
from studio.engine.performance import Look, Performance
from studio.engine.trace import Trace
from studio.inputs.take import Take
from studio.library import shelf
from studio.rendering.renderer import Renderer, open_renderer
from studio.vrm import load_avatar

LOOK = Look(canvas=Canvas(256, 144, 30), framing=Framing.BUST)


@pytest.fixture(scope="module")
def avatar() -> Avatar:
    return load_avatar(shelf.find_avatar("qiongjiu", light=True).path)


@pytest.fixture(scope="module")
def take() -> Take:
    return Take.open(shelf.find_take("welcome"))


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = open_renderer()
    yield renderer
    renderer.close()


def some(take: Take, seconds: float) -> Iterator[Landmarks]:
    return islice(iter(take.frames), int(seconds * take.fps))


def test_the_same_take_gives_the_same_frames_bit_for_bit(avatar: Avatar, take: Take, renderer: Renderer) -> None:
    def digest() -> str:
        seen = hashlib.sha256()
        performance = Performance(avatar, delay_s=0.0)
        for _, _, scene in offline.scenes(some(take, 2.0), performance, LOOK, 30.0):
            seen.update(renderer.draw(scene).pixels.tobytes())
        return seen.hexdigest()

    assert digest() == digest()


def test_every_frame_of_the_asked_rate_is_drawn_whatever_the_take_was_recorded_at(avatar: Avatar, take: Take) -> None:
    for fps in (12.0, 30.0, 50.0):
        performance = Performance(avatar, delay_s=0.0)
        times_s = [time_s for time_s, _, _ in offline.scenes(some(take, 2.0), performance, LOOK, fps)]
        assert times_s == pytest.approx(np.arange(len(times_s)) / fps)
        assert len(times_s) == pytest.approx(2.0 * fps, abs=2)


def test_mirrored_the_head_turns_the_other_way(avatar: Avatar, take: Take) -> None:
    yaws = {}
    for mirrored in (False, True):
        performance = Performance(avatar, delay_s=0.0)
        look = Look(canvas=LOOK.canvas, mirror=mirrored)
        yaws[mirrored] = np.array(
            [
                performance.performer.rotations[BONE["head"]][1]
                for _ in offline.scenes(iter(take.frames), performance, look, 10.0)
                if performance.performer is not None
            ]
        )
    assert np.ptp(yaws[False]) > 0.05
    assert np.corrcoef(yaws[False], yaws[True])[0, 1] < -0.99


def test_a_video_has_all_frames_at_their_times(avatar: Avatar, take: Take, renderer: Renderer, tmp_path: Path) -> None:
    seen: list[offline.Progress] = []
    trace = Trace()
    done = offline.render_video(
        some(take, 1.0), Performance(avatar, delay_s=0.0), renderer, LOOK,
        fps=30.0, out=tmp_path / "x.mp4", total_s=1.0, progress=seen.append, trace=trace,
    )  # fmt: skip
    with av.open(str(done.path)) as movie:
        times_s = [float(frame.time) for frame in movie.decode(video=0)]
    assert len(times_s) == done.frames == len(trace.rows) == seen[-1].frames
    assert np.diff(times_s) == pytest.approx(1 / 30, abs=1e-3)
    trace.write(tmp_path / "x.csv")
    assert len((tmp_path / "x.csv").read_text().splitlines()) == done.frames + 1


def test_the_avatar_follows_head_and_mouth(avatar: Avatar, take: Take) -> None:
    """Of the packaged take; the real clips are in tests/stories/test_real_performers.py."""
    performance = Performance(avatar, delay_s=0.0)
    look = Look(canvas=LOOK.canvas, mirror=False)
    trace = Trace()
    for time_s, landmarks, _ in offline.scenes(iter(take.frames), performance, look, take.fps):
        trace.add(time_s, landmarks, performance)
    columns = np.array(trace.rows)
    seen = (columns[:, -1] > 0.9) & (columns[:, 0] > 1.0)
    assert np.corrcoef(columns[seen, 1], columns[seen, 5])[0, 1] > 0.95
    assert np.corrcoef(columns[seen, 4], columns[seen, 8])[0, 1] > 0.95
