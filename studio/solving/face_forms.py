"""A face told in one form, 52 shapes or VRM presets, told in the other too: an avatar understands only one of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import ARKIT, ARKIT_INDEX, PRESET

Array = NDArray[Any]

_SHAPES: dict[str, dict[str, float]] = {
    "aa": {"jawOpen": 0.65},
    "ih": {"jawOpen": 0.15, "mouthStretchLeft": 0.45, "mouthStretchRight": 0.45},
    "ou": {"jawOpen": 0.12, "mouthPucker": 0.85},
    "ee": {"jawOpen": 0.30, "mouthStretchLeft": 0.40, "mouthStretchRight": 0.40},
    "oh": {"jawOpen": 0.42, "mouthFunnel": 0.70},
    "blink": {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0},
    "blinkLeft": {"eyeBlinkLeft": 1.0},
    "blinkRight": {"eyeBlinkRight": 1.0},
    "happy": {"mouthSmileLeft": 0.85, "mouthSmileRight": 0.85, "cheekSquintLeft": 0.5, "cheekSquintRight": 0.5},
    "angry": {"browDownLeft": 0.9, "browDownRight": 0.9, "mouthPressLeft": 0.3, "mouthPressRight": 0.3},
    "sad": {"browInnerUp": 0.8, "mouthFrownLeft": 0.7, "mouthFrownRight": 0.7},
    "relaxed": {"mouthSmileLeft": 0.35, "mouthSmileRight": 0.35},
    "surprised": {"browInnerUp": 0.8, "browOuterUpLeft": 0.8, "browOuterUpRight": 0.8, "jawOpen": 0.25,
                  "eyeWideLeft": 0.8, "eyeWideRight": 0.8},
}  # fmt: skip
_MATRIX = np.zeros((max(PRESET.values()) + 1, len(ARKIT)))
for _preset, _shapes in _SHAPES.items():
    for _shape, _weight in _shapes.items():
        _MATRIX[PRESET[_preset], ARKIT_INDEX[_shape]] = _weight


def arkit_from_presets(presets: Array) -> Array:
    """(52,) of (18,) weights; nothing exceeds 1."""
    return np.asarray(np.minimum(presets @ _MATRIX, 1.0))
