"""A shop's evening, told like a play: what an operator may do to the goods, and what the law does not let them do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.reducer import apply, reduce
from studio.control.state import Air, Framing, Part, PartStatus, Show
from studio.core.errors import CommandError
from studio.core.goods import Comment, CommentLife, Countdown, Cue, Product
from studio.core.preset import Anchor, ChromaKey, OverlayItem, OverlayKind, Preset, Spot

_BOX = Product("1", "漆盒", 19900, "只", usual_price_fen=25900, compare_basis="近7日最低成交价", stock=20)
_FAN = Product("2", "竹扇", 5900, "把", cue=Cue("face", "set:geyuan/spring", "wave", "happy", "商品特写"))
_TEA = Product("3", "绿杨春茶", None, "盒")
_STRIP = OverlayItem("seller", OverlayKind.SELLER)
_LINE = OverlayItem("line", OverlayKind.LOWER_THIRD, text_zh="今晚八点")
_SHOP = Show(
    rundown=(_BOX, _FAN, _TEA),
    overlays=(_STRIP, _LINE),
    gestures=("wave", "bow"),
    expressions=("happy", "sad"),
    preset=Preset("lacquer"),
)
_NOW_S = 1_800_000_000.0


def _after(state: Show, *commands: g.GoodsCommand, now_s: float = _NOW_S) -> Show:
    for command in commands:
        state, _ = reduce(state, command, now_s)
    return state


def _refusal(state: Show, command: g.GoodsCommand, now_s: float = _NOW_S) -> CommandError:
    with pytest.raises(CommandError) as refused:
        reduce(state, command, now_s)
    assert refused.value.what
    assert refused.value.remedy
    return refused.value


def test_next_goes_through_the_rundown_and_stops_at_its_end() -> None:
    state = _SHOP
    seen = []
    for _ in range(3):
        state = _after(state, g.NextProduct())
        seen.append(state.product)
    assert seen == ["1", "2", "3"]
    assert "last" in _refusal(state, g.NextProduct()).what
    assert _after(state, g.PreviousProduct()).product == "2"


def test_a_product_brings_all_that_its_cue_says() -> None:
    connected = replace(_SHOP, obs=Part(PartStatus.RUNNING), obs_scenes=("商品特写", "直播"), obs_scene="直播")
    _, facts = reduce(connected, g.ShowProduct("2"), _NOW_S)
    assert facts == (
        ge.ProductShown("2", _NOW_S),
        ge.CardShown(True),
        e.FramingSet(Framing.FACE),
        e.BackgroundSet("set:geyuan/spring"),
        e.ExpressionHeld("happy", 1.0),
        ge.GesturePlayed("wave"),
        e.ObsSceneAsked("商品特写"),
    )


def test_a_cue_that_this_show_cannot_follow_costs_nothing() -> None:
    bare = replace(_SHOP, gestures=(), expressions=("sad",))
    _, facts = reduce(bare, g.ShowProduct("2"), _NOW_S)
    assert [type(fact) for fact in facts] == [ge.ProductShown, ge.CardShown, e.FramingSet, e.BackgroundSet]


def test_the_expression_of_a_cue_leaves_with_its_product() -> None:
    state = _after(_SHOP, g.ShowProduct("2"))
    assert dict(state.held) == {"happy": 1.0}
    assert _after(state, g.ShowProduct("1")).held == ()


def test_a_held_rundown_lets_nobody_move_on() -> None:
    state = _after(_SHOP, g.ShowProduct("1"), g.HoldRundown(True))
    for command in (g.NextProduct(), g.PreviousProduct(), g.ShowProduct("2")):
        assert _refusal(state, command)
    assert _after(state, g.ShowCard(False), g.ShowProduct("1")).card
    assert _after(state, g.HoldRundown(False), g.NextProduct()).product == "2"


def test_an_incomplete_card_may_be_rehearsed_but_not_broadcast() -> None:
    assert _after(_SHOP, g.ShowProduct("3")).card
    refused = _refusal(replace(_SHOP, air=Air.LIVE), g.ShowProduct("3"))
    assert "price" in refused.what


def test_an_edit_of_price_or_stock_carries_who_and_when() -> None:
    state = _after(_SHOP, g.SetPrice("1", 18900, "小李"), g.SetStock("1", 7, "小王"), now_s=5.0)
    box = state.rundown[0]
    assert (box.price_fen, box.price_by, box.price_at_s) == (18900, "小李", 5.0)
    assert (box.stock, box.stock_by, box.stock_at_s) == (7, "小王", 5.0)
    assert "name" in _refusal(_SHOP, g.SetPrice("1", 18900)).what


@pytest.mark.parametrize(
    "command",
    [
        g.SetPrice("1", 0, "x"),
        g.SetPrice("1", 10**12, "x"),
        g.SetStock("1", -1, "x"),
        g.SetComparedPrice("1", 30000, "", "x"),
        g.SetComparedPrice("1", 100, "吊牌价", "x"),
        g.SetPrice("nobody", 100, "x"),
        g.MoveProduct("1", 0),
        g.MoveProduct("1", 4),
        g.ShowOverlay("nothing"),
        g.SetOverlayText("seller", "别的"),
        g.SetOverlayText("line", "长" * 301),
        g.PlaceOverlay("line", False, Anchor.TOP, 2.0, 0.0, 0.3),
        g.StartCountdown("", 5),
        g.StartCountdown("上链接", 0),
        g.ShowComment(9),
        g.AddComment("甲", "  "),
        g.Correct("原价应为 199 元"),
        g.PlayGesture("dance"),
    ],
    ids=repr,
)
def test_what_cannot_be_is_refused_with_a_remedy(command: g.GoodsCommand) -> None:
    _refusal(_SHOP, command)


def test_on_air_a_price_may_not_climb_over_the_price_it_is_compared_with() -> None:
    live = replace(_SHOP, air=Air.LIVE)
    assert _refusal(live, g.SetPrice("1", 25900, "x"))
    assert _after(live, g.SetComparedPrice("1", 0, "", "x"), g.SetPrice("1", 25900, "x")).rundown[0].price_fen == 25900


def test_products_change_places() -> None:
    assert [entry.id for entry in _after(_SHOP, g.MoveProduct("3", 1)).rundown] == ["3", "1", "2"]
    assert reduce(_SHOP, g.MoveProduct("1", 1), _NOW_S)[1] == ()


def test_the_seller_cannot_be_hidden_on_air() -> None:
    assert not _after(_SHOP, g.ShowOverlay("seller", False)).overlays[0].shown
    assert "令117" in _refusal(replace(_SHOP, air=Air.LIVE), g.ShowOverlay("seller", False)).what


def test_overlays_are_placed_apart_on_wide_and_tall_canvases() -> None:
    state = _after(_SHOP, g.PlaceOverlay("line", True, Anchor.BOTTOM, 0.1, -0.2, 0.5))
    assert state.overlays[1].tall == Spot(Anchor.BOTTOM, 0.1, -0.2, 0.5)
    assert state.overlays[1].wide == _LINE.wide


def test_a_countdown_is_not_set_back_while_it_runs() -> None:
    state = _after(_SHOP, g.StartCountdown("优惠结束", 2.0))
    assert state.countdown == Countdown("优惠结束", _NOW_S + 120)
    assert "promised" in _refusal(state, g.StartCountdown("优惠结束", 5.0)).what
    assert _after(state, g.StartCountdown("下一场", 5.0), now_s=_NOW_S + 121).countdown is not None
    assert _after(state, g.StopCountdown()).countdown is None


def test_one_comment_at_a_time_is_on_the_picture() -> None:
    state = _after(
        _SHOP, g.AddComment("甲", "多大?"), g.AddComment("乙", "有红色吗?"), g.ShowComment(1), g.ShowComment(2)
    )
    assert state.comments == (
        Comment(1, "甲", "多大?", CommentLife.ANSWERED),
        Comment(2, "乙", "有红色吗?", CommentLife.SHOWN),
    )
    assert _after(state, g.CloseComment(2, False)).comments[1].life is CommentLife.DROPPED


def test_a_correction_stays_long_enough_to_be_read() -> None:
    state = _after(_SHOP, g.Correct("重量应为 250 克", "小李"))
    assert "7 s" in _refusal(state, g.EndCorrection(), now_s=_NOW_S + 3).what
    assert _after(state, g.EndCorrection(), now_s=_NOW_S + 10).correction == ""


def test_a_preset_neither_comes_nor_goes_on_air() -> None:
    live = replace(_SHOP, air=Air.LIVE)
    assert _refusal(live, g.OpenPreset("tea"))
    assert _refusal(live, g.ClosePreset())
    closed = _after(_SHOP, g.ClosePreset())
    assert (closed.preset, closed.rundown, closed.overlays) == (Preset(), (), ())


def test_a_changed_file_keeps_what_was_edited_live_and_what_is_on() -> None:
    state = _after(_SHOP, g.ShowProduct("1"), g.SetPrice("1", 18800, "小李"), g.ShowOverlay("line", False))
    written = (replace(_BOX, name="点螺漆盒", price_fen=19000), _FAN)
    changed = replace(_LINE, text_zh="明晚八点")
    state = apply(state, ge.PresetReloaded(Preset("lacquer", overlays=(_STRIP, changed)), written))
    assert (state.rundown[0].name, state.rundown[0].price_fen, state.rundown[0].price_by) == ("点螺漆盒", 18800, "小李")
    assert state.product == "1"
    assert state.card
    assert (state.overlays[1].text_zh, state.overlays[1].shown) == ("明晚八点", False)


def test_a_product_that_left_the_rundown_leaves_the_picture() -> None:
    state = apply(_after(_SHOP, g.ShowProduct("1")), ge.RundownImported("new.xlsx", (_FAN,)))
    assert (state.product, state.card) == ("", False)


def test_a_tall_canvas_has_the_presets_framing_and_no_face_behind_the_card() -> None:
    state = replace(_SHOP, preset=Preset("lacquer", framing_wide="bust", framing_tall="half"))
    state, facts = reduce(state, c.SetCanvas(1080, 1920, 30), _NOW_S)
    assert facts == (e.CanvasSet(1080, 1920, 30), e.FramingSet(Framing.HALF))
    assert _after(state, g.ShowProduct("2")).framing is Framing.BUST
    state, facts = reduce(state, c.SetCanvas(720, 1280, 30), _NOW_S)
    assert facts == (e.CanvasSet(720, 1280, 30),), "what the operator chose since stays"


_CAMERA = OverlayItem("hands", OverlayKind.CLOSE_UP, shown=False)
_WITH_CAMERA = replace(_SHOP, source="camera:0", overlays=(_STRIP, _CAMERA))


def test_the_close_up_is_shown_once_a_second_camera_is_chosen() -> None:
    assert "no close-up camera" in _refusal(_WITH_CAMERA, g.ShowOverlay("hands")).what
    chosen = _after(_WITH_CAMERA, g.ChooseCloseUp(" camera:1 "))
    assert chosen.close_up_source == "camera:1"
    assert _after(chosen, g.ShowOverlay("hands")).overlays[1].shown
    assert _after(chosen, g.ChooseCloseUp("")).close_up_source == ""


def test_the_performers_camera_is_never_the_close_ups() -> None:
    refused = _refusal(_WITH_CAMERA, g.ChooseCloseUp("camera:0"))
    assert "never shown" in refused.what
    assert refused.remedy
    state, facts = reduce(_after(_WITH_CAMERA, g.ChooseCloseUp("camera:1")), c.ChooseSource("camera:1"))
    assert facts == (ge.CloseUpChosen(""), e.SourceChosen("camera:1")), "let go before the performer takes it"
    assert state.close_up_source == ""
    for nothing in ("take:welcome", "camera:", "camera: ", "file:"):
        assert "no camera" in _refusal(_WITH_CAMERA, g.ChooseCloseUp(nothing)).what


def test_the_mat_is_cut_out_within_bounds_and_given_back() -> None:
    keyed = _after(_WITH_CAMERA, g.KeyCloseUp(True, "#0047bb", 0.4, 0.1, 1.0))
    assert keyed.overlays[1].close_up.key == ChromaKey("#0047bb", 0.4, 0.1, 1.0)
    assert _after(keyed, g.KeyCloseUp(False)).overlays[1].close_up.key is None
    for wrong in (g.KeyCloseUp(color="green"), g.KeyCloseUp(tolerance=1.5), g.KeyCloseUp(spill=-0.1)):
        assert _refusal(_WITH_CAMERA, wrong).remedy
    assert "has no close-up" in _refusal(_SHOP, g.KeyCloseUp()).what


def test_a_products_cue_brings_the_close_up_and_takes_it_away() -> None:
    near, far = replace(_BOX, cue=Cue(close_up="on")), replace(_FAN, cue=Cue(close_up="off"))
    shop = replace(_WITH_CAMERA, rundown=(near, far, _TEA))
    assert not _after(shop, g.ShowProduct("1")).overlays[1].shown, "no camera is chosen"
    shop = replace(shop, close_up_source="camera:1")
    shown = _after(shop, g.ShowProduct("1"))
    assert shown.overlays[1].shown
    assert not _after(shown, g.ShowProduct("2")).overlays[1].shown
