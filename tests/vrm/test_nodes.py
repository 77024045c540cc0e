from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from studio.core.errors import VrmError
from studio.maths import quaternions, transforms
from tests.support.small_vrm import SmallVrm


def test_order_lists_parents_before_children() -> None:
    nodes = SmallVrm().avatar().nodes
    place = np.argsort(nodes.order)

    assert all(place[p] < place[i] for i, p in enumerate(nodes.parents) if p >= 0)


def test_a_matrix_is_taken_apart_into_what_it_was_made_of() -> None:
    small = SmallVrm()
    turn = quaternions.from_euler_xyz((0.3, -0.5, 0.9))
    matrix = transforms.compose((1, 2, 3), turn, (2, 2, 2))
    small.doc["nodes"].append({"matrix": matrix.T.reshape(-1).tolist()})

    nodes = small.avatar().nodes

    np.testing.assert_allclose(nodes.translations[-1], (1, 2, 3), atol=1e-6)
    np.testing.assert_allclose(nodes.scales[-1], (2, 2, 2), atol=1e-5)
    assert quaternions.angle_between(nodes.rotations[-1], turn) < 1e-3


def loop(doc: dict[str, Any], node: dict[str, int]) -> None:
    doc["nodes"][node["leftHand"]]["children"] = [node["leftUpperArm"]]


def adopt(doc: dict[str, Any], node: dict[str, int]) -> None:
    doc["nodes"][node["rightHand"]]["children"] = [node["hair3"]]


def orphan_loop(doc: dict[str, Any], node: dict[str, int]) -> None:
    count = len(doc["nodes"])
    doc["nodes"] += [{"children": [count + 1]}, {"children": [count]}]


def deep(doc: dict[str, Any], node: dict[str, int]) -> None:
    count = len(doc["nodes"])
    doc["nodes"] += [{"children": [count + i + 1]} for i in range(600)] + [{}]


def far(doc: dict[str, Any], node: dict[str, int]) -> None:
    doc["nodes"][node["head"]]["translation"] = [0, 1e8, 0]


def huge(doc: dict[str, Any], node: dict[str, int]) -> None:
    for name in ("spine", "head", "hair0"):
        doc["nodes"][node[name]]["scale"] = [1e5, 1e5, 1e5]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (loop, "is its own ancestor"),
        (adopt, "has two parents"),
        (orphan_loop, "its own ancestor"),
        (deep, "levels deep"),
        (far, "out of reach"),
        (huge, "out of reach"),
    ],
)
def test_a_tree_that_is_none_or_leaves_this_world_is_refused(change: Any, what: str) -> None:
    small = SmallVrm()
    change(small.doc, small.node)

    with pytest.raises(VrmError, match=what) as caught:
        small.avatar()

    assert "nodes" in caught.value.where


def test_a_rotation_of_no_length_is_mended_and_noted() -> None:
    small = SmallVrm()
    small.doc["nodes"][small.node["hair3"]]["rotation"] = [0, 0, 0, 0]

    avatar = small.avatar()

    assert avatar.nodes.rotations[small.node["hair3"]].tolist() == [0, 0, 0, 1]
    assert any("no length" in note for note in avatar.notes)
