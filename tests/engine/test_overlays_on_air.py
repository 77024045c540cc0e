"""From the state to the final picture: whatever is laid over it, the label is read back from every frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.compliance.label_check import LabelCheck
from studio.control.state import Show
from studio.core.goods import Countdown, Product
from studio.core.image import Alpha, Image
from studio.core.on_screen import OnScreen
from studio.core.overlay_places import default_overlays
from studio.core.preset import (
    LABEL_WORDINGS,
    Anchor,
    Brand,
    ChromaKey,
    CloseUp,
    Family,
    OverlayItem,
    OverlayKind,
    Preset,
    Spot,
)
from studio.engine.live import look_of
from studio.engine.on_screen import ScreenKeeper
from studio.engine.performance import Performance
from studio.rendering.renderer import Renderer, open_renderer
from studio.staging.reminders import OPENING
from studio.staging.stage import Stage
from tests.support.screens import screen_of, screens
from tests.support.shapes import avatar_of, sphere, toon


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    opened = open_renderer()
    yield opened
    opened.close()


_looks = st.fixed_dictionaries(
    {
        "label": st.sampled_from(LABEL_WORDINGS),
        "background": st.sampled_from(("transparent", "#ffffff", "#161823", "default")),
        "slate": st.booleans(),
        "opening": st.sampled_from(("", OPENING)),
    }
)


def _size(short: int, aspect: float) -> tuple[int, int]:
    return (round(short * aspect), short) if aspect >= 1 else (short, round(short / aspect))


_sizes = st.builds(_size, st.integers(144, 1080), st.sampled_from((16 / 9, 9 / 16, 1.0, 4 / 3)))


@pytest.mark.slow
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(screens(), min_size=1, max_size=3), _sizes, _looks)
def test_the_label_is_found_in_every_frame_whatever_is_laid_over_it(
    renderer: Renderer, shown: list[OnScreen], size: tuple[int, int], look: dict[str, object]
) -> None:
    _found_in_every_frame(renderer, shown, size, **look)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(screens(), min_size=2, max_size=2),
    st.builds(_size, st.integers(144, 360), st.sampled_from((16 / 9, 9 / 16))),
)
def test_the_label_is_found_in_every_small_frame(
    renderer: Renderer, shown: list[OnScreen], size: tuple[int, int]
) -> None:
    _found_in_every_frame(renderer, shown, size, background="#ffffff")


def _found_in_every_frame(renderer: Renderer, shown: list[OnScreen], size: tuple[int, int], **look: object) -> None:
    """Each screen for the frame of its cue, one on the way and one at rest."""
    width, height = size
    stage, now_s, check = Stage(), 0.0, None
    for screen in shown:
        for step_s in (1 / 30, 0.15, 1.0):
            now_s += step_s
            asked = stage.overlays.close_up
            scene = stage.compose(
                None, width=width, height=height, on_screen=screen, now_s=now_s, rehearsal=True,
                close_up=_camera(*asked[0]) if asked else None, **look,
            )  # type: ignore[arg-type]  # fmt: skip
            check = check or LabelCheck(scene.label, width, height)
            sight = check.look(renderer.draw(scene).pixels)
            assert sight.ok, (sight, screen)


def _camera(width: int, height: int) -> Image:
    """A second camera that shows glaring stripes."""
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[::4, :, :3] = 0
    return Image(pixels, alpha=Alpha.OPAQUE)


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("size", [(640, 360), (360, 640)])
@pytest.mark.parametrize("key", [None, ChromaKey()])
def test_a_close_up_is_drawn_where_it_stands_and_never_over_the_label(
    renderer: Renderer, family: Family, size: tuple[int, int], key: ChromaKey | None
) -> None:
    """Wherever it is placed: on the label first of all."""
    for spot in (Spot(Anchor.TOP_LEFT, 0.0, 0.0, 0.6), Spot(Anchor.CENTRE, 0.0, 0.0, 0.3)):
        item = OverlayItem("c", OverlayKind.CLOSE_UP, close_up=CloseUp(key=key), wide=spot, tall=spot)
        screen = OnScreen(brand=Brand(family=family), items=(item,))
        stage = Stage()
        stage.compose(None, width=size[0], height=size[1], background="#808080", on_screen=screen)
        asked = stage.overlays.close_up
        assert asked is not None
        assert asked[1] == key
        look = {"width": size[0], "height": size[1], "background": "#808080", "on_screen": screen, "now_s": 2.0}
        scene = stage.compose(None, close_up=_camera(*asked[0]), **look)  # type: ignore[arg-type]

        drawn = renderer.draw(scene).pixels

        (placed,) = stage.overlays.placed
        middle = drawn[placed.body.y + placed.body.height // 2 :][:4, placed.body.x + placed.body.width // 2, 0]
        assert sorted(middle.tolist()) == [0, 255, 255, 255]
        assert LabelCheck(scene.label, *size).look(drawn).ok
        for lost in (None, _camera(8, 8)):  # a camera that is gone, or whose picture is of the last canvas
            empty = renderer.draw(stage.compose(None, close_up=lost, **look)).pixels  # type: ignore[arg-type]
            assert len(np.unique(empty[placed.body.y :][: placed.body.height, placed.body.x + 20, 0])) == 1


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("size", [(640, 360), (360, 640)])
def test_every_kind_at_once_leaves_the_label_to_be_read(
    renderer: Renderer, family: Family, size: tuple[int, int]
) -> None:
    scene = Stage().compose(None, width=size[0], height=size[1], background="#ffffff", on_screen=screen_of(family))

    sight = LabelCheck(scene.label, *size).look(renderer.draw(scene).pixels)

    assert sight.ok, sight
    assert scene.overlays


def _show(**changes: object) -> Show:
    goods = (Product("A", "茶盘", 19900, "件"), Product("B", "团扇", 9900, "件"))
    state = Show(
        preset=Preset("lacquer"), overlays=default_overlays(Family.GARDEN), rundown=goods, product="A", card=True
    )
    return replace(state, **changes)  # type: ignore[arg-type]


def test_next_is_on_the_final_picture_in_the_first_frame_after_the_cue(renderer: Renderer) -> None:
    """Frame 0 is drawn before the cue, frame 1 after it: the new card is in frame 1."""
    performance, keeper = Performance(avatar_of([sphere()], [toon()])), ScreenKeeper()

    def frame(state: Show, number: int) -> np.ndarray:
        look = replace(look_of(state, keeper.at(state, 1000.0)), background="#ffffff")
        return renderer.draw(performance.tick(look, number / 30, 1 / 30)).pixels.astype(int)

    for number in range(30):
        before = frame(_show(), number)
    still, after = frame(_show(), 30), frame(_show(product="B"), 31)

    box = performance.overlays.placed[[one.item.kind for one in performance.overlays.placed].index(
        OverlayKind.PRODUCT_CARD
    )].body  # fmt: skip
    area = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
    assert np.abs(still[area] - before[area]).max() == 0
    assert (np.abs(after[area] - before[area]).max(axis=2) > 12).mean() > 0.02


def test_what_is_on_the_screen_stays_the_same_object_until_something_of_it_changes() -> None:
    keeper = ScreenKeeper()
    first = keeper.at(_show(), 1000.0)

    assert keeper.at(_show(message="慢一点"), 1003.0) is first
    assert keeper.at(_show(product="B"), 1003.0) is not first


def test_a_countdown_changes_the_screen_once_a_second_and_ends_by_itself() -> None:
    keeper, state = ScreenKeeper(), _show(countdown=Countdown("优惠截止", 1002.0))

    seen = [keeper.at(state, 1000.0 + number / 10).countdown for number in range(25)]

    assert seen[0] == ("优惠截止", 2)
    assert seen[-1] is None
    assert len(set(seen)) == 3


def test_an_offline_render_without_a_preset_lays_nothing_over_the_picture() -> None:
    performance = Performance(avatar_of([sphere()], [toon()]))

    assert performance.tick(replace(look_of(Show()), rehearsal=False), 0.0, 1 / 30).overlays == ()
