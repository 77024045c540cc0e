"""The product card. What 直播电商监督管理办法, art. 32 asks for comes first: name, price, unit, the basis of a compared
price; then the rule of the offer, and selling points where room is left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio.core.goods import Product, yuan
from studio.staging.overlays import words
from studio.staging.overlays.family import Ink, Tone
from studio.staging.overlays.pictures import draw_picture, shape_of
from studio.staging.overlays.piece import SHADOW, Ask, Piece, rect_of
from studio.staging.overlays.sheet import Sheet, Type, written

LEAST_WIDTH = 380.0
"""Units; a narrower card is a smaller card."""
_ACROSS = 660.0
"""A card of this many units has its offer in a column of its own."""
_PAD = 24.0
_TAG = 25.0


def paint_card(ask: Ask, product: Product) -> Piece:
    """A broad card in three columns; a narrow one beside its picture in portrait, under it in landscape."""
    if ask.width >= _ACROSS * ask.u:
        return _across(ask, product)
    return _beside(ask, product) if ask.tall else _under(ask, product)


def _across(ask: Ask, product: Product) -> Piece:
    """Picture, price, offer, from left to right."""
    u, skin = ask.u, ask.skin
    margin, top = SHADOW * u, (SHADOW + skin.overhang) * u
    left, right = margin + _PAD * u, margin + ask.width - _PAD * u
    sheet = Sheet(u, left, right, top)
    strip = _title_strip(ask, sheet, product) if skin.title is not None else 0.0
    sheet.gap(0.72 * _PAD)
    first = sheet.y
    side = (186 if strip else 206) * u
    shown = bool(product.picture)
    text = Sheet(u, left + (side + 24 * u if shown else 0.0), right, 0.0)
    more = bool(product.points or product.offer)
    if more:
        text.right = text.left + 0.50 * (right - text.left)
    if not strip:
        _name(ask, text, product, skin.ink(Tone.PLAIN))
    _price(ask, text, product)
    _compared(ask, text, product)
    gutter = text.right + 18 * u
    aside = Sheet(u, gutter + 18 * u, right, 0.0)
    if more:
        for point in product.points[: 3 if product.offer else 5]:
            _point(ask, aside, point)
        aside.gap(6 if product.points else 0)
        _offer(ask, aside, product, 3, under=True)
    tall = max(side if shown else 0.0, text.y, aside.y)
    if shown:
        _picture(ask, sheet, QRectF(left, first + (tall - side) / 2, side, side), product.picture)
    sheet.put(lambda painter: _lowered(painter, text, first + (tall - text.y) / 2))
    if more:
        sheet.put(lambda painter: _divide(painter, ask, gutter, first + 4 * u, first + tall - 4 * u))
        sheet.put(lambda painter: _lowered(painter, aside, first + 0.6 * (tall - aside.y)))
    sheet.y = first + tall
    return _carded(ask, sheet, top, strip)


def _beside(ask: Ask, product: Product) -> Piece:
    u, skin = ask.u, ask.skin
    margin, top = SHADOW * u, (SHADOW + skin.overhang) * u
    left, right = margin + _PAD * u, margin + ask.width - _PAD * u
    sheet = Sheet(u, left, right, top)
    strip = _title_strip(ask, sheet, product) if skin.title is not None else 0.0
    sheet.gap(_PAD * 0.8)
    first = sheet.y
    side = min(188 * u, 0.37 * ask.width)
    if product.picture:
        _picture(ask, sheet, QRectF(left, first, side, side), product.picture)
        sheet.left = left + side + 20 * u
    if skin.title is None:
        _name(ask, sheet, product, skin.ink(Tone.PLAIN))
    _price(ask, sheet, product)
    _compared(ask, sheet, product)
    if product.picture:
        sheet.y = max(sheet.y, first + side)
    sheet.left = left
    _footing(ask, sheet, product, points=1)
    return _carded(ask, sheet, top, strip)


def _under(ask: Ask, product: Product) -> Piece:
    u, skin = ask.u, ask.skin
    margin, top = SHADOW * u, (SHADOW + skin.overhang) * u
    left, right = margin + _PAD * u, margin + ask.width - _PAD * u
    sheet = Sheet(u, left, right, top)
    strip = _title_strip(ask, sheet, product) if skin.title is not None else 0.0
    sheet.gap(_PAD * 0.85)
    if product.picture:
        side = 0.66 * (right - left)
        _picture(ask, sheet, QRectF((left + right - side) / 2, sheet.y, side, side), product.picture)
        sheet.y += side + 14 * u
    if skin.title is None:
        _name(ask, sheet, product, skin.ink(Tone.PLAIN))
    _price(ask, sheet, product)
    _compared(ask, sheet, product)
    _footing(ask, sheet, product, points=2)
    return _carded(ask, sheet, top, strip)


def _carded(ask: Ask, sheet: Sheet, top: float, strip: float) -> Piece:
    sheet.gap(_PAD * 0.75)
    margin = SHADOW * ask.u
    body = QRectF(margin, top, ask.width, sheet.y - top)
    size = (ask.width + 2 * margin + 0.5 * ask.skin.overhang * ask.u, sheet.y + margin)
    ground = ask.grounds.painted(
        ("card", strip, ask.u), *size, lambda painter: ask.skin.card(painter, body, ask.u, strip)
    )
    return Piece(sheet.paint(*size, ground), rect_of(body))


def _title_strip(ask: Ask, sheet: Sheet, product: Product) -> float:
    """The name in the strip above the card; the strip's height in pixels."""
    top, left, right = sheet.y, sheet.left, sheet.right
    sheet.left, sheet.right = left + 34 * ask.u, right - 8 * ask.u
    sheet.gap(13)
    title = ask.skin.title or ask.skin.ink(Tone.PLAIN)
    _name(ask, sheet, product, title, most=1)
    sheet.gap(9)
    sheet.left, sheet.right = left, right
    return sheet.y - top


def _name(ask: Ask, sheet: Sheet, product: Product, ink: Ink, most: int = 2) -> None:
    skin = ask.skin
    kind = Type(36, ink.words, skin.name_face, skin.name_weight, 1.22)
    if most == 1:
        sheet.line(product.name, kind, least=0.66)
    else:
        sheet.block(product.name, kind, most)
    if ask.english and product.name_en:
        sheet.block(product.name_en, Type(21, ink.soft, "sans", 0.0, 1.25), 1, least=0.9)


def _price(ask: Ask, sheet: Sheet, product: Product) -> None:
    """¥ and a large number; beside it, small, what the price is and for how much."""
    if product.price_fen is None:
        return
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.PLAIN)
    amount, unit = yuan(product.price_fen), words.printable(product.unit)
    big, small = 88.0 * u, 25.0 * u
    while True:
        number = words.width_of(amount, big, skin.number_face)
        sign = words.width_of("¥", 0.52 * big, skin.number_face)
        room = sheet.room - number - sign - 20 * u
        if room >= min(words.width_of(f"/{unit}", small), 0.42 * sheet.room) or big < 40 * u:
            break
        big *= 0.95
    top = sheet.y
    baseline = top + 0.90 * big
    box = QRectF(sheet.left, baseline - 0.75 * big, sign + number, 0.75 * big)
    brush = skin.number_brush(Tone.PLAIN, box)
    kind = Type(0, brush, skin.number_face, skin.number_weight)
    sheet.put(written("¥", 0.52 * big, QPointF(sheet.left, baseline), kind))
    sheet.put(written(amount, big, QPointF(sheet.left + sign + 5 * u, baseline), kind))
    x = sheet.left + sign + number + 17 * u
    side = Sheet(u, x, max(sheet.right, x + 1), baseline - 2.1 * small)
    caption = ask.both("直播价", "Live")
    if words.width_of(caption, 18 * u) > side.room:
        caption = "直播价"
    side.line(caption, Type(21, ink.soft, "sans", 0.02, 1.30), least=0.6)
    side.line(f"/ {unit}", Type(25, ink.words, "sans", 0.02), least=0.55)
    sheet.put(side.replay)
    sheet.y = baseline + 0.24 * big


def _compared(ask: Ask, sheet: Sheet, product: Product) -> None:
    """The compared price struck through, and in words what it is."""
    if product.usual_price_fen is None:
        return
    u, ink = ask.u, ask.skin.ink(Tone.PLAIN)
    size = 25.0 * u
    amount = f"¥{yuan(product.usual_price_fen)}"
    kind = Type(25, ink.soft, "sans", 0.012, 1.3)
    width = words.width_of(amount, size)
    baseline = sheet.y + words.BODY * size
    sheet.put(written(amount, size, QPointF(sheet.left, baseline), kind))
    middle = baseline - 0.33 * size
    left = sheet.left
    line = QLineF(left - 2 * u, middle, left + width + 2 * u, middle)
    sheet.put(lambda painter: _strike(painter, line, ink.soft, 2 * u))
    sheet.left += width + 10 * u
    sheet.block(product.compare_basis, replace(kind, size=23), 2)
    sheet.left = left


def _strike(painter: QPainter, line: QLineF, color: QColor, thick: float) -> None:
    painter.setPen(QPen(color, max(thick, 0.8)))
    painter.drawLine(line)


def _lowered(painter: QPainter, sheet: Sheet, by: float) -> None:
    painter.translate(0, by)
    sheet.replay(painter)


def _divide(painter: QPainter, ask: Ask, x: float, top: float, bottom: float) -> None:
    """The family's rule, standing."""
    painter.translate(x, top)
    painter.rotate(90)
    ask.skin.rule(painter, 0.0, bottom - top, 0.0, ask.u)


def _point(ask: Ask, sheet: Sheet, text: str) -> None:
    """A selling point behind a small diamond."""
    u, ink = ask.u, ask.skin.ink(Tone.PLAIN)
    left, size = sheet.left, 24.0 * u
    x, y = left + 6 * u, sheet.y + 0.52 * size
    diamond = QPainterPath(QPointF(x, y - 5 * u))
    for dx, dy in ((5, 0), (0, 5), (-5, 0)):
        diamond.lineTo(x + dx * u, y + dy * u)
    brush = ask.skin.number_brush(Tone.PLAIN, diamond.boundingRect())
    sheet.put(lambda painter: painter.fillPath(diamond, brush))
    sheet.left = left + 22 * u
    if words.width_of(text, 0.8 * size) > sheet.room:
        text = text.partition("，")[0]
    sheet.line(text, Type(24, ink.words, "sans", 0.006, 1.40), least=0.8)
    sheet.left = left


def _footing(ask: Ask, sheet: Sheet, product: Product, points: int) -> None:
    """Selling points, and the offer under a tag."""
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.PLAIN)
    if not product.points and not product.offer:
        return
    sheet.gap(9)
    left, right, y = sheet.left, sheet.right, sheet.y
    sheet.put(lambda painter: skin.rule(painter, left, right, y, u))
    sheet.gap(10)
    if product.points:
        for line in words.joined(product.points, 23 * u, sheet.room)[:points]:
            sheet.line(line, Type(23, ink.soft, "sans", 0.012, 1.36))
        sheet.gap(4)
    _offer(ask, sheet, product, 2)


def _offer(ask: Ask, sheet: Sheet, product: Product, most: int, *, under: bool = False) -> None:
    """The rule of a coupon or gift, in full words, behind a tag or `under` it."""
    if not product.offer:
        return
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.PLAIN)
    label = "优惠"
    size = _TAG * 0.84 * u
    tag = QRectF(sheet.left, sheet.y, words.width_of(label, size) + 18 * u, 1.42 * size)
    sheet.put(lambda painter: skin.tag_ground(painter, tag, u))
    said = Type(0, skin.tag.words, "sans", 0.035)
    sheet.put(written(label, size, QPointF(tag.left() + 9 * u, tag.top() + 1.07 * size), said))
    left = sheet.left
    if under:
        sheet.y += tag.height() + 3 * u
    else:
        sheet.left = tag.right() + 10 * u
    sheet.gap(2)
    before = sheet.y
    sheet.block(product.offer, Type(_TAG, ink.words, "sans", 0.014, 1.28), most, least=0.76)
    sheet.y = max(sheet.y, before + tag.height())
    sheet.left = left


def _picture(ask: Ask, sheet: Sheet, rect: QRectF, path: str) -> None:
    skin, u = ask.skin, ask.u
    shape_of(path)  # what cannot be read is told before anything is painted
    window: QPainterPath = skin.window(rect, u)

    def paint(painter: QPainter) -> None:
        skin.mat(painter, window)
        painter.save()
        painter.setClipPath(window)
        margin = skin.mat_margin * u
        draw_picture(painter, path, window.boundingRect().adjusted(margin, margin, -margin, -margin), trimmed=True)
        painter.restore()
        skin.frame(painter, window, u)

    sheet.put(paint)
