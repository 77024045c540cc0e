"""Cloth: strips and hoops cast on a body field, cuffs, free ribbons, bows, pleated skirts. Model space, metres."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from .fields import (
    Array,
    Field,
    arc_length,
    gradient,
    outermost_hit,
    project,
    smoothstep,
    spline,
    tangents,
    turned_outward,
    unit,
    vertex_normals,
)
from .meshes import PartList, Skin, grid_faces, seam_welded

SkinOf = Callable[[Array], Skin]


def pleats(phase: Array) -> Array:
    """Cloth folds in -1..1: sharp valleys, round crests."""
    return 1 - np.abs(np.sin(phase)) ** 0.8 * 2


def strip(
    parts: PartList,
    tile: str,
    path: Sequence[Sequence[float]],
    half_width: float,
    thickness: float,
    surface: Field,
    offset: float,
    skin: SkinOf,
    rows: int,
    is_thin: bool,
    repeats_per_metre: float = 3.2,
    both_sides: bool = False,
) -> None:
    """A hemmed band of cloth laid on `surface` along `path`; u runs along it and may pass 1."""
    middle = project(surface, spline(path, rows))
    out = gradient(surface, middle)
    middle = middle + out * offset
    across = np.cross(out, tangents(middle))
    if is_thin:
        profile = [(-1, 0.0), (-0.85, thickness), (0.85, thickness), (1, 0.0)]
    else:
        profile = [
            (-1, -0.003), (-1, thickness * 0.7), (-0.85, thickness), (-0.3, thickness * 1.1), (0.3, thickness * 1.1),
            (0.85, thickness), (1, thickness * 0.7), (1, -0.003),
        ]  # fmt: skip
    length = arc_length(middle)
    columns, uvs = [], []
    for a, height in profile:
        foot = project(surface, middle + across * (half_width * a), 6)
        columns.append(foot + gradient(surface, foot) * (offset + height))
        uvs.append(np.c_[length * repeats_per_metre, np.full(rows, 0.02 + 0.96 * (a + 1) / 2)])
    points = np.stack(columns, 1).reshape(-1, 3)
    faces = turned_outward(points, grid_faces(rows, len(profile)), gradient(surface, points))
    parts.add(tile, points, faces, skin(points), np.stack(uvs, 1).reshape(-1, 2), both_sides=both_sides)


def softened(radii: Array, degrees: float) -> Array:
    """(..., n) radii round a closed section with its corners rounded over about `degrees`."""
    n = radii.shape[-1]
    return gaussian_filter1d(radii, degrees / 360 * n, axis=-1, mode="wrap")


def section_radii(field: Field, y: float, angles: Array, soften_deg: float = 0.0) -> Array:
    """(n,) radius of a field's horizontal section at each angle from the front."""
    directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
    radii = outermost_hit(field, np.tile([0.0, y, 0], (len(angles), 1)), directions, 0.3)
    return softened(radii, soften_deg) if soften_deg else radii


def hoop(
    parts: PartList,
    tile: str,
    y: float,
    half_height: float,
    offset: float,
    bulge: float,
    field: Field,
    skin: SkinOf,
    segments: int,
    repeats: float,
    forward_tilt: float = 0.0,
    soften_deg: float = 14.0,
    is_thin: bool = False,
    both_sides: bool = False,
) -> None:
    """A horizontal band round the body; `forward_tilt` lifts its front. Its corners are rounded like cloth."""
    angles = np.linspace(0, 2 * np.pi, segments + 1)
    profile = [(-1, -0.004), (-1, 0.2), (-0.75, 0.75), (0, 1.0), (0.75, 0.75), (1, 0.2), (1, -0.004)]
    if is_thin:
        profile = [(-1, 0.0), (-0.8, 0.85), (0.8, 0.85), (1, -0.003)]
    columns, uvs = [], []
    for q, height in profile:
        base = section_radii(field, y + q * half_height, angles[:-1], soften_deg)
        around = arc_length(np.c_[np.sin(angles), 0 * angles, np.cos(angles)] * np.r_[base, base[0]][:, None])
        radius = np.r_[base, base[0]] + offset + (height * bulge if height > 0 else height)
        columns.append(
            np.c_[np.sin(angles) * radius, y + q * half_height + forward_tilt * np.cos(angles), np.cos(angles) * radius]
        )
        uvs.append(np.c_[around / around[-1] * repeats, np.full(len(angles), 0.02 + 0.96 * (1 - q) / 2)])
    points = np.stack(columns, 1).reshape(-1, 3)
    faces = turned_outward(points, grid_faces(len(angles), len(profile)), points * [1, 0, 1])
    normals = seam_welded(_rows_as_columns(vertex_normals(points, faces), len(angles)), len(profile), len(angles))
    normals = _rows_as_columns(normals, len(profile))
    uvs = np.stack(uvs, 1).reshape(-1, 2)
    parts.add(tile, points, faces, skin(points), uvs, normals, both_sides=both_sides)


def _rows_as_columns(values: Array, rows: int) -> Array:
    """(rows * k, 3) lattice values transposed to (k * rows, 3)."""
    return values.reshape(rows, -1, 3).transpose(1, 0, 2).reshape(-1, 3)


def cuff(
    parts: PartList,
    tile: str,
    start_x: float,
    end_x: float,
    axis: tuple[float, float],
    field: Field,
    offset: float,
    thickness: float,
    skin: SkinOf,
    segments: int,
    repeats: float,
    is_thin: bool = False,
) -> None:
    """A border round an arm from |x| `start_x` to `end_x`; the sign of `start_x` is the side. `axis` is its (y, z)."""
    angles = np.linspace(0, 2 * np.pi, segments + 1)
    directions = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
    profile = (
        (0, -0.003),
        (0, thickness * 0.6),
        (0.15, thickness),
        (0.85, thickness),
        (1, thickness * 0.6),
        (1, -0.006),
    )
    if is_thin:
        profile = ((0, -0.001), (0.1, thickness), (1, thickness), (1, -0.006))
    columns, uvs = [], []
    for q, height in profile:
        origin = np.tile([start_x + (end_x - start_x) * q, axis[0], axis[1]], (len(angles), 1))
        radius = outermost_hit(field, origin, directions, 0.13)
        columns.append(origin + directions * (radius + offset + height)[:, None])
        uvs.append(np.c_[angles / (2 * np.pi) * repeats, np.full(len(angles), 0.02 + 0.96 * q)])
    points = np.stack(columns, 1).reshape(-1, 3)
    faces = turned_outward(points, grid_faces(len(angles), len(profile)), points * [0, 1, 1] - [0, *axis])
    parts.add(tile, points, faces, skin(points), np.stack(uvs, 1).reshape(-1, 2))


def free_strip(
    parts: PartList,
    tile: str,
    path: Array,
    normals: Array,
    half_width: Array,
    fold_depth: Array,
    folds: float,
    skin: Skin,
    columns: int,
    length_of_tile: float,
    both_sides: bool = False,
) -> None:
    """A free length of cloth, corrugated across. `skin` binds the (n,) points of the path."""
    n = len(path)
    along = tangents(path)
    out = unit(normals - (normals * along).sum(1, keepdims=True) * along)
    across = np.cross(along, out)
    u = np.linspace(-1, 1, columns)
    t = np.linspace(0, 1, n)
    wave = np.cos(u * np.pi * folds + t[:, None] * 3)
    points = (
        path[:, None]
        + across[:, None] * (half_width[:, None] * u)[..., None]
        + out[:, None] * (fold_depth[:, None] * wave)[..., None]
    ).reshape(-1, 3)
    v = np.clip(arc_length(path) / length_of_tile, 0.005, 0.995)
    uvs = np.c_[np.tile(0.5 + 0.48 * u, n), np.repeat(v, columns)]
    faces = turned_outward(points, grid_faces(n, columns), np.repeat(out, columns, 0))
    joints, weights = skin
    bound = (np.repeat(joints, columns, 0), np.repeat(weights, columns, 0))
    parts.add(tile, points, faces, bound, uvs, both_sides=both_sides)


def bow_loop(
    parts: PartList, tile: str, knot: Array, side: int, length: float, half_height: float, depth: float, skin: SkinOf,
    steps: int, columns: int,
) -> None:  # fmt: skip
    """One puffed loop of a bow: gathered at the knot, full at its end, with air between its front and its back."""
    t = np.linspace(0, 2 * np.pi, steps)
    v = np.linspace(-1, 1, columns)
    reach = (1 - np.cos(t)) / 2
    height = half_height * (0.30 + 0.70 * np.sin(np.clip(reach, 0, 1) * np.pi / 2) ** 1.2)
    x = side * length * reach[:, None] * (1 - 0.10 * v[None] ** 2)
    puff = depth * np.sin(t) * (0.35 + 0.65 * reach)
    gathers = 0.0016 * np.cos(v[None] * 2.5 * np.pi) * (1 - reach[:, None]) ** 1.5
    z = puff[:, None] * (1 - 0.30 * v[None] ** 2) + np.sign(np.pi - t)[:, None] * gathers
    y = height[:, None] * v[None] - 0.30 * length * reach[:, None] ** 1.6
    points = (knot + np.stack([x, y, z], -1)).reshape(-1, 3)
    centre = knot + [side * length * 0.55, -0.06 * length, 0]
    faces = turned_outward(points, grid_faces(steps, columns), points - centre)
    uvs = np.c_[np.repeat(0.04 + 0.40 * reach, columns), np.tile(0.5 + 0.46 * v, steps)][:, ::-1]
    parts.add(tile, points, faces, skin(points), uvs, both_sides=True)


@dataclass(frozen=True, slots=True)
class SkirtCut:
    """Radii of a skirt at falling heights, and where it begins and ends (metres)."""

    top: float
    hem: float
    heights: tuple[float, ...]
    side: tuple[float, ...]
    front: tuple[float, ...]
    back: tuple[float, ...]
    hugs_above: float
    """Above this height the cloth lies on the body."""


def pleated_skirt(
    parts: PartList, tile: str, cut: SkirtCut, body: Field, skin: SkinOf, rows: Array, columns: int, fine_pleats: bool
) -> Array:  # fmt: skip
    """A high skirt: gathered under the band, hugging the bust, then falling in pleats that deepen to the hem.

    `rows` are the heights of the lattice; without `fine_pleats` only the sixteen great folds are modelled.
    Returns the lattice, (rows, columns + 1, 3).
    """
    angles = np.linspace(0, 2 * np.pi, columns + 1)
    sin, cos = np.sin(angles), np.cos(angles)
    heights = -np.array(cut.heights)
    points, uvs = [], []
    for y in rows:
        t = (cut.top - y) / (cut.top - cut.hem)
        side = np.interp(-y, heights, cut.side)
        depth = np.where(cos > 0, np.interp(-y, heights, cut.front), np.interp(-y, heights, cut.back))
        radius = 1 / ((np.abs(sin) / side) ** 2.25 + (np.abs(cos) / depth) ** 2.25) ** (1 / 2.25)
        if y > cut.hugs_above:
            hugged = section_radii(body, y, angles[:-1], 10.0) + 0.0085
            hugged = np.r_[hugged, hugged[0]]
            share = smoothstep(np.array([y]), cut.hugs_above + 0.005, cut.hugs_above + 0.065)[0]
            radius = hugged * share + np.maximum(radius, hugged) * (1 - share)
        drift = angles + 0.05 * np.sin(3 * angles + 1) + 0.05 * t * np.sin(5 * angles + 2 * t)
        grown = np.clip((t - 0.06) / 0.94, 0, 1)
        great = pleats(drift * 8 + 0.35 * np.sin(2 * angles) + 0.4 * np.sin(t * 5 + angles)) * 0.5 + 0.5
        radius = radius + 0.0290 * grown**0.75 * (great - 0.62) + 0.010 * t * np.sin(angles * 4 + 0.6)
        if fine_pleats:
            small = pleats(drift * 19 + 1.7 + 0.6 * np.sin(angles * 2 + t * 4)) * 0.5 + 0.5
            radius = radius + 0.0120 * grown**0.6 * (small - 0.6)
            gathered = 0.0030 * smoothstep(1.176 - y, 0, 0.03) * np.exp(-(((y - 1.13) / 0.09) ** 2))
            radius = radius + gathered * pleats(angles * 19 + 0.5 * np.sin(angles * 3))
        hem = 0.010 * np.cos(drift * 11) * max(0, t - 0.9) * 4
        points.append(np.c_[sin * radius, y + hem, cos * radius])
        uvs.append(np.c_[angles / (2 * np.pi), np.full(columns + 1, 0.01 + 0.98 * t)])
    points, uvs = np.vstack(points), np.vstack(uvs)
    faces = turned_outward(points, grid_faces(len(rows), columns + 1), points * [1, 0, 1])
    normals = seam_welded(vertex_normals(points, faces), len(rows), columns + 1)
    parts.add(tile, points, faces, skin(points), uvs, normals)
    return points.reshape(len(rows), columns + 1, 3)


def sleeve_tube(
    parts: PartList, tile: str, x: Array, radius_of: Callable[[float, Array, Array], Array], axis: tuple[float, float],
    side: int, skin: SkinOf, columns: int,
) -> None:  # fmt: skip
    """A sleeve round a straight arm; `radius_of(x, cos, sin)` gives its radius with the folds in it."""
    angles = np.linspace(0, 2 * np.pi, columns + 1)
    cos, sin = np.cos(angles), np.sin(angles)
    points, uvs = [], []
    for at in x:
        radius = radius_of(at, cos, sin)
        points.append(np.c_[np.full(columns + 1, side * at), axis[0] + cos * radius, axis[1] + sin * radius])
        v = 0.02 + 0.96 * (at - x[0]) / (x[-1] - x[0])
        uvs.append(np.c_[0.02 + 0.96 * np.abs(angles / np.pi - 1), np.full(columns + 1, v)])
    points, uvs = np.vstack(points), np.vstack(uvs)
    faces = turned_outward(points, grid_faces(len(x), columns + 1), points * [0, 1, 1] - [0, *axis])
    normals = seam_welded(vertex_normals(points, faces), len(x), columns + 1)
    parts.add(tile, points, faces, skin(points), uvs, normals)


def unwrapped(faces: Array, around: Array) -> tuple[Array, Array, Array]:
    """Split the seam of a surface whose u goes round: (faces, source vertex of each vertex, u of each vertex).

    A triangle that crosses from u near 1 to u near 0 gets copies of its low corners with u + 1.
    """
    source, u = list(range(len(around))), list(around)
    copies: dict[int, int] = {}
    faces = faces.copy()
    for face in faces:
        values = around[face]
        if values.max() - values.min() <= 0.5:
            continue
        for corner in range(3):
            vertex = int(face[corner])
            if around[vertex] < 0.5:
                if vertex not in copies:
                    copies[vertex] = len(source)
                    source.append(vertex)
                    u.append(around[vertex] + 1)
                face[corner] = copies[vertex]
    return faces, np.array(source), np.array(u)
