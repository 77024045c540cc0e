"""How a face moves: every expression as a displacement of front points, the same function for skin, lids and lines.

Nothing separates because nothing has a second opinion: a lash, a lip line and the skin under them ask the same
`Shape`. Amounts are metres at weight 1, in head space; the left side is +X.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .fields import Array, bump, smoothstep
from .head import Head

LIP_GAP = 0.0014
"""The mouth is authored this far open, up and down, so that both lips have vertices; the rest pose closes it."""

LEFT, RIGHT = 1, -1


@dataclass(frozen=True, slots=True)
class Lids:
    """What one eye does. `upper` and `lower` are shares of the way to the closed line."""

    upper: float = 0.0
    lower: float = 0.0
    to: str = "closed"
    upper_lift: float = 0.0
    lower_lift: float = 0.0
    crease_lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Brow:
    """Rise of the inner end, the middle and the outer end, and a shift away from the nose."""

    inner: float = 0.0
    middle: float = 0.0
    outer: float = 0.0
    outward: float = 0.0


@dataclass(frozen=True, slots=True)
class Push:
    """A soft Gaussian pull of the skin at a front point."""

    at: tuple[float, float]
    width: float
    by: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Jaw:
    """A turn of the jaw (radians, positive opens), a slide to her left and a slide forward."""

    open: float = 0.0
    left: float = 0.0
    forward: float = 0.0


@dataclass(frozen=True, slots=True)
class Iris:
    """Shift of one iris and its size."""

    by: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class MouthCoordinates:
    """Front points told in the terms of the mouth."""

    u: Array
    """-1 at the right corner, 1 at the left, clipped."""
    upper: Array
    """True above the lip line."""
    near: Array
    """1 on the lips, falling to 0 over about a centimetre."""
    arch: Array
    """1 in the middle of the mouth, 0 at the corners."""
    arch_low: Array
    """The fuller arch of a dropped lower lip: a U, never a V."""
    corner: Array
    """1 at the corners, 0 in the middle."""
    half_width: float

    def side(self, s: int) -> Array:
        """1 on side `s`, 0 on the other; left and right sum to one."""
        return smoothstep(s * self.u, -0.45, 0.45)


Lips = Callable[[MouthCoordinates], tuple[Array, Array, Array]]
"""Displacement (dx, dy, dz) of front points near the mouth, not yet faded by `near`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One morph target."""

    lids: dict[int, Lids] = field(default_factory=dict)
    brows: dict[int, Brow] = field(default_factory=dict)
    irises: dict[int, Iris] = field(default_factory=dict)
    lips: Lips | None = None
    pushes: tuple[Push, ...] = ()
    jaw: Jaw | None = None
    lip_reach: float = 0.0125
    """How far from the lips the skin still follows them."""
    tongue: tuple[float, float, float] = (0.0, 0.0, 0.0)
    tongue_scale: float = 1.0
    upper_teeth: float = 0.0


class FaceMover:
    """Evaluates shapes on one head."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.face = head.face

    # ---- eyes

    def lid_goal(self, t: Array, to: str) -> Array:
        """(n,) y of the line both lids meet on: a gentle U when closed, an arch when laughing."""
        face = self.face
        u = 2 * t - 1
        tilt = face.eye_tilt * face.eye_half_width * u * (1 + 0.25 * u)
        if to == "laughing":
            return face.eye[1] - 0.0062 + 0.0076 * (1 - np.abs(u) ** 2.1) + tilt + 0.0036 * np.abs(u) ** 3
        k = face.lower_lid / 0.0108  # the lids of a narrow eye have a shorter way to go
        return face.eye[1] - 0.0066 * k - 0.0042 * k * (1 - u * u) + tilt + 0.0066 * k * np.abs(u) ** 3

    def lid_motion(self, front: Array, lids: Lids, side: int) -> Array:
        """(n, 2) motion of front points round the eye on `side`."""
        face = self.face
        x, y = front[:, 0] * side, front[:, 1]
        t = np.clip((x - (face.eye[0] - face.eye_half_width)) / (2 * face.eye_half_width), 0, 1)
        upper, lower = self.head.lid(t, "upper")[:, 1], self.head.lid(t, "lower")[:, 1]
        goal = self.lid_goal(t, lids.to)
        middle = (upper + lower) / 2
        arch = np.sqrt(np.clip(1 - (2 * t - 1) ** 2, 0, 1))
        upper_by = (goal - upper) * lids.upper + lids.upper_lift * arch
        lower_by = (goal - lower) * lids.lower + lids.lower_lift * arch
        outside = np.maximum(np.abs(x - face.eye[0]) - face.eye_half_width, 0)
        upper_share = np.where(y >= middle, np.exp(-((np.maximum(y - upper, 0) / 0.0115) ** 2)), 0)
        lower_share = np.where(y < middle, np.exp(-((np.maximum(lower - y, 0) / 0.0095) ** 2)), 0)
        dy = (upper_by * upper_share + lower_by * lower_share) * np.exp(-((outside / 0.007) ** 2))
        return np.c_[np.zeros_like(dy), dy * (x > 0)]

    # ---- mouth

    def mouth_coordinates(self, front: Array, reach: float) -> MouthCoordinates:
        """`front` are points of the authored, slightly open mouth."""
        half_width = self.face.mouth_half_width
        x, y = front[:, 0], front[:, 1]
        u = np.clip(x / half_width, -1.6, 1.6)
        line = self.head.lip_line(u)
        upper = y >= line
        inside = np.clip(np.abs(u), 0, 1)
        gap = LIP_GAP * (1 - inside**2) ** 0.6
        edge = np.where(upper, line + gap, line - gap)
        distance = np.where(upper, np.maximum(y - edge, 0), np.maximum(edge - y, 0))
        outside = np.maximum(np.abs(x) - half_width, 0)
        near = np.exp(-((distance / reach) ** 2)) * np.exp(-((outside / (0.72 * reach)) ** 2))
        return MouthCoordinates(
            u=np.clip(u, -1, 1),
            upper=upper,
            near=near,
            arch=(1 - inside**2.0) ** 0.72,
            arch_low=(1 - inside**2.3) ** 0.70,
            corner=inside**2,
            half_width=half_width,
        )

    def closing(self, front: Array) -> Array:
        """(n, 2) motion that takes the authored open mouth to the rest pose."""
        m = self.mouth_coordinates(front, 0.0125)
        gap = LIP_GAP * (1 - np.clip(np.abs(m.u), 0, 1) ** 2) ** 0.6
        return np.c_[np.zeros(len(front)), np.where(m.upper, -gap, gap) * m.near * 0.97]

    def jaw_motion(self, points: Array, front: Array, jaw: Jaw) -> Array:
        """(n, 3) motion of surface points; `front` decides what belongs to the jaw, always in the authored pose."""
        y = front[:, 1]
        share = smoothstep(self.face.mouth_y - 0.004 - y, 0, 0.026)
        share = share * smoothstep(points[:, 2], -0.020, 0.040)
        lever_z, lever_y = points[:, 2] - 0.004, y + 0.040
        open_by = np.c_[0 * y, -jaw.open * np.maximum(lever_z, 0), 0.45 * jaw.open * lever_y]
        slide = np.tile([jaw.left, 0, jaw.forward], (len(y), 1))
        return (open_by + slide) * share[:, None]

    # ---- everything together

    def motion(self, shape: Shape, front: Array) -> Array:
        """(n, 3) displacement of surface points given as authored front points, riding on the skin."""
        rest = front + self.closing(front)
        planar, depth = np.zeros_like(front), np.zeros(len(front))
        for side, lids in shape.lids.items():
            planar = planar + self.lid_motion(front, lids, side)
        for push in shape.pushes:
            hill = bump(front[:, 0], front[:, 1], *push.at, push.width)
            planar = planar + hill[:, None] * np.array(push.by[:2])
            depth = depth + hill * push.by[2]
        if shape.lips is not None:
            m = self.mouth_coordinates(front, shape.lip_reach)
            dx, dy, dz = (np.broadcast_to(d, len(front)) * m.near for d in shape.lips(m))
            planar = planar + np.c_[dx, dy]
            depth = depth + dz
        points = self.head.lifted(rest)
        moved = np.hypot(planar[:, 0], planar[:, 1]) > 1e-6
        result = np.c_[planar, depth]
        if moved.any():
            result[moved, 2] += self.head.front_z(rest[moved] + planar[moved]) - points[moved, 2]
        if shape.jaw is not None:
            result = result + self.jaw_motion(points, front, shape.jaw)
        return result

    def brow_motion(self, shape: Shape, front: Array, t: Array, side: int) -> Array:
        """(n, 2) motion of a brow's points; t runs from its inner to its outer end."""
        brow = shape.brows.get(side, Brow())
        dy = np.interp(t, [0, 0.5, 1], [brow.inner, brow.middle, brow.outer])
        planar = np.c_[np.full(len(t), side * brow.outward), dy]
        for push in shape.pushes:
            planar = planar + bump(front[:, 0], front[:, 1], *push.at, push.width)[:, None] * np.array(push.by[:2])
        return planar
