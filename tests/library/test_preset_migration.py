"""Presets of older studios: read as they were meant, told what changes, written with their comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.cli import main
from studio.core.errors import LibraryError
from studio.core.preset import ChromaKey, OverlayKind
from studio.library.preset_edit import migrate_preset, preset_text, set_preset_value, write_preset_text
from studio.library.preset_migration import migrated
from studio.library.presets import read_preset
from tests.support.presets import PRESET, make_preset

HANDS = """\
# 手部特写 the hands
[[overlay]]
id = "hands"
kind = "close_up"  # second camera
shown = false
picture = "camera:1"
chroma_key = "#00b140"  # 绿垫 the green mat

"""
OLD = PRESET.replace("preset/2", "preset/1").replace("[[scene]]", HANDS + "[[scene]]")


def test_a_version_1_file_is_read_as_it_was_meant_and_left_as_it_is(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, OLD)

    item = read_preset(folder).preset.overlays[-1]

    assert (item.kind, item.picture, item.close_up.key) == (OverlayKind.CLOSE_UP, "", ChromaKey("#00b140"))
    assert (folder / "preset.toml").read_text(encoding="utf-8") == OLD


def test_migrating_says_what_changes_and_keeps_comments_and_order(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, OLD)

    changes = migrate_preset(folder)

    assert [change.partition(":")[0] for change in changes] == ["schema", "overlay.3.chroma_key", "overlay.3.picture"]
    expected = OLD.replace("preset/1", "preset/2").replace('picture = "camera:1"\n', "")
    expected = expected.replace('"#00b140"  #', '{color = "#00b140"}  #')
    assert (folder / "preset.toml").read_text(encoding="utf-8") == expected
    assert migrate_preset(folder) == ()


def test_a_key_that_no_overlay_used_is_taken_out(tmp_path: Path) -> None:
    text = PRESET.replace("preset/2", "preset/1").replace('"lower_third"', '"lower_third"\nchroma_key = "#00b140"')
    folder = make_preset(tmp_path, text)

    assert read_preset(folder).preset.overlays[2].kind is OverlayKind.LOWER_THIRD
    assert "chroma_key" not in preset_text(folder)


def test_the_first_save_writes_the_present_form(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, OLD)

    set_preset_value(folder, "overlay.3.chroma_key.tolerance", "0.6")

    written = (folder / "preset.toml").read_text(encoding="utf-8")
    assert 'schema = "qionghua-preset/2"' in written
    assert "# 绿垫 the green mat" in written
    assert read_preset(folder).preset.overlays[3].close_up.key == ChromaKey("#00b140", tolerance=0.6)
    write_preset_text(folder, OLD)
    assert "qionghua-preset/2" in (folder / "preset.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["qionghua-preset/3", "qionghua-preset/999999"])
def test_a_newer_form_is_refused_with_a_remedy_and_never_written_over(tmp_path: Path, form: str) -> None:
    text = PRESET.replace("qionghua-preset/2", form)
    folder = make_preset(tmp_path, text)

    for act in (read_preset, migrate_preset, lambda folder: set_preset_value(folder, "english", "true")):
        with pytest.raises(LibraryError, match="newer studio") as refused:
            act(folder)
        assert refused.value.remedy == "update the studio"
    assert (folder / "preset.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text",
    [
        PRESET.replace("preset/2", "preset/0"),
        'schema = "qionghua-preset/1"\noverlay = "none"\n',
        'schema = "qionghua-preset/1"\noverlay = [1, "x", [2]]\n',
        'schema = "qionghua-preset/1"\n[[overlay]]\nkind = "close_up"\nchroma_key = 7\npicture = [1]\n',
        'schema = 1\n',
    ],
)  # fmt: skip
def test_nonsense_is_migrated_without_a_crash_and_refused_by_the_schema(tmp_path: Path, text: str) -> None:
    migrated(text, where="preset.toml")
    with pytest.raises(LibraryError) as refused:
        read_preset(make_preset(tmp_path, text))
    assert refused.value.remedy


def test_the_command_line_tells_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_preset(tmp_path, OLD)

    main(["preset", "check", str(folder)])
    told = capsys.readouterr().out
    assert "overlay.3.chroma_key" in told
    assert (folder / "preset.toml").read_text(encoding="utf-8") == OLD, "a check writes nothing"
    assert main(["preset", "migrate", str(folder)]) == 0
    assert "overlay.3.picture" in capsys.readouterr().out
    assert main(["preset", "migrate", str(folder)]) == 0
    assert "already" in capsys.readouterr().out
