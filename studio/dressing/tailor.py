"""Dresses an avatar: textures and colours of its materials are dyed, triangles of what is taken off are hidden.

Everything that no dye and no accessory touches is the very object it was, so whoever drew the avatar before has little
to bring to the device.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import frozen
from studio.core.avatar import Avatar, HiddenTriangles, Material, MToon, Primitive, Texture
from studio.core.wardrobe import (
    Outfit,
    Pattern,
    Piece,
    Region,
    Wardrobe,
    colors_of,
)
from studio.dressing.dye import Dye, dye_between, dye_picture, following, shade_after
from studio.maths import oklab

Array = NDArray[Any]
_ONES = np.ones(3, np.float32)
_SLACK = 1e-3
"""A corner on the very edge of a box belongs to it."""


def dress(avatar: Avatar, wardrobe: Wardrobe, pattern: Pattern, outfit: Outfit) -> Avatar:
    """The avatar of the file in that outfit. Takes up to some seconds; the avatar itself is not changed."""
    dyes = _dyes(pattern, colors_of(wardrobe, outfit))
    return replace(
        avatar,
        textures=_textures(avatar, pattern, dyes),
        materials=tuple(_followed(material, pattern, dyes) for material in avatar.materials),
        hidden=_hidden(avatar, pattern, outfit),
    )


def _dyes(pattern: Pattern, colors: Mapping[str, str]) -> dict[str, Dye]:
    """Of the parts that change."""
    return {
        part.part: dye_between(part.color, wanted, part.reach)
        for part in pattern.parts
        if (wanted := colors.get(part.part, part.color)).lower() != part.color.lower()
    }


def _textures(avatar: Avatar, pattern: Pattern, dyes: Mapping[str, Dye]) -> tuple[Texture, ...]:
    by_box: dict[Region, list[Dye]] = {}
    for part in pattern.parts:
        if part.part in dyes:
            for region in part.regions:
                by_box.setdefault(region, []).append(dyes[part.part])
    pictures = {index: texture.pixels for index, texture in enumerate(avatar.textures)}
    for region, chosen in by_box.items():
        for material in avatar.materials:
            if material.name == region.material:
                _dye_material(avatar, material, region, chosen, pictures)
    return tuple(
        texture if pictures[index] is texture.pixels else replace(texture, pixels=frozen(pictures[index], np.uint8))
        for index, texture in enumerate(avatar.textures)
    )


def _dye_material(
    avatar: Avatar, material: Material, region: Region, dyes: list[Dye], pictures: dict[int, Any]
) -> None:
    base = material.base_texture
    if base is None:
        return
    original = _box(avatar.textures[base.texture].pixels, region)
    shade = material.mtoon.shade_texture if material.mtoon is not None else None
    if shade is not None and shade.texture != base.texture:
        multiplier = _multiplier(original, _box(avatar.textures[shade.texture].pixels, region))
        target = _box(_own(avatar, shade.texture, pictures), region)
        dye_picture(target, dyes, multiplier, shade_after(multiplier, dyes[0]))
    dye_picture(_box(_own(avatar, base.texture, pictures), region), dyes, _ONES, _ONES)


def _own(avatar: Avatar, texture: int, pictures: dict[int, Any]) -> Array:
    """The texture's pixels to be written on: a copy, the first time."""
    if pictures[texture] is avatar.textures[texture].pixels:
        pictures[texture] = avatar.textures[texture].pixels.copy()
    return pictures[texture]  # type: ignore[no-any-return]


def _box(pixels: Array, region: Region) -> Array:
    height, width = pixels.shape[:2]
    rows = slice(round(region.top * height), round(region.bottom * height))
    return pixels[rows, round(region.left * width) : round(region.right * width)]


def _multiplier(base: Array, shade: Array) -> Array:
    """(3,) linear: what the shade picture's box is of the plain picture's."""
    if not base.size or not shade.size:
        return _ONES
    means = [oklab.linear_from_bytes(box[::4, ::4, :3]).mean(axis=(0, 1)) for box in (base, shade)]
    share: Array = means[1] / np.maximum(means[0], 1e-4)
    return share.clip(0.02, 1.0)


def _followed(material: Material, pattern: Pattern, dyes: Mapping[str, Dye]) -> Material:
    leader = next((p.part for p in pattern.parts if material.name in p.follow and p.part in dyes), None)
    toon = material.mtoon
    if leader is None or toon is None:
        return material
    return replace(material, mtoon=_toon(toon, dyes[leader]))


def _toon(toon: MToon, dye: Dye) -> MToon:
    return replace(
        toon,
        shade_color=following(toon.shade_color, dye),
        rim_color=following(toon.rim_color, dye),
        outline_color=following(toon.outline_color, dye),
    )


def _hidden(avatar: Avatar, pattern: Pattern, outfit: Outfit) -> tuple[HiddenTriangles, ...]:
    pieces = [piece for each in pattern.accessories if each.accessory in outfit.off for piece in each.pieces]
    skins = {instance.mesh: instance.skin for instance in avatar.instances}
    found = []
    for number, mesh in enumerate(avatar.meshes if pieces else ()):
        for place, primitive in enumerate(mesh.primitives):
            mask: Array = np.zeros(len(primitive.triangles), bool)
            for piece in pieces:
                if avatar.materials[primitive.material].name == piece.material:
                    mask |= _corners(avatar, primitive, piece, skins.get(number, -1))[primitive.triangles].all(axis=1)
            if mask.any():
                found.append(HiddenTriangles(number, place, frozen(mask, bool)))
    return tuple(found)


def _corners(avatar: Avatar, primitive: Primitive, piece: Piece, skin: int) -> Array:
    """(v,) bool: the vertices that lie in the piece."""
    inside: Array = np.ones(len(primitive.positions), bool)
    if piece.low_m is not None and piece.high_m is not None:
        inside &= ((primitive.positions >= piece.low_m) & (primitive.positions <= piece.high_m)).all(axis=1)
    if (box := piece.region) is not None:
        u, v = primitive.uvs[0].T if primitive.uvs else np.full((2, len(inside)), -1.0)
        if box.right - box.left < 1.0:  # else the tile wraps
            inside &= (u >= box.left - _SLACK) & (u <= box.right + _SLACK)
        inside &= (v >= box.top - _SLACK) & (v <= box.bottom + _SLACK)
    if piece.bones:
        if primitive.joints is None or primitive.weights is None or skin < 0:
            return np.zeros(len(inside), bool)
        names = [avatar.nodes.names[node] for node in avatar.skins[skin].joints]
        meant = np.array([name.startswith(piece.bones) for name in names])
        strongest = np.take_along_axis(primitive.joints, primitive.weights.argmax(axis=1)[:, None], axis=1)[:, 0]
        inside &= meant[strongest]
    return inside
