"""One renderer per set of settings for all tests: opening one takes a quarter of a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from studio.core.image import Alpha, Image
from studio.core.scene import Label, Rect
from studio.rendering.renderer import Renderer, RenderSettings, open_renderer

Open = Callable[..., Renderer]


@pytest.fixture(scope="session")
def renderer_with() -> Iterator[Open]:
    opened: dict[RenderSettings, Renderer] = {}

    def get(**settings: object) -> Renderer:
        key = RenderSettings(**settings)  # type: ignore[arg-type]
        if key not in opened:
            opened[key] = open_renderer(key)
        return opened[key]

    yield get
    for renderer in opened.values():
        renderer.close()


@pytest.fixture(scope="session")
def small_label() -> Label:
    """A magenta chip at the top left."""
    pixels = np.zeros((12, 40, 4), np.uint8)
    pixels[:] = (255, 0, 255, 255)
    return Label("AI生成 · 数字人", Image(pixels, alpha=Alpha.PREMULTIPLIED), Rect(8, 8, 40, 12))
