from __future__ import annotations

from pathlib import Path

import pytest

from studio.outputs.camera_remedies import Device, devices, diagnose

LINUX = "'v4l2loopback' backend: "


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        (
            "No v4l2 loopback device found at /dev/video[0-99]. Did you run 'modprobe v4l2loopback'?",
            "no virtual camera",
            "modprobe",
        ),
        ("Device /dev/video99 does not exist.", "/dev/video99", "studio devices"),
        ("Device /dev/video0 is not a V4L2 device.", "real camera", "virtual one"),
        ("Device /dev/video20 is not a video output device.", "takes no pictures", "modprobe -r v4l2loopback"),
        (
            "Device /dev/video20 is held at 1280×720 by a program that shows it.",
            "a program that shows /dev/video20 keeps it at 1280×720",
            "close the camera in that program",
        ),
        ("Device /dev/video20 is already in use.", "/dev/video20 is already in use", "close the program"),
        ("Permission denied /dev/video20", "no permission to open /dev/video20", "group `video`"),
        ("something nobody has seen", "something nobody has seen", "v4l2loopback"),
    ],
)  # the first five: texts of pyvirtualcam 0.15.0 seen on a machine with v4l2loopback
def test_what_the_library_says_becomes_what_to_do(text: str, problem: str, remedy: str) -> None:
    told, advice = diagnose(LINUX + text, "linux")
    assert problem in told
    assert remedy in advice


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_are_sent_to_the_camera_of_obs(system: str) -> None:
    problem, remedy = diagnose("'obs' backend: OBS Virtual Camera not found", system)
    assert "no virtual camera" in problem
    assert "OBS Studio" in remedy
    assert "modprobe" not in remedy
    assert "stop OBS's own" in diagnose("'obs' backend: virtual camera output could not be started", system)[1]


def test_loopback_devices_are_listed_without_webcams(tmp_path: Path) -> None:
    for folder, name in (
        ("virtual/video4linux/video20", "AvatarCam"),
        ("virtual/video4linux/video3", "Other"),
        ("pci0/video4linux/video0", "Webcam"),
    ):
        (tmp_path / "sys/devices" / folder).mkdir(parents=True)
        (tmp_path / "sys/devices" / folder / "name").write_text(name + "\n")
    assert devices("linux", tmp_path) == (Device("/dev/video3", "Other"), Device("/dev/video20", "AvatarCam"))


def test_obs_is_found_by_its_files_on_macos_and_windows(tmp_path: Path) -> None:
    assert devices("darwin", tmp_path) == ()
    (tmp_path / "Applications/OBS.app").mkdir(parents=True)
    assert devices("darwin", tmp_path) == (Device("OBS Virtual Camera", "OBS Virtual Camera"),)
    assert devices("win32", tmp_path) == ()
