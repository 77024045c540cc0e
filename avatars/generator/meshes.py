"""Parts of a figure on their way into the file: geometry, skin weights, morphs, collected by texture tile."""

from dataclasses import dataclass, field

import numpy as np

from .fields import Array, turned_outward, vertex_normals

Skin = tuple[Array, Array]
"""((n, 4) bone numbers, (n, 4) weights that sum to one)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of surface in model space. Front faces are counter-clockwise; `uvs` are a tile's unit square."""

    positions: Array
    normals: Array
    uvs: Array
    faces: Array
    skin: Skin
    morphs: dict[str, Array] = field(default_factory=dict)

    def flipped(self) -> "Part":
        """The same surface seen from behind."""
        return Part(self.positions, -self.normals, self.uvs, self.faces[:, ::-1], self.skin, self.morphs)


class PartList:
    """Every part of a figure, kept by the name of the tile that colours it, in the order it was added."""

    def __init__(self) -> None:
        self.by_tile: dict[str, list[Part]] = {}

    def add(
        self,
        tile: str,
        positions: Array,
        faces: Array,
        skin: Skin,
        uvs: Array | None = None,
        normals: Array | None = None,
        morphs: dict[str, Array] | None = None,
        both_sides: bool = False,
    ) -> Part:
        """Add a part; without `uvs` it takes the middle of its tile, without `normals` those of its faces."""
        uvs = np.full((len(positions), 2), 0.5) if uvs is None else uvs
        normals = vertex_normals(positions, faces) if normals is None else normals
        part = Part(positions, normals, uvs, faces, skin, morphs or {})
        self.by_tile.setdefault(tile, []).append(part)
        if both_sides:
            self.by_tile[tile].append(part.flipped())
        return part


def merged(parts: list[Part]) -> Part:
    """Several parts as one; a morph that a part lacks leaves that part still."""
    starts = np.cumsum([0] + [len(part.positions) for part in parts])
    names = list(dict.fromkeys(name for part in parts for name in part.morphs))
    still = [np.zeros_like(part.positions) for part in parts]
    return Part(
        positions=np.vstack([part.positions for part in parts]),
        normals=np.vstack([part.normals for part in parts]),
        uvs=np.vstack([part.uvs for part in parts]),
        faces=np.vstack([part.faces + start for part, start in zip(parts, starts, strict=False)]),
        skin=(np.vstack([part.skin[0] for part in parts]), np.vstack([part.skin[1] for part in parts])),
        morphs={
            name: np.vstack([part.morphs.get(name, rest) for part, rest in zip(parts, still, strict=True)])
            for name in names
        },
    )


def grid_faces(rows: int, columns: int, closed: bool = False) -> Array:
    """Triangles of a (rows x columns) lattice of vertices, row by row; `closed` joins the last column to the first."""
    i = np.arange(rows - 1)[:, None] * columns
    j = np.arange(columns if closed else columns - 1)[None]
    right = (j + 1) % columns
    a, b, c, d = (x.ravel() for x in (i + j, i + right, i + columns + right, i + columns + j))
    return np.r_[np.c_[a, b, c], np.c_[a, c, d]]


def seam_welded(normals: Array, rows: int, columns: int) -> Array:
    """Lattice normals whose first and last column, which lie on each other, are made equal."""
    lattice = normals.reshape(rows, columns, 3).copy()
    mean = lattice[:, 0] + lattice[:, -1]
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    lattice[:, 0] = lattice[:, -1] = mean
    return lattice.reshape(-1, 3)


def ball(centre: Array, radii: Array | float, rings: int, segments: int) -> tuple[Array, Array, Array]:
    """Positions, faces and *gloss* coordinates of an ellipsoid.

    The gloss coordinates are the ball seen from the front, so that a tile with a painted highlight lies on every bead
    like a reflection.
    """
    latitude = np.linspace(-np.pi / 2, np.pi / 2, rings)[:, None]
    longitude = np.linspace(0, 2 * np.pi, segments, endpoint=False)[None]
    directions = np.stack(
        [
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude) + 0 * longitude,
            np.cos(latitude) * np.cos(longitude),
        ],
        -1,
    ).reshape(-1, 3)
    positions = directions * radii + np.asarray(centre, float)
    faces = turned_outward(positions, grid_faces(rings, segments, closed=True), directions)
    # The first and last ring are single points: half of their triangles have no area.
    a, b, c = (positions[faces[:, i]] for i in range(3))
    faces = faces[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12]
    return positions, faces, 0.5 + 0.47 * directions[:, :2] * [1, -1]
