"""What a brand wants laid over the picture at one moment: a value that `staging.overlays` paints.

Made from the state by whoever ticks the show, so the painter knows neither commands nor clocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from studio.core.goods import Product, Seller
from studio.core.preset import Brand, OverlayItem


@dataclass(frozen=True, slots=True)
class OnScreen:
    """Equal values look alike: what was painted for one is kept for the next."""

    brand: Brand = field(default_factory=Brand)
    english: bool = False
    """English beside Chinese."""
    items: tuple[OverlayItem, ...] = ()
    """Those that are shown now, back to front."""
    product: Product | None = None
    """Whose card, stock and seller are shown; None: no card."""
    seller: Seller = field(default_factory=Seller)
    """Of the product, or the preset's."""
    countdown: tuple[str, int] | None = None
    """What ends, and in how many whole seconds."""
    comment: tuple[str, str] | None = None
    """Author and words."""
    correction: str = ""


NOTHING = OnScreen()
