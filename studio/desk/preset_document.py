"""A preset's file as the form sees it: values by key, texts to go back to, and which field a refusal speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from studio.core.toml_text import toml_tables

MOST_STEPS = 200
"""Texts that can be gone back to."""


class PresetDocument:
    """What stands in the file; a key that is not there has no value."""

    def __init__(self, text: str = "") -> None:
        """A text that is no TOML has no values: the show keeps such a text out of the state."""
        try:
            self._tables: dict[str, object] = toml_tables(text)
        except ValueError:
            self._tables = {}

    def value(self, key: str) -> object:
        """At `brand.name.zh` or `overlay.2.shown`, dates as ISO text; None if there is none."""
        found: object = self._tables
        for part in key.split("."):
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
                found = found[int(part)]
            else:
                return None
        return found.isoformat() if isinstance(found, date) else found

    def text(self, key: str) -> str:
        value = self.value(key)
        return value if isinstance(value, str) else ""

    def tables(self, key: str) -> list[dict[str, object]]:
        """The tables of a list, such as `overlay`."""
        value = self.value(key)
        return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


class History:
    """The texts a preset had while the editor was open. Told every text; a text of the neighbourhood is a step."""

    def __init__(self) -> None:
        self._preset = ""
        self._texts: list[str] = []
        self._at = 0

    def see(self, preset: str, text: str) -> None:
        if preset != self._preset or not self._texts:
            self._preset, self._texts, self._at = preset, [text], 0
        elif text == self._texts[self._at]:
            return
        elif text == self.before:
            self._at -= 1
        elif text == self.after:
            self._at += 1
        else:
            self._texts = [*self._texts[: self._at + 1], text][-MOST_STEPS:]
            self._at = len(self._texts) - 1

    @property
    def before(self) -> str | None:
        return self._texts[self._at - 1] if self._at else None

    @property
    def after(self) -> str | None:
        return self._texts[self._at + 1] if self._at + 1 < len(self._texts) else None


def key_of_refusal(problem: str, where: str, asked: str, keys: Iterable[str]) -> str:
    """The key of `keys` that a refusal speaks of, "" if none can be told.

    `where` ends with a key where the show knows it; the problem quotes one otherwise, perhaps of the table around it,
    and then `asked`, the key whose edit was refused, tells which field it was.
    """
    known = tuple(keys)
    named: tuple[str, ...] = (where.rpartition(", ")[2], *re.findall("“([^”]+)”", problem))
    for name in named:
        if name in known and not asked.startswith(f"{name}."):
            return name
    for name in named:
        inside = next((key for key in known if name.startswith(f"{key}.")), "")
        if inside:
            return inside
    return next((key for key in known if asked == key or asked.startswith(f"{key}.")), "")
