from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import StudioError
from studio.core.scene import Label, Overlay
from studio.staging.label import paint_label
from studio.staging.reminders import OPENING, paint_opening, paint_watermark


@cache
def label(width: int, height: int) -> Label:
    return paint_label("AI生成 · 数字人", width, height)


@settings(max_examples=40)
@given(st.integers(50, 1000).map(lambda n: 2 * n), st.integers(36, 1000).map(lambda n: 2 * n))
def test_whatever_the_canvas_they_lie_on_it_and_beside_the_label(width: int, height: int) -> None:
    try:
        mark = label(width, height)
    except StudioError:
        return
    for overlay in (paint_opening(OPENING, width, height, mark), paint_watermark(width, height, mark)):
        if overlay is not None:
            assert overlay.rect.inside(width, height)
            assert not _meet(overlay, mark)


def _meet(overlay: Overlay, mark: Label) -> bool:
    one, other = overlay.rect, mark.rect
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1080, 1920), (720, 1280), (320, 180)])
def test_on_every_usual_canvas_both_are_there_and_the_long_words_are_large_enough(size: tuple[int, int]) -> None:
    mark = label(*size)
    opening, rehearsal = paint_opening(OPENING, *size, mark), paint_watermark(*size, mark)
    assert opening is not None
    assert rehearsal is not None
    light = opening.image.pixels[..., 1] > 140
    lines = np.flatnonzero(np.diff(light.any(axis=1).astype(int)) == 1).size
    assert int(light.any(axis=1).sum()) >= 0.05 * min(size) * max(lines, 1)
    assert rehearsal.rect.height < mark.rect.height
