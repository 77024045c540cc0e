"""The head as a field lofted between a front outline and a side profile, and the mesh of its skin.

Everything that makes a face this face is a number in `FaceProportions`. All of it is in head space, metres.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.spatial import ConvexHull, cKDTree
from skimage.measure import points_in_poly

from .fields import Array, bump, ellipsoid, outermost_hit

Curve = tuple[tuple[float, ...], tuple[float, ...]]
"""Knots of a curve over height: (heights, values), heights rising."""

RING_SCALES = (1.0, 1.09, 1.20, 1.34, 1.50, 1.70)
"""Loops of vertices round each eye, as multiples of the lid ring: skin bends there, so it must have edges there."""

LIP_OFFSETS = (0.0014, 0.0032, 0.0055, 0.0085)
"""Loops round the mouth, metres outside the lip line."""


@dataclass(frozen=True, slots=True)
class FaceProportions:
    """The measures of one face."""

    centre: tuple[float, float, float]
    """Middle of the head in model space."""
    top: float
    chin: float
    half_width: Curve
    """Front outline: half width at each height."""
    front: Curve
    """Side profile: z of the front line."""
    back: Curve
    """z of the back line."""
    widest: Curve
    """z of the widest line, where front half and back half meet."""
    eye: tuple[float, float]
    """Middle of the left eye as a front point."""
    eye_half_width: float
    upper_lid: float
    lower_lid: float
    eye_tilt: float
    """Rise of the outer corner per metre."""
    iris_radii: tuple[float, float]
    nose_y: float
    mouth_y: float
    mouth_half_width: float
    mouth_corner_lift: float
    nose_bridge: float
    """Extra height of the nose bridge: what keeps the nose readable at three quarters."""
    upper_lid_bend: tuple[float, float, float] = (0.06, 2.35, 0.76)
    """Skew toward the nose, squareness and fullness of the upper lid's arch."""
    lower_lid_bend: tuple[float, float, float] = (0.16, 2.4, 0.95)
    """The same of the lower lid, skew toward the temple."""
    nose_tip: float = 0.0054
    """Height of the tip over the bridge."""
    nose_size: float = 1.0
    """Width of bridge, tip and wings against the usual ones."""
    brow_bone: float = 0.0012
    cheek: float = 0.0018
    """Height of the cheek."""
    lips: float = 1.0
    """Fullness of both lips against the usual ones."""


def round_back(chin: float) -> Curve:
    """The back line of a head that is round behind, from the chin's height up."""
    return (
        (chin, -0.107, -0.096, -0.082, -0.064, -0.040, 0, 0.035, 0.065),
        (0.048, 0.028, 0.008, -0.020, -0.046, -0.072, -0.098, -0.103, -0.096),
    )


def round_widest(chin: float) -> Curve:
    """The widest line of such a head."""
    return (
        (chin, -0.105, -0.090, -0.066, -0.03, 0.02, 0.065),
        (0.0500, 0.0360, 0.0180, 0.0020, -0.008, -0.014, -0.014),
    )


class Head:
    """The field of a head and what is measured on it."""

    def __init__(self, face: FaceProportions) -> None:
        self.face = face
        self.centre = np.array(face.centre)
        self._width = PchipInterpolator(*face.half_width)
        self._front = CubicSpline(*face.front, bc_type="natural")
        self._back = PchipInterpolator(*face.back)
        self._widest = PchipInterpolator(*face.widest)
        self.shading = ellipsoid((0, 0, -0.012), (0.080, 0.132, 0.094))
        """A smooth egg whose normals the face borrows, so that nose and sockets cast no dirty toon shadow."""

    def section(self, y: Array) -> tuple[Array, Array, Array, Array]:
        """Half width, front z, back z and widest z of the horizontal section at height `y`."""
        dome_from = 0.035
        at = np.clip(y, self.face.chin, dome_from)
        dome = np.sqrt(np.clip(1 - (np.maximum(y - dome_from, 0) / (self.face.top - dome_from)) ** 2.15, 1e-6, 1))
        widest = self._widest(at)
        front, back = self._front(np.minimum(at, dome_from)), self._back(at)
        above = y > dome_from
        front = np.where(above, widest + (self._front(dome_from) - widest) * dome, front)
        back = np.where(above, widest + (self._back(dome_from) - widest) * dome, back)
        return self._width(at) * dome, front, back, widest

    def relief(self, x: Array, y: Array) -> Array:
        """Metres added to the front line: sockets, cheeks, nose, lips, chin."""
        face = self.face
        ax, nose, mouth, size = np.abs(x), face.nose_y, face.mouth_y, face.nose_size
        height = -0.0046 * bump(ax, y, face.eye[0] - 0.0013, face.eye[1], 0.021, 0.0155)
        height += -0.0034 * bump(ax, y, 0.014, -0.016, 0.009, 0.012)
        height += face.cheek * bump(ax, y, 0.043, -0.052, 0.018, 0.015)
        height += face.brow_bone * bump(ax, y, 0.034, 0.006, 0.022, 0.008)
        along = np.clip((y - nose) / 0.05, 0, 1)
        bridge = np.where(y < nose, 0, 1) * (1 - along) ** 1.2
        height += (0.0042 + face.nose_bridge) * np.exp(-((x / (0.0062 * size)) ** 2)) * bridge
        height += 0.0012 * np.exp(-((x / 0.007) ** 2)) * np.exp(-(((y + 0.006) / 0.014) ** 2))
        under = np.where(y < nose, (0.0042 + face.nose_bridge) * np.exp(-(((y - nose) / 0.0046) ** 2)), 0)
        height += np.exp(-((x / (0.0058 * size)) ** 2)) * under
        height += face.nose_tip * bump(x, y, 0, nose + 0.0006, 0.0056 * size, 0.0050)
        height += 0.0018 * bump(ax, y, 0.0068 * size, nose - 0.0026, 0.0036, 0.0034)
        height += 0.0028 * face.lips * bump(x, y, 0, mouth + 0.0042, 0.0105, 0.0036)
        height += 0.0036 * face.lips * bump(x, y, 0, mouth - 0.0054, 0.0095, 0.0044)
        height -= 0.0014 * bump(x, y, 0, mouth, 0.014, 0.0022)
        height -= 0.0012 * bump(ax, y, face.mouth_half_width + 0.002, mouth, 0.0045, 0.005)
        height -= 0.0014 * bump(x, y, 0, mouth - 0.0125, 0.012, 0.0042)
        return height

    def field(self, points: Array) -> Array:
        """Signed distance (near the surface) of head-space points."""
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        width, front, back, widest = self.section(y)
        front = front + self.relief(x, np.clip(y, self.face.chin, 0.08))
        depth = np.maximum(np.where(z > widest, front - widest, widest - back), 1e-4)
        squareness = np.where(z > widest, np.interp(y, [-0.12, -0.06, 0.0, 0.08], [2.0, 2.25, 2.35, 2.1]), 2.05)
        radius = (np.abs(x) / np.maximum(width, 1e-4)) ** squareness + (np.abs(z - widest) / depth) ** squareness
        side = (radius ** (1 / squareness) - 1) * np.minimum(width, depth)
        return np.maximum(side, np.maximum(y - self.face.top, self.face.chin - y))

    def front_z(self, front: Array) -> Array:
        """(n,) z of the surface at (n, 2) front points."""
        low = np.maximum(self._widest(np.clip(front[:, 1], self.face.chin, 0.065)), -0.02)
        high = np.full(len(front), 0.115)
        for _ in range(24):
            middle = (low + high) / 2
            inside = self.field(np.c_[front, middle]) < 0
            low, high = np.where(inside, middle, low), np.where(inside, high, middle)
        return low

    def lifted(self, front: Array, lift: float | Array = 0.0) -> Array:
        """(n, 3) surface points at (n, 2) front points, `lift` metres toward the viewer."""
        return np.c_[front, self.front_z(front) + lift]

    # ---- the authored curves of eyes and mouth, as front points of the left side

    def lid(self, t: Array, which: str) -> Array:
        """(n, 2) lid line, `which` "upper" or "lower"; t = 0 is the inner corner, 1 the outer."""
        face = self.face
        u = 2 * t - 1
        if which == "upper":
            skew, square, full = face.upper_lid_bend
            height = face.upper_lid * np.maximum(1 - np.abs(u + skew * (1 - u * u)) ** square, 0) ** full
        else:
            skew, square, full = face.lower_lid_bend
            height = -face.lower_lid * np.maximum(1 - np.abs(u - skew * (1 - u * u)) ** square, 0) ** full
        tilt = face.eye_tilt * face.eye_half_width * u * (1 + 0.25 * u)
        return np.c_[face.eye[0] + face.eye_half_width * u, face.eye[1] + height + tilt]

    def lip_line(self, u: Array) -> Array:
        """(n,) y of the closed lip line; u = x / mouth half width. A soft cupid's dip, corners up."""
        u = np.clip(np.abs(u), 0, 1.6)
        face = self.face
        return face.mouth_y + face.mouth_corner_lift * np.minimum(u, 1.2) ** 2.2 - 0.0010 * np.exp(-((u / 0.22) ** 2))

    def lip(self, t: Array, which: str, gap: float) -> Array:
        """(n, 2) edge of the upper or lower lip of a mouth `2 * gap` open."""
        u = 2 * t - 1
        opening = gap * np.maximum(1 - np.abs(u) ** 2, 0) ** 0.6
        return np.c_[self.face.mouth_half_width * u, self.lip_line(u) + (opening if which == "upper" else -opening)]


@dataclass(frozen=True, slots=True)
class FaceMesh:
    """The skin of the head in head space, mouth a little open as authored."""

    positions: Array
    faces: Array
    holes: tuple[Array, Array, Array]
    """Vertex numbers round the left eye, the right eye and the mouth."""
    rings: tuple[Array, Array, Array]
    """(n, 2) front points of the same rings."""


def ring_of(curve, n: int) -> Array:
    """A closed ring from an upper and a lower curve; points crowd toward the corners."""
    t = (1 - np.cos(np.linspace(0, np.pi, n))) / 2
    upper, lower = curve(t, "upper"), curve(t, "lower")
    return np.r_[upper, lower[-2:0:-1]]


def face_mesh(
    head: Head, lip_gap: float, lid_points: int, lip_points: int, grid_deg: float, jaw_deg: float
) -> FaceMesh:
    """Rings round eyes and mouth, a latitude grid elsewhere, joined by a convex hull on the sphere of directions.

    The hull of directions is always a valid triangulation without slivers across the holes; the triangles inside the
    holes are then dropped.
    """
    face = head.face
    left = ring_of(head.lid, lid_points)
    rings = (left, left * [-1, 1], ring_of(lambda t, which: head.lip(t, which, lip_gap), lip_points))
    centres = [np.array([s * face.eye[0], face.eye[1] + 0.001]) for s in (1, -1)] + [np.array([0, face.mouth_y])]
    authored, holes, count = [], [], 0
    for ring, centre in zip(rings[:2], centres[:2], strict=True):
        holes.append(np.arange(count, count + len(ring)))
        side = np.sign(centre[0])
        for scale in RING_SCALES:
            loop = centre + (ring - centre) * scale
            authored.append(np.c_[side * np.maximum(loop[:, 0] * side, 0.0035), loop[:, 1]])
            count += len(loop)
    mouth = rings[2]
    holes.append(np.arange(count, count + len(mouth)))
    u = mouth[:, 0] / face.mouth_half_width
    above = np.where(np.arange(len(mouth)) < lip_points, 1, -1)
    angle = np.arctan2(above * np.sqrt(np.maximum(1 - u**2, 0)), u)
    authored.append(mouth)
    for offset in LIP_OFFSETS:
        x = (face.mouth_half_width + offset * 0.8) * np.cos(angle)
        authored.append(np.c_[x, head.lip_line(np.cos(angle)) + (offset + lip_gap) * np.sin(angle)])
    authored = head.lifted(np.vstack(authored))

    origin = np.array([0, -0.01, -0.005])
    grid = _direction_grid(grid_deg, jaw_deg)
    grid = origin + grid * outermost_hit(head.field, origin, grid, 0.2)[:, None]
    crowded = np.zeros(len(grid), bool)
    in_front = grid[:, 2] > 0.02
    for ring, centre in zip(rings[:2], centres[:2], strict=True):
        crowded |= in_front & points_in_poly(grid[:, :2], centre + (ring - centre) * 1.78)
    turn = np.linspace(0, 2 * np.pi, 40)
    oval = np.c_[np.cos(turn) * (face.mouth_half_width + 0.009), face.mouth_y + np.sin(turn) * 0.0115]
    crowded |= in_front & points_in_poly(grid[:, :2], oval)
    points = np.vstack([authored, grid[~crowded]])

    keep, holes = _without_twins(points, holes)
    positions = points[keep]
    directions = positions - origin
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    faces = ConvexHull(directions).simplices.copy()
    a, b, c = (directions[faces[:, i]] for i in range(3))
    inward = (np.cross(b - a, c - a) * (a + b + c)).sum(1) < 0
    faces[inward] = faces[inward][:, ::-1]
    middles = positions[faces].mean(1)
    in_hole = np.zeros(len(faces), bool)
    for ring in rings:
        in_hole |= (middles[:, 2] > 0.02) & points_in_poly(middles[:, :2], ring)
    # The crown and the back of the skull lie under hair for good.
    hidden = (middles[:, 1] > 0.092) | ((middles[:, 2] < -0.045) & (middles[:, 1] > -0.050))
    faces = faces[~(in_hole | hidden)]
    used, faces = np.unique(faces, return_inverse=True)
    renumbered = np.zeros(len(positions), int)
    renumbered[used] = np.arange(len(used))
    holes = tuple(renumbered[hole] for hole in holes)
    return FaceMesh(positions[used], faces.reshape(-1, 3), holes, rings)


def _direction_grid(grid_deg: float, jaw_deg: float) -> Array:
    """Unit directions on a latitude grid: `jaw_deg` apart below the mouth, where the outline of the face is drawn."""
    degrees = np.r_[np.arange(-80, -42, jaw_deg), np.arange(-42, 52, grid_deg), np.arange(52, 90, 7)]
    directions = []
    for latitude in np.radians(degrees):
        step = jaw_deg if latitude < np.radians(-42) else grid_deg
        n = max(6, int(360 / (1.09 * step / np.cos(latitude))))
        longitude = np.linspace(-np.pi, np.pi, n, endpoint=False) + 0.0001
        sparse = (np.abs(longitude) > np.radians(115)) & (np.arange(n) % 2 == 1)
        longitude = longitude[~sparse]
        directions.append(
            np.c_[
                np.sin(longitude) * np.cos(latitude),
                np.full(len(longitude), np.sin(latitude)),
                np.cos(longitude) * np.cos(latitude),
            ]
        )
    return np.vstack(directions)


def _without_twins(points: Array, holes: list[Array]) -> tuple[Array, tuple[Array, ...]]:
    """Mask of points to keep, none nearer than 1 mm to another, and the new hole numbers; holes stay whole."""
    protected = set(np.concatenate(holes).tolist())
    removed = set()
    for i, j in sorted(cKDTree(points).query_pairs(0.0010)):
        loser = j if j not in protected else i
        if loser not in protected:
            removed.add(loser)
    keep = np.ones(len(points), bool)
    keep[sorted(removed)] = False
    renumbered = np.cumsum(keep) - 1
    return keep, tuple(renumbered[hole] for hole in holes)
