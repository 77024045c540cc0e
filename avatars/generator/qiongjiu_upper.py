"""琼玖's upper garments: the narrow-sleeved 荼白 upper with its closed collar, the 艾绿 half-sleeve 半臂 over it."""

import numpy as np

from .detail import Detail
from .fields import Array, capsule, mesh_field, outermost_hit, smooth_min, smoothstep, turned_outward
from .garments import cuff, hoop, pleats, sleeve_tube, strip, unwrapped
from .meshes import PartList, Skin, grid_faces
from .rig import SIDES, BodyProportions, Rig
from .springs import Feel, Springs
from .torso import Torso

HALF_SLEEVE_END = 0.277
SLEEVE_FEEL = Feel(0.60, 0.45, 0.35, 0.010)


class QiongjiuUpper:
    """Everything she wears on shoulders and arms."""

    def __init__(
        self, body: BodyProportions, torso: Torso, rig: Rig, springs: Springs, parts: PartList, detail: Detail
    ) -> None:
        self.body, self.torso, self.rig, self.springs = body, torso, rig, springs
        self.parts, self.detail = parts, detail
        self.axis = (body.arm_y - 0.004, body.arm_z)

    def build(self) -> None:
        """Add the clothes from the inside out."""
        if not self.detail.is_light:
            self._sleeve_chains()
        self._upper()
        self._half_sleeves()
        for side, _ in SIDES:
            self._lower_sleeve(side)

    def _arm(self, points: Array) -> Skin:
        return self.rig.arm(points, self.body)

    def _upper(self) -> None:
        """荼白 undergarment: the chest inside the closed, right-lapped collar (右衽: her left lapel lies on top)."""
        points, faces, normals = mesh_field(
            lambda p: self.torso.whole(p) - 0.002,
            (-0.16, 1.08, -0.12),
            (0.16, 1.30, 0.13),
            0.006,
            self.detail.pick(700, 200),
            keeps=lambda p: (p[:, 1] > 1.188) & (np.abs(p[:, 0]) < 0.062) & (p[:, 2] > -0.02),
        )
        uvs = np.tile([0.03, 0.5], (len(points), 1))  # a plain spot: the collar is pattern enough
        self.parts.add("upper", points, faces, self.rig.torso(points), uvs, normals)
        rows, thin = self.detail.pick(56, 18), self.detail.is_light
        for side, offset in ((-1, 0.0030), (1, 0.0058)):
            path = [
                (0, 1.290, -0.066), (side * 0.030, 1.288, -0.052), (side * 0.0415, 1.280, -0.022),
                (side * 0.0365, 1.266, 0.012),
                (side * 0.019, 1.249, 0.033), (-side * 0.004, 1.232, 0.050), (-side * 0.024, 1.213, 0.064),
            ]  # fmt: skip
            strip(
                self.parts, "collar", path, 0.0112, 0.0016, self.torso.robe, offset, self.rig.torso, rows, thin,
                both_sides=True,
            )  # fmt: skip
        hoop(
            self.parts, "collar", 1.264, 0.0190, 0.0008, 0.0012, self.torso.neck, self.rig.torso,
            self.detail.pick(48, 20), 0.6,
            forward_tilt=-0.008, soften_deg=0, is_thin=thin, both_sides=True,
        )  # fmt: skip

    def _add_used(self, tile, points, faces, uvs, normals, skin) -> None:
        """Add a part without the vertices that no face uses."""
        used, faces = np.unique(faces, return_inverse=True)
        self.parts.add(tile, points[used], faces.reshape(-1, 3), skin(points[used]), uvs[used], normals[used])

    def _folds(self, points: Array) -> Array:
        """Modelled folds of the half-sleeve: rays from the armpit, waves at the cuff."""
        x, y = np.abs(points[..., 0]), points[..., 1] - self.body.arm_y
        angle = np.arctan2(points[..., 2] - self.body.arm_z, -y)
        arm = np.clip((x - 0.115) / 0.05, 0, 1)
        depth = 0.0036 * arm * np.sin(angle * 3 + np.sign(points[..., 0]) * 0.6 + x * 34)
        depth += 0.0046 * arm * pleats(angle * 2.5 + x * 10 + 1.1) * np.clip((x - 0.15) / 0.1, 0, 1)
        rays = np.exp(-(((y + 0.045) / 0.04) ** 2)) * np.exp(-(((x - 0.10) / 0.035) ** 2))
        return depth + 0.0040 * rays * np.sin((y + (x - 0.1) * 0.9) * 260)

    def _half_field(self, points: Array) -> Array:
        distance = self._half_body(points)
        y, z = self.body.arm_y, self.body.arm_z
        for side in (1, -1):
            sleeve = capsule((side * 0.090, y - 0.001, z), (side * 0.290, y - 0.004, z), 0.043, 0.056)
            distance = smooth_min(distance, sleeve(points), 0.026)
        return distance - (0 if self.detail.is_light else self._folds(points))

    def _half_body(self, points: Array) -> Array:
        return smooth_min(self.torso.whole(points), self.torso.neck(points) + 0.004, 0.03) - 0.0065

    def _half_sleeves(self) -> None:
        """艾绿 半臂 as one field for body and sleeves, open in front, with borders."""

        def keeps(middles: Array) -> Array:
            x, y = np.abs(middles[:, 0]), middles[:, 1]
            lapel = np.interp(y, [1.14, 1.20, 1.24, 1.262, 1.29], [0.033, 0.036, 0.0435, 0.050, 0.048])
            cut = ((middles[:, 2] > -0.018) & (x < lapel)) | ((y > 1.262) & (x < 0.046)) | (x > 0.276)
            return ~(cut | (y < 1.182) & (x < 0.116))

        points, faces, normals = mesh_field(
            self._half_field,
            (-0.30, 1.06, -0.13),
            (0.30, 1.31, 0.14),
            0.0050,
            self.detail.pick(9000, 1720),
            keeps,
        )
        points[:, 0] = np.clip(points[:, 0], -HALF_SLEEVE_END, HALF_SLEEVE_END)
        on_arm = np.abs(points[faces].mean(1)[:, 0]) > 0.118
        v_body = np.clip((1.315 - points[:, 1]) / 0.18, 0, 1)
        body_uvs = np.c_[points[:, 0] / 0.29 + 0.5, v_body]
        self._add_used("halfbody", points, faces[~on_arm], body_uvs, normals, self._half_skin)
        around = np.arctan2(points[:, 2] - self.body.arm_z, points[:, 1] - self.body.arm_y) / (2 * np.pi) + 0.5
        arm_faces, source, u = unwrapped(faces[on_arm], around)
        v_arm = np.clip((np.abs(points[source, 0]) - 0.09) / 0.19, 0, 1)
        self._add_used("half", points[source], arm_faces, np.c_[u, v_arm], normals[source], self._half_skin)
        rows = self.detail.pick(64, 18)
        for side in (1, -1):
            path = [
                (0, 1.290, -0.070), (side * 0.034, 1.286, -0.056), (side * 0.0515, 1.272, -0.022),
                (side * 0.0500, 1.254, 0.020),
                (side * 0.0440, 1.232, 0.044), (side * 0.0385, 1.208, 0.062), (side * 0.0350, 1.180, 0.080),
            ]  # fmt: skip
            strip(
                self.parts,
                "border",
                path,
                0.0088,
                0.0020,
                self._half_body,
                0.0024,
                self.rig.torso,
                rows,
                self.detail.is_light,
            )
            start, end = side * 0.258, side * (HALF_SLEEVE_END + 0.002)
            cuff(
                self.parts, "border", start, end, self.axis, self._half_field, 0.0010, 0.0024, self._half_skin,
                self.detail.pick(60, 22), 1.0, self.detail.is_light,
            )  # fmt: skip
            self._lining(side)

    def _sleeve_chains(self) -> None:
        """A short chain under each upper arm that lets the wide cuff swing."""
        for side, name in SIDES:
            top = np.array([side * 0.22, self.body.arm_y - 0.035, self.body.arm_z])
            places = np.array([top, top + [side * 0.045, -0.028, 0], top + [side * 0.075, -0.045, 0]])
            self.springs.chain(f"sleeve{name.capitalize()}", places, name + "UpperArm", SLEEVE_FEEL)

    def _half_skin(self, points: Array) -> Skin:
        """Torso and arm; in the full figure the lower edge of the wide cuff gives a share to its spring."""
        joints, weights = self._arm(points)
        x = np.abs(points[:, 0])
        torso_joints, torso_weights = self.rig.torso(points)
        inner = x < 0.118
        joints[inner], weights[inner] = torso_joints[inner], torso_weights[inner]
        if self.detail.is_light:
            return joints, weights
        for side, name in SIDES:
            low = np.clip((self.body.arm_y - 0.012 - points[:, 1]) / 0.05, 0, 1)
            share = 0.55 * smoothstep(x, 0.19, 0.27) * low * (points[:, 0] * side > 0)
            weights = weights * (1 - share)[:, None]
            mine = share > 0
            slot = weights.argmin(1)
            joints[mine, slot[mine]] = self.rig.numbers[f"sleeve{name.capitalize()}1"]
            weights[mine, slot[mine]] = share[mine]
        return joints, weights

    def _lining(self, side: int) -> None:
        """The inside of the cuff, as far as one can look in."""
        n = self.detail.pick(41, 17)
        angles = np.linspace(0, 2 * np.pi, n)
        directions = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings = []
        for x, inset in ((0.278, -0.001), (0.262, -0.006), (0.236, -0.014)):
            origin = np.tile([side * x, *self.axis], (n, 1))
            rings.append(
                origin + directions * (outermost_hit(self._half_field, origin, directions, 0.13) + inset)[:, None]
            )
        points = np.vstack(rings)
        faces = grid_faces(3, n)
        a, b, c = (points[faces[:, i]] for i in range(3))
        inward = np.array([0, *self.axis]) - (a + b + c) / 3 * [0, 1, 1]
        if (np.cross(b - a, c - a) * inward).sum() < 0:
            faces = faces[:, ::-1]
        self.parts.add("lining", points, faces, self._half_skin(points))

    def _lower_sleeve(self, side: int) -> None:
        """The narrow sleeve of the upper, folded at the elbow and gathered toward the wrist."""

        def radius(x: float, cos: Array, sin: Array) -> Array:
            plain = np.interp(
                x, [0.19, 0.30, 0.338, 0.40, 0.50, 0.544], [0.0375, 0.0370, 0.0360, 0.0350, 0.0292, 0.0272]
            )
            if self.detail.is_light:
                return plain + 0.0014 * np.sin(np.arctan2(sin, cos) * 3 + x * 40)
            elbow = np.exp(-(((x - 0.345) / 0.040) ** 2))
            wrist = smoothstep(x, 0.43, 0.53) * (1 - smoothstep(x, 0.532, 0.544))
            folds = 0.0030 * elbow * pleats((x - 0.345) * 70 + sin * 1.2) * (0.55 + 0.45 * sin)
            folds = folds + 0.0032 * wrist * pleats(x * 88 + 1.1 * cos + 0.7 * sin) * (0.7 + 0.3 * (cos**2 - sin**2))
            return plain + folds + 0.0016 * np.sin(np.arctan2(sin, cos) * 3 + x * 40)

        x = np.linspace(0.19, 0.544, 54)
        if self.detail.is_light:  # few rows, most of them where the elbow bends
            x = np.array([0.19, 0.25, 0.29, 0.315, 0.338, 0.360, 0.385, 0.42, 0.46, 0.50, 0.53, 0.544])
        y_z = (self.body.arm_y, self.body.arm_z)
        sleeve_tube(self.parts, "upper", x, radius, y_z, side, self._arm, self.detail.pick(32, 11))
        self._close_sleeve(side)
        arm = capsule((0.40 * side, *y_z), (0.60 * side, *y_z), 0.0287)
        cuff(
            self.parts, "border", 0.526 * side, 0.547 * side, self.axis, arm, 0.0010, 0.0018, self._arm,
            self.detail.pick(44, 14), 1.0, self.detail.is_light,
        )  # fmt: skip

    def _close_sleeve(self, side: int) -> None:
        """A ring of lining between cuff and wrist: one must not look up an empty sleeve."""
        angles = np.linspace(0, 2 * np.pi, self.detail.pick(32, 12), endpoint=False)
        circle = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings = [
            circle * r + [side * x, self.body.arm_y, self.body.arm_z] for x, r in ((0.546, 0.0280), (0.538, 0.0135))
        ]
        points = np.vstack(rings)
        outward = np.tile([side, 0.0, 0.0], (len(points), 1))
        faces = turned_outward(points, grid_faces(2, len(angles), closed=True), outward)
        self.parts.add("lining", points, faces, self._arm(points), normals=outward)
