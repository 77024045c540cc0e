"""Events: facts in the past tense. Some are decided by the reducer, others are reported by the parts of the show."""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.goods_events import GoodsEvent
from studio.control.outfit_events import OutfitEvent
from studio.control.remote_events import RemoteEvent
from studio.control.source_events import SourceEvent
from studio.control.state import AvatarEntry, Framing, GateRow, Health, SetEntry, SourceEntry
from studio.control.tuning_events import TuningEvent


@dataclass(frozen=True, slots=True)
class SourceChosen:
    source: str


@dataclass(frozen=True, slots=True)
class AvatarChosen:
    avatar: str


@dataclass(frozen=True, slots=True)
class AvatarLoaded:
    avatar: str
    expressions: tuple[str, ...]
    summary: str
    commercial: str = ""
    """The file's commercialUsage word."""


@dataclass(frozen=True, slots=True)
class AvatarRefused:
    """The last good avatar stays."""

    avatar: str
    kept: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class MirrorSet:
    on: bool


@dataclass(frozen=True, slots=True)
class FramingSet:
    framing: Framing


@dataclass(frozen=True, slots=True)
class BackgroundSet:
    background: str


@dataclass(frozen=True, slots=True)
class BackgroundRefused:
    """It cannot be shown; the last good one stays."""

    background: str
    kept: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CanvasSet:
    width: int
    height: int
    fps: int


@dataclass(frozen=True, slots=True)
class CalibrationAsked:
    pass


@dataclass(frozen=True, slots=True)
class Calibrated:
    pass


@dataclass(frozen=True, slots=True)
class CalibrationFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ExpressionHeld:
    expression: str
    weight: float


@dataclass(frozen=True, slots=True)
class ExpressionsReleased:
    pass


@dataclass(frozen=True, slots=True)
class WentLive:
    pass


@dataclass(frozen=True, slots=True)
class WentToRehearsal:
    pass


@dataclass(frozen=True, slots=True)
class SlateShown:
    pass


@dataclass(frozen=True, slots=True)
class SlateLeft:
    pass


@dataclass(frozen=True, slots=True)
class RecordingAsked:
    path: str


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    path: str


@dataclass(frozen=True, slots=True)
class RecordingStopAsked:
    pass


@dataclass(frozen=True, slots=True)
class RecordingSaved:
    path: str
    seconds: float
    frames: int
    left_out: str = ""
    """In words, if frames were lost because the machine could not keep up."""


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class StillAsked:
    path: str


@dataclass(frozen=True, slots=True)
class StillSaved:
    path: str


@dataclass(frozen=True, slots=True)
class StillFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class VirtualCameraAsked:
    device: str


@dataclass(frozen=True, slots=True)
class VirtualCameraStarted:
    detail: str


@dataclass(frozen=True, slots=True)
class VirtualCameraStopAsked:
    pass


@dataclass(frozen=True, slots=True)
class VirtualCameraStopped:
    pass


@dataclass(frozen=True, slots=True)
class VirtualCameraLost:
    """The device or its process went away; it is being opened again."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class VirtualCameraFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ObsAsked:
    """To be looked for; also told when a refusal is tried again."""


@dataclass(frozen=True, slots=True)
class ObsConnected:
    detail: str
    """Versions and address."""


@dataclass(frozen=True, slots=True)
class ObsLost:
    """Not there, or not any more; it is looked for."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ObsRefused:
    """It is there and says no: a password, an old version."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ObsDisconnectAsked:
    pass


@dataclass(frozen=True, slots=True)
class ObsDisconnected:
    pass


@dataclass(frozen=True, slots=True)
class ObsScenesSeen:
    scene: str
    scenes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ObsSceneAsked:
    scene: str


@dataclass(frozen=True, slots=True)
class PerformerViewSet:
    on: bool


@dataclass(frozen=True, slots=True)
class TrackerStarting:
    source: str


@dataclass(frozen=True, slots=True)
class TrackerStarted:
    detail: str


@dataclass(frozen=True, slots=True)
class TrackerLost:
    """The process died or the camera went away; it is being started again."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TrackerFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TrackerStopped:
    pass


@dataclass(frozen=True, slots=True)
class SourcesFound:
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class AvatarsFound:
    avatars: tuple[AvatarEntry, ...]


@dataclass(frozen=True, slots=True)
class SetsFound:
    sets: tuple[SetEntry, ...]


@dataclass(frozen=True, slots=True)
class HealthMeasured:
    health: Health


@dataclass(frozen=True, slots=True)
class LabelSeen:
    """The label was read back from the final picture; told once a second while on air."""

    ink_px: float
    contrast: float
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class LabelLost:
    """The label is not visibly in the final picture; on air the slate follows at once."""

    problem: str


@dataclass(frozen=True, slots=True)
class GateChecked:
    rows: tuple[GateRow, ...]


@dataclass(frozen=True, slots=True)
class RowSigned:
    row: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    performer: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    pass


@dataclass(frozen=True, slots=True)
class EvidenceOpened:
    file: str


@dataclass(frozen=True, slots=True)
class EvidenceFailed:
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class StopAsked:
    pass


Event = (
    SourceChosen
    | AvatarChosen
    | AvatarLoaded
    | AvatarRefused
    | MirrorSet
    | FramingSet
    | BackgroundSet
    | BackgroundRefused
    | CanvasSet
    | CalibrationAsked
    | Calibrated
    | CalibrationFailed
    | ExpressionHeld
    | ExpressionsReleased
    | WentLive
    | WentToRehearsal
    | SlateShown
    | SlateLeft
    | RecordingAsked
    | RecordingStarted
    | RecordingStopAsked
    | RecordingSaved
    | RecordingFailed
    | StillAsked
    | StillSaved
    | StillFailed
    | VirtualCameraAsked
    | VirtualCameraStarted
    | VirtualCameraStopAsked
    | VirtualCameraStopped
    | VirtualCameraLost
    | VirtualCameraFailed
    | ObsAsked
    | ObsConnected
    | ObsLost
    | ObsRefused
    | ObsDisconnectAsked
    | ObsDisconnected
    | ObsScenesSeen
    | ObsSceneAsked
    | PerformerViewSet
    | TrackerStarting
    | TrackerStarted
    | TrackerLost
    | TrackerFailed
    | TrackerStopped
    | SourcesFound
    | AvatarsFound
    | SetsFound
    | HealthMeasured
    | LabelSeen
    | LabelLost
    | GateChecked
    | RowSigned
    | ConsentGiven
    | ConsentWithdrawn
    | EvidenceOpened
    | EvidenceFailed
    | StopAsked
    | GoodsEvent
    | OutfitEvent
    | RemoteEvent
    | SourceEvent
    | TuningEvent
)
