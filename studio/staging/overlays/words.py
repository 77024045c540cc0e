"""Words that fit: shrunk a little, broken where Chinese and Latin may be broken, and cut with … when all is full."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QRawFont, QTransform

from studio.staging.painting import font, text_path

_OPENING = "（〈《「『【〔“‘([{¥￥"
"""Never at the end of a line; closing marks and punctuation never begin one."""
_PAUSES = "，。；、：！？,;"
"""A line ends here rather than a few letters later."""
BODY = 0.88
"""Of the font size: from the top of a Chinese character's body down to the baseline."""


@lru_cache(maxsize=4)
def _raw(face: str) -> QRawFont:
    return QRawFont.fromFont(font(100.0, face))


def printable(text: str, face: str = "sans") -> str:
    """One line without what the packaged font cannot draw: emoji and rare scripts leave no boxes behind."""
    raw = _raw(face)
    kept = (c for c in " ".join(text.split()) if raw.supportsCharacter(ord(c)) and unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def _advance(letter: str, face: str) -> float:
    return QFontMetricsF(font(100.0, face)).horizontalAdvance(letter) / 100.0


def width_of(text: str, size: float, face: str = "sans") -> float:
    """Advance in pixels, letter by letter: kerning only makes it smaller."""
    return size * sum(_advance(letter, face) for letter in text)


@lru_cache(maxsize=512)
def _outline(text: str, face: str) -> QPainterPath:
    return text_path(text, 100.0, face)


def outline(text: str, size: float, at: QPointF, face: str = "sans") -> QPainterPath:
    """The words with their baseline's left end at `at`."""
    return QTransform(size / 100, 0, 0, size / 100, at.x(), at.y()).map(_outline(text, face))


def fit_line(text: str, size: float, room: float, face: str = "sans", *, least: float = 0.72) -> tuple[str, float]:
    """Text and size for one line of `room` pixels: down to `least` of the size, then cut."""
    words = printable(text, face)
    full = width_of(words, size, face)
    if full <= room:
        return words, size
    shrunk = max(0.998 * size * room / full, least * size)
    return cut(words, shrunk, room, face), shrunk


def cut(text: str, size: float, room: float, face: str = "sans") -> str:
    """As much of it as fits, with … if not all."""
    if width_of(text, size, face) <= room:
        return text
    left = room - width_of("…", size, face)
    kept = 0
    for letter in text:
        left -= size * _advance(letter, face)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ·，,、") + "…" if kept or room > 0 else ""


def wrap(text: str, size: float, room: float, most: int, face: str = "sans") -> list[str]:
    """At most `most` lines; the last is cut if more would be needed, and is no lonely word if it can be helped."""
    words = printable(text, face)
    lines = _greedy(words, size, room, most, face)
    if len(lines) > 1 and width_of(lines[-1], size, face) < 0.3 * room:
        for share in (0.8, 0.9):
            tried = _greedy(words, size, share * room, most, face)
            if len(tried) == len(lines) and "".join(tried) == "".join(lines):
                return tried
    return lines


def _greedy(rest: str, size: float, room: float, most: int, face: str) -> list[str]:
    lines: list[str] = []
    while rest and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(cut(rest, size, room, face))
            break
        fits = _fitting(rest, size, room, face)
        lines.append(rest[:fits].rstrip())
        rest = rest[fits:].lstrip()
    return lines


def fit_block(
    text: str, size: float, room: float, most: int, face: str = "sans", *, least: float = 0.78
) -> tuple[list[str], float]:
    """Lines and size: the largest down to `least` of the size at which all words fit, else the smallest, cut."""
    for step in range(5):
        tried = size * (1 - (1 - least) * step / 4)
        lines = wrap(text, tried, room, most, face)
        if not lines or not lines[-1].endswith("…") or text.rstrip().endswith("…"):
            return lines, tried
    return lines, tried


def joined(parts: tuple[str, ...], size: float, room: float) -> list[str]:
    """As many on a line as fit, with a dot between; none is broken."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}  ·  {part}" if lines else part
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _fitting(text: str, size: float, room: float, face: str) -> int:
    """How many letters stand on this line; at least one."""
    used, most = 0.0, 0
    for letter in text:
        used += size * _advance(letter, face)
        if used > room:
            break
        most += 1
    if most == len(text):
        return most
    for at in range(most, int(0.55 * most), -1):
        if text[at - 1] in _PAUSES and _may_break(text, at):
            return at
    for at in range(most, 0, -1):
        if _may_break(text, at):
            return at
    return max(most, 1)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    if before in _OPENING:
        return False
    return after in _OPENING or unicodedata.category(after) not in ("Po", "Pe", "Pf", "Pd")
