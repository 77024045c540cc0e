"""平山's 褙子: straight-collared, unfastened, slit at both sides, with wide sleeves; and the robe's cuffs inside them.

Shoulders and upper arms are one field, so that nothing creases where the arm is set in. Below the chest the coat hangs
as three panels: two fronts and a back, open from the hips down.
"""

import numpy as np

from .detail import Detail
from .fields import (
    Array,
    capsule,
    ellipsoid,
    gradient,
    mesh_field,
    outermost_hit,
    smooth_min,
    smoothstep,
    turned_outward,
    unit,
    vertex_normals,
)
from .garments import cuff, pleats, sleeve_tube, strip
from .meshes import PartList, Skin, grid_faces, seam_welded
from .pingshan_body import Trunk
from .pingshan_robe import HangingCloth, robe_radius
from .rig import SIDES, BodyProportions, Rig
from .springs import Feel, Springs

CHEST_Y = 1.150
"""Where the field ends and the hanging panels begin."""

HEM_Y = 0.285
SLIT_Y = 0.900
SLIT_ANGLE = 1.62

SEAM_X = 0.225
"""Where the shoulder's field ends and the sleeve begins."""

LOOSE = ellipsoid((0, 1.110, 0.002), (0.146, 0.300, 0.121))
"""The coat hangs from chest and shoulder blades: it does not follow the waist."""

CUFF_X = 0.630
SLEEVE_FEEL = Feel(0.10, 0.50, 1.10, 0.014)
BAND_HALF = 0.0150


class PingshanCoat:
    """Builds the coat."""

    def __init__(
        self,
        body: BodyProportions,
        trunk: Trunk,
        cloth: HangingCloth,
        rig: Rig,
        springs: Springs,
        parts: PartList,
        detail: Detail,
    ) -> None:
        self.body, self.trunk, self.cloth, self.rig, self.springs = body, trunk, cloth, rig, springs
        self.parts, self.detail = parts, detail
        self.axis = np.array([body.arm_y, body.arm_z])

    def build(self) -> None:
        """Chest and shoulders, panels, collar band, sleeves."""
        self._chest()
        self._panels()
        self._collar()
        for side, name in SIDES:
            self._sleeve(side, name)
            self._inner_sleeve(side)

    # ---- chest and shoulders

    def _field(self, points: Array) -> Array:
        distance = self._trunk_only(points)
        y, z = self.axis
        for side in (1, -1):
            arm = capsule((side * 0.115, y - 0.010, z), (side * 0.40, y - 0.010, z), 0.0515, 0.059)
            distance = smooth_min(distance, arm(points), 0.040)
        return distance if self.detail.is_light else distance - self._folds(points)

    def _folds(self, points: Array) -> Array:
        """Modelled folds: rays from the armpit, a few rings round the upper arm."""
        x, y = np.abs(points[..., 0]), points[..., 1] - self.body.arm_y
        rays = np.exp(-(((y + 0.075) / 0.055) ** 2)) * np.exp(-(((x - 0.150) / 0.045) ** 2))
        arm = smoothstep(x, 0.15, 0.24)
        angle = np.arctan2(points[..., 2] - self.body.arm_z, -y)
        rings = 0.0030 * arm * np.sin(angle * 2 + x * 46 + np.sign(points[..., 0]) * 0.8)
        return 0.0028 * rays * np.sin((y + (x - 0.1) * 0.9) * 110) + rings

    def _edge(self, y: Array) -> Array:
        """Half width of the open front at height `y`."""
        return np.interp(
            y, [1.10, 1.20, 1.30, 1.36, 1.40, 1.425, 1.45], [0.056, 0.058, 0.060, 0.062, 0.065, 0.064, 0.060]
        )

    def _chest(self) -> None:
        def keeps(middles: Array) -> Array:
            x, y, z = np.abs(middles[:, 0]), middles[:, 1], middles[:, 2]
            front = (z > -0.015) & (x < self._edge(y))
            neck = (y > 1.428 - 0.10 * np.clip(z + 0.07, 0, 1)) & (x < 0.066)
            return ~(front | neck | (x > SEAM_X + 0.004) | (y < CHEST_Y - 0.004) & (x < 0.19))

        points, faces, normals = mesh_field(
            self._field, (-0.26, 1.10, -0.17), (0.26, 1.49, 0.18), 0.0062, self.detail.pick(11000, 3500), keeps
        )
        under = (points[:, 1] < CHEST_Y) & (np.abs(points[:, 0]) < 0.19)
        points[:, 1] = np.where(under, CHEST_Y, points[:, 1])
        points[:, 0] = np.clip(points[:, 0], -SEAM_X, SEAM_X)
        uvs = np.c_[0.5 + points[:, 0] / 0.50, np.clip((1.47 - points[:, 1]) / 0.34, 0, 1)]
        used, faces = np.unique(faces, return_inverse=True)
        faces = faces.reshape(-1, 3)
        back = points[used][:, 2] < -0.012
        tile_of = back[faces].mean(1) > 0.5
        for tile, mine in (("coatfront", ~tile_of), ("coatback", tile_of)):
            keep, renumbered = np.unique(faces[mine], return_inverse=True)
            rows = used[keep]
            skin = self._shoulder_skin(points[rows])
            self.parts.add(tile, points[rows], renumbered.reshape(-1, 3), skin, uvs[rows], normals[rows])

    def _shoulder_skin(self, points: Array) -> Skin:
        """Spine by height; the arm pulls only what lies at its own height, never the flank."""
        joints, weights = self.rig.spine(points)
        arm = smoothstep(np.abs(points[:, 0]), *self.body.arm_blend)
        arm = arm * smoothstep(points[:, 1], self.body.arm_y - 0.200, self.body.arm_y - 0.070)
        weights = weights * (1 - arm)[:, None]
        joints[:, 2] = np.where(points[:, 0] > 0, self.rig.numbers["leftUpperArm"], self.rig.numbers["rightUpperArm"])
        weights[:, 2] = arm
        return joints, weights

    # ---- the panels

    def _radius(self, y: float, angles: Array, folded: bool = True) -> Array:
        """(n,) radius of the coat below the chest."""
        t = np.clip((CHEST_Y - y) / (CHEST_Y - HEM_Y), 0, 1)
        hanging = robe_radius(y, angles, 0.0175 + 0.012 * t)
        if y > 1.0:
            low, high = 1.0, CHEST_Y
            directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
            at = np.tile([0.0, max(y, CHEST_Y - 0.02), 0], (len(angles), 1))
            hugged = outermost_hit(self._trunk_only, at, directions, 0.32) - 0.0065 * (y > CHEST_Y + 0.005)
            share = smoothstep(np.array([y]), low, high)[0]
            hanging = hugged * share + np.maximum(hanging, hugged * 0.985) * (1 - share)
        if folded and not self.detail.is_light:
            drift = angles + 0.06 * np.sin(2 * angles + 0.7)
            deep = pleats(drift * 5 + 0.5 * np.sin(t * 3 + angles * 2))
            hanging = hanging + 0.0095 * t**0.8 * (deep + 0.35)
        return hanging

    def _trunk_only(self, points: Array) -> Array:
        """The field without arms, loose over the waist: what the panels begin on."""
        body = smooth_min(self.trunk.whole(points), self.trunk.neck(points) + 0.006, 0.034)
        return smooth_min(body, LOOSE(points), 0.040) - 0.0125

    def _front_angle(self, y: Array) -> Array:
        """Angle of the front edge: straight down from the chest, then a little open."""
        return np.interp(-np.asarray(y), [-CHEST_Y, -1.0, -0.8, -HEM_Y], [0.462, 0.430, 0.395, 0.40])

    def _panels(self) -> None:
        rows = self.detail.pick(
            np.r_[CHEST_Y + 0.016, np.linspace(CHEST_Y, 0.93, 12), np.linspace(SLIT_Y, HEM_Y, 26)],
            np.r_[CHEST_Y + 0.016, CHEST_Y, 1.06, 0.97, SLIT_Y, np.linspace(0.78, HEM_Y, 4)],
        )
        columns = self.detail.pick((34, 56), (14, 22))
        slit = 0.085 * np.clip((SLIT_Y - rows) / (SLIT_Y - HEM_Y), 0, 1) ** 0.8
        front = self._front_angle(rows)
        panels = (
            (front, SLIT_ANGLE - slit, columns[0]),
            (SLIT_ANGLE + slit, 2 * np.pi - SLIT_ANGLE - slit, columns[1]),
            (2 * np.pi - SLIT_ANGLE + slit, 2 * np.pi - front, columns[0]),
        )
        for low, high, count in panels:
            self._panel(rows, low, high, count)
        for side in (1, -1):
            self._lower_band(side, rows)

    def _panel(self, rows: Array, low: Array, high: Array, count: int) -> None:
        q = np.linspace(0, 1, count)
        angle = low[:, None] + q * (high - low)[:, None]
        radius = np.stack([self._radius(y, a) for y, a in zip(rows, angle, strict=True)])
        points = np.stack([np.sin(angle) * radius, np.repeat(rows[:, None], count, 1), np.cos(angle) * radius], -1)
        v = np.clip(0.01 + 0.98 * (CHEST_Y - rows) / (CHEST_Y - HEM_Y), 0.01, 0.99)
        uvs = np.stack([angle / (2 * np.pi), np.repeat(v[:, None], count, 1)], -1).reshape(-1, 2)
        flat = points.reshape(-1, 3)
        faces = turned_outward(flat, grid_faces(len(rows), count), flat * [1, 0, 1])
        normals = vertex_normals(flat, faces).reshape(len(rows), count, 3)
        for column in (0, -1):  # across a seam both panels are one cloth until the slit begins
            seam = rows > SLIT_Y + 0.02
            out = unit(points[:, column] * [1, 0, 1] + [0, 0.0, 0])
            normals[seam, column] = unit(0.2 * normals[seam, column] + 0.8 * out[seam])
        normals[:2] = gradient(self._trunk_only, points[:2])
        self.parts.add("coat", flat, faces, self.cloth.skin(flat), uvs, normals.reshape(-1, 3))
        inner = points[rows < (SLIT_Y + 0.05)] - unit(points[rows < (SLIT_Y + 0.05)] * [1, 0, 1]) * 0.0022
        if self.detail.is_light:
            inner = inner[::2] if len(inner) % 2 else inner
        below = inner.reshape(-1, 3)
        turned = turned_outward(below, grid_faces(len(inner), count), -below * [1, 0, 1])
        self.parts.add("lining", below, turned, self.cloth.skin(below))

    # ---- the straight collar

    def _collar(self) -> None:
        """领抹 round the neck and down to the chest."""
        rows = self.detail.pick(54, 22)
        for side in (1, -1):
            path = [
                (0, 1.432, -0.090), (side * 0.038, 1.430, -0.076), (side * 0.0650, 1.418, -0.030),
                (side * 0.0655, 1.400, 0.016), (side * 0.0620, 1.360, 0.066), (side * 0.0600, 1.300, 0.096),
                (side * 0.0580, 1.225, 0.106), (side * 0.0560, CHEST_Y - 0.012, 0.112),
            ]  # fmt: skip
            strip(
                self.parts, "band", path, BAND_HALF, 0.0020, self._trunk_only, 0.0022, self.rig.torso, rows,
                self.detail.is_light, both_sides=True,
            )  # fmt: skip

    def _lower_band(self, side: int, rows: Array) -> None:
        """The band goes on down the edge of the panel to its hem."""
        q = np.array([-1.0, -0.97, 0.97, 1.0])
        lift = np.array([-0.002, 0.0042, 0.0042, 0.0])
        points, uvs, walked = [], [], 0.0
        for i, y in enumerate(rows):
            edge = float(self._front_angle(y))
            radius = float(self._radius(y, np.array([edge]))[0])
            angle = side * (edge + q * BAND_HALF / radius)
            reach = self._radius(y, np.abs(angle)) + lift * (0.3 if i == 0 else 1.0)
            points.append(np.c_[np.sin(angle) * reach, np.full(4, y), np.cos(angle) * reach])
            walked += abs(y - rows[i - 1]) if i else 0.0
            uvs.append(np.c_[np.full(4, walked * 3.2), np.array([0.02, 0.04, 0.96, 0.98])])
        points, uvs = np.vstack(points), np.vstack(uvs)
        faces = turned_outward(points, grid_faces(len(rows), 4), points * [1, 0, 1])
        self.parts.add("band", points, faces, self.cloth.skin(points), uvs, both_sides=True)

    # ---- sleeves

    def _shape(self, x: float, turn: Array, inset: float = 0.0) -> Array:
        """(n, 2) section (y, z) of the wide sleeve at |x|; `turn` runs from the top over the front to the bottom."""
        knots = [SEAM_X, 0.31, 0.403, 0.51, CUFF_X]
        top = np.interp(x, knots, [0.052, 0.052, 0.051, 0.050, 0.048])
        bottom = np.interp(x, knots, [0.062, 0.078, 0.108, 0.152, 0.190])
        half = np.interp(x, knots, [0.062, 0.060, 0.057, 0.056, 0.056])
        middle, reach = (top - bottom) / 2, (top + bottom) / 2
        cos, sin = np.cos(turn), np.sin(turn)
        low = np.clip(-cos, 0, 1)
        narrow = 1 - 0.42 * low * np.clip((reach - 0.07) / 0.05, 0, 1)
        y = middle + np.maximum(reach - inset, 0.008) * np.sign(cos) * np.abs(cos) ** 0.82
        z = np.maximum(half * narrow - inset, 0.004) * np.sign(sin) * np.abs(sin) ** 0.82
        if not self.detail.is_light:
            open_ = smoothstep(np.array(x), 0.30, 0.60)
            z = z + 0.0085 * open_ * low * np.sin(x * 30 + low * 5)
            elbow = np.exp(-(((x - self.body.elbow_x) / 0.05) ** 2))
            y = y + 0.0040 * elbow * np.sin(x * 85 + sin * 1.2) * np.clip(cos, -1, 0.4)
        return np.c_[self.axis[0] + y, self.axis[1] + z]

    def _sleeve_chain(self, side: int, name: str) -> list[str]:
        y, z = self.axis
        places = np.array([(side * 0.580, y - 0.048, z), (side * 0.590, y - 0.115, z), (side * 0.595, y - 0.185, z)])
        return self.springs.chain(
            f"sleeve{name.capitalize()}", places, name + "LowerArm", SLEEVE_FEEL, ("legs", "waist")
        )

    def _sleeve_skin(self, points: Array, name: str) -> Skin:
        """Upper and lower arm; toward the lower edge of the cuff the chain takes over. The hand never pulls it."""
        x = np.abs(points[:, 0])
        bones = [name + "UpperArm", name + "LowerArm", f"sleeve{name.capitalize()}0", f"sleeve{name.capitalize()}1"]
        chest = 1 - smoothstep(x, *self.body.arm_blend)
        lower = smoothstep(x, self.body.elbow_x - 0.045, self.body.elbow_x + 0.035)
        drop = self.axis[0] - points[:, 1]
        hangs = smoothstep(x, 0.468, 0.595) * smoothstep(drop, 0.028, 0.110)
        tip = smoothstep(drop, 0.085, 0.165)
        weights = np.stack([(1 - lower) * (1 - hangs), lower * (1 - hangs), hangs * (1 - tip), hangs * tip], 1)
        joints = np.tile([self.rig.numbers[bone] for bone in bones], (len(points), 1))
        near = chest > 1e-3
        torso_joints, torso_weights = self._shoulder_skin(points)
        joints[near], weights[near] = torso_joints[near], torso_weights[near]
        return joints, weights

    def _sleeve(self, side: int, name: str) -> None:
        self._sleeve_chain(side, name)
        columns = self.detail.pick(44, 20)
        x = self.detail.pick(
            np.r_[SEAM_X - 0.014, np.linspace(SEAM_X - 0.001, 0.34, 8), np.linspace(0.355, CUFF_X, 20)],
            np.array([SEAM_X - 0.010, SEAM_X + 0.001, 0.27, 0.32, 0.365, 0.403, 0.445, 0.50, 0.565, CUFF_X]),
        )
        turn = np.linspace(0, 2 * np.pi, columns + 1)
        rows = []
        for at in x:
            section = self._shape(float(at), turn)
            if at < 0.33:
                directions = np.c_[0 * turn, np.cos(turn), np.sin(turn)]
                origin = np.tile([side * at, *self.axis], (columns + 1, 1))
                reach = outermost_hit(self._field, origin, directions, 0.14) - 0.0065 * (at < SEAM_X - 0.005)
                hugged = np.c_[self.axis[0] + np.cos(turn) * reach, self.axis[1] + np.sin(turn) * reach]
                share = 1 - smoothstep(np.array(at), SEAM_X, 0.33)
                section = hugged * share + section * (1 - share)
            slant = 0.030 * smoothstep(np.array(at), 0.5, CUFF_X) * np.clip(-np.cos(turn), 0, 1)
            rows.append(np.c_[side * (at - slant), section])
        points = np.vstack(rows)
        v = 0.01 + 0.98 * (x - x[0]) / (x[-1] - x[0])
        uvs = np.c_[np.tile(np.abs(turn / np.pi - 1), len(x)), np.repeat(v, columns + 1)]
        core = np.repeat([[0.0, *r.mean(0)[1:]] for r in rows], columns + 1, 0)
        faces = turned_outward(points, grid_faces(len(x), columns + 1), (points - core) * [0, 1, 1])
        normals = seam_welded(vertex_normals(points, faces), len(x), columns + 1)
        inside = np.abs(points[:, 0]) < SEAM_X + 0.005
        normals[inside] = gradient(self._field, points[inside])
        self.parts.add("sleeve", points, faces, self._sleeve_skin(points, name), uvs, normals)
        self._sleeve_lining(side, name, x[x > 0.44], turn)

    def _sleeve_lining(self, side: int, name: str, x: Array, turn: Array) -> None:
        """The inside, as deep as one can look in. It moves as the cloth over it, so that it never comes through."""
        depths = np.interp(x, [0.44, 0.48, 0.56, CUFF_X - 0.02, CUFF_X], [0.012, 0.009, 0.006, 0.004, 0.0])
        rows, over = [], []
        for at, inset in ((x[0], 0.045), *zip(x, depths, strict=True)):
            slant = 0.030 * smoothstep(np.array(at), 0.5, CUFF_X) * np.clip(-np.cos(turn), 0, 1)
            for sections, depth in ((rows, inset), (over, 0.0)):
                sections.append(np.c_[side * (at - slant), self._shape(float(at), turn, float(depth))])
        points = np.vstack(rows)
        core = np.repeat([[0.0, *r.mean(0)[1:]] for r in rows], len(turn), 0)
        faces = turned_outward(points, grid_faces(len(rows), len(turn)), (core - points) * [0, 1, 1])
        self.parts.add("lining", points, faces, self._sleeve_skin(np.vstack(over), name))

    def _inner_sleeve(self, side: int) -> None:
        """The robe's own narrow sleeve with its dark cuff, as far as one can see into the wide one."""
        wrist, y_z = self.body.wrist_x, (float(self.axis[0]), float(self.axis[1]))

        def radius(x: float, cos: Array, sin: Array) -> Array:
            plain = np.interp(x, [0.40, 0.50, wrist + 0.010], [0.048, 0.043, 0.0365])
            if self.detail.is_light:
                return plain + 0 * cos
            return plain + 0.0022 * pleats(x * 70 + 1.1 * cos + 0.7 * sin)

        x = self.detail.pick(np.linspace(0.485, wrist + 0.008, 16), np.linspace(0.50, wrist + 0.008, 4))

        def skin(points: Array) -> Skin:
            return self.rig.arm(points, self.body)

        sleeve_tube(self.parts, "innersleeve", x, radius, y_z, side, skin, self.detail.pick(26, 10))
        arm = capsule((0.5 * side, *y_z), (0.80 * side, *y_z), 0.0375)
        cuff(
            self.parts, "collar", (wrist - 0.016) * side, (wrist + 0.012) * side, y_z, arm, 0.0012, 0.0016, skin,
            self.detail.pick(40, 13), 1.0, self.detail.is_light,
        )  # fmt: skip
        angles = np.linspace(0, 2 * np.pi, self.detail.pick(28, 11), endpoint=False)
        circle = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        rings = [circle * r + [side * at, *y_z] for at, r in ((wrist + 0.011, 0.0375), (wrist + 0.002, 0.0170))]
        points = np.vstack(rings)
        outward = np.tile([side, 0.0, 0.0], (len(points), 1))
        faces = turned_outward(points, grid_faces(2, len(angles), closed=True), outward)
        self.parts.add("lining", points, faces, skin(points), normals=outward)
