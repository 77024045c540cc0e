"""竹西's 马面裙 with its flat panels and knife pleats, the trousers and shoes under it."""

import numpy as np

from .detail import Detail
from .fields import Array, smoothstep, turned_outward, unit, vertex_normals
from .meshes import PartList, Skin, ball, grid_faces
from .rig import SIDES, Rig
from .springs import Feel, Springs

TOP, HEM = 0.80, 0.030
PANEL = np.radians(28)
"""Half the angle that the front panel takes; the back panel is as wide."""
PLEATS = 9
"""Knife pleats on each side, folded away from the front panel."""
SKIRT_FEEL = Feel(0.90, 0.55, 0.25, 0.020)

HEIGHTS = (0.80, 0.66, 0.50, 0.35, 0.20, 0.03)
SIDE = (0.152, 0.180, 0.204, 0.226, 0.246, 0.264)
FRONT = (0.124, 0.142, 0.164, 0.184, 0.202, 0.220)
BACK = (0.124, 0.144, 0.170, 0.194, 0.216, 0.236)


class ZhuxiSkirt:
    """Everything she wears below the coat."""

    def __init__(self, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        self.rig, self.springs, self.parts, self.detail = rig, springs, parts, detail

    def build(self) -> None:
        """Add the clothes from the inside out."""
        for side, name in SIDES:
            self._leg(side, name)
        self._skirt()

    def _chains(self) -> list[list[str]]:
        chains = []
        for k in range(8):
            a = 2 * np.pi * k / 8
            x, z = np.sin(a), np.cos(a)
            leg = "leftUpperLeg" if x > 0.01 else "rightUpperLeg" if x < -0.01 else "hips"
            places = np.array([(x * 0.19, 0.58, z * 0.155), (x * 0.225, 0.32, z * 0.19), (x * 0.262, 0.04, z * 0.225)])
            chains.append(self.springs.chain(f"skirt{k}_", places, leg, SKIRT_FEEL, ("legs",)))
        return chains

    def _angles(self) -> Array:
        """From the middle of the back round by her right, the front and her left; columns stand at every fold."""
        wide = self.detail.pick(13, 5)
        front = np.linspace(-PANEL, PANEL, wide)
        share = self.detail.pick(np.array([0.0, 0.12, 0.40, 0.70, 0.90]), np.array([0.0, 0.10, 0.85]))
        step = (np.pi - 2 * PANEL) / PLEATS
        pleats = (PANEL + step * (np.arange(PLEATS)[:, None] + share)).ravel()
        back = np.linspace(np.pi - PANEL, np.pi, self.detail.pick(7, 3))
        half = np.r_[pleats, back]
        return np.r_[-half[::-1], front, half]

    def _lattice(self, rows: Array, angles: Array) -> Array:
        around = np.abs(angles)
        sin, cos = np.sin(angles), np.cos(angles)
        heights = -np.array(HEIGHTS)
        on_panel = (around <= PANEL + 1e-9) | (around >= np.pi - PANEL - 1e-9)
        phase = np.clip((around - PANEL) / (np.pi - 2 * PANEL), 0, 1) * PLEATS % 1
        phase = np.where(on_panel, 0, phase)
        rings = []
        for y in rows:
            t = (TOP - y) / (TOP - HEM)
            side = np.interp(-y, heights, SIDE)
            depth = np.where(cos > 0, np.interp(-y, heights, FRONT), np.interp(-y, heights, BACK))
            radius = 1 / ((np.abs(sin) / side) ** 2.3 + (np.abs(cos) / depth) ** 2.3) ** (1 / 2.3)
            flat = depth / np.maximum(np.abs(cos), 0.5)
            panel = 0.55 * flat + 0.45 * radius + 0.0035
            fold = (0.0045 + 0.0165 * t**1.1) * (1 - phase) ** 0.8
            wave = 0.006 * t * t * np.sin(angles * 3 + 0.9)
            radius = np.where(on_panel, panel, radius + fold - 0.010 * t + wave)
            radius = radius - 0.016 * smoothstep(y, 0.645, 0.70)  # under the coat it keeps out of the way
            rings.append(np.c_[sin * radius, np.full(len(angles), y), cos * radius])
        return np.stack(rings)

    def skin(self, chains: list[list[str]]):
        """Hips and legs by height; near the hem a share goes to the two nearest of the swinging chains."""

        def bind(points: Array) -> Skin:
            joints, weights = self.rig.skirt(points)
            if not chains:
                return joints, weights
            around = np.arctan2(points[:, 0], points[:, 2]) / (2 * np.pi) * len(chains)
            share = 0.65 * smoothstep(-points[:, 1], -0.52, -0.12)
            weights = weights * (1 - share)[:, None]
            low = np.floor(around).astype(int)
            t = smoothstep(around - low, 0, 1)
            numbers = np.array([self.rig.numbers[bones[1]] for bones in chains])
            for slot, index, part in ((0, low, 1 - t), (1, low + 1, t)):
                joints[:, slot] = np.where(share > 0, numbers[index % len(chains)], joints[:, slot])
                weights[:, slot] = np.where(share > 0, share * part, weights[:, slot])
            return joints, weights

        return bind

    def _skirt(self) -> None:
        chains = [] if self.detail.is_light else self._chains()
        skin = self.skin(chains)
        rows = self.detail.pick(np.linspace(TOP, HEM, 34), np.linspace(0.74, HEM, 7))
        angles = self._angles()
        lattice = self._lattice(rows, angles)
        points = lattice.reshape(-1, 3)
        n = len(angles)
        faces = turned_outward(points, grid_faces(len(rows), n), points * [1, 0, 1])
        normals = vertex_normals(points, faces)
        v = np.clip((TOP - rows) / (TOP - HEM), 0.005, 0.995)
        uvs = np.c_[np.tile(angles / (2 * np.pi) + 0.5, len(rows)), np.repeat(v, n)]
        self.parts.add("skirt", points, faces, skin(points), uvs, normals)
        if not self.detail.is_light:
            inner = lattice[rows < 0.45][::2]
            inner = inner - unit(inner * [1, 0, 1]) * 0.007
            flat = inner.reshape(-1, 3)
            faces = turned_outward(flat, grid_faces(*inner.shape[:2]), -flat * [1, 0, 1])
            self.parts.add("lining", flat, faces, skin(flat))

    def _leg(self, side: int, name: str) -> None:
        """A trouser leg with a dark band at the ankle, and an embroidered shoe with a turned-up toe."""
        n = self.detail.pick(22, 8)
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        heights = self.detail.pick(np.linspace(0.80, 0.075, 25), np.array([0.60, 0.46, 0.28, 0.075]))
        rows = []
        for y in heights:
            radius = np.interp(y, [0.075, 0.13, 0.30, 0.46, 0.60, 0.84], [0.039, 0.047, 0.054, 0.056, 0.062, 0.058])
            z = np.interp(y, [0.08, 0.46, 0.84], [-0.006, 0.004, 0.0])
            x = np.interp(y, [0.08, 0.46, 0.84], [0.078, 0.076, 0.078])
            rows.append(np.c_[side * x + np.sin(turn) * radius, np.full(n, y), z + np.cos(turn) * radius])
        points = np.vstack(rows)
        faces = grid_faces(len(heights), n, closed=True)
        faces = turned_outward(points, faces, points - [side * 0.077, 0, 0])
        uvs = np.c_[np.full(len(points), 0.5), np.clip((0.84 - points[:, 1]) / 0.765, 0, 1)]
        self.parts.add("trouser", points, faces, self.rig.leg(points), uvs)
        self._shoe(side, name)

    def _shoe(self, side: int, name: str) -> None:
        rings, segments = self.detail.pick((16, 22), (6, 8))
        points, faces, _ = ball(np.zeros(3), np.array([0.0375, 0.036, 0.112]), rings, segments)
        t = (points[:, 2] + 0.112) / 0.224
        points[:, 0] *= np.interp(t, [0, 0.15, 0.55, 0.85, 1], [0.95, 0.92, 1.08, 0.80, 0.6])
        points[:, 1] = np.maximum(points[:, 1], -0.024)
        points[:, 1] *= np.interp(t, [0, 0.3, 0.6, 1], [1.25, 1.15, 0.80, 0.60])
        points[:, 1] += 0.012 * np.maximum(t - 0.72, 0) ** 2 / 0.0784
        points = points + [side * 0.078, 0.030, 0.062]
        uvs = np.c_[t, np.clip((points[:, 1] - 0.002) / 0.070, 0, 1)]
        toe = smoothstep(points[:, 2], 0.075, 0.110)
        joints, weights = self.rig.rigid(len(points), name + "Foot")
        joints[:, 1] = self.rig.numbers[name + "Toes"]
        weights[:, 0], weights[:, 1] = 1 - toe, toe
        self.parts.add("shoe", points, faces, (joints, weights), uvs)
