"""The tracker as the show sees it: kept alive, stopped cleanly, read to the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from studio.core.errors import CameraError, TakeError, TrackingError
from studio.core.landmarks import Landmarks
from studio.engine.supervised import ProcessEvent
from studio.engine.tracker_client import TrackerClient, iterate_landmarks
from tests.inputs.test_take import record
from tests.tracking.clips import shortened

T = TypeVar("T")


@pytest.fixture
def take(tmp_path: Path) -> str:
    record(tmp_path / "a.take")
    return f"take:{tmp_path / 'a.take'}"


@contextlib.contextmanager
def running(source: str, folder: Path, **options: object) -> Iterator[TrackerClient]:
    client = TrackerClient(source, ring=folder / "ring", **options)
    client.start()
    try:
        yield client
    finally:
        client.stop()


def wait_for(get: Callable[[], T]) -> T:
    """Until it is true; pytest-timeout is the limit."""
    while not (found := get()):
        time.sleep(0.005)
    return found


def wait_for_event(client: TrackerClient, event: ProcessEvent):
    statuses = []

    def seen():
        statuses.extend(client.poll())
        return next((status for status in statuses if status.event is event), None)

    return wait_for(seen)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_landmarks_come_in_order_each_once(take: str, tmp_path: Path) -> None:
    with running(take, tmp_path) as client:
        after, got = -1, []
        while len(got) < 10:
            found = client.latest(after)
            if found is not None:
                after = found[0]
                got.append(found[1])
        times = [landmarks.captured_at_s for landmarks in got]
        assert times == sorted(set(times))
        assert abs(times[-1] - time.monotonic()) < 5.0, "the common clock"
        wait_for(lambda: client.stats.fps > 0)


def test_a_tracker_that_is_killed_is_started_again_and_goes_on(take: str, tmp_path: Path) -> None:
    with running(take, tmp_path) as client:
        wait_for_event(client, ProcessEvent.STARTED)
        last, _ = wait_for(client.latest)
        for _ in range(2):
            pid = wait_for(lambda: client.pid)
            os.kill(pid, signal.SIGKILL)
            lost = wait_for_event(client, ProcessEvent.LOST)
            assert "SIGKILL" in lost.what
            assert lost.remedy
            wait_for_event(client, ProcessEvent.STARTED)
            sequence, _ = wait_for(client.latest)
            assert sequence > last
            assert client.pid != pid
            assert not is_alive(pid), "no zombie is left"
            last = sequence


def test_it_stops_cleanly_whenever_it_is_told_to(take: str, tmp_path: Path) -> None:
    for moment in ("at once", "once started", "after death"):
        client = TrackerClient(take, ring=tmp_path / "ring")
        client.start()
        if moment != "at once":
            wait_for(client.latest)
        pid = client.pid
        if moment == "after death":
            os.kill(pid, signal.SIGKILL)
        client.stop()
        assert client.poll()[-1].event is ProcessEvent.STOPPED
        assert client.pid is None
        assert pid is None or not is_alive(pid)
        assert not (tmp_path / "ring").exists()
        client.stop()


def test_one_that_was_never_started_can_be_stopped(take: str, tmp_path: Path) -> None:
    TrackerClient(take, ring=tmp_path / "ring").stop()


def test_a_tracker_that_hangs_is_ended_by_force(take: str, tmp_path: Path) -> None:
    with running(take, tmp_path) as client:
        wait_for(client.latest)
        pid = client.pid
        os.kill(pid, signal.SIGSTOP)
        client.stop(timeout_s=0.2)
        assert not is_alive(pid)
        assert not (tmp_path / "ring").exists(), "what it left behind is removed"


def test_what_cannot_be_mended_is_told_and_not_tried_again(tmp_path: Path) -> None:
    with running(f"take:{tmp_path / 'none.take'}", tmp_path) as client:
        failed = wait_for_event(client, ProcessEvent.FAILED)
        assert failed.where == str(tmp_path / "none.take")
        assert failed.remedy
        wait_for(lambda: client.pid is None)
    assert client.poll() == (), "nothing more to tell"


def test_a_lost_camera_is_told_with_what_where_and_remedy(tmp_path: Path) -> None:
    with running(f"file:{tmp_path / 'none.mp4'}", tmp_path) as client:
        lost = wait_for_event(client, ProcessEvent.LOST)
        assert (lost.where, bool(lost.what), bool(lost.remedy)) == (str(tmp_path / "none.mp4"), True, True)


def test_the_preview_is_still_wanted_after_a_restart(shared: Path, tmp_path: Path) -> None:
    source = f"file:{shared / 'footage' / 'video' / 'lp_d0.mp4'}"
    with running(source, tmp_path, preview=tmp_path / "preview") as client:
        client.preview(True)
        wait_for((tmp_path / "preview").exists)
        os.kill(client.pid, signal.SIGKILL)
        wait_for_event(client, ProcessEvent.LOST)
        wait_for((tmp_path / "preview").exists)
    assert not (tmp_path / "preview").exists()


def test_every_frame_of_a_video_comes_with_its_number_and_the_total_is_known_before(
    shared: Path, tmp_path: Path
) -> None:
    clip = shortened(shared / "footage" / "video" / "lp_d0.mp4", tmp_path / "short.mp4", 12)
    with iterate_landmarks(f"file:{clip}") as stream:
        assert (stream.name, stream.fps, stream.total) == ("short", 25.0, 12)
        indices = []
        for index, landmarks in stream:
            assert isinstance(landmarks, Landmarks)
            indices.append(index)
    assert indices == list(range(12))


def test_a_take_is_iterated_without_a_process(take: str) -> None:
    stream = iterate_landmarks(take)
    assert (stream.name, stream.fps, stream.total) == ("试录", 30.0, 40)
    assert [index for index, _ in stream] == list(range(40))
    stream.close()


def test_a_stream_left_in_the_middle_ends_its_process(shared: Path) -> None:
    with iterate_landmarks(f"file:{shared / 'footage' / 'video' / 'lp_d6.mp4'}") as stream:
        next(iter(stream))
        pid = stream.pid
        assert pid is not None
    assert not is_alive(pid)


def test_a_process_that_dies_in_the_middle_is_told_as_a_tracking_error(shared: Path) -> None:
    with iterate_landmarks(f"file:{shared / 'footage' / 'video' / 'lp_d6.mp4'}") as stream:
        frames = iter(stream)
        next(frames)
        os.kill(stream.pid, signal.SIGKILL)
        with pytest.raises(TrackingError, match="SIGKILL"):
            for _ in frames:
                pass


def test_a_video_that_breaks_off_gives_its_frames_and_then_a_camera_error(shared: Path, tmp_path: Path) -> None:
    front = shortened(shared / "footage" / "video" / "lp_d0.mp4", tmp_path / "front.mp4", 24)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(front.read_bytes()[: front.stat().st_size // 2])
    got = []

    def track_all() -> None:
        with iterate_landmarks(f"file:{cut}") as stream:
            for index, _ in stream:
                got.append(index)

    with pytest.raises(CameraError, match="breaks off") as told:
        track_all()
    assert 3 < len(got) < 24
    assert told.value.where == str(cut)


@pytest.mark.parametrize(
    ("source", "kind"),
    [("file:missing.mp4", CameraError), ("take:missing.take", TakeError), ("camera:0", CameraError)],
)
def test_a_source_that_cannot_be_read_to_its_end_is_refused(source: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        iterate_landmarks(source)


def test_a_broken_video_says_what_is_wrong(tmp_path: Path, shared: Path) -> None:
    shutil.copy(shared / "README.md", tmp_path / "x.mp4")
    with pytest.raises(CameraError) as told:
        iterate_landmarks(f"file:{tmp_path / 'x.mp4'}")
    assert told.value.where == str(tmp_path / "x.mp4")
    assert told.value.remedy
