"""The columns of a rundown sheet (排品表): what their headers mean, and how a product's cells are read and written.

Headers are Chinese as shops use them (several names each), or English. Columns that nothing here knows stay with their
product and go back into the sheet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from studio.control.state import Framing
from studio.control.titles import FRAMING_TITLES, GESTURE_TITLES, PRODUCT_TITLES
from studio.core.goods import Product, ProductKind, yuan

MOST_LETTERS = 4000
_SPLIT = re.compile(r"[;；\n|]+")
_MOST_FEN = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    headers: tuple[str, ...]
    """The first is written; all are read."""
    read: Callable[[str], object]
    """A cell's text → the value; raises ValueError in words."""
    write: Callable[[Product], str]


def normal(header: str) -> str:
    """A header without blanks, in one width and case: 「 SKU / 链接号 」 is 「sku/链接号」."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"\s+", "", text).rstrip("*:：")


def _text(cell: str) -> str:
    return cell


def _fen(cell: str) -> int | None:
    words = unicodedata.normalize("NFKC", cell).strip().replace(",", "").removeprefix("¥").removesuffix("元").strip()
    if not words:
        return None
    try:
        value = Decimal(words)
    except InvalidOperation:
        raise ValueError("a price is a number of yuan, such as 199 or 19.90") from None
    fen = value * 100
    if not value.is_finite() or fen != fen.to_integral_value() or not 0 < fen <= _MOST_FEN:
        raise ValueError("a price is above zero and has at most two decimals")
    return int(fen)


def _stock(cell: str) -> int | None:
    words = unicodedata.normalize("NFKC", cell).strip().replace(",", "")
    if not words:
        return None
    words = words[:-2] if words.endswith(".0") else words
    if not re.fullmatch(r"\d{1,9}", words):
        raise ValueError("stock is a whole number of pieces")
    return int(words)


def _minutes(cell: str) -> float:
    words = unicodedata.normalize("NFKC", cell).strip()
    if not words:
        return 0.0
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:分钟?|min(?:utes?)?|')?", words)
    if found is None or float(found[1]) > 600:
        raise ValueError("minutes are a number such as 5 or 2.5, at most 600")
    return float(found[1])


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in _SPLIT.split(cell) if item.strip())


def _kind(cell: str) -> ProductKind:
    words = normal(cell)
    if not words:
        return ProductKind.MAIN
    for kind, title in PRODUCT_TITLES.items():
        names = (kind.value, normal(title.zh), normal(title.en), normal(title.zh).removesuffix("款"))
        if words in names or words in _MORE_KINDS.get(kind, ()):
            return kind
    raise ValueError("the kind is one of 引流款, 福利款, 主推款, 利润款, 过款")


_MORE_KINDS: Mapping[ProductKind, tuple[str, ...]] = MappingProxyType(
    {ProductKind.MAIN: ("爆款", "主推爆款", "主推(爆)款", "主打款"), ProductKind.PROFIT: ("正价款",)}
)


def _framing(cell: str) -> str:
    words = normal(cell)
    if not words:
        return ""
    for framing in Framing:
        if words in (framing.value, normal(FRAMING_TITLES[framing].zh), normal(FRAMING_TITLES[framing].en)):
            return framing.value
    raise ValueError("the framing is 脸部, 胸像, 半身 or 全身")


def _gesture(cell: str) -> str:
    words = normal(cell)
    if not words:
        return ""
    for name, title in GESTURE_TITLES.items():
        if words in (name, normal(title.zh), normal(title.en)):
            return name
    raise ValueError("the gesture is one of " + ", ".join(title.zh for title in GESTURE_TITLES.values()))


def _switch(cell: str) -> str:
    words = normal(cell)
    for name, names in _SWITCH.items():
        if words in names:
            return name
    raise ValueError("the close-up is 开 or 关")


_SWITCH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"": ("",), "on": ("开", "on", "yes", "是"), "off": ("关", "off", "no", "否")}
)


def _joined(items: tuple[str, ...]) -> str:
    return "；".join(items)


def _money(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _number(value: float) -> str:
    return f"{value:g}" if value else ""


COLUMNS: tuple[Column, ...] = (
    Column("kind", ("类型", "款型", "type", "kind"), _kind, lambda p: PRODUCT_TITLES[p.kind].zh),
    Column("name", ("品名", "商品名", "商品名称", "产品名称", "name", "product"), _text, lambda p: p.name),
    Column("name_en", ("英文名", "nameen", "englishname"), _text, lambda p: p.name_en),
    Column("id", ("SKU/链接号", "sku", "链接号", "商品编号", "编号", "货号", "id", "link"), _text, lambda p: p.id),
    Column("category", ("品类", "类目", "category"), _text, lambda p: p.category),
    Column("unit", ("计价单位", "单位", "unit"), _text, lambda p: p.unit),
    Column(
        "usual_price_fen",
        ("日常价", "对比价", "划线价", "usualprice", "compareprice"),
        _fen,
        lambda p: _money(p.usual_price_fen),
    ),
    Column("compare_basis", ("对比依据", "价格依据", "依据", "basis"), _text, lambda p: p.compare_basis),
    Column("price_fen", ("直播价", "价格", "售价", "liveprice", "price"), _fen, lambda p: _money(p.price_fen)),
    Column("offer", ("优惠机制", "优惠", "机制", "offer"), _text, lambda p: p.offer),
    Column("stock", ("库存", "stock"), _stock, lambda p: "" if p.stock is None else str(p.stock)),
    Column("points", ("卖点", "sellingpoints", "points"), _list, lambda p: _joined(p.points)),
    Column("proofs", ("证据/资质", "证据", "资质", "proofs", "evidence"), _list, lambda p: _joined(p.proofs)),
    Column("never", ("禁说", "禁用语", "never"), _list, lambda p: _joined(p.never)),
    Column("minutes", ("讲解时长", "时长", "分钟", "minutes"), _minutes, lambda p: _number(p.minutes)),
    Column("obs_scene", ("场景/贴片", "OBS场景", "场景", "obsscene", "scene"), _text, lambda p: p.cue.obs_scene),
    Column("background", ("背景", "布景", "background", "set"), _text, lambda p: p.cue.background),
    Column("framing", ("景别", "framing"), _framing, lambda p: _title(FRAMING_TITLES, p.cue.framing)),
    Column("gesture", ("动作", "手势", "gesture"), _gesture, lambda p: _title(GESTURE_TITLES, p.cue.gesture)),
    Column("expression", ("表情", "expression"), _text, lambda p: p.cue.expression),
    Column("close_up", ("特写", "closeup"), _switch, lambda p: _SWITCH[p.cue.close_up][0]),
    Column("picture", ("图片", "主图", "picture", "image"), _text, lambda p: p.picture),
    Column("script", ("话术", "脚本", "script"), _text, lambda p: p.script),
    Column("seller_name", ("商家", "销售者", "seller"), _text, lambda p: p.seller.name),
    Column("seller_code", ("商家代码", "统一社会信用代码", "sellercode"), _text, lambda p: p.seller.code),
    Column("seller_address", ("商家地址", "selleraddress"), _text, lambda p: p.seller.address),
    Column("seller_contact", ("商家联系", "商家联系方式", "sellercontact"), _text, lambda p: p.seller.contact),
    Column("note", ("备注", "note"), _text, lambda p: p.note),
)
NUMBER = ("序号", "no", "no.", "#", "number")
"""The order; rows without it stay in the order of the sheet."""

COLUMN_OF: Mapping[str, Column] = MappingProxyType(
    {normal(header): column for column in COLUMNS for header in column.headers}
)


def _title(titles: Mapping[Framing, object] | Mapping[str, object], name: str) -> str:
    title = dict(titles).get(name)  # type: ignore[call-overload]
    return getattr(title, "zh", name)
