"""东坡巾: a tall inner cap, round it a lower outer wall whose corner stands over the brow and whose edges part there.

Head space, metres. The square plan is turned so that its corners look forward, back, left and right; toward the rim it
rounds off to the head.
"""

import numpy as np

from .detail import Detail
from .fields import Array, smoothstep, spline, turned_outward, unit, vertex_normals
from .garments import free_strip
from .meshes import PartList, grid_faces, seam_welded
from .rig import SIDES, Rig
from .springs import Feel, Springs

RIM, TOP = 0.071, 0.200
"""Height of the rim over the brow and of the inner cap's roof."""

RIM_FALL = 0.040
"""How much lower the rim sits at the back of the head than over the brow."""

RIBBON_FEEL = Feel(0.22, 0.40, 0.55, 0.008)

PIPE = 0.0017


class PingshanHat:
    """Builds the hat and its two ribbons."""

    def __init__(self, head_centre: Array, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.centre, self.rig, self.springs, self.parts, self.detail = head_centre, rig, springs, parts, detail

    def build(self) -> None:
        """Inner cap, outer wall, pipings, ribbons."""
        self._inner()
        self._outer()
        for side, name in SIDES:
            self._ribbon(side, name)

    # ---- the plan

    def _plan(self, angle: Array, t: Array, half: tuple[float, float], power: float) -> Array:
        """(..., 3) points: `angle` from the front, `t` 0 at the rim, 1 at the roof, `half` widths across and along."""
        angle, t = np.broadcast_arrays(np.asarray(angle, float), np.asarray(t, float))
        square = 2.0 + (power - 2.0) * smoothstep(t, 0.0, 0.30)
        sin, cos = np.abs(np.sin(angle)), np.abs(np.cos(angle))
        flare = 1.0 + 0.020 * t
        a, b = half[0] * flare, half[1] * flare
        radius = ((sin / a) ** square + (cos / b) ** square) ** (-1 / square)
        x, z = radius * np.sin(angle), radius * np.cos(angle)
        rim = RIM - RIM_FALL * (0.5 - 0.5 * np.cos(angle)) ** 1.1
        y = rim + (TOP - rim) * t
        return np.stack([x, y, z - 0.013 - 0.13 * (y - RIM)], -1)

    def _add(self, tile: str, points: Array, faces: Array, uvs: Array, normals: Array | None = None) -> None:
        skin = self.rig.rigid(len(points), "head")
        self.parts.add(tile, points + self.centre, faces, skin, uvs, normals)

    def _pipe(self, path: Array, closed: bool) -> None:
        """A round piping along an edge."""
        n, sides = len(path), self.detail.pick(7, 4)
        direction = unit(np.roll(path, -1, 0) - np.roll(path, 1, 0)) if closed else unit(np.gradient(path, axis=0))
        out = unit(path * [1, 0, 1] + [0, 0, 0.012])
        out = unit(out - (out * direction).sum(1, keepdims=True) * direction)
        across = np.cross(direction, out)
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        points = path[:, None] + PIPE * (
            np.cos(turn)[None, :, None] * out[:, None] + np.sin(turn)[None, :, None] * across[:, None]
        )
        points = points.reshape(-1, 3)
        faces = grid_faces(n, sides, closed=True)
        if closed:
            i = np.arange(sides)
            j, last = (i + 1) % sides, (n - 1) * sides
            faces = np.vstack([faces, np.c_[last + i, last + j, j], np.c_[last + i, j, i]])
        faces = turned_outward(points, faces, points - np.repeat(path, sides, 0))
        self._add("piping", points, faces, np.full((len(points), 2), 0.5))

    # ---- the parts

    def _inner(self) -> None:
        columns = self.detail.pick(72, 40)
        t = self.detail.pick(np.r_[-0.02, 0.1, 0.3, np.linspace(0.48, 1, 8)], np.array([0.02, 0.3, 0.65, 0.9, 1.0]))
        angle = np.linspace(0, 2 * np.pi, columns + 1)
        points = self._plan(angle[None], t[:, None], (0.0905, 0.1065), 1.72)
        pinch = 0.0028 * np.exp(-(((t[:, None] - 0.80) / 0.22) ** 2)) * (1 + np.cos(4 * angle[None])) / 2
        points = points - unit(points * [1, 0, 1]) * pinch[..., None]
        uvs = np.stack(np.broadcast_arrays(angle[None] / (2 * np.pi) * 2, 0.98 - 0.96 * t[:, None]), -1).reshape(-1, 2)
        points = points.reshape(-1, 3)
        faces = turned_outward(points, grid_faces(len(t), columns + 1), points * [1, 0, 1])
        normals = seam_welded(vertex_normals(points, faces), len(t), columns + 1)
        self._add("hat", points, faces, uvs, normals)
        edge = self._plan(angle[:-1], 1.0, (0.0905, 0.1065), 1.72)
        self._pipe(edge, closed=True)
        self._roof(edge)

    def _roof(self, edge: Array) -> None:
        """The roof sinks a little between its corners."""
        middle = edge.mean(0)
        shares = self.detail.pick((1.0, 0.85, 0.55, 0.25, 0.001), (1.0, 0.6, 0.001))
        sunk = self.detail.pick((0.0, 0.003, 0.007, 0.009, 0.0095), (0.0, 0.006, 0.0095))
        rows = [middle + (edge - middle) * s - [0, d, 0] for s, d in zip(shares, sunk, strict=True)]
        points = np.vstack(rows)
        faces = turned_outward(
            points, grid_faces(len(rows), len(edge), closed=True), np.tile([0, 1.0, 0], (len(points), 1))
        )
        uvs = np.c_[0.5 + points[:, 0] / 0.3, 0.1 + 0 * points[:, 1]]
        self._add("hat", points, faces, uvs)

    def _wall_height(self, angle: Array) -> Array:
        """Top of the outer wall as a share of the hat: highest at the side corners, a step lower at the back."""
        from_front = np.abs(np.arctan2(np.sin(angle), np.cos(angle)))
        return np.interp(from_front, [0, 0.5, 1.2, 1.571, 2.1, np.pi], [0.66, 0.69, 0.75, 0.775, 0.74, 0.71])

    def _outer(self) -> None:
        """The outer wall, slit over the brow: at the foot its edges meet in the corner, higher up they part."""
        columns = self.detail.pick(73, 41)
        rows = self.detail.pick(11, 6)
        share = np.linspace(-0.03, 1, rows)
        q = np.linspace(0, 1, columns)
        q = 0.5 - 0.5 * np.sign(1 - 2 * q) * np.abs(1 - 2 * q) ** 0.85
        parted = 0.012 + 0.235 * np.clip((share - 0.12) / 0.88, 0, 1) ** 1.15
        angle = parted[:, None] + q[None] * (2 * np.pi - 2 * parted[:, None])
        t = share[:, None] * self._wall_height(angle)
        points = self._plan(angle, t, (0.1015, 0.1200), 1.36)
        beside = np.exp(-((np.minimum(angle - parted[:, None], 2 * np.pi - parted[:, None] - angle) / 0.16) ** 2))
        points = points + unit(points * [1, 0, 1]) * (0.0075 * beside * np.clip(share, 0, 1)[:, None] ** 1.2)[..., None]
        uvs = np.stack(np.broadcast_arrays(q[None] * 2, 0.98 - 0.75 * t), -1).reshape(-1, 2)
        outer = points.reshape(-1, 3)
        faces = turned_outward(outer, grid_faces(rows, columns), outer * [1, 0, 1])
        self._add("hatwall", outer, faces, uvs)
        inner = outer - unit(outer * [1, 0, 1]) * 0.0022
        deep = inner.reshape(rows, columns, 3)[rows // 2 - 1 :]
        back = turned_outward(deep.reshape(-1, 3), grid_faces(len(deep), columns), -deep.reshape(-1, 3) * [1, 0, 1])
        self._add("hat", deep.reshape(-1, 3), back, uvs.reshape(rows, columns, 2)[rows // 2 - 1 :].reshape(-1, 2))
        lattice = outer.reshape(rows, columns, 3) - unit(outer * [1, 0, 1]).reshape(rows, columns, 3) * 0.0011
        edge = np.vstack([lattice[1:, 0], lattice[-1, 1:-1], lattice[:0:-1, -1]])
        self._pipe(edge, closed=False)
        self._rim_band()

    def _rim_band(self) -> None:
        """The band in which both walls are sewn."""
        columns = self.detail.pick(73, 37)
        angle = np.linspace(0, 2 * np.pi, columns)
        rows = []
        profile = (
            (-0.050, -0.0240),
            (-0.052, -0.0040),
            (-0.060, 0.0036),
            (-0.050, 0.0056),
            (0.014, 0.0058),
            (0.032, -0.001),
        )
        for t, out in profile:
            row = self._plan(angle, t, (0.0945, 0.1110), 1.72)
            rows.append(row + unit(row * [1, 0, 1]) * (out - 0.0035))
        points = np.vstack(rows)
        faces = turned_outward(points, grid_faces(len(rows), columns), points * [1, 0, 1])
        normals = unit(points * [1, 0, 1])  # level: an under side that catches the rim light would shine
        uvs = np.c_[np.tile(angle / (2 * np.pi) * 3, len(rows)), np.repeat([0.97, 0.95, 0.8, 0.2, 0.05, 0.02], columns)]
        self._add("hatband", points, faces, uvs, normals)

    def _ribbon(self, side: int, name: str) -> None:
        """Two ribbons hang from the back of the band, one a hand longer than the other."""
        y, longer = self.centre[1], 0.030 * (side > 0)
        start = np.array([side * 0.012, y + 0.050, -0.1235])
        places = np.array([
            start, (side * 0.017, y - 0.030, -0.128), (side * 0.024, y - 0.115, -0.134),
            (side * 0.030, y - 0.205, -0.148), (side * 0.036, y - 0.295 - longer, -0.158),
        ])  # fmt: skip
        places = self.detail.pick(places, places[[0, 1, 2, 4]])
        bones = self.springs.chain("ribbon" + name.capitalize(), places, "head", RIBBON_FEEL, ("body",))
        n = self.detail.pick(34, 12)
        path = spline(places, n)
        t = np.linspace(0, 1, n)
        normals = np.tile([side * 0.15, 0.1, -1.0], (n, 1)) + np.c_[0.25 * np.sin(t * 8 + side), 0 * t, 0 * t]
        width = np.interp(t, [0, 0.12, 1], [0.0070, 0.0098, 0.0120])
        depth = np.interp(t, [0, 0.2, 1], [0.0006, 0.0012, 0.0018])
        skin = self.springs.hanging(path, "head", bones, places, start[1] + 0.01)
        free_strip(
            self.parts, "hatribbon", path, normals, width, depth, 1.0, skin, self.detail.pick(5, 3), 0.40,
            both_sides=True,
        )  # fmt: skip
