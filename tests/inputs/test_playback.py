"""A take played as if its performer sat there."""

from __future__ import annotations

import pytest

from studio.core.landmarks import Landmarks
from studio.inputs.playback import Playback
from studio.inputs.take import Take
from tests.inputs.test_take import frame
from tests.inputs.test_video_file import FakeTime


@pytest.fixture
def take() -> Take:
    frames = tuple(frame(i, 0.0) for i in range(30))
    return Take("x", 30.0, 1.0, frames)


def test_frames_come_when_due_on_the_common_clock_and_start_again_at_the_end(take: Take) -> None:
    time = FakeTime()
    playback = Playback(take, time.clock, time.sleep)
    frames: list[Landmarks] = [playback.read() for _ in range(70)]
    assert [landmarks.captured_at_s for landmarks in frames] == pytest.approx([1000 + i / 30 for i in range(70)])
    assert frames[65].face.captured_at_s == pytest.approx(1000 + 65 / 30)
    assert frames[5].body.captured_at_s == pytest.approx(1000 + 3 / 30), "a part keeps its own, older time"
    assert (frames[65].face.points == take.frames[5].face.points).all()
    assert frames[0].right_hand is None


def test_overdue_frames_are_skipped(take: Take) -> None:
    time = FakeTime()
    playback = Playback(take, time.clock, time.sleep)
    playback.read()
    time.now_s += 0.51
    landmarks = playback.read()
    assert (landmarks.face.points == take.frames[15].face.points).all()
    time.now_s += 100.0
    assert playback.read().captured_at_s == pytest.approx(time.now_s), "after a long sleep it goes on from where it was"
