"""Ears with their drops, and the neck."""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from .detail import Detail
from .fields import Array, bump, capsule, ellipsoid, mesh_field, smooth_min, turned_outward, union, vertex_normals
from .head import Head
from .meshes import PartList, ball, grid_faces
from .rig import SIDES, Rig

Drops = tuple[tuple[float, float | tuple[float, float, float], str], ...]
"""Beads under an ear: y in head space, radius or radii, tile."""


OUTLINE = (
    (-0.0080, -0.0265), (-0.0020, -0.0298), (0.0048, -0.0282), (0.0088, -0.0215), (0.0118, -0.0110), (0.0152, 0.0020),
    (0.0168, 0.0135), (0.0140, 0.0240), (0.0068, 0.0292), (-0.0030, 0.0282), (-0.0098, 0.0210), (-0.0118, 0.0090),
    (-0.0108, -0.0030), (-0.0112, -0.0140), (-0.0105, -0.0215),
)  # fmt: skip
"""The rim of the left ear seen from its side: (toward the back, up) from the middle of the ear."""

EAR_WINDOW = 0.068
"""Width of the square, in metres, that the tile of a lofted ear shows."""


@dataclass(frozen=True, slots=True)
class EarStyle:
    """How one figure's ears look and what hangs from them."""

    is_sculpted: bool = False
    """With helix, bowl and lobe: for hair that leaves ears bare."""
    is_lofted: bool = False
    """The same folds as a finer lattice, its tile painted as an ear seen from its side: for ears bare all round."""
    drops: Drops = ()
    drop_x: float = 0.0725
    drop_z: float = -0.008
    at: tuple[float, float, float] = (0.0660, -0.034, -0.030)
    """Middle of the left ear in head space."""


def add_ears(head: Head, rig: Rig, parts: PartList, detail: Detail, style: EarStyle) -> None:
    """Both ears, and the drops of each."""
    for s, _ in SIDES:
        if style.is_lofted:
            _add_lofted(s, head, rig, parts, detail, style)
            continue
        points, faces, normals = _sculpted(s, detail) if style.is_sculpted else _plain(s, detail)
        a = -0.42 * s
        turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
        x, y, z = style.at
        points = points @ turn.T + [s * x, y, z] + head.centre
        if normals is not None:
            normals = normals @ turn.T
        parts.add("ear", points, faces, rig.rigid(len(points), "head"), normals=normals)
        for y, radius, tile in style.drops:
            at = head.centre + [s * style.drop_x, y, style.drop_z]
            bead, faces, gloss = ball(at, np.array(radius), *detail.pick((8, 10), (4, 6)))
            parts.add(tile, bead, faces, rig.rigid(len(bead), "head"), gloss)


def _plain(s: int, detail: Detail) -> tuple[Array, Array, None]:
    """A dished egg, for ears that are mostly under hair."""
    rings, segments = detail.pick((14, 18), (6, 6))
    points, faces, _ = ball(np.zeros(3), np.array([0.0065, 0.0225, 0.0125]), rings, segments)
    points[:, 2] *= 1 + 0.30 * points[:, 1] / 0.0225
    dish = np.exp(-(((points[:, 1] - 0.004) / 0.012) ** 2) - ((points[:, 2] + 0.001) / 0.0065) ** 2)
    points[:, 0] -= s * 0.0050 * dish * (points[:, 0] * s > 0)
    return points, faces, None


def _sculpted(s: int, detail: Detail) -> tuple[Array, Array, Array]:
    """A shell with a rolled helix, an inner ridge, the bowl, the tragus and a lobe."""
    turn = np.linspace(np.pi * 1.16, -0.42, 12)
    helix = np.c_[np.full(12, 0.0036), 0.0205 * np.sin(turn) + 0.0040, -0.0135 * np.cos(turn) - 0.001]
    rim = union(0.002, *[capsule(helix[i], helix[i + 1], 0.0023, 0.0022) for i in range(11)])
    ridge = capsule((0.0036, 0.010, -0.0050), (0.0040, -0.010, -0.0068), 0.0018, 0.0020)
    plate = union(
        0.004,
        ellipsoid((0, 0.0040, -0.001), (0.0042, 0.0205, 0.0130)),
        ellipsoid((0.0008, -0.0170, 0.0035), (0.0046, 0.0085, 0.0068)),
    )
    bowl = ellipsoid((0.0062, -0.0020, 0.0015), (0.0058, 0.0095, 0.0060))
    tragus = ellipsoid((0.0034, -0.0030, 0.0098), (0.0030, 0.0044, 0.0026))

    def field(points: Array) -> Array:
        shell = smooth_min(smooth_min(plate(points), rim(points), 0.0025), ridge(points), 0.002)
        shell = -smooth_min(-shell, bowl(points), 0.003)
        return smooth_min(shell, tragus(points), 0.002)

    mirror = np.array([s, 1, 1])
    box = (-0.010, -0.030, -0.022), (0.014, 0.032, 0.020)
    points, faces, normals = mesh_field(field, *box, 0.0011, detail.pick(1100, 120))
    return points * mirror, faces if s > 0 else faces[:, ::-1], normals * mirror


def _add_lofted(s: int, head: Head, rig: Rig, parts: PartList, detail: Detail, style: EarStyle) -> None:
    """Rings from the rim to the middle of the bowl, and the back of the shell."""
    n = detail.pick(44, 15)
    rings = detail.pick((1.0, 0.965, 0.92, 0.86, 0.78, 0.68, 0.56, 0.42, 0.26, 0.10), (1.0, 0.93, 0.74, 0.45))
    rim, hub = _closed_curve(np.array(OUTLINE), n), np.array([0.0010, -0.0020])
    flat = np.vstack([hub + (rim - hub) * r for r in [*rings, 0.0001]])
    front = np.c_[flat, _folds_of_ear(flat, np.repeat([*rings, 0.0], n))]
    shell = ((1.0, -0.0012), (0.90, -0.0042), (0.62, -0.0110))
    behind = np.vstack([np.c_[hub + (rim - hub) * r, np.full(n, depth)] for r, depth in shell])
    for points, outward in ((front, 1.0), (behind, -1.0)):
        placed = _beside_head(points, style.at, s) + head.centre
        directions = np.tile([s * outward, 0, 0.2 * outward], (len(placed), 1))
        faces = turned_outward(placed, grid_faces(len(placed) // n, n, closed=True), directions)
        uvs = np.c_[0.5 + points[:, 0] / EAR_WINDOW, 0.5 - points[:, 1] / EAR_WINDOW]
        parts.add("ear", placed, faces, rig.rigid(len(placed), "head"), uvs, vertex_normals(placed, faces))


def _closed_curve(knots: Array, n: int) -> Array:
    """(n, 2) points of a closed curve through `knots`."""
    closed = np.vstack([knots[-3:], knots, knots[:4]])
    steps = np.r_[0, np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))]
    return CubicSpline(steps, closed)(np.linspace(steps[3], steps[-4], n, endpoint=False))


def _folds_of_ear(flat: Array, ring: Array) -> Array:
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


def _beside_head(points: Array, at: tuple[float, float, float], s: int) -> Array:
    """Points (back, up, off the ear's plane) in head space, on side `s`; the shell leans back and stands off behind."""
    lean, stand_off = 0.16, 0.42
    back, up, off = points.T
    back, up = back * np.cos(lean) + up * np.sin(lean), up * np.cos(lean) - back * np.sin(lean)
    hinge = back + 0.012
    x = hinge * np.sin(stand_off) + off * np.cos(stand_off)
    z = 0.012 - hinge * np.cos(stand_off) + off * np.sin(stand_off)
    return np.c_[s * (at[0] + x), at[1] + up, at[2] + z]


def add_neck(head: Head, rig: Rig, parts: PartList, detail: Detail, width: float = 1.0, top: float = -0.070) -> None:
    """A slim neck that leans forward and widens into the shoulders under the collar; it begins at `top`, head space."""
    heights = np.linspace(top, -0.205, detail.pick(18, 7))
    n = detail.pick(36, 14)
    turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
    knots = [-0.205, -0.19, -0.172, -0.15, -0.12, -0.07]
    rows = []
    for y in heights:
        rx = np.interp(y, knots, [0.066, 0.048, 0.0375, 0.0335, 0.0325, 0.0360]) * width
        rz = np.interp(y, [-0.205, -0.172, -0.12, -0.07], [0.048, 0.038, 0.0350, 0.040]) * width
        lean = -0.020 - 0.10 * (-0.07 - y)
        rows.append(np.c_[np.sin(turn) * rx, np.full(n, y), np.cos(turn) * rz + lean])
    points = np.vstack(rows)
    faces = grid_faces(len(heights), n, closed=True)
    if (vertex_normals(points, faces) * points * [1, 0, 1]).sum() < 0:
        faces = faces[:, ::-1]
    uvs = np.c_[np.full(len(points), 0.5), (-0.070 - points[:, 1]) / 0.135]
    points = points + head.centre
    y = head.centre[1]
    k = rig.body.stature
    skin = rig.along(points[:, 1], ["upperChest", "neck", "head"], [1.245 * k, 1.285 * k, y - 0.085])
    parts.add("neck", points, faces, skin, uvs)
