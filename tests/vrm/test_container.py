from __future__ import annotations

import struct
from pathlib import Path

import pytest

from studio.core.errors import VrmError
from studio.vrm import Limits, avatar_from_bytes, load_avatar
from studio.vrm.container import open_container
from tests.support.small_vrm import SmallVrm, packed


def test_json_and_binary_chunks_come_out_as_they_went_in() -> None:
    container = open_container(packed(b'{"asset": {"version": "2.0"}}', b"12345678"), "a.vrm", Limits())

    assert list(container.root.keys()) == ["asset"]
    assert bytes(container.binary) == b"12345678"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "too short"),
        (b"glTX" + packed(b"{}", b"")[4:], "does not begin with glTF"),
        (packed(b"{}", b"")[:4] + struct.pack("<I", 1) + packed(b"{}", b"")[8:], "version 1"),
        (packed(b"{}", b"1234")[:-4], "cut off"),
        (packed(b"[]", b""), "not a JSON object"),
        (packed(b'{"a": NaN}', b""), "not valid JSON"),
        (packed(b"\xff\xfe", b""), "not valid JSON"),
        (packed(b"[" * 200_000, b""), "nested too deeply"),
    ],
)
def test_a_broken_container_is_refused_and_the_file_named(data: bytes, what: str) -> None:
    with pytest.raises(VrmError, match=what) as caught:
        avatar_from_bytes(data, "broken.vrm")

    assert caught.value.where.startswith("broken.vrm")
    assert caught.value.remedy


def test_a_chunk_length_past_the_end_is_not_believed() -> None:
    data = bytearray(SmallVrm().pack())
    struct.pack_into("<I", data, 12, 0x7FFF0000)

    with pytest.raises(VrmError, match="reaches past the end"):
        avatar_from_bytes(bytes(data), "long.vrm")


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.vrm"
    path.write_bytes(SmallVrm().pack())

    with pytest.raises(VrmError, match="more than"):
        load_avatar(path, limits=Limits(file_bytes=1000))


def test_a_missing_file_and_a_folder_are_told_apart_from_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(VrmError, match="cannot be read"):
        load_avatar(tmp_path / "none.vrm")
    with pytest.raises(VrmError, match="not a file"):
        load_avatar(tmp_path)


def test_a_gltf_without_the_vrm_extension_is_told_so() -> None:
    small = SmallVrm()
    del small.doc["extensions"]["VRMC_vrm"]

    with pytest.raises(VrmError, match="not a VRM avatar"):
        small.avatar()


def test_a_required_extension_nobody_here_reads_is_named() -> None:
    small = SmallVrm()
    small.doc["extensionsRequired"] = ["KHR_draco_mesh_compression"]

    with pytest.raises(VrmError, match="KHR_draco_mesh_compression"):
        small.avatar()


def test_an_optional_unknown_extension_is_noted() -> None:
    small = SmallVrm()
    small.doc["extensionsUsed"].append("VENDOR_sparkle")

    assert any("VENDOR_sparkle" in note for note in small.avatar().notes)
