"""Every problem and remedy that the code can say, found in its syntax trees: `{}` for what varies.

Found are the arguments that become a StudioError's `what` and `remedy`, a part's or event's `problem` and `remedy`, and
those of functions whose parameters have such names, followed through names, tables and functions of the same module.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import studio

ROOT = Path(studio.__file__).parent
_PARAMETERS = {"what", "remedy", "problem", "why", "reason", "wanted", "noun", "remedy_en", "saved", "got"}
_DEEPEST = 3
"""Names and functions followed one after the other."""
_ENGLISH = re.compile(r"[A-Za-z]{2}")
_OTHERS_OF_THE_NAME = {"tell", "joined", "paint_countdown", "_feed"}
"""Functions that take other things by these names: words that are translated already, a countdown's end."""
_ELSEWHERE = {
    "outputs/camera_remedies.py": ("INSTALL", "diagnose"),
    "remote/obs/client.py": ("_CLOSE_CODES", "_reason"),
    "remote/obs/setup.py": ("canvas_notes", "what_to_click"),
    "library/reading.py": ("_FORMS",),
    "compliance/brand_gate.py": ("_seller_problem",),
}
"""Tables and functions whose texts reach an error by a longer way."""
_VALUE_ERRORS = (
    "library/preset_file.py",
    "library/set_file.py",
    "library/rundown_columns.py",
    "library/preset_pack.py",
)
"""Modules whose ValueErrors are told to the user by the reader of the file."""


@functools.cache
def trees() -> Mapping[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def templates(node: ast.expr, module: ast.Module, depth: int = 0) -> Iterator[str]:
    """The texts an expression can be."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from templates(body, module, depth)
            yield from templates(orelse, module, depth)
        case ast.BoolOp(values=values):
            for value in values:
                yield from templates(value, module, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            ends = tuple(templates(right, module, depth)) or ("{}",)
            yield from (begin + end for begin in tuple(templates(left, module, depth)) or ("{}",) for end in ends)
        case ast.Tuple(elts=parts):
            for part in parts:
                yield from templates(part, module, depth)
        case ast.Dict(values=values):
            for value in values:
                yield from templates(value, module, depth)
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)) if depth < _DEEPEST:
            yield from _named(name, module, depth + 1)
        case ast.Call(func=ast.Name(id=name)) if depth < _DEEPEST:
            yield from _returned(name, module, depth + 1)
        case _:
            pass


def _named(name: str, module: ast.Module, depth: int) -> Iterator[str]:
    for node in _nodes(module):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if _has_value(node) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            yield from templates(node.value, module, depth)  # type: ignore[attr-defined]


@functools.cache
def _nodes(module: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(module))


def _has_value(node: ast.AST) -> bool:
    return isinstance(node, ast.AnnAssign) and node.value is not None


def _returned(name: str, module: ast.Module, depth: int) -> Iterator[str]:
    for function in _nodes(module):
        if isinstance(function, ast.FunctionDef) and function.name == name:
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from templates(node.value, module, depth)


Takes = dict[str, int | None]
"""Of a callable: the parameter's name → its place, None where it is given by name only."""


def _errors() -> set[str]:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in _nodes(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"StudioError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def _takes_of(node: ast.AST) -> Takes:
    if isinstance(node, ast.ClassDef):
        names = [part.target.id for part in node.body if isinstance(part, ast.AnnAssign) and _is_name(part.target)]  # type: ignore[union-attr]
        wanted = {"problem", "remedy", "what_en", "reason_en", "remedy_en"} | ({"what"} if "remedy" in names else set())
        return {name: place for place, name in enumerate(names) if name in wanted}
    if isinstance(node, ast.FunctionDef):
        names = [argument.arg for argument in node.args.args]
        names = names[1:] if names[:1] in (["self"], ["cls"]) else names
        wanted = _PARAMETERS | ({"en"} if "remedy_en" in names else set())
        by_name = {argument.arg: None for argument in node.args.kwonlyargs if argument.arg in wanted}
        return {**{name: place for place, name in enumerate(names) if name in wanted}, **by_name}
    return {}


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def _takers(tree: ast.Module) -> dict[str, Takes]:
    return {
        node.name: takes
        for node in _nodes(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name not in _OTHERS_OF_THE_NAME
        if (takes := _takes_of(node))
    }


@functools.cache
def all_said() -> dict[str, str]:
    """Text → a place that says it."""
    everywhere: dict[str, Takes] = {}
    for tree in trees().values():
        everywhere |= _takers(tree)
    everywhere |= {name: {"what": 0, "remedy": None} for name in _errors()}
    found: dict[str, str] = {}
    for path, tree in trees().items():
        place = path.relative_to(ROOT).as_posix()
        mine = _takers(tree)
        takers = everywhere | mine
        others = {node.name for node in _nodes(tree) if isinstance(node, ast.FunctionDef)} - mine.keys()
        for node in _nodes(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in others:
                continue  # this module's own function of the name takes other things
            texts = _texts_of(node, takers.get(name, {}))
            if name == "ValueError" and place in _VALUE_ERRORS:
                texts = node.args
            for text in texts:
                for template in templates(text, tree):
                    found.setdefault(template, f"{place}:{node.lineno}")
        for name in _ELSEWHERE.get(place, ()):
            for template in (*_named(name, tree, 0), *_returned(name, tree, 0)):
                found.setdefault(template, f"{place}: {name}")
    return {text: place for text, place in found.items() if _ENGLISH.search(text)}


def _texts_of(call: ast.Call, takes: Takes) -> list[ast.expr]:
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return []
    placed = [call.args[place] for place in takes.values() if place is not None and place < len(call.args)]
    return placed + [keyword.value for keyword in call.keywords if keyword.arg in takes]


def everything_written() -> set[str]:
    """Every text and f-string of the code."""
    return {
        template
        for tree in trees().values()
        for node in _nodes(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)
        for template in templates(node, tree, _DEEPEST)
    }


def said_in_both() -> dict[str, str]:
    """English → Chinese of what compliance and the cards say in both languages at once."""
    found: dict[str, str] = {}
    for tree in trees().values():
        for node in _nodes(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BOTH:
                texts = [tuple(templates(argument, tree, _DEEPEST)) for argument in node.args[_BOTH[node.func.id] :]]
                for chinese, english in zip(texts[::2], texts[1::2], strict=False):
                    found |= dict(zip(english, chinese, strict=True)) if len(english) == len(chinese) else {}
    return {english: chinese for english, chinese in found.items() if _ENGLISH.search(english)}


_BOTH = {"_red": 1, "_signed": 1, "CardProblem": 0}
"""Where the pairs of Chinese and English begin among a call's arguments."""
