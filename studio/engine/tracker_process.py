"""The tracker's process: opens the camera, runs the landmarkers, tells landmarks. No picture leaves it but on request.

    python -m studio.engine.tracker_process --source camera:0 --ring PATH [--preview PATH] [--size WxH] [--fps N]
    python -m studio.engine.tracker_process --source file:clip.mp4 --every-frame

Live, landmarks go into the ring; status goes to standard output and commands come from standard input, a JSON object on
each line. With `--every-frame` the landmarks of every picture go to standard output as a take, and status to standard
error. The end of standard input ends the process: its parent is gone.

    status    {"event": "started", "detail": ...}
              {"event": "lost" | "failed" | "warning", "kind": "CameraError", "what": ..., "where": ..., "remedy": ...}
              {"event": "stats", ...}    fields as `TrackerStats` of the client
              {"event": "stopped"}
    commands  {"do": "preview", "on": true}   {"do": "stop"}

`lost`: tried again by itself, with back-off. `failed`: it cannot go on; the process ends with code 3.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import numpy as np

from studio.core.errors import CameraError, StudioError
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.inputs.playback import Playback
from studio.inputs.sources import PictureSource, SourceKind, open_source, parse_source
from studio.inputs.take import StreamWriter, Take
from studio.inputs.take_codec import Head
from studio.library.models import model_files
from studio.rings.landmarks import LandmarksWriter
from studio.rings.pictures import PictureWriter
from studio.tracking.every_frame import track_every_frame
from studio.tracking.live import LiveTracker, Period
from studio.tracking.mediapipe_landmarkers import deny_network, quiet_stderr

FAILED = 3
"""Exit code after `failed`."""

_BACK_OFF_S = (0.5, 1.0, 2.0, 4.0)
"""Waits before a lost camera is tried again; the last one repeats."""
_PERIOD_S = 1.0
_PREVIEW_WIDTH = 640


class Reporter:
    """Writes status lines. From any thread; a reader that is gone ends nothing here, the end of standard input does."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._lock = threading.Lock()

    def tell(self, event: str, **fields: Any) -> None:
        """One line."""
        line = json.dumps({"event": event, **fields}, ensure_ascii=False)
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._file.write(line + "\n")
            self._file.flush()

    def tell_error(self, event: str, error: StudioError) -> None:
        """One line about a known error."""
        self.tell(event, kind=type(error).__name__, what=error.what, where=error.where, remedy=error.remedy)


class Commands(threading.Thread):
    """Listens to standard input until it ends."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` is not buffered: a buffer's lock, held by a thread that waits for input, breaks the end of Python."""
        super().__init__(name="commands", daemon=True)
        self.stop = threading.Event()
        self.preview = threading.Event()
        self._file = file

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._file:
                self._obey(line)
                if self.stop.is_set():
                    break
        self.stop.set()

    def _obey(self, line: bytes) -> None:
        try:
            command = json.loads(line)
        except ValueError:
            return
        if not isinstance(command, dict):
            return
        if command.get("do") == "stop":
            self.stop.set()
        elif command.get("do") == "preview":
            (self.preview.set if command.get("on") else self.preview.clear)()


class Live:
    """One source from `run` until it is told to stop."""

    def __init__(self, options: argparse.Namespace, commands: Commands, reporter: Reporter) -> None:
        self._source: str = options.source
        self._size: tuple[int, int] | None = options.size
        self._fps: float | None = options.fps
        self._ring = LandmarksWriter(options.ring)
        self._ring_lock = threading.Lock()
        self._told_s = 0.0
        self._preview = PictureWriter(options.preview) if options.preview else None
        self._preview_is_shown = False
        self._commands, self._reporter = commands, reporter
        self._failure: Exception | None = None
        self._told_lost = ""

    def run(self) -> None:
        """Raises TrackingError or TakeError if it cannot go on."""
        try:
            if parse_source(self._source).kind is SourceKind.TAKE:
                self._play_take()
            else:
                self._track()
        finally:
            self._ring.close()

    def _play_take(self) -> None:
        playback = Playback(Take.open(Path(parse_source(self._source).name)))
        self._reporter.tell("started", detail=playback.description)
        frames, began_s, cpu_s = 0, time.monotonic(), time.process_time()
        while not self._commands.stop.is_set():
            self._tell(playback.read())
            frames += 1
            seconds = time.monotonic() - began_s
            if seconds >= _PERIOD_S:
                cpu_ms = 1000 * (time.process_time() - cpu_s) / frames
                self._reporter.tell("stats", fps=frames / seconds, camera_fps=frames / seconds, cpu_ms=cpu_ms)
                frames, began_s, cpu_s = 0, time.monotonic(), time.process_time()

    def _track(self) -> None:
        with quiet_stderr() as errors:
            tracker = LiveTracker(model_files(), self._tell, self._fail)
        for line in errors:
            self._reporter.tell("warning", what=line, where="MediaPipe", remedy="")
        try:
            attempt = 0
            while not self._commands.stop.is_set() and self._failure is None:
                try:
                    source = open_source(self._source, size=self._size, fps=self._fps)
                except CameraError as error:
                    self._tell_lost(error)
                    self._commands.stop.wait(_BACK_OFF_S[min(attempt, len(_BACK_OFF_S) - 1)])
                    attempt += 1
                    continue
                self._told_lost = ""
                self._reporter.tell("started", detail=source.description)
                try:
                    attempt = 0 if self._watch(source, tracker) else attempt
                finally:
                    source.close()
        finally:
            self._show_preview(None)
            with quiet_stderr():
                tracker.close()
        if self._failure is not None:
            raise self._failure

    def _watch(self, source: PictureSource, tracker: LiveTracker) -> bool:
        """Until the source is lost or the process stops; True if it gave pictures."""
        tracker.end_period()
        period_ends_s = time.monotonic() + _PERIOD_S
        pictures = 0
        size = source.size
        while not self._commands.stop.is_set() and self._failure is None:
            try:
                image = source.read()
            except CameraError as error:
                self._tell_lost(error)
                break
            if image is None:
                break
            tracker.offer(image)
            pictures += 1
            self._show_preview(image)
            if time.monotonic() >= period_ends_s:
                self._reporter.tell("stats", **_stats(tracker.end_period()))
                period_ends_s = time.monotonic() + _PERIOD_S
        # Nobody is there any more: said at once, so that the avatar eases instead of waiting for old landmarks to age.
        self._tell(Landmarks(time.monotonic(), size))
        return pictures > 0

    def _tell(self, landmarks: Landmarks) -> None:
        """Into the ring, unless something newer was told: the last look may end after its camera was lost."""
        with self._ring_lock:
            if landmarks.captured_at_s > self._told_s:
                self._told_s = landmarks.captured_at_s
                self._ring.write(landmarks)

    def _show_preview(self, image: Image | None) -> None:
        """The streamer's own small picture, only while asked for; its file is removed when it is not."""
        if self._preview is None:
            return
        if image is not None and self._commands.preview.is_set():
            step = -(-image.width // _PREVIEW_WIDTH)
            small = np.ascontiguousarray(image.pixels[::step, ::step])
            with contextlib.suppress(OSError):  # a full memory disk costs the preview, not the tracking
                self._preview.write(Image(small, image.time_s))
            self._preview_is_shown = True
        elif self._preview_is_shown:
            self._preview.close()
            self._preview_is_shown = False

    def _tell_lost(self, error: CameraError) -> None:
        """Once for each new reason: retries that fail alike are no news."""
        if str(error) != self._told_lost:
            self._told_lost = str(error)
            self._reporter.tell_error("lost", error)

    def _fail(self, error: Exception) -> None:
        self._failure = error


def track_file(source: str, out: BinaryIO, commands: Commands) -> None:
    """Every picture's landmarks as a take into `out`. Raises CameraError and TrackingError; OSError if nobody reads."""
    pictures = open_source(source, realtime=False)
    try:
        writer = StreamWriter(out, Head(Path(parse_source(source).name).stem, pictures.fps, pictures.frame_count))
        with quiet_stderr():
            models = model_files()
            for landmarks in track_every_frame(_until_stopped(pictures, commands), models):
                writer.write(landmarks)
        if not commands.stop.is_set():
            writer.finish()
    finally:
        pictures.close()


def main(arguments: list[str] | None = None) -> int:
    """Runs the process; gives its exit code."""
    # First of all: MediaPipe reads the proxies when it closes its landmarkers.
    deny_network()
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us by closing our input
    options = _options(arguments)
    # Native libraries may print: they get standard error, only we get standard output.
    out = os.dup(1)
    os.dup2(2, 1)
    commands = Commands(os.fdopen(0, "rb", buffering=0, closefd=False))
    commands.start()
    if options.every_frame:
        stream = os.fdopen(out, "wb")
        reporter = Reporter(os.fdopen(os.dup(2), "w", encoding="utf-8"))
        return _guarded(reporter, lambda: track_file(options.source, stream, commands))
    reporter = Reporter(os.fdopen(out, "w", encoding="utf-8"))
    return _guarded(reporter, lambda: Live(options, commands, reporter).run())


def _guarded(reporter: Reporter, work: Callable[[], None]) -> int:
    try:
        work()
    except BrokenPipeError:
        return 0
    except StudioError as error:
        reporter.tell_error("failed", error)
        return FAILED
    except Exception as error:
        reporter.tell(
            "failed",
            what=f"{type(error).__name__}: {error}",
            where="tracker",
            remedy="this is a fault of the studio: please report it",
        )
        raise
    reporter.tell("stopped")
    return 0


def _until_stopped(pictures: PictureSource, commands: Commands) -> Iterator[Image]:
    while not commands.stop.is_set() and (image := pictures.read()) is not None:
        yield image


def _stats(period: Period) -> dict[str, float]:
    return {
        "fps": round(period.face.done / period.seconds, 2),
        "camera_fps": round(period.pictures / period.seconds, 2),
        "cpu_ms": round(1000 * period.cpu_s / max(period.pictures, 1), 2),
        "cores": round(period.cpu_s / period.seconds, 3),
        "face_ms": round(period.face.mean_ms, 2),
        "pose_ms": round(period.pose.mean_ms, 2),
        "hands_ms": round(period.hands.mean_ms, 2),
        "pose_fps": round(period.pose.done / period.seconds, 2),
        "hands_fps": round(period.hands.done / period.seconds, 2),
        "slow_every": period.slow_every,
    }


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="studio.engine.tracker_process")
    parser.add_argument("--source", required=True)
    parser.add_argument("--ring", type=Path)
    parser.add_argument("--preview", type=Path)
    parser.add_argument("--size", type=_size, metavar="WxH")
    parser.add_argument("--fps", type=float)
    parser.add_argument("--every-frame", action="store_true")
    options = parser.parse_args(arguments)
    if not options.every_frame and options.ring is None:
        parser.error("--ring is needed, or --every-frame")
    return options


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main())
