"""Writes a VRM 1.0 file: glTF binary, MToon materials, expressions, look-at, spring bones, licence.

Compact where the format allows it without extensions: sparse morph targets, joints in bytes, weights in normalised
bytes, texture coordinates as floats, indices in 16 bits where they fit. Nothing depends on time or machine.
"""

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .fields import Array
from .meshes import Part
from .rig import Rig
from .springs import Springs, as_extension

FLOAT, UINT8, UINT16, UINT32 = 5126, 5121, 5123, 5125
VERTICES, INDICES = 34962, 34963


def linear(colour: str) -> list[float]:
    """A `#rrggbb` sRGB colour as three linear floats."""
    value = colour.lstrip("#")
    c = np.array([int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)])
    return [round(float(x), 6) for x in np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)]


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture, `name` without ending."""

    name: str
    encoded: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Toon:
    """One MToon material. Colours are sRGB `#rrggbb`, widths metres."""

    name: str
    base: Picture
    shade: Picture | None = None
    """Shade picture; without it the base picture serves both."""
    shade_colour: str = "#ffffff"
    shift: float = -0.1
    toony: float = 0.8
    outline: float = 0.0
    outline_colour: str = "#000000"
    outline_lighting: float = 0.0
    outline_widths: Picture | None = None
    rim: str = "#000000"
    rim_power: float = 5.0
    rim_mask: Picture | None = None
    matcap: Picture | None = None
    alpha: str = "OPAQUE"
    is_two_sided: bool = False
    writes_depth: bool = False
    """For BLEND only."""
    queue: int = 0


@dataclass(frozen=True, slots=True)
class Licence:
    """What the file says may be done with the avatar (VRMC_vrm meta)."""

    title: str
    version: str
    authors: tuple[str, ...]
    copyright: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """Morph weights by morph name, and the overrides of VRMC_vrm."""

    binds: dict[str, float]
    overrides: dict[str, str] = field(default_factory=dict)


class VrmWriter:
    """Collects one figure and writes it."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.blob = bytearray()
        self.views: list[dict] = []
        self.accessors: list[dict] = []
        self.images: list[dict] = []
        self.image_number: dict[str, int] = {}
        self.materials: list[dict] = []
        self.meshes: list[dict] = []
        self.mesh_nodes: list[dict] = []
        self.morph_places: dict[str, list[tuple[int, int]]] = {}
        """(mesh number, target number) by morph name."""
        self.node_of_bone = {bone: number for number, bone in enumerate(rig.parents)}

    # ---- raw data

    def _view(self, data: bytes, target: int | None = None) -> int:
        self.blob += b"\0" * (-len(self.blob) % 4)
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)}
        if target:
            view["target"] = target
        self.blob += data
        self.views.append(view)
        return len(self.views) - 1

    def _accessor(self, values: Array, component: int, kind: str, target: int | None = None, **extra) -> int:
        values = np.ascontiguousarray(values)
        accessor = {"bufferView": self._view(values.tobytes(), target), "componentType": component}
        accessor |= {"count": len(values), "type": kind, **extra}
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def _bounds(self, values: Array) -> dict:
        return {"min": [float(x) for x in values.min(0)], "max": [float(x) for x in values.max(0)]}

    def _morph(self, motion: Array) -> int:
        """A sparse accessor: most shapes touch few of the vertices."""
        motion = np.where(np.abs(motion).max(1, keepdims=True) > 1e-6, motion, 0).astype("f4")
        moved = np.flatnonzero(np.abs(motion).max(1) > 1e-6)
        if len(moved) == 0:
            moved = np.array([0])
        if len(moved) > 0.6 * len(motion):
            return self._accessor(motion, FLOAT, "VEC3", None, **self._bounds(motion))
        small = len(motion) < 65536
        numbers = moved.astype("u2" if small else "u4")
        accessor = {"componentType": FLOAT, "count": len(motion), "type": "VEC3"}
        accessor |= self._bounds(motion)
        accessor["sparse"] = {
            "count": len(moved),
            "indices": {"bufferView": self._view(numbers.tobytes()), "componentType": UINT16 if small else UINT32},
            "values": {"bufferView": self._view(np.ascontiguousarray(motion[moved]).tobytes())},
        }
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    # ---- materials

    def _texture(self, picture: Picture) -> int:
        if picture.name not in self.image_number:
            view = self._view(picture.encoded)
            self.images.append({"bufferView": view, "mimeType": picture.mime, "name": picture.name})
            self.image_number[picture.name] = len(self.images) - 1
        return self.image_number[picture.name]

    def material(self, toon: Toon) -> int:
        """Add a material; returns its number."""
        base = {"index": self._texture(toon.base)}
        mtoon = {
            "specVersion": "1.0",
            "transparentWithZWrite": toon.writes_depth,
            "renderQueueOffsetNumber": toon.queue,
            "shadeColorFactor": linear(toon.shade_colour),
            "shadeMultiplyTexture": {"index": self._texture(toon.shade)} if toon.shade else base,
            "shadingShiftFactor": toon.shift,
            "shadingToonyFactor": toon.toony,
            "giEqualizationFactor": 0.9,
            "matcapFactor": [1, 1, 1] if toon.matcap else [0, 0, 0],
            "parametricRimColorFactor": linear(toon.rim),
            "parametricRimFresnelPowerFactor": toon.rim_power,
            "parametricRimLiftFactor": 0.0,
            "rimLightingMixFactor": 0.6,
            "outlineWidthMode": "worldCoordinates" if toon.outline else "none",
        }
        if toon.matcap:
            mtoon["matcapTexture"] = {"index": self._texture(toon.matcap)}
        if toon.rim_mask:
            mtoon["rimMultiplyTexture"] = {"index": self._texture(toon.rim_mask)}
        if toon.outline:
            mtoon["outlineWidthFactor"] = toon.outline
            mtoon["outlineColorFactor"] = linear(toon.outline_colour)
            mtoon["outlineLightingMixFactor"] = toon.outline_lighting
            if toon.outline_widths:
                mtoon["outlineWidthMultiplyTexture"] = {"index": self._texture(toon.outline_widths)}
        material = {
            "name": toon.name,
            "pbrMetallicRoughness": {
                "baseColorFactor": [1, 1, 1, 1],
                "baseColorTexture": base,
                "metallicFactor": 0,
                "roughnessFactor": 0.9,
            },
            "alphaMode": toon.alpha,
            "doubleSided": toon.is_two_sided,
            "extensions": {"VRMC_materials_mtoon": mtoon},
        }
        self.materials.append(material)
        return len(self.materials) - 1

    # ---- meshes

    def mesh(self, name: str, part: Part, material: int, extras: dict | None = None) -> None:
        """Add one skinned mesh with one primitive."""
        positions = part.positions.astype("f4")
        length = np.linalg.norm(part.normals, axis=1, keepdims=True)
        normals = np.where(length > 1e-6, part.normals / np.maximum(length, 1e-9), [0, 0, 1.0]).astype("f4")
        joints, weights = byte_weights(*part.skin)
        index_type = "u2" if len(positions) < 65536 else "u4"
        attributes = {
            "POSITION": self._accessor(positions, FLOAT, "VEC3", VERTICES, **self._bounds(positions)),
            "NORMAL": self._accessor(normals, FLOAT, "VEC3", VERTICES),
            "TEXCOORD_0": self._accessor(part.uvs.astype("f4"), FLOAT, "VEC2", VERTICES),
            "JOINTS_0": self._accessor(joints, UINT8, "VEC4", VERTICES),
            "WEIGHTS_0": self._accessor(weights, UINT8, "VEC4", VERTICES, normalized=True),
        }
        indices = part.faces.astype(index_type).ravel()
        primitive = {
            "attributes": attributes,
            "indices": self._accessor(indices, UINT16 if index_type == "u2" else UINT32, "SCALAR", INDICES),
            "material": material,
        }
        mesh: dict = {"name": name, "primitives": [primitive]}
        if part.morphs:
            names = list(part.morphs)
            primitive["targets"] = [{"POSITION": self._morph(part.morphs[morph])} for morph in names]
            mesh["weights"] = [0.0] * len(names)
            mesh["extras"] = {"targetNames": names}
            for number, morph in enumerate(names):
                if np.abs(part.morphs[morph]).max() > 1e-6:
                    self.morph_places.setdefault(morph, []).append((len(self.meshes), number))
        if extras:
            mesh["extras"] = mesh.get("extras", {}) | extras
        self.mesh_nodes.append({"name": name, "mesh": len(self.meshes), "skin": 0})
        self.meshes.append(mesh)

    # ---- the file

    def save(
        self,
        path: Path,
        licence: Licence,
        springs: Springs,
        presets: dict[str, Expression],
        custom: dict[str, Expression],
        look_at: dict,
        thumbnail: Picture | None,
    ) -> None:
        """Write the file; `look_at` is the VRMC_vrm object."""
        bones = list(self.rig.parents)
        bind = np.tile(np.eye(4, dtype="f4").T, (len(bones), 1, 1))
        bind[:, 3, :3] = [-self.rig.places[bone] for bone in bones]
        skin = {
            "joints": [self.node_of_bone[bone] for bone in bones],
            "inverseBindMatrices": self._accessor(bind.reshape(-1, 16), FLOAT, "MAT4"),
            "skeleton": self.node_of_bone[bones[0]],
        }
        meta = self._meta(licence)
        if thumbnail:
            meta["thumbnailImage"] = self._texture(thumbnail)
        human_bones = {bone: {"node": self.node_of_bone[bone]} for bone in self.rig.humanoid}
        vrm = {
            "specVersion": "1.0",
            "meta": meta,
            "humanoid": {"humanBones": human_bones},
            "expressions": {
                "preset": {name: self._expression(expression) for name, expression in presets.items()},
                "custom": {name: self._expression(expression) for name, expression in custom.items()},
            },
            "lookAt": look_at,
        }
        nodes = self._bone_nodes() + self.mesh_nodes
        gltf = {
            "asset": {"version": "2.0", "generator": "avatars.generator", "copyright": licence.copyright},
            "extensionsUsed": ["VRMC_vrm", "VRMC_materials_mtoon", "VRMC_springBone"],
            "scene": 0,
            "scenes": [{"nodes": [0, *range(len(bones), len(nodes))]}],
            "nodes": nodes,
            "skins": [skin],
            "meshes": self.meshes,
            "materials": self.materials,
            "textures": [{"source": i, "sampler": 0} for i in range(len(self.images) - bool(thumbnail))],
            "images": self.images,
            "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}],
            "accessors": self.accessors,
            "bufferViews": self.views,
            "extensions": {"VRMC_vrm": vrm, "VRMC_springBone": as_extension(springs, self.node_of_bone)},
        }
        self.blob += b"\0" * (-len(self.blob) % 4)
        gltf["buffers"] = [{"byteLength": len(self.blob)}]
        text = json.dumps(gltf, ensure_ascii=False, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        with path.open("wb") as file:
            file.write(struct.pack("<III", 0x46546C67, 2, 12 + 8 + len(text) + 8 + len(self.blob)))
            file.write(struct.pack("<II", len(text), 0x4E4F534A) + text)
            file.write(struct.pack("<II", len(self.blob), 0x004E4942) + self.blob)

    def _bone_nodes(self) -> list[dict]:
        nodes = []
        for bone, parent in self.rig.parents.items():
            origin = self.rig.places[parent] if parent else np.zeros(3)
            offset = [round(float(x), 6) for x in self.rig.places[bone] - origin]
            nodes.append({"name": bone, "translation": offset})
        for bone, parent in self.rig.parents.items():
            if parent:
                nodes[self.node_of_bone[parent]].setdefault("children", []).append(self.node_of_bone[bone])
        return nodes

    def _expression(self, expression: Expression) -> dict:
        first_mesh_node = len(self.rig.parents)
        binds = [
            {"node": first_mesh_node + mesh, "index": target, "weight": float(weight)}
            for morph, weight in expression.binds.items()
            for mesh, target in self.morph_places.get(morph, [])
        ]
        return {"isBinary": False, "morphTargetBinds": binds, **expression.overrides}

    def _meta(self, licence: Licence) -> dict:
        meta = {
            "name": licence.title,
            "version": licence.version,
            "authors": list(licence.authors),
            "copyrightInformation": licence.copyright,
            "licenseUrl": "https://vrm.dev/licenses/1.0/",
            "avatarPermission": "everyone",
            "allowExcessivelyViolentUsage": False,
            "allowExcessivelySexualUsage": False,
            "commercialUsage": "corporation",
            "allowPoliticalOrReligiousUsage": False,
            "allowAntisocialOrHateUsage": False,
            "creditNotation": "unnecessary",
            "allowRedistribution": True,
            "modification": "allowModificationRedistribution",
        }
        if licence.references:
            meta["references"] = list(licence.references)
        return meta


def byte_weights(joints: Array, weights: Array) -> tuple[Array, Array]:
    """(n, 4) uint8 joints and weights; each row of weights sums to 255 exactly, unused joints are 0."""
    if joints.max() > 255:
        raise ValueError(f"bone {joints.max()} does not fit into a byte")
    weights = weights / np.maximum(weights.sum(1, keepdims=True), 1e-9)
    scaled = np.round(weights * 255).astype(int)
    largest = scaled.argmax(1)
    scaled[np.arange(len(scaled)), largest] += 255 - scaled.sum(1)
    return np.where(scaled > 0, joints, 0).astype("u1"), scaled.astype("u1")
