"""Lights. Numbers of the art guide: a frontal key a little from above and from the left of the picture, soft fill.

A key may be turned, tinted and dimmed against the set's own, within what still looks like that place.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from studio.core.scene import Ambient, Light
from studio.core.tuning import KeyLight

KEY = Light(direction_to_light=(0.6, 1.5, 2.2), color=(1.0, 1.0, 1.0), intensity=0.92)
FILL = Ambient(color=(1.0, 1.0, 1.0), intensity=0.25)
_LAMPLIGHT, _MOONLIGHT = (1.06, 0.97, 0.80), (0.86, 0.97, 1.08)
"""Tints of a key at the ends of its warmth, linear: as far as skin stays skin."""
_LOWEST_RAD, _HIGHEST_RAD = math.radians(5.0), math.radians(75.0)
"""From below, a face is a ghost's; from straight above, it has no eyes."""


@lru_cache(maxsize=8)
def against(light: Light, key: KeyLight) -> Light:
    """The light as `key` sets it; the very same one where that is plain."""
    if key == KeyLight():
        return light
    x, y, z = light.direction_to_light
    around_rad = math.atan2(x, z) + math.radians(key.turn_deg)
    up_rad = math.atan2(y, math.hypot(x, z)) + math.radians(key.lift_deg)
    up_rad = min(max(up_rad, _LOWEST_RAD), _HIGHEST_RAD)
    flat = math.cos(up_rad)
    end = _LAMPLIGHT if key.warmth > 0 else _MOONLIGHT
    share = abs(key.warmth)
    red, green, blue = (mine * (1.0 + share * (tint - 1.0)) for mine, tint in zip(light.color, end, strict=True))
    return replace(
        light,
        direction_to_light=(flat * math.sin(around_rad), math.sin(up_rad), flat * math.cos(around_rad)),
        color=(red, green, blue),
        intensity=light.intensity * key.strength,
    )
