"""竹西's folding fan, a mesh of its own: it waits in her right palm, all in one point, until “fan” opens it."""

import numpy as np

from .detail import Detail
from .fields import Array, turned_outward
from .meshes import PartList, grid_faces
from .rig import BodyProportions, Rig

FAN = "fan"
INNER, OUTER = 0.082, 0.205
"""Radii of the paper leaf, metres."""
SPREAD = np.radians(136)
RIBS = 16


class ZhuxiFan:
    """Adds the leaf (both faces) and the ribs."""

    def __init__(self, body: BodyProportions, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.body, self.rig, self.parts, self.detail = body, rig, parts, detail
        self.pivot = np.array([-0.606, body.arm_y - 0.0200, body.arm_z - 0.030])

    def build(self) -> None:
        """Add it, folded away."""
        self._leaf()
        for k in range(RIBS):
            if not self.detail.is_light or k % 3 == 0:
                self._rib(k)

    def _placed(self, angle: Array, radius: Array, height: Array) -> Array:
        """Points of the open fan: the middle of its spread points to the thumb and a little out."""
        turn = angle + np.radians(-14)
        return self.pivot + np.stack([np.sin(turn) * radius, height, np.cos(turn) * radius], -1)

    def _add(self, tile: str, points: Array, faces: Array, uvs: Array, normals: Array) -> None:
        palm = np.array([-0.600, self.body.arm_y - 0.004, self.body.arm_z])
        hidden = np.tile(palm, (len(points), 1))
        skin = self.rig.rigid(len(points), "rightHand")
        self.parts.add(tile, hidden, faces, skin, uvs, normals, {FAN: points - hidden})

    def _leaf(self) -> None:
        folds = self.detail.pick(RIBS * 2, 16)
        angles = np.linspace(-SPREAD / 2, SPREAD / 2, folds + 1)
        radii = self.detail.pick(np.linspace(INNER, OUTER, 4), np.array([INNER, OUTER]))
        zigzag = np.where(np.arange(folds + 1) % 2, 1, -1)
        a, r = np.meshgrid(angles, radii)
        depth = 0.0042 * (r / OUTER) * zigzag
        points = self._placed(a.ravel(), r.ravel(), depth.ravel())
        uvs = np.c_[(a.ravel() / SPREAD + 0.5), 1 - (r.ravel() - INNER) / (OUTER - INNER)]
        for up in (1, -1):
            faces = turned_outward(points, grid_faces(len(radii), folds + 1), np.tile([0.0, up, 0], (len(points), 1)))
            tilt = 0.35 * np.tile(zigzag, len(radii))
            normals = np.c_[np.cos(a.ravel()) * tilt, np.full(len(points), up), -np.sin(a.ravel()) * tilt]
            shifted = points + [0, 0.0004 * up, 0]
            side = uvs if up > 0 else uvs * [-1, 1] + [1, 0]
            self._add("fanleaf", shifted, faces, np.clip(side, 0.003, 0.997), normals)

    def _rib(self, k: int) -> None:
        """One stick; the two guards are broader and reach the rim."""
        is_guard = k in {0, RIBS - 1}
        angle = -SPREAD / 2 + SPREAD * k / (RIBS - 1)
        half = 0.0062 if is_guard else 0.0036
        length = OUTER + 0.002 if is_guard else INNER + 0.018
        height = -0.0052 if k == 0 else 0.0052 if is_guard else 0.0018 * (1 if k % 2 else -1)
        r = np.array([-0.022, 0.0, INNER, length])
        widths = half * np.array([0.55, 0.8, 1.0, 0.75])
        rows = []
        for side, up in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
            bend = side * widths / np.maximum(np.abs(r), 0.02)
            rows.append(self._placed(angle + bend * np.sign(r + 1e-9), r, np.full(4, height + up * 0.0011)))
        points = np.stack(rows, 1).reshape(-1, 3)
        faces = grid_faces(4, 4, closed=True)
        centre = points.reshape(4, 4, 3).mean(1).repeat(4, 0)
        faces = turned_outward(points, faces, points - centre)
        uvs = np.c_[np.tile([0.1, 0.9, 0.9, 0.1], 4), np.repeat([0.02, 0.15, 0.5, 0.98], 4)]
        self._add("fanrib", points, faces, uvs, points - centre)
