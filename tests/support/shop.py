"""A show with a brand on: fictional goods, overlays, comments and a gate, as an operator meets them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.reducer import apply
from studio.control.state import GateLight, GateRow, Health, LabelState, Part, PartStatus, PresetEntry, Show
from studio.core.goods import Comment, Cue, Product, ProductKind, Seller
from studio.core.preset import Brand, OverlayItem, OverlayKind, Preset, SceneRule
from tests.support.remote_studio import STATE

PRODUCTS = (
    Product(
        "A001", "花梨木小漆盒 · 琼花纹", 19900, "件", ProductKind.MAIN, "Lacquer box, viburnum pattern", "lacquer",
        usual_price_fen=26900, compare_basis="近7日最低成交价", offer="两件九折，赠琼花书签一枚", stock=86, minutes=8,
        points=("推光漆十八道", "螺钿镶嵌", "内衬绒布"), never=("最好", "第一"),
        cue=Cue(expression="happy", obs_scene="商品 1"),
    ),
    Product("A002", "扬州绒花发簪", 6800, "支", ProductKind.TRAFFIC, "Velvet-flower hairpin", stock=240, minutes=4),
    Product("A003", "蓝印花布方巾", 3990, "条", ProductKind.WELFARE, "Indigo-print kerchief", stock=0, minutes=3),
    Product("A004", "谢馥春款式香粉（空盒纪念版）", 12800, "盒", ProductKind.PROFIT, "Powder case, keepsake", stock=31),
    Product("A005", "牛皮糖礼盒 · 四味", 4500, "盒", ProductKind.MAIN, "Sesame candy", "food", stock=120),
    Product("A006", "个园竹纹茶席", None, "张", ProductKind.PASSING, "Tea mat, bamboo pattern"),
)  # fmt: skip
OVERLAYS = (
    OverlayItem("card", OverlayKind.PRODUCT_CARD),
    OverlayItem("seller", OverlayKind.SELLER),
    OverlayItem("third", OverlayKind.LOWER_THIRD, text_zh="琼花工坊 · 直播间好物", text_en="Qionghua Workshop, live"),
    OverlayItem("ticker", OverlayKind.TICKER, shown=False, text_zh="满 199 元包邮，偏远地区除外"),
    OverlayItem("count", OverlayKind.COUNTDOWN),
    OverlayItem("comment", OverlayKind.COMMENT),
)
PRESET = Preset(
    "qionghua-workshop", "琼花工坊 · 春季专场", "Qionghua Workshop, spring",
    Brand("琼花工坊", "Qionghua Workshop", "扬州琼花工坊有限公司"),
    seller=Seller("扬州琼花工坊有限公司", "", "扬州市广陵区东关街 1 号", "平台客服"), overlays=OVERLAYS,
    scenes=(SceneRule("开场", slate=True), SceneRule("新品", product="A004", framing="half")),
)  # fmt: skip
GATE = (
    GateRow("label", GateLight.GREEN, "标识清晰可见", "the label is in sight"),
    GateRow("licence", GateLight.GREEN, "许可允许商用", "its licence allows commerce"),
    GateRow("consent", GateLight.GREEN, "小林已同意", "Xiao Lin agreed"),
    GateRow("words", GateLight.SIGNATURE, "“最柔软”需要证明", "“softest” needs proof", "换一个说法，或由审核人签字",
            "use other words, or let a reviewer sign"),
    GateRow("prices", GateLight.RED, "“个园竹纹茶席”没有价格", "“Tea mat” has no price", "填写直播价",
            "set its live price"),
)  # fmt: skip


def shop_state(pictures: Path | None = None) -> Show:
    """The first product is on. `pictures`: folder with ID.jpg or ID.png of the goods."""
    rundown = tuple(replace(product, picture=_picture(pictures, product.id)) for product in PRODUCTS)
    state = replace(STATE, gestures=("wave", "bow", "point_card", "hold", "clap", "thanks", "heart"))
    entry = PresetEntry(PRESET.id, PRESET.title_zh, PRESET.title_en, "琼花工坊")
    for event in (
        ge.PresetOpened(PRESET, rundown),
        ge.PresetsFound((entry, PresetEntry("lake", "瘦西湖茶社", "Slender Lake Tea", "瘦西湖茶社"))),
        ge.ProductShown("A001", time.time() - 254),
        ge.CardShown(True),
        e.GateChecked(GATE),
        e.ObsAsked(),
        e.ObsConnected("OBS 31.0, obs-websocket 5.5"),
        e.ObsScenesSeen("商品 1", ("直播 Live", "商品特写 Product close-up", "商品 1", "商品 2", "垫片 Slate")),
    ):
        state = apply(state, event)
    comments = (
        Comment(1, "竹西客", "漆盒有小一点的尺寸吗？"),
        Comment(2, "平山堂前", "绒花簪子会不会掉色"),
        Comment(3, "", "主播今天的发型真好看"),
    )
    health = Health(show_fps=30.0, tracker_fps=29.4, delay_ms=74.0, performer_seen=True, renderer="NVIDIA GeForce")
    return replace(
        state,
        comments=comments,
        health=health,
        tracker=Part(PartStatus.RUNNING, "camera:0"),
        label_state=LabelState(True, "", 22.0, 9.1, 24, 24),
    )


def _picture(folder: Path | None, name: str) -> str:
    if folder is None:
        return ""
    return str(next((path for path in folder.glob(f"{name}.*")), ""))
