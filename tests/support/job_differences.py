"""How far our numbers for a job are from the reference's: one figure for each kind, in the unit people read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Differences:
    """The largest difference of each kind; 0 where the reference has nothing to compare."""

    bones_mm: float
    springs_mm: float
    rotations_deg: float
    vertices_mm: float
    expressions: float
    morphs: float
    materials: float
    gaze_deg: float

    def __str__(self) -> str:
        return " ".join(f"{f.name} {getattr(self, f.name):.4g}" for f in fields(self))


def differences(ours: dict[str, Any], reference: dict[str, Any]) -> Differences:
    """Raises KeyError where ours lacks something the reference has."""
    frames = {frame["step"]: frame for frame in ours["frames"]}
    bones = [_far(frames[f["step"]]["bones"][name], at) for f in reference["frames"] for name, at in f["bones"].items()]
    bones += [_far(ours["bones"][name]["world"], bone["world"]) for name, bone in reference["bones"].items()]
    nodes = {node["node"]: node for node in ours["nodes"]}
    sprung = {joint["node"] for joint in reference["springs"]}
    turns = [
        _turn(nodes[n["node"]]["localRotation"], n["localRotation"])
        for n in reference["nodes"]
        if n["node"] not in sprung
    ]
    return Differences(
        bones_mm=1e3 * max(bones, default=0.0),
        springs_mm=1e3 * max(_spring_gaps(frames, reference), default=0.0),
        rotations_deg=max(turns, default=0.0),
        vertices_mm=1e3 * max(_vertex_gaps(ours, reference), default=0.0),
        expressions=max(
            (
                abs(ours["expressions"][name][key] - expression[key])
                for name, expression in reference["expressions"].items()
                for key in ("weight", "output")
            ),
            default=0.0,
        ),
        morphs=max((_most(ours["morphs"][key], weights) for key, weights in reference["morphs"].items()), default=0.0),
        materials=max(_material_gaps(ours, reference), default=0.0),
        gaze_deg=_gaze_gap(ours, reference),
    )


def _spring_gaps(frames: dict[int, Any], reference: dict[str, Any]) -> list[float]:
    gaps = []
    for frame in reference["frames"]:
        joints = {joint["node"]: joint for joint in frames[frame["step"]]["springs"]}
        for joint in frame["springs"]:
            gaps += [_far(joints[joint["node"]][key], joint[key]) for key in ("joint", "tail")]
    return gaps


def _vertex_gaps(ours: dict[str, Any], reference: dict[str, Any]) -> list[float]:
    """Parts that share a vertex buffer with others hold only their own vertices here, so their indices differ."""
    known = {(v["primitive"], v["index"]): v["world"] for v in ours["vertices"]}
    counts = {p["key"]: p["vertices"] for p in reference["model"]["primitives"]}
    same = {key for key, count in counts.items() if ours["vertexCounts"].get(key) == count}
    return [
        _far(known[v["primitive"], v["index"]], v["world"]) for v in reference["vertices"] if v["primitive"] in same
    ]


def _material_gaps(ours: dict[str, Any], reference: dict[str, Any]) -> list[float]:
    gaps = []
    for name, material in reference["materials"].items():
        mine = ours["materials"][name]
        # three keeps the emissive strength of a standard material apart from its colour, this studio folds it in.
        colors = ("color", "shade", "emissive") if material["type"] == "MToon" else ("color",)
        gaps += [_most(mine[key], material[key]) for key in colors]
        gaps.append(abs(mine["opacity"] - material["opacity"]))
        if material["map"] is not None:
            gaps += [_most(mine["map"][key], material["map"][key]) for key in ("offset", "scale")]
            gaps.append(abs(mine["map"]["rotation"] - material["map"]["rotation"]))
        if material["uvAnimation"] is not None:
            gaps += [abs(mine["uvAnimation"][k] - v) for k, v in material["uvAnimation"].items()]
    return gaps


def _gaze_gap(ours: dict[str, Any], reference: dict[str, Any]) -> float:
    if reference["lookAt"] is None:
        return 0.0
    return max(abs(ours["lookAt"][key] - reference["lookAt"][key]) for key in ("yaw", "pitch"))


def _far(a: list[float], b: list[float]) -> float:
    return float(np.linalg.norm(np.subtract(a, b)))


def _most(a: list[float], b: list[float]) -> float:
    return float(np.abs(np.subtract(a, b)).max(initial=0.0))


def _turn(a: list[float], b: list[float]) -> float:
    gap = min(float(np.linalg.norm(np.subtract(a, b))), float(np.linalg.norm(np.add(a, b))))
    return float(np.degrees(4 * np.arcsin(min(1.0, gap / 2))))
