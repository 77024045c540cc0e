"""平山's hair: combed back and up under the hat, a soft sideburn before each ear, one loose strand a side."""

import numpy as np

from .detail import Detail
from .fields import Array, ellipsoid, union
from .hair import GROWING, HairField, HairSculptor, Lock, width_profile
from .meshes import PartList
from .rig import Rig
from .springs import Feel, Springs

MM = 0.001

CAP_EDGE = (
    (0, 5, 14, 26, 36, 44, 51, 57, 62, 67, 72, 79, 90, 100, 106, 114, 128, 150, 180),
    (16.5, 16.5, 19.5, 19, 14, 6, -3, -13, -22, -24, -14, -6, -5, -14, -31, -44, -50, -53, -54),
)
"""Rim of the combed hair: a shallow peak on the brow, temples, a sideburn, round the ear, down to the nape."""

COMBED = (
    (1.5, 16.5, 5.0), (8, 17.0, 8.0), (16, 19.0, 9.0), (25, 18.5, 9.0), (33, 15.0, 9.0), (40, 10.0, 8.5),
    (46, 3.5, 8.0), (51.5, -4.0, 7.5), (56.5, -12.0, 7.0),
)  # fmt: skip
"""Locks combed back from the hairline: longitude and latitude of the root, half width in mm."""

SIDEBURNS = (
    (6.0, 3.4, ((58, 12, 1.5), (62.5, -2, 3.0), (66, -15, 3.0), (68.5, -27, 2.2), (69.5, -36, 1.4))),
    (4.6, 2.8, ((65, 8, 1.5), (69, -4, 2.6), (71, -14, 2.4), (72, -23, 1.6))),
)

STRANDS = {
    1: ((44, 22, 1), (50, 15, 4), (56, 2, 4), (60, -14, 3), (62.5, -32, 2), (64, -46, 5)),
    -1: ((43, 22, 1), (49, 16, 4), (55, 5, 4), (59, -8, 3), (61.5, -23, 2), (63, -35, 4)),
}
"""The strand that has come loose at each temple: (longitude, latitude, lift in mm)."""

STRAND_FEEL = Feel(0.9, 0.40, 0.10, 0.006)


class PingshanHair:
    """Everything that grows on his head, but for brows and moustache."""

    def __init__(self, head_centre: Array, rig: Rig, springs: Springs, parts: PartList, detail: Detail) -> None:
        origin = np.array([0, 0.018, -0.0085])
        skull = ellipsoid(origin, (0.0920, 0.1165, 0.1085))
        nape = ellipsoid((0, -0.026, -0.020), (0.0800, 0.080, 0.080))
        smooth = ellipsoid(origin, (0.0920, 0.120, 0.1085))
        self.field = HairField(union(0.02, skull, nape), smooth, origin, head_centre)
        self.rig, self.springs, self.parts, self.detail = rig, springs, parts, detail
        self.centre = head_centre
        self.comb = HairSculptor(self.field, rig, parts, detail, seed=11)

    def build(self) -> None:
        """Cap first, then what lies on it."""
        self.comb.cap(CAP_EDGE)
        for side in (1, -1):
            self._combed_back(side)
            self._sideburns(side)
            self._swept_up(side)
            self._loose_strand(side)

    def _combed_back(self, side: int) -> None:
        """Locks from the hairline back under the hat, each root a point so that the hairline is soft."""
        roots = COMBED
        broad = self.detail.pick(1.0, 1.1)
        rise = np.array([0.05, 0.62, 0.88, 1, 1, 1, 0.95, 0.9])
        for lon, lat, half_width in roots:
            knots = [
                (side * lon, lat + 3.5, -0.0062), (side * (lon + 0.6), lat + 10, -0.0008),
                (side * (lon + 2.5), lat + 19, 0.0006), (side * (lon + 6), lat + 32, -0.003),
            ]  # fmt: skip
            lock = Lock(
                rows=self.detail.pick(14, 5),
                sides=self.detail.pick(10, 5),
                along=(0.50, 0.08),
                smoothing=0.6,
                ridge=0.12,
            )
            thickness = np.array([0.2, 0.7, 1, 0.9]) * 3.4 * MM
            self.comb.lock(self.field.path(knots), rise * half_width * broad * MM, thickness, lock)

    def _sideburns(self, side: int) -> None:
        for half_width, thickness, knots in SIDEBURNS:
            path = self.field.path([(side * lon, lat, lift * MM) for lon, lat, lift in knots])
            lock = Lock(rows=self.detail.pick(16, 6), sides=self.detail.pick(8, 5), ridge=0.1)
            self.comb.lock(path, width_profile("wisp", half_width * MM), GROWING * thickness * MM, lock)

    def _swept_up(self, side: int) -> None:
        """Side and back panels combed upward into the hat."""
        longitudes = self.detail.pick((86, 99, 113, 126, 140, 154, 170), (92, 118, 144, 170))
        half_width = self.detail.pick(0.0165, 0.0250)
        for lon in longitudes:
            low = float(np.interp(lon, *CAP_EDGE))
            knots = [
                (side * lon, low + 1.5, -0.0060), (side * lon, low + 12, 0.0004), (side * (lon - 1), low + 30, 0.0012),
                (side * (lon - 2), max(low + 48, 24), -0.0040),
            ]  # fmt: skip
            lock = Lock(rows=self.detail.pick(18, 6), sides=self.detail.pick(12, 6), along=(0.55, 0.05), smoothing=0.75)
            thickness = np.array([0.2, 0.8, 1, 0.6]) * 0.0050
            rise = np.array([0.10, 0.60, 0.86, 1, 1, 1, 0.95, 0.9])
            self.comb.lock(self.field.path(knots), rise * half_width, thickness, lock)

    def _loose_strand(self, side: int) -> None:
        path = self.field.path([(side * lon, lat, lift * MM) for lon, lat, lift in STRANDS[side]])
        places = path[2:] + self.centre
        name = "hairSide" + "RL"[side > 0]
        if self.detail.is_light:
            skin = None
        else:
            bones = self.springs.chain(name, places, "head", STRAND_FEEL)

            def skin(points: Array):
                return self.springs.hanging(points, "head", bones, places, places[0][1] + 0.01)

        lock = Lock(rows=self.detail.pick(26, 9), sides=self.detail.pick(7, 4), ridge=0, hug=0)
        self.comb.lock(path, width_profile("wisp", 2.7 * MM), GROWING * 1.9 * MM, lock, skin)
