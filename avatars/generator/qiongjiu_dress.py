"""The rest of 琼玖's 齐胸襦裙: chest-high skirt with its band, bow and ties, 披帛, shoes."""

import numpy as np

from .accessories import Jeweller
from .detail import Detail
from .fields import (
    Array,
    arc_length,
    outermost_hit,
    smoothstep,
    spline,
    turned_outward,
    unit,
)
from .garments import SkirtCut, bow_loop, free_strip, hoop, pleated_skirt
from .meshes import PartList, Skin, ball, grid_faces
from .rig import SIDES, Rig
from .springs import Feel, Springs
from .torso import Torso

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
TIE_FEEL = Feel(0.75, 0.45, 0.15, 0.006)
SHAWL_FEEL = Feel(0.03, 0.45, 1.50, 0.018)
SKIRT_FEEL = Feel(0.90, 0.55, 0.25, 0.020)


class QiongjiuDress:
    """Everything she wears over and below the upper garments."""

    def __init__(self, torso: Torso, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.torso, self.rig, self.springs, self.parts, self.detail = torso, rig, springs, parts, detail

    def build(self) -> None:
        """Add the clothes from the inside out."""
        self._skirt()
        self._waist_band()
        self._bow()
        for side, name in SIDES:
            self._shoe(side, name)
        self._shawl()

    def _skirt(self) -> None:
        rows = self.detail.pick(
            np.r_[np.linspace(1.210, 1.10, 16), np.linspace(1.090, 0.028, 40)],
            np.r_[np.linspace(1.210, 1.10, 4), np.linspace(1.075, 0.028, 7)],
        )
        columns = self.detail.pick(204, 72)
        chains = [] if self.detail.is_light else self._skirt_chains()

        def skin(points: Array) -> Skin:
            joints, weights = self.rig.skirt(points)
            if not chains:
                return joints, weights
            # Near the hem a share goes to the two nearest of the swinging chains.
            around = np.arctan2(points[:, 0], points[:, 2]) / (2 * np.pi) * len(chains)
            share = 0.65 * smoothstep(-points[:, 1], -0.55, -0.12)
            weights = weights * (1 - share)[:, None]
            low = np.floor(around).astype(int)
            t = smoothstep(around - low, 0, 1)
            numbers = np.array([self.rig.numbers[bones[1]] for bones in chains])
            for slot, index, part in ((0, low, 1 - t), (1, low + 1, t)):
                joints[:, slot] = np.where(share > 0, numbers[index % len(chains)], joints[:, slot])
                weights[:, slot] = np.where(share > 0, share * part, weights[:, slot])
            return joints, weights

        fine = not self.detail.is_light
        lattice = pleated_skirt(self.parts, "skirt", SKIRT, self.torso.chest, skin, rows, columns, fine)
        if fine:  # seen when she sits or steps out; the light figure saves it
            self._skirt_lining(lattice[rows < 0.45][::2], skin)

    def _skirt_lining(self, lattice: Array, skin) -> None:
        inner = lattice - unit(lattice * [1, 0, 1]) * 0.006
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
            return self.torso.chest(points) - 0.0085

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
        reach = outermost_hit(self.torso.chest, np.array([[0.0, BAND_Y - 0.025, 0]]), np.array([[0, 0, 1.0]]), 0.2)
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
