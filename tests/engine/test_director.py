"""The director against wishes that come faster, or are stranger, than any person's."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import PartStatus, Show
from studio.core.avatar import Avatar
from studio.core.landmarks import Landmarks
from studio.core.wardrobe import Outfit
from studio.engine.director import Director
from studio.engine.fitting import fitting_of
from studio.library import paths, shelf
from tests.support.waiting import wait_until


class _NoTracker:
    def __init__(self) -> None:
        self.chosen: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def choose(self, source: str) -> None:
        self.chosen.append(source)
        self.gate.wait()

    def show_performer(self, on: bool) -> None: ...

    def new_landmarks(self) -> Iterable[Landmarks]:
        return ()

    def close(self) -> None: ...


class _Loader:
    """Loads nothing, as slowly as the gate is shut, and counts how many it does at once."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.loaded: list[str] = []
        self._lock = threading.Lock()
        self._now = 0
        self.most_at_once = 0

    def __call__(self, path: Path) -> Avatar:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            self.loaded.append(path.name)
        self.gate.wait()
        with self._lock:
            self._now -= 1
        raise ZeroDivisionError("a fault nobody foresaw")


@contextmanager
def _directed(tmp_path: Path, tracker: _NoTracker, loader: _Loader) -> Iterator[tuple[ShowConsole, list[e.Event]]]:
    """A console with a director at work."""
    directors: list[Director] = []
    heard: list[e.Event] = []

    def direct(notice: Notice) -> None:
        directors[0].hear(notice)

    console = ShowConsole(Show(), director=direct)
    console.listen(lambda notice: heard.extend(notice.events))
    director = Director(
        console, tracker, program=tmp_path / "program.ring", load=loader, light_avatars=True, on_stop=lambda: None
    )
    directors.append(director)
    director.start()
    try:
        yield console, heard
    finally:
        loader.gate.set()
        tracker.gate.set()
        director.close()


def _files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{index}.vrm" for index in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_of_many_avatars_chosen_in_a_row_only_the_last_is_loaded_after_the_one_in_work(tmp_path: Path) -> None:
    loader = _Loader()
    with _directed(tmp_path, _NoTracker(), loader) as (console, _):
        first, *others = _files(tmp_path, 20)
        console.send(c.ChooseAvatar(str(first)))
        wait_until("the first is being loaded", lambda: loader.loaded)
        for path in others:
            console.send(c.ChooseAvatar(str(path)))
        loader.gate.set()
        wait_until("the last was refused", lambda: console.state.avatar_part.status is PartStatus.FAILED)
    assert loader.loaded == ["0.vrm", "19.vrm"]
    assert loader.most_at_once == 1


def test_a_loader_that_fails_as_nobody_foresaw_is_a_refusal_in_words(tmp_path: Path) -> None:
    loader = _Loader()
    loader.gate.set()
    with _directed(tmp_path, _NoTracker(), loader) as (console, _):
        console.send(c.ChooseAvatar(str(_files(tmp_path, 1)[0])))
        wait_until("the refusal", lambda: console.state.avatar_part.status is PartStatus.FAILED)
        assert "ZeroDivisionError" in console.state.avatar_part.problem
        assert console.state.avatar_part.remedy
        assert console.state.avatar == Show().avatar


@pytest.mark.parametrize("name", ["/" + "b" * 300 + ".vrm", "~nobody-of-that-name/x.vrm"])
def test_an_avatars_name_that_no_system_can_open_is_a_refusal_in_words(tmp_path: Path, name: str) -> None:
    with _directed(tmp_path, _NoTracker(), _Loader()) as (console, _):
        console.send(c.ChooseAvatar(name))
        wait_until("the refusal", lambda: console.state.avatar_part.status is PartStatus.FAILED)
        assert "check the path" in console.state.avatar_part.remedy


def test_an_outfit_is_put_on_without_reading_the_file_again(tmp_path: Path) -> None:
    loader = _Loader()
    fitting = fitting_of(shelf.find_avatar("pingshan", light=True))
    directors: list[Director] = []

    def direct(notice: Notice) -> None:
        directors[0].hear(notice)

    console = ShowConsole(Show(avatar="pingshan"), director=direct)
    director = Director(
        console, _NoTracker(), program=tmp_path / "program.ring", load=loader, light_avatars=True,
        on_stop=lambda: None, fitting=fitting,
    )  # fmt: skip
    directors.append(director)
    director.start()
    try:
        console.report(oe.OutfitChosen("zhuxi", Outfit("plum")))  # another's: she is not on
        console.report(oe.OutfitChosen("pingshan", Outfit(off=("jade",))))
        dressed: list[Avatar] = []

        def is_dressed() -> bool:
            if (taken := director.dressed.take()) is not None:
                dressed.append(taken)
            return bool(dressed) and bool(dressed[-1].hidden)

        wait_until("he is dressed", is_dressed)
        assert dressed[-1].nodes is fitting.bare.nodes
        assert all(a is b for a, b in zip(dressed[-1].textures, fitting.bare.textures, strict=True))
        assert loader.loaded == []
    finally:
        loader.gate.set()
        director.close()


def test_sources_that_were_chosen_over_before_their_turn_start_no_tracker(tmp_path: Path) -> None:
    tracker = _NoTracker()
    tracker.gate.clear()
    with _directed(tmp_path, tracker, _Loader()) as (console, _):
        console.send(c.ChooseSource("take:first"))
        wait_until("the first is at work", lambda: tracker.chosen)
        for index in range(30):
            console.send(c.ChooseSource(f"take:{index}"))
        tracker.gate.set()
        wait_until("the last is at work", lambda: tracker.chosen[-1] == "take:29")
    assert tracker.chosen == ["take:first", "take:29"]


def test_a_recording_stopped_before_its_first_picture_is_told_as_failed_and_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "empty.mp4"
    with _directed(tmp_path, _NoTracker(), _Loader()) as (console, heard):
        console.send(c.StartRecording(str(target)))
        console.send(c.StopRecording())
        wait_until("the end", lambda: console.state.recording.status is PartStatus.FAILED)
        assert not any(isinstance(event, e.RecordingSaved) for event in heard)
    assert list(tmp_path.glob("*.mp4")) == []


def test_a_recording_of_a_bare_name_lies_with_the_other_recordings(tmp_path: Path) -> None:
    with _directed(tmp_path, _NoTracker(), _Loader()) as (console, heard):
        console.send(c.StartRecording("evening.mp4"))
        wait_until("the recording", lambda: console.state.recording.status is PartStatus.RUNNING)
        console.send(c.StopRecording())
    started = next(event for event in heard if isinstance(event, e.RecordingStarted))
    assert Path(started.path) == paths.folders().recordings / "evening.mp4"


@pytest.mark.parametrize("name", ["a-folder.mp4", ".", "/", "/" + "f" * 300 + ".mp4"])
def test_a_recording_that_can_be_no_file_is_refused_before_anything_is_recorded(tmp_path: Path, name: str) -> None:
    (paths.folders().recordings / "a-folder.mp4").mkdir(parents=True)
    with _directed(tmp_path, _NoTracker(), _Loader()) as (console, heard):
        console.send(c.StartRecording(name))
        wait_until("the refusal", lambda: console.state.recording.status is PartStatus.FAILED)
        assert not any(isinstance(event, e.RecordingStarted) for event in heard)
        assert "fault of the studio" not in console.state.recording.remedy


def test_a_recording_that_fails_is_told_to_the_log_for_shows_without_panels(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _directed(tmp_path, _NoTracker(), _Loader()) as (console, _):
        console.send(c.StartRecording(str(tmp_path / "show.mkv")))
        wait_until("the refusal", lambda: console.state.recording.status is PartStatus.FAILED)
    assert "show.mkv" in caplog.text
    assert ".mp4" in caplog.text


def test_a_gesture_waits_for_the_next_frame_and_one_nobody_knows_costs_nothing(tmp_path: Path) -> None:
    console = ShowConsole(Show())
    director = Director(
        console, _NoTracker(), program=tmp_path / "x.ring", load=_Loader(), light_avatars=True, on_stop=lambda: None
    )
    director.start()

    def played(gesture: str) -> str:
        clips: list[str] = []
        director.hear(Notice(console.state, (ge.GesturePlayed("dance"), ge.GesturePlayed(gesture))))
        wait_until("it is ready", lambda: clips.extend(c.name for c in (director.gesture.take(),) if c) or clips)
        return clips[0]

    assert [played("bow"), played("point_card")] == ["bow", "point_right"]
    director.close()
