"""What 邗儿 may hold: a steamer of buns on her left palm, a round paper fan in her right hand.

Each is a mesh that waits, all in one point, inside the palm until the morph of its name unfolds it.
"""

import math

import numpy as np
import skia

from .atlas import Sheet, Tile
from .detail import Detail
from .fields import Array, arc_length, turned_outward
from .meshes import PartList, grid_faces
from .paint import blur, colour, fill, gradient_down, path, radial_gradient, stroke
from .rig import BodyProportions, Rig

STEAMER, FAN = "steamer", "fan"
TOGGLES = {STEAMER: {STEAMER: 1.0}, FAN: {FAN: 1.0}}


class HanerProps:
    """Adds both, folded away."""

    def __init__(self, body: BodyProportions, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.body, self.rig, self.parts, self.detail = body, rig, parts, detail

    def build(self) -> None:
        """Add steamer and fan."""
        self._steamer()
        self._fan()

    def _add(self, prop: str, tile: str, points: Array, faces: Array, uvs: Array, normals: Array | None = None) -> None:
        left = prop == STEAMER
        side = 1 if left else -1
        palm = np.array([side * 0.598, self.body.arm_y - 0.0015, self.body.arm_z])
        hidden = np.tile(palm, (len(points), 1))
        if normals is None:
            a, b, c = (points[faces[:, i]] for i in range(3))
            normals = np.zeros_like(points)
            for corner in range(3):
                np.add.at(normals, faces[:, corner], np.cross(b - a, c - a))
        skin = self.rig.rigid(len(points), "leftHand" if left else "rightHand")
        self.parts.add(tile, hidden, faces, skin, uvs, normals, {prop: points - hidden})

    # ---- 蒸笼: in T-pose the palm looks down, so the steamer hangs upside down under it

    def _on_palm(self, local: Array) -> Array:
        """Steamer space (Y up from its foot) to model space."""
        return local * [1, -1, 1] + [0.604, self.body.arm_y - 0.0125, self.body.arm_z + 0.004]

    def _turned(self, tile: str, profile: Array, n: int, repeats: float) -> None:
        """A surface of revolution in steamer space; its outside is to the left of the way along the profile."""
        turn = np.linspace(0, 2 * np.pi, n + 1)
        local = np.vstack([np.c_[np.sin(turn) * r, np.full(n + 1, y), np.cos(turn) * r] for r, y in profile])
        length = arc_length(np.c_[profile, 0 * profile[:, 0]])
        step = np.gradient(profile, axis=0)
        out = np.vstack([
            np.c_[np.sin(turn) * dy, np.full(n + 1, -dr), np.cos(turn) * dy] for dr, dy in step
        ])  # fmt: skip
        uvs = np.vstack([np.c_[turn / (2 * np.pi) * repeats, np.full(n + 1, 1 - s / length[-1])] for s in length])
        faces = turned_outward(local, grid_faces(len(profile), n + 1), out)
        self._add(STEAMER, tile, self._on_palm(local), faces[:, ::-1], uvs, out * [1, -1, 1])

    def _steamer(self) -> None:
        n = self.detail.pick(48, 15)
        radius, height = 0.076, 0.044
        wall = np.array([(radius, 0.0), (radius, height * 0.5), (radius, height)])
        self._turned("hoop", wall, n, 2.0)
        rim = np.array([(radius, height), (radius - 0.003, height + 0.0012), (radius - 0.006, height)])
        self._turned("rim", rim, n, 1.0)
        inner = np.array([(radius - 0.006, height), (radius - 0.006, 0.016)])
        self._turned("rim", inner, n, 1.0)
        for y in self.detail.pick((0.007, 0.036), (0.036,)):
            ring = np.array(
                [(radius, y - 0.005), (radius + 0.0022, y - 0.0035), (radius + 0.0022, y + 0.0035), (radius, y + 0.005)]
            )
            self._turned("rim", ring, n, 1.0)
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        for y, up in ((0.017, 1), (0.0, -1)):
            disc = np.vstack(
                [
                    [[0.0, y, 0.0]],
                    np.c_[np.sin(turn) * (radius - 0.001), np.full(n, y), np.cos(turn) * (radius - 0.001)],
                ]
            )
            i = np.arange(n)
            faces = np.c_[np.zeros(n, int), 1 + i, 1 + (i + 1) % n]
            faces = turned_outward(disc, faces, np.tile([0.0, up, 0], (n + 1, 1)))
            uvs = 0.5 + disc[:, [0, 2]] / radius * 0.48
            self._add(STEAMER, "slats", self._on_palm(disc), faces[:, ::-1], uvs, np.tile([0.0, -up, 0], (n + 1, 1)))
        for k in range(5):
            a = 2 * np.pi * k / 5 + 0.3
            self._bun(np.array([0.0415 * np.sin(a), 0.017, 0.0415 * np.cos(a)]), 0.0225)
        self._bun(np.array([0.0, 0.019, 0.0]), 0.0205)

    def _bun(self, at: Array, radius: float) -> None:
        """包子: pleats that turn into a small mouth on top."""
        rings, segments = self.detail.pick((10, 30), (4, 8))
        latitude = np.linspace(-0.35, np.pi / 2 - 0.06, rings)
        turn = np.linspace(0, 2 * np.pi, segments + 1)
        rows, uvs = [], []
        for f in latitude:
            top = np.clip(f / (np.pi / 2), 0, 1)
            pleat = 1 + self.detail.pick(0.07, 0.0) * top * np.cos(turn * 10 + top * 3.0)
            r = radius * np.cos(f) ** 0.8 * pleat
            y = radius * 0.92 * (np.sin(f) - 0.20 * top**6)
            rows.append(
                np.c_[np.sin(turn) * r, np.full(segments + 1, y), np.cos(turn) * r] + at + [0, radius * 0.32, 0]
            )
            reach = 0.47 * np.cos(f) ** 0.8
            uvs.append(0.5 + np.c_[np.sin(turn), np.cos(turn)] * reach)
        local = np.vstack(rows)
        out = local - at - [0, radius * 0.32, 0]
        faces = turned_outward(local, grid_faces(rings, segments + 1), out)
        self._add(STEAMER, "bun", self._on_palm(local), faces[:, ::-1], np.vstack(uvs), out * [1, -1, 1])

    # ---- 团扇 of paper: the handle lies through the fist along the thumb

    def _fan(self) -> None:
        hub = np.array([-0.612, self.body.arm_y - 0.0225, self.body.arm_z])
        n = self.detail.pick(48, 15)
        middle, wide, tall = hub + [0, 0, 0.168], 0.088, 0.094
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        # It faces half way between the knuckles and the back of the hand: seen in a raised and in a folded arm.
        face = np.array([-0.8, 0.6, 0.0])
        side = np.cross(face, [0.0, 0.0, 1.0])
        edge = np.outer(np.cos(turn) * wide, side) + np.outer(np.sin(turn) * tall, [0, 0, 1.0])
        for way in (1, -1):
            points = np.vstack([middle, middle + edge]) + face * 0.0006 * way
            i = np.arange(n)
            faces = np.c_[np.zeros(n, int), 1 + i, 1 + (i + 1) % n]
            normals = np.tile(face * way, (n + 1, 1))
            faces = turned_outward(points, faces, normals)
            uvs = 0.5 + np.vstack([[[0, 0]], np.c_[-np.cos(turn) * way, -np.sin(turn)] * 0.49])
            self._add(FAN, "paper", points, faces, uvs, normals)
        self._rod(middle + edge, face, 0.0028, True)
        self._rod(hub + np.outer(np.linspace(-0.070, 0.105, self.detail.pick(12, 5)), [0, 0, 1.0]), face, 0.0040, False)

    def _rod(self, path: Array, up: Array, radius: float, closed: bool) -> None:
        """A cane along a path that lies flat against `up`."""
        sides = self.detail.pick(8, 4)
        way = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
        way = way / np.linalg.norm(way, axis=1, keepdims=True)
        across = np.cross(way, up)
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        out = np.cos(turn)[None, :, None] * across[:, None] + np.sin(turn)[None, :, None] * up
        rings = path[:, None] + radius * out
        if closed:
            rings, out = np.concatenate([rings, rings[:1]]), np.concatenate([out, out[:1]])
        points, out = rings.reshape(-1, 3), out.reshape(-1, 3)
        faces = turned_outward(points, grid_faces(len(rings), sides, closed=True), out)
        uvs = np.c_[np.tile(np.abs(turn / np.pi - 1), len(rings)), np.repeat(np.linspace(0, 1, len(rings)), sides)]
        self._add(FAN, "rim", points, faces, uvs * [0.9, 0.9] + 0.05, out)


# ---- paint


def hoop(canvas: skia.Canvas, w: float, h: float) -> None:
    """Bent bamboo: long grain, a row of stitches."""
    gradient_down(("#e3bf7c", "#d2a35c", "#b98643"))(canvas, w, h)
    random = np.random.default_rng(2)
    for _ in range(90):
        x, y = w * random.random(), h * random.random()
        canvas.drawLine(x, y, x + random.uniform(30, 120), y, stroke(colour("#8f6430", 0.25), 1.4))
    for k in range(16):
        x = w * (k + 0.5) / 16
        canvas.drawLine(x - 3, h * 0.40, x + 3, h * 0.60, stroke(colour("#7a5224", 0.8), 2))


def rim(canvas: skia.Canvas, w: float, h: float) -> None:
    """A split cane."""
    gradient_down(("#ecd095", "#cfa05a", "#a8763a"))(canvas, w, h)
    for k in range(12):
        canvas.drawLine(w * k / 12, 0, w * k / 12, h, stroke(colour("#8f6430", 0.35), 2))


def slats(canvas: skia.Canvas, w: float, h: float) -> None:
    """The grate the buns stand on, and their shadow."""
    canvas.clear(colour("#8a6636"))
    for k in range(14):
        canvas.drawRect(skia.Rect(w * (k + 0.12) / 14, 0, w * (k + 0.88) / 14, h), fill(Color=colour("#d8b172")))
    for k in range(5):
        a = 2 * math.pi * k / 5 + 0.3
        x, y = w / 2 + w * 0.262 * math.sin(a), h / 2 + h * 0.262 * math.cos(a)
        canvas.drawCircle(x, y, w * 0.16, fill(Color=colour("#5a3d1c", 0.5), MaskFilter=blur(6)))


def bun(canvas: skia.Canvas, w: float, h: float) -> None:
    """White dough from above: soft shade outward, pleats that swirl to the middle."""
    m = w / 2
    shader = radial_gradient(
        (m, m), m, [colour(v) for v in ("#fff3e2", "#fffaf2", "#fff6ea", "#ecd7bf")], [0, 0.3, 0.75, 1]
    )
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
    for k in range(12):
        a = 2 * math.pi * k / 12
        inner, outer = m * 0.10, m * 0.66
        start = (m + inner * math.cos(a), m + inner * math.sin(a))
        end = (m + outer * math.cos(a + 0.7), m + outer * math.sin(a + 0.7))
        bend = (m + m * 0.38 * math.cos(a + 0.1), m + m * 0.38 * math.sin(a + 0.1))
        canvas.drawPath(path(start, (*bend, *end), closed=False), stroke(colour("#c9a988", 0.75), 2.4))
    canvas.drawCircle(m, m, m * 0.10, fill(Color=colour("#a8643a", 0.85)))


def paper(canvas: skia.Canvas, w: float, h: float) -> None:
    """White paper with a willow bough, a swallow's arc of water and one small red seal without words."""
    canvas.clear(colour("#fbf6e8"))
    for y, alpha in ((0.74, 0.5), (0.80, 0.4), (0.86, 0.3)):
        line = path(
            (w * 0.20, h * y),
            (w * 0.36, h * (y - 0.03), w * 0.50, h * y),
            (w * 0.66, h * (y + 0.03), w * 0.84, h * y),
            closed=False,
        )
        canvas.drawPath(line, stroke(colour("#177cb0", alpha), 2.6))
    for k, (x0, x1, foot) in enumerate(
        ((0.40, 0.26, 0.62), (0.52, 0.44, 0.70), (0.66, 0.60, 0.58), (0.78, 0.76, 0.48))
    ):
        bough = path((w * x0, h * 0.05), (w * (x1 + 0.02), h * 0.28, w * x1, h * foot), closed=False)
        canvas.drawPath(bough, stroke(colour("#6f7f2a", 0.9), 2))
        for i in range(9):
            t = 0.15 + 0.095 * i
            x = w * ((1 - t) ** 2 * x0 + 2 * t * (1 - t) * (x1 + 0.02) + t * t * x1)
            y = h * ((1 - t) ** 2 * 0.05 + 2 * t * (1 - t) * 0.28 + t * t * foot)
            s = 1 if (i + k) % 2 else -1
            leaf = path((x, y), (x + s * 9, y + 4, x + s * 12, y + 20), (x + s * 1, y + 13, x, y))
            canvas.drawPath(leaf, fill(Color=colour("#9cc22a" if i % 3 else "#7fa61f", 0.95)))
    canvas.drawRect(skia.Rect(w * 0.74, h * 0.60, w * 0.79, h * 0.65), fill(Color=colour("#b8323f")))


def prop_sheet() -> Sheet:
    """Bamboo, dough and paper."""
    return Sheet(
        "prop",
        (512, 512),
        (
            Tile("hoop", (0, 0, 512, 70), (1024, 140), hoop, shade="#b08a78", is_wrapped=True),
            Tile("rim", (0, 80, 512, 24), (512, 24), rim, shade="#b08a78", is_wrapped=True),
            Tile("slats", (8, 116, 180, 180), (256, 256), slats, shade="#a88878"),
            Tile("bun", (8, 308, 190, 190), (256, 256), bun, tint="#f6f2ee", shade="#dcbfae", outline=0.8),
            Tile("paper", (206, 116, 298, 388), (298, 316), paper, tint="#f4f0e8", shade="#c9c2c8", outline=0.6),
        ),
        background="#c9a060",
    )
