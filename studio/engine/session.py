"""A show from start to end: renderer, tracker, director, loop and health, set up and taken down in the right order."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psutil

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import tuning_events as te
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import AvatarEntry, SetEntry, Show, SourceEntry
from studio.core.avatar import Avatar
from studio.core.errors import StudioError
from studio.core.image import Image
from studio.engine.brand import BrandKeeper
from studio.engine.close_up import CloseUpKeeper
from studio.engine.director import Director
from studio.engine.evidence_keeper import EvidenceKeeper
from studio.engine.fitting import Fitting, fitting_of
from studio.engine.gatekeeper import Gatekeeper, guard, rows_of
from studio.engine.health import FrameLog, HealthMeter, frames_per_second, longest_gap, median, resident_mb
from studio.engine.live import LiveShow
from studio.engine.moments_keeper import MomentsKeeper
from studio.engine.on_screen import POINT_CARD
from studio.engine.performance import Performance
from studio.engine.picture_check import found_in
from studio.engine.pose_links import PoseLinks
from studio.engine.tracking_link import TrackingLink
from studio.engine.tuning_keeper import TuningKeeper
from studio.library import paths, sets, settings, shelf
from studio.library.gestures import gestures
from studio.rendering.renderer import Renderer, open_renderer
from studio.solving.tuning import shares
from studio.staging.painting import ensure_application
from studio.vrm import load_avatar

_log = logging.getLogger(__name__)
HOUSE_AVATAR = "qiongjiu"
_POLL_S = 0.2
_MEASURE_S = 0.1
"""While somebody looks at what the performer does."""
_HEALTH_S = 1.0
_FRESH_S = 1.0
_CLOSE_S = 20.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a show is asked to do besides its first state."""

    preset: str = ""
    """Name or folder of a brand's preset; "" none."""
    record_to: Path | None = None
    virtual_camera: str | None = None
    """Device name, "" for the first; None: not wanted."""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a show measured of itself, told at its end."""

    seconds: float
    frames: int
    fps: float
    asked_fps: int
    repeated_frames: int
    longest_gap_ms: float
    delay_ms: float
    show_cpu_ms_per_frame: float
    tracker_cpu_ms_per_frame: float
    tracker_fps: float
    memory_mb: float
    renderer: str


class Session:
    """Made, run and closed by one thread, which needs to be the process's main thread on macOS (OpenGL)."""

    def __init__(self, state: Show, folder: Path, *, sources: Callable[[], tuple[SourceEntry, ...]]) -> None:
        """`folder`: for the rings. `sources` lists what `ChooseSource` takes; it may be slow. Raises StudioError."""
        self.program_ring = folder / "program.ring"
        ensure_application()  # Qt's text painting belongs to the main thread, which is this one
        self.renderer: Renderer = open_renderer()
        self._light = self.renderer.describe().software
        self._sources = sources
        fitting, entry, self._refused = _first_avatar(state.avatar, light=self._light)
        kept, _ = settings.resume()
        state = replace(state, avatar=entry, licence=fitting.bare.licence.commercial_usage, consent=kept.consent)
        avatar = fitting.wearing(state.outfit)
        state = replace(state, gestures=(*gestures(), POINT_CARD))
        state = replace(state, gate=rows_of(state, date.today()))
        self.console = ShowConsole(state, director=self._direct, guard=guard)
        self.link = TrackingLink(folder, self.console.report)
        self.stop = threading.Event()
        self.director = Director(
            self.console,
            self.link,
            program=self.program_ring,
            load=load_avatar,
            light_avatars=self._light,
            on_stop=self.stop.set,
            provider_code=kept.provider_code,
            fitting=fitting,
        )
        self.gatekeeper = Gatekeeper(self.console)
        self.moments = MomentsKeeper()
        self.links = PoseLinks(self.console.report)
        self.tuning = TuningKeeper(self.console)
        self.brand = BrandKeeper(self.console, check_picture=found_in)
        self.evidence = EvidenceKeeper(
            paths.folders().data / "evidence",
            self.console.report,
            avatar_file=lambda name: _avatar_file(name, light=self._light),
        )
        self.performance = Performance(avatar)
        self.close_ups = CloseUpKeeper(folder / "close_up.ring", self.console.report)
        self.show = LiveShow(
            self.console, self.director, self.links, self.performance, self.renderer, close_ups=self.close_ups
        )
        self._watch = threading.Thread(target=self._keep_watch, name="watch", daemon=True)
        self._closed = False

    def _direct(self, notice: Notice) -> None:
        self.gatekeeper.hear(notice)
        self.evidence.hear(notice)
        self.brand.hear(notice)
        self.moments.hear(notice)
        self.links.hear(notice)
        self.close_ups.hear(notice)
        self.tuning.hear(notice)
        self.director.hear(notice)

    def run(self, wishes: Wishes, *, on_frame: Callable[[Image], None] = lambda _: None) -> Figures:
        """Runs the show until `stop` is set, the wished seconds are over, or StopShow is sent; then closes
        everything."""
        own = psutil.Process()
        cpu_before_s = sum(own.cpu_times()[:2])
        self.evidence.start(self.console.state)
        self.director.start()
        self.brand.start()
        self.links.start()
        self.tuning.start()
        self._announce()
        if wishes.preset:
            self.console.send(g.OpenPreset(wishes.preset))
        self._watch.start()
        if wishes.record_to is not None:
            self.console.send(c.StartRecording(str(wishes.record_to.absolute())))
        if wishes.virtual_camera is not None:
            self.console.send(c.StartVirtualCamera(wishes.virtual_camera))
        timer = threading.Timer(wishes.seconds, self.stop.set) if wishes.seconds is not None else None
        began_s = time.monotonic()
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            self.show.run(self.stop, on_frame=on_frame)
            seconds = time.monotonic() - began_s
            cpu_s = sum(own.cpu_times()[:2]) - cpu_before_s
            return self._figures(seconds, cpu_s, resident_mb(own))
        finally:
            if timer is not None:
                timer.cancel()
            self.close()

    def close(self) -> None:
        """Ends outputs, tracker and renderer. More than once is no error."""
        if self._closed:
            return
        self._closed = True
        self.stop.set()
        self.brand.close()
        self.links.close()
        self.tuning.close()
        self.director.close()
        if self._watch.ident is not None:
            self._watch.join(_CLOSE_S)
        self.close_ups.close()
        self.evidence.close()
        self.renderer.close()

    def _announce(self) -> None:
        """What is there to choose from, and what was chosen."""
        if self._refused is not None:
            self.console.report(self._refused)
        else:
            avatar = self.performance.avatar
            names = tuple(expression.name for expression in avatar.expressions)
            self.console.report(_loaded(self.console.state.avatar, names, avatar))
        self.console.report(e.AvatarsFound(_gallery(light=self._light)))
        self.console.report(e.SetsFound(_places()))
        self.console.send(c.ChooseSource(self.console.state.source))

    def _keep_watch(self) -> None:
        """Tells what happened to the tracker, and once a second how the show does."""
        info = self.renderer.describe()
        meter = HealthMeter(self.show.log, renderer=info.device, software_gl=info.software)
        self.console.report(e.SourcesFound(self._sources()))
        due_s = time.monotonic()
        stumbled = ""
        while not self.stop.wait(_MEASURE_S if self.console.state.motions_measured else _POLL_S):
            for look in (self.link.poll, self.close_ups.poll, self._measure_motions):
                try:
                    look()
                except Exception as error:  # the watch outlives what one part does: nobody else tells of a lost tracker
                    if stumbled != (stumbled := repr(error)):  # many times a second
                        _log.exception("the show's watch stumbled")
            now_s = time.monotonic()
            if now_s >= due_s:
                due_s = now_s + _HEALTH_S
                newest = self.show.newest
                fresh = newest if newest is not None and now_s - newest.captured_at_s < _FRESH_S else None
                self.console.report(e.HealthMeasured(meter.measure(now_s, self.link.stats, fresh)))

    def _measure_motions(self) -> None:
        """For sliders that are being set; a performer who is not there shows nothing."""
        if self.console.state.motions_measured:
            performer = self.performance.performer
            seen = shares(performer) if performer is not None else ()
            self.console.report(te.MotionsMeasured(tuple((motion, round(share, 3)) for motion, share in seen)))

    def _figures(self, seconds: float, cpu_s: float, memory_mb: float) -> Figures:
        log: FrameLog = self.show.log
        times_s = list(log.drawn_at_s)
        return Figures(
            seconds=round(seconds, 2),
            frames=log.frames,
            fps=round(frames_per_second(times_s), 2),
            asked_fps=self.console.state.canvas.fps,
            repeated_frames=log.repeated,
            longest_gap_ms=round(longest_gap(times_s[1:]) * 1e3, 1),
            delay_ms=round(median(log.delays_s) * 1e3, 1),
            show_cpu_ms_per_frame=round(cpu_s / max(log.frames, 1) * 1e3, 1),
            tracker_cpu_ms_per_frame=round(self.link.stats.cpu_ms, 1),
            tracker_fps=round(self.link.stats.fps, 1),
            memory_mb=round(memory_mb),
            renderer=self.renderer.describe().device,
        )


def _first_avatar(name: str, *, light: bool) -> tuple[Fitting, str, e.AvatarRefused | None]:
    """The chosen avatar, or the house's if that one cannot be shown: a show always has somebody on."""
    try:
        return fitting_of(shelf.find_avatar(name, light=light)), name, None
    except StudioError as error:
        if name == HOUSE_AVATAR:
            raise
        _log.warning("%s", error)
        house = fitting_of(shelf.find_avatar(HOUSE_AVATAR, light=light))
        return house, HOUSE_AVATAR, e.AvatarRefused(name, HOUSE_AVATAR, error.what, error.remedy)


def _loaded(name: str, expressions: tuple[str, ...], avatar: Avatar) -> e.AvatarLoaded:
    return e.AvatarLoaded(name, expressions, _summary(avatar), avatar.licence.commercial_usage)


def _avatar_file(name: str, *, light: bool) -> Path | None:
    try:
        return shelf.find_avatar(name, light=light).path
    except StudioError:
        return None


def _gallery(*, light: bool) -> tuple[AvatarEntry, ...]:
    return tuple(
        AvatarEntry(
            found.name, found.title_zh, found.title_en, found.light, found.commercial,
            preview=str(found.preview) if found.preview else "",
            wardrobe=found.wardrobe.wardrobe if found.wardrobe else None,
        )
        for found in shelf.avatars(light=light)
    )  # fmt: skip


def _places() -> tuple[SetEntry, ...]:
    return tuple(
        SetEntry(
            f"{sets.PREFIX}{found.name}/{variant.id}",
            f"{found.title_zh} · {variant.name.zh}",
            f"{found.title_en}, {variant.name.en}",
            str(found.preview(variant.id) or ""),
        )
        for found in sets.sets()
        for variant in found.file.variants
    )


def _summary(avatar: Avatar) -> str:
    return f"{avatar.name}, VRM {avatar.vrm_version}, {avatar.triangle_count:,} triangles"
