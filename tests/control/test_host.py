"""Told like a play: a show stands so, somebody wishes or reports, and this is what everybody hears."""

from __future__ import annotations

import logging
import threading

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control.console import Console, Notice
from studio.control.host import ShowConsole
from studio.control.state import Air, Health, Part, PartStatus, Show
from studio.core.errors import CommandError


def _audience(console: Console) -> list[Notice]:
    heard: list[Notice] = []
    console.listen(heard.append)
    return heard


def test_a_wish_is_decided_at_once_and_everybody_hears_the_fact() -> None:
    console = ShowConsole()
    heard = _audience(console)
    assert console.send(c.GoLive()) == (e.WentLive(),)
    assert console.state.air is Air.LIVE
    assert heard == [Notice(console.state, (e.WentLive(),))]


def test_a_wish_that_is_already_so_is_no_news() -> None:
    console = ShowConsole(Show(air=Air.LIVE))
    heard = _audience(console)
    assert console.send(c.GoLive()) == ()
    assert heard == []


def test_a_wish_that_cannot_be_leaves_everything_as_it_was() -> None:
    console = ShowConsole(Show(air=Air.LIVE))
    heard = _audience(console)
    with pytest.raises(CommandError, match="on air"):
        console.send(c.SetCanvas(640, 360, 30))
    assert console.state == Show(air=Air.LIVE)
    assert heard == []


def test_a_report_takes_the_same_road_as_a_wish() -> None:
    console = ShowConsole()
    heard = _audience(console)
    console.report(e.TrackerLost("the camera is gone", "plug it in"))
    assert console.state.tracker == Part(PartStatus.LOST, "", "the camera is gone", "plug it in")
    assert heard[0].events == (e.TrackerLost("the camera is gone", "plug it in"),)


def test_facts_reported_together_are_one_step() -> None:
    console = ShowConsole()
    heard = _audience(console)
    console.report(e.TrackerStarting("camera:0"), e.TrackerStarted("640x480 at 30"))
    assert len(heard) == 1
    assert heard[0].state.tracker.detail == "640x480 at 30"


def test_the_director_hears_every_step_before_the_panels() -> None:
    order: list[str] = []
    console = ShowConsole(director=lambda notice: order.append("director"))
    console.listen(lambda notice: order.append("panel"))
    console.send(c.GoLive())
    console.report(e.TrackerStopped())
    assert order == ["director", "panel", "director", "panel"]


def test_a_director_that_reports_back_at_once_is_heard_after_what_it_answers() -> None:
    def director(notice: Notice) -> None:
        if e.RecordingAsked("") in notice.events:
            console.report(e.RecordingStarted("show.mp4"))

    console = ShowConsole(director=director)
    heard = _audience(console)
    console.send(c.StartRecording())
    assert [notice.events for notice in heard] == [(e.RecordingAsked(""),), (e.RecordingStarted("show.mp4"),)]
    assert console.state.recording == Part(PartStatus.RUNNING, "show.mp4")


def test_who_stops_listening_hears_no_more() -> None:
    console = ShowConsole()
    heard: list[Notice] = []
    stop = console.listen(heard.append)
    console.send(c.GoLive())
    stop()
    stop()
    console.send(c.Rehearse())
    assert len(heard) == 1


def test_a_broken_listener_neither_stops_the_others_nor_the_sender(caplog: pytest.LogCaptureFixture) -> None:
    console = ShowConsole()

    def broken(notice: Notice) -> None:
        raise ZeroDivisionError

    console.listen(broken)
    heard = _audience(console)
    with caplog.at_level(logging.CRITICAL + 1, logger="studio.control.host"):
        assert console.send(c.GoLive()) == (e.WentLive(),)
    assert len(heard) == 1


def test_many_senders_at_once_lose_nothing_and_all_hear_one_order() -> None:
    console = ShowConsole()
    first, second = _audience(console), _audience(console)
    start = threading.Barrier(8)

    def report(worker: int) -> None:
        start.wait()
        for number in range(100):
            console.report(e.HealthMeasured(Health(frames=worker * 1000 + number)))

    workers = [threading.Thread(target=report, args=(worker,)) for worker in range(8)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert len(first) == 800
    assert first == second
    assert first[-1].state == console.state
    for worker in range(8):
        told = [item.state.health.frames for item in first if item.state.health.frames // 1000 == worker]
        assert told == sorted(told)
