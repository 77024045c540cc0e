"""Small avatars made in code: what a renderer must draw, one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from studio.core.arrays import FloatArray, IntArray, frozen
from studio.core.avatar import (
    AlphaMode,
    Avatar,
    Material,
    Mesh,
    MeshInstance,
    Morph,
    MToon,
    Nodes,
    OutlineMode,
    Primitive,
    Skin,
    Texture,
    TextureUse,
)
from studio.core.names import BONE, BONES

MESH_NODE = 3
RED, GREEN, BLUE, WHITE = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0), (1.0, 1.0, 1.0, 1.0)
CHECKS = 0


def checkerboard(cells: int = 8, side: int = 64) -> Texture:
    """Warm white and teal squares; the top left quarter is marked, so that a flip is seen."""
    row, column = np.mgrid[0:side, 0:side] * cells // side
    pixels = np.where(((row + column) % 2)[..., None] == 0, (246, 240, 226, 255), (48, 128, 132, 255)).astype(np.uint8)
    pixels[: side // 4, : side // 4] = (200, 40, 60, 255)
    return Texture("checks", frozen(pixels, np.uint8))


def flat(color: tuple[float, float, float, float], **changes: object) -> Material:
    """Unlit: shows its colour (linear) exactly."""
    made = Material("flat", base_color=color, unlit=True, alpha_mode=AlphaMode.OPAQUE)
    if color[3] < 1:
        made = replace(made, alpha_mode=AlphaMode.BLEND)
    return replace(made, **changes)  # type: ignore[arg-type]


def toon(**changes: object) -> Material:
    """MToon on the checkerboard, lit side and shaded side told apart."""
    values: dict[str, object] = {
        "shade_color": (0.35, 0.25, 0.4), "shading_toony": 0.9, "shading_shift": 0.0,
        "shade_texture": TextureUse(CHECKS),
    }  # fmt: skip
    return Material("toon", base_texture=TextureUse(CHECKS), mtoon=MToon(**{**values, **changes}))  # type: ignore[arg-type]


def outlined(width_m: float = 0.03, **changes: object) -> Material:
    return toon(
        outline_mode=OutlineMode.WORLD, outline_width=width_m, outline_color=(0.02, 0.0, 0.1), outline_lighting_mix=0.0,
        **changes,
    )  # fmt: skip


def sphere(material: int = 0, radius: float = 0.5, rings: int = 24) -> Primitive:
    """Round the origin. Its upper half hangs on joint 1, its lower on joint 0; morph 0 pulls out a nose towards +Z."""
    v, u = np.mgrid[0 : rings + 1, 0 : 2 * rings + 1]
    lat, lon = np.pi * v / rings, np.pi * u / rings
    normals = np.stack((-np.sin(lat) * np.cos(lon), np.cos(lat), np.sin(lat) * np.sin(lon)), -1).reshape(-1, 3)
    width = 2 * rings + 1
    a = (np.arange(rings)[:, None] * width + np.arange(2 * rings)).ravel()
    triangles = np.concatenate((np.stack((a, a + width, a + 1), 1), np.stack((a + 1, a + width, a + width + 1), 1)))
    upper = np.clip(normals[:, 1] * 2 + 0.5, 0, 1)
    joints = np.zeros((len(normals), 4), np.int32)
    joints[:, 1] = 1
    weights = np.zeros((len(normals), 4), np.float32)
    weights[:, 0], weights[:, 1] = 1 - upper, upper
    nose = np.flatnonzero(normals[:, 2] > 0.9)
    return _primitive(
        normals * radius, normals, np.stack((u / (2 * rings), v / rings), -1).reshape(-1, 2), triangles, material,
        joints=joints, weights=weights,
        morphs=(Morph(frozen(nose, np.int32), frozen(normals[nose] * 0.35)),),
    )  # fmt: skip


def card(material: int = 0, size: float = 0.6, at: Sequence[float] = (0.0, 0.0, 0.0)) -> Primitive:
    """A square that faces +Z; not skinned."""
    corners = np.array([(-1, 1, 0), (1, 1, 0), (-1, -1, 0), (1, -1, 0)], float) * size / 2 + np.asarray(at, float)
    uv = np.array([(0, 0), (1, 0), (0, 1), (1, 1)], float)
    return _primitive(corners, np.tile((0, 0, 1), (4, 1)), uv, np.array([(0, 2, 1), (1, 2, 3)]), material)


def _primitive(
    positions: np.ndarray, normals: np.ndarray, uv: np.ndarray, triangles: np.ndarray, material: int, **more: object
) -> Primitive:
    frozen_more = {k: frozen(v, v.dtype) if isinstance(v, np.ndarray) else v for k, v in more.items()}
    return Primitive(
        frozen(positions), frozen(normals), (frozen(uv),), frozen(triangles, np.int32), material, **frozen_more
    )  # type: ignore[arg-type]


def avatar_of(
    primitives: Sequence[Primitive],
    materials: Sequence[Material],
    *,
    textures: Sequence[Texture] = (),
    skinned: bool = True,
) -> Avatar:
    """Each primitive as a mesh of its own at the origin. Nodes: root, hips (joint 0), head (joint 1, at 0), mesh."""
    nodes = Nodes(
        names=("root", "hips", "head", "mesh"),
        parents=_ints(-1, 0, 1, 0),
        order=_ints(0, 1, 2, 3),
        translations=frozen(np.zeros((4, 3))),
        rotations=frozen(np.tile((0.0, 0.0, 0.0, 1.0), (4, 1))),
        scales=frozen(np.ones((4, 3))),
    )
    bones = np.full(len(BONES), -1, np.int32)
    bones[BONE["hips"]], bones[BONE["head"]] = 1, 2
    skin = Skin(_ints(1, 2), frozen(np.tile(np.eye(4), (2, 1, 1))))
    meshes = tuple(
        Mesh(f"mesh {i}", (p,), tuple(f"morph {k}" for k in range(len(p.morphs)))) for i, p in enumerate(primitives)
    )
    return Avatar(
        name="shape", vrm_version="1.0", nodes=nodes, bones=frozen(bones, np.int32),
        instances=tuple(
            MeshInstance(MESH_NODE, i, 0 if skinned and p.joints is not None else -1) for i, p in enumerate(primitives)
        ),
        meshes=meshes, skins=(skin,), materials=tuple(materials), textures=tuple(textures) or (checkerboard(),),
    )  # fmt: skip


def _ints(*values: int) -> IntArray:
    return frozen(values, np.int32)


def turned(world_from_node: FloatArray, node: int, by: FloatArray) -> FloatArray:
    """A copy with one node's matrix multiplied on the left by `by` (4, 4)."""
    copy = world_from_node.copy()
    copy[node] = by @ copy[node]
    return copy
