"""What the processes that own a camera share: status lines to standard output, commands from standard input, and a
door that opens again when the camera is lost.

The end of standard input ends such a process: its parent is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO

from studio.core.errors import CameraError, StudioError
from studio.inputs.sources import PictureSource, open_source

FAILED = 3
"""Exit code after `failed`."""
_BACK_OFF_S = (0.5, 1.0, 2.0, 4.0)
"""Waits before a lost camera is tried again; the last one repeats."""


class Reporter:
    """Writes status lines. From any thread; a reader that is gone ends nothing here, the end of standard input does."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._lock = threading.Lock()

    def tell(self, event: str, **fields: Any) -> None:
        """One line."""
        line = json.dumps({"event": event, **fields}, ensure_ascii=False)
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._file.write(line + "\n")
            self._file.flush()

    def tell_error(self, event: str, error: StudioError) -> None:
        """One line about a known error."""
        self.tell(event, kind=type(error).__name__, what=error.what, where=error.where, remedy=error.remedy)


class Commands(threading.Thread):
    """Listens to standard input until it ends."""

    def __init__(self, file: BinaryIO, obey: Callable[[dict[str, Any]], None]) -> None:
        """`file` is not buffered: a buffer's lock, held by a thread that waits for input, breaks the end of Python.

        `obey` hears every command besides `stop`, in this thread.
        """
        super().__init__(name="commands", daemon=True)
        self.stop = threading.Event()
        self._file = file
        self._do = obey

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._file:
                self._obey(line)
                if self.stop.is_set():
                    break
        self.stop.set()

    def _obey(self, line: bytes) -> None:
        try:
            command = json.loads(line)
        except ValueError:
            return
        if not isinstance(command, dict):
            return
        if command.get("do") == "stop":
            self.stop.set()
        else:
            self._do(command)


class Door:
    """To one source, opened again whenever it was lost."""

    def __init__(
        self,
        source: str,
        stop: threading.Event,
        reporter: Reporter,
        *,
        size: tuple[int, int] | None = None,
        fps: float | None = None,
    ) -> None:
        self._source, self._size, self._fps = source, size, fps
        self._stop, self._reporter = stop, reporter
        self._attempt = 0
        self._told = ""

    def open(self) -> PictureSource | None:
        """Waits until it is open, and tells; None once the process is to stop."""
        while not self._stop.is_set():
            try:
                source = open_source(self._source, size=self._size, fps=self._fps)
            except CameraError as error:
                self.lost(error)
                self._stop.wait(_BACK_OFF_S[min(self._attempt, len(_BACK_OFF_S) - 1)])
                self._attempt += 1
                continue
            self._told = ""
            self._reporter.tell("started", detail=source.description)
            return source
        return None

    def lost(self, error: CameraError) -> None:
        """Told once for each new reason: retries that fail alike are no news."""
        if str(error) != self._told:
            self._told = str(error)
            self._reporter.tell_error("lost", error)

    def gave_pictures(self) -> None:
        """It was worth opening: the next loss is tried again soon."""
        self._attempt = 0


def own_streams() -> tuple[int, BinaryIO]:
    """(descriptor of standard output, standard input). Native libraries may print: they get standard error instead."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us by closing our input
    out = os.dup(1)
    os.dup2(2, 1)
    return out, os.fdopen(0, "rb", buffering=0, closefd=False)


def guarded(reporter: Reporter, where: str, work: Callable[[], None]) -> int:
    """The process's exit code; what ended it is told."""
    try:
        work()
    except BrokenPipeError:
        return 0
    except StudioError as error:
        reporter.tell_error("failed", error)
        return FAILED
    except Exception as error:
        reporter.tell(
            "failed",
            what=f"{type(error).__name__}: {error}",
            where=where,
            remedy="this is a fault of the studio: please report it",
        )
        raise
    reporter.tell("stopped")
    return 0
