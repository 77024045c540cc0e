"""Older forms of preset.toml, brought to the present one step by step. Comments and order stay; no file is touched.

A version goes up when a file that was sound would no longer be read as it was meant. Each step here knows its own two
versions and nothing of what came later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import tomlkit
from tomlkit.exceptions import TOMLKitError

from studio.core.errors import LibraryError
from studio.library.preset_file import FORM
from studio.library.reading import parse_toml

_FORM = re.compile(r"qionghua-preset/(\d{1,6})")
_PREFIX, _, _NOW = FORM.partition("/")
VERSION = int(_NOW)


@dataclass(frozen=True, slots=True)
class Migrated:
    """A preset's text in the present form."""

    text: str
    changes: tuple[str, ...] = ()
    """What was changed, in words; empty: it was of this form already."""


def migrated(text: str, *, where: str) -> Migrated:
    """The text in the present form. One whose form cannot be told is given back as it is: reading it says what is
    wrong.

    Raises LibraryError for no TOML, and for a form of a newer studio.
    """
    form = parse_toml(text, where=where).get("schema")
    found = _FORM.fullmatch(form) if isinstance(form, str) else None
    version = int(found[1]) if found else VERSION
    if version > VERSION:
        raise LibraryError(
            f"this preset is of a newer studio (schema {form})", where=f"{where}, schema", remedy="update the studio"
        )
    if version == VERSION or version not in _STEPS:
        return Migrated(text)
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise LibraryError(f"no valid TOML: {error}", where=where, remedy="correct the place it names") from error
    changes: list[str] = []
    for step in range(version, VERSION):
        changes += _STEPS[step](document)
        document["schema"] = f"{_PREFIX}/{step + 1}"
    return Migrated(tomlkit.dumps(document), (f"schema: {form} → {FORM}", *changes))


def _close_ups(document: tomlkit.TOMLDocument) -> list[str]:
    """1 → 2: a close-up's key colour became a table with tolerance, softness and spill; its camera is said on each
    machine, since camera:1 is another one on the next."""
    changes = []
    overlays = document.get("overlay")
    for number, table in enumerate(overlays if isinstance(overlays, list) else ()):
        if not isinstance(table, dict):
            continue
        place, close_up = f"overlay.{number}", table.get("kind") == "close_up"
        if "chroma_key" in table:
            color = table["chroma_key"]
            if close_up and isinstance(color, str) and color:
                key = tomlkit.inline_table()
                key["color"] = str(color)
                table["chroma_key"] = key
                changes.append(f"{place}.chroma_key: {color} → {{ color = {color} }}")
            elif not close_up or color == "":
                del table["chroma_key"]
                changes.append(f"{place}.chroma_key: taken out, it was of no use there")
        if close_up and "picture" in table:
            changes.append(f"{place}.picture: {table['picture']} taken out, the camera is chosen on each machine")
            del table["picture"]
    return changes


_STEPS: Mapping[int, Callable[[tomlkit.TOMLDocument], list[str]]] = MappingProxyType({1: _close_ups})
"""From the version → to the next."""
