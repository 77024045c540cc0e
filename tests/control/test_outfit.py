"""Colourways, tints and accessories as wishes and facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.control import outfit_commands as o
from studio.control import outfit_events as oe
from studio.control.codec import command_from_json, json_from, json_from_command, state_from_json
from studio.control.commands import ChooseAvatar, Command
from studio.control.reducer import apply, reduce
from studio.control.roles import COMMANDS_OF, Role
from studio.control.state import AvatarEntry, Show
from studio.core.errors import CommandError
from studio.core.preset import Brand, Preset
from studio.core.wardrobe import Accessory, Outfit, Palette, Slot, Wardrobe, colors_of

WARDROBE = Wardrobe(
    (
        Palette("bamboo", "竹青", "Bamboo", (("coat", "#7a9267"), ("sash", "#e0d2a6"))),
        Palette("plum", "海棠", "Plum", (("coat", "#cc8f9b"), ("sash", "#f3e6d2"))),
    ),
    (Slot("sash", "腰带", "Sash", 0.4, 0.8, 0.12),),
    (Accessory("hat", "草帽", "Hat", "夏", "summer"), Accessory("pin", "簪", "Pin")),
)
STATE = Show(
    avatar="zhuxi",
    avatars=(AvatarEntry("zhuxi", "竹西", "Zhu Xi", wardrobe=WARDROBE), AvatarEntry("aoi", "葵", "Aoi")),
    preset=Preset(id="brand", brand=Brand(accent="#FF4c00")),
)


def _after(*wishes: Command, state: Show = STATE) -> Show:
    for wish in wishes:
        state, _ = reduce(state, wish)
    return state


def test_colourway_tint_and_accessory_are_worn_together_and_come_back_to_plain() -> None:
    state = _after(o.ChoosePalette("plum"), o.TintPart("sash", "#2e4e7e"), o.ToggleAccessory("hat", False))
    assert state.outfit == Outfit("plum", (("sash", "#2e4e7e"),), ("hat",))
    assert colors_of(WARDROBE, state.outfit)["coat"] == "#cc8f9b"
    back = _after(o.ChoosePalette("bamboo"), o.TintPart("sash"), o.ToggleAccessory("hat", True), state=state)
    assert back.outfit == Outfit()
    assert back.outfits == ()


def test_a_wish_that_is_so_already_makes_no_fact() -> None:
    for wish in (o.ChoosePalette("bamboo"), o.TintPart("sash"), o.ToggleAccessory("pin", True)):
        assert reduce(STATE, wish) == (STATE, ())


def test_a_brands_colour_is_meant_by_its_word_and_worn_within_taste() -> None:
    state = _after(o.TintPart("sash", "accent"))
    assert state.outfit.tints == (("sash", "#ff4c00"),)
    worn = colors_of(WARDROBE, state.outfit)["sash"]
    assert worn == WARDROBE.slots[0].worn("#ff4c00")
    assert worn != "#ff4c00"


@pytest.mark.parametrize(("wish", "remedy"), [
    (o.ChoosePalette("plumb"), "plum"),
    (o.TintPart("sush", "#000000"), "sash"),
    (o.TintPart("coat", "#000000"), "sash"),
    (o.ToggleAccessory("het", False), "hat"),
    (o.TintPart("sash", "red"), "#rrggbb"),
    (o.TintPart("sash", "#12345"), "#rrggbb"),
])  # fmt: skip
def test_unknown_names_are_refused_with_what_was_meant(wish: o.OutfitCommand, remedy: str) -> None:
    with pytest.raises(CommandError) as refused:
        reduce(STATE, wish)
    assert remedy in refused.value.remedy


def test_an_avatar_without_wardrobe_has_no_such_choice() -> None:
    with pytest.raises(CommandError, match="no wardrobe"):
        _after(ChooseAvatar("aoi"), o.ChoosePalette("plum"))


def test_every_avatar_keeps_what_it_wears() -> None:
    state = _after(o.ChoosePalette("plum"), ChooseAvatar("aoi"))
    assert state.outfit == Outfit()
    assert _after(ChooseAvatar("zhuxi"), state=state).outfit == Outfit("plum")
    ahead = apply(STATE, oe.OutfitChosen("aoi", Outfit("x")))
    assert ahead.outfit == Outfit()
    assert _after(ChooseAvatar("aoi"), state=ahead).outfit == Outfit("x")


@pytest.mark.parametrize(
    "wish", [o.ChoosePalette("plum"), o.TintPart("sash", "accent"), o.ToggleAccessory("hat", False)]
)
def test_commands_and_state_go_round_as_json(wish: o.OutfitCommand) -> None:
    told = json_from_command(wish)
    assert command_from_json(told["name"], told["args"]) == wish
    state = replace(_after(wish), health=STATE.health)
    assert state_from_json(json_from(state)) == state


def test_operator_and_brand_may_dress_and_a_viewer_may_not() -> None:
    for wish in (o.ChoosePalette, o.TintPart, o.ToggleAccessory):
        assert [role for role in Role if wish in COMMANDS_OF[role]] == [Role.OPERATOR, Role.BRAND, Role.PERFORMER]
