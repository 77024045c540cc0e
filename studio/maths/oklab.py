"""Colours by how they look: OKLab (Ottosson 2020), in which equal steps look equal and a hue keeps its hue.

Lab is (…, 3): L 0 (black) to 1 (white), a green–red, b blue–yellow. Its (a, b) plane read as a complex number gives the
hue as an angle and the chroma as a length.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float32]

_LMS_FROM_RGB = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_LAB_FROM_ROOTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_RGB_FROM_LMS = np.linalg.inv(_LMS_FROM_RGB.astype(np.float64)).astype(np.float32)
_ROOTS_FROM_LAB = np.linalg.inv(_LAB_FROM_ROOTS.astype(np.float64)).astype(np.float32)


def _decoded(encoded: ArrayLike) -> NDArray[np.float64]:
    value = np.asarray(encoded, np.float64)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


_LINEAR_OF_BYTE = _decoded(np.arange(256) / 255).astype(np.float32)
_STEPS = 8192
_BYTE_OF_ROOT = np.searchsorted(
    _decoded((np.arange(255) + 0.5) / 255), (np.arange(_STEPS + 1) / _STEPS) ** 2, side="right"
).astype(np.uint8)
"""By the square root of the linear value: fine enough in the darks, where a plain table would have too few steps."""


def lab_from_linear(rgb: ArrayLike) -> Array:
    """Lab (…, 3) of linear RGB (…, 3)."""
    roots: Array = np.cbrt(np.asarray(rgb, np.float32) @ _LMS_FROM_RGB.T)
    return roots @ _LAB_FROM_ROOTS.T


def linear_from_lab(lab: ArrayLike) -> Array:
    """Linear RGB (…, 3), outside 0–1 where sRGB has no such colour."""
    roots = np.asarray(lab, np.float32) @ _ROOTS_FROM_LAB.T
    lms: Array = roots * roots * roots
    return lms @ _RGB_FROM_LMS.T


def linear_from_bytes(rgb: NDArray[np.uint8]) -> Array:
    return _LINEAR_OF_BYTE[rgb]


def bytes_from_linear(rgb: Array) -> NDArray[np.uint8]:
    """sRGB bytes, cut to what they can hold."""
    clipped = np.clip(rgb, 0.0, 1.0)
    return _BYTE_OF_ROOT[(np.sqrt(clipped) * _STEPS + 0.5).astype(np.int32)]


def lab_from_hex(color: str) -> Array:
    """Lab (3,) of "#rrggbb"."""
    return lab_from_linear(linear_from_bytes(np.array(list(bytes.fromhex(color[1:7])), np.uint8)))


def hex_from_lab(lab: ArrayLike) -> str:
    """The nearest "#rrggbb" of that lightness and hue: chroma is taken back until sRGB holds it."""
    lightness, a, b = (float(value) for value in np.asarray(lab))
    share = 1.0
    for _ in range(40):
        linear = linear_from_lab((lightness, a * share, b * share))
        if linear.min() >= -1e-4 and linear.max() <= 1.0001:
            break
        share *= 0.95
    return "#" + bytes(bytes_from_linear(linear).tolist()).hex()
