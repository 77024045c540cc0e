from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from studio.core.errors import OutputError
from studio.core.image import Alpha, Image
from studio.outputs import camera_remedies
from studio.outputs.output import Life, Report
from studio.outputs.virtual_camera import Restarts, VirtualCamera
from tests.support.waiting import wait_until

STAND_IN = (sys.executable, "-m", "tests.support.camera_stand_in")
W, H = 64, 48


class Story:
    """A camera, and what it has reported so far."""

    def __init__(self, camera: VirtualCamera) -> None:
        self.camera = camera
        self.reports: list[Report] = []

    def tells(self, life: Life) -> bool:
        self.reports += self.camera.poll()
        return any(report.life is life for report in self.reports)


@pytest.fixture
def frames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stand-in device keeps what it was sent."""
    folder = tmp_path / "frames"
    folder.mkdir()
    monkeypatch.setenv("STAND_IN_FRAMES", str(folder))
    return folder


@pytest.fixture
def cameras(tmp_path: Path) -> Iterator[list[VirtualCamera]]:
    opened: list[VirtualCamera] = []
    yield opened
    for camera in opened:
        camera.close()


def open_camera(tmp_path: Path, cameras: list[VirtualCamera], device: str = "", **more: object) -> Story:
    camera = VirtualCamera(device, ring=tmp_path / "ring", command=STAND_IN, **more)
    camera.open(W, H, 50)
    cameras.append(camera)
    return Story(camera)


def red() -> Image:
    return Image(np.full((H, W, 4), (255, 0, 0, 255), np.uint8), alpha=Alpha.PREMULTIPLIED)


def sent(frames: Path) -> list[Path]:
    return sorted(frames.glob("*.npy"))


def test_the_device_gets_the_picture_in_its_own_format_and_colours(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras)
    story.camera.put(red(), 1.0)
    wait_until("the device has a frame", lambda: sent(frames))
    planes = np.load(sent(frames)[0])
    assert planes.shape == (W * H * 3 // 2,)
    y, u, v = planes[0], planes[W * H], planes[W * H * 5 // 4]
    assert (float(y), float(u), float(v)) == pytest.approx((81, 90, 240), abs=2)  # red in BT.601, limited range
    wait_until("the camera reports", lambda: story.tells(Life.STARTED))
    assert "first (64×48, 50 fps)" in story.reports[0].detail


def test_a_camera_that_is_open_before_there_is_a_picture_waits_for_it(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras)
    wait_until("the camera is open", lambda: story.tells(Life.STARTED))
    story.camera.put(red(), 1.0)
    wait_until("the device has frames", lambda: len(sent(frames)) >= 2)
    assert not story.tells(Life.LOST)


def test_the_last_picture_is_sent_again_while_there_is_no_new_one(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras)
    story.camera.put(red(), 1.0)
    wait_until("one picture became many frames", lambda: len(sent(frames)) >= 5)
    assert len({path.read_bytes() for path in sent(frames)[:5]}) == 1
    story.camera.put(Image(np.zeros((H, W, 4), np.uint8), alpha=Alpha.PREMULTIPLIED), 2.0)
    wait_until("the new picture arrives", lambda: np.load(sent(frames)[-1])[0] == 16)


def test_closing_ends_the_process_and_closes_the_device(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras)
    story.camera.put(red(), 1.0)
    wait_until("the device has a frame", lambda: sent(frames))
    pid = int(next(frames.glob("opened-*")).name.removeprefix("opened-"))
    summary = story.camera.close()
    assert summary.frames == 1
    assert (frames / "closed").exists()
    assert not psutil.pid_exists(pid)
    assert not (tmp_path / "ring").exists()


def test_a_process_that_dies_is_told_and_started_again(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras, restarts=Restarts(first_wait_s=0.01))
    story.camera.put(red(), 1.0)
    wait_until("the device has a frame", lambda: sent(frames))
    os.kill(int(next(frames.glob("opened-*")).name.removeprefix("opened-")), signal.SIGTERM)
    wait_until("the death is told", lambda: story.tells(Life.LOST))
    wait_until(
        "a second process opens the device", lambda: story.tells(Life.LOST) and len(list(frames.glob("opened-*"))) == 2
    )
    wait_until(
        "it is told too", lambda: [r.life for r in story.reports + list(story.camera.poll())].count(Life.STARTED) >= 1
    )


def test_a_driver_that_kills_its_process_every_time_is_given_up_with_its_last_words(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras, "dies", restarts=Restarts(first_wait_s=0.01, attempts=2))
    story.camera.put(red(), 1.0)
    wait_until("it is given up", lambda: story.tells(Life.FAILED))
    assert [report.life for report in story.reports].count(Life.LOST) == 1
    assert "the driver broke" in story.reports[-1].problem
    assert "2 times in a row" in story.reports[-1].problem


def test_waits_between_restarts_grow(tmp_path: Path, cameras: list[VirtualCamera]) -> None:
    now_s = [0.0]
    nothing = (sys.executable, "-c", "raise SystemExit('no such thing')")
    camera = VirtualCamera(
        ring=tmp_path / "ring", command=nothing, restarts=Restarts(1.0, 3.0, 5), clock=lambda: now_s[0]
    )
    camera.open(W, H, 30)
    cameras.append(camera)
    story = Story(camera)
    waits = []
    for deaths in range(1, 5):
        wait_until("the process is gone", lambda n=deaths: story.tells(Life.LOST) and len(story.reports) == n)
        waits.append(story.reports[-1].remedy)
        now_s[0] += 3.5
    assert waits == [f"it is started again in {wait} s" for wait in ("1", "2", "3", "3")]
    assert "no such thing" in story.reports[-1].problem
    wait_until("it gives up", lambda: story.tells(Life.FAILED))


def test_a_busy_device_is_told_at_once_and_not_tried_again(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras, "busy")
    wait_until("it is told", lambda: story.tells(Life.FAILED))
    assert [report.life for report in story.reports] == [Life.FAILED]
    assert "already in use" in story.reports[0].problem
    assert story.reports[0].remedy


def test_a_driver_that_never_returns_does_not_hold_the_close(
    tmp_path: Path, frames: Path, cameras: list[VirtualCamera]
) -> None:
    story = open_camera(tmp_path, cameras, "hangs")
    story.camera.put(red(), 1.0)
    wait_until("the driver hangs", lambda: len(sent(frames)) == 2)
    pid = int(next(frames.glob("opened-*")).name.removeprefix("opened-"))
    story.camera.close()
    assert not psutil.pid_exists(pid)


def test_the_camera_process_ends_and_clears_up_when_the_show_is_killed(tmp_path: Path, frames: Path) -> None:
    show = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys, time; from pathlib import Path; import numpy as np; from studio.core.image import Image\n"
            "from studio.outputs.virtual_camera import VirtualCamera\n"
            "camera = VirtualCamera(ring=Path(sys.argv[1]), command=sys.argv[2:])\n"
            "camera.open(64, 48, 50)\n"
            "camera.put(Image(np.zeros((48, 64, 3), np.uint8)), 0.0)\n"
            "time.sleep(600)",
            str(tmp_path / "ring"), *STAND_IN,
        ]
    )  # fmt: skip
    try:
        wait_until("the device has a frame", lambda: sent(frames))
        assert (tmp_path / "ring").exists()
        pid = int(next(frames.glob("opened-*")).name.removeprefix("opened-"))
    finally:
        show.kill()
        show.wait()
    wait_until("the camera process is gone", lambda: not psutil.pid_exists(pid))
    assert not (tmp_path / "ring").exists()


@pytest.mark.skipif(
    bool(camera_remedies.devices(sys.platform)),
    reason="this machine has a virtual camera; the test is for those without",
)
def test_without_a_device_the_streamer_reads_what_to_install(tmp_path: Path) -> None:
    camera = VirtualCamera(ring=tmp_path / "ring")
    camera.open(640, 360, 30)
    story = Story(camera)
    wait_until("the real process tells", lambda: story.tells(Life.FAILED))
    camera.close()
    report = story.reports[-1]
    assert report.problem == "this machine has no virtual camera"
    assert not story.tells(Life.LOST)
    assert report.remedy == camera_remedies.INSTALL["linux" if sys.platform.startswith("linux") else sys.platform]


def test_odd_sizes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="641×360") as caught:
        VirtualCamera(ring=tmp_path / "ring").open(641, 360, 30)
    assert "even" in caught.value.remedy


def test_only_the_camera_process_imports_the_gpl_library() -> None:
    code = "import sys, studio.outputs.virtual_camera, studio.outputs.recording; print('pyvirtualcam' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
