"""Overlays are painted when something changes and moved when nothing does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtGui import QColor, QImage

from studio.core.goods import Seller
from studio.core.on_screen import NOTHING, OnScreen
from studio.core.preset import Family, OverlayItem, OverlayKind, Spot
from studio.core.scene import Overlay, Rect
from studio.staging.label import paint_label
from studio.staging.overlays.layout import overlap
from studio.staging.overlays.painter import OverlayPainter
from tests.support.golden import check_golden
from tests.support.screens import PRODUCT, screen_of

W, H = 640, 360
LABEL = paint_label("AI生成 · 数字人", W, H)


def at(painter: OverlayPainter, screen: OnScreen, now_s: float, *, slate: bool = False) -> tuple[Overlay, ...]:
    return painter.overlays(screen, LABEL, W, H, now_s, slate=slate)


def covered(overlays: tuple[Overlay, ...]) -> float:
    """How much of the picture is hidden, pixels."""
    return sum(float(o.image.pixels[..., 3].mean()) / 255 * o.rect.width * o.rect.height * o.opacity for o in overlays)


def test_nothing_asked_nothing_drawn() -> None:
    assert at(OverlayPainter(), NOTHING, 0.0) == ()


def test_while_nothing_changes_the_same_pictures_are_handed_out() -> None:
    painter, screen = OverlayPainter(), screen_of(Family.LACQUER, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD)

    first, second = at(painter, screen, 0.0), at(painter, replace(screen), 9.0)

    assert first is second


@pytest.mark.parametrize("family", list(Family))
def test_all_that_stands_still_is_three_pictures_at_most_however_many_there_are(family: Family) -> None:
    still = tuple(kind for kind in OverlayKind if kind not in (OverlayKind.COUNTDOWN, OverlayKind.TICKER))

    painter = OverlayPainter()

    overlays = at(painter, screen_of(family, *still), 0.0)

    assert len(painter.placed) > 3
    assert len(overlays) <= 3


def test_what_was_composited_looks_like_what_was_painted_one_by_one() -> None:
    painter = OverlayPainter()
    overlays = at(painter, screen_of(Family.GARDEN, OverlayKind.SELLER, OverlayKind.STOCK, OverlayKind.PRICE_DROP), 0.0)

    for one in painter.placed:
        body, inner = one.body, one.piece.body
        (found,) = (o for o in overlays if overlap(o.rect, Rect(body.x + 2, body.y + 2, 4, 4)))
        left, top = body.x - found.rect.x, body.y - found.rect.y
        seen = found.image.pixels[top : top + body.height, left : left + body.width]
        painted = one.piece.image.pixels[inner.y : inner.y + inner.height, inner.x : inner.x + inner.width]
        assert (np.abs(seen.astype(int) - painted).max(axis=2) > 40).mean() < 0.02


def test_the_card_is_on_the_picture_in_the_frame_of_its_cue() -> None:
    painter = OverlayPainter()
    before = screen_of(Family.MARKET, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD)
    without = replace(before, product=None, items=before.items[:1])
    bare = covered(at(painter, without, 0.0))

    assert covered(at(painter, before, 1 / 30)) > 1.25 * bare


def test_the_next_products_card_comes_in_the_same_frame_while_the_last_one_goes() -> None:
    painter, screen = OverlayPainter(), screen_of(Family.LACQUER, OverlayKind.PRODUCT_CARD)
    (old,) = at(painter, screen, 0.0)
    frames = [
        at(painter, replace(screen, product=replace(PRODUCT, id="L2", name="茶盘")), 1.0 + n / 30) for n in range(20)
    ]

    leaving, entering = frames[0]
    assert leaving.image is old.image
    assert entering.image is not old.image
    assert entering.opacity > 0.2
    opacities = [overlays[-1].opacity for overlays in frames]
    assert opacities == sorted(opacities)
    assert len(frames[-1]) == 1
    assert frames[-1][0].opacity == 1.0


def test_a_second_of_the_countdown_paints_only_the_countdown() -> None:
    painter, screen = OverlayPainter(), screen_of(Family.GARDEN, *OverlayKind)
    before = at(painter, screen, 0.0)

    after = at(painter, replace(screen, countdown=("本场优惠截止", 753)), 1.0)

    assert after[0].image is before[0].image
    assert after != before


def test_a_stock_that_changes_does_not_make_the_card_come_again() -> None:
    painter, screen = OverlayPainter(), screen_of(Family.GARDEN, OverlayKind.STOCK)
    at(painter, screen, 0.0)

    (overlay,) = at(painter, replace(screen, product=replace(PRODUCT, stock=35)), 1.0)

    assert overlay.opacity == 1.0


def test_the_ticker_runs_slowly_to_the_left_without_being_painted_again() -> None:
    painter, screen = OverlayPainter(), screen_of(Family.MARKET, OverlayKind.TICKER)

    now, later = at(painter, screen, 10.0), at(painter, screen, 10.2)

    assert later[1].image is now[1].image
    assert 2 <= now[1].rect.x - later[1].rect.x <= 12


def test_the_slate_takes_the_offer_away_and_keeps_seller_and_correction_under_the_label() -> None:
    painter = OverlayPainter()

    at(painter, screen_of(), 0.0, slate=True)

    assert {one.item.kind for one in painter.placed} == {OverlayKind.SELLER, OverlayKind.CORRECTION}
    assert all(one.body.y > LABEL.rect.y + LABEL.rect.height for one in painter.placed)


def test_a_card_whose_picture_is_missing_is_shown_without_it_and_told() -> None:
    painter, product = OverlayPainter(), replace(PRODUCT, picture="/nowhere/box.png")

    overlays = at(painter, screen_of(Family.GARDEN, OverlayKind.PRODUCT_CARD, product=product), 0.0)

    assert covered(overlays) > 1000
    assert "box.png" in painter.problems["product_card"].what


def test_a_picture_that_is_no_picture_is_told_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "sticker.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\nnothing follows")
    painter, item = OverlayPainter(), OverlayItem("sticker", OverlayKind.STICKER, picture=str(file))

    assert at(painter, OnScreen(items=(item,)), 0.0) == ()
    assert painter.problems["sticker"].where == "sticker.png"


def test_a_sticker_is_as_wide_as_its_spot(tmp_path: Path) -> None:
    picture = QImage(40, 20, QImage.Format.Format_ARGB32)
    picture.fill(QColor(255, 0, 0, 128))
    picture.save(str(tmp_path / "red.png"))
    spot = Spot(x=0.1, y=-0.1, width=0.25)
    item = OverlayItem("sticker", OverlayKind.STICKER, picture=str(tmp_path / "red.png"), wide=spot)

    (overlay,) = at(OverlayPainter(), OnScreen(items=(item,)), 0.0)

    assert (overlay.rect.width, overlay.rect.height) == (160, 80)
    assert np.abs(overlay.image.pixels[40, 80].astype(int) - (128, 0, 0, 128)).max() <= 1


def test_a_moving_sticker_runs_from_its_first_frame_and_begins_again(tmp_path: Path) -> None:
    colors = ((255, 0, 0), (0, 255, 0), (0, 0, 255))
    red, *others = (Picture.new("RGB", (32, 32), color) for color in colors)
    red.save(tmp_path / "lights.gif", save_all=True, append_images=others, duration=200, loop=0)
    item = OverlayItem("sticker", OverlayKind.STICKER, picture=str(tmp_path / "lights.gif"))
    painter, screen = OverlayPainter(), OnScreen(items=(item,))

    at(painter, screen, 50.0)
    seen = [at(painter, screen, 50.0 + tenth / 10)[0].image.pixels[9, 9, :3].argmax() for tenth in range(1, 13, 2)]
    first = at(OverlayPainter(), screen, 7.3)[0].image.pixels[9, 9, :3].argmax()

    assert seen == [0, 1, 2, 0, 1, 2]
    assert first == 0


def test_a_room_without_a_sellers_name_has_no_strip() -> None:
    assert at(OverlayPainter(), screen_of(Family.GARDEN, OverlayKind.SELLER, seller=Seller()), 0.0) == ()


@pytest.mark.parametrize("family", list(Family))
def test_a_familys_card_looks_as_it_was_found_right(family: Family) -> None:
    screen = replace(screen_of(family, OverlayKind.PRODUCT_CARD), english=True)

    (overlay,) = OverlayPainter().overlays(screen, paint_label("AI生成 · 数字人", 270, 480), 270, 480, 0.0)

    check_golden(overlay.image.pixels, f"card_{family}", tolerance=10, moved_share=0.01)
