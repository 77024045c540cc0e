"""The system's virtual camera, at arm's length: its library is GPL and its driver may hang, so both have a process.

That process (`virtual_camera_process`) is fed by a picture ring, repeats the last picture at its own rate and ends when
the show ends, however the show ends. It is started again, later each time, if it dies; if there is no device, that is
told once, with what to install.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import OutputError
from studio.core.image import Image
from studio.outputs import files
from studio.outputs.camera_remedies import diagnose
from studio.outputs.output import Life, Report, Summary
from studio.rings.pictures import PictureWriter

_COMMAND = (sys.executable, "-m", "studio.outputs.virtual_camera_process")


@dataclass(frozen=True, slots=True)
class Restarts:
    """How a camera process that dies is started again."""

    first_wait_s: float = 0.5
    """Doubled after each death in a row."""
    longest_wait_s: float = 8.0
    attempts: int = 6
    """Deaths in a row before giving up; a process that lived `healthy_s` starts the count anew."""
    healthy_s: float = 30.0


class VirtualCamera:
    """An output (see `Output`). `open` does not wait for the device: whether it works is told by `poll`.

    `device`: as `studio devices` lists it, "" for the first. `ring`: where the pictures cross; None: a file of its own.
    """

    def __init__(
        self,
        device: str = "",
        *,
        ring: Path | None = None,
        restarts: Restarts | None = None,
        command: Sequence[str] = _COMMAND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self._ring = ring or _own_ring()
        self._writer = PictureWriter(self._ring)
        self._restarts = restarts or Restarts()
        self._command = tuple(command)
        self._clock = clock
        self._child: _Child | None = None
        self._deaths = 0
        self._again_s: float | None = None
        self._started_s = 0.0
        self._arguments: tuple[str, ...] = ()
        self._frames = 0
        self._first_s = self._last_s = 0.0

    def open(self, width: int, height: int, fps: float) -> None:
        if width % 2 or height % 2:
            raise OutputError(f"no virtual camera takes {width}×{height}", remedy="use an even width and height")
        self._arguments = (
            "--ring", str(self._ring), "--device", self.device,
            "--width", str(width), "--height", str(height), "--fps", f"{fps:g}",
        )  # fmt: skip
        self._spawn()

    def put(self, image: Image, time_s: float) -> None:
        try:
            self._writer.write(Image(image.pixels, time_s, image.alpha))
        except OSError as error:
            raise files.output_error(error, self._ring) from error
        if self._frames == 0:
            self._first_s = time_s
        self._last_s = time_s
        self._frames += 1

    def poll(self) -> tuple[Report, ...]:
        if self._child is None:
            if self._again_s is not None and self._clock() >= self._again_s:
                self._again_s = None
                self._spawn()
            return ()
        reports: list[Report] = []
        ended = self._child.ended()
        for message in self._child.messages():
            if message.get("event") == "started":
                reports.append(Report(Life.STARTED, str(message.get("detail", ""))))
            elif message.get("event") == "failed":
                problem, remedy = diagnose(str(message.get("text", "")), sys.platform)
                reports.append(Report(Life.FAILED, self.device, problem, remedy))
                self._stop_child()
                return tuple(reports)
        if ended:
            reports.append(self._died())
        return tuple(reports)

    def close(self) -> Summary:
        self._again_s = None
        self._stop_child()
        self._writer.close()
        return Summary(self._frames, self._last_s - self._first_s)

    def _spawn(self) -> None:
        try:
            self._child = _Child((*self._command, *self._arguments))
        except OSError as error:
            raise OutputError(f"the camera process cannot be started ({error})", where=self._command[0]) from error
        self._started_s = self._clock()

    def _died(self) -> Report:
        assert self._child is not None
        words = self._child.last_words
        self._stop_child()
        if self._clock() - self._started_s >= self._restarts.healthy_s:
            self._deaths = 0
        self._deaths += 1
        problem = "the camera process ended" + (f": {words}" if words else "")
        if self._deaths >= self._restarts.attempts:
            return Report(
                Life.FAILED,
                self.device,
                f"{problem} ({self._deaths} times in a row)",
                "start the virtual camera again, or run `studio doctor`",
            )
        wait_s = min(self._restarts.first_wait_s * 2 ** (self._deaths - 1), self._restarts.longest_wait_s)
        self._again_s = self._clock() + wait_s
        return Report(Life.LOST, self.device, problem, f"it is started again in {wait_s:g} s")

    def _stop_child(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None


def _own_ring() -> Path:
    """In memory where the system allows. The camera process removes it if the show cannot any more."""
    folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
    return folder / f"qionghua-camera-{os.getpid()}-{secrets.token_hex(4)}"


class _Child:
    """The camera process and the thread that reads what it says."""

    def __init__(self, command: Sequence[str]) -> None:
        self.last_words = ""
        """The last line that was no message: of a traceback, the error."""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        self._said: queue.SimpleQueue[dict[str, object]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="virtual-camera-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def messages(self) -> list[dict[str, object]]:
        found = []
        with contextlib.suppress(queue.Empty):
            while True:
                found.append(self._said.get_nowait())
        return found

    def ended(self) -> bool:
        """True once the process is gone and all it said is there to be read."""
        if self._process.poll() is None:
            return False
        self._reader.join(timeout=2.0)
        return True

    def stop(self, patience_s: float = 3.0) -> None:
        """Closing its input asks it to end; a driver that hangs is not waited for."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(timeout=2.0)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                try:
                    message = json.loads(line)
                except ValueError:
                    self.last_words = line.strip() or self.last_words
                    continue
                if isinstance(message, dict):
                    self._said.put(message)
