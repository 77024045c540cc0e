from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.desk.pictures import whole
from studio.staging.backdrop import read_picture
from studio.staging.overlays.pictures import Film, read_film

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
_BOMB = (_OPEN + "<rect width='90' height='90'/>" * 50_000 + "</svg>").encode()


def _gif(path: Path, side: int, frames: int) -> Path:
    with av.open(str(path), "w", format="gif") as file:
        stream = file.add_stream("gif", rate=20)
        stream.width, stream.height, stream.pix_fmt = side, side, "rgb8"
        for number in range(frames):
            pixels = np.full((side, side, 3), 30 * number % 256, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="rgb8")))
        file.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.gif"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_drawing_that_is_a_bomb_is_refused_by_all_that_draw_whatever_its_name(
    tmp_path: Path, name: str, packed: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(_BOMB) if packed else _BOMB)
    with pytest.raises(StudioError, match="SVG"):
        read_film(str(path), 400)
    with pytest.raises(StudioError, match="SVG"):
        read_picture(path)
    assert whole(str(path)) is None


def test_a_document_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>")
    with pytest.raises(StudioError, match="not a picture"):
        read_film(str(path), 400)


def test_a_plain_drawing_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'{_OPEN}<rect width="90" height="90" fill="#ff0000"/></svg>')
    assert tuple(read_film(str(path), 40).first.pixels[20, 20]) == (255, 0, 0, 255)


def test_a_film_far_behind_reads_one_frame_a_call() -> None:
    read: list[int] = []

    def frame(level: int) -> Image:
        return Image(np.full((2, 2, 4), level, np.uint8), alpha=Alpha.PREMULTIPLIED)

    def rest() -> Iterator[tuple[Image, float]]:
        for number in range(1, 100):
            read.append(number)
            yield frame(number), 0.02

    film = Film(frame(0), 0.02, rest())
    before = len(read)
    film.at(3600.0)
    assert len(read) == before + 1
    for _ in range(120):
        film.at(0.05 * 1000)
    assert len(read) == 99
    assert film.at(0.03).pixels[0, 0, 0] == 1, "all frames are known: it repeats from its beginning"


def test_a_moving_picture_of_huge_frames_is_refused_and_of_large_ones_cut(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="moving picture"):
        read_film(str(_gif(tmp_path / "huge.gif", 4200, 2)), 64)
    film = read_film(str(_gif(tmp_path / "large.gif", 2000, 24)), 64)
    assert _count(film) == 16
    assert _count(read_film(str(_gif(tmp_path / "small.gif", 100, 24)), 64)) == 24


def _count(film: Film) -> int:
    """How many frames it shows, each asked for long after the one before."""
    return len({id(film.at(0.01 * step)) for step in range(4000)})
