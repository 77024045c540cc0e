"""Stickers as videos: alpha arrives whole, and whatever a hostile file does ends in words."""

from __future__ import annotations

import contextlib
import shutil
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import LibraryError, StudioError
from studio.core.image import Alpha
from studio.library.preset_pack import pack_preset, unpack_preset
from studio.library.presets import read_preset
from studio.staging.overlays.alpha_video import MOST_FRAMES, check_video, video_frames
from studio.staging.overlays.pictures import read_film
from tests.support.presets import PRESET, make_preset

SIDE = 64


def write_webm(
    path: Path, count: int = 10, codec: str = "libvpx-vp9", size: tuple[int, int] = (SIDE, SIDE), rate: int = 25
) -> Path:
    """A disc that turns from red to yellow, on nothing."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    disc = (x - size[0] / 2) ** 2 + (y - size[1] / 2) ** 2 < (0.4 * min(size)) ** 2
    with av.open(str(path), "w", format="webm") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt, stream.time_base = "yuva420p", Fraction(1, rate)
        stream.options = {"auto-alt-ref": "0", "lag-in-frames": "0", "crf": "10", "b": "1M", "deadline": "realtime"}
        for number in range(count):
            pixels = np.zeros((size[1], size[0], 4), np.uint8)
            pixels[..., 0], pixels[..., 1] = 220, min(20 * number, 200)
            pixels[..., 3] = 255 * disc
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="yuva420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("codec", ["libvpx-vp9", "libvpx"])
def test_a_video_with_alpha_plays_as_a_sticker(tmp_path: Path, codec: str) -> None:
    film = read_film(str(write_webm(tmp_path / "a.webm", codec=codec)), SIDE)

    first = film.first
    assert film.moving
    assert first.alpha is Alpha.PREMULTIPLIED
    assert first.pixels[0, 0].tolist() == [0, 0, 0, 0]
    assert first.pixels[SIDE // 2, SIDE // 2, 3] == 255
    assert np.abs(first.pixels[SIDE // 2, SIDE // 2, :2].astype(int) - (220, 0)).max() < 30
    greens = [int(film.at((number + 0.5) / 25).pixels[SIDE // 2, SIDE // 2, 1]) for number in range(24)]
    assert max(greens[:12]) > 150, "time goes on"
    assert greens[20] < 60, "and round"


def test_a_video_is_drawn_at_the_asked_size(tmp_path: Path) -> None:
    film = read_film(str(write_webm(tmp_path / "a.webm", size=(96, 48))), 40)
    assert (film.first.width, film.first.height) == (40, 20)


HOSTILE = [
    ("no video at all", lambda path: path.write_bytes(b"\x1a\x45\xdf\xa3" + b"\0" * 400), "cannot be read"),
    ("too large", lambda path: write_webm(path, 1, size=(2560, 16)), "2560"),
    ("too long", lambda path: write_webm(path, 13, rate=1), "13 seconds"),
    ("too many", lambda path: write_webm(path, MOST_FRAMES + 40, size=(16, 16), rate=50), "8 seconds"),
]


@pytest.mark.parametrize(("make", "what"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_video_is_refused_in_words_by_painter_and_preset(tmp_path: Path, make, what: str) -> None:  # type: ignore[no-untyped-def]
    text = PRESET.replace('"lower_third"', '"sticker"\npicture = "a.webm"')
    folder = make_preset(tmp_path, text)
    make(folder / "a.webm")

    with pytest.raises(StudioError, match=what) as refused:
        read_film(str(folder / "a.webm"), SIDE)
    assert "WebM" in refused.value.remedy
    with pytest.raises(LibraryError, match=what) as told:
        read_preset(folder)
    assert "a.webm" in told.value.where


def test_a_file_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = write_webm(tmp_path / "a.webm", 20).read_bytes()
    (tmp_path / "cut.webm").write_bytes(whole[: len(whole) // 2])

    frames = list(video_frames(tmp_path / "cut.webm"))

    assert 0 < len(frames) < 20


def test_any_byte_may_be_wrong(tmp_path: Path) -> None:
    whole = write_webm(tmp_path / "a.webm", 4).read_bytes()
    random = np.random.default_rng(7)
    for number in range(60):
        broken = bytearray(whole)
        for place in random.integers(4, len(broken), 6):
            broken[place] = int(random.integers(0, 256))
        file = tmp_path / f"{number}.webm"
        file.write_bytes(broken)
        with contextlib.suppress(StudioError):  # anything else would end the show
            frames = list(video_frames(file))
            assert all(pixels.shape == (*check_video(file)[::-1], 4) for pixels, _ in frames)


def test_a_preset_carries_its_video_in_a_pack(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, PRESET.replace('"lower_third"', '"sticker"\npicture = "a.webm"'))
    shutil.copy(write_webm(tmp_path / "made.webm", 3), folder / "a.webm")

    pack_preset(folder, tmp_path / "shop.zip")
    found = unpack_preset(tmp_path / "shop.zip", tmp_path / "other")

    assert found.preset.overlays[2].picture == str(tmp_path / "other" / "shop" / "a.webm")


def test_only_a_sticker_may_be_a_video(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, PRESET.replace("logo.png", "logo.webm"))
    write_webm(folder / "logo.webm", 2)
    with pytest.raises(LibraryError, match="no kind that fits"):
        read_preset(folder)
