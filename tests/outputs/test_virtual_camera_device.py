"""The virtual camera with a real device, v4l2loopback, in the camera VM of the shared material (docs/development.md):

run.sh python -m pytest tests/outputs/test_virtual_camera_device.py
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import av
import numpy as np
import psutil
import pytest

from studio.core.arrays import ByteArray
from studio.core.image import Alpha, Image
from studio.inputs.devices import list_cameras
from studio.inputs.sources import open_source
from studio.outputs import camera_remedies
from studio.outputs.output import Life, Report
from studio.outputs.virtual_camera import Restarts, VirtualCamera
from tests.support.waiting import wait_until

W, H, FPS = 320, 180, 15.0
LEFT, RIGHT = (255, 76, 0), (120, 146, 98)
BLUE = (30, 60, 200)
RELOAD = shutil.which("loopback_reload")
"""Of the VM: loads the driver again with other options."""

needs_reload = pytest.mark.skipif(RELOAD is None, reason="only in the camera VM may a test load a kernel's module")


def loopbacks() -> list[str]:
    found = camera_remedies.devices(sys.platform) if sys.platform == "linux" else ()
    return [device.device for device in found if "vivid" not in device.name]


@pytest.fixture
def device() -> str:
    found = loopbacks()
    if not found:
        pytest.skip("no virtual camera here: load v4l2loopback, or run this in the camera VM")
    return found[0]


@pytest.fixture(params=["0", "1"])
def exclusive(request: pytest.FixtureRequest, device: str) -> str:
    """The device as the module makes it (0), and as browsers need it (1: it offers only what it can do just now)."""
    assert RELOAD is not None
    subprocess.run([RELOAD, "devices=1", "video_nr=20", f"exclusive_caps={request.param}"], check=True)
    return "/dev/video20"


class Studio:
    """A camera that is fed thirty times a second, as the show does, and what it has reported."""

    def __init__(self, device: str, ring: Path, size: tuple[int, int] = (W, H)) -> None:
        self.camera = VirtualCamera(device, ring=ring, restarts=Restarts(first_wait_s=0.01))
        self.picture = halves(LEFT, RIGHT, size)
        self.reports: list[Report] = []
        self._stop = threading.Event()
        self.camera.open(*size, FPS)
        self._thread = threading.Thread(target=self._feed)
        self._thread.start()

    def _feed(self) -> None:
        time_s = 0.0
        while not self._stop.wait(1 / FPS):
            time_s += 1 / FPS
            self.camera.put(self.picture, time_s)
            self.reports += self.camera.poll()

    def told(self, life: Life) -> list[Report]:
        return [report for report in self.reports if report.life is life]

    def works(self) -> None:
        wait_until("the camera has started", lambda: self.told(Life.STARTED) or self.told(Life.FAILED))
        assert not self.told(Life.FAILED), self.reports

    def fails(self) -> Report:
        wait_until("the camera has failed", lambda: self.told(Life.FAILED))
        return self.told(Life.FAILED)[0]

    def end(self) -> None:
        """May be called again."""
        if not self._stop.is_set():
            self._stop.set()
            self._thread.join()
            self.camera.close()


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    opened: list[Studio] = []

    def open_one(device: str, size: tuple[int, int] = (W, H)) -> Studio:
        opened.append(Studio(device, tmp_path / f"ring{len(opened)}", size))
        return opened[-1]

    yield open_one
    for each in opened:
        each.end()


def halves(left: tuple[int, int, int], right: tuple[int, int, int], size: tuple[int, int]) -> Image:
    width, height = size
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[:, : width // 2, :3] = left
    pixels[:, width // 2 :, :3] = right
    return Image(pixels, alpha=Alpha.PREMULTIPLIED)


class Viewer:
    """A program that shows the camera: FFmpeg's own V4L2 reader. Keeps the last picture's planes."""

    def __init__(self, device: str) -> None:
        self.size, self.format = (0, 0), ""
        self.planes: ByteArray | None = None
        self.count = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(device,), daemon=True)
        self._thread.start()

    def _watch(self, device: str) -> None:
        with av.open(device, format="v4l2", timeout=(30.0, 30.0)) as container, suppress(av.FFmpegError):
            for frame in container.decode(video=0):
                self.size, self.format = (frame.width, frame.height), frame.format.name
                self.planes = np.asarray(frame.to_ndarray())
                self.count += 1
                if self._stop.is_set():
                    return

    def end(self) -> None:
        self._stop.set()
        self._thread.join(30)


@contextmanager
def viewing(device: str) -> Iterator[Viewer]:
    viewer = Viewer(device)
    try:
        yield viewer
    finally:
        viewer.end()


def sees(viewer: Viewer, color: tuple[int, int, int], x: float) -> bool:
    """Whether the viewer's picture has the colour at (x of its width, middle), in BT.601 of limited range."""
    if viewer.planes is None:
        return False
    width, height = viewer.size
    flat = viewer.planes.reshape(-1)
    column = int(x * width)
    small = (height // 4) * (width // 2) + column // 2
    chroma = flat[width * height :].reshape(2, -1)
    got = np.array([flat[height // 2 * width + column], chroma[0, small], chroma[1, small]], float)
    r, g, b = color
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    wanted = [
        16 + luma * 219 / 255,
        128 + (b - luma) / 1.772 * 224 / 255,
        128 + (r - luma) / 1.402 * 224 / 255,
    ]
    return bool(abs(got - wanted).max() <= 2)


def test_a_viewer_sees_every_colour_where_it_belongs(device: str, studio: Callable[..., Studio]) -> None:
    show = studio(device)
    show.works()
    assert show.told(Life.STARTED)[0].detail == f"{device} ({W}×{H}, {FPS:g} fps)"
    with viewing(device) as viewer:
        wait_until("the left half is seen", lambda: sees(viewer, LEFT, 0.25))
        assert sees(viewer, RIGHT, 0.75)
        assert (viewer.size, viewer.format) == ((W, H), "yuv420p")
        show.picture = halves(BLUE, BLUE, (W, H))
        wait_until("the new picture is seen", lambda: sees(viewer, BLUE, 0.25))


def test_programs_that_want_rgb_see_the_colours_too(device: str, studio: Callable[..., Studio]) -> None:
    """OpenCV, as our own webcam input uses it."""
    studio(device).works()
    webcam = open_source(f"camera:{device}", size=(W, H), fps=FPS)
    try:
        pixels = webcam.read().pixels
        assert webcam.size == (W, H)
        assert abs(pixels[H // 2, W // 4].astype(int) - LEFT).max() <= 6
        assert abs(pixels[H // 2, W * 3 // 4].astype(int) - RIGHT).max() <= 6
    finally:
        webcam.close()


def test_a_device_that_is_not_there_is_named_with_what_to_do(device: str, studio: Callable[..., Studio]) -> None:
    report = studio("/dev/video99").fails()
    assert report.problem == "there is no /dev/video99"
    assert "studio devices" in report.remedy


def test_a_webcam_is_not_taken_for_a_virtual_camera(device: str, studio: Callable[..., Studio]) -> None:
    webcam = next((camera for camera in list_cameras() if camera.name.endswith("vid-cap")), None)
    if webcam is None:
        pytest.skip("no vivid camera here")
    report = studio(webcam.path).fails()
    assert report.problem == f"{webcam.path} is a real camera"


@needs_reload
def test_it_can_be_started_again_and_again(exclusive: str, studio: Callable[..., Studio]) -> None:
    for _ in range(3):
        show = studio(exclusive)
        show.works()
        with viewing(exclusive) as viewer:
            wait_until("it is seen", lambda v=viewer: sees(v, LEFT, 0.25))
        show.end()


@needs_reload
def test_it_comes_back_under_a_viewer_when_its_process_is_killed(exclusive: str, studio: Callable[..., Studio]) -> None:
    show = studio(exclusive)
    show.works()
    with viewing(exclusive) as viewer:
        wait_until("it is seen", lambda: sees(viewer, LEFT, 0.25))
        os.kill(_camera_process(), signal.SIGKILL)
        wait_until("its death is told", lambda: show.told(Life.LOST))
        wait_until("it is back", lambda: len(show.told(Life.STARTED)) == 2 or show.told(Life.FAILED))
        show.picture = halves(BLUE, BLUE, (W, H))
        wait_until("the viewer sees it again", lambda: sees(viewer, BLUE, 0.25))
    assert not show.told(Life.FAILED)


@needs_reload
def test_a_second_sender_is_told_that_the_device_is_busy(exclusive: str, studio: Callable[..., Studio]) -> None:
    show = studio(exclusive)
    show.works()
    with viewing(exclusive) as viewer:
        wait_until("it is seen", lambda: sees(viewer, LEFT, 0.25))
        report = studio(exclusive).fails()
        assert report.problem.startswith(f"{exclusive} ")
        assert "already in use" in report.problem or "another program sends to it" in report.problem
        assert studio("").fails().problem == report.problem
        show.picture = halves(BLUE, BLUE, (W, H))
        wait_until("the first goes on", lambda: sees(viewer, BLUE, 0.25))


@needs_reload
def test_another_size_is_seen_after_the_viewer_let_go_and_refused_before(
    exclusive: str, studio: Callable[..., Studio]
) -> None:
    wide = studio(exclusive)
    wide.works()
    with viewing(exclusive) as viewer:
        wait_until("it is seen", lambda: sees(viewer, LEFT, 0.25))
        wide.end()
        report = studio(exclusive, (H, W)).fails()
        assert report.problem == f"a program that shows {exclusive} keeps it at {W}×{H}"
        again = studio(exclusive)
        again.picture = halves(BLUE, BLUE, (W, H))
        again.works()
        wait_until("its old size is still taken", lambda: sees(viewer, BLUE, 0.25))
        viewer.end()
        again.end()
    tall = studio(exclusive, (H, W))
    tall.works()
    with viewing(exclusive) as viewer:
        wait_until("it is seen", lambda: sees(viewer, LEFT, 0.25))
        assert viewer.size == (H, W)


@needs_reload
def test_a_driver_that_is_gone_is_told_and_one_that_came_is_used(exclusive: str, studio: Callable[..., Studio]) -> None:
    assert RELOAD is not None
    show = studio("")
    show.works()
    # Unplugging is refused by the kernel while the show sends.
    assert subprocess.run([RELOAD], check=False, capture_output=True).returncode != 0
    show.end()
    subprocess.run([RELOAD], check=True)
    report = studio("").fails()
    assert (report.problem, report.remedy) == ("this machine has no virtual camera", camera_remedies.INSTALL["linux"])
    subprocess.run([RELOAD, "devices=1", "video_nr=20", "exclusive_caps=1"], check=True)
    studio("").works()


def _camera_process() -> int:
    children = psutil.Process().children()
    return next(child.pid for child in children if "studio.outputs.virtual_camera_process" in child.cmdline())
