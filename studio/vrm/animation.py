"""A .vrma file (glTF with VRMC_vrm_animation-1.0) as a Clip: told on the normalized humanoid, sampled evenly.

Specification: vrm-c/vrm-specification, VRMC_vrm_animation-1.0. Only the first animation counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.avatar import Nodes
from studio.core.clip import Clip
from studio.core.errors import VrmError
from studio.core.names import BONE, BONES, PRESET
from studio.core.pose import HIPS_OF_A_PERSON_M
from studio.maths import quaternions
from studio.vrm.accessors import Accessors
from studio.vrm.container import naming, open_container, read_file
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits
from studio.vrm.nodes import read_nodes, rest_world

Array = NDArray[Any]

FPS = 60.0
_VERSIONS = ("1.0", "1.0-draft")
_LOWEST_HIPS_M = 1e-3
_COLUMNS = {"rotation": "VEC4", "translation": "VEC3"}


def load_clip(path: Path, *, limits: Limits = Limits()) -> Clip:  # noqa: B008 - a frozen value
    """Raises VrmError, and nothing else, for any file."""
    path = Path(path)
    return clip_from_bytes(read_file(path, limits), path.name, limits=limits)


def clip_from_bytes(data: bytes, name: str, *, limits: Limits = Limits()) -> Clip:  # noqa: B008 - a frozen value
    """As `load_clip`; `name` is told in errors."""
    with naming(name):
        container = open_container(data, name, limits)
        vrma = container.root.extension("VRMC_vrm_animation")
        if vrma is None:
            raise VrmError(
                "this is a glTF file, but not a VRM animation", where="extensions", remedy="Choose a .vrma file."
            )
        version = vrma.text("specVersion", "1.0")
        if version not in _VERSIONS:
            raise vrma.fail(f"version {version[:20]!r} cannot be read, only 1.0", "specVersion")
        nodes = read_nodes(container.root, limits, turned=False, notes=[])
        accessors = Accessors(container.root, container.binary, limits)
        return _clip(Path(name).stem, vrma, nodes, _tracks(container.root, accessors, len(nodes.names), limits), limits)


class _Track:
    """One animation channel: the values of a node's rotation or translation over time."""

    def __init__(self, sampler: Fields, path: str, accessors: Accessors, limits: Limits) -> None:
        count = accessors.count
        self.is_rotation = path == "rotation"
        most = limits.keyframes
        times = accessors.read(sampler.required_index("input", count, "accessor"), "SCALAR", most=most)
        values = accessors.read(sampler.required_index("output", count, "accessor"), _COLUMNS[path], most=3 * most)
        self._mode = sampler.text("interpolation", "LINEAR")
        if self._mode not in ("LINEAR", "STEP", "CUBICSPLINE"):
            raise sampler.fail(f"{self._mode[:20]!r} is no way to interpolate", "interpolation")
        self.times: Array = times[:, 0].astype(np.float64)
        if not len(self.times) or self.times[0] < 0 or (np.diff(self.times) <= 0).any():
            raise sampler.fail("its times must begin at 0 or later and grow", "input")
        per_key = 3 if self._mode == "CUBICSPLINE" else 1
        if len(values) != per_key * len(self.times):
            raise sampler.fail(f"{len(self.times)} times, but {len(values)} values", "output")
        self._values: Array = values.astype(np.float64).reshape(len(self.times), per_key, -1)

    def at(self, times_s: Array) -> Array:
        """(t, 3) or (t, 4), held before the first and after the last key."""
        times_s = np.clip(times_s, self.times[0], self.times[-1])
        first = np.clip(np.searchsorted(self.times, times_s, side="right") - 1, 0, max(len(self.times) - 2, 0))
        last = np.minimum(first + 1, len(self.times) - 1)
        step = self.times[last] - self.times[first]
        share = np.where(step > 0, (times_s - self.times[first]) / np.where(step > 0, step, 1.0), 0.0)[:, None]
        if self._mode == "CUBICSPLINE":
            found = self._spline(first, last, share, step[:, None])
        else:
            before, after = self._values[first, 0], self._values[last, 0]
            if self._mode == "STEP":
                found = np.where(share >= 1.0, after, before)
            elif self.is_rotation:
                found = quaternions.slerp(_unit(before), _unit(after), share[:, 0])
            else:
                found = before + share * (after - before)
        return _unit(found) if self.is_rotation else found

    def _spline(self, first: Array, last: Array, share: Array, step_s: Array) -> Array:
        """glTF 2.0, appendix C.5: each key is (in-tangent, value, out-tangent)."""
        start, leaving = self._values[first, 1], step_s * self._values[first, 2]
        arriving, end = step_s * self._values[last, 0], self._values[last, 1]
        t2, t3 = share**2, share**3
        found: Array = (
            (2 * t3 - 3 * t2 + 1) * start
            + (t3 - 2 * t2 + share) * leaving
            + (3 * t2 - 2 * t3) * end
            + (t3 - t2) * arriving
        )
        return found


_Tracks = dict[tuple[int, str], _Track]
"""By node and path."""


def _tracks(root: Fields, accessors: Accessors, nodes: int, limits: Limits) -> _Tracks:
    animations = root.objects("animations", limits.items)
    if not animations:
        raise VrmError("the file holds no animation", where="animations", remedy="Export the animation again.")
    samplers = animations[0].objects("samplers", limits.items)
    found: _Tracks = {}
    for channel in animations[0].objects("channels", limits.items):
        target = channel.child("target")
        path = target.text("path") if target else ""
        node = target.index("node", nodes, "node") if target else -1
        if node < 0 or path not in _COLUMNS:
            continue  # scales and morph weights say nothing here
        sampler = samplers[channel.required_index("sampler", len(samplers), "sampler")]
        found[node, path] = _Track(sampler, path, accessors, limits)
    return found


def _clip(name: str, vrma: Fields, nodes: Nodes, tracks: _Tracks, limits: Limits) -> Clip:
    end_s = max((float(track.times[-1]) for track in tracks.values()), default=0.0)
    # A file's times are single floats: a hair over a frame is no further frame.
    frames = math.ceil(end_s * FPS - 1e-3) + 1
    if frames > limits.clip_frames:
        raise vrma.too_much(f"{end_s:,.0f} seconds of motion, {frames:,} frames", limits.clip_frames)
    times_s = np.minimum(np.arange(frames) / FPS, end_s)
    bones = dict(_named_nodes(vrma.child("humanoid"), "humanBones", nodes))
    rotations, hips_offset_m = _humanoid(bones, nodes, tracks, times_s)
    return Clip(
        name,
        FPS,
        rotations,
        hips_offset_m,
        tuple(_expressions(vrma, nodes, tracks, times_s)),
        _gaze(vrma, nodes, tracks, times_s),
        tuple(bone for bone, node in bones.items() if bone in BONE and (node, "rotation") in tracks),
    )


def _humanoid(bones: dict[str, int], nodes: Nodes, tracks: _Tracks, times_s: Array) -> tuple[FloatArray, FloatArray]:
    """Rotations told as turns from the rest pose in the axes of the world, as the normalized humanoid has them."""
    rest = _rest_rotations(nodes)
    rotations = np.zeros((len(times_s), len(BONES), 4), np.float32)
    rotations[:, :, 3] = 1.0
    for bone, node in bones.items():
        track = tracks.get((node, "rotation"))
        if bone not in BONE or track is None:
            continue
        parent = nodes.parents[node]
        above = rest[parent] if parent >= 0 else np.array(quaternions.IDENTITY)
        turned = quaternions.multiply(above, quaternions.multiply(track.at(times_s), quaternions.conjugate(rest[node])))
        rotations[:, BONE[bone]] = turned
    offsets = np.zeros((len(times_s), 3))
    hips = bones.get("hips", -1)
    if (track := tracks.get((hips, "translation"))) is not None:
        world = rest_world(nodes)
        parent = nodes.parents[hips]
        above = world[parent] if parent >= 0 else np.eye(4)
        at_rest = world[hips, :3, 3]
        if at_rest[1] < _LOWEST_HIPS_M:
            raise VrmError(
                "the hips stand on the ground, so their motion cannot be brought to another figure's size",
                where=f"nodes[{hips}]",
                remedy="Export the animation again with its figure in the T-pose.",
            )
        moved = track.at(times_s) @ above[:3, :3].T + above[:3, 3]
        offsets = (moved - at_rest) * (HIPS_OF_A_PERSON_M / at_rest[1])
    return frozen(rotations), frozen(offsets.astype(np.float32))


def _expressions(vrma: Fields, nodes: Nodes, tracks: _Tracks, times_s: Array) -> Iterator[tuple[str, FloatArray]]:
    """The x of a node's translation is the weight."""
    expressions = vrma.child("expressions")
    for group in ("preset", "custom"):
        for name, node in _named_nodes(expressions, group, nodes):
            track = tracks.get((node, "translation"))
            if track is not None and (group == "custom" or name in PRESET):
                yield name, frozen(np.clip(track.at(times_s)[:, 0], 0.0, 1.0).astype(np.float32))


def _gaze(vrma: Fields, nodes: Nodes, tracks: _Tracks, times_s: Array) -> FloatArray | None:
    """The node's rotation is Ry(yaw) · Rx(pitch)."""
    look_at = vrma.child("lookAt")
    node = look_at.index("node", len(nodes.names), "node") if look_at else -1
    track = tracks.get((node, "rotation"))
    if track is None:
        return None
    forward = quaternions.rotate(track.at(times_s), np.array((0.0, 0.0, 1.0)))
    yaw = np.arctan2(forward[:, 0], forward[:, 2])
    pitch = -np.arcsin(np.clip(forward[:, 1], -1.0, 1.0))
    return frozen(np.stack((yaw, pitch), axis=1).astype(np.float32))


def _named_nodes(at: Fields | None, key: str, nodes: Nodes) -> Iterator[tuple[str, int]]:
    group = at.child(key) if at else None
    for name in group.keys() if group else ():
        entry = group.child(name) if group else None
        node = entry.index("node", len(nodes.names), "node") if entry else -1
        if node >= 0:
            yield name, node


def _rest_rotations(nodes: Nodes) -> Array:
    rotations = np.asarray(nodes.rotations, np.float64).copy()
    for node in nodes.order:
        if nodes.parents[node] >= 0:
            rotations[node] = quaternions.multiply(rotations[nodes.parents[node]], rotations[node])
    return rotations


def _unit(q: Array) -> Array:
    """Quaternions of length 1; one of no length is no turn."""
    length = np.linalg.norm(q, axis=-1, keepdims=True)
    return np.where(length > 1e-9, q / np.maximum(length, 1e-9), quaternions.IDENTITY)
