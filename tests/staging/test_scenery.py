"""A glTF scene as a set: it stands round the avatar, before and behind her."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio import cli
from studio.core.errors import LibraryError, StudioError, VrmError
from studio.core.scene import Scene
from studio.library import paths, sets
from studio.rendering.renderer import Renderer, RenderSettings, open_renderer, settings_for
from studio.staging.stage import Stage
from tests.support.figures import rest_figure
from tests.support.shapes import avatar_of, flat, sphere
from tests.support.small_scene import SmallScene, two_blocks
from tests.support.tea_room import tea_room

SET = """
schema = "qionghua-set/1"
id = "court"
name = { zh = "庭院", en = "Court" }

[[variants]]
id = "noon"
name = { zh = "午", en = "Noon" }
key = { toward = [0.6, 1.5, 2.2] }
scene = { file = "court.glb" }
"""
SIZE = (320, 180)
# A green ball of 1 m at the origin is the avatar: seen from eye height, its upper half is over the block before it.
FIGURE = rest_figure(avatar_of([sphere()], [flat((0.0, 1.0, 0.0, 1.0))]))


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes the set into the user's own shelf; the house has none."""
    monkeypatch.setattr(paths, "house_shelf", lambda kind: tmp_path / "house" / kind)
    folder = paths.folders().sets / "court"
    folder.mkdir(parents=True)

    def write(scene: bytes | None = None, text: str = SET) -> Path:
        (folder / "set.toml").write_text(text, encoding="utf-8")
        (folder / "court.glb").write_bytes(two_blocks().pack() if scene is None else scene)
        return folder

    return write


@pytest.fixture(scope="module")
def renderers() -> dict[str, Renderer]:
    kinds = {"card": RenderSettings(msaa=4), "processor": settings_for(software=True)}
    return {name: open_renderer(settings) for name, settings in kinds.items()}


def scene_at(framing: str = "full", **more: object) -> Scene:
    return Stage(sets.find_place).compose(
        FIGURE,
        width=SIZE[0],
        height=SIZE[1],
        framing=framing,
        background="set:court",
        **more,  # type: ignore[arg-type]
    )


def is_red(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] < 60)


def is_green(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 1] > 200) & (pixels[..., 0] < 60) & (pixels[..., 2] < 60)


def is_blue(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 2] > 200) & (pixels[..., 0] < 60) & (pixels[..., 1] < 60)


@pytest.mark.parametrize("kind", ["card", "processor"])
def test_she_stands_before_the_wall_and_behind_the_table(
    put: Callable[..., Path], renderers: dict[str, Renderer], kind: str
) -> None:
    scene = two_blocks()
    for node in scene.doc["nodes"][1:]:
        node["translation"] = [0.0, -0.9, 0.0]  # the table's top at the ball's middle
    put(scene.pack())
    pixels = renderers[kind].draw_figures(replace(scene_at(), behind=(), front=())).pixels
    green, blue = is_green(pixels), is_blue(pixels)
    rows = np.flatnonzero(green.any(axis=1))
    assert is_red(pixels)[rows[0] - 4, 160]  # over her head the wall
    assert green[rows[0] + 4, 160]
    assert blue[rows[-1] + 4, 160]  # her lower half is behind the table
    assert not green[rows[-1] + 6 :].any()
    assert len(rows) < 0.75 * np.ptp(np.flatnonzero(green.any(axis=0)))


def test_turned_and_placed_she_sees_another_side(put: Callable[..., Path], renderers: dict[str, Renderer]) -> None:
    put(text=SET.replace('"court.glb"', '"court.glb", turn_deg = 180.0, at = [0.0, 0.0, 0.3], sky = "#102030"'))
    pixels = renderers["card"].draw_figures(scene_at()).pixels
    assert not is_red(pixels).any()  # the wall is behind the camera
    assert is_blue(pixels).any()  # the table stands behind her
    assert (np.abs(pixels[2, 4, :3].astype(int) - (16, 32, 48)) <= 1).all()  # and over it is sky


def test_it_is_drawn_once_a_camera(put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    renderer = open_renderer(RenderSettings())
    drawn: list[str] = []
    monkeypatch.setattr(
        type(renderer), "_draw_scenery", lambda self, scene, scenery, targets: drawn.append(scenery.avatar.name)
    )
    stage = Stage(sets.find_place)
    for framing in ("bust", "bust", "bust", "face", "face"):
        renderer.draw(stage.compose(FIGURE, width=SIZE[0], height=SIZE[1], framing=framing, background="set:court"))
    assert drawn == ["court", "court"]
    renderer.close()


def test_what_it_costs_is_told_in_the_list(put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(tea_room().pack())
    assert cli.main(["set", "list"]) == 0
    listed = capsys.readouterr().out
    assert "set:court/noon" in listed
    assert "1 pictures, 0.3 MB" in listed
    put(b"glTF")
    assert cli.main(["set", "list"]) == 0
    assert "court.glb" in capsys.readouterr().err


def test_the_slate_hides_it(put: Callable[..., Path]) -> None:
    put()
    assert scene_at(slate=True).scenery is None
    assert scene_at().scenery is not None


def test_a_scan_keeps_its_own_light(put: Callable[..., Path]) -> None:
    scene = two_blocks()
    for material in scene.doc["materials"]:
        del material["extensions"]
    put(scene.pack(), SET.replace('"court.glb"', '"court.glb", lit = false'))
    scenery = sets.find_place("set:court").scenery
    assert scenery is not None
    assert all(material.unlit for material in scenery.figure.avatar.materials)


def test_its_feet_cast_a_shadow_unless_the_set_says_no(put: Callable[..., Path]) -> None:
    put()
    assert len(scene_at().behind) == 1
    put(text=SET.replace('"court.glb"', '"court.glb", ground = false'))
    assert scene_at().behind == ()


def _many_parts() -> SmallScene:
    scene = two_blocks()
    scene.doc["nodes"] = [{"mesh": 0}] * 3000
    return scene


def _no_triangles() -> SmallScene:
    scene = two_blocks()
    for mesh in scene.doc["meshes"]:
        mesh["primitives"][0]["mode"] = 0
    return scene


def _too_many_triangles() -> SmallScene:
    """One mesh of 8,192 triangles that a hundred nodes draw."""
    scene = SmallScene()
    grid = np.stack(np.meshgrid(np.arange(65.0), np.arange(65.0)), -1).reshape(-1, 2)
    flat_grid = np.column_stack((grid, np.zeros(len(grid))))
    first = (np.arange(64)[:, None] * 65 + np.arange(64)).ravel()
    triangles = np.concatenate(
        (np.stack((first, first + 1, first + 65), 1), np.stack((first + 1, first + 66, first + 65), 1))
    )
    scene.mesh(flat_grid, np.tile((0.0, 0.0, 1.0), (len(grid), 1)), grid, triangles, material=scene.material((1, 1, 1)))
    scene.doc["nodes"] = [{"mesh": 0}] * 100
    return scene


def _needs(extension: str) -> SmallScene:
    scene = two_blocks()
    scene.doc["extensionsRequired"] = [extension]
    return scene


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_many_parts, "3,000 parts drawn, more than the 2,048 allowed"),
        (_no_triangles, "no triangles"),
        (_too_many_triangles, "triangles drawn, more than the 500,000 allowed"),
        (lambda: _needs("KHR_draco_mesh_compression"), "Export it again without compression"),
        (lambda: _needs("KHR_materials_water"), "Export it without that extension"),
    ],
)
def test_a_scene_that_asks_too_much_is_refused_in_words(
    put: Callable[..., Path], make: Callable[[], SmallScene], told: str
) -> None:
    put(make().pack())
    with pytest.raises(VrmError, match=r"court\.glb") as caught:
        sets.find_place("set:court")
    assert told in str(caught.value)


def test_a_scene_cut_off_anywhere_ends_in_words(put: Callable[..., Path]) -> None:
    whole = two_blocks().pack()
    for length in (0, 8, 19, 40, len(whole) // 2, len(whole) - 1):
        put(whole[:length])
        with pytest.raises(StudioError, match=r"court\.glb"):
            sets.find_place("set:court")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('{ file = "../court.glb" }', "outside"),
        ('{ file = "gone.glb" }', "gone.glb"),
        ('{ file = "court.glb", trun_deg = 3 }', "turn_deg"),
        ('{ file = "court.glb", scale = 0 }', "scale"),
        ('{ file = "court.glb", at = [0.0, nan, 0.0] }', "at"),
        ('{ file = "court.glb", sky = "blue" }', "sky"),
        ('{ file = "court.glb" }\nvideo = "court.glb"', "a scene or a video"),
        (
            '{ file = "court.glb" }\n[[variants.layers]]\nwide = "court.glb"\ndepth_m = 9.0\nmove = { kind = "sway" }',
            "do not move",
        ),
    ],
)
def test_a_wrong_word_about_it_is_told(put: Callable[..., Path], wrong: str, told: str) -> None:
    put(text=SET.replace('{ file = "court.glb" }', wrong))
    with pytest.raises(LibraryError, match=told):
        sets.find_place("set:court")
