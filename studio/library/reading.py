"""Files that people write by hand, read strictly: a misspelt key is an error that names the key that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from studio.core.errors import LibraryError
from studio.core.toml_text import toml_tables

MOST_BYTES = 256_000
_FORMS = {
    r"^#[0-9a-fA-F]{6}$": "write a colour as #rrggbb, such as #9d2933",
    r"^primary$|^secondary$|^accent$|^#[0-9a-fA-F]{6}$": "write #rrggbb, or primary, secondary or accent",
    r"^[a-z0-9][a-z0-9_-]{0,63}$": "use small letters, digits, - and _",
    r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$": "write the 18 characters of the 统一社会信用代码",
}
"""What a pattern asks for, in words."""


class Strict(BaseModel):
    """A table of such a file. Frozen; unknown keys and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Table = TypeVar("Table", bound=Strict)


def read_toml(path: Path) -> dict[str, Any]:
    """The file as tables. Raises LibraryError if it is missing, far too long or no TOML."""
    return parse_toml(read_text(path), where=str(path))


def read_text(path: Path) -> str:
    """The file. Raises LibraryError if it is missing, far too long or no text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LibraryError("the file is far too long", where=str(path), remedy="keep it under 256 kB")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LibraryError(f"no valid TOML: {error}", where=str(path), remedy="save it as UTF-8") from error
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path)) from error


def parse_toml(text: str, *, where: str) -> dict[str, Any]:
    """A file's text as tables. Raises LibraryError."""
    try:
        return toml_tables(text)
    except ValueError as error:
        raise LibraryError(f"no valid TOML: {error}", where=where, remedy="correct the place it names") from error


def read_table(model: type[Table], data: Mapping[str, Any], *, where: str) -> Table:
    """The table as a value. Raises LibraryError that names the first wrong key and how to mend it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is unknown and missing at once: only the first of the two says what happened.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            what, remedy = f"unknown key “{key}”", _meant(model, first["loc"])
        elif first["type"] == "missing":
            what, remedy = f"the key “{key}” is missing", f"add {key} = …"
        else:
            said = first["msg"].removeprefix("Value error, ")
            what, remedy = f"“{key}”: {said}", f"correct the value of {key}"
            if first["type"] == "string_pattern_mismatch":
                what = f"“{key}”: “{str(first['input'])[:40]}” does not fit"
                remedy = _FORMS.get(first["ctx"]["pattern"].removeprefix("^$|"), remedy)
        raise LibraryError(what, where=where, remedy=remedy) from error


def _meant(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """A remedy for an unknown key: the likeliest known one, or all of its table."""
    table: type[BaseModel] | None = model
    for part in path[:-1]:
        if isinstance(part, int):  # a place in a list of tables: the table was found at the list's own name
            continue
        table = _table_of(table.model_fields[part].annotation) if table and part in table.model_fields else None
    known = sorted(field.alias or name for name, field in table.model_fields.items()) if table else []
    near = difflib.get_close_matches(str(path[-1]), known, n=1)
    return f"did you mean “{near[0]}”?" if near else "use one of: " + ", ".join(known)


def _table_of(annotation: object) -> type[BaseModel] | None:
    """The table an annotation speaks of: itself, one of its alternatives, or what its list holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_table_of(inner) for inner in get_args(annotation))
    return next((table for table in found if table is not None), None)
