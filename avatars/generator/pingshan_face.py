"""What is drawn on 平山's face: a man's short lashes, full level brows, a trimmed moustache, a tuft on the chin."""

import numpy as np

from .face_lines import FaceLines
from .face_shapes import LEFT, RIGHT
from .fields import Array, smoothstep, spline
from .meshes import grid_faces

MOUSTACHE = ((0.0006, 0.0082), (0.0060, 0.0079), (0.0120, 0.0064), (0.0178, 0.0036), (0.0226, -0.0002))
"""Middle line of the left half from the philtrum outward, as front points over the middle of the mouth."""

MOUSTACHE_HALF = ((0, 0.15, 0.40, 0.75, 1), (0.0026, 0.0033, 0.0032, 0.0024, 0.0006))
"""Half height along it."""


class ScholarLines(FaceLines):
    """Irises, lids and lips as everyone's; lashes, brows and beard his own."""

    def build(self) -> None:
        """Add everything in the order in which it must be painted."""
        for side in (LEFT, RIGHT):
            plane = self._add_iris(side)
            self._add_glint(side, plane)
        for side in (LEFT, RIGHT):
            self._add_crease(side)
            self._add_lower_lashes(side)
            self._add_upper_lashes(side)
        self._add_lip_line()
        self._add_beard()
        for side in (LEFT, RIGHT):
            self._add_moustache(side)
            self._add_brow(side)

    def _add_upper_lashes(self, side: int) -> None:
        """A dark lid edge that grows outward and ends in a short flick; no single lashes."""
        n = self.detail.pick(34, 17)
        t = np.linspace(0, 1, n)
        curve = self.head.lid(t, "upper") * [side, 1]
        across = self._lid_normals(curve)
        thickness = np.interp(
            t, [0, 0.06, 0.25, 0.55, 0.80, 0.95, 1], [0.0002, 0.0007, 0.0016, 0.0023, 0.0028, 0.0030, 0.0024]
        )
        tip = curve[-1]
        inner = np.vstack([
            curve - across * 0.0005,
            tip + np.array([[0.0013, -0.0004], [0.0030, 0.0006], [0.0052, 0.0024]]) * [side, 1],
        ])  # fmt: skip
        outer = np.vstack([
            curve + across * thickness[:, None],
            tip + np.array([[0.0016, 0.0022], [0.0034, 0.0024], [0.0054, 0.0026]]) * [side, 1],
        ])  # fmt: skip
        at = np.r_[t, 1, 1, 1]
        self._add_lid_line(
            "lash", side, at, "upper", inner, outer, 0.0014, closed_drop=0.0014, closed_thickness=0.72 * thickness
        )

    def _add_brow(self, side: int) -> None:
        """剑眉: level and full, a tapered tail; its tile fades the inner end into single hairs."""
        n = self.detail.pick(26, 12)
        t = np.linspace(0, 1, n)
        line = spline([(side * x, y) for x, y in np.array(self.brow)], n)
        half = np.interp(t, [0, 0.12, 0.40, 0.72, 1], [0.0036, 0.0046, 0.0046, 0.0034, 0.0008])[:, None] * [0, 1]
        front = np.vstack([line - half, line + half])
        tt = np.tile(t, 2)
        points = self.head.lifted(front, 0.0012)
        morphs = {}
        for name, shape in self.shapes.items():
            motion = self.mover.brow_motion(shape, front, tt, side)
            if np.abs(motion).max() > 1e-5:
                moved = front + motion
                morphs[name] = np.c_[motion, self.head.front_z(moved) + 0.0012 - points[:, 2]]
        self._add("brow", points, grid_faces(2, n), np.c_[tt, np.repeat([1.0, 0.0], n)], morphs=morphs)

    def _on_skin(self, tile: str, front: Array, rows: int, uvs: Array, lift: float) -> None:
        """A painted patch that goes wherever the skin under it goes; `front` as authored, mouth a little open."""
        columns = len(front) // rows
        rest = front + self.mover.closing(front)
        points = self.head.lifted(rest, lift)
        morphs = {}
        for name, shape in self.shapes.items():
            motion = self.mover.motion(shape, front)
            if np.abs(motion).max() > 1e-5:
                morphs[name] = motion
        self._add(tile, points, grid_faces(rows, columns), uvs, morphs=morphs)

    def _add_moustache(self, side: int) -> None:
        """One half, swept outward from the philtrum and a little down past the corner of the mouth."""
        mouth_y = self.head.face.mouth_y
        n, rows = self.detail.pick((24, 4), (11, 3))
        line = spline([(side * x, mouth_y + y) for x, y in MOUSTACHE], n)
        t = np.linspace(0, 1, n)
        half = np.interp(t, *MOUSTACHE_HALF)
        across = np.linspace(-1, 1, rows)
        front = np.vstack([line + np.c_[0 * t, half * a] for a in across])
        uvs = np.c_[np.tile(t, rows), np.repeat(0.5 - 0.5 * across, n)]
        self._on_skin("moustache", front, rows, uvs, 0.0011)

    def _add_beard(self) -> None:
        """A small tuft between lower lip and chin; wider at its foot."""
        mouth_y, chin = self.head.face.mouth_y, self.head.face.chin
        n, rows = self.detail.pick((9, 9), (5, 5))
        across = np.linspace(-1, 1, n)
        front, uvs = [], []
        for v in np.linspace(0, 1, rows):
            y = (mouth_y - 0.0125) * (1 - v) + (chin + 0.0042) * v
            half = 0.0070 + 0.0110 * smoothstep(np.array(v), 0.15, 0.75)
            front.append(np.c_[across * half, np.full(n, y)])
            uvs.append(np.c_[0.5 + 0.5 * across, np.full(n, v)])
        self._on_skin("beard", np.vstack(front), rows, np.vstack(uvs), 0.0010)
