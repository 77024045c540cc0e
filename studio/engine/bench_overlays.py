"""`studio bench overlays`: what overlays cost a frame while nothing changes, when they change, and by their number."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from studio.core.goods import Product, Seller
from studio.core.image import Image
from studio.core.on_screen import OnScreen
from studio.core.overlay_places import default_overlays, place_of
from studio.core.preset import Brand, Family, OverlayItem, OverlayKind
from studio.core.scene import Label, Overlay
from studio.staging.label import paint_label
from studio.staging.overlays.painter import OverlayPainter
from studio.staging.stage import LABEL

_FRAMES = 2000
_CUES = 12
_FRAME_S = 1 / 30
_PRODUCT = Product(
    "1", "点螺首饰盒·琼花", 128000, "件", usual_price_fen=168000, compare_basis="近7日最低成交价",
    offer="满1000减100，每人限用1张", stock=36, points=("螺片手工镶嵌", "木胎大漆", "附工艺说明卡"),
)  # fmt: skip
_SELLER = Seller("示例漆艺有限公司", "", "扬州市示例区漆坊路1号", "店铺在线客服")
_STILL = tuple(kind for kind in OverlayKind if kind not in (OverlayKind.COUNTDOWN, OverlayKind.TICKER))


def bench_overlays(width: int, height: int) -> dict[str, Any]:
    """CPU of this thread. `pictures`: how many the renderer draws a frame, its cost by their number being the same."""
    label = paint_label(LABEL, width, height)
    return {str(family): _family(family, label, width, height) for family in Family}


def _family(family: Family, label: Label, width: int, height: int) -> dict[str, Any]:
    def frame(painter: OverlayPainter, screen: OnScreen, now_s: float) -> tuple[Overlay, ...]:
        return painter.overlays(screen, label, width, height, now_s)

    all_kinds = _screen(family, tuple(OverlayKind))
    painter = OverlayPainter()
    frame(painter, all_kinds, 0.0)
    unchanged = _mean_ms(_FRAMES, lambda n: frame(painter, all_kinds, n * _FRAME_S))
    still = _screen(family, _STILL)
    frame(painter, still, 0.0)
    nothing_runs = _mean_ms(_FRAMES, lambda n: frame(painter, still, 10.0 + n * _FRAME_S))
    close_up = _close_up_ms(painter, _screen(family, _STILL), label, width, height)
    cues, motion, seconds = [], [], []
    for number in range(_CUES):
        now_s = 100.0 + 2.0 * number
        shown = replace(all_kinds, product=replace(_PRODUCT, id=str(number), price_fen=100000 + number))
        cues.append(_ms(partial(frame, painter, shown, now_s)))
        motion += [_ms(partial(frame, painter, shown, now_s + n * _FRAME_S)) for n in range(1, 8)]
        frame(painter, shown, now_s + 1.0)
        later = replace(shown, countdown=("本场优惠截止", 700 - number))
        seconds.append(_ms(partial(frame, painter, later, now_s + 1.1)))
    return {
        "unchanged_ms": round(nothing_runs, 4),
        "with_ticker_and_countdown_ms": round(unchanged, 4),
        "with_a_close_up_ms": round(close_up, 3),
        "next_product_ms": round(median(cues), 1),
        "in_motion_ms": round(median(motion), 3),
        "a_second_of_the_countdown_ms": round(median(seconds), 2),
        "pictures_of_1_3_10_still_overlays": [
            len(frame(OverlayPainter(), _screen(family, _STILL[:count]), 0.0)) for count in (1, 3, 10)
        ],
    }


def _close_up_ms(painter: OverlayPainter, screen: OnScreen, label: Label, width: int, height: int) -> float:
    """With another picture of the second camera in every frame."""
    family = screen.brand.family
    places = {tall: place_of(family, OverlayKind.CLOSE_UP, tall=tall) for tall in (False, True)}
    item = OverlayItem("close_up", OverlayKind.CLOSE_UP, wide=places[False], tall=places[True])
    screen = replace(screen, items=(item, *(one for one in screen.items if one.kind is not OverlayKind.COMMENT)))

    def frame(number: int, image: Image | None) -> None:
        painter.overlays(screen, label, width, height, 50.0 + number * _FRAME_S, close_up=image)

    frame(0, None)
    (across, down), _ = painter.close_up or ((1, 1), None)
    pixels = np.zeros((down, across, 4), np.uint8)
    pictures = [Image(pixels.copy()) for _ in range(2)]
    frame(60, pictures[1])
    return _mean_ms(300, lambda n: frame(60 + n, pictures[n % 2]))


def _screen(family: Family, kinds: tuple[OverlayKind, ...]) -> OnScreen:
    words = {OverlayKind.TICKER: "现货当日发出，下单前请看清规格。", OverlayKind.NOTICE: "七日无理由退换"}

    def filled(item: OverlayItem) -> OverlayItem:
        return replace(item, shown=True, text_zh=words.get(item.kind, "琼玖"))

    return OnScreen(
        brand=Brand(name_zh="示例·漆坊", family=family),
        items=tuple(filled(item) for item in default_overlays(family) if item.kind in kinds),
        product=_PRODUCT,
        seller=_SELLER,
        countdown=("本场优惠截止", 754),
        comment=("小荷", "盒子里有隔层吗？"),
        correction="刚才说错了：价格是1280元一件。",
    )


def _mean_ms(count: int, frame: Callable[[int], object]) -> float:
    before_s = time.thread_time()
    for number in range(count):
        frame(number)
    return 1000 * (time.thread_time() - before_s) / count


def _ms(deed: Callable[[], object]) -> float:
    before_s = time.thread_time()
    deed()
    return 1000 * (time.thread_time() - before_s)
