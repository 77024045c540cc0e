"""The camera process: the only place that imports pyvirtualcam (GPL-2), so nothing of it enters the show.

`python -m studio.outputs.virtual_camera_process --ring PATH --width W --height H --fps F [--device D]`

Takes pictures from the ring, newest wins, and sends the last one again while there is no new one: a camera that stops
sending shows an error in most programs. Says on stdout, one JSON line each:
    {"event": "started", "detail": DEVICE}
    {"event": "failed", "text": WHAT THE LIBRARY SAID}
Ends when its input ends, which also happens if the show is killed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from av.video.reformatter import Colorspace

from studio.core.image import Image
from studio.outputs import camera_remedies, loopback_device
from studio.outputs.frames import Yuv420
from studio.rings.pictures import PictureReader

_FIRST_PICTURE_S = 0.01
_GRACE_S = 2.0
"""How long a driver may keep the process after its input has ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="virtual_camera_process")
    parser.add_argument("--ring", type=Path, required=True)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--height", type=int, required=True)
    parser.add_argument("--fps", type=float, required=True)
    parser.add_argument("--device", default="")
    options = parser.parse_args(arguments)
    ended = threading.Event()
    threading.Thread(target=_watch_input, args=(ended,), name="input", daemon=True).start()
    try:
        camera = _open(options)
    except (RuntimeError, ImportError, KeyError, ValueError, OSError) as error:
        _say(event="failed", text=str(error))
        return 1
    with camera:
        _say(event="started", detail=f"{camera.device} ({options.width}×{options.height}, {options.fps:g} fps)")
        _send(camera, PictureReader(options.ring), (options.width, options.height), ended)
    # A show that was killed cannot clear its ring away; one that lives has done with it.
    options.ring.unlink(missing_ok=True)
    return 0


def _open(options: argparse.Namespace) -> Any:
    import pyvirtualcam

    def opened(device: str) -> Any:
        return pyvirtualcam.Camera(
            options.width,
            options.height,
            options.fps,
            # What devices hold. Converting here takes 2 ms at 720p; dropping the alpha for RGB alone would take 4.
            fmt=pyvirtualcam.PixelFormat.I420,
            device=device or None,
        )

    try:
        camera = opened(options.device)
    except RuntimeError:
        there = camera_remedies.devices(sys.platform)
        if options.device or not there:
            raise
        camera = opened(there[0].device)  # that none would do is no reason; the first one's own words are
    if camera.backend == "v4l2loopback":
        loopback_device.claim(camera.device, options.width, options.height)
    return camera


def _send(camera: Any, reader: PictureReader, size: tuple[int, int], ended: threading.Event) -> None:
    yuv = Yuv420(Colorspace.ITU601)
    newest, pixels = -1, None
    while not ended.is_set():
        found = reader.latest(newest)
        if found is not None and _fits(found[1], size):
            newest, image = found
            pixels = yuv.frame(image).to_ndarray().reshape(-1)
        if pixels is None:
            ended.wait(_FIRST_PICTURE_S)
            continue
        camera.send(pixels)
        camera.sleep_until_next_frame()  # works after the first frame only


def _fits(image: Image, size: tuple[int, int]) -> bool:
    return (image.width, image.height) == size


def _watch_input(ended: threading.Event) -> None:
    # Not sys.stdin: a thread that waits in its buffer makes the interpreter abort when the process ends.
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    ended.set()
    # A driver that never returns from `send` must not leave a process behind.
    timer = threading.Timer(_GRACE_S, os._exit, (0,))
    timer.daemon = True
    timer.start()


def _say(**message: object) -> None:
    try:
        print(json.dumps(message, ensure_ascii=False), flush=True)
    except OSError:  # nobody listens any more
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
