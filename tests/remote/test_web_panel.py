"""The web panel in a real Chromium: real clicks and keys, and the show hears them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.commands import GoLive
from studio.control.error_words import templates, told
from studio.control.roles import Role
from studio.control.state import Air, Canvas, Framing, Health, Part, PartStatus, Show
from studio.core.wardrobe import Accessory, Outfit, Palette, Slot, Wardrobe
from studio.remote.server import ControlServer
from studio.rings.pictures import PictureWriter
from tests.support.chromium import Page, chromium, new_page, program
from tests.support.remote_studio import SOON_S, Studio, play, two_halves
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(program() is None, reason="no Chromium on this machine")

_ON = "document.documentElement.dataset.link === 'on'"
_AUDIT = (Path(__file__).parents[1] / "support" / "audit.js").read_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[str]:
    with chromium() as address:
        yield address


@contextlib.asynccontextmanager
async def _panel(browser: str, studio: Studio, *, token: str = "", phone: bool = False) -> AsyncIterator[Page]:
    """The panel, entered with a token in the address's fragment."""
    width, height = (390, 844) if phone else (1280, 800)
    async with new_page(browser) as page:
        await page.open(f"{studio.url}/#token={token or studio.token}", width=width, height=height, phone=phone)
        await page.until(_ON)
        yield page


async def _turn_to(page: Page, tab: str) -> None:
    await page.click(f"#tab-{tab}")
    await page.until(f"document.getElementById('panel-{tab}').checkVisibility()")


async def _soon(what: str, holds: Callable[[], object]) -> None:
    await asyncio.to_thread(wait_until, what, holds, at_most_s=SOON_S)


def test_the_token_is_taken_out_of_the_address_and_kept_for_this_tab_only(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with _panel(browser, studio) as page:
            assert await page.js("location.href") == f"{studio.url}/"
            assert await page.js("sessionStorage.getItem('studio.token')") == studio.token
            assert await page.js("Object.keys(localStorage).length") == 0
            history = await page.call("Page.getNavigationHistory")
            assert not any(studio.token in entry["url"] for entry in history["entries"])
            assert await page.js("document.getElementById('door').open") is False
            await page.call("Page.reload")
            await page.until(f"document.readyState === 'complete' && {_ON}")
            assert page.complaints == []

    play(scene())


def test_without_a_token_one_is_asked_for_and_a_wrong_one_is_refused_in_words(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with new_page(browser) as page:
            await page.open(studio.url)
            await page.until("document.getElementById('door')?.open")
            asked = await page.js("document.getElementById('door-reason').textContent")
            await page.click("#by-token summary")
            for token in ("wrong", studio.token):
                await page.click("#token")
                await page.type(token)
                await page.key("Enter")
                if token == "wrong":
                    await page.until(f"document.getElementById('door-reason').textContent !== {asked!r}")
                    assert await page.js("document.getElementById('door').open") is True
                    assert await page.js("sessionStorage.getItem('studio.token')") is None
            await page.until(_ON)
            assert await page.js("document.getElementById('door').open") is False

    play(scene())


def test_a_page_from_elsewhere_is_refused_by_the_server_even_with_the_right_token(browser: str, studio: Studio) -> None:
    async def scene() -> str:
        async with new_page(browser) as page:
            await page.open("about:blank")
            address = f"ws://{studio.host}/control"
            return str(
                await page.js(f"""new Promise((done) => {{
                  const socket = new WebSocket({address!r});
                  socket.onopen = () => done("open");
                  socket.onclose = () => done("closed");
                }})""")
            )

    assert play(scene()) == "closed"


def test_the_preview_is_alive_and_in_the_right_colours(browser: str, studio: Studio, picture: PictureWriter) -> None:
    def pixel(x: float) -> str:
        return f"""(() => {{ const canvas = document.getElementById("preview");
            return [...canvas.getContext("2d").getImageData(canvas.width * {x}, canvas.height / 2, 1, 1).data] }})()"""

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await page.until("document.getElementById('waiting').hidden")
            left, right = await page.js(pixel(0.25)), await page.js(pixel(0.75))
            assert max(abs(a - b) for a, b in zip(left[:3], (120, 146, 98), strict=True)) <= 8
            assert max(abs(a - b) for a, b in zip(right[:3], (255, 76, 0), strict=True)) <= 8
            for width, height in ((360, 640), (640, 360)):
                picture.write(two_halves(width, height))
                size = f"[{width}, {height}].join() === [preview.width, preview.height].join()"
                await page.until(f"(() => {{ const preview = document.getElementById('preview'); return {size}; }})()")
            assert page.complaints == []

    play(scene())


def test_an_outfit_is_chosen_on_the_phone_where_there_is_a_wardrobe(browser: str, studio: Studio) -> None:
    wardrobe = Wardrobe(
        (
            Palette("bamboo", "竹青", "Bamboo", (("coat", "#7a9267"), ("sash", "#e0d2a6"))),
            Palette("plum", "海棠", "Plum", (("coat", "#cc8f9b"), ("sash", "#f3e6d2"))),
        ),
        (Slot("sash", "腰带", "Sash", 0.4, 0.8, 0.12),),
        (Accessory("hat", "草帽", "Hat", "夏", "summer"),),
    )

    def outfit() -> Outfit:
        return studio.console.state.outfit

    async def scene() -> None:
        state = studio.console.state
        async with _panel(browser, studio, phone=True) as page:
            await _turn_to(page, "look")
            await page.until("document.getElementById('outfit').hidden")
            dressed = (
                replace(each, wardrobe=wardrobe if each.name == state.avatar else None) for each in state.avatars
            )
            studio.console.report(e.AvatarsFound(tuple(dressed)))
            await page.until("document.querySelectorAll('#palettes [data-value]').length === 2")
            await page.click("#palettes [data-value=plum]")
            await _soon("the colourway changed", lambda: outfit().palette == "plum")
            await page.until("document.querySelector('#palettes [data-value=plum]').ariaChecked === 'true'")
            await page.click("#slots [data-value=accent]")
            await _soon("the sash is tinted", lambda: outfit().tints == (("sash", state.preset.brand.accent),))
            await page.until("document.querySelector('#slots [data-value=accent]').ariaChecked === 'true'")
            await page.click("#slots [data-value=own]")
            await _soon("it is not any more", lambda: outfit().tints == ())
            await page.click("#accessories [data-key=hat]")
            await _soon("the hat is off", lambda: outfit().off == ("hat",))
            await page.until("document.querySelector('#accessories [data-key=hat]').ariaChecked === 'false'")
            assert page.complaints == []

    play(scene())


def test_every_button_reaches_the_show(browser: str, studio: Studio) -> None:
    def now() -> Show:
        return studio.console.state

    async def scene() -> None:
        async with _panel(browser, studio, phone=True) as page:
            await _turn_to(page, "look")
            await page.click("#framing [data-value=full]")
            await _soon("the framing changed", lambda: now().framing is Framing.FULL)
            await page.click("#background [data-value=transparent]")
            await _soon("the background changed", lambda: now().background == "transparent")
            await page.click("#avatars [data-value=zhuxi]")
            await _soon("the avatar changed", lambda: now().avatar == "zhuxi")
            await page.click("#sources [data-value='camera:0']")
            await _soon("the source changed", lambda: now().source == "camera:0")
            await page.click("#mirror")
            await _soon("the mirror is off", lambda: now().mirror is False)
            await page.click("#slate")
            await _soon("the slate shows", lambda: now().slate)
            await page.until("document.getElementById('slated').hidden === false")
            await page.click("#slate")
            await _soon("the slate is gone", lambda: not now().slate)
            await _turn_to(page, "air")
            await page.click("[data-output=recording]")
            await _soon("it records", lambda: now().recording.status is PartStatus.STARTING)
            await page.click("[data-output=virtualCamera]")
            await _soon("the virtual camera starts", lambda: now().virtual_camera.status is PartStatus.STARTING)
            assert page.complaints == []

    told: list[e.Event] = []
    studio.console.listen(lambda notice: told.extend(notice.events))
    play(scene())
    assert e.RecordingAsked("") in told


def test_going_on_air_and_ending_the_show_ask_once_more(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with _panel(browser, studio) as page:
            words = await page.js("document.getElementById('live').textContent")
            await page.click("#live")
            await page.until(f"document.getElementById('live').textContent !== {words!r}")
            assert studio.console.state.air is Air.REHEARSAL
            await page.click("#live")
            await _soon("it is on air", lambda: studio.console.state.air is Air.LIVE)
            await page.until("document.documentElement.dataset.air === 'live'")
            await _turn_to(page, "air")
            await page.click("#stop")
            await page.until("document.getElementById('stop').dataset.armed")
            assert studio.console.state.stopping is False
            await page.click("#stop")
            await _soon("it ends", lambda: studio.console.state.stopping)

    play(scene())


def test_an_expression_is_held_by_a_tap_and_only_while_pressed_by_a_long_press(browser: str, studio: Studio) -> None:
    def held() -> tuple[tuple[str, float], ...]:
        return studio.console.state.held

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            key = "[data-expression=happy]"
            await page.click(key)
            await _soon("it is held", lambda: held() == (("happy", 1.0),))
            await page.until(f"document.querySelector('{key}').getAttribute('aria-pressed') === 'true'")
            await page.click(key)
            await _soon("it is released", lambda: held() == ())
            await page.until(f"document.querySelector('{key}').getAttribute('aria-pressed') === 'false'")
            await page.click("[data-expression=wave]", hold_s=0.6)
            await _soon("it was held and released", lambda: told[-1:] == [e.ExpressionHeld("wave", 0.0)])

    told: list[e.Event] = []
    studio.console.listen(lambda notice: told.extend(notice.events))
    play(scene())
    steps = (("happy", 1.0), ("happy", 0.0), ("wave", 1.0), ("wave", 0.0))
    assert told == [e.ExpressionHeld(name, weight) for name, weight in steps]


def test_the_keyboard_does_what_hands_do(browser: str, studio: Studio) -> None:
    def now() -> Show:
        return studio.console.state

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await page.key("s")
            await _soon("the slate shows", lambda: now().slate)
            await page.key("3")
            await _soon("the third expression is held", lambda: now().held == (("surprised", 1.0),))
            await page.until("!document.getElementById('release').disabled")
            await page.key("0")
            await _soon("all are released", lambda: now().held == ())
            await page.key("l")
            await page.until("document.getElementById('live').dataset.armed")
            await page.key("l")
            await _soon("it is on air", lambda: now().air is Air.LIVE)
            await _turn_to(page, "look")
            await page.js("document.querySelector('#framing [aria-checked=true]').focus()")
            await page.key("ArrowRight")
            await _soon("the next framing", lambda: now().framing is Framing.HALF)
            assert await page.js("document.activeElement.dataset.value") == "half"

    play(scene())


def test_a_command_set_by_value_goes_through_the_catalogues_own_form(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await _turn_to(page, "air")
            await page.click("#all-commands summary")
            for name, value in (("width", 1080), ("height", 1920), ("fps", 25)):
                await page.click(f"#SetCanvas-{name}")
                await page.type(str(value))
            await page.key("Enter")
            await _soon("the canvas changed", lambda: studio.console.state.canvas == Canvas(1080, 1920, 25))
            await page.click("#HoldExpression-expression")
            await page.type("hapy")
            await page.key("Enter")
            refusal = await page.until("document.querySelector('#toasts .bad')?.textContent")
            assert "hapy" in refusal
            assert "happy" in refusal

    play(scene())


def test_a_lost_show_is_told_and_a_show_that_comes_back_is_found_with_its_state(browser: str, studio: Studio) -> None:
    port = int(studio.host.rpartition(":")[2])
    again = ControlServer(studio.console, tokens=studio.tokens, program_ring=studio.program, port=port)

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await asyncio.to_thread(studio.server.stop)
            await page.until("document.documentElement.dataset.link === 'lost'")
            assert await page.js("document.getElementById('link').hidden") is False
            assert await page.js("document.getElementById('link').textContent")
            studio.console.send(GoLive())
            await asyncio.to_thread(again.start)
            await page.until(_ON)
            await page.until("document.documentElement.dataset.air === 'live'")
            assert await page.js("document.getElementById('link').hidden") is True
            writer = PictureWriter(studio.program)
            writer.write(two_halves())
            await page.until("document.getElementById('waiting').hidden")
            writer.close()

    try:
        play(scene())
    finally:
        again.stop()


def test_a_token_taken_back_closes_the_panel(browser, studio: Studio) -> None:
    token = studio.tokens.issue(Role.OPERATOR, "phone")

    async def scene() -> None:
        async with _panel(browser, studio, token=token) as page:
            (grant,) = (grant for grant in studio.tokens.grants if grant.name == "phone")
            await asyncio.to_thread(studio.tokens.revoke, grant.id)
            await page.until("document.getElementById('door').open")
            assert await page.js("sessionStorage.getItem('studio.token')") is None
            assert await page.js("getComputedStyle(document.querySelector('main')).visibility") == "hidden"

    play(scene())


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (
            Role.VIEWER,
            ("#now", "#rundown", "#gate"),
            (
                "#slate",
                "#next",
                "#live",
                "#stop",
                "#board",
                "#tab-act",
                "#tab-look",
                "#tab-screen",
                ".edit",
                "#all-commands",
            ),
        ),
        (
            Role.OPERATOR,
            ("#slate", "#next", "#live", "[data-expression=happy]", ".edit", "#correct", "[data-gesture=wave]"),
            ("#stop", "#SetCanvas-width"),
        ),
        (
            Role.BRAND,
            ("#slate", "#rehearse", "#framing [data-value=full]", "#message", "#correct"),
            ("#live", "#next", "#stop", "[data-expression=happy]", ".edit", "[data-gesture=wave]"),
        ),
    ],
)
def test_a_panel_shows_what_its_role_may_do(
    browser: str, shop: Studio, role: Role, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    studio = shop

    def visible(selector: str) -> str:
        return f"document.querySelector('{selector}')?.checkVisibility() ?? false"

    async def scene() -> None:
        async with _panel(browser, studio, token=studio.tokens.issue(role, "x")) as page:
            assert await page.js(visible("#health")) is True
            seen: set[str] = set()
            for tab in ("goods", "screen", "act", "look", "air"):
                await page.js(f"document.getElementById('tab-{tab}').click()")
                for selector in (*shown, *hidden):
                    if await page.js(visible(selector)):
                        seen.add(selector)
            assert seen == set(shown)

    play(scene())


def test_health_and_problems_are_told_with_their_remedy(browser: str, studio: Studio) -> None:
    async def scene() -> str:
        async with _panel(browser, studio) as page:
            studio.console.report(
                e.HealthMeasured(Health(show_fps=29.9, tracker_fps=27.2, delay_ms=61.0, performer_seen=True)),
                e.TrackerStarted("camera:0"),
                e.VirtualCameraFailed("no device", "load v4l2loopback <b>now</b>"),
            )
            await page.until("document.querySelector('#problems article') !== null")
            await page.until("document.getElementById('health').textContent.includes('61 ms')")
            assert "27" in await page.js("document.getElementById('health').textContent")
            return str(await page.js("document.querySelector('#problems .remedy').textContent"))

    assert play(scene()) == "load v4l2loopback <b>now</b>"


def test_the_panel_speaks_chinese_and_english_and_remembers_which(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with _panel(browser, studio) as page:
            first = await page.js("document.documentElement.lang")
            second = {"en": "zh-CN", "zh-CN": "en"}[first]
            await page.click("#language")
            await page.until(f"document.documentElement.lang === {second!r}")
            seen = {second: await page.js("document.body.innerText")}
            await page.click("#language")
            await page.until(f"document.documentElement.lang === {first!r}")
            seen[first] = await page.js("document.body.innerText")
            assert "回到排练" not in seen["en"]
            assert "Go live" in seen["en"]
            assert "开播" in seen["zh-CN"]
            for english in ("Go live", "Goods", "Rundown", "Next", "Slate"):
                assert english not in seen["zh-CN"]
            await page.call("Page.reload")
            await page.until(f"document.readyState === 'complete' && {_ON}")
            assert await page.js("document.documentElement.lang") == first

    play(scene())


def test_everybody_can_use_it_on_phone_and_desktop_by_day_and_by_night(
    browser: str, shop: Studio, picture: PictureWriter
) -> None:
    studio = shop
    studio.console.report(
        e.VirtualCameraFailed("no device was found", "load v4l2loopback"),
        e.TrackerLost("the camera is gone", "plug it in"),
        e.ExpressionHeld("happy", 1.0),
        e.RecordingStarted("/videos/a recording with a rather long name, as people give them.mp4"),
        ge.CountdownStarted("恢复原价", time.time() + 300),
        ge.CorrectionShown("漆盒是十二厘米，不是十五厘米", "小林", time.time()),
        ge.PerformerTold("慢一点", "小林"),
        ge.CommentShown(1),
    )

    async def scene() -> list[str]:
        faults: list[str] = []
        async with _panel(browser, studio, phone=True) as page:
            await page.js("document.getElementById('all-commands').open = true")
            for live in (False, True):
                if live:
                    studio.console.report(e.WentLive(), e.SlateShown())
                    await page.until("document.documentElement.dataset.slate === 'true'")
                for theme in ("dark", "light"):
                    await page.theme(theme)
                    for width, height in ((320, 640), (390, 844), (844, 390), (1280, 800)):
                        await page.size(width, height, phone=width < 1000)
                        for tab in ("goods", "screen", "act", "look", "air"):
                            await page.js(f"document.getElementById('tab-{tab}').click()")
                            for _ in range(2):
                                await page.js("document.getElementById('language').click()")
                                found = await page.js(_AUDIT)
                                faults += [f"{theme} {width}×{height} {tab}: {fault}" for fault in found]
            assert page.complaints == []
        return sorted(set(faults))

    assert "\n".join(play(scene())) == ""


def test_the_door_can_be_used_by_everybody_too(browser: str, studio: Studio) -> None:
    async def scene() -> list[str]:
        async with new_page(browser) as page:
            await page.open(studio.url, width=390, height=844, phone=True)
            await page.until("document.getElementById('door')?.open")
            faults: list[str] = []
            for theme in ("dark", "light"):
                await page.theme(theme)
                faults += await page.js(_AUDIT)
            return faults

    assert play(scene()) == []


def test_two_phones_at_once_see_what_the_other_does(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with new_page(browser) as one, new_page(browser) as two:
            for page in (one, two):
                await page.open(f"{studio.url}/#token={studio.token}", width=390, height=844, phone=True)
                await page.until(_ON)
            await _turn_to(one, "look")
            await one.click("#framing [data-value=face]")
            await two.until(
                "document.querySelector('#framing [data-value=face]').getAttribute('aria-checked') === 'true'"
            )
            await two.click("#slate")
            await one.until("document.documentElement.dataset.slate === 'true'")

    play(scene())


def test_words_from_the_show_are_never_taken_for_markup(browser: str, studio: Studio) -> None:
    bad = "<img src=x onerror=document.title='owned'>"
    studio.console.report(
        e.AvatarsFound(tuple(replace(entry, title_zh=bad, title_en=bad) for entry in studio.console.state.avatars)),
        e.AvatarLoaded("qiongjiu", ("happy", bad), bad),
        e.TrackerFailed(bad, bad),
    )
    assert studio.console.state.tracker == Part(PartStatus.FAILED, "", bad, bad)

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await page.until("document.querySelector('#problems article') !== null")
            assert await page.js("document.querySelectorAll('main img[src=\"x\"]').length") == 0
            assert await page.js("document.title") != "owned"
            assert page.complaints == []

    play(scene())


def test_what_the_engine_says_reads_the_same_as_at_the_desk(browser: str, studio: Studio) -> None:
    numbers = iter(range(10_000))
    said = [re.sub(r"\{\d*\}", lambda _: f"q{next(numbers)}", template.english) for template in templates()]
    said += [
        "camera:0: the camera gives no picture",
        "sheet.csv, row 3, 价格: “abc”",
        "the show did not start (/tmp/show.log)",
        "OBS is closed; its script is laid",
        "the virtual camera is already in use",
        "the gate is closed — label: the label has not been seen in the picture yet; driver: the performance is "
        "recorded, not live; most platforms punish that; prices: “龙井”: the price is missing",
        "something nobody foresaw: at all",
        "a: " * 1000,
        "{0}{}",
    ]

    async def scene() -> None:
        async with _panel(browser, studio) as page:
            await page.js("localStorage.setItem('studio.language', 'zh')")
            await page.call("Page.reload")
            await page.until(f"document.documentElement.lang === 'zh-CN' && {_ON}")
            heard = await page.js(f"import('/problems.js').then(({{ told }}) => {json.dumps(said)}.map(told))")
            assert heard == [told(text, "zh") for text in said]
            studio.console.report(e.TrackerLost("camera:0: the camera gives no picture", "choose another"))
            await page.until("document.getElementById('problems').textContent.includes('摄像头 0：摄像头没有画面')")
            assert page.complaints == []

    play(scene())
