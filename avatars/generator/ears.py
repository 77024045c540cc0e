"""A real ear, for heads whose hair leaves it bare: rolled helix, antihelix, concha, tragus, lobe. Head space, metres."""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from .detail import Detail
from .fields import Array, bump, turned_outward, vertex_normals
from .meshes import PartList, grid_faces
from .rig import SIDES, Rig

OUTLINE = (
    (-0.0080, -0.0265), (-0.0020, -0.0298), (0.0048, -0.0282), (0.0088, -0.0215), (0.0118, -0.0110), (0.0152, 0.0020),
    (0.0168, 0.0135), (0.0140, 0.0240), (0.0068, 0.0292), (-0.0030, 0.0282), (-0.0098, 0.0210), (-0.0118, 0.0090),
    (-0.0108, -0.0030), (-0.0112, -0.0140), (-0.0105, -0.0215),
)  # fmt: skip
"""The rim of the left ear seen from its side: (toward the back, up) from the middle of the ear."""


@dataclass(frozen=True, slots=True)
class EarPlace:
    """Where an ear sits: its middle on the left side in head space, how far its back edge stands off, its tilt, its size."""

    at: tuple[float, float, float]
    stand_off: float = 0.42
    """Radians between ear and head."""
    lean: float = 0.16
    """Radians by which the top leans back."""
    scale: float = 1.0


def add_ears(origin: Array, place: EarPlace, rig: Rig, parts: PartList, detail: Detail, tile: str = "ear") -> None:
    """Both ears, coloured by one tile that shows the ear from its side."""
    n = detail.pick(44, 18)
    rings = detail.pick((1.0, 0.965, 0.92, 0.86, 0.78, 0.68, 0.56, 0.42, 0.26, 0.10), (1.0, 0.93, 0.80, 0.58, 0.28))
    rim = _smooth_ring(np.array(OUTLINE), n)
    hub = np.array([0.0010, -0.0020])
    flat = np.vstack([hub + (rim - hub) * r for r in rings])
    front = np.c_[flat, _relief(flat, np.repeat(rings, n))]
    behind_rings = ((1.0, -0.0012), (0.90, -0.0042), (0.62, -0.0110))
    behind = np.vstack([np.c_[hub + (rim - hub) * r, np.full(n, h)] for r, h in behind_rings])
    for s, _ in SIDES:
        for points, count, outward in ((front, len(rings), 1.0), (behind, len(behind_rings), -1.0)):
            placed = _placed(points * place.scale, place, s)
            faces = grid_faces(count, n, closed=True)
            if count == len(rings):  # close the middle
                last, hub_number = (count - 1) * n, len(placed)
                placed = np.vstack([placed, placed[last:].mean(0)])
                faces = np.vstack([faces, [(last + i, last + (i + 1) % n, hub_number) for i in range(n)]])
            directions = np.tile([s * outward, 0, 0.2 * outward], (len(placed), 1))
            faces = turned_outward(placed, faces, directions)
            normals = vertex_normals(placed, faces)
            seen = np.vstack([points[:, :2], points[-n:, :2].mean(0)])[: len(placed)]
            uvs = np.c_[0.5 + seen[:, 0] / 0.068, 0.5 - seen[:, 1] / 0.068]
            parts.add(tile, placed + origin, faces, rig.rigid(len(placed), "head"), uvs, normals)


def _smooth_ring(knots: Array, n: int) -> Array:
    """(n, 2) points of a closed curve through `knots`."""
    closed = np.vstack([knots[-3:], knots, knots[:4]])
    steps = np.r_[0, np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))]
    at = np.linspace(steps[3], steps[-4], n, endpoint=False)
    return CubicSpline(steps, closed)(at)


def _relief(flat: Array, ring: Array) -> Array:
    """(n,) height of the ear over its own plane."""
    x, y = flat[:, 0], flat[:, 1]
    angle = np.arctan2(y + 0.002, x - 0.001)
    helix = 0.25 + 0.75 * np.clip(np.cos(angle - 0.95) + 0.55, 0, 1)  # strong above and behind, gone at the lobe
    rolled = 0.0034 * np.exp(-(((ring - 0.93) / 0.065) ** 2)) * helix
    scapha = -0.0016 * np.exp(-(((ring - 0.78) / 0.075) ** 2)) * helix
    anti = 0.0022 * np.exp(-(((ring - 0.60) / 0.10) ** 2)) * np.clip(np.cos(angle - 0.35) + 0.45, 0, 1)
    concha = -0.0058 * bump(x, y, -0.0012, -0.0035, 0.0072, 0.0105)
    tragus = 0.0030 * bump(x, y, -0.0085, -0.0050, 0.0034, 0.0055)
    lobe = 0.0016 * bump(x, y, -0.0010, -0.0235, 0.0070, 0.0060)
    return 0.0022 + rolled + scapha + anti + concha + tragus + lobe


def _placed(points: Array, place: EarPlace, s: int) -> Array:
    """Ear coordinates (back, up, off the head) in head space, on the side `s`."""
    back, up, off = points.T
    lean = np.array([[np.cos(place.lean), np.sin(place.lean)], [-np.sin(place.lean), np.cos(place.lean)]])
    back, up = lean @ np.stack([back, up])
    hinge = back + 0.012
    c, d = np.cos(place.stand_off), np.sin(place.stand_off)
    x = hinge * d + off * c
    z = -(hinge * c - off * d) + 0.012
    return np.c_[s * (place.at[0] + x), place.at[1] + up, place.at[2] + z]
