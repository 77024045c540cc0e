"""A real console behind a real control server, a ring written by the test, and the desk's window before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.control import place
from studio.control.events import Event
from studio.control.host import ShowConsole
from studio.control.roles import Role
from studio.control.state import AvatarEntry, Part, PartStatus, Show, SourceEntry
from studio.core.image import Alpha, Image
from studio.core.names import ARKIT, PRESETS
from studio.desk.application import open_window
from studio.desk.bridge import Bridge, Link
from studio.desk.language import Language
from studio.desk.settings import Settings
from studio.desk.window import Window
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens
from studio.rings.pictures import PictureWriter

SOON_MS = 20_000
"""Far beyond what anything here takes."""

STATE = Show(
    source="camera:0",
    avatars=(
        AvatarEntry("qiongjiu", "琼玖", "Qiongjiu", commercial="corporation"),
        AvatarEntry("zhuxi", "竹西", "Zhuxi", light=True, commercial="personalNonProfit"),
    ),
    sources=(SourceEntry("camera:0", "Front camera"), SourceEntry("take:welcome", "Welcome")),
    expressions=(*PRESETS, *ARKIT, "wave"),
    tracker=Part(PartStatus.RUNNING, "Front camera, 1280×720"),
)


class Studio:
    """A show without engine: everything a desk can reach of one."""

    def __init__(self, folder: Path, state: Show = STATE) -> None:
        self.console, self._tokens = ShowConsole(state), Tokens()
        self.told: list[Event] = []
        self.console.listen(lambda notice: self.told.extend(notice.events))
        self._token = self._tokens.issue(Role.PERFORMER, "desk")
        self.program, self.performer = folder / "program.ring", folder / "performer.ring"
        self._port: int | None = 0
        self._server: ControlServer | None = None

    def open(self) -> None:
        """Serves, at the same address as before if it has served, and tells its place."""
        self._server = ControlServer(
            self.console,
            tokens=self._tokens,
            program_ring=self.program,
            performer_ring=self.performer,
            port=self._port,
        )
        self.url = self._server.start()
        self._port = int(self.url.rsplit(":", 1)[1])
        self.tell_place(os.getpid())

    def tell_place(self, pid: int) -> None:
        """As if the show were the process `pid`."""
        place.write(place.Place(pid, self.url, self._token, str(self.program), str(self.performer)))

    def cut(self) -> None:
        """The server goes; the place stays, as after a crash of its thread or on a machine that stands still."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def end(self) -> None:
        self.cut()
        place.forget(os.getpid())


@dataclass
class Desk:
    qtbot: QtBot
    app: QApplication
    studio: Studio
    bridge: Bridge
    window: Window

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=SOON_MS)

    def until_link(self, link: Link) -> None:
        self.until(lambda: self.bridge.link.link is link)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    made.open()
    yield made
    made.end()


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(qapp: QApplication, qtbot: QtBot, studio: Studio) -> Iterator[OpenDesk]:
    """Opens a desk in English, dark, and waits until it has found the show."""
    opened: list[Desk] = []

    def make(
        settings: Settings | None = None, *, connected: bool = True, start_show: Callable[[], None] = lambda: None
    ) -> Desk:
        bridge = Bridge(place.find, start_show)
        window = open_window(qapp, bridge, settings or Settings(language="en", look="dark"))
        qtbot.addWidget(window, before_close_func=_let_go)
        desk = Desk(qtbot, qapp, studio, bridge, window)
        opened.append(desk)
        bridge.open(start_if_absent=False)
        if connected:
            desk.until_link(Link.CONNECTED)
        return desk

    yield make
    for desk in opened:
        desk.bridge.close()
        desk.window.speak(Language.ENGLISH)


def _let_go(window: Window) -> None:
    """A test's window closes without asking whether the show shall go on."""
    window.program.follow(None)
    window.performer.follow(None)
    window.leave_show_running()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture
def program(studio: Studio) -> Iterator[PictureWriter]:
    writer = PictureWriter(studio.program)
    yield writer
    writer.close()


def flat(color: tuple[int, int, int, int], width: int = 320, height: int = 180) -> Image:
    """(r, g, b, alpha), premultiplied."""
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:] = color
    return Image(pixels, alpha=Alpha.PREMULTIPLIED)
