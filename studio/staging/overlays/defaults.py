"""Overlays a preset may begin with: every kind once, those that most rooms need shown."""

from __future__ import annotations

from studio.core.preset import Anchor, Family, OverlayItem, OverlayKind, Spot

_FOOT_TALL = -660 / 1920
"""Above the comment list (DOMAIN 2.5)."""
_EDGE_TALL = 120 / 1080


def default_overlays(family: Family) -> tuple[OverlayItem, ...]:
    """In portrait the goods stand between face and comment list, the card to the right; the platform's own card keeps
    its place below. In landscape the card stands beside the figure."""
    # A garden hangs its card as a scroll on the wall; the others set theirs on the table.
    hung = family is Family.GARDEN
    card_wide = Spot(Anchor.RIGHT, -0.04, 0.03, 0.235) if hung else Spot(Anchor.BOTTOM_RIGHT, -0.04, -0.055, 0.235)
    small_wide = Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.17)
    small_tall = Spot(Anchor.BOTTOM_LEFT, _EDGE_TALL, _FOOT_TALL, 0.255)
    return (
        OverlayItem(
            "shop", OverlayKind.SHOP,
            wide=Spot(Anchor.TOP_LEFT, 0.04, 0.19, 0.24), tall=Spot(Anchor.TOP_LEFT, _EDGE_TALL, 0.202, 0.36),
        ),
        OverlayItem(
            "seller", OverlayKind.SELLER,
            wide=Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.29), tall=Spot(Anchor.BOTTOM, 0.0, _FOOT_TALL, 840 / 1080),
        ),
        OverlayItem(
            "card", OverlayKind.PRODUCT_CARD,
            wide=card_wide, tall=Spot(Anchor.BOTTOM, 0.0, _FOOT_TALL, 840 / 1080),
        ),
        OverlayItem("stock", OverlayKind.STOCK, wide=small_wide, tall=small_tall),
        OverlayItem("price_drop", OverlayKind.PRICE_DROP, wide=small_wide, tall=small_tall),
        OverlayItem("countdown", OverlayKind.COUNTDOWN, wide=small_wide, tall=small_tall),
        OverlayItem(
            "comment", OverlayKind.COMMENT,
            wide=Spot(Anchor.LEFT, 0.04, -0.02, 0.25), tall=Spot(Anchor.TOP_RIGHT, -_EDGE_TALL, 0.27, 0.27),
        ),
        OverlayItem(
            "notice", OverlayKind.NOTICE, shown=False,
            wide=Spot(Anchor.TOP_RIGHT, -0.04, 0.055, 0.25), tall=Spot(Anchor.TOP_LEFT, _EDGE_TALL, 0.26, 0.5),
        ),
        OverlayItem(
            "lower_third", OverlayKind.LOWER_THIRD, shown=False,
            wide=Spot(Anchor.BOTTOM_LEFT, 0.04, -0.055, 0.32), tall=Spot(Anchor.BOTTOM_LEFT, _EDGE_TALL, -0.44, 0.5),
        ),
        OverlayItem(
            "ticker", OverlayKind.TICKER, shown=False,
            wide=Spot(Anchor.BOTTOM_LEFT, 0.0, -0.055, 1.0), tall=Spot(Anchor.BOTTOM_LEFT, 0.0, _FOOT_TALL, 1.0),
        ),
        OverlayItem(
            "correction", OverlayKind.CORRECTION,
            wide=Spot(Anchor.BOTTOM, 0.0, -0.055, 0.46), tall=Spot(Anchor.BOTTOM, 0.0, _FOOT_TALL, 840 / 1080),
        ),
    )  # fmt: skip
