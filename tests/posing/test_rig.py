from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.core.avatar import Avatar
from studio.core.names import BONE, BONE_PARENT, BONES
from studio.core.pose import AvatarState, rest_rotations
from studio.maths import quaternions
from studio.posing import Poser
from studio.posing.rig import Rig
from studio.vrm import load_avatar
from tests.support.small_vrm import SmallVrm, SmallVrm0, crooked

ANGLES = arrays(np.float64, (55, 3), elements=st.floats(-3, 3))


def chained(avatar: Avatar, local: list[np.ndarray]) -> list[np.ndarray]:
    """World matrices, one node after another: the slow way."""
    world: list[np.ndarray] = [np.eye(4)] * len(local)
    for node in avatar.nodes.order:
        parent = int(avatar.nodes.parents[node])
        world[node] = local[node] if parent < 0 else world[parent] @ local[node]
    return world


def trs(translation: Any, turn: np.ndarray, scale: Any) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, :3] = turn @ np.diag(np.asarray(scale, float))
    matrix[:3, 3] = translation
    return matrix


def posed_by_matrices(avatar: Avatar, rotations: np.ndarray, hips_offset: np.ndarray) -> list[np.ndarray]:
    """The pose by matrices alone: raw = P⁻¹ · normalized · P · rest, P the rest rotation of the parent in the world."""
    nodes = avatar.nodes
    rest = [quaternions.to_matrix(q.astype(float)) for q in nodes.rotations]
    rest_turn: list[np.ndarray] = [np.eye(3)] * len(rest)
    for node in nodes.order:
        parent = int(nodes.parents[node])
        rest_turn[node] = rest[node] if parent < 0 else rest_turn[parent] @ rest[node]
    local = [trs(nodes.translations[i], rest[i], nodes.scales[i]) for i in range(len(rest))]
    rest_world = chained(avatar, local)
    for bone, node in enumerate(avatar.bones):
        if node < 0:
            continue
        parent = int(nodes.parents[node])
        above = np.eye(3) if parent < 0 else rest_turn[parent]
        turn = above.T @ quaternions.to_matrix(rotations[bone]) @ above @ rest[node]
        local[node] = trs(nodes.translations[node], turn, nodes.scales[node])
    hips = int(avatar.bones[BONE["hips"]])
    parent = int(nodes.parents[hips])
    above = np.eye(4) if parent < 0 else rest_world[parent]
    local[hips][:3, 3] = (np.linalg.inv(above) @ np.append(rest_world[hips][:3, 3] + hips_offset, 1.0))[:3]
    return chained(avatar, local)


@pytest.mark.parametrize("kind", [SmallVrm, SmallVrm0])
@given(ANGLES)
def test_nodes_stand_where_a_chain_of_matrices_puts_them(kind: type[SmallVrm], angles: np.ndarray) -> None:
    avatar = crooked(kind)
    rig = Rig(avatar)
    rotations = quaternions.from_rotation_vector(angles)
    offset = angles[0] * 0.1

    world = rig.world(rig.local(rig.local_rotations(rotations), offset))

    np.testing.assert_allclose(world, posed_by_matrices(avatar, rotations, offset), atol=1e-6)
    np.testing.assert_allclose(rig.world_from_head(rotations, offset), world[rig.head], atol=1e-9)


@pytest.mark.parametrize("kind", [SmallVrm, SmallVrm0])
@given(ANGLES)
def test_whatever_axes_a_rig_has_a_normalized_turn_means_the_same(kind: type[SmallVrm], angles: np.ndarray) -> None:
    """In the world every bone has turned by the product of the normalized rotations from the hips down."""
    avatar = crooked(kind)
    rig = Rig(avatar)
    rotations = quaternions.from_rotation_vector(angles)
    world = rig.world(rig.local(rig.local_rotations(rotations), np.zeros(3)))
    for bone in rig.bones:
        expected = np.eye(3)
        above = int(bone)
        while above >= 0:
            if avatar.bones[above] >= 0:
                expected = quaternions.to_matrix(rotations[above]) @ expected
            above = BONE_PARENT[above]
        node = avatar.bones[bone]
        turned = world[node, :3, :3] @ np.linalg.inv(rig.rest_world[node, :3, :3])
        np.testing.assert_allclose(turned, expected, atol=1e-5, err_msg=BONES[bone])


def test_the_rest_pose_leaves_every_node_at_rest() -> None:
    avatar = crooked(SmallVrm)
    figure = Poser(avatar, springs=False).pose(AvatarState(), 1 / 60)

    np.testing.assert_allclose(figure.world_from_node, Rig(avatar).rest_world, atol=1e-6)
    assert not figure.world_from_node.flags.writeable


def test_left_and_right_up_and_forward_are_what_they_are_called(shared: Path) -> None:
    """A raised left arm goes up at +X, a nod brings the nose down: for a figure of 0.x as for one of 1.0."""
    for name in ("Godette_vrm_v4.vrm", "SeedSan_rebuilt.vrm"):
        avatar = load_avatar(shared / "vrm" / name)
        rotations = rest_rotations()
        rotations[BONE["leftUpperArm"]] = quaternions.from_euler_xyz((0.0, 0.0, 1.2))
        figure = Poser(avatar, springs=False).pose(AvatarState(rotations=rotations), 1 / 60)
        hands = [figure.world_from_node[avatar.bones[BONE[side + "Hand"]], :3, 3] for side in ("left", "right")]
        assert hands[0][0] > 0 > hands[1][0], name
        assert hands[0][1] > hands[1][1] + 0.2, name


def test_the_hips_move_by_the_offset_scaled_to_the_avatar_s_size() -> None:
    avatar = SmallVrm().avatar()
    hips = int(avatar.bones[BONE["hips"]])
    rest = Rig(avatar).rest_world[hips, :3, 3]
    state = AvatarState(hips_offset_m=np.float32((0.1, -0.2, 0.3)))

    as_told = Poser(avatar, hips_scale=1.0).pose(state, 1 / 60).world_from_node[hips, :3, 3]
    scaled = Poser(avatar).pose(state, 1 / 60).world_from_node[hips, :3, 3]

    np.testing.assert_allclose(as_told - rest, (0.1, -0.2, 0.3), atol=1e-6)
    np.testing.assert_allclose(scaled - rest, np.array((0.1, -0.2, 0.3)) * 0.9 / 0.93, atol=1e-6)
