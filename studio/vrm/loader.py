"""A .vrm file or a glTF scene as an Avatar. What is unsafe or broken is refused; the unusual is mended and noted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from studio.core.arrays import ByteArray, frozen
from studio.core.avatar import Avatar, Material, Mesh, MeshInstance
from studio.core.errors import VrmError
from studio.core.names import BONES
from studio.vrm import vrm0, vrm1
from studio.vrm.accessors import Accessors
from studio.vrm.constraints import read_constraints
from studio.vrm.container import naming, open_container, read_file
from studio.vrm.fields import Fields
from studio.vrm.images import Textures
from studio.vrm.licences import read_licence0, read_licence1
from studio.vrm.limits import PARTS, SCENERY, Limits
from studio.vrm.materials import emissive_strength, read_materials
from studio.vrm.materials0 import translate_materials
from studio.vrm.meshes import Meshes, read_instances, read_skins
from studio.vrm.nodes import read_nodes
from studio.vrm.springs import read_springs, read_springs0

_THUMBNAIL_SIDE = 256
_MOST_NOTES = 100
_UNDERSTOOD = frozenset(
    {
        "VRM",
        "VRMC_vrm",
        "VRMC_springBone",
        "VRMC_springBone_extended_collider",
        "VRMC_node_constraint",
        "VRMC_materials_mtoon",
        "VRMC_materials_hdr_emissiveMultiplier",
        "KHR_materials_unlit",
        "KHR_materials_emissive_strength",
        "KHR_texture_transform",
        "KHR_mesh_quantization",
        "EXT_texture_webp",
    }
)
_PACKED = frozenset(
    {"KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression", "KHR_texture_basisu"}
)


def load_avatar(path: Path, *, limits: Limits = Limits()) -> Avatar:  # noqa: B008 - a frozen value
    """Raises VrmError, and nothing else, for any file."""
    path = Path(path)
    return avatar_from_bytes(read_file(path, limits), path.name, limits=limits)


def avatar_from_bytes(data: bytes, name: str, *, limits: Limits = Limits()) -> Avatar:  # noqa: B008 - a frozen value
    """As `load_avatar`; `name` is told in errors."""
    with naming(name):
        container = open_container(data, name, limits)
        return _Reader(container.root, container.binary, name, limits).avatar()


def load_scenery(path: Path, *, limits: Limits = SCENERY) -> Avatar:
    """A glTF scene (.glb) as a figure without bones that never moves. Raises VrmError, and nothing else, for any file.

    Animations are not played, cameras and lights of the file not used.
    """
    path = Path(path)
    return scenery_from_bytes(read_file(path, limits), path.name, limits=limits)


def scenery_from_bytes(data: bytes, name: str, *, limits: Limits = SCENERY) -> Avatar:
    """As `load_scenery`; `name` is told in errors."""
    with naming(name):
        container = open_container(data, name, limits)
        return _Reader(container.root, container.binary, name, limits).scenery()


class _Reader:
    """Holds one file while it is read."""

    def __init__(self, root: Fields, binary: memoryview, name: str, limits: Limits) -> None:
        self.root, self.name, self.limits = root, name, limits
        self.notes: list[str] = []
        self._check_extensions()
        self.accessors = Accessors(root, binary, limits)
        self.textures = Textures(root, self.accessors, limits)

    def avatar(self) -> Avatar:
        one, zero = self._vrm()
        vrm = one or zero
        if vrm is None:
            raise VrmError(
                "this is a glTF model, but not a VRM avatar",
                where=f"{self.name}, extensions",
                remedy="Export it as VRM 1.0 (for example with the VRM add-on for Blender, or UniVRM).",
            )
        is_one = one is not None
        nodes = read_nodes(self.root, self.limits, turned=not is_one, notes=self.notes)
        file_nodes = len(self.root.array("nodes"))
        materials = read_materials(self.root, self.textures, self.limits)
        if not is_one:
            properties = vrm.objects("materialProperties", self.limits.items)
            materials = translate_materials(materials, properties, self.textures, self.notes)
        meshes = Meshes(self.root, self.accessors, self.limits, self.notes).read()
        meshes, materials = _with_default_material(meshes, materials)
        skins = read_skins(self.root, self.accessors, file_nodes, self.limits)
        instances = read_instances(self.root, meshes, skins, self.limits)
        strengths = [emissive_strength(item) for item in self.root.objects("materials")]
        scenery = vrm1.Scenery(
            file_nodes,
            instances,
            meshes,
            tuple(m.name for m in materials[: len(strengths)]),
            tuple(strengths),
            self.notes,
            self.limits,
        )
        version = vrm1 if is_one else vrm0
        if is_one:
            springs = self.root.extension("VRMC_springBone")
            colliders, chains = read_springs(springs, nodes, self.limits, self.notes) if springs else ((), ())
            look_at = vrm1.read_look_at(vrm)
        else:
            secondary = vrm.child("secondaryAnimation")
            children = [node.array("children") for node in self.root.objects("nodes")]
            colliders, chains = (
                read_springs0(secondary, nodes, children, self.limits, self.notes) if secondary else ((), ())
            )
            look_at = vrm0.read_look_at(vrm, self.notes)
        return Avatar(
            name=self._title(vrm, is_one),
            vrm_version="1.0" if is_one else "0.x",
            nodes=nodes,
            bones=version.read_bones(vrm, scenery),
            instances=version.with_first_person(vrm, scenery),
            meshes=meshes,
            skins=skins,
            materials=tuple(materials),
            textures=self.textures.decode(self.notes),
            expressions=version.read_expressions(vrm, scenery),
            look_at=look_at,
            colliders=colliders,
            springs=chains,
            constraints=read_constraints(self.root, self.limits, self.notes) if is_one else (),
            licence=read_licence1(vrm) if is_one else read_licence0(vrm),
            thumbnail=self._thumbnail(vrm, is_one),
            notes=_told(self.notes),
        )

    def scenery(self) -> Avatar:
        nodes = read_nodes(self.root, self.limits, turned=False, notes=self.notes)
        materials = read_materials(self.root, self.textures, self.limits)
        meshes = Meshes(self.root, self.accessors, self.limits, self.notes).read()
        meshes, materials = _with_default_material(meshes, materials)
        skins = read_skins(self.root, self.accessors, len(nodes.names), self.limits)
        instances = read_instances(self.root, meshes, skins, self.limits)
        self._check_cost(meshes, instances)
        return Avatar(
            name=Path(self.name).stem,
            vrm_version="",
            nodes=nodes,
            bones=frozen(np.full(len(BONES), -1), np.int32),
            instances=instances,
            meshes=meshes,
            skins=skins,
            materials=tuple(materials),
            textures=self.textures.decode(self.notes),
            notes=_told(self.notes),
        )

    def _check_cost(self, meshes: tuple[Mesh, ...], instances: tuple[MeshInstance, ...]) -> None:
        """A mesh may be drawn by many nodes: what is read is little, what is drawn much."""
        drawn = [p for instance in instances for p in meshes[instance.mesh].primitives]
        vertices = sum(len(p.positions) for p in drawn)
        if len(drawn) > PARTS:
            raise self.root.too_much(f"{len(drawn):,} parts drawn", PARTS, "nodes")
        if vertices > self.limits.vertices:
            raise self.root.too_much(f"{vertices:,} vertices drawn", self.limits.vertices, "nodes")
        if not any(len(p.triangles) for p in drawn):
            raise VrmError(
                "there is nothing to see in it: no triangles",
                where="meshes",
                remedy="Export the scene with its meshes.",
            )

    def _vrm(self) -> tuple[Fields | None, Fields | None]:
        """The VRMC_vrm and VRM extensions; 1.0 is preferred where a file has both."""
        one = self.root.extension("VRMC_vrm")
        if one is not None:
            version = one.text("specVersion", "1.0")
            if version not in ("1.0", "1.0-beta"):
                raise VrmError(
                    f"VRM version {version[:20]!r} cannot be read, only 0.x and 1.0",
                    where=one.path("specVersion"),
                    remedy="Export the avatar as VRM 1.0.",
                )
            return one, None
        return None, self.root.extension("VRM")

    def _check_extensions(self) -> None:
        for key in ("extensionsRequired", "extensionsUsed"):
            for extension in self.root.array(key, 4096):
                if not isinstance(extension, str):
                    raise self.root.fail("an entry is no name", key)
                if extension in _UNDERSTOOD:
                    continue
                label = extension[:80]
                if key == "extensionsRequired":
                    packed = extension in _PACKED
                    raise VrmError(
                        f"the file needs {label}, which is not supported",
                        where=key,
                        remedy="Export it again without compression."
                        if packed
                        else "Export it without that extension.",
                    )
                self.notes.append(f"The extension {label} is ignored.")

    def _title(self, vrm: Fields, is_one: bool) -> str:
        meta = vrm.child("meta")
        title = meta.text("name" if is_one else "title") if meta else ""
        return title or Path(self.name).stem

    def _thumbnail(self, vrm: Fields, is_one: bool) -> ByteArray | None:
        """The picture the licence block carries; one that cannot be read is not worth refusing an avatar for."""
        meta = vrm.child("meta")
        if meta is None:
            return None
        key = "thumbnailImage" if is_one else "texture"
        count = len(self.root.array("images" if is_one else "textures"))
        index = meta.integer(key, -1, -1)
        if not 0 <= index < count:
            return None
        try:
            read = self.textures.picture if is_one else self.textures.thumbnail_of_texture
            return read(index, _THUMBNAIL_SIDE)
        except VrmError as error:
            self.notes.append(f"{meta.path(key)}: {error.what}; the avatar has no preview.")
            return None


def _told(notes: list[str]) -> tuple[str, ...]:
    """Each note once; a file with a thousand faults of one kind needs no thousand lines."""
    different = tuple(dict.fromkeys(notes))
    more = len(different) - _MOST_NOTES
    return different if more <= 0 else (*different[:_MOST_NOTES], f"… and {more} more.")


def _with_default_material(
    meshes: tuple[Mesh, ...], materials: list[Material]
) -> tuple[tuple[Mesh, ...], list[Material]]:
    """Parts without a material get glTF's default one, so that every part points at a material."""
    if all(p.material >= 0 for mesh in meshes for p in mesh.primitives):
        return meshes, materials
    default = len(materials)
    meshes = tuple(
        replace(
            mesh,
            primitives=tuple(p if p.material >= 0 else replace(p, material=default) for p in mesh.primitives),
        )
        for mesh in meshes
    )
    return meshes, [*materials, Material("default")]
