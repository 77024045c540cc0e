"""The desk as a process of its own, as `studio` runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.control import events as e
from studio.control.console import Notice
from studio.control.place import find
from studio.desk import settings
from tests.desk.conftest import Studio
from tests.support.waiting import wait_until

DESK = """
import sys
from pathlib import Path
from studio.control import place
from studio.desk import run_desk
from studio.desk.bridge import Bridge
from studio.control.commands import SetMirror

def start():
    raise SystemExit("a show was started, though one runs")

open_bridge = Bridge.open
def open_and_greet(self, **options):
    self.link_changed.connect(lambda _: self.send(SetMirror(False)) if self.connected else None)
    open_bridge(self, **options)
Bridge.open = open_and_greet  # so that the show hears when the desk has arrived
sys.exit(run_desk(place.find, start, Path(sys.argv[1])))
"""


@pytest.fixture
def desk_process(studio: Studio, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", DESK, str(tmp_path / "desk.json")], stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("on_air", [False, True])
def test_a_desk_told_to_end_keeps_its_settings_and_leaves_the_show_alone(
    studio: Studio, desk_process: subprocess.Popen[str], tmp_path: Path, on_air: bool
) -> None:
    if on_air:
        studio.console.report(e.WentLive())
    wait_until("the desk has arrived", lambda: e.MirrorSet(False) in studio.told or desk_process.poll() is not None)
    desk_process.send_signal(signal.SIGTERM)
    assert desk_process.wait(60) == 0
    kept = settings.load(tmp_path / "desk.json")
    assert kept.geometry
    assert kept.layouts
    assert e.StopAsked() not in studio.told


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_desk_killed_on_air_does_not_touch_the_show(studio: Studio, desk_process: subprocess.Popen[str]) -> None:
    wait_until("the desk has arrived", lambda: e.MirrorSet(False) in studio.told or desk_process.poll() is not None)
    studio.console.report(e.WentLive())
    desk_process.kill()
    desk_process.wait()
    heard: list[Notice] = []
    studio.console.listen(heard.append)
    studio.console.report(e.SlateShown())
    assert [notice.events for notice in heard] == [(e.SlateShown(),)]
    assert studio.console.state.air.value == "live"
    assert find() is not None


def test_importing_the_desk_does_not_load_qt_or_a_second_one(tmp_path: Path) -> None:
    check = (
        "import sys, studio.desk; assert 'PySide6' not in sys.modules; import studio.desk.application;"
        "assert 'PySide6.QtWidgets' in sys.modules; assert not {'cv2', 'mediapipe', 'av'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False, timeout=120).returncode == 0
