"""平山's 直裰: a white robe closed to the right under broad dark borders, the cord round it, trousers and shoes."""

import numpy as np

from .detail import Detail
from .fields import (
    Array,
    mesh_field,
    smoothstep,
    spline,
    turned_outward,
    unit,
    vertex_normals,
)
from .garments import hoop, pleats, strip
from .meshes import PartList, Skin, ball, grid_faces, seam_welded
from .pingshan_body import Trunk
from .rig import SIDES, Rig
from .springs import Feel, Springs

WAIST_Y = 1.118
"""Where the cord sits."""

HEM_Y = 0.050

HEIGHTS = (1.180, 1.118, 1.090, 1.020, 0.930, 0.800, 0.600, 0.400, 0.200, 0.050)
SIDE = (0.124, 0.124, 0.130, 0.146, 0.163, 0.181, 0.206, 0.228, 0.248, 0.262)
FRONT = (0.119, 0.119, 0.122, 0.128, 0.136, 0.150, 0.173, 0.194, 0.212, 0.226)
BACK = (0.112, 0.112, 0.113, 0.118, 0.128, 0.145, 0.174, 0.200, 0.220, 0.234)

CHAINS = 8
CLOTH_FEEL = Feel(0.95, 0.55, 0.25, 0.020)
CORD_FEEL = Feel(0.60, 0.40, 0.30, 0.008)


def robe_radius(y: float, angles: Array, grown: float = 0.0) -> Array:
    """(n,) radius of the hanging robe at height `y`, without its folds, `grown` metres wider."""
    heights = -np.array(HEIGHTS)
    side, front, back = (np.interp(-y, heights, values) + grown for values in (SIDE, FRONT, BACK))
    sin, cos = np.abs(np.sin(angles)), np.cos(angles)
    depth = np.where(cos > 0, front, back)
    return ((sin / side) ** 2.25 + (np.abs(cos) / depth) ** 2.25) ** (-1 / 2.25)


LAPEL_LIFT = {-1: 0.0092, 1: 0.0122}
"""How far the robe's border lies over the body, by side: his left lapel is on top (右衽)."""


def lapel(side: int) -> list[tuple[float, float, float]]:
    """Middle line of the border from the back of the neck; that of his right side ends under the other's crossing."""
    shared = [
        (0.0, 1.444, -0.084), (side * 0.036, 1.440, -0.070), (side * 0.0600, 1.424, -0.024),
        (side * 0.0570, 1.404, 0.020), (side * 0.0390, 1.372, 0.060), (side * 0.0130, 1.328, 0.094),
    ]  # fmt: skip
    if side < 0:
        return [*shared, (0.0040, 1.300, 0.104)]
    return [*shared, (-0.016, 1.278, 0.110), (-0.043, 1.220, 0.116), (-0.066, 1.150, 0.116)]


class HangingCloth:
    """How everything that hangs from his hips moves: legs and eight chains round them, the same for robe and coat."""

    def __init__(self, rig: Rig, springs: Springs, detail: Detail) -> None:
        self.rig, self.bones = rig, []
        if detail.is_light:
            return
        for k in range(CHAINS):
            a = 2 * np.pi * k / CHAINS
            x, z = np.sin(a), np.cos(a)
            leg = "leftUpperLeg" if x > 0.01 else "rightUpperLeg" if x < -0.01 else "hips"
            places = np.array([(x * 0.20, 0.66, z * 0.17), (x * 0.235, 0.36, z * 0.205), (x * 0.262, 0.06, z * 0.232)])
            self.bones.append(springs.chain(f"robe{k}_", places, leg, CLOTH_FEEL, ("legs",)))

    def skin(self, points: Array) -> Skin:
        """Waist and legs; toward the hem a share goes to the two nearest chains."""
        joints, weights = self.rig.skirt(points)
        if not self.bones:
            return joints, weights
        around = np.arctan2(points[:, 0], points[:, 2]) / (2 * np.pi) * CHAINS
        share = 0.60 * smoothstep(-points[:, 1], -0.60, -0.15)
        weights = weights * (1 - share)[:, None]
        low = np.floor(around).astype(int)
        t = smoothstep(around - low, 0, 1)
        numbers = np.array([self.rig.numbers[bones[1]] for bones in self.bones])
        for slot, index, part in ((0, low, 1 - t), (1, low + 1, t)):
            joints[:, slot] = np.where(share > 0, numbers[index % CHAINS], joints[:, slot])
            weights[:, slot] = np.where(share > 0, share * part, weights[:, slot])
        return joints, weights


class PingshanRobe:
    """Everything under the coat."""

    def __init__(
        self, trunk: Trunk, cloth: HangingCloth, rig: Rig, springs: Springs, parts: PartList, detail: Detail
    ) -> None:
        self.trunk, self.cloth, self.rig, self.springs = trunk, cloth, rig, springs
        self.parts, self.detail = parts, detail

    def build(self) -> None:
        """From the inside out."""
        for side, name in SIDES:
            self._leg(side, name)
        self._chest()
        self._collars()
        self._skirt()
        self._cord()

    # ---- the upper half

    def _chest(self) -> None:
        """As much of the robe's chest as the coat leaves open, cut out for the throat."""

        def shown(middles: Array) -> Array:
            x, y, z = np.abs(middles[:, 0]), middles[:, 1], middles[:, 2]
            return (x < 0.092) & (z > -0.02) & (y > 1.10) & (y < np.minimum(1.425, 1.382 + 1.9 * x))

        points, faces, normals = mesh_field(
            lambda p: self.trunk.robe(p) - 0.004,
            (-0.12, 1.08, -0.13),
            (0.12, 1.46, 0.17),
            0.008,
            self.detail.pick(1500, 360),
            keeps=shown,
        )
        uvs = np.c_[0.5 + points[:, 0] / 0.20, (1.43 - points[:, 1]) / 0.34]
        self.parts.add("robe", points, faces, self.rig.torso(points), uvs, normals)

    def _collars(self) -> None:
        """A white inner collar, then the robe's dark border, his left lapel on top (右衽)."""
        rows, thin = self.detail.pick(60, 24), self.detail.is_light
        for side, offset in ((-1, 0.0050), (1, 0.0072)):
            inner = [
                (0, 1.456, -0.078), (side * 0.032, 1.453, -0.064), (side * 0.0495, 1.442, -0.026),
                (side * 0.0440, 1.430, 0.010), (side * 0.0270, 1.413, 0.036), (side * 0.0050, 1.392, 0.056),
                (-side * 0.018, 1.364, 0.074),
            ]  # fmt: skip
            strip(
                self.parts, "innercollar", inner, 0.0105, 0.0012, self.trunk.robe, offset, self.rig.torso, rows, thin,
                both_sides=True,
            )  # fmt: skip
        for side in (-1, 1):
            strip(
                self.parts, "collar", lapel(side), 0.0165, 0.0018, self.trunk.robe, LAPEL_LIFT[side], self.rig.torso,
                rows, thin, both_sides=True,
            )  # fmt: skip

    # ---- the lower half

    def _skirt(self) -> None:
        rows = self.detail.pick(np.linspace(1.128, HEM_Y, 46), np.r_[1.128, 1.105, 1.02, np.linspace(0.90, HEM_Y, 6)])
        columns = self.detail.pick(150, 66)
        angles = np.linspace(0, 2 * np.pi, columns + 1)
        points, uvs = [], []
        for y in rows:
            t = np.clip((WAIST_Y - y) / (WAIST_Y - HEM_Y), 0, 1)
            drift = angles + 0.05 * np.sin(3 * angles + 1) + 0.05 * t * np.sin(5 * angles + 2 * t)
            deep = pleats(drift * 7 + 0.35 * np.sin(2 * angles) + 0.4 * np.sin(t * 4 + angles))
            radius = robe_radius(y, angles) + 0.0085 * t**0.7 * (deep - 0.75)
            if not self.detail.is_light:
                fine = pleats(drift * 17 + 1.7 + 0.6 * np.sin(angles * 2 + t * 4))
                radius = radius + 0.0040 * t**0.6 * (fine - 0.8)
            points.append(np.c_[np.sin(angles) * radius, np.full(columns + 1, y), np.cos(angles) * radius])
            uvs.append(np.c_[angles / (2 * np.pi), np.full(columns + 1, 0.01 + 0.98 * (1.128 - y) / (1.128 - HEM_Y))])
        points, uvs = np.vstack(points), np.vstack(uvs)
        faces = turned_outward(points, grid_faces(len(rows), columns + 1), points * [1, 0, 1])
        normals = seam_welded(vertex_normals(points, faces), len(rows), columns + 1)
        self.parts.add("skirt", points, faces, self.cloth.skin(points), uvs, normals)
        if not self.detail.is_light:
            lattice = points.reshape(len(rows), columns + 1, 3)[rows < 0.45][::2]
            inner = (lattice - unit(lattice * [1, 0, 1]) * 0.005).reshape(-1, 3)
            back = turned_outward(inner, grid_faces(*lattice.shape[:2]), -inner * [1, 0, 1])
            self.parts.add("lining", inner, back, self.cloth.skin(inner))

    def _cord(self) -> None:
        """A twisted cord twice round the waist, its knot and two ends, and a jade ring on its own string."""

        def over_robe(points: Array) -> Array:
            angle = np.arctan2(points[..., 0], points[..., 2])
            return np.linalg.norm(points[..., [0, 2]], axis=-1) - robe_radius(WAIST_Y, angle)

        segments, thin = self.detail.pick(84, 30), self.detail.is_light
        for dy in self.detail.pick((0.0052, -0.0052), (0.0,)):
            hoop(
                self.parts, "cord", WAIST_Y + dy, self.detail.pick(0.0056, 0.0105), 0.0016, 0.0042, over_robe,
                self.rig.spine, segments, 9, 0.0, 4.0, thin,
            )  # fmt: skip
        front = float(robe_radius(WAIST_Y, np.array([0.0]))[0])
        knot = np.array([0.006, WAIST_Y - 0.002, front + 0.008])
        points, faces, gloss = ball(knot, np.array([0.0115, 0.0105, 0.0080]), *self.detail.pick((9, 14), (5, 8)))
        self.parts.add("knot", points, faces, self.rig.spine(points), gloss)
        ends = (("cordLeft", 0.006, 0.30), ("cordRight", -0.009, 0.255))
        for name, x, length in ends:
            self._cord_end(name, knot + [x - 0.006, -0.006, 0.002], length)
        self._pendant(knot + [0.021, -0.002, 0.003])

    def _hanging(self, name: str, start: Array, length: float, joints: int) -> tuple[list[str], Array]:
        steps = np.linspace(0, 1, joints)
        places = start + np.c_[0.012 * steps, -length * steps, 0.024 * steps]
        return self.springs.chain(name, places, "hips", CORD_FEEL, ("skirtFront",)), places

    def _rope(self, path: Array, radius: float, tile: str, skin: Skin, turns: float) -> None:
        sides = self.detail.pick(7, 4)
        along = unit(np.gradient(path, axis=0))
        out = unit(np.cross(along, [1.0, 0, 0]))
        across = np.cross(along, out)
        turn = np.linspace(0, 2 * np.pi, sides + 1)
        points = path[:, None] + radius * (
            np.cos(turn)[None, :, None] * out[:, None] + np.sin(turn)[None, :, None] * across[:, None]
        )
        points = points.reshape(-1, 3)
        core = np.repeat(path, sides + 1, 0)
        faces = turned_outward(points, grid_faces(len(path), sides + 1), points - core)
        uvs = np.c_[np.repeat(np.linspace(0, turns, len(path)), sides + 1), np.tile(turn / (2 * np.pi), len(path))]
        joints, weights = skin
        bound = (np.repeat(joints, sides + 1, 0), np.repeat(weights, sides + 1, 0))
        self.parts.add(tile, points, faces, bound, uvs)

    def _tassel(self, top: Array, length: float, radius: float, bone: str) -> None:
        """A bound head and a skirt of threads."""
        n = self.detail.pick(14, 7)
        turn = np.linspace(0, 2 * np.pi, n + 1)
        rows = ((0.0, 0.30), (0.10, 0.75), (0.20, 0.55), (0.30, 0.80), (0.65, 1.0), (1.0, 1.08))
        ripple = 1 + self.detail.pick(0.10, 0.0) * np.cos(turn * n / 2)
        points, uvs = [], []
        for t, r in rows:
            ring = radius * r * (ripple if t > 0.25 else np.ones(n + 1))
            points.append(np.c_[np.sin(turn) * ring, np.full(n + 1, -length * t), np.cos(turn) * ring] + top)
            uvs.append(np.c_[np.linspace(0.05, 0.95, n + 1), np.full(n + 1, 0.02 + 0.96 * t)])
        points, uvs = np.vstack(points), np.vstack(uvs)
        faces = turned_outward(points, grid_faces(len(rows), n + 1), (points - top) * [1, 0, 1])
        self.parts.add("tassel", points, faces, self.rig.rigid(len(points), bone), uvs)

    def _cord_end(self, name: str, start: Array, length: float) -> None:
        bones, places = self._hanging(name, start, length, self.detail.pick(4, 3))
        n = self.detail.pick(22, 7)
        path = spline(places, n)
        skin = self.springs.hanging(path, "hips", bones, places, start[1] + 0.01)
        self._rope(path, 0.0034, "cord", skin, 12)
        self._tassel(path[-1] + [0, 0.004, 0], 0.058, 0.0085, bones[-2])

    def _pendant(self, start: Array) -> None:
        """The jade ring, a hand below the cord, a tassel under it."""
        bones, places = self._hanging("jadeRing", start, 0.24, self.detail.pick(4, 3))
        n = self.detail.pick(14, 5)
        path = spline(places, 40)
        string = path[: int(40 * 0.40)][:: max(1, 16 // n)]
        skin = self.springs.hanging(string, "hips", bones, places, start[1] + 0.01)
        self._rope(string, 0.0018, "cord", skin, 6)
        centre = path[20]
        bone = bones[self.detail.pick(1, 0)]
        a = np.linspace(0, 2 * np.pi, self.detail.pick(28, 12), endpoint=False)
        b = np.linspace(0, 2 * np.pi, self.detail.pick(10, 6), endpoint=False)
        ring, tube = np.meshgrid(a, b, indexing="ij")
        reach = 0.0155 + 0.0064 * np.cos(tube)
        points = np.stack([np.cos(ring) * reach, np.sin(ring) * reach, 0.0036 * np.sin(tube)], -1).reshape(-1, 3)
        core = np.stack([np.cos(ring) * 0.0155, np.sin(ring) * 0.0155, 0 * ring], -1).reshape(-1, 3)
        faces = grid_faces(len(a), len(b), closed=True)
        i = np.arange(len(b))
        j, last = (i + 1) % len(b), (len(a) - 1) * len(b)
        faces = turned_outward(
            points, np.vstack([faces, np.c_[last + i, last + j, j], np.c_[last + i, j, i]]), points - core
        )
        uvs = np.c_[0.5 + points[:, 0] / 0.048, 0.5 - points[:, 1] / 0.048]
        self.parts.add("jade", points + centre, faces, self.rig.rigid(len(points), bone), uvs)
        self._tassel(centre - [0, 0.020, 0], 0.085, 0.0085, bones[-2])

    # ---- what shows when he steps out

    def _leg(self, side: int, name: str) -> None:
        n, y = self.detail.pick(20, 8), self.detail.pick(np.linspace(0.62, 0.085, 9), np.array([0.45, 0.25, 0.085]))
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        rows = [
            np.c_[side * 0.086 + np.sin(turn) * r, np.full(n, h), np.cos(turn) * r - 0.004]
            for h, r in ((h, float(np.interp(h, [0.085, 0.3, 0.62], [0.052, 0.064, 0.080]))) for h in y)
        ]
        points = np.vstack(rows)
        axis = np.array([side * 0.086, 0, -0.004])
        faces = turned_outward(points, grid_faces(len(y), n, closed=True), (points - axis) * [1, 0, 1])
        self.parts.add("trousers", points, faces, self.rig.leg(points))
        self._shoe(side, name)

    def _shoe(self, side: int, name: str) -> None:
        """A black cloth shoe: a low vamp with a blunt, slightly lifted toe, on a white sole."""
        rings, segments = self.detail.pick((10, 22), (6, 9))
        centre = np.array([side * 0.088, 0.048, 0.050])
        points, faces, _ = ball(np.zeros(3), 1.0, rings, segments)
        z = points[:, 2]
        shape = np.c_[points[:, 0] * (0.046 + 0.006 * z), points[:, 1] * 0.036, z * 0.140]
        shape[:, 1] = (
            np.maximum(shape[:, 1], -0.028)
            + 0.022 * np.clip(-z, 0, 1) * (points[:, 1] > 0)
            + 0.008 * np.clip(z, 0, 1) ** 3
        )
        faces = turned_outward(shape, faces, points)
        self.parts.add("shoe", shape + centre, faces, self.rig.rigid(len(points), name + "Foot"))
        points, faces, _ = ball(
            centre + [0, -0.034, 0], np.array([0.0455, 0.011, 0.132]), *self.detail.pick((6, 20), (4, 9))
        )
        self.parts.add("sole", points, faces, self.rig.rigid(len(points), name + "Foot"))
