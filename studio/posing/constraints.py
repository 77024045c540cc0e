"""Node constraints (VRMC_node_constraint 1.0): roll and rotation many at a time, aim where it is asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar, Constraint, ConstraintKind
from studio.maths import quaternions
from studio.posing.rig import Rig

Array = NDArray[Any]


class Constraints:
    """Applies an avatar's constraints in the order of their dependencies."""

    def __init__(self, avatar: Avatar, rig: Rig) -> None:
        self._rig = rig
        self._batches = [_Batch(kind, members, rig) for kind, members in _in_order(avatar.constraints, rig)]

    def __bool__(self) -> bool:
        return bool(self._batches)

    def apply(self, rotations: Array, local: Array) -> None:
        """Changes (n, 4) local rotations and their (n, 4, 4) matrices in place."""
        for batch in self._batches:
            if batch.kind is ConstraintKind.AIM:
                wanted = batch.aim(self._rig.world(local))
            else:
                delta = rotations[batch.sources]
                wanted = batch.roll(delta) if batch.kind is ConstraintKind.ROLL else batch.rotation(delta)
            result = quaternions.slerp(batch.rest, wanted, batch.weights)
            rotations[batch.nodes] = result
            local[batch.nodes, :3, :3] = quaternions.to_matrix(result) * self._rig.scales[batch.nodes][:, None, :]


class _Batch:
    """Constraints of one kind that do not wait for each other."""

    def __init__(self, kind: ConstraintKind, members: list[Constraint], rig: Rig) -> None:
        self.kind = kind
        self.nodes: Array = np.array([c.node for c in members])
        self.sources: Array = np.array([c.source for c in members])
        self.weights: Array = np.array([c.weight for c in members])
        self.rest = rig.rest_rotations[self.nodes]
        self._axes: Array = np.array([c.axis for c in members])
        self._parents = rig.parents[self.nodes]
        inverse_source = quaternions.conjugate(rig.rest_rotations[self.sources])
        self._inverse_source = inverse_source
        self._inverse_rest = quaternions.conjugate(self.rest)
        self._to_rest = quaternions.multiply(inverse_source, self.rest)

    def rotation(self, source: Array) -> Array:
        """The source's turn since rest, in its own axes, added to the node's rest rotation."""
        return quaternions.multiply(self.rest, quaternions.multiply(self._inverse_source, source))

    def roll(self, source: Array) -> Array:
        """Only the part of the source's turn about the roll axis, told in the node's axes."""
        delta = quaternions.multiply(quaternions.multiply(self._inverse_rest, source), self._to_rest)
        back = quaternions.between(quaternions.rotate(delta, self._axes), self._axes)
        return quaternions.multiply(self.rest, quaternions.multiply(back, delta))

    def aim(self, world: Array) -> Array:
        """The shortest turn from rest that points the aim axis at the source."""
        above = quaternions.from_matrix(_unscaled(world[self._parents]))
        above = np.where((self._parents >= 0)[:, None], above, quaternions.IDENTITY)
        start = quaternions.rotate(quaternions.multiply(above, self.rest), self._axes)
        towards = world[self.sources, :3, 3] - world[self.nodes, :3, 3]
        turn = quaternions.between(start, towards)
        turn = np.where(np.linalg.norm(towards, axis=1, keepdims=True) > 1e-9, turn, quaternions.IDENTITY)
        in_parent = quaternions.multiply(quaternions.conjugate(above), quaternions.multiply(turn, above))
        return quaternions.multiply(in_parent, self.rest)


def _unscaled(world: Array) -> Array:
    linear = world[:, :3, :3]
    turns: Array = linear / np.maximum(np.linalg.norm(linear, axis=1, keepdims=True), 1e-12)
    return turns


def _in_order(constraints: tuple[Constraint, ...], rig: Rig) -> list[tuple[ConstraintKind, list[Constraint]]]:
    """Batches such that each waits only for earlier ones; a circle of constraints is broken where it closes."""
    waiting = list(constraints)
    levels: list[list[Constraint]] = []
    while waiting:
        unsolved = {c.node for c in waiting}
        ready = [c for c in waiting if not _needs(c, rig) & (unsolved - {c.node})]
        ready = ready or waiting[:1]
        levels.append(ready)
        waiting = [c for c in waiting if c not in ready]
    batches = []
    for level in levels:
        for kind in ConstraintKind:
            members = [c for c in level if c.kind is kind]
            if members:
                batches.append((kind, members))
    return batches


def _needs(constraint: Constraint, rig: Rig) -> set[int]:
    """The nodes whose rotation this constraint reads."""
    if constraint.kind is not ConstraintKind.AIM:
        return {constraint.source}
    needed: set[int] = set()
    for start in (constraint.source, int(rig.parents[constraint.node])):
        node = start
        while node >= 0:
            needed.add(node)
            node = int(rig.parents[node])
    return needed
