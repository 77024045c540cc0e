"""The figure's soft shadow where it meets the place: on the rail behind, under its feet, along the table before it.

It lies where the figure stands and not where it leans, so it need not be drawn anew with every breath.
"""

from __future__ import annotations

import math

from studio.core.avatar import Avatar
from studio.core.life import Living, Shadow
from studio.core.scene import Camera, Light
from studio.staging.framing import stature_of
from studio.staging.sets import Standing

_HALF_BODY_M = 0.36
"""Half the width of a body with its sleeves, softness included."""
_DOWN_RAIL_M, _UP_BODY_M = 0.30, 0.10
"""How far down a rail, and up from a table's edge, it is to be seen."""
_ON_RAIL, _AT_TABLE, _AT_FEET = 0.60, 0.42, 0.45
"""How dark."""


def with_shadows(
    standing: Standing, avatar: Avatar, camera: Camera, key: Light, canvas: tuple[int, int]
) -> tuple[tuple[Living, ...], tuple[Living, ...]]:
    """What is behind the figure and what is before it, with its shadows between."""
    width, height = canvas
    stature = stature_of(avatar)
    distance_m = max(camera.position[2] - stature.center_z, 0.1)
    metre = height / (2.0 * distance_m * math.tan(camera.vertical_fov_rad / 2))
    x = width / 2 + (stature.center_x - camera.position[0]) * metre
    across = _HALF_BODY_M * metre
    # Away from the light, as far as the rail is behind her.
    aside = -key.direction_to_light[0] / max(key.direction_to_light[2], 0.2) * 0.22 * across
    down = _DOWN_RAIL_M * metre
    below = [
        Shadow(x + aside, row + 0.1 * down, 1.12 * across, down, _ON_RAIL, on=ground)
        for ground, row in standing.grounds
    ]
    foot = height / 2 + (camera.position[1] - stature.ground) * metre
    if standing.ground and foot < height:
        below.append(Shadow(x + 0.5 * aside, foot, 0.9 * across, 0.16 * across, _AT_FEET))
    behind = (*standing.behind, *below)
    edge_px = standing.edge_px
    if edge_px is None:
        return behind, standing.front
    table = Shadow(x, edge_px, 1.6 * across, _UP_BODY_M * metre, _AT_TABLE, until_px=edge_px + 2.0)
    return behind, (table, *standing.front)
