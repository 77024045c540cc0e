"""What the state says about overlays, as the painter wants it."""

from __future__ import annotations

import math
from dataclasses import replace

from studio.control.state import Air, PartStatus, Show
from studio.core.goods import CommentLife, Product
from studio.core.on_screen import NOTHING, OnScreen
from studio.core.overlay_places import place_of
from studio.core.preset import Family, OverlayItem, OverlayKind

POINT_CARD = "point_card"
_HOUSE_CORRECTION = OverlayItem(
    "correction",
    OverlayKind.CORRECTION,
    wide=place_of(Family.GARDEN, OverlayKind.CORRECTION, tall=False),
    tall=place_of(Family.GARDEN, OverlayKind.CORRECTION, tall=True),
)
"""For a show without a preset, or with one that forgot it."""


class ScreenKeeper:
    """The same object for as long as nothing on the screen changes, so that nobody has to compare it."""

    def __init__(self) -> None:
        self._made_of: tuple[Show, int] | None = None
        self._kept = NOTHING

    def at(self, state: Show, now_s: float) -> OnScreen:
        """`now_s`: seconds since 1970."""
        left_s = 0 if state.countdown is None else max(math.ceil(state.countdown.ends_at_s - now_s), 0)
        if self._made_of is None or self._made_of[0] is not state or self._made_of[1] != left_s:
            self._made_of = (state, left_s)
            made = on_screen_of(state, now_s)
            if made != self._kept:
                self._kept = made
        return self._kept


def on_screen_of(state: Show, now_s: float) -> OnScreen:
    """`now_s`: seconds since 1970. A countdown that has ended is gone by itself."""
    product = next((entry for entry in state.rundown if entry.id == state.product), None)
    left_s = 0 if state.countdown is None else math.ceil(state.countdown.ends_at_s - now_s)
    countdown = (state.countdown.what, left_s) if state.countdown is not None and left_s > 0 else None
    comment = next((entry for entry in state.comments if entry.life is CommentLife.SHOWN), None)
    filled = {
        OverlayKind.PRODUCT_CARD: state.card and product is not None,
        OverlayKind.STOCK: state.card and product is not None and product.stock is not None,
        OverlayKind.PRICE_DROP: state.card and product is not None and product.usual_price_fen is not None,
        OverlayKind.COUNTDOWN: countdown is not None,
        OverlayKind.COMMENT: comment is not None,
        OverlayKind.CORRECTION: bool(state.correction),
        OverlayKind.CLOSE_UP: state.close_up.status is PartStatus.RUNNING,
    }
    items = [item for item in state.overlays if _is_shown(item, state.air) and filled.get(item.kind, True)]
    if state.correction and all(item.kind is not OverlayKind.CORRECTION for item in items):
        items.append(_HOUSE_CORRECTION)
    return OnScreen(
        brand=state.preset.brand,
        english=state.preset.english,
        items=tuple(items),
        product=_painted(product) if product is not None and state.card else None,
        seller=product.seller if product is not None and product.seller.name else state.preset.seller,
        countdown=countdown,
        comment=(comment.author, comment.text) if comment is not None else None,
        correction=state.correction,
    )


def pointing(state: Show) -> str:
    """The gesture that points at the product card where it stands on this canvas."""
    tall = state.canvas.height > state.canvas.width
    for item in state.overlays:
        if item.kind is OverlayKind.PRODUCT_CARD:
            spot = item.tall if tall else item.wide
            name = spot.anchor.value
            left = spot.x + spot.width / 2 < 0 if "left" not in name and "right" not in name else "left" in name
            return "point_left" if left else "point_right"
    return "point_right"


def _is_shown(item: OverlayItem, air: Air) -> bool:
    """A correction is never hidden, nor the seller on air: they are owed to viewers."""
    owed = item.kind is OverlayKind.CORRECTION or (item.kind is OverlayKind.SELLER and air is Air.LIVE)
    return item.shown or owed


def _painted(product: Product) -> Product:
    """Without what no viewer sees, so that a note or a script edited beside it repaints nothing."""
    return replace(
        product, script="", note="", never=(), proofs=(), rest=(),
        stock_by="", stock_at_s=0.0, price_by="", price_at_s=0.0,
    )  # fmt: skip
