"""A brand's preset and its rundown for tests: small, fictional, with everything a panel can show."""

from __future__ import annotations

from studio.control import goods_events as ge
from studio.core.goods import Product, ProductKind, Seller
from studio.core.preset import Brand, OverlayItem, OverlayKind, Preset

PRESET = Preset(
    id="lacquer",
    title_zh="示例·漆坊",
    title_en="Example Lacquer",
    brand=Brand(name_zh="示例·漆坊", name_en="Example Lacquer", primary="#161823"),
    english=True,
    seller=Seller("示例公司", "", "示例巷", "店铺客服"),
    overlays=(
        OverlayItem("card", OverlayKind.PRODUCT_CARD),
        OverlayItem("seller", OverlayKind.SELLER),
        OverlayItem("ticker", OverlayKind.TICKER, shown=False, text_zh="今晚包邮"),
    ),
)

COASTERS = Product("LQ-05", "素漆杯垫", 3900, "套", ProductKind.TRAFFIC, name_en="Coasters", minutes=4, stock=120)
BOX = Product(
    "LQ-01", "点螺首饰盒", 59900, "只", name_en="Jewellery box", usual_price_fen=69900, compare_basis="近7日最低成交价",
    minutes=8, stock=40, points=("螺片薄如纸", "传世之作"), never=("传世",), script="请看盒面。不说传世。",
    offer="赠绒布袋",
)  # fmt: skip
TRAY = Product("LQ-02", "漆茶盘", None, "只", name_en="Tea tray")
"""Its price is not known yet."""

RUNDOWN = (COASTERS, BOX, TRAY)


def opened(rundown: tuple[Product, ...] = RUNDOWN) -> ge.PresetOpened:
    return ge.PresetOpened(PRESET, rundown)
