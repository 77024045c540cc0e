"""Cloth in another colour: hue and lightness move, what light and the painter did to it stays.

In OKLab a shadow multiplies all three numbers, so a pixel is read as the part's colour in some light, plus what is left
over: weave, blush, thread. The light is given to the new colour, the rest is turned to the new hue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.maths import oklab

Array = NDArray[Any]
Color = tuple[float, float, float]

_STEEPEST = 1.5
"""Contrast is stretched so far at most: more would show what the picture's compression left."""
_NEUTRAL = 0.02
"""Chroma below which a colour has no hue to turn."""
_BAND = 1 << 16
"""Pixels dyed at once: what they need stays in the processor's cache, and other threads get their turn between."""


@dataclass(frozen=True, slots=True)
class Dye:
    """From one colour to another, in a box."""

    old: Array
    """(3,) Lab."""
    new: Array
    reach: float = 0.0
    """See `PartPattern`."""

    @property
    def turn(self) -> complex:
        """What the old hue and chroma are multiplied by to give the new; 1 where there is no hue to turn."""
        old, new = complex(*self.old[1:]), complex(*self.new[1:])
        if abs(old) < _NEUTRAL or abs(new) < 1e-6:
            return 1.0 + 0.0j
        return new / abs(new) / (old / abs(old)) * min(abs(new) / abs(old), 1.25)

    def weight(self, lab: Array) -> Array:
        """(…) 0–1: how much a colour is one that is to be dyed."""
        if not self.reach:
            return np.ones(lab.shape[:-1], np.float32)
        light = np.clip(lab[..., 0] / max(float(self.old[0]), 1e-3), 0.4, 1.6)
        distance = np.hypot(lab[..., 1] / light - self.old[1], lab[..., 2] / light - self.old[2])
        fade: Array = np.clip(2.0 - distance / self.reach, 0.0, 1.0)
        return fade * fade * (3.0 - 2.0 * fade)

    def colored(self, lab: Array) -> Array:
        """Lab (…, 3) after the dye, where all of it is dyed."""
        old_light, new_light = max(float(self.old[0]), 1e-3), max(float(self.new[0]), 1e-3)
        up = min((1.0 - new_light) / max(1.0 - old_light, 1e-3), _STEEPEST)
        down = min(new_light / old_light, _STEEPEST)
        lightness = lab[..., 0]
        change = lightness - old_light
        moved = np.clip(new_light + change * np.where(change > 0, up, down), 0.0, 1.0)
        dim = np.minimum(lightness / old_light, 1.0)
        new_dim = np.minimum(moved / new_light, 1.0)
        pale = 1.0 - 0.55 * np.clip(change / max(1.0 - old_light, 1e-3), 0.0, 1.0)  # light washes colour out
        rest_a, rest_b = lab[..., 1] - self.old[1] * dim * pale, lab[..., 2] - self.old[2] * dim * pale
        turn = self.turn
        made = np.empty_like(lab)
        made[..., 0] = moved
        made[..., 1] = self.new[1] * new_dim * pale + rest_a * turn.real - rest_b * turn.imag
        made[..., 2] = self.new[2] * new_dim * pale + rest_a * turn.imag + rest_b * turn.real
        return made


def dye_between(old: str, new: str, reach: float = 0.0) -> Dye:
    """Of two colours "#rrggbb"."""
    return Dye(oklab.lab_from_hex(old), oklab.lab_from_hex(new), reach)


def dyed(lab: Array, dyes: list[Dye]) -> Array:
    """Lab (…, 3) after several dyes, each where its colour is; their order makes no difference."""
    weights = [dye.weight(lab) for dye in dyes]
    total = np.maximum(np.sum(weights, axis=0), 1.0)
    result = lab.copy()
    for dye, weight in zip(dyes, weights, strict=True):
        result += (dye.colored(lab) - lab) * (weight / total)[..., None]
    return result


def dye_picture(pixels: ByteArray, dyes: list[Dye], multiplier: Array, new_multiplier: Array) -> None:
    """Dyes a box of a picture in its place; (height, width, 4) uint8, alpha untouched.

    The picture is a painting times `multiplier`, (3,) linear (a shade picture; ones for a plain one): the painting is
    dyed and multiplied by `new_multiplier`.
    """
    rows = max(1, _BAND // max(1, pixels.shape[1]))
    for top in range(0, len(pixels), rows):
        band = pixels[top : top + rows, :, :3]
        linear = oklab.linear_from_bytes(band) / multiplier
        before = oklab.lab_from_linear(linear)
        after = dyed(before, dyes)
        changed = np.abs(after - before).max(axis=-1) > 1e-4  # what no dye reaches keeps its very bytes
        made = oklab.bytes_from_linear(oklab.linear_from_lab(after) * new_multiplier)
        band[changed] = made[changed]


def following(color: Color, dye: Dye) -> Color:
    """A shade, rim or outline colour (linear) beside cloth that was dyed: its hue turns along, its lightness a
    little."""
    lab = oklab.lab_from_linear(color)
    lightness = min(max(float(dye.new[0]) / max(float(dye.old[0]), 1e-3), 0.75), 1.2)
    ab = complex(float(lab[1]), float(lab[2])) * dye.turn
    made = np.clip(oklab.linear_from_lab((float(lab[0]) * lightness, ab.real, ab.imag)), 0.0, None)
    return float(made[0]), float(made[1]), float(made[2])


def shade_after(multiplier: Array, dye: Dye) -> Array:
    """A shade multiplier (3,) linear, its hue turned with the cloth's; as dark as it was."""
    lab = oklab.lab_from_linear(multiplier)
    ab = complex(float(lab[1]), float(lab[2])) * dye.turn
    return np.clip(oklab.linear_from_lab((float(lab[0]), ab.real, ab.imag)), 1e-3, 1.0)
