"""Meshes and skins: triangles, vertex attributes and morph targets, each checked against the others."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.avatar import Mesh, MeshInstance, Morph, Primitive, Skin
from studio.core.errors import VrmError
from studio.vrm.accessors import Accessors, is_sane
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits

Array = NDArray[Any]

_TRIANGLES, _STRIP, _FAN = 4, 5, 6
_UV_SETS = 4
_DRACO = "KHR_draco_mesh_compression"


class Meshes:
    """Reads the meshes of one file; counts what they cost as it goes. Every method raises VrmError."""

    def __init__(self, root: Fields, accessors: Accessors, limits: Limits, notes: list[str]) -> None:
        self._accessors = accessors
        self._limits = limits
        self._notes = notes
        self._materials = len(root.array("materials"))
        self._meshes = root.objects("meshes", limits.items)
        self._vertices = self._triangles = self._morph_values = 0
        self._shared: dict[int, int] = {}
        for mesh in self._meshes:
            for primitive in mesh.objects("primitives", limits.items):
                attributes = primitive.child("attributes")
                if attributes and "POSITION" in attributes:
                    index = attributes.index("POSITION", accessors.count, "accessor")
                    self._shared[index] = self._shared.get(index, 0) + 1

    def read(self) -> tuple[Mesh, ...]:
        return tuple(self._mesh(mesh) for mesh in self._meshes)

    def _mesh(self, mesh: Fields) -> Mesh:
        primitives = tuple(p for item in mesh.objects("primitives") if (p := self._primitive(item)) is not None)
        counts = {len(p.morphs) for p in primitives}
        if len(counts) > 1:
            raise mesh.fail("its parts have different numbers of morph targets", "primitives")
        count = counts.pop() if counts else 0
        weights = mesh.array("weights")
        if weights and len(weights) != count:
            raise mesh.fail(f"{len(weights)} morph weights for {count} morph targets", "weights")
        default = mesh.numbers("weights", count, (), -100.0, 100.0) if weights else None
        return Mesh(
            mesh.text("name"), primitives, self._morph_names(mesh, count), None if default is None else frozen(default)
        )

    def _morph_names(self, mesh: Fields, count: int) -> tuple[str, ...]:
        names: object = None
        for item in (mesh, *mesh.objects("primitives")[:1]):
            extras = item.raw("extras")
            if isinstance(extras, dict) and names is None:
                names = extras.get("targetNames")
        known = names if isinstance(names, list) else []
        return tuple(
            known[i][:200] if i < len(known) and isinstance(known[i], str) else f"morph {i}" for i in range(count)
        )

    def _primitive(self, item: Fields) -> Primitive | None:
        if item.extension(_DRACO):
            raise VrmError(
                f"the mesh is packed with {_DRACO}, which is not supported",
                where=item.where,
                remedy="Export it again without Draco compression.",
            )
        mode = item.integer("mode", _TRIANGLES)
        if mode not in (_TRIANGLES, _STRIP, _FAN):
            self._notes.append(f"{item.where}: points and lines are not drawn.")
            return None
        attributes = item.child("attributes")
        if attributes is None or "POSITION" not in attributes:
            raise item.fail("has no positions", "attributes")
        position_index = attributes.index("POSITION", self._accessors.count, "accessor")
        positions = self._accessors.read(position_index, "VEC3", most=self._limits.vertices).astype(
            np.float32, copy=False
        )
        count = len(positions)
        triangles = self._indices(item, mode, count)
        self._spend(item, count, len(triangles))
        targets = item.objects("targets", self._limits.items)
        used: Array | None = None
        if self._shared.get(position_index, 0) > 1:
            # UniVRM lets all parts of a mesh share one vertex buffer; each part keeps only the vertices it draws.
            used, triangles = _only_used(triangles, count)
        pick = slice(None) if used is None else used
        normals = self._normals(attributes, positions, triangles if used is None else None, pick, count)
        positions = positions[pick]
        if normals is None:
            normals = _face_normals(positions, triangles)
        joints, weights = self._skinning(attributes, count, pick)
        colors = self._colors(attributes, count, pick)
        tangents = self._attribute(attributes, "TANGENT", "VEC4", count)
        return Primitive(
            positions=frozen(positions),
            normals=frozen(normals),
            uvs=tuple(
                frozen(uv[pick])
                for i in range(_UV_SETS)
                if (uv := self._attribute(attributes, f"TEXCOORD_{i}", "VEC2", count)) is not None
            ),
            triangles=frozen(triangles, np.int32),
            material=item.index("material", self._materials, "material"),
            joints=joints,
            weights=weights,
            colors=colors,
            tangents=None if tangents is None else frozen(tangents[pick]),
            morphs=tuple(self._morph(target, count, used) for target in targets),
        )

    def _spend(self, item: Fields, vertices: int, triangles: int) -> None:
        self._vertices += vertices
        self._triangles += triangles
        for noun, got, most in (
            ("vertices", self._vertices, self._limits.vertices),
            ("triangles", self._triangles, self._limits.triangles),
        ):
            if got > most:
                raise item.too_much(f"{got:,} {noun}", most)

    def _indices(self, item: Fields, mode: int, vertices: int) -> Array:
        index = item.index("indices", self._accessors.count, "accessor")
        if index < 0:
            indices: Array = np.arange(vertices, dtype=np.int64)
        else:
            values = self._accessors.read(index, "SCALAR", most=3 * self._limits.triangles)
            if values.dtype.kind != "u":
                raise item.fail("its indices are not unsigned integers", "indices")
            indices = values.reshape(-1).astype(np.int64)
        if len(indices) and int(indices.max()) >= vertices:
            raise item.fail(f"an index points at vertex {int(indices.max()):,}, but there are {vertices:,}", "indices")
        if mode == _TRIANGLES:
            if len(indices) % 3:
                self._notes.append(f"{item.where}: {len(indices) % 3} left-over indices were left out.")
                indices = indices[: len(indices) // 3 * 3]
            return indices.reshape(-1, 3)
        if len(indices) < 3:
            return np.zeros((0, 3), np.int64)
        if mode == _FAN:
            return np.stack((np.full(len(indices) - 2, indices[0]), indices[1:-1], indices[2:]), axis=1)
        strip = np.stack((indices[:-2], indices[1:-1], indices[2:]), axis=1)
        strip[1::2] = strip[1::2][:, (1, 0, 2)]
        return strip

    def _attribute(self, attributes: Fields, key: str, kind: str, count: int, *, finite: bool = False) -> Array | None:
        index = attributes.index(key, self._accessors.count, "accessor")
        if index < 0:
            return None
        values = self._accessors.read(index, kind, most=self._limits.vertices, finite=finite)
        if len(values) != count:
            raise attributes.fail(f"{len(values):,} values for {count:,} vertices", key)
        if values.dtype == np.float32 and not (sane := is_sane(values)).all():
            self._notes.append(f"{attributes.path(key)}: values that are not numbers were set to 0.")
            values = np.where(sane, values, np.float32(0.0))
        return values

    def _normals(
        self, attributes: Fields, positions: Array, triangles: Array | None, pick: Any, count: int
    ) -> Array | None:
        """Unit normals of the picked vertices; None if the file has none. Zero ones are made from the faces."""
        normals = self._attribute(attributes, "NORMAL", "VEC3", count)
        if normals is None:
            return None
        normals = normals[pick].astype(np.float32)
        length = np.linalg.norm(normals, axis=1, keepdims=True)
        normals = np.where(length > 1e-8, normals / np.maximum(length, 1e-8), np.float32(0.0))
        missing = length[:, 0] <= 1e-8
        if missing.any():
            made = np.broadcast_to(np.array((0.0, 1.0, 0.0), np.float32), normals.shape)
            if triangles is not None:
                made = _face_normals(positions, triangles)
            normals[missing] = made[missing]
        return normals

    def _skinning(self, attributes: Fields, count: int, pick: Any) -> tuple[Any, Any]:
        joint_sets, weight_sets = [], []
        for i in range(2):
            joints = self._attribute(attributes, f"JOINTS_{i}", "VEC4", count)
            weights = self._attribute(attributes, f"WEIGHTS_{i}", "VEC4", count)
            if joints is None or weights is None:
                continue
            if joints.dtype.kind != "u":
                raise attributes.fail("joints are not unsigned integers", f"JOINTS_{i}")
            joint_sets.append(joints[pick].astype(np.int32))
            weight_sets.append(_weights(weights[pick]))
        if not joint_sets:
            return None, None
        joints, weights = np.concatenate(joint_sets, axis=1), np.concatenate(weight_sets, axis=1)
        if joints.shape[1] > 4:
            self._notes.append(f"{attributes.where}: only the four strongest of eight joints per vertex are used.")
            strongest = np.argsort(-weights, axis=1, kind="stable")[:, :4]
            joints, weights = np.take_along_axis(joints, strongest, 1), np.take_along_axis(weights, strongest, 1)
        total = weights.sum(axis=1, keepdims=True)
        lost = total[:, 0] < 1e-6
        if lost.any():
            self._notes.append(
                f"{attributes.where}: {int(lost.sum()):,} vertices without weight follow their first joint."
            )
            weights[lost] = (1.0, 0.0, 0.0, 0.0)
            total[lost] = 1.0
        # A joint without weight may point anywhere; it must not cost a bounds error.
        joints[weights == 0.0] = 0
        return frozen(joints, np.int32), frozen(weights / total)

    def _colors(self, attributes: Fields, count: int, pick: Any) -> Any:
        colors = self._attribute(attributes, "COLOR_0", "VEC3|VEC4", count)
        if colors is None:
            return None
        colors = colors[pick]
        if colors.dtype.kind != "f":
            colors = colors / np.float32(np.iinfo(colors.dtype).max)
        if colors.shape[1] == 3:
            colors = np.concatenate((colors, np.ones((len(colors), 1), np.float32)), axis=1)
        return frozen(colors)

    def _morph(self, target: Fields, count: int, used: Array | None) -> Morph:
        self._morph_values += max(count, 16)  # an empty one costs something too
        if self._morph_values > self._limits.morph_values:
            raise target.too_much(f"{self._morph_values:,} values of morph targets", self._limits.morph_values)
        positions = self._attribute(target, "POSITION", "VEC3", count, finite=True)
        normals = self._attribute(target, "NORMAL", "VEC3", count)
        moved = np.zeros(count, bool)
        for values in (positions, normals):
            if values is not None:
                moved |= (values != 0).any(axis=1)
        if used is None:
            vertices = rows = np.flatnonzero(moved)
        else:
            vertices = np.flatnonzero(moved[used])
            rows = used[vertices]
        return Morph(
            frozen(vertices, np.int32),
            frozen(np.zeros((len(rows), 3)) if positions is None else positions[rows]),
            None if normals is None else frozen(normals[rows]),
        )


def read_skins(root: Fields, accessors: Accessors, nodes: int, limits: Limits) -> tuple[Skin, ...]:
    """Raises VrmError."""
    skins = []
    total = 0
    for item in root.objects("skins", limits.items):
        joints = item.indices("joints", nodes, "node")
        total += len(joints)
        if total > 32 * limits.nodes:
            raise item.too_much(f"{total:,} joints of all skins", 32 * limits.nodes)
        if not joints:
            raise item.fail("has no joints", "joints")
        index = item.index("inverseBindMatrices", accessors.count, "accessor")
        if index < 0:
            matrices: Array = np.tile(np.eye(4, dtype=np.float32), (len(joints), 1, 1))
        else:
            matrices = accessors.read(index, "MAT4", most=min(4 * len(joints) + 256, limits.nodes))
            if matrices.dtype != np.float32:
                raise item.fail("are not floats", "inverseBindMatrices")
            if len(matrices) < len(joints):
                raise item.fail(f"{len(matrices)} matrices for {len(joints)} joints", "inverseBindMatrices")
        skins.append(Skin(frozen(joints, np.int32), frozen(matrices[: len(joints)])))
    return tuple(skins)


def read_instances(
    root: Fields, meshes: tuple[Mesh, ...], skins: tuple[Skin, ...], limits: Limits
) -> tuple[MeshInstance, ...]:
    """The nodes that draw. Raises VrmError where a mesh refers to joints its skin does not have."""
    instances: list[MeshInstance] = []
    triangles = morphs = 0
    for i, node in enumerate(root.objects("nodes", limits.nodes)):
        mesh = node.index("mesh", len(meshes), "mesh")
        if mesh < 0 or not meshes[mesh].primitives:
            continue
        skin = node.index("skin", len(skins), "skin")
        if skin >= 0:
            for number, primitive in enumerate(meshes[mesh].primitives):
                if primitive.joints is None or not len(primitive.joints):
                    continue
                highest = int(primitive.joints.max())
                if highest >= len(skins[skin].joints):
                    raise node.fail(
                        f"part {number} of its mesh uses joint {highest}, its skin has {len(skins[skin].joints)}",
                        "skin",
                    )
        triangles += sum(len(p.triangles) for p in meshes[mesh].primitives)
        morphs += meshes[mesh].morph_count
        if triangles > limits.triangles:
            raise node.too_much(f"{triangles:,} triangles drawn", limits.triangles)
        if morphs > limits.moved_morphs:
            raise node.too_much(f"{morphs:,} morph targets on nodes", limits.moved_morphs)
        instances.append(MeshInstance(i, mesh, skin))
    return tuple(instances)


def _weights(values: Array) -> Array:
    if values.dtype.kind != "f":
        values = values / np.float32(np.iinfo(values.dtype).max)
    return np.maximum(values.astype(np.float32), np.float32(0.0))


def _only_used(triangles: Array, count: int) -> tuple[Array, Array]:
    """(used vertices, ascending; triangles renumbered to them)."""
    is_used = np.zeros(count, bool)
    is_used[triangles] = True
    used = np.flatnonzero(is_used)
    number = np.zeros(count, np.int64)
    number[used] = np.arange(len(used))
    return used, number[triangles]


def _face_normals(positions: Array, triangles: Array) -> FloatArray:
    """(v, 3) unit normals, each the mean of its faces weighted by area; straight up where there is none."""
    corners = positions[triangles].astype(np.float64)
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros((len(positions), 3))
    for corner in range(3):
        np.add.at(total, triangles[:, corner], faces)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 1e-20, total / np.maximum(length, 1e-20), (0.0, 1.0, 0.0)).astype(np.float32)
