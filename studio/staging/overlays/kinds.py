"""One painter for each kind of overlay."""

from __future__ import annotations

from typing import assert_never

from studio.core.preset import OverlayKind
from studio.core.scene import Rect
from studio.staging.overlays import card, goods, shop, speech
from studio.staging.overlays.close_up import paint_close_up
from studio.staging.overlays.pictures import read_film
from studio.staging.overlays.piece import Ask, Piece

_LEAST = {
    OverlayKind.PRODUCT_CARD: card.LEAST_WIDTH,
    OverlayKind.PRICE_DROP: goods.LEAST_WIDTH,
    OverlayKind.COUNTDOWN: goods.LEAST_WIDTH,
    OverlayKind.STOCK: goods.LEAST_WIDTH,
    OverlayKind.SELLER: shop.LEAST_SELLER,
    OverlayKind.SHOP: shop.LEAST_SHOP,
    OverlayKind.LOWER_THIRD: speech.LEAST_WIDTH,
    OverlayKind.NOTICE: speech.LEAST_WIDTH,
    OverlayKind.COMMENT: speech.LEAST_WIDTH,
    OverlayKind.CORRECTION: speech.LEAST_WIDTH + 120,
}
"""Units: what is narrower is painted smaller, not with one letter a line."""


def unit_for(kind: OverlayKind, width: float, u: float) -> float:
    """Pixels for a unit in a body of this width."""
    return min(u, width / _LEAST[kind]) if kind in _LEAST else u


def paint(ask: Ask, canvas_width: int) -> Piece | None:
    """None where there is nothing to show. Raises StudioError if a picture cannot be read."""
    screen, item = ask.on_screen, ask.item
    match item.kind:
        case OverlayKind.PRODUCT_CARD:
            return card.paint_card(ask, screen.product) if screen.product else None
        case OverlayKind.PRICE_DROP:
            return goods.paint_price_drop(ask, screen.product) if screen.product else None
        case OverlayKind.COUNTDOWN:
            return goods.paint_countdown(ask, *screen.countdown) if screen.countdown else None
        case OverlayKind.STOCK:
            return goods.paint_stock(ask, screen.product) if screen.product else None
        case OverlayKind.SELLER:
            return shop.paint_seller(ask)
        case OverlayKind.SHOP:
            return shop.paint_shop(ask)
        case OverlayKind.LOWER_THIRD:
            return speech.paint_lower_third(ask)
        case OverlayKind.TICKER:
            return speech.paint_ticker_strip(ask, canvas_width) if speech.ticker_text(ask) else None
        case OverlayKind.NOTICE:
            return speech.paint_notice(ask)
        case OverlayKind.COMMENT:
            return speech.paint_comment(ask, *screen.comment) if screen.comment else None
        case OverlayKind.CORRECTION:
            return speech.paint_correction(ask, screen.correction) if screen.correction else None
        case OverlayKind.STICKER:
            if not item.picture:
                return None
            still = read_film(item.picture, max(round(ask.width), 1)).first
            return Piece(still, Rect(0, 0, still.width, still.height))
        case OverlayKind.CLOSE_UP:
            return paint_close_up(ask)
        case _:
            assert_never(item.kind)
