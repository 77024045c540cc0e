"""As much of a .vrm file as the tests of the cast read."""

import json
import struct
from pathlib import Path

import numpy as np

COMPONENTS = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class Glb:
    """As much of a .vrm file as these tests read."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.size = len(data)
        length = struct.unpack_from("<I", data, 12)[0]
        self.json = json.loads(data[20 : 20 + length])
        self.blob = data[28 + length :]
        self.vrm = self.json["extensions"]["VRMC_vrm"]

    def view(self, number: int, offset: int = 0) -> bytes:
        view = self.json["bufferViews"][number]
        start = view.get("byteOffset", 0) + offset
        return self.blob[start : view.get("byteOffset", 0) + view["byteLength"]]

    def array(self, number: int) -> np.ndarray:
        accessor = self.json["accessors"][number]
        width, kind = WIDTHS[accessor["type"]], COMPONENTS[accessor["componentType"]]
        if "bufferView" in accessor:
            raw = np.frombuffer(self.view(accessor["bufferView"]), kind)
            values = raw[: accessor["count"] * width].reshape(-1, width).copy()
        else:
            values = np.zeros((accessor["count"], width), kind)
        if "sparse" in accessor:
            sparse = accessor["sparse"]
            rows = np.frombuffer(
                self.view(sparse["indices"]["bufferView"]), COMPONENTS[sparse["indices"]["componentType"]]
            )
            changed = np.frombuffer(self.view(sparse["values"]["bufferView"]), kind).reshape(-1, width)
            values[rows[: sparse["count"]]] = changed[: sparse["count"]]
        return values

    def motion(self, expression: dict) -> np.ndarray:
        """What an expression moves: all vertices of all meshes that it binds, one above the other, metres."""
        meshes = {}
        for bind in expression["morphTargetBinds"]:
            mesh = self.json["nodes"][bind["node"]]["mesh"]
            target = self.json["meshes"][mesh]["primitives"][0]["targets"][bind["index"]]
            meshes[mesh] = meshes.get(mesh, 0) + bind["weight"] * self.array(target["POSITION"])
        still = {
            i: np.zeros((self.json["accessors"][mesh["primitives"][0]["attributes"]["POSITION"]]["count"], 3))
            for i, mesh in enumerate(self.json["meshes"])
        }
        return np.vstack([meshes.get(i, still[i]) for i in still])

    def triangles(self) -> int:
        primitives = [p for mesh in self.json["meshes"] for p in mesh["primitives"]]
        return sum(self.json["accessors"][p["indices"]]["count"] for p in primitives) // 3

    def draws(self) -> int:
        """Primitives, and once more those with an outline."""
        count = 0
        for mesh in self.json["meshes"]:
            for primitive in mesh["primitives"]:
                toon = self.json["materials"][primitive["material"]]["extensions"]["VRMC_materials_mtoon"]
                count += 2 if toon["outlineWidthMode"] != "none" else 1
        return count

    def picture_sizes(self) -> list[tuple[int, int]]:
        """(width, height) of every texture, thumbnail left out."""
        used = {texture["source"] for texture in self.json["textures"]}
        return [picture_size(self.view(self.json["images"][i]["bufferView"])) for i in sorted(used)]


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG or JPEG."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return struct.unpack(">II", data[16:24])
    at = 2
    while at < len(data):
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xC3:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ValueError("no frame header")
