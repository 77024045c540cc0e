"""An avatar's triangles as a few flat arrays: every primitive of every mesh instance merged, in the order of drawing.

All vertices are moved by one palette of matrices: those of skinned primitives by their joints, those of others by
their node alone (weight 1). So one shader and one buffer serve the whole figure, and parts of the same material are one
draw call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, IntArray
from studio.core.avatar import Avatar, MeshInstance, Primitive, Skin
from studio.core.figure import Figure

_MOST_OF_A_RUN = 6
"""A run of vertices is at most so many times as long as it has vertices that move."""


@dataclass(frozen=True, slots=True)
class Part:
    """One primitive of one mesh instance."""

    instance: int
    primitive: int
    """Its place in the mesh."""
    material: int
    first_vertex: int
    vertices: int
    first_index: int
    indices: int
    center_node: int
    """Node whose motion carries `center_in_node`: for the order of transparent parts."""
    center_in_node: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class MorphPart:
    """The morphs of one part. Its moved vertices are the first `moved` of the part, so one upload refreshes them."""

    instance: int
    first_vertex: int
    moved: int
    rest: FloatArray
    """(moved, 6) positions and normals without morphs."""
    morphs: tuple[tuple[slice | IntArray, FloatArray], ...]
    """Per morph: k vertices counted from `first_vertex`, what they move by (k, 6), or (k, 3) where no morph of the part
    moves normals."""


@dataclass(frozen=True, slots=True)
class Geometry:
    shape: FloatArray
    """(v, 6) float32: position and normal in the mesh's space."""
    uvs: FloatArray
    """(v, 4) float32: UV sets 0 and 1."""
    joints: IntArray
    """(v, 4) int32 into the palette."""
    weights: FloatArray
    """(v, 4) float32."""
    colors: FloatArray | None
    """(v, 4) float32, linear; None if no primitive has any."""
    tangents: FloatArray | None
    """(v, 4) float32; None if no primitive has any."""
    indices: IntArray
    """(3t,) int32."""
    parts: tuple[Part, ...]
    morph_parts: tuple[MorphPart, ...]
    palette_nodes: IntArray
    """(p,) int32: node of each palette row."""
    node_from_mesh: FloatArray
    """(p, 4, 4) float32."""

    def palette(self, figure: Figure) -> FloatArray:
        """(p, 3, 4) float32: world_from_mesh of every palette row."""
        world = figure.world_from_node[self.palette_nodes]
        return np.ascontiguousarray((world @ self.node_from_mesh)[:, :3, :], dtype=np.float32)


def geometry_of(avatar: Avatar) -> Geometry:
    """Merges everything `avatar` draws; parts come in the order of the file."""
    builder = _Builder(avatar)
    for index, instance in enumerate(avatar.instances):
        for place, primitive in enumerate(avatar.meshes[instance.mesh].primitives):
            builder.add(index, instance, place, primitive)
    return builder.build()


class _Builder:
    def __init__(self, avatar: Avatar) -> None:
        self._avatar = avatar
        self._palette_nodes: list[int] = []
        self._node_from_mesh: list[FloatArray] = []
        self._skin_rows: dict[tuple[int, int], int] = {}
        self._rigid_rows: dict[int, int] = {}
        self._columns: dict[str, list[np.ndarray]] = {
            k: [] for k in ("shape", "uvs", "joints", "weights", "colors", "tangents")
        }
        self._indices: list[IntArray] = []
        self._parts: list[Part] = []
        self._morph_parts: list[MorphPart] = []
        self._vertex_count = 0
        self._index_count = 0
        self._has_colors = False
        self._has_tangents = False

    def add(self, index: int, instance: MeshInstance, place: int, primitive: Primitive) -> None:
        """Keeps only vertices some triangle uses, those that morphs move first."""
        count = len(primitive.positions)
        triangles = primitive.triangles
        if not count or not len(triangles):
            return
        used = np.zeros(count, bool)
        used[triangles.ravel()] = True
        moved = np.zeros(count, bool)
        for morph in primitive.morphs:
            moved[morph.vertices] = True
        moved &= used
        order = np.concatenate((np.flatnonzero(moved), np.flatnonzero(used & ~moved)))
        new_index = np.full(count, -1, np.int32)
        new_index[order] = np.arange(len(order), dtype=np.int32)

        joints, weights = self._influences(instance, primitive)
        shape = np.concatenate((primitive.positions, primitive.normals), axis=1).astype(np.float32)[order]
        uvs = np.zeros((count, 4), np.float32)
        for uv_set, uv in enumerate(primitive.uvs[:2]):
            uvs[:, 2 * uv_set : 2 * uv_set + 2] = uv
        self._columns["shape"].append(shape)
        self._columns["uvs"].append(uvs[order])
        self._columns["joints"].append(joints[order])
        self._columns["weights"].append(weights[order])
        self._has_colors |= primitive.colors is not None
        self._has_tangents |= primitive.tangents is not None
        white = np.ones((count, 4), np.float32)
        self._columns["colors"].append((white if primitive.colors is None else primitive.colors)[order])
        self._columns["tangents"].append((white if primitive.tangents is None else primitive.tangents)[order])

        indices = (new_index[triangles.ravel()] + self._vertex_count).astype(np.int32)
        center = (primitive.positions.min(axis=0) + primitive.positions.max(axis=0)) / 2
        row = int(joints[int(order[0]), 0])
        in_node = self._node_from_mesh[row] @ np.append(center, 1.0)
        self._parts.append(
            Part(
                instance=index, primitive=place, material=primitive.material,
                first_vertex=self._vertex_count, vertices=len(order),
                first_index=self._index_count, indices=len(indices),
                center_node=self._palette_nodes[row],
                center_in_node=(float(in_node[0]), float(in_node[1]), float(in_node[2])),
            )
        )  # fmt: skip
        if moved.any():
            self._morph_parts.append(self._morph_part(index, primitive, shape, int(moved.sum()), new_index))
        self._indices.append(indices)
        self._vertex_count += len(order)
        self._index_count += len(indices)

    def _morph_part(
        self, index: int, primitive: Primitive, shape: FloatArray, moved: int, new_index: IntArray
    ) -> MorphPart:
        width = 3 if all(morph.normals is None for morph in primitive.morphs) else 6
        morphs = []
        for morph in primitive.morphs:
            rows = new_index[morph.vertices]
            keep = rows >= 0
            moves = np.zeros((int(keep.sum()), width), np.float32)
            moves[:, :3] = morph.positions[keep]
            if morph.normals is not None:
                moves[:, 3:] = morph.normals[keep]
            morphs.append(_near_together(rows[keep], moves))
        return MorphPart(index, self._vertex_count, moved, np.ascontiguousarray(shape[:moved]), tuple(morphs))

    def _influences(self, instance: MeshInstance, primitive: Primitive) -> tuple[IntArray, FloatArray]:
        """Palette rows and weights (v, 4); a vertex without weight hangs on the instance's node."""
        count = len(primitive.positions)
        if instance.skin < 0 or primitive.joints is None or primitive.weights is None:
            joints = np.zeros((count, 4), np.int32)
            joints[:] = self._rigid_row(instance.node)
            return joints, np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1))
        skin = self._avatar.skins[instance.skin]
        weights = primitive.weights.astype(np.float32)
        live = weights > 0
        used = np.unique(primitive.joints[live])
        row_of_joint = np.zeros(len(skin.joints), np.int32)
        for joint in used:
            row_of_joint[joint] = self._skin_row(instance.skin, skin, int(joint))
        joints = np.where(live, row_of_joint[primitive.joints], 0).astype(np.int32)
        # Strongest first, so the shader can stop early and the first joint tells where the vertex belongs.
        order = np.argsort(-weights, axis=1, kind="stable")
        return np.take_along_axis(joints, order, axis=1), np.take_along_axis(weights, order, axis=1)

    def _skin_row(self, skin_index: int, skin: Skin, joint: int) -> int:
        key = (skin_index, joint)
        if key not in self._skin_rows:
            self._skin_rows[key] = self._palette_row(int(skin.joints[joint]), skin.node_from_mesh[joint])
        return self._skin_rows[key]

    def _rigid_row(self, node: int) -> int:
        if node not in self._rigid_rows:
            self._rigid_rows[node] = self._palette_row(node, np.eye(4, dtype=np.float32))
        return self._rigid_rows[node]

    def _palette_row(self, node: int, node_from_mesh: FloatArray) -> int:
        self._palette_nodes.append(node)
        self._node_from_mesh.append(node_from_mesh)
        return len(self._palette_nodes) - 1

    def build(self) -> Geometry:
        def column(name: str, width: int) -> np.ndarray:
            rows = self._columns[name]
            return np.concatenate(rows) if rows else np.zeros((0, width), np.float32)

        return Geometry(
            shape=column("shape", 6),
            uvs=column("uvs", 4),
            joints=column("joints", 4).astype(np.int32),
            weights=column("weights", 4),
            colors=column("colors", 4) if self._has_colors else None,
            tangents=column("tangents", 4) if self._has_tangents else None,
            indices=np.concatenate(self._indices) if self._indices else np.zeros(0, np.int32),
            parts=tuple(self._parts),
            morph_parts=tuple(self._morph_parts),
            palette_nodes=np.array(self._palette_nodes, np.int32),
            node_from_mesh=np.array(self._node_from_mesh, np.float32).reshape(-1, 4, 4),
        )


def _near_together(vertices: IntArray, moves: FloatArray) -> tuple[slice | IntArray, FloatArray]:
    """Vertices that lie near together are told as a run, with zeros for those between: a sum over a run is ten times
    faster than one over the same vertices picked one by one."""
    if not len(vertices):
        return slice(0, 0), moves
    first, end = int(vertices.min()), int(vertices.max()) + 1
    if end - first > _MOST_OF_A_RUN * len(vertices):
        return vertices, moves
    run = np.zeros((end - first, moves.shape[1]), np.float32)
    run[vertices - first] = moves
    return slice(first, end), run


def morphed(part: MorphPart, weights: FloatArray) -> FloatArray:
    """(moved, 6) positions and normals (not renormalised) with the weighted morphs added."""
    shape = part.rest.copy()
    active = np.flatnonzero(weights[: len(part.morphs)])
    if len(active):
        moved = np.zeros((part.moved, part.morphs[0][1].shape[1]), np.float32)
        for index in active:
            # A morph names a vertex once, so a plain indexed sum is right.
            vertices, moves = part.morphs[index]
            moved[vertices] += weights[index] * moves
        shape[:, : moved.shape[1]] += moved
    return shape
