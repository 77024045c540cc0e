"""The tracker as the show sees it: a process that is started, listened to, started again when it dies, and stopped."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from studio.core.errors import CameraError, StudioError, TakeError, TrackingError
from studio.core.landmarks import Landmarks
from studio.inputs.sources import SourceKind, parse_source
from studio.inputs.take import Take, read_stream
from studio.rings.landmarks import LandmarksReader

log = logging.getLogger(__name__)

_MODULE = "studio.engine.tracker_process"
_BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Waits before a dead process is started again; the last one repeats."""
_GOOD_LIFE_S = 20.0
"""A process that lived this long died of something else than its start: it is started again at once."""
_REPORT = "if it goes on dying, please report it with the lines above"


class TrackerEvent(StrEnum):
    STARTED = "started"
    """Pictures (or a take's landmarks) come in."""
    LOST = "lost"
    """The camera or the process is gone; it is looked for and started again by itself."""
    FAILED = "failed"
    """It cannot go on: a model file is missing, a take is broken. It is not tried again."""
    STOPPED = "stopped"
    """As asked."""


@dataclass(frozen=True, slots=True)
class TrackerStatus:
    """A change in the tracker's life."""

    event: TrackerEvent
    detail: str = ""
    """What is open and what it gives, once started."""
    what: str = ""
    where: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class TrackerStats:
    """The tracker's last second."""

    fps: float = 0.0
    """Pictures the face landmarker got through, a second."""
    camera_fps: float = 0.0
    cpu_ms: float = 0.0
    """Processor time of the whole process per camera picture."""
    cores: float = 0.0
    """Processor time over time."""
    face_ms: float = 0.0
    """Mean time of a look."""
    pose_ms: float = 0.0
    hands_ms: float = 0.0
    pose_fps: float = 0.0
    hands_fps: float = 0.0
    slow_every: float = 0.0
    """Pose and hands look at each n-th picture."""


class TrackerClient:
    """One tracker process for one source, from `start` to `stop`. Nothing here waits for the tracker but `stop`.

    `ring` is where the process puts landmarks, `preview` where it puts the performer's own picture while that is asked
    for. A process that dies is started again, with back-off, until `stop`.
    """

    def __init__(
        self,
        source: str,
        *,
        ring: Path,
        preview: Path | None = None,
        size: tuple[int, int] | None = None,
        fps: float | None = None,
    ) -> None:
        self.source = source
        self._command = [sys.executable, "-m", _MODULE, "--source", source, "--ring", str(ring)]
        if preview is not None:
            self._command += ["--preview", str(preview)]
        if size is not None:
            self._command += ["--size", f"{size[0]}x{size[1]}"]
        if fps is not None:
            self._command += ["--fps", str(fps)]
        self._files = tuple(path for path in (ring, preview) if path is not None)
        self._reader = LandmarksReader(ring)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._statuses: deque[TrackerStatus] = deque(maxlen=100)
        self._preview_is_on = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._supervise, name="tracker", daemon=True)
        self.stats = TrackerStats()
        """Of the last second that was told."""

    @property
    def pid(self) -> int | None:
        """Of the running process; None between two."""
        with self._lock:
            return self._process.pid if self._process else None

    def start(self) -> None:
        """Starts the process. Once."""
        self._thread.start()

    def poll(self) -> tuple[TrackerStatus, ...]:
        """What happened since the last call, oldest first."""
        with self._lock:
            statuses = tuple(self._statuses)
            self._statuses.clear()
        return statuses

    def latest(self, after: int = -1) -> tuple[int, Landmarks] | None:
        """(sequence, landmarks) above `after`, if any; sequences rise across restarts. From one thread."""
        return self._reader.latest(after)

    def preview(self, on: bool) -> None:
        """Asks for the performer's picture in the preview ring, or for its end."""
        with self._lock:
            self._preview_is_on = on
            if self._process is not None:
                _command(self._process, {"do": "preview", "on": on})

    def stop(self, timeout_s: float = 3.0) -> None:
        """Ends the process, by force if it does not end in time, and waits for it. Stopping twice is no error."""
        self._stopping.set()
        with self._lock:
            process = self._process
            if process is not None:
                _command(process, {"do": "stop"})
        if self._thread.ident is None:
            return
        self._thread.join(timeout_s)
        if self._thread.is_alive() and process is not None:
            process.kill()
            self._thread.join()
        self._reader.close()

    def _supervise(self) -> None:
        attempt = 0
        while not self._stopping.is_set():
            began_s = time.monotonic()
            ended = self._live()
            self._clear_files()
            if ended.event is not TrackerEvent.LOST or self._stopping.is_set():
                self._tell(TrackerStatus(TrackerEvent.STOPPED) if self._stopping.is_set() else ended)
                return
            self._tell(ended)
            attempt = 0 if time.monotonic() - began_s > _GOOD_LIFE_S else attempt + 1
            if attempt:
                self._stopping.wait(_BACK_OFF_S[min(attempt, len(_BACK_OFF_S)) - 1])

    def _live(self) -> TrackerStatus:
        """One process from start to end; gives how it ended."""
        try:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            return TrackerStatus(TrackerEvent.LOST, what=f"the tracker cannot be started ({error})", remedy=_REPORT)
        last_words = _LastWords(process.stderr)
        with self._lock:
            self._process = process
            if self._preview_is_on:
                _command(process, {"do": "preview", "on": True})
            if self._stopping.is_set():
                _command(process, {"do": "stop"})
        failure: TrackerStatus | None = None
        assert process.stdout is not None
        for line in process.stdout:
            failure = self._hear(line) or failure
        code = process.wait()
        with self._lock:
            self._process = None
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        words = last_words.finish()
        if failure is not None:
            return failure
        if code == 0:
            return TrackerStatus(TrackerEvent.STOPPED)
        if words:
            log.warning("the tracker's last words:\n%s", words)
        return TrackerStatus(TrackerEvent.LOST, what=f"the tracker died ({_ending(code)})", remedy=_REPORT)

    def _hear(self, line: bytes) -> TrackerStatus | None:
        """Takes in a status line; gives the status if it is the process's last."""
        told = _told(line)
        event = told.get("event")
        if event == "stats":
            self.stats = TrackerStats(**{f.name: float(told.get(f.name, 0.0)) for f in fields(TrackerStats)})
        elif event == "warning":
            log.warning("%s: %s", told.get("where"), told.get("what"))
        elif event == TrackerEvent.FAILED:
            return _status(TrackerEvent.FAILED, told)
        elif event in (TrackerEvent.STARTED, TrackerEvent.LOST):
            self._tell(_status(TrackerEvent(event), told))
        return None

    def _tell(self, status: TrackerStatus) -> None:
        with self._lock:
            self._statuses.append(status)

    def _clear_files(self) -> None:
        """A process that was killed leaves its rings behind; old landmarks and pictures are nobody's business."""
        for path in self._files:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class LandmarkStream:
    """The landmarks of every frame of a video file or take, as they are found. Iterate once; close it in any case.

    A video is tracked in a process of its own, which waits when nobody takes its landmarks. Iteration raises
    CameraError, TrackingError or TakeError, after the frames that came before the fault.
    """

    def __init__(self, source: str) -> None:
        name = parse_source(source)
        self._source = source
        self._process: subprocess.Popen[bytes] | None = None
        self._words: _LastWords | None = None
        if name.kind is SourceKind.TAKE:
            take = Take.open(Path(name.name))
            self.name, self.fps, self.total = take.name, take.fps, len(take.frames)
            self._frames = iter(take.frames)
            return
        if name.kind is SourceKind.CAMERA:
            raise CameraError("a camera has no end", where=source, remedy="choose a video file or a take")
        command = [sys.executable, "-m", _MODULE, "--source", source, "--every-frame"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._words = _LastWords(self._process.stderr)
        assert self._process.stdout is not None
        try:
            head, self._frames = read_stream(self._process.stdout, source)  # type: ignore[arg-type]
        except TakeError as error:
            raise self._ended_badly() from error
        self.name, self.fps, self.total = head.name, head.fps, head.expected_frames
        """`total` frames will come, as far as the file tells; 0 if it does not."""

    def __iter__(self) -> Iterator[tuple[int, Landmarks]]:
        """(index, landmarks) of each frame; times in seconds from the start."""
        try:
            yield from enumerate(self._frames)
        except TakeError as error:
            if self._process is None:
                raise
            raise self._ended_badly() from error

    @property
    def pid(self) -> int | None:
        """Of the process; None for a take, and once closed."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """Ends the process, if it is not done."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        assert self._words is not None
        self._words.finish()
        self._process = None

    def __enter__(self) -> LandmarkStream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ended_badly(self) -> StudioError:
        """What the process said before its stream broke off."""
        assert self._process is not None
        assert self._words is not None
        code = self._process.wait()
        words = self._words.finish()
        told = next((t for t in map(_told, reversed(words.encode().splitlines())) if t.get("event") == "failed"), None)
        self.close()
        if told is None:
            return TrackingError(f"the tracker died ({_ending(code)})", where=self._source, remedy=_REPORT)
        kind = CameraError if told.get("kind") == CameraError.__name__ else TrackingError
        return kind(str(told.get("what")), where=str(told.get("where")), remedy=str(told.get("remedy")))


def iterate_landmarks(source: str) -> LandmarkStream:
    """The landmarks of every frame of `file:…` or `take:…`: (index, Landmarks), with `.total` and `.fps`.

    Raises CameraError, TrackingError or TakeError.
    """
    return LandmarkStream(source)


class _LastWords:
    """Drains a process's standard error, so that it never blocks, and keeps the end of it."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        assert pipe is not None
        self._pipe = pipe
        self._lines: deque[str] = deque(maxlen=20)
        self._thread = threading.Thread(target=self._drain, name="last words", daemon=True)
        self._thread.start()

    def finish(self) -> str:
        """The last lines, when the process has ended."""
        self._thread.join(1.0)
        with contextlib.suppress(OSError):
            self._pipe.close()
        return "\n".join(self._lines)

    def _drain(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._pipe:
                self._lines.append(line.decode("utf-8", "replace").rstrip())


def _command(process: subprocess.Popen[bytes], command: dict[str, Any]) -> None:
    """A pipe holds far more than our few commands, so this does not wait; a process that is gone hears nothing."""
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(json.dumps(command).encode() + b"\n")
        process.stdin.flush()


def _told(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _status(event: TrackerEvent, told: dict[str, Any]) -> TrackerStatus:
    detail, what, where, remedy = (str(told.get(key, "")) for key in ("detail", "what", "where", "remedy"))
    return TrackerStatus(event, detail, what, where, remedy)


def _ending(code: int) -> str:
    """Of a process, in words."""
    if code < 0 and os.name == "posix":
        with contextlib.suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
