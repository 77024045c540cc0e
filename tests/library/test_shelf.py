from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.core.landmarks import Landmarks
from studio.inputs.take import TakeWriter
from studio.library import paths, shelf

MANIFEST = """
schema = "qionghua-avatar/1"
id = "{id}"
name = {{ zh = "灵芝", en = "Lingzhi" }}

[files]
full = "full.vrm"
light = "light.vrm"
preview = "preview.png"

[licence]
commercial_use = "corporation"
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty house shelf; the user's own is empty too (STUDIO_HOME)."""
    folder = tmp_path / "house"
    folder.mkdir()
    monkeypatch.setattr(paths, "house_shelf", lambda kind: folder)
    monkeypatch.setattr(paths, "house_takes", lambda: folder)
    return folder


def put_avatar(where: Path, name: str, manifest: str | None = None) -> Path:
    folder = where / name
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(manifest or MANIFEST.format(id=name), encoding="utf-8")
    for file in ("full.vrm", "light.vrm", "preview.png"):
        (folder / file).write_bytes(b"")
    return folder


def test_the_house_avatars_of_this_checkout_are_all_sound() -> None:
    found = shelf.look()
    assert found.problems == ()
    assert "qiongjiu" in [avatar.name for avatar in found.avatars]
    for avatar in found.avatars:
        assert avatar.path.is_file()
        assert avatar.title_zh
        assert avatar.title_en
        assert avatar.commercial == "corporation"


def test_an_avatar_is_found_by_name_with_its_titles_and_files(house: Path) -> None:
    put_avatar(house, "lingzhi")
    avatar = shelf.find_avatar("lingzhi")
    assert (avatar.title_zh, avatar.title_en, avatar.commercial) == ("灵芝", "Lingzhi", "corporation")
    assert avatar.path == house / "lingzhi/full.vrm"
    assert avatar.preview == house / "lingzhi/preview.png"
    assert avatar.light is False


def test_software_gl_gets_the_light_variant_where_there_is_one(house: Path) -> None:
    put_avatar(house, "lingzhi")
    put_avatar(house, "heavy", MANIFEST.format(id="heavy").replace('light = "light.vrm"\n', ""))
    assert shelf.find_avatar("lingzhi", light=True).path.name == "light.vrm"
    assert shelf.find_avatar("lingzhi", light=True).light
    assert shelf.find_avatar("heavy", light=True).path.name == "full.vrm"
    assert not shelf.find_avatar("heavy", light=True).light


def test_a_broken_folder_is_reported_and_hides_nobody(house: Path) -> None:
    put_avatar(house, "lingzhi")
    put_avatar(house, "broken", "id = ")
    found = shelf.look()
    assert [avatar.name for avatar in found.avatars] == ["lingzhi"]
    assert len(found.problems) == 1
    assert found.problems[0].where == str(house / "broken/manifest.toml")
    with pytest.raises(LibraryError, match="no valid TOML"):
        shelf.find_avatar("broken")


@pytest.mark.parametrize(
    ("change", "problem", "remedy"),
    [
        (("light =", "lite ="), "unknown key “files.lite”", "did you mean “light”?"),
        (("commercial_use =", "comercial ="), "unknown key “licence.comercial”", "did you mean “commercial_use”?"),
        (('"corporation"', '"everybody"'), "“licence.commercial_use”", "correct"),
        (("schema", "shema"), "unknown key “shema”", "did you mean “schema”?"),
        (("avatar/1", "avatar/9"), "“schema”", "correct"),
        (("\n[licence]", "colour = 1\n[licence]"), "unknown key “files.colour”", "full, light, preview"),
        (("id = ", "idd = "), "unknown key “idd”", "did you mean “id”?"),
        (("id = ", "# "), "“id” is missing", "add id"),
        (('"lingzhi"', '"other"'), "not the folder's name", "rename"),
        (('"lingzhi"', '"../lingzhi"'), "“id”", "small letters"),
        (('"full.vrm"', '"../full.vrm"'), "outside the avatar's folder", "inside"),
        (('"full.vrm"', '"/etc/passwd"'), "outside the avatar's folder", "inside"),
        (('"full.vrm"', '"gone.vrm"'), "“gone.vrm” is missing", "lingzhi/"),
        (('"full.vrm"', "5"), "“files.full”", "correct"),
    ],
)
def test_a_wrong_manifest_is_told_with_what_was_meant(
    house: Path, change: tuple[str, str], problem: str, remedy: str
) -> None:
    put_avatar(house, "lingzhi", MANIFEST.format(id="lingzhi").replace(*change))
    (error,) = shelf.look().problems
    assert problem in error.what
    assert remedy in error.remedy


def test_a_link_that_leads_out_of_the_folder_is_refused(house: Path, tmp_path: Path) -> None:
    folder = put_avatar(house, "lingzhi")
    (tmp_path / "secret.vrm").write_bytes(b"")
    (folder / "full.vrm").unlink()
    (folder / "full.vrm").symlink_to(tmp_path / "secret.vrm")
    assert "outside" in shelf.look().problems[0].what


def test_the_users_own_avatars_stand_before_the_houses(house: Path) -> None:
    put_avatar(house, "lingzhi")
    put_avatar(paths.folders().avatars, "lingzhi")
    (paths.folders().avatars / "bought.vrm").write_bytes(b"")
    assert shelf.find_avatar("lingzhi").path.is_relative_to(paths.folders().avatars)
    assert [avatar.title_en for avatar in shelf.avatars()] == ["bought", "Lingzhi"]


def test_folders_without_a_manifest_are_no_avatars(house: Path) -> None:
    (house / "generator").mkdir()
    (house / "readme.txt").write_text("")
    assert shelf.look() == shelf.Look((), ())


def test_an_avatar_is_found_by_the_path_of_a_file_or_folder(house: Path, tmp_path: Path) -> None:
    bare = tmp_path / "my model.VRM"
    bare.write_bytes(b"")
    assert shelf.find_avatar(str(bare)).path == bare
    assert shelf.find_avatar(str(bare)).title_en == "my model"
    folder = put_avatar(tmp_path / "elsewhere", "lingzhi")
    assert shelf.find_avatar(str(folder)).title_zh == "灵芝"
    with pytest.raises(LibraryError, match="no such avatar"):
        shelf.find_avatar(str(tmp_path / "gone.vrm"))


def test_a_misspelt_name_is_answered_with_the_one_meant(house: Path) -> None:
    put_avatar(house, "lingzhi")
    with pytest.raises(LibraryError) as caught:
        shelf.find_avatar("linzhi")
    assert caught.value.remedy == "did you mean “lingzhi”?"
    with pytest.raises(LibraryError) as caught:
        shelf.find_avatar("quite other")
    assert "lingzhi" in caught.value.remedy


def put_take(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.take"
    with TakeWriter(path, fps=10.0) as writer:
        for i in range(11):
            writer.write(Landmarks(captured_at_s=i / 10, image_size=(640, 480)))
    return path


def test_takes_of_house_and_user_are_listed_with_their_length(house: Path) -> None:
    put_take(house, "welcome")
    put_take(paths.folders().takes, "mine")
    (house / "broken.take").write_bytes(b"nothing")
    listed = shelf.takes()
    assert [take.name for take in listed] == ["mine", "welcome"]
    assert listed[0].duration_s == pytest.approx(1.1, abs=0.11)
    assert listed[0].fps == 10.0


def test_takes_are_found_by_name_and_path(house: Path, tmp_path: Path) -> None:
    welcome = put_take(house, "welcome")
    assert shelf.find_take("welcome") == shelf.find_take("take:welcome") == welcome
    elsewhere = put_take(tmp_path / "elsewhere", "other")
    assert shelf.find_take(str(elsewhere)) == elsewhere
    with pytest.raises(LibraryError) as caught:
        shelf.find_take("welcom")
    assert caught.value.remedy == "did you mean “welcome”?"
    with pytest.raises(LibraryError, match="no such take"):
        shelf.find_take(str(tmp_path / "gone.take"))


def test_a_manifest_nested_without_end_is_an_error_not_a_crash(house: Path) -> None:
    put_avatar(house, "lingzhi", "x = [" + "[" * 2000)
    assert "TOML" in shelf.look().problems[0].what
