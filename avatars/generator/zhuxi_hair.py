"""竹西's hair and ornaments: side-parted, swept to a low bun 苏州撅; an airy fringe, plush flowers, a jade pin."""

import numpy as np

from .accessories import Jeweller, frame
from .detail import Detail
from .fields import Array, ellipsoid, turned_outward, union, unit
from .hair import HairField, HairSculptor, Strand
from .meshes import PartList, ball
from .rig import Rig
from .springs import Feel, Springs, column

MM = 0.001

PARTING = 9
"""Degrees to her left of the middle."""

# From the parting over the ear to the bun; her left (1) and her right (-1), never mirrored.
SWEPT: dict[int, tuple[Strand, ...]] = {
    1: (
        Strand(10.5, 6.0, (
            (9, 40, -5), (15, 37.5, 7), (26, 31, 11), (39, 20, 13), (54, 6, 12), (74, -8, 10), (100, -18, 8),
            (130, -29, 6), (158, -33, 5),
        )),
        Strand(13.0, 6.5, (
            (9, 51, -5), (18, 47, 9), (33, 38, 14), (50, 25, 15), (70, 9, 14), (96, -8, 12), (126, -20, 10),
            (158, -28, 7),
        )),
        Strand(15.0, 7.0, (
            (9, 61, -5), (24, 56, 10), (45, 44, 15), (66, 28, 16), (91, 10, 15), (120, -6, 12), (150, -18, 9),
            (174, -24, 6),
        )),
        Strand(16.5, 7.0, (
            (9, 71, 2), (32, 66, 10), (62, 50, 15), (90, 30, 16), (118, 10, 14), (146, -6, 11), (174, -16, 7),
        )),
        Strand(17.0, 7.0, (
            (9, 81, 2), (52, 76, 8), (94, 53, 13), (124, 27, 14), (151, 5, 11), (176, -10, 7),
        )),
    ),
    -1: (
        Strand(10.5, 6.0, (
            (-9, 40, -5), (-1, 39.5, 7), (11, 36, 11), (26, 27, 13), (43, 13, 13), (62, -3, 11), (88, -15, 8),
            (120, -28, 6), (156, -33, 5),
        )),
        Strand(13.5, 6.5, (
            (-9, 51, -5), (4, 49, 9), (22, 42, 14), (42, 29, 15), (64, 12, 15), (92, -6, 12), (124, -20, 10),
            (158, -28, 7),
        )),
        Strand(15.5, 7.0, (
            (-9, 61, -5), (9, 58, 10), (34, 48, 15), (59, 32, 17), (86, 13, 15), (117, -5, 12), (149, -18, 9),
            (174, -24, 6),
        )),
        Strand(17.0, 7.0, (
            (-9, 71, 2), (16, 68, 10), (50, 54, 15), (82, 34, 16), (113, 12, 14), (144, -6, 11), (174, -16, 7),
        )),
        Strand(17.0, 7.0, (
            (-9, 81, 2), (40, 78, 8), (88, 56, 13), (120, 29, 14), (149, 6, 11), (176, -10, 7),
        )),
    ),
}  # fmt: skip

FRINGE = (
    Strand(6.4, 2.8, ((10, 50, 4), (18, 42, 12), (29, 30, 15.5), (39, 16, 16), (45, 1, 13), (47.5, -14, 11))),
    Strand(4.6, 2.4, ((9.5, 47, 5), (13.5, 38, 12.5), (20, 27, 15.5), (27, 14, 14.5), (31, 2, 12), (31, -8, 9))),
    Strand(2.8, 1.8, ((9, 46, 5), (10.5, 38, 12.5), (14, 28, 15), (18, 17, 13.5), (18.5, 6, 10))),
    Strand(6.8, 2.8, ((8, 50, 4), (-3, 44, 12), (-18, 33, 15.5), (-32, 19, 16.5), (-41, 3, 14), (-45, -14, 11))),
    Strand(4.8, 2.4, ((8.5, 47, 5), (2.5, 39, 12.5), (-6.5, 29, 15.5), (-16.5, 16, 14.5), (-22, 3, 12), (-22, -7, 9))),
)  # fmt: skip
"""Curtains from the parting that leave the middle of the brow free. Longitudes here are absolute: + is her left."""

TENDRILS = {
    1: (((24, 38, 9), (37, 22, 16), (48, 2, 18), (54, -16, 16)), 0.0695, 0.104),
    -1: (((14, 39, 9), (31, 25, 16), (46, 4, 18), (53, -15, 16)), 0.0700, 0.092),
}  # fmt: skip
"""Before each ear: its way on the head, how far out it hangs, how long (metres below the temple)."""

CAP_EDGE = (
    (0, 14, 28, 42, 54, 64, 76, 90, 104, 118, 140, 180),
    (39, 36, 28, 14, -4, -20, -31, -34, -39, -47, -57, -60),
)

BUN = np.array([0.0, -0.020, -0.1345])
BUN_AXIS = unit(np.array([0.0, 0.26, -1.0]))

TENDRIL_FEEL = Feel(0.45, 0.40, 0.20, 0.008)
TASSEL_FEEL = Feel(0.18, 0.25, 0.60, 0.005)


class ZhuxiHair:
    """Everything on her head."""

    def __init__(self, head_centre: Array, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        origin = np.array([0, 0.022, -0.012])
        skull = ellipsoid(origin, (0.0880, 0.1110, 0.1060))
        nape = ellipsoid((0, -0.030, -0.028), (0.0715, 0.088, 0.081))
        self.field = HairField(union(0.02, skull, nape), ellipsoid(origin, (0.0880, 0.114, 0.106)), origin, head_centre)
        self.rig, self.springs, self.parts, self.detail = rig, springs, parts, detail
        self.centre = head_centre
        self.comb = HairSculptor(self.field, rig, parts, detail, seed=11)
        self.jewels = Jeweller(head_centre, rig, parts, detail)

    def build(self) -> None:
        """Add hair first, then what is stuck into it."""
        self.comb.cap(CAP_EDGE)
        for side in (1, -1):
            self._swept(side)
            self._tendril(side)
        for strand in FRINGE:
            self._wisp(strand)
        self._bun()
        self._pin()
        self._plush_spray()
        self._comb_and_tassel()

    def _on_head(self, knots, side: int = 1) -> Array:
        return self.field.path([(side * lon, lat, lift * MM) for lon, lat, lift in knots])

    def _swept(self, side: int) -> None:
        for strand in SWEPT[side]:
            path = self._on_head(strand.knots, side)
            half_width, thickness = strand.half_width_mm * MM, strand.thickness_mm * MM
            self.comb.strand(path, "swept", half_width, thickness, (36, 13), (15, 7), ridge=0.14, along=(0.0, 0.7))
        # An under-layer closes the temple, where the swept hair lifts off; the nape is combed up to the bun.
        knots = (
            (10, 40, 1), (26, 28, 4), (44, 9, 6), (60, -9, 6), (78, -22, 7), (96, -28, 11), (112, -31, 11),
            (134, -34, 6), (158, -33, 3),
        )  # fmt: skip
        self.comb.strand(self._on_head(knots, side), "flat", 12 * MM, 5 * MM, (34, 11), (10, 5))
        for lon in self.detail.pick((134, 149, 163, 176), (140, 166)):
            knots = ((min(lon + 12, 180), -22, 8), (lon + 5, -36, 6), (lon + 1, -45, 2), (lon, -53, -7))
            half_width = self.detail.pick(13, 18) * MM
            self.comb.strand(self._on_head(knots, side), "wide", half_width, 5 * MM, (18, 6), (10, 5), along=(0.3, 0.9))

    def _wisp(self, strand: Strand) -> None:
        path = self._on_head(strand.knots)
        half_width, thickness = strand.half_width_mm * MM, strand.thickness_mm * MM
        self.comb.strand(path, "wisp", half_width, thickness, (24, 9), (8, 4), ridge=0, hug=0)

    def _tendril(self, side: int) -> None:
        """A lock before the ear that curves with the cheek and turns out at its tip."""
        knots, out, length = TENDRILS[side]
        y = self.centre[1]
        top = self._on_head(knots, side)
        share = np.array([0.16, 0.42, 0.70, 1.0])
        hanging = np.c_[
            side * (out + np.array([0.001, -0.002, -0.001, 0.006])),
            -0.046 - share * length,
            0.050 + np.array([0.000, 0.003, 0.006, 0.010]),
        ]
        places = np.vstack([hanging + self.centre])
        bones = self.springs.chain("hairSide" + "RL"[side > 0], places, "head", TENDRIL_FEEL, ("body",))

        def skin(points: Array):
            return self.springs.hanging(points, "head", bones, places, y - 0.040)

        path = np.vstack([top, hanging])
        self.comb.strand(path, "wisp", 5.0 * MM, 3.0 * MM, (36, 13), (8, 4), ridge=0, hug=0, skin=skin)
        thin = path + np.linspace(0, 1, len(path))[:, None] * [side * 0.006, 0.024, -0.004]
        self.comb.strand(thin, "wisp", 2.8 * MM, 1.9 * MM, (30, 10), (7, 4), ridge=0, hug=0, skin=skin)

    def _bun(self) -> None:
        """苏州撅: two coils of rope round a grooved heart, tilted up and out at the nape."""
        turn = frame(BUN_AXIS)
        a = np.linspace(0, 2 * np.pi, self.detail.pick(64, 20), endpoint=False)
        sides = self.detail.pick(18, 8)
        grooves = self.detail.pick(0.050, 0.0)
        for rx, ry, thick, out in ((0.0405, 0.0330, 0.0180, 0.0), (0.0185, 0.0140, 0.0150, 0.0125)):
            ring = np.c_[np.cos(a) * rx, np.sin(a) * ry, out + 0.003 * np.cos(a + 0.8)]
            radius = thick * (1 + 0.10 * np.cos(a - 0.6))
            self.comb.tube(BUN + ring @ turn.T, radius, sides, flat_along=BUN_AXIS, grooves=grooves, along=(0.1, 0.5))
        rings, segments = self.detail.pick((10, 22), (5, 10))
        points, faces, _ = ball(np.zeros(3), np.array([0.036, 0.030, 0.020]), rings, segments)
        points = points @ turn.T + BUN - BUN_AXIS * 0.006 + self.centre
        uvs = np.c_[0.5 * np.abs(np.linspace(-1, 1, len(points))), np.full(len(points), 0.2)]
        self.parts.add("hair", points, faces, self.rig.rigid(len(points), "head"), uvs)

    def _pin(self) -> None:
        """A long jade pin through the bun: its carved head rises behind her left ear, its point shows on her right."""
        start, end = BUN + [-0.082, -0.028, 0.004], BUN + [0.112, 0.060, 0.020]
        n = self.detail.pick(14, 5)
        t = np.linspace(0, 1, n)[:, None]
        radius = np.interp(t[:, 0], [0, 0.1, 0.9, 1], [0.0008, 0.0030, 0.0040, 0.0040])
        sides = self.detail.pick(10, 5)
        self.comb.tube(start + (end - start) * t, radius, sides, tile="jade", closed=False, along=(0.2, 0.8))
        along = unit(end - start)
        for step, size, tile in ((0.004, 0.0058, "gold"), (0.014, 0.0098, "jade"), (0.0245, 0.0046, "gold")):
            self.jewels.bead(end + along * step, size, tile)
        self.jewels.bead(end + along * 0.031, 0.0034, "pearl")

    # ---- plush flowers 绒花

    def plum(self, at: Array, normal: Array, radius: float, roll: float) -> None:
        """One plush plum blossom: five round petals of silk down, a ring of gold stamens."""
        turn = frame(normal, roll)
        rings, segments = self.detail.pick((8, 22), (5, 8))
        for k in range(5):
            a = 2 * np.pi * k / 5
            points, faces, gloss = ball(np.zeros(3), np.array([0.47, 0.47, 0.20]) * radius, rings, segments)
            if not self.detail.is_light:  # the rim of down is never smooth
                spikes = np.where(np.arange(len(points)) % 2, 1.05, 0.95)[:, None]
                points = points * np.where(np.abs(points[:, 2:]) < 0.10 * radius, spikes, 1)
            points[:, 2] += 0.22 * points[:, 1] + 0.35 / radius * points[:, 0] ** 2
            points = points + [0, 0.53 * radius, 0.018 * radius * (k % 2)]
            c, s = np.cos(a), np.sin(a)
            spin = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
            placed = (points @ spin.T) @ turn.T + at + self.centre
            directions = points - [0, 0.53 * radius, 0]
            faces = turned_outward(placed, faces, (directions @ spin.T) @ turn.T)
            uvs = np.c_[gloss[:, 0], gloss[:, 1]]
            self.parts.add("plush", placed, faces, self.rig.rigid(len(placed), "head"), uvs)
        for k in range(self.detail.pick(9, 5)):
            a = 2 * np.pi * k / self.detail.pick(9, 5) + 0.3
            tip = at + turn @ (np.array([np.cos(a) * 0.26, np.sin(a) * 0.26, 0.30]) * radius)
            self.jewels.bead(tip, 0.055 * radius + 0.0004, "gold")
        self.jewels.bead(at + turn[:, 2] * 0.20 * radius, np.array([0.17, 0.17, 0.12]) * radius, "jade")

    def _plush_spray(self) -> None:
        """On her left above the ear: a great blossom, a lesser one, buds, bamboo leaves of green down."""
        at, normal = self.field.spot(64, 24, 0.022)
        facing = unit(normal * [1, 0.6, 1] + [0, 0.06, 0.34])
        for roll, length in ((-0.5, 0.050), (-1.15, 0.058), (-1.85, 0.050), (2.2, 0.044), (1.5, 0.040)):
            self._bamboo_leaf(at - facing * 0.006, facing, length, roll)
        self.plum(at + facing * 0.004, facing, 0.0245, 0.2)
        second, normal = self.field.spot(79, 1, 0.022)
        self.plum(second, normal * [1, 0.7, 1] + [0, 0, 0.30], 0.0165, 0.9)
        third, normal = self.field.spot(48, 43, 0.019)
        self.plum(third, normal + [0, 0, 0.25], 0.0135, 0.5)
        for lon, lat, size in ((86, -13, 0.0052), (76, 22, 0.0048), (39, 35, 0.0044)):
            place, out = self.field.spot(lon, lat, 0.020)
            self.jewels.bead(place, (size, size * 1.15, size), "plush")
            self._bamboo_leaf(place - out * 0.003, out + [0, 0, 0.3], 0.020, -1.9)

    def _bamboo_leaf(self, at: Array, normal: Array, length: float, roll: float) -> None:
        self.jewels.leaf(at, normal, length, roll)

    def _comb_and_tassel(self) -> None:
        """On her right a gold comb with a small blossom, from which strings of jade and gold beads swing."""
        n = self.detail.pick(16, 7)
        arc = np.vstack([self.field.spot(-lon, lat, 0.0195)[0] for lon, lat in
                         zip(np.linspace(46, 74, n), np.linspace(41, 8, n) , strict=True)])  # fmt: skip
        self.comb.tube(arc, 0.0021, self.detail.pick(8, 5), tile="gold", closed=False, along=(0.2, 0.8))
        for i, (lon, lat) in enumerate(zip(np.linspace(47, 73, 7), np.linspace(40, 9, 7), strict=True)):
            if i % self.detail.pick(1, 2) == 0:
                self.jewels.bead(self.field.spot(-lon, lat, 0.0225)[0], 0.0034, "jade" if i % 2 else "pearl")
        at, normal = self.field.spot(-67, 18, 0.0235)
        self.plum(at, normal * [1, 0.7, 1] + [0, 0, 0.34], 0.0150, 0.1)
        for roll in (2.0, 2.7):
            self._bamboo_leaf(at - normal * 0.004, normal + [0, 0, 0.3], 0.030, roll)
        base = self.field.spot(-74, 6, 0.0255)[0]
        for k, count in enumerate(self.detail.pick((6, 8, 6), (6, 8))):
            start = base + [-0.0046 * k + 0.003, -0.006, 0.005 - 0.004 * k]
            step, per_bone = self.detail.pick((0.0080, 3), (0.0088, 4))
            joints = self.detail.pick(4, 3)
            places = column(self.centre + start, (0, -0.072 / (joints - 1), 0), joints)
            bones = self.springs.chain(f"shakeR{k}_", places, "head", TASSEL_FEEL, ("body",))
            self.jewels.bead_string(start, count, step, bones, per_bone, "jade", "gold")
