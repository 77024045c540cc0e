"""What a token stands for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a token stands for. Everybody, the viewer too, sees the state and the program picture."""

    VIEWER = "viewer"
    """Sends nothing."""
    OPERATOR = "operator"
    """Runs the show: what is seen, on air, recorded."""
    BRAND = "brand"
    """Sets up the look, and may take its name off the air."""
    PERFORMER = "performer"
    """Owns the machine."""
