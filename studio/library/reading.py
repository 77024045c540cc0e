"""Files that people write by hand, read strictly: a misspelt key is an error that names the key that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from studio.core.errors import LibraryError


class Strict(BaseModel):
    """A table of such a file. Frozen; unknown keys and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Table = TypeVar("Table", bound=Strict)


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
            what, remedy = f"“{key}”: {first['msg']}", f"correct the value of {key}"
        raise LibraryError(what, where=where, remedy=remedy) from error


def _meant(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """A remedy for an unknown key: the likeliest known one, or all of its table."""
    table: type[BaseModel] | None = model
    for part in path[:-1]:
        kind = table.model_fields[str(part)].annotation if table and part in table.model_fields else None
        table = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    known = sorted(field.alias or name for name, field in table.model_fields.items()) if table else []
    near = difflib.get_close_matches(str(path[-1]), known, n=1)
    return f"did you mean “{near[0]}”?" if near else "use one of: " + ", ".join(known)
