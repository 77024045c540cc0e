"""Other devices, the set-up of OBS and the stream: the show stands so, somebody wishes, and these are the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import remote_commands as r
from studio.control import remote_events as re
from studio.control.reducer import apply, reduce
from studio.control.remote_steps import PAIRING_S
from studio.control.roles import Role, check
from studio.control.state import Pairing, Part, PartStatus, RemoteEntry, Show
from studio.core.errors import CommandError

_RUNNING = Part(PartStatus.RUNNING, "x")
_PAIRED = Show(remotes=(RemoteEntry("a1", Role.OPERATOR, "phone", "2026-11-27T20:00:00+00:00"),))
_OBS = Show(obs=_RUNNING, obs_sounds=("Mic", "Music"), obs_delay_ms=46.4)


@pytest.mark.parametrize(
    ("state", "command", "events"),
    [
        (Show(), r.OpenToLan(True), (re.LanAsked(True, False),)),
        (Show(), r.OpenToLan(False), ()),
        (Show(lan=_RUNNING), r.OpenToLan(False), (re.LanAsked(False, False),)),
        (
            Show(),
            r.OfferPairing(Role.BRAND, "  a   tablet "),
            (re.PairingOffered(Role.BRAND, "a tablet", 1000 + PAIRING_S),),
        ),
        (Show(), r.EndPairing(), ()),
        (Show(pairing=Pairing(Role.BRAND, "", 5.0)), r.EndPairing(), (re.PairingEnded(),)),
        (_PAIRED, r.RevokeRemote("a1"), (re.RevokeAsked("a1"),)),
        (Show(), r.SetUpObs(), (e.ObsAsked(), re.ObsSetUpAsked())),
        (_OBS, r.SetUpObs(), (re.ObsSetUpAsked(),)),
        (_OBS, r.AlignObsAudio("Mic"), (re.ObsAlignAsked("Mic"),)),
        (_OBS, r.AlignObsAudio(), ()),
        (replace(_OBS, obs_aligned=(("Mic", 46),)), r.AlignObsAudio(), (re.ObsAlignAsked(""),)),
        (Show(), r.StartStream(" udp://192.168.1.9:7000 "), (re.StreamAsked("udp://192.168.1.9:7000"),)),
        (Show(), r.StartStream("srt://x:7000?passphrase=bamboo"), (re.StreamAsked("srt://x:7000?"),)),
        (Show(stream=Part(PartStatus.LOST)), r.StartStream(), ()),
        (Show(stream=_RUNNING), r.StopStream(), (re.StreamStopAsked(),)),
        (Show(), r.StopStream(), ()),
    ],
)
def test_a_wish_makes_these_facts(state: Show, command: c.Command, events: tuple[e.Event, ...]) -> None:
    assert reduce(state, command, 1000.0)[1] == events


@pytest.mark.parametrize(
    ("state", "command", "what"),
    [
        (Show(), r.OfferPairing(Role.PERFORMER), "belong to this machine"),
        (_PAIRED, r.RevokeRemote("b2"), "no device"),
        (Show(), r.AlignObsAudio("Mic"), "not connected"),
        (_OBS, r.AlignObsAudio("Drums"), "no sound"),
        (replace(_OBS, obs_delay_ms=0.0), r.AlignObsAudio("Mic"), "not measured"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(state: Show, command: c.Command, what: str) -> None:
    with pytest.raises(CommandError, match=what) as refusal:
        reduce(state, command, 1000.0)
    assert refusal.value.remedy


def test_what_is_aligned_is_remembered_one_by_one_and_all_taken_back() -> None:
    state = apply(_OBS, re.ObsAligned("Mic", 46))
    state = apply(state, re.ObsAligned("Music", 46))
    state = apply(state, re.ObsAligned("Mic", 80))
    assert state.obs_aligned == (("Music", 46), ("Mic", 80))
    assert apply(state, re.ObsAligned("", 0)).obs_aligned == ()


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ((re.StreamAsked("udp://10.0.0.2:9000"),), PartStatus.STARTING),
        ((re.StreamAsked(""), re.StreamStarted("srt, port 9710")), PartStatus.RUNNING),
        ((re.StreamStarted("x"), re.StreamLost("nobody", "start OBS")), PartStatus.LOST),
        ((re.StreamFailed("no encoder", "install it"),), PartStatus.FAILED),
        ((re.StreamStarted("x"), re.StreamStopped()), PartStatus.OFF),
    ],
)
def test_the_stream_has_a_life_like_any_part(facts: tuple[e.Event, ...], status: PartStatus) -> None:
    state = Show()
    for fact in facts:
        state = apply(state, fact)
    assert state.stream.status is status


def test_devices_and_the_network_are_the_performers_alone_and_obs_the_operators_too() -> None:
    for own in (r.OpenToLan(True), r.OfferPairing(), r.EndPairing(), r.RevokeRemote("a1"), r.StartStream("udp://x:1")):
        with pytest.raises(CommandError):
            check(Role.OPERATOR, own, _PAIRED)
        check(Role.PERFORMER, own, _PAIRED)
    for shared in (r.SetUpObs(), r.AlignObsAudio("Mic"), r.StartStream(), r.StopStream()):
        check(Role.OPERATOR, shared, _PAIRED)
        with pytest.raises(CommandError):
            check(Role.BRAND, shared, _PAIRED)
