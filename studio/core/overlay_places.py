"""Where each kind of overlay stands if nobody moves it: wide and tall canvases, by family.

Tall: the zones of a commerce room on a phone (label 240–420, face 430–950, card 1010–1260 of 1920; nothing below, where
comments and the platform's own card are). Wide: the avatar in the middle, goods on its left, the label above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.preset import Anchor, Family, OverlayKind, Spot

_WIDE: Mapping[OverlayKind, Spot] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: Spot(Anchor.LEFT, 0.035, 0.02, 0.27),
        OverlayKind.PRICE_DROP: Spot(Anchor.RIGHT, -0.035, 0.10, 0.17),
        OverlayKind.COUNTDOWN: Spot(Anchor.TOP_RIGHT, -0.035, 0.20, 0.17),
        OverlayKind.STOCK: Spot(Anchor.RIGHT, -0.035, -0.06, 0.12),
        OverlayKind.SELLER: Spot(Anchor.BOTTOM_LEFT, 0.035, -0.045, 0.44),
        OverlayKind.SHOP: Spot(Anchor.TOP_RIGHT, -0.035, 0.05, 0.17),
        OverlayKind.LOWER_THIRD: Spot(Anchor.BOTTOM, 0.0, -0.16, 0.46),
        OverlayKind.TICKER: Spot(Anchor.BOTTOM, 0.0, 0.0, 1.0),
        OverlayKind.NOTICE: Spot(Anchor.TOP, 0.0, 0.05, 0.34),
        OverlayKind.COMMENT: Spot(Anchor.RIGHT, -0.035, 0.26, 0.25),
        OverlayKind.CORRECTION: Spot(Anchor.BOTTOM, 0.0, -0.14, 0.6),
        OverlayKind.STICKER: Spot(Anchor.BOTTOM_RIGHT, -0.035, -0.09, 0.14),
        OverlayKind.CLOSE_UP: Spot(Anchor.BOTTOM_RIGHT, -0.035, -0.09, 0.28),
    }
)
_TALL: Mapping[OverlayKind, Spot] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: Spot(Anchor.BOTTOM_RIGHT, -0.11, -0.345, 0.50),
        OverlayKind.PRICE_DROP: Spot(Anchor.BOTTOM_LEFT, 0.11, -0.46, 0.30),
        OverlayKind.COUNTDOWN: Spot(Anchor.TOP_RIGHT, -0.11, 0.20, 0.30),
        OverlayKind.STOCK: Spot(Anchor.BOTTOM_LEFT, 0.11, -0.42, 0.22),
        OverlayKind.SELLER: Spot(Anchor.BOTTOM_LEFT, 0.11, -0.315, 0.78),
        OverlayKind.SHOP: Spot(Anchor.TOP_RIGHT, -0.11, 0.132, 0.26),
        OverlayKind.LOWER_THIRD: Spot(Anchor.BOTTOM_LEFT, 0.11, -0.50, 0.60),
        OverlayKind.TICKER: Spot(Anchor.TOP, 0.0, 0.225, 0.78),
        OverlayKind.NOTICE: Spot(Anchor.TOP_LEFT, 0.11, 0.205, 0.46),
        OverlayKind.COMMENT: Spot(Anchor.BOTTOM_LEFT, 0.11, -0.36, 0.40),
        OverlayKind.CORRECTION: Spot(Anchor.BOTTOM, 0.0, -0.36, 0.76),
        OverlayKind.STICKER: Spot(Anchor.RIGHT, -0.11, 0.0, 0.24),
        OverlayKind.CLOSE_UP: Spot(Anchor.LEFT, 0.11, 0.02, 0.36),
    }
)
_FAMILY_WIDE: Mapping[Family, Mapping[OverlayKind, Spot]] = MappingProxyType(
    {
        Family.LACQUER: {},
        Family.GARDEN: {OverlayKind.PRODUCT_CARD: Spot(Anchor.RIGHT, -0.035, 0.04, 0.25)},
        Family.MARKET: {OverlayKind.PRODUCT_CARD: Spot(Anchor.LEFT, 0.035, 0.06, 0.29)},
    }
)


def place_of(family: Family, kind: OverlayKind, *, tall: bool) -> Spot:
    """The default place."""
    return _TALL[kind] if tall else _FAMILY_WIDE[family].get(kind, _WIDE[kind])
