from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from studio.core.errors import StudioError
from studio.core.scene import Ambient, Light
from studio.staging.panorama import Panorama, look_into
from studio.staging.sets import Place, stand


@pytest.fixture
def around(tmp_path: Path) -> Path:
    """Red tells the degrees across (0–180 for 360), green the degrees down; both change evenly."""
    pixels = np.zeros((180, 360, 3), np.uint8)
    pixels[..., 0] = np.arange(360)[None, :] // 2
    pixels[..., 1] = np.arange(180)[:, None]
    path = tmp_path / "around.png"
    PillowImage.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize(("yaw_deg", "pitch_deg"), [(0.0, 0.0), (90.0, 0.0), (-120.0, 30.0), (40.0, -50.0)])
def test_the_middle_of_the_canvas_is_where_she_looks(around: Path, yaw_deg: float, pitch_deg: float) -> None:
    pixels = look_into(Panorama(around, yaw_deg, pitch_deg), 161, 91)
    assert pixels[45, 80, 0] == pytest.approx((180 + yaw_deg) / 2, abs=1.5)
    assert pixels[45, 80, 1] == pytest.approx(90 - pitch_deg, abs=1.5)
    assert (pixels[..., 3] == 255).all()


def test_the_short_side_shows_the_field_of_view(around: Path) -> None:
    wide, tall = (look_into(Panorama(around, fov_deg=60.0), *size) for size in ((301, 101), (101, 301)))
    assert int(wide[100, 150, 1]) - int(wide[0, 150, 1]) == pytest.approx(60, abs=2)
    assert 2 * (int(tall[150, 100, 0]) - int(tall[150, 0, 0])) == pytest.approx(60, abs=3)


def test_behind_her_back_the_picture_closes_without_a_seam(around: Path) -> None:
    pixels = look_into(Panorama(around, yaw_deg=180.0, fov_deg=40.0), 101, 61)
    assert pixels[30, 40, 0] > 160
    assert pixels[30, 60, 0] < 20


def test_it_stands_behind_the_layers(around: Path) -> None:
    place = Place("yard/noon", (), Light(), Ambient(), panorama=Panorama(around, yaw_deg=90.0))
    assert stand(place, 161, 91).picture.pixels[45, 80, 0] == pytest.approx(135, abs=2)


def test_a_picture_of_another_shape_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    PillowImage.new("RGB", (160, 90)).save(path)
    with pytest.raises(StudioError, match="twice as wide"):
        look_into(Panorama(path), 64, 36)
