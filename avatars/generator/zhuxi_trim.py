"""What 竹西 wears over her coat: 云肩 cloud collar, knot buttons, the pendant 压襟 at her lapel, the pouch 荷包."""

from collections.abc import Sequence

import numpy as np

from .detail import Detail
from .fields import Array, gradient, outermost_hit, project, smoothstep, turned_outward, unit, vertex_normals
from .meshes import PartList, Skin, ball, grid_faces
from .rig import Rig
from .springs import Feel, Springs
from .zhuxi_coat import LAPEL, ZhuxiCoat

NECK_Z = -0.021
CLOUD_WINDOW = 0.30
"""Width in metres of the square that the cloud collar's tile shows, laid flat; its front lies at the foot."""
CIRCLES = ((0.0970, 0.0, 0.0410), (0.0820, 0.384, 0.0295), (0.0820, -0.384, 0.0295))
"""One ruyi lobe: (distance, angle from its middle, radius) of the circles whose union is its outline."""
BASE_RADIUS = 0.0700

PENDANT_FEEL = Feel(0.25, 0.35, 0.55, 0.006)
POUCH_FEEL = Feel(0.30, 0.40, 0.60, 0.014)


def cloud_outline(angles: Array) -> Array:
    """(n,) metres from the neck's middle to the edge of the flat collar; 0 is her front, rising to her left."""
    quarter = (np.asarray(angles) + np.pi / 4) % (np.pi / 2) - np.pi / 4
    edge = np.full(quarter.shape, BASE_RADIUS)
    for distance, at, radius in CIRCLES:
        turn = quarter - at
        under = radius**2 - (distance * np.sin(turn)) ** 2
        reach = distance * np.cos(turn) + np.sqrt(np.maximum(under, 0))
        edge = np.where(under > 0, np.maximum(edge, reach), edge)
    return edge


class ZhuxiTrim:
    """Adds all of it to the part list."""

    def __init__(self, coat: ZhuxiCoat, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.coat, self.rig, self.springs, self.parts, self.detail = coat, rig, springs, parts, detail

    def build(self) -> None:
        """Add it from the inside out."""
        self._cloud_collar()
        self._buttons()
        self._pendant()
        self._pouch()

    # ---- cloud collar

    def _walked(self, angles: Array, lengths: Array, offset: float) -> Array:
        """(rows, n, 3): points at (rows, n) `lengths` of walk over the coat, out from the neck at each angle."""
        out = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
        start = np.c_[0 * angles, 1.274 + 0.016 * smoothstep(np.abs(angles), 0.5, 1.3), np.full(len(angles), NECK_Z)]
        points = start + out * outermost_hit(self.coat.plain, start, out, 0.12)[:, None]
        walked = np.full(len(angles), 0.032)  # a flat collar begins its own neck's radius from its middle
        rows = []
        step = 0.0025
        for goal in lengths:
            while True:
                left = goal - walked
                if (left < 1e-6).all():
                    break
                normal = gradient(self.coat.plain, points)
                radial = (normal * out).sum(1)
                flat = unit(np.c_[radial, normal[:, 1]])
                stride = np.clip(left, 0, step)
                points = points + out * (flat[:, 1] * stride)[:, None] - np.outer(flat[:, 0] * stride, [0, 1, 0])
                distance = self.coat.plain(points)
                points = points - (out * flat[:, :1] + np.outer(flat[:, 1], [0, 1, 0])) * distance[:, None]
                walked = walked + stride
            raised = offset * smoothstep(
                np.broadcast_to(goal, len(angles)), 0.032, 0.046
            )  # it begins inside the collar
            rows.append(points + gradient(self.coat.plain, points) * raised[:, None])
        return np.stack(rows)

    def _cloud_collar(self) -> None:
        n = self.detail.pick(168, 96)
        angles = np.linspace(-np.pi, np.pi, n + 1)
        for tile, scale, offset, rows in (
            ("ivory", 1.075, self.detail.pick(0.0046, 0.0056), self.detail.pick(5, 3)),
            ("cloud", 1.0, self.detail.pick(0.0080, 0.0092), self.detail.pick(12, 5)),
        ):  # fmt: skip
            edge = cloud_outline(angles) * scale
            shares = np.linspace(0, 1, rows)[:, None]
            inner = 0.032 if tile == "cloud" else 0.050
            lengths = inner + (edge - inner) * shares
            lattice = self._walked(angles, lengths, offset)
            # The cut edge turns down to the cloth below.
            below = lattice[-1] - gradient(self.coat.plain, lattice[-1]) * 0.0034
            lattice = np.concatenate([lattice, below[None]])
            flat = np.vstack([lengths, lengths[-1:] * 1.0])
            points = lattice.reshape(-1, 3)
            out = gradient(self.coat.plain, points)
            faces = turned_outward(points, grid_faces(len(lattice), n + 1), out)
            at = flat / CLOUD_WINDOW
            uvs = np.c_[(0.5 + at * np.sin(angles)).ravel(), (0.5 + at * np.cos(angles)).ravel()]
            normals = vertex_normals(points, faces)
            normals[-2 * (n + 1) :] = out[-2 * (n + 1) :]
            self.parts.add(tile, points, faces, self.coat.skin(points), uvs, normals)
        self._cloud_drops()

    def _cloud_drops(self) -> None:
        """A gold bead and a jade drop under every scallop of her front and sides."""
        drops = [(lobe * np.pi / 2 + at, k) for lobe in (-1, 0, 1) for k, (_, at, _) in enumerate(CIRCLES)]
        for angle, k in drops:
            if self.detail.is_light and k:
                continue
            walk = np.array([[cloud_outline(np.array([angle]))[0] * 1.075 + 0.003]])
            at = self._walked(np.array([angle]), walk, 0.0055)[0, 0]
            down = self._walked(np.array([angle]), walk + 0.009, 0.0060)[0, 0] - at
            skin = self.coat.skin(at[None])
            self._bead(at, 0.0028, "gold", skin)
            if k == 0:
                self._bead(at + down * 0.95, (0.0032, 0.0058, 0.0032), "jade", skin)
            else:
                self._bead(at + down * 0.55, 0.0022, "pearl", skin)

    def _bead(self, at: Array, radius: float | Sequence[float], tile: str, skin: Skin) -> None:
        """A ball or an egg that follows the cloth; `skin` is that of one point."""
        grid = self.detail.pick((8, 11) if np.max(radius) > 0.0036 else (6, 8), (4, 6))
        points, faces, gloss = ball(at, np.array(radius, float), *grid)
        self.parts.add(tile, points, faces, _repeated(skin, len(points)), gloss)

    # ---- buttons, pendant, pouch

    def _on_coat(self, x: float, y: float, lift: float) -> Array:
        """The point on the front of the coat at (x, y)."""
        reach = outermost_hit(self.coat.field, np.array([[x, y, 0.0]]), np.array([[0, 0, 1.0]]), 0.25)
        return np.array([x, y, float(reach[0]) + lift])

    def _buttons(self) -> None:
        """盘扣: jade balls between two loops of piping, across the edge of the lapel."""
        path = np.array(LAPEL)
        surface = self.coat.field
        for number in (2, 4, 6) if not self.detail.is_light else (2, 4):
            at = project(surface, path[number][None])[0]
            out = gradient(surface, at[None])[0]
            along = unit(path[number + 1] - path[number - 1])
            across = unit(np.cross(out, along))
            skin = self.coat.skin(at[None])
            for s in (-1, 1):
                centre = at + out * 0.0052 + across * s * 0.0105
                self._bead(centre, (0.0075, 0.0030, 0.0024), "gold", skin)
            self._bead(at + out * 0.0065, 0.0046, "jade", skin)
        throat = self._front_of_collar()
        self._bead(throat, (0.0048, 0.0042, 0.0034), "jade", self.rig.torso(throat[None]))

    def _front_of_collar(self) -> Array:
        reach = outermost_hit(self.coat.neck, np.array([[0.0, 1.280, 0]]), np.array([[0, 0, 1.0]]), 0.1)
        return np.array([0.0, 1.2735, float(reach[0]) + 0.0070])

    def _ring(self, centre: Array, radius: float, thick: float, tile: str, skin: Skin) -> None:
        """A flat ring that hangs facing the front."""
        n, sides = self.detail.pick((28, 10), (12, 5))
        a = np.linspace(0, 2 * np.pi, n, endpoint=False)
        b = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        r = radius + thick * np.cos(b)[None]
        points = np.stack(
            [np.sin(a)[:, None] * r, np.cos(a)[:, None] * r, np.broadcast_to(0.6 * thick * np.sin(b), (n, sides))], -1
        ).reshape(-1, 3)
        core = np.repeat(np.c_[np.sin(a) * radius, np.cos(a) * radius, 0 * a], sides, 0)
        faces = grid_faces(n, sides, closed=True)
        i, j, last = np.arange(sides), (np.arange(sides) + 1) % sides, (n - 1) * sides
        faces = np.vstack([faces, np.c_[last + i, last + j, j], np.c_[last + i, j, i]])
        faces = turned_outward(points, faces, points - core)
        uvs = 0.5 + 0.45 * points[:, :2] / (radius + thick) * [1, -1]
        self.parts.add(tile, points + centre, faces, _repeated(skin, len(points)), uvs)

    def _tassel(self, top: Array, length: float, width: float, skin: Skin) -> None:
        """A brush of silk threads under a gold cap."""
        n, sides = self.detail.pick((7, 14), (4, 7))
        t = np.linspace(0, 1, n)
        a = np.linspace(0, 2 * np.pi, sides + 1)
        radius = np.interp(t, [0, 0.12, 0.25, 1], [0.45, 0.75, 0.65, 1.0]) * width
        points = np.stack(
            [radius[:, None] * np.sin(a), np.repeat(-length * t[:, None], sides + 1, 1), radius[:, None] * np.cos(a)],
            -1,
        ).reshape(-1, 3)
        faces = turned_outward(points, grid_faces(n, sides + 1), points * [1, 0, 1])
        uvs = np.c_[np.tile(a / (2 * np.pi), n), np.repeat(0.02 + 0.96 * t, sides + 1)]
        self.parts.add("tassel", points + top, faces, _repeated(skin, len(points)), uvs)
        self._bead(top, (width * 0.62, width * 0.5, width * 0.62), "gold", skin)

    def _one(self, bone: str) -> Skin:
        return self.rig.rigid(1, bone)

    def _pendant(self) -> None:
        """压襟: from the lapel's button a jade ring, beads and a tassel."""
        top = self._on_coat(-0.066, 1.152, 0.0085)
        places = np.array([top + [-0.001 * k, -0.030 * k, 0.004 * min(k, 1)] for k in range(5)])
        places = self.detail.pick(places, places[[0, 2, 4]])
        bones = self.springs.chain("pendant", places, "upperChest", PENDANT_FEEL)
        first, second = self._one(bones[0]), self._one(bones[min(1, len(bones) - 2)])
        third = self._one(bones[-2])
        for k in range(4):
            self._bead(
                top + [0, -0.0065 * (k + 0.6), 0.002], 0.0026 if k % 2 else 0.0021, "gold" if k % 2 else "jade", first
            )
        self._ring(top + [-0.001, -0.044, 0.0035], 0.0115, 0.0042, "jade", second)
        self._bead(top + [-0.002, -0.0640, 0.0035], 0.0034, "coral", second)
        self._bead(top + [-0.002, -0.0705, 0.0035], 0.0024, "gold", third)
        self._tassel(top + [-0.002, -0.075, 0.0035], 0.044, 0.0068, third)

    def _pouch(self) -> None:
        """荷包: a gathered purse of red-brown silk with a plum, on a cord at her right hip."""
        heights = (0.985, 0.925, 0.875, 0.815)
        places = np.array([self._on_coat(-0.088 - 0.006 * k, y, 0.013 + 0.002 * k) for k, y in enumerate(heights)])
        bones = self.springs.chain("pouch", places, "spine", POUCH_FEEL, ("skirtFront",))
        upper, lower = self._one(bones[0]), self._one(bones[1])
        for k in range(self.detail.pick(9, 4)):
            t = k / self.detail.pick(9, 4)
            self._bead(places[0] + (places[1] - places[0]) * t, (0.0017, 0.0042, 0.0017), "gold", upper)
        rings, segments = self.detail.pick((14, 26), (9, 12))
        points, faces, _ = ball(np.zeros(3), np.array([0.0330, 0.0360, 0.0130]), rings, segments)
        h = points[:, 1] / 0.036
        neck = 1 - 0.52 * np.exp(-(((h - 0.55) / 0.22) ** 2)) * np.interp(h, [0, 0.5, 1], [0.4, 1, 1])
        flare = 1 + 0.9 * np.clip((h - 0.72) / 0.28, 0, 1)
        points[:, 0] *= neck * flare
        points[:, 2] *= neck * (1 + 0.3 * np.cos(np.arctan2(points[:, 0], points[:, 2]) * 9) * np.clip((h - 0.4), 0, 1))
        centre = places[1] + [0, -0.028, 0.006]
        uvs = np.c_[np.clip(0.5 + points[:, 0] / 0.072, 0, 1), np.clip(0.5 - points[:, 1] / 0.076, 0, 1)]
        self.parts.add("pouch", points + centre, faces, _repeated(lower, len(points)), uvs)
        self._bead(centre + [0, 0.0195, 0.008], (0.0085, 0.0036, 0.0060), "gold", lower)
        for dx in self.detail.pick((-0.014, 0.0, 0.014), (0.0,)):
            drop = 0.036 - 0.25 * abs(dx)
            self._bead(centre + [dx, -drop - 0.001, 0.001], 0.0028, "jade", lower)
            self._tassel(centre + [dx, -drop - 0.005, 0.001], 0.036, 0.0052, self._one(bones[2]))


def _repeated(skin: Skin, count: int) -> Skin:
    """The binding of one point for `count` vertices."""
    return np.repeat(skin[0][:1], count, 0), np.repeat(skin[1][:1], count, 0)
