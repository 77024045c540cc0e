"""From what the camera saw to the avatar's space, and the two tricks the solvers share.

Avatar space: +Y up, facing +Z, the figure's left = +X. The camera looks at a performer who faces it, so the picture's
right is the performer's left: camera axes (x right, y up, z towards the viewer) are avatar axes as they stand.
Sides are arrays with row 0 = left, row 1 = right. A right limb is solved as the left limb of a mirrored
performer, so every formula is written once, for the left, whose T-pose arm and fingers lie along +X, palm down.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

SIDES = ("left", "right")

AVATAR_FROM_WORLD: Array = np.array([1.0, -1.0, -1.0])
"""MediaPipe world landmarks (x right, y down, z away) times this are in avatar axes."""

MIRROR_VECTOR: Array = np.array([[1.0, 1.0, 1.0], [-1.0, 1.0, 1.0]])
"""(2, 3): times vectors per side, the right side told as a left one; its own inverse."""
MIRROR_QUATERNION: Array = np.array([[1.0, 1.0, 1.0, 1.0], [1.0, -1.0, -1.0, 1.0]])
"""(2, 4): the same for rotations."""

for _constant in (AVATAR_FROM_WORLD, MIRROR_VECTOR, MIRROR_QUATERNION):
    _constant.setflags(write=False)


def finite(values: Array) -> bool:
    """Whether a tracker's numbers can be used at all."""
    return bool(np.isfinite(values).all())
