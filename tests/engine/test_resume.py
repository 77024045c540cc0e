"""A show that ended, however it ended, goes on where it was: same brand, product and prices, in rehearsal."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control.host import ShowConsole
from studio.control.state import Air, Framing, Part, PartStatus, Show
from studio.core.wardrobe import Outfit
from studio.engine.resume import ShowKeeper, facts_of, last_of, show_of
from studio.library import settings
from tests.support.shop import PRESET, PRODUCTS
from tests.support.show import running_show
from tests.support.waiting import wait_until


def _evening() -> ShowConsole:
    """A brand is on, and its operator has been busy."""
    console = ShowConsole(Show(expressions=("happy",)), clock=lambda: 1000.0)
    console.report(ge.PresetAsked("workshop"), ge.PresetOpened(PRESET, PRODUCTS))
    for command in (
        g.ShowProduct("A002"), g.SetPrice("A001", 18900, "小林"), g.SetStock("A003", 7, "小林"),
        g.MoveProduct("A005", 1),
        g.ShowOverlay("seller", False), g.SetOverlayText("third", "改过的字", "Edited"), c.SetFraming(Framing.FULL),
        c.SetBackground("#d6ecf0"), c.HoldExpression("happy", 0.5), g.HoldRundown(True), c.CutToSlate(), c.GoLive(),
        g.StartCountdown("恢复原价", 30.0),
    ):  # fmt: skip
        console.send(command)
    console.report(oe.OutfitChosen("qiongjiu", Outfit("moon", (("band", "#9d2933"),), ("flower",))))
    return console


def test_the_brand_its_goods_and_what_was_edited_come_back_in_rehearsal() -> None:
    left = _evening().state
    last = last_of(left, "workshop")
    again = ShowConsole(show_of(last))
    again.report(ge.PresetOpened(PRESET, PRODUCTS), e.FramingSet(Framing.HALF))
    again.report(*facts_of(last, again.state, now_s=1500.0))
    now = again.state
    assert now.air is Air.REHEARSAL
    for name in ("rundown", "product", "product_at_s", "card", "overlays", "framing", "background", "held", "slate",
                 "outfits", "rundown_held", "countdown"):  # fmt: skip
        assert getattr(now, name) == getattr(left, name), name


def test_a_countdown_that_ended_meanwhile_does_not_begin_again() -> None:
    last = last_of(_evening().state, "workshop")
    late = facts_of(last, ShowConsole().state, now_s=1000.0 + 31 * 60)
    assert not any(isinstance(fact, ge.CountdownStarted) for fact in late)


def test_a_products_cue_is_not_played_again() -> None:
    last = last_of(_evening().state, "workshop")
    state = replace(Show(), rundown=PRODUCTS, obs=Part(PartStatus.RUNNING), obs_scenes=("商品 1",))
    facts = facts_of(last, state, now_s=0.0)
    assert not any(isinstance(fact, e.ObsSceneAsked | ge.GesturePlayed | e.ExpressionHeld) for fact in facts)


def test_what_is_gone_from_the_brands_file_is_left_out_and_newer_prices_of_the_file_stand() -> None:
    last = last_of(_evening().state, "workshop")
    newer = replace(PRODUCTS[0], price_fen=17900, price_at_s=2000.0)
    state = replace(Show(), rundown=(newer, *PRODUCTS[2:]), overlays=PRESET.overlays)
    facts = facts_of(last, state, now_s=0.0)
    assert not any(isinstance(fact, ge.ProductShown | ge.PriceSet) for fact in facts)
    assert ge.StockSet("A003", 7, "小林", 1000.0) in facts


def test_it_is_written_down_while_the_show_runs_and_only_when_it_changed() -> None:
    console = ShowConsole()
    keeper = ShowKeeper(console, settings.load().show, every_s=0.02)
    keeper.start()
    console.report(ge.PresetAsked("workshop"), ge.PresetOpened(PRESET, PRODUCTS))
    console.send(g.ShowProduct("A004"))
    wait_until("it is written", lambda: settings.load().show.product == "A004")
    assert settings.load().show.preset == "workshop"
    file = settings.paths.settings_file()
    before = file.stat().st_mtime_ns
    console.report(e.HealthMeasured(console.state.health))
    time.sleep(0.2)
    assert file.stat().st_mtime_ns == before
    keeper.close()


def test_until_the_brand_is_back_nothing_of_the_last_show_is_overwritten() -> None:
    last = last_of(_evening().state, "workshop")
    settings.remember(show=last)
    console = ShowConsole(show_of(last))
    keeper = ShowKeeper(console, last, every_s=0.02)
    keeper.start()
    time.sleep(0.2)
    keeper.close()
    assert settings.load().show == last


def test_a_brand_that_cannot_be_opened_any_more_is_let_go() -> None:
    last = last_of(_evening().state, "workshop")
    console = ShowConsole(show_of(last))
    keeper = ShowKeeper(console, last)
    console.report(ge.PresetAsked("workshop"), ge.PresetRefused("workshop", "gone", "choose another"))
    keeper.close()
    assert settings.load().show.preset == ""


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_show_goes_on_with_its_brand_and_product(tmp_path: Path) -> None:
    with running_show(tmp_path, "--resume", "--preset", "teahouse") as show:
        state = show.until("the brand is on", lambda state: state.preset.id == "teahouse" and len(state.rundown) > 1)
        second = state.rundown[1].id
        show.console.send(g.ShowProduct(second))
        show.console.send(g.SetStock(second, 7, "小林"))
        file = tmp_path / "home/settings/settings.json"
        wait_until("it is written", lambda: settings.resume(file)[0].show.product == second)
        wait_until("the edit too", lambda: any(edit.stock == 7 for edit in settings.resume(file)[0].show.edits))
        os.kill(show.process.pid, signal.SIGKILL)
        show.process.wait()
    with running_show(tmp_path, "--resume") as show:
        state = show.until("the product is back", lambda state: state.product == second)
        assert state.preset.id == "teahouse"
        assert state.air is Air.REHEARSAL
        assert next(product.stock for product in state.rundown if product.id == second) == 7
