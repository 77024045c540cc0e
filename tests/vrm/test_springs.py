from __future__ import annotations

import math
from typing import Any

import pytest

from studio.core.avatar import Collider, ColliderShape
from studio.core.errors import VrmError
from studio.vrm import Limits, avatar_from_bytes
from tests.support.small_vrm import SmallVrm, SmallVrm0

_EXTENDED = "VRMC_springBone_extended_collider"


def collider(shape: dict[str, Any], extended: dict[str, Any] | None = None) -> tuple[Collider, tuple[str, ...]]:
    small = SmallVrm()
    item: dict[str, Any] = {"node": 0, "shape": shape}
    if extended is not None:
        item["extensions"] = {_EXTENDED: extended}
    small.springs["colliders"] = [item]
    avatar = small.avatar()
    return avatar.colliders[0], avatar.notes


def test_joints_bring_their_settings_and_defaults() -> None:
    spring = SmallVrm().avatar().springs[0]

    assert len(spring.joints) == 4
    assert spring.joints[0].drag_force == 0.4
    assert spring.joints[0].stiffness == 1.0
    assert spring.joints[0].gravity_dir == (0, -1, 0)
    assert spring.colliders == (0,)
    assert not spring.virtual_tail


def test_an_angle_limit_is_read_in_degrees() -> None:
    small = SmallVrm()
    small.springs["springs"][0]["joints"][0]["angleLimit"] = 30

    first, second, *_ = small.avatar().springs[0].joints

    assert first.angle_limit_rad == pytest.approx(math.radians(30))
    assert second.angle_limit_rad is None


def test_plain_shapes_are_spheres_and_capsules() -> None:
    sphere, _ = collider({"sphere": {"offset": [1, 2, 3], "radius": 0.5}})
    capsule, _ = collider({"capsule": {"offset": [1, 2, 3], "tail": [0, 1, 0], "radius": 0.5}})

    assert (sphere.shape, sphere.offset_m, sphere.radius_m, sphere.inside) == (
        ColliderShape.SPHERE, (1, 2, 3), 0.5, False,
    )  # fmt: skip
    assert (capsule.shape, capsule.tail_m) == (ColliderShape.CAPSULE, (0, 1, 0))


@pytest.mark.parametrize(
    ("shape", "expected", "inside"),
    [
        ({"sphere": {"radius": 1, "inside": True}}, ColliderShape.SPHERE, True),
        ({"capsule": {"radius": 1, "inside": True}}, ColliderShape.CAPSULE, True),
        ({"plane": {"normal": [0, 2, 0]}}, ColliderShape.PLANE, False),
    ],
)
def test_extended_shapes_are_preferred_over_their_fallback(
    shape: dict[str, Any], expected: ColliderShape, inside: bool
) -> None:
    fallback = {"sphere": {"radius": 0.1}}
    read, _ = collider(fallback, {"specVersion": "1.0", "shape": shape})

    assert (read.shape, read.inside) == (expected, inside)
    assert read.normal == (0, 1, 0)


def test_without_a_stated_version_the_fallback_counts_where_there_is_one() -> None:
    plane = {"shape": {"plane": {}}}

    with_fallback, notes = collider({"sphere": {"radius": 0.1}}, plane)
    alone, more_notes = collider({}, plane)

    assert with_fallback.shape is ColliderShape.SPHERE
    assert any("base shape" in note for note in notes)
    assert alone.shape is ColliderShape.PLANE
    assert any("read as 1.0" in note for note in more_notes)


def test_a_chain_is_cut_where_a_joint_does_not_hang_from_the_one_before() -> None:
    small = SmallVrm()
    small.springs["springs"][0]["joints"][2]["node"] = small.node["leftHand"]

    avatar = small.avatar()

    assert len(avatar.springs[0].joints) == 2
    assert any("cut there" in note for note in avatar.notes)


def test_a_joint_moves_with_one_spring_only() -> None:
    small = SmallVrm()
    small.springs["springs"] *= 2

    avatar = small.avatar()

    assert len(avatar.springs) == 1
    assert any("another spring" in note for note in avatar.notes)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda s: s["springs"][0]["joints"][0].update(node=99), "joints[0].node"),
        (lambda s: s["springs"][0].update(colliderGroups=[5]), "colliderGroups"),
        (lambda s: s["springs"][0].update(center=99), "center"),
        (lambda s: s["springs"][0]["joints"][0].update(dragForce=-1), "dragForce"),
        (lambda s: s["colliders"][0].update(node=99), "colliders[0].node"),
        (lambda s: s["colliders"][0]["shape"]["sphere"].update(radius=-1), "radius"),
    ],
)
def test_wrong_values_are_refused_with_their_place(change: Any, where: str) -> None:
    small = SmallVrm()
    change(small.springs)

    with pytest.raises(VrmError) as caught:
        small.avatar()

    assert "VRMC_springBone" in caught.value.where
    assert where in caught.value.where


@pytest.mark.parametrize("small", [SmallVrm(), SmallVrm0()])
def test_more_joints_than_the_limit_are_refused(small: SmallVrm) -> None:
    with pytest.raises(VrmError, match="more than the 3 allowed"):
        avatar_from_bytes(small.pack(), "many.vrm", limits=Limits(spring_joints=3))
