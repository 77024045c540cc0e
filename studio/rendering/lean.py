"""Material constants for the lean shaders, which take sRGB for a square (shaders/color.glsl).

A lean colour is the square of an encoded one, so that a texel shown as it is comes out exactly, and sums of light are
fitted so that a white texel comes out exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray
from studio.core.figure import MaterialState
from studio.core.scene import Ambient, Light

ROWS = ("lit", "shade", "fill", "rim", "matcap", "glow", "outline")
"""In the order of material.glsl."""


@dataclass(frozen=True, slots=True, eq=False)
class LeanFacts:
    """What is fixed about the materials."""

    lit: NDArray[np.bool_]
    """(m,) False for unlit materials."""
    shade_is_base: NDArray[np.bool_]
    """(m,) True where base and shade share their texture."""
    rim_mix: FloatArray
    """(m,) rim lighting mix."""


def lean_from_linear(color: NDArray[Any]) -> FloatArray:
    """Square of the sRGB encoding; values above 1 go on along the curve."""
    color = np.maximum(color, 0.0)
    encoded = np.where(color <= 0.0031308, 12.92 * color, 1.055 * color ** (1 / 2.4) - 0.055)
    return np.asarray(encoded * encoded, np.float32)


def lean_rows(state: MaterialState, facts: LeanFacts, light: Light, ambient: Ambient) -> FloatArray:
    """(materials, 7, 3): what `material.lean_*` hold under these lights."""
    key = np.asarray(light.color, np.float32) * light.intensity
    fill = np.asarray(ambient.color, np.float32) * ambient.intensity
    base, shade = state.base_color[:, :3], state.shade_color
    full = np.where(facts.lit[:, None], base * (key + fill), base)
    dark = lean_from_linear(shade * key + base * fill)
    shade_alone = lean_from_linear(shade * key)
    rim_light = 1.0 + facts.rim_mix[:, None] * (key + fill - 1.0)
    rows = np.empty((len(base), len(ROWS), 3), np.float32)
    rows[:, 0] = lean_from_linear(full)
    rows[:, 1] = np.where(facts.shade_is_base[:, None], dark, shade_alone)
    rows[:, 2] = dark - shade_alone
    rows[:, 3] = lean_from_linear(state.rim_color * rim_light)
    rows[:, 4] = lean_from_linear(state.matcap_color * rim_light)
    rows[:, 5] = lean_from_linear(state.emissive)
    rows[:, 6] = lean_from_linear(state.outline_color)
    return rows
