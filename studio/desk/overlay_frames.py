"""Where an overlay's frame is on the picture, and how a drag of it becomes a place. Pure but for Qt's rectangles.

The show tells where an overlay is to stand and how wide it is; how high it becomes depends on what is painted, so the
frame's height is what its kind usually has (`staging.overlays` at its default place).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF

from studio.core.preset import Anchor, OverlayKind, Spot
from studio.core.safe_area import safe_area

LEAST_WIDTH = 0.05
_SNAP = 0.012
"""Shares of the canvas within which an edge is drawn to the safe area's edge or middle."""
_ROUND = 4
"""Decimals of a share: a tenth of a pixel on a wide canvas."""
_LEFT = (Anchor.TOP_LEFT, Anchor.LEFT, Anchor.BOTTOM_LEFT)
_RIGHT = (Anchor.TOP_RIGHT, Anchor.RIGHT, Anchor.BOTTOM_RIGHT)
_TOP = (Anchor.TOP_LEFT, Anchor.TOP, Anchor.TOP_RIGHT)
_BOTTOM = (Anchor.BOTTOM_LEFT, Anchor.BOTTOM, Anchor.BOTTOM_RIGHT)
_USUAL: Mapping[OverlayKind, float] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: 1.36,
        OverlayKind.PRICE_DROP: 0.44,
        OverlayKind.COUNTDOWN: 0.37,
        OverlayKind.STOCK: 0.19,
        OverlayKind.SELLER: 0.18,
        OverlayKind.SHOP: 0.16,
        OverlayKind.LOWER_THIRD: 0.09,
        OverlayKind.TICKER: 0.035,
        OverlayKind.NOTICE: 0.11,
        OverlayKind.COMMENT: 0.2,
        OverlayKind.CORRECTION: 0.12,
        OverlayKind.STICKER: 1.0,
        OverlayKind.CLOSE_UP: 0.5625,
    }
)
"""Height by width, in pixels."""
_CARD_TALL = 0.4
"""A card across a tall picture lies down."""


def shares(anchor: Anchor) -> tuple[float, float]:
    """The anchor's point as shares of a rectangle."""
    x = 0.0 if anchor in _LEFT else 1.0 if anchor in _RIGHT else 0.5
    return x, 0.0 if anchor in _TOP else 1.0 if anchor in _BOTTOM else 0.5


def usual_size(kind: OverlayKind, width: float, canvas: tuple[int, int]) -> tuple[float, float]:
    """Width and height as shares of the canvas."""
    lies = kind is OverlayKind.PRODUCT_CARD and canvas[1] > canvas[0] and width > 0.5
    ratio = _CARD_TALL if lies else _USUAL[kind]
    return width, min(ratio * width * canvas[0] / canvas[1], 1.0)


def frame_of(kind: OverlayKind, spot: Spot, canvas: tuple[int, int]) -> QRectF:
    """In shares of the canvas, kept inside the safe area as the show keeps it."""
    width, height = usual_size(kind, spot.width, canvas)
    across, down = shares(spot.anchor)
    x, y = across * (1.0 - width) + spot.x, down * (1.0 - height) + spot.y
    area = safe_area(*canvas)
    if kind is OverlayKind.TICKER:
        x = 0.0
    else:
        x = min(max(x, area.left), max(area.right - width, area.left))
    return QRectF(x, min(max(y, area.top), max(area.bottom - height, area.top)), width, height)


def moved(kind: OverlayKind, spot: Spot, corner: QPointF, canvas: tuple[int, int]) -> Spot:
    """The spot whose frame has its top left corner there, drawn to the safe area's edges and its middle."""
    width, height = usual_size(kind, spot.width, canvas)
    area = safe_area(*canvas)
    x = _drawn(corner.x(), (area.left, area.right - width, (1.0 - width) / 2))
    y = _drawn(corner.y(), (area.top, area.bottom - height))
    across, down = shares(spot.anchor)
    return replace(
        spot,
        x=_bounded(x - across * (1.0 - width)),
        y=_bounded(y - down * (1.0 - height)),
    )


def widened(kind: OverlayKind, spot: Spot, width: float, canvas: tuple[int, int]) -> Spot:
    """As wide as this; the top left corner stays."""
    corner = frame_of(kind, spot, canvas).topLeft()
    area = safe_area(*canvas)
    width = round(min(max(width, LEAST_WIDTH), area.right - area.left), _ROUND)
    return moved(kind, replace(spot, width=width), corner, canvas)


def hung_on(kind: OverlayKind, spot: Spot, anchor: Anchor, canvas: tuple[int, int]) -> Spot:
    """Another anchor for the same place."""
    corner = frame_of(kind, spot, canvas).topLeft()
    return moved(kind, replace(spot, anchor=anchor), corner, canvas)


def _drawn(at: float, lines: tuple[float, ...]) -> float:
    nearest = min(lines, key=lambda line: abs(line - at))
    return nearest if abs(nearest - at) < _SNAP else at


def _bounded(share: float) -> float:
    return round(min(max(share, -1.0), 1.0), _ROUND)
