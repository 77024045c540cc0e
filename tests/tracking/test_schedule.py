"""When each landmarker looks."""

from __future__ import annotations

import pytest

from studio.tracking.schedule import Load, Schedule, ScheduleSettings

EASY = Load(face_share=1.0, cores=0.7)
BUSY = Load(face_share=0.6, cores=0.9)
HOT = Load(face_share=1.0, cores=1.6)
SO_SO = Load(face_share=0.95, cores=1.1)


def turns(schedule: Schedule, count: int) -> str:
    names = {(True, False): "P", (False, True): "H", (False, False): "-", (True, True): "B"}
    return "".join(names[schedule.next_picture()] for _ in range(count))


def test_pose_and_hands_look_at_each_third_picture_and_never_at_the_same() -> None:
    assert turns(Schedule(), 12) == "PH-PH-PH-PH-"


def test_at_any_pace_above_one_they_take_turns() -> None:
    for every in range(2, 7):
        text = turns(Schedule(ScheduleSettings(slow_every=every)), every * 5)
        assert text.count("P") == text.count("H") == 5
        assert "B" not in text
    assert turns(Schedule(ScheduleSettings(slow_every=1)), 3) == "BBB"


def test_a_busy_machine_slows_them_at_once_but_only_so_far() -> None:
    for load in (BUSY, HOT):
        schedule = Schedule()
        paces = []
        for _ in range(6):
            schedule.adapt(load)
            paces.append(schedule.slow_every)
        assert paces == [4, 5, 6, 6, 6, 6]
        assert turns(schedule, 6).count("P") == 1


def test_they_look_more_often_again_only_after_calm_seconds_in_a_row() -> None:
    schedule = Schedule()
    schedule.adapt(BUSY)
    schedule.adapt(BUSY)
    paces = []
    for load in [EASY] * 4 + [SO_SO] + [EASY] * 10 + [EASY] * 5:
        schedule.adapt(load)
        paces.append(schedule.slow_every)
    assert paces == [5] * 9 + [4] * 5 + [3] * 6


def test_a_pace_that_cannot_be_is_refused() -> None:
    for settings in (ScheduleSettings(slow_every=0), ScheduleSettings(slow_every=4, slow_every_at_worst=3)):
        with pytest.raises(ValueError):
            Schedule(settings)
