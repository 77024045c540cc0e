"""What spring bones may not enter (or leave): spheres, capsules, planes, tested for all joints at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar, ColliderShape

Array = NDArray[Any]


@dataclass(slots=True, eq=False)
class Placed:
    """Colliders in the world. A sphere is a capsule of no length."""

    heads: Array
    """(c, 3)"""
    shafts: Array
    """(c, 3) from head to tail; for a plane its normal."""
    per_shaft: Array
    """(c,) 1 / length² of the shafts."""


@dataclass(slots=True, eq=False)
class Bones:
    """Spring bones of one level."""

    head: Array
    """(k, 3), world."""
    length: Array
    """(k, 1) metres."""

    def of(self, joints: Array) -> Bones:
        return Bones(self.head[joints], self.length[joints])

    def tails(self, way: Array) -> Array:
        """(k, 3) where the tails are in the directions `way`."""
        points: Array = self.head + way * self.length
        return points


def unit(way: Array) -> Array:
    """Directions (k, 3) of length one."""
    directions: Array = way / np.maximum(np.sqrt(np.vecdot(way, way)), 1e-30)[:, None]
    return directions


class Colliders:
    """An avatar's colliders and which joint minds which, in the order the file lists them."""

    def __init__(
        self, avatar: Avatar, row_of_node: Mapping[int, int], minded: list[tuple[int, ...]], hit_radii: list[float]
    ) -> None:
        """`row_of_node`: of the matrices that `placed` is given; `minded`, `hit_radii`: of each joint."""
        shapes = avatar.colliders
        self._rows: Array = np.array([row_of_node[c.node] for c in shapes], np.int64)
        self._is_plane: Array = np.array([c.shape is ColliderShape.PLANE for c in shapes], bool)
        offsets = np.array([c.offset_m for c in shapes]).reshape(-1, 3)
        tails = np.array([c.tail_m if c.shape is ColliderShape.CAPSULE else c.offset_m for c in shapes]).reshape(-1, 3)
        self._shapes: Array = np.stack((offsets, tails - offsets), axis=2)
        """(c, 3, 2) in the node's space: head, and from there to the tail."""
        self._normals: Array = np.array([c.normal for c in shapes]).reshape(-1, 3)
        most = max((len(m) for m in minded), default=0)
        self._minded: Array = np.zeros((len(minded), most), np.int64)
        exists = np.zeros((len(minded), most), bool)
        for row, members in enumerate(minded):
            self._minded[row, : len(members)] = members
            exists[row, : len(members)] = True
        # Constants of each (joint, collider), so that a step only gathers what moves.
        sign = np.array([-1.0 if c.inside else 1.0 for c in shapes])
        radius = np.array([0.0 if c.shape is ColliderShape.PLANE else c.radius_m for c in shapes])
        if most:
            hit_radius = np.array(hit_radii)[:, None]
            self._pair_sign = sign[self._minded]
            self._pair_plane = self._is_plane[self._minded]
            self._pair_reach = np.where(exists, (sign * radius)[self._minded] + hit_radius, -np.inf)

    def placed(self, rows: Array) -> Placed:
        """All colliders where the matrices `rows` (r, 4, 4) carry them."""
        return Placed(*self._places(slice(None), rows))

    def place(self, placed: Placed, which: Array, rows: Array) -> None:
        """Moves some of the placed colliders to where `rows` carries them, in place."""
        placed.heads[which], placed.shafts[which], placed.per_shaft[which] = self._places(which, rows)

    def _places(self, which: slice | Array, rows: Array) -> tuple[Array, Array, Array]:
        matrices = rows.take(self._rows[which], axis=0)
        linear = matrices[:, :3, :3]
        turned = np.matmul(linear, self._shapes[which])
        heads, shafts = turned[:, :, 0] + matrices[:, :3, 3], turned[:, :, 1]
        planes = self._is_plane[which]
        if planes.any():
            # Normals go by the inverse transpose, so that uneven scale keeps them upright on the plane.
            upright = np.swapaxes(np.linalg.pinv(linear[planes]), 1, 2)
            normals = np.matmul(upright, self._normals[which][planes][:, :, None])[:, :, 0]
            shafts[planes] = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        return heads, shafts, 1.0 / np.maximum(np.vecdot(shafts, shafts), 1e-18)

    def push_out(self, placed: Placed, joints: slice, bones: Bones, way: Array) -> Array:
        """The directions (k, 3) of the bones of `joints` after all their colliders, one after another in the file's
        order.

        After every hit the bone gets its length back, as the specification says. Most joints touch nothing, so all
        pairs are tested at once and only joints that were hit are tested on, from the next collider.
        """
        minded = self._minded[joints]
        plane = self._pair_plane[joints]
        pairs = _Pairs(
            placed.heads.take(minded, axis=0),
            placed.shafts.take(minded, axis=0),
            placed.per_shaft.take(minded),
            self._pair_sign[joints],
            self._pair_reach[joints],
            plane if plane.any() else None,
        )
        tail = bones.tails(way)
        distance, out = pairs.distances(tail)
        hit = distance < 0.0
        if not np.count_nonzero(hit):
            return way
        way = way.copy()
        column = np.arange(minded.shape[1])
        active = np.arange(len(way))
        while True:
            struck = np.flatnonzero(hit.any(axis=1))
            if not len(struck):
                return way
            first = hit[struck].argmax(axis=1)
            active, bones, pairs = active[struck], bones.of(struck), pairs.of(struck)
            tail = tail[struck] - pairs.way_out(first, out[struck, first]) * distance[struck, first][:, None]
            way[active] = ways = unit(tail - bones.head)
            tail = bones.tails(ways)
            distance, out = pairs.distances(tail)
            hit = (distance < 0.0) & (column > first[:, None])


@dataclass(slots=True, eq=False)
class _Pairs:
    """Every joint with every collider it minds."""

    heads: Array
    """(k, m, 3)"""
    shafts: Array
    """(k, m, 3)"""
    per_shaft: Array
    """(k, m)"""
    sign: Array
    """(k, m): −1 where the joint is kept inside."""
    reach: Array
    """(k, m): signed radius plus the joint's own; −∞ where there is no collider."""
    plane: Array | None
    """(k, m) bool; None: there is none among them."""

    def of(self, joints: Array) -> _Pairs:
        plane = None if self.plane is None else self.plane[joints]
        return _Pairs(
            self.heads.take(joints, axis=0),
            self.shafts.take(joints, axis=0),
            self.per_shaft.take(joints, axis=0),
            self.sign[joints],
            self.reach[joints],
            plane,
        )

    def distances(self, tail: Array) -> tuple[Array, Array]:
        """((k, m) distance of each tail from the surface, negative where it hits; (k, m, 3) from the middle of the
        collider to the tail)."""
        way = tail[:, None, :] - self.heads
        along = np.vecdot(way, self.shafts)
        share = np.minimum(np.maximum(along * self.per_shaft, 0.0), 1.0)
        out = way - share[:, :, None] * self.shafts
        distance = self.sign * np.sqrt(np.vecdot(out, out)) - self.reach
        if self.plane is not None:
            distance = np.where(self.plane, along - self.reach, distance)
            out = np.where(self.plane[:, :, None], self.shafts, out)
        return distance, out

    def way_out(self, column: Array, out: Array) -> Array:
        """(k, 3) unit vectors out of one collider of each joint, whose `out` of `distances` is given, (k, 3)."""
        joints = np.arange(len(column))
        sign = self.sign[joints, column][:, None]
        if self.plane is not None:
            sign = np.where(self.plane[joints, column][:, None], 1.0, sign)
        return unit(out) * sign
