"""The show tick: landmarks in, scene out. Pure in (what it was, inputs, dt): it reads no clock, file or thread.
(Pictures of a set are read when it is chosen; a set's video comes through `SetVideo`, offline moment by moment.)

    landmarks → Solver → Resampler → (mirror) → Reach → Mixer → Poser → Stage → scene

So the same take gives the same scenes, live or offline, and the whole show can be tested without a screen.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from studio.control.state import Canvas, Framing, VoiceMode
from studio.core.arrays import frozen
from studio.core.avatar import Avatar
from studio.core.clip import Clip
from studio.core.figure import Figure
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.core.on_screen import NOTHING, OnScreen
from studio.core.pose import AvatarState, Mouth, PerformerPose
from studio.core.routes import PoseSource, Routes
from studio.core.scene import Scene
from studio.core.tuning import KeyLight, Window
from studio.engine.set_video import SetVideo
from studio.library.sets import find_place
from studio.mixing.absence import TRUSTED
from studio.mixing.mixer import Mixer
from studio.mixing.routing import routed
from studio.posing.poser import Poser
from studio.posing.reach import Reach
from studio.solving.calibration import Profile
from studio.solving.mirror import mirror
from studio.solving.resample import Resampler
from studio.solving.solver import Solver
from studio.solving.tuning import tuned
from studio.staging.overlays.painter import OverlayPainter
from studio.staging.stage import Stage

_CALIBRATION_S = 0.5
_SETTLE_STEPS = 60
_MOUTH_S = 0.4
"""A mouth heard longer ago is closed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the picture depends on besides the performer."""

    canvas: Canvas = field(default_factory=Canvas)
    framing: Framing = Framing.BUST
    background: str = "default"
    mirror: bool = True
    held: tuple[tuple[str, float], ...] = ()
    slate: bool = False
    label: str = "AI生成 · 数字人"
    notices: tuple[str, ...] = ()
    """Short words for the streamer, drawn in rehearsal only (“tracker lost”)."""
    opening: str = ""
    """The long words that a broadcast or recording begins with, while they are to be seen."""
    rehearsal: bool = False
    """The picture is marked 排练."""
    routes: Routes = field(default_factory=Routes)
    voice: VoiceMode = VoiceMode.OFF
    look_into_camera: bool = False
    springs: float = 1.0
    """How firm hair and cloth are, times what the avatar's author chose."""
    key_light: KeyLight = field(default_factory=KeyLight)
    windows: tuple[Window, ...] = ()
    """The performer's, over what is solved."""
    on_screen: OnScreen = NOTHING
    """What the brand lays over the picture."""
    close_up: Image | None = None
    """The second camera's picture, of the size that `overlays.close_up` tells."""


class Performance:
    """Not thread-safe: one loop owns it."""

    def __init__(
        self, avatar: Avatar, *, seed: int = 0, profile: Profile | None = None, delay_s: float | None = None
    ) -> None:
        """`delay_s`: how far behind the newest landmarks to stay; None: settled by itself from their rate, 0:
        offline."""
        self._solver = Solver(profile=profile)
        self._resampler = Resampler(delay_s)
        self._mixer = Mixer(seed)
        self._others: dict[PoseSource, Resampler] = {
            source: Resampler(delay_s) for source in (PoseSource.PHONE, PoseSource.VMC)
        }
        self._mouth: Mouth | None = None
        self._stage = Stage(find_place, partial(SetVideo, patient=delay_s == 0.0))
        self._recent: deque[Landmarks] = deque(maxlen=64)
        self._time_s = 0.0
        self._now_s = 0.0
        self.performer: PerformerPose | None = None
        """The performer's pose at the last tick, mirrored if asked, before any window; None: nobody."""
        self.state = AvatarState()
        """What the avatar was told at the last tick."""
        self.avatar = avatar
        self._poser = Poser(avatar)
        self._rest_places_m = self._poser.rig.rest_places_m()
        self._reach = Reach(self._poser.rig)
        self._entering = True
        self._figure: Figure | None = None

    @property
    def delay_s(self) -> float:
        """How far behind the newest landmarks the resampler keeps the performer, seconds."""
        return self._resampler.delay_s

    @property
    def profile(self) -> Profile:
        """What is known of this performer."""
        return self._solver.profile

    def change_avatar(self, avatar: Avatar) -> None:
        """From the next tick on another figure plays; the performance goes on."""
        self.avatar = avatar
        self._poser = Poser(avatar)
        self._rest_places_m = self._poser.rig.rest_places_m()
        self._reach = Reach(self._poser.rig)
        self._entering = True

    def wear(self, dressed: Avatar) -> None:
        """The same avatar in other clothes: whatever it does goes on."""
        self.avatar = dressed
        self._poser.wear(dressed)

    def play(self, clip: Clip) -> None:
        """Plays a gesture over the performance."""
        self._mixer.cues.play(clip)

    def hear(self, landmarks: Landmarks) -> None:
        """Takes in what the tracker saw; call it once for every new value, oldest first."""
        self._recent.append(landmarks)
        self._resampler.push(self._solver.solve(landmarks))

    def hear_pose(self, source: PoseSource, pose: PerformerPose) -> None:
        """Takes in a pose that was solved elsewhere: a phone's, a suit's."""
        self._others[source].push(pose)

    def hear_mouth(self, mouth: Mouth) -> None:
        """Takes in a mouth told by sound."""
        self._mouth = mouth

    def calibrate(self) -> Profile | None:
        """Takes the last half second as the performer's neutral. None if no face was seen in it."""
        seen = [item for item in self._recent if item.face is not None]
        if not seen or seen[-1].captured_at_s < self._recent[-1].captured_at_s - _CALIBRATION_S:
            return None
        since_s = seen[-1].captured_at_s - _CALIBRATION_S
        return self._solver.calibrate([item for item in seen if item.captured_at_s >= since_s])

    def tick(self, look: Look, now_s: float, dt_s: float) -> Scene:
        """The scene at `now_s` (the landmarks' clock), `dt_s` after the last one. Raises StudioError as `compose`
        does."""
        self._solver.look_into_camera = look.look_into_camera
        performer = routed(self._heard_poses(look, now_s), look.routes)
        self.performer = performer
        if performer is not None:
            performer = tuned(performer, look.windows)
            # Before the mixer, so that its limits on speed hold for what is bent anew as well.
            performer = replace(performer, rotations=frozen(self._reach.fit(performer.rotations)))
        self.state = self._mixer.step(performer, now_s, dt_s, look.held, self._heard_mouth(look, now_s))
        self._time_s += dt_s
        self._now_s = now_s
        if self._entering:
            # Hair and ribbons hang before anybody sees them: springs begin in the file's rest pose, arms wide.
            self._entering = False
            for _ in range(_SETTLE_STEPS):
                self._poser.pose(self.state, 1 / 60)
        if self._poser.springs is not None:
            self._poser.springs.strength = look.springs
        self._figure = replace(self._poser.pose(self.state, dt_s), time_s=self._time_s)
        return self.compose(look)

    def _heard_poses(self, look: Look, now_s: float) -> dict[PoseSource, PerformerPose | None]:
        """Mirrored if asked; a suit's wearer is no mirror image of anybody."""
        poses = {PoseSource.CAMERA: self._resampler.at(now_s)}
        for source, resampler in self._others.items():
            poses[source] = resampler.at(now_s)
        if look.mirror:
            for source in (PoseSource.CAMERA, PoseSource.PHONE):
                if (pose := poses[source]) is not None:
                    poses[source] = mirror(pose)
        return poses

    def _heard_mouth(self, look: Look, now_s: float) -> Mouth | None:
        mouth = self._mouth
        if look.voice is VoiceMode.OFF or mouth is None or now_s - mouth.captured_at_s > _MOUTH_S:
            return None
        seen = self.performer is not None and self.performer.face_trust >= TRUSTED
        return None if look.voice is VoiceMode.FALLBACK and seen else mouth

    @property
    def rest_places_m(self) -> np.ndarray:
        """(55, 3) metres: each bone's place at rest, from its parent bone; zeros for those the avatar lacks."""
        return self._rest_places_m

    def compose(self, look: Look) -> Scene:
        """The scene of the last tick in another look. Raises StudioError if the look cannot be (a picture is not
        there)."""
        return self._stage.compose(
            self._figure,
            width=look.canvas.width,
            height=look.canvas.height,
            framing=look.framing.value,
            background=look.background,
            key_light_set=look.key_light,
            slate=look.slate,
            label=look.label,
            notices=look.notices,
            opening=look.opening,
            rehearsal=look.rehearsal,
            on_screen=look.on_screen,
            close_up=look.close_up,
            now_s=self._now_s,
        )

    @property
    def overlays(self) -> OverlayPainter:
        """Where overlays stand in the last scene, and which could not be shown."""
        return self._stage.overlays

    def forget_performer(self) -> None:
        """A new source plays: what was seen before says nothing about it."""
        self._solver.reset()
        self._resampler.reset()
        self._recent.clear()
