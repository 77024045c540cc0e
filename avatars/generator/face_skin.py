"""The skin of the face with its morphs, the walls behind the lids, the inside of the mouth."""

import numpy as np

from .detail import Detail
from .face_shapes import LEFT, LIP_GAP, RIGHT, FaceMover, Shape
from .fields import Array, gradient, vertex_normals
from .head import FaceMesh, face_mesh
from .meshes import PartList, ball, grid_faces
from .rig import Rig

FACE_WINDOW = 0.25
"""Width of the square, in metres, that the face texture shows: u = .5 + x / window, v = .5 - y / window."""


def face_uv(points: Array) -> Array:
    """(n, 2) texture coordinates of head-space points: paint lies where it is seen from the front."""
    return np.c_[0.5 + points[:, 0] / FACE_WINDOW, 0.5 - points[:, 1] / FACE_WINDOW]


class FaceSkin:
    """Builds every surface of the face that moves with the skin."""

    def __init__(self, mover: FaceMover, rig: Rig, parts: PartList, shapes: dict[str, Shape], detail: Detail) -> None:
        self.mover, self.head, self.rig, self.parts, self.shapes = mover, mover.head, rig, parts, shapes
        self.detail = detail

    def build(self) -> None:
        """Add skin, lid walls, sclera, mouth."""
        mesh = face_mesh(
            self.head,
            LIP_GAP,
            lid_points=self.detail.pick(24, 15),
            lip_points=self.detail.pick(19, 13),
            grid_deg=self.detail.pick(2.6, 5.3),
            jaw_deg=self.detail.pick(2.6, 3.6),
        )
        positions, motions = self._add_skin(mesh)
        self._add_lid_walls(mesh, positions, motions)
        self._add_mouth(mesh, positions, motions)
        for side in (LEFT, RIGHT):
            self._add_sclera(mesh, side)

    def _add(self, tile: str, points: Array, faces: Array, uvs: Array | None, normals: Array, morphs=None) -> None:
        skin = self.rig.rigid(len(points), "head")
        self.parts.add(tile, points + self.head.centre, faces, skin, uvs, normals, morphs)

    def _add_skin(self, mesh: FaceMesh) -> tuple[Array, dict[str, Array]]:
        """The skin; returns its rest positions and morphs, which the holes' linings reuse."""
        front = mesh.positions[:, 2] > 0.012
        at = mesh.positions[front, :2]
        positions = mesh.positions.copy()
        closed = at + self.mover.closing(at)
        positions[front] = self.head.lifted(closed) + (mesh.positions[front] - self.head.lifted(at)) * [0, 0, 1]
        motions = {}
        for name, shape in self.shapes.items():
            motion = np.zeros_like(positions)
            motion[front] = self.mover.motion(shape, at)
            if shape.jaw is not None:
                behind = ~front
                motion[behind] = self.mover.jaw_motion(positions[behind], positions[behind, :2], shape.jaw)
            motions[name] = np.where(np.abs(motion) < 2e-5, 0, motion)
        smooth = gradient(self.head.shading, positions)
        sculpted = vertex_normals(positions, mesh.faces)
        share = np.clip((positions[:, 1] + 0.112) / 0.030, 0, 1)[:, None] * 0.88
        normals = smooth * share + sculpted * (1 - share)
        self._add("face", positions, mesh.faces, face_uv(mesh.positions), normals, motions)
        return positions, motions

    def _add_lid_walls(self, mesh: FaceMesh, positions: Array, motions: dict[str, Array]) -> None:
        """A rim that runs back from each lid edge, so that no gap shows between skin and eyeball."""
        for hole in mesh.holes[:2]:
            rim = positions[hole]
            back = rim - [0, 0, 0.0085]
            points = np.vstack([rim, back])
            centre = rim.mean(0)
            faces = grid_faces(2, len(rim), closed=True)
            inward = np.vstack([centre - rim, centre - rim]) * [1, 1, 0]
            if (vertex_normals(points, faces) * inward).sum() < 0:
                faces = faces[:, ::-1]
            morphs = {name: np.vstack([motion[hole]] * 2) for name, motion in motions.items()}
            self._add("lidwall", points, faces, None, np.tile([0.0, 0, 1], (len(points), 1)), morphs)

    def _add_sclera(self, mesh: FaceMesh, side: int) -> None:
        """The white of one eye: a shallow bowl behind the skin."""
        face = self.head.face
        ring = mesh.rings[0 if side == LEFT else 1]
        centre = np.array([side * face.eye[0], face.eye[1] + 0.002])
        scales = self.detail.pick((0.0001, 0.3, 0.6, 0.85, 1.0, 1.12), (0.0001, 0.6, 1.12))
        front = np.vstack([centre + (ring - centre) * scale for scale in scales])
        hollow = 0.0018 * np.repeat([1 - min(scale, 1) ** 2 for scale in scales], len(ring))
        points = self.head.lifted(front, -0.0058 - hollow)
        faces = grid_faces(len(scales), len(ring), closed=True)[len(ring) :]  # the first half of ring one has no area
        if vertex_normals(points, faces)[:, 2].mean() < 0:
            faces = faces[:, ::-1]
        uvs = np.c_[0.5 + (front[:, 0] - centre[0]) / 0.062, 0.5 - (front[:, 1] - centre[1]) / 0.040]
        self._add("sclera", points, faces, uvs, np.tile([0, 0.1, 1.0], (len(points), 1)))

    def _add_mouth(self, mesh: FaceMesh, positions: Array, motions: dict[str, Array]) -> None:
        hole = mesh.holes[2]
        layers = ((1.0, 0.0), (1.02, -0.0035), (1.04, -0.010), (0.8, -0.018), (0.02, -0.021))

        def cavity(ring: Array) -> Array:
            middle = (ring[:, 1].max() + ring[:, 1].min()) / 2
            x0 = ring[:, 0].mean()
            return np.vstack(
                [
                    np.c_[x0 + (ring[:, 0] - x0) * s, middle + (ring[:, 1] - middle) * s, ring[:, 2] + dz]
                    for s, dz in layers
                ]
            )

        points = cavity(positions[hole])
        # Wound on the widest mouth: the closed one has no inside to look at.
        wide = cavity(positions[hole] + motions["aa"][hole])
        faces = grid_faces(len(layers), len(hole), closed=True)
        inward = [0, self.head.face.mouth_y, 0.06] - wide
        if (vertex_normals(wide, faces) * inward).sum() < 0:
            faces = faces[:, ::-1]
        morphs = {name: cavity(positions[hole] + motion[hole]) - points for name, motion in motions.items()}
        uvs = np.c_[np.full(len(points), 0.5), np.repeat([0.1, 0.3, 0.55, 0.8, 0.95], len(hole))]
        self._add("mouth", points, faces, uvs, np.tile([0, 0, 1.0], (len(points), 1)), morphs)
        self._add_tongue()
        self._add_teeth()

    def _add_tongue(self) -> None:
        y = self.head.face.mouth_y
        z = float(self.head.front_z(np.array([[0, y]]))[0]) - 0.0125
        root = np.array([0, y - 0.0005, z])
        points, faces, _ = ball(
            root, np.array([0.0078, 0.0024, 0.0068]), self.detail.pick(9, 6), self.detail.pick(16, 8)
        )
        morphs = {}
        for name, shape in self.shapes.items():
            if any(shape.tongue) or shape.tongue_scale != 1:
                morphs[name] = (points - root) * (shape.tongue_scale - 1) + np.array(shape.tongue)
                if shape.tongue[2] > 0.01:  # out of the mouth: the tip bends down over the lip, the root stays
                    reach = np.clip((points[:, 2:] - root[2]) / 0.0068 * 0.5 + 0.5, 0, 1)
                    morphs[name] = np.array(shape.tongue) * (0.25 + 0.75 * reach) * [1, 1, 1]
        self._add("tongue", points, faces, None, vertex_normals(points, faces), morphs)

    def _add_teeth(self) -> None:
        """The upper row: a curved strip that the upper lip hides at rest."""
        n = self.detail.pick(15, 7)
        x = np.linspace(-0.0105, 0.0105, n)
        y = self.head.face.mouth_y + 0.0010
        z = float(self.head.front_z(np.array([[0, self.head.face.mouth_y]]))[0]) - 0.0048 - 20 * x * x
        points = np.r_[np.c_[x, np.full(n, y + 0.0032), z], np.c_[x, y - 0.0006 + 12 * x * x, z]]
        faces = grid_faces(2, n)
        if vertex_normals(points, faces)[:, 2].mean() < 0:
            faces = faces[:, ::-1]
        morphs = {
            name: np.tile([0, shape.upper_teeth, -0.5 * shape.upper_teeth], (2 * n, 1))
            for name, shape in self.shapes.items()
            if shape.upper_teeth
        }
        self._add("teeth", points, faces, None, np.tile([0, 0, 1.0], (2 * n, 1)), morphs)
