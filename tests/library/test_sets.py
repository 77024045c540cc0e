from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.library import paths, sets

SET = """
schema = "qionghua-set/1"
id = "{id}"
name = {{ zh = "小院", en = "Small yard" }}

[[variants]]
id = "noon"
name = {{ zh = "午", en = "Noon" }}
key = {{ toward = [0.6, 1.5, 2.2] }}

[[variants.layers]]
wide = "sky.webp"
depth_m = 100.0

[[variants.layers]]
wide = "wall.webp"
tall = "wall.tall.webp"
depth_m = 4.0
place_tall = {{ y = 0.1, scale = 1.2 }}
move = {{ kind = "sway", reach = 0.01, period_s = 5.0, root = "bottom" }}

[[variants.layers]]
wide = "wall.webp"
depth_m = 0.5
front = true
shadow = true

[[variants.particles]]
picture = "petal.webp"
count = 12
area = [0.0, -0.1, 1.0, 1.0]
speed = [0.02, 0.05]
turn = 0.2

[[variants]]
id = "night"
name = {{ zh = "夜", en = "Night" }}
key = {{ toward = [0.0, 1.0, 1.0], color = [0.5, 0.6, 1.0], intensity = 0.5 }}
fill = {{ color = [0.2, 0.3, 0.6], intensity = 0.3 }}

[[variants.layers]]
wide = "sky.webp"
depth_m = 100.0
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own set shelf; the house has none."""
    monkeypatch.setattr(paths, "house_shelf", lambda kind: tmp_path / "house" / kind)
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    folder = tmp_path / "data" / "sets"
    folder.mkdir(parents=True)
    return folder


def put_set(shelf: Path, name: str = "yard", text: str | None = None) -> Path:
    folder = shelf / name
    folder.mkdir()
    (folder / "set.toml").write_text(text if text is not None else SET.format(id=name), encoding="utf-8")
    for file in ("sky.webp", "wall.webp", "wall.tall.webp", "petal.webp"):
        (folder / file).write_bytes(b"picture")
    return folder


def test_the_house_sets_of_this_checkout_are_all_sound() -> None:
    seen = sets.look_for_sets()
    assert seen.problems == ()
    assert {entry.name: entry.variants for entry in seen.sets} == {
        "geyuan": ("spring", "summer", "autumn", "winter"),
        "pingshan": ("morning", "rain", "lamp"),
        "sanwan": ("night", "market"),
        "wutingchunshui": ("day", "dusk", "moon"),
    }


def test_the_lights_of_the_house_sets_light_a_face_from_the_front_and_neither_hide_nor_burn_it() -> None:
    for entry in sets.sets():
        for variant in entry.variants:
            place = entry.place(variant)
            x, y, z = place.key_light.direction_to_light
            assert z > abs(x), place.name
            assert y > 0, place.name
            for channel in range(3):
                key = place.key_light.color[channel] * place.key_light.intensity
                fill = place.fill_light.color[channel] * place.fill_light.intensity
                assert 0.75 <= key + fill <= 1.25, place.name


def test_a_set_is_found_with_and_without_its_variant(own: Path) -> None:
    put_set(own)
    assert sets.find_place("set:yard").name == "yard/noon"
    night = sets.find_place("yard/night")
    assert night.key_light.intensity == 0.5
    assert night.fill_light.color == (0.2, 0.3, 0.6)


def test_portrait_pictures_and_places_are_the_layers_own_or_the_wide_ones(own: Path) -> None:
    folder = put_set(own)
    sky, wall, _ = sets.find_place("set:yard").layers
    assert (sky.wide, sky.tall) == (folder / "sky.webp", folder / "sky.webp")
    assert wall.tall == folder / "wall.tall.webp"
    assert (wall.tall_spot.y, wall.tall_spot.scale, wall.wide_spot.scale) == (0.1, 1.2, 1.0)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('wide = "sky.webp"', 'wide = "../../secret.webp"', "outside"),
        ('wide = "sky.webp"', 'wide = "/etc/hostname"', "outside"),
        ('wide = "sky.webp"', 'wide = "sky\\u0000.webp"', "no file name"),
        ('wide = "sky.webp"', 'wide = "gone.webp"', "gone.webp"),
        ("depth_m = 100.0", "depth_m = 1.0", "back to front"),
        ("depth_m = 100.0", "dept_m = 100.0", "did you mean “depth_m”"),
        ("toward = [0.6, 1.5, 2.2]", "toward = [0, 0, 0]", "nowhere"),
        ("toward = [0.6, 1.5, 2.2]", "toward = [0.6, 1.5, nan]", "toward"),
        ('id = "night"', 'id = "noon"', "same id"),
        ('id = "yard"', 'id = "garden"', "folder's name"),
        ("intensity = 0.5", "intensity = 50", "intensity"),
        ('kind = "sway"', 'kind = "swai"', "kind"),
        ("reach = 0.01", "reech = 0.01", "did you mean “reach”"),
        ("reach = 0.01", "reach = 0.5", "reach"),
        ("period_s = 5.0", "period_s = 0.0", "period_s"),
        (
            "depth_m = 4.0",
            "depth_m = 4.0\nfront = true\n[[variants.layers]]\nwide = 'sky.webp'\ndepth_m = 3.0",
            "told last",
        ),
        ('picture = "petal.webp"', 'picture = "gone.webp"', "gone.webp"),
        ('picture = "petal.webp"', 'picture = "../petal.webp"', "outside"),
        ("count = 12", "count = 100000", "count"),
        ("count = 12", "cuont = 12", "did you mean “count”"),
        ("area = [0.0, -0.1, 1.0, 1.0]", "area = [1.0, -0.1, 0.0, 1.0]", "left, top, right, foot"),
        ("speed = [0.02, 0.05]", "speed = [nan, 0.05]", "speed"),
        ('schema = "qionghua-set/1"', 'schema = "qionghua-set/9"', "schema"),
        ('schema = "qionghua-set/1"', "schema = ", "no valid TOML"),
    ],
)
def test_a_broken_set_is_told_in_words_and_hides_no_other(own: Path, wrong: str, right: str, told: str) -> None:
    put_set(own, "yard", SET.format(id="yard").replace(wrong, right, 1))
    put_set(own, "sound")
    seen = sets.look_for_sets()
    assert [entry.name for entry in seen.sets] == ["sound"]
    assert told in str(seen.problems[0])
    with pytest.raises(LibraryError, match="yard"):
        sets.find_place("set:yard")


def test_a_picture_far_too_large_is_refused_before_it_is_read(own: Path) -> None:
    with (put_set(own) / "sky.webp").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(LibraryError, match="64 MB"):
        sets.find_place("set:yard")


def test_life_is_told_in_the_file_and_left_out_where_stillness_is_asked_for(own: Path) -> None:
    put_set(own)
    place = sets.find_place("set:yard/noon")
    _, wall, table = place.layers
    assert wall.move is not None
    assert (wall.move.kind, wall.move.hangs) == ("sway", False)
    assert (table.front, table.shadow) == (True, True)
    (petals,) = place.particles
    assert petals.tall_area == petals.wide_area == (0.0, -0.1, 1.0, 1.0)
    still = sets.find_place("set:yard/noon/still")
    assert [layer.move for layer in still.layers] == [None, None, None]
    assert still.particles == ()
    assert still.layers[2].front
    assert sets.find_place("set:yard/still").name == "yard/noon"


def test_a_panorama_needs_no_layer(own: Path) -> None:
    around = """panorama = {{ picture = "wall.webp", yaw_deg = 90.0, fov_deg = 70.0 }}"""
    text = SET.format(id="yard").partition("[[variants.layers]]")[0] + around.format()
    folder = put_set(own, "yard", text)
    place = sets.find_place("set:yard")
    assert place.layers == ()
    assert place.panorama is not None
    assert place.panorama.picture == folder / "wall.webp"
    assert (place.panorama.yaw_deg, place.panorama.fov_deg) == (90.0, 70.0)
    (folder / "set.toml").write_text(text.replace("90.0", "900.0"), encoding="utf-8")
    with pytest.raises(LibraryError, match="yaw_deg"):
        sets.find_place("set:yard")
    (folder / "set.toml").write_text(text + '\nvideo = "sky.webp"', encoding="utf-8")
    with pytest.raises(LibraryError, match="not both"):
        sets.find_place("set:yard")
    (folder / "set.toml").write_text(text.replace(around.format(), ""), encoding="utf-8")
    with pytest.raises(LibraryError, match="layer behind the avatar, a panorama, a video or a scene"):
        sets.find_place("set:yard")


def test_a_misspelt_set_or_variant_is_answered_with_the_likely_one(own: Path) -> None:
    put_set(own)
    with pytest.raises(LibraryError, match="yard"):
        sets.find_place("set:yart")
    with pytest.raises(LibraryError, match="night"):
        sets.find_place("set:yard/nigth")
