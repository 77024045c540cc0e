"""What 平山 can be given to hold: a writing brush in his right hand, a carved printing block on his left.

Both wait inside the palm, too small to see; the custom expressions `brush` and `printingBlock` bring them out.
"""

import numpy as np

from .detail import Detail
from .fields import Array, turned_outward, unit, vertex_normals
from .meshes import PartList, grid_faces
from .rig import BodyProportions, Rig

TOGGLES = {"brush": {"brush": 1.0}, "printingBlock": {"printingBlock": 1.0}}


class PingshanProps:
    """Builds both props with the morphs that show them."""

    def __init__(self, body: BodyProportions, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.body, self.rig, self.parts, self.detail = body, rig, parts, detail

    def build(self) -> None:
        """Add brush and block."""
        self._brush()
        self._block()

    def _add(self, morph: str, tile: str, bone: str, home: Array, points: Array, faces: Array, uvs: Array) -> None:
        """`points` is the prop as it is seen; at rest all of it lies at `home`, within the hand."""
        hidden = home + (points - home) * 0.004
        skin = self.rig.rigid(len(points), bone)
        self.parts.add(tile, hidden, faces, skin, uvs, vertex_normals(points, faces), {morph: points - hidden})

    def _palm(self, side: int, x: float, down: float, ahead: float) -> Array:
        """A point under the palm, in the measures of a hand of size 1."""
        y, z = self.body.arm_y, self.body.arm_z
        return self.body.on_hand((x, y - down, z + ahead)) * [side, 1, 1]

    def _brush(self) -> None:
        """Held like a pen: from the root of the thumb across the palm, the tip out below the little finger."""
        tip, end = self._palm(-1, 0.640, 0.046, -0.100), self._palm(-1, 0.612, 0.008, 0.140)
        home = self._palm(-1, 0.600, 0.0, 0.0)
        along = unit(end - tip)
        out = unit(np.cross(along, [0, 1.0, 0]))
        across = np.cross(along, out)
        sides = self.detail.pick(12, 6)
        turn = np.linspace(0, 2 * np.pi, sides + 1)
        length = float(np.linalg.norm(end - tip))
        pieces = (
            (
                "bristle",
                self.detail.pick(
                    ((0.0, 0.0002), (0.012, 0.0026), (0.028, 0.0050), (0.040, 0.0046)),
                    ((0.0, 0.0002), (0.022, 0.0046), (0.040, 0.0046)),
                ),
            ),
            (
                "bamboo",
                (
                    (0.038, 0.0060),
                    (0.056, 0.0060),
                    (0.058, 0.0044),
                    (length - 0.012, 0.0042),
                    (length - 0.010, 0.0054),
                    (length, 0.0050),
                    (length + 0.001, 0.0001),
                ),
            ),
        )
        for tile, rows in pieces:
            points = np.vstack([
                tip + along * at + r * (np.cos(turn)[:, None] * out + np.sin(turn)[:, None] * across) for at, r in rows
            ])  # fmt: skip
            core = np.vstack([np.tile(tip + along * at, (sides + 1, 1)) for at, _ in rows])
            faces = turned_outward(points, grid_faces(len(rows), sides + 1), points - core)
            span = np.array([at for at, _ in rows])
            v = 0.96 - 0.92 * (span - span[0]) / (span[-1] - span[0])
            if tile == "bamboo":
                v = 1 - v
            uvs = np.c_[np.tile(turn / (2 * np.pi), len(rows)), np.repeat(v, sides + 1)]
            self._add("brush", tile, "rightHand", home, points, faces, uvs)

    def _block(self) -> None:
        """It lies on the open left hand, its carved face up when the palm is up."""
        centre = self._palm(1, 0.628, 0.0260, 0.004)
        half = np.array([0.052, 0.0075, 0.074])
        home = self._palm(1, 0.600, 0.0, 0.0)
        corners = np.array([(x, z) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))], float)
        for tile, level in (("block", -1), ("wood", 1)):
            points = centre + np.c_[corners[:, 0] * half[0], np.full(4, level * half[1]), corners[:, 1] * half[2]]
            uvs = np.c_[0.5 + 0.48 * corners[:, 1], 0.5 + 0.48 * corners[:, 0]]
            faces = turned_outward(points, np.array([[0, 1, 2], [0, 2, 3]]), np.tile([0, float(level), 0], (4, 1)))
            self._add("printingBlock", tile, "leftHand", home, points, faces, uvs)
        ring = np.array([*corners, corners[0]])
        rim = np.vstack(
            [
                centre + np.c_[ring[:, 0] * half[0], np.full(5, level * half[1]), ring[:, 1] * half[2]]
                for level in (-1, 1)
            ]
        )
        faces = turned_outward(rim, grid_faces(2, 5), rim - centre)
        self._add("printingBlock", "wood", "leftHand", home, rim, faces, np.full((10, 2), 0.5))
