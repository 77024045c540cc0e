"""A vandal between renderer and outputs: the watch sees what he does, and the show cuts to the slate."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control.host import ShowConsole
from studio.control.state import Air, Canvas, Show
from studio.core.arrays import ByteArray
from studio.core.image import Image
from studio.core.scene import Rect, Scene
from studio.engine.director import Director
from studio.engine.label_watch import LabelWatch
from studio.engine.live import LiveShow, Opening
from studio.engine.performance import Performance
from studio.engine.pose_links import PoseLinks
from studio.library import shelf
from studio.rendering.renderer import Renderer, RendererInfo, open_renderer
from studio.staging.reminders import OPENING_S
from studio.vrm import load_avatar
from tests.support.waiting import wait_until


class Vandal:
    """A renderer whose pictures are spoiled where the label is, once it is told to."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self.spoil: Callable[[ByteArray, Rect], None] | None = None
        self.scenes: list[Scene] = []

    def describe(self) -> RendererInfo:
        return self._renderer.describe()

    def draw(self, scene: Scene) -> Image:
        image = self._renderer.draw(scene)
        self.scenes.append(scene)
        if self.spoil is None:
            return image
        pixels = image.pixels.copy()
        self.spoil(pixels, scene.label.rect)
        return Image(pixels, image.time_s, image.alpha)

    def close(self) -> None:
        self._renderer.close()


class Nobody:
    """A tracker without a performer."""

    def choose(self, source: str) -> None: ...
    def show_performer(self, on: bool) -> None: ...
    def new_landmarks(self) -> tuple[()]:
        return ()

    def close(self) -> None: ...


class Stage:
    def __init__(self, tmp_path: Path) -> None:
        self.console = ShowConsole(Show(canvas=Canvas(320, 180, 30)))
        self.told: list[e.Event] = []
        self.console.listen(lambda notice: self.told.extend(notice.events))
        avatar = load_avatar(shelf.find_avatar("qiongjiu", light=True).path)
        self.vandal = Vandal(open_renderer())
        director = Director(
            self.console, Nobody(), program=tmp_path / "p.ring", load=load_avatar, light_avatars=True,
            on_stop=lambda: None,
        )  # fmt: skip
        self.director = director
        self.show = LiveShow(self.console, director, PoseLinks(self.console.report), Performance(avatar), self.vandal)


def play(tmp_path: Path, act: Callable[[Stage], None]) -> Stage:
    """Runs a show on this thread, which owns the renderer, while `act` happens on another."""
    stage = Stage(tmp_path)
    stop = threading.Event()
    failures: list[BaseException] = []

    def acting() -> None:
        try:
            act(stage)
        except BaseException as error:
            failures.append(error)
        finally:
            stop.set()

    thread = threading.Thread(target=acting)
    thread.start()
    try:
        stage.show.run(stop)
    finally:
        thread.join()
        stage.director.close()
        stage.vandal.close()
    if failures:
        raise failures[0]
    return stage


def until(holds: Callable[[], object]) -> None:
    wait_until("the show is as the scene needs it", holds)


def blank(pixels: ByteArray, rect: Rect) -> None:
    pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width] = 128


def half(pixels: ByteArray, rect: Rect) -> None:
    pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width // 2] = (220, 30, 30, 255)


def fade(pixels: ByteArray, rect: Rect) -> None:
    part = pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
    part[:] = (part * 0.4 + 140).astype(np.uint8)


@pytest.mark.parametrize("spoil", [blank, half, fade])
def test_on_air_a_lost_label_is_followed_by_the_slate_and_told(
    tmp_path: Path, spoil: Callable[[ByteArray, Rect], None]
) -> None:
    frames: dict[str, int] = {}

    def act(stage: Stage) -> None:
        until(lambda: stage.console.state.label_state.ok)
        stage.console.send(c.GoLive())
        until(lambda: e.WentLive() in stage.told and len(stage.vandal.scenes) > 40)
        stage.vandal.spoil = spoil
        frames["spoiled"] = len(stage.vandal.scenes)
        until(lambda: stage.console.state.slate)
        frames["slate"] = len(stage.vandal.scenes)
        stage.vandal.spoil = None
        until(lambda: stage.console.state.label_state.ok)

    stage = play(tmp_path, act)
    lost = next(event for event in stage.told if isinstance(event, e.LabelLost))
    assert lost.problem
    assert e.SlateShown() in stage.told
    assert frames["slate"] - frames["spoiled"] <= 30  # one second of frames
    assert stage.console.state.slate  # the operator returns, not the machine


def test_in_rehearsal_a_lost_label_is_told_and_the_picture_stays(tmp_path: Path) -> None:
    def act(stage: Stage) -> None:
        until(lambda: stage.console.state.label_state.ok)
        stage.vandal.spoil = blank
        until(lambda: not stage.console.state.label_state.ok)

    stage = play(tmp_path, act)
    assert not stage.console.state.slate
    assert stage.console.state.label_state.problem


def test_on_air_the_label_is_told_once_a_second_with_size_and_place(tmp_path: Path) -> None:
    def act(stage: Stage) -> None:
        until(lambda: stage.console.state.label_state.ok)
        stage.console.send(c.GoLive())
        until(lambda: sum(isinstance(event, e.LabelSeen) for event in stage.told) >= 4)

    stage = play(tmp_path, act)
    seen = [event for event in stage.told if isinstance(event, e.LabelSeen)]
    assert all(event.ink_px >= 8.5 and event.contrast >= 4.5 for event in seen)
    assert {(event.x, event.y) for event in seen} == {(13, 10)}


def test_a_broadcast_opens_with_the_long_words_for_three_seconds_and_is_no_longer_marked_a_rehearsal(
    tmp_path: Path,
) -> None:
    counts: dict[str, int] = {}

    def act(stage: Stage) -> None:
        until(lambda: stage.console.state.label_state.ok)
        counts["rehearsal"] = len(stage.vandal.scenes[-1].overlays)
        stage.console.send(c.GoLive())
        until(lambda: any(len(scene.overlays) == 1 and _wide(scene) for scene in stage.vandal.scenes[-5:]))
        until(lambda: not stage.vandal.scenes[-1].overlays)

    stage = play(tmp_path, act)
    assert counts["rehearsal"] == 1  # 排练
    assert not stage.vandal.scenes[-1].overlays
    assert stage.console.state.air is Air.LIVE


def _wide(scene: Scene) -> bool:
    return scene.overlays[0].rect.width > scene.width // 2


def test_the_opening_lasts_three_seconds_from_going_live_and_from_each_recording() -> None:
    opening = Opening()
    assert opening.words(Air.REHEARSAL, False, 0.0) == ""
    assert opening.words(Air.LIVE, False, 1.0)
    assert opening.words(Air.LIVE, False, 1.0 + OPENING_S - 0.01)
    assert opening.words(Air.LIVE, False, 1.0 + OPENING_S) == ""
    assert opening.words(Air.LIVE, True, 60.0)
    assert opening.words(Air.REHEARSAL, False, 62.9)
    assert opening.words(Air.REHEARSAL, False, 63.0) == ""
    assert opening.words(Air.LIVE, False, 70.0)
    assert OPENING_S >= 2.0


class TestWithoutThreads:
    @pytest.fixture
    def console(self) -> ShowConsole:
        return ShowConsole(Show(air=Air.LIVE))

    @pytest.fixture
    def told(self, console: ShowConsole) -> Iterator[list[e.Event]]:
        told: list[e.Event] = []
        console.listen(lambda notice: told.extend(notice.events))
        return told

    def test_a_check_that_fails_is_no_label(self, console: ShowConsole, told: list[e.Event]) -> None:
        LabelWatch(console).look(Image(np.zeros((4, 4, 3), np.uint8)), None)  # type: ignore[arg-type]
        assert isinstance(told[0], e.LabelLost)
        assert told[1] == e.SlateShown()
