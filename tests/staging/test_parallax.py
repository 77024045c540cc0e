"""Coming nearer, one sees a set's layers by their depth."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from studio.core.life import Piece, Swarm
from studio.core.scene import Ambient, Camera, Light, Scene
from studio.library import sets
from studio.rendering.gl_renderer import view_of
from studio.staging.parallax import approach
from studio.staging.sets import Layer, Particles, Place, Spot, stand
from studio.staging.stage import Stage
from tests.support.figures import rest_figure
from tests.support.small_vrm import SmallVrm

FIGURE = rest_figure(SmallVrm().avatar())


def camera(distance_m: float, height_m: float = 1.2, x: float = 0.0, fov_deg: float = 18.0) -> Camera:
    return Camera((x, height_m, distance_m), (x, height_m, 0.0), math.radians(fov_deg))


def place_of(*layers: Layer, particles: tuple[Particles, ...] = ()) -> Place:
    return Place("yard/noon", layers, Light((0.0, 1.0, 1.0)), Ambient(), particles)


def picture(path: Path, color: tuple[int, int, int, int], top: int = 0, foot: int = 90) -> Path:
    image = PillowImage.new("RGBA", (160, 90), (0, 0, 0, 0))
    image.paste(color, (0, top, 160, foot))
    image.save(path)
    return path


def pixel(scene: Scene, point: tuple[float, float, float]) -> tuple[float, float]:
    x, y, _, w = view_of(scene).clip_from_world @ np.array([*point, 1.0])
    return (x / w + 1.0) / 2.0 * scene.width, (1.0 - y / w) / 2.0 * scene.height


@pytest.mark.parametrize("depth_m", [-0.4, 1.2, 6.0, 400.0])
def test_a_layer_goes_where_the_points_of_its_plane_go(depth_m: float) -> None:
    painted_for, nearer = camera(2.4, 1.2, 0.0, 18.0), camera(1.3, 1.45, 0.1, 17.0)
    view = approach(painted_for, nearer)
    assert view is not None
    shift = view.of(depth_m)
    assert shift is not None
    label = Stage().compose(None, width=640, height=360).label
    before, after = (Scene(640, 360, label=label, camera=one) for one in (painted_for, nearer))
    for x, y in ((0.0, 1.2), (0.3, 1.0), (-0.4, 1.5)):
        was, now = (pixel(scene, (x, y, -depth_m)) for scene in (before, after))
        assert 320 + shift.scale * (was[0] - 320) + 360 * shift.right == pytest.approx(now[0], abs=0.02)
        assert 180 + shift.scale * (was[1] - 180) + 360 * shift.down == pytest.approx(now[1], abs=0.02)


def test_the_near_grow_more_than_the_far_and_what_is_passed_by_is_gone() -> None:
    view = approach(camera(2.4), camera(1.0))
    assert view is not None
    shifts = [view.of(depth_m) for depth_m in (-0.4, 1.2, 6.0, 400.0)]
    scales = [shift.scale for shift in shifts if shift is not None]
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > 3
    assert scales[-1] < 1.01
    assert view.of(-0.6) is None  # too near the lens
    assert view.of(-1.5) is None  # behind it


def test_farther_away_a_set_stays_as_painted() -> None:
    assert approach(camera(2.4), camera(5.0, 0.8)) is None
    assert approach(camera(2.4), camera(2.4)) is None


@pytest.mark.parametrize(("width", "height"), [(320, 180), (180, 320)])
@pytest.mark.parametrize("up_m", [-0.6, 0.0, 0.6])
@pytest.mark.parametrize("aside_m", [-0.3, 0.4])
def test_no_edge_of_a_layer_comes_into_the_picture(
    tmp_path: Path, width: int, height: int, up_m: float, aside_m: float
) -> None:
    view = approach(camera(2.4), camera(1.6, 1.2 + up_m, aside_m))
    wall, rail = picture(tmp_path / "wall.png", (255, 0, 0, 255)), picture(tmp_path / "rail.png", (0, 0, 255, 255), 60)
    standing = stand(place_of(Layer(wall, wall, 400.0), Layer(rail, rail, 1.2)), width, height, view)
    pixels = standing.picture.pixels
    assert pixels[..., :3].sum(axis=2).min() > 240  # nowhere the black ground
    blue = pixels[..., 2] > 128
    assert (blue == blue[:, :1]).all()  # the rail goes from side to side
    assert (np.diff(blue[:, 0].astype(int)) >= 0).all()  # and down to the foot, where it is seen at all


@pytest.mark.parametrize(("width", "height"), [(320, 180), (180, 320)])
@pytest.mark.parametrize("name", [entry.name for entry in sets.sets()])
def test_a_house_set_fills_a_close_up(name: str, width: int, height: int) -> None:
    scene = Stage(sets.find_place).compose(
        FIGURE, width=width, height=height, framing="face", background=f"set:{name}/still"
    )
    assert scene.backdrop.picture is not None
    pixels = scene.backdrop.picture.pixels
    assert pixels[..., 3].min() == 255
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])[:, :3]
    assert np.median(edges.max(axis=1)) > 20
    for one in scene.front:
        if isinstance(one, Piece):  # a table goes from side to side and to the foot, or is not seen
            assert one.x <= 0
            assert one.x + one.image.width >= width
            assert one.y + one.image.height >= height


def test_small_things_come_nearer_with_their_place(tmp_path: Path) -> None:
    petal = picture(tmp_path / "petal.png", (255, 255, 255, 255))
    particles = Particles(petal, 2.0, 5, (0.5, 0.5, 0.75, 1.0), (0.5, 0.5, 0.75, 1.0), (0.01, 0.02), (0.0, 0.1))
    wall = picture(tmp_path / "wall.png", (255, 0, 0, 255))
    place = place_of(Layer(wall, wall, 10.0), particles=(particles,))
    view = approach(camera(2.4), camera(1.2))
    assert view is not None
    shift = view.of(2.0)
    assert shift is not None
    (painted,), (near,) = stand(place, 320, 180).behind, stand(place, 320, 180, view).behind
    assert isinstance(painted, Swarm)
    assert isinstance(near, Swarm)
    assert near.area[:2] == pytest.approx((160.0, 90.0))
    assert near.area[2] - near.area[0] == pytest.approx(shift.scale * 80)
    assert near.size_px[1] == pytest.approx(shift.scale * painted.size_px[1])


def test_a_placed_layer_keeps_its_place_in_the_world(tmp_path: Path) -> None:
    lamp = picture(tmp_path / "lamp.png", (255, 255, 0, 255))
    wall = picture(tmp_path / "wall.png", (255, 0, 0, 255))
    spot = Spot(x=0.25, scale=0.1)
    view = approach(camera(2.4), camera(1.2))
    pixels = stand(place_of(Layer(wall, wall, 10.0), Layer(lamp, lamp, 2.4, spot)), 320, 180, view).picture.pixels
    columns = np.flatnonzero(pixels[90, :, 1] > 128)
    scale = 4.8 / 3.6
    assert columns.mean() == pytest.approx(160 + scale * 80, abs=1.5)
    assert len(columns) == pytest.approx(scale * 32, abs=2)


def test_framings_from_the_same_distance_share_what_is_painted(tmp_path: Path) -> None:
    wall = picture(tmp_path / "wall.png", (255, 0, 0, 255))
    stage = Stage(lambda name: place_of(Layer(wall, wall, 6.0)))

    def seen(framing: str) -> object:
        return stage.compose(FIGURE, width=320, height=180, framing=framing, background="set:yard").backdrop

    bust, face = seen("bust"), seen("face")
    assert bust is seen("half")
    assert bust is seen("full")
    assert face is not bust
    assert face is seen("face")  # a show cuts to and fro: both stay painted
    assert bust is seen("bust")
