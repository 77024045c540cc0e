"""Words that advertising law, price rules and platforms forbid, want proof for, or look at twice.

The rules are data (`rules/words.toml`): dated, with sources, editable. A word in an excepted phrase is no hit
(“最好先洗手” is advice, “最好的面霜” is a claim): 广告绝对化用语执法指南, arts. 5 and 6. Not legal advice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from studio.core.errors import StudioError
from studio.core.toml_text import toml_tables

CATEGORIES: Final = ("food", "cosmetics", "health", "alcohol")
_SKIPPED = frozenset("-_*~·•'’‘\"“”「」『』【】|/\\^`")
"""Put between letters to hide a word; read over, except by patterns that need them."""
_MAX_BYTES = 1_000_000


class Level(IntEnum):
    """Ordered by weight."""

    FINE = 0
    CAUTION = 1
    """Fine in most contexts; look at it."""
    EVIDENCE = 2
    """Only with a proof at hand."""
    BAN = 3


@dataclass(frozen=True, slots=True)
class Hit:
    level: Level
    found: str
    """As it stands in the text."""
    start: int
    end: int
    """Place in the text."""
    rule: str
    why_zh: str
    why_en: str
    instead_zh: str
    """A legal alternative, "" where there is none but leaving it out."""
    law: str


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    level: Level
    categories: tuple[str, ...]
    """For these goods only; empty: for all."""
    pattern: re.Pattern[str]
    literal: bool
    """Made of words: letters put between them are read over."""
    exceptions: re.Pattern[str] | None
    why_zh: str
    why_en: str
    instead_zh: str
    law: str


@dataclass(frozen=True, slots=True)
class Rules:
    version: str
    checked: date
    sources: tuple[str, ...]
    rules: tuple[Rule, ...]


def check(text: str, category: str = "", evidence: Collection[str] = (), rules: Rules | None = None) -> tuple[Hit, ...]:
    """All hits in the order of the text; of hits on the same letters the gravest.

    `category`: one of `CATEGORIES`, or "" for other goods. `evidence`: words whose proof is on file; they are no hits.
    """
    found: list[Hit] = []
    plain, plain_at = _folded(text, frozenset())
    bare, bare_at = _folded(text, _SKIPPED)
    for rule in (rules or house_rules()).rules:
        if rule.categories and category not in rule.categories:
            continue
        folded, at = (bare, bare_at) if rule.literal else (plain, plain_at)
        excepted = [match.span() for match in rule.exceptions.finditer(folded)] if rule.exceptions else []
        for match in rule.pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(low <= start and end <= high for low, high in excepted):
                continue
            where = (at[start], at[end - 1] + 1)
            shown = text[where[0] : where[1]]
            if rule.level is Level.EVIDENCE and shown in evidence:
                continue
            found.append(Hit(rule.level, shown, *where, rule.name, rule.why_zh, rule.why_en, rule.instead_zh, rule.law))
    return _gravest(found)


def worst(hits: Collection[Hit]) -> Level:
    return max((hit.level for hit in hits), default=Level.FINE)


@cache
def house_rules() -> Rules:
    """Those that come with the studio."""
    text = files("studio.compliance").joinpath("rules/words.toml").read_text(encoding="utf-8")
    return parse(text, "words.toml")


def load(path: Path) -> Rules:
    """A rules file of one's own. Raises StudioError that names the rule."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise StudioError("the rules file is far too long", where=str(path))
        return parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(f"the rules cannot be read: {error}", where=str(path), remedy="check the file") from error


def parse(text: str, where: str) -> Rules:
    """Raises StudioError."""
    try:
        data = toml_tables(text)
        checked = data["checked"]
        if not isinstance(checked, date):
            raise TypeError("checked is a date: 2026-11-22")
        rules = tuple(_rule(number, table) for number, table in enumerate(data["rule"], 1))
        return Rules(str(data["version"]), checked, tuple(data.get("sources", ())), rules)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise StudioError(
            f"the rules are broken: {error}",
            where=where,
            remedy="correct the place it names; the format is in the file",
        ) from error


_KEYS = {"name", "level", "for", "words", "patterns", "except", "why_zh", "why_en", "instead_zh", "law"}


def _rule(number: int, table: dict[str, Any]) -> Rule:
    name = str(table.get("name", f"rule {number}"))
    if strange := set(table) - _KEYS:
        raise ValueError(f"{name}: unknown key {sorted(strange)[0]}")
    words, patterns = table.get("words", []), table.get("patterns", [])
    if bool(words) == bool(patterns):
        raise ValueError(f"{name}: give either words or patterns")
    if unknown := set(table.get("for", ())) - set(CATEGORIES):
        raise ValueError(f"{name}: there is no category {sorted(unknown)[0]}")
    try:
        level = Level[str(table["level"]).upper()]
    except KeyError:
        raise ValueError(f"{name}: the level is ban, evidence or caution") from None
    # Longer words first: of two that begin alike the longer one is meant.
    parts = [re.escape(_fold(word)) for word in sorted(words, key=len, reverse=True)] or list(patterns)
    exceptions = table.get("except", [])
    return Rule(
        name, level, tuple(table.get("for", ())), re.compile("|".join(parts)), bool(words),
        re.compile("|".join(exceptions)) if exceptions else None,
        str(table["why_zh"]), str(table["why_en"]), str(table.get("instead_zh", "")), str(table.get("law", "")),
    )  # fmt: skip


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _folded(text: str, skipped: frozenset[str]) -> tuple[str, list[int]]:
    """The text in one width and case without blanks and `skipped`, and where each letter stood."""
    letters: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        if char in skipped or char.isspace() or unicodedata.category(char) == "Cf":
            continue
        folded = _fold(char)
        letters.append(folded)
        at += [place] * len(folded)
    return "".join(letters), at


def _gravest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (-one.level, one.start - one.end, one.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda one: one.start))
