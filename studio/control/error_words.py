"""What is wrong and what to do about it, in Chinese: the engine raises its errors in English, panels say them so.

`error_words.toml` holds the words; `words_json` is what the web panel is served. A text is found by its literal parts,
the longest first; what varies is put into the Chinese, itself in Chinese where it is known.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.control.codec import Json
from studio.control.titles import GATE_TITLES
from studio.core.errors import StudioError

_FILE = Path(__file__).with_name("error_words.toml")
_SLOT = re.compile(r"\{(\d*)\}")
_MOST_PARTS = 16
"""Of a text joined with “; ”: a gate has eleven rows."""
_DEEPEST = 4
"""Slots within slots."""
_LONGEST = 4000
"""Letters; a longer text stays as it is."""
_PLACES = "places"
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Template:
    """One way of saying something: `english` as the code writes it with `{}` for what varies, and its Chinese."""

    english: str
    chinese: str
    literals: tuple[str, ...]
    """The English between the slots: one more than there are slots, "" where a slot begins or ends it."""

    @classmethod
    def of(cls, english: str, chinese: str) -> Template:
        return cls(english, chinese, tuple(_SLOT.split(english)[::2]))

    @property
    def weight(self) -> int:
        """How much of a text it knows: letters outside of slots."""
        return sum(map(len, self.literals))

    def slots_of(self, text: str) -> tuple[str, ...] | None:
        """What stands in the slots if the text is said this way; None if it is not."""
        first, *rest = self.literals
        if not rest:
            return () if text == first else None
        if not text.startswith(first) or not text.endswith(rest[-1]):
            return None
        at, end = len(first), len(text) - len(rest[-1])
        slots: list[str] = []
        for literal in rest[:-1]:
            found = text.find(literal, at, end)
            if found < 0:
                return None
            slots.append(text[at:found])
            at = found + len(literal)
        return (*slots, text[at:end]) if at <= end else None

    def filled(self, slots: tuple[str, ...]) -> str:
        """The Chinese with the slots in it; a space meant for Latin letters goes where Han meets Han."""
        pieces = _SLOT.split(self.chinese)
        text = pieces[0]
        for at, number in enumerate(pieces[1::2]):
            slot, after = slots[int(number or at)], pieces[2 * at + 2]
            if text[-1:] == " " and _HAN.match(text[-2:-1]) and _HAN.match(slot):
                text = text[:-1]
            if after[:1] == " " and _HAN.match(slot[-1:]) and _HAN.match(after[1:]):
                after = after[1:]
            text += slot + after
        return text


@functools.cache
def templates() -> tuple[Template, ...]:
    """Problems and remedies, those with the longest literal text first."""
    return _sorted(
        {key: value for name, section in _words().items() if name != _PLACES for key, value in section.items()}
    )


@functools.cache
def places() -> tuple[Template, ...]:
    """What may stand before a problem: where it is."""
    rows = {key: title.zh for key, title in GATE_TITLES.items()}
    return _sorted(rows | _words()[_PLACES])


def words_json() -> dict[str, Json]:
    """Pairs of English and Chinese as the web panel reads them, each list in the order of its use."""
    return {
        "texts": [[one.english, one.chinese] for one in templates()],
        "places": [[one.english, one.chinese] for one in places()],
    }


def told(text: str, language: str) -> str:
    """The problem or remedy in the language, `zh` or `en`; unchanged where there are no Chinese words for it."""
    return _chinese(text) if language == "zh" else text


def error_told(error: StudioError, language: str) -> str:
    """As `str(error)`, in the language."""
    if language != "zh":
        return str(error)
    text = f"{_place(error.where)}：{told(error.what, language)}" if error.where else told(error.what, language)
    return f"{text}\n  → {told(error.remedy, language)}" if error.remedy else text


@functools.lru_cache(maxsize=512)
def _chinese(text: str) -> str:
    return (_known(text, 0) or _joined(text, 0) or text) if len(text) <= _LONGEST else text


def _known(text: str, depth: int) -> str:
    """The Chinese of one text, a place before it (“where: what”) or after it (“what (where)”); "" if it is unknown.

    The reading that knows most letters wins.
    """
    best, slots = _match(text)
    weight = best.weight if best else 0
    if depth < _DEEPEST:
        for found in itertools.islice(re.finditer(": ", text), _MOST_PARTS):
            where, what = text[: found.start()], text[found.end() :]
            inner = _match(what)[0]
            if inner is not None and inner.weight > weight and "; " not in where:
                return f"{_place(where)}：{_known(what, depth + 1)}"
        if text.endswith(")"):
            what, _, where = text[:-1].partition(" (")
            inner = _match(what)[0]
            if inner is not None and inner.weight > weight:
                return f"{_known(what, depth + 1)}（{_place(where)}）"
    if best is None:
        return ""
    # Names in quotes stand as they are.
    return best.filled(
        tuple(
            slot if before.endswith("“") or depth >= _DEEPEST else _slot_told(slot, depth + 1)
            for before, slot in zip(best.literals, slots, strict=False)
        )
    )


def _match(text: str) -> tuple[Template | None, tuple[str, ...]]:
    """The template that knows most of the text, and what stands in its slots."""
    whole, slotted = _sorted_templates()
    if text in whole:
        return whole[text], ()
    for template in slotted:
        slots = template.slots_of(text)
        if slots is not None:
            return template, slots
    return None, ()


@functools.cache
def _sorted_templates() -> tuple[Mapping[str, Template], tuple[Template, ...]]:
    """Those without slots by their text, and those with slots."""
    whole = {one.english: one for one in templates() if len(one.literals) == 1}
    return whole, tuple(one for one in templates() if len(one.literals) > 1)


def _slot_told(slot: str, depth: int) -> str:
    return _known(slot, depth) or _joined(slot, depth) or slot


def _place(where: str) -> str:
    for place in places():
        slots = place.slots_of(where)
        if slots is not None:
            return place.filled(slots)
    return where


def _joined(text: str, depth: int) -> str:
    """Several texts in one, as the gate tells its rows; "" if one of them is unknown. A part may hold “; ” itself."""
    parts = text.split("; ")
    if not 1 < len(parts) <= _MOST_PARTS:
        return ""
    told_parts: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts) if at else len(parts) - 1, at, -1)
        end, chinese = next(
            ((end, found) for end in ends if (found := _known("; ".join(parts[at:end]), depth))), (at, "")
        )
        if not chinese:
            return ""
        told_parts.append(chinese)
        at = end
    return "；".join(told_parts)


def _sorted(words: Mapping[str, str]) -> tuple[Template, ...]:
    return tuple(sorted((Template.of(*pair) for pair in words.items()), key=lambda one: (-one.weight, one.english)))


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
