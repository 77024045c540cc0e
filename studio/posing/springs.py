"""Spring bones (VRMC_springBone 1.0): verlet integration of all chains at once, one level of the tree after another.

The simulation runs in fixed steps of 1/60 s whatever the frame rate: a frame adds its time to an account, whole steps
are taken from it, and between two frames the pose is taken to move evenly.

`like_reference` does what three-vrm 3.5.5 does instead, for comparing the two: one step as long as the frame, and a
bone's length taken from its head now to its child one step ago. The specification has the length constant; three-vrm
measures it before the child's matrix is brought up to date (VRMSpringBoneJoint._calcWorldSpaceBoneLength).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar
from studio.posing.colliders import Bones, Colliders
from studio.posing.rig import Rig

Array = NDArray[Any]

STEP_S = 1.0 / 60.0
MOST_STEPS = 8
"""A longer gap is not caught up with: nobody saw the time pass."""
TELEPORT_M = 0.5
_SHORTEST_M = 1e-6
VIRTUAL_TAIL_M = 0.07
"""VRM 0.x: the last bone of a chain is taken to be this long."""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Spring joints, and nodes that only follow them, whose parents are all placed by earlier levels."""

    nodes: Array
    """(p + k,) first p nodes that follow, then k joints."""
    parents: Array
    """(p + k,)"""
    followers: int
    """p"""
    joints: slice
    """The k rows of this level in arrays over all joints."""
    collides: bool
    moving_colliders: Array
    """(c,) colliders on nodes that springs move, which this level needs placed."""
    is_limited: bool
    """Some joint here has an angle limit."""


class SpringBones:
    """Moves an avatar's spring bones. Holds the tails of the last two steps; everything else is constant."""

    def __init__(self, avatar: Avatar, rig: Rig, *, like_reference: bool = False) -> None:
        joints = _joints(avatar, rig)
        self._like_reference = like_reference
        self.strength = 1.0
        """Times the stiffness that the avatar's author chose; may be set between frames."""
        self._levels, order = _levels(avatar, rig, joints)
        joints = [joints[i] for i in order]
        self.nodes: Array = np.array([j.node for j in joints], np.int64)
        """(j,) the node of every spring joint that moves."""
        self.tails_in_node: Array = np.array([j.tail_in_node for j in joints]).reshape(-1, 3)
        """(j, 3) where each joint's tail is at rest, in the joint's own space."""
        self._keep: Array = np.array([[1.0 - j.drag] for j in joints]).reshape(-1, 1)
        self._stiffness: Array = np.array([[j.stiffness] for j in joints]).reshape(-1, 1)
        self._gravity: Array = np.array([j.gravity for j in joints]).reshape(-1, 3)
        cones = [min(j.angle_limit_rad, np.pi) for j in joints]
        self._cone: Array = np.stack((np.cos(cones), np.sin(cones)), axis=1).reshape(-1, 2)
        self._center: Array = np.array([j.center for j in joints], np.int64)
        self._centered: Array = np.flatnonzero(self._center >= 0)
        self._colliders = Colliders(avatar, [j.colliders for j in joints], [j.hit_radius for j in joints])
        moved = np.zeros(len(rig.parents), bool)
        for level in self._levels:
            moved[level.nodes] = True
        parents = {p for level in self._levels for p in level.parents.tolist() if not moved[p]}
        self._anchors: Array = np.array(sorted(parents), np.int64)
        self._is_virtual: Array = np.array([[j.has_virtual_tail] for j in joints], bool).reshape(-1, 1)
        self._tails: Array = np.zeros((len(joints), 3))
        self._previous_tails: Array = self._tails
        self._last_posed: Array | None = None
        self._shown: Array = np.zeros((0, 4, 4))
        self._account_s = 0.0

    def __bool__(self) -> bool:
        return len(self.nodes) > 0

    def reset(self, world: Array) -> None:
        """Lets every spring rest in the pose `world` (n, 4, 4)."""
        self._tails = self._into_center(self._points(world, self.tails_in_node), world)
        self._previous_tails = self._tails
        self._last_posed = self._shown = world
        self._account_s = 0.0

    def jumped(self, world: Array) -> bool:
        """True if what the springs hang from moved farther since the last frame than a performer can."""
        if self._last_posed is None or not len(self._anchors):
            return False
        moved = world[self._anchors, :3, 3] - self._last_posed[self._anchors, :3, 3]
        return bool((np.einsum("ij,ij->i", moved, moved) > TELEPORT_M**2).any())

    def advance(self, world: Array, local: Array, dt_s: float) -> Array:
        """world_from_node (n, 4, 4) with the springs moved on by `dt_s`.

        `world` and `local` are the pose with the springs at rest. The first call starts from that pose.
        """
        if self._last_posed is None:
            self.reset(world)
        before: Array = world if self._last_posed is None else self._last_posed
        self._last_posed = world
        if self._like_reference:
            self._shown = self._stepped(world, local, dt_s) if dt_s > 0 else self._carried(world, local)
            return self._shown
        self._account_s += dt_s
        steps = int(self._account_s / STEP_S + 1e-6)
        self._account_s -= steps * STEP_S
        steps = min(steps, MOST_STEPS)
        for left in reversed(range(steps)):
            behind_s = left * STEP_S + self._account_s
            share = max(1.0 - behind_s / dt_s, 0.0)
            between = world if behind_s < 1e-6 else before + share * (world - before)
            self._shown = self._stepped(between, local, STEP_S)
        if not steps or self._account_s > 1e-6:
            # The last step lies before this frame: the springs keep their shape for the rest of the way.
            self._shown = self._carried(world, local)
        return self._shown

    def _stepped(self, world: Array, local: Array, step_s: float) -> Array:
        """`world` with the springs one step further."""
        colliders = self._colliders.placed(world)
        last_tails = self.tails(self._shown) if self._like_reference else None
        free = self._tails + (self._tails - self._previous_tails) * self._keep
        free = self._out_of_center(free, world) + self._gravity * step_s
        push = self._stiffness * (self.strength * step_s)
        tails = np.empty_like(free)
        world = world.copy()
        for level in self._levels:
            placed = world[level.parents] @ local[level.nodes]
            world[level.nodes] = placed
            rows = level.joints
            if rows.start == rows.stop:
                continue
            rest = placed[level.followers :]
            head, linear = rest[:, :3, 3], rest[:, :3, :3]
            axis = np.matmul(linear, self.tails_in_node[rows, :, None])[:, :, 0]
            length = np.maximum(np.sqrt(np.einsum("ij,ij->i", axis, axis))[:, None], 1e-9)
            axis = axis / length
            if last_tails is not None:
                measured = np.maximum(np.linalg.norm(last_tails[rows] - head, axis=1)[:, None], 1e-9)
                length = np.where(self._is_virtual[rows], length, measured)
            bones = Bones(head, axis, length)
            tail = bones.at_length(free[rows] + axis * push[rows])
            if level.collides:
                if len(level.moving_colliders):
                    self._colliders.place(colliders, level.moving_colliders, world)
                tail = self._colliders.push_out(colliders, rows, bones, tail)
            if level.is_limited:
                tail = _within_cone(bones, tail, self._cone[rows])
            tails[rows] = tail
            world[level.nodes[level.followers :], :3, :3] = _turned(linear, axis, (tail - head) / length)
        self._previous_tails, self._tails = self._tails, self._into_center(tails, world)
        return world

    def _carried(self, world: Array, local: Array) -> Array:
        """`world` with the springs as they stood to their parents in the frame shown last."""
        world = world.copy()
        for level in self._levels:
            relative = local[level.nodes]
            if level.followers < len(level.nodes):
                parents = self._shown[level.parents[level.followers :], :3, :3]
                joints = self._shown[level.nodes[level.followers :], :3, :3]
                relative[level.followers :, :3, :3] = np.linalg.pinv(parents) @ joints
            world[level.nodes] = world[level.parents] @ relative
        return world

    def _points(self, world: Array, in_node: Array) -> Array:
        placed = world[self.nodes]
        points: Array = np.matmul(placed[:, :3, :3], in_node[:, :, None])[:, :, 0] + placed[:, :3, 3]
        return points

    def tails(self, world: Array) -> Array:
        """(j, 3) the tail of each joint in `world`."""
        return self._points(world, self.tails_in_node)

    def _into_center(self, points: Array, world: Array) -> Array:
        """Points of joints with a centre are kept in its space, so that its own motion swings nothing."""
        if not len(self._centered):
            return points
        points = points.copy()
        centers = world[self._center[self._centered]]
        shifted = points[self._centered] - centers[:, :3, 3]
        points[self._centered] = np.matmul(np.linalg.pinv(centers[:, :3, :3]), shifted[:, :, None])[:, :, 0]
        return points

    def _out_of_center(self, points: Array, world: Array) -> Array:
        points = points.copy()
        if len(self._centered):
            centers = world[self._center[self._centered]]
            inside = points[self._centered][:, :, None]
            points[self._centered] = np.matmul(centers[:, :3, :3], inside)[:, :, 0] + centers[:, :3, 3]
        return points


def _within_cone(bones: Bones, tail: Array, cone: Array) -> Array:
    """Tails no farther from the rest axis than the angle whose (cosine, sine) stand in `cone` (k, 2)."""
    way = (tail - bones.head) / bones.length
    along = np.einsum("ij,ij->i", way, bones.axis)[:, None]
    across = way - along * bones.axis
    size = np.maximum(np.sqrt(np.einsum("ij,ij->i", across, across))[:, None], 1e-12)
    edge = bones.head + (bones.axis * cone[:, :1] + across * (cone[:, 1:] / size)) * bones.length
    return np.where(along < cone[:, :1], edge, tail)


def _turned(linear: Array, start: Array, end: Array) -> Array:
    """(k, 3, 3) `linear` turned by the shortest rotation from the unit vectors `start` to `end`, each (k, 3)."""
    middle = start + end
    share = np.maximum(1.0 + np.einsum("ij,ij->i", start, end), 1e-9)[:, None]
    along_middle = np.matmul(middle[:, None, :], linear)
    along_start = np.matmul(start[:, None, :], linear)
    turned: Array = linear - (middle / share)[:, :, None] * along_middle + (2.0 * end)[:, :, None] * along_start
    return turned


@dataclass(frozen=True, slots=True, eq=False)
class _Joint:
    """One moving joint, told for the simulation."""

    node: int
    tail_in_node: Array
    hit_radius: float
    stiffness: float
    drag: float
    gravity: Array
    """(3,) direction times power."""
    center: int
    colliders: tuple[int, ...]
    angle_limit_rad: float
    has_virtual_tail: bool


def _joints(avatar: Avatar, rig: Rig) -> list[_Joint]:
    found = []
    for spring in avatar.springs:
        count = len(spring.joints)
        for i, joint in enumerate(spring.joints):
            if rig.parents[joint.node] < 0:
                continue  # a root hangs from nothing, so there is nothing to swing about
            if i + 1 < count:
                child = rig.rest_world[spring.joints[i + 1].node, :3, 3]
                tail = np.linalg.pinv(rig.rest_world[joint.node]) @ np.append(child, 1.0)
                tail = tail[:3]
            elif spring.virtual_tail:
                step = rig.rest_translations[joint.node]
                length = float(np.linalg.norm(step))
                tail = step * (VIRTUAL_TAIL_M / length) if length > 1e-9 else np.array((0.0, VIRTUAL_TAIL_M, 0.0))
            else:
                continue
            if np.linalg.norm(tail) < _SHORTEST_M:
                continue  # a bone of no length points nowhere
            found.append(
                _Joint(
                    joint.node,
                    tail,
                    joint.hit_radius_m,
                    joint.stiffness,
                    joint.drag_force,
                    np.asarray(joint.gravity_dir, float) * joint.gravity_power,
                    spring.center,
                    spring.colliders,
                    np.pi if joint.angle_limit_rad is None else joint.angle_limit_rad,
                    i + 1 == count,
                )
            )
    return found


def _levels(avatar: Avatar, rig: Rig, joints: list[_Joint]) -> tuple[list[_Level], list[int]]:
    """The levels, and the order of the joints in them.

    A joint waits for its parent and for the colliders that springs carry; where these wait for each other, the
    collider is taken where it is at rest.
    """
    number = {joint.node: i for i, joint in enumerate(joints)}
    moved = _moved_nodes(rig, set(number))
    carried = {c: avatar.colliders[c].node for j in joints for c in j.colliders if avatar.colliders[c].node in moved}
    waits: dict[int, set[int]] = {}
    for node in moved:
        parent = int(rig.parents[node])
        waits[node] = {parent} if parent in moved else set()
        if node in number:
            waits[node] |= {carried[c] for c in joints[number[node]].colliders if c in carried} - {node}
    levels: list[_Level] = []
    order: list[int] = []
    done: set[int] = set()
    while len(done) < len(moved):
        ready = sorted(node for node in moved if node not in done and waits[node] <= done)
        if not ready:
            ready = sorted(n for n in moved if n not in done and waits[n] & {int(rig.parents[n])} <= done)
        done.update(ready)
        followers = [node for node in ready if node not in number]
        springy = [number[node] for node in ready if node in number]
        nodes = np.array([*followers, *(joints[i].node for i in springy)], np.int64)
        colliders = {c for i in springy for c in joints[i].colliders}
        levels.append(
            _Level(
                nodes,
                rig.parents[nodes],
                len(followers),
                slice(len(order), len(order) + len(springy)),
                bool(colliders),
                np.array(sorted(c for c in colliders if c in carried), np.int64),
                any(joints[i].angle_limit_rad < np.pi for i in springy),
            )
        )
        order.extend(springy)
    return levels, order


def _moved_nodes(rig: Rig, joints: set[int]) -> set[int]:
    """Spring joints and all that hangs from them."""
    moved: set[int] = set()
    for node in rig.node_of_row.tolist():  # parents before children
        if node in joints or int(rig.parents[node]) in moved:
            moved.add(node)
    return moved
