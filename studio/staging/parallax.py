"""What a camera that has come nearer sees of layers that were painted for one farther away: the near ones grow and
shift more than the far ones.

A set is painted for one camera. From farther away it stays as painted: nothing is painted beyond its edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from studio.core.scene import Camera

_NEAREST_M = 0.2
_LARGEST = 4.0
"""What comes nearer, or grows larger, has been passed by: it would be a blur before the lens."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a layer stands before another camera: enlarged about the canvas's middle, then moved right and down by
    shares of the canvas's height."""

    scale: float = 1.0
    right: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Approach:
    """From the camera a set is painted for to the one that looks; both level, facing the figure. Metres."""

    painted_m: float
    """From the one the set is painted for to the figure."""
    seen_m: float
    right_m: float
    up_m: float
    zoom: float
    """How much longer its lens is."""
    reach: float
    """Canvas heights that one metre fills at a distance of one metre."""

    def of(self, depth_m: float) -> Shift | None:
        """Of a layer so far behind the figure (before it: negative). None: it is passed by."""
        distance_m = self.seen_m + depth_m
        if distance_m < _NEAREST_M:
            return None
        scale = self.zoom * max(self.painted_m + depth_m, 0.0) / distance_m
        if scale > _LARGEST:
            return None
        metre = self.reach / distance_m
        return Shift(max(scale, 1.0), -self.right_m * metre, self.up_m * metre)


def approach(painted_for: Camera, camera: Camera) -> Approach | None:
    """None unless `camera` is the nearer one: all is seen as painted."""
    painted_m, seen_m = (one.position[2] - one.target[2] for one in (painted_for, camera))
    if seen_m >= painted_m:
        return None
    reach = 0.5 / math.tan(camera.vertical_fov_rad / 2)
    return Approach(
        painted_m,
        seen_m,
        camera.position[0] - painted_for.position[0],
        camera.position[1] - painted_for.position[1],
        2.0 * reach * math.tan(painted_for.vertical_fov_rad / 2),
        reach,
    )
