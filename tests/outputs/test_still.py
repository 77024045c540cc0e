from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import OutputError
from studio.core.image import Alpha, Image
from studio.outputs.still import save_still


def decoded(path: Path) -> np.ndarray:
    """By FFmpeg's PNG decoder, which shares nothing with ours."""
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    assert frame.format.name in ("rgba", "rgb24")
    return frame.to_ndarray()


def test_a_straight_picture_comes_back_bit_for_bit(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (37, 53, 4)).astype(np.uint8)
    save_still(tmp_path / "a.png", Image(pixels, alpha=Alpha.STRAIGHT))
    assert np.array_equal(decoded(tmp_path / "a.png"), pixels)


def test_a_picture_without_alpha_comes_back_bit_for_bit(tmp_path: Path) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (2, 3, 3)).astype(np.uint8)
    save_still(tmp_path / "a.png", Image(pixels))
    assert np.array_equal(decoded(tmp_path / "a.png"), pixels)


def test_premultiplied_pictures_keep_every_alpha_and_multiply_back_to_themselves(tmp_path: Path) -> None:
    alpha, color = np.mgrid[0:256, 0:256].astype(np.uint8)
    color = np.minimum(color, alpha)  # every premultiplied value there can be
    pixels = np.stack((color, color, color, alpha), axis=2)
    save_still(tmp_path / "a.png", Image(pixels, alpha=Alpha.PREMULTIPLIED))
    got = decoded(tmp_path / "a.png").astype(np.float64)
    assert np.array_equal(got[..., 3], alpha)
    assert np.array_equal(np.rint(got[..., 0] * got[..., 3] / 255), color)


def test_texts_are_kept_in_the_file(tmp_path: Path) -> None:
    save_still(tmp_path / "a.png", Image(np.zeros((2, 2, 3), np.uint8)), texts={"AIGC": "数字人"})
    with av.open(str(tmp_path / "a.png")) as container:
        assert next(container.decode(video=0)).width == 2
    assert b"iTXtAIGC\0\0\0\0\0" + "数字人".encode() in (tmp_path / "a.png").read_bytes()


def test_a_file_that_is_no_png_by_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="PNG"):
        save_still(tmp_path / "a.jpg", Image(np.zeros((2, 2, 3), np.uint8)))


def test_nothing_is_left_where_a_still_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.png").mkdir()
    with pytest.raises(OutputError) as caught:
        save_still(tmp_path / "a.png", Image(np.zeros((2, 2, 3), np.uint8)))
    assert caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize("name", ["file/still.png", "n" * 300 + ".png"])
def test_a_still_that_can_be_no_file_is_told_as_such(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="no file of that name"):
        save_still(tmp_path / name, Image(np.zeros((2, 2, 4), np.uint8)))
