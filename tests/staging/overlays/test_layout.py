"""Nothing stands over the label, outside the safe area or over what is owed to viewers."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.on_screen import OnScreen
from studio.core.preset import Anchor, Family, OverlayItem, OverlayKind, Spot
from studio.core.safe_area import safe_area
from studio.core.scene import Rect
from studio.staging.label import paint_label
from studio.staging.overlays.layout import overlap
from studio.staging.overlays.painter import OverlayPainter
from tests.support.screens import SELLER, screen_of, screens

SIZES = [(1920, 1080), (1080, 1920), (1280, 720), (720, 1280), (1080, 1080)]
LABEL = "AI生成 · 数字人"


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("size", SIZES)
def test_all_kinds_of_a_family_at_once_keep_clear_of_the_label_and_each_other(
    family: Family, size: tuple[int, int]
) -> None:
    painter, label = OverlayPainter(), paint_label(LABEL, *size)

    painter.overlays(screen_of(family), label, *size, 0.0)

    area = safe_area(*size)
    for one, other in combinations(painter.placed, 2):
        assert not overlap(one.body, other.body), (one.item.id, other.item.id)
    for one in painter.placed:
        assert not overlap(one.rect, label.rect), one.item.id
        assert one.body.y >= area.top * size[1] - 1
        assert one.body.y + one.body.height <= area.bottom * size[1] + 1
        if one.item.kind is not OverlayKind.TICKER:
            assert one.body.x >= area.left * size[0] - 1
            assert one.body.x + one.body.width <= area.right * size[0] + 1


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_what_most_rooms_show_finds_room(family: Family, size: tuple[int, int]) -> None:
    usual = (
        OverlayKind.SHOP, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD, OverlayKind.STOCK, OverlayKind.PRICE_DROP,
        OverlayKind.COUNTDOWN, OverlayKind.COMMENT,
    )  # fmt: skip
    painter = OverlayPainter()

    painter.overlays(screen_of(family, *usual), paint_label(LABEL, *size), *size, 0.0)

    assert painter.left_out == ()
    assert len(painter.placed) == len(usual)


def test_in_portrait_the_card_leaves_the_face_and_the_platforms_own_card_free() -> None:
    painter = OverlayPainter()

    painter.overlays(
        screen_of(Family.MARKET, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD),
        paint_label(LABEL, 1080, 1920), 1080, 1920, 0.0,
    )  # fmt: skip

    for one in painter.placed:
        assert not overlap(one.body, Rect(380, 430, 320, 420))
        assert one.body.y + one.body.height <= 1260


@settings(max_examples=40)
@given(screens())
def test_in_portrait_nothing_small_is_put_before_the_face(screen: OnScreen) -> None:
    painter = OverlayPainter()

    painter.overlays(screen, paint_label(LABEL, 720, 1280), 720, 1280, 0.0)

    large = (OverlayKind.CORRECTION, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD, OverlayKind.TICKER)
    for one in painter.placed:
        assert one.item.kind in large or not overlap(one.body, Rect(290, 340, 140, 240)), one.item.kind


@settings(max_examples=60)
@given(screens(), st.sampled_from(SIZES))
def test_wherever_a_brand_puts_them_overlays_keep_off_the_label(screen: OnScreen, size: tuple[int, int]) -> None:
    label = paint_label(LABEL, *size)

    painter = OverlayPainter()
    painter.overlays(screen, label, *size, 0.0)

    assert not any(overlap(one.rect, label.rect) for one in painter.placed)


def test_a_sticker_put_on_the_label_moves_away_and_a_seller_put_there_is_still_shown() -> None:
    size = (1280, 720)
    label = paint_label(LABEL, *size)
    on_it = Spot(Anchor.TOP_LEFT, label.rect.x / 1280, label.rect.y / 720, 0.4)
    item = OverlayItem("seller", OverlayKind.SELLER, wide=on_it)
    painter = OverlayPainter()

    painter.overlays(OnScreen(items=(item,), seller=SELLER), label, *size, 0.0)

    (seller,) = painter.placed
    assert seller.body.y >= label.rect.y + label.rect.height
