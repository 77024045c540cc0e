"""Commands, events and the state as JSON, and back: the one form in which they leave the show process.

Driven by the type hints of the dataclasses, so a new command needs nothing here. Reading is strict, because what is
read comes from outside: every value that is not exactly what the hint says ends in a CommandError that names where, and
what was probably meant.
"""

from __future__ import annotations

import difflib
import json
import math
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from studio.control.commands import Command
from studio.control.events import Event
from studio.control.state import Show
from studio.core.errors import CommandError

MAX_TEXT = 32 * 1024
"""Characters in one string."""
MAX_ITEMS = 1024
"""Values in one list."""
MAX_MESSAGE = 256 * 1024
"""Bytes of a message from a panel; what the show sends may be longer."""
_MAX_WHOLE = 2**53
"""Beyond it JavaScript's numbers lose whole steps."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")

COMMANDS: Mapping[str, type[Command]] = types.MappingProxyType({kind.__name__: kind for kind in get_args(Command)})
EVENTS: Mapping[str, type[Event]] = types.MappingProxyType({kind.__name__: kind for kind in get_args(Event)})


def json_from_command(command: Command) -> dict[str, Json]:
    """`{"name": "SetMirror", "args": {"on": true}}`"""
    return {"name": type(command).__name__, "args": json_from(command)}


def command_from_json(name: Json, args: Json) -> Command:
    """Raises CommandError for an unknown command, a missing, unknown or ill-typed argument."""
    return _named(COMMANDS, "command", name, args)


def json_from_event(event: Event) -> dict[str, Json]:
    """`{"name": "MirrorSet", "args": {"on": true}}`"""
    return {"name": type(event).__name__, "args": json_from(event)}


def event_from_json(name: Json, args: Json) -> Event:
    """Raises CommandError, as `command_from_json`."""
    return _named(EVENTS, "event", name, args)


def state_from_json(data: Json) -> Show:
    """Raises CommandError, as `command_from_json`."""
    return value_from_json(Show, data, "state")


def json_from_changes(before: Show | None, after: Show) -> dict[str, str]:
    """JSON text of every field of the state that is another than before; of all, without a before.

    A step changes a few fields of many: so a rundown of hundreds is told once and not with every step.
    """
    return {
        field.name: dumps(json_from(getattr(after, field.name)))
        for field in fields(after)
        if before is None or getattr(before, field.name) is not getattr(after, field.name)
    }


def state_with_changes(state: Show, data: Json) -> Show:
    """The state with the fields that a notice tells. Raises CommandError, as `command_from_json`."""
    if not isinstance(data, dict):
        raise CommandError(f"{_shown(data)} is not an object", where="changes", remedy="send an object")
    hints = _hints(Show)
    for name in data:
        if name not in hints:
            raise unknown("part of the state", name, hints, "changes")
    return replace(state, **{name: _read(hints[name], value, f"changes.{name}") for name, value in data.items()})  # type: ignore[arg-type]


def dumps(value: Json) -> str:
    """Compact JSON text. Raises ValueError for a number that JSON cannot hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loads(text: str | bytes, *, where: str = "message") -> dict[str, Json]:
    """The JSON object in `text`. Raises CommandError for anything else, also for doubled keys, NaN and deep nesting."""
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_doubles)
    except CommandError:
        raise
    except (ValueError, RecursionError) as error:
        raise CommandError("this is not JSON", where=where, remedy="send one JSON object") from error
    if not isinstance(value, dict):
        raise CommandError("this is not a JSON object", where=where, remedy="send one JSON object")
    return value


def json_from(value: object) -> Json:
    """Any value made of dataclasses, tuples, enums, text, numbers, booleans. Raises ValueError for NaN and infinity."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("JSON has no NaN and no infinity")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple):
        return [json_from(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: json_from(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def value_from_json(kind: type[T], data: Json, where: str) -> T:
    """`data` as a `kind`; `where` begins the path that an error names. Raises CommandError."""
    return cast(T, _read(kind, data, where))


def unknown(what: str, name: object, known: Iterable[str], where: str) -> CommandError:
    """The error for a name nobody knows, with what was probably meant."""
    known = sorted(known)
    shown = _shown(name)
    close = difflib.get_close_matches(name[:64], known, n=1) if isinstance(name, str) else []
    remedy = (
        f"did you mean {close[0]}?" if close else "use one of: " + ", ".join(known[:24]) if known else "leave it out"
    )
    return CommandError(f"there is no {what} {shown}", where=where, remedy=remedy)


def _named(kinds: Mapping[str, type[T]], what: str, name: Json, args: Json) -> T:
    if not isinstance(name, str) or name not in kinds:
        raise unknown(what, name, kinds, what)
    return value_from_json(kinds[name], args, name)


def _read(kind: Any, data: Json, where: str) -> object:
    origin = get_origin(kind)
    if origin is tuple:
        return _read_tuple(get_args(kind), data, where)
    if origin in (Union, types.UnionType):
        return _read_optional(get_args(kind), data, where)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _read_choice(kind, data, where)
    if is_dataclass(kind):
        return _read_dataclass(cast(type, kind), data, where)
    if kind is bool and isinstance(data, bool):
        return data
    if kind is int and isinstance(data, int) and not isinstance(data, bool):
        if abs(data) > _MAX_WHOLE:
            raise CommandError("the number is out of bounds", where=where, remedy="use a smaller number")
        return data
    if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
        return _read_float(data, where)
    if kind is str and isinstance(data, str):
        return _read_text(data, where)
    wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}.get(kind, str(kind))
    raise CommandError(f"{_shown(data)} is not {wanted}", where=where, remedy=f"send {wanted}")


def _read_float(data: float, where: str) -> float:
    value = float(data) if abs(data) < 1e300 else math.inf  # an int may be too long for a float
    if not math.isfinite(value):
        raise CommandError("the number is out of bounds", where=where, remedy="use a finite number")
    return value


def _read_text(data: str, where: str) -> str:
    if len(data) > MAX_TEXT:
        raise CommandError(
            f"the text is too long ({len(data)})", where=where, remedy=f"use at most {MAX_TEXT} characters"
        )
    if any((char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" for char in data):
        raise CommandError("the text has control characters", where=where, remedy="send plain text")
    return data


def _read_choice(kind: type[StrEnum], data: Json, where: str) -> StrEnum:
    values = {member.value: member for member in kind}
    if isinstance(data, str) and data in values:
        return values[data]
    raise unknown("choice", data, values, where)


def _read_tuple(items: tuple[Any, ...], data: Json, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise CommandError(f"{_shown(data)} is not a list", where=where, remedy="send a list")
    if len(data) > MAX_ITEMS:
        raise CommandError(
            f"the list is too long ({len(data)})", where=where, remedy=f"send at most {MAX_ITEMS} values"
        )
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_read(items[0], item, f"{where}[{index}]") for index, item in enumerate(data))
    if len(data) != len(items):
        raise CommandError(f"the list has {len(data)} values", where=where, remedy=f"send {len(items)} values")
    return tuple(_read(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(items, data, strict=True)))


def _read_optional(kinds: tuple[Any, ...], data: Json, where: str) -> object:
    if data is None and types.NoneType in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not types.NoneType)
    return _read(kind, data, where)


def _read_dataclass(kind: type, data: Json, where: str) -> object:
    if not isinstance(data, dict):
        raise CommandError(f"{_shown(data)} is not an object", where=where, remedy="send an object with named values")
    hints = _hints(kind)
    for name in data:
        if name not in hints:
            raise unknown("argument", name, hints, where)
    missing = [field.name for field in fields(kind) if field.name not in data and _required(field)]
    if missing:
        raise CommandError(f"“{missing[0]}” is missing", where=where, remedy="send " + ", ".join(missing))
    return kind(**{name: _read(hints[name], value, f"{where}.{name}") for name, value in data.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _shown(data: object) -> str:
    """A stranger's value, short and harmless enough for an error text."""
    text = data if isinstance(data, str) else json.dumps(data, default=repr)[:48] if data is not None else "nothing"
    text = "".join(char if char.isprintable() else "·" for char in text[:48])
    return f"“{text}”" if isinstance(data, str) else text


def _no_constant(name: str) -> Json:
    raise CommandError(f"{name} is not a number", where="message", remedy="use a finite number")


def _no_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise CommandError("a name stands twice in one object", where="message", remedy="send each name once")
    return values
