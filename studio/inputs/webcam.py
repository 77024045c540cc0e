"""A webcam, through OpenCV. The one module that imports cv2, whose wheel carries a second Qt: never in a Qt process."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import numpy as np

from studio.core.errors import CameraError
from studio.core.image import Image
from studio.inputs.devices import CameraInfo, find_camera, list_cameras

DEFAULT_SIZE = (1280, 720)
DEFAULT_FPS = 30.0
_PROBED = 4
_UNPLUGGED = "plug the camera in again; the studio looks for it and goes on by itself"


class Webcam:
    """An open webcam. Asked for a size and rate it may give others: `description` tells what it gives.

    Raises CameraError if it is not there, not allowed, or used by another program.
    """

    def __init__(self, name: str, *, size: tuple[int, int] | None = None, fps: float | None = None) -> None:
        self._camera = _found(name)
        self._where = f"camera {self._camera.index} ({self._camera.name})"
        self.frame_count = 0
        """Without end."""
        asked_size, asked_fps = size or DEFAULT_SIZE, fps or DEFAULT_FPS
        self._capture = self._opened(asked_size, asked_fps)
        first = self._read_pixels()
        self._size = (first.shape[1], first.shape[0])
        cv2 = _cv2()
        self._fps = float(self._capture.get(cv2.CAP_PROP_FPS)) or asked_fps
        code = int(self._capture.get(cv2.CAP_PROP_FOURCC))
        self._format = code.to_bytes(4, "little", signed=True).decode("ascii", "replace").strip("\0 ")
        self._asked = f"{asked_size[0]}×{asked_size[1]} at {asked_fps:g}"

    @property
    def description(self) -> str:
        got = f"{self._size[0]}×{self._size[1]} at {self._fps:g}"
        asked = "" if got == self._asked else f" (asked for {self._asked})"
        return f"{self._camera.name}, {got} fps{asked}, {self._format or 'format unknown'}"

    @property
    def size(self) -> tuple[int, int]:
        return self._size

    @property
    def fps(self) -> float:
        return self._fps

    def read(self) -> Image:
        """Waits for the next picture, stamped with the moment the camera's driver took it, where it tells that."""
        pixels = self._read_pixels()
        now_s = time.monotonic()
        # V4L2 stamps on the monotonic clock; other systems count from the start of the capture.
        driver_s = float(self._capture.get(_cv2().CAP_PROP_POS_MSEC)) / 1000
        taken_s = driver_s if 0 <= now_s - driver_s < 0.5 else now_s
        return Image(pixels, taken_s)

    def close(self) -> None:
        """Lets go of the camera."""
        self._capture.release()

    def _opened(self, size: tuple[int, int], fps: float) -> Any:
        cv2 = _cv2()
        capture = cv2.VideoCapture(self._camera.index, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)
        if not capture.isOpened():
            capture.release()
            raise CameraError("the camera cannot be opened", where=self._where, remedy=_remedy(self._camera))
        if size[0] * size[1] > 640 * 480:
            # Uncompressed, USB 2 carries 720p at 10 fps only. A camera without MJPG ignores this.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        capture.set(cv2.CAP_PROP_FPS, fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # newest wins: a driver's queue would only add delay
        return capture

    def _read_pixels(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        cv2 = _cv2()
        try:
            good, pixels = self._capture.read()
        except cv2.error:
            good, pixels = False, None
        if not good or pixels is None:
            self._capture.release()
            raise CameraError("the camera gives no picture", where=self._where, remedy=_UNPLUGGED)
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))


def _probe() -> list[int]:
    """Which of the first indices open: for systems that do not tell their cameras otherwise."""
    cv2 = _cv2()
    found = []
    for index in range(_PROBED):
        capture = cv2.VideoCapture(index)
        if capture.isOpened():
            found.append(index)
        capture.release()
    return found


def _found(name: str) -> CameraInfo:
    if name.isdigit() and sys.platform != "linux":
        return CameraInfo(int(name), f"Camera {name}", "")
    cameras = list_cameras()
    camera = find_camera(name, cameras)
    if camera is None:
        there = ", ".join(f"{camera.index} ({camera.name})" for camera in cameras) or "none"
        raise CameraError(
            "there is no such camera", where=f"camera {name}", remedy=f"plug it in, or choose another; found: {there}"
        )
    return camera


def _remedy(camera: CameraInfo) -> str:
    if camera.path and not os.access(camera.path, os.R_OK | os.W_OK):
        return f"you may not use {camera.path}: add your user to the group “video” and log in again"
    return "close the other program that uses it (a browser, a meeting, OBS), or choose another camera"


def _cv2() -> Any:
    import cv2

    cv2.utils.logging.setLogLevel(2)  # errors only: warnings about absent cameras are told better by ours
    return cv2


if __name__ == "__main__":  # as `devices.probed_cameras` calls it
    print(json.dumps(_probe()))
