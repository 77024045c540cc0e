"""Facts about phone, suit, voice and who listens to us. See `events`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.state import Link, Part, VoiceMode
from studio.core.routes import BodyPart, PoseSource


@dataclass(frozen=True, slots=True)
class VmcListenSet:
    on: bool
    port: int
    sender: str


@dataclass(frozen=True, slots=True)
class PhoneListenSet:
    on: bool
    address: str


@dataclass(frozen=True, slots=True)
class VmcSendSet:
    on: bool
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class PartRouted:
    part: BodyPart
    source: PoseSource


@dataclass(frozen=True, slots=True)
class VoiceSet:
    mode: VoiceMode
    device: str


@dataclass(frozen=True, slots=True)
class LookIntoCameraSet:
    on: bool


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """How a link does, as whoever keeps it says."""

    link: Link
    part: Part


@dataclass(frozen=True, slots=True)
class MicrophonesFound:
    microphones: tuple[str, ...]


SourceEvent = (
    VmcListenSet
    | PhoneListenSet
    | VmcSendSet
    | PartRouted
    | VoiceSet
    | LookIntoCameraSet
    | LinkChanged
    | MicrophonesFound
)
