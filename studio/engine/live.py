"""The live loop: one frame on each tick, whatever happens around it.

Only this loop touches the performance and the renderer. Everything else meets it at slots: the tracker's newest
landmarks, an avatar that has been loaded, the outputs' mailboxes. A part that dies or is slow costs nothing here.
When drawing itself is slower than the clock, the outputs get the last picture again for the ticks that were missed,
so their rate holds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.host import ShowConsole
from studio.control.state import Air, PartStatus, Show
from studio.core.errors import as_known
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.core.on_screen import NOTHING, OnScreen
from studio.core.scene import Scene
from studio.engine.close_up import CloseUpKeeper
from studio.engine.director import Director
from studio.engine.health import FrameLog
from studio.engine.label_watch import LabelWatch
from studio.engine.on_screen import ScreenKeeper
from studio.engine.performance import Look, Performance
from studio.engine.pose_links import PoseLinks
from studio.engine.ticker import Ticker
from studio.rendering.renderer import Renderer
from studio.staging.reminders import OPENING, OPENING_S

_NOTICES = {
    PartStatus.LOST: "跟踪断开，正在恢复 · tracking lost, recovering",
    PartStatus.FAILED: "跟踪不可用 · tracking unavailable",
}
_CALIBRATION_MISSED = e.CalibrationFailed(
    "no face was seen in the last half second", "look straight into the camera, in even light, and try again"
)


def look_of(state: Show, on_screen: OnScreen = NOTHING) -> Look:
    """What of the state the picture depends on. `on_screen`: what it says about overlays at this moment."""
    notice = _NOTICES.get(state.tracker.status) if state.air is Air.REHEARSAL else None
    return Look(
        canvas=state.canvas,
        framing=state.framing,
        background=state.background,
        mirror=state.mirror,
        held=state.held,
        slate=state.slate,
        label=state.label,
        notices=(notice,) if notice else (),
        rehearsal=state.air is Air.REHEARSAL,
        routes=state.routes,
        voice=state.voice_mode,
        look_into_camera=state.look_into_camera,
        springs=state.springs,
        key_light=state.key_light,
        windows=state.motion_windows,
        on_screen=on_screen,
    )


class Opening:
    """The long words are on the picture for the first seconds of every broadcast and every recording.

    All outputs show one picture, so all show them.
    """

    def __init__(self) -> None:
        self._until_s = float("-inf")
        self._air: Air | None = None

    def words(self, air: Air, recording_begins: bool, now_s: float) -> str:
        """What is to be seen at `now_s`; "" if nothing. Call it once for each frame."""
        if recording_begins or (air is Air.LIVE and self._air is not Air.LIVE):
            self._until_s = now_s + OPENING_S
        self._air = air
        return OPENING if now_s < self._until_s else ""


class LiveShow:
    """Owns performance and renderer from `run` on; both are used in the thread that calls `run` only."""

    def __init__(
        self,
        console: ShowConsole,
        director: Director,
        links: PoseLinks,
        performance: Performance,
        renderer: Renderer,
        *,
        close_ups: CloseUpKeeper | None = None,
    ) -> None:
        self.log = FrameLog()
        self.newest: Landmarks | None = None
        """What the tracker saw last; another thread may read it."""
        self._console = console
        self._director = director
        self._links = links
        self._performance = performance
        self._renderer = renderer
        self._close_ups = close_ups
        self._opening = Opening()
        self._label_watch = LabelWatch(console)
        self._screen = ScreenKeeper()
        self._overlay_problems: dict[str, str] = {}
        self._good_background = "default"

    def run(self, stop: threading.Event, *, on_frame: Callable[[Image], None] = lambda _: None) -> None:
        """Ticks until `stop` is set. `on_frame` hears of every drawn picture, in this thread."""
        self._label_watch.start()
        try:
            self._run(stop, on_frame)
        finally:
            self._label_watch.close()

    def _run(self, stop: threading.Event, on_frame: Callable[[Image], None]) -> None:
        ticker = Ticker(self._console.state.canvas.fps)
        last: Image | None = None
        while not stop.is_set():
            state = self._console.state
            if state.canvas.fps != ticker.fps:
                ticker = Ticker(state.canvas.fps)
            tick = ticker.wait()
            period_s = 1.0 / ticker.fps
            if last is not None and (last.width, last.height) == (state.canvas.width, state.canvas.height):
                for missed in range(tick.missed, 0, -1):
                    self._director.show(last, tick.due_s - missed * period_s)
            self._take_changes()
            self._hear()
            opening = self._opening.words(state.air, self._director.begin_recording(), tick.due_s)
            look = look_of(state, self._screen.at(state, time.time()))
            look = replace(look, opening=opening, close_up=self._close_up())
            scene = self._scene(look, tick.due_s, period_s * (1 + tick.missed))
            self._links.send(self._performance.state, tick.due_s, self._performance.rest_places_m)
            self._tell_overlay_problems()
            last = self._renderer.draw(scene)
            self._director.show(last, tick.due_s)
            kind = (replace(look, held=(), notices=(), mirror=False, close_up=None), id(self._performance.avatar))
            self._label_watch.offer(last, scene.label, kind, tick.due_s)
            now_s = time.monotonic()
            performer = self._performance.performer
            delay_s = None if performer is None else now_s - performer.captured_at_s
            self.log.add(now_s, repeated=tick.missed, delay_s=delay_s)
            on_frame(last)

    def _scene(self, look: Look, due_s: float, dt_s: float) -> Scene:
        """The scene; with the last good background if the chosen one cannot be shown, which is told once."""
        try:
            scene = self._performance.tick(look, due_s, dt_s)
        except Exception as unforeseen:  # whatever a background's name or file can do, the picture goes on
            if look.background == self._good_background:
                raise
            error = as_known(unforeseen)
            problem = f"{error.where}: {error.what}" if error.where else error.what
            refused = e.BackgroundRefused(look.background, self._good_background, problem, error.remedy)
            self._console.report(refused)
            return self._performance.compose(replace(look, background=self._good_background))
        self._good_background = look.background
        return scene

    def _close_up(self) -> Image | None:
        if self._close_ups is None:
            return None
        size, key = self._performance.overlays.close_up or (None, None)
        return self._close_ups.picture(size, key)

    def _tell_overlay_problems(self) -> None:
        """Each once, until it is mended."""
        found = self._performance.overlays.problems
        if not found and not self._overlay_problems:
            return
        for overlay, error in found.items():
            if self._overlay_problems.get(overlay) != str(error):
                self._console.report(ge.OverlayFailed(overlay, f"{error.where}: {error.what}", error.remedy))
        self._overlay_problems = {overlay: str(error) for overlay, error in found.items()}

    def _take_changes(self) -> None:
        if (loaded := self._director.loaded.take()) is not None:
            self._performance.change_avatar(loaded.avatar)
            self._console.report(loaded.event)
        dressed = self._director.dressed.take()
        if dressed is not None and dressed.nodes is self._performance.avatar.nodes:  # else another has come on since
            self._performance.wear(dressed)
        if self._director.source_changed.take():
            self._performance.forget_performer()
        if (gesture := self._director.gesture.take()) is not None:
            self._performance.play(gesture)
        if self._director.calibration_wanted.take():
            profile = self._performance.calibrate()
            self._console.report(_CALIBRATION_MISSED if profile is None else e.Calibrated())

    def _hear(self) -> None:
        for landmarks in self._director.new_landmarks():
            self._performance.hear(landmarks)
            self.newest = landmarks
        for source, pose in self._links.new_poses():
            self._performance.hear_pose(source, pose)
        if (mouth := self._links.mouth.take()) is not None:
            self._performance.hear_mouth(mouth)
