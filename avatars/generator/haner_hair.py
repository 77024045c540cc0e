"""邗儿's hair: a swept fringe, face-framing locks, one thick braid over her left shoulder with its red cord."""

from dataclasses import dataclass

import numpy as np

from .detail import Detail
from .fields import Array, arc_length, ellipsoid, spline, turned_outward, union, unit, vertex_normals
from .hair import GROWING, HairField, HairSculptor, Lock, width_profile
from .meshes import PartList, ball, grid_faces
from .rig import Rig
from .springs import Collider, Feel, Springs

MM = 0.001


@dataclass(frozen=True, slots=True)
class Strand:
    """One lock: half width and thickness in millimetres, then its way from under the kerchief."""

    half_width_mm: float
    thickness_mm: float
    knots: tuple[tuple[float, float, float], ...]
    """(longitude, latitude) in degrees, positive to her left, and lift in millimetres."""


# The fringe parts over her left eye; neither side mirrors the other.
FRINGE = (
    # swept to her right, the lowest first
    Strand(9.5, 5.0, (
        (15, 60, 0), (13, 45, 4), (6, 33, 9), (-6, 21, 11), (-20, 9, 11), (-36, -4, 9), (-50, -20, 6), (-58, -34, 3),
    )),
    Strand(12.0, 5.5, (
        (12, 60, 0), (7, 46, 4), (-3, 36, 9), (-16, 25, 12), (-30, 13, 12), (-44, -3, 10), (-54, -22, 7),
    )),
    Strand(13.0, 6.0, (
        (8, 60, 0), (-2, 47, 4), (-14, 37, 9), (-28, 25, 13), (-42, 10, 13), (-54, -9, 11), (-61, -31, 7),
    )),
    Strand(13.0, 6.5, (
        (2, 60, 0), (-14, 46, 4), (-28, 35, 9), (-43, 20, 12), (-55, 2, 13), (-63, -17, 11), (-66, -38, 7),
    )),
    Strand(13.0, 6.5, (
        (-10, 58, 0), (-34, 42, 4), (-48, 27, 8), (-59, 9, 11), (-66, -11, 11), (-68, -29, 9), (-66, -46, 7),
    )),
    # to her left
    Strand(9.5, 5.0, (
        (16, 60, 0), (18, 45, 4), (22, 33, 9), (28, 20, 11), (36, 6, 11), (45, -9, 9), (54, -25, 6), (60, -38, 3),
    )),
    Strand(12.0, 6.0, (
        (18, 60, 0), (25, 45, 4), (33, 32, 9), (41, 17, 12), (49, 1, 12), (57, -17, 10), (61, -34, 7),
    )),
    Strand(12.5, 6.5, (
        (26, 58, 0), (42, 42, 4), (52, 26, 8), (60, 8, 11), (65, -12, 11), (66, -29, 9), (64, -43, 7),
    )),
)  # fmt: skip

WISPS = (
    Strand(4.4, 2.6, ((14, 55, 5), (10, 44, 10), (2, 31, 14), (-7, 18, 15), (-14, 6, 13), (-18, -4, 10))),
    Strand(3.4, 2.2, ((16, 55, 5), (18, 44, 10), (19.5, 31, 14), (20, 19, 14), (19, 9, 12), (17, 2, 9))),
    Strand(3.2, 2.2, ((18, 52, 5), (28, 40, 11), (36, 24, 15), (42, 8, 15), (45, -6, 13), (45, -16, 10))),
)  # fmt: skip

CAP_EDGE = ((0, 14, 28, 42, 58, 72, 84, 100, 118, 140, 180), (36, 32, 24, 12, -6, -22, -14, -22, -44, -54, -58))

LOCK_FEEL = Feel(0.65, 0.42, 0.20, 0.010)
BRAID_FEEL = Feel(0.60, 0.50, 0.55, 0.024)
SETTLED = (0.0, 0.13, 0.30)
"""Along the braid: where the head rules, where head and shoulder share, where it rests on the shoulder."""


class HanerHair:
    """Hair only; what is tied over it is `haner_kerchief`."""

    def __init__(self, head_centre: Array, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        origin = np.array([0, 0.022, -0.012])
        skull = ellipsoid(origin, (0.0885, 0.1130, 0.1050))
        nape = ellipsoid((0, -0.030, -0.024), (0.0815, 0.088, 0.084))
        self.field = HairField(union(0.02, skull, nape), ellipsoid(origin, (0.0895, 0.118, 0.107)), origin, head_centre)
        self.rig, self.springs, self.parts, self.detail = rig, springs, parts, detail
        self.centre = head_centre
        self.comb = HairSculptor(self.field, rig, parts, detail, seed=11)

    def build(self) -> None:
        """Add the combed cap, fringe, locks, nape and braid."""
        self.comb.cap(CAP_EDGE)
        for strand in FRINGE:
            self._fringe(strand)
        for strand in WISPS:
            self._strand(strand, "wisp", (24, 9), (8, 4), ridge=0, hug=0)
        for side in (1, -1):
            self._temple(side)
        self._nape()
        self._braid()

    def _fringe(self, strand: Strand) -> None:
        """A full lock: broad almost to its end, then round to a point; prongs would look like a rake."""
        path = self.field.path([(lon, lat, lift * MM) for lon, lat, lift in strand.knots])
        t = np.linspace(0, 1, 40)
        widths = strand.half_width_mm * MM * (0.62 + 0.38 * np.minimum(t / 0.3, 1)) * (
            1 - np.clip((t - 0.52) / 0.48, 0, 1) ** 2.1
        )  # fmt: skip
        thicknesses = strand.thickness_mm * MM * np.array([0.3, 0.7, 1, 1, 1, 0.95, 0.85, 0.65, 0.40, 0.06])
        lock = Lock(rows=self.detail.pick(30, 11), sides=self.detail.pick(12, 6), ridge=0.16)
        self.comb.lock(path, widths, thicknesses, lock)

    def _strand(self, strand: Strand, kind: str, rows, sides, **style) -> None:
        path = self.field.path([(lon, lat, lift * MM) for lon, lat, lift in strand.knots])
        self._lock(path, kind, strand.half_width_mm * MM, strand.thickness_mm * MM, rows, sides, **style)

    def _lock(self, path, kind, half_width, thickness, rows, sides, **style) -> None:
        skin = style.pop("skin", None)
        lock = Lock(rows=self.detail.pick(*rows), sides=self.detail.pick(*sides), **style)
        self.comb.lock(path, width_profile(kind, half_width), GROWING * thickness, lock, skin)

    def _temple(self, side: int) -> None:
        """A layer that closes the temple, and a loose lock before the ear that curls in under the jaw."""
        for knots, half_width in (
            (((34, 44, 0), (45, 27, 3), (53, 8, 4), (59, -13, 4), (64, -36, 2)), 13),
            (((56, 40, 0), (69, 24, 3), (76, 6, 4), (79, -9, 3), (79, -24, 1)), 13),
        ):
            path = self.field.path([(side * lon, lat, lift * MM) for lon, lat, lift in knots])
            self._lock(path, "wide", half_width * MM, 5 * MM, (22, 7), (10, 5))
        y = self.centre[1]
        reach = 0.92 if side < 0 else 0.76
        shape = np.array([
            (side * 0.0715, y - 0.030, 0.040), (side * 0.0690, y - 0.062, 0.049), (side * 0.0640, y - 0.094, 0.057),
            (side * 0.0575, y - 0.122, 0.064), (side * 0.0530, y - 0.144, 0.070),
        ])  # fmt: skip
        shape[:, 1] = shape[0, 1] + (shape[:, 1] - shape[0, 1]) * reach
        places = self.detail.pick(shape, shape[[0, 2, 4]])
        bones = self.springs.chain("hairSide" + "RL"[side > 0], places, "head", LOCK_FEEL, ("body",))

        def skin(points: Array):
            return self.springs.hanging(points, "head", bones, places, y - 0.01)

        top = self.field.path([(side * 50, 42, 0.002), (side * 60, 24, 0.008), (side * 65, 4, 0.009)])
        strands = (
            (0, 0, 0.0074, 1.0, 0.0056),
            (0.003, -0.006, 0.0050, 0.80, 0.0045),
            (-0.005, 0.003, 0.0030, 0.90, 0.003),
        )
        for dx, dz, half_width, share, thickness in strands[: self.detail.pick(3, 2)]:
            hanging = shape - self.centre + [side * dx, 0, dz]
            hanging[:, 1] = hanging[0, 1] + (hanging[:, 1] - hanging[0, 1]) * share
            path = np.vstack([top, hanging])
            self._lock(path, "long", half_width, thickness, (32, 12), (10, 5), hug=0.05, smoothing=0.35, skin=skin)

    # ---- the braid

    def _braid_path(self) -> tuple[Array, Array]:
        """Middle line in model space from the nape to the cord, and the outward directions along it."""
        y = self.centre[1]
        knots = np.array([
            (0.018, y - 0.080, -0.096), (0.050, y - 0.102, -0.084), (0.080, y - 0.124, -0.054),
            (0.101, y - 0.138, -0.012), (0.106, y - 0.160, 0.036), (0.100, y - 0.205, 0.078),
            (0.093, y - 0.262, 0.116), (0.088, y - 0.330, 0.136), (0.084, y - 0.400, 0.136), (0.082, y - 0.455, 0.131),
        ])  # fmt: skip
        out = np.array([
            (0.3, -0.1, -1), (0.7, 0.0, -0.8), (1.0, 0.3, -0.3), (0.9, 0.6, 0.2), (0.7, 0.6, 0.7), (0.45, 0.35, 1),
            (0.25, 0.12, 1), (0.15, 0, 1), (0.12, 0, 1), (0.12, 0, 1),
        ])  # fmt: skip
        rows = self.detail.pick(92, 37)
        return spline(knots, rows), unit(spline(out, rows))

    def _nape(self) -> None:
        """Hair combed across the nape to where the braid begins."""
        root = self._braid_path()[0][0] - self.centre
        for lon, lat, lift in self.detail.pick(
            ((-120, -40, 2), (-142, -47, 3), (-165, -50, 4), (170, -46, 4), (120, -36, 3)),
            ((-130, -44, 2), (-165, -50, 4), (120, -36, 3)),
        ):
            turn = -1 if lon > 0 else 1
            start = self.field.path([(lon, lat + 20, 0.0), (lon + 5 * turn, lat + 4, lift * MM)])
            path = np.vstack([start, (start[-1] + root) / 2 + [0, -0.012, -0.010], root + [0.012, -0.006, 0.006]])
            self._lock(path, "flat", 0.018, 0.009, (20, 7), (10, 5), hug=0.09, smoothing=0.6)

    def _braid(self) -> None:
        middle, out = self._braid_path()
        rows = len(middle)
        length = arc_length(middle)
        share = length / length[-1]
        way = unit(np.gradient(middle, axis=0))
        out = unit(out - (out * way).sum(1, keepdims=True) * way)
        across = np.cross(way, out)
        places, bones = self._braid_chain(middle, share)
        swell = np.interp(share, [0, 0.10, 0.45, 0.85, 1.0], [0.80, 1.02, 1.0, 0.80, 0.52])
        phase = length / 0.078 * 2 * np.pi
        sides = self.detail.pick(10, 6)
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        rulers = ["head", "upperChest", *bones[:-1]]
        joints = [share[np.argmin(np.linalg.norm(middle - place, axis=1))] for place in places[:-1]]
        centres = [SETTLED[0], SETTLED[2] - 0.06, *joints]
        random = np.random.default_rng(5)
        for number in range(3):
            a = phase + number * 2 * np.pi / 3
            strand = (
                middle
                + across * (0.0150 * swell * np.sin(a))[:, None]
                + out * (0.0068 * swell * np.sin(2 * a))[:, None]
            )
            along = unit(np.gradient(strand, axis=0))
            facing = unit(out - (out * along).sum(1, keepdims=True) * along)
            beside = np.cross(along, facing)
            wide, thick = 0.0138 * swell, 0.0092 * swell
            points = (
                strand[:, None]
                + beside[:, None] * (wide[:, None] * np.cos(turn))[..., None]
                + facing[:, None] * (thick[:, None] * np.sin(turn))[..., None]
            ).reshape(-1, 3)
            faces = turned_outward(points, grid_faces(rows, sides, closed=True), points - np.repeat(strand, sides, 0))
            normals = vertex_normals(points, faces)
            start = random.uniform(0, 1)
            uvs = np.c_[np.tile(start + 0.07 * (0.5 + 0.5 * np.cos(turn)), rows), np.repeat(0.30 + 0.30 * share, sides)]
            skin = self.rig.along(np.repeat(share, sides), rulers, centres, 1.0)
            self.parts.add("hair", points, faces, skin, uvs, normals)
        self._braid_end(middle[-1], way[-1], out[-1], bones)

    def _braid_chain(self, middle: Array, share: Array) -> tuple[Array, list[str]]:
        """Joints from where the braid comes over the shoulder to the end of its tuft."""
        at = self.detail.pick((0.40, 0.53, 0.66, 0.79, 0.92), (0.40, 0.58, 0.76, 0.92))
        places = np.array([middle[np.argmin(np.abs(share - s))] for s in at])
        places = np.vstack([places, middle[-1] + [-0.003, -0.062, -0.004]])
        self.springs.groups["braid"] = [
            Collider("upperChest", (0, -0.004, 0), 0.098),
            Collider("upperChest", (0.046, -0.006, 0.046), 0.060),
            Collider("chest", (0, 0, 0.010), 0.102),
            Collider("chest", (0, -0.10, 0.006), 0.104),
            Collider("leftLowerArm", (0, 0, 0), 0.044, (0.13, 0, 0)),
            Collider("rightLowerArm", (0, 0, 0), 0.044, (-0.13, 0, 0)),
        ]
        return places, self.springs.chain("braid", places, "upperChest", BRAID_FEEL, ("braid",))

    def _braid_end(self, end: Array, way: Array, out: Array, bones: list[str]) -> None:
        """红头绳: red cord wound round the end, a small bow of it; below, a brush of hair."""
        bone = bones[-2]

        def skin(points: Array):
            return self.rig.rigid(len(points), bone)

        across = np.cross(way, out)
        n, sides = self.detail.pick((16, 6), (8, 3))
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        for step in self.detail.pick((-0.009, -0.0055, -0.002, 0.0015), (-0.007, -0.002)):
            ring = end + way * step + np.outer(np.cos(turn), across) * 0.0130 + np.outer(np.sin(turn), out) * 0.0105
            self.comb.tube(
                ring - self.centre, self.detail.pick(0.0022, 0.0032), sides, tile="red", along=(0.2, 0.8), bone=bone
            )
        knot = end - way * 0.004 + out * 0.0125
        for s in (1, -1):
            bow = [
                knot, knot + across * (s * 0.016) + [0, 0.012, 0.004], knot + across * (s * 0.026) + [0, 0.002, 0.003],
                knot + across * (s * 0.014) - [0, 0.006, -0.003], knot,
            ]  # fmt: skip
            path = spline(np.array(bow), self.detail.pick(18, 7))
            self.comb.tube(path - self.centre, 0.0021, sides, tile="red", closed=False, along=(0.2, 0.8), bone=bone)
            tail = [
                knot,
                knot + across * (s * 0.008) - [0, 0.020, -0.004],
                knot + across * (s * 0.013) - [0, 0.046, -0.001],
            ]
            path = spline(np.array(tail), self.detail.pick(12, 3))
            self.comb.tube(path - self.centre, 0.0018, sides, tile="red", closed=False, along=(0.2, 0.8), bone=bone)
        points, faces, gloss = ball(knot + out * 0.001, 0.0046, *self.detail.pick((7, 9), (4, 5)))
        self.parts.add("red", points, faces, skin(points), gloss)
        brush = (
            (0, 0, 0.0120, 1.0),
            (0.008, 0.002, 0.0090, 0.86),
            (-0.008, 0.002, 0.0088, 0.80),
            (0.002, 0.006, 0.0080, 0.92),
        )
        for dx, dz, half_width, share in brush[: self.detail.pick(4, 3)]:
            reach = 0.072 * share
            path = np.array([
                end - way * 0.006, end + across * dx * 0.8 + out * dz + way * 0.3 * reach,
                end + across * dx * 1.3 + out * dz + way * 0.7 * reach,
                end + across * dx * 0.7 + out * dz * 0.4 + way * reach,
            ])  # fmt: skip
            lock = Lock(
                rows=self.detail.pick(18, 7), sides=self.detail.pick(9, 5), hug=0, smoothing=0.2, along=(0.55, 1.0)
            )
            widths = half_width * np.array([0.7, 0.95, 1, 0.92, 0.66, 0.1])
            self.comb.lock(path - self.centre, widths, GROWING * 0.011, lock, skin, facing=tuple(out))
