"""Decides and folds what avatars wear. Pure; see `reducer`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from studio.control import outfit_commands as o
from studio.control import outfit_events as oe
from studio.control.codec import unknown
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.core.preset import BRAND_COLORS, brand_color
from studio.core.wardrobe import Outfit, Wardrobe

MOST_OUTFITS = 32
"""Avatars whose outfit is kept in mind."""
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def decide(state: Show, command: o.OutfitCommand) -> tuple[oe.OutfitEvent, ...]:
    """The facts a wish makes. Raises CommandError."""
    where = type(command).__name__
    wardrobe, outfit = _wardrobe(state, where), state.outfit
    match command:
        case o.ChoosePalette(palette):
            _known(palette, (each.id for each in wardrobe.palettes), "palette", where)
            wished = replace(outfit, palette="" if palette == wardrobe.palettes[0].id else palette)
        case o.TintPart(part, color):
            _known(part, (slot.part for slot in wardrobe.slots), "part to tint", where)
            rest = tuple(tint for tint in outfit.tints if tint[0] != part)
            color = _color(state, color, where)
            wished = replace(outfit, tints=tuple(sorted((*rest, (part, color)))) if color else rest)
        case o.ToggleAccessory(accessory, on):
            _known(accessory, (each.id for each in wardrobe.accessories), "accessory", where)
            off = {*outfit.off, accessory} if not on else {*outfit.off} - {accessory}
            wished = replace(outfit, off=tuple(sorted(off)))
        case _:
            assert_never(command)
    return (oe.OutfitChosen(state.avatar, wished),) if wished != outfit else ()


def apply(state: Show, event: oe.OutfitEvent) -> Show:
    """The state after a fact."""
    others = tuple(kept for kept in state.outfits if kept[0] != event.avatar)[-MOST_OUTFITS + 1 :]
    plain = event.outfit == Outfit()
    return replace(state, outfits=others if plain else (*others, (event.avatar, event.outfit)))


def _wardrobe(state: Show, where: str) -> Wardrobe:
    if state.wardrobe is None:
        raise CommandError(
            "this avatar has no wardrobe",
            where=where,
            remedy="choose one of the house, or write a wardrobe.toml beside your own",
        )
    return state.wardrobe


def _color(state: Show, color: str, where: str) -> str:
    color = brand_color(state.preset.brand, color)
    if color and not _COLOR.fullmatch(color):
        raise CommandError(
            f"“{color[:40]}” is no colour", where=where, remedy="write #rrggbb, or one of: " + ", ".join(BRAND_COLORS)
        )
    return color.lower()


def _known(name: str, names: Iterable[str], what: str, where: str) -> None:
    known = set(names)
    if name not in known:
        raise unknown(what, name, known, where)
