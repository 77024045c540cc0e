"""How much a .vrm file may ask of the machine. A file from the internet is hostile until it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults fit any avatar meant for live use several times over; a user who trusts a file may raise them."""

    file_bytes: int = 512 * 1024 * 1024
    json_bytes: int = 64 * 1024 * 1024
    nodes: int = 8192
    items: int = 16384
    """Accessors, buffer views, meshes, materials, textures, springs, colliders, expressions: each list."""
    vertices: int = 4_000_000
    """All primitives together."""
    triangles: int = 8_000_000
    morph_values: int = 60_000_000
    """Vertices times morph targets, all primitives together, before the unmoved vertices are dropped."""
    image_pixels: int = 8192 * 8192
    """One picture as the file has it."""
    texture_side: int = 4096
    """Larger pictures are made smaller on loading."""
    texture_bytes: int = 384 * 1024 * 1024
    """All textures together in memory, 4 bytes a pixel; the largest are halved until they fit."""
