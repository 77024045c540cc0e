"""Changing a preset's file: one value, or its whole text. Comments and order stay; what is not sound is not written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, MutableMapping, MutableSequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from studio.core.errors import LibraryError
from studio.core.overlay_places import place_of
from studio.core.preset import Family, OverlayKind
from studio.library.preset_file import FORM, ID, PresetFile
from studio.library.preset_migration import Migrated, migrated
from studio.library.presets import PRESET_FILE, PresetOnShelf, check_preset_text
from studio.library.reading import read_text
from studio.library.writing import write_beside

MOST_LETTERS = 200_000
_USUAL = (
    OverlayKind.SHOP,
    OverlayKind.SELLER,
    OverlayKind.PRODUCT_CARD,
    OverlayKind.STOCK,
    OverlayKind.PRICE_DROP,
    OverlayKind.COUNTDOWN,
    OverlayKind.LOWER_THIRD,
    OverlayKind.NOTICE,
    OverlayKind.COMMENT,
    OverlayKind.CORRECTION,
)
_SPEAKING = (OverlayKind.LOWER_THIRD, OverlayKind.NOTICE)
"""Without words they are not drawn; a new preset leaves them for the brand to fill."""


def preset_text(folder: Path) -> str:
    """The file, in the present form if it is of an older one. Raises LibraryError."""
    return migration_of(folder).text


def migration_of(folder: Path) -> Migrated:
    """What becomes of the file when it is saved. Raises LibraryError."""
    return migrated(read_text(folder / PRESET_FILE), where=str(folder / PRESET_FILE))


def migrate_preset(folder: Path) -> tuple[str, ...]:
    """Brings the file to the present form, if it is sound then; what was changed. Raises LibraryError; the file is then
    as it was."""
    found = migration_of(folder)
    if found.changes:
        write_preset_text(folder, found.text)
    return found.changes


_DEEPEST = 8


def write_preset_text(folder: Path, text: str, may: Callable[[PresetOnShelf], None] | None = None) -> PresetOnShelf:
    """Replaces the file if the text is a sound preset. Raises LibraryError; the file is then as it was.

    `may` raises LibraryError for what is sound but may not be now.
    """
    if len(text) > MOST_LETTERS:
        raise LibraryError("the text is far too long", where=str(folder / PRESET_FILE), remedy="shorten it")
    text = migrated(text, where=str(folder / PRESET_FILE)).text
    found = check_preset_text(folder, text)
    if may is not None:
        may(found)
    write_beside(folder / PRESET_FILE, text.encode())
    return found


def set_preset_value(
    folder: Path, key: str, value: str, may: Callable[[PresetOnShelf], None] | None = None
) -> PresetOnShelf:
    """Sets `brand.primary` or `overlay.2.text.zh` (places count from 0) to a value written as JSON; `null` takes the
    key away. Raises LibraryError; the file is then as it was. `may` as for `write_preset_text`."""
    where = f"{folder / PRESET_FILE}, {key}"
    try:
        document = tomlkit.parse(preset_text(folder))
        parsed: Any = json.loads(value)
    except TOMLKitError as error:
        raise LibraryError(f"no valid TOML: {error}", where=where, remedy="correct the file first") from error
    except (ValueError, RecursionError) as error:
        raise LibraryError(
            f"“{value[:40]}” is no JSON value", where=where, remedy='write "text", 1.5 or true'
        ) from error
    *path, last = key.split(".")
    if len(path) > _DEEPEST:
        raise LibraryError("there is no such place", where=where[:200], remedy="name a table and a key of it")
    table: Any = document
    try:
        for part in path:
            table = _inside(table, part, where)
        _put(table, last, parsed, where)
        text = tomlkit.dumps(document)
        text.encode()
    except (TOMLKitError, ValueError, TypeError, RecursionError) as error:
        raise LibraryError(
            "this value cannot be written", where=where, remedy="send text, a number, a list or a table"
        ) from error
    return write_preset_text(folder, text, may)


def _inside(table: Any, part: str, where: str) -> Any:
    if isinstance(table, MutableSequence):
        if part.isdecimal() and int(part) < len(table):
            return table[int(part)]
        raise LibraryError(f"there is no place {part}", where=where, remedy=f"use 0 to {len(table) - 1}")
    if isinstance(table, MutableMapping):
        if part not in table:
            table[part] = tomlkit.table()
        return table[part]
    raise LibraryError(f"“{part}” is not inside a table", where=where, remedy="name a table and a key of it")


def _put(table: Any, last: str, value: Any, where: str) -> None:
    if isinstance(table, MutableSequence):
        if value is None and last.isdecimal() and int(last) < len(table):
            del table[int(last)]
            return
        if last in ("+", str(len(table))) and isinstance(value, dict):
            table.append(tomlkit.item(value))
            return
        raise LibraryError("a list takes a table at its end", where=where, remedy="name a key inside one of its tables")
    if not isinstance(table, MutableMapping):
        raise LibraryError("this is not inside a table", where=where, remedy="name a table and a key of it")
    if value is None:
        table.pop(last, None)
    elif isinstance(value, dict) and not isinstance(table.get(last), Table):
        table[last] = _inline(value)  # one line, as people write a place
    else:
        table[last] = value


def new_preset(shelf: Path, preset: str, *, title_zh: str, title_en: str, family: Family) -> PresetOnShelf:
    """A folder with a preset to begin with: the usual overlays and an empty rundown. Raises LibraryError."""
    if not re.fullmatch(ID, preset):
        raise LibraryError(
            f"“{preset}” is no name for a folder",
            where="preset",
            remedy="use small letters, digits, - and _: tea-house",
        )
    folder = shelf / preset
    if folder.exists():
        raise LibraryError("there is one of this name", where=str(folder), remedy="choose another name")
    text = _template(preset, title_zh, title_en, family)
    found = check_preset_text(folder, text)
    write_beside(folder / PRESET_FILE, text.encode())
    return found


def _template(preset: str, title_zh: str, title_en: str, family: Family) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment("A brand's preset. Keys, tables and what may stand in them: docs/brands.md"))
    document.add("schema", tomlkit.item(FORM))
    document.add("id", tomlkit.item(preset))
    document.add("title", _inline({"zh": title_zh, "en": title_en}))
    document.add("english", tomlkit.item(False))
    brand = tomlkit.table()
    brand.add("name", _inline({"zh": title_zh, "en": title_en}))
    brand.add("family", family.value)
    document.add("brand", brand)
    seller = tomlkit.table()
    for key, words in (("name", "营业执照上的名称 legal name"), ("address", ""), ("contact", "店铺客服 shop service")):
        seller.add(key, "")
        if words:
            seller[key].comment(words)
    document.add("seller", seller)
    overlays = tomlkit.aot()
    for kind in _USUAL:
        table = tomlkit.table()
        table.add("id", kind.value)
        table.add("kind", kind.value)
        if kind in _SPEAKING:
            table.add("text", _inline({"zh": "", "en": ""}))
        for side, tall in (("wide", False), ("tall", True)):
            spot = place_of(family, kind, tall=tall)
            table.add(side, _inline({"anchor": spot.anchor.value, "x": spot.x, "y": spot.y, "width": spot.width}))
        overlays.append(table)
    document.add("overlay", overlays)
    return tomlkit.dumps(document)


def _inline(values: dict[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def schema_json() -> str:
    """JSON Schema of preset.toml, for editors that complete and check."""
    schema = PresetFile.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
