from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from studio.core.image import Alpha, Image
from studio.core.scene import Camera, Label, Overlay, Rect, Scene


def chip(width: int = 40, height: int = 20, alpha: int = 255) -> Image:
    return Image(np.full((height, width, 4), alpha, np.uint8), alpha=Alpha.PREMULTIPLIED)


def test_no_scene_can_be_built_without_a_label() -> None:
    """The mark must be on every frame, so no default stands in for it."""
    field = next(field for field in dataclasses.fields(Scene) if field.name == "label")
    assert field.default is dataclasses.MISSING
    assert field.default_factory is dataclasses.MISSING
    with pytest.raises(TypeError):
        Scene(1280, 720, camera=Camera())  # type: ignore[call-arg]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_label_has_words(text: str) -> None:
    with pytest.raises(ValueError, match="words"):
        Label(text, chip(), Rect(10, 10, 40, 20))


@pytest.mark.parametrize("alpha", [0, 100, 254])
def test_a_label_cannot_be_seen_through_as_a_whole(alpha: int) -> None:
    with pytest.raises(ValueError, match="transparent"):
        Label("AI", chip(alpha=alpha), Rect(10, 10, 40, 20))


@pytest.mark.parametrize("rect", [Rect(10, 10, 20, 10), Rect(10, 10, 41, 20)])
def test_a_label_is_not_shrunk(rect: Rect) -> None:
    with pytest.raises(ValueError, match="own size"):
        Label("AI", chip(), rect)


@pytest.mark.parametrize("rect", [Rect(-1, 10, 40, 20), Rect(10, -30, 40, 20)])
def test_a_label_is_not_pushed_off_the_canvas(rect: Rect) -> None:
    with pytest.raises(ValueError, match="on the canvas"):
        Label("AI", chip(), rect)


@pytest.mark.parametrize(("x", "y"), [(1241, 10), (10, 701), (5000, 5000)])
def test_a_scene_refuses_a_label_outside_its_canvas(x: int, y: int) -> None:
    label = Label("AI", chip(), Rect(x, y, 40, 20))
    with pytest.raises(ValueError, match="does not fit"):
        Scene(1280, 720, label, Camera())


def test_a_label_in_the_corner_is_inside() -> None:
    scene = Scene(1280, 720, Label("AI", chip(), Rect(1240, 700, 40, 20)), Camera())
    assert scene.label.rect.inside(1280, 720)


def test_overlays_are_premultiplied_and_of_their_own_size() -> None:
    with pytest.raises(ValueError, match="premultiplied"):
        Overlay(Image(np.zeros((20, 40, 4), np.uint8), alpha=Alpha.STRAIGHT), Rect(0, 0, 40, 20))
    with pytest.raises(ValueError, match="own size"):
        Overlay(chip(), Rect(0, 0, 20, 20))
