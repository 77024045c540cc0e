"""Commands about where the performance comes from besides the chosen source: phone, suit, voice. See `commands`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.state import VoiceMode
from studio.core.routes import BodyPart, PoseSource


@dataclass(frozen=True, slots=True)
class ListenVmc:
    """Takes poses by the VMC protocol; from this machine only, or from one other address too."""

    on: bool
    port: int = 39539
    sender: str = ""


@dataclass(frozen=True, slots=True)
class ListenPhone:
    """Takes the face of a phone with iFacialMocap at that address."""

    on: bool
    address: str = ""


@dataclass(frozen=True, slots=True)
class SendVmc:
    """Sends the avatar's motion by the VMC protocol."""

    on: bool
    host: str = "127.0.0.1"
    port: int = 39540


@dataclass(frozen=True, slots=True)
class RoutePart:
    """Which source a part of the avatar follows."""

    part: BodyPart
    source: PoseSource


@dataclass(frozen=True, slots=True)
class UseVoice:
    """The mouth by the microphone: never, where the camera sees no mouth, or always."""

    mode: VoiceMode
    device: str = ""


@dataclass(frozen=True, slots=True)
class LookIntoCamera:
    """The eyes look at the viewer, whatever the performer looks at."""

    on: bool


SourceCommand = ListenVmc | ListenPhone | SendVmc | RoutePart | UseVoice | LookIntoCamera
