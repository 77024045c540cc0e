"""Live tracking: one thread per landmarker, the newest picture wins, and none waits for another.

A picture that comes while a landmarker is busy lies in that landmarker's mailbox, which holds one; the next replaces
it. Landmarks are told once for each picture the face landmarker gets through, found or not, with the newest of body and
hands.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.tracking.assembly import Assembly
from studio.tracking.mediapipe_landmarkers import ModelFiles
from studio.tracking.parts import FacePart, HandsPart, PosePart, Seen
from studio.tracking.schedule import DEFAULT_SCHEDULE, Load, Schedule, ScheduleSettings


@dataclass(frozen=True, slots=True)
class PartCount:
    """One landmarker's work in a period."""

    offered: int
    done: int
    busy_s: float

    @property
    def mean_ms(self) -> float:
        return 1000 * self.busy_s / self.done if self.done else 0.0


@dataclass(frozen=True, slots=True)
class Period:
    """What a period of live tracking was like."""

    seconds: float
    pictures: int
    """Offered by the camera."""
    face: PartCount
    pose: PartCount
    hands: PartCount
    cpu_s: float
    """Processor time of the whole process, all threads."""
    slow_every: int
    """Pose and hands look at each n-th picture."""


class LiveTracker:
    """Takes pictures and tells landmarks, until closed.

    `on_landmarks` is called from the face landmarker's thread and must not wait; `on_failure` gets an error that ended
    a landmarker. Raises TrackingError if a model is unusable.
    """

    def __init__(
        self,
        models: ModelFiles,
        on_landmarks: Callable[[Landmarks], None],
        on_failure: Callable[[Exception], None],
        settings: ScheduleSettings = DEFAULT_SCHEDULE,
    ) -> None:
        self._on_landmarks = on_landmarks
        self._schedule = Schedule(settings)
        self._assembly = Assembly(settings.slow_every)
        self._lock = threading.Lock()
        self._seen = Seen()
        self._face_part = FacePart(models)
        self._pose_part = PosePart(models)
        self._hands_part = HandsPart(models)
        # The first look at anything loads the networks: that is not for the first picture to pay.
        for part in (self._face_part, self._pose_part, self._hands_part):
            part.look(Image(np.zeros((64, 64, 3), np.uint8)), self._seen)
        self._face = _Worker("face", self._look_at_face, on_failure)
        self._pose = _Worker("pose", self._look_at_pose, on_failure)
        self._hands = _Worker("hands", self._look_at_hands, on_failure)
        self._pictures = 0
        self._period_began_s, self._cpu_began_s = time.monotonic(), time.process_time()

    def offer(self, image: Image) -> None:
        """Hands a picture to the landmarkers whose turn it is. Does not wait."""
        pose_is_due, hands_are_due = self._schedule.next_picture()
        self._pictures += 1
        self._face.offer(image)
        if pose_is_due:
            self._pose.offer(image)
        if hands_are_due:
            self._hands.offer(image)

    def wait_for_room(self, timeout_s: float) -> None:
        """Waits until no picture is left in a mailbox: for those who want none left out. A camera does not wait."""
        for worker in (self._face, self._pose, self._hands):
            worker.wait_for_room(timeout_s)

    def end_period(self) -> Period:
        """What happened since the last call; the schedule adapts to it. Call it about once a second."""
        now_s, cpu_s = time.monotonic(), time.process_time()
        period = Period(
            seconds=now_s - self._period_began_s,
            pictures=self._pictures,
            face=self._face.count(),
            pose=self._pose.count(),
            hands=self._hands.count(),
            cpu_s=cpu_s - self._cpu_began_s,
            slow_every=self._schedule.slow_every,
        )
        self._period_began_s, self._cpu_began_s, self._pictures = now_s, cpu_s, 0
        if period.pictures and period.seconds > 0:
            self._schedule.adapt(Load(period.face.done / period.pictures, period.cpu_s / period.seconds))
        return period

    def close(self) -> None:
        """Ends the threads, after the looks they are at, and frees the models."""
        for worker in (self._face, self._pose, self._hands):
            worker.stop()
        for worker in (self._face, self._pose, self._hands):
            worker.join()
        for part in (self._face_part, self._pose_part, self._hands_part):
            part.close()

    def _look_at_face(self, image: Image) -> None:
        face = self._face_part.look(image, self._seen)
        with self._lock:
            self._seen = Seen(face, self._seen.body, self._face_part.company)
            self._assembly.face(face)
            landmarks = self._assembly.landmarks(image.time_s, (image.width, image.height))
        self._on_landmarks(landmarks)

    def _look_at_pose(self, image: Image) -> None:
        body = self._pose_part.look(image, self._seen)
        with self._lock:
            self._seen = Seen(self._seen.face, body, self._seen.company)
            self._assembly.body(body)

    def _look_at_hands(self, image: Image) -> None:
        left, right = self._hands_part.look(image, self._seen)
        with self._lock:
            self._assembly.hands(left, right)


class _Worker:
    """A thread with a mailbox for one picture."""

    def __init__(self, name: str, look: Callable[[Image], None], on_failure: Callable[[Exception], None]) -> None:
        self._look = look
        self._on_failure = on_failure
        self._changed = threading.Condition()
        self._mail: Image | None = None
        self._stopping = False
        self._offered = self._done = 0
        self._busy_s = 0.0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def offer(self, image: Image) -> None:
        with self._changed:
            self._mail = image
            self._offered += 1
            self._changed.notify_all()

    def wait_for_room(self, timeout_s: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._mail is None or self._stopping, timeout_s)

    def count(self) -> PartCount:
        with self._changed:
            count = PartCount(self._offered, self._done, self._busy_s)
            self._offered = self._done = 0
            self._busy_s = 0.0
            return count

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._mail is None and not self._stopping:
                    self._changed.wait()
                if self._stopping:
                    return
                image, self._mail = self._mail, None
                self._changed.notify_all()
            assert image is not None
            began_s = time.perf_counter()
            try:
                self._look(image)
            except Exception as error:
                self._on_failure(error)
                return
            with self._changed:
                self._done += 1
                self._busy_s += time.perf_counter() - began_s
