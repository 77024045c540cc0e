"""琼玖's hair and its ornaments: centre-parted wings, dragon-whisker locks, 双环望仙髻, one 琼花 head, the 步摇."""

import numpy as np

from .accessories import Jeweller, frame
from .detail import Detail
from .fields import Array, ellipsoid, spline, turned_outward, union, unit
from .hair import HairField, HairSculptor, Lock, Strand, width_profile
from .meshes import PartList, ball
from .rig import Rig
from .springs import Feel, Springs, column

MM = 0.001


# Her left (1) is fuller, her right (-1) lies closer; the two sides are never mirrored.
WINGS: dict[int, tuple[Strand, ...]] = {
    1: (
        Strand(11.5, 6.5, (
            (1, 34, 1), (5, 32, 8), (14, 28, 12), (26, 21.5, 14),
            (38, 11, 13), (48, -3, 10), (55, -22, 8), (59, -40, 7),
        )),
        Strand(14.5, 7, (
            (1, 50, 3), (10, 47, 9), (24, 39, 14), (39, 24, 16),
            (52, 4, 15), (60, -20, 12), (64, -44, 10),
        )),
        Strand(16.5, 7.5, (
            (1.5, 62, 3), (18, 57, 10), (38, 45, 15), (55, 25, 18),
            (65, 1, 19), (69, -24, 18), (69, -50, 15),
        )),
        Strand(17, 7.5, (
            (2, 76, 2), (34, 68, 8), (61, 51, 13), (76, 26, 17),
            (82, -2, 18), (84, -30, 17), (80, -58, 15),
        )),
    ),
    -1: (
        Strand(11, 6.5, (
            (1, 33.5, 1), (5, 31.5, 8), (13, 27.5, 12), (25, 20.5, 14),
            (37, 10, 13), (47, -3, 10), (54, -21, 8), (58, -38, 7),
        )),
        Strand(14.5, 7, (
            (1, 49, 3), (10, 46, 9), (23, 39, 14), (38, 25, 16),
            (52, 6, 15), (61, -17, 12), (65, -40, 10),
        )),
        Strand(16.5, 7.5, (
            (1.5, 61, 3), (17, 56, 10), (37, 45, 15), (55, 26, 18),
            (66, 2, 19), (70, -23, 18), (70, -52, 15),
        )),
        Strand(17, 7.5, (
            (2, 76, 2), (33, 68, 8), (60, 51, 13), (76, 27, 17),
            (83, -1, 18), (86, -30, 17), (83, -56, 15),
        )),
    ),
}  # fmt: skip

WISPS: dict[int, tuple[Strand, ...]] = {
    1: (
        Strand(3.6, 2.2, ((1, 41, 8), (6, 35, 14), (12, 25, 15), (17, 14, 13), (20, 4, 10), (20.5, -3, 8))),
        Strand(4.2, 2.4, ((2, 43, 9), (12, 36, 17), (24, 22, 18), (33, 6, 16), (38, -9, 12), (40, -19, 9))),
    ),
    -1: (
        Strand(3.2, 2, ((1, 40, 8), (4, 35, 14), (8, 27, 15), (11, 18, 13), (12.5, 10, 10), (12, 4, 8))),
        Strand(4.2, 2.4, ((2, 42, 9), (11, 36, 17), (22, 24, 18), (32, 8, 16), (38, -7, 12), (41, -16, 9))),
    ),
}  # fmt: skip

WHISKERS = {
    1: (
        ((16, 42, 12), (29, 28, 20), (40, 8, 21), (46, -12, 18)),
        ((0.0655, -0.058, 0.062), (0.0615, -0.090, 0.064), (0.0640, -0.124, 0.068), (0.0700, -0.156, 0.072)),
    ),
    -1: (
        ((15, 42, 12), (28, 29, 20), (39, 10, 21), (46, -11, 18)),
        ((0.0660, -0.054, 0.062), (0.0625, -0.082, 0.064), (0.0625, -0.112, 0.068), (0.0665, -0.138, 0.072)),
    ),
}  # fmt: skip
"""龙须: one thin lock a side that falls from the wing past the cheek and turns out below the jaw."""

CAP_EDGE = ((0, 14, 28, 42, 58, 72, 90, 110, 180), (33, 26, 16, 4, -12, -24, -36, -46, -52))

SIDE_FEEL = Feel(0.55, 0.40, 0.20)
BACK_FEEL = Feel(0.80, 0.40, 0.15)
SHAKE_FEEL = Feel(0.18, 0.25, 0.60, 0.005)


class QiongjiuHair:
    """Everything on her head."""

    def __init__(self, head_centre: Array, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        origin = np.array([0, 0.022, -0.012])
        skull = ellipsoid(origin, (0.0895, 0.1150, 0.1070))
        nape = ellipsoid((0, -0.030, -0.024), (0.0835, 0.090, 0.086))
        self.field = HairField(union(0.02, skull, nape), ellipsoid(origin, (0.0895, 0.118, 0.107)), origin, head_centre)
        self.rig, self.springs, self.parts, self.detail = rig, springs, parts, detail
        self.centre = head_centre
        self.comb = HairSculptor(self.field, rig, parts, detail, seed=7)
        self.jewels = Jeweller(head_centre, rig, parts, detail)

    def build(self) -> None:
        """Add hair first, then what is stuck into it."""
        self.comb.cap(CAP_EDGE)
        for side in (1, -1):
            self._wings(side)
            self._updo(side)
            self._side_locks(side)
        self._back_hair()
        self._chignon()
        self._tiara()
        self._qionghua_head()
        self._step_shake()

    def _wings(self, side: int) -> None:
        def mirrored(knots):
            return self.field.path([(side * lon, lat, lift * MM) for lon, lat, lift in knots])

        for number, strand in enumerate(WINGS[side]):
            kind = "wing" if number == 0 else "wide"
            half_width, thickness = strand.half_width_mm * MM, strand.thickness_mm * MM
            self.comb.strand(mirrored(strand.knots), kind, half_width, thickness, (38, 13), (16, 7), ridge=0.14)
        for strand in WISPS[side]:
            half_width, thickness = strand.half_width_mm * MM, strand.thickness_mm * MM
            self.comb.strand(mirrored(strand.knots), "wisp", half_width, thickness, (26, 9), (8, 4), ridge=0, hug=0)
        upper, lower = WHISKERS[side]
        path = np.vstack([mirrored(upper), np.array(lower) * [side, 1, 1]])
        self.comb.strand(path, "wisp", 4.4 * MM, 2.6 * MM, (34, 12), (8, 4), ridge=0, hug=0)
        # An under-layer closes the temple, where the wings lift off.
        for knots, half_width in (
            (((0.8, 40, 1), (10, 33, 4), (25, 20, 6), (42, 0, 5), (52, -22, 4), (57, -42, 2)), 13),
            (((4, 60, 2), (36, 36, 6), (58, 8, 7), (68, -20, 6), (72, -46, 4)), 18),
        ):
            self.comb.strand(mirrored(knots), "wide", half_width * MM, 5 * MM, (26, 8), (10, 5))

    def _updo(self, side: int) -> None:
        """Side and back panels swept up to the crown."""
        longitudes = self.detail.pick((96, 114, 132, 150, 168), (104, 132, 162))
        half_width = self.detail.pick(0.022, 0.032)
        for lon in longitudes:
            knots = [
                (side * lon, -34, 0.002), (side * (lon - 3), -6, 0.009), (side * (lon - 8), 26, 0.012),
                (side * (lon - 14), 56, 0.013), (side * (lon - 22), 80, 0.012),
            ]  # fmt: skip
            lock = Lock(rows=self.detail.pick(28, 9), sides=self.detail.pick(14, 6), along=(0.55, 0.05), smoothing=0.80)
            thickness = np.array([0.4, 0.9, 1, 1, 0.8]) * 0.008
            self.comb.lock(self.field.path(knots), width_profile("flat", half_width), thickness, lock)

    def _side_locks(self, side: int) -> None:
        """Three strands that fall before the shoulder to the chest, on one chain."""
        y = self.centre[1]
        places = np.array([
            (side * 0.080, y - 0.050, 0.034), (side * 0.0815, y - 0.100, 0.040), (side * 0.0825, y - 0.150, 0.056),
            (side * 0.0850, y - 0.195, 0.082), (side * 0.0900, y - 0.232, 0.098),
        ])  # fmt: skip
        places = self.detail.pick(places, places[[0, 1, 2, 4]])
        bones = self.springs.chain("hairSide" + "RL"[side > 0], places, "head", SIDE_FEEL, ("body", "arms"))

        def skin(points: Array):
            return self.springs.hanging(points, "head", bones, places, y - 0.01)

        top = self.field.path([(side * 52, 40, 0.004), (side * 66, 18, 0.008), (side * 74, -4, 0.008)])
        strands = (
            (0, 0, 0.0105, 1.0, 0.0075),
            (0.008, -0.010, 0.0085, 0.84, 0.006),
            (-0.0060, 0.005, 0.0046, 0.70, 0.0042),
        )
        for dx, dz, half_width, share, thickness in strands[: self.detail.pick(3, 2)]:
            hanging = places - self.centre + [side * dx, 0, dz]
            hanging[:, 1] = hanging[0, 1] + (hanging[:, 1] - hanging[0, 1]) * share
            path = np.vstack([top, hanging])
            style = {"hug": 0.05, "smoothing": 0.35, "skin": skin}
            self.comb.strand(path, "long", half_width, thickness, (36, 14), (10, 5), **style)

    def _back_hair(self) -> None:
        """Waist-long hair at the back in one or two layers, each lock on its own chain."""
        layers = self.detail.pick(
            ((0.0, np.arange(-78, 79, 26), 0.034, 5), (0.010, np.arange(-60, 61, 40), 0.030, 5)),
            ((0.002, np.arange(-72, 73, 36), 0.046, 4),),
        )
        y = self.centre[1]
        for number, (raised, angles, half_width, joints) in enumerate(layers):
            for angle in angles:
                a = np.radians(180 + angle)
                x, z = np.sin(a), np.cos(a)
                shape = np.array([
                    (x * 0.088, y - 0.075, z * 0.088 - 0.014), (x * 0.092, y - 0.165, z * 0.062 - 0.052),
                    (x * 0.110, y - 0.27, z * 0.044 - 0.090), (x * 0.116, y - 0.40, z * 0.038 - 0.100),
                    (x * 0.104, y - 0.56 - 0.05 * np.cos(np.radians(angle)), z * 0.036 - 0.098),
                ])  # fmt: skip
                places = spline(shape, joints)
                bones = self.springs.chain(f"hairBack{number}_{int(angle)}_", places, "head", BACK_FEEL, ("body",))

                def skin(points: Array, bones=bones, places=places):
                    return self.springs.hanging(points, "head", bones, places, y - 0.03)

                lon = 180 + float(angle)
                top = self.field.path(
                    [
                        (lon, 44, -0.016),
                        (lon, 26, -0.007),
                        (lon, 8, 0.001 + 0.3 * raised),
                        (lon, -14, 0.004 + 0.7 * raised),
                    ]
                )
                path = np.vstack([top, shape - self.centre + np.array([x, 0, z]) * raised])
                style = {"hug": 0.08, "smoothing": 0.70, "skin": skin, "across": 0.14}
                self.comb.strand(path, "long", half_width, 0.013, (34, 13), (12, 6), **style)

    def _chignon(self) -> None:
        """双环望仙髻: a grooved knot and two open loops, each a rope with a thinner one inside."""
        rings, segments = self.detail.pick((12, 28), (6, 14))
        directions, _, _ = ball(np.zeros(3), 1.0, rings, segments)
        points, faces, _ = ball(np.zeros(3), np.array([0.046, 0.024, 0.042]), rings, segments)
        around = np.arctan2(directions[:, 0], directions[:, 2])
        grooves = 1 + 0.035 * np.cos(around * 9 + directions[:, 1] * 5)
        points = points * grooves[:, None] + [0, 0.128, -0.024] + self.centre
        faces = turned_outward(points, faces, directions)
        uvs = np.c_[0.5 * np.abs(around / np.pi), 0.30 - 0.25 * directions[:, 1]]
        self.parts.add("hair", points, faces, self.rig.rigid(len(points), "head"), uvs)
        for side in (1, -1):
            self._loop(side)

    def _loop(self, side: int) -> None:
        centre = np.array([side * 0.0450, 0.1905, -0.030])
        up = unit(np.array([side * 0.40, 0.90, -0.16]))
        wide = np.array([side * 0.90, -0.40, 0.16])
        wide = unit(wide - up * (wide @ up))
        normal = np.cross(up, wide)
        a = np.linspace(0, 2 * np.pi, self.detail.pick(72, 22), endpoint=False)
        x = np.sin(a) * 0.0350 * (1 - 0.22 * np.maximum(-np.cos(a), 0) ** 1.2)
        y = np.cos(a) * 0.0560
        radius = 0.0118 + 0.0022 * np.cos(a)
        sides = self.detail.pick(18, 8)
        path = centre + np.outer(x, wide) + np.outer(y, up)
        self.comb.tube(path, radius, sides, flat_along=normal, grooves=self.detail.pick(0.045, 0.0))
        if not self.detail.is_light:
            inner = centre - normal * 0.0075 * side + np.outer(x * 0.80, wide) + np.outer(y * 0.86 - 0.003, up)
            self.comb.tube(inner, radius * 0.62, 12, flat_along=normal, grooves=0.05)
        root = centre - up * 0.0505
        right = unit(np.cross(up, [0, 0, 1.0]))
        ahead = np.cross(up, right)
        turn = np.linspace(0, 2 * np.pi, self.detail.pick(36, 14), endpoint=False)
        rings = ((0.004, 0.0030, "silver"), (0.010, 0.0042, "jade"), (0.016, 0.0030, "silver"))
        for height, thick, tile in self.detail.pick(rings, rings[1:2]):
            band = root + up * height + np.outer(np.cos(turn), right) * 0.0235 + np.outer(np.sin(turn), ahead) * 0.0185
            self.comb.tube(band, thick, self.detail.pick(10, 6), tile=tile, along=(0.2, 0.8))

    def _tiara(self) -> None:
        """Two silver lines with pearls between them across the crown, and a drop before the parting."""
        n = self.detail.pick(46, 15)
        for latitude in (53.5, 46.5):
            arc = np.vstack(
                [self.field.spot(lon, latitude - abs(lon) * 0.10, 0.0225)[0] for lon in np.linspace(-60, 60, n)]
            )
            self.comb.tube(arc, 0.0017, self.detail.pick(8, 5), tile="silver", closed=False, along=(0.2, 0.8))
        for lon in np.arange(-54, 55, self.detail.pick(12, 18)):
            if abs(lon) > 3:
                self.jewels.bead(self.field.spot(lon, 50 - abs(lon) * 0.10, 0.0240)[0], 0.0034, "pearl")
        heart, normal = self.field.spot(0, 50, 0.026)
        self.jewels.bead(heart, (0.0085, 0.0085, 0.0050), "jade")
        turn = frame(normal)
        for k in range(8):
            a = 2 * np.pi * k / 8
            self.jewels.bead(heart + turn @ [0.0108 * np.cos(a), 0.0108 * np.sin(a), 0.0], 0.0026, "pearl")
        drops = (
            (44.5, 0.0019, "silver"),
            (42.0, 0.0026, "pearl"),
            (39.4, 0.0019, "silver"),
            (36.2, (0.0036, 0.0060, 0.0030), "jade"),
        )
        for i, (latitude, radius, tile) in enumerate(drops):
            self.jewels.bead(self.field.spot(0, latitude, 0.0225 - 0.0012 * i)[0], radius, tile)

    def _qionghua_head(self) -> None:
        """The one 琼花 in her hair, on her left: eight blossoms, five petals each, over jade leaves."""
        at, normal = self.field.spot(44, 36, 0.030)
        facing = normal * [1, 0.55, 1] + [0, 0.05, 0.30]
        for roll in (-1.5, -2.25, -0.75, 2.6, 1.9):
            self.jewels.leaf(at - unit(facing) * 0.007, facing, 0.052, roll)
        self.jewels.qionghua(at + unit(facing) * 0.004, facing, 0.0350)
        for lon, lat, radius in ((69, 15, 0.0052), (73, 7, 0.0042), (75, 0, 0.0034)):  # closed buds trail behind it
            place, out = self.field.spot(lon, lat, 0.026)
            self.jewels.bead(place, radius, "stamen")
            self.jewels.leaf(place - out * 0.003, out + [0, 0.1, 0.3], 0.022, 2.4)

    def _step_shake(self) -> None:
        """步摇: on her right a silver rosette with strings that swing; a short pair under the 琼花 answers it."""
        at, normal = self.field.spot(-50, 37, 0.028)
        facing = normal + [0, 0, 0.3]
        turn = frame(facing)
        for k in range(6):
            a = 2 * np.pi * k / 6 + 0.3
            self.jewels.bead(
                at + turn @ [0.0095 * np.cos(a), 0.0095 * np.sin(a), 0], (0.0058, 0.0058, 0.0032), "silver"
            )
        self.jewels.bead(at + turn[:, 2] * 0.003, 0.0052, "jade")
        for roll in (2.2, -2.4, 0.6):
            self.jewels.leaf(at - normal * 0.004, facing, 0.036, roll)
        right = (at, self.detail.pick((7, 9, 7), (6, 8)))
        left = (self.field.spot(76, 6, 0.031)[0], self.detail.pick((6, 8), (6,)))
        for side, (base, lengths) in ((-1, right), (1, left)):
            for k, count in enumerate(lengths):
                start = base + [side * ((0.006 * k - 0.004) * 0.8 + 0.008), -0.008, 0.006 - 0.004 * k]
                step, per_bone = self.detail.pick((0.0082, 3), (0.0092, 4))
                joints = self.detail.pick(4, 3)
                places = column(self.centre + start, (0, -0.081 / (joints - 1), 0), joints)
                name = f"shake{'RL'[side > 0]}{k}_"
                bones = self.springs.chain(name, places, "head", SHAKE_FEEL, ("body",))
                self.jewels.bead_string(start, count, step, bones, per_bone, "jade" if k % 2 else "pearl")
