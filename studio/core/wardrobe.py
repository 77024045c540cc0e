"""What an avatar may wear: colourways, parts that take a brand's colour, accessories; and what of it is worn now.

`Wardrobe` is what people choose from and panels show. Where its parts lie in the avatar's file says its `Pattern`; the
two are read from one file beside the .vrm (`library.wardrobe`) and meet in `dressing`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from studio.maths import oklab


@dataclass(frozen=True, slots=True)
class Palette:
    """A colourway."""

    id: str
    """What `ChoosePalette` takes."""
    title_zh: str
    title_en: str
    colors: tuple[tuple[str, str], ...]
    """(part, "#rrggbb") for every part of the pattern, the most telling first."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that takes a brand's colour, within limits of taste: any hue, but neither shrill nor burnt nor black."""

    part: str
    """What `TintPart` takes."""
    title_zh: str
    title_en: str
    least_lightness: float
    """OKLCH, 0–1."""
    most_lightness: float
    most_chroma: float

    def worn(self, color: str) -> str:
        """The colour "#rrggbb" as cloth takes it: same hue, lightness and chroma within the limits."""
        lightness, a, b = (float(value) for value in oklab.lab_from_hex(color))
        chroma = math.hypot(a, b)
        share = min(1.0, self.most_chroma / chroma) if chroma > 0 else 1.0
        lightness = min(max(lightness, self.least_lightness), self.most_lightness)
        return oklab.hex_from_lab((lightness, a * share, b * share))


@dataclass(frozen=True, slots=True)
class Accessory:
    """Something that may be taken off."""

    id: str
    """What `ToggleAccessory` takes."""
    title_zh: str
    title_en: str
    season_zh: str = ""
    """When it suits best, in words; "" always."""
    season_en: str = ""


@dataclass(frozen=True, slots=True)
class Wardrobe:
    palettes: tuple[Palette, ...]
    """The first is the file's own."""
    slots: tuple[Slot, ...] = ()
    accessories: tuple[Accessory, ...] = ()


@dataclass(frozen=True, slots=True)
class Outfit:
    """What is worn. The plain value is what the file shows."""

    palette: str = ""
    """"" the wardrobe's first."""
    tints: tuple[tuple[str, str], ...] = ()
    """(part, "#rrggbb" as wished), by part; what is seen of it says `Slot.worn`."""
    off: tuple[str, ...] = ()
    """Accessories that are taken off, by name."""


@dataclass(frozen=True, slots=True)
class Region:
    """A box of a material's picture."""

    material: str
    left: float
    """Shares of the picture, 0–1, from its top left corner."""
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PartPattern:
    """Where a part's dye goes."""

    part: str
    color: str
    """"#rrggbb" that it has in the file."""
    regions: tuple[Region, ...]
    reach: float = 0.0
    """How far another hue may be in OKLab and still be dyed; from there on it fades. 0: all in the boxes is dyed."""
    follow: tuple[str, ...] = ()
    """Materials whose outline, rim and shade colours change with it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Triangles of one material that have all their corners where everything here says."""

    material: str
    region: Region | None = None
    """In this box of the picture."""
    bones: tuple[str, ...] = ()
    """Hanging most on a bone whose name begins with one of these."""
    low_m: tuple[float, float, float] | None = None
    """In a box of the rest pose, between these two corners."""
    high_m: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class AccessoryPattern:
    accessory: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    parts: tuple[PartPattern, ...] = ()
    accessories: tuple[AccessoryPattern, ...] = ()


def colors_of(wardrobe: Wardrobe, outfit: Outfit) -> dict[str, str]:
    """Part → "#rrggbb" as it is seen. Names the wardrobe does not have are passed over."""
    chosen = next((each for each in wardrobe.palettes if each.id == outfit.palette), wardrobe.palettes[0])
    slots = {slot.part: slot for slot in wardrobe.slots}
    tints = {part: slots[part].worn(color) for part, color in outfit.tints if part in slots}
    return {**dict(chosen.colors), **tints}
