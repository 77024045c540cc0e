from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from studio.core.errors import VrmError
from studio.vrm import Limits, avatar_from_bytes
from tests.support.small_vrm import SmallVrm


def test_positions_triangles_skin_and_morphs_arrive() -> None:
    avatar = SmallVrm().avatar()
    mesh = avatar.meshes[0]
    part = mesh.primitives[0]

    assert part.triangles.tolist() == [[0, 1, 2], [0, 2, 3]]
    np.testing.assert_allclose(part.positions[2], (0.1, 1.5, 0.1))
    assert part.joints is not None
    assert part.joints[:, 0].tolist() == [0, 0, 1, 1]
    assert mesh.morph_names == ("smile", "blink")
    assert part.morphs[0].vertices.tolist() == [2, 3]
    np.testing.assert_allclose(part.morphs[1].positions, [(0, -0.02, 0)] * 2)
    np.testing.assert_allclose(avatar.skins[0].node_from_mesh[1, :3, 3], (0, -1.5, 0))


def test_normals_are_made_where_the_file_has_none() -> None:
    normals = SmallVrm().avatar().meshes[0].primitives[0].normals

    np.testing.assert_allclose(normals, [(0, 0, 1)] * 4, atol=1e-6)


def test_normals_that_are_no_directions_are_mended() -> None:
    small = SmallVrm()
    small.primitive["attributes"]["NORMAL"] = small.add(np.float32([(0, 0, 2), (0, 0, 0), (np.nan, 0, 0), (1, 0, 0)]))

    avatar = small.avatar()

    np.testing.assert_allclose(
        avatar.meshes[0].primitives[0].normals, [(0, 0, 1), (0, 0, 1), (0, 0, 1), (1, 0, 0)], atol=1e-6
    )
    assert any("not numbers" in note for note in avatar.notes)


@pytest.mark.parametrize(
    ("mode", "indices", "expected"),
    [(5, [0, 1, 2, 3], [[0, 1, 2], [1, 3, 2]]), (6, [0, 1, 2, 3], [[0, 1, 2], [0, 2, 3]])],
)
def test_strips_and_fans_become_triangles_that_face_the_same_way(
    mode: int, indices: list[int], expected: list[list[int]]
) -> None:
    small = SmallVrm()
    small.primitive["mode"] = mode
    small.primitive["indices"] = small.add(np.uint32(indices))

    triangles = small.avatar().meshes[0].primitives[0].triangles

    assert sorted(map(sorted, triangles.tolist())) == sorted(map(sorted, expected))
    turns = [_is_even(a, b) for a, b in zip(triangles.tolist(), expected, strict=True)]
    assert all(turns)


def _is_even(got: list[int], expected: list[int]) -> bool:
    return got in (expected, expected[1:] + expected[:1], expected[2:] + expected[:2])


def test_parts_that_share_a_vertex_buffer_keep_only_their_own_vertices() -> None:
    small = SmallVrm()
    first = small.primitive
    second = {**first, "indices": small.add(np.uint8([0, 2, 3]))}
    first["indices"] = small.add(np.uint8([0, 1, 2]))
    small.doc["meshes"][0]["primitives"].append(second)

    parts = small.avatar().meshes[0].primitives

    assert [len(p.positions) for p in parts] == [3, 3]
    np.testing.assert_allclose(parts[1].positions[parts[1].triangles[0, 2]], (-0.1, 1.5, 0.1))
    assert parts[0].morphs[0].vertices.tolist() == [2]
    assert parts[1].morphs[0].vertices.tolist() == [1, 2]


def test_weights_add_up_to_one_and_a_vertex_without_weight_follows_its_first_joint() -> None:
    small = SmallVrm()
    weights = np.uint8([(255, 0, 0, 0), (0, 0, 0, 0), (64, 64, 0, 0), (255, 255, 255, 255)])
    small.primitive["attributes"]["WEIGHTS_0"] = small.add(weights, normalized=True)

    avatar = small.avatar()
    read = avatar.meshes[0].primitives[0].weights

    assert read is not None
    np.testing.assert_allclose(read.sum(axis=1), 1.0, atol=1e-6)
    np.testing.assert_allclose(read[1], (1, 0, 0, 0))
    assert any("without weight" in note for note in avatar.notes)


def test_the_strongest_four_of_eight_joints_are_kept() -> None:
    small = SmallVrm()
    attributes = small.primitive["attributes"]
    attributes["JOINTS_1"] = small.add(np.uint8([(1, 0, 0, 0)] * 4))
    attributes["WEIGHTS_0"] = small.add(np.float32([(0.1, 0.05, 0.05, 0.05)] * 4))
    attributes["WEIGHTS_1"] = small.add(np.float32([(0.75, 0, 0, 0)] * 4))

    part = small.avatar().meshes[0].primitives[0]

    assert part.joints is not None
    assert part.weights is not None
    assert part.joints[0, 0] == 1
    np.testing.assert_allclose(part.weights[0, 0], 0.75 / 0.95, rtol=1e-5)


def test_vertex_colours_without_alpha_are_opaque() -> None:
    small = SmallVrm()
    small.primitive["attributes"]["COLOR_0"] = small.add(np.float32([(0.5, 0.25, 1)] * 4))

    colors = small.avatar().meshes[0].primitives[0].colors

    assert colors is not None
    assert colors[0].tolist() == [0.5, 0.25, 1.0, 1.0]


def test_a_part_without_material_gets_the_default_one() -> None:
    small = SmallVrm()
    del small.primitive["material"]

    avatar = small.avatar()

    assert avatar.meshes[0].primitives[0].material == 1
    assert avatar.materials[1].mtoon is None


def change_index(small: SmallVrm) -> None:
    small.primitive["indices"] = small.add(np.uint16([0, 1, 4]))


def change_joint(small: SmallVrm) -> None:
    small.primitive["attributes"]["JOINTS_0"] = small.add(np.uint8([(2, 0, 0, 0)] * 4))


def change_uv_count(small: SmallVrm) -> None:
    small.primitive["attributes"]["TEXCOORD_0"] = small.add(np.float32([(0, 0)] * 3))


def change_weights(small: SmallVrm) -> None:
    small.doc["meshes"][0]["weights"] = [0.5, 0.5, 0.5]


def change_targets(small: SmallVrm) -> None:
    small.doc["meshes"][0]["primitives"].append({**small.primitive, "targets": []})


def change_draco(small: SmallVrm) -> None:
    small.primitive["extensions"] = {"KHR_draco_mesh_compression": {}}


def change_skin(small: SmallVrm) -> None:
    small.doc["skins"][0]["joints"] *= 3


def change_positions(small: SmallVrm) -> None:
    del small.primitive["attributes"]["POSITION"]


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        (change_index, "points at vertex 4", "primitives[0].indices"),
        (change_joint, "uses joint 2", "skin"),
        (change_uv_count, "3 values for 4 vertices", "TEXCOORD_0"),
        (change_weights, "3 morph weights for 2", "meshes[0].weights"),
        (change_targets, "different numbers of morph targets", "meshes[0].primitives"),
        (change_draco, "KHR_draco_mesh_compression", "primitives[0]"),
        (change_skin, "2 matrices for 6 joints", "skins[0]"),
        (change_positions, "no positions", "primitives[0].attributes"),
    ],
)
def test_parts_that_do_not_fit_each_other_are_refused_with_their_place(change: Any, what: str, where: str) -> None:
    small = SmallVrm()
    change(small)

    with pytest.raises(VrmError) as caught:
        small.avatar()

    assert what in caught.value.what
    assert where in caught.value.where


def test_one_mesh_drawn_a_thousand_times_counts_a_thousand_times() -> None:
    small = SmallVrm()
    small.doc["nodes"] += [{"mesh": 0} for _ in range(1000)]

    with pytest.raises(VrmError, match="triangles drawn"):
        avatar_from_bytes(small.pack(), "many.vrm", limits=Limits(triangles=500))
