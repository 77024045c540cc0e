"""Thumbnails: whatever a picture does, commands are answered and nothing breaks."""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from studio.core.goods import Product
from studio.remote.thumbnails import Thumbnails
from tests.support.presets import PNG
from tests.support.remote_studio import Studio, play


def _with_picture(studio: Studio, path: Path) -> None:
    state = studio.console.state
    studio.console._state = replace(state, rundown=(Product("A", "盒", picture=str(path)),))


async def _ask(studio: Studio, session: aiohttp.ClientSession) -> int:
    async with session.get(f"{studio.url}/picture/product/A") as answer:
        return answer.status


def test_a_picture_that_takes_for_ever_holds_up_no_command(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    monkeypatch.setattr(Thumbnails, "of", lambda *_: let_go.wait(30) and None)
    _with_picture(studio, tmp_path / "a.png")

    async def scene() -> dict[str, object]:
        headers = {"Authorization": f"Bearer {studio.token}"}
        async with aiohttp.ClientSession(headers=headers) as session, studio.panel() as panel:
            await panel.hear("hello")
            asked = [asyncio.create_task(_ask(studio, session)) for _ in range(80)]
            await asyncio.sleep(0.3)
            await panel.say({"type": "command", "id": 7, "name": "SetFraming", "args": {"framing": "full"}})
            reply = await asyncio.wait_for(panel.hear("reply"), 5.0)
            let_go.set()
            assert set(await asyncio.gather(*asked)) == {404}
            return reply

    try:
        assert play(scene())["ok"] is True
    finally:
        let_go.set()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
        b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n",
        PNG[:40],
        b"GIF89a",
        b"",
    ],
)
def test_what_cannot_be_reduced_is_not_there_and_the_log_says_why(
    studio: Studio, tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(data)
    _with_picture(studio, path)

    async def scene() -> int:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {studio.token}"}) as session:
            return await _ask(studio, session)

    with caplog.at_level(logging.INFO, "studio.remote.thumbnails"):
        assert play(scene()) == 404
    lines = [record for record in caplog.records if record.name == "studio.remote.thumbnails"]
    assert len(lines) == 1
    assert lines[0].exc_info is None


def test_an_error_nobody_foresaw_is_a_log_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("width")

    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    monkeypatch.setattr("studio.remote.thumbnails.av.open", fail)
    assert Thumbnails().of(str(path)) is None
    assert "AttributeError" in caplog.text
