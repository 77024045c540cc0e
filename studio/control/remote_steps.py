"""Decides and folds what is about other devices, the set-up of OBS and the stream. Pure; see `reducer`."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from studio.control import events as e
from studio.control import remote_commands as r
from studio.control import remote_events as re
from studio.control.role import Role
from studio.control.state import Pairing, Part, PartStatus, Show
from studio.core.errors import CommandError

PAIRING_S = 120.0
_MOST_NAME = 40
_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)


def decide(state: Show, command: r.RemoteCommand, now_s: float) -> tuple[e.Event, ...]:
    """The facts a wish makes. Raises CommandError."""
    match command:
        case r.OpenToLan(on, tls):
            if on:
                return (re.LanAsked(True, tls),)
            return (re.LanAsked(False, False),) if state.lan.status is not PartStatus.OFF else ()
        case r.OfferPairing(role, name):
            if role is Role.PERFORMER:
                raise CommandError(
                    "the performer's rights belong to this machine",
                    where="OfferPairing",
                    remedy="pair as operator, brand or viewer",
                )
            return (re.PairingOffered(role, " ".join(name.split())[:_MOST_NAME], now_s + PAIRING_S),)
        case r.EndPairing():
            return (re.PairingEnded(),) if state.pairing is not None else ()
        case r.RevokeRemote(remote):
            if not any(entry.id == remote for entry in state.remotes):
                names = ", ".join(f"{entry.id} ({entry.name})" for entry in state.remotes) or "none is paired"
                raise CommandError(f"no device “{remote}” is paired", where="RevokeRemote", remedy=names)
            return (re.RevokeAsked(remote),)
        case r.SetUpObs():
            connect = () if state.obs.status in _BUSY else (e.ObsAsked(),)
            return (*connect, re.ObsSetUpAsked())
        case r.AlignObsAudio(source):
            return _decide_alignment(state, source)
        case r.StartStream(address):
            # What stands behind the mark is refused (`outputs.stream`) and may be a passphrase: no fact holds it.
            where, mark, _ = address.strip().partition("?")
            return () if state.stream.status in _BUSY else (re.StreamAsked(where + mark),)
        case r.StopStream():
            return (re.StreamStopAsked(),) if state.stream.status is not PartStatus.OFF else ()
        case _:
            assert_never(command)


def _decide_alignment(state: Show, source: str) -> tuple[e.Event, ...]:
    where = "AlignObsAudio"
    if state.obs.status is not PartStatus.RUNNING:
        raise CommandError("OBS is not connected", where=where, remedy="connect OBS first")
    if not source:
        return (re.ObsAlignAsked(""),) if state.obs_aligned else ()
    if source not in state.obs_sounds:
        names = ", ".join(state.obs_sounds) or "OBS has none"
        raise CommandError(f"OBS has no sound “{source}”", where=where, remedy=names)
    if state.obs_delay_ms <= 0:
        raise CommandError("the picture's delay is not measured yet", where=where, remedy="set OBS up first, and wait")
    return (re.ObsAlignAsked(source),)


def apply(state: Show, event: re.RemoteEvent) -> Show:
    """The state after a fact."""
    match event:
        case re.LanAsked(on, tls):
            part = Part(PartStatus.STARTING, "https" if tls else "http")
            return replace(state, lan=part) if on else state
        case re.LanOpened(urls, fingerprint):
            part = Part(PartStatus.RUNNING, state.lan.detail)
            return replace(state, lan=part, lan_urls=urls, lan_fingerprint=fingerprint)
        case re.LanClosed():
            return replace(state, lan=Part(), lan_urls=(), lan_fingerprint="")
        case re.LanFailed(problem, remedy):
            return replace(state, lan=Part(PartStatus.FAILED, "", problem, remedy), lan_urls=(), lan_fingerprint="")
        case re.PairingOffered(role, name, ends_at_s):
            return replace(state, pairing=Pairing(role, name, ends_at_s))
        case re.PairingEnded():
            return replace(state, pairing=None)
        case re.RemotesSeen(remotes):
            return replace(state, remotes=remotes)
        case re.ObsSetUpAsked():
            return replace(state, obs_set_up=Part(PartStatus.STARTING))
        case re.ObsSetUpDone(detail):
            return replace(state, obs_set_up=Part(PartStatus.RUNNING, detail))
        case re.ObsSetUpStopped(problem, remedy):
            return replace(state, obs_set_up=Part(PartStatus.FAILED, "", problem, remedy))
        case re.ObsDelayMeasured(delay_ms):
            return replace(state, obs_delay_ms=delay_ms)
        case re.ObsSoundsSeen(sounds):
            return replace(state, obs_sounds=sounds)
        case re.ObsAligned(source, delay_ms):
            kept = tuple(item for item in state.obs_aligned if item[0] != source) if source else ()
            return replace(state, obs_aligned=(*kept, (source, delay_ms)) if source else ())
        case re.StreamAsked(address):
            return replace(state, stream=Part(PartStatus.STARTING, address))
        case re.StreamStarted(detail):
            return replace(state, stream=Part(PartStatus.RUNNING, detail))
        case re.StreamStopped():
            return replace(state, stream=Part())
        case re.StreamLost(problem, remedy):
            return replace(state, stream=Part(PartStatus.LOST, state.stream.detail, problem, remedy))
        case re.StreamFailed(problem, remedy):
            return replace(state, stream=Part(PartStatus.FAILED, "", problem, remedy))
        case re.RemotePaired() | re.RevokeAsked() | re.ObsAlignAsked() | re.StreamStopAsked():
            return state
        case _:
            assert_never(event)
