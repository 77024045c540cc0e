"""A painted overlay and what it was painted from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from studio.core.image import Image
from studio.core.on_screen import OnScreen
from studio.core.preset import Family, OverlayItem
from studio.core.scene import Rect
from studio.staging.overlays.family import Skin, Tone
from studio.staging.overlays.garden import Garden
from studio.staging.overlays.lacquer import Lacquer
from studio.staging.overlays.market import Market
from studio.staging.overlays.sheet import Sheet

SHADOW = 13.0
"""Units around a ground that its shadow needs."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One overlay to paint."""

    on_screen: OnScreen
    item: OverlayItem
    skin: Skin
    width: float
    """Of its body, pixels."""
    u: float
    tall: bool
    """The canvas is higher than wide."""

    @property
    def english(self) -> bool:
        return self.on_screen.english

    def both(self, zh: str, en: str, between: str = " ") -> str:
        """Chinese, with English beside it where the brand speaks both."""
        return between.join(part for part in (zh, en if self.english else "") if part)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    image: Image
    body: Rect
    """Within the image: what is laid out. Shadow and ornament reach beyond."""


def skin_of(on_screen: OnScreen) -> Skin:
    brand = on_screen.brand
    match brand.family:
        case Family.LACQUER:
            return Lacquer(brand)
        case Family.MARKET:
            return Market(brand)
        case _:
            return Garden(brand)


def panel(ask: Ask, sheet: Sheet, width: float, bottom: float, tone: Tone) -> Piece:
    """A sheet whose body began at (`SHADOW`, `SHADOW`) units, on the family's ground."""
    margin = SHADOW * ask.u
    body = QRectF(margin, margin, width, bottom - margin)
    image = sheet.paint(
        width + 2 * margin, bottom + margin, lambda painter: ask.skin.ground(painter, body, ask.u, tone)
    )
    return Piece(image, rect_of(body))


def rect_of(body: QRectF) -> Rect:
    left, top = math.floor(body.left()), math.floor(body.top())
    return Rect(left, top, math.ceil(body.right()) - left, math.ceil(body.bottom()) - top)
