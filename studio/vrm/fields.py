"""Typed access to JSON of unknown honesty: every wrong type, range or index ends in a VrmError that names its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from studio.core.errors import VrmError

REMEDY = "Export it again, or ask its author for a sound file."
LIGHTER = "Use a lighter file: fewer triangles, fewer and smaller pictures."


class Fields:
    """One JSON object and its place in the file, such as `meshes[0].primitives[1]`."""

    __slots__ = ("_object", "where")

    def __init__(self, value: object, where: str) -> None:
        """Raises VrmError if `value` is not an object."""
        if not isinstance(value, Mapping):
            raise VrmError(f"expected an object, found {_kind(value)}", where=where, remedy=REMEDY)
        self._object: Mapping[str, Any] = value
        self.where = where

    def __contains__(self, key: str) -> bool:
        return self._object.get(key) is not None

    def keys(self) -> Iterator[str]:
        return (key for key, value in self._object.items() if value is not None)

    def fail(self, what: str, key: str = "") -> VrmError:
        """An error to raise, placed at this object or at one of its keys."""
        return VrmError(what, where=self.path(key), remedy=REMEDY)

    def too_much(self, got: str, most: int, key: str = "") -> VrmError:
        """An error to raise where a file asks for more than a limit allows."""
        return VrmError(f"{got}, more than the {most:,} allowed", where=self.path(key), remedy=LIGHTER)

    def path(self, key: str = "") -> str:
        return ".".join(part for part in (self.where, key) if part)

    def child(self, key: str) -> Fields | None:
        value = self._object.get(key)
        return None if value is None else Fields(value, self.path(key))

    def extension(self, name: str) -> Fields | None:
        extensions = self.child("extensions")
        return extensions.child(name) if extensions else None

    def array(self, key: str, most: int | None = None) -> list[Any]:
        """[] where absent; `most` bounds the length."""
        value = self._object.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(f"expected a list, found {_kind(value)}", key)
        if most is not None and len(value) > most:
            raise self.too_much(f"{len(value):,} entries", most, key)
        return value

    def objects(self, key: str, most: int | None = None) -> list[Fields]:
        return [Fields(value, f"{self.path(key)}[{i}]") for i, value in enumerate(self.array(key, most))]

    def number(self, key: str, default: float, low: float = -1e9, high: float = 1e9) -> float:
        """A finite number within [low, high]."""
        value = self._object.get(key)
        return default if value is None else self._checked(value, key, low, high)

    def numbers(
        self, key: str, count: int, default: tuple[float, ...], low: float = -1e9, high: float = 1e9
    ) -> tuple[float, ...]:
        """Exactly `count` finite numbers."""
        values = self._object.get(key)
        if values is None:
            return default
        if not isinstance(values, list) or len(values) != count:
            raise self.fail(f"expected {count} numbers", key)
        return tuple(self._checked(value, key, low, high) for value in values)

    def xyz(self, key: str, default: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> tuple[float, float, float]:
        x, y, z = self.numbers(key, 3, default)
        return x, y, z

    def xy(self, key: str, default: tuple[float, float]) -> tuple[float, float]:
        x, y = self.numbers(key, 2, default)
        return x, y

    def integer(self, key: str, default: int, low: int = 0, high: int = 2**31 - 1) -> int:
        value = self._object.get(key)
        if value is None:
            return default
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(f"expected a whole number, found {_kind(value)}", key)
        if not low <= value <= high:
            raise self.fail(f"{value if abs(value) < 10**12 else 'a huge number'} is not within {low}–{high}", key)
        return value

    def index(self, key: str, count: int, noun: str) -> int:
        """-1 where absent; raises VrmError for an index that points at nothing."""
        if key not in self:
            return -1
        value = self.integer(key, -1)
        if value >= count:
            raise self.fail(f"points at {noun} {value}, but there are {count}", key)
        return value

    def required_index(self, key: str, count: int, noun: str) -> int:
        if key not in self:
            raise self.fail(f"does not say which {noun}", key)
        return self.index(key, count, noun)

    def indices(self, key: str, count: int, noun: str) -> list[int]:
        values = self.array(key)
        for i, value in enumerate(values):
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < count:
                raise self.fail(f"entry {i} points at no {noun} (there are {count})", key)
        return values

    def text(self, key: str, default: str = "") -> str:
        """At most 500 characters, control characters removed: names end up in reports and logs."""
        value = self._object.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.fail(f"expected text, found {_kind(value)}", key)
        return "".join(c if c.isprintable() else " " for c in value[:500]).strip()

    def raw(self, key: str) -> object:
        """The value as it stands: for parts outside the specification, where a wrong type is no fault."""
        return self._object.get(key)

    def raw_text(self, key: str) -> str:
        value = self._object.get(key)
        if not isinstance(value, str):
            raise self.fail("expected text", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._object.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.fail(f"expected true or false, found {_kind(value)}", key)
        return value

    def _checked(self, value: object, key: str, low: float, high: float) -> float:
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise self.fail(f"expected a number, found {_kind(value)}", key)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number) or not low <= number <= high:
            raise self.fail(f"{number:g} is not a number within {low:g}–{high:g}", key)
        return number


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true/false", type(None): "nothing"}
    return names.get(type(value), "a number")
