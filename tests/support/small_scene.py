"""A glTF scene made in code: a court with a moon gate, paved ground, a table before whoever stands at its middle."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
from PIL import Image

from tests.support.small_vrm import packed

_SIDES = ((0, 1), (0, -1), (1, 1), (1, -1), (2, 1), (2, -1))


class SmallScene:
    """`doc` is the JSON, free to be changed; `pack` gives the bytes of the file. Metres, +Y up."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.doc: dict[str, Any] = {
            "asset": {"version": "2.0"},
            "scene": 0,
            "scenes": [{"nodes": []}],
            "nodes": [],
            "meshes": [],
            "materials": [],
            "buffers": [{}],
            "bufferViews": [],
            "accessors": [],
        }

    def material(self, color: tuple[float, float, float], **more: Any) -> int:
        """Linear colour; rough and no metal."""
        self.doc["materials"].append(
            {"pbrMetallicRoughness": {"baseColorFactor": [*color, 1.0], "metallicFactor": 0.0}, **more}
        )
        return len(self.doc["materials"]) - 1

    def picture(self, pixels: np.ndarray) -> int:
        """(h, w, 3) uint8; the number of its texture."""
        data = io.BytesIO()
        Image.fromarray(pixels).save(data, "PNG", optimize=True)
        self.doc.setdefault("images", []).append({"bufferView": self._view(data.getvalue()), "mimeType": "image/png"})
        self.doc.setdefault("textures", []).append({"source": len(self.doc["images"]) - 1})
        return len(self.doc["textures"]) - 1

    def mesh(
        self, positions: np.ndarray, normals: np.ndarray, uvs: np.ndarray, triangles: np.ndarray, **at: Any
    ) -> int:
        """A node that draws triangles of material `material`; other keys are the node's own."""
        primitive = {
            "attributes": {
                "POSITION": self._accessor(positions.astype("<f4"), 5126, "VEC3"),
                "NORMAL": self._accessor(normals.astype("<f4"), 5126, "VEC3"),
                "TEXCOORD_0": self._accessor(uvs.astype("<f4"), 5126, "VEC2"),
            },
            "indices": self._accessor(triangles.reshape(-1, 1).astype("<u2"), 5123, "SCALAR"),
            "material": at.pop("material"),
        }
        self.doc["meshes"].append({"primitives": [primitive]})
        self.doc["nodes"].append({"mesh": len(self.doc["meshes"]) - 1, **at})
        self.doc["scenes"][0]["nodes"].append(len(self.doc["nodes"]) - 1)
        return len(self.doc["nodes"]) - 1

    def box(self, low: tuple[float, float, float], high: tuple[float, float, float], material: int) -> int:
        """From corner to corner, its pictures once a metre."""
        positions, normals, uvs, triangles = [], [], [], []
        for axis, sign in _SIDES:
            u, v = [k for k in range(3) if k != axis]
            corners = np.zeros((4, 3))
            corners[:, axis] = high[axis] if sign > 0 else low[axis]
            corners[:, u] = [low[u], high[u], high[u], low[u]]
            corners[:, v] = [low[v], low[v], high[v], high[v]]
            normal = np.zeros(3)
            normal[axis] = sign
            turns = np.dot(np.cross(corners[1] - corners[0], corners[2] - corners[0]), normal) > 0
            start = 4 * len(positions)
            triangles.append(np.array([[0, 1, 2], [0, 2, 3]] if turns else [[0, 2, 1], [0, 3, 2]]) + start)
            positions.append(corners)
            normals.append(np.tile(normal, (4, 1)))
            uvs.append(corners[:, [u, v]] * (1.0, -1.0))
        return self.mesh(*(np.concatenate(rows) for rows in (positions, normals, uvs, triangles)), material=material)

    def pack(self) -> bytes:
        self.doc["buffers"][0]["byteLength"] = len(self.blob)
        return packed(json.dumps(self.doc).encode(), bytes(self.blob))

    def _view(self, data: bytes) -> int:
        while len(self.blob) % 4:
            self.blob.append(0)
        self.doc["bufferViews"].append({"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)})
        self.blob += data
        return len(self.doc["bufferViews"]) - 1

    def _accessor(self, values: np.ndarray, component: int, kind: str) -> int:
        accessor: dict[str, Any] = {
            "bufferView": self._view(np.ascontiguousarray(values).tobytes()),
            "componentType": component, "count": len(values), "type": kind,
        }  # fmt: skip
        if kind == "VEC3":
            accessor |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        self.doc["accessors"].append(accessor)
        return len(self.doc["accessors"]) - 1


def two_blocks() -> SmallScene:
    """Unlit: a red wall 2 m behind the middle, a blue block as high as a table 0.5 m before it, grey ground."""
    scene = SmallScene()
    unlit = {"extensions": {"KHR_materials_unlit": {}}}
    scene.doc["extensionsUsed"] = ["KHR_materials_unlit"]
    red, blue, grey = (scene.material(c, **unlit) for c in ((1.0, 0, 0), (0, 0, 1.0), (0.2, 0.2, 0.2)))
    scene.box((-4.0, 0.0, -2.2), (4.0, 4.0, -2.0), red)
    scene.box((-0.6, 0.0, 0.5), (0.6, 0.9, 0.7), blue)
    scene.box((-4.0, -0.2, -4.0), (4.0, 0.0, 4.0), grey)
    return scene
