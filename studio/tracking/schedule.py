"""When each landmarker looks: the face at every picture, pose and hands in turns, less often when the machine is busy.

A landmarker keeps about one core busy. With pose and hands at every third picture, staggered, all three together take
about one core at 30 pictures a second, and the face, which shows every delay, is never kept waiting on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    slow_every: int = 3
    """Pose and hands look at each n-th picture: at best this n."""
    slow_every_at_worst: int = 6
    busy_face_share: float = 0.9
    """The machine is too busy if the face landmarker gets through fewer of the pictures than this share..."""
    busy_cores: float = 1.25
    """...or if the tracker takes more processor cores than this."""
    calm_face_share: float = 0.97
    calm_cores: float = 1.0
    """Fewer cores than this leave room for more."""
    calm_periods: int = 5
    """So many calm periods (seconds) in a row before pose and hands look more often again."""


DEFAULT_SCHEDULE = ScheduleSettings()


@dataclass(frozen=True, slots=True)
class Load:
    """What one period (about a second) was like."""

    face_share: float
    """Of the camera's pictures, those the face landmarker got through."""
    cores: float
    """Processor time over time."""


class Schedule:
    """Decides by counting pictures; reads no clock."""

    def __init__(self, settings: ScheduleSettings = DEFAULT_SCHEDULE) -> None:
        if not 1 <= settings.slow_every <= settings.slow_every_at_worst:
            raise ValueError(
                "pose and hands look at each n-th picture, with n of 1 or more, and at worst no more often"
            )
        self._settings = settings
        self._calm = 0
        self._pictures = 0
        self.slow_every = settings.slow_every

    def next_picture(self) -> tuple[bool, bool]:
        """(pose looks, hands look) at the picture that comes now. They take turns, half a round apart."""
        turn = self._pictures % self.slow_every
        self._pictures += 1
        return turn == 0, turn == self.slow_every // 2

    def adapt(self, load: Load) -> None:
        """Takes in how the last period went: slower at once when busy, faster only after a calm while."""
        settings = self._settings
        if load.face_share < settings.busy_face_share or load.cores > settings.busy_cores:
            self.slow_every = min(self.slow_every + 1, settings.slow_every_at_worst)
            self._calm = 0
        elif load.face_share >= settings.calm_face_share and load.cores < settings.calm_cores:
            self._calm += 1
            if self._calm >= settings.calm_periods:
                self.slow_every = max(self.slow_every - 1, settings.slow_every)
                self._calm = 0
        else:
            self._calm = 0
