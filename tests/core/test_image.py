from __future__ import annotations

import numpy as np
import pytest

from studio.core.image import Alpha, Image


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 1), (4, 4, 2), (4, 4, 5), (2, 4, 4, 3)])
def test_a_picture_has_three_or_four_channels(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="pixels are"):
        Image(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("view", [np.s_[:, ::2], np.s_[:, :, ::-1], np.s_[::-1], np.s_[1:3, 1:3]])
def test_a_strided_view_is_refused_since_mediapipe_would_scramble_it(view: tuple[slice, ...]) -> None:
    with pytest.raises(ValueError, match="C-contiguous"):
        Image(np.zeros((8, 8, 3), np.uint8)[view])


def test_the_pixels_of_a_picture_cannot_be_written_any_more() -> None:
    pixels = np.zeros((2, 3, 4), np.uint8)
    image = Image(pixels, alpha=Alpha.PREMULTIPLIED)
    with pytest.raises(ValueError, match="read-only"):
        pixels[0, 0, 0] = 1
    assert (image.width, image.height) == (3, 2)
