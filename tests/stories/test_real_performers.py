"""Real people on video drive the avatar: through the tracker process, frame by frame, as `studio render` does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.control.state import Canvas
from studio.engine import offline
from studio.engine.performance import Look, Performance
from studio.engine.trace import Trace
from studio.engine.tracker_client import iterate_landmarks
from studio.library import shelf
from studio.vrm import load_avatar

CLIPS = (
    "derived_s13_upper", "fr_hamilton", "lp_d0", "lp_d12", "lp_d13", "lp_d6", "lp_d9", "lp_s18", "muse_man",
    "sa_headtrackr",
)  # fmt: skip
QUICK = ("lp_d0", "derived_s13_upper")
LEAST_STD = {"yaw": 0.25, "pitch": 0.5, "roll": 0.5, "mouth": 0.02}
"""A channel that hardly moves in a clip has nothing to follow (degrees; lip gap over face height): not asked of it."""
SETTLED_S = 1.0
"""The avatar eases in from idle when the performer is first seen, and again after every cut."""


def follow(clip: Path) -> dict[str, float]:
    """Correlation of head yaw and mouth opening between what was seen and what the avatar did; NaN: hardly moved."""
    performance = Performance(load_avatar(shelf.find_avatar("qiongjiu", light=True).path), delay_s=0.0)
    look = Look(canvas=Canvas(256, 144, 30), mirror=False)
    trace = Trace()
    with iterate_landmarks(f"file:{clip}") as stream:
        frames = (landmarks for _, landmarks in stream)
        for time_s, landmarks, _ in offline.scenes(frames, performance, look, stream.fps):
            trace.add(time_s, landmarks, performance)
    rows = np.array(trace.rows)
    unseen = np.flatnonzero((rows[:, -1] <= 0.9) | ~np.isfinite(rows[:, 1]))
    since = np.full(len(rows), -SETTLED_S)
    for index in unseen:
        since[index:] = rows[index, 0]
    since = np.maximum(since, 0.0)
    seen = rows[:, 0] - since > SETTLED_S
    result = {"frames": float(len(rows)), "seen": float(seen.sum())}
    for (name, least), a, b in zip(LEAST_STD.items(), (1, 2, 3, 4), (5, 6, 7, 8), strict=True):
        enough = seen.sum() > 10 and rows[seen, a].std() > least
        result[name] = float(np.corrcoef(rows[seen, a], rows[seen, b])[0, 1]) if enough else float("nan")
    return result


@pytest.mark.parametrize("name", QUICK)
def test_the_avatar_follows_a_real_performer(shared: Path, name: str) -> None:
    result = follow(shared / "footage" / "video" / f"{name}.mp4")
    assert result["seen"] > 0.4 * result["frames"]
    for channel in ("yaw", "mouth"):
        assert not result[channel] <= 0.95, f"{channel}: {result}"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", CLIPS)
def test_no_clip_breaks_the_studio_and_every_face_on_is_followed(shared: Path, name: str) -> None:
    result = follow(shared / "footage" / "video" / f"{name}.mp4")
    assert result["frames"] > 0
    for channel in ("yaw", "mouth"):
        assert not result[channel] <= 0.95, f"{channel}: {result}"
