"""The tracker as the show sees it: a process that is kept alive, and its landmarks."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from studio.core.errors import CameraError, StudioError, TakeError, TrackingError
from studio.core.landmarks import Landmarks
from studio.engine.supervised import REPORT, LastWords, Supervised, ending, told_in
from studio.inputs.sources import SourceKind, parse_source
from studio.inputs.take import Take, read_stream
from studio.rings.landmarks import LandmarksReader

_MODULE = "studio.engine.tracker_process"


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


class TrackerClient(Supervised):
    """One tracker process for one source.

    `ring` is where the process puts landmarks, `preview` where it puts the performer's own picture while that is asked
    for.
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
        arguments = ["--source", source, "--ring", str(ring)]
        if preview is not None:
            arguments += ["--preview", str(preview)]
        if size is not None:
            arguments += ["--size", f"{size[0]}x{size[1]}"]
        if fps is not None:
            arguments += ["--fps", str(fps)]
        files = tuple(path for path in (ring, preview) if path is not None)
        super().__init__(_MODULE, arguments, files=files, name="tracker")
        self.source = source
        self._reader = LandmarksReader(ring)
        self._preview_is_on = False
        self.stats = TrackerStats()
        """Of the last second that was told."""

    def latest(self, after: int = -1) -> tuple[int, Landmarks] | None:
        """(sequence, landmarks) above `after`, if any; sequences rise across restarts. From one thread."""
        return self._reader.latest(after)

    def preview(self, on: bool) -> None:
        """Asks for the performer's picture in the preview ring, or for its end."""
        with self._lock:
            self._preview_is_on = on
            self._ask({"do": "preview", "on": on})

    def _wishes(self) -> tuple[dict[str, Any], ...]:
        return ({"do": "preview", "on": True},) if self._preview_is_on else ()

    def _told(self, event: str, told: dict[str, Any]) -> None:
        if event == "stats":
            self.stats = TrackerStats(**{f.name: float(told.get(f.name, 0.0)) for f in fields(TrackerStats)})

    def _died(self, ending: str) -> str:
        return f"the tracker died ({ending})"

    def _not_started(self, error: OSError) -> str:
        return f"the tracker cannot be started ({error})"

    def _stopped(self) -> None:
        self._reader.close()


class LandmarkStream:
    """The landmarks of every frame of a video file or take, as they are found. Iterate once; close it in any case.

    A video is tracked in a process of its own, which waits when nobody takes its landmarks. Iteration raises
    CameraError, TrackingError or TakeError, after the frames that came before the fault.
    """

    def __init__(self, source: str) -> None:
        name = parse_source(source)
        self._source = source
        self._process: subprocess.Popen[bytes] | None = None
        self._words: LastWords | None = None
        if name.kind is SourceKind.TAKE:
            take = Take.open(Path(name.name))
            self.name, self.fps, self.total = take.name, take.fps, len(take.frames)
            self._frames = iter(take.frames)
            return
        if name.kind is SourceKind.CAMERA:
            raise CameraError("a camera has no end", where=source, remedy="choose a video file or a take")
        command = [sys.executable, "-m", _MODULE, "--source", source, "--every-frame"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._words = LastWords(self._process.stderr)
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
        told = next(
            (t for t in map(told_in, reversed(words.encode().splitlines())) if t.get("event") == "failed"), None
        )
        self.close()
        if told is None:
            return TrackingError(f"the tracker died ({ending(code)})", where=self._source, remedy=REPORT)
        kind = CameraError if told.get("kind") == CameraError.__name__ else TrackingError
        return kind(str(told.get("what")), where=str(told.get("where")), remedy=str(told.get("remedy")))


def iterate_landmarks(source: str) -> LandmarkStream:
    """The landmarks of every frame of `file:…` or `take:…`: (index, Landmarks), with `.total` and `.fps`.

    Raises CameraError, TrackingError or TakeError.
    """
    return LandmarkStream(source)
