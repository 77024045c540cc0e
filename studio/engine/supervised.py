"""A process of our own as the show sees it: started, listened to, started again when it dies, and stopped."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

log = logging.getLogger(__name__)

_BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Waits before a dead process is started again; the last one repeats."""
_GOOD_LIFE_S = 20.0
"""A process that lived this long died of something else than its start: it is started again at once."""
REPORT = "if it goes on dying, please report it with the lines above"


class ProcessEvent(StrEnum):
    STARTED = "started"
    """Pictures (or a take's landmarks) come in."""
    LOST = "lost"
    """The camera or the process is gone; it is looked for and started again by itself."""
    FAILED = "failed"
    """It cannot go on: a model file is missing, a take is broken. It is not tried again."""
    STOPPED = "stopped"
    """As asked."""


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """A change in its life."""

    event: ProcessEvent
    detail: str = ""
    """What is open and what it gives, once started."""
    what: str = ""
    where: str = ""
    remedy: str = ""


class Supervised(ABC):
    """One process, from `start` to `stop`. Nothing here waits for it but `stop`.

    A process that dies is started again, with back-off, until `stop`. Subclasses hear its lines and say its name.
    """

    def __init__(self, module: str, arguments: list[str], *, files: tuple[Path, ...], name: str) -> None:
        """`files`: rings that a process which was killed would leave behind."""
        self._command = [sys.executable, "-m", module, *arguments]
        self._files = files
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._statuses: deque[ProcessStatus] = deque(maxlen=100)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._supervise, name=name, daemon=True)

    @property
    def pid(self) -> int | None:
        """Of the running process; None between two."""
        with self._lock:
            return self._process.pid if self._process else None

    def start(self) -> None:
        """Starts the process. Once."""
        self._thread.start()

    def poll(self) -> tuple[ProcessStatus, ...]:
        """What happened since the last call, oldest first."""
        with self._lock:
            statuses = tuple(self._statuses)
            self._statuses.clear()
        return statuses

    def stop(self, timeout_s: float = 3.0) -> None:
        """Ends the process, by force if it does not end in time, and waits for it. Stopping twice is no error."""
        self._stopping.set()
        with self._lock:
            process = self._process
            if process is not None:
                command(process, {"do": "stop"})
        if self._thread.ident is None:
            return
        self._thread.join(timeout_s)
        if self._thread.is_alive() and process is not None:
            process.kill()
            self._thread.join()
        self._stopped()

    # --- for subclasses -----------------------------------------------------------------------------------------------

    def _wishes(self) -> tuple[dict[str, Any], ...]:
        """Commands that a process just started has to hear."""
        return ()

    @abstractmethod
    def _told(self, event: str, told: dict[str, Any]) -> None:
        """Any line besides those of its life."""

    @abstractmethod
    def _died(self, ending: str) -> str:
        """In words."""

    @abstractmethod
    def _not_started(self, error: OSError) -> str:
        """In words."""

    @abstractmethod
    def _stopped(self) -> None:
        """The last process has ended."""

    def _ask(self, wish: dict[str, Any]) -> None:
        """With `_lock` held."""
        if self._process is not None:
            command(self._process, wish)

    # --- its thread ---------------------------------------------------------------------------------------------------

    def _supervise(self) -> None:
        attempt = 0
        while not self._stopping.is_set():
            began_s = time.monotonic()
            ended = self._live()
            self._clear_files()
            if ended.event is not ProcessEvent.LOST or self._stopping.is_set():
                self._tell(ProcessStatus(ProcessEvent.STOPPED) if self._stopping.is_set() else ended)
                return
            self._tell(ended)
            attempt = 0 if time.monotonic() - began_s > _GOOD_LIFE_S else attempt + 1
            if attempt:
                self._stopping.wait(_BACK_OFF_S[min(attempt, len(_BACK_OFF_S)) - 1])

    def _live(self) -> ProcessStatus:
        """One process from start to end; gives how it ended."""
        try:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            return ProcessStatus(ProcessEvent.LOST, what=self._not_started(error), remedy=REPORT)
        last_words = LastWords(process.stderr)
        with self._lock:
            self._process = process
            for wish in (*self._wishes(), *([{"do": "stop"}] if self._stopping.is_set() else [])):
                command(process, wish)
        failure: ProcessStatus | None = None
        assert process.stdout is not None
        for line in process.stdout:
            failure = self._hear(line) or failure
        code = process.wait()
        with self._lock:
            self._process = None
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        words = last_words.finish()
        if failure is not None:
            return failure
        if code == 0:
            return ProcessStatus(ProcessEvent.STOPPED)
        if words:
            log.warning("the last words of “%s”:\n%s", self._thread.name, words)
        return ProcessStatus(ProcessEvent.LOST, what=self._died(ending(code)), remedy=REPORT)

    def _hear(self, line: bytes) -> ProcessStatus | None:
        """Takes in a status line; gives the status if it is the process's last."""
        told = told_in(line)
        event = told.get("event")
        if event == "warning":
            log.warning("%s: %s", told.get("where"), told.get("what"))
        elif event == ProcessEvent.FAILED:
            return _status(ProcessEvent.FAILED, told)
        elif event in (ProcessEvent.STARTED, ProcessEvent.LOST):
            self._tell(_status(ProcessEvent(event), told))
        else:
            self._told(str(event), told)
        return None

    def _tell(self, status: ProcessStatus) -> None:
        with self._lock:
            self._statuses.append(status)

    def _clear_files(self) -> None:
        """A process that was killed leaves its rings behind; old landmarks and pictures are nobody's business."""
        for path in self._files:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class LastWords:
    """Drains a process's standard error, so that it never blocks, and keeps the end of it."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        assert pipe is not None
        self._pipe = pipe
        self._lines: deque[str] = deque(maxlen=20)
        self._thread = threading.Thread(target=self._drain, name="last words", daemon=True)
        self._thread.start()

    def finish(self) -> str:
        """The last lines, when the process has ended."""
        self._thread.join(1.0)
        with contextlib.suppress(OSError):
            self._pipe.close()
        return "\n".join(self._lines)

    def _drain(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._pipe:
                self._lines.append(line.decode("utf-8", "replace").rstrip())


def command(process: subprocess.Popen[bytes], wish: dict[str, Any]) -> None:
    """One line. A pipe holds far more than our few commands, so this does not wait; who is gone hears nothing."""
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(json.dumps(wish).encode() + b"\n")
        process.stdin.flush()


def told_in(line: bytes) -> dict[str, Any]:
    """A status line; {} if it is none."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _status(event: ProcessEvent, told: dict[str, Any]) -> ProcessStatus:
    detail, what, where, remedy = (str(told.get(key, "")) for key in ("detail", "what", "where", "remedy"))
    return ProcessStatus(event, detail, what, where, remedy)


def ending(code: int) -> str:
    """Of a process, in words."""
    if code < 0 and os.name == "posix":
        with contextlib.suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
