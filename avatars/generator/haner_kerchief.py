"""邗儿's indigo kerchief, tied at the nape, with two tails and a sprig of willow; her willow-leaf ear-studs."""

import numpy as np

from .accessories import frame
from .detail import Detail
from .fields import Array, arc_length, spline, turned_outward, unit, vertex_normals
from .garments import free_strip
from .hair import HairField, HairSculptor
from .meshes import PartList, ball, grid_faces, seam_welded
from .rig import SIDES, Rig
from .springs import Feel, Springs

EDGE = ((0, 16, 32, 48, 62, 76, 90, 104, 124, 150, 166, 180), (44, 43, 39.5, 33, 24, 11, -4, -17, -29, -40, -49, -57))
"""The kerchief's rim: |longitude| and latitude in degrees. It leaves the fringe free and covers the ears' roots."""

LIFT = 0.0130
TAIL_FEEL = Feel(0.55, 0.42, 0.28, 0.010)
POLE_REACH_DEG = 140.0
"""Degrees from the crown that the kerchief tile shows."""


def azimuthal(lon_deg: Array, lat_deg: Array) -> Array:
    """(n, 2) texture coordinates of the kerchief: the crown in the middle, her front at the top of the tile."""
    reach = (90 - lat_deg) / POLE_REACH_DEG * 0.5
    a = np.radians(lon_deg)
    return np.c_[0.5 + np.sin(a) * reach, 0.5 - np.cos(a) * reach]


class HanerKerchief:
    """What is tied over her hair, and what hangs at her ears."""

    def __init__(
        self, hair: HairField, comb: HairSculptor, rig: Rig, springs: Springs, parts: PartList, detail: Detail
    ) -> None:
        self.hair, self.comb, self.rig, self.springs, self.parts, self.detail = hair, comb, rig, springs, parts, detail
        self.centre = hair.head_centre

    def build(self) -> None:
        """Add cloth, rim, knot and tails, sprig, studs."""
        self._cloth()
        self._rim()
        self._knot()
        self._sprig()
        for side, _ in SIDES:
            self._stud(side)

    def _surface(self, lon: Array, lat: Array) -> Array:
        """Head-space points of the cloth: smooth on the crown, folds that gather toward the knot."""
        lon, lat = np.broadcast_arrays(np.asarray(lon, float), np.asarray(lat, float))
        behind = np.abs(lon) / 180
        folds = (
            0.0036
            * np.clip((70 - lat) / 60, 0, 1)
            * behind**1.3
            * np.cos(np.radians(lon) * 11 + 0.6 * np.sin(lat / 14))
        )
        front = 0.0012 * np.clip((80 - lat) / 40, 0, 1) * np.sin(np.radians(lon) * 6 + lat / 15)
        return self.hair.at(lon, lat, LIFT + folds + front)

    def _low(self, lon: Array) -> Array:
        return np.interp(np.abs(lon), *EDGE)

    def _cloth(self) -> None:
        columns, rows = self.detail.pick(101, 33), self.detail.pick(21, 9)
        lon = np.linspace(-180, 180, columns)
        points, uvs = [], []
        for f in np.linspace(0, 1, rows):
            lat = np.minimum(90 - (90 - self._low(lon)) * f, 89.6)
            points.append(self._surface(lon, lat))
            uvs.append(azimuthal(lon, lat))
        points.append(points[-1] - unit(points[-1] - self.hair.origin) * 0.0075)  # the hem turns in to the hair
        uvs.append(np.full((columns, 2), 0.02))  # its wrong side, deep blue
        points, uvs = np.vstack(points), np.vstack(uvs)
        faces = turned_outward(points, grid_faces(rows + 1, columns), points - self.hair.origin)
        normals = seam_welded(vertex_normals(points, faces), rows + 1, columns)
        skin = self.rig.rigid(len(points), "head")
        self.parts.add("kerchief", points + self.centre, faces, skin, uvs, normals)

    def _rim(self) -> None:
        """White piping along the front half, where the face is."""
        n = self.detail.pick(90, 32)
        lon = np.linspace(-126, 126, n)
        path = self._surface(lon, self._low(lon) + 0.4)
        path = path + unit(path - self.hair.origin) * 0.0004
        self.comb.tube(path, 0.0021, self.detail.pick(7, 4), tile="white", closed=False, along=(0.2, 0.8))

    def _knot(self) -> None:
        at, out = self.hair.spot(-172, -39, 0.022)
        points, faces, _ = ball(np.zeros(3), np.array([0.017, 0.0135, 0.0115]), *self.detail.pick((9, 14), (5, 7)))
        around = np.arctan2(points[:, 1], points[:, 0])
        points = points * (1 + 0.07 * np.cos(around * 5))[:, None]
        points = points @ frame(out).T + at
        faces = turned_outward(points, faces, points - at)
        uvs = np.tile([0.5, 0.965], (len(points), 1))
        self.parts.add("kerchief", points + self.centre, faces, self.rig.rigid(len(points), "head"), uvs)
        for number, (side, length, spread) in enumerate(((-1, 0.150, 0.62), (1, 0.115, 0.20))):
            self._tail(number, at + self.centre, side, length, spread)

    def _tail(self, number: int, knot: Array, side: int, length: float, spread: float) -> None:
        t = np.linspace(0.10, 1, self.detail.pick(5, 4))
        places = (
            knot
            + np.c_[
                side * length * spread * t * (1 - 0.30 * t) - 0.0 * t,
                0.010 - length * (0.25 * t + 0.62 * t * t),
                -0.004 - 0.020 * np.sin(t * np.pi * 0.8),
            ]
        )
        bones = self.springs.chain(f"kerchief{number}_", places, "head", TAIL_FEEL, ("body",))
        n = self.detail.pick(24, 9)
        path = spline(np.vstack([knot[None], places]), n)
        s = np.linspace(0, 1, n)
        width = np.interp(s, [0, 0.18, 0.6, 0.86, 1], [0.0050, 0.0140, 0.0215, 0.0200, 0.0030])
        depth = np.interp(s, [0, 0.3, 1], [0.0010, 0.0034, 0.0024])
        normals = np.tile([0.25 * side, 0.25, -1.0], (n, 1)) + np.c_[0.2 * np.sin(s * 5), 0 * s, 0 * s]
        length_along = arc_length(np.vstack([knot[None], places]))[1:]
        centres = [0.0, *length_along[:-1]]
        skin = self.rig.along(arc_length(path), ["head", *bones[:-1]], centres, 1.0)
        free_strip(
            self.parts, "tail", path, normals, width, depth, 0.8, skin, self.detail.pick(7, 4), arc_length(path)[-1],
            both_sides=True,
        )  # fmt: skip

    def _sprig(self) -> None:
        """A willow twig pushed under the rim on her right: leaves turn by turn along it, drooping."""
        twig = [self.hair.spot(lon, lat, lift)[0] for lon, lat, lift in (
            (-40, 52, 0.015), (-50, 42, 0.019), (-60, 29, 0.021), (-67, 15, 0.021), (-71, 2, 0.020),
        )]  # fmt: skip
        path = spline(np.array(twig), self.detail.pick(26, 9))
        self.comb.tube(path, 0.0011, self.detail.pick(6, 4), tile="twig", closed=False, along=(0.2, 0.8))
        way = unit(np.gradient(path, axis=0))
        for k, share in enumerate(np.linspace(0.10, 1.0, self.detail.pick(9, 6))):
            i = min(int(share * (len(path) - 1)), len(path) - 1)
            out = unit(path[i] - self.hair.origin)
            turn = frame(out)
            roll = np.arctan2(-(way[i] @ turn[:, 0]), way[i] @ turn[:, 1])
            lean = 0.0 if k == self.detail.pick(8, 5) else 0.55 * (1 if k % 2 else -1)
            self._willow_leaf(path[i] + out * 0.0006, out + [0, 0, 0.3], 0.030 - 0.004 * share, roll + lean, "head")

    def _willow_leaf(self, at: Array, normal: Array, length: float, roll: float, bone: str) -> None:
        """Long and narrow, folded along its rib, seen from both sides."""
        turn = frame(normal, roll)
        n = self.detail.pick(10, 5)
        points, uvs = [], []
        for t in np.linspace(0, 1, n):
            half = length * 0.105 * np.sin(np.pi * np.clip(t, 0.02, 1) ** 0.75) ** 0.85
            for q in (-1, 0, 1):
                fold = (1 - abs(q)) * 0.035 * length * np.sin(np.pi * t)
                points.append([half * q + 0.10 * length * t * t, length * t, length * 0.22 * t * (1 - t) - fold])
                uvs.append([0.5 + 0.45 * q, 0.04 + 0.92 * t])
        points = np.array(points) @ turn.T + at
        faces = turned_outward(points, grid_faces(n, 3), np.tile(turn[:, 2], (len(points), 1)))
        skin = self.rig.rigid(len(points), bone)
        self.parts.add("leaf", points + self.centre, faces, skin, np.array(uvs), both_sides=True)

    # ---- ear-studs

    def _stud(self, side: int) -> None:
        """A green bead in the lobe and one willow leaf that hangs from it."""
        at = np.array([side * 0.0815, -0.0530, -0.0125])
        points, faces, gloss = ball(at + self.centre, 0.0030, *self.detail.pick((8, 10), (5, 6)))
        self.parts.add("willow", points, faces, self.rig.rigid(len(points), "head"), gloss)
        self._willow_leaf(at + [side * 0.0006, -0.001, 0.001], np.array([side * 0.45, 0.0, 1.0]), 0.029, np.pi, "head")
