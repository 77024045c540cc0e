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
    """Accessors, buffer views, meshes, textures: each list."""
    materials: int = 1024
    expressions: int = 1024
    binds: int = 65536
    """What all expressions together move."""
    moved_morphs: int = 16384
    """Morph targets times the nodes that draw them."""
    spring_joints: int = 4096
    colliders: int = 2048
    spring_colliders: int = 256
    """Colliders that one spring minds."""
    vertices: int = 4_000_000
    """All primitives together."""
    triangles: int = 8_000_000
    """All that is drawn."""
    morph_values: int = 60_000_000
    """Vertices times morph targets, all primitives together, before the unmoved vertices are dropped."""
    image_pixels: int = 8192 * 8192
    """One picture as the file has it."""
    texture_side: int = 4096
    """Larger pictures are made smaller on loading."""
    texture_bytes: int = 384 * 1024 * 1024
    """All textures together in memory, 4 bytes a pixel; the largest are halved until they fit."""
    keyframes: int = 1_000_000
    """Of one animated value."""
    clip_frames: int = 36_000
    """An animation as it is kept, 60 frames a second."""


SCENERY = Limits(
    file_bytes=64 * 1024 * 1024,
    json_bytes=16 * 1024 * 1024,
    nodes=4096,
    materials=256,
    vertices=1_000_000,
    triangles=500_000,
    morph_values=1_000_000,
    texture_bytes=192 * 1024 * 1024,
)
"""A glTF scene as a set: it is drawn when the camera cuts, and not with every frame."""
PARTS = 2048
"""Of a scene: what its nodes draw, one by one."""
