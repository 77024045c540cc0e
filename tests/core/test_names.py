from __future__ import annotations

import numpy as np

from studio.core.names import ARKIT, ARKIT_INDEX, BONE, BONE_PARENT, BONES, PRESET, PRESETS


def test_there_are_as_many_names_as_the_standards_have() -> None:
    assert (len(set(BONES)), len(set(PRESETS)), len(set(ARKIT))) == (55, 18, 52)


def test_an_index_leads_back_to_its_name() -> None:
    for names, index in ((BONES, BONE), (PRESETS, PRESET), (ARKIT, ARKIT_INDEX)):
        assert [names[index[name]] for name in names] == list(names)


def test_parents_come_before_their_children() -> None:
    assert BONE_PARENT[BONE["hips"]] == -1
    assert all(parent < child for child, parent in enumerate(BONE_PARENT))
    assert sum(parent == -1 for parent in BONE_PARENT) == 1


def test_every_bone_hangs_where_the_vrm_specification_hangs_it() -> None:
    """VRMC_vrm-1.0 humanoid.md, the tree of human bones."""
    parents = {name: BONES[BONE_PARENT[i]] for name, i in BONE.items() if BONE_PARENT[i] >= 0}
    assert parents["leftShoulder"] == parents["neck"] == "upperChest"
    assert parents["leftUpperLeg"] == "hips"
    assert parents["rightHand"] == "rightLowerArm"
    assert parents["leftThumbMetacarpal"] == parents["leftLittleProximal"] == "leftHand"
    assert parents["rightIndexDistal"] == "rightIndexIntermediate"
    assert parents["leftEye"] == parents["jaw"] == "head"


def test_left_and_right_are_mirror_images_of_each_other() -> None:
    for name in BONES:
        if name.startswith("left"):
            other = BONE["right" + name[4:]]
            mine, theirs = BONES[BONE_PARENT[BONE[name]]], BONES[BONE_PARENT[other]]
            assert theirs == (mine.replace("left", "right", 1) if mine.startswith("left") else mine)
    lefts = np.array([name.endswith("Left") for name in ARKIT])
    rights = np.array([name.endswith("Right") for name in ARKIT])
    assert lefts.sum() == rights.sum()
