from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.library.preset_pack import HASHES, pack_preset, unpack_preset
from studio.library.presets import read_preset
from tests.support.presets import PRESET, make_preset


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    out = tmp_path / "shop.zip"
    pack_preset(make_preset(tmp_path / "here"), out)
    return out


def _changed(pack: Path, **changes: bytes | None) -> Path:
    """The pack with some of its files replaced (`None`: left out), hashes as they were."""
    with zipfile.ZipFile(pack) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, data in changes.items():
        files.pop(f"shop/{name}", None)
        if data is not None:
            files[f"shop/{name}"] = data
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return pack


def test_a_pack_opens_on_another_machine_with_all_its_assets(tmp_path: Path, pack: Path) -> None:
    found = unpack_preset(pack, tmp_path / "there")
    assert found.folder == tmp_path / "there" / "shop"
    here = read_preset(tmp_path / "here" / "shop")
    assert found.preset.overlays == here.preset.overlays
    assert [product.id for product in found.rundown] == [product.id for product in here.rundown]
    assert Path(found.preset.brand.logo).read_bytes() == Path(here.preset.brand.logo).read_bytes()
    assert not list((tmp_path / "there").glob(".unpacking-*"))


def test_the_same_folder_makes_the_same_pack(tmp_path: Path, pack: Path) -> None:
    again = tmp_path / "again.zip"
    pack_preset(tmp_path / "here" / "shop", again)
    assert again.read_bytes() == pack.read_bytes()


def test_hidden_files_and_links_stay_at_home(tmp_path: Path) -> None:
    folder = make_preset(tmp_path)
    (folder / ".secret.png").write_bytes(b"x")
    (folder / "link.png").symlink_to("/etc/hostname")
    (folder / "notes.key").write_bytes(b"x")
    pack_preset(folder, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = {name.removeprefix("shop/") for name in archive.namelist()}
    assert names == {"preset.toml", "rundown.csv", "logo.png", "box.png", HASHES}


def test_one_of_the_same_name_is_replaced_only_when_asked(tmp_path: Path, pack: Path) -> None:
    shelf = tmp_path / "there"
    unpack_preset(pack, shelf)
    (shelf / "shop" / "own.txt").write_text("mine")
    with pytest.raises(LibraryError, match="already"):
        unpack_preset(pack, shelf)
    assert (shelf / "shop" / "own.txt").exists()
    unpack_preset(pack, shelf, replace=True)
    assert not (shelf / "shop" / "own.txt").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"logo.png": b"another picture"},
        {"logo.png": None},
        {"more.png": b"put in"},
        {HASHES: None},
        {HASHES: b"[]"},
        {HASHES: json.dumps({"sha256": []}).encode()},
    ],
    ids=str,
)
def test_a_pack_that_was_tampered_with_is_refused(tmp_path: Path, pack: Path, changes: dict[str, bytes]) -> None:
    with pytest.raises(LibraryError) as refused:
        unpack_preset(_changed(pack, **changes), tmp_path / "there")
    assert refused.value.remedy
    assert list((tmp_path / "there").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../evil/preset.toml",
        "/etc/preset.toml",
        "shop/../../x.png",
        "C:\\x.png",
        "shop/a\\b.png",
        "shop/nul.png",
        "shop/x. ",
    ],
)
def test_a_pack_that_reaches_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    pack = tmp_path / "evil.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("shop/preset.toml", PRESET)
        archive.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(LibraryError):
        unpack_preset(pack, tmp_path / "there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.zip", "there"]


def test_a_pack_that_would_swell_is_not_unpacked(tmp_path: Path) -> None:
    pack = tmp_path / "bomb.zip"
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"shop/{number}.png", b"\0" * 32_000_000)
    with pytest.raises(LibraryError, match="far too much"):
        unpack_preset(pack, tmp_path / "there")


def test_a_pack_that_was_damaged_on_its_way_is_refused_in_words(tmp_path: Path, pack: Path) -> None:
    with zipfile.ZipFile(pack) as archive:
        entry = max(archive.infolist(), key=lambda one: one.compress_size)
    data = bytearray(pack.read_bytes())
    middle = entry.header_offset + 60 + entry.compress_size // 2
    data[middle : middle + 40] = b"\xff" * 40
    bad = tmp_path / "bad.zip"
    bad.write_bytes(data)
    with pytest.raises(LibraryError):
        unpack_preset(bad, tmp_path / "there")


def test_what_is_no_pack_or_holds_a_broken_preset_is_refused(tmp_path: Path, pack: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(pack.read_bytes()[:200])
    with pytest.raises(LibraryError, match="no readable pack"):
        unpack_preset(bad, tmp_path / "there")
    with pytest.raises(LibraryError):
        pack_preset(make_preset(tmp_path / "broken", PRESET.replace('"garden"', '"rococo"')), tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.parametrize("name", [".secret.png", "run.exe", "sub/x.py", "~x.png", "page.html"])
def test_what_would_not_go_into_a_pack_does_not_come_out_of_one(tmp_path: Path, name: str) -> None:
    pack = _written(tmp_path / "x.zip", {name: b"x"})
    with pytest.raises(LibraryError, match="does not belong"):
        unpack_preset(pack, tmp_path / "there")
    assert list((tmp_path / "there").iterdir()) == []


@pytest.mark.parametrize("files", [{"a.png": b"x", "a.png/b.png": b"x"}, {"a.png": b"x", "A.PNG": b"x"}])
def test_files_that_stand_in_each_others_way_are_refused_in_words(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(LibraryError, match="two files of one name"):
        unpack_preset(_written(tmp_path / "x.zip", files), tmp_path / "there")


def test_a_file_where_the_shelf_should_be_is_told_in_words(tmp_path: Path, pack: Path) -> None:
    (tmp_path / "there").write_text("a file")
    with pytest.raises(LibraryError, match="cannot be unpacked") as refused:
        unpack_preset(pack, tmp_path / "there")
    assert refused.value.remedy


def _written(pack: Path, files: dict[str, bytes]) -> Path:
    """A pack with right hashes."""
    files = {"preset.toml": PRESET.encode(), **files}
    told = {"sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in {**files, HASHES: json.dumps(told).encode()}.items():
            archive.writestr(f"shop/{name}", data)
    return pack
