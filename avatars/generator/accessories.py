"""Small precious things: beads, blossoms, leaves. Positions in head space unless a function says otherwise."""

from collections.abc import Sequence

import numpy as np

from .detail import Detail
from .fields import Array, turned_outward, unit, vertex_normals
from .meshes import PartList, ball, grid_faces
from .rig import Rig

BLOSSOMS_IN_A_QIONGHUA = 8
"""聚八仙: exactly eight sterile flowers round the pearl-like heart. Never 6, never 12."""

PETALS_IN_A_BLOSSOM = 5


def frame(normal: Sequence[float], roll: float = 0.0) -> Array:
    """(3, 3) whose columns are right, up and `normal`, rolled about the normal."""
    z = unit(np.array(normal, float))
    x = unit(np.cross([0, 1, 0], z))
    y = np.cross(z, x)
    c, s = np.cos(roll), np.sin(roll)
    return np.c_[x * c + y * s, -x * s + y * c, z]


class Jeweller:
    """Adds ornaments to the part list."""

    def __init__(self, origin: Array, rig: Rig, parts: PartList, detail: Detail) -> None:
        """`origin` is where (0, 0, 0) of the given positions lies in model space."""
        self.origin, self.rig, self.parts, self.detail = np.asarray(origin, float), rig, parts, detail

    def _add(self, tile, points, faces, uvs, bone, normals=None, both_sides=False) -> None:
        skin = self.rig.rigid(len(points), bone)
        self.parts.add(tile, points + self.origin, faces, skin, uvs, normals, both_sides=both_sides)

    def bead(self, at: Sequence[float], radius: float | Sequence[float], tile: str, bone: str = "head") -> None:
        """A ball or, with three radii, an egg; its tile's painted light lies on it."""
        size = float(np.max(radius))
        if self.detail.is_light and size > 0.006:
            rings, segments = 6, 10
        else:
            rings, segments = self._bead_grid(size)
        points, faces, gloss = ball(np.array(at, float), np.array(radius, float), rings, segments)
        self._add(tile, points, faces, gloss, bone)

    def _bead_grid(self, size: float) -> tuple[int, int]:
        """Rings and segments of a bead by its largest radius: small ones may be cut like gems."""
        rings = self.detail.pick(8, 4) if size > 0.003 else self.detail.pick(6, 4 if size > 0.002 else 3)
        segments = self.detail.pick(11, 6) if size > 0.003 else self.detail.pick(8, 4)
        return rings, segments

    def leaf(self, at: Array, normal: Array, length: float, roll: float, bone: str = "head") -> None:
        """A folded leaf that grows from `at` along the rolled up direction."""
        turn = frame(normal, roll)
        n = self.detail.pick(9, 5)
        points, uvs = [], []
        for t in np.linspace(0, 1, n):
            half = length * 0.21 * np.sin(np.pi * t**0.85) ** 0.9
            for q in (-1, 0, 1):
                fold = (1 - abs(q)) * 0.05 * length * np.sin(np.pi * t)
                points.append([half * q, length * t, length * 0.48 * t * (1 - t) - fold])
                uvs.append([0.5 + 0.45 * q, 0.04 + 0.92 * t])
        points = np.array(points) @ turn.T + at
        faces = turned_outward(points, grid_faces(n, 3), np.tile(turn[:, 2], (len(points), 1)))
        self._add("leaf", points, faces, np.array(uvs), bone, both_sides=not self.detail.is_light)

    def blossom(self, at: Array, normal: Array, radius: float, roll: float, bone: str = "head") -> None:
        """One white flower of five rounded petals, cupped, each petal overlapping the next."""
        turn = frame(normal, roll)
        for petal in range(PETALS_IN_A_BLOSSOM):
            points, faces, uvs = self._petal(radius)
            a = 2 * np.pi * petal / PETALS_IN_A_BLOSSOM
            spin = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
            points = (points @ spin.T) @ turn.T + at
            faces = turned_outward(points, faces, np.tile(turn[:, 2], (len(points), 1)))
            normals = 0.5 * vertex_normals(points, faces) + 0.5 * turn[:, 2]
            self._add("petal", points, faces, uvs, bone, normals, both_sides=not self.detail.is_light)
        heart = at + turn[:, 2] * radius * 0.16
        rings, segments = self.detail.pick((6, 8), (4, 5))
        points, faces, gloss = ball(np.zeros(3), np.array([0.17, 0.17, 0.12]) * radius, rings, segments)
        self._add("stamen", points @ turn.T + heart, faces, gloss, bone)

    def _petal(self, radius: float) -> tuple[Array, Array, Array]:
        """A petal that grows along +Y from the origin: narrow claw, broad rounded blade with a shallow notch."""
        across, along = self.detail.pick((7, 7), (3, 4))
        blade = np.linspace(0, 1, along) ** 0.9
        outline_t = [0, 0.12, 0.35, 0.62, 0.85, 0.96, 1.0]
        outline = [0.10, 0.20, 0.44, 0.585, 0.50, 0.34, 0.22]
        points, uvs = [], []
        for t in blade:
            half = radius * np.interp(t, outline_t, outline)
            for q in np.linspace(-1, 1, across):
                notch = 0.07 * (1 - abs(q)) * t**8 - 0.02 * q * q * t
                lift = 0.05 + 0.20 * t * t - 0.02 * t + 0.10 * q * q * t + 0.09 * q * t  # +q over the next petal's -q
                points.append([half * q, radius * (0.04 + 0.96 * t - notch), radius * lift])
                uvs.append([0.5 + 0.47 * q, 0.03 + 0.94 * t])
        return np.array(points), grid_faces(len(blade), across), np.array(uvs)

    def qionghua(self, at: Array, normal: Array, radius: float, bone: str = "head") -> None:
        """A whole 琼花 head: eight blossoms in a ring round a dome of green-white pearls."""
        turn = frame(normal)
        for k in range(BLOSSOMS_IN_A_QIONGHUA):
            a = 2 * np.pi * (k + 0.5) / BLOSSOMS_IN_A_QIONGHUA
            d = np.array([np.cos(a), np.sin(a), 0])
            place = at + turn @ (d * radius * 0.76 + np.array([0, 0, 0.0018 * (k % 2)]))
            self.blossom(place, turn @ np.array([d[0] * 0.38, d[1] * 0.38, 1]), radius * 0.315, a - np.pi / 2, bone)
        count = self.detail.pick(30, 13)
        dome, size = 0.40 * radius, radius * self.detail.pick(0.062, 0.092)
        for k in range(count):
            r = dome * np.sqrt((k + 0.5) / count)
            a = k * 2.39996
            place = np.array([np.cos(a) * r, np.sin(a) * r, 0.002 + 0.45 * (dome - r)])
            self.bead(at + turn @ place, size, "stamen" if k % 3 else "pearl", bone)

    def bead_string(
        self,
        start: Array,
        count: int,
        step: float,
        bones: Sequence[str],
        per_bone: int,
        drop: str,
        metal: str = "silver",
    ) -> None:
        """A hanging string of metal and pearl beads with a drop, each bead on the chain bone beside it."""
        for i in range(count):
            bone = bones[min(i // per_bone, len(bones) - 2)]
            pearl = i % 2 == 1
            self.bead(start + [0, -step * (i + 0.5), 0], 0.0022 if pearl else 0.0016, "pearl" if pearl else metal, bone)
        end = start + [0, -step * count - 0.0062, 0]
        self.bead(end, (0.0030, 0.0062, 0.0030), drop, bones[-2])
