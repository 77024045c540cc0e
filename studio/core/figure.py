"""A figure: an avatar in its pose of one moment, ready to draw."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.arrays import FloatArray
from studio.core.avatar import Avatar


@dataclass(frozen=True, slots=True, eq=False)
class MaterialState:
    """Material values that expressions can move, one row per material of the avatar; linear colours."""

    base_color: FloatArray
    """(m, 4)"""
    emissive: FloatArray
    """(m, 3)"""
    shade_color: FloatArray
    """(m, 3)"""
    matcap_color: FloatArray
    """(m, 3)"""
    rim_color: FloatArray
    """(m, 3)"""
    outline_color: FloatArray
    """(m, 3)"""
    uv_scale: FloatArray
    """(m, 2): multiplies the base map's own scale."""
    uv_offset: FloatArray
    """(m, 2): added to the base map's own offset."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    avatar: Avatar
    world_from_node: FloatArray
    """(n, 4, 4) float32, column vectors: where every node is after humanoid, look-at, constraints and springs."""
    morph_weights: tuple[FloatArray, ...]
    """Per mesh instance (m,) float32: final weights, expressions mixed with their overrides."""
    materials: MaterialState | None = None
    """None: as the avatar's materials say."""
    time_s: float = 0.0
    """Seconds since the show began: drives UV animation."""
