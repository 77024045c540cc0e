from __future__ import annotations

import numpy as np
import pytest

from studio.core.avatar import LookAtKind, RangeMap
from studio.core.names import BONE
from studio.vrm.nodes import rest_world
from tests.support.small_vrm import SmallVrm, SmallVrm0

FREE = "allowModificationRedistribution"
PRIVATE = "personalNonProfit"


def test_the_figure_stands_where_the_same_one_of_1_0_stands() -> None:
    zero, one = SmallVrm0(), SmallVrm()

    world_of_zero, world_of_one = rest_world(zero.avatar().nodes), rest_world(one.avatar().nodes)

    for name, node in one.node.items():
        np.testing.assert_allclose(world_of_zero[node, :3, 3], world_of_one[node, :3, 3], atol=1e-6, err_msg=name)


def test_the_file_s_own_nodes_keep_their_numbers() -> None:
    small = SmallVrm0()
    nodes = small.avatar().nodes

    assert nodes.names[: len(small.doc["nodes"])] == tuple(n["name"] for n in small.doc["nodes"])
    assert len(nodes.names) == len(small.doc["nodes"]) + 1


def test_expression_names_and_weights_are_told_in_1_0() -> None:
    happy, aa, wink = SmallVrm0().avatar().expressions

    assert (happy.name, aa.name, wink.name) == ("happy", "aa", "Wink")
    assert (happy.is_preset, wink.is_preset, wink.is_binary) == (True, False, True)
    assert happy.morphs[0].weight == pytest.approx(0.5)


def test_thumbs_move_up_one_name() -> None:
    small = SmallVrm0()
    small.vrm["humanoid"]["humanBones"].append({"bone": "leftThumbProximal", "node": small.node["hair0"]})

    assert small.avatar().bones[BONE["leftThumbMetacarpal"]] == small.node["hair0"]


def test_gaze_comes_from_the_first_person_block() -> None:
    look = SmallVrm0().avatar().look_at

    assert look is not None
    assert look.kind is LookAtKind.BONE
    assert look.horizontal_inner == RangeMap(45, 15)
    # Unity's z points forward, the file's glTF axes backward.
    assert look.offset_from_head_m == pytest.approx((0.0, 0.06, -0.1))


def test_a_chain_ends_in_a_virtual_tail_and_keeps_its_settings() -> None:
    small = SmallVrm0()
    avatar = small.avatar()
    (spring,) = avatar.springs

    assert [j.node for j in spring.joints] == [small.node[f"hair{i}"] for i in range(4)]
    assert spring.virtual_tail
    assert spring.center == -1
    assert spring.joints[0].stiffness == 0.8
    # Unity's world has the figure's left at −X.
    assert spring.joints[0].gravity_dir == pytest.approx((-0.6, -0.8, 0.0))
    assert avatar.colliders[0].offset_m == pytest.approx((0.01, 0.02, -0.03))


def test_every_branch_below_a_spring_root_becomes_a_chain() -> None:
    small = SmallVrm0()
    small.doc["nodes"].append({"name": "side", "translation": [0.1, 0, 0]})
    side = len(small.doc["nodes"]) - 1
    small.doc["nodes"][small.node["hair1"]]["children"].append(side)

    springs = small.avatar().springs

    assert [[j.node for j in s.joints] for s in springs] == [[small.node[f"hair{i}"] for i in range(4)], [side]]


def test_material_values_become_binds() -> None:
    small = SmallVrm0()
    small.vrm["blendShapeMaster"]["blendShapeGroups"][0]["materialValues"] = [
        {"materialName": "skin", "propertyName": "_Color", "targetValue": [0.5, 0, 1, 0.25]},
        {"materialName": "skin", "propertyName": "_MainTex_ST", "targetValue": [0.5, 0.25, 0.1, 0.2]},
        {"materialName": "nobody", "propertyName": "_Color", "targetValue": [1, 1, 1, 1]},
    ]

    avatar = small.avatar()
    happy = avatar.expressions[0]

    assert happy.colors[0].value == pytest.approx((0.5**2.2, 0, 1, 0.25))
    assert happy.texture_transforms[0].scale == (0.5, 0.25)
    assert happy.texture_transforms[0].offset == pytest.approx((0.1, 0.55))
    assert any("'nobody'" in note for note in avatar.notes)


@pytest.mark.parametrize(
    ("meta", "commercial", "modification"),
    [
        ({"licenseName": "CC0", "commercialUssageName": "Allow"}, "corporation", FREE),
        ({"licenseName": "CC_BY_NC", "commercialUssageName": "Allow"}, PRIVATE, FREE),
        ({"licenseName": "CC_BY_ND", "commercialUssageName": "Allow"}, "corporation", "prohibited"),
        ({"licenseName": "Redistribution_Prohibited", "commercialUssageName": "Allow"}, "", "prohibited"),
        ({"licenseName": "Redistribution_Prohibited", "commercialUssageName": "Disallow"}, PRIVATE, "prohibited"),
        ({}, "", ""),
        (
            {
                "licenseName": "Other",
                "commercialUssageName": "Allow",
                "otherLicenseUrl": "https://hub.vroid.com/en/license?corporate_commercial_use=allow&modification=disallow",
            },
            "corporation",
            "prohibited",
        ),
        (
            {
                "licenseName": "Other",
                "otherPermissionUrl": "https://hub.vroid.com/license?corporate_commercial_use=disallow"
                "&personal_commercial_use=profit&modification=allow&redistribution=disallow",
            },
            "personalProfit",
            "allowModification",
        ),
        ({"otherLicenseUrl": "https://evil.example/license?corporate_commercial_use=allow"}, "", ""),
    ],
)  # fmt: skip
def test_the_licence_is_told_in_the_words_of_1_0(meta: dict[str, str], commercial: str, modification: str) -> None:
    small = SmallVrm0()
    small.vrm["meta"] = meta

    licence = small.avatar().licence

    assert licence.commercial_usage == commercial
    assert licence.modification == modification
