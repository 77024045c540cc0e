"""Overlays of a frame. Painted when what is on the screen changes, moved while they come and go, else handed out again.

A function of what was on the screen and of the time handed in: it reads no clock. All that stands still is a few
pictures (`_still`), whatever its number; what runs — a countdown's digits, a ticker's words, a moving sticker — are
pictures of their own, so that a second that passes does not paint the card again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from studio.core.errors import StudioError, as_known
from studio.core.goods import Product
from studio.core.image import Alpha, Image
from studio.core.on_screen import OnScreen
from studio.core.preset import ChromaKey, OverlayItem, OverlayKind
from studio.core.safe_area import safe_area
from studio.core.scene import Label, Overlay, Rect
from studio.staging.overlays import kinds, speech
from studio.staging.overlays.family import Skin
from studio.staging.overlays.layout import Ground, Placed, arrange, overlap
from studio.staging.overlays.pictures import Film, read_film
from studio.staging.overlays.piece import WHOLE, Ask, Grounds, Piece, skin_of

ON_SLATE = (OverlayKind.SELLER, OverlayKind.CORRECTION)
"""The slate takes the offer off the picture, whatever was wrong with it; the seller's name and a correction are owed to
viewers for the whole broadcast (令117, art. 26 and 31) and stay."""
_RUNNING = (OverlayKind.COUNTDOWN, OverlayKind.TICKER, OverlayKind.STICKER, OverlayKind.CLOSE_UP)
_TICKER_UNITS_S = 90.0
_TICKER_GAP = 240.0
_FIRST_OPACITY = 0.3
"""In the frame that follows the cue it is already there."""
_KEPT_PIECES = 64
MOST_STILL = 3
"""Pictures of all that stands still."""


@dataclass(frozen=True, slots=True, eq=False)
class _Move:
    """One overlay on its way."""

    placed: Placed
    since_s: float
    leaving: bool = False
    from_rect: Rect | None = None
    """It was here and glides; None: it comes from beyond its place."""


class OverlayPainter:
    """Belongs to one stage."""

    def __init__(self) -> None:
        self.problems: dict[str, StudioError] = {}
        """Item's id and why its picture is not shown."""
        self.left_out: tuple[str, ...] = ()
        """Ids of those that found no room."""
        self.placed: tuple[Placed, ...] = ()
        """Where they stand, or come to stand."""
        self._asked: tuple[OnScreen, Label, int, int, bool] | None = None
        self._skin: tuple[object, Skin] | None = None
        self._grounds = Grounds()
        self._pieces: dict[object, Piece | None] = {}
        self._moves: dict[str, _Move] = {}
        self._still: tuple[Overlay, ...] = ()
        self._still_of: list[tuple[int, Rect]] = []
        self._running: tuple[Placed, ...] = ()
        self._since_s: dict[str, float] = {}
        """When each appeared."""
        self._ticker: tuple[object, tuple[Image, ...]] | None = None
        self._camera: Image | None = None
        """The second camera's picture in this frame."""
        self._through: tuple[Image, Piece, Image] | None = None
        """The last one, as it is seen through its pane."""

    @property
    def close_up(self) -> tuple[tuple[int, int], ChromaKey | None] | None:
        """Size in pixels and key of the picture that the close-up shows; None while there is none."""
        leaving = (move.placed for move in self._moves.values())
        for one in (*self.placed, *leaving):
            if one.piece.pane is not None:
                return (one.body.width, one.body.height), one.item.close_up.key
        return None

    def overlays(
        self,
        on_screen: OnScreen,
        label: Label,
        width: int,
        height: int,
        now_s: float,
        *,
        slate: bool = False,
        close_up: Image | None = None,
    ) -> tuple[Overlay, ...]:
        """Back to front, for the frame at `now_s`. `close_up`: the second camera's picture, as `close_up` tells it; of
        another size or without one, the close-up is not drawn."""
        self._camera = close_up
        before = self._asked
        same = (
            before is not None
            and (before[0] is on_screen or before[0] == on_screen)
            and before[1] is label
            and before[2:] == (width, height, slate)
        )
        if not same:
            self._take(on_screen, label, width, height, now_s, slate=slate)
        if not self._moves:
            if not self._running:
                return self._still
            return (*self._still, *(o for placed in self._running for o in self._run(placed, now_s)))
        return self._moving(now_s)

    # --- when something changed ---------------------------------------------------------------------------------------

    def _take(self, on_screen: OnScreen, label: Label, width: int, height: int, now_s: float, *, slate: bool) -> None:
        before, self._asked = self._asked, (on_screen, label, width, height, slate)
        items = tuple(item for item in on_screen.items if not slate or item.kind in ON_SLATE)
        u = min(width, height) / 1080
        ground = Ground(width, height, label.rect, safe_area(width, height), u)
        skin = self._skin_of(on_screen)
        tall = height > width
        self.problems = {key: told for key, told in self.problems.items() if any(item.id == key for item in items)}

        def paint(item: OverlayItem, scale: float) -> Piece | None:
            spot = item.tall if tall else item.wide
            body = max(scale * spot.width * width, 8.0)
            unit = kinds.unit_for(item.kind, body, scale * u)
            return self._piece(Ask(on_screen, item, skin, body, unit, self._grounds, tall), width)

        placed, self.left_out = arrange(items, paint, ground, slate=slate)
        old = {one.item.id: one for one in self.placed}
        if before is None or before[1] is not label or before[2:] != (width, height, slate):
            self._moves = {}
        else:
            self._moves = self._moves_between(before[0], on_screen, old, placed, now_s)
        self.placed = placed
        self._since_s = {one.item.id: self._since_s.get(one.item.id, now_s) for one in placed}
        self._running = tuple(one for one in placed if self._runs(one))
        if not self._moves:
            self._settle()

    def _moves_between(
        self,
        before: OnScreen,
        after: OnScreen,
        old: dict[str, Placed],
        placed: tuple[Placed, ...],
        now_s: float,
    ) -> dict[str, _Move]:
        moves = {
            key: move
            for key, move in self._moves.items()
            if move.leaving and now_s - move.since_s < self._seconds and key.startswith("-")
        }
        for one in placed:
            was, under_way = old.get(one.item.id), self._moves.get(one.item.id)
            if was is None or _subject(one.item, before) != _subject(one.item, after):
                moves[one.item.id] = _Move(one, now_s)
                if was is not None:
                    moves[f"-{one.item.id}"] = _Move(was, now_s, leaving=True)
            elif was.body != one.body:
                moves[one.item.id] = _Move(one, now_s, from_rect=was.rect)
            elif under_way is not None and now_s - under_way.since_s < self._seconds:
                moves[one.item.id] = replace(under_way, placed=one)
        staying = {one.item.id for one in placed}
        moves.update({f"-{key}": _Move(was, now_s, leaving=True) for key, was in old.items() if key not in staying})
        return moves

    def _skin_of(self, on_screen: OnScreen) -> Skin:
        if self._skin is None or self._skin[0] != on_screen.brand:
            self._skin = (on_screen.brand, skin_of(on_screen))
            self._pieces.clear()
            self._grounds = Grounds()
        return self._skin[1]

    @property
    def _seconds(self) -> float:
        return self._skin[1].motion.seconds if self._skin else 0.4

    def _piece(self, ask: Ask, canvas_width: int) -> Piece | None:
        key = (ask.item, _content(ask.item, ask.on_screen), ask.width, ask.u, ask.tall, canvas_width)
        if key not in self._pieces:
            if len(self._pieces) >= _KEPT_PIECES:
                del self._pieces[next(iter(self._pieces))]
            self._pieces[key] = self._painted(ask, canvas_width)
        return self._pieces[key]

    def _painted(self, ask: Ask, canvas_width: int) -> Piece | None:
        """A card without its picture is still a card; a sticker is nothing else."""
        for tried in (ask, _without_picture(ask)):
            try:
                return kinds.paint(tried, canvas_width)
            except Exception as unforeseen:  # whatever a brand's words or files can do, the show goes on
                self.problems[ask.item.id] = as_known(unforeseen)
        return None

    def _settle(self) -> None:
        still = [one for one in self.placed if one not in self._running]
        made_of = [(id(one.piece), one.rect) for one in still]
        if made_of != self._still_of:
            self._still, self._still_of = _composited(still), made_of

    # --- every frame --------------------------------------------------------------------------------------------------

    def _moving(self, now_s: float) -> tuple[Overlay, ...]:
        seconds = self._seconds
        self._moves = {key: move for key, move in self._moves.items() if 0.0 <= now_s - move.since_s < seconds}
        if not self._moves:
            self._settle()
            return (*self._still, *(o for placed in self._running for o in self._run(placed, now_s)))
        drawn = [
            overlay
            for key, move in self._moves.items()
            if key.startswith("-")
            for overlay in self._laid(move.placed.piece, self._on_its_way(move, now_s))
        ]
        for one in self.placed:
            move = self._moves.get(one.item.id)
            if move is not None:
                drawn.extend(self._laid(one.piece, self._on_its_way(move, now_s)))
            elif one in self._running:
                drawn.extend(self._run(one, now_s))
            else:
                drawn.append(Overlay(one.piece.image, one.rect))
        return tuple(drawn)

    def _on_its_way(self, move: _Move, now_s: float) -> Overlay:
        share = min((now_s - move.since_s) / self._seconds, 1.0)
        eased = 1 - (1 - share) ** 3
        rect, image = move.placed.rect, move.placed.piece.image
        if move.from_rect is not None:
            at = replace(
                rect,
                x=round(move.from_rect.x + (rect.x - move.from_rect.x) * eased),
                y=round(move.from_rect.y + (rect.y - move.from_rect.y) * eased),
            )
            return Overlay(image, at)
        if self._skin is None or self._asked is None:
            return Overlay(image, rect)
        motion, (_, label, width, height, _) = self._skin[1].motion, self._asked
        u = min(width, height) / 1080
        away = share**2 if move.leaving else 1 - eased
        side = 1 if rect.x + rect.width / 2 > width / 2 else -1
        at = replace(rect, x=rect.x + round(side * motion.dx * u * away), y=rect.y + round(motion.dy * u * away))
        opacity = (1 - share) ** 1.5 if move.leaving else _FIRST_OPACITY + (1 - _FIRST_OPACITY) * eased
        return Overlay(image, rect if overlap(at, label.rect) else at, opacity)

    def _runs(self, one: Placed) -> bool:
        if one.item.kind is OverlayKind.STICKER:
            return self._film(one).moving
        return one.item.kind in _RUNNING

    def _film(self, one: Placed) -> Film:
        return read_film(one.item.picture, one.rect.width)

    def _run(self, one: Placed, now_s: float) -> list[Overlay]:
        if one.item.kind is OverlayKind.STICKER:
            return [Overlay(self._film(one).at(now_s - self._since_s.get(one.item.id, now_s)), one.rect)]
        strip = Overlay(one.piece.image, one.rect)
        if one.piece.pane is not None:
            return self._laid(one.piece, strip)
        return [strip, *self._ticker_words(one, now_s)] if one.item.kind is OverlayKind.TICKER else [strip]

    def _laid(self, piece: Piece, over: Overlay) -> list[Overlay]:
        """The overlay; a close-up with its camera's picture beneath, or not at all without one."""
        if piece.pane is None:
            return [over]
        image, body = self._camera, piece.body
        if image is None or (image.width, image.height) != (body.width, body.height):
            return []
        if self._through is None or self._through[0] is not image or self._through[1] is not piece:
            self._through = (image, piece, piece.pane.cut(image))
        at = Rect(over.rect.x + body.x, over.rect.y + body.y, body.width, body.height)
        picture = Overlay(self._through[2], at, over.opacity, live=True)
        return [picture] if piece.pane is WHOLE else [picture, over]

    def _ticker_words(self, one: Placed, now_s: float) -> list[Overlay]:
        """The text again and again, from right to left; only the parts on the canvas."""
        if self._asked is None or self._skin is None:
            return []
        on_screen, _, width, height, _ = self._asked
        u = one.piece.body.height / 54
        ask = Ask(on_screen, one.item, self._skin[1], float(width), u, self._grounds, height > width)
        key = (speech.ticker_text(ask), u, on_screen.brand)
        if self._ticker is None or self._ticker[0] != key:
            self._ticker = (key, speech.paint_ticker_words(ask))
        tiles = self._ticker[1]
        length = sum(tile.width for tile in tiles)
        period = max(length + round(_TICKER_GAP * u), 1)
        x = width * 0.12 - (now_s * _TICKER_UNITS_S * u) % period
        drawn = []
        while x < width:
            left = x
            for tile in tiles:
                if left + tile.width > 0 and left < width:
                    drawn.append(Overlay(tile, Rect(math.floor(left), one.body.y, tile.width, tile.height)))
                left += tile.width
            x += period
        return drawn


def _without_picture(ask: Ask) -> Ask:
    screen = ask.on_screen
    product = replace(screen.product, picture="") if screen.product is not None else None
    bare = replace(screen, product=product, brand=replace(screen.brand, logo=""))
    return replace(ask, on_screen=bare, item=replace(ask.item, picture=""))


def _content(item: OverlayItem, screen: OnScreen) -> tuple[object, ...]:
    """What of the screen an overlay shows: it is painted again when this differs."""
    common = (screen.english,)
    match item.kind:
        case OverlayKind.PRODUCT_CARD | OverlayKind.PRICE_DROP:
            return (*common, screen.product)
        case OverlayKind.STOCK:
            return (*common, screen.product.stock if screen.product else None)
        case OverlayKind.COUNTDOWN:
            return (*common, screen.countdown)
        case OverlayKind.SELLER:
            return (*common, screen.seller)
        case OverlayKind.COMMENT:
            return (*common, screen.comment)
        case OverlayKind.CORRECTION:
            return (*common, screen.correction)
        case _:
            return common


def _subject(item: OverlayItem, screen: OnScreen) -> object:
    """What an overlay is about: when this differs another one comes; else the same one changed its words."""
    product: Product | None = screen.product
    match item.kind:
        case OverlayKind.PRODUCT_CARD | OverlayKind.PRICE_DROP | OverlayKind.STOCK:
            return product.id if product else None
        case OverlayKind.COUNTDOWN:
            return screen.countdown[0] if screen.countdown else None
        case OverlayKind.COMMENT:
            return screen.comment
        case OverlayKind.CORRECTION:
            return screen.correction
        case _:
            return None


def _composited(pieces: list[Placed]) -> tuple[Overlay, ...]:
    """All of them in `MOST_STILL` pictures at most, however many they are.

    One picture would span the canvas, and a software renderer pays for its empty middle: 8.7 ms a frame at 1280×720
    instead of 4.
    """
    groups = [([one], one.rect) for one in pieces]
    while len(groups) > 1:
        spare, first, second = min(
            (_area(_around(groups[i][1], groups[j][1])) - _area(groups[i][1]) - _area(groups[j][1]), i, j)
            for i in range(len(groups))
            for j in range(i + 1, len(groups))
        )
        if len(groups) <= MOST_STILL and spare > 0:
            break
        merged = (groups[first][0] + groups[second][0], _around(groups[first][1], groups[second][1]))
        groups = [group for number, group in enumerate(groups) if number not in (first, second)] + [merged]
    order = {id(one): number for number, one in enumerate(pieces)}
    return tuple(_flattened(sorted(group, key=lambda one: order[id(one)]), rect) for group, rect in groups)


def _area(rect: Rect) -> int:
    return rect.width * rect.height


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.x + one.width, other.x + other.width), max(one.y + one.height, other.y + other.height)
    return Rect(left, top, right - left, bottom - top)


def _flattened(pieces: list[Placed], around: Rect) -> Overlay:
    if len(pieces) == 1:
        return Overlay(pieces[0].piece.image, pieces[0].rect)
    pixels = np.zeros((around.height, around.width, 4), np.uint8)
    for one in pieces:
        upper, left, top = one.piece.image.pixels, one.rect.x - around.x, one.rect.y - around.y
        under = pixels[top : top + one.rect.height, left : left + one.rect.width]
        if not under[..., 3].any():
            under[:] = upper
            continue
        keep = 255 - upper[..., 3:].astype(np.uint16)
        under[:] = upper + ((under * keep + 127) // 255).astype(np.uint8)
    return Overlay(Image(pixels, alpha=Alpha.PREMULTIPLIED), around)
