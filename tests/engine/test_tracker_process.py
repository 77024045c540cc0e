"""The tracker's process as a program: what it tells, what it obeys, and that it keeps to this machine."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.inputs.take import read_stream
from studio.rings.landmarks import LandmarksReader
from studio.rings.pictures import PictureReader
from tests.tracking.clips import shortened

PROGRAM = [sys.executable, "-m", "studio.engine.tracker_process"]


class Tracker:
    """A running process; `events` are read one by one, with a time limit for the whole test by pytest-timeout."""

    def __init__(self, *arguments: str, before: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [*before, *PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.noise: list[bytes] = []
        self._listener = threading.Thread(target=lambda: self.noise.extend(self.process.stderr), daemon=True)
        self._listener.start()

    def until(self, event: str) -> dict[str, object]:
        """The next status line of that kind."""
        for line in self.process.stdout:
            told = json.loads(line)
            if told["event"] == event:
                return told
        raise AssertionError(f"it ended without {event!r}: {b''.join(self.noise).decode()}")

    def end(self) -> int:
        """Its exit code, once it has ended by itself and all it wrote is read."""
        code = self.process.wait()
        self._listener.join()
        return code

    def kill(self) -> None:
        self.process.kill()
        self.end()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()

    def tell(self, **command: object) -> None:
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()


@contextlib.contextmanager
def tracker(*arguments: str, before: tuple[str, ...] = ()) -> Iterator[Tracker]:
    running = Tracker(*arguments, before=before)
    try:
        yield running
    finally:
        running.kill()


@pytest.fixture
def footage(shared: Path) -> Path:
    return shared / "footage" / "video"


@pytest.fixture
def short_clip(footage: Path, tmp_path: Path) -> Path:
    """Twelve pictures of a man's face."""
    return shortened(footage / "lp_d0.mp4", tmp_path / "short.mp4", 12)


def wait_for(get):
    """Until it gives something true; pytest-timeout is the limit."""
    while not (found := get()):
        time.sleep(0.005)
    return found


def test_a_clip_played_as_a_camera_gives_landmarks_status_and_a_preview_on_request(footage: Path, tmp_path) -> None:
    ring, preview = tmp_path / "ring", tmp_path / "preview"
    arguments = ("--source", f"file:{footage / 'lp_s18.mp4'}", "--ring", str(ring), "--preview", str(preview))
    with tracker(*arguments) as running:
        assert "1280×720 at 30 fps" in running.until("started")["detail"]
        reader = LandmarksReader(ring)

        def with_face_and_body():
            found = reader.latest()
            return found if found and found[1].face and found[1].body else None

        _, landmarks = wait_for(with_face_and_body)
        assert landmarks.image_size == (1280, 720)
        assert landmarks.face.captured_at_s == landmarks.captured_at_s >= landmarks.body.captured_at_s
        assert not preview.exists(), "no picture leaves the process unasked"
        running.tell(do="preview", on=True)
        _, picture = wait_for(PictureReader(preview).latest)
        assert (picture.width, picture.height) == (640, 360)
        running.tell(do="preview", on=False)
        wait_for(lambda: not preview.exists())
        stats = running.until("stats")
        assert stats["fps"] > 0
        assert stats["cpu_ms"] > 0
        running.tell(do="nonsense")
        running.process.stdin.write(b"no json\n[]\n")
        running.tell(do="stop")
        running.until("stopped")
        assert running.end() == 0
        assert not ring.exists()
        assert not [line for line in running.noise if b"Traceback" in line or b"Exception" in line]


def test_it_ends_when_its_parent_is_gone(footage: Path, tmp_path: Path) -> None:
    with tracker("--source", f"file:{footage / 'lp_d9.mp4'}", "--ring", str(tmp_path / "ring")) as running:
        running.until("started")
        running.process.stdin.close()
        running.until("stopped")
        assert running.end() == 0
        assert not (tmp_path / "ring").exists()


def test_a_camera_that_is_not_there_is_lost_told_once_and_tried_again_until_it_comes(
    footage: Path, tmp_path: Path
) -> None:
    clip = tmp_path / "camera.mp4"
    with tracker("--source", f"file:{clip}", "--ring", str(tmp_path / "ring")) as running:
        lost = running.until("lost")
        assert (lost["kind"], lost["where"]) == ("CameraError", str(clip))
        assert lost["remedy"]
        shutil.copy(footage / "lp_d0.mp4", clip)
        line = json.loads(running.process.stdout.readline())
        assert line["event"] == "started", "retries that fail alike are no news"


def test_a_camera_lost_in_the_middle_leaves_nobody_in_the_ring_and_is_found_again(
    footage: Path, tmp_path: Path
) -> None:
    clip = tmp_path / "camera.mp4"
    shutil.copy(footage / "lp_d0.mp4", clip)
    reader = LandmarksReader(tmp_path / "ring")
    with tracker("--source", f"file:{clip}", "--ring", str(tmp_path / "ring")) as running:
        running.until("started")
        wait_for(lambda: (found := reader.latest()) and found[1].face)
        with clip.open("r+b") as file:
            file.truncate(2000)
        assert running.until("lost")["where"] == str(clip)
        wait_for(lambda: (found := reader.latest()) and found[1].face is None)
        shutil.copy(footage / "lp_d0.mp4", clip)
        running.until("started")
        wait_for(lambda: (found := reader.latest()) and found[1].face)


def test_every_frame_of_a_clip_comes_as_a_take_that_is_whole(short_clip: Path) -> None:
    with tracker("--source", f"file:{short_clip}", "--every-frame") as running:
        head, frames = read_stream(running.process.stdout, "stream")
        assert (head.name, head.fps, head.expected_frames) == ("short", 25.0, 12)
        landmarks = list(frames)
        assert len(landmarks) == 12
        assert [value.captured_at_s for value in landmarks[:11]] == pytest.approx([i / 25 for i in range(11)])
        assert all(value.face for value in landmarks[1:])
        assert running.end() == 0


def test_nothing_is_sent_anywhere_not_even_when_mediapipe_reports_home(footage: Path, tmp_path: Path) -> None:
    """MediaPipe reports usage at its end: seen here trying the closed port that its proxies were set to."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", str(tmp_path / "x"), "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not permitted here")
    trace = tmp_path / "trace"
    before = ("strace", "-f", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace))
    with tracker(
        "--source", f"file:{footage / 'lp_d0.mp4'}", "--ring", str(tmp_path / "ring"), before=before
    ) as running:
        running.until("stats")
        running.tell(do="stop")
        running.until("stopped")
        assert running.end() == 0
    calls = trace.read_text().splitlines()
    reached = [call for call in calls if "AF_INET" in call]
    assert any("connect(" in call and 'htons(9), sin_addr=inet_addr("127.0.0.1")' in call for call in reached), (
        "the report was not even tried: this test no longer shows anything"
    )
    outside = [call for call in reached if not re.search(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"', call)]
    assert outside == []
    assert not [call for call in calls if "htons(53)" in call], "no name is looked up"


def test_it_works_where_there_is_no_network_at_all(short_clip: Path) -> None:
    alone = ("unshare", "--net", "--map-root-user")
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("network namespaces are not permitted here")
    with tracker("--source", f"file:{short_clip}", "--every-frame", before=alone) as running:
        _, frames = read_stream(running.process.stdout, "stream")
        assert sum(1 for _ in frames) == 12
        assert running.end() == 0


def test_a_take_is_played_without_models_and_without_cv2(tmp_path: Path) -> None:
    from tests.inputs.test_take import record

    record(tmp_path / "a.take")
    with tracker("--source", f"take:{tmp_path / 'a.take'}", "--ring", str(tmp_path / "ring")) as running:
        assert "试录" in running.until("started")["detail"]
        _, landmarks = wait_for(LandmarksReader(tmp_path / "ring").latest)
        assert landmarks.face is not None
        maps = Path(f"/proc/{running.process.pid}/maps")
        if maps.exists():
            loaded = maps.read_text()
            assert "cv2" not in loaded
            assert "mediapipe" not in loaded


def test_what_cannot_be_mended_by_waiting_is_told_and_ends_it(tmp_path: Path) -> None:
    (tmp_path / "a.take").write_bytes(b"no take")
    with tracker("--source", f"take:{tmp_path / 'a.take'}", "--ring", str(tmp_path / "ring")) as running:
        failed = running.until("failed")
        assert (failed["kind"], failed["where"]) == ("TakeError", str(tmp_path / "a.take"))
        assert running.end() == 3
        assert not [line for line in running.noise if b"Traceback" in line]
