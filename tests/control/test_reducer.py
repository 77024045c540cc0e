"""Told like a play: the show stands so, somebody wishes, and these are the facts."""

from __future__ import annotations

from typing import get_args

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control.reducer import apply, reduce
from studio.control.state import Air, Canvas, Framing, GateLight, GateRow, Part, PartStatus, Show
from studio.core.errors import CommandError

_RUNNING = Part(PartStatus.RUNNING, "x")


@pytest.mark.parametrize(
    ("state", "command", "events"),
    [
        (Show(), c.ChooseSource("camera:0"), (e.SourceChosen("camera:0"),)),
        (Show(), c.ChooseAvatar("zhuxi"), (e.AvatarChosen("zhuxi"),)),
        (Show(mirror=True), c.SetMirror(False), (e.MirrorSet(False),)),
        (Show(mirror=True), c.SetMirror(True), ()),
        (Show(), c.SetFraming(Framing.FULL), (e.FramingSet(Framing.FULL),)),
        (Show(), c.SetBackground("transparent"), (e.BackgroundSet("transparent"),)),
        (Show(), c.SetCanvas(1080, 1920, 30), (e.CanvasSet(1080, 1920, 30),)),
        (Show(), c.SetCanvas(1280, 720, 30), ()),
        (Show(), c.Calibrate(), (e.CalibrationAsked(),)),
        (Show(), c.HoldExpression("happy"), (e.ExpressionHeld("happy", 1.0),)),
        (Show(held=(("happy", 1.0),)), c.HoldExpression("happy"), ()),
        (Show(held=(("happy", 1.0),)), c.HoldExpression("happy", 0.0), (e.ExpressionHeld("happy", 0.0),)),
        (Show(), c.HoldExpression("happy", 0.0), ()),
        (Show(held=(("happy", 1.0),)), c.ReleaseExpressions(), (e.ExpressionsReleased(),)),
        (Show(), c.ReleaseExpressions(), ()),
        (Show(), c.GoLive(), (e.WentLive(),)),
        (Show(), c.Rehearse(), ()),
        (Show(air=Air.LIVE), c.Rehearse(), (e.WentToRehearsal(),)),
        (Show(), c.CutToSlate(), (e.SlateShown(),)),
        (Show(slate=True), c.CutToSlate(), ()),
        (Show(slate=True), c.CutToSlate(False), (e.SlateLeft(),)),
        (Show(), c.StartRecording("a.mp4"), (e.RecordingAsked("a.mp4"),)),
        (Show(recording=_RUNNING), c.StartRecording(), ()),
        (Show(recording=Part(PartStatus.FAILED)), c.StartRecording("b.mp4"), (e.RecordingAsked("b.mp4"),)),
        (Show(recording=_RUNNING), c.StopRecording(), (e.RecordingStopAsked(),)),
        (Show(), c.StopRecording(), ()),
        (Show(), c.SaveStill(), (e.StillAsked(""),)),
        (Show(), c.StartVirtualCamera(), (e.VirtualCameraAsked(""),)),
        (Show(virtual_camera=_RUNNING), c.StartVirtualCamera(), ()),
        (Show(virtual_camera=_RUNNING), c.StopVirtualCamera(), (e.VirtualCameraStopAsked(),)),
        (Show(virtual_camera=Part(PartStatus.FAILED)), c.StopVirtualCamera(), (e.VirtualCameraStopAsked(),)),
        (Show(), c.StopVirtualCamera(), ()),
        (Show(), c.ConnectObs(), (e.ObsAsked(),)),
        (Show(obs=_RUNNING), c.ConnectObs(), ()),
        (Show(obs=Part(PartStatus.FAILED)), c.ConnectObs(), (e.ObsAsked(),)),
        (Show(obs=Part(PartStatus.LOST)), c.DisconnectObs(), (e.ObsDisconnectAsked(),)),
        (Show(), c.DisconnectObs(), ()),
        (Show(obs=_RUNNING, obs_scenes=("A", "B")), c.SwitchObsScene("B"), (e.ObsSceneAsked("B"),)),
        (Show(obs=_RUNNING, obs_scene="B", obs_scenes=("A", "B")), c.SwitchObsScene("B"), ()),
        (Show(), c.ShowPerformer(True), (e.PerformerViewSet(True),)),
        (Show(), c.ShowPerformer(False), ()),
        (Show(), c.StopShow(), (e.StopAsked(),)),
        (Show(stopping=True), c.StopShow(), ()),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, get_args(c.Command)) else "",
)
def test_a_wish_makes_these_facts(state: Show, command: c.Command, events: tuple[e.Event, ...]) -> None:
    after, facts = reduce(state, command)
    assert facts == events
    expected = state
    for event in events:
        expected = apply(expected, event)
    assert after == expected


@pytest.mark.parametrize(
    ("state", "command", "what"),
    [
        (Show(air=Air.LIVE), c.SetCanvas(640, 360, 30), "on air"),
        (Show(recording=_RUNNING), c.SetCanvas(640, 360, 30), "recorded"),
        (Show(virtual_camera=_RUNNING), c.SetCanvas(640, 360, 30), "virtual camera"),
        (Show(), c.SetCanvas(32, 360, 30), "width 32"),
        (Show(), c.SetCanvas(640, 5000, 30), "height 5000"),
        (Show(), c.SetCanvas(640, 360, 0), "fps 0"),
        (Show(), c.SetCanvas(641, 360, 30), "even"),
        (Show(), c.SwitchObsScene("A"), "not connected"),
        (Show(obs=_RUNNING, obs_scenes=("A",)), c.SwitchObsScene("B"), "no scene “B”"),
        (Show(), c.HoldExpression("happy", 1.5), "weight"),
        (Show(), c.HoldExpression("happy", float("nan")), "weight"),
        (Show(expressions=("happy",)), c.HoldExpression("hapy"), "hapy"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_a_remedy(state: Show, command: c.Command, what: str) -> None:
    with pytest.raises(CommandError, match=what) as refusal:
        reduce(state, command)
    assert refusal.value.where == type(command).__name__
    assert refusal.value.remedy


def test_the_size_may_change_again_once_nothing_depends_on_it() -> None:
    state, _ = reduce(Show(recording=Part(PartStatus.FAILED)), c.SetCanvas(640, 360, 25))
    assert state.canvas == Canvas(640, 360, 25)


def test_a_refused_avatar_leaves_the_last_good_one_with_the_reason() -> None:
    state, _ = reduce(Show(avatar="qiongjiu"), c.ChooseAvatar("broken.vrm"))
    assert state.avatar_part == Part(PartStatus.STARTING, "broken.vrm")
    state = apply(state, e.AvatarRefused("broken.vrm", "qiongjiu", "no humanoid", "export it again"))
    assert state.avatar == "qiongjiu"
    assert state.avatar_part == Part(PartStatus.FAILED, "qiongjiu", "no humanoid", "export it again")


def test_a_new_avatar_lets_go_of_held_expressions_it_does_not_have() -> None:
    state = apply(
        Show(held=(("happy", 1.0), ("wave", 0.5))), e.AvatarLoaded("zhuxi", ("happy", "sad"), "10,000 triangles")
    )
    assert state.held == (("happy", 1.0),)
    assert state.expressions == ("happy", "sad")


def test_a_lost_tracker_keeps_what_it_was_working_on_until_it_is_back() -> None:
    state = apply(Show(tracker=Part(PartStatus.RUNNING, "camera:0")), e.TrackerLost("unplugged", "plug it in"))
    assert state.tracker == Part(PartStatus.LOST, "camera:0", "unplugged", "plug it in")
    assert apply(state, e.TrackerStarted("camera:0 again")).tracker == Part(PartStatus.RUNNING, "camera:0 again")


def test_a_saved_recording_is_told_with_its_length() -> None:
    state = apply(Show(recording=_RUNNING), e.RecordingSaved("show.mp4", 12.34, 370))
    assert state.recording == Part(PartStatus.OFF, "show.mp4 (12.3 s, 370 frames)")


def test_holding_again_changes_the_weight_and_not_the_number() -> None:
    state = apply(apply(Show(), e.ExpressionHeld("happy", 0.3)), e.ExpressionHeld("happy", 0.8))
    assert state.held == (("happy", 0.8),)


def test_a_recording_asked_for_while_the_last_one_is_written_is_refused_in_words() -> None:
    state, _ = reduce(Show(recording=Part(PartStatus.RUNNING, "a.mp4")), c.StopRecording())
    with pytest.raises(CommandError, match="still being written") as refusal:
        reduce(state, c.StartRecording("b.mp4"))
    assert refusal.value.remedy
    saved = apply(state, e.RecordingSaved("a.mp4", 1.0, 30))
    assert reduce(saved, c.StartRecording("b.mp4"))[1] == (e.RecordingAsked("b.mp4"),)


def test_a_second_file_is_not_silently_left_unrecorded() -> None:
    state = Show(recording=Part(PartStatus.RUNNING, "a.mp4"))
    with pytest.raises(CommandError, match=r"runs already, to a\.mp4"):
        reduce(state, c.StartRecording("b.mp4"))
    assert reduce(state, c.StartRecording("a.mp4"))[1] == ()


def test_an_avatar_that_comes_on_after_another_was_chosen_does_not_undo_the_choice() -> None:
    state, _ = reduce(Show(avatar="qiongjiu"), c.ChooseAvatar("first.vrm"))
    state, _ = reduce(state, c.ChooseAvatar("second.vrm"))
    for late in (e.AvatarLoaded("first.vrm", ("happy",), ""), e.AvatarRefused("first.vrm", "qiongjiu", "broken", "")):
        state = apply(state, late)
        assert state.avatar == "second.vrm"
        assert state.avatar_part == Part(PartStatus.STARTING, "second.vrm")
    assert apply(state, e.AvatarLoaded("second.vrm", (), "")).avatar_part.status is PartStatus.RUNNING


def test_an_obs_that_is_lost_takes_its_scenes_along_and_says_why() -> None:
    state = apply(apply(Show(), e.ObsConnected("OBS 29")), e.ObsScenesSeen("A", ("A", "B")))
    assert (state.obs.status, state.obs_scene, state.obs_scenes) == (PartStatus.RUNNING, "A", ("A", "B"))
    state = apply(state, e.ObsLost("not running", "start OBS"))
    assert state.obs == Part(PartStatus.LOST, "", "not running", "start OBS")
    assert (state.obs_scene, state.obs_scenes) == ("", ())


_GREEN = GateRow("label", GateLight.GREEN, "好", "fine")
_SIGN = GateRow("driver", GateLight.SIGNATURE, "录播", "recorded", "签字", "sign it")
_RED = GateRow("consent", GateLight.RED, "未同意", "no consent", "请同意", "give consent")


def test_going_live_is_refused_with_the_rows_that_are_closed_and_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"driver: recorded; consent: no consent") as refusal:
        reduce(Show(gate=(_GREEN, _SIGN, _RED)), c.GoLive())
    assert refusal.value.remedy == "sign it; give consent"


def test_a_signed_row_opens_and_the_name_stays_on_it() -> None:
    state, events = reduce(Show(gate=(_GREEN, _SIGN)), c.SignOff("driver", " 乙 "))
    assert events == (e.RowSigned("driver", "乙"),)
    assert state.gate[1].signed_by == "乙"
    state, events = reduce(state, c.GoLive())
    assert events == (e.WentLive(),)
    _, events = reduce(state, c.SignOff("driver", "乙", "小李的手机"))
    assert events == (e.RowSigned("driver", "乙 @ 小李的手机"),)


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (c.SignOff("consent", "乙"), "red"),
        (c.SignOff("driver", "  "), "name"),
        (c.SignOff("driving", "乙"), "no row"),
        (c.GiveConsent(" "), "name"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(command: c.Command, what: str) -> None:
    with pytest.raises(CommandError, match=what) as refusal:
        reduce(Show(gate=(_GREEN, _SIGN, _RED)), command)
    assert refusal.value.remedy


def test_a_signature_falls_when_the_reason_changes_and_stays_when_it_does_not() -> None:
    state, _ = reduce(Show(gate=(_SIGN,)), c.SignOff("driver", "乙"))
    assert apply(state, e.GateChecked((_GREEN, _SIGN))).gate[1].signed_by == "乙"
    other = GateRow("driver", GateLight.SIGNATURE, "另", "another reason")
    assert apply(state, e.GateChecked((other,))).gate[0].signed_by == ""


def test_withdrawn_consent_ends_the_broadcast() -> None:
    state, _ = reduce(Show(air=Air.LIVE), c.GiveConsent("甲"))
    assert state.consent == "甲"
    state, events = reduce(state, c.GiveConsent("", given=False))
    assert events == (e.ConsentWithdrawn(), e.WentToRehearsal())
    assert (state.consent, state.air) == ("", Air.REHEARSAL)


def test_what_was_read_back_of_the_label_is_in_the_state() -> None:
    state = apply(Show(), e.LabelSeen(37.8, 9.6, 52, 40))
    assert (state.label_state.ok, state.label_state.ink_px) == (True, 37.8)
    assert apply(state, e.LabelLost("covered")).label_state.problem == "covered"
