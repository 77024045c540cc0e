"""Cameras as Linux tells them, in a copy of its folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.inputs.devices import find_camera, list_cameras, probed_cameras, same_camera

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells its cameras in files")


def system_with(tmp_path: Path, *nodes: tuple[int, str, str, bool]) -> Path:
    system = tmp_path / "class"
    system.mkdir()
    for number, name, index, is_virtual in nodes:
        folder = tmp_path / "devices" / ("virtual" if is_virtual else "pci") / f"video{number}"
        folder.mkdir(parents=True)
        (folder / "name").write_text(name + "\n")
        (folder / "index").write_text(index + "\n")
        (system / f"video{number}").symlink_to(folder)
    return system


def test_real_cameras_come_first_and_metadata_nodes_are_left_out(tmp_path: Path) -> None:
    system = system_with(
        tmp_path,
        (0, "OBS Virtual Camera", "0", True),
        (2, "HD Pro Webcam C920", "0", False),
        (3, "HD Pro Webcam C920", "1", False),
        (10, "高清摄像头", "0", False),
    )
    cameras = list_cameras(system)
    assert [(camera.index, camera.is_virtual) for camera in cameras] == [(2, False), (10, False), (0, True)]
    assert cameras[0].source == "camera:2"
    assert cameras[0].path == "/dev/video2"
    for name, index in (
        ("2", 2),
        ("/dev/video10", 10),
        ("hd pro webcam c920", 2),
        ("C920", 2),
        ("高清", 10),
        ("obs", 0),
    ):
        camera = find_camera(name, cameras)
        assert camera is not None
        assert camera.index == index
    for name in ("3", "nothing", ""):
        assert find_camera(name, cameras) is None


def test_a_machine_without_cameras_has_none(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "none") == ()


def test_cameras_can_be_tried_in_a_process_of_its_own_so_that_cv2_stays_out_of_this_one() -> None:
    code = (
        "import sys; from studio.inputs.devices import probed_cameras; print(len(probed_cameras()));"
        "assert 'cv2' not in sys.modules"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert int(found) == len(probed_cameras()) <= 4


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("camera:2", "camera:C920", True),
        ("camera:/dev/video2", "camera:2", True),
        ("camera:2", "camera:高清", False),
        ("camera:7", "camera:7", True),
        ("camera:7", "camera:9", False),
        ("camera:2", "none", False),
        ("", "camera:2", False),
        ("camera:", "camera:2", False),
        ("take:a", "take:a", False),
        ("file:a.mp4", "file:./a.mp4", True),
        ("file:a.mp4", "camera:a.mp4", False),
    ],
)
def test_one_camera_is_known_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: str, other: str, same: bool
) -> None:
    cameras = list_cameras(system_with(tmp_path, (2, "HD Pro Webcam C920", "0", False), (10, "高清摄像头", "0", False)))
    monkeypatch.setattr("studio.inputs.devices.list_cameras", lambda: cameras)
    assert same_camera(one, other) is same
    assert same_camera(other, one) is same
