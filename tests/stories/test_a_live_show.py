"""A live show as its people meet it: real processes, real rings, the packaged take as performer."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import av
import numpy as np
import pytest

from studio.compliance import evidence
from studio.control import commands as c
from studio.control import events as e
from studio.control.state import Air, PartStatus
from studio.core.errors import CommandError
from studio.engine import label_verify
from studio.rings.pictures import PictureReader
from tests.support.show import RunningShow, running_show

SIZE = ("--size", "320x180")


def test_the_avatar_moves_and_the_panel_sees_it(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.until("the performer", lambda state: state.health.performer_seen)
        pictures = PictureReader(Path(show.place.program))
        first = _next_picture(show, pictures, -1)
        second = _next_picture(show, pictures, first[0] + 5)
        assert np.abs(first[1].astype(int) - second[1]).max() > 30
        pictures.close()


def test_the_show_outlives_a_killed_tracker_and_says_so(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.until("the tracker", lambda state: state.tracker.status is PartStatus.RUNNING)
        before = show.until("frames", lambda state: state.health.frames > 0).health.frames
        os.kill(show.tracker_pid(), signal.SIGKILL)
        show.until("the loss", lambda _: any(isinstance(event, e.TrackerLost) for event in show.events))
        show.until("the tracker again", lambda state: state.tracker.status is PartStatus.RUNNING)
        show.until("the performer again", lambda state: state.health.performer_seen)
        show.until("more frames", lambda state: state.health.frames > before + 20)


def test_a_wish_that_cannot_be_is_refused_in_words_and_changes_nothing(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.until("the avatar", lambda state: bool(state.expressions))
        with pytest.raises(CommandError, match="no expression"):
            show.console.send(c.HoldExpression("smirk"))
        assert show.console.state.held == ()


def test_an_avatar_that_cannot_be_shown_leaves_the_last_one_on(tmp_path: Path, shared: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.console.send(c.ChooseAvatar(str(shared / "vrm" / "bad_truncated.vrm")))
        state = show.until("the refusal", lambda state: state.avatar_part.status is PartStatus.FAILED)
        assert state.avatar == "qiongjiu"
        assert "bad_truncated.vrm" in state.avatar_part.problem
        assert state.avatar_part.remedy
        show.console.send(c.ChooseAvatar(str(shared / "vrm" / "Godette_vrm_v4.vrm")))
        show.until("the other avatar", lambda state: "Godette" in state.avatar and bool(state.expressions))


def test_a_background_whose_name_no_system_can_open_does_not_end_the_show(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        before = show.until("frames", lambda state: state.health.frames > 10).health.frames
        good = show.console.state.background
        show.console.send(c.SetBackground("b" * 4000))
        show.until("the refusal", lambda state: state.background == good)
        assert any(isinstance(event, e.BackgroundRefused) and event.remedy for event in show.events)
        show.until("frames after it", lambda state: state.health.frames > before + 20)


def test_a_background_that_is_not_there_leaves_the_last_one_on(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.console.send(c.SetBackground("#426666"))
        before = show.until("frames", lambda state: state.health.frames > 10).health.frames
        show.console.send(c.SetBackground(str(tmp_path / "gone.png")))
        show.until("the refusal", lambda state: state.background == "#426666")
        refused = next(event for event in show.events if isinstance(event, e.BackgroundRefused))
        assert "gone.png" in refused.problem
        assert refused.remedy
        show.until("frames after it", lambda state: state.health.frames > before + 20)


def test_a_recording_is_complete_and_carries_the_label(tmp_path: Path) -> None:
    target = tmp_path / "show.mp4"
    with running_show(tmp_path, *SIZE) as show:
        show.until("the performer", lambda state: state.health.performer_seen)
        show.go_live()
        assert show.console.state.air is Air.LIVE
        show.console.send(c.StartRecording(str(target)))
        began = show.until("the recording", lambda state: state.recording.status is PartStatus.RUNNING).health.frames
        show.until("two seconds of it", lambda state: state.health.frames > began + 30)
        show.console.send(c.StopRecording())
        show.until("the end of it", lambda state: state.recording.status is PartStatus.OFF)
    with av.open(str(target)) as movie:
        frames = [frame.to_ndarray(format="rgb24") for frame in movie.decode(video=0)]
    assert len(frames) > 20
    for frame in frames:
        # The chip in the corner: dark ground with light letters on it, in every single frame.
        corner = frame[: frame.shape[0] // 4, : frame.shape[1] // 2].astype(int).mean(axis=2)
        assert corner.min() < 90
        assert corner.max() > 200


def test_nobody_goes_on_air_before_the_gate_is_open_and_the_broadcast_leaves_its_evidence(tmp_path: Path) -> None:
    target = tmp_path / "show.mp4"
    with running_show(tmp_path, *SIZE) as show:
        show.until("the avatar", lambda state: bool(state.expressions))
        with pytest.raises(CommandError, match="consent") as refusal:
            show.console.send(c.GoLive())
        assert "give consent" in refusal.value.remedy
        assert show.console.state.air is Air.REHEARSAL
        show.go_live()
        show.console.send(c.StartRecording(str(target)))
        began = show.until("the recording", lambda state: state.recording.status is PartStatus.RUNNING).health.frames
        show.until("the opening and more", lambda state: state.health.frames > began + 130)
        show.console.send(c.StopRecording())
        show.until("the end of it", lambda state: state.recording.status is PartStatus.OFF)
        show.console.send(c.Rehearse())
        show.console.send(c.StopShow())
        assert show.process.wait(30) == 0
    (log,) = evidence.logs(tmp_path / "home" / "data" / "evidence")
    assert evidence.verify(log).sound
    records = evidence.read(log)
    assert {"ShowStarted", "RowSigned", "WentLive", "LabelSeen", "RecordingSaved", "ShowStopped"} <= {
        record["event"] for record in records
    }
    assert evidence.story(records).label_uptime > 0.9
    found = label_verify.verify(target)
    assert all("provider code" in problem for problem in found.problems), found


def test_consent_is_remembered_for_the_next_show(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.console.send(c.GiveConsent("表演者甲"))
        show.until("the consent", lambda state: state.consent == "表演者甲")
    with running_show(tmp_path, *SIZE) as show:
        assert show.console.state.consent == "表演者甲"


def test_the_slate_covers_the_avatar_but_never_the_label(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        pictures = PictureReader(Path(show.place.program))
        show.until("the performer", lambda state: state.health.performer_seen)
        avatar = _next_picture(show, pictures, -1)
        show.console.send(c.CutToSlate())
        slate = _next_picture(show, pictures, avatar[0] + 5)
        label = avatar[1][:50, :110]
        assert np.abs(slate[1][60:, 110:210].astype(int) - avatar[1][60:, 110:210]).mean() > 10
        assert np.abs(slate[1][:50, :110].astype(int) - label)[15:28, 20:100].mean() < 12
        pictures.close()


def test_the_show_ends_in_good_order_when_asked(tmp_path: Path) -> None:
    with running_show(tmp_path, *SIZE) as show:
        show.until("the performer", lambda state: state.health.performer_seen)
        show.console.send(c.StopShow())
        assert show.process.wait(30) == 0
    assert not Path(show.place.program).exists()
    assert not (tmp_path / "runtime" / "show.json").exists()


def _next_picture(show: RunningShow, pictures: PictureReader, after: int) -> tuple[int, np.ndarray]:
    found: list[tuple[int, np.ndarray]] = []

    def look(_: object) -> bool:
        newest = pictures.latest(after)
        if newest is not None:
            found.append((newest[0], newest[1].pixels[..., :3]))
        return bool(found)

    show.until("a picture", look)
    return found[0]
