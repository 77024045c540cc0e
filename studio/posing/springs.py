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
from studio.posing.colliders import Bones, Colliders, unit
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

    moved: slice
    """The p nodes that follow and then the k joints, in arrays over all nodes that springs move."""
    parents: Array
    """(p + k,) rows."""
    followers: int
    """p"""
    joints: slice
    """The k joints of this level in arrays over all joints."""
    collides: bool
    moving_colliders: Array
    """(c,) colliders on nodes that springs move, which this level needs placed."""
    is_limited: bool
    """Some joint here has an angle limit."""


class SpringBones:
    """Moves an avatar's spring bones. Holds the tails of the last two steps; everything else is constant.

    Of the skeleton only rows are touched: first the nodes that springs do not move but need (what they hang from, what
    carries colliders and centres), then those they move, level by level, so that a level is one slice.
    """

    def __init__(self, avatar: Avatar, rig: Rig, *, like_reference: bool = False) -> None:
        joints = _joints(avatar, rig)
        self._like_reference = like_reference
        self.strength = 1.0
        """Times the stiffness that the avatar's author chose; may be set between frames."""
        levels, order = _levels(avatar, rig, joints)
        joints = [joints[i] for i in order]
        self.nodes: Array = np.array([j.node for j in joints], np.int64)
        """(j,) the node of every spring joint that moves."""
        self.tails_in_node: Array = np.array([j.tail_in_node for j in joints]).reshape(-1, 3)
        """(j, 3) where each joint's tail is at rest, in the joint's own space."""
        self._tail_columns = self.tails_in_node[:, :, None]
        self._keep: Array = np.array([[1.0 - j.drag] for j in joints]).reshape(-1, 1)
        self._stiffness: Array = np.array([[j.stiffness] for j in joints]).reshape(-1, 1)
        self._gravity: Array = np.array([j.gravity for j in joints]).reshape(-1, 3)
        cones = [min(j.angle_limit_rad, np.pi) for j in joints]
        self._cone: Array = np.stack((np.cos(cones), np.sin(cones)), axis=1).reshape(-1, 2)
        self._is_virtual: Array = np.array([[j.has_virtual_tail] for j in joints], bool).reshape(-1, 1)
        self._set_rows(avatar, rig, joints, levels)
        self._tails: Array = np.zeros((len(joints), 3))
        self._previous_tails: Array = self._tails
        self._last_posed: Array | None = None
        self._shown: Array = np.zeros((0, 4, 4))
        self._account_s = 0.0

    def _set_rows(self, avatar: Avatar, rig: Rig, joints: list[_Joint], levels: list[_Wave]) -> None:
        moved = [node for level in levels for node in level.nodes]
        self._moved: Array = np.array(moved, np.int64)
        """(m,)"""
        hung_from = {int(rig.parents[node]) for node in moved} - set(moved)
        others = {c.node for c in avatar.colliders} | {j.center for j in joints if j.center >= 0}
        still = [*sorted(hung_from), *sorted(others - hung_from - set(moved))]
        self._hung_from = slice(0, len(hung_from))
        self._first_moved = len(still)
        self._nodes_of_rows: Array = np.array([*still, *moved], np.int64)
        """(r,)"""
        row = {node: i for i, node in enumerate((*still, *moved))}
        self._rows_of_joints: Array = np.array([row[j.node] for j in joints], np.int64)
        self._centered: Array = np.array([i for i, j in enumerate(joints) if j.center >= 0], np.int64)
        self._center_rows: Array = np.array([row[j.center] for j in joints if j.center >= 0], np.int64)
        self._colliders = Colliders(avatar, row, [j.colliders for j in joints], [j.hit_radius for j in joints])
        self._levels: list[_Level] = []
        at = joint = 0
        for level in levels:
            nodes, springy = level.nodes, len(level.nodes) - level.followers
            self._levels.append(
                _Level(
                    slice(at, at + len(nodes)),
                    np.array([row[int(rig.parents[node])] for node in nodes], np.int64),
                    level.followers,
                    slice(joint, joint + springy),
                    level.collides,
                    np.array(level.moving_colliders, np.int64),
                    level.is_limited,
                )
            )
            at += len(nodes)
            joint += springy

    def __bool__(self) -> bool:
        return len(self.nodes) > 0

    def reset(self, world: Array) -> None:
        """Lets every spring rest in the pose `world` (n, 4, 4)."""
        rows = world.take(self._nodes_of_rows, axis=0)
        self._tails = self._into_center(self._tails_in(rows), rows)
        self._previous_tails = self._tails
        self._last_posed = self._shown = rows
        self._account_s = 0.0

    def jumped(self, world: Array) -> bool:
        """True if what the springs hang from moved farther since the last frame than a performer can."""
        if self._last_posed is None:
            return False
        hung_from = self._nodes_of_rows[self._hung_from]
        moved = world[hung_from, :3, 3] - self._last_posed[self._hung_from, :3, 3]
        return bool((np.vecdot(moved, moved) > TELEPORT_M**2).any())

    def advance(self, world: Array, local: Array, dt_s: float) -> Array:
        """world_from_node (n, 4, 4) with the springs moved on by `dt_s`.

        `world` and `local` are the pose with the springs at rest. The first call starts from that pose.
        """
        posed = world.take(self._nodes_of_rows, axis=0)
        local = local.take(self._moved, axis=0)
        if self._last_posed is None:
            self.reset(world)
        before: Array = posed if self._last_posed is None else self._last_posed
        self._last_posed = posed
        if self._like_reference:
            self._shown = self._stepped(posed, local, dt_s) if dt_s > 0 else self._carried(posed, local)
        else:
            self._account_s += dt_s
            steps = int(self._account_s / STEP_S + 1e-6)
            self._account_s -= steps * STEP_S
            steps = min(steps, MOST_STEPS)
            for left in reversed(range(steps)):
                behind_s = left * STEP_S + self._account_s
                share = max(1.0 - behind_s / dt_s, 0.0)
                between = posed if behind_s < 1e-6 else before + share * (posed - before)
                self._shown = self._stepped(between, local, STEP_S)
            if not steps or self._account_s > 1e-6:
                # The last step lies before this frame: the springs keep their shape for the rest of the way.
                self._shown = self._carried(posed, local)
        world = world.copy()
        world[self._moved] = self._shown[self._first_moved :]
        return world

    def _stepped(self, posed: Array, local: Array, step_s: float) -> Array:
        """The rows (r, 4, 4) of `posed` with the springs one step further."""
        colliders = self._colliders.placed(posed)
        last_tails = self._tails_in(self._shown) if self._like_reference else None
        free = self._tails + (self._tails - self._previous_tails) * self._keep
        free = self._out_of_center(free, posed) + self._gravity * step_s
        # The nothing that is added leaves a bone its axis where all else comes to naught.
        push = self._stiffness * (self.strength * step_s) + 1e-12
        tails = np.empty_like(free)
        rows = posed.copy()
        moved = rows[self._first_moved :]
        for level in self._levels:
            placed = np.matmul(rows.take(level.parents, axis=0), local[level.moved], out=moved[level.moved])
            joints = level.joints
            if joints.start == joints.stop:
                continue
            rest = placed[level.followers :]
            head, linear = rest[:, :3, 3], rest[:, :3, :3]
            axis = np.matmul(linear, self._tail_columns[joints])[:, :, 0]
            length = np.maximum(np.sqrt(np.vecdot(axis, axis)), 1e-9)[:, None]
            axis /= length
            if last_tails is not None:
                measured = np.maximum(np.linalg.norm(last_tails[joints] - head, axis=1)[:, None], 1e-9)
                length = np.where(self._is_virtual[joints], length, measured)
            bones = Bones(head, length)
            way = unit(free[joints] + axis * push[joints] - head)
            if level.collides:
                if len(level.moving_colliders):
                    self._colliders.place(colliders, level.moving_colliders, rows)
                way = self._colliders.push_out(colliders, joints, bones, way)
            if level.is_limited:
                way = _within_cone(axis, way, self._cone[joints])
            tails[joints] = bones.tails(way)
            linear += _turn(linear, axis, way)
        self._previous_tails, self._tails = self._tails, self._into_center(tails, rows)
        return rows

    def _carried(self, posed: Array, local: Array) -> Array:
        """The rows of `posed` with the springs as they stood to their parents in the frame shown last."""
        rows = posed.copy()
        moved, shown = rows[self._first_moved :], self._shown[self._first_moved :]
        for level in self._levels:
            relative = local[level.moved].copy()
            if level.followers < len(relative):
                parents = self._shown[level.parents[level.followers :], :3, :3]
                joints = shown[level.moved][level.followers :, :3, :3]
                relative[level.followers :, :3, :3] = np.linalg.pinv(parents) @ joints
            moved[level.moved] = rows[level.parents] @ relative
        return rows

    def tails(self, world: Array) -> Array:
        """(j, 3) the tail of each joint in `world` (n, 4, 4)."""
        return self._tails_in(world.take(self._nodes_of_rows, axis=0))

    def _tails_in(self, rows: Array) -> Array:
        placed = rows.take(self._rows_of_joints, axis=0)
        points: Array = np.matmul(placed[:, :3, :3], self._tail_columns)[:, :, 0] + placed[:, :3, 3]
        return points

    def _into_center(self, points: Array, rows: Array) -> Array:
        """Points of joints with a centre are kept in its space, so that its own motion swings nothing."""
        if not len(self._centered):
            return points
        points = points.copy()
        centers = rows[self._center_rows]
        shifted = points[self._centered] - centers[:, :3, 3]
        points[self._centered] = np.matmul(np.linalg.pinv(centers[:, :3, :3]), shifted[:, :, None])[:, :, 0]
        return points

    def _out_of_center(self, points: Array, rows: Array) -> Array:
        if not len(self._centered):
            return points
        points = points.copy()
        centers = rows[self._center_rows]
        inside = points[self._centered][:, :, None]
        points[self._centered] = np.matmul(centers[:, :3, :3], inside)[:, :, 0] + centers[:, :3, 3]
        return points


def _within_cone(axis: Array, way: Array, cone: Array) -> Array:
    """Directions no farther from the rest axis than the angle whose (cosine, sine) stand in `cone` (k, 2)."""
    along = np.vecdot(way, axis)[:, None]
    across = way - along * axis
    size = np.maximum(np.sqrt(np.vecdot(across, across))[:, None], 1e-12)
    return np.where(along < cone[:, :1], axis * cone[:, :1] + across * (cone[:, 1:] / size), way)


def _turn(linear: Array, start: Array, end: Array) -> Array:
    """(k, 3, 3) what to add to `linear` to turn it by the shortest rotation from the unit vectors `start` to `end`,
    each (k, 3)."""
    middle = start + end
    share = np.maximum(1.0 + np.vecdot(start, end), 1e-9)
    into = np.empty((len(start), 3, 2))
    into[:, :, 0] = middle / -share[:, None]
    into[:, :, 1] = end + end
    out_of = np.empty((len(start), 2, 3))
    out_of[:, 0] = middle
    out_of[:, 1] = start
    return np.asarray(into @ (out_of @ linear))


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


@dataclass(frozen=True, slots=True)
class _Wave:
    """Nodes that may be placed together, first those that only follow."""

    nodes: list[int]
    followers: int
    collides: bool
    moving_colliders: list[int]
    is_limited: bool


def _levels(avatar: Avatar, rig: Rig, joints: list[_Joint]) -> tuple[list[_Wave], list[int]]:
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
    levels: list[_Wave] = []
    order: list[int] = []
    done: set[int] = set()
    while len(done) < len(moved):
        ready = sorted(node for node in moved if node not in done and waits[node] <= done)
        if not ready:
            ready = sorted(n for n in moved if n not in done and waits[n] & {int(rig.parents[n])} <= done)
        done.update(ready)
        followers = [node for node in ready if node not in number]
        springy = [number[node] for node in ready if node in number]
        colliders = {c for i in springy for c in joints[i].colliders}
        levels.append(
            _Wave(
                [*followers, *(joints[i].node for i in springy)],
                len(followers),
                bool(colliders),
                sorted(c for c in colliders if c in carried),
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
