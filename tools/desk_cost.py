"""What the desk costs: processor time with a 30 fps preview at 720p, and how soon its window is there.

    xvfb-run -a -s "-screen 0 1440x900x24" python tools/desk_cost.py [--seconds 20] [--starts 3]

The pictures come from a ring that this program fills 30 times a second, so the numbers are those of the desk alone: no
show competes for the processor. Each picture differs from the last in every pixel.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil

from studio.control import place
from studio.control.host import ShowConsole
from studio.control.roles import Role
from studio.control.state import Part, PartStatus, Show
from studio.core.image import Alpha, Image
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens
from studio.rings.pictures import PictureWriter

_DESK = """
import sys, time
began = float(sys.argv[2])
from pathlib import Path
from PySide6.QtCore import QTimer
from studio.control import place
from studio.desk import application, run_desk
opened = application.open_window
def told(app, bridge, remembered):
    window = opened(app, bridge, remembered)
    QTimer.singleShot(0, lambda: print(f"{time.time() - began:.3f} {time.process_time():.3f}", flush=True))
    return window
application.open_window = told
sys.exit(run_desk(place.find, lambda: None, Path(sys.argv[1]), start_if_absent=False))
"""
_FPS = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--starts", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_RUNTIME"] = str(folder / "runtime")
        settings = folder / "desk.json"
        settings.write_text(json.dumps({"welcomed": True, "language": "en", "look": "dark"}), encoding="utf-8")
        console = ShowConsole(Show(tracker=Part(PartStatus.RUNNING, "")))
        tokens, ring = Tokens(), folder / "program.ring"
        server = ControlServer(console, tokens=tokens, program_ring=ring, performer_ring=folder / "none.ring", port=0)
        url = server.start()
        token = tokens.issue(Role.PERFORMER, "desk")
        place.write(place.Place(os.getpid(), url, token, str(ring), str(folder / "none.ring")))
        stop = threading.Event()
        painter = threading.Thread(target=_play, args=(ring, stop), daemon=True)
        painter.start()
        try:
            opened = [_opened(settings, 0.0)[0] for _ in range(options.starts)]
            _, share = _opened(settings, options.seconds)
        finally:
            stop.set()
            painter.join()
            server.stop()
            place.forget(os.getpid())
    for number, (wall_s, cpu_s) in enumerate(opened, 1):
        print(f"start {number}: window there after {wall_s:.2f} s, of which {cpu_s:.2f} s of processor time")
    print(f"desk with a {_FPS} fps preview at 1280×720: {share:.1%} of one core")


def _opened(settings: Path, seconds: float) -> tuple[tuple[float, float], float]:
    """((seconds until the window was there, of the processor's), share of one core over `seconds` from then on)."""
    command = [sys.executable, "-c", _DESK, str(settings), str(time.time())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        wall_s, cpu_s = map(float, process.stdout.readline().split())
        if not seconds:
            return (wall_s, cpu_s), 0.0
        time.sleep(5.0)  # connected, and all drawn once
        watched = psutil.Process(process.pid)
        before = sum(watched.cpu_times()[:2])
        time.sleep(seconds)
        return (wall_s, cpu_s), (sum(watched.cpu_times()[:2]) - before) / seconds
    finally:
        process.terminate()
        process.wait(20)


def _play(ring: Path, stop: threading.Event) -> None:
    """Thirty pictures a second, each another one."""
    noise = np.random.default_rng(1).integers(0, 256, (720, 1280, 4), np.uint8)
    noise[..., 3] = 255
    pictures = [Image(np.ascontiguousarray(np.roll(noise, 16 * n, axis=1)), alpha=Alpha.OPAQUE) for n in range(6)]
    writer, due_s, number = PictureWriter(ring), time.monotonic(), 0
    while not stop.is_set():
        writer.write(pictures[number % len(pictures)])
        number, due_s = number + 1, due_s + 1 / _FPS
        stop.wait(max(due_s - time.monotonic(), 0.0))
    writer.close()


if __name__ == "__main__":
    main()
