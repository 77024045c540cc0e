"""The preview: a ring written by the test, a real WebSocket, pictures read back."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import aiohttp
import numpy as np
import pytest
from numpy.typing import NDArray

from studio.control import commands as c
from studio.control.roles import Role
from studio.core.image import Alpha, Image
from studio.remote.jpeg import JpegEncoder, fit
from studio.rings.pictures import PictureWriter
from tests.support.jpeg import pixels_of
from tests.support.remote_studio import Panel, Studio, play, two_halves
from tests.support.waiting import wait_until

_WATCH = {"type": "watch", "what": "program", "side": 640, "fps": 30}


async def _picture(panel: Panel) -> NDArray[np.uint8]:
    message = await panel.receive()
    assert message.type is aiohttp.WSMsgType.BINARY, message
    return pixels_of(message.data)


def _level(picture: NDArray[np.uint8]) -> int:
    return int(np.median(picture))


def _grey(level: int) -> Image:
    return Image(np.full((90, 160, 3), level, np.uint8))


def test_who_watches_sees_the_program_in_its_colours_at_the_size_asked_for(
    studio: Studio, picture: PictureWriter
) -> None:
    async def scene() -> NDArray[np.uint8]:
        async with studio.panel("/preview") as panel:
            await panel.say({**_WATCH, "side": 320})
            return await _picture(panel)

    seen = play(scene())
    assert seen.shape == (180, 320, 3)
    assert abs(seen[90, 60].astype(int) - (120, 146, 98)).max() <= 6
    assert abs(seen[90, 260].astype(int) - (255, 76, 0)).max() <= 6


def test_a_panel_that_shows_nothing_gets_two_pictures_and_then_the_newest_only(
    studio: Studio, picture: PictureWriter
) -> None:
    async def scene() -> list[int]:
        async with studio.panel("/preview") as panel:
            await panel.say(_WATCH)
            levels = []
            for level in (40, 60):
                await _written(picture, level)
                levels.append(_level(await _picture(panel)))
            for level in range(70, 200, 10):
                await _written(picture, level)
            await panel.say({"type": "ack"})
            levels.append(_level(await _picture(panel)))
            return levels

    levels = play(scene())
    assert len(levels) == 3
    assert abs(levels[-1] - 190) <= 3


async def _written(writer: PictureWriter, level: int) -> None:
    """Longer apart than the fastest watcher takes pictures, so that none is passed over for being early."""
    await asyncio.sleep(0.05)
    writer.write(_grey(level))


def test_more_acknowledgements_than_pictures_open_no_flood(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> int:
        async with studio.panel("/preview") as panel:
            for _ in range(50):
                await panel.say({"type": "ack"})
            await panel.say(_WATCH)
            for _ in range(50):
                await panel.say({"type": "ack"})
            await _picture(panel)
            for level in range(50, 250, 20):
                await _written(picture, level)
            received = 1
            while not panel.socket.closed:
                try:
                    message = await asyncio.wait_for(panel.socket.receive(), 0.3)
                except TimeoutError:
                    break
                received += message.type is aiohttp.WSMsgType.BINARY
            return received

    assert play(scene()) <= 3


def test_the_picture_may_change_its_size_and_the_show_may_start_again(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> list[tuple[int, ...]]:
        shapes = []
        async with studio.panel("/preview") as panel:
            await panel.say(_WATCH)
            shapes.append((await _picture(panel)).shape)
            for width, height in ((360, 640), (1080, 1920)):
                await panel.say({"type": "ack"})
                picture.write(two_halves(width, height))
                shapes.append((await _picture(panel)).shape)
            picture.close()
            await panel.say({"type": "ack"})
            again = PictureWriter(studio.program)
            again.write(two_halves(320, 180))
            shapes.append((await _picture(panel)).shape)
            again.close()
        return shapes

    assert play(scene()) == [(360, 640, 3), (640, 360, 3), (640, 360, 3), (180, 320, 3)]


def test_nothing_is_read_or_encoded_while_nobody_watches(studio: Studio, picture: PictureWriter) -> None:
    def workers() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name.startswith("preview")]

    async def scene() -> list[str]:
        async with studio.panel("/preview") as panel:
            before = workers()
            await panel.say(_WATCH)
            await _picture(panel)
            assert workers()
            return before

    wait_until("the previews of other tests rest", lambda: not workers())
    assert play(scene()) == []
    wait_until("the preview rests", lambda: not workers())


def test_two_watchers_see_the_same_each_at_its_size(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> tuple[tuple[int, ...], tuple[int, ...]]:
        async with studio.panel("/preview") as phone, studio.panel("/preview") as desk:
            await phone.say({**_WATCH, "side": 320})
            await desk.say(_WATCH)
            return (await _picture(phone)).shape, (await _picture(desk)).shape

    assert play(scene()) == ((180, 320, 3), (360, 640, 3))


def test_the_performers_picture_is_shown_to_the_performer_only_and_only_when_asked_for(studio: Studio) -> None:
    camera = PictureWriter(studio.performer)
    camera.write(_grey(99))
    watch = {**_WATCH, "what": "performer"}

    async def refused(token: str) -> str:
        async with studio.panel("/preview", token=token) as panel:
            await panel.say(watch)
            return str((await panel.hear("refused"))["reason"])

    async def shown() -> int:
        async with studio.panel("/preview") as panel:
            await panel.say(watch)
            return _level(await _picture(panel))

    operator = studio.tokens.issue(Role.OPERATOR, "phone")
    assert "ShowPerformer" in play(refused(studio.token))
    studio.console.send(c.ShowPerformer(True))
    assert "ShowPerformer" in play(refused(operator))
    assert abs(play(shown()) - 99) <= 3
    camera.close()


@pytest.mark.parametrize(
    "message",
    [
        "rubbish", {"type": "watch"}, {**_WATCH, "what": "desk"}, {**_WATCH, "what": 5}, {**_WATCH, "side": 10},
        {**_WATCH, "side": 10**9}, {**_WATCH, "fps": 0}, {**_WATCH, "fps": True}, {**_WATCH, "fps": 1e9},
        {"type": "stop"},
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_in_words_and_the_panel_may_ask_again(
    studio: Studio, picture: PictureWriter, message: object
) -> None:
    async def scene() -> str:
        async with studio.panel("/preview") as panel:
            await panel.say(message)
            reason = (await panel.hear("refused"))["reason"]
            await panel.say(_WATCH)
            await _picture(panel)
            return str(reason)

    assert play(scene())


def test_a_viewer_without_a_right_token_sees_nothing(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> tuple[int | None, str]:
        async with studio.panel("/preview", token=None) as panel:
            await panel.say(_WATCH)
            return await panel.closed()

    assert play(scene())[0] == 4001


def test_a_transparent_picture_is_shown_on_grey_by_its_alpha() -> None:
    pixels = np.zeros((64, 64, 4), np.uint8)
    pixels[:, 32:] = (100, 50, 0, 128)
    for alpha, right in ((Alpha.PREMULTIPLIED, (119, 69, 19)), (Alpha.STRAIGHT, (69, 44, 19))):
        seen = pixels_of(JpegEncoder().encode(Image(pixels, alpha=alpha), 64))
        assert abs(seen[32, 8].astype(int) - (40, 40, 40)).max() <= 6
        assert abs(seen[32, 56].astype(int) - right).max() <= 8


@pytest.mark.parametrize(
    ("size", "side", "reduced"),
    [((1280, 720), 640, (640, 360)), ((1080, 1920), 640, (360, 640)), ((320, 180), 640, (320, 180)),
     ((4096, 2), 320, (320, 2)), ((65, 65), 640, (64, 64))],
)  # fmt: skip
def test_a_preview_keeps_the_shape_of_the_picture(size: tuple[int, int], side: int, reduced: tuple[int, int]) -> None:
    assert fit(*size, side) == reduced


def test_a_picture_is_on_its_way_as_soon_as_it_is_there(
    studio: Studio, record_property: Callable[[str, object], None]
) -> None:
    writer = PictureWriter(studio.program)
    pixels = np.random.default_rng(3).integers(0, 255, (720, 1280, 4), np.uint8)

    async def scene() -> list[float]:
        delays_s = []
        async with studio.panel("/preview") as panel:
            await panel.say(_WATCH)
            for _ in range(20):
                await asyncio.sleep(0.05)
                start_s = time.monotonic()
                writer.write(Image(pixels, start_s, Alpha.PREMULTIPLIED))
                message = await panel.receive()
                delays_s.append(time.monotonic() - start_s)
                assert message.type is aiohttp.WSMsgType.BINARY
                await panel.say({"type": "ack"})
        return delays_s

    delays_s = play(scene())
    writer.close()
    record_property("preview_delay_ms", round(1000 * float(np.median(delays_s)), 1))
    assert len(delays_s) == 20


def test_glow_brighter_than_its_opacity_stays_bright() -> None:
    pixels = np.zeros((32, 32, 4), np.uint8)
    pixels[..., :3], pixels[..., 3] = 250, 10
    assert _level(pixels_of(JpegEncoder().encode(Image(pixels, alpha=Alpha.PREMULTIPLIED), 32))) >= 250
