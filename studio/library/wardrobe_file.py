"""wardrobe.toml: beside an avatar's .vrm, what of it can be worn otherwise. An avatar without one has no choice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from studio.core.errors import LibraryError
from studio.core.wardrobe import (
    Accessory,
    AccessoryPattern,
    Palette,
    PartPattern,
    Pattern,
    Piece,
    Region,
    Slot,
    Wardrobe,
)
from studio.library.manifest import Name
from studio.library.reading import Strict, read_table, read_toml

WARDROBE = "wardrobe.toml"
ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
Id = Annotated[str, Field(pattern=ID)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Pixels = Annotated[int, Field(ge=0, le=65536)]
Box = Annotated[tuple[Pixels, Pixels, Pixels, Pixels], Field(strict=False)]
"""Left, top, right, bottom in the material's sheet."""
Corner = Annotated[tuple[float, float, float], Field(strict=False)]
Words = Annotated[str, Field(max_length=64)]


_MOST_SHEETS = 12.0
"""What all boxes may cover together, in whole pictures: each pixel is dyed."""


class RegionTable(Strict):
    material: Words
    box: Box | None = None
    """None: the whole picture."""


class PieceTable(RegionTable):
    bones: Annotated[tuple[Words, ...], Field(strict=False, max_length=32)] = ()
    low: Corner | None = None
    """Metres in the rest pose; with `high`."""
    high: Corner | None = None


class TasteTable(Strict):
    """How far a brand's colour may go, in OKLCH. Its hue is free."""

    lightness: Annotated[tuple[Share, Share], Field(strict=False)]
    chroma: Annotated[float, Field(ge=0.0, le=0.4)]


class PartTable(Strict):
    id: Id
    name: Name
    color: Colour
    at: Annotated[tuple[RegionTable, ...], Field(strict=False, min_length=1, max_length=32)]
    reach: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    follow: Annotated[tuple[Words, ...], Field(strict=False, max_length=16)] = ()
    brand: TasteTable | None = None


class PaletteTable(Strict):
    id: Id
    name: Name
    colors: dict[str, Colour] = Field(default_factory=dict, max_length=64)
    """Of the parts that are otherwise than in the file."""


class AccessoryTable(Strict):
    id: Id
    name: Name
    season: Name | None = None
    pieces: Annotated[tuple[PieceTable, ...], Field(strict=False, min_length=1, max_length=32)]


class WardrobeFile(Strict):
    """The file."""

    form: Literal["qionghua-wardrobe/1"] = Field(alias="schema")
    sheets: dict[str, Annotated[tuple[Pixels, Pixels], Field(strict=False)]] = Field(
        default_factory=dict, max_length=32
    )
    """Width and height in which the boxes of a material count, whatever the size of its picture in the file."""
    part: Annotated[tuple[PartTable, ...], Field(strict=False, max_length=48)] = ()
    palette: Annotated[tuple[PaletteTable, ...], Field(strict=False, min_length=1, max_length=24)]
    accessory: Annotated[tuple[AccessoryTable, ...], Field(strict=False, max_length=24)] = ()


@dataclass(frozen=True, slots=True)
class WardrobeOnShelf:
    wardrobe: Wardrobe
    pattern: Pattern


def read_wardrobe(folder: Path) -> WardrobeOnShelf | None:
    """Of an avatar's folder; None if it has no such file. Raises LibraryError."""
    path = folder / WARDROBE
    if not path.is_file():
        return None
    return _Reader(read_table(WardrobeFile, read_toml(path), where=str(path)), str(path)).read()


def check_outfit(
    wardrobe: Wardrobe, palette: str, parts: Iterable[str], accessories: Iterable[str], where: str
) -> None:
    """Raises LibraryError for the first name that the wardrobe does not have."""
    if palette:
        _known(palette, (each.id for each in wardrobe.palettes), "palette", f"{where}, look.palette")
    for part in parts:
        _known(part, (slot.part for slot in wardrobe.slots), "part to tint", f"{where}, look.tint")
    for name in accessories:
        _known(name, (each.id for each in wardrobe.accessories), "accessory", f"{where}, look.accessories")


class _Reader:
    """Checks what the tables say of each other."""

    def __init__(self, file: WardrobeFile, where: str) -> None:
        self._file, self._where = file, where

    def read(self) -> WardrobeOnShelf:
        file = self._file
        for kind, ids in (("part", file.part), ("palette", file.palette), ("accessory", file.accessory)):
            names = [table.id for table in ids]
            for name in names:
                if names.count(name) > 1:
                    raise LibraryError(
                        f"the {kind} “{name}” stands twice", where=self._where, remedy="give each a name of its own"
                    )
        parts = tuple(self._part(table) for table in file.part)
        regions = {region for part in parts for region in part.regions}
        if sum((one.right - one.left) * (one.bottom - one.top) for one in regions) > _MOST_SHEETS:
            raise LibraryError(
                "the boxes of its parts cover far too much",
                where=self._where,
                remedy="draw boxes round the parts only",
            )
        accessories = tuple(
            AccessoryPattern(table.id, tuple(self._piece(piece) for piece in table.pieces)) for table in file.accessory
        )
        slots = tuple(
            Slot(table.id, table.name.zh, table.name.en, *table.brand.lightness, table.brand.chroma)
            for table in file.part
            if table.brand is not None
        )
        worn = tuple(
            Accessory(
                table.id, table.name.zh, table.name.en,
                table.season.zh if table.season else "", table.season.en if table.season else "",
            )
            for table in file.accessory
        )  # fmt: skip
        palettes = tuple(self._palette(table) for table in file.palette)
        return WardrobeOnShelf(Wardrobe(palettes, slots, worn), Pattern(parts, accessories))

    def _part(self, table: PartTable) -> PartPattern:
        if table.brand is not None and table.brand.lightness[0] > table.brand.lightness[1]:
            raise LibraryError(
                f"the part “{table.id}”: its least lightness is above the most",
                where=f"{self._where}, part.brand.lightness",
                remedy="write the smaller one first",
            )
        regions = tuple(self._region(region) for region in table.at)
        return PartPattern(table.id, table.color, regions, table.reach, table.follow)

    def _region(self, table: RegionTable) -> Region:
        if table.box is None:
            return Region(table.material, 0.0, 0.0, 1.0, 1.0)
        left, top, right, bottom = table.box
        width, height = self._file.sheets.get(table.material, (0, 0))
        if not (left < right <= width and top < bottom <= height):
            raise LibraryError(
                f"the box {left}, {top}, {right}, {bottom} does not lie in the sheet “{table.material}”",
                where=self._where,
                remedy="write left, top, right, bottom in pixels of its [sheets] size",
            )
        return Region(table.material, left / width, top / height, right / width, bottom / height)

    def _piece(self, table: PieceTable) -> Piece:
        if (table.low is None) != (table.high is None) or not (table.box or table.bones or table.low):
            raise LibraryError(
                "a piece of an accessory says too little",
                where=f"{self._where}, accessory.pieces",
                remedy="give it a box, bones, or low and high together",
            )
        region = self._region(table) if table.box is not None else None
        return Piece(table.material, region, table.bones, table.low, table.high)

    def _palette(self, table: PaletteTable) -> Palette:
        own = {part.id: part.color for part in self._file.part}
        for name in table.colors:
            _known(name, own, "part", f"{self._where}, palette “{table.id}”")
        return Palette(table.id, table.name.zh, table.name.en, tuple({**own, **table.colors}.items()))


def _known(name: str, names: Iterable[str], what: str, where: str) -> None:
    known = sorted(names)
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    remedy = f"did you mean “{near[0]}”?" if near else "use one of: " + ", ".join(known) if known else "leave it out"
    raise LibraryError(f"the avatar has no {what} “{name}”", where=where, remedy=remedy)
