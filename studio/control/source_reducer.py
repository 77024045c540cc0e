"""Decides and folds what is about phone, suit and voice. Pure; see `reducer`."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from typing import assert_never

from studio.control import source_commands as s
from studio.control import source_events as se
from studio.control.state import Link, Part, PartStatus, Show, VoiceMode
from studio.core.errors import CommandError

_LOWEST_PORT, _HIGHEST_PORT = 1024, 65535


def decide(state: Show, command: s.SourceCommand) -> tuple[se.SourceEvent, ...]:
    """The facts a wish makes. Raises CommandError."""
    match command:
        case s.ListenVmc(on, port, sender):
            _port(port, "ListenVmc")
            if sender:
                _address(sender, "ListenVmc")
            return (se.VmcListenSet(on, port, sender),) if on or state.vmc.status is not PartStatus.OFF else ()
        case s.ListenPhone(on, address):
            if on:
                _address(address, "ListenPhone")
            return (se.PhoneListenSet(on, address),) if on or state.phone.status is not PartStatus.OFF else ()
        case s.SendVmc(on, host, port):
            _port(port, "SendVmc")
            if on and not host.strip():
                raise CommandError("there is no receiver", where="SendVmc", remedy="write its address")
            return (se.VmcSendSet(on, host.strip(), port),) if on or state.vmc_out.status is not PartStatus.OFF else ()
        case s.RoutePart(part, source):
            return (se.PartRouted(part, source),) if state.routes.source_of(part) is not source else ()
        case s.UseVoice(mode, device):
            same = mode is state.voice_mode and state.voice.status is not PartStatus.FAILED and not device
            return () if same else (se.VoiceSet(mode, device),)
        case s.LookIntoCamera(on):
            return (se.LookIntoCameraSet(on),) if on != state.look_into_camera else ()
        case _:
            assert_never(command)


def apply(state: Show, event: se.SourceEvent) -> Show:
    """The state after a fact."""
    match event:
        case se.VmcListenSet(on, port):
            return replace(state, vmc=Part(PartStatus.STARTING, f"UDP {port}") if on else Part())
        case se.PhoneListenSet(on, address):
            return replace(state, phone=Part(PartStatus.STARTING, address) if on else Part())
        case se.VmcSendSet(on, host, port):
            return replace(state, vmc_out=Part(PartStatus.STARTING, f"{host}:{port}") if on else Part())
        case se.PartRouted(part, source):
            return replace(state, routes=replace(state.routes, **{part.value: source}))
        case se.VoiceSet(mode, device):
            part = Part() if mode is VoiceMode.OFF else Part(PartStatus.STARTING, device)
            return replace(state, voice_mode=mode, voice=part)
        case se.LookIntoCameraSet(on):
            return replace(state, look_into_camera=on)
        case se.LinkChanged(link, part):
            return _linked(state, link, part)
        case se.MicrophonesFound(microphones):
            return replace(state, microphones=microphones)
        case _:
            assert_never(event)


def _linked(state: Show, link: Link, part: Part) -> Show:
    match link:
        case Link.VMC:
            return replace(state, vmc=part)
        case Link.PHONE:
            return replace(state, phone=part)
        case Link.VMC_OUT:
            return replace(state, vmc_out=part)
        case Link.VOICE:
            return replace(state, voice=part)


def _port(port: int, where: str) -> None:
    if not _LOWEST_PORT <= port <= _HIGHEST_PORT:
        raise CommandError(f"port {port} is out of bounds", where=where, remedy="use 1024 to 65535; VMC's is 39539")


def _address(address: str, where: str) -> None:
    try:
        ipaddress.IPv4Address(address)
    except ValueError as error:
        raise CommandError(
            f"“{address[:40]}” is no address", where=where, remedy="write it like 192.168.1.23"
        ) from error
