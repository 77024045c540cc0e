"""Facts about what avatars wear. See `events`."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.wardrobe import Outfit


@dataclass(frozen=True, slots=True)
class OutfitChosen:
    """Also of an avatar that is not on: it wears it when it comes."""

    avatar: str
    outfit: Outfit


OutfitEvent = OutfitChosen
