"""Which cameras there are, without opening them where the system allows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import CameraError
from studio.inputs.sources import SourceKind, parse_source

_SYSTEM = Path("/sys/class/video4linux")
_PROBE_S = 30.0


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera as the system tells it."""

    index: int
    name: str
    path: str
    """`/dev/video0` on Linux, else empty."""
    is_virtual: bool = False
    """Made by software, such as OBS's or our own virtual camera: a poor choice of performer."""

    @property
    def source(self) -> str:
        """Its name as a source: `camera:0`."""
        return f"camera:{self.index}"


def list_cameras(system: Path = _SYSTEM) -> tuple[CameraInfo, ...]:
    """All cameras, real ones first. Elsewhere than on Linux each of the first few is opened for a moment."""
    return _from_system_files(system) if sys.platform == "linux" else probed_cameras()


def probed_cameras() -> tuple[CameraInfo, ...]:
    """The cameras that open, tried in a process of its own: cv2 and Qt cannot share one. Empty if that fails."""
    command = [sys.executable, "-m", "studio.inputs.webcam"]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_PROBE_S, check=True, stdin=subprocess.DEVNULL)
        return tuple(CameraInfo(int(index), f"Camera {index}", "") for index in json.loads(answer.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def _from_system_files(system: Path) -> tuple[CameraInfo, ...]:
    found = []
    for folder in system.glob("video*"):
        number = folder.name.removeprefix("video")
        # A webcam has several nodes; the first takes pictures, the others carry metadata.
        if number.isdigit() and _text(folder / "index") in ("0", ""):
            name = _text(folder / "name") or folder.name
            is_virtual = "/virtual/" in str(folder.resolve())
            found.append(CameraInfo(int(number), name, f"/dev/video{number}", is_virtual))
    return tuple(sorted(found, key=lambda camera: (camera.is_virtual, camera.index)))


def find_camera(name: str, cameras: tuple[CameraInfo, ...]) -> CameraInfo | None:
    """By index, device path, whole name, or a part of the name (upper and lower case alike), in this order."""
    wanted = name.strip().casefold()
    tests = (
        lambda camera: str(camera.index) == wanted,
        lambda camera: camera.path == name.strip(),
        lambda camera: camera.name.casefold() == wanted,
        lambda camera: wanted in camera.name.casefold(),
    )
    return next((camera for test in tests for camera in cameras if wanted and test(camera)), None)


def same_camera(one: str, other: str) -> bool:
    """Whether two sources open one device, however they are written; of files, whether it is the same file."""
    try:
        first, second = parse_source(one or "none"), parse_source(other or "none")
    except CameraError:  # what names no input opens none
        return False
    if first.kind is not second.kind or SourceKind.TAKE in (first.kind, second.kind):
        return False
    if first.kind is SourceKind.FILE:
        return os.path.realpath(first.name) == os.path.realpath(second.name)
    if first.name.casefold() == second.name.casefold():
        return True
    if sys.platform != "linux":  # there a camera has no other name than its number
        return False
    cameras = list_cameras()
    found = find_camera(first.name, cameras)
    return found is not None and found == find_camera(second.name, cameras)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
