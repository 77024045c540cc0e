from __future__ import annotations

from datetime import date

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.host import ShowConsole
from studio.control.state import Air, GateLight, Show
from studio.core.errors import CommandError
from studio.core.goods import Product
from studio.core.preset import OverlayItem, OverlayKind, Preset
from studio.engine.gatekeeper import Gatekeeper, guard, rows_of

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
        guard(_LIVE, command)
    assert refused.value.remedy
    guard(Show(air=Air.REHEARSAL, overlays=(_LINE,), rundown=(_BOX,)), command)


def test_a_viewers_comment_with_a_banned_word_stays_in_the_queue() -> None:
    console = ShowConsole(_LIVE, guard=guard)
    console.send(g.AddComment("甲", "加我微信 abc12345"))
    console.send(g.AddComment("乙", "有红色吗?"))
    with pytest.raises(CommandError):
        console.send(g.ShowComment(1))
    console.send(g.ShowComment(2))


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
