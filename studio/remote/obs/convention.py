"""What names in OBS mean to the studio. Nothing is configured: whoever names a scene or source so, has wired it.

scene      “垫片 …”, “Slate …”, “结束 …”, “Ending …”       the slate
scene      “直播 …”, “Live …”                              the avatar, framed as the studio has it
scene      “商品特写 …”, “Product close-up …”              the avatar's face, until another scene
scene      “… [qh: bust]”                                  the avatar, framed so: face, bust, half, full, or slate
scene      “商品 3 …”, “Product 3 …”, “… [qh: 3]”          the third product of the rundown
scene      as the brand's preset maps it                   what the preset says; it goes before these names
source     “qh: smile”, “qh: 开心 60%”                     held while it is visible in the program scene
source     “qh: wave”, “qh: 挥手”                          the gesture, once, when it becomes visible
filter     the same names                                  held while it is enabled on a source of the program scene
text       “qh: name”, “qh: price”, “qh: stock”, “qh: next” written by the studio: of what is on, and the next
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.control.state import Framing
from studio.control.titles import EXPRESSION_TITLES, FRAMING_TITLES, GESTURE_TITLES
from studio.core.preset import SceneRule

LIVE, CLOSE_UP, SLATE, ENDING = "直播 Live", "商品特写 Product close-up", "垫片 Slate", "结束 Ending"
"""The scenes that set-up makes."""


@dataclass(frozen=True, slots=True)
class SceneMeaning:
    """What a scene asks of the studio while it is on program."""

    slate: bool
    framing: Framing | None = None
    """None: as the studio has it."""
    product: str = ""
    """Id of the product to be shown, "" none."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the names of scenes are read against: the preset's map, and the rundown that numbers count in."""

    rules: tuple[SceneRule, ...] = ()
    products: tuple[str, ...] = ()
    """Ids in the rundown's order."""


NO_BOOK = Book()


_TAG = re.compile(r"\[\s*qh\s*:\s*([^\]]+?)\s*\]", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:商品|product)\s*(\d{1,4})(?!\d)", re.IGNORECASE)
_HELD = re.compile(r"^\s*qh\s*[:：]\s*(.+?)\s*(?:(\d{1,3})\s*[%％])?\s*$", re.IGNORECASE)
_FRAMINGS = {word: framing for framing, text in FRAMING_TITLES.items() for word in (framing.value, text.zh)}
_BEGINNINGS: tuple[tuple[tuple[str, ...], SceneMeaning], ...] = (
    (("垫片", "slate", "结束", "ending"), SceneMeaning(slate=True)),
    (("商品特写", "product close-up"), SceneMeaning(slate=False, framing=Framing.FACE)),
    (("直播", "live"), SceneMeaning(slate=False)),
)
_EXPRESSIONS = {
    **{text.zh: name for name, text in EXPRESSION_TITLES.items()},
    **{text.en.lower(): name for name, text in EXPRESSION_TITLES.items()},
    **{name.lower(): name for name in EXPRESSION_TITLES},
    "smile": "happy",
    "joy": "happy",
    "微笑": "happy",
    "sorrow": "sad",
    "surprise": "surprised",
    "wink": "blinkLeft",
}


_TEXTS = {
    "name": "name", "product": "name", "品名": "name", "商品名": "name",
    "price": "price", "价格": "price",
    "stock": "stock", "库存": "stock",
    "next": "next", "下一个": "next",
}  # fmt: skip
_GESTURES = {
    **{text.zh: name for name, text in GESTURE_TITLES.items()},
    **{text.en.lower(): name for name, text in GESTURE_TITLES.items()},
}


def scene_meaning(scene: str, book: Book = NO_BOOK) -> SceneMeaning | None:
    """None for a scene the studio has nothing to do with."""
    if (mapped := _mapped(scene, book)) is not None:
        return mapped
    name = scene.strip().lower()
    if tag := _TAG.search(scene):
        word = tag[1].lower()
        if word in ("slate", "垫片"):
            return SceneMeaning(slate=True)
        if word in _FRAMINGS:
            return SceneMeaning(slate=False, framing=_FRAMINGS[word])
        if word.isascii() and word.isdigit():
            return SceneMeaning(slate=False, product=_numbered(word, book))
    if number := _NUMBER.match(name):
        return SceneMeaning(slate=False, product=_numbered(number[1], book))
    for beginnings, meaning in _BEGINNINGS:
        if any(name.startswith(word) and _ends_word(name, word) for word in beginnings):
            return meaning
    return None


def held_expression(name: str) -> tuple[str, float] | None:
    """(expression, weight) of a source or filter called `qh: …`; None for any other name.

    A word that is no preset is taken as the avatar's own expression.
    """
    found = _HELD.match(name)
    if found is None or found[1].lower() in _TEXTS:
        return None
    word = found[1]
    weight = 1.0 if found[2] is None else min(int(found[2]), 100) / 100
    return _EXPRESSIONS.get(word.lower(), word), weight


def asked_gesture(name: str) -> str:
    """The gesture that a source or filter called `qh: …` may mean, known to the show or not; "" for other names."""
    found = _HELD.match(name)
    return _GESTURES.get(found[1].lower(), found[1]) if found is not None else ""


def wanted_text(name: str) -> str:
    """What the studio writes into a text source of that name: name, price, stock, next; "" for no such name."""
    found = _HELD.match(name)
    return _TEXTS.get(found[1].lower(), "") if found is not None and found[2] is None else ""


def _mapped(scene: str, book: Book) -> SceneMeaning | None:
    for rule in book.rules:
        if rule.scene.strip().lower() == scene.strip().lower():
            framing = Framing(rule.framing) if rule.framing in set(Framing) else None
            known = rule.product if rule.product in book.products else ""
            return SceneMeaning(slate=rule.slate, framing=framing, product="" if rule.slate else known)
    return None


def _numbered(number: str, book: Book) -> str:
    """The product of that number, counted from 1; "" if the rundown has not so many."""
    at = int(number) - 1
    return book.products[at] if 0 <= at < len(book.products) else ""


def _ends_word(name: str, word: str) -> bool:
    """“Live” begins “Live 2”, not “Livestock”; Chinese words need no gap."""
    rest = name[len(word) :]
    return not rest or not word.isascii() or not (rest[0].isascii() and rest[0].isalpha())
