"""Facts about panels on other devices, the set-up of OBS and the network stream. See `events` and `remote_commands`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.role import Role
from studio.control.state import RemoteEntry


@dataclass(frozen=True, slots=True)
class LanAsked:
    on: bool
    tls: bool


@dataclass(frozen=True, slots=True)
class LanOpened:
    urls: tuple[str, ...]
    """Where other machines find the panel."""
    fingerprint: str
    """SHA-256 of the certificate, "" without TLS."""


@dataclass(frozen=True, slots=True)
class LanClosed:
    pass


@dataclass(frozen=True, slots=True)
class LanFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PairingOffered:
    role: Role
    name: str
    ends_at_s: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class PairingEnded:
    """Taken back, used, or too old."""


@dataclass(frozen=True, slots=True)
class RemotePaired:
    remote: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class RemotesSeen:
    remotes: tuple[RemoteEntry, ...]


@dataclass(frozen=True, slots=True)
class RevokeAsked:
    remote: str


@dataclass(frozen=True, slots=True)
class ObsSetUpAsked:
    pass


@dataclass(frozen=True, slots=True)
class ObsSetUpDone:
    """The picture is in OBS."""

    detail: str


@dataclass(frozen=True, slots=True)
class ObsSetUpStopped:
    """It needs somebody's hand, or cannot be."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ObsDelayMeasured:
    delay_ms: float
    """From a frame's time in the show to its upload in OBS."""


@dataclass(frozen=True, slots=True)
class ObsSoundsSeen:
    sounds: tuple[str, ...]
    """Sources of sound in OBS."""


@dataclass(frozen=True, slots=True)
class ObsAlignAsked:
    source: str


@dataclass(frozen=True, slots=True)
class ObsAligned:
    source: str
    """"" nothing is delayed any more."""
    delay_ms: int


@dataclass(frozen=True, slots=True)
class StreamAsked:
    address: str


@dataclass(frozen=True, slots=True)
class StreamStarted:
    detail: str


@dataclass(frozen=True, slots=True)
class StreamStopAsked:
    pass


@dataclass(frozen=True, slots=True)
class StreamStopped:
    pass


@dataclass(frozen=True, slots=True)
class StreamLost:
    """Nobody receives it, or the network is gone; it is tried again."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class StreamFailed:
    problem: str
    remedy: str


RemoteEvent = (
    LanAsked
    | LanOpened
    | LanClosed
    | LanFailed
    | PairingOffered
    | PairingEnded
    | RemotePaired
    | RemotesSeen
    | RevokeAsked
    | ObsSetUpAsked
    | ObsSetUpDone
    | ObsSetUpStopped
    | ObsDelayMeasured
    | ObsSoundsSeen
    | ObsAlignAsked
    | ObsAligned
    | StreamAsked
    | StreamStarted
    | StreamStopAsked
    | StreamStopped
    | StreamLost
    | StreamFailed
)
