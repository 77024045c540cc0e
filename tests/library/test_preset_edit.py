from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.core.preset import Family, OverlayKind
from studio.library.preset_edit import new_preset, preset_text, schema_json, set_preset_value, write_preset_text
from studio.library.presets import read_preset
from tests.support.presets import PRESET, make_preset


def test_one_value_changes_and_everything_else_stays_to_the_letter(tmp_path: Path) -> None:
    text = PRESET.replace("[brand]", "# 颜色由品牌方定 the brand decides\n[brand]")
    folder = make_preset(tmp_path, text)
    found = set_preset_value(folder, "brand.primary", '"#9d2933"')
    assert found.preset.brand.primary == "#9d2933"
    assert preset_text(folder) == text.replace("#426666", "#9d2933")


@pytest.mark.parametrize(
    ("key", "value", "seen"),
    [
        ("english", "true", lambda preset: preset.english is True),
        ("overlay.2.text.zh", '"明晚"', lambda preset: preset.overlays[2].text_zh == "明晚"),
        ("overlay.0.shown", "false", lambda preset: preset.overlays[0].shown is False),
        ("platform.name", '"douyin"', lambda preset: preset.platform == "douyin"),
        ("scene.0", "null", lambda preset: preset.scenes == ()),
        ("brand.logo", "null", lambda preset: preset.brand.logo == ""),
        ("licence.valid_until", '"2027-06-30"', lambda preset: preset.licence.valid_until == "2027-06-30"),
        (
            "overlay.0.tall",
            '{"anchor": "top", "x": 0, "y": 0.2, "width": 0.5}',
            lambda preset: preset.overlays[0].tall.width == 0.5,
        ),
        ("reviewers", '["甲"]', lambda preset: preset.reviewers == ("甲",)),
        ("overlay.+", '{"id": "clock", "kind": "countdown"}', lambda preset: preset.overlays[3].id == "clock"),
    ],
)
def test_values_tables_and_list_entries_can_be_set_added_and_taken_away(tmp_path: Path, key, value, seen) -> None:  # type: ignore[no-untyped-def]
    folder = make_preset(tmp_path)
    assert seen(set_preset_value(folder, key, value).preset)
    assert seen(read_preset(folder).preset)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("brand.primary", '"red"'),
        ("brand.primry", '"#9d2933"'),
        ("brand.primary", "red"),
        ("licence.valid_until", '"some day"'),
        ("brand.name", '"x"'),
        ("overlay.9.shown", "true"),
        ("overlay.0", '"x"'),
        ("overlay.zh", "1"),
        ("id", '"other"'),
        ("schema", "null"),
        ("title.zh.more", '"x"'),
        ("", '"x"'),
        ("title.zh", "[" * 32000),
        ("title.zh", "[null]"),
        ("title", '{"zh": null}'),
        ("title.zh", '"\\ud800"'),
        (".".join(["a"] * 16000), "1"),
    ],
    ids=range(17),
)
def test_what_would_break_it_is_not_written(tmp_path: Path, key: str, value: str) -> None:
    folder = make_preset(tmp_path)
    with pytest.raises(LibraryError) as refused:
        set_preset_value(folder, key, value)
    assert refused.value.remedy
    assert preset_text(folder) == PRESET


def test_a_whole_text_is_written_only_if_it_is_sound(tmp_path: Path) -> None:
    folder = make_preset(tmp_path)
    write_preset_text(folder, PRESET.replace("今晚八点", "明晚八点"))
    assert read_preset(folder).preset.overlays[2].text_zh == "明晚八点"
    with pytest.raises(LibraryError):
        write_preset_text(folder, "schema = ")
    assert "明晚八点" in preset_text(folder)


@pytest.mark.parametrize("family", Family)
def test_a_new_preset_is_sound_and_has_what_the_law_wants_on_the_picture(tmp_path: Path, family: Family) -> None:
    made = new_preset(tmp_path, "tea-house", title_zh="示例", title_en="Example", family=family)
    assert {item.kind for item in made.preset.overlays} >= {
        OverlayKind.SELLER,
        OverlayKind.PRODUCT_CARD,
        OverlayKind.CORRECTION,
    }
    assert read_preset(tmp_path / "tea-house").preset.brand.family is family
    for name in ("tea-house", "Tea House", "../x", ""):
        with pytest.raises(LibraryError):
            new_preset(tmp_path, name, title_zh="x", title_en="x", family=family)


def test_the_schema_for_editors_knows_every_table() -> None:
    schema = json.loads(schema_json())
    assert schema["additionalProperties"] is False
    assert {"schema", "brand", "look", "licence", "seller", "overlay", "scene", "hotkey"} <= set(schema["properties"])
