"""The part of the picture that no phone crops and no platform's own controls cover (DOMAIN 2.5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafeArea:
    """Shares of the canvas."""

    left: float
    top: float
    right: float
    bottom: float


PORTRAIT_SAFE = SafeArea(left=120 / 1080, top=250 / 1920, right=960 / 1080, bottom=1260 / 1920)
LANDSCAPE_SAFE = SafeArea(left=0.04, top=0.055, right=0.96, bottom=0.945)


def safe_area(width: int, height: int) -> SafeArea:
    return PORTRAIT_SAFE if height > width else LANDSCAPE_SAFE
