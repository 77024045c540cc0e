"""竹西's 袄: stand collar, wide straight sleeves with broad bands, lapel closed on her right (右衽), slit sides."""

import numpy as np
from scipy.interpolate import PchipInterpolator

from .detail import Detail
from .fields import (
    Array,
    capsule,
    gradient,
    mesh_field,
    outermost_hit,
    smooth_min,
    smoothstep,
    turned_outward,
    vertex_normals,
)
from .garments import cuff, hoop, pleats, sleeve_tube, strip, unwrapped
from .meshes import PartList, Skin, grid_faces, seam_welded
from .rig import SIDES, BodyProportions, Rig
from .springs import Feel, Springs
from .torso import Torso

HEM = 0.660
SEAM_X = 0.140
"""Where the body of the coat ends and the sleeves begin."""
SLEEVE_END = 0.474
SLEEVE_FEEL = Feel(0.70, 0.50, 0.30, 0.010)

LAPEL = (
    (0.002, 1.262, 0.030), (-0.010, 1.240, 0.050), (-0.032, 1.206, 0.085), (-0.062, 1.166, 0.098),
    (-0.096, 1.130, 0.070), (-0.117, 1.085, 0.040), (-0.121, 1.030, 0.030), (-0.130, 0.960, 0.026),
    (-0.146, 0.880, 0.022), (-0.166, 0.770, 0.020), (-0.187, 0.664, 0.018),
)  # fmt: skip
"""Edge of the upper lapel: from the throat across her right breast to the side seam and down it."""


HEIGHTS = (0.60, 0.70, 0.80, 0.90, 1.00, 1.06, 1.13, 1.20)
HALF_WIDTH = PchipInterpolator(HEIGHTS, (0.204, 0.185, 0.165, 0.145, 0.125, 0.115, 0.110, 0.108))
HALF_DEPTH = PchipInterpolator(HEIGHTS, (0.167, 0.153, 0.138, 0.123, 0.108, 0.102, 0.096, 0.094))
"""The A-line below the ribs, by height."""


class ZhuxiCoat:
    """Everything she wears on shoulders and arms."""

    def __init__(
        self, body: BodyProportions, torso: Torso, rig: Rig, springs: Springs, parts: PartList, detail: Detail
    ) -> None:
        self.body, self.torso, self.rig, self.springs = body, torso, rig, springs
        self.parts, self.detail = parts, detail
        self.axis = (body.arm_y - 0.003, body.arm_z)
        self.neck = capsule((0, 1.22, -0.0235), (0, 1.315, -0.0155), 0.0390, 0.0365)
        """Round the neck that is drawn: what a closed collar stands on."""

    def build(self) -> None:
        """Add the clothes from the inside out."""
        if not self.detail.is_light:
            self._sleeve_chains()
        self._collar()
        self._coat_body()
        self._bands()
        for side, _ in SIDES:
            self._sleeve(side)
            self._under_sleeve(side)

    # ---- the shape

    def plain(self, points: Array) -> Array:
        """The coat without folds: the bust smoothed over, an A-line from the ribs down."""
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        upper = smooth_min(self.torso.whole(points), self.neck(points) + 0.010, 0.020) - 0.0062
        rx, rz = HALF_WIDTH(np.clip(y, 0.60, 1.20)), HALF_DEPTH(np.clip(y, 0.60, 1.20))
        zc = np.interp(y, [0.62, 0.90, 1.06, 1.13], [0.004, 0.003, 0.004, 0.006])
        radius = (np.abs(x / rx) ** 2.2 + np.abs((z - zc) / rz) ** 2.2) ** (1 / 2.2)
        lower = np.maximum((radius - 1) * np.minimum(rx, rz), y - 1.135)
        distance = smooth_min(upper, lower, 0.030)
        y0, z0 = self.body.arm_y, self.body.arm_z
        for side in (1, -1):
            sleeve = capsule((side * 0.085, y0 - 0.002, z0), (side * 0.500, y0 - 0.010, z0 - 0.006), 0.0370, 0.0700)
            distance = smooth_min(distance, sleeve(points), 0.022)
        return distance

    def _folds(self, points: Array) -> Array:
        """Modelled folds: rays from the armpits, soft flutes that open toward the hem, waves toward the cuffs."""
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        ax = np.abs(x)
        around = np.arctan2(x, z)
        low = smoothstep(-y, -1.00, -0.70)
        depth = 0.0062 * low * np.sin(around * 7 + 0.8 * np.sin(around * 2)) * smoothstep(np.abs(around), 0.25, 0.7)
        down = y - self.body.arm_y
        rays = np.exp(-(((down + 0.062) / 0.040) ** 2)) * np.exp(-(((ax - 0.112) / 0.034) ** 2))
        depth = depth + 0.0020 * rays * np.sin((down + (ax - 0.1) * 0.9) * 230)
        arm = smoothstep(ax, 0.15, 0.26)
        angle = np.arctan2(z - self.body.arm_z, -down)
        depth = depth + 0.0040 * arm * pleats(angle * 2 + ax * 9 + 0.7) * smoothstep(ax, 0.22, 0.40)
        elbow = np.exp(-(((ax - 0.335) / 0.045) ** 2))
        return depth + 0.0042 * elbow * np.sin((ax - 0.335) * 95 + 1.4 * np.sin(angle)) * (
            0.5 + 0.5 * np.cos(angle - 2)
        )

    def field(self, points: Array) -> Array:
        """The coat as it is drawn."""
        distance = self.plain(points)
        return distance if self.detail.is_light else distance - self._folds(points)

    def skin(self, points: Array) -> Skin:
        """Spine by height; arms take the shoulders, legs a share of what hangs before them."""
        joints, weights = self.rig.along(
            points[:, 1], ["hips", "spine", "chest", "upperChest"], [0.90, 1.0, 1.09, 1.175]
        )
        joints, weights = joints.copy(), weights.copy()
        x, left = points[:, 0], points[:, 0] > 0
        arm = self._arm_share(points)
        side = smoothstep(x, -0.09, 0.09)
        leg = 0.80 * smoothstep(-points[:, 1], -0.86, -0.42)
        weights *= (1 - arm - leg)[:, None]
        numbers = self.rig.numbers
        high = points[:, 1] > 1.0
        joints[:, 2] = np.where(
            high, np.where(left, numbers["leftUpperArm"], numbers["rightUpperArm"]), numbers["leftUpperLeg"]
        )
        joints[:, 3] = numbers["rightUpperLeg"]
        weights[:, 2] = np.where(high, arm, leg * side)
        weights[:, 3] = np.where(high, 0, leg * (1 - side))
        return joints, weights

    def _arm_share(self, points: Array) -> Array:
        """How much the arms take of body and sleeve; below the armpit they begin farther out."""
        x = np.abs(points[:, 0])
        y = points[:, 1]
        low = smoothstep(y, 1.085, 1.195)
        outer = smoothstep(x, 0.128, 0.195) * smoothstep(y, 1.02, 1.10)
        return smoothstep(x, *self.body.arm_blend) * (low + (1 - low) * outer)

    def _arm(self, points: Array) -> Skin:
        """Arm bones; in the full figure the lower edge of the wide cuff gives a share to its spring."""
        joints, weights = self.rig.arm(points, self.body)
        near = np.abs(points[:, 0]) < 0.2
        weights[near, 0] = 1 - self._arm_share(points[near])
        weights[near, 1] = 1 - weights[near, 0]
        if self.detail.is_light:
            return joints, weights
        for side, name in SIDES:
            low = smoothstep(self.body.arm_y - 0.005 - points[:, 1], 0, 0.070)
            share = 0.28 * smoothstep(np.abs(points[:, 0]), 0.385, 0.470) * low * (points[:, 0] * side > 0)
            weights = weights * (1 - share)[:, None]
            mine = share > 0
            slot = weights.argmin(1)
            joints[mine, slot[mine]] = self.rig.numbers[f"sleeve{name.capitalize()}1"]
            weights[mine, slot[mine]] = share[mine]
        return joints, weights

    def _sleeve_chains(self) -> None:
        """A short chain under each forearm that lets the wide cuff swing."""
        for side, name in SIDES:
            top = np.array([side * 0.400, self.body.arm_y - 0.040, self.body.arm_z])
            places = np.array([top, top + [side * 0.040, -0.020, 0], top + [side * 0.072, -0.034, 0]])
            self.springs.chain(f"sleeve{name.capitalize()}", places, name + "LowerArm", SLEEVE_FEEL)

    # ---- the pieces

    def _collar(self) -> None:
        """The stand collar, a hand's breadth less one finger, with its white lining showing above the edge."""
        segments, thin = self.detail.pick(44, 24), self.detail.is_light
        hoop(
            self.parts, "white", 1.2975, 0.0130, 0.0006, 0.0012, self.neck, self.rig.torso, segments, 1.0,
            forward_tilt=-0.007, soften_deg=0, is_thin=thin, both_sides=True,
        )  # fmt: skip
        hoop(
            self.parts, "collar", 1.2855, 0.0205, 0.0024, 0.0022, self.neck, self.rig.torso, segments, 1.0,
            forward_tilt=-0.007, soften_deg=0, is_thin=thin, both_sides=True,
        )  # fmt: skip

    def _coat_body(self) -> None:
        def keeps(middles: Array) -> Array:
            x, y = np.abs(middles[:, 0]), middles[:, 1]
            return (
                (y > HEM)
                & (x < np.where(y > 1.09, SEAM_X, 1))
                & ~((y > 1.245) & (np.hypot(x, middles[:, 2] + 0.022) < 0.046))
            )

        points, faces, normals = mesh_field(
            self.field,
            (-0.225, 0.645, -0.19),
            (0.225, 1.312, 0.19),
            0.0052,
            self.detail.pick(10000, 1650),
            keeps,
            haste=self.detail.pick(1, 7),
        )
        points[:, 1] = np.maximum(points[:, 1], HEM)
        around = np.arctan2(points[:, 0], points[:, 2]) / (2 * np.pi) + 0.5
        faces, source, u = unwrapped(faces, around)
        used, faces = np.unique(faces, return_inverse=True)
        source, u = source[used], u[used]
        v = np.clip((1.31 - points[source, 1]) / 0.65, 0, 1)
        faces = faces.reshape(-1, 3)
        at = points[source]
        self.parts.add("coat", at, faces, self.skin(at), np.c_[u, v], normals[source])
        if not self.detail.is_light:
            self._hem_lining()

    def _hem_lining(self) -> None:
        """The inside of the coat, as far up as one can look when she raises a leg."""
        angles = np.linspace(0, 2 * np.pi, 61)
        directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
        rings = []
        for y, inset in ((0.664, 0.001), (0.72, 0.010), (0.80, 0.015)):
            origin = np.tile([0.0, y, 0.0], (61, 1))
            rings.append(origin + directions * (outermost_hit(self.field, origin, directions, 0.3) - inset)[:, None])
        points = np.vstack(rings)
        faces = turned_outward(points, grid_faces(3, 61), -points * [1, 0, 1])
        self.parts.add("lining", points, faces, self.skin(points))

    def _bands(self) -> None:
        """Ivory bands along the lapel, the slit on her left and the hem, each with a dark green piping beside it."""
        thin = self.detail.is_light
        rows, lift = self.detail.pick(90, 30), self.detail.pick(0.0022, 0.0046)
        strip(self.parts, "band", LAPEL, 0.0135, 0.0016, self.field, lift, self.skin, rows, thin)
        slit = [(-x, y, z) for x, y, z in LAPEL if y < 0.90]
        strip(self.parts, "band", slit, 0.0135, 0.0016, self.field, lift, self.skin, self.detail.pick(28, 9), thin)
        segments = self.detail.pick(120, 40)
        hoop(
            self.parts, "hem", HEM + 0.0165, 0.0165, 0.0018, 0.0020, self.field, self.skin, segments, 3.0, 0.0, 3.0,
            thin,
        )  # fmt: skip

    def _sleeve(self, side: int) -> None:
        """A lattice cast on the same field as the body, so that the seam under the cloud collar cannot be seen."""
        x = np.r_[
            SEAM_X - 0.012,
            np.linspace(SEAM_X - 0.002, 0.27, 14),
            np.linspace(0.283, 0.39, 15),
            np.linspace(0.40, SLEEVE_END, 8),
        ]
        if self.detail.is_light:
            x = np.array([SEAM_X - 0.010, SEAM_X, 0.19, 0.25, 0.295, 0.325, 0.352, 0.385, 0.43, SLEEVE_END])
        columns = self.detail.pick(46, 18)
        angles = np.linspace(0, 2 * np.pi, columns + 1)
        directions = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings, uvs = [], []
        for at in x:
            origin = np.tile([side * at, *self.axis], (columns + 1, 1))
            sunk = 0.0028 if at < SEAM_X - 0.003 else 0.0  # the first ring lies inside the body, to close the seam
            reach = outermost_hit(self.field, origin, directions, 0.12) - sunk
            rings.append(origin + directions * reach[:, None])
            uvs.append(np.c_[angles / (2 * np.pi), np.full(columns + 1, (at - x[0]) / (x[-1] - x[0]))])
        points = np.vstack(rings)
        faces = turned_outward(points, grid_faces(len(x), columns + 1), points * [0, 1, 1] - [0, *self.axis])
        lattice_normals = seam_welded(vertex_normals(points, faces), len(x), columns + 1)
        share = smoothstep(np.abs(points[:, 0]), SEAM_X, SEAM_X + 0.05)[:, None]
        normals = gradient(self.field, points) * (1 - share) + lattice_normals * share
        self.parts.add("sleeve", points, faces, self._arm(points), np.vstack(uvs), normals)
        segments, thin = self.detail.pick(60, 20), self.detail.is_light
        for tile, start, end, offset, thickness in (
            ("cuffband", 0.404, 0.462, 0.0010, 0.0016), ("piping", 0.396, 0.4045, 0.0012, 0.0022),
            ("piping", 0.4615, SLEEVE_END + 0.003, 0.0012, 0.0024),
        ):  # fmt: skip
            cuff(
                self.parts, tile, side * start, side * end, self.axis, self.field, offset, thickness, self._arm,
                segments, 1.0, thin,
            )  # fmt: skip
        self._sleeve_lining(side)

    def _sleeve_lining(self, side: int) -> None:
        n = self.detail.pick(49, 17)
        angles = np.linspace(0, 2 * np.pi, n)
        directions = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings = []
        for x, inset in ((SLEEVE_END, -0.001), (0.455, -0.006), (0.405, -0.020), (0.360, -0.036)):
            origin = np.tile([side * x, *self.axis], (n, 1))
            rings.append(origin + directions * (outermost_hit(self.field, origin, directions, 0.12) + inset)[:, None])
        points = np.vstack(rings[: self.detail.pick(4, 4)])
        faces = turned_outward(points, grid_faces(len(rings), n), [0, *self.axis] - points * [0, 1, 1])
        self.parts.add("lining", points, faces, self._arm(points))

    def _under_sleeve(self, side: int) -> None:
        """The narrow white sleeve under the wide one."""

        def radius(x: float, cos: Array, sin: Array) -> Array:
            plain = np.interp(x, [0.34, 0.42, 0.50, 0.544], [0.0335, 0.0330, 0.0288, 0.0268])
            if self.detail.is_light:
                return plain + 0 * cos
            wrist = smoothstep(x, 0.41, 0.52) * (1 - smoothstep(x, 0.532, 0.544))
            return plain + 0.0026 * wrist * pleats(x * 88 + 1.1 * cos + 0.7 * sin) * (0.7 + 0.3 * (cos**2 - sin**2))

        x = self.detail.pick(np.linspace(0.34, 0.544, 28), np.array([0.34, 0.40, 0.46, 0.51, 0.544]))
        y_z = (self.body.arm_y, self.body.arm_z)
        plain_arm = lambda points: self.rig.arm(points, self.body)  # noqa: E731
        sleeve_tube(self.parts, "white", x, radius, y_z, side, plain_arm, self.detail.pick(28, 10))
        arm = capsule((0.40 * side, *y_z), (0.60 * side, *y_z), 0.0285)
        cuff(
            self.parts, "piping", 0.533 * side, 0.547 * side, y_z, arm, 0.0008, 0.0016, plain_arm,
            self.detail.pick(40, 12), 1.0, self.detail.is_light,
        )  # fmt: skip
        angles = np.linspace(0, 2 * np.pi, self.detail.pick(28, 10), endpoint=False)
        circle = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings = [circle * r + [side * at, *y_z] for at, r in ((0.546, 0.0278), (0.538, 0.0135))]
        points = np.vstack(rings)
        outward = np.tile([side, 0.0, 0.0], (len(points), 1))
        faces = turned_outward(points, grid_faces(2, len(angles), closed=True), outward)
        self.parts.add("lining", points, faces, plain_arm(points), normals=outward)
