from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from studio.core.avatar import Avatar, Collider, ColliderShape, Spring, SpringJoint
from studio.core.names import BONE
from studio.core.pose import AvatarState, rest_rotations
from studio.maths import quaternions
from studio.posing import Poser
from studio.posing.rig import Rig
from tests.support.small_vrm import SmallVrm, SmallVrm0, crooked

NODE = SmallVrm().node
HAIR = [NODE[f"hair{i}"] for i in range(4)]
STEP = 1 / 60


def hairy(*colliders: Collider, center: int = -1, base: Avatar | None = None, **joint: Any) -> Avatar:
    """The small figure with one chain of three bones and the colliders given."""
    avatar = base or SmallVrm().avatar()
    joints = tuple(SpringJoint(node, **({"stiffness": 0.5, "drag_force": 0.3} | joint)) for node in HAIR)
    spring = Spring("hair", joints, tuple(range(len(colliders))), center)
    return replace(avatar, springs=(spring,), colliders=colliders)


def dancing(time_s: float) -> AvatarState:
    """A head that shakes on hips that sway."""
    rotations = rest_rotations()
    rotations[BONE["head"]] = quaternions.from_axis_angle((0, 1, 0), 0.6 * math.sin(8 * time_s))
    rotations[BONE["spine"]] = quaternions.from_axis_angle((0, 0, 1), 0.3 * math.sin(5 * time_s))
    return AvatarState(rotations=rotations, hips_offset_m=np.float32((0.1 * math.sin(6 * time_s), 0, 0)))


def run(avatar: Avatar, seconds: float, rate: float = 60.0, **options: Any) -> np.ndarray:
    """(frames, 4, 3): where the hair's nodes are in each frame of the dance."""
    poser = Poser(avatar, hips_scale=1.0, **options)
    poser.pose(dancing(0.0), 0.0)
    frames = round(seconds * rate)
    return np.array([poser.pose(dancing((i + 1) / rate), 1 / rate).world_from_node[HAIR, :3, 3] for i in range(frames)])


@dataclass
class SlowJoint:
    """One joint as the specification's pseudocode has it (VRMC_springBone-1.0, "Spring bone algorithm")."""

    node: int
    child: int
    settings: SpringJoint
    tail: np.ndarray
    previous: np.ndarray


def slowly(avatar: Avatar, seconds: float) -> np.ndarray:
    """The same dance by the specification's pseudocode, joint by joint, in world space."""
    rig = Rig(avatar)
    (spring,) = avatar.springs
    pairs = list(zip(spring.joints[:-1], spring.joints[1:], strict=True))
    joints: list[SlowJoint] = []
    frames = []
    for frame in range(round(seconds / STEP)):
        state = dancing((frame + 1) * STEP)
        local = rig.local(rig.local_rotations(state.rotations.astype(float)), state.hips_offset_m.astype(float))
        world = rig.world(local)
        if frame == 0:
            begin = rig.world(rig.local(rig.local_rotations(dancing(0.0).rotations.astype(float)), np.zeros(3)))
            joints = [SlowJoint(a.node, b.node, a, begin[b.node, :3, 3], begin[b.node, :3, 3]) for a, b in pairs]
        for joint in joints:
            _advance(joint, avatar, rig, local, world)
            world = rig.world(local)
        frames.append(world[HAIR, :3, 3])
    return np.array(frames)


def _advance(joint: SlowJoint, avatar: Avatar, rig: Rig, local: np.ndarray, world: np.ndarray) -> None:
    settings = joint.settings
    parent = world[rig.parents[joint.node]]
    rest = parent @ rig.rest_local[joint.node]
    head = rest[:3, 3]
    bone = rest[:3, :3] @ rig.rest_translations[joint.child]
    length = float(np.linalg.norm(bone))
    inertia = (joint.tail - joint.previous) * (1.0 - settings.drag_force)
    stiffness = bone / length * settings.stiffness * STEP
    gravity = np.array(settings.gravity_dir) * settings.gravity_power * STEP
    tail = joint.tail + inertia + stiffness + gravity
    tail = head + (tail - head) / np.linalg.norm(tail - head) * length
    for collider in avatar.colliders:
        distance, way = _collide(collider, world[collider.node], tail, settings.hit_radius_m)
        if distance < 0.0:
            tail = tail - way * distance
            tail = head + (tail - head) / np.linalg.norm(tail - head) * length
    joint.previous, joint.tail = joint.tail, tail
    to = np.linalg.inv(rest) @ np.append(tail, 1.0)
    turn = quaternions.between(rig.rest_translations[joint.child], to[:3])
    rotation = quaternions.multiply(rig.rest_rotations[joint.node], turn)
    local[joint.node, :3, :3] = quaternions.to_matrix(rotation) * rig.scales[joint.node]


def _collide(collider: Collider, matrix: np.ndarray, tail: np.ndarray, radius: float) -> tuple[float, np.ndarray]:
    def placed(point: Any) -> np.ndarray:
        return (matrix @ np.append(np.asarray(point, float), 1.0))[:3]

    delta = tail - placed(collider.offset_m)
    if collider.shape is ColliderShape.PLANE:
        normal = np.linalg.inv(matrix[:3, :3]).T @ np.array(collider.normal)
        normal = normal / np.linalg.norm(normal)
        return float(delta @ normal) - radius, normal
    if collider.shape is ColliderShape.CAPSULE:
        shaft = placed(collider.tail_m) - placed(collider.offset_m)
        along = float(delta @ shaft)
        if along > shaft @ shaft:
            delta = delta - shaft
        elif along > 0.0:
            delta = delta - shaft * (along / (shaft @ shaft))
    size = float(np.linalg.norm(delta))
    if collider.inside:
        return collider.radius_m - radius - size, -delta / size
    return size - radius - collider.radius_m, delta / size


SHAPES = {
    "none": (),
    "sphere": (Collider(NODE["head"], ColliderShape.SPHERE, (0.0, -0.05, -0.02), radius_m=0.11),),
    "capsule": (
        Collider(NODE["head"], ColliderShape.CAPSULE, (0.0, 0.1, -0.05), (0.0, -0.3, -0.05), 0.06),
    ),
    "plane": (Collider(NODE["head"], ColliderShape.PLANE, (0.0, 0.0, -0.11), normal=(0.0, 0.6, -0.8)),),
    "inside sphere": (Collider(NODE["head"], ColliderShape.SPHERE, (0.0, -0.05, -0.05), radius_m=0.2, inside=True),),
    "inside capsule": (
        Collider(NODE["head"], ColliderShape.CAPSULE, (0, 0.1, -0.1), (0, -0.3, -0.1), 0.08, inside=True),
    ),
    "several": (
        Collider(NODE["head"], ColliderShape.SPHERE, (0.0, 0.0, -0.08), radius_m=0.07),
        Collider(NODE["spine"], ColliderShape.SPHERE, (0.02, 0.3, -0.1), radius_m=0.08),
        Collider(NODE["head"], ColliderShape.PLANE, (0.0, 0.0, -0.08), normal=(0.0, 0.0, -1.0)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("is_crooked", [False, True])
def test_chains_move_as_the_specification_s_pseudocode_moves_them(shape: str, is_crooked: bool) -> None:
    avatar = hairy(
        *SHAPES[shape],
        base=crooked(SmallVrm) if is_crooked else None,
        hit_radius_m=0.01,
        gravity_power=0.4,
        gravity_dir=(0.0, -1.0, 0.0),
    )

    np.testing.assert_allclose(run(avatar, 2.0), slowly(avatar, 2.0), atol=2e-6)


def depth(collider: Collider, points: np.ndarray, world: np.ndarray, radius: float) -> float:
    """The deepest any point lies beyond the collider's surface, metres; negative: none does."""
    return max(-_collide(collider, world[collider.node], p, radius)[0] for p in points)


@pytest.mark.parametrize("shape", [name for name in SHAPES if name not in ("none", "several")])
def test_no_joint_enters_what_it_collides_with(shape: str) -> None:
    avatar = hairy(*SHAPES[shape], hit_radius_m=0.01)
    poser = Poser(avatar, hips_scale=1.0)
    free = Poser(hairy(), hips_scale=1.0)
    worst = worst_free = -1.0
    for i in range(120):
        world = poser.pose(dancing(i * STEP), STEP).world_from_node.astype(float)
        free_world = free.pose(dancing(i * STEP), STEP).world_from_node.astype(float)
        # The first bone is held by the head and may be unable to leave.
        worst = max(worst, depth(SHAPES[shape][0], world[HAIR[2:], :3, 3], world, 0.01))
        worst_free = max(worst_free, depth(SHAPES[shape][0], free_world[HAIR[2:], :3, 3], free_world, 0.01))
    # A bone gets its length back after every push, which may take it in again a little: so the specification has it.
    assert worst < 0.01
    assert worst < worst_free / 4
    assert worst_free > 5e-3, "the dance never touches this collider: the test would show nothing"


def test_bones_keep_their_length() -> None:
    frames = run(hairy(*SHAPES["several"], hit_radius_m=0.02, gravity_power=1.0), 1.5)

    np.testing.assert_allclose(np.linalg.norm(np.diff(frames, axis=1), axis=2), 0.1, atol=1e-6)


def test_a_figure_that_stands_still_lets_nothing_swing() -> None:
    avatar = hairy(gravity_power=0.0)
    poser = Poser(avatar)
    rest = Rig(avatar).rest_world[HAIR, :3, 3]

    for _ in range(30):
        world = poser.pose(AvatarState(), STEP).world_from_node

    np.testing.assert_allclose(world[HAIR, :3, 3], rest, atol=1e-6)


def test_gravity_pulls_a_limp_chain_down_its_own_way() -> None:
    avatar = hairy(stiffness=0.0, gravity_power=2.0, gravity_dir=(1.0, 0.0, 0.0), drag_force=0.5)
    poser = Poser(avatar)

    for _ in range(300):
        world = poser.pose(AvatarState(), STEP).world_from_node

    np.testing.assert_allclose(np.diff(world[HAIR, :3, 3], axis=0), [(0.1, 0, 0)] * 3, atol=2e-3)


@pytest.mark.parametrize("rate", [25, 30, 50, 120, 144])
def test_springs_swing_alike_at_every_frame_rate(rate: int) -> None:
    """Compared where frames of both fall on one moment; what the dance does between frames is not seen."""
    avatar = hairy(gravity_power=0.3)
    fine, other = run(avatar, 2.0, 60.0), run(avatar, 2.0, rate)
    common = math.gcd(60, rate)
    shared_60 = fine[60 // common - 1 :: 60 // common]
    shared_other = other[rate // common - 1 :: rate // common]

    gap = np.linalg.norm(shared_60 - shared_other, axis=2)
    swing = np.linalg.norm(np.diff(fine, axis=0), axis=2).max()

    assert len(gap) >= 10
    assert gap.max() < 0.008
    assert swing > 0.02


def test_frames_of_half_a_step_reach_the_same_states_exactly() -> None:
    avatar = hairy(gravity_power=0.3)

    np.testing.assert_allclose(run(avatar, 1.0, 120.0)[1::2], run(avatar, 1.0, 60.0), atol=1e-6)


def test_between_two_steps_the_hair_goes_with_the_head() -> None:
    poser = Poser(hairy(), hips_scale=1.0)
    poser.pose(dancing(0.0), STEP)
    before = poser.pose(dancing(0.1), STEP).world_from_node
    after = poser.pose(dancing(0.1 + STEP / 4), STEP / 4).world_from_node

    def in_head(world: np.ndarray) -> np.ndarray:
        return np.linalg.inv(world[NODE["head"]]) @ world[HAIR[3]]

    np.testing.assert_allclose(in_head(before), in_head(after), atol=1e-5)


def test_a_jump_across_the_stage_swings_nothing() -> None:
    avatar = hairy(gravity_power=0.0)
    poser = Poser(avatar, hips_scale=1.0)
    rest = Rig(avatar).rest_world[HAIR, :3, 3]
    poser.pose(AvatarState(), STEP)

    world = poser.pose(AvatarState(hips_offset_m=np.float32((2, 0, 0))), STEP).world_from_node

    np.testing.assert_allclose(world[HAIR, :3, 3], rest + np.array((2, 0, 0)), atol=1e-5)


def test_a_step_aside_does_swing() -> None:
    avatar = hairy(gravity_power=0.0)
    poser = Poser(avatar, hips_scale=1.0)
    rest = Rig(avatar).rest_world[HAIR, :3, 3]
    poser.pose(AvatarState(), STEP)

    world = poser.pose(AvatarState(hips_offset_m=np.float32((0.1, 0, 0))), STEP).world_from_node

    assert rest[3, 0] + 0.1 - world[HAIR[3], 0, 3] > 0.02


def test_reset_forgets_the_swing() -> None:
    poser = Poser(hairy())
    fresh = Poser(hairy()).pose(dancing(0.3), STEP).world_from_node
    for i in range(20):
        poser.pose(dancing(i * STEP), STEP)

    poser.reset()

    np.testing.assert_array_equal(poser.pose(dancing(0.3), STEP).world_from_node, fresh)


def test_a_long_gap_is_not_caught_up_with_step_by_step() -> None:
    poser = Poser(hairy())
    poser.pose(dancing(0.0), STEP)

    world = poser.pose(dancing(0.1), 3600.0).world_from_node

    assert np.isfinite(world).all()
    np.testing.assert_allclose(np.linalg.norm(np.diff(world[HAIR, :3, 3], axis=0), axis=1), 0.1, atol=1e-5)


def test_motion_of_the_centre_swings_nothing() -> None:
    """The hips carry the hair's space: sliding them drags no hair behind, while without a centre it does."""
    slid = []
    for center in (NODE["hips"], -1):
        poser = Poser(hairy(center=center), hips_scale=1.0)
        for i in range(30):
            offset = np.float32((0.01 * i, 0, 0))
            world = poser.pose(AvatarState(hips_offset_m=offset), STEP).world_from_node
        slid.append(world[HAIR[3], 0, 3] - world[NODE["head"], 0, 3])

    assert abs(slid[0]) < 1e-5
    assert slid[1] < -0.02


def test_an_angle_limit_holds_a_bone_within_its_cone() -> None:
    limit = math.radians(10)
    poser = Poser(hairy(angle_limit_rad=limit, stiffness=0.0, gravity_power=2.0, gravity_dir=(1.0, 0.0, 0.0)))

    for _ in range(60):
        world = poser.pose(AvatarState(), STEP).world_from_node

    bones = np.diff(world[HAIR, :3, 3], axis=0)
    bones /= np.linalg.norm(bones, axis=1, keepdims=True)
    angles = [
        math.acos(min(1.0, float(a @ b))) for a, b in zip([np.array((0, -1, 0)), *bones[:-1]], bones, strict=True)
    ]
    np.testing.assert_allclose(angles, limit, atol=1e-3)


def test_a_collider_on_a_moving_strand_is_where_the_strand_is() -> None:
    """The sphere hangs from the hair; a second strand beside it must feel it there, not where it hung at rest."""
    small = SmallVrm()
    head = small.doc["nodes"][small.node["head"]]
    for i in range(3):
        small.doc["nodes"].append({"name": f"side{i}", "translation": [0.18, 0.2, -0.1] if i == 0 else [0, -0.1, 0]})
        number = len(small.doc["nodes"]) - 1
        (head if i == 0 else small.doc["nodes"][number - 1]).setdefault("children", []).append(number)
    side = [len(small.doc["nodes"]) - 3 + i for i in range(3)]
    push = {"stiffness": 0.0, "gravity_power": 3.0, "drag_force": 0.5}
    moving = Spring("hair", tuple(SpringJoint(n, gravity_dir=(1.0, 0.0, 0.0), **push) for n in HAIR))
    still = Spring("side", tuple(SpringJoint(n, gravity_dir=(0.0, -1.0, 0.0), **push) for n in side), (0,))
    ball = Collider(HAIR[2], ColliderShape.SPHERE, radius_m=0.05)

    for springs in ((moving, still), (still, moving)):
        poser = Poser(replace(small.avatar(), springs=springs, colliders=(ball,)))
        for _ in range(200):
            world = poser.pose(AvatarState(), STEP).world_from_node
        gaps = np.linalg.norm(world[side[1:], :3, 3] - world[HAIR[2], :3, 3], axis=1)
        assert gaps.min() > 0.05 - 1e-3
        assert abs(world[side[2], 0, 3] - world[side[0], 0, 3]) > 0.01, "the ball pushed nothing aside"


def test_the_last_bone_of_0x_is_seven_centimetres_long() -> None:
    avatar = SmallVrm0().avatar()
    springs = Poser(avatar).springs

    assert springs is not None
    assert len(springs.nodes) == 4
    last = int(np.flatnonzero(springs.nodes == HAIR[3])[0])
    assert np.linalg.norm(springs.tails_in_node[last]) == pytest.approx(0.07)


@pytest.mark.parametrize("node", ["hips", "spine", "head", "hair0", "hair1"])
def test_a_rig_that_is_flattened_to_nothing_still_poses(node: str) -> None:
    small = SmallVrm()
    small.doc["nodes"][small.node[node]]["scale"] = [0, 0, 0]
    small.doc["nodes"][small.node["hair3"]]["translation"] = [0, 0, 0]
    avatar = hairy(*SHAPES["plane"], *SHAPES["capsule"], center=NODE["head"], base=small.avatar())

    assert np.isfinite(run(avatar, 0.2)).all()
    assert np.isfinite(run(avatar, 0.2, 100.0)).all()


def test_without_springs_the_hair_keeps_its_shape() -> None:
    frames = run(hairy(), 0.5, springs=False)

    np.testing.assert_allclose(np.linalg.norm(frames[:, 3] - frames[:, 0], axis=1), 0.3, atol=1e-6)


def test_the_same_dance_gives_the_same_frames() -> None:
    np.testing.assert_array_equal(run(hairy(*SHAPES["several"]), 1.0), run(hairy(*SHAPES["several"]), 1.0))


def test_firmer_springs_are_those_of_an_author_who_made_them_stiffer() -> None:
    def last(stiffness: float, strength: float) -> np.ndarray:
        poser = Poser(hairy(stiffness=stiffness), hips_scale=1.0)
        assert poser.springs is not None
        poser.springs.strength = strength
        for frame in range(30):
            figure = poser.pose(dancing(frame * STEP), STEP)
        return figure.world_from_node[HAIR, :3, 3]

    assert last(0.5, 2.0) == pytest.approx(last(1.0, 1.0), abs=1e-9)
    assert np.abs(last(0.5, 2.0) - last(0.5, 1.0)).max() > 1e-3
