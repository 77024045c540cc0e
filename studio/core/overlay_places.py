"""Where each kind of overlay stands if nobody moves it: wide and tall canvases, by family.

Tall: between face and comment list (DOMAIN 2.5: face 430–950 of 1920, comments from 1260), seller and card across the
foot, a correction under the label, small ones on the left beside the face, a comment and a close-up on the right; what
shares a place is stacked (`staging.overlays.layout`). Wide: the card right of the figure, small ones over the seller,
lower left, a close-up above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.preset import Anchor, Family, OverlayItem, OverlayKind, Spot

_SMALL_WIDE = Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.17)
_WIDE: Mapping[OverlayKind, Spot] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: Spot(Anchor.BOTTOM_RIGHT, -0.04, -0.055, 0.235),
        OverlayKind.PRICE_DROP: _SMALL_WIDE,
        OverlayKind.COUNTDOWN: _SMALL_WIDE,
        OverlayKind.STOCK: _SMALL_WIDE,
        OverlayKind.SELLER: Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.29),
        OverlayKind.SHOP: Spot(Anchor.TOP_LEFT, 0.04, 0.19, 0.24),
        OverlayKind.LOWER_THIRD: Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.32),
        OverlayKind.TICKER: Spot(Anchor.BOTTOM, 0.0, -0.055, 1.0),
        OverlayKind.NOTICE: Spot(Anchor.TOP_RIGHT, -0.04, 0.055, 0.25),
        OverlayKind.COMMENT: Spot(Anchor.LEFT, 0.04, -0.02, 0.25),
        OverlayKind.CORRECTION: Spot(Anchor.BOTTOM, 0.0, -0.055, 0.46),
        OverlayKind.STICKER: Spot(Anchor.TOP_RIGHT, -0.04, 0.055, 0.14),
        OverlayKind.CLOSE_UP: Spot(Anchor.TOP_LEFT, 0.04, 0.305, 0.235),
    }
)
_EDGE, _FOOT = 120 / 1080, -660 / 1920
_SMALL_TALL = Spot(Anchor.BOTTOM_LEFT, _EDGE, _FOOT, 0.255)
_ACROSS_TALL = Spot(Anchor.BOTTOM, 0.0, _FOOT, 840 / 1080)
_TALL: Mapping[OverlayKind, Spot] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: _ACROSS_TALL,
        OverlayKind.PRICE_DROP: _SMALL_TALL,
        OverlayKind.COUNTDOWN: _SMALL_TALL,
        OverlayKind.STOCK: _SMALL_TALL,
        OverlayKind.SELLER: _ACROSS_TALL,
        OverlayKind.SHOP: Spot(Anchor.TOP_LEFT, _EDGE, 0.202, 0.36),
        OverlayKind.LOWER_THIRD: Spot(Anchor.BOTTOM_LEFT, _EDGE, _FOOT, 840 / 1080),
        OverlayKind.TICKER: Spot(Anchor.BOTTOM, 0.0, _FOOT, 1.0),
        OverlayKind.NOTICE: Spot(Anchor.TOP_LEFT, _EDGE, 0.26, 0.30),
        OverlayKind.COMMENT: Spot(Anchor.TOP_RIGHT, -_EDGE, 0.27, 0.27),
        OverlayKind.CORRECTION: Spot(Anchor.TOP_LEFT, _EDGE, 0.202, 840 / 1080),
        OverlayKind.STICKER: Spot(Anchor.TOP_RIGHT, -_EDGE, 0.36, 0.24),
        OverlayKind.CLOSE_UP: Spot(Anchor.BOTTOM_RIGHT, -_EDGE, _FOOT, 0.28),
    }
)
_FAMILY_WIDE: Mapping[Family, Mapping[OverlayKind, Spot]] = MappingProxyType(
    {
        Family.LACQUER: {},
        # A garden hangs its card as a scroll on the wall; the others set theirs on the table.
        Family.GARDEN: {OverlayKind.PRODUCT_CARD: Spot(Anchor.RIGHT, -0.04, 0.03, 0.235)},
        Family.MARKET: {},
    }
)
_HIDDEN = (OverlayKind.LOWER_THIRD, OverlayKind.TICKER, OverlayKind.NOTICE, OverlayKind.PRICE_DROP)
"""Until somebody wants them."""


def place_of(family: Family, kind: OverlayKind, *, tall: bool) -> Spot:
    """The default place."""
    return _TALL[kind] if tall else _FAMILY_WIDE[family].get(kind, _WIDE[kind])


def default_overlays(family: Family) -> tuple[OverlayItem, ...]:
    """Every kind that needs no file or camera, once, at its place."""
    return tuple(
        OverlayItem(
            kind.value,
            kind,
            kind not in _HIDDEN,
            wide=place_of(family, kind, tall=False),
            tall=place_of(family, kind, tall=True),
        )
        for kind in OverlayKind
        if kind not in (OverlayKind.STICKER, OverlayKind.CLOSE_UP)
    )
