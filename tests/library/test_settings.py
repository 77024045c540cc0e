from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from studio.control.state import Framing, Show
from studio.core.errors import LibraryError
from studio.library import settings
from studio.library.settings import CanvasSettings, LastShow, Settings

CHANGED = Settings(
    language="zh",
    show=LastShow(avatar="zhuxi", framing=Framing.FULL, mirror=False, canvas=CanvasSettings(width=1080, height=1920)),
)


def test_without_a_file_the_settings_are_the_defaults() -> None:
    assert settings.load() == Settings()
    assert settings.resume() == (Settings(), None)


def test_the_last_show_comes_back_as_it_was() -> None:
    settings.save(CHANGED)
    assert settings.load() == CHANGED
    assert settings.load().show.framing is Framing.FULL


def test_the_first_show_is_the_one_the_state_begins_with() -> None:
    state, show = Show(), LastShow()
    assert (show.source, show.avatar, show.mirror, show.framing, show.background) == (
        state.source, state.avatar, state.mirror, state.framing, state.background,
    )  # fmt: skip
    canvas = state.canvas
    assert (show.canvas.width, show.canvas.height, show.canvas.fps) == (canvas.width, canvas.height, canvas.fps)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_user_may_read_settings_and_backup(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(CHANGED, path)
    settings.save(Settings(), path)
    for file in (path, tmp_path / "settings.bak"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["settings.bak", "settings.json"]


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ('{"shwo": {}}', "unknown key “shwo”", "did you mean “show”?"),
        ('{"show": {"mirrored": true}}', "unknown key “show.mirrored”", "“mirror”"),
        ('{"show": {"canvas": {"zz": 1}}}', "unknown key “show.canvas.zz”", "fps, height, width"),
        ('{"show": {"canvas": {"width": 641}}}', "“show.canvas.width”", "correct the value"),
        ('{"show": {"mirror": "yes"}}', "“show.mirror”", "correct the value"),
        ('{"show": {"framing": "huge"}}', "“show.framing”", "correct the value"),
        ('{"version": 2}', "newer studio", "update"),
        ('{"version": "1"}', "“version”", "correct the value"),
        ("[1]", "an object", "delete"),
        ("{", "no valid JSON", "delete"),
        ("[" * 100_000, "no valid JSON", "delete"),
        ("\x00", "no valid JSON", "delete"),
        (" " * 2_000_000, "far too long", "delete"),
    ],
)
def test_a_wrong_file_is_told_with_its_place_and_a_remedy(tmp_path: Path, text: str, problem: str, remedy: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(LibraryError) as caught:
        settings.load(path)
    assert problem in caught.value.what
    assert remedy in caught.value.remedy
    assert caught.value.where == str(path)


def test_a_damaged_file_costs_neither_the_start_nor_the_last_good_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(CHANGED, path)
    settings.save(CHANGED.model_copy(update={"language": "en"}), path)
    path.write_text('{"show": ')
    found, problem = settings.resume(path)
    assert found == CHANGED
    assert problem is not None
    assert "JSON" in problem.what


def test_saving_over_a_damaged_file_puts_it_aside_and_keeps_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(CHANGED, path)
    settings.save(CHANGED, path)
    path.write_text('{"my own": "edit"}')
    settings.save(Settings(), path)
    assert json.loads((tmp_path / "settings.broken").read_text()) == {"my own": "edit"}
    assert settings.load(tmp_path / "settings.bak") == CHANGED
    assert settings.load(path) == Settings()


def test_file_and_backup_damaged_still_gives_a_start(tmp_path: Path) -> None:
    for name in ("settings.json", "settings.bak"):
        (tmp_path / name).write_text("damaged")
    found, problem = settings.resume(tmp_path / "settings.json")
    assert found == Settings()
    assert problem is not None


def test_a_folder_that_cannot_be_made_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryError) as caught:
        settings.save(Settings(), tmp_path / "file/settings.json")
    assert caught.value.remedy
