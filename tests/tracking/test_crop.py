"""Windows into the picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.arrays import frozen
from studio.core.image import Image
from studio.tracking.crop import Crop, crop_around, crop_around_head
from tests.tracking.people import a_body


@given(st.integers(0, 200), st.integers(0, 100), st.floats(0, 1), st.floats(0, 1))
def test_a_point_in_a_crop_is_at_the_same_pixel_in_the_picture(x: int, y: int, u: float, v: float) -> None:
    crop = Crop(x, y, 80)
    points = crop.points_in_picture(frozen(np.array([[u, v, 0.25]])), (320, 200))
    assert points[0] * (320, 200, 320) == pytest.approx((x + u * 80, y + v * 80, 0.25 * 80), abs=1e-3)


def test_a_crop_is_cut_out_contiguous_with_the_time_of_its_picture() -> None:
    pixels = np.arange(40 * 60 * 3, dtype=np.uint8).reshape(40, 60, 3)
    cut = Crop(10, 5, 20).cut(Image(pixels, 7.5))
    assert np.array_equal(cut.pixels, pixels[5:25, 10:30])
    assert cut.pixels.flags.c_contiguous
    assert cut.time_s == 7.5


@given(st.floats(-100, 800), st.floats(-100, 500), st.floats(0, 1000))
def test_a_crop_lies_inside_the_picture_or_is_none(x: float, y: float, side: float) -> None:
    crop = crop_around(x, y, side, (640, 360))
    if crop is None:
        assert side > 0.59 * 360
    else:
        assert 0 <= crop.x <= 640 - crop.side
        assert 0 <= crop.y <= 360 - crop.side
        assert crop.side >= 64


def test_a_small_head_gets_a_crop_three_heads_wide_around_it() -> None:
    crop = crop_around_head(a_body(x=0.25, y=0.5, head=0.05), (1280, 720))
    assert crop is not None
    # The ears are 64 px apart, the shoulders 160 px across and 60 px down.
    assert 150 < crop.side < 260
    assert crop.is_well_inside(0.25 * 1280, 0.5 * 720)
    assert not crop.is_well_inside(0.25 * 1280 + 0.3 * crop.side, 0.5 * 720)


def test_no_crop_is_made_where_it_cannot_help() -> None:
    size = (1280, 720)
    assert crop_around_head(a_body(head=0.3), size) is None, "large enough as it is"
    assert crop_around_head(a_body(head=0.05, visibility=0.2), size) is None, "not sure"
    assert crop_around_head(a_body(x=1.2, head=0.05), size) is None, "outside"
