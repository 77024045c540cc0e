"""The camera process with a device that exists only in memory, for machines without a virtual camera.

Everything but the driver is the real thing. What the "driver" does is told by the device's name.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pyvirtualcam
from pyvirtualcam import camera

from studio.outputs import virtual_camera_process


class Device:
    """Keeps every frame it is sent as a file in the folder `STAND_IN_FRAMES`."""

    def __init__(self, *, width: int, height: int, fps: float, fourcc: int, device: str | None, **_: object) -> None:
        if device == "busy":
            raise RuntimeError("Device /dev/video20 is already in use.")
        self._device = device or "first"
        self._folder = Path(os.environ["STAND_IN_FRAMES"])
        self._sent = 0
        (self._folder / f"opened-{os.getpid()}").touch()

    def send(self, frame: np.ndarray) -> None:
        if self._device == "dies" and self._sent == 2:
            print("the driver broke", file=sys.stderr, flush=True)
            os._exit(3)
        while self._device == "hangs" and self._sent == 2:
            time.sleep(0.05)
        beside = self._folder / f"{self._sent:05d}.new"
        np.save(beside.open("wb"), frame)
        beside.rename(beside.with_suffix(".npy"))
        self._sent += 1

    def close(self) -> None:
        (self._folder / "closed").touch()

    def device(self) -> str:
        return self._device

    def native_fourcc(self) -> None:
        return None


if __name__ == "__main__":
    camera.BACKENDS.clear()
    pyvirtualcam.register_backend("stand-in", Device)
    sys.exit(virtual_camera_process.main())
