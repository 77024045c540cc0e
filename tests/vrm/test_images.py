from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import pytest

from studio.core.avatar import Wrap
from studio.core.errors import VrmError
from studio.vrm import Limits, avatar_from_bytes
from tests.support.small_vrm import SmallVrm, png


def with_base_texture(data: bytes, mime: str = "image/png") -> SmallVrm:
    small = SmallVrm()
    small.doc["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]["index"] = small.picture(data, mime)
    return small


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_picture_format_becomes_rgba(kind: str) -> None:
    color = (200, 100, 50) if kind == "JPEG" else (200, 100, 50, 128)
    texture = with_base_texture(png(16, 8, color, kind), f"image/{kind.lower()}").avatar().textures[0]

    assert texture.pixels.shape == (8, 16, 4)
    assert np.abs(texture.pixels[0, 0].astype(int) - (200, 100, 50, 255 if kind == "JPEG" else 128)).max() <= 3


def test_a_picture_may_lie_in_a_data_uri() -> None:
    small = with_base_texture(png(2, 2))
    small.doc["images"][-1] = {"uri": "data:image/png;base64," + base64.b64encode(png(3, 5)).decode()}

    assert small.avatar().textures[0].pixels.shape == (5, 3, 4)


@pytest.mark.parametrize("uri", ["../../etc/passwd", "http://example.com/a.png", "file:///etc/passwd"])
def test_a_picture_outside_the_file_is_never_opened(uri: str) -> None:
    small = with_base_texture(png(2, 2))
    small.doc["images"][-1] = {"uri": uri}

    with pytest.raises(VrmError, match="never opened") as caught:
        small.avatar()

    assert "images[1].uri" in caught.value.where


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))

    with pytest.raises(VrmError, match="too large"):
        with_base_texture(b"\x89PNG\r\n\x1a\n" + chunk).avatar()


@pytest.mark.parametrize("data", [b"", b"GIF89a" + bytes(50), png(8, 8)[:40], b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_a_broken_picture_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(VrmError, match="cannot be read") as caught:
        with_base_texture(data).avatar()

    assert "images[1]" in caught.value.where


def test_large_pictures_are_made_smaller_and_it_is_said() -> None:
    data = with_base_texture(png(64, 16)).pack()

    avatar = avatar_from_bytes(data, "a.vrm", limits=Limits(texture_side=32))

    assert avatar.textures[0].pixels.shape == (8, 32, 4)
    assert any("64 × 16 to 32 × 8" in note for note in avatar.notes)


def test_all_pictures_together_stay_within_the_memory_allowed() -> None:
    data = with_base_texture(png(64, 64)).pack()

    avatar = avatar_from_bytes(data, "a.vrm", limits=Limits(texture_bytes=5000))

    assert sum(t.pixels.nbytes for t in avatar.textures) <= 5000


def test_pictures_no_material_uses_are_not_decoded() -> None:
    small = SmallVrm()
    small.picture(b"not a picture at all")

    assert len(small.avatar().textures) == 1


def test_ktx2_textures_are_refused_by_name() -> None:
    small = with_base_texture(png(2, 2))
    small.doc["textures"][-1] = {"extensions": {"KHR_texture_basisu": {"source": 0}}}

    with pytest.raises(VrmError, match="KHR_texture_basisu"):
        small.avatar()


def test_the_webp_extension_is_preferred_over_the_fallback() -> None:
    small = with_base_texture(png(7, 3, kind="WEBP"), "image/webp")
    small.doc["textures"][-1] = {"source": 0, "extensions": {"EXT_texture_webp": {"source": 1}}}

    assert small.avatar().textures[0].pixels.shape == (3, 7, 4)


def test_samplers_say_how_a_texture_repeats() -> None:
    small = with_base_texture(png(2, 2))
    small.doc["samplers"] = [{"wrapS": 33071, "wrapT": 33648, "magFilter": 9728, "minFilter": 9984}]
    small.doc["textures"][-1]["sampler"] = 0

    texture = small.avatar().textures[0]

    assert (texture.wrap_s, texture.wrap_t) == (Wrap.CLAMP_TO_EDGE, Wrap.MIRRORED_REPEAT)
    assert (texture.mag_filter, texture.min_filter) == (9728, 9984)


def test_sixteen_bit_grey_is_scaled_not_clipped() -> None:
    rows = b"".join(b"\0" + struct.pack(">2H", 0x8000, 0x8000) for _ in range(2))
    body = b""
    for kind, content in (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 16, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ):
        body += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = with_base_texture(b"\x89PNG\r\n\x1a\n" + body).avatar().textures[0].pixels

    assert pixels[0, 0].tolist() == [128, 128, 128, 255]
