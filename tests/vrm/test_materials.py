from __future__ import annotations

from typing import Any

import pytest

from studio.core.avatar import AlphaMode, ColorTarget, Material, OutlineMode
from studio.core.errors import VrmError
from tests.support.small_vrm import SmallVrm, SmallVrm0, png


def material(changes: dict[str, Any]) -> Material:
    small = SmallVrm()
    small.doc["materials"][0] |= changes
    return small.avatar().materials[0]


def toon0(**properties: Any) -> SmallVrm0:
    small = SmallVrm0()
    small.vrm["materialProperties"] = [{"name": "skin", "shader": "VRM/MToon", **properties}]
    return small


def test_mtoon_defaults_are_those_of_the_specification() -> None:
    toon = material({"extensions": {"VRMC_materials_mtoon": {"specVersion": "1.0"}}}).mtoon

    assert toon is not None
    assert toon.shade_color == (0, 0, 0)
    assert toon.matcap_color == (1, 1, 1)
    assert (toon.shading_toony, toon.gi_equalization, toon.rim_fresnel_power) == (0.9, 0.9, 5.0)
    assert toon.outline_mode is OutlineMode.NONE


def test_an_unlit_fallback_beside_mtoon_does_not_make_it_unlit() -> None:
    both = {"KHR_materials_unlit": {}, "VRMC_materials_mtoon": {"specVersion": "1.0"}}

    assert not material({"extensions": both}).unlit
    assert material({"extensions": {"KHR_materials_unlit": {}}}).unlit


def test_texture_transforms_move_scale_turn_and_choose_the_uv_set() -> None:
    transform = {"offset": [0.1, 0.2], "scale": [2, 3], "rotation": 0.5, "texCoord": 1}
    texture = {"index": 0, "texCoord": 0, "extensions": {"KHR_texture_transform": transform}}

    use = material({"pbrMetallicRoughness": {"baseColorTexture": texture}}).base_texture

    assert use is not None
    assert (use.offset, use.scale, use.rotation_rad, use.uv_set) == ((0.1, 0.2), (2, 3), 0.5, 1)


@pytest.mark.parametrize(
    "extension",
    [
        {"KHR_materials_emissive_strength": {"emissiveStrength": 4}},
        {"VRMC_materials_hdr_emissiveMultiplier": {"emissiveMultiplier": 4}},
    ],
)
def test_emission_may_be_brighter_than_white(extension: dict[str, Any]) -> None:
    assert material({"emissiveFactor": [0.5, 0.25, 0], "extensions": extension}).emissive == (2.0, 1.0, 0.0)


def test_an_expression_that_moves_bright_emission_moves_it_on_the_same_scale() -> None:
    small = SmallVrm()
    small.doc["materials"][0]["extensions"] = {"KHR_materials_emissive_strength": {"emissiveStrength": 4}}
    bind = {"material": 0, "type": "emissionColor", "targetValue": [1, 0.5, 0, 1]}
    small.vrm["expressions"]["preset"]["happy"]["materialColorBinds"] = [bind]

    (color,) = small.avatar().expressions[0].colors

    assert color.target is ColorTarget.EMISSION
    assert color.value == (4.0, 2.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"alphaMode": "GHOST"}, "alphaMode"),
        ({"pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1]}}, "baseColorFactor"),
        ({"pbrMetallicRoughness": {"baseColorTexture": {"index": 9}}}, "baseColorTexture.index"),
        ({"pbrMetallicRoughness": {"baseColorTexture": {}}}, "baseColorTexture.index"),
        ({"emissiveFactor": [1e300, 0, 0]}, "emissiveFactor"),
        ({"extensions": {"VRMC_materials_mtoon": {"outlineWidthMode": "wild"}}}, "outlineWidthMode"),
        ({"doubleSided": "yes"}, "doubleSided"),
    ],
)
def test_wrong_values_are_refused_with_their_key(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(VrmError) as caught:
        material(changes)

    assert f"materials[0]{'.' if where else ''}" in caught.value.where
    assert caught.value.where.endswith(where)


def test_unity_colours_become_linear_and_centimetres_metres() -> None:
    small = toon0(
        vectorProperties={"_Color": [0.5, 0.5, 0.5, 0.7], "_ShadeColor": [0.5, 0, 1, 1]},
        floatProperties={"_OutlineWidth": 0.3, "_OutlineWidthMode": 1, "_CullMode": 0},
    )

    read = small.avatar().materials[0]

    assert read.base_color == pytest.approx((0.5**2.2, 0.5**2.2, 0.5**2.2, 0.7))
    assert read.double_sided
    assert read.mtoon is not None
    assert read.mtoon.shade_color == pytest.approx((0.5**2.2, 0, 1))
    assert read.mtoon.outline_width == pytest.approx(0.003)
    assert read.mtoon.outline_mode is OutlineMode.WORLD


def test_unity_shading_is_told_by_shift_and_toony_of_1_0() -> None:
    toon = toon0(floatProperties={"_ShadeShift": -0.4, "_ShadeToony": 0.5}).avatar().materials[0].mtoon

    assert toon is not None
    # UniVRM: toony' = lerp(toony, 1, 0.5 + 0.5·shift), shift' = −shift − (1 − toony')
    assert toon.shading_toony == pytest.approx(0.65)
    assert toon.shading_shift == pytest.approx(0.4 - 0.35)


def test_unity_texture_offsets_count_from_the_bottom() -> None:
    use = (
        toon0(vectorProperties={"_MainTex": [0.25, 0.1, 0.5, 0.6]}, textureProperties={"_MainTex": 0})
        .avatar()
        .materials[0]
        .base_texture
    )

    assert use is not None
    assert use.offset == pytest.approx((0.25, 0.3))
    assert use.scale == (0.5, 0.6)


def test_unity_render_queues_keep_their_order() -> None:
    small = SmallVrm0()
    small.doc["materials"] = [{"name": str(i)} for i in range(4)]
    see_through = {"shader": "VRM/MToon", "keywordMap": {"_ALPHABLEND_ON": True}}
    small.vrm["materialProperties"] = [
        {**see_through, "renderQueue": 3005},
        {**see_through, "renderQueue": 2998},
        {**see_through, "renderQueue": 2501, "floatProperties": {"_ZWrite": 1}},
        {"shader": "VRM/MToon", "renderQueue": 2000},
    ]

    materials = small.avatar().materials
    toons = [m.mtoon for m in materials]

    assert [t.render_queue_offset for t in toons if t] == [0, -1, 0, 0]
    assert [t.transparent_with_z_write for t in toons if t] == [False, False, True, False]
    assert [m.alpha_mode for m in materials] == [AlphaMode.BLEND] * 3 + [AlphaMode.OPAQUE]


def test_unlit_of_0x_is_drawn_without_a_shade() -> None:
    small = SmallVrm0()
    small.vrm["materialProperties"] = [
        {
            "shader": "VRM/UnlitCutout",
            "vectorProperties": {"_Color": [1, 0.5, 0, 1]},
            "textureProperties": {"_MainTex": small.picture(png(2, 2))},
            "floatProperties": {"_Cutoff": 0.25},
        }
    ]

    read = small.avatar().materials[0]

    assert read.mtoon is not None
    assert read.mtoon.shade_color == read.base_color[:3]
    assert read.mtoon.shade_texture == read.base_texture
    assert (read.alpha_mode, read.alpha_cutoff) == (AlphaMode.MASK, 0.25)


def test_an_unknown_shader_keeps_the_gltf_material_and_is_noted() -> None:
    avatar = toon0(shader="My/Glitter").avatar()

    assert avatar.materials[0].base_color[:3] == (0.5, 0.4, 0.3)
    assert any("My/Glitter" in note for note in avatar.notes)
