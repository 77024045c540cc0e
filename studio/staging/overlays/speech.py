"""Words on their own grounds: lower third, notice, comment, correction, ticker."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from studio.core.image import Image
from studio.core.scene import Rect
from studio.staging.overlays import words
from studio.staging.overlays.family import Tone
from studio.staging.overlays.piece import SHADOW, Ask, Piece, panel, rect_of
from studio.staging.overlays.sheet import Sheet, Type, fill_words, rounded, soft_shadow, written
from studio.staging.painting import Canvas

LEAST_WIDTH = 260.0
RED = QColor("#b81c22")
"""Of a correction: the same in every family, and nothing else is like it."""
_WHITE = QColor("#ffffff")
TILE_PX = 2048
"""A ticker's words may be longer than any texture."""


def paint_lower_third(ask: Ask) -> Piece | None:
    if not ask.item.text_zh and not ask.item.text_en:
        return None
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.PLAIN)
    margin = SHADOW * u
    sheet = Sheet(u, margin + 34 * u, margin + ask.width - 24 * u, margin)
    sheet.gap(13)
    top = sheet.y
    widest = 0.0
    if ask.item.text_zh:
        widest = sheet.line(ask.item.text_zh, Type(40, ink.words, skin.name_face, skin.name_weight, 1.26), least=0.6)
    if ask.item.text_en and (ask.english or not ask.item.text_zh):
        widest = max(widest, sheet.line(ask.item.text_en, Type(23, ink.soft, "sans", 0.0, 1.3), least=0.7))
    bar = QRectF(margin + 19 * u, top + 2 * u, 5 * u, sheet.y - top - 8 * u)
    sheet.put(lambda painter: painter.fillPath(rounded(bar, 2.5 * u), skin.number_brush(Tone.PLAIN, bar)))
    width = min(max(widest + 62 * u, 180 * u), ask.width)
    return panel(ask, sheet, width, sheet.y + 9 * u, Tone.PLAIN)


def paint_notice(ask: Ask) -> Piece | None:
    """Delivery, returns, rules of the room."""
    text = ask.item.text_zh or ask.item.text_en
    if not text:
        return None
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.QUIET)
    margin = SHADOW * u
    seal = 36 * u
    sheet = Sheet(u, margin + 16 * u + seal + 12 * u, margin + ask.width - 16 * u, margin)
    sheet.gap(12)
    before = sheet.y
    sheet.block(text, Type(25, ink.words, "sans", 0.012, 1.3), 3)
    if ask.english and ask.item.text_en != text:
        sheet.block(ask.item.text_en, Type(20, ink.soft, "sans", 0.0, 1.3), 2)
    bottom = max(sheet.y, before + seal) + 10 * u
    box = QRectF(margin + 16 * u, (margin + bottom - seal) / 2, seal, seal)
    sheet.put(lambda painter: skin.tag_ground(painter, box, u))
    size = 24 * u
    inset = (seal - words.width_of("告", size)) / 2
    at = QPointF(box.left() + inset, box.top() + seal / 2 + 0.37 * size)
    sheet.put(written("告", size, at, Type(0, skin.tag.words, skin.name_face, 0.03)))
    return panel(ask, sheet, ask.width, bottom, Tone.QUIET)


def paint_comment(ask: Ask, author: str, text: str) -> Piece:
    """A bubble with a tail at its lower left, as a viewer's voice."""
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.PLAIN)
    margin = SHADOW * u
    sheet = Sheet(u, margin + 22 * u, margin + ask.width - 22 * u, margin)
    sheet.gap(14)
    who = words.printable(author) or ask.both("观众", "Viewer")
    sheet.line(who, Type(21, ink.soft, "sans", 0.025, 1.36), least=0.8)
    sheet.block(text, Type(29, ink.words, "sans", 0.012, 1.3), 3)
    bottom = sheet.y + 10 * u
    body = QRectF(margin, margin, ask.width, bottom - margin)

    def ground(painter: QPainter) -> None:
        tail = QPainterPath(QPointF(body.left() + 34 * u, body.bottom() - 3 * u))
        tail.lineTo(body.left() + 30 * u, body.bottom() + 20 * u)
        tail.lineTo(body.left() + 66 * u, body.bottom() - 3 * u)
        skin.ground(painter, body, u, Tone.PLAIN)
        painter.fillPath(tail, QBrush(ink.ground[-1]))
        painter.setPen(QPen(ink.soft, max(1.2 * u, 0.6)))
        painter.drawLine(QPointF(body.left() + 30 * u, body.bottom() + 20 * u), tail.pointAtPercent(0.0))
        painter.drawLine(
            QPointF(body.left() + 30 * u, body.bottom() + 20 * u), QPointF(body.left() + 62 * u, body.bottom())
        )

    image = sheet.paint(ask.width + 2 * margin, bottom + 22 * u + margin, ground)
    return Piece(image, Rect(rect_of(body).x, rect_of(body).y, rect_of(body).width, math.ceil(body.height() + 20 * u)))


def paint_correction(ask: Ask, text: str) -> Piece:
    """Red with a barred edge and 更正 on white: owed to viewers, so nobody takes it for an offer."""
    u = ask.u
    margin = SHADOW * u
    head = ask.both("更正", "Correction")
    size = 34.0 * u
    block = words.width_of("更正", size) + 34 * u
    if ask.english:
        block = max(block, words.width_of("Correction", 17 * u) + 22 * u)
    sheet = Sheet(u, margin + block + 20 * u, margin + ask.width - 22 * u, margin)
    sheet.gap(22)
    before = sheet.y
    sheet.block(text, Type(31, _WHITE, "sans", 0.02, 1.3), 4)
    bottom = max(sheet.y, before + 46 * u) + 16 * u
    body = QRectF(margin, margin, ask.width, bottom - margin)
    middle = (body.top() + body.bottom()) / 2 + 3 * u
    lift = 10 * u if len(head) > 2 else 0.0
    at = QPointF(margin + (block - words.width_of("更正", size)) / 2, middle + 0.37 * size - lift)
    sheet.put(written("更正", size, at, Type(0, RED, "sans", 0.06)))
    if lift:
        small = 17 * u
        x = margin + (block - words.width_of("Correction", small)) / 2
        sheet.put(written("Correction", small, QPointF(x, middle + 0.37 * size + 14 * u), Type(0, RED, "sans", 0.02)))
    return Piece(
        sheet.paint(
            ask.width + 2 * margin, bottom + margin, lambda painter: _correction_ground(painter, body, block, u)
        ),
        rect_of(body),
    )


def _correction_ground(painter: QPainter, body: QRectF, block: float, u: float) -> None:
    shape = rounded(body, 8 * u)
    soft_shadow(painter, shape, 9 * u)
    painter.fillPath(shape, RED)
    painter.setClipPath(shape)
    painter.fillRect(QRectF(body.left(), body.top(), block, body.height()), _WHITE)
    band = QRectF(body.left(), body.top(), body.width(), 9 * u)
    painter.fillRect(band, _WHITE)
    painter.setClipRect(band, Qt.ClipOperation.IntersectClip)
    pen = QPen(RED, 8 * u)
    painter.setPen(pen)
    x = body.left() - 20 * u
    while x < body.right() + 20 * u:
        painter.drawLine(QPointF(x, band.bottom() + 6 * u), QPointF(x + 20 * u, band.top() - 6 * u))
        x += 22 * u


def ticker_text(ask: Ask) -> str:
    return words.printable(ask.both(ask.item.text_zh, ask.item.text_en, "   ·   "))


def paint_ticker_strip(ask: Ask, canvas_width: int) -> Piece:
    """The band the words run on, from edge to edge of the canvas, so that the edge cuts them and no mask is needed."""
    u = ask.u
    margin, height = round(SHADOW * u), round(54 * u)
    body = QRectF(-30 * u, margin, canvas_width + 60 * u, height)
    sheet = Sheet(u, 0, canvas_width, margin)
    image = sheet.paint(
        canvas_width, height + 2 * margin, lambda painter: ask.skin.ground(painter, body, u, Tone.QUIET)
    )
    return Piece(image, Rect(0, margin, canvas_width, height))


def paint_ticker_words(ask: Ask) -> tuple[Image, ...]:
    """Side by side they are the whole text; as high as the band."""
    u = ask.u
    text, size, height = ticker_text(ask), 28 * u, max(round(54 * u), 1)
    kind = Type(0, ask.skin.ink(Tone.QUIET).words, "sans", 0.015)
    full = max(math.ceil(words.width_of(text, size)) + 2, 1)
    path = words.outline(text, size, QPointF(1, height / 2 + 0.37 * size))
    tiles = []
    for left in range(0, full, TILE_PX):
        canvas = Canvas(min(TILE_PX, full - left), height)
        with canvas.painter() as painter:
            painter.translate(-left, 0)
            fill_words(painter, path, kind.color, kind.weight * size)
        tiles.append(canvas.image())
    return tuple(tiles)
