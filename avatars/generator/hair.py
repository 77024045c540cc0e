"""Hair: a field round the skull, a combed cap on it, and lofted locks that hug it and then hang.

Paths on the head are written as (longitude, latitude, lift): degrees from the front and from the horizon of the hair
field, metres above it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .detail import Detail
from .fields import Array, Field, gradient, outermost_hit, spline, tangents, turned_outward, unit, vertex_normals
from .meshes import PartList, Skin, grid_faces, seam_welded
from .rig import Rig

SkinOf = Callable[[Array], Skin]
"""Binds (n, 3) model-space points."""

GROWING = np.array([0.35, 0.8, 1, 1, 0.95, 0.85, 0.7, 0.5, 0.25, 0.05])
"""Thickness of a lock from root to tip, as a share of its greatest."""


def width_profile(kind: str, half_width: float) -> Array:
    """(40,) half width of a lock from root to tip."""
    t = np.linspace(0, 1, 40)
    if kind == "wide":
        rise = 0.42 + 0.58 * np.sin(np.minimum(t / 0.35, 1) * np.pi / 2)
        return half_width * rise * (1 - np.clip((t - 0.42) / 0.58, 0, 1) ** 1.9) ** 1.05
    if kind == "wing":
        rise = 0.72 + 0.28 * np.sin(np.minimum(t / 0.25, 1) * np.pi / 2)
        return half_width * rise * (1 - np.clip((t - 0.42) / 0.58, 0, 1) ** 1.9) ** 1.05
    if kind == "long":
        rise = 0.50 + 0.50 * np.sin(np.minimum(t / 0.25, 1) * np.pi / 2)
        return half_width * rise * (1 - np.clip((t - 0.50) / 0.50, 0, 1) ** 1.6)
    if kind == "wisp":
        return half_width * np.minimum(1, 0.15 + t * 2.6) * (1 - np.clip((t - 0.25) / 0.75, 0, 1) ** 1.4)
    if kind == "swept":
        return half_width * (0.72 + 0.28 * np.sin(np.pi * np.clip(t * 1.1, 0, 1) ** 0.8)) * (1 - 0.35 * t**3)
    if kind == "flat":
        return half_width * (0.55 + 0.45 * np.sin(np.pi * np.clip(t, 0, 1)))
    raise ValueError(f"unknown width profile {kind!r}")


@dataclass(frozen=True, slots=True)
class Strand:
    """One lock of the front: half width and thickness in millimetres, then its way over the head from the parting."""

    half_width_mm: float
    thickness_mm: float
    knots: tuple[tuple[float, float, float], ...]
    """(longitude, latitude) in degrees and lift in millimetres."""


@dataclass(frozen=True, slots=True)
class Lock:
    """How one lock is lofted. Widths and thicknesses in metres."""

    rows: int
    sides: int
    hug: float = 0.095
    """Radius of the head the section is bent round; 0 keeps it flat."""
    ridge: float = 0.10
    """Depth of the strand ridges on the outer face, as a share of the thickness."""
    smoothing: float = 0.55
    """How much of the normal is that of the head: one calm highlight across many locks."""
    along: tuple[float, float] = (0.0, 1.0)
    """Texture v at root and tip."""
    across: float = 0.10
    """Share of the hair texture's width that one lock shows."""


class HairField:
    """The head's hair volume: where locks lie."""

    def __init__(self, field: Field, smooth: Field, origin: Array, head_centre: Array) -> None:
        """`smooth` is a plain egg that lends its normals."""
        self.field, self.smooth, self.origin, self.head_centre = field, smooth, origin, head_centre

    def at(self, longitude: Array, latitude: Array, lift: Array | float = 0.0) -> Array:
        """(n, 3) head-space points."""
        lon, lat = np.radians(np.atleast_1d(longitude).astype(float)), np.radians(np.atleast_1d(latitude).astype(float))
        lon, lat = np.broadcast_arrays(lon, lat)
        directions = np.c_[np.sin(lon) * np.cos(lat), np.sin(lat), np.cos(lon) * np.cos(lat)]
        return self.origin + directions * (outermost_hit(self.field, self.origin, directions, 0.2) + lift)[:, None]

    def path(self, knots: Sequence[tuple[float, float, float]]) -> Array:
        """(n, 3) head-space points of (longitude, latitude, lift) knots."""
        lon, lat, lift = np.array(knots, float).T
        return self.at(lon, lat, lift)

    def outward(self, points: Array) -> Array:
        """Where hair faces: off the skull above the ears, horizontally away once it hangs."""
        on_head = gradient(self.smooth, points)
        hanging = unit(np.c_[points[:, 0], 0 * points[:, 1], points[:, 2] + 0.02])
        t = np.clip((points[:, 1] + 0.05) / 0.07, 0, 1)[:, None]
        return unit(on_head * t + hanging * (1 - t))

    def spot(self, longitude: float, latitude: float, lift: float) -> tuple[Array, Array]:
        """A point above the hair and the outward direction there: where an ornament sits."""
        point = self.at(longitude, latitude, lift)[0]
        return point, gradient(self.smooth, point[None])[0]


class HairSculptor:
    """Adds hair to the part list. Everything is given in head space."""

    def __init__(self, hair: HairField, rig: Rig, parts: PartList, detail: Detail, seed: int) -> None:
        self.hair, self.rig, self.parts, self.detail = hair, rig, parts, detail
        self.random = np.random.default_rng(seed)

    def lock(
        self,
        path: Array,
        widths: Array,
        thicknesses: Array,
        style: Lock,
        skin: SkinOf | None = None,
        facing: Sequence[float] | None = None,
        tile: str = "hair",
    ) -> None:
        """A closed, tapering tube along `path`: crowned outside, nearly flat where it lies on the head."""
        rows, sides = style.rows, style.sides
        middle = spline(path, rows)
        t = np.linspace(0, 1, rows)
        width = np.interp(t, np.linspace(0, 1, len(widths)), widths)
        thickness = np.interp(t, np.linspace(0, 1, len(thicknesses)), thicknesses)
        along = tangents(middle)
        out = self.hair.outward(middle) if facing is None else np.tile(np.array(facing, float), (rows, 1))
        out = unit(out - (out * along).sum(1, keepdims=True) * along)
        across = np.cross(along, out)
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        cos, sin = np.cos(turn), np.sin(turn)
        phase = self.random.uniform(0, 2 * np.pi)
        outer = np.abs(sin) ** 0.8 * (1 + style.ridge * np.cos(cos * 8 + phase))
        section = np.where(sin > 0, outer, sin * 0.25)
        sag = (width**2)[:, None] * (cos**2)[None] / (2 * style.hug) if style.hug else np.zeros((rows, sides))
        points = (
            middle[:, None]
            + across[:, None] * (width[:, None] * cos)[..., None]
            + out[:, None] * (thickness[:, None] * section - sag)[..., None]
        ).reshape(-1, 3)
        core = np.repeat(middle - out * (width**2 / (4 * style.hug) if style.hug else 0 * width)[:, None], sides, 0)
        faces = turned_outward(points, grid_faces(rows, sides, closed=True), points - core)
        normals = vertex_normals(points, faces)
        calm = np.repeat(self.hair.outward(middle), sides, 0)
        faces_out = np.tile(sin > -0.2, rows)[:, None]
        normals = np.where(faces_out, normals * (1 - style.smoothing) + calm * style.smoothing, normals)
        start = self.random.uniform(0, 1) if tile == "hair" else 0.02
        share = style.across if tile == "hair" else 0.96
        low, high = style.along
        uvs = np.c_[np.tile(start + share * (0.5 + 0.5 * cos), rows), np.repeat(low + (high - low) * t, sides)]
        points = points + self.hair.head_centre
        self.parts.add(tile, points, faces, (skin or self.on_head)(points), uvs, normals)

    def strand(
        self,
        path: Array,
        kind: str,
        half_width: float,
        thickness: float,
        rows: tuple[int, int],
        sides: tuple[int, int],
        skin: SkinOf | None = None,
        **style,
    ) -> None:
        """A lock with one of the width profiles; rows and sides are given for the full and the light figure."""
        lock = Lock(rows=self.detail.pick(*rows), sides=self.detail.pick(*sides), **style)
        self.lock(path, width_profile(kind, half_width), GROWING * thickness, lock, skin)

    def on_head(self, points: Array) -> Skin:
        """Rigid with the head."""
        return self.rig.rigid(len(points), "head")

    def tube(
        self,
        path: Array,
        radii: Array | float,
        sides: int,
        tile: str = "hair",
        closed: bool = True,
        flat_along: Sequence[float] | None = None,
        grooves: float = 0.0,
        along: tuple[float, float] = (0.05, 0.6),
        bone: str = "head",
    ) -> None:
        """A rope along a head-space path; `closed` joins its ends, `flat_along` flattens it in that direction."""
        n = len(path)
        direction = unit(np.roll(path, -1, 0) - np.roll(path, 1, 0)) if closed else tangents(path)
        reference = np.array((0.3, 0.5, 0.8) if flat_along is None else flat_along, float)
        out = unit(reference - (direction @ reference)[:, None] * direction)
        across = np.cross(direction, out)
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        t = 1 - np.abs(2 * np.arange(n) / n - 1) if closed else np.linspace(0, 1, n)
        radius = np.broadcast_to(radii, n)[:, None] * (1 + grooves * np.cos(7 * turn[None] + t[:, None] * 5))
        squash = 1.0 if flat_along is None else 0.72
        points = (
            path[:, None]
            + (radius * np.cos(turn) * squash)[..., None] * out[:, None]
            + (radius * np.sin(turn))[..., None] * across[:, None]
        ).reshape(-1, 3)
        faces = grid_faces(n, sides, closed=True)
        if closed:
            i = np.arange(sides)
            j = (i + 1) % sides
            last = (n - 1) * sides
            faces = np.vstack([faces, np.c_[last + i, last + j, j], np.c_[last + i, j, i]])
        faces = turned_outward(points, faces, points - np.repeat(path, sides, 0))
        # Half way round and back, so that the texture meets itself.
        around = 0.5 * np.abs(turn / np.pi - 1)
        low, high = along
        uvs = np.c_[np.tile(around, n), np.repeat(low + (high - low) * t, sides)]
        skin = self.rig.rigid(len(points), bone)
        self.parts.add(tile, points + self.hair.head_centre, faces, skin, uvs)

    def cap(self, low_edge: tuple[Sequence[float], Sequence[float]]) -> None:
        """The combed hair on the skull; `low_edge` is (|longitude|, latitude) of its rim in degrees."""
        columns, rows = self.detail.pick(97, 29), self.detail.pick(20, 8)
        lon = np.linspace(-180, 180, columns)
        low = np.interp(np.abs(lon), *low_edge)
        points, uvs = [], []
        for f in np.linspace(0, 1, rows):
            latitude = np.minimum(90 - (90 - low) * f, 89.5)
            row = self.hair.at(lon, latitude, -0.0035 - 0.005 * np.clip((f - 0.86) / 0.14, 0, 1))
            groove = 0.0008 * np.cos(np.radians(lon) * 44) * f * (1 - f) * 2.5
            if not self.detail.is_light:
                row = row + unit(row - self.hair.origin) * groove[:, None]
            points.append(row)
            uvs.append(np.c_[(lon + 180) / 360 * 3, np.full(columns, 0.02 + 0.5 * f)])
        points, uvs = np.vstack(points), np.vstack(uvs)
        faces = turned_outward(points, grid_faces(rows, columns), points - self.hair.origin)
        normals = seam_welded(vertex_normals(points, faces), rows, columns)
        normals = 0.5 * normals + 0.5 * gradient(self.hair.smooth, points)
        self.parts.add("hair", points + self.hair.head_centre, faces, self.on_head(points), uvs, normals)
