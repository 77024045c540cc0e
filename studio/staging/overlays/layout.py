"""Where overlays stand: at their spot, inside the safe area, never over the label or each other.

How one gives way, in this order: it moves along the side it hangs on, away from its edge (what hangs at the foot goes
up), then the other way; then it is painted smaller, down to `LEAST_SCALE`, and tries again; then it is left out. In
portrait all but the card and what is owed to viewers keep off the face too. The correction and the seller are owed to
viewers, so they are placed first and everything else gives way to them; only a ticker, which runs across the whole
picture and cannot stand beside anything, takes its row before the seller.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio.core.preset import Anchor, OverlayItem, OverlayKind, Spot
from studio.core.safe_area import SafeArea
from studio.core.scene import Rect
from studio.staging.overlays.piece import Piece

SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
LEAST_SCALE = 0.7
"""Smaller than this nobody reads it: then it is left out, unless it is owed to viewers."""
_OWED = (OverlayKind.CORRECTION, OverlayKind.SELLER)
GAP = 10.0
"""Units between two bodies."""
_FIRST = (
    OverlayKind.CORRECTION, OverlayKind.TICKER, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD, OverlayKind.LOWER_THIRD,
    OverlayKind.SHOP, OverlayKind.COUNTDOWN, OverlayKind.PRICE_DROP, OverlayKind.STOCK, OverlayKind.NOTICE,
    OverlayKind.CLOSE_UP, OverlayKind.COMMENT, OverlayKind.STICKER,
)  # fmt: skip
_OVER_FACE = (OverlayKind.CORRECTION, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD, OverlayKind.TICKER)
"""May stand before the face where there is no other place; a face is never worth less than the rest."""
_LEFT = (Anchor.TOP_LEFT, Anchor.LEFT, Anchor.BOTTOM_LEFT)
_RIGHT = (Anchor.TOP_RIGHT, Anchor.RIGHT, Anchor.BOTTOM_RIGHT)
_TOP = (Anchor.TOP_LEFT, Anchor.TOP, Anchor.TOP_RIGHT)
_BOTTOM = (Anchor.BOTTOM_LEFT, Anchor.BOTTOM, Anchor.BOTTOM_RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    item: OverlayItem
    piece: Piece
    rect: Rect
    """Of the whole image on the canvas."""

    @property
    def body(self) -> Rect:
        inner = self.piece.body
        return Rect(self.rect.x + inner.x, self.rect.y + inner.y, inner.width, inner.height)


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is to place on."""

    width: int
    height: int
    label: Rect
    area: SafeArea
    u: float

    @property
    def face(self) -> Rect | None:
        """Where the face is in portrait (DOMAIN 2.5, `staging.framing`); in landscape there is room beside it."""
        if self.height <= self.width:
            return None
        left, top = round(0.40 * self.width), round(0.26 * self.height)
        return Rect(left, top, round(0.20 * self.width), round(0.20 * self.height))

    @property
    def box(self) -> Rect:
        """The safe area in pixels."""
        left, top = math.ceil(self.area.left * self.width), math.ceil(self.area.top * self.height)
        right, bottom = math.floor(self.area.right * self.width), math.floor(self.area.bottom * self.height)
        return Rect(left, top, max(right - left, 1), max(bottom - top, 1))


def arrange(
    items: tuple[OverlayItem, ...], paint: Callable[[OverlayItem, float], Piece | None], ground: Ground, *, slate: bool
) -> tuple[tuple[Placed, ...], tuple[str, ...]]:
    """Those that found a place, back to front as in `items`, and the ids of those that did not.

    `paint(item, scale)`: None if there is nothing to show.
    """
    placed: dict[str, Placed] = {}
    left_out: list[str] = []
    for item in sorted(items, key=lambda item: _FIRST.index(item.kind)):
        found, shown = None, True
        for scale in SCALES:
            if scale < LEAST_SCALE and item.kind not in _OWED:
                break
            piece = paint(item, scale)
            if piece is None:
                shown = False
                break
            found = _place(item, piece, ground, tuple(placed.values()), slate=slate)
            if found is not None:
                placed[item.id] = found
                break
        if found is None and shown:
            left_out.append(item.id)
    return tuple(placed[item.id] for item in items if item.id in placed), tuple(left_out)


def spot_of(item: OverlayItem, ground: Ground, *, slate: bool) -> Spot:
    """On the slate what is owed to viewers stands right under the label, where nothing is painted."""
    spot = item.tall if ground.height > ground.width else item.wide
    if not slate:
        return spot
    foot = (ground.label.y + ground.label.height + GAP * ground.u) / ground.height
    return Spot(Anchor.TOP_LEFT, ground.label.x / ground.width, foot, spot.width)


def _place(
    item: OverlayItem, piece: Piece, ground: Ground, others: tuple[Placed, ...], *, slate: bool
) -> Placed | None:
    spot = spot_of(item, ground, slate=slate)
    box = ground.box
    width, height = piece.body.width, piece.body.height
    across = item.kind is OverlayKind.TICKER
    if (width > box.width and not across) or height > box.height:
        return None
    x, y = _home(spot, ground, width, height)
    x = 0 if across else min(max(x, box.x), box.x + box.width - width)
    y = min(max(y, box.y), box.y + box.height - height)
    taken = [other.body for other in others]
    if ground.face is not None and item.kind not in _OVER_FACE:
        taken.append(ground.face)
    for row in _rows(y, height, spot.anchor, [*taken, _spread(ground.label, 0)], ground):
        body = Rect(x, row, width, height)
        image = Rect(x - piece.body.x, row - piece.body.y, piece.image.width, piece.image.height)
        if row < box.y or row + height > box.y + box.height:
            continue
        if overlap(image, ground.label) or overlap(_spread(body, math.ceil(GAP * ground.u)), ground.label):
            continue
        if any(overlap(body, other) for other in taken):
            continue
        return Placed(item, piece, image)
    return None


def _home(spot: Spot, ground: Ground, width: int, height: int) -> tuple[int, int]:
    share_x = 0.0 if spot.anchor in _LEFT else 1.0 if spot.anchor in _RIGHT else 0.5
    share_y = 0.0 if spot.anchor in _TOP else 1.0 if spot.anchor in _BOTTOM else 0.5
    x = share_x * (ground.width - width) + spot.x * ground.width
    y = share_y * (ground.height - height) + spot.y * ground.height
    return round(x), round(y)


def _rows(y: int, height: int, anchor: Anchor, taken: list[Rect], ground: Ground) -> Iterator[int]:
    """Home first, then the rows just clear of what is in the way, the nearer side of the anchor first."""
    yield y
    gap = math.ceil(GAP * ground.u)
    above = sorted((other.y - gap - height for other in taken if other.y - gap - height < y), reverse=True)
    below = sorted(other.y + other.height + gap for other in taken if other.y + other.height + gap > y)
    first, second = (above, below) if anchor in _BOTTOM else (below, above)
    # The label reaches a little further than its body: shadows and ornaments keep clear of it too.
    spare = math.ceil(30 * ground.u)
    for row in (*first, *second):
        yield row
        yield row + (spare if row > y else -spare)


def _spread(rect: Rect, by: int) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
