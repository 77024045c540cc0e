"""Turns facts into work: `SourceChosen` starts a tracker, `AvatarChosen` loads a file, `RecordingAsked` opens a
recording.

`hear` is called by the console on every step and only queues; one thread of the director's own does the work, so orders
are carried out in order. What comes of it is reported back to the console as further facts. Loading an avatar takes
long and has a thread of its own, which loads one at a time: of twenty wishes in a row only the last one counts.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from studio.compliance import aigc
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control import remote_events as re
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import Canvas
from studio.core.avatar import Avatar
from studio.core.clip import Clip
from studio.core.errors import OutputError, StudioError, as_known
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.core.wardrobe import Outfit
from studio.engine.fitting import Fitting, fitting_of
from studio.engine.on_screen import POINT_CARD, pointing
from studio.engine.slot import Slot
from studio.engine.workers import OutputWorker, recording_room
from studio.library import paths, settings, shelf
from studio.library.gestures import load_gesture
from studio.outputs.output import Life, Output, Report
from studio.outputs.preview import PreviewRing
from studio.outputs.recording import Recording, RecordingSettings
from studio.outputs.still import save_still
from studio.outputs.stream import Stream
from studio.outputs.virtual_camera import VirtualCamera

_log = logging.getLogger(__name__)
_JOIN_S = 20.0
"""Closing a recording writes its index; longer than this is a hung disk."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedAvatar:
    avatar: Avatar
    event: e.AvatarLoaded
    """To be reported by whoever puts the avatar on."""


class Tracker(Protocol):
    """The performer's side of the show, as the director needs it (`engine.tracking_link`)."""

    def choose(self, source: str) -> None: ...
    def show_performer(self, on: bool) -> None: ...
    def new_landmarks(self) -> Iterable[Landmarks]: ...
    def close(self) -> None: ...


class Director:
    """Made before the show starts; `start` once, then `close`, which may come without it and more than once."""

    def __init__(
        self,
        console: ShowConsole,
        tracker: Tracker,
        *,
        program: Path,
        load: Callable[[Path], Avatar],
        light_avatars: bool,
        on_stop: Callable[[], None],
        provider_code: str = "",
        fitting: Fitting | None = None,
    ) -> None:
        """`program`: ring for the panels' picture. `load` reads a .vrm file. `on_stop` ends the show's loop.
        `fitting`: of the avatar that the show begins with.
        `provider_code`: for the AIGC metadata of what is saved."""
        self.loaded: Slot[LoadedAvatar] = Slot()
        self.dressed: Slot[Avatar] = Slot()
        """The avatar that is on, in other clothes."""
        self.source_changed: Slot[bool] = Slot()
        self.calibration_wanted: Slot[bool] = Slot()
        self.gesture: Slot[Clip] = Slot()
        """To be played from the next frame on."""
        self._console = console
        self._tracker = tracker
        self._load = load
        self._light_avatars = light_avatars
        self._on_stop = on_stop
        self._provider_code = provider_code
        self._orders: queue.SimpleQueue[e.Event | None] = queue.SimpleQueue()
        self._avatars: queue.SimpleQueue[e.AvatarChosen | oe.OutfitChosen] = queue.SimpleQueue()
        self._fitting = fitting
        self._fitted = console.state.avatar
        """Whose fitting that is; only the loader's thread touches the two once it runs."""
        self._stills: Slot[str] = Slot()
        self._good_avatar = console.state.avatar
        self._clips: dict[str, Clip] = {}
        self._recording: OutputWorker | None = None
        self._waiting_recording: Slot[OutputWorker] = Slot()
        self._shown_recording: OutputWorker | None = None
        """The recording that gets frames; only the show's loop touches it."""
        self._virtual_camera: OutputWorker | None = None
        self._stream: OutputWorker | None = None
        self._program = self._new_program(program)
        self._program_path = program
        self._thread = threading.Thread(target=self._work, name="director", daemon=True)
        self._loader = threading.Thread(target=self._load_avatars, name="avatar", daemon=True)

    def start(self) -> None:
        self._program.start()
        self._loader.start()
        self._thread.start()

    def close(self) -> None:
        """Ends all outputs in good order; a recording is complete afterwards."""
        if self._thread.ident is not None:
            self._orders.put(None)
            self._thread.join(_JOIN_S)
        for worker in (self._recording, self._virtual_camera, self._stream, self._program):
            if worker is not None:
                worker.stop()
                worker.join(_JOIN_S)
        self._tracker.close()

    def hear(self, notice: Notice) -> None:
        """The console's director callback: queues and returns."""
        for event in notice.events:
            self._orders.put(event)

    # --- called by the show's loop ---------------------------------------------------------------------------------

    def new_landmarks(self) -> Iterable[Landmarks]:
        """What the tracker saw since the last call, oldest first."""
        return self._tracker.new_landmarks()

    def begin_recording(self) -> bool:
        """Whether a new recording gets its first frame now: that frame has to begin with the opening words."""
        waiting = self._waiting_recording.take()
        if waiting is not None:
            self._shown_recording = waiting
        return waiting is not None

    def show(self, image: Image, time_s: float) -> None:
        """Gives a finished frame to every output that is open. Never waits."""
        self._program.put(image, time_s)
        for worker in (self._shown_recording, self._virtual_camera, self._stream):
            if worker is not None:
                worker.put(image, time_s)
        if (path := self._stills.take()) is not None:
            threading.Thread(target=self._save_still, args=(path, image), name="still", daemon=True).start()

    # --- the director's own thread ----------------------------------------------------------------------------------

    def _work(self) -> None:
        while (event := self._orders.get()) is not None:
            try:
                self._carry_out(event)
            except StudioError as error:
                _log.warning("%s", error)
            except Exception:
                _log.exception("the director could not carry out %s", event)

    def _carry_out(self, event: e.Event) -> None:
        match event:
            case e.SourceChosen(source) if source == self._console.state.source:  # else a newer choice is on its way
                self.source_changed.put(True)
                self._tracker.choose(source)
            case e.PerformerViewSet(on):
                self._tracker.show_performer(on)
            case e.AvatarChosen() | oe.OutfitChosen():
                self._avatars.put(event)
            case e.AvatarLoaded(avatar):
                self._good_avatar = avatar
            case e.CalibrationAsked():
                self.calibration_wanted.put(True)
            case ge.GesturePlayed(gesture):
                self.gesture.put(self._clip(gesture))
            case e.RecordingAsked(path):
                self._start_recording(path)
            case e.RecordingStopAsked() if self._recording is not None:
                self._recording.stop()
            case e.StillAsked(path):
                self._stills.put(path)
            case e.VirtualCameraAsked(device):
                self._virtual_camera = self._open(VirtualCamera(device), self._camera_report, "virtual camera")
            case e.VirtualCameraStopAsked() if self._virtual_camera is not None:
                self._virtual_camera.stop()
            case re.StreamAsked(address):
                self._start_stream(address)
            case re.StreamStopAsked():
                self._stop_stream()
            case e.ConsentGiven(performer):
                settings.remember(consent=performer)
            case e.ConsentWithdrawn():
                settings.remember(consent="")
            case re.LanAsked(on, tls):
                settings.remember(lan=on, tls=tls)
            case e.StopAsked():
                self._on_stop()
            case _:
                pass

    def _new_program(self, path: Path) -> OutputWorker:
        canvas = self._console.state.canvas
        return OutputWorker(
            PreviewRing(path), (canvas.width, canvas.height), canvas.fps, self._program_report, name="program"
        )

    def _program_report(self, report: Report) -> None:
        if report.life is Life.FAILED:
            _log.error("the panels' picture failed: %s (%s)", report.problem, report.remedy)

    def _clip(self, gesture: str) -> Clip:
        """Raises StudioError. Read once: a cue is not the time to wait for a disk."""
        name = pointing(self._console.state) if gesture == POINT_CARD else gesture
        if name not in self._clips:
            self._clips[name] = load_gesture(name)
        return self._clips[name]

    # --- avatars ----------------------------------------------------------------------------------------------------

    def _load_avatars(self) -> None:
        while True:
            orders = [self._avatars.get()]
            while not self._avatars.empty():
                orders.append(self._avatars.get())
            state = self._console.state
            chosen = [order.avatar for order in orders if isinstance(order, e.AvatarChosen)]
            if chosen and chosen[-1] == state.avatar:
                self._load_avatar(state.avatar)
            elif self._fitted == state.avatar:
                self._dress(state.outfit)

    def _dress(self, outfit: Outfit) -> None:
        """The avatar that is on, in what it is to wear now."""
        try:
            if self._fitting is not None:
                self.dressed.put(self._fitting.wearing(outfit))
        except Exception:  # a wardrobe nobody foresaw: what is worn stays on
            _log.exception("the avatar could not be dressed")

    def _load_avatar(self, name: str) -> None:
        try:
            entry = shelf.find_avatar(name, light=self._light_avatars)
            fitting = fitting_of(entry, self._load)
            avatar = fitting.wearing(dict(self._console.state.outfits).get(name, Outfit()))
        except Exception as error:  # a file nobody foresaw is refused like any other broken one
            self._refuse(name, as_known(error))
            return
        if self._console.state.avatar != name:
            return  # another was chosen while this one loaded
        self._fitting, self._fitted = fitting, name
        expressions = tuple(expression.name for expression in avatar.expressions)
        summary = f"{avatar.name}, VRM {avatar.vrm_version}, {avatar.triangle_count:,} triangles"
        self.loaded.put(
            LoadedAvatar(avatar, e.AvatarLoaded(name, expressions, summary, avatar.licence.commercial_usage))
        )

    def _refuse(self, name: str, error: StudioError) -> None:
        if self._console.state.avatar == name:
            problem = f"{error.where}: {error.what}" if error.where else error.what
            self._console.report(e.AvatarRefused(name, self._good_avatar, problem, error.remedy))

    # --- outputs ----------------------------------------------------------------------------------------------------

    def _open(self, output: Output, report: Callable[[Report], None], name: str, *, room: int = 1) -> OutputWorker:
        canvas: Canvas = self._console.state.canvas
        worker = OutputWorker(output, (canvas.width, canvas.height), canvas.fps, report, room=room, name=name)
        worker.start()
        return worker

    def _start_recording(self, path: str) -> None:
        canvas = self._console.state.canvas
        try:
            target = _target(path, ".mp4")
            room = recording_room(canvas.width, canvas.height)
            tags = aigc.video_tags(aigc.value(self._provider_code, aigc.new_produce_id()))
            recording = Recording(target, RecordingSettings.live(), tags)
            self._recording = self._open(recording, self._recording_report, "recording", room=room)
            self._waiting_recording.put(self._recording)
        except Exception as error:
            known = as_known(error)
            self._recording_failed(known.what, known.remedy)

    def _recording_report(self, report: Report) -> None:
        match report.life:
            case Life.STARTED:
                self._console.report(e.RecordingStarted(report.detail))
            case Life.CLOSED if report.summary is not None and report.summary.frames == 0:
                self._recording_failed("it ended before its first picture", "let it run for a moment")
            case Life.CLOSED if report.summary is not None:
                summary = report.summary
                self._console.report(e.RecordingSaved(summary.path, summary.seconds, summary.frames, report.problem))
            case Life.FAILED:
                self._recording_failed(report.problem, report.remedy)
            case _:
                pass

    def _recording_failed(self, problem: str, remedy: str) -> None:
        """Told to the log too: a show that was asked for a file by its command line may have no panel to tell."""
        _log.warning("%s", OutputError(problem, where=self._console.state.recording.detail, remedy=remedy))
        self._console.report(e.RecordingFailed(problem, remedy))

    def _camera_report(self, report: Report) -> None:
        match report.life:
            case Life.STARTED:
                self._console.report(e.VirtualCameraStarted(report.detail))
            case Life.CLOSED:
                self._console.report(e.VirtualCameraStopped())
            case Life.LOST:
                self._console.report(e.VirtualCameraLost(report.problem, report.remedy))
            case Life.FAILED:
                self._console.report(e.VirtualCameraFailed(report.problem, report.remedy))

    def _start_stream(self, address: str) -> None:
        address = address or settings.resume()[0].stream
        try:
            stream = Stream(address)
        except OutputError as error:
            self._console.report(re.StreamFailed(error.what, error.remedy))
            return
        settings.remember(stream=stream.address)
        self._stream = self._open(stream, self._stream_report, "stream")

    def _stop_stream(self) -> None:
        if self._stream is not None:
            self._stream.stop()
            self._stream = None
        else:
            self._console.report(re.StreamStopped())

    def _stream_report(self, report: Report) -> None:
        match report.life:
            case Life.STARTED:
                self._console.report(re.StreamStarted(report.detail))
            case Life.CLOSED:
                self._console.report(re.StreamStopped())
            case Life.LOST:
                self._console.report(re.StreamLost(report.problem, report.remedy))
            case Life.FAILED:
                self._console.report(re.StreamFailed(report.problem, report.remedy))

    def _save_still(self, path: str, image: Image) -> None:
        try:
            target = _target(path, ".png")
            save_still(target, image, texts=aigc.png_texts(aigc.value(self._provider_code, aigc.new_produce_id())))
        except Exception as error:
            known = as_known(error)
            self._console.report(e.StillFailed(known.what, known.remedy))
        else:
            self._console.report(e.StillSaved(str(target)))


def _target(path: str, suffix: str) -> Path:
    """Where a panel's wish is written: nobody there knows this process's own folder, so a bare name lies with the other
    recordings."""
    return paths.folders().recordings / os.path.expanduser(path) if path else paths.new_recording(suffix)
