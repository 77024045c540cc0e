"""What a family of overlays brings: colours made from the brand's, and how grounds, windows and tags are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from studio.core.preset import Brand


class Tone(StrEnum):
    """How loudly a ground speaks."""

    PLAIN = "plain"
    STRONG = "strong"
    """Price drop, countdown."""
    QUIET = "quiet"
    """Seller, ticker, shop."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of words on one ground; each stands out from it by 4.5 : 1 or more."""

    ground: tuple[QColor, ...]
    """The lightest and the darkest of the ground, opaque."""
    words: QColor
    soft: QColor
    """Less important words."""
    number: QColor
    """Prices and times."""


@dataclass(frozen=True, slots=True)
class Motion:
    seconds: float
    dx: float
    """Where it comes from, units; away from the nearer side if positive."""
    dy: float


class Skin(Protocol):
    """Drawn with one brand's colours; `rect` in pixels, `u` pixels for a unit."""

    motion: Motion
    overhang: float
    """Units of ornament above and right of a card's ground."""
    number_face: str
    number_weight: float
    name_face: str
    name_weight: float
    tag: Ink
    """Of the small tag: 优惠."""
    title: Ink | None
    """Of a card's title strip, where the family has one."""
    mat_margin: float
    """Units between a window's edge and the picture."""
    cell: QColor
    """Laid over a strong ground behind each pair of digits."""

    def ink(self, tone: Tone) -> Ink: ...

    def number_brush(self, tone: Tone, rect: QRectF) -> QBrush:
        """For large numbers that fill `rect`."""
        ...

    def ground(self, painter: QPainter, rect: QRectF, u: float, tone: Tone) -> None: ...

    def card(self, painter: QPainter, rect: QRectF, u: float, title_height: float) -> None:
        """A product card's ground with its ornament; `title_height`: pixels of the strip above, 0 none."""
        ...

    def window(self, rect: QRectF, u: float) -> QPainterPath:
        """What a product's picture is seen through."""
        ...

    def pane(self, rect: QRectF, u: float) -> QPainterPath:
        """What a camera's picture is seen through: hardly anything is cut off it."""
        ...

    def mat(self, painter: QPainter, window: QPainterPath) -> None:
        """Behind the picture."""
        ...

    def frame(self, painter: QPainter, window: QPainterPath, u: float) -> None:
        """Over the picture's edge."""
        ...

    def tag_ground(self, painter: QPainter, rect: QRectF, u: float) -> None: ...

    def rule(self, painter: QPainter, left: float, right: float, y: float, u: float) -> None: ...


def color(text: str, otherwise: str) -> QColor:
    """Of `#rrggbb`; `otherwise` for anything else."""
    made = QColor(text)
    return made if made.isValid() else QColor(otherwise)


def heading_face(brand: Brand, otherwise: str) -> str:
    return "serif" if brand.serif else otherwise
