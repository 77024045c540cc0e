"""The state of the show: one frozen value that every panel sees. What it holds it can draw; it draws nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from studio.control.role import Role
from studio.core.goods import Comment, Countdown, Product
from studio.core.preset import LABEL_WORDINGS, OverlayItem, Preset
from studio.core.routes import Routes
from studio.core.tuning import KeyLight, Motion, Window
from studio.core.wardrobe import Outfit, Wardrobe


class Framing(StrEnum):
    """How much of the avatar the camera takes in."""

    FACE = "face"
    BUST = "bust"
    HALF = "half"
    FULL = "full"


class Air(StrEnum):
    REHEARSAL = "rehearsal"
    LIVE = "live"


class PartStatus(StrEnum):
    """The life of a part that can fail: tracker, recording, virtual camera."""

    OFF = "off"
    STARTING = "starting"
    RUNNING = "running"
    LOST = "lost"
    """Was running, is being started again."""
    FAILED = "failed"
    """Given up; `Part.problem` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    status: PartStatus = PartStatus.OFF
    detail: str = ""
    """What it is working on: device, file, size and rate asked and got."""
    problem: str = ""
    remedy: str = ""


class Link(StrEnum):
    """Ways in and out besides camera, outputs and OBS; each has a `Part` of the state."""

    VMC = "vmc"
    PHONE = "phone"
    VMC_OUT = "vmc_out"
    VOICE = "voice"


class VoiceMode(StrEnum):
    """When the microphone moves the mouth."""

    OFF = "off"
    FALLBACK = "fallback"
    """Where the camera sees no mouth."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Canvas:
    width: int = 1280
    height: int = 720
    fps: int = 30


@dataclass(frozen=True, slots=True)
class AvatarEntry:
    """A card of the gallery."""

    name: str
    """What `ChooseAvatar` takes."""
    title_zh: str
    title_en: str
    light: bool = False
    commercial: str = ""
    """The licence's commercialUsage word, "" if it does not say."""
    preview: str = ""
    """Path of a picture for the card, "" if there is none."""
    wardrobe: Wardrobe | None = None
    """What it may wear; None: it is as it is."""


@dataclass(frozen=True, slots=True)
class SetEntry:
    """A place behind the avatar, in one of its variants."""

    background: str
    """What `SetBackground` takes: `set:ID/VARIANT`."""
    title_zh: str
    title_en: str
    preview: str = ""
    """Path of a small picture, "" if there is none."""


@dataclass(frozen=True, slots=True)
class PresetEntry:
    """A brand's preset on the shelf."""

    preset: str
    """What `OpenPreset` takes."""
    title_zh: str
    title_en: str
    brand: str = ""
    problem: str = ""
    """Why it cannot be opened, "" if it can."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    source: str
    """What `ChooseSource` takes."""
    title: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code is offered; the code itself is told to this machine only (`control.pairing`)."""

    role: Role
    name: str
    """"" lets the device say so itself."""
    ends_at_s: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """A paired device."""

    id: str
    """What `RevokeRemote` takes."""
    role: Role
    name: str
    made_at: str
    """ISO 8601, UTC."""
    here: int = 0
    """Panels it has open now."""


@dataclass(frozen=True, slots=True)
class Health:
    """Measured, refreshed about once a second; not part of what commands change."""

    show_fps: float = 0.0
    tracker_fps: float = 0.0
    delay_ms: float = 0.0
    """Median from a picture's capture to the frame it moved."""
    frames: int = 0
    repeated_frames: int = 0
    """Ticks the show could not draw in time and gave the last picture again."""
    longest_gap_ms: float = 0.0
    """Longest time between two frames in the last ten seconds."""
    show_cpu_ms: float = 0.0
    """CPU of the show process per frame, all threads."""
    tracker_cpu_ms: float = 0.0
    """CPU of the tracker process per camera frame, all threads."""
    memory_mb: float = 0.0
    """Resident, all processes."""
    performer_seen: bool = False
    left_hand_seen: bool = False
    right_hand_seen: bool = False
    renderer: str = ""
    """What OpenGL calls the device; software renderers are told as such."""
    software_gl: bool = False


class GateLight(StrEnum):
    GREEN = "green"
    SIGNATURE = "signature"
    """Opens when a named reviewer signs."""
    RED = "red"
    """Cannot be signed away."""


@dataclass(frozen=True, slots=True)
class GateRow:
    """One question before a broadcast (`GATE_TITLES` has its name)."""

    key: str
    light: GateLight
    reason_zh: str
    reason_en: str
    remedy_zh: str = ""
    remedy_en: str = ""
    signed_by: str = ""
    """Who took it upon themselves; falls when the reason changes."""

    @property
    def open(self) -> bool:
        return self.light is GateLight.GREEN or (self.light is GateLight.SIGNATURE and bool(self.signed_by))


@dataclass(frozen=True, slots=True)
class LabelState:
    """The label as read back from the final picture."""

    ok: bool = False
    problem: str = ""
    """Why not; empty before the first look."""
    ink_px: float = 0.0
    """Height of its lowest letter."""
    contrast: float = 0.0
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Show:
    """The whole state."""

    canvas: Canvas = Canvas()
    source: str = "take:welcome"
    avatar: str = "qiongjiu"
    mirror: bool = True
    framing: Framing = Framing.BUST
    background: str = "set:wutingchunshui/day"
    held: tuple[tuple[str, float], ...] = ()
    air: Air = Air.REHEARSAL
    slate: bool = False
    show_performer: bool = False
    tracker: Part = Part()
    recording: Part = Part()
    recording_ends: bool = False
    """The recording was stopped and its file is still being written."""
    virtual_camera: Part = Part()
    obs: Part = Part()
    """The connection to OBS Studio."""
    obs_scene: str = ""
    """On OBS's program, "" while there is no connection."""
    obs_scenes: tuple[str, ...] = ()
    obs_set_up: Part = Part()
    """The last set-up; RUNNING: the picture is in OBS."""
    obs_delay_ms: float = 0.0
    """From a frame's time to its upload in OBS; 0 not measured."""
    obs_sounds: tuple[str, ...] = ()
    """What `AlignObsAudio` takes."""
    obs_aligned: tuple[tuple[str, int], ...] = ()
    """Sounds that the studio delays, and by how many milliseconds."""
    stream: Part = Part()
    """Over the network, for a second PC."""
    lan: Part = Part()
    """Whether panels of other machines are let in."""
    lan_urls: tuple[str, ...] = ()
    lan_fingerprint: str = ""
    """SHA-256 of the certificate they see, "" without TLS."""
    pairing: Pairing | None = None
    remotes: tuple[RemoteEntry, ...] = ()
    """Paired devices; they outlive the show."""
    avatar_part: Part = Part()
    """Loading of the chosen avatar; the last good one stays on the picture until the new one is ready."""
    expressions: tuple[str, ...] = ()
    """Names the present avatar can hold."""
    avatars: tuple[AvatarEntry, ...] = ()
    outfits: tuple[tuple[str, Outfit], ...] = ()
    """Avatar and what it wears, of those that do not wear what their file shows."""
    sets: tuple[SetEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    label: str = LABEL_WORDINGS[0]
    label_state: LabelState = LabelState()
    gate: tuple[GateRow, ...] = ()
    """What `GoLive` asks for. A show with an engine has its rows from its first moment on."""
    consent: str = ""
    """The performer who agreed to be captured, "" nobody."""
    licence: str = ""
    """The present avatar's commercialUsage word, "" if its file does not say."""
    evidence: Part = Part()
    """The evidence log."""
    preset: Preset = field(default_factory=Preset)
    """The brand's, as its file says; the house's own without one."""
    preset_part: Part = Part()
    """Opening and reloading; the last good one stays until the new one is sound."""
    preset_text: str = ""
    """Of the open preset's file."""
    pictures: tuple[tuple[str, str], ...] = ()
    """The preset's pictures that were looked at, and what was found in them that may not be shown; "" nothing."""
    presets: tuple[PresetEntry, ...] = ()
    rundown: tuple[Product, ...] = ()
    rundown_part: Part = Part()
    """The last import or export."""
    rundown_held: bool = False
    product: str = ""
    """Id of the product that is on, "" none."""
    product_at_s: float = 0.0
    """When it came on, seconds since 1970."""
    card: bool = False
    """Its card is on the picture."""
    overlays: tuple[OverlayItem, ...] = ()
    """The preset's, as they are now."""
    close_up_source: str = ""
    """The second camera, as `ChooseSource` names it; "" none. It is chosen for each show: on another day the same name
    may be another camera."""
    close_up: Part = Part()
    """What became of it; its overlay is on the picture only while it runs."""
    countdown: Countdown | None = None
    comments: tuple[Comment, ...] = ()
    correction: str = ""
    """On the picture, "" none."""
    correction_at_s: float = 0.0
    message: str = ""
    """For the performer's eyes, never on the picture."""
    gestures: tuple[str, ...] = ()
    """What `PlayGesture` takes."""
    routes: Routes = field(default_factory=Routes)
    """Which source each part of the avatar follows."""
    vmc: Part = Part()
    phone: Part = Part()
    vmc_out: Part = Part()
    voice_mode: VoiceMode = VoiceMode.OFF
    voice: Part = Part()
    microphones: tuple[str, ...] = ()
    look_into_camera: bool = False
    springs: float = 1.0
    """How firm hair and cloth are, times what the avatar's author chose."""
    key_light: KeyLight = field(default_factory=KeyLight)
    """Against the set's own."""
    motion_windows: tuple[Window, ...] = ()
    """The performer's, those that change something."""
    motions_measured: bool = False
    motions: tuple[tuple[Motion, float], ...] = ()
    """How much of each motion's reach the performer shows, before any window; () while nobody asks."""
    health: Health = field(default_factory=Health)
    stopping: bool = False

    @property
    def outfit(self) -> Outfit:
        """What the chosen avatar wears."""
        return dict(self.outfits).get(self.avatar, Outfit())

    @property
    def wardrobe(self) -> Wardrobe | None:
        """What the chosen avatar may wear."""
        return next((entry.wardrobe for entry in self.avatars if entry.name == self.avatar), None)
