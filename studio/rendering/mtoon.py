"""A material told to the shaders: which permutation of the program draws it, and the numbers it is drawn with.

VRMC_materials_mtoon-1.0 (github.com/vrm-c/vrm-specification), checked against three-vrm 3.5.5. Materials
without MToon are drawn as glTF says: unlit, or metallic-roughness.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.avatar import AlphaMode, Avatar, ColorTarget, Material, MToon, OutlineMode, TextureUse
from studio.core.figure import MaterialState
from studio.rendering import lean
from studio.rendering.renderer import RenderSettings

SLOTS = ("BASE", "SHADE", "SHIFT", "NORMAL", "EMISSIVE", "RIM", "MATCAP", "OUTLINE_WIDTH", "UV_MASK", "SURFACE")
"""Texture slots in the order of material.glsl."""
LEAN_ROW = 10
UV_ROW = LEAN_ROW + len(lean.ROWS)
ROWS = UV_ROW + 2 * len(SLOTS)
"""Rows of four floats of the Material block."""
_COLOR_SLOTS = frozenset(("BASE", "SHADE", "SHIFT", "EMISSIVE", "RIM", "MATCAP"))
"""Decoded from sRGB. SHIFT should be linear by the specification; three-vrm, the reference, decodes it too."""


class Stage(StrEnum):
    """The fragment shader."""

    MTOON = "mtoon"
    LEAN = "lean"
    """MToon for the processor; no normal maps."""
    STANDARD = "standard"
    UNLIT = "unlit"


@dataclass(frozen=True, slots=True)
class SlotUse:
    slot: str
    use: TextureUse
    srgb: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How one pass of one material is drawn; equal looks share a program."""

    stage: Stage
    defines: tuple[str, ...]
    """Sorted; "NAME" or "NAME value"."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that is fixed about a material of an avatar."""

    index: int
    material: Material
    slots: tuple[SlotUse, ...]
    surface: Look
    outline: Look | None
    blend: bool
    depth_write: bool
    render_order: int
    """As three-vrm: MToon 0–28, others 0; opaque and transparent materials are ordered apart."""
    twice_sided: bool
    """Back faces first, then front faces: transparent double-sided materials other than MToon."""


def recipes_of(avatar: Avatar, *, settings: RenderSettings, has_colors: bool, has_tangents: bool) -> tuple[Recipe, ...]:
    """One recipe per material."""
    moved = {(bind.material, bind.target) for e in avatar.expressions for bind in e.colors}
    return tuple(
        _recipe(i, m, moved, settings=settings, has_colors=has_colors, has_tangents=has_tangents)
        for i, m in enumerate(avatar.materials)
    )


def _recipe(
    index: int,
    material: Material,
    moved: set[tuple[int, ColorTarget]],
    *,
    settings: RenderSettings,
    has_colors: bool,
    has_tangents: bool,
) -> Recipe:
    def alive(target: ColorTarget, color: tuple[float, ...]) -> bool:
        """False if it adds nothing and no expression can change that."""
        return any(color[:3]) or (index, target) in moved

    mtoon = material.mtoon
    slots: list[SlotUse] = []
    lean_ok = material.unlit or (mtoon is not None and material.normal_texture is None)
    is_lean = lean_ok and not settings.exact and not has_colors
    defines: set[str] = {"LEAN"} if is_lean else set()

    def slot(name: str, use: TextureUse | None) -> None:
        if use is not None:
            # Lean shaders decode after sampling: filtering eight bits is much cheaper than filtering decoded values.
            slots.append(SlotUse(name, use, name in _COLOR_SLOTS and not is_lean))
            defines.add(f"{name}_MAP")

    slot("BASE", material.base_texture)
    if mtoon is not None:
        stage = Stage.LEAN if is_lean else Stage.MTOON
        if mtoon.shade_texture is not None and mtoon.shade_texture == material.base_texture:
            defines.add("SHADE_IS_BASE")
        else:
            slot("SHADE", mtoon.shade_texture)
        slot("SHIFT", mtoon.shading_shift_texture)
        slot("NORMAL", material.normal_texture)
        if alive(ColorTarget.EMISSION, material.emissive):
            defines.add("GLOW")
            slot("EMISSIVE", material.emissive_texture)
        rim = alive(ColorTarget.RIM, mtoon.rim_color)
        if rim:
            defines.add("RIM")
        if alive(ColorTarget.MATCAP, mtoon.matcap_color):
            slot("MATCAP", mtoon.matcap_texture)
        if rim or "MATCAP_MAP" in defines:
            slot("RIM", mtoon.rim_multiply_texture)
        if is_lean:
            defines.add("LIT_IN_VERTEX")
            if rim or "MATCAP_MAP" in defines:
                defines.add("RIM_IN_VERTEX")
        else:
            defines.add("NEEDS_NORMAL")
            if rim or {"MATCAP_MAP", "NORMAL_MAP"} & defines:
                defines.add("NEEDS_POSITION")
        if any((*mtoon.uv_scroll_per_s, mtoon.uv_rotation_rad_per_s)):
            defines.add("UV_ANIMATION")
            slot("UV_MASK", mtoon.uv_animation_mask)
    elif material.unlit:
        stage = Stage.UNLIT
    else:
        stage = Stage.STANDARD
        slot("NORMAL", material.normal_texture)
        slot("SURFACE", material.metallic_roughness_texture)
        if alive(ColorTarget.EMISSION, material.emissive):
            defines.add("GLOW")
            slot("EMISSIVE", material.emissive_texture)
        defines |= {"NEEDS_NORMAL", "NEEDS_POSITION"}

    if material.alpha_mode is AlphaMode.MASK:
        defines.add("ALPHA_MASK")
    blend = material.alpha_mode is AlphaMode.BLEND
    if blend:
        defines.add("ALPHA_BLEND")
    if material.double_sided:
        defines.add("DOUBLE_SIDED")
    if has_colors:
        defines.add("VERTEX_COLOR")
    if has_tangents and material.normal_texture is not None:
        defines.add("TANGENT")

    surface = Look(stage, _with_uvs(defines, slots))
    outline = _outline(mtoon, defines, slots, settings) if mtoon is not None else None
    order = 0
    if mtoon is not None:
        order = (0 if mtoon.transparent_with_z_write else 19) + mtoon.render_queue_offset
    return Recipe(
        index=index, material=material, slots=tuple(slots), surface=surface, outline=outline,
        blend=blend,
        depth_write=not blend or (mtoon is not None and mtoon.transparent_with_z_write),
        render_order=order,
        twice_sided=blend and mtoon is None and material.double_sided,
    )  # fmt: skip


def _outline(mtoon: MToon, surface: set[str], slots: list[SlotUse], settings: RenderSettings) -> Look | None:
    if mtoon.outline_mode is OutlineMode.NONE or mtoon.outline_width <= 0:
        return None
    defines = (surface - {"DOUBLE_SIDED"}) | {"OUTLINE"}
    if mtoon.outline_mode is OutlineMode.SCREEN:
        defines.add("OUTLINE_SCREEN")
    if settings.soft_outline:
        defines.add("SOFT_OUTLINE")
    used = slots
    if mtoon.outline_lighting_mix <= 0:
        keep = {"LEAN", "OUTLINE", "OUTLINE_SCREEN", "SOFT_OUTLINE", "ALPHA_MASK", "ALPHA_BLEND", "VERTEX_COLOR"}
        if {"ALPHA_MASK", "ALPHA_BLEND"} & defines:
            keep |= {"BASE_MAP", "UV_ANIMATION", "UV_MASK_MAP"}
        defines = (defines & keep) | {"FLAT_OUTLINE"}
        used = [s for s in slots if f"{s.slot}_MAP" in defines]
    if mtoon.outline_width_texture is not None:
        use = mtoon.outline_width_texture
        slots.append(SlotUse("OUTLINE_WIDTH", use, srgb=False))
        defines.add("OUTLINE_WIDTH_MAP")
        if use.uv_set == 1:
            defines.add("OUTLINE_WIDTH_UV1")
    if settings.outline_setback_m:
        defines.add(f"SETBACK_M {settings.outline_setback_m:.6f}")
    return Look(Stage.LEAN if "LEAN" in defines else Stage.MTOON, _with_uvs(defines, used))


def _with_uvs(defines: set[str], slots: list[SlotUse]) -> tuple[str, ...]:
    """Adds how UVs reach the fragments: one transformed pair where all textures agree, else raw ones."""
    defines = set(defines)
    sampled = [s for s in slots if s.slot not in ("MATCAP", "OUTLINE_WIDTH")]
    if sampled:
        defines.add("NEEDS_UV")
        ways = {(s.use.uv_set, s.use.offset, s.use.rotation_rad, s.use.scale) for s in sampled}
        if len(ways) == 1 and sampled[0].slot == "BASE" and "UV_MASK_MAP" not in defines:
            defines.add("SHARED_UV")
            if sampled[0].use.uv_set == 1:
                defines.add("SHARED_UV1")
        elif any(s.use.uv_set == 1 for s in sampled):
            defines.add("SECOND_UV")
        for s in sampled:
            defines.add(f"RAW_{s.slot} {'v_uv1' if s.use.uv_set == 1 else 'v_uv'}")
    return tuple(sorted(defines))


def rest_state(avatar: Avatar) -> MaterialState:
    """The values of the avatar's materials as its file has them."""
    materials = avatar.materials
    toons = [m.mtoon or MToon() for m in materials]

    def rows(values: list[tuple[float, ...]], width: int) -> FloatArray:
        return np.array(values, np.float32).reshape(len(materials), width)

    return MaterialState(
        base_color=rows([m.base_color for m in materials], 4),
        emissive=rows([m.emissive for m in materials], 3),
        shade_color=rows([t.shade_color for t in toons], 3),
        matcap_color=rows([t.matcap_color for t in toons], 3),
        rim_color=rows([t.rim_color for t in toons], 3),
        outline_color=rows([t.outline_color for t in toons], 3),
        uv_scale=np.ones((len(materials), 2), np.float32),
        uv_offset=np.zeros((len(materials), 2), np.float32),
    )


def block_rows(recipe: Recipe, *, flip_normal_y: bool) -> FloatArray:
    """(ROWS, 4): the Material block with what never changes filled in."""
    material, mtoon = recipe.material, recipe.material.mtoon or MToon()
    rows = np.zeros((ROWS, 4), np.float32)
    # linearstep(toony − 1, 1 − toony, x) = x · scale + 0.5; at toony 1 a step, steep but finite.
    rows[1, 3] = mtoon.shading_shift
    rows[2, 3] = material.alpha_cutoff
    rows[3, 3] = mtoon.rim_fresnel_power
    rows[4] = (
        0.5 / max(1.0 - mtoon.shading_toony, 1e-5), 0.5, mtoon.rim_lighting_mix, mtoon.rim_lift,
    )  # fmt: skip
    rows[5, 3] = mtoon.shading_shift_texture.factor if mtoon.shading_shift_texture else 0.0
    rows[6, 3] = mtoon.outline_lighting_mix
    bump = material.normal_texture.factor if material.normal_texture else 1.0
    # Tangents made from the UVs' slope point the other way than a file's own (three.js issue 11438).
    rows[7, :3] = (mtoon.outline_width, bump, -bump if flip_normal_y else bump)
    rows[8, :2] = (material.metallic, material.roughness)
    return rows


def fill_block(rows: FloatArray, recipe: Recipe, state: MaterialState, time_s: float) -> None:
    """Writes into `rows` (ROWS, 4) what expressions and time move."""
    i, mtoon = recipe.index, recipe.material.mtoon
    rows[0] = state.base_color[i]
    rows[1, :3] = state.shade_color[i]
    rows[2, :3] = state.emissive[i]
    rows[3, :3] = state.rim_color[i]
    rows[5, :3] = state.matcap_color[i]
    rows[6, :3] = state.outline_color[i]
    if mtoon is not None:
        x, y = (speed * time_s for speed in mtoon.uv_scroll_per_s)
        turn = mtoon.uv_rotation_rad_per_s * time_s
        if mtoon.uv_animation_mask is None:
            # Whole turns change nothing and would eat the precision of a long show; 2: a texture may be mirrored.
            turn = math.remainder(turn, math.tau)
            if not mtoon.uv_rotation_rad_per_s:
                x, y = math.fmod(x, 2.0), math.fmod(y, 2.0)
        rows[9, :3] = (x, y, turn)
    for s in recipe.slots:
        at = UV_ROW + 2 * SLOTS.index(s.slot)
        moves = s.slot not in ("MATCAP", "SHIFT", "SURFACE")
        rows[at : at + 2, :3] = _uv_rows(
            s.use, tuple(state.uv_scale[i]) if moves else (1.0, 1.0), tuple(state.uv_offset[i]) if moves else (0.0, 0.0)
        )


def _uv_rows(use: TextureUse, scale: tuple[float, ...], offset: tuple[float, ...]) -> FloatArray:
    """(2, 3) of KHR_texture_transform: translation · rotation · scale."""
    c, s = math.cos(use.rotation_rad), math.sin(use.rotation_rad)
    sx, sy = use.scale[0] * scale[0], use.scale[1] * scale[1]
    return np.array(
        [[c * sx, s * sy, use.offset[0] + offset[0]], [-s * sx, c * sy, use.offset[1] + offset[1]]], np.float32
    )
