"""Overlays in a running show: a cue is a frame away, and what cannot be shown is told once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.host import ShowConsole
from studio.control.state import Canvas, Show
from studio.core.goods import Product
from studio.core.image import Image
from studio.core.overlay_places import default_overlays
from studio.core.preset import Family, OverlayItem, OverlayKind, Preset
from studio.engine.director import Director
from studio.engine.live import LiveShow
from studio.engine.performance import Performance
from studio.engine.pose_links import PoseLinks
from studio.rendering.renderer import Renderer, open_renderer
from studio.vrm import load_avatar
from tests.support.shapes import avatar_of, sphere, toon


class Nobody:
    """A tracker without a performer."""

    def choose(self, source: str) -> None: ...
    def show_performer(self, on: bool) -> None: ...
    def new_landmarks(self) -> tuple[()]:
        return ()

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    opened = open_renderer()
    yield opened
    opened.close()


class Room:
    """A show that runs on this thread for a number of frames; `act` is asked before each."""

    def __init__(self, state: Show, renderer: Renderer, tmp_path: Path) -> None:
        self.console = ShowConsole(state)
        self.told: list[e.Event] = []
        self.console.listen(lambda notice: self.told.extend(notice.events))
        self.frames: list[np.ndarray] = []
        self._director = Director(
            self.console, Nobody(), program=tmp_path / "p.ring", load=load_avatar, light_avatars=True,
            on_stop=lambda: None,
        )  # fmt: skip
        self.performance = Performance(avatar_of([sphere()], [toon()]))
        self._show = LiveShow(self.console, self._director, PoseLinks(self.console.report), self.performance, renderer)

    def run(self, frames: int, act: Callable[[int], None] = lambda _: None) -> None:
        stop = threading.Event()

        def drawn(image: Image) -> None:
            self.frames.append(image.pixels.astype(int))
            act(len(self.frames))
            if len(self.frames) == frames:
                stop.set()

        try:
            self._show.run(stop, on_frame=drawn)
        finally:
            self._director.close()


def test_next_is_in_the_picture_of_the_very_next_frame(renderer: Renderer, tmp_path: Path) -> None:
    goods = (Product("A", "茶盘", 19900, "件"), Product("B", "团扇", 9900, "件"))
    state = Show(
        canvas=Canvas(640, 360, 30), background="#ffffff", preset=Preset("x"), rundown=goods, product="A", card=True,
        overlays=default_overlays(Family.MARKET),
    )  # fmt: skip
    room = Room(state, renderer, tmp_path)

    room.run(42, lambda number: room.console.send(g.NextProduct()) if number == 40 else None)

    body = next(one for one in room.performance.overlays.placed if one.item.kind is OverlayKind.PRODUCT_CARD).body
    area = np.s_[body.y : body.y + body.height, body.x : body.x + body.width]
    assert np.abs(room.frames[39][area] - room.frames[38][area]).max() <= 6  # what moves behind its soft edge
    assert (np.abs(room.frames[40][area] - room.frames[39][area]).max(axis=2) > 12).mean() > 0.02


def test_a_picture_that_cannot_be_shown_is_told_once_and_the_show_goes_on(renderer: Renderer, tmp_path: Path) -> None:
    sticker = OverlayItem("sticker", OverlayKind.STICKER, picture=str(tmp_path / "gone.png"))
    room = Room(Show(canvas=Canvas(320, 180, 30), background="#ffffff", overlays=(sticker,)), renderer, tmp_path)

    room.run(12, lambda number: room.console.send(c.SetMirror(number % 2 == 0)))

    (failed,) = (event for event in room.told if isinstance(event, ge.OverlayFailed))
    assert failed.overlay == "sticker"
    assert "gone.png" in failed.problem
    assert failed.remedy
