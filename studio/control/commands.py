"""Commands: wishes in the imperative. The same from desk, command line, web panel, OBS and hotkeys.

A command is a frozen value; `catalogue` gives it titles and help in two languages, `roles` says who may send it,
`codec` reads and writes it as JSON, `reducer` decides what it changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.goods_commands import GoodsCommand
from studio.control.outfit_commands import OutfitCommand
from studio.control.remote_commands import RemoteCommand
from studio.control.source_commands import SourceCommand
from studio.control.state import Framing
from studio.control.tuning_commands import TuningCommand


@dataclass(frozen=True, slots=True)
class ChooseSource:
    """Where the performance comes from: `camera:0`, `camera:NAME`, `file:PATH` (a video), `take:NAME` or `none`."""

    source: str


@dataclass(frozen=True, slots=True)
class ChooseAvatar:
    """By name from the shelf, or the path of a .vrm file."""

    avatar: str


@dataclass(frozen=True, slots=True)
class SetMirror:
    """Mirrored, the avatar moves like the performer's own mirror image."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetFraming:
    framing: Framing


@dataclass(frozen=True, slots=True)
class SetBackground:
    """`default` (a soft studio), `transparent`, `#rrggbb`, `set:ID` or `set:ID/VARIANT`, or the path of a picture."""

    background: str


@dataclass(frozen=True, slots=True)
class SetCanvas:
    """Size of the program picture in pixels and its rate; not while recording or on air."""

    width: int
    height: int
    fps: int


@dataclass(frozen=True, slots=True)
class Calibrate:
    """Takes the performer's present face and head as neutral ("look straight, relax")."""


@dataclass(frozen=True, slots=True)
class HoldExpression:
    """Holds an expression (preset or custom name) until released; 0 releases it."""

    expression: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ReleaseExpressions:
    """Lets go of every held expression."""


@dataclass(frozen=True, slots=True)
class Rehearse:
    """Back to rehearsal: outputs may run, nothing counts as on air."""


@dataclass(frozen=True, slots=True)
class GoLive:
    """On air: from here on the picture counts as broadcast."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named reviewer takes a row of the gate upon themselves."""

    row: str
    reviewer: str
    by: str = ""
    """The device it was signed at, if not at the machine: the server fills in the token's name."""


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """The performer agrees to their face being captured for the avatar; `given=False` withdraws."""

    performer: str
    given: bool = True


@dataclass(frozen=True, slots=True)
class CutToSlate:
    """Shows the brand's slate instead of the avatar, at once, with the label; `on=False` returns."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class StartRecording:
    """Records the program to an MP4 file; an empty path picks a name in the recordings folder."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class StopRecording:
    """Closes the recording."""


@dataclass(frozen=True, slots=True)
class SaveStill:
    """Writes the next frame as PNG; an empty path picks a name in the recordings folder."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class StartVirtualCamera:
    """Sends the program to the system's virtual camera; an empty device takes the first."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class StopVirtualCamera:
    """Closes the virtual camera."""


@dataclass(frozen=True, slots=True)
class ConnectObs:
    """Looks for OBS Studio and follows it until `DisconnectObs`; where it is stands in the settings."""


@dataclass(frozen=True, slots=True)
class DisconnectObs:
    """Lets go of OBS."""


@dataclass(frozen=True, slots=True)
class SwitchObsScene:
    """Puts a scene of OBS on its program."""

    scene: str


@dataclass(frozen=True, slots=True)
class ShowPerformer:
    """The streamer's own view of the camera; only on this machine, only while asked for."""

    on: bool


@dataclass(frozen=True, slots=True)
class StopShow:
    """Ends the show process in good order."""


Command = (
    ChooseSource
    | ChooseAvatar
    | SetMirror
    | SetFraming
    | SetBackground
    | SetCanvas
    | Calibrate
    | HoldExpression
    | ReleaseExpressions
    | Rehearse
    | GoLive
    | SignOff
    | GiveConsent
    | CutToSlate
    | StartRecording
    | StopRecording
    | SaveStill
    | StartVirtualCamera
    | StopVirtualCamera
    | ConnectObs
    | DisconnectObs
    | SwitchObsScene
    | ShowPerformer
    | StopShow
    | GoodsCommand
    | OutfitCommand
    | RemoteCommand
    | SourceCommand
    | TuningCommand
)
