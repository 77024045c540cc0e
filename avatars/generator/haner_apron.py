"""邗儿's 月白 apron with cross-stitch, its woven band and the bow at the back."""

import numpy as np

from .detail import Detail
from .fields import Array, arc_length, outermost_hit, smoothstep, spline, turned_outward, vertex_normals
from .garments import bow_loop, free_strip, hoop, section_radii
from .haner_body import HanerBody
from .meshes import PartList, Skin, grid_faces
from .rig import SIDES, Rig
from .springs import Collider, Feel, Springs

BAND_Y = 1.040
TOP, BOTTOM = 1.030, 0.585
HALF_ANGLE = np.radians(63)
CHAIN_ANGLE = np.radians(32)
APRON_FEEL = Feel(0.85, 0.50, 0.30, 0.022)
TIE_FEEL = Feel(0.55, 0.45, 0.35, 0.010)

CUT = (
    (0.585, 0.66, 0.74, 0.82, 0.88, 0.94, 0.98, 1.03),
    (0.160, 0.160, 0.161, 0.162, 0.160, 0.145, 0.130, 0.108),
    (0.126, 0.126, 0.126, 0.127, 0.127, 0.122, 0.117, 0.108),
)
"""Heights, half width and front depth of the bell that the apron is a piece of."""


class HanerApron:
    """Apron, band, bow and ties."""

    def __init__(self, shape: HanerBody, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.shape, self.rig, self.springs, self.parts, self.detail = shape, rig, springs, parts, detail

    def build(self) -> None:
        """Add the cloth, the band over its upper edge, the bow behind."""
        self.springs.groups["thighs"] = [
            Collider(side + "UpperLeg", (0, 0.02, 0.0), 0.092, (0, -0.34, 0.006)) for _, side in SIDES
        ]
        self.springs.groups["seat"] = [Collider("hips", (0, 0.01, -0.004), 0.122)]
        self._cloth()
        self._band()
        self._bow()

    def _chains(self) -> list[list[str]]:
        heights = self.detail.pick((0.86, 0.77, 0.68, 0.590), (0.86, 0.72, 0.590))
        chains = []
        for angle, leg in ((-CHAIN_ANGLE, "right"), (CHAIN_ANGLE, "left")):
            places = np.array([self._on_bell(y, np.array([angle]))[0] for y in heights])
            name = f"apron{leg.capitalize()}"
            chains.append(self.springs.chain(name, places, leg + "UpperLeg", APRON_FEEL, ("thighs",)))
        return chains

    def _on_bell(self, y: float, angles: Array) -> Array:
        """(n, 3) places of the smooth bell at one height."""
        side, front = (np.interp(y, CUT[0], radii) for radii in CUT[1:])
        radius = ((np.abs(np.sin(angles)) / side) ** 2.2 + (np.abs(np.cos(angles)) / front) ** 2.2) ** (-1 / 2.2)
        return np.c_[np.sin(angles) * radius, np.full(len(angles), y), np.cos(angles) * radius]

    def _cloth(self) -> None:
        rows, columns = self.detail.pick(34, 11), self.detail.pick(53, 19)
        angles = np.linspace(-1, 1, columns) * HALF_ANGLE
        chains = self._chains()
        share_across = np.abs(np.linspace(-1, 1, columns))
        foot = BOTTOM + 0.075 * share_across**5 - 0.004 * np.cos(angles * 8)
        points = []
        for t in np.linspace(0, 1, rows):
            heights = TOP + (foot - TOP) * t
            y = float(heights[columns // 2])
            bell = np.vstack([self._on_bell(h, np.array([a]))[0] for h, a in zip(heights, angles, strict=True)])
            if y > 0.84:
                directions = np.c_[np.sin(angles), 0 * angles, np.cos(angles)]
                reach = (
                    outermost_hit(self.shape.jacket_over_trousers, bell * [0, 1, 0], directions, 0.3)
                    + 0.0040
                    + 0.0040 * min(t / 0.1, 1)
                )
                ahead = np.maximum(reach, np.hypot(bell[:, 0], bell[:, 2]))
                bell = directions * ahead[:, None] + bell * [0, 1, 0]
            grown = smoothstep(np.array([t]), 0.10, 0.75)[0]
            fold = 0.0065 * grown * np.cos(angles * 9.2 + 0.5 * np.sin(angles * 3 + t * 2)) + 0.0030 * grown * np.cos(
                angles * 17 + t * 3
            )
            gather = 0.0016 * (1 - grown) * np.cos(angles * 26)
            points.append(bell + bell * [1, 0, 1] * ((fold + gather) / np.hypot(bell[:, 0], bell[:, 2]))[:, None])
        lattice = np.stack(points)
        points = lattice.reshape(-1, 3)
        faces = turned_outward(points, grid_faces(rows, columns), points * [1, 0, 1])
        uvs = np.c_[
            np.tile(0.02 + 0.96 * np.linspace(0, 1, columns), rows),
            np.repeat(0.01 + 0.98 * np.linspace(0, 1, rows), columns),
        ]
        skin = self._skin(points, chains)
        part = self.parts.add("apron", points, faces, skin, uvs)
        # The wrong side is plain: its faces take the lining's colour.
        inner = points - part.normals * 0.0012
        self.parts.add("lining", inner, faces[:, ::-1], skin, normals=-vertex_normals(points, faces))

    def _skin(self, points: Array, chains: list[list[str]]) -> Skin:
        """Waist and hips above; lower down both thighs' chains, shared out across, joint by joint."""
        above_joints, above = self.rig.along(points[:, 1], ["hips", "spine"], [0.93, 1.01])
        left = smoothstep(np.arctan2(points[:, 0], points[:, 2]), -1.4 * CHAIN_ANGLE, 1.4 * CHAIN_ANGLE)
        free = smoothstep(-points[:, 1], -0.92, -0.80)
        heights = np.array([self.rig.places[bone][1] for bone in chains[0]])
        middles = (heights[:-1] + heights[1:]) / 2
        span = np.interp(-points[:, 1], -middles, np.arange(len(middles)))
        upper = np.minimum(span.astype(int), len(middles) - 1)
        lower = np.minimum(upper + 1, len(middles) - 1)
        numbers = np.array([[self.rig.numbers[bone] for bone in bones[:-1]] for bones in chains])
        blend = np.zeros((len(points), len(self.rig.numbers)))
        rows = np.arange(len(points))
        for slot in range(2):
            np.add.at(blend, (rows, above_joints[:, slot]), above[:, slot] * (1 - free))
        for chain, across in ((0, 1 - left), (1, left)):
            for joint, along in ((upper, 1 - span + upper), (lower, span - upper)):
                np.add.at(blend, (rows, numbers[chain, joint]), free * across * along)
        best = np.argsort(-blend, axis=1, kind="stable")[:, :4]
        kept = np.take_along_axis(blend, best, 1)
        return best, kept / kept.sum(1, keepdims=True)

    def _waist_skin(self, points: Array) -> Skin:
        return self.rig.along(points[:, 1], ["hips", "spine", "chest"], [0.93, 1.01, 1.085])

    def _band(self) -> None:
        segments, thin = self.detail.pick(84, 34), self.detail.is_light
        hoop(
            self.parts, "band", BAND_Y, 0.0185, 0.0062, 0.0034, self.shape.jacket_body, self._waist_skin, segments, 1.0,
            0.004, 10.0, thin,
        )  # fmt: skip

    def _bow(self) -> None:
        """Two loops and two long ties with stitched ends, a little to her left of the spine."""
        back = float(section_radii(self.shape.jacket_body, BAND_Y, np.array([np.pi]))[0])
        knot = np.array([0.012, BAND_Y - 0.006, -back - 0.0125])
        steps, columns = self.detail.pick((26, 7), (9, 3))
        for side, length in ((1, 0.062), (-1, 0.056)):
            bow_loop(self.parts, "tie", knot, side, length, 0.0165, 0.0130, self._waist_skin, steps, columns)
        for side, name in SIDES:
            self._tie(side, name, knot)

    def _tie(self, side: int, name: str, knot: Array) -> None:
        heights = np.array([1.015, 0.93, 0.84, 0.74 if side > 0 else 0.77])
        behind = np.array([
            -float(section_radii(self.shape.jacket_over_trousers, float(y), np.array([np.pi]))[0]) for y in heights
        ]) - [0.012, 0.012, 0.016, 0.046]  # fmt: skip
        places = np.c_[knot[0] + side * np.array([0.010, 0.022, 0.031, 0.038]), heights, behind]
        bones = self.springs.chain("apronTie" + name.capitalize(), places, "hips", TIE_FEEL, ("thighs", "seat"))
        n = self.detail.pick(34, 11)
        path = spline(np.vstack([knot[None], places]), n)
        t = np.linspace(0, 1, n)
        width = np.interp(t, [0, 0.12, 0.5, 1], [0.0045, 0.0095, 0.0115, 0.0130])
        depth = np.interp(t, [0, 0.2, 1], [0.0004, 0.0016, 0.0026])
        normals = np.tile([side * 0.2, 0.1, -1.0], (n, 1)) + np.c_[0.3 * np.sin(t * 7 + side), 0 * t, 0 * t]
        skin = self.springs.hanging(path, "hips", bones, places, 1.03)
        free_strip(
            self.parts, "tie", path, normals, width, depth, 1.0, skin, self.detail.pick(5, 3), arc_length(path)[-1],
            both_sides=True,
        )  # fmt: skip
