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
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from studio.core.errors import CameraError
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.engine.camera_process import Commands, Door, Reporter, guarded, own_streams
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

_PERIOD_S = 1.0
_PREVIEW_WIDTH = 640


class Live:
    """One source from `run` until it is told to stop."""

    def __init__(
        self, options: argparse.Namespace, stop: threading.Event, preview: threading.Event, reporter: Reporter
    ) -> None:
        """`preview`: set while the performer's picture is asked for."""
        self._source: str = options.source
        self._door = Door(options.source, stop, reporter, size=options.size, fps=options.fps)
        self._ring = LandmarksWriter(options.ring)
        self._ring_lock = threading.Lock()
        self._told_s = 0.0
        self._preview = PictureWriter(options.preview) if options.preview else None
        self._preview_is_shown = False
        self._stop, self._preview_asked, self._reporter = stop, preview, reporter
        self._failure: Exception | None = None

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
        while not self._stop.is_set():
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
            while self._failure is None and (source := self._door.open()) is not None:
                try:
                    if self._watch(source, tracker):
                        self._door.gave_pictures()
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
        while not self._stop.is_set() and self._failure is None:
            try:
                image = source.read()
            except CameraError as error:
                self._door.lost(error)
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
        if image is not None and self._preview_asked.is_set():
            step = -(-image.width // _PREVIEW_WIDTH)
            small = np.ascontiguousarray(image.pixels[::step, ::step])
            with contextlib.suppress(OSError):  # a full memory disk costs the preview, not the tracking
                self._preview.write(Image(small, image.time_s))
            self._preview_is_shown = True
        elif self._preview_is_shown:
            self._preview.close()
            self._preview_is_shown = False

    def _fail(self, error: Exception) -> None:
        self._failure = error


def track_file(source: str, out: BinaryIO, stop: threading.Event) -> None:
    """Every picture's landmarks as a take into `out`. Raises CameraError and TrackingError; OSError if nobody reads."""
    pictures = open_source(source, realtime=False)
    try:
        writer = StreamWriter(out, Head(Path(parse_source(source).name).stem, pictures.fps, pictures.frame_count))
        with quiet_stderr():
            models = model_files()
            for landmarks in track_every_frame(_until_stopped(pictures, stop), models):
                writer.write(landmarks)
        if not stop.is_set():
            writer.finish()
    finally:
        pictures.close()


def main(arguments: list[str] | None = None) -> int:
    """Runs the process; gives its exit code."""
    # First of all: MediaPipe reads the proxies when it closes its landmarkers.
    deny_network()
    options = _options(arguments)
    out, orders = own_streams()
    preview = threading.Event()

    def obey(command: dict[str, Any]) -> None:
        if command.get("do") == "preview":
            (preview.set if command.get("on") else preview.clear)()

    commands = Commands(orders, obey)
    commands.start()
    if options.every_frame:
        stream = os.fdopen(out, "wb")
        reporter = Reporter(os.fdopen(os.dup(2), "w", encoding="utf-8"))
        return guarded(reporter, "tracker", lambda: track_file(options.source, stream, commands.stop))
    reporter = Reporter(os.fdopen(out, "w", encoding="utf-8"))
    return guarded(reporter, "tracker", lambda: Live(options, commands.stop, preview, reporter).run())


def _until_stopped(pictures: PictureSource, stop: threading.Event) -> Iterator[Image]:
    while not stop.is_set() and (image := pictures.read()) is not None:
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
