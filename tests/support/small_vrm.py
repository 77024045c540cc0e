"""A small VRM 1.0 written by hand: one of everything the loader reads, to be changed by tests before it is packed."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import numpy as np
from PIL import Image

from studio.core.avatar import Avatar
from studio.maths import quaternions
from studio.vrm import avatar_from_bytes
from studio.vrm.vrm1 import REQUIRED_BONES

_TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
_CODES = {"int8": 5120, "uint8": 5121, "int16": 5122, "uint16": 5123, "uint32": 5125, "float32": 5126}
_PLACES = {
    "hips": (None, (0, 0.9, 0)), "spine": ("hips", (0, 0.2, 0)), "head": ("spine", (0, 0.4, 0)),
    "leftEye": ("head", (0.03, 0.08, 0.08)), "rightEye": ("head", (-0.03, 0.08, 0.08)),
    "leftUpperArm": ("spine", (0.2, 0.3, 0)), "leftLowerArm": ("leftUpperArm", (0.25, 0, 0)),
    "leftHand": ("leftLowerArm", (0.25, 0, 0)),
    "rightUpperArm": ("spine", (-0.2, 0.3, 0)), "rightLowerArm": ("rightUpperArm", (-0.25, 0, 0)),
    "rightHand": ("rightLowerArm", (-0.25, 0, 0)),
    "leftUpperLeg": ("hips", (0.1, 0, 0)), "leftLowerLeg": ("leftUpperLeg", (0, -0.4, 0)),
    "leftFoot": ("leftLowerLeg", (0, -0.4, 0)),
    "rightUpperLeg": ("hips", (-0.1, 0, 0)), "rightLowerLeg": ("rightUpperLeg", (0, -0.4, 0)),
    "rightFoot": ("rightLowerLeg", (0, -0.4, 0)),
    "hair0": ("head", (0, 0.1, -0.1)), "hair1": ("hair0", (0, -0.1, 0)), "hair2": ("hair1", (0, -0.1, 0)),
    "hair3": ("hair2", (0, -0.1, 0)), "twist": ("leftUpperArm", (0.12, 0, 0)),
}  # fmt: skip


class SmallVrm:
    """`doc` is the JSON, free to be changed; `add` appends binary data; `pack` gives the bytes of the file."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.node = {name: i for i, name in enumerate(_PLACES)}
        self.doc: dict[str, Any] = {
            "asset": {"version": "2.0"},
            "extensionsUsed": ["VRMC_vrm"],
            "buffers": [{}],
            "bufferViews": [],
            "accessors": [],
            "nodes": [{"name": name, "translation": list(at)} for name, (_, at) in _PLACES.items()],
        }
        for name, (parent, _) in _PLACES.items():
            if parent is not None:
                self.doc["nodes"][self.node[parent]].setdefault("children", []).append(self.node[name])
        self._body()
        self.doc["extensions"] = {"VRMC_vrm": self._vrm(), "VRMC_springBone": self._springs()}
        self.doc["nodes"][self.node["twist"]]["extensions"] = {
            "VRMC_node_constraint": {
                "specVersion": "1.0",
                "constraint": {"roll": {"source": self.node["leftLowerArm"], "rollAxis": "X", "weight": 0.5}},
            }
        }

    @property
    def vrm(self) -> dict[str, Any]:
        return self.doc["extensions"]["VRMC_vrm"]

    @property
    def springs(self) -> dict[str, Any]:
        return self.doc["extensions"]["VRMC_springBone"]

    @property
    def primitive(self) -> dict[str, Any]:
        return self.doc["meshes"][0]["primitives"][0]

    def view(self, data: bytes, **more: Any) -> int:
        while len(self.blob) % 4:
            self.blob.append(0)
        self.doc["bufferViews"].append({"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data), **more})
        self.blob += data
        return len(self.doc["bufferViews"]) - 1

    def add(self, values: np.ndarray, **more: Any) -> int:
        """An accessor with the values (n, columns); its number."""
        values = np.ascontiguousarray(values).reshape(len(values), -1)
        return self.accessor(
            bufferView=self.view(values.tobytes()),
            componentType=_CODES[values.dtype.name],
            count=len(values),
            type=_TYPES[values.shape[1]],
            **more,
        )

    def accessor(self, **fields: Any) -> int:
        self.doc["accessors"].append(fields)
        return len(self.doc["accessors"]) - 1

    def picture(self, data: bytes, mime: str = "image/png") -> int:
        """A texture of an encoded picture; its number."""
        self.doc.setdefault("images", []).append({"bufferView": self.view(data), "mimeType": mime})
        self.doc.setdefault("textures", []).append({"source": len(self.doc["images"]) - 1})
        return len(self.doc["textures"]) - 1

    def pack(self) -> bytes:
        self.doc["buffers"][0]["byteLength"] = len(self.blob)
        return packed(json.dumps(self.doc).encode(), bytes(self.blob))

    def avatar(self) -> Avatar:
        return avatar_from_bytes(self.pack(), "small.vrm")

    def _body(self) -> None:
        """A square of two triangles in front of the figure, skinned to hips and head, with two morph targets."""
        square = np.float32([(-0.1, 1.0, 0.1), (0.1, 1.0, 0.1), (0.1, 1.5, 0.1), (-0.1, 1.5, 0.1)])
        position = self.add(square)
        smile = self.add(np.float32([(0, 0, 0), (0, 0, 0), (0.01, 0, 0), (-0.01, 0, 0)]))
        blink = self.add(np.float32([(0, 0, 0), (0, 0, 0), (0, -0.02, 0), (0, -0.02, 0)]))
        joints = [self.node["hips"], self.node["head"]]
        bind = np.tile(np.eye(4, dtype=np.float32), (2, 1, 1))
        bind[0, 1, 3], bind[1, 1, 3] = -0.9, -1.5
        self.doc["skins"] = [{"joints": joints, "inverseBindMatrices": self.add(bind.swapaxes(1, 2).reshape(2, 16))}]
        self.doc["materials"] = [
            {
                "name": "skin",
                "pbrMetallicRoughness": {
                    "baseColorFactor": [0.5, 0.4, 0.3, 1.0],
                    "baseColorTexture": {"index": self.picture(png(8, 4))},
                },
                "extensions": {"VRMC_materials_mtoon": {"specVersion": "1.0", "shadeColorFactor": [0.1, 0.2, 0.3]}},
            }
        ]
        primitive = {
            "attributes": {
                "POSITION": position,
                "TEXCOORD_0": self.add(np.float32([(0, 1), (1, 1), (1, 0), (0, 0)])),
                "JOINTS_0": self.add(np.uint8([(0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)])),
                "WEIGHTS_0": self.add(np.float32([(1, 0, 0, 0)] * 4)),
            },
            "indices": self.add(np.uint16([0, 1, 2, 0, 2, 3])),
            "material": 0,
            "targets": [{"POSITION": smile}, {"POSITION": blink}],
        }
        self.doc["meshes"] = [
            {"name": "body", "primitives": [primitive], "extras": {"targetNames": ["smile", "blink"]}}
        ]
        self.doc["nodes"].append({"name": "body", "mesh": 0, "skin": 0})
        self.node["body"] = len(self.doc["nodes"]) - 1

    def _vrm(self) -> dict[str, Any]:
        bones = {name: {"node": self.node[name]} for name in (*REQUIRED_BONES, "leftEye", "rightEye")}
        body = self.node["body"]
        return {
            "specVersion": "1.0",
            "meta": {"name": "small", "authors": ["tests"], "licenseUrl": "https://vrm.dev/licenses/1.0/"},
            "humanoid": {"humanBones": bones},
            "expressions": {
                "preset": {
                    "happy": {
                        "morphTargetBinds": [{"node": body, "index": 0, "weight": 1.0}],
                        "materialColorBinds": [{"material": 0, "type": "color", "targetValue": [1, 0, 0, 1]}],
                        "overrideBlink": "block",
                    },
                    "blink": {"morphTargetBinds": [{"node": body, "index": 1, "weight": 1.0}]},
                },
                "custom": {"wink": {"textureTransformBinds": [{"material": 0, "scale": [1, 1], "offset": [0.5, 0]}]}},
            },
            "lookAt": {"type": "bone", "rangeMapHorizontalInner": {"inputMaxValue": 45, "outputScale": 15}},
            "firstPerson": {"meshAnnotations": [{"node": body, "type": "both"}]},
        }

    def _springs(self) -> dict[str, Any]:
        hair = [{"node": self.node[f"hair{i}"], "hitRadius": 0.01, "dragForce": 0.4} for i in range(4)]
        sphere = {"node": self.node["head"], "shape": {"sphere": {"offset": [0, 0, 0], "radius": 0.08}}}
        return {
            "specVersion": "1.0",
            "colliders": [sphere],
            "colliderGroups": [{"name": "head", "colliders": [0]}],
            "springs": [{"name": "hair", "joints": hair, "colliderGroups": [0]}],
        }


def crooked(kind: type[SmallVrm], seed: int = 1) -> Avatar:
    """The small figure with every node's own axes turned and its limbs scaled, as rigs from tools are."""
    small = kind()
    rng = np.random.default_rng(seed)
    for node in small.doc["nodes"]:
        node["rotation"] = quaternions.normalize(rng.normal(size=4)).tolist()
        node["scale"] = [float(rng.uniform(0.8, 1.25))] * 3
    return small.avatar()


def packed(text: bytes, binary: bytes) -> bytes:
    """A GLB of the two chunks."""
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def png(width: int, height: int, color: tuple[int, ...] = (200, 100, 50, 255), kind: str = "PNG") -> bytes:
    """An encoded picture of one colour."""
    mode = {1: "L", 3: "RGB", 4: "RGBA"}[len(color)]
    buffer = io.BytesIO()
    Image.new(mode, (width, height), color if len(color) > 1 else color[0]).save(buffer, kind, lossless=True)
    return buffer.getvalue()


class SmallVrm0(SmallVrm):
    """The same figure as VRM 0.x: facing −Z, with the `VRM` extension in place of those of 1.0."""

    def __init__(self) -> None:
        super().__init__()
        for node in self.doc["nodes"]:
            if "translation" in node:
                x, y, z = node["translation"]
                node["translation"] = [-x, y, -z]
            node.pop("extensions", None)
        del self.doc["materials"][0]["extensions"]
        bones = [{"bone": bone, "node": self.node[bone]} for bone in (*REQUIRED_BONES, "leftEye", "rightEye")]
        self.doc["extensions"] = {
            "VRM": {
                "meta": {"title": "small 0", "author": "tests"},
                "humanoid": {"humanBones": bones},
                "blendShapeMaster": {
                    "blendShapeGroups": [
                        {"name": "Joy", "presetName": "joy", "binds": [{"mesh": 0, "index": 0, "weight": 50}]},
                        {"name": "A", "presetName": "a", "binds": [{"mesh": 0, "index": 1, "weight": 100}]},
                        {"name": "Wink", "presetName": "unknown", "isBinary": True, "binds": []},
                    ]
                },
                "firstPerson": {
                    "firstPersonBoneOffset": {"x": 0.0, "y": 0.06, "z": 0.1},
                    "lookAtTypeName": "Bone",
                    "lookAtHorizontalInner": {"xRange": 45, "yRange": 15},
                },
                "materialProperties": [{"name": "skin", "shader": "VRM_USE_GLTFSHADER"}],
                "secondaryAnimation": {
                    "boneGroups": [
                        {
                            "bones": [self.node["hair0"]],
                            "center": -1,
                            "stiffiness": 0.8,
                            "dragForce": 0.3,
                            "gravityPower": 0.1,
                            "gravityDir": {"x": 0.6, "y": -0.8, "z": 0.0},
                            "hitRadius": 0.02,
                            "colliderGroups": [0],
                        }
                    ],
                    "colliderGroups": [
                        {
                            "node": self.node["head"],
                            "colliders": [{"offset": {"x": 0.01, "y": 0.02, "z": 0.03}, "radius": 0.08}],
                        }
                    ],
                },
            }
        }

    @property
    def vrm(self) -> dict[str, Any]:
        return self.doc["extensions"]["VRM"]
