"""How much our pipeline costs over MediaPipe alone: the real one against a bare loop with the same models and schedule.

Both get the same pictures, the next as soon as none need be left out for it, so that both do the same work as fast
as they can. Rounds alternate and the median counts: other programs disturb both alike.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.rings.landmarks import LandmarksWriter
from studio.tracking.live import LiveTracker
from studio.tracking.mediapipe_landmarkers import (
    FaceLandmarker,
    HandLandmarker,
    ModelFiles,
    PoseLandmarker,
    deny_network,
    quiet_stderr,
)
from studio.tracking.schedule import DEFAULT_SCHEDULE, Schedule, ScheduleSettings

BAR = 0.95
_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Run:
    """One way of tracking the pictures, at full speed."""

    fps: float
    """Pictures whose face was looked at, a second."""
    cpu_ms: float
    """Processor time per picture, all threads."""
    pose_looks: float
    """Per picture."""
    hand_looks: float
    """Per picture."""


@dataclass(frozen=True, slots=True)
class TrackingBench:
    """The pipeline against bare landmarkers."""

    pictures: int
    size: tuple[int, int]
    rounds: int
    pipeline: Run
    bare: Run
    ratio: float
    """Frames a second, pipeline over bare: the median over the rounds. The bar is `BAR`."""
    cpu_ratio: float
    """Processor time, pipeline over bare: steadier than `ratio` on a busy machine."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "bar": BAR, "passed": self.ratio >= BAR}

    def __str__(self) -> str:
        def row(name: str, run: Run) -> str:
            return (
                f"{name:<9}{run.fps:7.1f} fps  {run.cpu_ms:6.1f} CPU ms/picture  "
                f"pose {run.pose_looks:.2f}, hands {run.hand_looks:.2f} looks/picture"
            )

        verdict = "passed" if self.ratio >= BAR else "NOT passed"
        return "\n".join(
            (
                f"{self.pictures} pictures of {self.size[0]}×{self.size[1]}, {self.rounds} rounds",
                row("pipeline", self.pipeline),
                row("bare", self.bare),
                f"ratio    {self.ratio:7.3f}  (bar {BAR}: {verdict}), processor time {self.cpu_ratio:.3f}",
            )
        )


def bench_tracking(
    pictures: Sequence[Image], models: ModelFiles, *, rounds: int = 9, settings: ScheduleSettings = DEFAULT_SCHEDULE
) -> TrackingBench:
    """Tracks the pictures `rounds` times in both ways. Raises TrackingError and ValueError (no pictures)."""
    if not pictures or rounds < 1:
        raise ValueError("a bench needs pictures and rounds")
    deny_network()
    # At full speed the machine is always busy; the schedule must stay the same in both.
    fixed = replace(settings, slow_every_at_worst=settings.slow_every)
    pairs: list[tuple[Run, Run]] = []
    with (
        quiet_stderr(),
        contextlib.closing(_Pipeline(models, fixed)) as pipeline,
        contextlib.closing(_Bare(models, fixed)) as bare,
    ):
        pipeline.run(pictures)  # neither pays for a cold start
        bare.run(pictures)
        for index in range(rounds):
            if index % 2:
                theirs, ours = bare.run(pictures), pipeline.run(pictures)
            else:
                ours, theirs = pipeline.run(pictures), bare.run(pictures)
            pairs.append((ours, theirs))
    first = pictures[0]
    return TrackingBench(
        len(pictures),
        (first.width, first.height),
        rounds,
        _median([ours for ours, _ in pairs]),
        _median([theirs for _, theirs in pairs]),
        ratio=statistics.median(ours.fps / theirs.fps for ours, theirs in pairs),
        cpu_ratio=statistics.median(ours.cpu_ms / theirs.cpu_ms for ours, theirs in pairs),
    )


class _Pipeline:
    """The live tracker, writing into a ring."""

    def __init__(self, models: ModelFiles, settings: ScheduleSettings) -> None:
        self._told = threading.Semaphore(0)
        self._failures: list[Exception] = []
        self._folder = tempfile.TemporaryDirectory()
        self._ring = LandmarksWriter(Path(self._folder.name) / "ring")
        self._tracker = LiveTracker(models, self._tell, self._fail, settings)

    def run(self, pictures: Sequence[Image]) -> Run:
        self._tracker.end_period()
        for image in pictures:
            self._tracker.wait_for_room(_WAIT_S)
            self._tracker.offer(image)
        for _ in pictures:
            if not self._told.acquire(timeout=_WAIT_S) or self._failures:
                raise self._failures[0] if self._failures else TimeoutError("a landmarker does not answer")
        period, count = self._tracker.end_period(), len(pictures)
        return Run(
            count / period.seconds, 1000 * period.cpu_s / count, period.pose.done / count, period.hands.done / count
        )

    def close(self) -> None:
        self._tracker.close()
        self._ring.close()
        self._folder.cleanup()

    def _tell(self, landmarks: Landmarks) -> None:
        self._ring.write(landmarks)
        self._told.release()

    def _fail(self, error: Exception) -> None:
        self._failures.append(error)
        self._told.release()


class _Bare:
    """What one would write first: the face in this thread, pose and hands beside it when it is their turn."""

    def __init__(self, models: ModelFiles, settings: ScheduleSettings) -> None:
        self._face = FaceLandmarker(models.face)
        self._pose = PoseLandmarker(models.pose)
        self._hands = HandLandmarker(models.hands)
        self._beside = (_Beside(self._pose.detect), _Beside(self._hands.detect))
        self._schedule = Schedule(settings)

    def run(self, pictures: Sequence[Image]) -> Run:
        looks_before = [worker.looks for worker in self._beside]
        began_s, cpu_began_s = time.monotonic(), time.process_time()
        for image in pictures:
            for worker, is_due in zip(self._beside, self._schedule.next_picture(), strict=True):
                if is_due:
                    worker.offer(image)
            self._face.detect(image)
        seconds, cpu_s, count = time.monotonic() - began_s, time.process_time() - cpu_began_s, len(pictures)
        looks = [(worker.looks - before) / count for worker, before in zip(self._beside, looks_before, strict=True)]
        return Run(count / seconds, 1000 * cpu_s / count, looks[0], looks[1])

    def close(self) -> None:
        for worker in self._beside:
            worker.close()
        for landmarker in (self._face, self._pose, self._hands):
            landmarker.close()


class _Beside:
    """A landmarker on a thread of its own, with one picture waiting at most, as in the pipeline."""

    def __init__(self, look: Callable[[Image], object]) -> None:
        self.looks = 0
        self._look = look
        self._pool = ThreadPoolExecutor(1)
        self._room = threading.Semaphore(2)

    def offer(self, image: Image) -> None:
        self._room.acquire()
        self._pool.submit(self._work, image)

    def close(self) -> None:
        self._pool.shutdown()

    def _work(self, image: Image) -> None:
        self._look(image)
        self.looks += 1
        self._room.release()


def _median(runs: Sequence[Run]) -> Run:
    names = ("fps", "cpu_ms", "pose_looks", "hand_looks")
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in names))
