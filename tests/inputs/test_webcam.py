"""A webcam, against a real V4L2 driver: vivid, the kernel's own fake camera. In the camera VM of the shared material:

run.sh python -m pytest tests/inputs/test_webcam.py
"""

from __future__ import annotations

import sys
import time

import pytest

from studio.core.errors import CameraError
from studio.inputs.devices import CameraInfo, list_cameras
from studio.inputs.sources import open_source


@pytest.fixture
def vivid() -> CameraInfo:
    cameras = list_cameras() if sys.platform == "linux" else ()
    camera = next((camera for camera in cameras if camera.name.endswith("vid-cap")), None)
    if camera is None:
        pytest.skip("no vivid camera here: load the kernel module, or run this in the camera VM")
    return camera


def test_a_camera_gives_rgb_pictures_that_carry_the_moment_they_were_taken(vivid: CameraInfo) -> None:
    camera = open_source(f"camera:{vivid.name}", size=(640, 360), fps=30)
    pictures = [camera.read() for _ in range(5)]
    camera.close()
    assert camera.size == (640, 360)
    assert "640×360" in camera.description
    times = [picture.time_s for picture in pictures]
    assert times == sorted(set(times))
    assert time.monotonic() - 60 < times[0] <= times[-1] <= time.monotonic()
    # vivid's first colour bars are white, yellow, cyan: in RGB, yellow lacks blue.
    bars = pictures[-1].pixels[300].reshape(8, 80, 3).mean(axis=1)
    assert bars[1, 2] < bars[1, 0]


def test_a_camera_that_gives_another_size_or_rate_says_what_it_gives(vivid: CameraInfo) -> None:
    camera = open_source(vivid.source, size=(1280, 720), fps=30)
    camera.close()
    assert camera.size == (1280, 720)
    assert camera.fps == pytest.approx(12.5)
    assert "12.5 fps (asked for 1280×720 at 30)" in camera.description


def test_a_camera_in_use_says_so_and_is_free_again_after_close(vivid: CameraInfo) -> None:
    first = open_source(vivid.source, size=(640, 360))
    with pytest.raises(CameraError) as told:
        open_source(vivid.source, size=(640, 360))
    assert vivid.name in told.value.where
    assert "other program" in told.value.remedy
    first.close()
    second = open_source(vivid.source, size=(640, 360))
    second.close()
    with pytest.raises(CameraError, match="gives no picture"):
        second.read()
