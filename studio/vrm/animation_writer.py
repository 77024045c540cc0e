"""A Clip as a .vrma file (binary glTF with VRMC_vrm_animation-1.0), for three-vrm, Blender and whoever reads it.

Specification: vrm-c/vrm-specification, VRMC_vrm_animation-1.0. The figure in the file is an adult in the T-pose, so
that every local rotation is the normalized humanoid's own and the hips' way is told against `HIPS_OF_A_PERSON_M`.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.clip import Clip
from studio.core.names import BONE, BONE_PARENT, BONES, PRESET
from studio.core.pose import HIPS_OF_A_PERSON_M
from studio.maths import quaternions

_FLOAT, _STILL = 5126, 1e-6
_LEFT = {
    "UpperLeg": (0.09, -0.04, 0.0), "LowerLeg": (0.0, -0.41, 0.0), "Foot": (0.0, -0.41, 0.0),
    "Toes": (0.0, -0.06, 0.13),
    "Shoulder": (0.03, 0.12, 0.0), "UpperArm": (0.135, 0.0, 0.0), "LowerArm": (0.27, 0.0, 0.0),
    "Hand": (0.25, 0.0, 0.0),
    "ThumbMetacarpal": (0.024, -0.008, 0.022), "ThumbProximal": (0.032, -0.004, 0.030),
    "ThumbDistal": (0.024, -0.003, 0.023),
    "IndexProximal": (0.088, 0.0, 0.024), "IndexIntermediate": (0.040, 0.0, 0.0), "IndexDistal": (0.024, 0.0, 0.0),
    "MiddleProximal": (0.088, 0.0, 0.0), "MiddleIntermediate": (0.044, 0.0, 0.0), "MiddleDistal": (0.027, 0.0, 0.0),
    "RingProximal": (0.083, 0.0, -0.020), "RingIntermediate": (0.040, 0.0, 0.0), "RingDistal": (0.025, 0.0, 0.0),
    "LittleProximal": (0.075, 0.0, -0.038), "LittleIntermediate": (0.031, 0.0, 0.0), "LittleDistal": (0.020, 0.0, 0.0),
}  # fmt: skip
_MIDDLE = {
    "hips": (0.0, HIPS_OF_A_PERSON_M, 0.0), "spine": (0.0, 0.09, 0.0), "chest": (0.0, 0.12, 0.0),
    "upperChest": (0.0, 0.12, 0.0), "neck": (0.0, 0.17, 0.0), "head": (0.0, 0.08, 0.01),
}  # fmt: skip
_OFFSET_FROM_HEAD_M = (0.0, 0.08, 0.08)
_NOT_IN_FILE = ("leftEye", "rightEye", "jaw")
"""The specification forbids eyes among an animation's bones; gaze is told by `lookAt`, the jaw by expressions."""


def clip_bytes(clip: Clip) -> bytes:
    """The file. Bones that are none of the clip's, or never leave the T-pose, get no track."""
    file = _File(clip)
    nodes = {name: file.add_node(name, _rest_m(name)) for name in BONES if name not in _NOT_IN_FILE}
    for name, node in nodes.items():
        parent = BONE_PARENT[BONE[name]]
        if parent >= 0:
            file.nodes[nodes[BONES[parent]]].setdefault("children", []).append(node)
        turned = np.asarray(clip.rotations[:, BONE[name]], np.float32)
        if name in clip.bones and np.abs(turned[:, :3]).max() > _STILL:
            file.track(node, "rotation", _steady(turned))
    if "hips" in clip.bones:
        file.track(nodes["hips"], "translation", clip.hips_offset_m + np.array(_rest_m("hips"), np.float32))
    told: dict[str, Any] = {
        "specVersion": "1.0",
        "humanoid": {"humanBones": {name: {"node": node} for name, node in nodes.items()}},
    }
    roots = [nodes["hips"]]
    groups: dict[str, dict[str, Any]] = {}
    for name, weights in clip.expressions:
        node = file.add_node(name, (0.0, 0.0, 0.0))
        roots.append(node)
        along_x = np.zeros((len(weights), 3), np.float32)
        along_x[:, 0] = weights
        file.track(node, "translation", along_x)
        groups.setdefault("preset" if name in PRESET else "custom", {})[name] = {"node": node}
    if groups:
        told["expressions"] = groups
    if clip.gaze_rad is not None:
        node = file.add_node("lookAt", (0.0, 0.0, 0.0))
        roots.append(node)
        yaw, pitch = (np.asarray(clip.gaze_rad[:, i], float)[:, None] for i in (0, 1))
        turned = quaternions.multiply(
            quaternions.from_rotation_vector(yaw * (0.0, 1.0, 0.0)),
            quaternions.from_rotation_vector(pitch * (1.0, 0.0, 0.0)),
        )
        file.track(node, "rotation", _steady(turned.astype(np.float32)))
        told["lookAt"] = {"node": node, "offsetFromHeadBone": list(_OFFSET_FROM_HEAD_M)}
    return file.packed(roots, told)


def _rest_m(name: str) -> tuple[float, float, float]:
    if name in _MIDDLE:
        return _MIDDLE[name]
    part = name.removeprefix("left").removeprefix("right")
    x, y, z = _LEFT[part]
    return (x if name.startswith("left") else -x), y, z


def _steady(turned: FloatArray) -> FloatArray:
    """Each quaternion with the sign nearest to the one before: readers interpolate number by number."""
    flips = np.sign(np.einsum("ij,ij->i", turned[1:], turned[:-1]))
    signs = np.concatenate(([1.0], np.cumprod(np.where(flips == 0.0, 1.0, flips)))).astype(np.float32)
    return np.asarray(turned * signs[:, None], np.float32)


class _File:
    """What is written so far."""

    def __init__(self, clip: Clip) -> None:
        self.name = clip.name
        self.nodes: list[dict[str, Any]] = []
        self._accessors: list[dict[str, Any]] = []
        self._views: list[dict[str, Any]] = []
        self._channels: list[dict[str, Any]] = []
        self._samplers: list[dict[str, Any]] = []
        self._binary = bytearray()
        times_s = (np.arange(len(clip.rotations)) / clip.fps).astype(np.float32)
        self._times = self._accessor(times_s, "SCALAR", limits=True)

    def add_node(self, name: str, place_m: tuple[float, float, float]) -> int:
        self.nodes.append({"name": name, "translation": [float(value) for value in place_m]})
        return len(self.nodes) - 1

    def track(self, node: int, path: str, values: FloatArray) -> None:
        """`values`: (frames, 3) translations or (frames, 4) rotations."""
        output = self._accessor(values, f"VEC{values.shape[1]}")
        self._channels.append({"sampler": len(self._samplers), "target": {"node": node, "path": path}})
        self._samplers.append({"input": self._times, "output": output, "interpolation": "LINEAR"})

    def packed(self, roots: list[int], vrma: dict[str, Any]) -> bytes:
        root = {
            "asset": {"version": "2.0", "generator": "Qionghua Studio"},
            "extensionsUsed": ["VRMC_vrm_animation"],
            "extensions": {"VRMC_vrm_animation": vrma},
            "scene": 0,
            "scenes": [{"nodes": roots}],
            "nodes": self.nodes,
            "animations": [{"name": self.name, "channels": self._channels, "samplers": self._samplers}],
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": len(self._binary)}],
        }
        text = json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode()
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

    def _accessor(self, values: FloatArray, kind: str, *, limits: bool = False) -> int:
        data = np.ascontiguousarray(values, "<f4").tobytes()
        self._views.append({"buffer": 0, "byteOffset": len(self._binary), "byteLength": len(data)})
        self._binary += data
        accessor: dict[str, Any] = {
            "bufferView": len(self._views) - 1, "componentType": _FLOAT, "count": len(values), "type": kind
        }  # fmt: skip
        if limits:
            accessor |= {"min": [float(values.min())], "max": [float(values.max())]}
        self._accessors.append(accessor)
        return len(self._accessors) - 1
