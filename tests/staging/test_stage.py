"""The stage composes scenes and paints each thing once."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.core.scene import Ambient, Camera, Light
from studio.staging.backdrop import load_picture, make_backdrop
from studio.staging.job_scene import job_scene, straight_pixels
from studio.staging.slate import paint_slate
from studio.staging.stage import Stage
from tests.support.figures import rest_figure
from tests.support.golden import check_golden
from tests.support.shapes import avatar_of, sphere, toon

FIGURE = rest_figure(avatar_of([sphere()], [toon()]))


def test_equal_frames_share_label_and_backdrop() -> None:
    stage = Stage()

    first, second = (stage.compose(FIGURE, width=640, height=360) for _ in range(2))

    assert first.label is second.label
    assert first.backdrop is second.backdrop
    assert first.camera is second.camera


def test_a_change_of_size_paints_anew() -> None:
    stage = Stage()

    wide, tall = stage.compose(FIGURE, width=640, height=360), stage.compose(FIGURE, width=360, height=640)

    assert wide.label.rect != tall.label.rect
    assert tall.backdrop.picture is not None
    assert (tall.backdrop.picture.width, tall.backdrop.picture.height) == (360, 640)


def test_the_slate_takes_the_place_of_the_figure_and_keeps_the_label() -> None:
    scene = Stage().compose(FIGURE, width=640, height=360, slate=True, label="数字人")

    assert scene.figures == ()
    assert scene.label.text == "数字人"
    assert scene.backdrop.picture is not None


def test_notices_are_stacked_inside_the_picture_clear_of_the_label() -> None:
    scene = Stage().compose(FIGURE, width=640, height=360, notices=("跟踪已断开 · Tracker lost", "预览 · Rehearsal"))

    lower, upper = (overlay.rect for overlay in scene.overlays)
    assert upper.y + upper.height <= lower.y
    assert scene.label.rect.y + scene.label.rect.height < upper.y
    assert lower.inside(640, 360)


def test_a_notice_longer_than_the_picture_is_made_to_fit() -> None:
    scene = Stage().compose(None, width=320, height=240, notices=("跟踪已断开 " * 20,))

    assert scene.overlays[0].rect.inside(320, 240)


@pytest.mark.parametrize(
    ("words", "color"), [("#ff8000", (1.0, 128 / 255, 0.0, 1.0)), ("#00000080", (0, 0, 0, 128 / 255))]
)
def test_a_colour_backdrop(words: str, color: tuple[float, ...]) -> None:
    assert make_backdrop(words, 64, 64).color == pytest.approx(color)


def test_transparent_is_nothing() -> None:
    backdrop = make_backdrop("transparent", 64, 64)

    assert backdrop.color[3] == 0
    assert backdrop.picture is None


def test_a_picture_covers_the_canvas_with_its_middle(tmp_path: Path) -> None:
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    for x in range(100, 200):
        for y in range(100):
            picture.setPixel(x, y, 0x00FF00)
    path = tmp_path / "背景.png"
    picture.save(str(path))

    image = load_picture(path, 100, 100)

    assert (image.pixels[50, 5:95, 1] == 255).all()
    assert (image.pixels[..., 3] == 255).all()


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_file_that_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(content)

    with pytest.raises(StudioError) as caught:
        make_backdrop(str(path), 64, 64)

    assert caught.value.where == "broken.png"


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """A PNG header that claims 40,000 × 40,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40000, 40000, 8, 2, 0, 0, 0))
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100))))

    with pytest.raises(StudioError, match="40000"):
        make_backdrop(str(path), 64, 64)


def test_a_missing_picture_is_refused() -> None:
    with pytest.raises(StudioError, match="no picture"):
        make_backdrop("nowhere/at/all.png", 64, 64)


@pytest.mark.parametrize(("width", "height"), [(256, 144), (144, 256)])
def test_the_slate_and_the_default_backdrop_look_as_they_were_drawn(width: int, height: int) -> None:
    check_golden(paint_slate(width, height).pixels, f"slate_{width}x{height}", tolerance=10, moved_share=0.02)
    backdrop = make_backdrop("default", width, height).picture
    assert backdrop is not None
    check_golden(backdrop.pixels, f"backdrop_{width}x{height}", tolerance=6, moved_share=0.02)


def test_the_slate_is_opaque_everywhere() -> None:
    assert (paint_slate(320, 180).pixels[..., 3] == 255).all()


def test_a_jobs_scene_shows_the_figure_before_its_background() -> None:
    scene = job_scene(
        FIGURE, width=64, height=48, camera=Camera(), light=Light(), ambient=Ambient(), background=(0.3, 0.3, 0.35)
    )

    assert scene.figures == (FIGURE,)
    assert scene.backdrop.color == (0.3, 0.3, 0.35, 1.0)
    assert scene.overlays == ()


def test_straight_alpha_undoes_premultiplication() -> None:
    premultiplied = np.array([[[64, 32, 0, 128], [10, 20, 30, 255], [0, 0, 0, 0]]], np.uint8)

    straight = straight_pixels(Image(premultiplied, alpha=Alpha.PREMULTIPLIED))

    assert straight.tolist() == [[[128, 64, 0, 128], [10, 20, 30, 255], [0, 0, 0, 0]]]
