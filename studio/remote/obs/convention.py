"""What names in OBS mean to the studio. Nothing is configured: whoever names a scene or source so, has wired it.

scene      “垫片 …”, “Slate …”, “结束 …”, “Ending …”       the slate
scene      “直播 …”, “Live …”                              the avatar, framed as the studio has it
scene      “商品特写 …”, “Product close-up …”              the avatar's face, until another scene
scene      “… [qh: bust]”                                  the avatar, framed so: face, bust, half, full, or slate
source     “qh: smile”, “qh: 开心 60%”                     held while it is visible in the program scene
filter     the same names                                  held while it is enabled on a source of the program scene
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.control.state import Framing
from studio.control.titles import EXPRESSION_TITLES, FRAMING_TITLES

LIVE, CLOSE_UP, SLATE, ENDING = "直播 Live", "商品特写 Product close-up", "垫片 Slate", "结束 Ending"
"""The scenes that set-up makes."""


@dataclass(frozen=True, slots=True)
class SceneMeaning:
    """What a scene asks of the studio while it is on program."""

    slate: bool
    framing: Framing | None = None
    """None: as the studio has it."""


_TAG = re.compile(r"\[\s*qh\s*:\s*([^\]]+?)\s*\]", re.IGNORECASE)
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


def scene_meaning(scene: str) -> SceneMeaning | None:
    """None for a scene the studio has nothing to do with."""
    if tag := _TAG.search(scene):
        word = tag[1].lower()
        if word in ("slate", "垫片"):
            return SceneMeaning(slate=True)
        if word in _FRAMINGS:
            return SceneMeaning(slate=False, framing=_FRAMINGS[word])
    name = scene.strip().lower()
    for beginnings, meaning in _BEGINNINGS:
        if any(name.startswith(word) and _ends_word(name, word) for word in beginnings):
            return meaning
    return None


def held_expression(name: str) -> tuple[str, float] | None:
    """(expression, weight) of a source or filter called `qh: …`; None for any other name.

    A word that is no preset is taken as the avatar's own expression.
    """
    found = _HELD.match(name)
    if found is None:
        return None
    word = found[1]
    weight = 1.0 if found[2] is None else min(int(found[2]), 100) / 100
    return _EXPRESSIONS.get(word.lower(), word), weight


def _ends_word(name: str, word: str) -> bool:
    """“Live” begins “Live 2”, not “Livestock”; Chinese words need no gap."""
    rest = name[len(word) :]
    return not rest or not word.isascii() or not (rest[0].isascii() and rest[0].isalpha())
