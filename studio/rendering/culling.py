"""Which triangles are worth sending where the processor draws: those that face the eye and lie in the picture.

A software rasteriser pays for every triangle, also for those it then throws away. The hull of an outline costs
as much as the figure, of which only the rim is seen. So numpy sorts them out each frame, by the cosine between normal
and eye at their corners, moved by their strongest joint alone: rough, hence the margins, but ten times cheaper.

    surface   may face the eye
    hull      may form the rim of the outline: near a silhouette
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, IntArray
from studio.maths.vectors import cross
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
        """`triangles` (t, 3) in drawing order; `groups`, one after the other: (first triangle, count, both sides
        seen)."""
        positions, normals = geometry.shape[:, :3], geometry.shape[:, 3:]
        # Numbers as long as a pointer: numpy would turn shorter ones into such at every use.
        self._joint = geometry.joints[:, 0].astype(np.intp)
        # Columns, because numpy is several times faster on long arrays than on many triples.
        self._position = [np.ascontiguousarray(positions[:, k]) for k in range(3)]
        self._normal = [np.ascontiguousarray(normals[:, k]) for k in range(3)]
        self._triangles = triangles
        self._corners = [triangles[:, k].astype(np.intp) for k in range(3)]
        self._edges = np.array([*(first for first, _, _ in groups), len(triangles)], np.intp)
        self._frame: _Frame | None = None
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
        _, lump = np.unique(self._joint * 100_003 + layer, return_inverse=True)
        count = int(lump.max(initial=-1)) + 1
        low = np.full((count, 3), np.inf, np.float32)
        high = np.full((count, 3), -np.inf, np.float32)
        np.minimum.at(low, lump, positions)
        np.maximum.at(high, lump, positions)
        self._lump = lump.astype(np.intp)
        self._lump_center = np.ones((count, 4, 1), np.float32)
        self._lump_center[:, :3, 0] = (low + high) / 2
        self._lump_radius = np.linalg.norm(high - low, axis=1) / 2
        self._lump_joint = np.zeros(count, np.intp)
        self._lump_joint[lump] = self._joint

    def sort(self, palette: FloatArray, eye_in_world: FloatArray, clip_from_world: FloatArray) -> Visible:
        """`palette` (p, 3, 4) world_from_mesh of each joint."""
        facing = self._facing(palette, eye_in_world)
        seen = self._in_picture(palette, clip_from_world)
        if not seen.all():
            # What lies outside faces neither way: one number then tells all there is to know of a vertex.
            facing[~seen.take(self._lump)] = -2.0
        a, b, c = (facing[corner] for corner in self._corners)
        most = np.maximum(np.maximum(a, b), c)
        least = np.minimum(np.minimum(a, b), c)
        both = self._both_sides & (most > -2.0)
        surface = (most > _AWAY) | both
        hull = ((most > _RIM[0]) & (least < _RIM[1])) | both
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
        edges = np.searchsorted(numbers, self._edges).tolist()
        return [(3 * start, 3 * (end - start)) for start, end in pairwise(edges)]

    def _facing(self, palette: FloatArray, eye_in_world: FloatArray) -> FloatArray:
        """(v,) cosine between normal and direction to the eye."""
        eye = _eye_in_mesh(palette, eye_in_world)
        x, y, z = (eye[k].take(self._joint) - self._position[k] for k in range(3))
        along = x * self._normal[0] + y * self._normal[1] + z * self._normal[2]
        return np.asarray(along / np.sqrt(x * x + y * y + z * z + np.float32(1e-12)), np.float32)

    def _in_picture(self, palette: FloatArray, clip_from_world: FloatArray) -> NDArray[np.bool_]:
        """(l,) False for lumps outside one side of the picture."""
        frame = self._frame
        if frame is None or frame.clip_from_world is not clip_from_world:
            self._frame = frame = _frame_of(clip_from_world)
        clip_from_mesh = frame.rows[:, :3] @ palette
        clip_from_mesh[:, :, 3] += frame.rows[:, 3]
        x, y, w = np.matmul(clip_from_mesh.take(self._lump_joint, axis=0), self._lump_center)[:, :, 0].T
        linear = palette[:, :, :3]
        stretch = np.sqrt((linear * linear).sum(axis=1).max(axis=1))
        # Morphs and other joints pull vertices about: a generous sphere.
        radius = self._lump_radius * stretch.take(self._lump_joint) * 1.2 + 0.03
        return np.asarray((np.abs(x) < w + radius * frame.wide_x) & (np.abs(y) < w + radius * frame.wide_y))


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """The sides of the picture, for a camera that mostly stands still."""

    clip_from_world: FloatArray
    rows: FloatArray
    """(3, 4): x, y, w."""
    wide_x: float
    wide_y: float
    """By how much a metre across the side moves x and y against w."""


def _frame_of(clip_from_world: FloatArray) -> _Frame:
    rows = clip_from_world[[0, 1, 3]]
    wide_x, wide_y = (float(np.linalg.norm(rows[k, :3] - rows[2, :3])) for k in (0, 1))
    return _Frame(clip_from_world, rows, wide_x, wide_y)


def _eye_in_mesh(palette: FloatArray, eye_in_world: FloatArray) -> FloatArray:
    """(3, p) float32: the eye in the space of each joint's mesh, by Cramer's rule."""
    linear = palette[:, :, :3]
    across = cross(linear.take(_NEXT, axis=2).swapaxes(1, 2), linear.take(_LAST, axis=2).swapaxes(1, 2))
    volume = np.vecdot(linear[:, :, 0], across[:, 0])
    # A joint that squeezes its mesh flat has no inverse; what hangs on it is not to be seen anyway.
    volume = np.where(np.abs(volume) < 1e-9, np.float32(1.0), volume)
    to_eye = eye_in_world - palette[:, :, 3]
    return np.ascontiguousarray((np.vecdot(across, to_eye[:, None, :]) / volume[:, None]).T)


_NEXT, _LAST = np.array([1, 2, 0]), np.array([2, 0, 1])


def _normals_tell_front(positions: FloatArray, normals: FloatArray, triangles: IntArray) -> NDArray[np.bool_]:
    """(t,) False where a corner's normal points away from the side the winding calls front: files may say so."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    front = np.cross(b - a, c - a)
    return np.asarray(
        np.all([np.einsum("ti,ti->t", front, normals[triangles[:, k]]) >= 0 for k in range(3)], axis=0), bool
    )
