"""glTF materials with VRMC_materials_mtoon 1.0, unlit, emissive strength and texture transforms; colours linear."""

from __future__ import annotations

from studio.core.avatar import AlphaMode, Material, MToon, OutlineMode, TextureUse
from studio.vrm.fields import Fields
from studio.vrm.images import Textures
from studio.vrm.limits import Limits

_MOST = 1e4


def read_materials(root: Fields, textures: Textures, limits: Limits) -> list[Material]:
    """Raises VrmError."""
    return [read_material(item, textures) for item in root.objects("materials", limits.materials)]


def read_material(item: Fields, textures: Textures) -> Material:
    pbr = item.child("pbrMetallicRoughness") or Fields({}, item.path("pbrMetallicRoughness"))
    r, g, b, a = pbr.numbers("baseColorFactor", 4, (1.0, 1.0, 1.0, 1.0), 0.0, _MOST)
    toon = item.extension("VRMC_materials_mtoon")
    red, green, blue = color(item, "emissiveFactor", (0.0, 0.0, 0.0))
    strength = emissive_strength(item)
    return Material(
        item.text("name"),
        base_color=(r, g, b, a),
        base_texture=texture_use(pbr, "baseColorTexture", textures),
        normal_texture=texture_use(item, "normalTexture", textures, factor="scale"),
        emissive=(red * strength, green * strength, blue * strength),
        emissive_texture=texture_use(item, "emissiveTexture", textures),
        metallic=pbr.number("metallicFactor", 1.0, 0.0, 1.0),
        roughness=pbr.number("roughnessFactor", 1.0, 0.0, 1.0),
        metallic_roughness_texture=texture_use(pbr, "metallicRoughnessTexture", textures),
        alpha_mode=_alpha_mode(item),
        alpha_cutoff=item.number("alphaCutoff", 0.5, 0.0, _MOST),
        double_sided=item.flag("doubleSided"),
        # An MToon material may carry KHR_materials_unlit as a fallback for viewers that know no MToon.
        unlit=toon is None and item.extension("KHR_materials_unlit") is not None,
        mtoon=None if toon is None else _mtoon(toon, textures),
    )


def color(item: Fields, key: str, default: tuple[float, float, float]) -> tuple[float, float, float]:
    r, g, b = item.numbers(key, 3, default, 0.0, _MOST)
    return r, g, b


def texture_use(item: Fields, key: str, textures: Textures, factor: str = "") -> TextureUse | None:
    """The texture info at `key` with KHR_texture_transform; `factor` names a number beside it (normal scale)."""
    info = item.child(key)
    if info is None:
        return None
    texture = textures.use(info.required_index("index", textures.count, "texture"))
    transform = info.extension("KHR_texture_transform") or Fields({}, info.path("extensions"))
    return TextureUse(
        texture,
        uv_set=transform.integer("texCoord", info.integer("texCoord", 0, 0, 31), 0, 31),
        offset=transform.xy("offset", (0.0, 0.0)),
        rotation_rad=transform.number("rotation", 0.0),
        scale=transform.xy("scale", (1.0, 1.0)),
        factor=info.number(factor, 1.0) if factor else 1.0,
    )


def _alpha_mode(item: Fields) -> AlphaMode:
    try:
        return AlphaMode(item.text("alphaMode", "OPAQUE"))
    except ValueError:
        raise item.fail("is neither OPAQUE, MASK nor BLEND", "alphaMode") from None


def emissive_strength(item: Fields) -> float:
    """What the emissive colour of a material is multiplied by."""
    strength = item.extension("KHR_materials_emissive_strength")
    if strength:
        return strength.number("emissiveStrength", 1.0, 0.0, _MOST)
    multiplier = item.extension("VRMC_materials_hdr_emissiveMultiplier")
    return multiplier.number("emissiveMultiplier", 1.0, 0.0, _MOST) if multiplier else 1.0


def _mtoon(toon: Fields, textures: Textures) -> MToon:
    try:
        outline_mode = OutlineMode(toon.text("outlineWidthMode", "none"))
    except ValueError:
        raise toon.fail("is no outline mode", "outlineWidthMode") from None
    return MToon(
        shade_color=color(toon, "shadeColorFactor", (0.0, 0.0, 0.0)),
        shade_texture=texture_use(toon, "shadeMultiplyTexture", textures),
        shading_shift=toon.number("shadingShiftFactor", 0.0),
        shading_shift_texture=texture_use(toon, "shadingShiftTexture", textures, factor="scale"),
        shading_toony=toon.number("shadingToonyFactor", 0.9),
        gi_equalization=toon.number("giEqualizationFactor", 0.9),
        matcap_color=color(toon, "matcapFactor", (1.0, 1.0, 1.0)),
        matcap_texture=texture_use(toon, "matcapTexture", textures),
        rim_color=color(toon, "parametricRimColorFactor", (0.0, 0.0, 0.0)),
        rim_lighting_mix=toon.number("rimLightingMixFactor", 1.0),
        rim_fresnel_power=toon.number("parametricRimFresnelPowerFactor", 5.0),
        rim_lift=toon.number("parametricRimLiftFactor", 0.0),
        rim_multiply_texture=texture_use(toon, "rimMultiplyTexture", textures),
        outline_mode=outline_mode,
        outline_width=toon.number("outlineWidthFactor", 0.0),
        outline_width_texture=texture_use(toon, "outlineWidthMultiplyTexture", textures),
        outline_color=color(toon, "outlineColorFactor", (0.0, 0.0, 0.0)),
        outline_lighting_mix=toon.number("outlineLightingMixFactor", 1.0),
        uv_animation_mask=texture_use(toon, "uvAnimationMaskTexture", textures),
        uv_scroll_per_s=(
            toon.number("uvAnimationScrollXSpeedFactor", 0.0),
            toon.number("uvAnimationScrollYSpeedFactor", 0.0),
        ),
        uv_rotation_rad_per_s=toon.number("uvAnimationRotationSpeedFactor", 0.0),
        transparent_with_z_write=toon.flag("transparentWithZWrite"),
        render_queue_offset=toon.integer("renderQueueOffsetNumber", 0, -9, 9),
    )
