from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from studio.control import commands as c
from studio.control import events as e
from studio.control import place
from studio.control.console import Notice
from studio.core.errors import RemoteError
from studio.desk.bridge import Bridge, Link, LinkStatus, Refusal
from tests.desk.conftest import SOON_MS, STATE, Studio


class Ears:
    """All that a bridge says, with the thread it is said in."""

    def __init__(self, bridge: Bridge) -> None:
        self.notices: list[Notice] = []
        self.refusals: list[Refusal] = []
        self.threads: set[int] = set()
        bridge.noticed.connect(self._hear)
        bridge.refused.connect(self.refusals.append)

    def _hear(self, notice: Notice) -> None:
        self.notices.append(notice)
        self.threads.add(threading.get_ident())

    @property
    def events(self) -> list[e.Event]:
        return [event for notice in self.notices for event in notice.events]


class Started:
    """Counts how often a show was started."""

    def __init__(self, studio: Studio) -> None:
        self.times = 0
        self._studio = studio

    def __call__(self) -> None:
        self.times += 1
        self._studio.open()


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge(place.find, lambda: None)
    yield made
    made.close()


def until_link(qtbot: QtBot, bridge: Bridge, link: Link) -> None:
    qtbot.waitUntil(lambda: bridge.link.link is link, timeout=SOON_MS)


def test_a_desk_finds_the_show_and_hears_its_whole_state(qtbot: QtBot, studio: Studio, bridge: Bridge) -> None:
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    assert bridge.state == STATE
    assert bridge.place == place.find()
    assert not bridge.started_show


def test_a_wish_reaches_the_show_and_its_facts_come_back_in_the_thread_of_the_window(
    qtbot: QtBot, studio: Studio, bridge: Bridge
) -> None:
    ears = Ears(bridge)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    bridge.send(c.SetMirror(False))
    qtbot.waitUntil(lambda: e.MirrorSet(False) in ears.events, timeout=SOON_MS)
    assert studio.console.state.mirror is False
    assert bridge.state.mirror is False
    assert ears.threads == {threading.get_ident()}


def test_wishes_arrive_in_the_order_they_were_made(qtbot: QtBot, studio: Studio, bridge: Bridge) -> None:
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    colors = [f"#0000{number:02x}" for number in range(20)]
    for color in colors:
        bridge.send(c.SetBackground(color))
    qtbot.waitUntil(lambda: bridge.state.background == colors[-1], timeout=SOON_MS)
    assert studio.told == [e.BackgroundSet(color) for color in colors]


def test_a_wish_the_show_refuses_comes_back_with_its_remedy(qtbot: QtBot, studio: Studio, bridge: Bridge) -> None:
    ears = Ears(bridge)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    bridge.send(c.HoldExpression("levitate"))
    qtbot.waitUntil(lambda: bool(ears.refusals), timeout=SOON_MS)
    assert ears.refusals[0].command == c.HoldExpression("levitate")
    assert "levitate" in ears.refusals[0].problem
    assert "happy" in ears.refusals[0].remedy


def test_a_server_that_goes_is_called_again_and_nothing_is_kept_for_later(
    qtbot: QtBot, studio: Studio, bridge: Bridge
) -> None:
    ears = Ears(bridge)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    studio.cut()
    until_link(qtbot, bridge, Link.LOST)
    assert bridge.show_is_there
    bridge.send(c.GoLive())
    assert ears.refusals[-1].command == c.GoLive()
    studio.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    bridge.send(c.SetMirror(False))
    qtbot.waitUntil(lambda: bridge.state.mirror is False, timeout=SOON_MS)
    assert e.WentLive() not in studio.told


def test_a_show_that_ends_is_told_and_started_only_when_asked(qtbot: QtBot, studio: Studio) -> None:
    start = Started(studio)
    bridge = Bridge(place.find, start)
    bridge.open(start_if_absent=False)
    until_link(qtbot, bridge, Link.CONNECTED)
    studio.end()
    until_link(qtbot, bridge, Link.ABSENT)
    assert start.times == 0
    bridge.start_show()
    until_link(qtbot, bridge, Link.CONNECTED)
    assert start.times == 1
    assert bridge.started_show
    bridge.close()


def test_without_a_show_one_is_started(qtbot: QtBot, studio: Studio) -> None:
    studio.end()
    start = Started(studio)
    bridge = Bridge(place.find, start)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    assert (start.times, bridge.started_show) == (1, True)
    bridge.close()


def test_a_show_that_cannot_be_started_says_why_and_what_to_do(qtbot: QtBot, studio: Studio) -> None:
    studio.end()

    def start() -> None:
        raise RemoteError("no graphics", remedy="install libegl1")

    bridge = Bridge(place.find, start)
    bridge.open()
    qtbot.waitUntil(lambda: bridge.link.problem == "no graphics", timeout=SOON_MS)
    assert (bridge.link.link, bridge.link.remedy) == (Link.ABSENT, "install libegl1")
    bridge.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_show_started_from_here_that_dies_is_started_again_and_said_to_be(qtbot: QtBot, studio: Studio) -> None:
    studio.cut()
    children: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        children.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]))
        studio.open()
        studio.tell_place(children[-1].pid)

    place.forget(os.getpid())
    bridge = Bridge(place.find, start)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    told: list[LinkStatus] = []
    bridge.link_changed.connect(told.append)
    for deaths in range(1, 4):
        children[-1].kill()
        studio.cut()
        qtbot.waitUntil(lambda deaths=deaths: bridge.connected and len(children) == deaths + 1, timeout=SOON_MS)
        assert any(status.link is Link.STARTING and "unexpectedly" in status.problem for status in told)
        assert bridge.started_show
    children[-1].kill()  # so often within so short a time: something has to be mended first
    studio.cut()
    until_link(qtbot, bridge, Link.ABSENT)
    assert len(children) == 4
    bridge.close()
    for child in children:
        child.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_show_that_was_asked_to_end_stays_ended(qtbot: QtBot, studio: Studio) -> None:
    studio.cut()
    starts: list[bool] = []

    def start() -> None:
        starts.append(True)
        studio.open()

    place.forget(os.getpid())
    bridge = Bridge(place.find, start)
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    bridge.send(c.StopShow())
    qtbot.waitUntil(lambda: bridge.state.stopping, timeout=SOON_MS)
    studio.end()
    until_link(qtbot, bridge, Link.ABSENT)
    assert starts == [True]
    bridge.close()


def test_a_show_started_anew_elsewhere_is_taken_up(
    qtbot: QtBot, studio: Studio, bridge: Bridge, tmp_path: object
) -> None:
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    first = bridge.place
    studio.cut()
    after = Studio(studio.program.parent)
    after.open()
    qtbot.waitUntil(lambda: bridge.connected and bridge.place != first, timeout=SOON_MS)
    bridge.send(c.SetMirror(False))
    qtbot.waitUntil(lambda: e.MirrorSet(False) in after.told, timeout=SOON_MS)
    after.end()


def test_closing_ends_the_show_only_if_asked_to(qtbot: QtBot, studio: Studio, bridge: Bridge) -> None:
    bridge.open()
    until_link(qtbot, bridge, Link.CONNECTED)
    bridge.close()
    assert e.StopAsked() not in studio.told
    second = Bridge(place.find, lambda: None)
    second.open()
    until_link(qtbot, second, Link.CONNECTED)
    second.close(stop_show=True)
    assert studio.told[-1] == e.StopAsked()
