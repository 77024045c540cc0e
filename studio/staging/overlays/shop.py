"""Who sells, and whose shop this is."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from studio.staging.overlays import words
from studio.staging.overlays.family import Tone
from studio.staging.overlays.pictures import draw_picture, shape_of
from studio.staging.overlays.piece import SHADOW, Ask, Piece, panel
from studio.staging.overlays.sheet import Sheet, Type

LEAST_SELLER = 460.0
LEAST_SHOP = 200.0
_LOGO = 62.0
"""Height of a logo, units."""


def paint_seller(ask: Ask) -> Piece | None:
    """直播电商监督管理办法, art. 26: the actual seller's name, address and contact, for as long as the show lasts."""
    seller, u, ink = ask.on_screen.seller, ask.u, ask.skin.ink(Tone.QUIET)
    if not seller.name:
        return None
    margin = SHADOW * u
    sheet = Sheet(u, margin + 18 * u, margin + ask.width - 18 * u, margin)
    sheet.gap(10)
    sheet.line(f"{ask.both('销售者', 'Sold by')}  {seller.name}", Type(25, ink.words, "sans", 0.022, 1.32), least=0.66)
    more = tuple(part for part in (seller.address, f"客服 {seller.contact}" if seller.contact else "") if part)
    for line in words.joined(more, 21 * u, sheet.room):
        sheet.block(line, Type(21, ink.soft, "sans", 0.0, 1.28), 2, least=0.8)
    return panel(ask, sheet, ask.width, sheet.y + 8 * u, Tone.QUIET)


def paint_shop(ask: Ask) -> Piece | None:
    """Logo and name; nothing of ours comes nearer to the logo than its clear space."""
    brand, u, skin = ask.on_screen.brand, ask.u, ask.skin
    name = ask.item.text_zh or brand.name_zh
    name_en = ask.item.text_en or brand.name_en
    if not name and not brand.logo:
        return None
    ink = skin.ink(Tone.QUIET)
    margin = SHADOW * u
    logo_height = _LOGO * u
    clear = max(brand.clear_space, 0.0) * logo_height
    logo_width = 0.0
    if brand.logo:
        logo_width = logo_height * min(max(shape_of(brand.logo), 0.2), 4.0)
        logo_width = min(logo_width, 0.6 * ask.width)
    edge = max(clear, 10 * u)
    left = margin + edge
    top = margin
    height = max(logo_height + 2 * max(clear, 6 * u), 84 * u)
    words_left = left + logo_width + edge if logo_width else margin + 20 * u
    sheet = Sheet(u, words_left, margin + ask.width - 18 * u, top)
    two = bool(ask.english and name_en)
    sheet.y = top + height / 2 - (33 if two else 21) * u
    widest = sheet.line(name, Type(34, ink.words, skin.name_face, skin.name_weight, 1.22), least=0.6) if name else 0.0
    if two:
        widest = max(widest, sheet.line(name_en, Type(20, ink.soft, "sans"), least=0.6))
    if logo_width:
        box = QRectF(left, top + (height - logo_height) / 2, logo_width, logo_height)
        sheet.put(lambda painter: draw_picture(painter, brand.logo, box))
    width = min(words_left - margin + widest + 22 * u, ask.width) if widest else left - margin + logo_width + edge
    return panel(ask, sheet, width, top + height, Tone.QUIET)
