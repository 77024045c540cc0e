"""邗儿's straw hat 草帽 on her back, her silhouette: plaited brim, low crown, blue ribbon, a cord at the throat."""

import numpy as np

from .detail import Detail
from .fields import Array, arc_length, gradient, project, spline, turned_outward, unit, vertex_normals
from .haner_body import HanerBody
from .meshes import PartList, ball, grid_faces, seam_welded
from .rig import Rig

CENTRE = np.array([-0.016, 1.182, -0.160])
BACKWARD = np.array([-0.10, -0.13, -1.0])
"""Where the crown points: away from her back; the upper rim leans off the head."""

PROFILE = (
    # radius, height over the brim's plane (toward the crown)
    (0.212, -0.0310), (0.205, -0.0275), (0.180, -0.0175), (0.150, -0.0090), (0.120, -0.0020), (0.098, 0.0040),
    (0.0905, 0.0120), (0.0880, 0.0300), (0.0855, 0.0480), (0.0760, 0.0620), (0.0560, 0.0700), (0.0300, 0.0730),
    (0.0005, 0.0735),
)  # fmt: skip


class HanerHat:
    """The hat and its cord."""

    def __init__(self, shape: HanerBody, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.shape, self.rig, self.parts, self.detail = shape, rig, parts, detail
        z = unit(BACKWARD)
        x = unit(np.cross([0, 1.0, 0], z))
        self.turn = np.stack([x, np.cross(z, x), z], 1)

    def build(self) -> None:
        """Add straw outside and inside, ribbon, cord."""
        n = self.detail.pick(60, 26)
        profile = np.array(PROFILE)
        if self.detail.is_light:
            profile = profile[[0, 2, 4, 6, 8, 10, 12]]
        else:
            profile = spline(np.c_[profile, 0 * profile[:, 0]], 24)[:, :2]
        self._shell(profile, n, outward=1, tile="straw")
        self._shell(profile + [[0, -0.0022]], n, outward=-1, tile="straw")
        ribbon = np.array([(0.0990, 0.0060), (0.0950, 0.0100), (0.0912, 0.0280), (0.0890, 0.0300)])
        self._shell(ribbon, n, outward=1, tile="ribbon")
        self._cord()

    def _shell(self, profile: Array, n: int, outward: int, tile: str) -> None:
        angles = np.linspace(0, 2 * np.pi, n + 1)
        wave = 1 + 0.010 * np.sin(3 * angles + 0.4) * (tile == "straw")
        rows, uvs = [], []
        length = arc_length(np.c_[profile, 0 * profile[:, 0]])
        for (radius, height), walked in zip(profile, length, strict=True):
            at_rim = np.clip((radius - 0.10) / 0.11, 0, 1)
            lift = height + 0.010 * at_rim**2 * np.cos(2 * angles + 0.5)  # a brim that has seen weather
            r = radius * (1 + (wave - 1) * at_rim)
            rows.append(np.c_[np.cos(angles) * r, np.sin(angles) * r, lift])
            if tile == "straw":
                reach = 0.49 * (1 - walked / length[-1])
                uvs.append(0.5 + np.c_[np.cos(angles), np.sin(angles)] * reach)
            else:
                uvs.append(np.c_[angles / (2 * np.pi) * 7 / 11, np.full(n + 1, walked / length[-1])])
        local, uvs = np.vstack(rows), np.vstack(uvs)
        points = local @ self.turn.T + CENTRE
        away = (local * [1, 1, 0] * 0.3 + [0, 0, 0.1]) @ self.turn.T * outward
        faces = turned_outward(points, grid_faces(len(profile), n + 1), away)
        normals = seam_welded(vertex_normals(points, faces), len(profile), n + 1)
        a, b, c = (points[faces[:, i]] for i in range(3))
        faces = faces[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-11]
        self.parts.add(tile, points, faces, self.rig.rigid(len(points), "upperChest"), uvs, normals)

    def _cord(self) -> None:
        """From the crown's foot over both shoulders to a bead under the collar, and two ends with knots."""
        n, sides = self.detail.pick(44, 12), self.detail.pick(6, 3)
        bead = project(self.shape.jacket_body, np.array([[0.017, 1.212, 0.075]]))[0]
        out = gradient(self.shape.jacket_body, bead[None])[0]
        bead = bead + out * 0.006
        for side in (1, -1):
            knots = [
                (side * 0.060, 1.285, -0.110), (side * 0.064, 1.282, -0.060), (side * 0.060, 1.272, -0.014),
                (side * 0.046 + 0.004, 1.246, 0.034), tuple(bead),
            ]  # fmt: skip
            path = spline(knots, n)
            on_body = path[:, 2] > -0.045
            path[on_body] = _lifted(self.shape.jacket_body, path[on_body], 0.0046)
            self._rope(path, 0.0016, sides)
        for dx, drop in ((0.004, 0.060), (-0.003, 0.048)):
            heights = np.linspace(0, drop, self.detail.pick(12, 3))
            path = np.c_[bead[0] + dx * heights / drop * 2, bead[1] - heights, np.full(len(heights), bead[2])]
            path[1:] = _lifted(self.shape.jacket_body, path[1:], 0.0050)
            self._rope(path, 0.0015, sides)
            points, faces, gloss = ball(path[-1], np.array([0.0036, 0.0052, 0.0036]), *self.detail.pick((6, 8), (4, 5)))
            self.parts.add("wood", points, faces, self.rig.rigid(len(points), "upperChest"), gloss)
        points, faces, gloss = ball(bead + out * 0.001, 0.0064, *self.detail.pick((9, 12), (5, 7)))
        self.parts.add("wood", points, faces, self.rig.rigid(len(points), "upperChest"), gloss)

    def _rope(self, path: Array, radius: float, sides: int) -> None:
        way = unit(np.gradient(path, axis=0))
        across = unit(np.cross(way, [0.3, 0.2, 1.0]))
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        ring = (
            np.cos(turn)[None, :, None] * across[:, None] + np.sin(turn)[None, :, None] * np.cross(across, way)[:, None]
        )
        points = (path[:, None] + radius * ring).reshape(-1, 3)
        faces = turned_outward(points, grid_faces(len(path), sides, closed=True), ring.reshape(-1, 3))
        self.parts.add("cord", points, faces, self.rig.torso(points), None)


def _lifted(field, points: Array, height: float) -> Array:
    foot = project(field, points, 8)
    return foot + gradient(field, foot) * height
