"""邗儿's 大襟 jacket: indigo cotton, white 聚八仙, stand collar, right-lapped (右衽), frog buttons, turned cuffs."""

import numpy as np

from .detail import Detail
from .fields import Array, arc_length, gradient, mesh_field, outermost_hit, project, smoothstep, spline, unit
from .garments import cuff, hoop, sleeve_tube, strip
from .hands import WRIST_BEND
from .haner_body import JACKET_HEM, SLEEVE_END, HanerBody
from .meshes import PartList, Skin, ball, grid_faces
from .rig import SIDES, BodyProportions, Rig

OVERLAP = (
    (0.002, 1.246, 0.030), (-0.014, 1.236, 0.046), (-0.046, 1.212, 0.066), (-0.080, 1.184, 0.068),
    (-0.107, 1.150, 0.036), (-0.113, 1.100, 0.012), (-0.104, 1.045, 0.008), (-0.122, 0.965, 0.010),
    (-0.152, 0.860, 0.012),
)  # fmt: skip
"""Where her left front ends upon her right one: from the collar to the right armpit and down the side."""

WIDTH_OF_TILE, LENGTH_OF_TILE = 0.96, 0.46
"""Metres of cloth that the jacket tile shows: sleeve end to sleeve end, shoulder to hem."""


def cloth_uv(points: Array, body: BodyProportions) -> Array:
    """The cut of the garment, front upon back: u along the arms, v from the top of the shoulder down.

    A jacket of this kind has no shoulder seam: the print runs over the shoulder from front to back.
    """
    x, y, z = points.T
    girth = 0.050
    turn = np.abs(np.arctan2(z - body.arm_z, y - body.arm_y))
    drop = np.maximum(body.arm_y - y, 0)
    on_torso = np.where(y > body.arm_y, turn * girth, np.pi / 2 * girth + drop)
    arm = smoothstep(np.abs(x), 0.10, 0.145) * smoothstep(y, 1.10, 1.15)
    down = on_torso * (1 - arm) + turn * girth * arm
    round_side = np.sign(x) * np.arctan2(np.abs(x), np.abs(z - body.arm_z) * 1.1) / (np.pi / 2) * 0.185
    share = smoothstep(drop, 0.0, 0.06) * (1 - arm)
    across = x * (1 - share) + round_side * share
    return np.c_[0.5 + across / WIDTH_OF_TILE, np.clip(down / LENGTH_OF_TILE, 0.002, 0.998)]


class HanerJacket:
    """Everything she wears above the waist, and her bare forearms."""

    def __init__(self, body: BodyProportions, shape: HanerBody, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.body, self.shape, self.rig, self.parts, self.detail = body, shape, rig, parts, detail
        self.axis = (body.arm_y - 0.006, body.arm_z)

    def build(self) -> None:
        """Add the forearms, then the jacket and its trimmings."""
        for side, _ in SIDES:
            self._forearm(side)
            self._cuff(side)
        self._jacket()
        self._collar()
        self._piping()
        self._buttons()

    def skin(self, points: Array) -> Skin:
        """Spine by height; the arms take over outside the armpit line, which leans outward going down."""
        joints, weights = self.rig.along(
            points[:, 1], ["hips", "spine", "chest", "upperChest"], [0.88, 0.985, 1.085, 1.175]
        )
        arm_joints, arm_weights = self.rig.arm(points, self.body)
        outward = np.abs(points[:, 0]) - 0.85 * np.maximum(1.190 - points[:, 1], 0)
        share = smoothstep(outward, 0.062, 0.150)
        upper = np.maximum(arm_weights[:, 1:].sum(1), 1e-9)
        on_arm = (np.abs(points[:, 0]) > 0.152) & (points[:, 1] > 1.10)
        joints[:, 2], joints[:, 3] = arm_joints[:, 1], arm_joints[:, 2]
        weights = weights * (1 - share)[:, None]
        weights[:, 2] = share * arm_weights[:, 1] / upper
        weights[:, 3] = share * arm_weights[:, 2] / upper
        joints[on_arm], weights[on_arm] = arm_joints[on_arm], arm_weights[on_arm]
        return joints, weights

    def _arm(self, points: Array) -> Skin:
        return self.rig.arm(points, self.body)

    def _jacket(self) -> None:
        field = self.shape.jacket if self.detail.is_light else self.shape.jacket_with_folds

        def keeps(middles: Array) -> Array:
            x, y = np.abs(middles[:, 0]), middles[:, 1]
            from_axis = np.hypot(x, middles[:, 2] + 0.0205)
            neckline = 1.2575 - 0.32 * middles[:, 2]  # lower in front, as the collar's foot
            neck = (y > neckline) & (from_axis < 0.0505) | (y > 1.225) & (from_axis < 0.0440)
            return (y > JACKET_HEM) & (x < SLEEVE_END) & ~neck

        points, faces, normals = mesh_field(
            field, (-0.475, 0.83, -0.16), (0.475, 1.31, 0.16), 0.0050, self.detail.pick(11500, 2600), keeps
        )
        points[:, 0] = np.clip(points[:, 0], -SLEEVE_END, SLEEVE_END)
        points[:, 1] = np.maximum(points[:, 1], JACKET_HEM)
        used, faces = np.unique(faces, return_inverse=True)
        points, faces, normals = points[used], faces.reshape(-1, 3), normals[used]
        self.parts.add("jacket", points, faces, self.skin(points), cloth_uv(points, self.body), normals)

    def _collar(self) -> None:
        """The stand collar, open by a finger's breadth in front, piped along its upper edge."""
        segments, thin = self.detail.pick(64, 20), self.detail.is_light
        for tile, y, half, offset, bulge in (
            ("plain", 1.2615, 0.0200, 0.0022, 0.0030),
            ("piping", 1.2825, 0.0020, 0.0024, 0.0030),
        ):
            hoop(
                self.parts, tile, y, half, offset, bulge, self.shape.throat, self.rig.torso, segments, 0.2,
                forward_tilt=-0.0125, soften_deg=0, is_thin=thin, both_sides=True,
            )  # fmt: skip

        turn = np.linspace(0, 2 * np.pi, 25)
        foot = [(0.0490 * np.sin(a), 1.264 - 0.015 * np.cos(a), -0.0205 + 0.0490 * np.cos(a)) for a in turn]
        strip(
            self.parts, "piping", foot, 0.0034, 0.0018, self.shape.jacket_body, 0.0002, self.rig.torso,
            self.detail.pick(64, 20), thin,
        )  # fmt: skip

    def _piping(self) -> None:
        rows, thin = self.detail.pick(96, 22), self.detail.is_light
        strip(
            self.parts, "lapel", OVERLAP, 0.0062, 0.0016, self.shape.jacket_body, 0.0012, self.skin, rows, thin,
            repeats_per_metre=3.0,
        )  # fmt: skip
        segments = self.detail.pick(96, 40)
        field = self.shape.jacket if self.detail.is_light else self.shape.jacket_with_folds
        hoop(
            self.parts, "lapel", JACKET_HEM + 0.0060, 0.0080, 0.0008, 0.0020, field, self.skin, segments, 3.0,
            soften_deg=0, is_thin=thin,
        )  # fmt: skip
        self._hem_shadow(field, segments)

    def _hem_shadow(self, field, segments: int) -> None:
        """The inside of the hem, so that one cannot look up the jacket."""
        angles = np.linspace(0, 2 * np.pi, segments, endpoint=False)
        directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
        origin = np.tile([0.0, JACKET_HEM, 0.0], (len(angles), 1))
        edge = origin + directions * outermost_hit(field, origin, directions, 0.3)[:, None]
        inner = edge * [0.80, 1, 0.80] + [0, 0.004, 0]
        points = np.vstack([edge, inner])
        faces = grid_faces(2, len(angles), closed=True)
        down = np.tile([0.0, -1.0, 0.0], (len(points), 1))
        a, b, c = (points[faces[:, i]] for i in range(3))
        if np.cross(b - a, c - a)[:, 1].mean() > 0:
            faces = faces[:, ::-1]
        self.parts.add("inside", points, faces, self.skin(points), normals=down)

    def _buttons(self) -> None:
        """盘扣: a knot and two flat loops, at the throat, over the breast, at the armpit and down the side."""
        knots = spline(OVERLAP, 200)
        along = arc_length(knots)
        shares = self.detail.pick((0.015, 0.185, 0.365, 0.60, 0.76), (0.015, 0.185, 0.365))
        for share in shares:
            i = int(np.searchsorted(along, share * along[-1]))
            at = project(self.shape.jacket_body, knots[i : i + 1])[0]
            out = gradient(self.shape.jacket_body, at[None])[0]
            way = unit(knots[min(i + 2, 199)] - knots[i - 2])
            self._frog(at + out * 0.0042, out, np.cross(out, way))

    def _frog(self, at: Array, out: Array, across: Array) -> None:
        across = unit(across - out * (across @ out))
        way = np.cross(out, across)
        n, sides = self.detail.pick((16, 5), (7, 3))
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        for s in (1, -1):
            loop = at + np.outer(s * (0.0036 + 0.0062 * (1 - np.cos(turn))), across)
            loop = loop + np.outer(0.0030 * np.sin(turn), way)
            points, faces = _tube(loop, out, 0.0015, sides)
            self.parts.add("button", points, faces, self.skin(points))
        points, faces, gloss = ball(np.zeros(3), 1.0, *self.detail.pick((7, 10), (4, 6)))
        points = points @ np.stack([across, way, out]) * 0.0042 + at + out * 0.0010
        self.parts.add("button", points, faces, self.skin(points), gloss)

    # ---- arms

    def _cuff(self, side: int) -> None:
        """The sleeve turned up once: a pale band of lining with a line of cross-stitch; and a ring that closes it."""
        segments, thin = self.detail.pick(48, 18), self.detail.is_light
        cuff(
            self.parts, "turnup", 0.424 * side, (SLEEVE_END + 0.003) * side, self.axis, self.shape.jacket, 0.0022,
            0.0030, self._arm, segments, 0.375, thin,
        )  # fmt: skip
        angles = np.linspace(0, 2 * np.pi, segments, endpoint=False)
        circle = np.c_[0 * angles, np.cos(angles), np.sin(angles)]
        origin = np.tile([side * SLEEVE_END, *self.axis], (segments, 1))
        edge = origin + circle * (outermost_hit(self.shape.jacket, origin, circle, 0.13) + 0.003)[:, None]
        inner = origin - [side * 0.012, 0, 0] + circle * 0.018
        points = np.vstack([edge, inner])
        faces = grid_faces(2, segments, closed=True)
        a, b, c = (points[faces[:, i]] for i in range(3))
        if np.cross(b - a, c - a)[:, 0].mean() * side < 0:
            faces = faces[:, ::-1]
        outward = np.tile([side, 0.0, 0.0], (len(points), 1))
        self.parts.add("inside", points, faces, self._arm(points), normals=outward)

    def _forearm(self, side: int) -> None:
        """Bare from the turned cuff to the wrist, slender and a little flat; a red cord with a bead round her left."""

        def radius(x: float, cos: Array, _sin: Array) -> Array:
            plain = np.interp(
                x, [0.40, 0.44, 0.48, 0.515, 0.545, 0.566], [0.0285, 0.0270, 0.0238, 0.0200, 0.0176, 0.0160]
            )
            return plain * (1 - 0.07 * cos * cos)

        def bind(points: Array) -> Skin:
            bones = [name + "LowerArm", name + "Hand"]
            return self.rig.along(np.abs(points[:, 0]), bones, WRIST_BEND, 1.0)

        name = "left" if side > 0 else "right"
        x = np.r_[np.linspace(0.40, 0.51, self.detail.pick(8, 3)), np.linspace(0.52, 0.560, self.detail.pick(9, 4))]
        sleeve_tube(
            self.parts, "arm", x, radius, (self.body.arm_y, self.body.arm_z), side, bind, self.detail.pick(26, 9)
        )
        if side < 0:
            return
        turn = np.linspace(0, 2 * np.pi, self.detail.pick(36, 12), endpoint=False)
        for at, thick in self.detail.pick(((0.527, 0.0016), (0.5305, 0.0016)), ((0.529, 0.0024),)):
            ring = np.c_[np.full(len(turn), at), np.cos(turn) * 0.0200, np.sin(turn) * 0.0212]
            ring = ring + [0, self.body.arm_y, self.body.arm_z]
            points, faces = _tube(ring, np.array([1.0, 0, 0]), thick, self.detail.pick(6, 4))
            self.parts.add("red", points, faces, bind(points))
        bead = np.array([0.529, self.body.arm_y + 0.0205, self.body.arm_z])
        points, faces, gloss = ball(bead, 0.0042, *self.detail.pick((8, 12), (5, 6)))
        self.parts.add("willow", points, faces, bind(points), gloss)


def _tube(loop: Array, up: Array, radius: float, sides: int) -> tuple[Array, Array]:
    """A closed rope along a loop of points that lies flat against `up`."""
    n = len(loop)
    way = unit(np.roll(loop, -1, 0) - np.roll(loop, 1, 0))
    across = unit(np.cross(way, up))
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    points = loop[:, None] + radius * (
        np.cos(turn)[None, :, None] * across[:, None] + np.sin(turn)[None, :, None] * np.cross(across, way)[:, None]
    )
    points = points.reshape(-1, 3)
    faces = grid_faces(n, sides, closed=True)
    i = np.arange(sides)
    j, last = (i + 1) % sides, (n - 1) * sides
    faces = np.vstack([faces, np.c_[last + i, last + j, j], np.c_[last + i, j, i]])
    a, b, c = (points[faces[:, k]] for k in range(3))
    middles = np.repeat(loop, sides, 0)
    if (np.cross(b - a, c - a) * (points - middles)[faces[:, 0]]).sum() < 0:
        faces = faces[:, ::-1]
    return points, faces
