"""Which triangles are worth sending where the processor draws: those that face the eye and lie in the picture.

A software rasteriser pays for every triangle, also for those it then throws away. The hull of an outline costs
as much as the figure, of which only the rim is seen. So numpy sorts them out each frame, by the cosine between normal
and eye at their corners, moved by their strongest joint alone: rough, hence the margins, but ten times cheaper.

    surface   may face the eye
    hull      may form the rim of the outline: near a silhouette
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, IntArray
from studio.rendering.geometry import Geometry

_AWAY = -0.25
"""Cosine below which a corner surely faces away."""
_RIM = (-0.35, 0.15)
"""A hull triangle with all corners below the first is hidden by the figure, with all above the second faces the eye."""
_BIN_M = 0.12
"""Vertices are tested against the picture's frame in lumps of this height."""


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """Index ranges into `indices`, per group of triangles: (first, count)."""

    indices: IntArray
    surface: tuple[tuple[int, int], ...]
    hull: tuple[tuple[int, int], ...]


class Culling:
    """Sorts the triangles of one avatar. Groups are runs of the index buffer that are drawn together."""

    def __init__(self, geometry: Geometry, triangles: IntArray, groups: list[tuple[int, int, bool]]) -> None:
        """`triangles` (t, 3) in drawing order; `groups`: (first triangle, count, both sides seen)."""
        positions, normals = geometry.shape[:, :3], geometry.shape[:, 3:]
        self._joint = np.ascontiguousarray(geometry.joints[:, 0])
        # Columns, because numpy is several times faster on long arrays than on many triples.
        self._position = [np.ascontiguousarray(positions[:, k]) for k in range(3)]
        self._normal = [np.ascontiguousarray(normals[:, k]) for k in range(3)]
        self._triangles = triangles
        self._corners = [np.ascontiguousarray(triangles[:, k]) for k in range(3)]
        self._groups = groups
        self._shown: NDArray[np.bool_] | None = None
        self._both_sides = ~_normals_tell_front(positions, normals, triangles)
        for first, count, both in groups:
            self._both_sides[first : first + count] |= both
        self._make_lumps(positions)

    def hide(self, hidden: NDArray[np.bool_]) -> None:
        """(t,) triangles that are never sent, from now on."""
        self._shown = ~hidden if hidden.any() else None

    def _make_lumps(self, positions: FloatArray) -> None:
        """Vertices of one joint and one layer of height are one lump with a sphere around it."""
        layer = np.floor(positions[:, 1] / _BIN_M).astype(np.int64)
        _, lump = np.unique(self._joint.astype(np.int64) * 100_003 + layer, return_inverse=True)
        count = int(lump.max(initial=-1)) + 1
        low = np.full((count, 3), np.inf, np.float32)
        high = np.full((count, 3), -np.inf, np.float32)
        np.minimum.at(low, lump, positions)
        np.maximum.at(high, lump, positions)
        self._lump = lump.astype(np.int32)
        self._lump_center = (low + high) / 2
        self._lump_radius = np.linalg.norm(high - low, axis=1) / 2
        self._lump_joint = np.zeros(count, np.int64)
        self._lump_joint[lump] = self._joint

    def sort(self, palette: FloatArray, eye_in_world: FloatArray, clip_from_world: FloatArray) -> Visible:
        """`palette` (p, 3, 4) world_from_mesh of each joint."""
        facing = self._facing(palette, eye_in_world)
        seen = self._in_picture(palette, clip_from_world)
        # What lies outside faces neither way: one number then tells all there is to know of a vertex.
        facing[~seen] = -2.0
        a, b, c = (facing.take(corner) for corner in self._corners)
        most = np.maximum(np.maximum(a, b), c)
        least = np.minimum(np.minimum(a, b), c)
        surface = (most > _AWAY) | (self._both_sides & (most > -2.0))
        hull = ((most > _RIM[0]) & (least < _RIM[1])) | (self._both_sides & (most > -2.0))
        if self._shown is not None:
            surface &= self._shown
            hull &= self._shown
        kept = [np.flatnonzero(mask) for mask in (surface, hull)]
        ranges = [self._ranges_of(numbers) for numbers in kept]
        shift = 3 * len(kept[0])
        return Visible(
            self._triangles.take(np.concatenate(kept), axis=0).ravel(),
            tuple(ranges[0]),
            tuple((first + shift, count) for first, count in ranges[1]),
        )

    def _ranges_of(self, numbers: NDArray[np.intp]) -> list[tuple[int, int]]:
        """Index ranges of each group among the triangles with these ascending `numbers`."""
        starts = np.searchsorted(numbers, [first for first, _, _ in self._groups])
        ends = np.searchsorted(numbers, [first + count for first, count, _ in self._groups])
        return [(3 * int(start), 3 * int(end - start)) for start, end in zip(starts, ends, strict=True)]

    def _facing(self, palette: FloatArray, eye_in_world: FloatArray) -> FloatArray:
        """(v,) cosine between normal and direction to the eye."""
        linear = palette[:, :, :3]
        to_eye = eye_in_world - palette[:, :, 3]
        # A joint that squeezes its mesh flat has no inverse; what hangs on it is not to be seen anyway.
        flat = np.abs(np.linalg.det(linear)) < 1e-9
        eye_in_mesh = np.linalg.solve(
            np.where(flat[:, None, None], np.eye(3, dtype=np.float32), linear), to_eye[..., None]
        )
        x, y, z = (eye_in_mesh[:, k, 0].astype(np.float32).take(self._joint) - self._position[k] for k in range(3))
        along = x * self._normal[0] + y * self._normal[1] + z * self._normal[2]
        length = np.sqrt(x * x + y * y + z * z)
        return np.asarray(along / np.maximum(length, 1e-6), np.float32)

    def _in_picture(self, palette: FloatArray, clip_from_world: FloatArray) -> NDArray[np.bool_]:
        """(v,) False for vertices whose lump is outside one side of the picture."""
        matrices = palette[self._lump_joint]
        center = np.einsum("lij,lj->li", matrices[:, :, :3], self._lump_center) + matrices[:, :, 3]
        stretch = np.linalg.norm(matrices[:, :, :3], axis=1).max(axis=1)
        # Morphs and other joints pull vertices about: a generous sphere.
        radius = self._lump_radius * stretch * 1.2 + 0.03
        x, y, w = (clip_from_world[row, :3] @ center.T + clip_from_world[row, 3] for row in (0, 1, 3))
        wide_x = radius * float(np.linalg.norm(clip_from_world[0, :3] - clip_from_world[3, :3]))
        wide_y = radius * float(np.linalg.norm(clip_from_world[1, :3] - clip_from_world[3, :3]))
        seen = (np.abs(x) < w + wide_x) & (np.abs(y) < w + wide_y)
        return np.asarray(seen[self._lump])


def _normals_tell_front(positions: FloatArray, normals: FloatArray, triangles: IntArray) -> NDArray[np.bool_]:
    """(t,) False where a corner's normal points away from the side the winding calls front: files may say so."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    front = np.cross(b - a, c - a)
    return np.asarray(
        np.all([np.einsum("ti,ti->t", front, normals[triangles[:, k]]) >= 0 for k in range(3)], axis=0), bool
    )
