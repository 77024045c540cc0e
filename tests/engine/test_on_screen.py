from __future__ import annotations

from dataclasses import replace

import pytest

from studio.control.state import Canvas, Show
from studio.core.goods import Comment, CommentLife, Countdown, Product, Seller
from studio.core.preset import Anchor, OverlayItem, OverlayKind, Preset, Spot
from studio.engine.on_screen import on_screen_of, pointing

_BOX = Product("1", "漆盒", 19900, "只", usual_price_fen=25900, compare_basis="前七日最低成交价", stock=3)
_KINDS = tuple(OverlayItem(kind.value, kind) for kind in OverlayKind)
_SHOP = Show(preset=Preset("shop", seller=Seller("小店")), rundown=(_BOX,), overlays=_KINDS)
_NOW_S = 1000.0


def _kinds(state: Show) -> set[OverlayKind]:
    return {item.kind for item in on_screen_of(state, _NOW_S).items}


def test_what_has_nothing_to_say_is_not_on_the_picture() -> None:
    empty = {
        OverlayKind.PRODUCT_CARD, OverlayKind.STOCK, OverlayKind.PRICE_DROP,
        OverlayKind.COUNTDOWN, OverlayKind.COMMENT, OverlayKind.CORRECTION,
    }  # fmt: skip
    assert not empty & _kinds(_SHOP)
    on = replace(_SHOP, product="1", card=True)
    assert _kinds(on) >= {OverlayKind.PRODUCT_CARD, OverlayKind.STOCK, OverlayKind.PRICE_DROP}
    assert OverlayKind.PRODUCT_CARD not in _kinds(replace(on, card=False))


def test_a_hidden_overlay_is_gone_but_a_correction_never_is() -> None:
    hidden = replace(_SHOP, overlays=tuple(replace(item, shown=False) for item in _KINDS), correction="应为 250 克")
    assert _kinds(hidden) == {OverlayKind.CORRECTION}
    without_preset = Show(correction="应为 250 克")
    (item,) = on_screen_of(without_preset, _NOW_S).items
    assert (item.kind, on_screen_of(without_preset, _NOW_S).correction) == (OverlayKind.CORRECTION, "应为 250 克")


@pytest.mark.parametrize(("ends_at_s", "left_s"), [(1000.4, 1), (1059.0, 59), (1000.0, None), (900.0, None)])
def test_a_countdown_counts_whole_seconds_to_its_end_and_is_then_gone(ends_at_s: float, left_s: int | None) -> None:
    shown = on_screen_of(replace(_SHOP, countdown=Countdown("优惠", ends_at_s)), _NOW_S)
    assert shown.countdown == (None if left_s is None else ("优惠", left_s))
    assert (OverlayKind.COUNTDOWN in {item.kind for item in shown.items}) is (left_s is not None)


def test_the_seller_on_the_strip_is_the_products_own_if_it_has_one() -> None:
    assert on_screen_of(_SHOP, _NOW_S).seller.name == "小店"
    other = replace(_BOX, seller=Seller("别家"))
    assert on_screen_of(replace(_SHOP, rundown=(other,), product="1"), _NOW_S).seller.name == "别家"


def test_what_no_viewer_sees_repaints_nothing() -> None:
    on = replace(_SHOP, product="1", card=True)
    edited = replace(_BOX, script="新话术", note="x", stock_by="小李", stock_at_s=5.0)
    assert on_screen_of(on, _NOW_S) == on_screen_of(replace(on, rundown=(edited,)), _NOW_S)
    assert on_screen_of(on, _NOW_S) != on_screen_of(replace(on, rundown=(replace(_BOX, stock=2),)), _NOW_S)


def test_only_the_comment_that_is_shown_is_on_the_picture() -> None:
    comments = (Comment(1, "甲", "一"), Comment(2, "乙", "二", CommentLife.SHOWN))
    assert on_screen_of(replace(_SHOP, comments=comments), _NOW_S).comment == ("乙", "二")


def test_who_points_at_the_card_points_to_where_it_stands() -> None:
    card = OverlayItem(
        "card", OverlayKind.PRODUCT_CARD, wide=Spot(Anchor.LEFT, 0.03), tall=Spot(Anchor.BOTTOM_RIGHT, -0.1)
    )
    state = replace(_SHOP, overlays=(card,))
    assert pointing(state) == "point_left"
    assert pointing(replace(state, canvas=Canvas(1080, 1920, 30))) == "point_right"
