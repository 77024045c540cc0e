"""What moves in a place: pieces of its picture that sway or ripple, swarms of small things, and the figure's shadow.

All are functions of the scene's time alone: the same second shows the same picture, live, offline and in a test.
Lengths are pixels of the canvas, origin at the top left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, IntArray
from studio.core.image import Alpha, Image


@dataclass(frozen=True, slots=True)
class Sway:
    """Bends about one edge as a branch in the wind does: not at all there, by `reach_px` at the other."""

    reach_px: float
    period_s: float
    hangs: bool
    """True: fast at the top, like willow threads; False: at the foot, like bamboo."""


@dataclass(frozen=True, slots=True)
class Ripple:
    """Rows slide to and fro, as a reflection does."""

    reach_px: float
    period_s: float
    length_px: float
    """From one crest to the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A premultiplied picture at (x, y), drawn in cells: what is empty costs nothing, corners may move."""

    image: Image
    x: int
    y: int
    cells: IntArray
    """(n, 4) int32: left, top, right, foot of each cell, pixels of the canvas."""
    motion: Sway | Ripple | None = None

    def __post_init__(self) -> None:
        if self.image.alpha is Alpha.STRAIGHT:
            raise ValueError("pieces are premultiplied")

    @property
    def moves(self) -> bool:
        return self.motion is not None


@dataclass(frozen=True, slots=True, eq=False)
class Swarm:
    """Many small copies of one premultiplied picture: petals, snow, glints on water, lanterns that drift."""

    image: Image
    count: int
    seed: int
    area: tuple[float, float, float, float]
    """Left, top, right, foot: where they live; who leaves at one side comes in at the other."""
    size_px: tuple[float, float]
    """Widths of the smallest and the largest; heights follow the picture."""
    speed_px_s: tuple[float, float]
    """Right and down, of the largest; smaller ones are farther, hence slower."""
    swing_px: float = 0.0
    swing_s: float = 4.0
    turn_per_s: float = 0.0
    """Turns a second at most, either way; those that turn also tumble."""
    twinkle: float = 0.0
    """0: steady, 1: each goes out between two flashes."""
    twinkle_s: float = 3.0
    opacity: float = 1.0
    recede: bool = False
    """They lie on a plane that goes away from us: small at the top of the area, large at its foot."""
    grow: float = 0.0
    """How much larger each has become when it leaves, as steam does; it fades on the way."""

    @property
    def moves(self) -> bool:
        return True

    def at(self, time_s: float) -> FloatArray:
        """(count, 6) float32: middle x and y, half width, half height, angle (radians), opacity."""
        r = np.random.default_rng(self.seed).random((9, self.count))
        left, top, right, foot = self.area
        wide, high = max(right - left, 1.0), max(foot - top, 1.0)
        low, large = self.size_px
        near = r[0]
        if self.recede:  # rows: each keeps its height, so that none swims through another
            near = (r[2] + 0.06 * (r[0] - 0.5)).clip(0.0, 1.0)
        pace = 0.45 + 0.55 * near
        across = np.mod(r[1] * wide + self.speed_px_s[0] * pace * time_s, wide)
        down = np.mod(r[2] * high + self.speed_px_s[1] * pace * time_s, high)
        wave = 2.0 * math.pi * (time_s / self.swing_s * (0.8 + 0.4 * r[3]) + r[4])
        turns = (2.0 * r[5] - 1.0) * self.turn_per_s * time_s
        half = 0.5 * (low + (large - low) * near)
        opacity = np.full(self.count, self.opacity)
        if self.speed_px_s[0]:
            opacity *= _edges(across / wide)
        if self.speed_px_s[1]:
            opacity *= _edges(down / high)
        if self.grow:
            way = down / high if self.speed_px_s[1] > 0 else 1.0 - down / high
            half = half * (1.0 + self.grow * way)
            opacity *= (1.0 - way) ** 1.2
        if self.twinkle:
            flash = 0.5 + 0.5 * np.sin(2.0 * math.pi * (time_s / self.twinkle_s * (0.7 + 0.6 * r[6]) + r[7]))
            opacity *= 1.0 - self.twinkle * (1.0 - flash**3)
        tumble = 1.0
        angle = np.zeros(self.count)
        if self.turn_per_s:
            tumble = 0.35 + 0.65 * np.abs(np.cos(2.0 * math.pi * (0.8 * turns + r[8])))
            angle = 2.0 * math.pi * (turns + r[8])
        made = np.empty((self.count, 6), np.float32)
        made[:, 0] = left + across + self.swing_px * pace * np.sin(wave)
        made[:, 1] = top + down + 0.25 * self.swing_px * pace * np.cos(2.0 * wave)
        made[:, 2] = half * tumble
        made[:, 3] = half * self.image.height / self.image.width
        made[:, 4] = angle
        made[:, 5] = opacity
        return made


def _edges(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fades in and out over the outer tenth, so that nothing appears out of nowhere."""
    return np.asarray(np.clip(10.0 * np.minimum(share, 1.0 - share), 0.0, 1.0), np.float64)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A soft dark ellipse where the figure meets what it stands at."""

    x: float
    y: float
    across_px: float
    """Half its width."""
    down_px: float
    darkness: float
    """0–1, in its middle."""
    until_px: float | None = None
    """It ends at this row: where the table begins."""
    on: Piece | None = None
    """It falls on this alone; None: on everything drawn before it."""

    @property
    def moves(self) -> bool:
        return False


Living = Piece | Swarm | Shadow
