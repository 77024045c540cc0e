from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.host import ShowConsole
from studio.control.state import Air, GateLight, Show
from studio.core.errors import CommandError
from studio.core.goods import Product, Seller
from studio.core.preset import Anchor, OverlayItem, OverlayKind, Preset, Spot
from studio.engine.gatekeeper import Gatekeeper, guard, rows_of
from studio.engine.on_screen import on_screen_of

_LINE = OverlayItem("line", OverlayKind.LOWER_THIRD)
_BOX = Product("1", "漆盒", 19900, "只")
_LIVE = Show(air=Air.LIVE, preset=Preset("shop"), overlays=(_LINE,), rundown=(_BOX,))


def _row(state: Show, key: str) -> GateLight:
    return next(row.light for row in rows_of(state, date(2026, 11, 27)) if row.key == key)


def test_every_word_that_may_come_on_the_picture_is_looked_at() -> None:
    assert _row(Show(rundown=(_BOX,)), "words") is GateLight.GREEN
    for product in (
        Product("1", "全网最低价漆盒"),
        Product("1", "漆盒", points=("国家级工艺",)),
        Product("1", "漆盒", offer="加微信领券"),
        Product("1", "漆盒", script="这是世界级的漆器"),
    ):
        assert _row(Show(rundown=(product,)), "words") is GateLight.RED, product
    assert _row(Show(overlays=(OverlayItem("x", OverlayKind.TICKER, text_zh="销量第一"),)), "words") is GateLight.RED


def test_goods_are_read_with_the_rules_of_their_category_and_their_proofs() -> None:
    assert (
        _row(Show(rundown=(Product("1", "面霜", points=("保湿",), category="cosmetics"),)), "words")
        is not GateLight.GREEN
    )
    proven = Product("1", "面霜", points=("保湿",), category="cosmetics", proofs=("保湿",))
    assert _row(Show(rundown=(proven,)), "words") is GateLight.GREEN
    assert _row(Show(rundown=(Product("1", "漆盒", points=("保湿",), category="lacquer"),)), "words") is GateLight.GREEN


@pytest.mark.parametrize(
    "command",
    [
        g.SetOverlayText("line", "全网最低价"),
        g.SetOverlayText("line", "今晚", "加微信 abc12345"),
        g.Correct("我们是国家级品牌", "小李"),
        g.StartCountdown("史上最低价结束", 5.0),
        g.SetComparedPrice("1", 29900, "史上最低价", "小李"),
    ],
)
def test_on_air_no_banned_word_comes_on_the_picture(command: c.Command) -> None:
    with pytest.raises(CommandError) as refused:
        ShowConsole(_LIVE, guard=guard).send(command)
    assert refused.value.remedy
    ShowConsole(Show(air=Air.REHEARSAL, overlays=(_LINE,), rundown=(_BOX,)), guard=guard).send(command)


def test_a_viewers_comment_with_a_banned_word_stays_in_the_queue() -> None:
    console = ShowConsole(_LIVE, guard=guard)
    console.send(g.AddComment("甲", "加我微信 abc12345"))
    console.send(g.AddComment("乙", "有红色吗?"))
    with pytest.raises(CommandError):
        console.send(g.ShowComment(1))
    console.send(g.ShowComment(2))
    console.send(g.AddComment("加微信 abc12345", "好看"))
    with pytest.raises(CommandError):
        console.send(g.ShowComment(3))


def test_on_air_no_way_leads_to_a_product_with_a_banned_word() -> None:
    bad = Product("2", "全网最低价漆盘", 9900, "只")
    console = ShowConsole(replace(_LIVE, rundown=(_BOX, bad), product="1"), guard=guard)
    for command in (g.NextProduct(), g.ShowProduct("2")):
        with pytest.raises(CommandError, match="may not be shown on air"):
            console.send(command)
    assert console.state.product == "1"


def test_a_hidden_line_with_a_banned_word_does_not_come_on_air() -> None:
    line = OverlayItem("line", OverlayKind.LOWER_THIRD, shown=False, text_zh="全网最低价")
    with pytest.raises(CommandError):
        ShowConsole(replace(_LIVE, overlays=(line,)), guard=guard).send(g.ShowOverlay("line"))


def test_what_was_wrong_before_keeps_nobody_from_mending_the_rest() -> None:
    line = OverlayItem("line", OverlayKind.LOWER_THIRD, text_zh="全网最低价")
    console = ShowConsole(replace(_LIVE, overlays=(line,)), guard=guard)
    console.send(g.Correct("口误，价格以链接为准", "小李"))
    console.send(g.SetOverlayText("line", "今晚八点"))
    assert console.state.overlays[0].text_zh == "今晚八点"


def test_on_air_the_seller_can_be_neither_hidden_nor_made_too_small_to_read() -> None:
    strip = OverlayItem("seller", OverlayKind.SELLER, wide=Spot(width=0.3), tall=Spot(width=0.7))
    shop = Preset("shop", seller=Seller(name="示例小店", address="示例路 1 号", contact="店铺客服"), overlays=(strip,))
    console = ShowConsole(replace(_LIVE, preset=shop, overlays=(strip,)), guard=guard)
    console.send(g.PlaceOverlay("seller", False, Anchor.TOP, 0.0, 0.0, 0.2))
    with pytest.raises(CommandError, match="too small"):
        console.send(g.PlaceOverlay("seller", False, Anchor.TOP, 0.0, 0.0, 0.05))
    with pytest.raises(CommandError, match="whole broadcast"):
        console.send(g.ShowOverlay("seller", False))
    hidden = replace(console.state, overlays=(replace(strip, shown=False),))
    assert [item.id for item in on_screen_of(hidden, 0.0).items] == ["seller"]


def test_rows_follow_the_facts_and_are_told_only_when_they_change() -> None:
    told: list[e.GateChecked] = []
    console = ShowConsole(Show())
    console.listen(Gatekeeper(console, today=lambda: date(2026, 11, 27)).hear)
    console.listen(lambda notice: told.extend(event for event in notice.events if isinstance(event, e.GateChecked)))
    console.report(ge.PresetOpened(Preset("shop"), (_BOX,)))
    assert {row.key for row in told[-1].rows} >= {"preset", "seller", "prices", "pictures", "platform"}
    count = len(told)
    console.send(g.MarkMoment("x"))
    console.send(c.SetMirror(False))
    assert len(told) == count
    console.send(g.ClosePreset())
    assert "seller" not in {row.key for row in told[-1].rows}
