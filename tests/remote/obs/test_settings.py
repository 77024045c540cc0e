"""Where OBS is, read from its own files, and the little the studio keeps itself."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from studio.core.errors import RemoteError
from studio.remote.obs.settings import (
    ObsAddress,
    ObsSettings,
    address,
    found_address,
    obs_folders,
    read_settings,
    write_settings,
)

SECRET = "琼花s3cret"


def write_ini(folder: Path, **values: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{key}={value}" for key, value in values.items())
    (folder / "global.ini").write_text(f"\ufeff[General]\nA=%1\n[OBSWebSocket]\n{lines}\n", encoding="utf-8")


def write_json(folder: Path, **values: object) -> None:
    path = folder / "plugin_config/obs-websocket/config.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values))


def test_the_ini_of_obs_28_to_30_is_read_with_its_byte_order_mark(tmp_path: Path) -> None:
    write_ini(tmp_path, ServerEnabled="true", ServerPort="4460", AuthRequired="true", ServerPassword=SECRET)
    assert found_address((tmp_path / "nothing", tmp_path)) == ObsAddress("127.0.0.1", 4460, SECRET)


def test_the_json_of_newer_obs_comes_before_the_ini(tmp_path: Path) -> None:
    write_ini(tmp_path, ServerEnabled="true", ServerPort="4460", ServerPassword="old")
    write_json(tmp_path, server_enabled=True, server_port=4470, auth_required=True, server_password=SECRET)
    assert found_address((tmp_path,)) == ObsAddress("127.0.0.1", 4470, SECRET)


def test_no_password_is_used_where_obs_asks_for_none(tmp_path: Path) -> None:
    write_json(tmp_path, server_enabled=True, server_port=4455, auth_required=False, server_password=SECRET)
    assert found_address((tmp_path,)).password == ""


@pytest.mark.parametrize("write", [write_ini, write_json])
def test_a_server_that_is_off_is_told_with_where_to_switch_it_on(tmp_path: Path, write: object) -> None:
    if write is write_ini:
        write_ini(tmp_path, ServerEnabled="false")
    else:
        write_json(tmp_path, server_enabled=False)
    with pytest.raises(RemoteError, match="is off") as refusal:
        found_address((tmp_path,))
    assert "WebSocket Server Settings" in refusal.value.remedy


def test_a_machine_without_obs_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="no settings of OBS"):
        found_address((tmp_path,))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"server_port": "x"}', '{"server_port": 70000, "server_enabled": 1}'])
def test_a_broken_json_is_passed_over(tmp_path: Path, text: str) -> None:
    write_json(tmp_path)
    (tmp_path / "plugin_config/obs-websocket/config.json").write_text(text)
    write_ini(tmp_path, ServerEnabled="true", ServerPort="4460", AuthRequired="false")
    assert found_address((tmp_path,)).port == 4460


def test_each_system_has_its_folders() -> None:
    home = Path("/home/x")
    assert obs_folders("linux", {}, home)[0] == home / ".config/obs-studio"
    assert obs_folders("linux", {"XDG_CONFIG_HOME": "/c"}, home)[0] == Path("/c/obs-studio")
    assert "com.obsproject.Studio" in str(obs_folders("linux", {}, home)[1])
    assert obs_folders("darwin", {}, home) == (home / "Library/Application Support/obs-studio",)
    assert obs_folders("win32", {"APPDATA": "R"}, home) == (Path("R/obs-studio"),)


def test_what_is_kept_is_the_users_alone_and_comes_back(tmp_path: Path) -> None:
    path, settings = tmp_path / "new/obs.json", ObsSettings(True, "studio-pc", 4456, SECRET)
    write_settings(path, settings)
    assert read_settings(path) == settings
    assert address(settings) == ObsAddress("studio-pc", 4456, SECRET)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["obs.json"]


@pytest.mark.parametrize("text", ["{", "[]", '{"follow": 1}', '{"port": 0}', '{"unknown": 1}'])
def test_a_broken_file_of_ours_is_told_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "obs.json"
    path.write_text(text)
    with pytest.raises(RemoteError, match="not what the studio wrote") as refusal:
        read_settings(path)
    assert refusal.value.remedy


def test_no_password_is_ever_shown() -> None:
    assert SECRET not in repr(ObsAddress(password=SECRET)) + repr(ObsSettings(password=SECRET))
