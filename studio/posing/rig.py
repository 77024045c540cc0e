"""The skeleton: from the normalized humanoid to the nodes of the file, and from local to world, by arrays.

Nodes are kept in rows sorted by depth, so that a whole level of the tree is one slice and one product.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar
from studio.core.names import BONE, BONE_PARENT, BONES
from studio.maths import quaternions

Array = NDArray[Any]


class Rig:
    """What never changes of one avatar's skeleton. All arrays float64."""

    def __init__(self, avatar: Avatar) -> None:
        nodes = avatar.nodes
        self.parents: Array = np.asarray(nodes.parents, np.int64)
        depth = _depths(self.parents, nodes.order)
        self.node_of_row: Array = np.argsort(depth, kind="stable")
        self.row_of_node: Array = np.empty_like(self.node_of_row)
        self.row_of_node[self.node_of_row] = np.arange(len(depth))
        self._levels = _levels(depth[self.node_of_row])
        parent = self.parents[self.node_of_row]
        parent_row = np.where(parent >= 0, self.row_of_node[parent], -1)
        self._parent_rows = [parent_row[start:stop] for start, stop in self._levels]
        self.rest_rotations: Array = np.array(nodes.rotations, np.float64)
        self.rest_rotations /= np.linalg.norm(self.rest_rotations, axis=1, keepdims=True)
        self.rest_translations: Array = np.array(nodes.translations, np.float64)
        self.scales: Array = np.array(nodes.scales, np.float64)
        self.rest_local = local_matrices(self.rest_translations, self.rest_rotations, self.scales)
        self.rest_world = self.world(self.rest_local)
        self.rest_world_rotations = self._rest_world_rotations(nodes.order)
        self._set_bones(avatar)

    def _set_bones(self, avatar: Avatar) -> None:
        present = np.flatnonzero(np.asarray(avatar.bones) >= 0)
        self.bones: Array = present
        """(b,) rows of `names.BONES` this avatar has."""
        self.bone_nodes: Array = np.asarray(avatar.bones, np.int64)[present]
        above = self._parent_rotations(self.bone_nodes)
        # raw = above⁻¹ · normalized · above · rest is linear in `normalized`: one 4 × 4 matrix for each bone.
        basis = np.eye(4)
        turned = quaternions.multiply(quaternions.conjugate(above)[:, None], basis[None])
        after = quaternions.multiply(above, self.rest_rotations[self.bone_nodes])
        self._raw_from_normalized: Array = np.swapaxes(quaternions.multiply(turned, after[:, None]), 1, 2)
        self.hips = int(avatar.bones[BONE["hips"]])
        self.head = int(avatar.bones[BONE["head"]])
        above_hips = self.parents[self.hips]
        self._hips_parent_from_world: Array = (
            np.linalg.pinv(self.rest_world[above_hips]) if above_hips >= 0 else np.eye(4)
        )

    def _parent_rotations(self, nodes: Array) -> Array:
        """(k, 4): the rest rotation in the world of each node's parent."""
        parents = self.parents[nodes]
        return np.where((parents >= 0)[:, None], self.rest_world_rotations[parents], quaternions.IDENTITY)

    def _rest_world_rotations(self, order: Any) -> Array:
        rotations = self.rest_rotations.copy()
        for node in order:
            if self.parents[node] >= 0:
                rotations[node] = quaternions.multiply(rotations[self.parents[node]], rotations[node])
        return rotations

    def rest_places_m(self) -> Array:
        """(55, 3): each bone's place at rest from its nearest parent bone, the hips' from the ground; zeros for bones
        the avatar lacks."""
        places = np.zeros((len(BONES), 3))
        at = {int(row): self.rest_world[node, :3, 3] for row, node in zip(self.bones, self.bone_nodes, strict=True)}
        for row, place in at.items():
            parent = BONE_PARENT[row]
            while parent >= 0 and parent not in at:
                parent = BONE_PARENT[parent]
            places[row] = place - (at[parent] if parent >= 0 else 0.0)
        return places

    def local_rotations(self, normalized: Array) -> Array:
        """(n, 4) local rotations of all nodes from the (55, 4) normalized ones; nodes without a bone at rest."""
        rotations = self.rest_rotations.copy()
        rotations[self.bone_nodes] = np.matmul(self._raw_from_normalized, normalized[self.bones][:, :, None])[:, :, 0]
        return rotations

    def local(self, rotations: Array, hips_offset_m: Array) -> Array:
        """(n, 4, 4) local matrices; the offset is in world axes."""
        matrices = local_matrices(self.rest_translations, rotations, self.scales)
        wanted = self.rest_world[self.hips, :3, 3] + hips_offset_m
        matrices[self.hips, :3, 3] = self._hips_parent_from_world[:3, :3] @ wanted + self._hips_parent_from_world[:3, 3]
        return matrices

    def world(self, local: Array) -> Array:
        """(n, 4, 4) world_from_node from the local matrices of all nodes."""
        local = local.take(self.node_of_row, axis=0)
        rows = local.copy()
        for (start, stop), parents in zip(self._levels[1:], self._parent_rows[1:], strict=True):
            np.matmul(rows.take(parents, axis=0), local[start:stop], out=rows[start:stop])
        return rows.take(self.row_of_node, axis=0)

    def world_from_head(self, normalized: Array, hips_offset_m: Array) -> Array:
        """(4, 4): where the head is when the humanoid stands as given, without posing all other nodes."""
        local = self.local(self.local_rotations(normalized), hips_offset_m)
        matrix: Array = local[self.head]
        above = self.parents[self.head]
        while above >= 0:
            matrix = local[above] @ matrix
            above = self.parents[above]
        return matrix


def local_matrices(translations: Array, rotations: Array, scales: Array) -> Array:
    """(n, 4, 4) float64."""
    matrices = np.zeros((len(translations), 4, 4))
    matrices[:, :3, :3] = quaternions.to_matrix(rotations) * scales[:, None, :]
    matrices[:, :3, 3] = translations
    matrices[:, 3, 3] = 1.0
    return matrices


def _depths(parents: Array, order: Any) -> Array:
    depth = np.zeros(len(parents), np.int64)
    for node in order:
        if parents[node] >= 0:
            depth[node] = depth[parents[node]] + 1
    return depth


def _levels(depth: Array) -> list[tuple[int, int]]:
    """(start, stop) rows of each depth in an ascending array."""
    edges = np.flatnonzero(np.diff(depth)) + 1
    starts = [0, *edges.tolist()]
    return list(zip(starts, [*starts[1:], len(depth)], strict=True))
