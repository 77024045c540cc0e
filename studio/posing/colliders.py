"""What spring bones may not enter (or leave): spheres, capsules, planes, tested for all joints at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar, ColliderShape

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Colliders in the world. A sphere is a capsule of no length."""

    heads: Array
    """(c, 3)"""
    shafts: Array
    """(c, 3) from head to tail; for a plane its normal."""


@dataclass(frozen=True, slots=True, eq=False)
class Bones:
    """Spring bones of one level before they swing."""

    head: Array
    """(k, 3), world."""
    axis: Array
    """(k, 3) unit, world: where the bone points at rest."""
    length: Array
    """(k, 1) metres."""

    def of(self, rows: Array) -> Bones:
        return Bones(self.head[rows], self.axis[rows], self.length[rows])

    def at_length(self, tail: Array) -> Array:
        """The points in the direction of `tail` (k, 3) at the bones' length; along the axis where there is none."""
        way = tail - self.head
        distance = np.sqrt(np.einsum("ij,ij->i", way, way))[:, None]
        if distance.min(initial=1.0) < 1e-9:
            way = np.where(distance < 1e-9, self.axis, way)
            distance = np.where(distance < 1e-9, 1.0, distance)
        points: Array = self.head + way * (self.length / distance)
        return points


class Colliders:
    """An avatar's colliders and which joint minds which, in the order the file lists them."""

    def __init__(self, avatar: Avatar, minded: list[tuple[int, ...]], hit_radii: list[float]) -> None:
        shapes = avatar.colliders
        self._nodes: Array = np.array([c.node for c in shapes], np.int64)
        self._offsets: Array = np.array([c.offset_m for c in shapes]).reshape(-1, 3)
        self._is_plane: Array = np.array([c.shape is ColliderShape.PLANE for c in shapes], bool)
        self._tails: Array = np.array(
            [c.tail_m if c.shape is ColliderShape.CAPSULE else c.offset_m for c in shapes]
        ).reshape(-1, 3)
        self._normals: Array = np.array([c.normal for c in shapes]).reshape(-1, 3)
        self._sign: Array = np.array([-1.0 if c.inside else 1.0 for c in shapes])
        self._radius: Array = np.array([0.0 if c.shape is ColliderShape.PLANE else c.radius_m for c in shapes])
        most = max((len(m) for m in minded), default=0)
        self._minded: Array = np.zeros((len(minded), most), np.int64)
        self._exists: Array = np.zeros((len(minded), most), bool)
        for row, members in enumerate(minded):
            self._minded[row, : len(members)] = members
            self._exists[row, : len(members)] = True
        self._hit_radius: Array = np.array(hit_radii)[:, None] if hit_radii else np.zeros((0, 1))
        # Constants of each (joint, collider), so that a step only gathers what moves.
        self._pair_sign = self._sign[self._minded] if len(shapes) else np.zeros(self._minded.shape)
        self._pair_plane = self._is_plane[self._minded] if len(shapes) else np.zeros(self._minded.shape, bool)
        reach = (self._sign * self._radius)[self._minded] if len(shapes) else np.zeros(self._minded.shape)
        self._pair_reach = np.where(self._exists, reach + self._hit_radius, -np.inf)

    def placed(self, world: Array) -> Placed:
        """All colliders where `world` (n, 4, 4) carries them."""
        placed = Placed(np.empty((len(self._nodes), 3)), np.empty((len(self._nodes), 3)))
        self.place(placed, np.arange(len(self._nodes)), world)
        return placed

    def place(self, placed: Placed, which: Array, world: Array) -> None:
        """Moves some of the placed colliders to where `world` carries them, in place."""
        if not len(which):
            return
        matrices = world[self._nodes[which]]
        linear = matrices[:, :3, :3]
        heads = np.matmul(linear, self._offsets[which, :, None])[:, :, 0] + matrices[:, :3, 3]
        placed.heads[which] = heads
        shafts = np.matmul(linear, (self._tails[which] - self._offsets[which])[:, :, None])[:, :, 0]
        planes = self._is_plane[which]
        if planes.any():
            # Normals go by the inverse transpose, so that uneven scale keeps them upright on the plane.
            upright = np.swapaxes(np.linalg.pinv(linear[planes]), 1, 2)
            normals = np.matmul(upright, self._normals[which][planes][:, :, None])[:, :, 0]
            shafts[planes] = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        placed.shafts[which] = shafts

    def push_out(self, placed: Placed, rows: slice, bones: Bones, tail: Array) -> Array:
        """The tails (k, 3) of the joints `rows` after all their colliders, one after another in the file's order.

        After every hit the bone gets its length back, as the specification says. Most joints touch nothing, so all
        pairs are tested at once and only joints that were hit are tested on, from the next collider.
        """
        minded = self._minded[rows]
        pairs = _Pairs(
            placed.heads[minded],
            placed.shafts[minded],
            self._pair_sign[rows],
            self._pair_plane[rows],
            self._pair_reach[rows],
        )
        distance, way = pairs.distances(tail)
        hit = distance < 0.0
        if not hit.any():
            return tail
        tail = tail.copy()
        column = np.arange(minded.shape[1])
        active = np.arange(len(tail))
        while True:
            struck = hit.any(axis=1)
            active, distance, way, hit = active[struck], distance[struck], way[struck], hit[struck]
            if not len(active):
                return tail
            first = np.argmax(hit, axis=1)
            picked = np.arange(len(active)), first
            moved = tail[active] - way[picked] * distance[picked][:, None]
            tail[active] = bones.of(active).at_length(moved)
            distance, way = pairs.of(active).distances(tail[active])
            hit = (distance < 0.0) & (column > first[:, None])


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Every joint with every collider it minds."""

    heads: Array
    """(k, m, 3)"""
    shafts: Array
    """(k, m, 3)"""
    sign: Array
    """(k, m): −1 where the joint is kept inside."""
    plane: Array
    """(k, m) bool"""
    reach: Array
    """(k, m): signed radius plus the joint's own; −∞ where there is no collider."""

    def of(self, joints: Array) -> _Pairs:
        return _Pairs(
            self.heads[joints], self.shafts[joints], self.sign[joints], self.plane[joints], self.reach[joints]
        )

    def distances(self, tail: Array) -> tuple[Array, Array]:
        """((k, m) distance of each tail from the surface, negative where it hits; (k, m, 3) the way out)."""
        way = tail[:, None, :] - self.heads
        along = np.einsum("kmi,kmi->km", way, self.shafts)
        square = np.einsum("kmi,kmi->km", self.shafts, self.shafts)
        share = np.minimum(np.maximum(along / np.maximum(square, 1e-18), 0.0), 1.0)
        out = way - share[:, :, None] * self.shafts
        size = np.sqrt(np.einsum("kmi,kmi->km", out, out))
        distance = self.sign * size - self.reach
        out *= (self.sign / np.maximum(size, 1e-12))[:, :, None]
        if self.plane.any():
            distance = np.where(self.plane, along - self.reach, distance)
            out = np.where(self.plane[:, :, None], self.shafts, out)
        return distance, out
