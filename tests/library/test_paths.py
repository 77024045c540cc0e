from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.library import paths

HOME = Path("/home/lin")


def test_studio_home_holds_everything(tmp_path: Path) -> None:
    found = paths.folders_for("linux", {"STUDIO_HOME": str(tmp_path), "XDG_CONFIG_HOME": "/elsewhere"}, HOME)
    for folder in (found.settings, found.data, found.logs, found.recordings, found.avatars, found.takes):
        assert folder.is_relative_to(tmp_path)


def test_linux_folders_follow_xdg() -> None:
    plain = paths.folders_for("linux", {}, HOME)
    assert plain.settings == HOME / ".config/qionghua-studio"
    assert plain.data == HOME / ".local/share/qionghua-studio"
    assert plain.recordings == HOME / "Videos/琼花演播室"
    moved = paths.folders_for("linux", {"XDG_DATA_HOME": "/data/lin", "XDG_STATE_HOME": "relative/is/ignored"}, HOME)
    assert moved.data == Path("/data/lin/qionghua-studio")
    assert moved.logs == HOME / ".local/state/qionghua-studio/logs"


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ('XDG_VIDEOS_DIR="$HOME/视频"', "视频/琼花演播室"),
        ('XDG_VIDEOS_DIR="/mnt/disk/Videos"', "/mnt/disk/Videos/琼花演播室"),
        ('#XDG_VIDEOS_DIR="$HOME/no"', "Videos/琼花演播室"),
    ],
)
def test_recordings_go_where_the_desktop_keeps_videos(tmp_path: Path, line: str, folder: str) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/user-dirs.dirs").write_text(f"# comment\n{line}\n", encoding="utf-8")
    assert paths.folders_for("linux", {}, tmp_path).recordings == tmp_path / folder


def test_windows_and_macos_have_their_own_places() -> None:
    windows = paths.folders_for("win32", {"APPDATA": "/roaming", "LOCALAPPDATA": "/local"}, HOME)
    assert (windows.settings, windows.data) == (Path("/roaming/qionghua-studio"), Path("/local/qionghua-studio"))
    assert windows.recordings == HOME / "Videos/琼花演播室"
    mac = paths.folders_for("darwin", {}, HOME)
    assert mac.settings == HOME / "Library/Application Support/qionghua-studio"
    assert mac.recordings == HOME / "Movies/琼花演播室"


def test_new_recordings_never_take_a_name_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths.time, "strftime", lambda form: "2026-11-23 20-15-03")
    names = []
    for _ in range(3):
        path = paths.new_recording(".mp4")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        names.append(path.name)
    assert names == ["2026-11-23 20-15-03.mp4", "2026-11-23 20-15-03 (2).mp4", "2026-11-23 20-15-03 (3).mp4"]


def test_a_checkout_uses_its_own_avatars() -> None:
    root = Path(__file__).parents[2]
    assert paths.house_shelf("avatars") == root / "avatars"


def test_an_installed_package_uses_the_shelf_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "studio").mkdir()
    (tmp_path / "avatars").mkdir()  # somebody else's folder beside the package
    monkeypatch.setattr(paths.studio, "__file__", str(tmp_path / "studio/__init__.py"))
    assert paths.house_shelf("avatars") == tmp_path / "studio/_shelf/avatars"


def test_a_user_without_a_home_is_told_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    monkeypatch.delenv("STUDIO_HOME")
    with pytest.raises(LibraryError, match="no home folder") as refusal:
        paths.folders()
    assert "STUDIO_HOME" in refusal.value.remedy
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    assert paths.folders().logs.is_relative_to(tmp_path)
