"""The operator's evening at the panel, in a real Chromium on a phone: goods, words, gate, devices."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import remote_commands as r
from studio.control import remote_events as re
from studio.control.pairing import invitation
from studio.control.roles import Role
from studio.control.state import Framing, PartStatus, RemoteEntry, Show
from studio.core.goods import CommentLife
from tests.support.chromium import Page, chromium, new_page, program
from tests.support.remote_studio import SOON_S, Studio, play
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(program() is None, reason="no Chromium on this machine")

_ON = "document.documentElement.dataset.link === 'on'"


@pytest.fixture(scope="module")
def browser() -> Iterator[str]:
    with chromium() as address:
        yield address


@contextlib.asynccontextmanager
async def _phone(
    browser: str, studio: Studio, role: Role = Role.OPERATOR, name: str = "小林的手机"
) -> AsyncIterator[Page]:
    token = studio.token if role is Role.PERFORMER else studio.tokens.issue(role, name)
    async with new_page(browser) as page:
        await page.open(f"{studio.url}/#token={token}", width=390, height=844, phone=True)
        await page.until(_ON)
        yield page


async def _soon(what: str, holds: Callable[[], object]) -> None:
    await asyncio.to_thread(wait_until, what, holds, at_most_s=SOON_S)


async def _fill(page: Page, selector: str, text: str) -> None:
    await page.click(selector)
    await page.js(f"document.querySelector({selector!r}).select()")
    await page.type(text)


async def _turn_to(page: Page, tab: str) -> None:
    await page.click(f"#tab-{tab}")
    await page.until(f"document.getElementById('panel-{tab}').checkVisibility()")


def test_next_previous_jump_and_hold_move_through_the_rundown(browser: str, shop: Studio) -> None:
    def now() -> Show:
        return shop.console.state

    async def scene() -> None:
        async with _phone(browser, shop) as page:
            assert "199" in await page.js("document.getElementById('now').innerText")
            await page.click("#next")
            await _soon("the second is on", lambda: now().product == "A002")
            await page.until("document.querySelector('[data-product=A002]').classList.contains('on')")
            await page.click("[data-key='jump A005']")
            await _soon("the fifth is on", lambda: now().product == "A005")
            await page.click("#previous")
            await _soon("the fourth is on", lambda: now().product == "A004")
            await page.click("[data-key=hold]")
            await _soon("it is held", lambda: now().rundown_held)
            await page.until("document.getElementById('next').disabled")
            assert await page.js("document.querySelector(\"[data-key='jump A001']\").disabled") is True
            await page.click("[data-key=card]")
            await _soon("the card is away", lambda: not now().card)
            assert page.complaints == []

    play(scene())


def test_prices_are_read_in_yuan_sent_in_fen_and_signed_with_the_devices_name(browser: str, shop: Studio) -> None:
    def product(name: str) -> object:
        return next(item for item in shop.console.state.rundown if item.id == name)

    async def scene() -> None:
        async with _phone(browser, shop) as page:
            await page.click("[data-key='edit A001']")
            assert await page.js("document.getElementById('edit-price').value") == "199"
            await _fill(page, "#edit-price", "19x")
            await page.click("#sheet-done")
            assert await page.until("document.querySelector('#sheet .reason').textContent")
            assert await page.js("document.getElementById('sheet').open") is True
            await _fill(page, "#edit-price", "189.05")
            await _fill(page, "#edit-stock", "80")
            await page.click("#sheet-done")
            await _soon("the price is set", lambda: product("A001").price_fen == 18905)  # type: ignore[attr-defined]
            await _soon("the stock is set", lambda: product("A001").stock == 80)  # type: ignore[attr-defined]
            assert product("A001").price_by == product("A001").stock_by == "小林的手机"  # type: ignore[attr-defined]
            assert product("A001").usual_price_fen == 26900, "what was not touched was not sent"  # type: ignore[attr-defined]
            await page.until("document.querySelector('[data-product=A001] .price').textContent.includes('189.05')")
            await page.click("[data-key='edit A006']")
            await _fill(page, "#edit-price", "0.1")
            await page.click("#sheet-done")
            await _soon("a first price", lambda: product("A006").price_fen == 10)  # type: ignore[attr-defined]

    play(scene())


def test_at_the_machine_itself_an_edit_asks_for_a_name_once(browser: str, shop: Studio) -> None:
    async def scene() -> None:
        async with _phone(browser, shop, Role.PERFORMER) as page:
            await page.click("[data-key='edit A002']")
            await _fill(page, "#edit-stock", "5")
            await page.click("#sheet-done")
            assert await page.until("document.querySelector('#sheet .reason').textContent")
            await _fill(page, "#signer", "阿琼")
            await page.click("#sheet-done")
            await _soon("it is signed", lambda: shop.console.state.rundown[1].stock_by == "阿琼")
            await page.click("[data-key='edit A003']")
            assert await page.js("document.getElementById('signer').value") == "阿琼"

    play(scene())


def test_overlays_countdown_comments_and_corrections_reach_the_picture(browser: str, shop: Studio) -> None:
    def now() -> Show:
        return shop.console.state

    async def scene() -> None:
        async with _phone(browser, shop) as page:
            await _turn_to(page, "screen")
            await page.click("[data-overlay=ticker]")
            await _soon("the ticker runs", lambda: next(i for i in now().overlays if i.id == "ticker").shown)
            await page.click("[data-key='words third']")
            await _fill(page, "#text-zh", "今晚八点")
            await page.click("#sheet-done")
            await _soon(
                "the words are set", lambda: next(i for i in now().overlays if i.id == "third").text_zh == "今晚八点"
            )
            await _fill(page, "#count-what", "恢复原价")
            await page.click("#count-minutes [data-value='3']")
            await page.click("#count button[type=submit]")
            await _soon("it counts", lambda: now().countdown is not None)
            left = await page.until("document.getElementById('count-left')?.textContent")
            assert left.startswith(("2:5", "3:00"))
            await page.click("#countdown [data-command=StopCountdown]")
            await _soon("it stopped", lambda: now().countdown is None)
            await _fill(page, "#comment-text", "多大？")
            await page.click("#comment button[type=submit]")
            await _soon("it waits", lambda: now().comments[-1].text == "多大？")
            await page.click("[data-comment='4'] [data-command=ShowComment]")
            await _soon("it is shown", lambda: now().comments[-1].life is CommentLife.SHOWN)
            await page.click("[data-comment='1'] [data-command=CloseComment]")
            await _soon("it is answered", lambda: now().comments[0].life is CommentLife.ANSWERED)
            await _fill(page, "#correction", "漆盒是十二厘米")
            await page.click("#correct button[type=submit]")
            await _soon("it is corrected", lambda: now().correction == "漆盒是十二厘米")
            await page.until("document.getElementById('correction-end')?.disabled")
            assert page.complaints == []

    play(scene())


def test_the_performer_is_told_gestures_are_played_and_moments_marked(browser: str, shop: Studio) -> None:
    facts: list[e.Event] = []
    shop.console.listen(lambda notice: facts.extend(notice.events))

    async def scene() -> None:
        async with _phone(browser, shop) as page:
            await page.click("#moment")
            await _soon("it is marked", lambda: any(isinstance(fact, ge.MomentMarked) for fact in facts))
            await _turn_to(page, "act")
            await page.click("[data-key=slower]")
            await _soon("a phrase is told", lambda: shop.console.state.message in ("慢一点", "Slower"))
            await _fill(page, "#message", "看右边")
            await page.key("Enter")
            await _soon("words are told", lambda: shop.console.state.message == "看右边")
            await page.click("#message-shown button")
            await _soon("they are taken away", lambda: shop.console.state.message == "")
            await page.click("[data-gesture=bow]")
            await _soon("it bows", lambda: ge.GesturePlayed("bow") in facts)

    play(scene())


def test_a_row_of_the_gate_is_signed_by_name_and_a_red_one_cannot_be(browser: str, shop: Studio) -> None:
    async def scene() -> None:
        async with _phone(browser, shop) as page:
            assert await page.js("document.getElementById('tab-air').dataset.badge") == "2"
            await _turn_to(page, "air")
            assert await page.js("document.querySelector('[data-row=prices] [data-command=SignOff]')") is None
            await page.click("[data-row=words] [data-command=SignOff]")
            await page.click("#sheet-done")
            assert await page.until("document.querySelector('#sheet .reason').textContent")
            await _fill(page, "#reviewer", "审核员乙")
            await page.click("#sheet-done")
            signed = "审核员乙 @ "  # and the device
            await _soon("signed", lambda: any(row.signed_by.startswith(signed) for row in shop.console.state.gate))
            await page.until("document.querySelector('[data-row=words]').classList.contains('open')")
            await page.until("document.getElementById('tab-air').dataset.badge === '1'")

    play(scene())


def test_obs_scenes_are_switched_from_the_panel_and_set_up_is_one_tap(browser: str, shop: Studio) -> None:
    facts: list[e.Event] = []
    shop.console.listen(lambda notice: facts.extend(notice.events))
    shop.console.report(re.ObsSoundsSeen(("Mic",)), re.ObsDelayMeasured(46.0))

    async def scene() -> None:
        async with _phone(browser, shop) as page:
            await _turn_to(page, "air")
            await page.click("[data-key='scene 商品 2']")
            await _soon("OBS is asked", lambda: e.ObsSceneAsked("商品 2") in facts)
            await page.click("[data-output=setUp]")
            await _soon("set-up is asked", lambda: shop.console.state.obs_set_up.status is PartStatus.STARTING)
            await page.click("[data-key='sound Mic']")
            await _soon("alignment is asked", lambda: re.ObsAlignAsked("Mic") in facts)

    play(scene())


def test_the_stream_goes_where_the_machines_owner_says(browser: str, studio: Studio) -> None:
    async def scene() -> None:
        async with _phone(browser, studio, Role.PERFORMER) as page:
            await _turn_to(page, "air")
            await page.click("[data-output=stream]")
            await _fill(page, "#stream-address", "udp://192.168.1.20:9000")
            await page.key("Enter")
            await _soon("it starts", lambda: studio.console.state.stream.detail == "udp://192.168.1.20:9000")

    play(scene())


def test_a_thumbnail_is_the_products_own_picture_and_needs_the_token(
    browser: str, shop: Studio, tmp_path: Path
) -> None:
    path = tmp_path / "A001.png"
    pixels = np.full((300, 400, 3), (255, 76, 0), np.uint8)
    with av.open(str(path), "w", format="image2", options={"update": "1"}) as file:
        stream = file.add_stream("png")
        stream.width, stream.height, stream.pix_fmt = 400, 300, "rgb24"
        file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        file.mux(stream.encode(None))
    state = shop.console.state
    shop.console._state = replace(state, rundown=(replace(state.rundown[0], picture=str(path)), *state.rundown[1:]))
    pixel = """(() => { const c = document.querySelector("[data-product=A001] .thumb canvas");
        const of = (x, y) => c.getContext("2d").getImageData(x, y, 1, 1).data;
        return c && [c.width, c.height, ...of(c.width / 2, c.height / 2)]; })()"""

    async def scene() -> None:
        async with _phone(browser, shop, Role.VIEWER) as page:
            width, height, red, green, blue, _ = await page.until(pixel)
            assert (width, height) == (240, 180)
            assert max(abs(red - 255), abs(green - 76), abs(blue)) <= 8
            for address, status in (
                ("/picture/product/A001", 401), ("/picture/product/A002", 401), ("/picture/file/etc", 401),
            ):  # fmt: skip
                assert await page.js(f"fetch('{address}').then((answer) => answer.status)") == status
            page.complaints.clear()

    play(scene())


def test_a_phone_is_paired_by_six_digits_and_stays_so(browser: str, studio: Studio) -> None:
    studio.console.send(r.OfferPairing(Role.OPERATOR))
    told = invitation(studio.url, studio.token)
    assert told is not None

    async def scene() -> None:
        async with new_page(browser) as page:
            await page.open(studio.url, width=390, height=844, phone=True)
            await page.until("document.getElementById('door')?.open")
            wrong = f"{(int(told.code) + 1) % 1_000_000:06d}"
            for code in (wrong, f"{told.code[:3]} {told.code[3:]}"):
                before = await page.js("document.getElementById('door-reason').textContent")
                await _fill(page, "#code", code)
                await _fill(page, "#device", "阿竹的手机")
                await page.key("Enter")
                if code == wrong:
                    await page.until(f"document.getElementById('door-reason').textContent !== {before!r}")
                    page.complaints.clear()
            await page.until(_ON)
            assert await page.js("document.documentElement.dataset.role") == "operator"
            assert [grant.name for grant in studio.tokens.grants if grant.kept] == ["阿竹的手机"]
            token = await page.js("localStorage.getItem('studio.token')")
            assert studio.tokens.check(token)
            history = await page.call("Page.getNavigationHistory")
            assert not any(token in entry["url"] for entry in history["entries"])
            await page.js("sessionStorage.clear()")
            await page.call("Page.reload")
            await page.until(f"document.readyState === 'complete' && {_ON}")
            await page.js("localStorage.clear()")

    play(scene())


def test_a_scanned_qr_code_pairs_and_leaves_no_code_in_the_history(browser: str, studio: Studio) -> None:
    studio.console.send(r.OfferPairing(Role.VIEWER, "品牌方平板"))
    told = invitation(studio.url, studio.token)
    assert told is not None

    async def scene() -> None:
        async with new_page(browser) as page:
            await page.open(told.url, width=390, height=844, phone=True)
            await page.until(_ON)
            assert await page.js("location.href") == f"{studio.url}/"
            history = await page.call("Page.getNavigationHistory")
            assert not any("pair=" in entry["url"] for entry in history["entries"])
            assert [grant.name for grant in studio.tokens.grants if grant.kept] == ["品牌方平板"]
            await page.js("localStorage.clear()")

    play(scene())


def test_the_machine_itself_shows_the_code_and_revokes_devices(browser: str, studio: Studio) -> None:
    facts: list[e.Event] = []
    studio.console.listen(lambda notice: facts.extend(notice.events))
    studio.console.report(re.RemotesSeen((RemoteEntry("a1b2", Role.OPERATOR, "旧手机", "2026-11-01T00:00:00+00:00"),)))

    async def scene() -> None:
        async with _phone(browser, studio, Role.PERFORMER) as page:
            await _turn_to(page, "air")
            await page.click("[data-key='offer operator']")
            digits = await page.until("document.querySelector('.digits')?.textContent")
            told = invitation(studio.url, studio.token)
            assert told is not None
            assert digits.replace(" ", "") == told.code
            assert await page.js("document.querySelector('.qr').width > 100") is True
            await page.click("[data-key=a1b2]")
            await page.click("[data-key=a1b2]")
            await _soon("it is revoked", lambda: re.RevokeAsked("a1b2") in facts)

    play(scene())


def test_two_phones_send_a_thousand_commands_and_none_is_lost(browser: str, shop: Studio) -> None:
    """Five hundred from each at once, through the page's own connection; each is answered, in its order."""
    facts: list[e.Event] = []
    shop.console.listen(lambda notice: facts.extend(notice.events))
    flood = """(async (who) => {
      const { Control } = await import("/link.js");
      const token = sessionStorage.getItem("studio.token");
      let ready;
      const met = new Promise((done) => { ready = done; });
      const control = new Control({ onHello: ready, onNotice() {}, onLost() {}, onRefused() {} });
      control.open(token);
      await met;
      let made = 0;
      await Promise.all(Array.from({ length: 500 }, (_, number) =>
        control.send("MarkMoment", { note: `${who} ${number}` }).then((events) => { made += events.length; })));
      control.close();
      return made;
    })"""

    async def scene() -> None:
        async with _phone(browser, shop, name="one") as one, _phone(browser, shop, name="two") as two:
            made = await asyncio.gather(one.js(f"{flood}('one')"), two.js(f"{flood}('two')"))
            assert made == [500, 500]
            await one.click("#tab-look")
            await one.click("#framing [data-value=face]")
            await _soon("they still work", lambda: shop.console.state.framing is Framing.FACE)

    play(scene())
    notes = [fact.note for fact in facts if isinstance(fact, ge.MomentMarked)]
    assert len(notes) == 1000
    for who in ("one", "two"):
        assert [note for note in notes if note.startswith(who)] == [f"{who} {number}" for number in range(500)]


def test_the_slate_is_one_tap_wherever_one_is(browser: str, shop: Studio) -> None:
    async def scene() -> None:
        async with _phone(browser, shop) as page:
            for tab in ("goods", "screen", "act", "look", "air"):
                await _turn_to(page, tab)
                await page.click("#slate")
                await _soon("the slate shows", lambda: shop.console.state.slate)
                shop.console.send(c.CutToSlate(False))
                await page.until("document.documentElement.dataset.slate === 'false'")

    play(scene())
