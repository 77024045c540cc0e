"""A real server on loopback, a real console, a ring written by the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.control.host import ShowConsole
from studio.control.roles import Role
from studio.remote.gate import Throttle
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens
from studio.rings.pictures import PictureWriter
from tests.support.remote_studio import STATE, Naps, Studio, two_halves
from tests.support.shop import shop_state


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def studio(tmp_path: Path, naps: Naps) -> Iterator[Studio]:
    console, tokens = ShowConsole(STATE), Tokens()
    program, performer = tmp_path / "program.ring", tmp_path / "performer.ring"
    server = ControlServer(
        console, tokens=tokens, program_ring=program, performer_ring=performer, port=0, throttle=Throttle(sleep=naps)
    )
    url = server.start()
    yield Studio(console, tokens, server, url, tokens.issue(Role.PERFORMER, "test"), program, performer)
    server.stop()


@pytest.fixture
def paired(tmp_path: Path, naps: Naps) -> Iterator[Studio]:
    """A show whose server tells its console of paired devices; 127.0.0.2 stands in for the network."""
    console, tokens = ShowConsole(STATE), Tokens(tmp_path / "remotes.json")
    program, performer = tmp_path / "program.ring", tmp_path / "performer.ring"
    server = ControlServer(
        console, tokens=tokens, program_ring=program, performer_ring=performer, port=0, throttle=Throttle(sleep=naps),
        report=console.report, certificates=tmp_path / "certificate", lan_addresses=lambda: ("127.0.0.2",),
    )  # fmt: skip
    url = server.start()
    yield Studio(console, tokens, server, url, tokens.issue(Role.PERFORMER, "test"), program, performer)
    server.stop()


@pytest.fixture
def shop(studio: Studio) -> Studio:
    """The same show with a brand on: goods, overlays, comments, a gate, OBS."""
    state = shop_state()
    studio.console._state = state
    return studio


@pytest.fixture
def picture(studio: Studio) -> Iterator[PictureWriter]:
    """The program's ring with one picture in it."""
    writer = PictureWriter(studio.program)
    writer.write(two_halves())
    yield writer
    writer.close()
