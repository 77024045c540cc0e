from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from studio.core.image import Alpha, Image
from studio.core.life import Living, Piece, Ripple, Shadow, Swarm, Sway
from studio.core.scene import Backdrop, Camera, Label, Scene
from studio.rendering.renderer import Renderer
from tests.support.golden import check_golden

SIZE = (192, 108)
GREY = Backdrop((0.5, 0.5, 0.5, 1.0))


@pytest.fixture
def renderer(renderer_with: Callable[..., Renderer]) -> Renderer:
    return renderer_with()


@pytest.fixture
def scene(small_label: Label) -> Callable[..., Scene]:
    def make(*behind: Living, front: tuple[Living, ...] = (), time_s: float = 0.0) -> Scene:
        return Scene(
            *SIZE, label=small_label, camera=Camera(), backdrop=GREY, behind=behind, front=front, time_s=time_s
        )

    return make


def picture(width: int, height: int, color: tuple[int, int, int, int]) -> Image:
    return Image(np.full((height, width, 4), color, np.uint8), alpha=Alpha.PREMULTIPLIED)


def piece(image: Image, x: int, y: int, motion: Sway | Ripple | None = None, side: int = 6) -> Piece:
    cells = [
        (x + a, y + b, x + min(a + side, image.width), y + min(b + side, image.height))
        for b in range(0, image.height, side)
        for a in range(0, image.width, side)
    ]
    return Piece(image, x, y, np.array(cells, np.int32), motion)


def threads() -> Image:
    """Green threads that hang, a leaf at each end."""
    pixels = np.zeros((72, 90, 4), np.uint8)
    for x in range(6, 90, 14):
        pixels[:, x : x + 3] = (60, 140, 70, 255)
        pixels[60:, x - 3 : x + 6] = (170, 200, 80, 255)
    return Image(pixels, alpha=Alpha.PREMULTIPLIED)


def test_a_willow_bends_with_time_and_is_fast_at_the_top(renderer: Renderer, scene: Callable[..., Scene]) -> None:
    willow = piece(threads(), 90, 0, Sway(9.0, 6.0, hangs=True))
    seen = {time_s: renderer.draw(scene(willow, time_s=time_s)).pixels for time_s in (0.0, 1.5)}
    for time_s, pixels in seen.items():
        check_golden(pixels, f"willow_{time_s:.1f}s")
    moved = (np.abs(seen[0.0].astype(int) - seen[1.5]).max(axis=2) > 40).mean(axis=1)
    assert moved[:8].max() == 0.0
    assert moved[60:72].mean() > 0.08
    assert moved[74:].max() == 0.0


def test_a_week_on_it_sways_as_smoothly(renderer: Renderer, scene: Callable[..., Scene]) -> None:
    willow = piece(threads(), 90, 0, Sway(9.0, 6.0, hangs=True))
    late_s = 7 * 24 * 3600.0
    one, other = (renderer.draw(scene(willow, time_s=late_s + dt_s)).pixels.astype(int) for dt_s in (0.0, 1 / 60))
    assert (np.abs(one - other).max(axis=2) > 60).mean() < 0.01
    assert (one != other).any()


def test_a_reflection_slides_in_rows(renderer: Renderer, scene: Callable[..., Scene]) -> None:
    stripe = np.zeros((60, 40, 4), np.uint8)
    stripe[:, 16:24] = (255, 255, 255, 255)
    shimmer = piece(Image(stripe, alpha=Alpha.PREMULTIPLIED), 80, 30, Ripple(5.0, 3.0, 24.0))
    pixels = renderer.draw(scene(shimmer, time_s=0.4)).pixels
    middles = [float(np.flatnonzero(row > 200).mean()) for row in pixels[34:86, :, 0]]
    assert max(middles) - min(middles) > 5.0


def test_on_a_weak_machine_what_moves_is_drawn_anew_in_steps(
    renderer_with: Callable[..., Renderer], scene: Callable[..., Scene]
) -> None:
    slow = renderer_with(living_fps=10)
    willow = piece(threads(), 90, 0, Sway(9.0, 6.0, hangs=True))
    seen = [slow.draw(scene(willow, time_s=time_s)).pixels for time_s in (0.50, 0.58, 0.60)]
    assert (seen[0] == seen[1]).all()
    assert (seen[1] != seen[2]).any()
    assert (slow.draw(scene(willow, time_s=0.50)).pixels == seen[0]).all()


def test_what_stands_in_front_covers_all_but_the_label(
    renderer: Renderer, scene: Callable[..., Scene], small_label: Label
) -> None:
    table = piece(picture(*SIZE, (20, 200, 20, 255)), 0, 0)
    pixels = renderer.draw(scene(front=(table,))).pixels
    at = small_label.rect
    assert (pixels[at.y : at.y + at.height, at.x : at.x + at.width] == (255, 0, 255, 255)).all()
    pixels = pixels.copy()
    pixels[at.y : at.y + at.height, at.x : at.x + at.width] = (20, 200, 20, 255)
    assert (pixels == (20, 200, 20, 255)).all()


def test_a_video_behind_brings_another_picture_with_every_frame(
    renderer: Renderer, scene: Callable[..., Scene]
) -> None:
    shadow = Shadow(96.0, 100.0, 30.0, 10.0, 0.5)
    for grey in (200, 90, 140):
        frame = Image(np.full((108, 192, 4), (grey, grey, grey, 255), np.uint8))
        pixels = renderer.draw(replace(scene(shadow), backdrop=Backdrop((0.0, 0.0, 0.0, 1.0), frame))).pixels
        assert (pixels[60, 96] == (grey, grey, grey, 255)).all()
        assert pixels[100, 96, 0] < grey


def test_a_swarm_is_where_its_numbers_say(renderer: Renderer, scene: Callable[..., Scene]) -> None:
    swarm = Swarm(picture(8, 8, (255, 255, 255, 255)), 3, 5, (60.0, 30.0, 180.0, 100.0), (7.0, 9.0), (12.0, 9.0))
    bare = renderer.draw(scene()).pixels.astype(int)
    pixels = renderer.draw(scene(swarm, time_s=2.0)).pixels
    for x, y, *_, opacity in swarm.at(2.0):
        assert opacity > 0.2
        assert pixels[int(y), int(x), 0] > bare[int(y), int(x), 0] + 20
    assert (np.abs(pixels - bare).max(axis=2) > 0).mean() < 4 * 100 / (SIZE[0] * SIZE[1])


def test_a_shadow_falls_only_on_what_it_is_said_to_fall_on(renderer: Renderer, scene: Callable[..., Scene]) -> None:
    bars = np.zeros((40, 192, 4), np.uint8)
    bars[:, ::2] = 255
    rail = piece(Image(bars, alpha=Alpha.PREMULTIPLIED), 0, 60)
    plain = renderer.draw(scene()).pixels.astype(int)
    shadow = Shadow(96.0, 70.0, 60.0, 40.0, 0.8, on=rail)
    darker = plain - renderer.draw(scene(shadow)).pixels
    assert darker[70, 96, 0] > 80
    assert (darker[70, 97::2] == 0).all()
    assert (darker[:60] == 0).all()
    until = renderer.draw(scene(replace(shadow, on=None, until_px=80.0))).pixels
    assert (plain[80:] == until[80:]).all()
    assert (plain[70:79, 80:110, 0] > until[70:79, 80:110, 0]).all()
