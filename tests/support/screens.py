"""What can be on the screen: a whole brand's overlays, and states that nobody would dare to plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from studio.core.goods import Product, Seller
from studio.core.on_screen import OnScreen
from studio.core.overlay_places import default_overlays
from studio.core.preset import Anchor, Brand, Family, OverlayItem, OverlayKind, Spot

PRODUCT = Product(
    "L1", "点螺首饰盒·琼花", 128000, "件", name_en="Shell-inlay jewellery box", usual_price_fen=168000,
    compare_basis="近7日最低成交价", offer="满1000减100，每人限用1张", stock=36, points=("螺片手工镶嵌", "木胎大漆"),
)  # fmt: skip
SELLER = Seller("示例漆艺有限公司", "", "扬州市示例区漆坊路1号", "店铺在线客服")


def screen_of(family: Family = Family.LACQUER, *only: OverlayKind, **changes: object) -> OnScreen:
    """The family's default overlays, all kinds or `only` these, filled."""
    texts = {
        OverlayKind.TICKER: "现货当日发出",
        OverlayKind.NOTICE: "七日无理由退换",
        OverlayKind.LOWER_THIRD: "琼玖",
    }
    items = tuple(
        replace(item, shown=True, text_zh=texts.get(item.kind, item.text_zh))
        for item in default_overlays(family)
        if not only or item.kind in only
    )
    made = OnScreen(
        brand=Brand(name_zh="示例·漆坊", family=family), items=items, product=PRODUCT, seller=SELLER,
        countdown=("本场优惠截止", 754),
        comment=("小荷", "盒子里有隔层吗？"), correction="刚才说错了：价格是1280元一件。",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60) | st.sampled_from(
    (
        "",
        "价" * 200,
        "W" * 120,
        "点螺首饰盒",
        "👍🏽 好看!",
        "عربى",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    )
)
_colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
_spots = st.builds(
    Spot, st.sampled_from(list(Anchor)), st.floats(-1.0, 1.0), st.floats(-1.0, 1.0), st.floats(0.02, 1.0)
)
brands = st.builds(
    Brand, name_zh=_words, name_en=_words, primary=_colors, secondary=_colors, accent=_colors, ink=_colors,
    family=st.sampled_from(list(Family)), serif=st.booleans(), clear_space=st.floats(0.0, 1.0),
)  # fmt: skip
products = st.builds(
    Product, id=st.sampled_from(("A", "B")), name=_words, price_fen=st.integers(1, 10**10), unit=_words, name_en=_words,
    usual_price_fen=st.none() | st.integers(1, 10**10), compare_basis=_words, offer=_words,
    stock=st.none() | st.integers(0, 10**9), points=st.lists(_words, max_size=6).map(tuple),
)  # fmt: skip


@st.composite
def screens(draw: st.DrawFn) -> OnScreen:
    """Any kinds at any place, with any words."""
    kinds = draw(st.lists(st.sampled_from(list(OverlayKind)), max_size=6))
    items = tuple(
        OverlayItem(f"{kind}{number}", kind, True, draw(_words), draw(_words), wide=draw(_spots), tall=draw(_spots))
        for number, kind in enumerate(kinds)
    )
    return OnScreen(
        draw(brands), draw(st.booleans()), items, draw(st.none() | products),
        Seller(draw(_words), "", draw(_words), draw(_words)), (draw(_words), draw(st.integers(1, 10**6))),
        (draw(_words), draw(_words)), draw(_words),
    )  # fmt: skip
