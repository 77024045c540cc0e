from __future__ import annotations

from typing import Any

import pytest

from studio.core.avatar import (
    ColorTarget,
    ConstraintKind,
    FirstPerson,
    LookAtKind,
    OverrideKind,
    RangeMap,
)
from studio.core.errors import VrmError
from studio.core.names import BONE
from studio.vrm import Limits, avatar_from_bytes
from tests.support.small_vrm import SmallVrm


def test_bones_stand_at_their_place_in_the_fixed_order() -> None:
    small = SmallVrm()
    bones = small.avatar().bones

    assert bones[BONE["leftHand"]] == small.node["leftHand"]
    assert bones[BONE["jaw"]] == -1


def test_a_missing_required_bone_is_named() -> None:
    small = SmallVrm()
    del small.vrm["humanoid"]["humanBones"]["leftFoot"]

    with pytest.raises(VrmError, match="leftFoot"):
        small.avatar()


def test_thumbs_of_the_beta_get_their_names_of_1_0() -> None:
    small = SmallVrm()
    small.vrm["humanoid"]["humanBones"] |= {
        "leftThumbProximal": {"node": small.node["hair0"]},
        "leftThumbIntermediate": {"node": small.node["hair1"]},
    }

    bones = small.avatar().bones

    assert bones[BONE["leftThumbMetacarpal"]] == small.node["hair0"]
    assert bones[BONE["leftThumbProximal"]] == small.node["hair1"]


def test_expressions_bring_what_they_move_and_override() -> None:
    happy, blink, wink = SmallVrm().avatar().expressions

    assert (happy.name, happy.is_preset, wink.is_preset) == ("happy", True, False)
    assert happy.morphs[0].morph == 0
    assert happy.colors[0].target is ColorTarget.BASE
    assert happy.override_blink is OverrideKind.BLOCK
    assert blink.override_blink is OverrideKind.NONE
    assert wink.texture_transforms[0].offset == (0.5, 0)


def test_binds_that_move_nothing_are_left_out_and_noted() -> None:
    small = SmallVrm()
    small.vrm["expressions"]["preset"]["happy"]["morphTargetBinds"][0]["index"] = 9

    avatar = small.avatar()

    assert avatar.expressions[0].morphs == ()
    assert any("no morph target 9" in note for note in avatar.notes)


def test_a_preset_among_the_custom_ones_is_left_out_and_noted() -> None:
    small = SmallVrm()
    small.vrm["expressions"]["custom"]["blink"] = {}

    avatar = small.avatar()

    assert [e.name for e in avatar.expressions].count("blink") == 1
    assert any("does not belong here" in note for note in avatar.notes)


def test_range_maps_have_the_defaults_of_their_kind() -> None:
    small = SmallVrm()
    look = small.avatar().look_at
    assert look is not None
    assert look.kind is LookAtKind.BONE
    assert look.horizontal_inner == RangeMap(45, 15)
    assert look.vertical_up == RangeMap(90, 10)

    small.vrm["lookAt"] = {"type": "expression", "rangeMapVerticalUp": {"inputMaxValue": 0}}
    look = small.avatar().look_at
    assert look is not None
    assert look.horizontal_outer == RangeMap(90, 1)
    assert look.vertical_up.input_max_deg > 0


def test_first_person_marks_the_parts() -> None:
    assert SmallVrm().avatar().instances[0].first_person is FirstPerson.BOTH


def test_constraints_follow_their_source() -> None:
    small = SmallVrm()
    (constraint,) = small.avatar().constraints

    assert constraint.kind is ConstraintKind.ROLL
    assert (constraint.node, constraint.source) == (small.node["twist"], small.node["leftLowerArm"])
    assert (constraint.weight, constraint.axis) == (0.5, (1, 0, 0))


def test_aim_axes_point_both_ways() -> None:
    small = SmallVrm()
    extension = small.doc["nodes"][small.node["twist"]]["extensions"]["VRMC_node_constraint"]
    extension["constraint"] = {"aim": {"source": 0, "aimAxis": "NegativeY"}}

    (constraint,) = small.avatar().constraints

    assert constraint.kind is ConstraintKind.AIM
    assert constraint.axis == (0, -1, 0)


def test_a_node_that_follows_itself_is_left_out_and_noted() -> None:
    small = SmallVrm()
    extension = small.doc["nodes"][small.node["twist"]]["extensions"]["VRMC_node_constraint"]
    extension["constraint"]["roll"]["source"] = small.node["twist"]

    avatar = small.avatar()

    assert avatar.constraints == ()
    assert any("cannot follow itself" in note for note in avatar.notes)


def test_what_a_licence_does_not_allow_is_not_allowed() -> None:
    licence = SmallVrm().avatar().licence

    assert licence.commercial_usage == "personalNonProfit"
    assert licence.avatar_permission == "onlyAuthor"
    assert licence.redistribution is False


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda vrm: vrm.update(specVersion="2.0"), "specVersion"),
        (lambda vrm: vrm.pop("humanoid"), "humanoid"),
        (lambda vrm: vrm["humanoid"]["humanBones"]["hips"].update(node=99), "hips.node"),
        (lambda vrm: vrm["expressions"]["preset"]["happy"].update(overrideBlink="perhaps"), "overrideBlink"),
        (lambda vrm: vrm["expressions"]["preset"]["happy"].update(isBinary=1), "isBinary"),
        (lambda vrm: vrm["lookAt"].update(type="telepathy"), "lookAt.type"),
        (lambda vrm: vrm.update(expressions=[]), "expressions"),
        (lambda vrm: vrm["meta"].update(name=7), "meta.name"),
    ],
)
def test_wrong_values_in_the_extension_are_refused_with_their_place(change: Any, where: str) -> None:
    small = SmallVrm()
    change(small.vrm)

    with pytest.raises(VrmError) as caught:
        small.avatar()

    assert "VRMC_vrm" in caught.value.where
    assert caught.value.where.endswith(where)


def test_more_binds_than_the_limit_are_refused() -> None:
    small = SmallVrm()
    bind = small.vrm["expressions"]["preset"]["happy"]["morphTargetBinds"][0]
    small.vrm["expressions"]["preset"]["happy"]["morphTargetBinds"] = [bind] * 50

    with pytest.raises(VrmError, match="moved by expressions"):
        avatar_from_bytes(small.pack(), "many.vrm", limits=Limits(binds=20))


def test_a_thumbnail_that_cannot_be_read_costs_no_avatar() -> None:
    small = SmallVrm()
    small.picture(b"broken")
    small.vrm["meta"]["thumbnailImage"] = 1

    avatar = small.avatar()

    assert avatar.thumbnail is None
    assert any("no preview" in note for note in avatar.notes)


def test_the_thumbnail_is_kept_small() -> None:
    small = SmallVrm()
    small.vrm["meta"]["thumbnailImage"] = 0

    thumbnail = small.avatar().thumbnail

    assert thumbnail is not None
    assert thumbnail.shape == (4, 8, 4)
