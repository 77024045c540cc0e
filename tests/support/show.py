"""A real show in a process of its own, as a desk would start it, and a console to it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.control import commands as c
from studio.control import events as e
from studio.control import place
from studio.control.remote_console import RemoteConsole
from studio.control.state import GateLight, Show

PATIENCE_S = 60.0


@dataclass
class RunningShow:
    process: subprocess.Popen[bytes]
    console: RemoteConsole
    place: place.Place
    events: list[e.Event]

    def until(self, what: str, condition: Callable[[Show], bool]) -> Show:
        """Waits for a state; fails with `what` and the last state if it never comes."""
        deadline_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline_s:
            if condition(state := self.console.state):
                return state
            assert self.process.poll() is None, f"the show ended while waiting for {what}"
            time.sleep(0.05)
        raise AssertionError(f"never came: {what}; the state is {self.console.state}")

    def go_live(self) -> None:
        """Consent, a reviewer's name under everything that waits for one, and on air."""
        self.console.send(c.GiveConsent("表演者甲"))
        self.until("the label and the consent", lambda state: all(row.light is not GateLight.RED for row in state.gate))
        for row in self.console.state.gate:
            if not row.open:
                self.console.send(c.SignOff(row.key, "审核员乙"))
        self.console.send(c.GoLive())

    def tracker_pid(self) -> int:
        """The tracker process, found among the show's children."""
        import psutil

        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if "studio.engine.tracker_process" in child.cmdline():
                    return int(child.pid)
        raise AssertionError("the show has no tracker process")


@contextlib.contextmanager
def running_show(tmp_path: Path, *arguments: str, source: str = "take:welcome") -> Iterator[RunningShow]:
    """`studio live --headless` in its own runtime folder, connected; stopped at the end, by force if need be."""
    environment = {
        **os.environ,
        "STUDIO_RUNTIME": str(tmp_path / "runtime"),
        "STUDIO_HOME": str(tmp_path / "home"),
    }
    log = (tmp_path / "show.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "studio", "live", "--headless", "--camera", source, "--port", "0", *arguments],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
    )  # fmt: skip
    log.close()
    console: RemoteConsole | None = None
    try:
        found = _wait_for_place(process, tmp_path / "show.log")
        console = RemoteConsole(found.url, found.token)
        events: list[e.Event] = []
        console.listen(lambda notice: events.extend(notice.events))
        console.connect()
        yield RunningShow(process, console, found, events)
    finally:
        if console is not None:
            console.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_place(process: subprocess.Popen[bytes], log: Path) -> place.Place:
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        if (found := place.find()) is not None:
            return found
        assert process.poll() is None, f"the show ended at once:\n{log.read_text(errors='replace')}"
        time.sleep(0.05)
    raise AssertionError("the show never said where it is")
