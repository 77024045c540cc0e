from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from studio.core.errors import StudioError
from studio.core.life import Piece, Shadow, Swarm, Sway
from studio.core.scene import Ambient, Light
from studio.library import sets
from studio.staging import lights
from studio.staging.contact import with_shadows
from studio.staging.framing import framing_camera
from studio.staging.sets import Layer, Move, Particles, Place, Spot, flatten, stand
from studio.staging.stage import Stage
from tests.support.figures import rest_figure
from tests.support.shapes import avatar_of, flat, sphere

REPOSITORY = Path(__file__).parents[2]
SHIPPED = [f"{entry.name}/{variant}" for entry in sets.sets() for variant in entry.variants]
RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def picture(path: Path, width: int, height: int, color: tuple[int, int, int, int]) -> Path:
    PillowImage.new("RGBA", (width, height), color).save(path)
    return path


def place_of(*layers: Layer) -> Place:
    return Place("yard/noon", layers, Light((0.0, 1.0, 1.0), (1.0, 0.5, 0.5)), Ambient((0.5, 0.5, 1.0), 0.2))


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(("width", "height"), [(640, 360), (360, 640)])
def test_every_variant_of_the_house_sets_fills_both_formats(name: str, width: int, height: int) -> None:
    pixels = flatten(sets.find_place(name), width, height).pixels
    assert pixels.shape == (height, width, 4)
    assert pixels[..., 3].min() == 255
    # A layer that failed to cover would leave the black ground: no edge of a painted place is black.
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])[:, :3]
    assert np.median(edges.max(axis=1)) > 20


@pytest.mark.parametrize("name", SHIPPED)
def test_no_large_area_of_a_set_is_as_light_as_a_face(name: str) -> None:
    for width, height in ((320, 180), (180, 320)):
        pixels = flatten(sets.find_place(name), width, height).pixels[..., :3].astype(float)
        luma = pixels @ np.array([0.2126, 0.7152, 0.0722])
        assert (luma > 238).mean() < 0.10  # the skin #ffe8dc is 235


def test_a_set_that_covers_leaves_out_what_does_not_fit_the_format(tmp_path: Path) -> None:
    wide = tmp_path / "wide.png"
    image = PillowImage.new("RGBA", (160, 90), RED)
    image.paste(BLUE, (60, 0, 100, 90))
    image.save(wide)
    pixels = flatten(place_of(Layer(wide, wide, 10.0)), 45, 80).pixels
    assert (pixels[..., 2] == 255).mean() > 0.7
    assert pixels[40, 22].tolist() == list(BLUE)


def test_layers_stand_where_they_are_placed_in_front_of_those_behind(tmp_path: Path) -> None:
    back, front = picture(tmp_path / "back.png", 80, 40, RED), picture(tmp_path / "front.png", 80, 40, BLUE)
    half_right = Layer(front, front, 2.0, Spot(x=0.5), Spot(y=0.5, scale=0.5))
    pixels = flatten(place_of(Layer(back, back, 10.0), half_right), 80, 40).pixels
    assert (pixels[:, :39, 0] == 255).all()
    assert (pixels[:, 41:, 2] == 255).all()
    pixels = flatten(place_of(Layer(back, back, 10.0), half_right), 40, 80).pixels
    assert (pixels[:58, :, 0] == 255).all()
    assert (pixels[62:, 2:-2, 2] == 255).all()


def test_a_damaged_layer_ends_in_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.webp"
    bad.write_bytes(b"RIFF\x00\x00\x00\x00WEBPVP8 ")
    with pytest.raises(StudioError, match="picture"):
        flatten(place_of(Layer(bad, bad, 1.0)), 64, 36)


def test_the_stage_lights_the_figure_as_the_place_is_lit(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 45, RED)
    asked: list[str] = []

    def find(name: str) -> Place:
        asked.append(name)
        return place_of(Layer(back, back, 10.0))

    stage = Stage(find)
    for _ in range(3):
        scene = stage.compose(None, width=640, height=360, background="set:yard/noon")
    assert asked == ["set:yard/noon"]
    assert scene.key_light.color == (1.0, 0.5, 0.5)
    assert scene.ambient.intensity == 0.2
    assert scene.backdrop.picture is not None
    assert scene.backdrop.picture.pixels[0, 0].tolist() == list(RED)
    plain = stage.compose(None, width=640, height=360, background="#112233")
    assert (plain.key_light, plain.ambient) == (lights.KEY, lights.FILL)


def strip(path: Path, top: int, foot: int, color: tuple[int, int, int, int]) -> Path:
    """80 × 40, painted from row `top` to `foot`."""
    image = PillowImage.new("RGBA", (80, 40), (0, 0, 0, 0))
    image.paste(color, (0, top, 80, foot))
    image.save(path)
    return path


def petals(path: Path, **changed: object) -> Particles:
    values: dict[str, object] = {
        "picture": picture(path / "petal.png", 4, 4, RED),
        "depth_m": 2.0,
        "count": 5,
        "wide_area": (0.0, 0.0, 1.0, 0.25),
        "tall_area": (0.0, 0.0, 1.0, 0.25),
        "size": (0.02, 0.05),
        "speed": (0.0, 0.1),
    }
    return Particles(**(values | changed))  # type: ignore[arg-type]


def test_only_what_moves_and_what_it_may_pass_under_is_drawn_apart(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 40, RED)
    willow = strip(tmp_path / "willow.png", 0, 12, BLUE)
    rail = strip(tmp_path / "rail.png", 0, 40, BLUE)
    moving = Layer(willow, willow, 5.0, move=Move("sway", 0.02, 6.0))
    standing = stand(place_of(Layer(back, back, 10.0), moving, Layer(rail, rail, 1.0)), 160, 80)
    tree, above = standing.behind
    assert isinstance(tree, Piece)
    assert isinstance(tree.motion, Sway)
    assert isinstance(above, Piece)
    assert above.motion is None
    assert above.cells[:, 3].max() <= 28  # of the rail only the cells over the willow, down to its lowest row
    assert standing.picture.pixels[10, 80].tolist() == list(RED)  # there the rail is drawn over the willow, each frame
    assert standing.picture.pixels[60, 80].tolist() == list(BLUE)


def test_a_still_place_is_one_picture(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 40, RED)
    willow = strip(tmp_path / "willow.png", 0, 12, BLUE)
    moving = Layer(willow, willow, 5.0, move=Move("sway", 0.02, 6.0))
    place = place_of(Layer(back, back, 10.0), moving)
    place = Place(place.name, place.layers, place.key_light, place.fill_light, (petals(tmp_path),))
    assert len(stand(place, 160, 80).behind) == 2
    still = stand(place.still(), 160, 80)
    assert still.behind == ()
    assert still.picture.pixels[10, 80].tolist() == list(BLUE)


def test_small_things_stand_among_the_layers_by_their_distance(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 40, RED)
    table = strip(tmp_path / "table.png", 34, 40, BLUE)
    place = place_of(Layer(back, back, 10.0), Layer(table, table, 0.5, front=True))
    near = petals(tmp_path, front=True, depth_m=0.3)
    far = petals(tmp_path, front=True, depth_m=0.8)
    behind = petals(tmp_path)
    place = Place(place.name, place.layers, place.key_light, place.fill_light, (near, behind, far))
    standing = stand(place, 160, 80)
    assert [type(one) for one in standing.behind] == [Swarm]
    assert [type(one) for one in standing.front] == [Swarm, Piece, Swarm]


def test_her_shadow_falls_on_the_rail_and_lies_along_the_table(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 40, RED)
    rail = strip(tmp_path / "rail.png", 28, 40, BLUE)
    table = strip(tmp_path / "table.png", 34, 40, BLUE)
    place = place_of(
        Layer(back, back, 10.0), Layer(rail, rail, 1.0, shadow=True), Layer(table, table, 0.4, front=True, shadow=True)
    )
    standing = stand(place, 1280, 640)
    avatar = avatar_of([sphere()], [flat((1.0, 1.0, 1.0, 1.0))])
    camera = framing_camera(avatar, "bust", 1280, 640)
    behind, front = with_shadows(standing, avatar, camera, Light((1.0, 1.0, 1.0)), (1280, 640))
    (on_rail,) = behind
    assert isinstance(on_rail, Shadow)
    assert on_rail.on is not None
    assert on_rail.on.y == pytest.approx(28 * 16, abs=12)  # the picture's edge is smoothed when it is enlarged
    assert on_rail.x < 640  # the light comes from the right
    at_table, piece = front
    assert isinstance(at_table, Shadow)
    assert isinstance(piece, Piece)
    assert at_table.y == pytest.approx(34 * 16, abs=8)
    assert at_table.x == pytest.approx(640, abs=40)


def test_a_set_moves_with_the_figures_time_and_not_over_the_slate(tmp_path: Path) -> None:
    back = picture(tmp_path / "back.png", 80, 45, RED)
    willow = strip(tmp_path / "willow.png", 0, 12, BLUE)
    place = place_of(Layer(back, back, 10.0), Layer(willow, willow, 5.0, move=Move("sway", 0.02, 6.0)))
    stage = Stage(lambda name: place)
    figure = rest_figure(avatar_of([sphere()], [flat((1.0, 1.0, 1.0, 1.0))]), time_s=3.5)
    scene = stage.compose(figure, width=640, height=360, background="set:yard")
    again = stage.compose(figure, width=640, height=360, background="set:yard")
    assert scene.time_s == 3.5
    assert len(scene.behind) == 1
    assert scene.behind is again.behind  # what is the same object need not be drawn anew
    slate = stage.compose(figure, width=640, height=360, background="set:yard", slate=True)
    assert (slate.behind, slate.front) == ((), ())


@pytest.mark.slow
def test_the_generator_paints_the_same_bytes_each_time(tmp_path: Path) -> None:
    pytest.importorskip("skia", reason="the dev extra paints sets")
    digests = []
    for turn in ("first", "second"):
        command = [sys.executable, "-m", "presets.sets.generator", "geyuan", "--variant", "spring", "--format", "wide"]
        environment = dict(os.environ, PYTHONPATH=str(REPOSITORY))
        subprocess.run([*command, "--out", str(tmp_path / turn)], cwd=REPOSITORY, env=environment, check=True)
        painted = sorted((tmp_path / turn).rglob("*.webp"))
        assert [path.name for path in painted] == [f"{name}.wide.webp" for name in ("bamboo", "table", "wall")]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in painted])
    assert digests[0] == digests[1]
