"""Cameras suit the avatar they frame."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from studio.core.avatar import Avatar
from studio.core.errors import StudioError
from studio.core.scene import Camera
from studio.maths import transforms
from studio.staging.framing import FRAMINGS, framing_camera, stature_of
from studio.staging.label import paint_label
from studio.vrm import load_avatar
from tests.support.shapes import avatar_of, card, flat

HOUSE = Path(__file__).resolve().parents[2] / "avatars" / "qiongjiu" / "qiongjiu-light.vrm"
SIZES = [(1280, 720), (1080, 1920)]


@pytest.fixture(scope="module")
def avatar() -> Avatar:
    return load_avatar(HOUSE)


def _on_picture(camera: Camera, point: tuple[float, float, float], width: int, height: int) -> np.ndarray:
    """(2,) shares of the picture from its top left."""
    clip = transforms.perspective(camera.vertical_fov_rad, width / height, camera.near_m, camera.far_m)
    x, y, _, w = clip @ transforms.look_at(camera.position, camera.target) @ np.array([*point, 1.0])
    return np.array([0.5 + x / w / 2, 0.5 - y / w / 2])


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("framing", FRAMINGS)
def test_the_whole_head_is_in_the_picture_with_air_above(avatar: Avatar, framing: str, width: int, height: int) -> None:
    stature = stature_of(avatar)
    camera = framing_camera(avatar, framing, width, height)

    x, crown = _on_picture(camera, (stature.center_x, stature.crown, stature.center_z), width, height)
    _, eyes = _on_picture(camera, (stature.center_x, stature.eyes, stature.center_z), width, height)

    assert x == pytest.approx(0.5, abs=0.01)
    assert 0.02 < crown < eyes < 0.72


@pytest.mark.parametrize("framing", FRAMINGS)
def test_in_portrait_the_head_is_below_the_label(avatar: Avatar, framing: str) -> None:
    width, height = 1080, 1920
    rect = paint_label("AI生成 · 数字人", width, height).rect
    stature = stature_of(avatar)

    _, crown = _on_picture(
        framing_camera(avatar, framing, width, height),
        (stature.center_x, stature.crown, stature.center_z),
        width,
        height,
    )

    assert crown * height > rect.y + rect.height


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_each_framing_shows_more_than_the_one_before(avatar: Avatar, width: int, height: int) -> None:
    cameras = [framing_camera(avatar, framing, width, height) for framing in FRAMINGS]

    distances = [camera.position[2] for camera in cameras]

    assert all(near < far for near, far in pairwise(distances))


def test_full_shows_the_ground_and_face_does_not_show_the_hips(avatar: Avatar) -> None:
    stature = stature_of(avatar)

    def foot_of_picture(framing: str, y: float) -> float:
        camera = framing_camera(avatar, framing, 1280, 720)
        return float(_on_picture(camera, (stature.center_x, y, stature.center_z), 1280, 720)[1])

    assert foot_of_picture("full", stature.ground) < 1.0
    assert foot_of_picture("face", stature.hips) > 1.0
    assert foot_of_picture("bust", stature.chest) < 1.0


def test_lenses_are_long_enough_to_flatter(avatar: Avatar) -> None:
    for framing in FRAMINGS:
        for width, height in SIZES:
            assert np.degrees(framing_camera(avatar, framing, width, height).vertical_fov_rad) <= 25


def test_an_avatar_twice_as_large_is_framed_the_same(avatar: Avatar) -> None:
    nodes = avatar.nodes
    roots = np.asarray(nodes.parents) < 0
    scales = nodes.scales.copy()
    scales[roots] *= 2
    giant = replace(avatar, nodes=replace(nodes, scales=scales))

    small, large = (framing_camera(a, "bust", 1280, 720) for a in (avatar, giant))

    assert large.position[2] - stature_of(giant).center_z == pytest.approx(
        2 * (small.position[2] - stature_of(avatar).center_z), rel=0.02
    )


def test_a_thing_without_a_head_is_framed_by_its_size() -> None:
    camera = framing_camera(avatar_of([card(0, 2.0)], [flat((1, 1, 1, 1))], skinned=False), "full", 1280, 720)

    assert camera.position[2] > 2.0


def test_an_unknown_framing_is_refused(avatar: Avatar) -> None:
    with pytest.raises(StudioError, match="framing"):
        framing_camera(avatar, "closer", 1280, 720)
