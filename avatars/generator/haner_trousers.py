"""邗儿 from the hips down: wide trousers that bend at the knee, bare ankles, cloth shoes with a strap."""

import numpy as np

from .detail import Detail
from .fields import Array, capsule, ellipsoid, mesh_field, outermost_hit, smooth_min, smoothstep, turned_outward, union
from .haner_body import TROUSER_HEM, HanerBody
from .meshes import PartList, Skin, ball, grid_faces
from .rig import SIDES, Rig

FOOT_X = 0.084


class HanerTrousers:
    """Trousers, ankles and shoes."""

    def __init__(self, shape: HanerBody, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.shape, self.rig, self.parts, self.detail = shape, rig, parts, detail

    def build(self) -> None:
        """Add trousers, then both feet."""
        self._trousers()
        for side, name in SIDES:
            self._hem(side)
            self._ankle(side, name)
            self._shoe(side, name)

    def skin(self, points: Array) -> Skin:
        """Hips, then each leg's thigh and shin; between the legs the cloth is shared."""
        x, y = points[:, 0], points[:, 1]
        hips = smoothstep(y, 0.735, 0.900)
        shin = smoothstep(-y, -0.515, -0.405)
        middle = np.interp(y, [0.70, 0.86], [0.004, 0.060])
        left = smoothstep(x / middle, -1, 1)
        number = self.rig.numbers
        joints = np.zeros((len(points), 4), int)
        weights = np.zeros((len(points), 4))
        joints[:, 0], weights[:, 0] = number["hips"], hips
        is_left = x > 0
        # Above the knee both thighs may share; below it only the own leg is left.
        joints[:, 1], weights[:, 1] = number["leftUpperLeg"], (1 - hips) * left * (1 - shin)
        joints[:, 2], weights[:, 2] = number["rightUpperLeg"], (1 - hips) * (1 - left) * (1 - shin)
        joints[:, 3] = np.where(is_left, number["leftLowerLeg"], number["rightLowerLeg"])
        weights[:, 3] = (1 - hips) * shin
        return joints, weights

    def _trousers(self) -> None:
        field = self.shape.trousers if self.detail.is_light else self.shape.trousers_with_folds

        def keeps(middles: Array) -> Array:
            return (middles[:, 1] > TROUSER_HEM) & (middles[:, 1] < 0.925)

        points, faces, normals = mesh_field(
            field, (-0.22, 0.12, -0.14), (0.22, 0.98, 0.14), 0.0060, self.detail.pick(6000, 960), keeps
        )
        points[:, 1] = np.maximum(points[:, 1], TROUSER_HEM)
        used, faces = np.unique(faces, return_inverse=True)
        points, faces, normals = points[used], faces.reshape(-1, 3), normals[used]
        uvs = np.c_[0.5 + points[:, 0] / 0.42, (0.93 - points[:, 1]) / 0.79]
        self.parts.add("trousers", points, faces, self.skin(points), uvs, normals)

    def _hem(self, side: int) -> None:
        """A ring of lining from the hem in to the ankle."""
        n = self.detail.pick(40, 16)
        angles = np.linspace(0, 2 * np.pi, n, endpoint=False)
        directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
        field = self.shape.legs[0 if side > 0 else 1]
        origin = np.tile([side * 0.100, TROUSER_HEM, 0.0], (n, 1))
        edge = origin + directions * (outermost_hit(field, origin, directions, 0.12) - 0.003)[:, None]
        inner = np.array([side * FOOT_X, TROUSER_HEM + 0.030, -0.012]) + directions * 0.030
        points = np.vstack([edge, inner])
        faces = grid_faces(2, n, closed=True)
        a, b, c = (points[faces[:, i]] for i in range(3))
        if np.cross(b - a, c - a)[:, 1].mean() > 0:
            faces = faces[:, ::-1]
        self.parts.add("inside", points, faces, self.skin(points), normals=np.tile([0.0, -1, 0], (len(points), 1)))

    def _foot_skin(self, name: str):
        def bind(points: Array) -> Skin:
            """Shin above the ankle, foot, toes."""
            joints, weights = self.rig.along(points[:, 1], [name + "Foot", name + "LowerLeg"], [0.075, 0.125])
            toes = smoothstep(points[:, 2], 0.055, 0.095) * (points[:, 1] < 0.07)
            weights = weights * (1 - toes)[:, None]
            joints[:, 2], weights[:, 2] = self.rig.numbers[name + "Toes"], toes
            return joints, weights

        return bind

    def _ankle(self, side: int, name: str) -> None:
        """Leg below the hem and the instep that the shoe leaves bare."""
        x = side * FOOT_X
        field = union(
            0.020,
            capsule((x, 0.230, -0.016), (x, 0.085, -0.016), 0.0330, 0.0235),
            capsule((x, 0.062, -0.020), (x, 0.040, 0.070), 0.0250, 0.0225),
            ellipsoid((x, 0.070, -0.016), (0.0285, 0.018, 0.022)),
        )
        points, faces, normals = mesh_field(
            field, (x - 0.05, 0.03, -0.07), (x + 0.05, 0.24, 0.11), 0.0050, self.detail.pick(900, 110),
            keeps=lambda p: (p[:, 1] > 0.040) & (p[:, 1] < 0.215) & (p[:, 2] < 0.062),
        )  # fmt: skip
        self.parts.add("arm", points, faces, self._foot_skin(name)(points), None, normals)

    def _shoe(self, side: int, name: str) -> None:
        """布鞋: a low black-blue upper cut out over the instep, white sole of many layers, one strap."""
        x = side * FOOT_X

        def last(points: Array) -> Array:
            """The foot's outline seen from above, swept up: broad at the ball, rounded at toe and heel."""
            z = points[..., 2]
            half = np.interp(
                z,
                [-0.070, -0.052, -0.020, 0.030, 0.075, 0.110, 0.138],
                [0.012, 0.0275, 0.0310, 0.0325, 0.0375, 0.0330, 0.010],
            )
            top = np.interp(z, [-0.070, -0.045, 0.0, 0.050, 0.090, 0.138], [0.060, 0.068, 0.078, 0.066, 0.050, 0.024])
            across = np.abs(points[..., 0] - x - side * 0.004 * smoothstep(z, 0.03, 0.12)) / half
            up = np.abs(points[..., 1] - 0.014) / np.where(points[..., 1] > 0.014, top - 0.014, 0.014)
            radius = (across**2.6 + up**2.6) ** (1 / 2.6)
            body = (radius - 1) * 0.022
            ends = np.maximum(z - 0.136, -0.066 - z)
            return smooth_min(np.maximum(body, ends), np.full_like(body, 1.0), 0.001)

        opening = ellipsoid((x, 0.094, 0.008), (0.0262, 0.056, 0.0585))
        points, faces, normals = mesh_field(
            lambda p: -smooth_min(-last(p), opening(p), 0.004), (x - 0.055, -0.004, -0.085), (x + 0.055, 0.095, 0.155),
            0.0032, self.detail.pick(1700, 210),
        )  # fmt: skip
        bind = self._foot_skin(name)
        uvs = np.c_[np.full(len(points), 0.5), np.clip(1 - points[:, 1] / 0.08, 0.01, 0.99)]
        self.parts.add("shoe", points, faces, bind(points), uvs, normals)
        self._strap(x, bind)
        points, faces, gloss = ball(
            np.array([x + side * 0.0310, 0.050, 0.019]),
            np.array([0.0024, 0.0042, 0.0042]),
            *self.detail.pick((6, 9), (4, 5)),
        )
        self.parts.add("button", points, faces, self.rig.rigid(len(points), name + "Foot"), gloss)

    def _strap(self, x: float, bind) -> None:
        """A band of the upper's cloth over the instep."""
        arc = np.linspace(-0.12, np.pi + 0.12, self.detail.pick(24, 8))
        profile = ((-1.0, 0.0), (-0.8, 0.0014), (0.8, 0.0014), (1.0, 0.0))
        rows = [
            np.c_[
                x + (0.0328 + lift) * np.cos(arc), 0.036 + (0.0432 + lift) * np.sin(arc), 0.0185 + 0.0062 * q + 0 * arc
            ]
            for q, lift in profile
        ]
        points = np.stack(rows, 1).reshape(-1, 3)
        faces = turned_outward(points, grid_faces(len(arc), len(profile)), points - [x, 0.036, 0.0185])
        uvs = np.tile([0.5, 0.3], (len(points), 1))
        self.parts.add("shoe", points, faces, bind(points), uvs)
