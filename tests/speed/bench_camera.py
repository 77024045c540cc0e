"""How late, and how completely, pictures reach a program that shows the virtual camera. Prints figures; judges nothing.

    python tests/speed/bench_camera.py /dev/video20 [WIDTHxHEIGHT ...]

Needs a v4l2loopback device of this machine, or the camera VM (docs/development.md). Pictures are sixteen bars that tell
their number; the viewer is FFmpeg's V4L2 reader.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import av
import numpy as np

from studio.core.image import Alpha, Image
from studio.outputs.output import Life
from studio.outputs.virtual_camera import VirtualCamera

FPS, COUNT = 15, 150


def main() -> None:
    device, *sizes = sys.argv[1:]
    for size in sizes or ["640x360", "1280x720"]:
        width, height = map(int, size.split("x"))
        measure(device, width, height)


def measure(device: str, width: int, height: int) -> None:
    camera = VirtualCamera(device, ring=Path(tempfile.mkdtemp()) / "ring")
    camera.open(width, height, FPS)
    while not (reports := camera.poll()):
        camera.put(numbered(0, width, height), 0.0)
        time.sleep(0.1)
    if reports[0].life is not Life.STARTED:
        raise SystemExit(f"{reports[0].problem}: {reports[0].remedy}")
    seen: dict[int, float] = {}
    order: list[int] = []
    ended = threading.Event()
    viewer = threading.Thread(target=view, args=(device, seen, order, ended), daemon=True)
    viewer.start()
    sent: dict[int, float] = {}
    due_s = time.monotonic()
    for number in range(1, COUNT + 1):
        time.sleep(max(due_s - time.monotonic(), 0))
        due_s += 1 / FPS
        picture = numbered(number, width, height)
        sent[number] = time.monotonic()
        camera.put(picture, sent[number])
    ended.set()
    viewer.join(30)
    camera.close()
    late = [(seen[number] - sent[number]) * 1000 for number in seen if number in sent]
    first = min(number for number in seen if number)
    p95 = statistics.quantiles(late, n=20)[-1]
    print(
        f"{width}x{height}@{FPS}: median {statistics.median(late):.0f} ms, p95 {p95:.0f} ms; {len(late)} of "
        f"{COUNT - first + 1} seen, {'in order' if order == sorted(order) else 'out of order'}; "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def view(device: str, seen: dict[int, float], order: list[int], ended: threading.Event) -> None:
    with av.open(device, format="v4l2") as container:
        for frame in container.decode(video=0):
            at_s = time.monotonic()
            luma = np.asarray(frame.to_ndarray())[frame.height // 2, : frame.width]
            bar = frame.width // 16
            number = int("".join("1" if luma[bar * at + bar // 2] > 128 else "0" for at in range(16)), 2)
            if number not in seen:
                seen[number] = at_s
                order.append(number)
            if ended.is_set():
                return


def numbered(number: int, width: int, height: int) -> Image:
    bars = np.repeat(np.array([255 * int(bit) for bit in f"{number:016b}"], np.uint8), width // 16)
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[..., :3] = bars[None, :, None]
    return Image(pixels, alpha=Alpha.PREMULTIPLIED)


if __name__ == "__main__":
    main()
