"""What the renderer draws, on software OpenGL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from studio.core.arrays import frozen
from studio.core.avatar import AlphaMode, Avatar, HiddenTriangles, Material, MToon, TextureUse
from studio.core.errors import RenderError
from studio.core.image import Alpha, Image
from studio.core.scene import Ambient, Backdrop, Camera, Label, Light, Overlay, Rect, Scene
from studio.maths import quaternions, transforms
from studio.rendering.renderer import Renderer, settings_for
from tests.support.figures import rest_figure
from tests.support.golden import check_golden
from tests.support.shapes import (
    BLUE,
    CHECKS,
    GREEN,
    RED,
    WHITE,
    avatar_of,
    card,
    checkerboard,
    flat,
    outlined,
    sphere,
    toon,
    turned,
)

CAMERA = Camera(position=(0, 0, 3), target=(0, 0, 0), vertical_fov_rad=0.5)
GREY = Backdrop((0.5, 0.5, 0.5, 1.0))
Open = Callable[..., Renderer]


@pytest.fixture
def renderer(renderer_with: Open) -> Renderer:
    return renderer_with()


@pytest.fixture
def scene_of(small_label: Label) -> Callable[..., Scene]:
    def make(*avatars: Avatar, width: int = 160, height: int = 160, **changes: object) -> Scene:
        values: dict[str, object] = {"camera": CAMERA, "figures": tuple(map(rest_figure, avatars)), "backdrop": GREY}
        return Scene(width, height, small_label, **{**values, **changes})  # type: ignore[arg-type]

    return make


def _pixel(image: Image, x: float, y: float) -> tuple[int, ...]:
    """At shares of the picture."""
    return tuple(int(v) for v in image.pixels[int(y * image.height), int(x * image.width)])


def test_a_flat_colour_comes_out_as_srgb(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([card()], [flat((0.2140, 0.0, 1.0, 1.0))])

    image = renderer.draw(scene_of(avatar))

    assert _pixel(image, 0.5, 0.5) == pytest.approx((127, 0, 255, 255), abs=1)
    assert image.pixels.shape == (160, 160, 4)
    assert image.alpha is Alpha.PREMULTIPLIED


def test_the_first_row_is_the_top_and_left_is_left(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([card(0, 0.2, (-0.3, 0.3, 0)), card(1, 0.2, (0.3, -0.3, 0))], [flat(RED), flat(BLUE)])

    image = renderer.draw_figures(scene_of(avatar, backdrop=Backdrop()))

    assert _pixel(image, 0.30, 0.30)[:3] == (255, 0, 0)
    assert _pixel(image, 0.70, 0.70)[:3] == (0, 0, 255)


def test_textures_are_not_flipped(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([card()], [flat(WHITE, base_texture=TextureUse(CHECKS))])

    image = renderer.draw(scene_of(avatar))

    reddest = np.unravel_index(
        np.argmax(image.pixels[..., 0].astype(int) - image.pixels[..., 1]), image.pixels.shape[:2]
    )
    assert reddest[0] < 80
    assert reddest[1] < 80


@pytest.mark.parametrize("exact", [True, False])
def test_a_skinned_toon_sphere(renderer_with: Open, scene_of: Callable[..., Scene], exact: bool) -> None:
    renderer = renderer_with(exact=exact, culling=not exact)
    image = renderer.draw(scene_of(avatar_of([sphere()], [toon()])))

    check_golden(image.pixels, f"toon_sphere_{'exact' if exact else 'lean'}")


def test_lean_shading_looks_like_exact_shading(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    """They filter textures in encoded values, so the borders of painted squares differ; flat colours may not."""
    material = replace(
        toon(rim_color=(0.2, 0.3, 0.4), shading_shift=-0.1, shade_texture=None),
        base_color=(0.8, 0.5, 0.3, 1.0), base_texture=None, emissive=(0.02, 0.0, 0.03),
    )  # fmt: skip
    scene = scene_of(avatar_of([sphere()], [material]), ambient=Ambient(intensity=0.25), key_light=Light(intensity=0.9))

    exact = renderer_with(exact=True).draw_figures(scene).pixels.astype(int)
    lean = renderer_with(exact=False, culling=True).draw_figures(scene).pixels.astype(int)

    difference = np.abs(exact - lean).max(axis=2)
    assert np.percentile(difference, 95) <= 4
    assert (difference > 24).mean() < 0.01


def test_a_bone_moves_the_vertices_it_holds(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([sphere()], [toon()])
    rest = rest_figure(avatar)
    half_a_metre_up = np.eye(4, dtype=np.float32)
    half_a_metre_up[1, 3] = 0.15
    figure = replace(rest, world_from_node=turned(rest.world_from_node, 2, half_a_metre_up))
    scene = scene_of(avatar, backdrop=Backdrop())

    before = renderer.draw_figures(scene).pixels[..., 3]
    after = renderer.draw_figures(replace(scene, figures=(figure,))).pixels[..., 3]

    rows_before, rows_after = (np.flatnonzero(a.any(axis=1)) for a in (before, after))
    assert rows_after[0] < rows_before[0] - 10
    assert abs(int(rows_after[-1]) - int(rows_before[-1])) <= 1


def test_a_morph_moves_its_vertices_by_its_weight(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([sphere()], [toon()])
    from_the_side = Camera(position=(3, 0, 0), target=(0, 0, 0), vertical_fov_rad=0.5)

    def width(weight: float) -> int:
        scene = scene_of(
            avatar, camera=from_the_side, backdrop=Backdrop(), figures=(rest_figure(avatar, morphs={0: weight}),)
        )
        return int(renderer.draw_figures(scene).pixels[..., 3].any(axis=0).sum())

    none, half, full = width(0.0), width(0.3), width(0.6)

    assert full - none == pytest.approx(2 * (half - none), abs=2)
    assert full - none > 12
    assert width(0.0) == none, "weights that fall back to zero leave nothing behind"


def test_an_outline_surrounds_the_figure(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    image = renderer.draw(scene_of(avatar_of([sphere()], [outlined()])))

    check_golden(image.pixels, "outlined_sphere")


def test_no_outline_when_switched_off(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    scene = scene_of(avatar_of([sphere()], [outlined()]), backdrop=Backdrop())

    drawn = [renderer_with(outline=on).draw_figures(scene).pixels[..., 3].any(axis=0).sum() for on in (True, False)]

    assert drawn[0] == pytest.approx(drawn[1] + 2 * 0.03 / (6 * np.tan(0.25)) * 160, abs=2)


def test_an_outline_thinner_than_a_pixel_is_faint_and_whole(
    renderer_with: Open, scene_of: Callable[..., Scene]
) -> None:
    thin = avatar_of([sphere()], [outlined(0.002)])
    scene = scene_of(thin, backdrop=Backdrop((1, 1, 1, 1)))

    image = renderer_with(exact=False, soft_outline=True, culling=True).draw_figures(scene)

    check_golden(image.pixels, "soft_outline")


def test_culling_leaves_the_picture_as_it_is(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    """Also when part of the figure is outside, and for double-sided surfaces seen from behind."""
    avatar = avatar_of([sphere(0), card(1, 0.5, (0.3, 0.3, 0.6))], [outlined(), replace(toon(), double_sided=True)])
    for position in ((0, 0, 3), (1.2, 0.8, 1.6), (-0.4, 0.3, -2.0)):
        camera = replace(CAMERA, position=position, target=(0.35, 0.1, 0.0))
        scene = scene_of(avatar, camera=camera)

        drawn = [renderer_with(exact=False, culling=on).draw_figures(scene).pixels.astype(int) for on in (False, True)]

        assert (np.abs(drawn[0] - drawn[1]).max(axis=2) > 2).mean() < 0.0005


def test_transparent_parts_are_blended_from_far_to_near(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    """Told in the file nearest first; half red over half blue must still be red on top."""
    avatar = avatar_of(
        [card(0, 0.6, (0, 0, 0.2)), card(1, 0.6, (0, 0, -0.2))],
        [flat((1.0, 0.0, 0.0, 0.5)), flat((0.0, 0.0, 1.0, 0.5))],
    )

    image = renderer.draw_figures(scene_of(avatar, backdrop=Backdrop((1, 1, 1, 1))))

    assert _pixel(image, 0.5, 0.5)[:3] == pytest.approx((191, 63, 127), abs=2)


def test_render_order_beats_distance(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    def glass(color: tuple[float, float, float, float], offset: int) -> Material:
        lit = MToon(shade_color=color[:3], render_queue_offset=offset)
        return Material("glass", base_color=color, alpha_mode=AlphaMode.BLEND, mtoon=lit)

    far_but_last = [card(0, 0.6, (0, 0, 0.2)), card(1, 0.6, (0, 0, -0.2))]
    avatar = avatar_of(far_but_last, [glass((1.0, 0.0, 0.0, 0.5), -1), glass((0.0, 0.0, 1.0, 0.5), 0)])

    image = renderer.draw_figures(scene_of(avatar, backdrop=Backdrop((1, 1, 1, 1))))

    assert _pixel(image, 0.5, 0.5)[:3] == pytest.approx((127, 63, 191), abs=2)


def test_mask_cuts_holes_and_leaves_the_rest_whole(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    cut = flat((1.0, 0.0, 0.0, 0.4), alpha_mode=AlphaMode.MASK, alpha_cutoff=0.5)
    kept = flat((0.0, 1.0, 0.0, 0.6), alpha_mode=AlphaMode.MASK, alpha_cutoff=0.5)
    avatar = avatar_of([card(0, 0.3, (-0.2, 0, 0)), card(1, 0.3, (0.2, 0, 0))], [cut, kept])

    image = renderer.draw_figures(scene_of(avatar, backdrop=Backdrop()))

    assert _pixel(image, 0.35, 0.5) == (0, 0, 0, 0)
    assert _pixel(image, 0.65, 0.5) == (0, 255, 0, 255)


def test_back_faces_are_drawn_only_where_the_material_is_double_sided(
    renderer: Renderer, scene_of: Callable[..., Scene]
) -> None:
    behind = replace(CAMERA, position=(0, 0, -3))
    avatar = avatar_of(
        [card(0, 0.3, (0.2, 0, 0)), card(1, 0.3, (-0.2, 0, 0))], [flat(RED), flat(GREEN, double_sided=True)]
    )

    image = renderer.draw_figures(scene_of(avatar, camera=behind, backdrop=Backdrop()))

    assert _pixel(image, 0.35, 0.5) == (0, 0, 0, 0)
    assert _pixel(image, 0.65, 0.5) == (0, 255, 0, 255)


def test_alpha_is_premultiplied_and_exact(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([card()], [flat((1.0, 1.0, 1.0, 0.5))])

    image = renderer.draw_figures(scene_of(avatar, backdrop=Backdrop()))

    assert _pixel(image, 0.5, 0.5) == pytest.approx((128, 128, 128, 128), abs=1)
    assert _pixel(image, 0.02, 0.5) == (0, 0, 0, 0)


def test_the_label_is_drawn_last_over_overlays_and_figures(
    renderer: Renderer, scene_of: Callable[..., Scene], small_label: Label
) -> None:
    avatar = avatar_of([card(0, 4.0)], [flat(BLUE)])
    lid = Overlay(
        Image(np.full((160, 160, 4), (0, 200, 0, 255), np.uint8), alpha=Alpha.PREMULTIPLIED), Rect(0, 0, 160, 160)
    )

    image = renderer.draw(scene_of(avatar, overlays=(lid, lid)))

    rect = small_label.rect
    on_label = image.pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
    assert (on_label == small_label.image.pixels).all()
    assert _pixel(image, 0.5, 0.5) == (0, 200, 0, 255)


@pytest.mark.parametrize(
    "settings", [{"msaa": 4}, {"fxaa": True}, {"internal_scale": 0.5}, {"internal_scale": 0.75, "fxaa": True}]
)
def test_the_label_keeps_every_pixel_whatever_the_settings(
    renderer_with: Open, scene_of: Callable[..., Scene], small_label: Label, settings: dict[str, object]
) -> None:
    image = renderer_with(**settings).draw(scene_of(avatar_of([sphere()], [toon()])))

    rect = small_label.rect
    on_label = image.pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
    assert (on_label == small_label.image.pixels).all()


def test_half_transparent_overlays_are_laid_over(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    veil = Image(np.full((20, 20, 4), (100, 0, 0, 128), np.uint8), alpha=Alpha.PREMULTIPLIED)

    image = renderer.draw(scene_of(backdrop=Backdrop((1, 1, 1, 1)), overlays=(Overlay(veil, Rect(100, 60, 20, 20)),)))

    assert tuple(image.pixels[70, 110]) == pytest.approx((227, 127, 127, 255), abs=1)
    assert tuple(image.pixels[59, 110]) == (255, 255, 255, 255)
    assert tuple(image.pixels[70, 99]) == (255, 255, 255, 255)


@pytest.mark.parametrize(("width", "height"), [(90, 160), (256, 144)])
def test_portrait_and_landscape_keep_a_sphere_round(
    renderer: Renderer, scene_of: Callable[..., Scene], width: int, height: int
) -> None:
    camera = replace(CAMERA, vertical_fov_rad=0.9)
    scene = scene_of(avatar_of([sphere()], [toon()]), width=width, height=height, camera=camera, backdrop=Backdrop())

    alpha = renderer.draw_figures(scene).pixels[..., 3]

    assert alpha.shape == (height, width)
    assert int(alpha.any(axis=0).sum()) == pytest.approx(int(alpha.any(axis=1).sum()), abs=2)


def test_a_backdrop_picture_covers_the_canvas(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    """Wider than the canvas: its sides are cut, its middle stays."""
    pixels = np.zeros((50, 200, 3), np.uint8)
    pixels[:, :70], pixels[:, 70:130], pixels[:, 130:] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    pixels[:25] //= 2

    image = renderer.draw(scene_of(backdrop=Backdrop((0, 0, 0, 1), Image(pixels))))

    assert _pixel(image, 0.5, 0.9) == (0, 255, 0, 255)
    assert _pixel(image, 0.5, 0.3) == (0, 127, 0, 255)
    assert _pixel(image, 0.02, 0.9)[1] == 255


def test_edges_are_smoothed(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    scene = scene_of(avatar_of([sphere()], [flat(WHITE)]), backdrop=Backdrop((0, 0, 0, 1)))

    def between(**settings: object) -> int:
        """Pixels neither black nor white."""
        red = renderer_with(**settings).draw_figures(scene).pixels[..., 0]
        return int(((red > 20) & (red < 235)).sum())

    assert between() == 0
    assert between(msaa=4) > 100
    assert between(fxaa=True) > 100


def test_a_still_figure_on_nothing_gets_soft_alpha_with_samples(
    renderer_with: Open, scene_of: Callable[..., Scene]
) -> None:
    scene = scene_of(avatar_of([sphere()], [flat(WHITE)]), backdrop=Backdrop())

    pixels = renderer_with(msaa=4).draw_figures(scene).pixels

    assert (pixels[..., 0] == pixels[..., 3]).all(), "premultiplied white is its alpha"
    assert ((pixels[..., 3] > 0) & (pixels[..., 3] < 255)).any()


def test_textures_move_with_time_and_stop_without_it(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    scrolling = toon(uv_scroll_per_s=(0.25, 0.0), uv_rotation_rad_per_s=0.0)
    avatar = avatar_of([card()], [scrolling])

    def at(time_s: float) -> np.ndarray:
        return renderer.draw_figures(scene_of(avatar, figures=(rest_figure(avatar, time_s=time_s),))).pixels.astype(int)

    assert np.abs(at(0.0) - at(0.5)).mean() > 5
    assert np.abs(at(0.0) - at(4.0)).max() <= 2, "after a whole turn the texture is where it was"


def test_the_same_scene_gives_the_same_bytes(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    scene = scene_of(avatar_of([sphere()], [outlined()]))
    other = scene_of(avatar_of([sphere()], [toon()]), width=200, height=120)

    first = renderer.draw(scene)
    renderer.draw(other)

    assert (renderer.draw(scene).pixels == first.pixels).all()


def test_a_pose_with_nan_is_refused_in_words(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([sphere()], [toon()])
    figure = rest_figure(avatar)
    broken = np.full_like(figure.world_from_node, np.nan)

    with pytest.raises(RenderError, match="not finite"):
        renderer.draw(scene_of(avatar, figures=(replace(figure, world_from_node=broken),)))


def test_a_canvas_too_large_is_refused_with_a_remedy(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    with pytest.raises(RenderError) as caught:
        renderer.draw(scene_of(width=40000, height=100))

    assert "at most" in caught.value.remedy


def test_an_avatar_without_triangles_draws_nothing(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    image = renderer.draw_figures(scene_of(avatar_of([], []), backdrop=Backdrop()))

    assert not image.pixels.any()


def test_turning_the_light_turns_the_shade(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([sphere()], [replace(toon(), base_texture=None, mtoon=MToon(shade_color=(0.1, 0.1, 0.1)))])

    def brightness(direction: tuple[float, float, float]) -> np.ndarray:
        light = Light(direction_to_light=direction)
        return renderer.draw_figures(scene_of(avatar, key_light=light)).pixels[80, :, 0].astype(int)

    from_right, from_left = brightness((1, 0, 0.2)), brightness((-1, 0, 0.2))
    assert (from_right[110] > 200, from_right[50] < 120) == (True, True)
    assert (from_left[50] > 200, from_left[110] < 120) == (True, True)


def test_a_turned_figure_shows_its_side(renderer: Renderer, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([card()], [flat(RED)])
    figure = rest_figure(avatar)
    quarter = transforms.compose((0, 0, 0), quaternions.from_axis_angle((0, 1, 0), np.pi / 3), (1, 1, 1))
    figure = replace(figure, world_from_node=frozen(quarter @ figure.world_from_node))

    alpha = renderer.draw_figures(scene_of(avatar, figures=(figure,), backdrop=Backdrop())).pixels[..., 3]

    assert int(alpha.any(axis=0).sum()) == pytest.approx(0.5 * int(alpha.any(axis=1).sum()), rel=0.2)


def test_an_outline_does_not_come_through_a_fold(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    """Skin that has folded over: a back that faces us, 3 mm before the skin. Only its hull could be seen."""
    folded = card(1, 0.3)
    back = replace(
        folded,
        positions=frozen(folded.positions + np.float32([0.0, 0.0, 0.003])),
        normals=frozen(-folded.normals),
        triangles=frozen(folded.triangles[:, ::-1], np.int32),
    )
    avatar = avatar_of([card(0), back], [flat(WHITE), outlined(0.001)])
    setback_m = settings_for(software=False).outline_setback_m

    through = renderer_with().draw_figures(scene_of(avatar)).pixels
    show = renderer_with(outline_setback_m=setback_m).draw_figures(scene_of(avatar)).pixels

    assert through[80, 80, :3].max() < 100
    assert show[80, 80, :3].min() > 250


def test_set_back_an_outline_is_as_wide_as_it_was(renderer_with: Open, scene_of: Callable[..., Scene]) -> None:
    avatar = avatar_of([sphere()], [outlined(0.03)])
    pictures = [renderer_with(outline_setback_m=m).draw_figures(scene_of(avatar)).pixels for m in (0.0, 0.006)]
    assert (np.abs(pictures[0].astype(int) - pictures[1]).max(axis=2) > 8).mean() < 0.002


@pytest.mark.parametrize("culling", [False, True])
def test_other_clothes_on_the_same_figure_are_drawn_as_if_it_had_come_so(
    renderer_with: Open, scene_of: Callable[..., Scene], culling: bool
) -> None:
    renderer = renderer_with(culling=culling)
    cards = [card(0, 0.2, (-0.3, 0.3, 0)), card(1, 0.2, (0.3, -0.3, 0))]
    checks = checkerboard()
    cloth = flat(WHITE, base_texture=TextureUse(CHECKS))
    plain = avatar_of(cards, [cloth, flat(BLUE)], textures=[checks])
    red = replace(checks, pixels=frozen(np.full_like(checks.pixels, 200), np.uint8))
    hidden = HiddenTriangles(1, 0, np.ones(2, bool))
    dressed = replace(
        plain, textures=(red,), materials=(replace(cloth, base_color=GREEN), plain.materials[1]), hidden=(hidden,)
    )
    before = renderer.draw_figures(scene_of(plain))
    after = renderer.draw_figures(scene_of(dressed))
    triangles = renderer.last_triangles
    alone = renderer.draw_figures(scene_of(replace(dressed, nodes=replace(plain.nodes))))
    assert np.array_equal(after.pixels, alone.pixels)
    assert not np.array_equal(before.pixels, after.pixels)
    assert triangles == 2, "what is taken off is not sent"
    again = renderer.draw_figures(scene_of(plain))
    assert np.array_equal(again.pixels, before.pixels), "and it can be put on again"
