"""Other colours and fewer accessories: what changes, and above all what does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.avatar import Avatar
from studio.core.wardrobe import Outfit, PartPattern, Pattern, Region, Slot, Wardrobe
from studio.dressing import dress
from studio.dressing.dye import dye_between, dyed
from studio.engine.fitting import Fitting, fitting_of
from studio.library import shelf
from studio.maths import oklab

CAST = ("qiongjiu", "zhuxi", "pingshan", "haner")
NEVER = {"face", "hair", "lines"}
"""Materials of skin, lips, hair and eyes."""


@pytest.fixture(scope="module")
def fittings() -> dict[str, Fitting]:
    return {name: fitting_of(shelf.find_avatar(name, light=True)) for name in CAST}


def _shelf_wardrobe(fitting: Fitting) -> tuple[Wardrobe, Pattern]:
    assert fitting.own is not None
    return fitting.own.wardrobe, fitting.own.pattern


def _bodies(avatar: Avatar) -> dict[str, np.ndarray]:
    return {texture.name: texture.pixels for texture in avatar.textures}


@pytest.mark.parametrize("name", CAST)
def test_each_of_the_cast_has_three_colourways_beside_its_own_slots_and_accessories(
    fittings: dict[str, Fitting], name: str
) -> None:
    wardrobe, _ = _shelf_wardrobe(fittings[name])
    assert len(wardrobe.palettes) >= 4
    assert wardrobe.slots
    assert wardrobe.accessories


@pytest.mark.parametrize("name", CAST)
def test_a_colourway_dyes_clothes_and_leaves_all_else_as_it_was(fittings: dict[str, Fitting], name: str) -> None:
    bare = fittings[name].bare
    wardrobe, _ = _shelf_wardrobe(fittings[name])
    dressed = fittings[name].wearing(Outfit(wardrobe.palettes[1].id))
    changed = {
        new.name for old, new in zip(bare.textures, dressed.textures, strict=True) if old.pixels is not new.pixels
    }
    assert {"body", "body_shade"} <= changed <= {"body", "body_shade", "robe", "robe_shade", "sheer"}
    for old, new in zip(bare.textures, dressed.textures, strict=True):
        assert old is new or np.array_equal(old.pixels[..., 3], new.pixels[..., 3])  # alpha
    for old_material, new_material in zip(bare.materials, dressed.materials, strict=True):
        if old_material.name in NEVER:
            assert old_material is new_material
    assert dressed.meshes is bare.meshes
    assert dressed.licence is bare.licence
    assert dressed.expressions is bare.expressions
    assert not dressed.hidden


@pytest.mark.parametrize(("name", "boxes"), [
    ("qiongjiu", ((604, 1576, 700, 1876), (712, 1576, 808, 1876), (1684, 1576, 1780, 1672))),
    ("zhuxi", ((8, 1668, 104, 1968), (116, 1668, 212, 1968), (1560, 1668, 1656, 1764))),
    ("pingshan", ((1190, 1764, 1286, 2040), (1296, 1764, 1392, 2040), (1616, 1480, 1712, 1576))),
    ("haner", ((1470, 1794, 1516, 2040), (1526, 1794, 1570, 2040), (1580, 1922, 1644, 1986))),
])  # fmt: skip
def test_neck_hands_and_nails_keep_every_byte(
    fittings: dict[str, Fitting], name: str, boxes: tuple[tuple[int, int, int, int], ...]
) -> None:
    """Their tiles lie on the same sheet as the cloth."""
    wardrobe, _ = _shelf_wardrobe(fittings[name])
    tints = tuple((slot.part, "#ff00ff") for slot in wardrobe.slots)
    before = _bodies(fittings[name].bare)["body"]
    after = _bodies(fittings[name].wearing(Outfit(wardrobe.palettes[2].id, tints)))["body"]
    share = len(before) / 2048
    for left, top, right, bottom in boxes:
        box = np.s_[round(top * share) : round(bottom * share), round(left * share) : round(right * share)]
        assert np.array_equal(before[box], after[box])
    assert not np.array_equal(before, after)


def test_shade_and_outline_follow_the_cloth(fittings: dict[str, Fitting]) -> None:
    bare, dressed = fittings["zhuxi"].bare, fittings["zhuxi"].wearing(Outfit("plum"))
    coat = np.s_[: len(_bodies(bare)["body_shade"]) // 3]
    hues = [np.median(_bodies(each)["body_shade"][coat][..., :3].astype(int), axis=(0, 1)) for each in (bare, dressed)]
    assert hues[0][1] > hues[0][0]  # green
    assert hues[1][0] > hues[1][1]  # rose
    outlines = [each.materials[1].mtoon.outline_color for each in (bare, dressed) if each.materials[1].mtoon]
    assert outlines[0][1] > outlines[0][0]
    assert outlines[1][0] > outlines[1][1]


def test_what_is_taken_off_is_hidden_and_nothing_else(fittings: dict[str, Fitting]) -> None:
    for name in CAST:
        bare = fittings[name].bare
        wardrobe, _ = _shelf_wardrobe(fittings[name])
        for accessory in wardrobe.accessories:
            dressed = fittings[name].wearing(Outfit(off=(accessory.id,)))
            (hidden,) = dressed.hidden  # all accessories are of one material
            triangles = bare.meshes[hidden.mesh].primitives[hidden.primitive].triangles
            assert len(hidden.mask) == len(triangles)
            assert 10 < hidden.mask.sum() < 0.25 * len(triangles), (name, accessory.id)
            assert all(a is b for a, b in zip(bare.textures, dressed.textures, strict=True))


def test_light_and_full_wear_the_same(fittings: dict[str, Fitting]) -> None:
    """One file speaks of both: the same parts of their sheets, the same places of the figure."""
    full = fitting_of(shelf.find_avatar("haner", light=False))
    straw = Outfit(tints=(("ribbon", "#2e4e7e"),), off=("hat",))
    shares, colors = [], []
    for each in (full, fittings["haner"]):
        dressed = each.wearing(straw)
        (hidden,) = dressed.hidden
        heights = each.bare.meshes[hidden.mesh].primitives[hidden.primitive].positions[:, 1]
        corners = each.bare.meshes[hidden.mesh].primitives[hidden.primitive].triangles[hidden.mask]
        shares.append((heights[corners].min(), heights[corners].max()))
        body = _bodies(dressed)["body"]
        box = body[
            len(body) * 1860 // 2048 : len(body) * 1890 // 2048, len(body) * 1600 // 2048 : len(body) * 1630 // 2048
        ]
        colors.append(np.median(box[..., :3].astype(int), axis=(0, 1)))
    assert np.allclose(shares[0], shares[1], atol=0.02)
    assert np.abs(colors[0] - colors[1]).max() < 12
    assert colors[0][2] > colors[0][0]  # blue, where the file has red


def test_plain_wear_is_the_very_file(fittings: dict[str, Fitting]) -> None:
    assert fittings["haner"].wearing(Outfit()) is fittings["haner"].bare
    own = dress(fittings["haner"].bare, *_shelf_wardrobe(fittings["haner"]), Outfit("indigo"))
    assert all(a is b for a, b in zip(own.textures, fittings["haner"].bare.textures, strict=True))


def test_a_dye_reaches_its_colour_and_not_its_neighbour() -> None:
    dye = dye_between("#095077", "#9d2933", reach=0.05)
    blue, white, gold = (oklab.lab_from_hex(color) for color in ("#095077", "#f6fbff", "#c9a04e"))
    assert oklab.hex_from_lab(dyed(blue[None], [dye])[0]) == "#9d2933"
    for kept in (white, gold):
        assert np.abs(dyed(kept[None], [dye])[0] - kept).max() < 0.01  # less than an eye sees


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 0xFFFFFF), st.floats(0.2, 0.5), st.floats(0.55, 0.95), st.floats(0.0, 0.2))
def test_a_brands_colour_is_worn_within_the_limits_of_taste(color: int, low: float, high: float, chroma: float) -> None:
    wished = f"#{color:06x}"
    slot = Slot("sash", "", "", low, high, chroma)
    worn = oklab.lab_from_hex(slot.worn(wished))
    assert low - 0.012 <= worn[0] <= high + 0.012  # a byte's step of the darkest colours is that wide
    assert np.hypot(worn[1], worn[2]) <= chroma + 0.012
    asked = oklab.lab_from_hex(wished)
    if min(np.hypot(*asked[1:]), np.hypot(*worn[1:])) > 0.04:
        turn = np.angle(complex(*worn[1:]) / complex(*asked[1:]))
        assert abs(turn) < 0.15  # the hue is free


def test_a_pattern_of_strange_boxes_harms_nobody(fittings: dict[str, Fitting]) -> None:
    """Empty boxes, boxes of one pixel, materials that are not there."""
    bare = fittings["haner"].bare
    wardrobe, pattern = _shelf_wardrobe(fittings["haner"])
    regions = (Region("body", 0, 0, 1e-6, 1e-6), Region("body", 0.9999, 0.9999, 1, 1), Region("nobody", 0, 0, 1, 1))
    odd = replace(pattern, parts=(PartPattern("jacket", "#000000", regions, follow=("nobody",)),))
    dressed = dress(bare, wardrobe, odd, Outfit("madder"))
    assert len(dressed.textures) == len(bare.textures)
