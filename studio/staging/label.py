"""The label says that a digital human is on air: large enough by measure, legible on anything, in the safe area.

Size: GB 45438-2025 wants the text at least 5 % of the picture's shortest side high; every letter counts, the Latin ones
too, and what counts is the painted ink, not the point size (DOMAIN 1.2). Place: phones crop the sides of a portrait
picture and lay their own controls over its top, so the chip keeps inside both (DOMAIN 2.5).
"""

from __future__ import annotations

import math
import unicodedata

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from studio.core.errors import StudioError
from studio.core.image import Image
from studio.core.safe_area import safe_area
from studio.core.scene import Label, Rect
from studio.staging.painting import INK, PAPER, Canvas, text_path, text_width

REQUIRED_SHARE = 0.05
"""Of the shortest side, for the ink of each letter."""
AIM_SHARE = 0.0525
"""A little more than required, so that rounding and soft edges never fall below."""
LEAST_INK_PX = 8
CHIP_ALPHA = 0.84
"""Over pure white the paper-coloured words still stand out at more than 8 : 1."""
MOST_LETTERS = 120
_MOST_LINES = 5


def paint_label(text: str, width: int, height: int) -> Label:
    """The chip for a canvas of this size. Raises StudioError if the words are missing or do not fit."""
    words = " ".join(text.split())
    if not words:
        raise StudioError(
            "The label has no words.", where="label", remedy="Write what the law asks for: AI生成 · 数字人"
        )
    if len(words) > MOST_LETTERS:
        raise StudioError(
            f"The label has {len(words)} letters.",
            where="label",
            remedy=f"Use fewer words, at most {MOST_LETTERS} letters.",
        )
    area = safe_area(width, height)
    left, top = math.ceil(area.left * width), math.ceil(area.top * height)
    room = (math.floor(area.right * width) - left, math.floor(area.bottom * height) - top)
    required = required_ink_px(width, height)
    size_px = max(AIM_SHARE * min(width, height), required) / least_ink_share(words)
    for _ in range(12):
        image = chip_picture(words, size_px, room)
        if image is None:
            break
        # On very small canvases no stroke may cover a whole pixel: such a label could be seen through.
        solid = int(image.pixels[..., 3].max()) == 255
        if solid and ink_height_px(words, size_px) >= required:
            return Label(words, image, Rect(left, top, image.width, image.height))
        size_px *= 1.03
    raise StudioError(
        f"The label does not fit on a picture of {width} × {height}.",
        where="label",
        remedy="Use fewer words or a larger canvas.",
    )


def required_ink_px(width: int, height: int) -> int:
    return max(math.ceil(REQUIRED_SHARE * min(width, height)), LEAST_INK_PX)


def _measured(text: str) -> list[str]:
    """The letters an inspector would measure: no marks, and none flat by nature, such as 一."""
    letters = [c for c in dict.fromkeys(text) if unicodedata.category(c)[0] in "LN"]
    if not letters:
        raise StudioError("The label has no letters.", where="label", remedy="Write words, not only marks.")
    height = {c: text_path(c, 1000.0).boundingRect().height() for c in letters}
    tallest = max(height.values())
    return [c for c in letters if height[c] > 0.45 * tallest]


def least_ink_share(text: str) -> float:
    """Height of the lowest measured letter as a share of the font size."""
    return min(text_path(c, 1000.0).boundingRect().height() for c in _measured(text)) / 1000.0


def ink_height_px(text: str, size_px: float) -> int:
    """Rows the lowest measured letter really fills when painted: those with at least half-covered pixels."""
    least = 10**9
    for letter in _measured(text):
        path = text_path(letter, size_px)
        box = path.boundingRect()
        canvas = Canvas(math.ceil(box.width()) + 4, math.ceil(box.height()) + 4)
        with canvas.painter() as painter:
            painter.translate(2 - box.x(), 2 - box.y())
            painter.fillPath(path, QColor("white"))
        rows = np.asarray(canvas.image().pixels[..., 3].max(axis=1))
        least = min(least, int((rows >= 128).sum()))
    return least


def chip_picture(text: str, size_px: float, room: tuple[int, int]) -> Image | None:
    """The painted chip, in as many lines as it takes; None if it is larger than `room`."""
    pad_x, pad_y = round(0.42 * size_px), round(0.30 * size_px)
    lines = _lines(text, size_px, room[0] - 2 * pad_x)
    if lines is None:
        return None
    paths = [text_path(line, size_px) for line in lines]
    # One frame for all: a line's box is that of full CJK glyphs, so chips of any wording align.
    body = text_path("国", size_px).boundingRect()
    leading = 1.28 * size_px
    width = math.ceil(max(p.boundingRect().width() for p in paths)) + 2 * pad_x
    height = math.ceil(body.height() + leading * (len(lines) - 1)) + 2 * pad_y
    if width > room[0] or height > room[1]:
        return None
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        shape = QPainterPath()
        radius = min(0.30 * size_px, height / 2)
        shape.addRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), radius, radius)
        fill = QColor(INK)
        fill.setAlphaF(CHIP_ALPHA)
        painter.fillPath(shape, fill)
        edge = QColor(PAPER)
        edge.setAlphaF(0.22)
        painter.setPen(QPen(edge, max(size_px / 40, 1.0)))
        painter.drawPath(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, path in enumerate(paths):
            at = QPointF(pad_x - path.boundingRect().x(), pad_y - body.y() + leading * number)
            painter.fillPath(path.translated(at), PAPER)
    return canvas.image()


def _lines(text: str, size_px: float, room_px: float) -> list[str] | None:
    """Greedy lines no wider than the room; breaks at spaces, or between any two letters of Chinese."""
    lines: list[str] = []
    rest = text.replace(" · ", "·")  # the dot of a Chinese font is as wide as a letter and needs no spaces
    while rest:
        fits = len(rest)
        while fits and text_width(rest[:fits], size_px) > room_px:
            fits -= 1
        if fits < len(rest):
            fits = _break_at(rest, fits)
        if fits == 0 or len(lines) == _MOST_LINES:
            return None
        lines.append(rest[:fits].strip(" ·"))
        rest = rest[fits:].lstrip(" ·")
    return lines


def _break_at(text: str, most: int) -> int:
    """The last place at or before `most` where a line may end; 0 if there is none."""
    for at in range(most, 0, -1):
        before, after = text[at - 1], text[at]
        latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        if not latin and unicodedata.category(after)[0] != "P":
            return at
    return 0
