"""A small VRM animation written by hand, to be changed by tests before it is packed."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from studio.core.clip import Clip
from studio.vrm import clip_from_bytes
from tests.support.small_vrm import packed

NODES = ("armature", "hips", "spine", "between", "head", "smile", "wink", "gaze")
_PARENTS = {"hips": "armature", "spine": "hips", "between": "spine", "head": "between"}


class SmallVrma:
    """`doc` is the JSON; `track` adds an animation channel; `pack` gives the bytes of the file."""

    def __init__(self) -> None:
        self.blob = bytearray()
        nodes: list[dict[str, Any]] = [{"name": name} for name in NODES]
        for name, parent in _PARENTS.items():
            nodes[NODES.index(parent)].setdefault("children", []).append(NODES.index(name))
        self.doc: dict[str, Any] = {
            "asset": {"version": "2.0"},
            "extensionsUsed": ["VRMC_vrm_animation"],
            "buffers": [{}],
            "bufferViews": [],
            "accessors": [],
            "nodes": nodes,
            "animations": [{"samplers": [], "channels": []}],
        }
        self.node("hips")["translation"] = [0.0, 0.5, 0.0]
        self.doc["extensions"] = {
            "VRMC_vrm_animation": {
                "specVersion": "1.0",
                "humanoid": {"humanBones": {bone: {"node": NODES.index(bone)} for bone in ("hips", "spine", "head")}},
                "expressions": {
                    "preset": {"happy": {"node": NODES.index("smile")}},
                    "custom": {"Wink wide": {"node": NODES.index("wink")}},
                },
                "lookAt": {"node": NODES.index("gaze")},
            }
        }

    @property
    def vrma(self) -> dict[str, Any]:
        extension: dict[str, Any] = self.doc["extensions"]["VRMC_vrm_animation"]
        return extension

    @property
    def animation(self) -> dict[str, Any]:
        animation: dict[str, Any] = self.doc["animations"][0]
        return animation

    def node(self, name: str) -> dict[str, Any]:
        node: dict[str, Any] = self.doc["nodes"][NODES.index(name)]
        return node

    def track(
        self, name: str, path: str, times_s: list[float], values: list[list[float]], mode: str | None = None
    ) -> None:
        kind = {3: "VEC3", 4: "VEC4"}[len(values[0])]
        sampler = {"input": self._accessor(times_s, "SCALAR"), "output": self._accessor(values, kind)}
        if mode is not None:
            sampler["interpolation"] = mode  # type: ignore[assignment]
        self.animation["samplers"].append(sampler)
        number = len(self.animation["samplers"]) - 1
        self.animation["channels"].append({"sampler": number, "target": {"node": NODES.index(name), "path": path}})

    def _accessor(self, values: Any, kind: str) -> int:
        data = np.asarray(values, "<f4").tobytes()
        self.doc["bufferViews"].append({"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)})
        self.blob += data
        view = len(self.doc["bufferViews"]) - 1
        self.doc["accessors"].append({"bufferView": view, "componentType": 5126, "count": len(values), "type": kind})
        return len(self.doc["accessors"]) - 1

    def pack(self) -> bytes:
        self.doc["buffers"][0]["byteLength"] = len(self.blob)
        return packed(json.dumps(self.doc).encode(), bytes(self.blob))

    def clip(self) -> Clip:
        return clip_from_bytes(self.pack(), "small.vrma")
