"""The models and the broken files of the shared folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import VrmError
from studio.vrm import load_avatar, report
from studio.vrm.nodes import rest_world

BROKEN = {
    "bad_truncated.vrm": ("cut off", "byte 8"),
    "bad_magic.vrm": ("does not begin with glTF", "byte 0"),
    "bad_json_length.vrm": ("reaches past the end", "JSON chunk, byte 12"),
    "bad_accessor_bounds.vrm": ("past the end of the buffer", "bufferViews[0]"),
    "bad_huge_count.vrm": ("4,000,000,000 elements, more than", "accessors[0].count"),
    "bad_uri_outside.vrm": ("never opened", "images[0].uri"),
    "bad_cyclic_nodes.vrm": ("leftUpperArm) is its own ancestor", "nodes[9].children"),
    "bad_morph_weights.vrm": ("3 morph weights for 1", "meshes[0].weights"),
    "bad_nan_positions.vrm": ("not a number", "accessors[0]"),
}


def test_every_broken_file_is_refused_and_says_what_and_where(shared: Path) -> None:
    files = sorted((shared / "vrm").glob("bad_*.vrm"))
    assert {f.name for f in files} == set(BROKEN)

    for path in files:
        what, where = BROKEN[path.name]
        with pytest.raises(VrmError) as caught:
            load_avatar(path)
        assert what in caught.value.what
        assert caught.value.where == f"{path.name}, {where}"
        assert caught.value.remedy


def test_every_sound_model_loads_as_its_manifest_says(shared: Path) -> None:
    rows = [line.split("\t") for line in (shared / "vrm/MANIFEST.tsv").read_text(encoding="utf-8").splitlines()]
    head, *models = rows
    for row in (dict(zip(head, row, strict=False)) for row in models):
        if not row["file"].endswith(".vrm") or row["file"].startswith("bad_"):
            continue
        path = shared / "vrm" / row["file"]
        avatar = load_avatar(path)
        assert avatar.vrm_version == row["vrm"], path.name
        assert avatar.triangle_count == int(row["triangles"]), path.name
        assert int((avatar.bones >= 0).sum()) == int(row["bones"]), path.name
        assert len(avatar.expressions) == int(row["expressions"]), path.name
        assert sum(len(s.joints) for s in avatar.springs) == int(row["spring_joints"]), path.name
        assert len(avatar.materials) == int(row["materials"]), path.name
        assert np.isfinite(rest_world(avatar.nodes)).all(), path.name
        assert "A company may use it commercially" in report(avatar, path)


def test_memory_of_textures_is_bounded_for_the_big_one(shared: Path) -> None:
    avatar = load_avatar(shared / "vrm/SeedSan_rebuilt.vrm")

    assert sum(t.pixels.nbytes for t in avatar.textures) < 200e6
    assert len({id(t.pixels) for t in avatar.textures}) <= 13
