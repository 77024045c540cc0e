"""wardrobe.toml: what is read of it, and what is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.library.wardrobe_file import read_wardrobe

FILE = """
schema = "qionghua-wardrobe/1"

[sheets]
body = [200, 100]

[[part]]
id = "coat"
name = { zh = "袄", en = "Coat" }
color = "#7a9267"
at = [{ material = "body", box = [0, 0, 100, 50] }, { material = "veil" }]
follow = ["body"]
brand = { lightness = [0.3, 0.8], chroma = 0.1 }

[[part]]
id = "hem"
name = { zh = "边", en = "Hem" }
color = "#e0d2a6"
at = [{ material = "body", box = [0, 50, 200, 100] }]

[[palette]]
id = "plain"
name = { zh = "原色", en = "Plain" }

[[palette]]
id = "plum"
name = { zh = "海棠", en = "Plum" }
[palette.colors]
coat = "#cc8f9b"

[[accessory]]
id = "hat"
name = { zh = "帽", en = "Hat" }
season = { zh = "夏", en = "summer" }
pieces = [{ material = "body", bones = ["head"] }]
"""


def _put(folder: Path, text: str) -> Path:
    (folder / "wardrobe.toml").write_text(text, encoding="utf-8")
    return folder


def test_boxes_are_shares_of_their_sheet_and_palettes_know_every_part(tmp_path: Path) -> None:
    found = read_wardrobe(_put(tmp_path, FILE))
    assert found is not None
    coat = found.pattern.parts[0]
    assert (coat.regions[0].right, coat.regions[0].bottom) == (0.5, 0.5)
    assert (coat.regions[1].left, coat.regions[1].right) == (0.0, 1.0)
    assert dict(found.wardrobe.palettes[1].colors) == {"coat": "#cc8f9b", "hem": "#e0d2a6"}
    assert [slot.part for slot in found.wardrobe.slots] == ["coat"]
    assert found.wardrobe.accessories[0].season_zh == "夏"


def test_without_the_file_there_is_no_choice(tmp_path: Path) -> None:
    assert read_wardrobe(tmp_path) is None


@pytest.mark.parametrize(("old", "new", "said", "remedy"), [
    ("coat = \"#cc8f9b\"", "caot = \"#cc8f9b\"", "caot", "coat"),
    ("[0, 0, 100, 50]", "[0, 0, 300, 50]", "300", "pixels"),
    ("[0, 0, 100, 50]", "[100, 0, 100, 50]", "100", "pixels"),
    ("[0, 0, 100, 50]", "[0, 0, -1, 50]", "part.0.at.0.box.2", "correct"),
    ("body = [200, 100]", "robe = [200, 100]", "body", "pixels"),
    ("lightness = [0.3, 0.8]", "lightness = [0.8, 0.3]", "lightness", "smaller"),
    ("chroma = 0.1", "chroma = 7", "chroma", "correct"),
    ("id = \"hem\"", "id = \"coat\"", "twice", "name"),
    ("bones = [\"head\"]", "low = [0, 0, 0]", "too little", "high"),
    ("bones = [\"head\"]", "bones = []", "too little", "bones"),
    ("follow", "folow", "folow", "follow"),
    ("\"#7a9267\"", "\"green\"", "part.0.color", "#rrggbb"),
    ("wardrobe/1", "wardrobe/9", "schema", "correct"),
])  # fmt: skip
def test_damage_is_told_with_a_remedy(tmp_path: Path, old: str, new: str, said: str, remedy: str) -> None:
    assert old in FILE
    with pytest.raises(LibraryError) as refused:
        read_wardrobe(_put(tmp_path, FILE.replace(old, new, 1)))
    assert said in f"{refused.value.where} {refused.value.what}"
    assert remedy in refused.value.remedy
