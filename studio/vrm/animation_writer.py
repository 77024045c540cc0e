"""A Clip as a .vrma file: the humanoid at rest in the T-pose, one rotation track for every bone that moves.

Specification: vrm-c/vrm-specification, VRMC_vrm_animation-1.0. All rest rotations are the identity, so a node's
rotation is the normalized humanoid's.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

from studio.core.clip import Clip
from studio.core.names import BONE, BONE_PARENT, BONES, PRESET
from studio.core.pose import HIPS_OF_A_PERSON_M

_FLOAT, _SCALAR = 5126, "SCALAR"
_STILL_RAD = 1e-4

_LEFT_OFFSETS_M = {
    "UpperLeg": (0.09, -0.05, 0.0), "LowerLeg": (0.0, -0.42, 0.0), "Foot": (0.0, -0.40, -0.02),
    "Toes": (0.0, -0.05, 0.13),
    "Shoulder": (0.03, 0.11, 0.0), "UpperArm": (0.10, 0.0, 0.0), "LowerArm": (0.27, 0.0, 0.0), "Hand": (0.25, 0.0, 0.0),
    "ThumbMetacarpal": (0.02, -0.01, 0.03), "IndexProximal": (0.09, 0.0, 0.03), "MiddleProximal": (0.09, 0.0, 0.01),
    "RingProximal": (0.09, 0.0, -0.01), "LittleProximal": (0.08, 0.0, -0.03),
    "Eye": (0.03, 0.06, 0.07),
}  # fmt: skip
_MIDDLE_OFFSETS_M = {
    "hips": (0.0, HIPS_OF_A_PERSON_M, 0.0), "spine": (0.0, 0.08, 0.0), "chest": (0.0, 0.12, 0.0),
    "upperChest": (0.0, 0.12, 0.0), "neck": (0.0, 0.14, 0.0), "head": (0.0, 0.09, 0.0), "jaw": (0.0, 0.01, 0.05),
}  # fmt: skip


def vrma_bytes(clip: Clip) -> bytes:
    """The file: bones of `clip.bones` and expressions with all their frames; a bone that never moves is left out."""
    writer = _Glb()
    times = np.arange(len(clip.rotations), dtype=np.float32) / np.float32(clip.fps)
    at = writer.accessor(times, _SCALAR, bounds=True)
    for bone in clip.bones:
        turns = np.asarray(clip.rotations[:, BONE[bone]], np.float32)
        if np.abs(turns[:, :3]).max(initial=0.0) > _STILL_RAD:
            writer.track(BONE[bone], "rotation", at, writer.accessor(turns, "VEC4"))
    if "hips" in clip.bones and np.abs(clip.hips_offset_m).max(initial=0.0) > 1e-5:
        places = np.asarray(clip.hips_offset_m + np.array((0.0, HIPS_OF_A_PERSON_M, 0.0)), np.float32)
        writer.track(BONE["hips"], "translation", at, writer.accessor(places, "VEC3"))
    presets: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for name, weights in clip.expressions:
        node = writer.node(name)
        moved = np.zeros((len(weights), 3), np.float32)
        moved[:, 0] = weights
        writer.track(node, "translation", at, writer.accessor(moved, "VEC3"))
        (presets if name in PRESET else custom)[name] = {"node": node}
    vrma: dict[str, Any] = {
        "specVersion": "1.0",
        "humanoid": {"humanBones": {bone: {"node": number} for bone, number in BONE.items()}},
    }
    if presets or custom:
        vrma["expressions"] = {key: group for key, group in (("preset", presets), ("custom", custom)) if group}
    if clip.gaze_rad is not None:
        gaze = writer.node("gaze")
        writer.track(gaze, "rotation", at, writer.accessor(_gaze_turns(clip.gaze_rad), "VEC4"))
        vrma["lookAt"] = {"node": gaze}
    return writer.pack(clip.name, vrma)


def _gaze_turns(gaze_rad: np.ndarray) -> np.ndarray:
    """(frames, 4) float32: Ry(yaw) · Rx(pitch)."""
    yaw, pitch = np.asarray(gaze_rad, float).T / 2
    sy, cy, sp, cp = np.sin(yaw), np.cos(yaw), np.sin(pitch), np.cos(pitch)
    return np.stack((cy * sp, sy * cp, -sy * sp, cy * cp), axis=1).astype(np.float32)


class _Glb:
    def __init__(self) -> None:
        self._nodes: list[dict[str, Any]] = []
        for number, bone in enumerate(BONES):
            self._nodes.append({"name": bone, "translation": list(_offset_m(bone))})
            if BONE_PARENT[number] >= 0:
                self._nodes[BONE_PARENT[number]].setdefault("children", []).append(number)
        self._binary = bytearray()
        self._views: list[dict[str, Any]] = []
        self._accessors: list[dict[str, Any]] = []
        self._samplers: list[dict[str, Any]] = []
        self._channels: list[dict[str, Any]] = []

    def node(self, name: str) -> int:
        self._nodes.append({"name": name})
        return len(self._nodes) - 1

    def accessor(self, values: np.ndarray, kind: str, *, bounds: bool = False) -> int:
        data = np.ascontiguousarray(values, "<f4").tobytes()
        self._views.append({"buffer": 0, "byteOffset": len(self._binary), "byteLength": len(data)})
        self._binary += data
        entry: dict[str, Any] = {
            "bufferView": len(self._views) - 1, "componentType": _FLOAT, "count": len(values), "type": kind
        }  # fmt: skip
        if bounds:
            entry |= {"min": [float(values.min())], "max": [float(values.max())]}
        self._accessors.append(entry)
        return len(self._accessors) - 1

    def track(self, node: int, path: str, times: int, values: int) -> None:
        self._samplers.append({"input": times, "output": values, "interpolation": "LINEAR"})
        self._channels.append({"sampler": len(self._samplers) - 1, "target": {"node": node, "path": path}})

    def pack(self, name: str, vrma: dict[str, Any]) -> bytes:
        roots = [number for number in range(len(self._nodes)) if number >= len(BONES) or BONE_PARENT[number] < 0]
        document: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": "Qionghua Studio"},
            "extensionsUsed": ["VRMC_vrm_animation"],
            "extensions": {"VRMC_vrm_animation": vrma},
            "scene": 0,
            "scenes": [{"nodes": roots}],
            "nodes": self._nodes,
            "buffers": [{"byteLength": len(self._binary)}],
            "bufferViews": self._views,
            "accessors": self._accessors,
        }
        if self._channels:
            document["animations"] = [{"name": name, "samplers": self._samplers, "channels": self._channels}]
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        binary = bytes(self._binary) + b"\0" * (-len(self._binary) % 4)
        size = 12 + 8 + len(text) + 8 + len(binary)
        return b"".join(
            (
                struct.pack("<4sII", b"glTF", 2, size),
                struct.pack("<I4s", len(text), b"JSON"), text,
                struct.pack("<I4s", len(binary), b"BIN\0"), binary,
            )
        )  # fmt: skip


def _offset_m(bone: str) -> tuple[float, float, float]:
    """From its parent, on a figure of an adult's size."""
    if bone in _MIDDLE_OFFSETS_M:
        return _MIDDLE_OFFSETS_M[bone]
    side = "left" if bone.startswith("left") else "right"
    part = bone.removeprefix(side)
    x, y, z = _LEFT_OFFSETS_M.get(part, (0.03, 0.0, 0.0))
    return (x if side == "left" else -x, y, z)
