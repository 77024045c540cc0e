"""What is drawn on a face: irises and their light, lashes, creases, brows, the lip line. One layer, in paint order.

These float a millimetre or two above the skin and ask the same `FaceMover` as the skin does.
"""

from dataclasses import dataclass

import numpy as np

from .detail import Detail
from .face_shapes import LEFT, LIP_GAP, RIGHT, FaceMover, Iris, Lids, Shape
from .fields import Array, spline, unit, vertex_normals
from .meshes import PartList, grid_faces
from .rig import Rig


@dataclass(frozen=True, slots=True)
class SkinPatch:
    """Hair painted on the skin, half of a moustache: a ribbon that goes wherever the skin under it goes."""

    tile: str
    line: tuple[tuple[float, float], ...]
    """Its middle line on the left side from the nose outward, front points over the middle of the mouth."""
    half: tuple[float, ...]
    """Half heights at equal steps along the line."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How brows and lashes of one face are drawn. Front points of the left side, metres."""

    brow: tuple[tuple[float, float], ...]
    """The middle line of the brow from the nose outward."""
    brow_width: tuple[float, float, float, float, float] = (0.0022, 0.0034, 0.0034, 0.0023, 0.0006)
    """Half widths at 0, .12, .40, .72 and 1 along it."""
    lash_weight: float = 1.0
    """Thickness of the upper lash line against the usual one."""
    wing: tuple[tuple[float, float], ...] = ((0.0016, -0.0004), (0.0042, 0.0014), (0.0078, 0.0052))
    """Lower edge of the lash wing past the outer corner; its last point is the tip."""
    wing_top: tuple[tuple[float, float], ...] = ((0.0022, 0.0034), (0.0048, 0.0042), (0.0079, 0.0054))
    """Its upper edge."""
    needles: tuple[tuple[float, float, float, float], ...] = (
        (0.50, 0.0036, 84, 0.010),
        (0.64, 0.0048, 72, 0.0115),
        (0.77, 0.0058, 58, 0.0125),
        (0.89, 0.0066, 44, 0.0130),
    )
    """Single lashes: place along the lid, length, direction (degrees from outward), half width (share of the lid)."""
    lower_needles: tuple[tuple[float, float], ...] = ((0.62, 0.0024), (0.74, 0.0029), (0.85, 0.0031))
    """Place along the lower lid and length."""
    crease: tuple[float, float, float] = (0.0034, 0.0048, 0.0062)
    """Distance of the fold above the lid at the inner end, the middle and the outer end."""
    patches: tuple[SkinPatch, ...] = ()
    """Drawn on both sides, in paint order."""


class FaceLines:
    """Builds irises, lashes, creases, brows and the lip line with their morphs."""

    def __init__(
        self,
        mover: FaceMover,
        rig: Rig,
        parts: PartList,
        shapes: dict[str, Shape],
        detail: Detail,
        style: LineStyle,
    ) -> None:
        self.mover, self.head, self.rig, self.parts, self.shapes = mover, mover.head, rig, parts, shapes
        self.detail = detail
        self.style = style

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
        for patch in self.style.patches:
            for side in (LEFT, RIGHT):
                self._add_patch(patch, side)
        for side in (LEFT, RIGHT):
            self._add_brow(side)

    def _add(self, tile, points, faces, uvs, bone="head", morphs=None, normals=None) -> None:
        if vertex_normals(points, faces)[:, 2].mean() < 0:
            faces = faces[:, ::-1]
        normals = np.tile([0, 0.1, 1.0], (len(points), 1)) if normals is None else normals
        skin = self.rig.rigid(len(points), bone)
        self.parts.add(tile, points + self.head.centre, faces, skin, uvs, normals, morphs)

    # ---- iris

    def _add_iris(self, side: int) -> Array:
        """A gently domed disc; returns the plane (ax + by + c) it lies in."""
        face = self.head.face
        centre = np.array([side * (face.eye[0] - 0.0004), face.eye[1] + 0.0002])
        n = self.detail.pick(40, 20)
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        rim = np.c_[np.cos(turn), np.sin(turn)]
        radii = self.detail.pick((0.0001, 0.33, 0.66, 1.0), (0.0001, 1.0))
        front = np.vstack([centre + rim * np.array(face.iris_radii) * r for r in radii])
        skin_z = self.head.front_z(front)
        plane = np.linalg.lstsq(np.c_[front - centre, np.ones(len(front))], skin_z, rcond=None)[0]
        flat = np.c_[front - centre, np.ones(len(front))] @ plane
        radius = np.repeat(radii, n)
        points = np.c_[front, 0.4 * flat + 0.6 * skin_z - 0.0036 + 0.0005 * radius**2]
        uvs = np.vstack([0.5 + 0.5 * np.c_[rim[:, 0], -rim[:, 1]] * r for r in radii])
        faces = grid_faces(len(radii), n, closed=True)
        faces = faces[n:] if len(radii) == 2 else faces
        self._add("iris", points, faces, uvs, self._eye(side), self._iris_morphs(side, points, centre, plane, 1.0))
        return plane

    def _eye(self, side: int) -> str:
        return ("left" if side == LEFT else "right") + "Eye"

    def _iris_morphs(self, side: int, points: Array, centre: Array, plane: Array, scaled: float) -> dict[str, Array]:
        morphs = {}
        for name, shape in self.shapes.items():
            iris = shape.irises.get(side, Iris())
            if iris == Iris():
                continue
            planar = (points[:, :2] - centre) * (iris.scale - 1) * scaled + np.array(iris.by)
            morphs[name] = np.c_[planar, planar @ plane[:2]]
        return morphs

    def _add_glint(self, side: int, plane: Array) -> None:
        """The light in the eye: on the same side of both eyes."""
        face = self.head.face
        centre = np.array([side * (face.eye[0] - 0.0004), face.eye[1] + 0.0002])
        half = np.array([0.0104, 0.0114])
        at = centre + [-0.0012, 0.0020]
        front = at + np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
        depth = self.head.front_z(at[None])[0] - 0.0009 + (front - at) @ plane[:2] * 0.9
        points = np.c_[front, depth]
        morphs = self._iris_morphs(side, points, centre, plane, 0.5)
        uvs = np.array([[0, 1], [1, 1], [1, 0], [0, 0.0]])
        self._add("glint", points, np.array([[0, 1, 2], [0, 2, 3]]), uvs, self._eye(side), morphs)

    # ---- lines along the lids

    def _z_on_skin(self, front: Array) -> Array:
        """(n,) z of the skin; past the temple, where the face turns away, a slope instead of a fall."""
        limit = self.head.face.eye[0] + 1.02 * self.head.face.eye_half_width
        over = np.maximum(np.abs(front[:, 0]) - limit, 0)
        inside = np.c_[np.clip(front[:, 0], -limit, limit), front[:, 1]]
        return self.head.front_z(inside) - 1.5 * over

    def _add_lid_line(
        self,
        tile,
        side,
        t,
        lid,
        inner,
        outer,
        lift,
        share=1.0,
        closed_scale=(1.0, 1.0),
        thickness_follows="upper",
        closed_drop=0.0,
        closed_thickness=None,
        paint_from=0.05,
    ) -> None:
        """A ribbon between `inner` and `outer` (n, 2) that rides on the lid point at `t`.

        `share` is how much of the lid's motion it takes; `closed_scale` is how its thickness changes on the way to a
        closed eye; `closed_drop` lowers it then, onto the lower lid, where the fold of the skin cannot hide it.
        `paint_from` is the texture u at its start: the tile runs from warm brown to near black.
        With `closed_thickness` (for the first points) it turns with the lid and lies across the closed line instead.
        """
        root = self.head.lid(t, lid) * [side, 1]
        both = np.vstack([inner, outer])
        roots = np.vstack([root, root])
        points = np.c_[both, self._z_on_skin(both) + lift]
        offset = both - roots
        morphs = {}
        for name, shape in self.shapes.items():
            motion = self.mover.motion(_without_lips(shape), root)[:, :2] * share
            lids = shape.lids.get(side, Lids())
            if tile == "crease" and lids.crease_lift:
                motion = motion + np.c_[0 * t, lids.crease_lift * np.sin(np.pi * t)]
            if not np.abs(motion).max() > 1e-5:
                continue
            amount = getattr(lids, thickness_follows)
            scale = 1 + (np.array(closed_scale) - 1) * amount * (lids.to == "closed")
            thick = offset * scale
            if closed_thickness is not None and amount > 0:
                turned = self._across_closed(t, side, lids.to, closed_thickness, thick)
                thick = offset + (turned - offset) * amount
            moved = roots + np.vstack([motion, motion]) + thick - [0, closed_drop * amount]
            raised = lift + 0.0012 * amount
            morphs[name] = np.c_[moved - both, self._z_on_skin(moved) + raised - points[:, 2]]
        n = len(t)
        uvs = np.c_[np.tile(np.linspace(paint_from, 0.95, n), 2), np.repeat([0.95, 0.05], n)]
        self._add(tile, points, grid_faces(2, n), uvs, morphs=morphs)

    def _across_closed(self, t: Array, side: int, goal: str, thickness: Array, otherwise: Array) -> Array:
        """(2n, 2) offsets of a ribbon's edges that lie across the line on which the lids meet."""
        count, n = len(thickness), len(t)
        x = (self.head.lid(t[:count], "upper") * [side, 1])[:, 0]
        across = self._lid_normals(np.c_[x, self.mover.lid_goal(t[:count], goal)])
        offsets = otherwise.copy()
        offsets[:count] = -0.0006 * across
        offsets[n : n + count] = thickness[:, None] * across
        return offsets

    def _lid_normals(self, curve: Array) -> Array:
        """Unit vectors across a lid line, upward."""
        along = np.gradient(curve, axis=0)
        across = unit(np.c_[-along[:, 1], along[:, 0]])
        return across * np.where(across[:, 1:] < 0, -1, 1)

    def _add_upper_lashes(self, side: int) -> None:
        n = self.detail.pick(34, 17)
        t = np.linspace(0, 1, n)
        curve = self.head.lid(t, "upper") * [side, 1]
        across = self._lid_normals(curve)
        thickness = np.interp(
            t, [0, 0.06, 0.25, 0.55, 0.80, 0.95, 1], [0.0002, 0.0009, 0.0022, 0.0032, 0.0041, 0.0045, 0.0036]
        )
        thickness = thickness * self.style.lash_weight
        tip = curve[-1]
        inner = np.vstack(
            [
                curve - across * 0.0006,
                tip + np.array(self.style.wing) * [side, 1],
            ]
        )
        outer = np.vstack(
            [
                curve + across * thickness[:, None],
                tip + np.array(self.style.wing_top) * [side, 1],
            ]
        )
        at = np.r_[t, 1, 1, 1]
        self._add_lid_line(
            "lash", side, at, "upper", inner, outer, 0.0014, closed_drop=0.0016, closed_thickness=0.66 * thickness
        )
        for place, length, angle, half_width in self.detail.pick(self.style.needles, self.style.needles[1:]):
            self._add_needle(side, place, length, angle, half_width)

    def _add_needle(self, side: int, place: float, length: float, angle: float, half_width: float) -> None:
        """One curved lash that points up and out from the upper lid; it turns down when the eye closes."""
        base = self.head.lid(np.array([place - half_width, place + half_width]), "upper") * [side, 1]
        n = self.detail.pick(6, 3)
        q = np.linspace(0, 1, n)[:, None]
        start, end = np.radians(angle + 26), np.radians(angle - 16)
        direction = (1 - q) * [side * np.cos(start), np.sin(start)] + q * [side * np.cos(end), np.sin(end)]
        line = base.mean(0) + [0, 0.0018] + direction * q * length
        half = (base[1] - base[0]) / 2 * (1 - q) ** 0.8
        self._add_lid_line(
            "lash",
            side,
            np.full(n, place),
            "upper",
            line - half,
            line + half + [side * 1e-5, 0],
            0.0016,
            closed_scale=(1.1, -0.9),
            closed_drop=0.0014,
            paint_from=0.6,
        )

    def _add_lower_lashes(self, side: int) -> None:
        n = self.detail.pick(20, 9)
        t = np.linspace(0.22, 1, n)
        curve = self.head.lid(t, "lower") * [side, 1]
        thickness = np.interp(t, [0.22, 0.65, 1], [0.0002, 0.0007, 0.0013])
        self._add_lid_line(
            "lashlow",
            side,
            t,
            "lower",
            curve + [0, 0.0002],
            curve - np.c_[0 * t, thickness],
            0.0010,
            closed_scale=(1.0, 0.3),
            thickness_follows="lower",
        )
        if self.detail.is_light:
            return
        for place, length in self.style.lower_needles:
            q = np.linspace(0, 1, 4)[:, None]
            base = self.head.lid(np.array([place]), "lower")[0] * [side, 1]
            line = base + q * length * [side * 0.45, -1.0] + q * q * [side * 0.0006, 0]
            half = (1 - q) * [0.00035, 0]
            self._add_lid_line("lashlow", side, np.full(4, place), "lower", line - half, line + half, 0.0011)

    def _add_crease(self, side: int) -> None:
        n = self.detail.pick(26, 12)
        t = np.linspace(0.08, 0.97, n)
        curve = self.head.lid(t, "upper") * [side, 1]
        away = self._lid_normals(curve) * 0.55 + [0, 0.45]
        inner = curve + away * np.interp(t, [0.08, 0.45, 0.97], self.style.crease)[:, None]
        thickness = np.interp(t, [0.08, 0.5, 0.97], [0.0001, 0.00085, 0.0003])
        self._add_lid_line("crease", side, t, "upper", inner, inner + away * thickness[:, None], 0.0008, share=0.5)

    # ---- brow and lips

    def _add_brow(self, side: int) -> None:
        """A willow leaf: full toward the nose, a long thin tail; its tile fades both ends."""
        n = self.detail.pick(26, 12)
        t = np.linspace(0, 1, n)
        line = spline([(side * x, y) for x, y in np.array(self.style.brow)], n)
        half = np.interp(t, [0, 0.12, 0.40, 0.72, 1], self.style.brow_width)[:, None] * [0, 1]
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

    def _add_patch(self, patch: SkinPatch, side: int) -> None:
        """Authored, like the mouth, a little open; u runs along the line, v down across it."""
        n, rows = self.detail.pick((24, 4), (11, 3))
        line = spline([(side * x, self.head.face.mouth_y + y) for x, y in patch.line], n)
        t = np.linspace(0, 1, n)
        half = np.interp(t, np.linspace(0, 1, len(patch.half)), patch.half)
        across = np.linspace(1, -1, rows)
        front = np.vstack([line + np.c_[0 * t, half * a] for a in across])
        points = self.head.lifted(front + self.mover.closing(front), 0.0011)
        morphs = {}
        for name, shape in self.shapes.items():
            motion = self.mover.motion(shape, front)
            if np.abs(motion).max() > 1e-5:
                morphs[name] = motion
        uvs = np.c_[np.tile(t, rows), np.repeat(0.5 - 0.5 * across, n)]
        self._add(patch.tile, points, grid_faces(rows, n), uvs, morphs=morphs)

    def _add_lip_line(self) -> None:
        """The dark line between the lips: one edge rides on each lip, so that it opens with them."""
        n = self.detail.pick(29, 15)
        t = (1 - np.cos(np.linspace(0, np.pi, n))) / 2
        lift = 0.0007
        for lip, width in (("upper", 0.00066), ("lower", 0.00034)):
            sign = 1 if lip == "upper" else -1
            edge = self.head.lip(t, lip, LIP_GAP)
            swell = np.sin(np.pi * np.clip(t, 0.03, 0.97)) ** 0.4 * (1 + 0.5 * np.exp(-(((t - 0.5) / 0.12) ** 2)))
            front = np.vstack(
                [edge - np.c_[0 * t, np.full(n, sign * 0.0003)], edge + np.c_[0 * t, sign * width * swell]]
            )
            roots = np.vstack([edge, edge])
            rest = front + self.mover.closing(roots)
            points = self.head.lifted(rest, lift)
            morphs = {}
            for name, shape in self.shapes.items():
                motion = self.mover.motion(shape, roots)
                if np.abs(motion).max() > 1e-5:
                    depth = motion[:, 2] - (self._skin_z(roots, motion) - self._skin_z(roots, 0 * motion))
                    moved = rest + motion[:, :2]
                    morphs[name] = np.c_[motion[:, :2], self.head.front_z(moved) + lift - points[:, 2] + depth]
            uvs = np.c_[np.tile(0.05 + 0.9 * t, 2), np.repeat([0.95, 0.05], n)]
            self._add("lipline", points, grid_faces(2, n), uvs, morphs=morphs)

    def _skin_z(self, roots: Array, motion: Array) -> Array:
        """z of the still skin under the moved roots: what is left of a motion's z is lips coming forward or jaw."""
        rest = roots + self.mover.closing(roots)
        return self.head.front_z(rest + motion[:, :2])


def _without_lips(shape: Shape) -> Shape:
    """The shape as lids feel it: lips and jaw are too far away to matter."""
    return Shape(lids=shape.lids, brows=shape.brows, pushes=shape.pushes)
