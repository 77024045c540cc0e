from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.core.image import Alpha, Image
from studio.outputs.preview import PreviewRing, half
from studio.rings.pictures import PictureReader


@pytest.mark.parametrize("shape", [(6, 8, 4), (7, 9, 4), (6, 8, 3), (7, 5, 3)])
def test_half_is_the_rounded_mean_of_four_pixels(shape: tuple[int, int, int]) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, shape).astype(np.uint8)
    height, width = shape[0] // 2, shape[1] // 2
    blocks = pixels[: height * 2, : width * 2].reshape(height, 2, width, 2, shape[2])
    assert np.array_equal(half(pixels), np.floor(blocks.mean(axis=(1, 3)) + 0.5).astype(np.uint8))


def test_white_stays_white_when_halved() -> None:
    assert (half(np.full((4, 4, 4), 255, np.uint8)) == 255).all()


def test_the_ring_holds_the_newest_picture_small_enough_for_the_panel(tmp_path: Path) -> None:
    ring, reader = PreviewRing(tmp_path / "program", max_side=100), PictureReader(tmp_path / "program")
    ring.open(320, 180, 30)
    for value in (10, 200):
        ring.put(Image(np.full((180, 320, 4), value, np.uint8), alpha=Alpha.PREMULTIPLIED), value / 10)
    found = reader.latest()
    assert found is not None
    image = found[1]
    assert (image.width, image.height, image.alpha, image.time_s) == (80, 45, Alpha.PREMULTIPLIED, 20.0)
    assert (image.pixels == 200).all()
    assert ring.close().frames == 2
    assert reader.latest() is None


def test_without_a_limit_the_picture_is_as_it_is(tmp_path: Path) -> None:
    ring, reader = PreviewRing(tmp_path / "program"), PictureReader(tmp_path / "program")
    pixels = np.random.default_rng(4).integers(0, 256, (32, 48, 4)).astype(np.uint8)
    ring.put(Image(pixels, alpha=Alpha.STRAIGHT), 1.0)
    found = reader.latest()
    assert found is not None
    assert np.array_equal(found[1].pixels, pixels)
    ring.close()
