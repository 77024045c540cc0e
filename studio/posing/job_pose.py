"""Runs a snapshot job through a Poser and tells what it computed, in the form of the reference tool's JSON."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.avatar import Avatar, Primitive
from studio.core.figure import Figure
from studio.core.names import BONE, BONES
from studio.core.pose import rest_rotations
from studio.maths import quaternions
from studio.posing.job import Job
from studio.posing.poser import Poser

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class JobPose:
    figure: Figure
    """The last step: what the picture shows."""
    numbers: dict[str, Any]
    """frames, bones, nodes, springs, expressions, morphs, vertices, materials, lookAt, as in reference.json."""


def run_job(job: Job, avatar: Avatar, *, like_reference: bool = True) -> JobPose:
    """Steps the avatar through the job; with no steps the pose is applied once and springs keep their rest shape.

    `like_reference` follows three-vrm where it departs from the specification (spring lengths and gaze one step late),
    so that all else can be compared with its numbers; without it the job runs as a show does.
    """
    run = _Run(job, avatar, like_reference)
    frames = []
    if job.steps == 0:
        run.step(0, 0.0)
        frames.append(run.frame(0))
    for step in range(1, job.steps + 1):
        run.step(step, job.dt_s)
        if step % job.dump_every == 0 or step == job.steps:
            frames.append(run.frame(step))
    return JobPose(run.figure, {"frames": frames, **run.dump()})


class _Run:
    def __init__(self, job: Job, avatar: Avatar, like_reference: bool) -> None:
        self.job, self.avatar, self.like_reference = job, avatar, like_reference
        self.poser = Poser(avatar, springs=job.springs, hips_scale=1.0, like_reference=like_reference)
        self.world: Array = self.poser.rig.rest_world
        # The half turn of a 0.x model is no node of the file.
        self.file_nodes = len(avatar.nodes.names) - (avatar.vrm_version == "0.x")

    def step(self, step: int, dt_s: float) -> None:
        job, poser = self.job, self.poser
        rotations, offset = _humanoid(job, step * job.dt_s)
        self.gaze = job.look_at_rad or (0.0, 0.0)
        if job.look_at_target is not None and self.avatar.look_at is not None:
            # three-vrm reads the head's place before it brings matrices up to date: that of the step before.
            late = self.world[poser.rig.head]
            head = late if self.like_reference else poser.rig.world_from_head(rotations, offset)
            self.gaze = poser.gaze.towards(job.look_at_target, head)
        looks = job.look_at_target is not None or job.look_at_rad is not None
        named = dict(job.expressions) | (poser.gaze.look_weights(*self.gaze) if looks else {})
        self.weights = poser.weights_of(named)
        self.figure = poser.place(rotations, offset, self.weights, self.gaze, dt_s)
        self.world = np.asarray(self.figure.world_from_node, np.float64)

    def frame(self, step: int) -> dict[str, Any]:
        return {
            "step": step,
            "time": round(step * self.job.dt_s, 6),
            "bones": {name: self._position(node) for name, node in self._bones()},
            "springs": [{"node": n, "joint": self._position(n), "tail": t} for n, t in self._spring_tails()],
        }

    def dump(self) -> dict[str, Any]:
        locals_ = _locals(self.world, self.avatar.nodes.parents)
        settings = self._spring_settings()
        return {
            "bones": {
                name: {
                    "node": node,
                    "world": self._position(node),
                    "worldRotation": _rounded(_rotation(self.world[node])),
                    "localRotation": _rounded(_rotation(locals_[node])),
                }
                for name, node in self._bones()
            },
            "nodes": [
                {
                    "node": node,
                    "name": self.avatar.nodes.names[node],
                    "localPosition": _rounded(locals_[node, :3, 3]),
                    "localRotation": _rounded(_rotation(locals_[node])),
                    "localScale": _rounded(_scale(locals_[node])),
                    "world": self._position(node),
                    "worldRotation": _rounded(_rotation(self.world[node])),
                }
                for node in range(self.file_nodes)
            ],
            "springs": [
                {
                    "node": node,
                    "joint": self._position(node),
                    "tail": tail,
                    "name": self.avatar.nodes.names[node],
                    "localRotation": _rounded(_rotation(locals_[node])),
                    **settings[node],
                }
                for node, tail in self._spring_tails()
            ],
            "expressions": self._expressions(),
            "morphs": self._morphs(),
            "vertices": self._vertices(),
            "vertexCounts": {
                f"{i.mesh}/{number}": len(primitive.positions)
                for i in self.avatar.instances
                for number, primitive in enumerate(self.avatar.meshes[i.mesh].primitives)
            },
            "materials": self._materials(),
            "lookAt": self._look_at(),
        }

    def _position(self, node: int) -> list[float]:
        return _rounded(self.world[node, :3, 3])

    def _bones(self) -> list[tuple[str, int]]:
        return [(name, int(node)) for name, node in zip(BONES, self.avatar.bones, strict=True) if node >= 0]

    def _spring_tails(self) -> list[tuple[int, list[float]]]:
        """(node, its tail in the world), by node."""
        springs = self.poser.springs
        if springs is None:
            return []
        tails = springs.tails(self.world)
        return sorted((int(node), _rounded(tail)) for node, tail in zip(springs.nodes, tails, strict=True))

    def _spring_settings(self) -> dict[int, dict[str, Any]]:
        result: dict[int, dict[str, Any]] = {}
        for spring in self.avatar.springs:
            following = [*spring.joints[1:], None]
            for joint, child in zip(spring.joints, following, strict=True):
                if child is None and not spring.virtual_tail:
                    continue
                result[joint.node] = {
                    "child": None if child is None else child.node,
                    "center": None if spring.center < 0 else spring.center,
                    "settings": {
                        "hitRadius": joint.hit_radius_m,
                        "stiffness": joint.stiffness,
                        "gravityPower": joint.gravity_power,
                        "gravityDir": list(joint.gravity_dir),
                        "dragForce": joint.drag_force,
                    },
                    "colliders": len(spring.colliders),
                }
        return result

    def _expressions(self) -> dict[str, Any]:
        outputs = self.poser.expressions.outputs(self.weights)
        return {
            name: {"weight": round(float(weight), 7), "output": round(float(output), 7)}
            for name, weight, output in zip(self.poser.expressions.names, self.weights, outputs, strict=True)
        }

    def _morphs(self) -> dict[str, list[float]]:
        result = {}
        for instance, weights in zip(self.avatar.instances, self.figure.morph_weights, strict=True):
            if len(weights):
                for number in range(len(self.avatar.meshes[instance.mesh].primitives)):
                    result[f"{instance.mesh}/{number}"] = _rounded(weights)
        return result

    def _vertices(self) -> list[dict[str, Any]]:
        """Eight vertices of every primitive, in the world."""
        result = []
        for instance, weights in zip(self.avatar.instances, self.figure.morph_weights, strict=True):
            for number, primitive in enumerate(self.avatar.meshes[instance.mesh].primitives):
                count = len(primitive.positions)
                picked = np.array([k * count // 8 for k in range(8)])
                world = self._skinned(primitive, picked, weights, instance.node, instance.skin)
                result += [
                    {"primitive": f"{instance.mesh}/{number}", "index": int(i), "world": _rounded(p)}
                    for i, p in zip(picked, world, strict=True)
                ]
        return result

    def _skinned(self, primitive: Primitive, picked: Array, weights: Array, node: int, skin: int) -> Array:
        points = np.asarray(primitive.positions, np.float64).copy()
        for weight, morph in zip(weights, primitive.morphs, strict=True):
            if weight:
                points[morph.vertices] += weight * np.asarray(morph.positions, np.float64)
        points = np.concatenate((points[picked], np.ones((len(picked), 1))), axis=1)
        if skin < 0 or primitive.joints is None or primitive.weights is None:
            placed: Array = (points @ self.world[node].T)[:, :3]
            return placed
        joints = self.avatar.skins[skin]
        matrices = self.world[joints.joints] @ np.asarray(joints.node_from_mesh, np.float64)
        blended = np.einsum("vj,vjab->vab", primitive.weights[picked], matrices[primitive.joints[picked]])
        moved: Array = np.einsum("vab,vb->va", blended, points)[:, :3]
        return moved

    def _materials(self) -> dict[str, Any]:
        state = self.figure.materials or self.poser.expressions.materials_at_rest()
        time_s = self.figure.time_s
        result: dict[str, Any] = {}
        for i, material in enumerate(self.avatar.materials):
            toon, use = material.mtoon, material.base_texture
            kind = "MToon" if toon else "MeshBasicMaterial" if material.unlit else "MeshStandardMaterial"
            result.setdefault(
                material.name,
                {
                    "type": kind,
                    "color": _rounded(state.base_color[i, :3]),
                    "shade": _rounded(state.shade_color[i]) if toon else None,
                    "emissive": None if kind == "MeshBasicMaterial" else _rounded(state.emissive[i]),
                    "opacity": round(float(state.base_color[i, 3]), 7),
                    "map": {
                        "offset": _rounded(np.array(use.offset) + state.uv_offset[i]),
                        "scale": _rounded(np.array(use.scale) * state.uv_scale[i]),
                        "rotation": round(use.rotation_rad, 7),
                    }
                    if use
                    else None,
                    "uvAnimation": {
                        "scrollX": round(toon.uv_scroll_per_s[0] * time_s, 7),
                        "scrollY": round(toon.uv_scroll_per_s[1] * time_s, 7),
                        "rotation": round(toon.uv_rotation_rad_per_s * time_s, 7),
                    }
                    if toon
                    else None,
                },
            )
        return result

    def _look_at(self) -> dict[str, Any] | None:
        if self.avatar.look_at is None:
            return None
        yaw, pitch = self.gaze
        return {
            "yaw": round(math.degrees(yaw), 7),
            "pitch": round(math.degrees(pitch), 7),
            "origin": _rounded(self.poser.gaze.origin(self.world[self.poser.rig.head])),
        }


def _humanoid(job: Job, time_s: float) -> tuple[Array, Array]:
    """((55, 4) normalized rotations, (3,) hips offset in metres) of the job at one moment."""
    rotations = rest_rotations().astype(np.float64)
    for bone, turn in job.bones:
        rotations[BONE[bone]] = turn
    offset = np.array(job.hips_offset_m)
    for motion in job.motion:
        swing = math.sin(2 * math.pi * motion.hz * time_s + motion.phase_rad)
        if motion.move_m is not None:
            offset = offset + swing * np.array(motion.move_m)
        if motion.axis is not None:
            row = BONE[motion.bone]
            swung = quaternions.from_axis_angle(np.array(motion.axis), swing * motion.angle_rad)
            rotations[row] = quaternions.multiply(rotations[row], swung)
    return rotations, offset


def _locals(world: Array, parents: Array) -> Array:
    above = world[parents]
    above[np.asarray(parents) < 0] = np.eye(4)
    return np.asarray(np.linalg.pinv(above) @ world)


def _scale(matrix: Array) -> Array:
    scale = np.linalg.norm(matrix[:3, :3], axis=0)
    if np.linalg.det(matrix[:3, :3]) < 0:
        scale[0] = -scale[0]
    return np.asarray(scale)


def _rotation(matrix: Array) -> Array:
    scale = _scale(matrix)
    return quaternions.from_matrix(matrix[:3, :3] / np.where(np.abs(scale) < 1e-12, 1.0, scale))


def _rounded(values: Any) -> list[float]:
    return [round(float(v), 7) for v in values]
