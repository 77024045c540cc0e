"""Is an SVG safe to draw? A few hundred bytes of one can ask for billions of shapes, or for files and the network.

Its own text is read here, without drawing: how much would be drawn, with everything that is used again counted again,
and what it refers to. A sound logo passes; the rest is refused in words before anything that draws has seen it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from studio.core.embedded_pictures import embedded_pixels
from studio.core.errors import StudioError

MOST_BYTES: Final = 2_000_000
MOST_DRAWN: Final = 5000
"""Shapes, those used again counted again; long outlines count as several."""
_MOST_DEEP: Final = 60
_MOST_EMBEDDED_PIXELS: Final = 16_000_000
_LETTERS_OF_A_SHAPE: Final = 400
_REMEDY: Final = "Save it as PNG, or as a simpler SVG."
_PAINTED_AGAIN: Final = {"filter": 400, "mask": 50, "pattern": 50}
"""Drawn anew for each shape that refers to them, and what that costs at least, in shapes."""
_SLOW_PAINT: Final = {"linearGradient": 4, "radialGradient": 4}
"""How many plain shapes more one takes that is painted so."""
_WRITTEN: Final = ("text", "tspan", "textarea", "textArea")
_URL = re.compile(r"url\s*\(\s*[\"']?\s*([^)\"']*)", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    tag: str
    weight: float = 1.0
    children: list[_Node] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    """What a `use` draws here."""
    painted: list[str] = field(default_factory=list)
    """What is drawn anew for all in here."""
    cost: float | None = None
    open: bool = False


def looks_like_svg(head: bytes) -> bool:
    """From a file's first bytes, whatever its name: XML in any encoding, or packed."""
    return head.startswith((b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff")) or head.lstrip(b"\xef\xbb\xbf\0 \t\r\n")[:1] == b"<"


def check_svg(path: Path) -> None:
    """Raises StudioError if the SVG is unsafe to draw, or none at all."""
    if path.stat().st_size > MOST_BYTES:
        raise _refused(path.name, "The SVG is larger than 2 MB.")
    check_svg_text(path.read_bytes(), path.name)


def check_svg_text(data: bytes, where: str) -> None:
    """As `check_svg`."""
    if len(data) > MOST_BYTES:
        raise _refused(where, "The SVG is larger than 2 MB.")
    reading = _Reading(where)
    try:
        reading.read(data)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise _refused(where, "The SVG is damaged, or is none.") from error
    if reading.cost() > MOST_DRAWN:
        raise _too_much(where)


class _Reading:
    """One pass over the text; stops at the first thing that is refused."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._top = _Node("")
        self._stack = [self._top]
        self._named: dict[str, list[_Node]] = {}
        self._count = 0
        self._pixels = 0
        self._style: list[str] = []

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(data, True)
        styles = "".join(self._style)
        # Which shapes a style meets is not known here: all of them.
        self._top.painted = self._references(styles)
        if any(node.tag in _PAINTED_AGAIN for node in self._of(self._top.painted)):
            raise self._outside("a style")
        self._top.painted = self._top.painted[:1]

    def cost(self) -> float:
        """In shapes. Raises StudioError where something holds itself."""
        return self._cost(self._top, 0)

    def _cost(self, node: _Node, deep: int) -> float:
        if node.cost is not None:
            return node.cost
        if node.open:
            raise _refused(self._where, "A part of the SVG uses itself.")
        if deep > 4 * _MOST_DEEP:
            raise _too_much(self._where)
        node.open = True
        inside = node.weight + sum(self._cost(child, deep + 1) for child in node.children)
        inside += sum(self._cost(one, deep + 1) for one in self._of(node.used))
        # Paint is inherited: everything in here may be painted so.
        inside *= 1 + sum(self._times(one, deep + 1) for one in self._of(node.painted))
        node.open = False
        node.cost = min(inside, 1e9)
        return node.cost

    def _times(self, paint: _Node, deep: int) -> float:
        return self._cost(paint, deep) if paint.tag in _PAINTED_AGAIN else _SLOW_PAINT.get(paint.tag, 0)

    def _of(self, names: list[str]) -> Iterator[_Node]:
        for name in names:
            yield from self._named.get(name, ())

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_DRAWN or len(self._stack) > _MOST_DEEP:
            raise _too_much(self._where)
        tag = name.rpartition(" ")[2]
        if tag in ("marker", "script", "foreignObject"):
            raise _refused(self._where, f"The SVG holds <{tag}>, which is not drawn.")
        node = _Node(tag, 1.0 + _PAINTED_AGAIN.get(tag, 0))
        if len(self._stack) == 1 and tag != "svg":
            raise _refused(self._where, "The SVG is damaged, or is none.")
        for key, value in attributes.items():
            self._attribute(node, key.rpartition(" ")[2], value)
        self._stack[-1].children.append(node)
        self._stack.append(node)

    def _attribute(self, node: _Node, key: str, value: str) -> None:
        if key.lower() in ("href", "src"):
            self._link(node, value.strip())
            return
        if key == "id":
            self._named.setdefault(value, []).append(node)
        if "opacity" in key or "opacity" in value:
            node.weight += 4
        node.weight += len(value) / _LETTERS_OF_A_SHAPE
        if key == "style" and ("\\" in value or "@" in value):
            raise self._outside(key)
        node.painted += self._references(value)

    def _link(self, node: _Node, target: str) -> None:
        if target.startswith("#"):
            node.used.append(target[1:])
            return
        pixels = embedded_pixels(target)
        if pixels is None:
            raise self._outside(target)
        self._pixels += pixels
        if self._pixels > _MOST_EMBEDDED_PIXELS:
            raise _too_much(self._where)
        node.weight += 4 + 100 * pixels / 1e6

    def _references(self, text: str) -> list[str]:
        found = [match[1].strip() for match in _URL.finditer(text)]
        for target in found:
            if not target.startswith("#"):
                raise self._outside(target)
        return [target[1:] for target in found]

    def _end(self, _: str) -> None:
        self._stack.pop()

    def _text(self, text: str) -> None:
        node = self._stack[-1]
        if node.tag == "style":
            if "\\" in text or "@import" in text.lower():
                raise self._outside("@import")
            self._style.append(text)
        elif node.tag in _WRITTEN:
            node.weight += len(text) / 20

    def _doctype(self, _name: str, _system: str | None, _public: str | None, own: bool) -> None:
        # The usual line of a drawing program declares nothing and nobody follows it; one of its own may.
        if own:
            raise _refused(self._where, "The SVG declares entities.")

    def _instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise self._outside(target)

    def _outside(self, target: str) -> StudioError:
        return _refused(self._where, f"The SVG refers to something outside itself: “{target[:60]}”.")


def _too_much(where: str) -> StudioError:
    return _refused(where, f"The SVG draws more than {MOST_DRAWN} shapes.")


def _refused(where: str, what: str) -> StudioError:
    return StudioError(what, where=where, remedy=_REMEDY)
