from __future__ import annotations

import threading
from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import OutputError
from studio.core.image import Image
from studio.engine.workers import Counters, OutputWorker, recording_room
from studio.outputs.output import Life, Report, Summary
from studio.outputs.recording import Recording, RecordingSettings
from tests.support.waiting import wait_until


def picture(number: int) -> Image:
    return Image(np.full((48, 64, 3), number % 256, np.uint8), time_s=float(number))


class Gate:
    """An output that is as slow as a test wants: each picture waits until it is let through."""

    def __init__(self, detail: str | None = "gate") -> None:
        self.detail = detail
        self.taken: list[float] = []
        self.inside = threading.Event()
        self.let = threading.Semaphore(0)
        self.asides: list[Report] = []
        self.breaks: Exception | None = None
        self.breaks_on_close: Exception | None = None
        self.closed = 0
        self.path = ""

    def open(self, width: int, height: int, fps: float) -> str | None:
        return self.detail

    def put(self, image: Image, time_s: float) -> None:
        self.inside.set()
        assert self.let.acquire(timeout=60)
        if self.breaks is not None:
            raise self.breaks
        self.taken.append(time_s)

    def poll(self) -> tuple[Report, ...]:
        asides, self.asides = tuple(self.asides), []
        return asides

    def close(self) -> Summary:
        self.closed += 1
        if self.breaks_on_close is not None:
            raise self.breaks_on_close
        return Summary(len(self.taken), 1.0, self.path)


def run(gate: Gate, **more: object) -> tuple[OutputWorker, list[Report]]:
    reports: list[Report] = []
    worker = OutputWorker(gate, (64, 48), 30, reports.append, **more)
    worker.start()
    return worker, reports


def finish(worker: OutputWorker, gate: Gate) -> None:
    worker.stop()
    gate.let.release(1000)
    assert worker.join(60)


def test_a_stuck_live_output_takes_nothing_from_the_show_but_old_pictures() -> None:
    gate = Gate()
    worker, _ = run(gate)
    worker.put(picture(0), 0.0)
    assert gate.inside.wait(60)
    for i in range(1, 501):  # the output is stuck in the first; a `put` that waited would never come back
        worker.put(picture(i), float(i))
    assert worker.counters == Counters(put=501, written=0, dropped=499)
    finish(worker, gate)
    assert gate.taken == [0.0, 500.0]


def test_a_recording_keeps_every_picture_of_a_burst_in_order() -> None:
    gate = Gate()
    worker, reports = run(gate, room=10)
    for i in range(10):
        worker.put(picture(i), float(i))
    finish(worker, gate)
    assert gate.taken == [float(i) for i in range(10)]
    assert worker.counters == Counters(put=10, written=10, dropped=0)
    assert reports[-1] == Report(Life.CLOSED, "gate", summary=Summary(10, 1.0))


def test_a_recording_that_cannot_keep_up_loses_its_oldest_and_says_how_many() -> None:
    gate = Gate()
    worker, reports = run(gate, room=4)
    worker.put(picture(0), 0.0)
    assert gate.inside.wait(60)
    for i in range(1, 11):
        worker.put(picture(i), float(i))
    finish(worker, gate)
    assert gate.taken == [0.0, 7.0, 8.0, 9.0, 10.0]
    assert worker.counters == Counters(put=11, written=5, dropped=6)
    assert reports[-1].life is Life.CLOSED
    assert "6 pictures were left out" in reports[-1].problem


def test_the_life_of_an_output_is_told_in_order() -> None:
    gate = Gate()
    worker, reports = run(gate)
    gate.asides = [Report(Life.LOST, "gate", "gone", "wait"), Report(Life.STARTED, "gate again")]
    wait_until("both are told", lambda: len(reports) == 3)
    finish(worker, gate)
    assert [report.life for report in reports] == [Life.STARTED, Life.LOST, Life.STARTED, Life.CLOSED]


def test_an_output_that_tells_its_start_itself_is_not_announced_twice() -> None:
    gate = Gate(detail=None)
    worker, reports = run(gate)
    gate.asides = [Report(Life.STARTED, "the device")]
    wait_until("it is told", lambda: reports)
    finish(worker, gate)
    assert [report.life for report in reports] == [Life.STARTED, Life.CLOSED]


def test_an_output_that_fails_is_closed_and_tells_what_it_saved() -> None:
    gate = Gate()
    gate.breaks, gate.path = OutputError("the disk is full", where="a.mp4", remedy="free some space"), "a.mp4"
    worker, reports = run(gate)
    worker.put(picture(0), 0.0)
    gate.let.release()
    assert worker.join(60)
    assert gate.closed == 1
    assert reports[-1] == Report(Life.FAILED, "a.mp4", "the disk is full", "free some space", Summary(0, 1.0, "a.mp4"))
    worker.put(picture(1), 1.0)
    assert worker.counters == Counters(put=2, written=0, dropped=0)


def test_an_output_that_gives_up_by_itself_is_closed() -> None:
    gate = Gate()
    worker, reports = run(gate)
    gate.asides = [Report(Life.FAILED, "gate", "no device", "install one")]
    assert worker.join(60)
    assert gate.closed == 1
    assert reports[-1] == Report(Life.FAILED, "gate", "no device", "install one")


def test_an_output_that_cannot_open_fails_with_its_remedy() -> None:
    reports: list[Report] = []
    worker = OutputWorker(Recording(Path("a.txt")), (64, 48), 30, reports.append)
    worker.start()
    assert worker.join(60)
    assert [report.life for report in reports] == [Life.FAILED]
    assert reports[0].remedy == "choose a name that ends in .mp4"


def test_an_unknown_error_ends_the_output_as_a_fault_and_still_closes_it(caplog: pytest.LogCaptureFixture) -> None:
    gate = Gate()
    gate.breaks, gate.breaks_on_close = ZeroDivisionError("by zero"), OutputError("cannot close")
    worker, reports = run(gate)
    worker.put(picture(0), 0.0)
    gate.let.release()
    assert worker.join(60)
    assert gate.closed == 1
    assert reports[-1].life is Life.FAILED
    assert reports[-1].problem == "ZeroDivisionError: by zero"
    assert "unknown error" in caplog.text


def test_a_close_that_fails_is_told() -> None:
    gate = Gate()
    gate.breaks_on_close = OutputError("the disk is full", remedy="free some space")
    worker, reports = run(gate)
    finish(worker, gate)
    assert (reports[-1].life, reports[-1].problem) == (Life.FAILED, "the disk is full")


def test_a_real_recording_through_a_worker_holds_every_picture(tmp_path: Path) -> None:
    reports: list[Report] = []
    recording = Recording(tmp_path / "a.mp4", RecordingSettings(preset="ultrafast", keep_free_bytes=0))
    worker = OutputWorker(recording, (64, 48), 30, reports.append, room=100)
    worker.start()
    for i in range(60):
        worker.put(picture(i), i / 30)
    worker.stop()
    assert worker.join(60)
    assert reports[-1].summary == Summary(60, pytest.approx(2.0), str(tmp_path / "a.mp4"))
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert len(list(container.decode(video=0))) == 60


def test_room_for_pictures_is_bounded_by_memory() -> None:
    assert recording_room(1280, 720) == 17
    assert recording_room(1080, 1920) == 7
    assert recording_room(4096, 4096) == 4


def test_a_worker_that_never_started_has_nothing_to_wait_for() -> None:
    worker = OutputWorker(Gate(), (64, 48), 30, lambda report: None)
    assert worker.join(0.0)
