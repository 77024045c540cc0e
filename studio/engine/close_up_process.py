"""The close-up camera's process: opens the second camera, cuts its picture to size and key, and looks for QR codes.

    python -m studio.engine.close_up_process --source camera:1 --ring PATH

Pictures go into the ring, once somebody asked for a size; status goes to standard output and commands come from
standard input, a JSON object on each line (`camera_process`).

    status    {"event": "started" | "lost" | "failed" | "stopped", ...}    as the tracker's
              {"event": "code", "text": ...}    a code that leads viewers away is in the picture: it is withheld
              {"event": "clear"}                and is given again
              {"event": "stats", "fps": ..., "cpu_ms": ..., "check_ms": ...}
    commands  {"do": "show", "width": ..., "height": ..., "key": {...} | null}   {"do": "stop"}

No picture is given before the first look for codes; then one is looked at each second. Nothing is kept or sent.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.control.codec import value_from_json
from studio.core.errors import CameraError, CommandError
from studio.core.image import Alpha, Image
from studio.core.preset import ChromaKey
from studio.engine.camera_process import Commands, Door, Reporter, guarded, own_streams
from studio.inputs.chroma_key import Keyer, cropped, sized
from studio.inputs.qr import codes_in
from studio.inputs.sources import PictureSource
from studio.rings.pictures import PictureWriter

_PERIOD_S = 1.0
_LOOK_S = 1.0
"""From one look for codes to the next."""
_LOOK_SIDES = (800, 400)
"""A code that a phone can read off the overlay is large in the camera's picture: fewer sizes than the gate looks at."""
_MOST_SIDE = 4096
_JOIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the show asked for."""

    width: int
    height: int
    key: ChromaKey | None = None


class CodeWatch(threading.Thread):
    """Looks for codes beside the capture. `offer` and `clear` from the capture's thread."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__(name="codes", daemon=True)
        self.look_s = 0.0
        """What the last look took."""
        self._reporter = reporter
        self._changed = threading.Condition()
        self._waiting: NDArray[np.uint8] | None = None
        self._ended = False
        self._due_s = 0.0
        self._found: tuple[str, ...] | None = None
        """What the last look found; None before the first."""

    @property
    def clear(self) -> bool:
        return self._found == ()

    def offer(self, pixels: NDArray[np.uint8], now_s: float) -> None:
        """What viewers would see, uncut; looked at if a look is due."""
        if now_s < self._due_s:
            return
        with self._changed:
            if self._waiting is None:
                self._due_s = now_s + _LOOK_S
                self._waiting = pixels.copy()
                self._changed.notify()

    def end(self) -> None:
        """Waits for the last look: a process that ends within one dies of it."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self.join(_JOIN_S)

    def run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._ended)
                pixels = self._waiting
            if pixels is None or self._ended:
                return
            began_s = time.monotonic()
            opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
            try:
                found = codes_in(np.concatenate((pixels, opaque), axis=2)[None], _LOOK_SIDES)
            except Exception:  # what was not proved is withheld
                found = ("",)
            self.look_s = time.monotonic() - began_s
            if found != self._found:
                self._found = found
                if found:
                    self._reporter.tell("code", text=found[0])
                else:
                    self._reporter.tell("clear")
            with self._changed:
                self._waiting = None


class CloseUpCamera:
    """One source from `run` until it is told to stop."""

    def __init__(self, source: str, ring: Path, reporter: Reporter) -> None:
        self.stop = threading.Event()
        self._source, self._reporter = source, reporter
        self._writer = PictureWriter(ring)
        self._watch = CodeWatch(reporter)
        self._wanted: Wanted | None = None
        self._keyer: tuple[ChromaKey, Keyer] | None = None

    def obey(self, command: dict[str, Any]) -> None:
        """From the thread that listens."""
        if command.get("do") == "show" and (wanted := _wanted(command)) is not None:
            self._wanted = wanted

    def run(self) -> None:
        self._watch.start()
        door = Door(self._source, self.stop, self._reporter)
        try:
            while (source := door.open()) is not None:
                try:
                    self._give(source, door)
                finally:
                    source.close()
        finally:
            self._writer.close()
            self._watch.end()

    def _give(self, source: PictureSource, door: Door) -> None:
        """Until the source is lost or the process stops."""
        pictures, began_s, cpu_s = 0, time.monotonic(), time.process_time()
        while not self.stop.is_set():
            try:
                image = source.read()
            except CameraError as error:
                door.lost(error)
                return
            if image is None:
                return
            door.gave_pictures()
            self._show(image)
            pictures += 1
            seconds = time.monotonic() - began_s
            if seconds >= _PERIOD_S:
                cpu_ms = 1000 * (time.process_time() - cpu_s) / pictures
                check_ms = 1000 * self._watch.look_s
                self._reporter.tell("stats", fps=pictures / seconds, cpu_ms=cpu_ms, check_ms=check_ms)
                pictures, began_s, cpu_s = 0, time.monotonic(), time.process_time()

    def _show(self, image: Image) -> None:
        wanted = self._wanted
        if wanted is None:
            self._watch.offer(image.pixels, time.monotonic())
            return
        seen = cropped(image.pixels, wanted.width / wanted.height)
        self._watch.offer(seen, time.monotonic())
        if not self._watch.clear:
            return
        pixels = sized(seen, wanted.width, wanted.height)
        if wanted.key is None:
            opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
            made = Image(np.concatenate((pixels, opaque), axis=2), image.time_s, Alpha.OPAQUE)
        else:
            if self._keyer is None or self._keyer[0] != wanted.key:
                self._keyer = (wanted.key, Keyer(wanted.key))
            made = self._keyer[1].cut(pixels, image.time_s)
        self._writer.write(made)


def _wanted(command: dict[str, Any]) -> Wanted | None:
    try:
        wanted = value_from_json(Wanted, {name: command.get(name) for name in ("width", "height", "key")}, "show")
    except CommandError:
        return None
    return wanted if 1 <= wanted.width <= _MOST_SIDE and 1 <= wanted.height <= _MOST_SIDE else None


def main(arguments: list[str] | None = None) -> int:
    """Runs the process; gives its exit code."""
    parser = argparse.ArgumentParser(prog="studio.engine.close_up_process")
    parser.add_argument("--source", required=True)
    parser.add_argument("--ring", type=Path, required=True)
    options = parser.parse_args(arguments)
    out, orders = own_streams()
    reporter = Reporter(os.fdopen(out, "w", encoding="utf-8"))
    camera = CloseUpCamera(options.source, options.ring, reporter)
    commands = Commands(orders, camera.obey)
    camera.stop = commands.stop
    commands.start()
    return guarded(reporter, "close-up camera", camera.run)


if __name__ == "__main__":
    sys.exit(main())
