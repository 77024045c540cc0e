"""Commands about what lies beyond the show: panels on other devices, the set-up of OBS, the stream to a second PC.

See `commands`. No secret is in a command or a fact: codes and tokens go from hand to hand (`control.pairing`).
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.role import Role


@dataclass(frozen=True, slots=True)
class OpenToLan:
    """Lets panels of this network in, or this machine's only; with TLS by a certificate of the studio's own."""

    on: bool
    tls: bool = False


@dataclass(frozen=True, slots=True)
class OfferPairing:
    """A code for one device, once, for two minutes; a new offer ends the last one."""

    role: Role = Role.OPERATOR
    name: str = ""
    """What the device shall be called; "" lets it say so itself."""


@dataclass(frozen=True, slots=True)
class EndPairing:
    """Takes the code back."""


@dataclass(frozen=True, slots=True)
class RevokeRemote:
    """A paired device is shown out and its token opens nothing more."""

    remote: str


@dataclass(frozen=True, slots=True)
class SetUpObs:
    """Scenes and the program picture in OBS, as `studio obs setup`; connects to it first."""


@dataclass(frozen=True, slots=True)
class AlignObsAudio:
    """Delays a sound source of OBS by what the picture was measured to take; "" takes it back everywhere."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class StartStream:
    """Sends the program over the network, for OBS on a second PC; an empty address is the one used last."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class StopStream:
    """Ends the network stream."""


RemoteCommand = (
    OpenToLan | OfferPairing | EndPairing | RevokeRemote | SetUpObs | AlignObsAudio | StartStream | StopStream
)
