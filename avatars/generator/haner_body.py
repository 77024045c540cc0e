"""The shapes under and of 邗儿's clothes, as fields that cloth is cut from or laid on. Model space, metres."""

from collections.abc import Sequence

import numpy as np
from scipy.interpolate import PchipInterpolator

from .fields import Array, Field, capsule, ellipsoid, smooth_min, smoothstep, union
from .garments import pleats
from .rig import SIDES, BodyProportions

JACKET_HEM = 0.853
SLEEVE_END = 0.462
TROUSER_HEM = 0.150


def loft(
    heights: Sequence[float],
    side: Sequence[float],
    front: Sequence[float],
    back: Sequence[float],
    middle_x: Sequence[float] | None = None,
    power: float = 2.25,
) -> Field:
    """An upright body of superelliptic sections; `heights` rise, `middle_x` moves each section sideways."""
    half, ahead, behind = (PchipInterpolator(heights, radii) for radii in (side, front, back))
    shift = PchipInterpolator(heights, middle_x) if middle_x is not None else None
    low, high = heights[0], heights[-1]

    def field(points: Array) -> Array:
        y = np.clip(points[..., 1], low, high)
        x = points[..., 0] - (shift(y) if shift is not None else 0.0)
        z = points[..., 2]
        width, depth = half(y), np.where(z > 0, ahead(y), behind(y))
        radius = ((np.abs(x) / width) ** power + (np.abs(z) / depth) ** power) ** (1 / power)
        distance = (radius - 1) * np.minimum(width, depth)
        return np.maximum(distance, np.maximum(low - points[..., 1], points[..., 1] - high))

    return field


class HanerBody:
    """Her figure: sturdier in the shoulder than a lady's, small waist under the apron band."""

    def __init__(self, body: BodyProportions) -> None:
        self.body = body
        trunk = union(
            0.030,
            ellipsoid((0, 1.130, -0.008), (0.108, 0.140, 0.078)),
            capsule((-0.100, 1.222, -0.016), (0.100, 1.222, -0.016), 0.033),
            capsule((0.034, 1.246, -0.020), (0.098, 1.228, -0.016), 0.028, 0.032),
            capsule((-0.034, 1.246, -0.020), (-0.098, 1.228, -0.016), 0.028, 0.032),
        )
        bust = union(
            0.040,
            ellipsoid((0.045, 1.142, 0.052), (0.056, 0.056, 0.052)),
            ellipsoid((-0.045, 1.142, 0.052), (0.056, 0.056, 0.052)),
        )
        whole = union(0.034, trunk, bust)
        self.throat: Field = capsule((0, 1.215, -0.0240), (0, 1.310, -0.0145), 0.0400, 0.0372)
        """What the stand collar stands round: the neck as it is drawn, a finger's breadth wider."""
        flare = loft(
            (0.82, 0.855, 0.90, 0.94, 0.98, 1.02, 1.06, 1.11),
            (0.158, 0.153, 0.144, 0.133, 0.119, 0.106, 0.100, 0.101),
            (0.118, 0.117, 0.115, 0.111, 0.105, 0.100, 0.099, 0.100),
            (0.130, 0.128, 0.123, 0.115, 0.105, 0.095, 0.089, 0.084),
        )
        self.jacket_body: Field = lambda p: smooth_min(whole(p) - 0.0060, flare(p), 0.030)
        """The jacket without sleeves and folds: what bands, buttons and the hat cord lie on."""
        self.pelvis: Field = ellipsoid((0, 0.865, -0.006), (0.128, 0.110, 0.096))
        self.legs = [
            loft(
                (0.10, 0.150, 0.30, 0.46, 0.60, 0.74, 0.86),
                (0.088, 0.086, 0.078, 0.070, 0.067, 0.071, 0.074),
                (0.108, 0.105, 0.094, 0.086, 0.087, 0.092, 0.088),
                (0.108, 0.105, 0.095, 0.086, 0.090, 0.100, 0.098),
                tuple(s * x for x in (0.102, 0.100, 0.092, 0.084, 0.0785, 0.0745, 0.070)),
                2.1,
            )
            for s, _ in SIDES
        ]

    def jacket(self, points: Array) -> Array:
        """Body and sleeves in one: the cut has no seam at the shoulder."""
        distance = self.jacket_body(points)
        y, z = self.body.arm_y, self.body.arm_z
        for side in (1, -1):
            upper = capsule((side * 0.090, y - 0.001, z), (side * 0.330, y - 0.004, z), 0.042, 0.0455)
            lower = capsule((side * 0.330, y - 0.004, z), (side * 0.475, y - 0.006, z), 0.0455, 0.0560)
            distance = smooth_min(distance, np.minimum(upper(points), lower(points)), 0.028)
        return distance

    def jacket_with_folds(self, points: Array) -> Array:
        """The jacket as it is worn: rays from the armpit, rings at the elbow, waves at hem and cuff, gathers."""
        x, y = np.abs(points[..., 0]), points[..., 1]
        left = np.sign(points[..., 0])
        below = y - self.body.arm_y
        angle = np.arctan2(points[..., 2] - self.body.arm_z, -below)
        arm = smoothstep(x, 0.115, 0.165)
        depth = 0.0026 * arm * np.sin(angle * 3 + left * 0.6 + x * 34)
        elbow = np.exp(-(((x - 0.335) / 0.045) ** 2))
        depth = depth + 0.0028 * elbow * np.cos((x - 0.335) * 110 + np.sin(angle) * 1.2) * (0.55 + 0.45 * np.sin(angle))
        depth = depth + 0.0024 * arm * smoothstep(x, 0.36, 0.46) * np.cos(angle * 5 + 0.7 + x * 8)
        rays = np.exp(-(((below + 0.045) / 0.045) ** 2)) * np.exp(-(((x - 0.108) / 0.036) ** 2))
        depth = depth + 0.0038 * rays * np.sin((below + (x - 0.1) * 0.9) * 240)
        around = np.arctan2(points[..., 0], points[..., 2])
        skirt = smoothstep(-y, -1.00, -0.86) * (1 - arm)
        depth = depth + 0.0046 * skirt * pleats(around * 4.5 + 0.5 * np.sin(around * 2 + 1)) * np.abs(np.sin(around))
        waist = np.exp(-(((y - 1.065) / 0.032) ** 2)) * (1 - arm)
        depth = depth + 0.0020 * waist * pleats(around * 9 + 0.6 * np.sin(3 * around))
        return self.jacket(points) - depth

    def trousers(self, points: Array) -> Array:
        """Wide cotton trousers, plain."""
        left, right = (leg(points) for leg in self.legs)
        return smooth_min(smooth_min(left, right, 0.010), self.pelvis(points), 0.040)

    def trousers_with_folds(self, points: Array) -> Array:
        """Long falls from hip to hem, a break behind each knee, the hem's slow wave."""
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        middle = np.sign(x) * np.interp(y, [0.15, 0.46, 0.74], [0.100, 0.084, 0.0745])
        around = np.arctan2(x - middle, z)
        fall = smoothstep(-y, -0.80, -0.30)
        depth = 0.0052 * fall * pleats(around * 2.5 + 0.5 * np.sin(around + y * 7) + np.sign(x) * 0.5)
        depth = depth + 0.0030 * fall * np.sin(around * 3 + y * 9)
        knee = np.exp(-(((y - 0.47) / 0.05) ** 2))
        depth = depth + 0.0020 * knee * np.cos(y * 110 + np.cos(around) * 1.5) * (0.4 - 0.6 * np.cos(around))
        return self.trousers(points) - depth

    def jacket_over_trousers(self, points: Array) -> Array:
        """What the apron hangs on."""
        return np.minimum(self.jacket_body(points), self.trousers(points))
