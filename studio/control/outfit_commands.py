"""Commands about what the avatar wears. See `commands`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoosePalette:
    """A colourway of the present avatar; what a brand tinted stays tinted."""

    palette: str


@dataclass(frozen=True, slots=True)
class TintPart:
    """A part in a brand's colour, within its limits of taste: `#rrggbb`, `primary`, `secondary` or `accent` of the
    open preset; "" gives the part back to the colourway."""

    part: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class ToggleAccessory:
    """Puts an accessory on, or takes it off."""

    accessory: str
    on: bool


OutfitCommand = ChoosePalette | TintPart | ToggleAccessory
