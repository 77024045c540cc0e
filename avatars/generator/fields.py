"""Signed-distance sculpting: primitives, smooth unions, ray casts, projection, meshing, splines.

A *field* maps (..., 3) points in metres to a signed distance in metres, negative inside.
"""

from collections.abc import Callable, Sequence

import fast_simplification
import numpy as np
from scipy.interpolate import CubicSpline
from skimage.measure import marching_cubes

Array = np.ndarray
Field = Callable[[Array], Array]


def unit(vectors: Array) -> Array:
    """Vectors scaled to length one along the last axis; null vectors stay null."""
    vectors = np.asarray(vectors, float)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def smoothstep(x: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((np.asarray(x, float) - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def bump(x: Array, y: Array, cx: float, cy: float, sx: float, sy: float | None = None) -> Array:
    """A Gaussian hill of height one at (cx, cy); `sx`, `sy` are its 1/e half widths."""
    return np.exp(-(((x - cx) / sx) ** 2) - ((y - cy) / (sy or sx)) ** 2)


def ellipsoid(centre: Sequence[float], radii: Sequence[float]) -> Field:
    """An axis-parallel ellipsoid."""
    centre, radii = np.array(centre, float), np.array(radii, float)

    def field(points: Array) -> Array:
        q = (points - centre) / radii
        k0 = np.linalg.norm(q, axis=-1)
        k1 = np.linalg.norm(q / radii, axis=-1)
        return k0 * (k0 - 1) / np.maximum(k1, 1e-9)

    return field


def capsule(start: Sequence[float], end: Sequence[float], radius: float, end_radius: float | None = None) -> Field:
    """A round-ended stick whose radius runs linearly from `radius` to `end_radius`."""
    start, end = np.array(start, float), np.array(end, float)
    end_radius = radius if end_radius is None else end_radius
    axis = end - start

    def field(points: Array) -> Array:
        t = np.clip(((points - start) @ axis) / (axis @ axis), 0, 1)
        return np.linalg.norm(points - (start + t[..., None] * axis), axis=-1) - (radius + (end_radius - radius) * t)

    return field


def smooth_min(a: Array, b: Array, blend: float) -> Array:
    """The smaller of two distances, rounded over `blend` metres where they are close."""
    h = np.clip(0.5 + 0.5 * (b - a) / blend, 0, 1)
    return b + (a - b) * h - blend * h * (1 - h)


def union(blend: float, *fields: Field) -> Field:
    """The smooth union of several fields."""

    def field(points: Array) -> Array:
        distance = fields[0](points)
        for other in fields[1:]:
            distance = smooth_min(distance, other(points), blend)
        return distance

    return field


def outermost_hit(field: Field, origin: Array, directions: Array, reach: float = 0.35) -> Array:
    """(n,) distance along each of (n, 3) `directions` to the last crossing from inside to outside."""
    origin = np.broadcast_to(np.array(origin, float), directions.shape)
    samples = np.linspace(0, reach, 36)
    low = np.zeros(len(directions))
    for t in samples:
        low = np.where(field(origin + directions * t) < 0, t, low)
    high = low + (samples[1] - samples[0])
    for _ in range(20):
        middle = (low + high) / 2
        inside = field(origin + directions * middle[:, None]) < 0
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return low


def gradient(field: Field, points: Array, step: float = 1e-4) -> Array:
    """(n, 3) outward unit normals of the field at `points`."""
    axes = step * np.eye(3)
    return unit(np.stack([field(points + axis) - field(points - axis) for axis in axes], -1))


def project(field: Field, points: Array, steps: int = 10) -> Array:
    """`points` moved onto the surface of the field."""
    for _ in range(steps):
        points = points - field(points)[:, None] * gradient(field, points) * 0.9
    return points


def mesh_field(
    field: Field,
    low: Sequence[float],
    high: Sequence[float],
    cell: float,
    triangles: int,
    keeps: Callable[[Array], Array] | None = None,
    haste: int = 7,
) -> tuple[Array, Array, Array]:
    """Positions, faces and field normals of the surface inside a box, simplified to about `triangles`.

    `keeps` maps (n, 3) middles of faces to whether they stay. Cutting comes before simplifying, so that a simplified
    edge is still the edge that was cut. Less `haste` (1 to 7) leaves fewer slivers where cloth is creased.
    """
    low, high = np.array(low, float), np.array(high, float)
    counts = np.ceil((high - low) / cell).astype(int)
    axes = [low[i] + cell * np.arange(counts[i] + 1) for i in range(3)]
    lattice = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
    volume = field(lattice).reshape([len(axis) for axis in axes])
    positions, faces, _, _ = marching_cubes(volume, 0, spacing=(cell,) * 3)
    positions, faces = positions + low, faces[:, ::-1]
    if keeps is not None:
        used, faces = np.unique(faces[keeps(positions[faces].mean(1))], return_inverse=True)
        positions, faces = positions[used], faces.reshape(-1, 3)
    if len(faces) > triangles:
        positions, faces = fast_simplification.simplify(
            positions.astype("f4"), faces.astype("i4"), target_count=triangles, agg=haste
        )
        positions = positions.astype(float)
    normals = gradient(field, positions)
    faces = turned_outward(positions, faces, normals)
    a, b, c = (positions[faces[:, i]] for i in range(3))
    folded = (np.cross(b - a, c - a) * normals[faces].sum(1)).sum(1) < 0  # a simplified edge may lie on its back
    return positions, faces[~folded], normals


def vertex_normals(positions: Array, faces: Array) -> Array:
    """(n, 3) area-weighted vertex normals."""
    a, b, c = (positions[faces[:, i]] for i in range(3))
    normals = np.zeros_like(positions)
    face_normals = np.cross(b - a, c - a)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], face_normals)
    return unit(normals)


def turned_outward(positions: Array, faces: Array, outward: Array) -> Array:
    """`faces`, all flipped if on the whole they face against the (n, 3) directions `outward`."""
    agreement = (vertex_normals(positions, faces) * outward).sum(-1).mean()
    return faces[:, ::-1] if agreement < 0 else faces


def spline(points: Sequence[Sequence[float]], n: int) -> Array:
    """(n, k) samples of a natural cubic spline through `points`, spaced by chord length of the first three columns."""
    points = np.array(points, float)
    if len(points) == 2:
        return points[0] + (points[1] - points[0]) * np.linspace(0, 1, n)[:, None]
    steps = np.maximum(np.linalg.norm(np.diff(points[:, :3], axis=0), axis=1), 1e-5)
    knots = np.r_[0, np.cumsum(steps)] / steps.sum()
    return CubicSpline(knots, points, bc_type="natural")(np.linspace(0, 1, n))


def arc_length(path: Array) -> Array:
    """(n,) length walked along a (n, 3) path."""
    return np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]


def tangents(path: Array) -> Array:
    """(n, 3) unit tangents of an open path."""
    return unit(np.gradient(path, axis=0))
