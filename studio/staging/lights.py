"""Lights. Numbers of the art guide: a frontal key a little from above and from the left of the picture, soft fill."""

from __future__ import annotations

from studio.core.scene import Ambient, Light

KEY = Light(direction_to_light=(0.6, 1.5, 2.2), color=(1.0, 1.0, 1.0), intensity=0.92)
FILL = Ambient(color=(1.0, 1.0, 1.0), intensity=0.25)
