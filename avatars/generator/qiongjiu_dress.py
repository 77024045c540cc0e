"""琼玖's clothes 齐胸襦裙: narrow-sleeved upper, 半臂, chest-high skirt with its band and bow, 披帛, shoes."""

import numpy as np

from .accessories import Jeweller
from .detail import Detail
from .fields import (
    Array,
    arc_length,
    capsule,
    ellipsoid,
    mesh_field,
    outermost_hit,
    smooth_min,
    smoothstep,
    spline,
    turned_outward,
    union,
    unit,
)
from .garments import SkirtCut, bow_loop, cuff, free_strip, hoop, pleated_skirt, pleats, sleeve_tube, strip, unwrapped
from .meshes import PartList, Skin, ball, grid_faces
from .rig import SIDES, BodyProportions, Rig
from .springs import Feel, Springs

SKIRT = SkirtCut(
    top=1.210,
    hem=0.028,
    heights=(1.216, 1.190, 1.165, 1.140, 1.09, 1.02, 0.93, 0.80, 0.62, 0.40, 0.20, 0.028),
    side=(0.1165, 0.1185, 0.1215, 0.1235, 0.124, 0.128, 0.144, 0.168, 0.198, 0.234, 0.268, 0.300),
    front=(0.096, 0.108, 0.117, 0.1205, 0.121, 0.122, 0.129, 0.146, 0.172, 0.208, 0.244, 0.278),
    back=(0.087, 0.0885, 0.0895, 0.090, 0.092, 0.099, 0.122, 0.150, 0.182, 0.222, 0.258, 0.292),
    hugs_above=1.08,
)

BAND_Y = 1.1915
HALF_SLEEVE_END = 0.277
TIE_FEEL = Feel(0.75, 0.45, 0.15, 0.006)
SHAWL_FEEL = Feel(0.03, 0.45, 1.50, 0.018)
SKIRT_FEEL = Feel(0.90, 0.55, 0.25, 0.020)
SLEEVE_FEEL = Feel(0.60, 0.45, 0.35, 0.010)


class QiongjiuDress:
    """Everything she wears below the neck."""

    def __init__(self, body: BodyProportions, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.body, self.rig, self.springs, self.parts, self.detail = body, rig, springs, parts, detail
        self.axis = (body.arm_y - 0.004, body.arm_z)
        trunk = union(
            0.030,
            ellipsoid((0, 1.130, -0.008), (0.108, 0.140, 0.078)),
            capsule((-0.100, 1.222, -0.016), (0.100, 1.222, -0.016), 0.033),
            capsule((0.034, 1.246, -0.020), (0.098, 1.228, -0.016), 0.028, 0.032),
            capsule((-0.034, 1.246, -0.020), (-0.098, 1.228, -0.016), 0.028, 0.032),
            capsule((0, 0.92, 0), (0, 1.05, 0), 0.088),
        )
        bust = union(
            0.028,
            ellipsoid((0.046, 1.146, 0.058), (0.054, 0.053, 0.053)),
            ellipsoid((-0.046, 1.146, 0.058), (0.054, 0.053, 0.053)),
        )
        self.torso = union(0.030, trunk, bust)
        self.neck = capsule((0, 1.20, -0.024), (0, 1.290, -0.0345), 0.041, 0.0345)
        self.robe = union(0.030, self.torso, self.neck)
        self.chest = union(
            0.022,
            ellipsoid((0, 1.130, -0.008), (0.110, 0.150, 0.080)),
            bust,
            capsule((0, 0.92, 0), (0, 1.05, 0), 0.088),
        )

    def build(self) -> None:
        """Add the clothes from the inside out."""
        self._upper()
        self._half_sleeves()
        self._skirt()
        self._waist_band()
        self._bow()
        for side, name in SIDES:
            self._lower_sleeve(side)
            self._shoe(side, name)
        self._shawl()

    # ---- skins

    def _arm(self, points: Array):
        return self.rig.arm(points, self.body)

    # ---- upper body

    def _upper(self) -> None:
        """荼白 undergarment: the chest inside the closed, right-lapped collar (右衽: her left lapel lies on top)."""
        points, faces, normals = mesh_field(
            lambda p: self.torso(p) - 0.002,
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
                self.parts, "collar", path, 0.0112, 0.0016, self.robe, offset, self.rig.torso, rows, thin,
                both_sides=True,
            )  # fmt: skip
        hoop(
            self.parts, "collar", 1.264, 0.0190, 0.0008, 0.0012, self.neck, self.rig.torso,
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
        return smooth_min(self.torso(points), self.neck(points) + 0.004, 0.03) - 0.0065

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
            self.detail.pick(9000, 1500),
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

    def _half_skin(self, points: Array):
        """Torso and arm; in the full figure the lower edge of the wide cuff gives a share to its spring."""
        joints, weights = self._arm(points)
        x = np.abs(points[:, 0])
        torso_joints, torso_weights = self.rig.torso(points)
        inner = x < 0.118
        joints[inner], weights[inner] = torso_joints[inner], torso_weights[inner]
        if self.detail.is_light:
            return joints, weights
        for side, name in SIDES:
            chain = f"sleeve{name.capitalize()}0"
            if chain not in self.rig.numbers:
                top = np.array([side * 0.22, self.body.arm_y - 0.035, self.body.arm_z])
                places = np.array([top, top + [side * 0.045, -0.028, 0], top + [side * 0.075, -0.045, 0]])
                self.springs.chain(f"sleeve{name.capitalize()}", places, name + "UpperArm", SLEEVE_FEEL)
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

    # ---- skirt, band, bow

    def _skirt(self) -> None:
        rows = self.detail.pick(
            np.r_[np.linspace(1.210, 1.10, 16), np.linspace(1.090, 0.028, 40)],
            np.r_[np.linspace(1.210, 1.10, 4), np.linspace(1.075, 0.028, 7)],
        )
        columns = self.detail.pick(204, 72)
        chains = [] if self.detail.is_light else self._skirt_chains()

        def skin(points: Array):
            joints, weights = self.rig.skirt(points)
            if not chains:
                return joints, weights
            # Near the hem a share goes to the two nearest of the swinging chains.
            around = np.arctan2(points[:, 0], points[:, 2]) / (2 * np.pi) * len(chains)
            share = 0.65 * smoothstep(-points[:, 1], -0.55, -0.12)
            weights = weights * (1 - share)[:, None]
            merged = np.where(weights[:, 2] >= weights[:, 3], 2, 3)
            total = weights[:, 2] + weights[:, 3]
            keep = np.arange(len(points))
            joints[:, 1] = np.where(share > 0, joints[keep, merged], joints[:, 1])
            weights[:, 1] = np.where(share > 0, total, weights[:, 1])
            low = np.floor(around).astype(int)
            t = smoothstep(around - low, 0, 1)
            numbers = np.array([self.rig.numbers[bones[1]] for bones in chains])
            for slot, index, part in ((2, low, 1 - t), (3, low + 1, t)):
                joints[:, slot] = np.where(share > 0, numbers[index % len(chains)], joints[:, slot])
                weights[:, slot] = np.where(share > 0, share * part, weights[:, slot])
            return joints, weights

        fine = not self.detail.is_light
        lattice = pleated_skirt(self.parts, "skirt", SKIRT, self.chest, skin, rows, columns, fine)
        if fine:  # seen when she sits or steps out; the light figure saves it
            self._skirt_lining(lattice[rows < 0.62][::2], skin)

    def _skirt_lining(self, lattice: Array, skin) -> None:
        inner = lattice - unit(lattice * [1, 0, 1]) * 0.005
        points = inner.reshape(-1, 3)
        faces = turned_outward(points, grid_faces(*lattice.shape[:2]), -points * [1, 0, 1])
        self.parts.add("lining", points, faces, skin(points))

    def _skirt_chains(self) -> list[list[str]]:
        chains = []
        for k in range(8):
            a = 2 * np.pi * k / 8
            x, z = np.sin(a), np.cos(a)
            leg = "leftUpperLeg" if x > 0.01 else "rightUpperLeg" if x < -0.01 else "hips"
            places = np.array([(x * 0.20, 0.60, z * 0.18), (x * 0.25, 0.32, z * 0.235), (x * 0.29, 0.05, z * 0.28)])
            chains.append(self.springs.chain(f"skirt{k}_", places, leg, SKIRT_FEEL, ("legs",)))
        return chains

    def _waist_band(self) -> None:
        def over_skirt(points: Array) -> Array:
            return self.chest(points) - 0.0085

        segments, thin = self.detail.pick(84, 36), self.detail.is_light
        hoop(
            self.parts,
            "band",
            BAND_Y,
            0.0165,
            0.0048,
            0.0034,
            over_skirt,
            self.rig.spine,
            segments,
            3,
            0.004,
            10.0,
            thin,
        )
        hoop(
            self.parts, "border", BAND_Y - 0.0205, 0.0034, 0.0022, 0.0022, over_skirt, self.rig.spine, segments,
            4, 0.004,
            10.0, thin,
        )  # fmt: skip

    def _bow(self) -> None:
        """The front bow: two puffed loops, a jade knot in pearls, two long ties on springs."""
        knot = np.array([0, BAND_Y - 0.0155, self._front_of_band() + 0.007])

        def with_chest(points: Array):
            return self.rig.rigid(len(points), "chest")

        steps, columns = self.detail.pick((30, 9), (11, 4))
        for side, length in ((1, 0.043), (-1, 0.041)):
            bow_loop(self.parts, "ribbon", knot, side, length, 0.0150, 0.0125, with_chest, steps, columns)
        for side, name in SIDES:
            self._tie(side, name, knot)
        jewels = Jeweller(knot, self.rig, self.parts, self.detail)
        jewels.bead((0, 0, 0.009), (0.0095, 0.0088, 0.0080), "jade", "chest")
        pearls = self.detail.pick(10, 7)
        for k in range(pearls):
            a = 2 * np.pi * k / pearls
            jewels.bead((0.0118 * np.cos(a), 0.0108 * np.sin(a), 0.009), 0.0024, "pearl", "chest")

    def _front_of_band(self) -> float:
        reach = outermost_hit(self.chest, np.array([[0.0, BAND_Y - 0.025, 0]]), np.array([[0, 0, 1.0]]), 0.2)
        return float(reach[0]) + 0.0085 + 0.0048 + 0.0034

    def _tie(self, side: int, name: str, knot: Array) -> None:
        z = knot[2]
        heights = np.array([1.160, 1.06, 0.95, 0.83, 0.70 if side > 0 else 0.73])
        before_skirt = np.interp(-heights, -np.array(SKIRT.heights), SKIRT.front) + [0.010, 0.011, 0.013, 0.016, 0.020]
        places = np.c_[side * np.array([0.008, 0.0105, 0.0135, 0.017, 0.021]), heights, before_skirt]
        places = self.detail.pick(places, places[[0, 1, 3, 4]])
        bones = self.springs.chain("tie" + name.capitalize(), places, "chest", TIE_FEEL, ("skirtFront",))
        n = self.detail.pick(44, 15)
        path = spline(np.vstack([[[0, knot[1], z + 0.002]], places]), n)
        t = np.linspace(0, 1, n)
        width = np.interp(t, [0, 0.1, 0.4, 1], [0.0035, 0.0066, 0.0078, 0.0104])
        depth = np.interp(t, [0, 0.2, 1], [0.0004, 0.0014, 0.0022])
        normals = np.tile([side * 0.15, 0.12, 1.0], (n, 1)) + np.c_[0.35 * np.sin(t * 9 + side), 0 * t, 0 * t]
        skin = self.springs.hanging(path, "chest", bones, places, 1.18)
        free_strip(
            self.parts, "ribbon", path, normals, width, depth, 1.0, skin, self.detail.pick(7, 3), arc_length(path)[-1],
            both_sides=True,
        )  # fmt: skip

    # ---- sleeves, shawl, shoes

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

        x = np.linspace(0.19, 0.544, self.detail.pick(54, 12))
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

    def _shawl(self) -> None:
        """披帛 in one length: tail, over the upper arm before the elbow, swag behind the back, and the same again."""
        halves = {name: self._half_shawl(side, name) for side, name in SIDES}
        path, normals, width, depth, (joints, weights) = (halves["left"][i] for i in range(5))
        mirrored = halves["right"]
        skin = tuple(np.vstack([b[:0:-1], a]) for a, b in ((joints, mirrored[4][0]), (weights, mirrored[4][1])))
        free_strip(
            self.parts,
            "shawl",
            np.vstack([mirrored[0][:0:-1], path]),
            np.vstack([mirrored[1][:0:-1], normals]),
            np.r_[mirrored[2][:0:-1], width],
            np.r_[mirrored[3][:0:-1], depth],
            2.5,
            skin,
            self.detail.pick(13, 7),
            2 * arc_length(path)[-1],
        )

    def _half_shawl(self, side: int, name: str) -> tuple[Array, Array, Array, Array, Skin]:
        """Path from the middle of the back to the end of one tail, its normals, half widths, fold depths and skin."""
        swag = [
            (0, 1.060, -0.186), (side * 0.075, 1.072, -0.184), (side * 0.150, 1.108, -0.152),
            (side * 0.215, 1.155, -0.112),
            (side * 0.272, 1.205, -0.086), (side * 0.302, 1.262, -0.060), (side * 0.312, 1.288, -0.014),
        ]  # fmt: skip
        tail = np.array([
            (side * 0.316, 1.266, 0.036), (side * 0.320, 1.175, 0.058), (side * 0.323, 1.060, 0.064),
            (side * 0.327, 0.925, 0.066), (side * 0.330, 0.790, 0.066), (side * 0.333, 0.655, 0.066),
        ])  # fmt: skip
        out = [
            (0, 0, -1), (side * 0.1, 0, -1), (side * 0.2, 0.1, -1), (side * 0.2, 0.2, -1), (0, 0.4, -1), (0, 0.9, -0.6),
            (0, 1, 0.1), (0, 0.8, 0.8), *[(0, 0, 1)] * 5,
        ]  # fmt: skip
        places = self.detail.pick(tail, tail[[0, 1, 2, 4, 5]])
        bones = self.springs.chain("shawl" + name.capitalize(), places, name + "UpperArm", SHAWL_FEEL, ("legs",))
        n = self.detail.pick(84, 21)
        knots = np.array([*swag, *tail])
        # The mirrored knots before the middle make the two halves meet in one tangent.
        mirror = np.array([-1.0, 1, 1])
        whole = spline(np.vstack([knots[:0:-1] * mirror, knots]), 8 * n - 1)[4 * n - 1 :]
        along = arc_length(whole)
        path = np.stack([np.interp(np.linspace(0, along[-1], n), along, whole[:, i]) for i in range(3)], 1)
        normals = unit(spline(out, n))
        at_knots = arc_length(knots)
        length = arc_length(path) * at_knots[-1] / arc_length(path)[-1]
        width = np.interp(length, at_knots[[0, 2, 4, 5, 7, 9, 12]], [0.080, 0.060, 0.030, 0.020, 0.021, 0.046, 0.064])
        depth = np.interp(length, at_knots[[0, 3, 5, 7, 9, 12]], [0.010, 0.006, 0.003, 0.003, 0.008, 0.011])
        # Tail knot i stands at arc length at_knots[7 + i].
        at_tail = [at_knots[7 + int(np.argmin(np.abs(tail[:, 1] - place[1])))] for place in places]
        middles = [(at_tail[i] + at_tail[i + 1]) / 2 for i in range(1, len(places) - 1)]
        rulers = ["chest", name + "UpperArm", *bones[: len(middles) + 1]]
        centres = [at_knots[0] + 0.04, at_knots[4] - 0.01, at_tail[0] + 0.03, *middles]
        return path, normals, width, depth, self.rig.along(length, rulers, centres, 1.0)

    def _shoe(self, side: int, name: str) -> None:
        centre = np.array([side * 0.075, 0.035, 0.12])
        points, faces, _ = ball(
            centre, np.array([0.040, 0.030, 0.115]), self.detail.pick(10, 5), self.detail.pick(16, 7)
        )
        self.parts.add("shoe", points, faces, self.rig.rigid(len(points), name + "Foot"))
