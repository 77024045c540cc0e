"""Price drop, countdown and stock: small grounds beside the product card. Every number is a real one from the state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from studio.core.goods import Product, yuan
from studio.staging.overlays import words
from studio.staging.overlays.family import Tone
from studio.staging.overlays.piece import SHADOW, Ask, Piece, panel
from studio.staging.overlays.sheet import Deed, Sheet, Type, rounded, written

LEAST_WIDTH = 210.0


def paint_price_drop(ask: Ask, product: Product) -> Piece:
    """How much lower the price is, than what: never one without the other."""
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.STRONG)
    sheet = _sheet(ask, 22)
    sheet.gap(15)
    _title(ask, sheet, ask.item.text_zh or "直播间直降", ask.item.text_en or "Price drop")
    drop = (product.usual_price_fen or 0) - (product.price_fen or 0)
    big = 58.0 * u
    amount = yuan(max(drop, 0))
    while words.width_of(f"¥{amount}", big, skin.number_face) > sheet.room and big > 16 * u:
        big *= 0.94
    baseline = sheet.y + 0.86 * big
    brush = skin.number_brush(Tone.STRONG, QRectF(sheet.left, baseline - 0.75 * big, sheet.room, 0.75 * big))
    kind = Type(0, brush, skin.number_face, skin.number_weight)
    sign = words.width_of("¥", 0.56 * big, skin.number_face)
    sheet.put(written("¥", 0.56 * big, QPointF(sheet.left, baseline), kind))
    sheet.put(written(amount, big, QPointF(sheet.left + sign + 4 * u, baseline), kind))
    sheet.y = baseline + 0.20 * big
    than = f"较{product.compare_basis} ¥{yuan(product.usual_price_fen or 0)}"
    if words.width_of(than, 0.81 * 21 * u) <= sheet.room:
        sheet.line(than, Type(21, ink.soft, spacing=1.28), least=0.8)
    else:
        sheet.block(than, Type(21, ink.soft, spacing=1.28), 2)
    return panel(ask, sheet, ask.width, sheet.y + 14 * u, Tone.STRONG)


def paint_countdown(ask: Ask, what: str, seconds: int) -> Piece:
    """Hours, minutes and seconds in cells of one width, so that nothing shakes as they run."""
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.STRONG)
    sheet = _sheet(ask, 22)
    sheet.gap(15)
    _title(ask, sheet, what or "倒计时", "Ends in")
    hours, rest = divmod(seconds, 3600)
    pairs = [f"{value:02d}" for value in ((hours, *divmod(rest, 60)) if hours else divmod(rest, 60))]
    if hours > 99:
        pairs[0] = str(hours)
    big = 52.0 * u
    # Digits of the packaged fonts are all of one width.
    while len(pairs) * (words.width_of("00", big, skin.number_face) + 34 * u) > sheet.room + 20 * u and big > 12 * u:
        big *= 0.95
    pair = words.width_of("0" * max(len(p) for p in pairs), big, skin.number_face)
    cell, between = pair + 14 * u, 20 * u
    x, top = sheet.left, sheet.y
    baseline = top + 0.95 * big
    brush = skin.number_brush(Tone.STRONG, QRectF(x, baseline - 0.75 * big, sheet.room, 0.75 * big))
    kind = Type(0, brush, skin.number_face, skin.number_weight)
    colon = Type(0, ink.words, skin.number_face, skin.number_weight)
    for number, said in enumerate(pairs):
        box = QRectF(x, top + 0.08 * big, cell, 1.02 * big)
        sheet.put(_cell(box, ask))
        inset = (cell - words.width_of(said, big, skin.number_face)) / 2
        sheet.put(written(said, big, QPointF(x + inset, baseline), kind))
        x += cell
        if number < len(pairs) - 1:
            dots = words.width_of(":", 0.8 * big, skin.number_face)
            sheet.put(written(":", 0.8 * big, QPointF(x + (between - dots) / 2, baseline - 0.06 * big), colon))
            x += between
    sheet.y = top + 1.18 * big
    return panel(ask, sheet, ask.width, sheet.y + 14 * u, Tone.STRONG)


def _title(ask: Ask, sheet: Sheet, zh: str, en: str) -> None:
    ink = ask.skin.ink(Tone.STRONG)
    sheet.line(zh, Type(27, ink.words, ask.skin.name_face, 0.03, 1.26))
    if ask.english:
        sheet.line(en, Type(18, ink.soft, "sans", 0.0, 1.22))


def _cell(box: QRectF, ask: Ask) -> Deed:
    def paint(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(rounded(box, 6 * ask.u), ask.skin.cell)

    return paint


def paint_stock(ask: Ask, product: Product) -> Piece:
    """As many as somebody of the crew typed or imported."""
    u, skin, ink = ask.u, ask.skin, ask.skin.ink(Tone.QUIET)
    sheet = _sheet(ask, 22)
    sheet.gap(10)
    label, amount = ask.both("库存", "Stock"), f"{product.stock or 0:,}"
    size = 25.0 * u
    number = 38.0 * u
    while words.width_of(amount, number, skin.number_face) + words.width_of(label, size) + 12 * u > sheet.room:
        number, size = 0.93 * number, 0.93 * size
    baseline = sheet.y + 36 * u
    kind = Type(0, skin.number_brush(Tone.QUIET, QRectF(0, baseline - 28 * u, 1, 28 * u)), skin.number_face, 0.03)
    sheet.put(written(label, size, QPointF(sheet.left, baseline), Type(0, ink.words, "sans", 0.015)))
    x = sheet.left + words.width_of(label, size) + 12 * u
    sheet.put(written(amount, number, QPointF(x, baseline), kind))
    return panel(ask, sheet, ask.width, baseline + 16 * u, Tone.QUIET)


def _sheet(ask: Ask, pad: float) -> Sheet:
    margin = SHADOW * ask.u
    return Sheet(ask.u, margin + pad * ask.u, margin + ask.width - pad * ask.u, margin)
