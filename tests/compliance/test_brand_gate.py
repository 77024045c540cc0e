"""What a reviewer asks of a brand before it goes on air, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from studio.compliance.brand_gate import BrandFacts, code_is_sound, pictures_of, rows
from studio.compliance.gate import Light
from studio.core.goods import Product, Seller
from studio.core.preset import Brand, Licence, OverlayItem, OverlayKind, Platform, Preset

_SELLER = Seller("示例小店（虚构）", "", "示例路 1 号", "店铺客服")
_BOX = Product("1", "漆盒", 19900, "只", category="lacquer", picture="box.png")
_PRESET = Preset(
    "shop",
    brand=Brand(logo="logo.svg"),
    seller=_SELLER,
    licence=Licence("2026-01-01", "2026-12-31", ("lacquer",), (Platform.GENERIC, Platform.DOUYIN)),
    overlays=(OverlayItem("seller", OverlayKind.SELLER),),
)
_TODAY = date(2026, 11, 27)
_SEEN = {"box.png": "", "logo.svg": ""}


def _light(
    key: str,
    preset: Preset = _PRESET,
    rundown: tuple[Product, ...] = (_BOX,),
    today: date = _TODAY,
    seen: Mapping[str, str] = _SEEN,
) -> Light:
    row = next(row for row in rows(BrandFacts(preset, rundown, today, preset.overlays, seen)) if row.key == key)
    assert row.reason_zh
    assert row.reason_en
    assert row.light is Light.GREEN or (row.remedy_zh and row.remedy_en)
    return row.light


def test_a_complete_brand_is_green_throughout() -> None:
    found = rows(BrandFacts(_PRESET, (_BOX,), _TODAY, _PRESET.overlays, _SEEN))
    assert [row.key for row in found] == ["preset", "seller", "prices", "pictures", "platform"]
    assert {row.light for row in found} == {Light.GREEN}


def test_a_show_without_a_brand_is_asked_nothing_of_it() -> None:
    assert rows(BrandFacts(Preset(), (), _TODAY, ())) == ()


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2025, 12, 31), Light.RED),
        (date(2026, 1, 1), Light.GREEN),
        (date(2026, 12, 31), Light.GREEN),
        (date(2027, 1, 1), Light.RED),
    ],
)
def test_the_licence_counts_from_its_first_to_its_last_day(today: date, light: Light) -> None:
    assert _light("preset", today=today) is light


def test_goods_and_platforms_outside_the_licence_are_red() -> None:
    assert _light("preset", rundown=(_BOX, replace(_BOX, id="2", category="alcohol"))) is Light.RED
    assert _light("preset", replace(_PRESET, platform=Platform.TAOBAO)) is Light.RED
    assert _light("preset", replace(_PRESET, licence=Licence())) is Light.GREEN


@pytest.mark.parametrize(
    "seller", [replace(_SELLER, name=""), replace(_SELLER, address=""), replace(_SELLER, contact="")]
)
def test_every_product_needs_a_whole_seller(seller: Seller) -> None:
    assert _light("seller", replace(_PRESET, seller=seller)) is Light.RED


def test_a_product_may_have_a_seller_of_its_own() -> None:
    own = replace(_BOX, seller=Seller("别家", "", "别处", "客服"))
    assert _light("seller", replace(_PRESET, seller=Seller()), (own,)) is Light.GREEN
    assert _light("seller", _PRESET, (replace(_BOX, seller=Seller("别家")),)) is Light.RED


def test_a_sellers_code_has_the_right_check_character() -> None:
    assert code_is_sound("91350100M000100Y43")  # the standard's own example
    assert not code_is_sound("91350100M000100Y44")
    assert not code_is_sound("9135")
    assert _light("seller", replace(_PRESET, seller=replace(_SELLER, code="91350100M000100Y44"))) is Light.RED


def test_without_the_seller_strip_on_the_picture_nobody_sells() -> None:
    assert _light("seller", replace(_PRESET, overlays=())) is Light.RED
    assert _light("seller", replace(_PRESET, overlays=()), ()) is Light.GREEN


@pytest.mark.parametrize(
    ("product", "light"),
    [
        (replace(_BOX, unit=""), Light.RED),
        (replace(_BOX, price_fen=None), Light.RED),
        (replace(_BOX, usual_price_fen=29900), Light.RED),
        (replace(_BOX, usual_price_fen=29900, compare_basis="前七日最低成交价"), Light.GREEN),
        (replace(_BOX, usual_price_fen=9900, compare_basis="前七日最低成交价"), Light.RED),
        (replace(_BOX, offer="抽奖送一台车，价值 6 万元"), Light.RED),
        (replace(_BOX, offer="福袋：价值 50,001 元"), Light.RED),
        (replace(_BOX, offer="抽奖"), Light.SIGNATURE),
        (replace(_BOX, offer="抽奖：10 份，20:30 截止，奖品价值 50 元"), Light.GREEN),
        (replace(_BOX, offer="满 60000 元减 100 元"), Light.GREEN),
    ],
)
def test_prices_and_lotteries_are_told_in_full(product: Product, light: Light) -> None:
    assert _light("prices", rundown=(product,)) is light


def test_pictures_are_looked_at_before_anybody_shows_them() -> None:
    assert _light("pictures", seen={}) is Light.SIGNATURE
    assert _light("pictures", seen={**_SEEN, "box.png": "二维码 QR code"}) is Light.RED
    assert pictures_of(_PRESET, (_BOX, _BOX)) == ("logo.svg", "box.png")


@pytest.mark.parametrize(
    ("preset", "light"),
    [
        (replace(_PRESET, platform=Platform.DOUYIN), Light.RED),
        (replace(_PRESET, platform=Platform.DOUYIN, registered_as="DY-1"), Light.GREEN),
        (replace(_PRESET, platform=Platform.CHANNELS), Light.SIGNATURE),
        (replace(_PRESET, platform=Platform.TIKTOK), Light.SIGNATURE),
        (replace(_PRESET, platform=Platform.EU), Light.SIGNATURE),
        (replace(_PRESET, platform=Platform.EU, english=True), Light.GREEN),
        (replace(_PRESET, platform=Platform.JD), Light.GREEN),
    ],
)
def test_each_platform_has_rules_of_its_own(preset: Preset, light: Light) -> None:
    assert _light("platform", preset) is light
