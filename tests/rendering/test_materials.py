"""Materials told to the shaders."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from studio.core.arrays import frozen
from studio.core.avatar import ColorBind, ColorTarget, Expression, Material, MToon, OutlineMode, Texture, TextureUse
from studio.core.scene import Ambient, Light
from studio.rendering import lean, mtoon
from studio.rendering.device import is_software
from studio.rendering.mtoon import Recipe, Stage
from studio.rendering.renderer import RenderSettings, settings_for
from studio.rendering.textures import fitted
from tests.support.shapes import CHECKS, avatar_of, card, flat, outlined, toon

PLAIN = RenderSettings()
CHEAP = settings_for(software=True)


def _recipe(material: Material, settings: RenderSettings = PLAIN, expressions: tuple[Expression, ...] = ()) -> Recipe:
    avatar = replace(avatar_of([card()], [material]), expressions=expressions)
    return mtoon.recipes_of(avatar, settings=settings, has_colors=False, has_tangents=False)[0]


def test_a_material_asks_for_no_more_than_it_has() -> None:
    defines = _recipe(Material("bare", mtoon=MToon())).surface.defines

    assert not {"RIM", "MATCAP_MAP", "GLOW", "NEEDS_UV", "NORMAL_MAP"} & set(defines)


def test_a_rim_an_expression_can_light_is_kept_though_dark_at_rest() -> None:
    bind = ColorBind(0, ColorTarget.RIM, (1.0, 1.0, 1.0, 1.0))

    dark = _recipe(toon())
    lit = _recipe(toon(), expressions=(Expression("happy", True, colors=(bind,)),))

    assert "RIM" not in dark.surface.defines
    assert "RIM" in lit.surface.defines


def test_base_and_shade_of_one_texture_are_read_once() -> None:
    recipe = _recipe(toon())

    assert "SHADE_IS_BASE" in recipe.surface.defines
    assert [s.slot for s in recipe.slots] == ["BASE"]


def test_textures_with_different_transforms_get_raw_uvs() -> None:
    shifted = toon(shade_texture=TextureUse(CHECKS, offset=(0.5, 0.0)))

    assert "SHARED_UV" in _recipe(toon()).surface.defines
    assert "SHARED_UV" not in _recipe(shifted).surface.defines


def test_no_outline_without_width_or_mode() -> None:
    assert _recipe(toon(outline_mode=OutlineMode.NONE, outline_width=0.1)).outline is None
    assert _recipe(toon(outline_mode=OutlineMode.WORLD, outline_width=0.0)).outline is None
    assert _recipe(outlined()).outline is not None


def test_an_outline_that_takes_no_light_reads_no_texture() -> None:
    outline = _recipe(outlined()).outline

    assert outline is not None
    assert not {"BASE_MAP", "SHADE_MAP", "NEEDS_UV"} & set(outline.defines)


def test_normal_maps_keep_the_exact_shader() -> None:
    bumpy = replace(toon(), normal_texture=TextureUse(CHECKS))

    assert _recipe(toon(), CHEAP).surface.stage is Stage.LEAN
    assert _recipe(bumpy, CHEAP).surface.stage is Stage.MTOON


def test_a_hard_toon_edge_stays_finite() -> None:
    rows = mtoon.block_rows(_recipe(toon(shading_toony=1.0)), flip_normal_y=True)

    assert np.isfinite(rows).all()


@pytest.mark.parametrize("hours", [0.0, 8.0])
def test_uv_animation_keeps_its_precision_in_a_long_show(hours: float) -> None:
    recipe = _recipe(toon(uv_scroll_per_s=(0.3, 0.0)))
    rows = mtoon.block_rows(recipe, flip_normal_y=True)
    avatar = avatar_of([card()], [recipe.material])

    mtoon.fill_block(rows, recipe, mtoon.rest_state(avatar), hours * 3600 + 0.1)

    assert abs(float(rows[9, 0])) <= 2.0
    assert math.remainder(float(rows[9, 0]) - 0.3 * (hours * 3600 + 0.1), 1.0) == pytest.approx(0.0, abs=1e-4)


def test_texture_transforms_turn_scale_and_shift_as_gltf_says() -> None:
    use = TextureUse(CHECKS, offset=(0.1, 0.2), rotation_rad=math.pi / 2, scale=(2.0, 3.0))
    recipe = _recipe(flat((1, 1, 1, 1), base_texture=use))
    rows = mtoon.block_rows(recipe, flip_normal_y=True)
    mtoon.fill_block(rows, recipe, mtoon.rest_state(avatar_of([card()], [recipe.material])), 0.0)

    u, v = rows[mtoon.UV_ROW : mtoon.UV_ROW + 2, :3] @ (0.5, 0.25, 1.0)

    # Scaled to (1, 0.75), turned by a quarter to (0.75, −1), shifted.
    assert (u, v) == (pytest.approx(0.85), pytest.approx(-0.8))


def test_lean_constants_are_exact_for_a_white_texel() -> None:
    material = toon()
    state = mtoon.rest_state(avatar_of([card()], [material]))
    facts = lean.LeanFacts(np.array([True]), np.array([True]), np.array([1.0], np.float32))
    light, ambient = Light(intensity=0.8), Ambient(intensity=0.3)

    rows = lean.lean_rows(state, facts, light, ambient)[0]

    assert isinstance(material.mtoon, MToon)
    lit = np.array(material.base_color[:3]) * 1.1
    shaded = np.array(material.mtoon.shade_color) * 0.8 + np.array(material.base_color[:3]) * 0.3
    assert np.allclose(rows[0], lean.lean_from_linear(lit), atol=1e-5)
    assert np.allclose(rows[1], lean.lean_from_linear(shaded), atol=1e-5)


@pytest.mark.parametrize(
    ("shape", "limit", "expected"), [((64, 64), 32, (32, 32)), ((64, 16), 16, (16, 4)), ((5, 7), 8, (5, 7))]
)
def test_textures_are_halved_to_the_limit(shape: tuple[int, int], limit: int, expected: tuple[int, int]) -> None:
    pixels = np.full((*shape, 4), 200, np.uint8)

    small = fitted(Texture("t", frozen(pixels, np.uint8)).pixels, limit)

    assert small.shape[:2] == expected
    assert (small == 200).all()


@pytest.mark.parametrize(
    ("name", "software"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True), ("GDI Generic", True), ("Apple Software Renderer", True),
        ("NVIDIA GeForce RTX 3060/PCIe/SSE2", False), ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", False),
    ],
)  # fmt: skip
def test_software_opengl_is_told_by_its_name(name: str, software: bool) -> None:
    assert is_software(name) is software
