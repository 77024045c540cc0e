"""Goods and the order they come in: what a product card says, what stands behind it, and what happens on its cue.

Prices are whole fen (1/100 yuan), never floats. Texts are the brand's own; an empty text is one that was not given.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProductKind(StrEnum):
    """A product's part in the show (排品表, 类型)."""

    TRAFFIC = "traffic"
    """引流款: brings viewers in."""
    WELFARE = "welfare"
    """福利款: a gift to them."""
    MAIN = "main"
    """主推款."""
    PROFIT = "profit"
    """利润款."""
    PASSING = "passing"
    """过款: shown in passing."""


@dataclass(frozen=True, slots=True)
class Seller:
    """Who really sells (直播电商监督管理办法, art. 26): shown to viewers for every product."""

    name: str = ""
    """Legal name."""
    code: str = ""
    """统一社会信用代码, 18 characters."""
    address: str = ""
    contact: str = ""
    """Shop service contact on the platform; never a private phone number or chat id."""

    @property
    def complete(self) -> bool:
        return bool(self.name and self.address and self.contact)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a product brings with it when it is shown; "" leaves things as they are."""

    framing: str = ""
    """As `SetFraming`."""
    background: str = ""
    """As `SetBackground`."""
    gesture: str = ""
    """As `PlayGesture`."""
    expression: str = ""
    """Held while the product is on."""
    obs_scene: str = ""
    """Put on OBS's program."""
    close_up: str = ""
    """`on` shows the second camera, `off` hides it."""


@dataclass(frozen=True, slots=True)
class Product:
    """A row of the rundown."""

    id: str
    """SKU or link number: the one key that names it everywhere."""
    name: str
    price_fen: int | None = None
    """Live price; None: not known yet, then no card is shown."""
    unit: str = ""
    """计价单位: 件, 盒, 500 g."""
    kind: ProductKind = ProductKind.MAIN
    name_en: str = ""
    category: str = ""
    """Word pack and licence category: `food`, `cosmetics`, `health`, `alcohol`, or any other word such as `lacquer`."""
    usual_price_fen: int | None = None
    """Compared price; it needs `compare_basis`."""
    compare_basis: str = ""
    """What the compared price is: 近 7 日最低成交价, 门店标价 …"""
    offer: str = ""
    """Coupon, gift or bundle rule in full words."""
    stock: int | None = None
    stock_by: str = ""
    """Who typed or imported it."""
    stock_at_s: float = 0.0
    """When, seconds since 1970."""
    price_by: str = ""
    price_at_s: float = 0.0
    points: tuple[str, ...] = ()
    """卖点, three to five."""
    proofs: tuple[str, ...] = ()
    """证据/资质: words of the rules whose proof is on file, with the file's name."""
    never: tuple[str, ...] = ()
    """禁说: words that must not be said of it."""
    minutes: float = 0.0
    """讲解时长; 0: open."""
    picture: str = ""
    """Path of its picture."""
    script: str = ""
    """话术, for the prompter."""
    note: str = ""
    seller: Seller = Seller()
    """Empty: the preset's own seller."""
    cue: Cue = Cue()
    rest: tuple[tuple[str, str], ...] = ()
    """Columns of the imported sheet that nothing here knows, kept for the way back."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """To a real moment; it ends there and does not begin again by itself."""

    what: str
    ends_at_s: float
    """Seconds since 1970."""


class CommentLife(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Comment:
    """A viewer's comment as somebody of the crew passed it on."""

    id: int
    author: str
    text: str
    life: CommentLife = CommentLife.WAITING


def yuan(fen: int) -> str:
    """`19900` → `199`, `1990` → `19.9`, `1995` → `19.95`."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


@dataclass(frozen=True, slots=True)
class CardProblem:
    """Why a product's card may not go on air."""

    what_zh: str
    what_en: str
    remedy_zh: str
    remedy_en: str


def card_problem(product: Product) -> CardProblem | None:
    """The first thing a card lacks that 直播电商监督管理办法, art. 32 asks for.

    Name, price and unit; a compared price needs its basis and is higher than the live one.
    """
    if not product.name.strip():
        return CardProblem("缺品名", "the name is missing", "填写品名", "write its name")
    if product.price_fen is None:
        return CardProblem("缺价格", "the price is missing", "填写直播价", "set the live price")
    if not product.unit.strip():
        return CardProblem(
            "缺计价单位", "the unit is missing", "填写计价单位，如“件”“盒”", "write the unit of the price"
        )
    if product.usual_price_fen is None:
        return None
    if not product.compare_basis.strip():
        return CardProblem(
            "对比价没有依据",
            "the compared price has no basis",
            "写明对比价的依据，如“近7日最低成交价”，或删去对比价",
            "say what the compared price is, or take it away",
        )
    if product.usual_price_fen <= product.price_fen:
        return CardProblem(
            "对比价不高于直播价",
            "the compared price is not higher than the live price",
            "核对两个价格，或删去对比价",
            "check both prices, or take the compared price away",
        )
    return None
