"""From what the camera saw to the avatar's space, and the two tricks the solvers share.

Avatar space: +Y up, facing +Z, the figure's left = +X. The camera looks at a performer who faces it, so the picture's
right is the performer's left: camera axes (x right, y up, z towards the viewer) are avatar axes as they stand.
MediaPipe's world landmarks (x right, y down, z away) become avatar axes by turning the signs of y and z.

Sides are numbered 0 = left, 1 = right. A right limb is solved as the left limb of a mirrored performer (x of vectors, y
and z of quaternions change sign), so every formula is written once, for the left, whose T-pose arm and fingers lie
along +X, palm down.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

SIDES = ("left", "right")


def finite(values: Array) -> bool:
    """Whether a tracker's numbers can be used at all."""
    # Neither nan nor infinity survives a sum of squares; four times as fast as asking for every number.
    return math.isfinite(np.vdot(values, values))
