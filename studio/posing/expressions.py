"""From expression weights to morph weights and material values: matrix products prepared once for an avatar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray
from studio.core.avatar import Avatar, ColorTarget, OverrideKind
from studio.core.figure import MaterialState
from studio.core.names import ARKIT, PRESETS

Array = NDArray[Any]

_BLINK = ("blink", "blinkLeft", "blinkRight")
_LOOK = ("lookUp", "lookDown", "lookLeft", "lookRight")
_MOUTH = ("aa", "ih", "ou", "ee", "oh")
_LEAST_FOR_PERFECT_SYNC = 40
"""Of 52: some avatars leave out the tongue or the cheeks."""
_COLUMNS = {
    ColorTarget.BASE: slice(0, 4),
    ColorTarget.EMISSION: slice(4, 7),
    ColorTarget.SHADE: slice(7, 10),
    ColorTarget.MATCAP: slice(10, 13),
    ColorTarget.RIM: slice(13, 16),
    ColorTarget.OUTLINE: slice(16, 19),
}
_UV_SCALE, _UV_OFFSET = slice(19, 21), slice(21, 23)
_WIDTH = 23


class Expressions:
    """The face of one avatar. Weights are (e,) in the order of `avatar.expressions`."""

    def __init__(self, avatar: Avatar) -> None:
        self.names = tuple(e.name for e in avatar.expressions)
        self._index = {name: i for i, name in enumerate(self.names)}
        folded = {name.casefold(): i for i, name in enumerate(self.names)}
        arkit = [folded.get(name.casefold(), -1) for name in ARKIT]
        self.has_perfect_sync = sum(i >= 0 for i in arkit) >= _LEAST_FOR_PERFECT_SYNC
        presets = [self._index.get(name, -1) for name in PRESETS]
        self._source, self._target = _pairs(arkit if self.has_perfect_sync else presets)
        self._is_binary: Array = np.array([e.is_binary for e in avatar.expressions], bool)
        self._has_binary = bool(self._is_binary.any())
        self._overrides = [
            (blocks, blends, members)
            for (blocks, blends), members in zip(self._override_tables(avatar), self._groups(), strict=True)
            if len(blocks) or len(blends)
        ]
        self._set_morphs(avatar)
        self._set_materials(avatar)

    def weights(
        self,
        arkit: FloatArray,
        presets: FloatArray,
        held: Iterable[tuple[str, float]],
        look: Mapping[str, float],
    ) -> Array:
        """(e,) from a face: the 52 for an avatar with perfect sync, the presets for any other, never both.

        Held expressions come on top; names the avatar does not have are passed over.
        """
        weights = np.zeros(len(self.names))
        weights[self._target] = (arkit if self.has_perfect_sync else presets)[self._source]
        for name, weight in held:
            if name in self._index:
                weights[self._index[name]] += weight
        for name, weight in look.items():
            if name in self._index:
                weights[self._index[name]] = weight
        return np.minimum(np.maximum(weights, 0.0), 1.0)

    def outputs(self, weights: Array) -> Array:
        """(e,) what is applied, after isBinary and the overrides of blink, look-at and mouth."""
        if not len(weights):
            return weights
        result = np.where(self._is_binary, weights > 0.5, weights) if self._has_binary else weights.copy()
        factors = []
        for blocks, blends, _ in self._overrides:
            amount = float(result[blends].sum()) + float(np.count_nonzero(result[blocks] > 0.0))
            factors.append(max(0.0, 1.0 - amount))
        for factor, (_, _, members) in zip(factors, self._overrides, strict=True):
            if factor < 1.0:
                result[members] *= factor
        if self._has_binary:
            # A binary expression that is overridden, even in part, is off.
            result[self._is_binary & (result < 1.0)] = 0.0
        return result

    def morph_weights(self, outputs: Array) -> tuple[FloatArray, ...]:
        """Per mesh instance (m,) float32."""
        flat: FloatArray = (self._morph_base + self._morphs @ outputs).astype(np.float32)
        flat.setflags(write=False)
        return tuple(flat[part] for part in self._morph_parts)

    def materials(self, outputs: Array) -> MaterialState | None:
        """None where no expression that is on touches a material."""
        active = outputs[self._material_columns]
        if not active.any():
            return None
        return _material_state(self._material_base + self._material_change @ active)

    def materials_at_rest(self) -> MaterialState:
        """As the avatar's materials say."""
        return _material_state(self._material_base)

    @staticmethod
    def _override_tables(avatar: Avatar) -> tuple[tuple[Array, Array], ...]:
        """For blink, look-at, mouth: (which expressions block, which blend), indices."""
        expressions = avatar.expressions
        kinds = (
            [e.override_blink for e in expressions],
            [e.override_look_at for e in expressions],
            [e.override_mouth for e in expressions],
        )
        return tuple(
            (
                np.flatnonzero([k is OverrideKind.BLOCK for k in group]),
                np.flatnonzero([k is OverrideKind.BLEND for k in group]),
            )
            for group in kinds
        )

    def _groups(self) -> tuple[Array, ...]:
        """Indices of the members of blink, look-at, mouth; with perfect sync the 52 that do the same belong to them."""
        groups = []
        for presets, begins in ((_BLINK, ("eyeblink",)), (_LOOK, ("eyelook",)), (_MOUTH, ("jaw", "mouth", "tongue"))):
            same = [n.casefold() for n in ARKIT if n.casefold().startswith(begins)] if self.has_perfect_sync else []
            groups.append(np.flatnonzero([n in presets or n.casefold() in same for n in self.names]))
        return tuple(groups)

    def _set_morphs(self, avatar: Avatar) -> None:
        counts = [avatar.meshes[i.mesh].morph_count for i in avatar.instances]
        starts = np.concatenate(([0], np.cumsum(counts))).astype(int)
        self._morph_parts = [slice(int(a), int(b)) for a, b in pairwise(starts)]
        base = np.zeros(int(starts[-1]))
        for instance, part in zip(avatar.instances, self._morph_parts, strict=True):
            default = avatar.meshes[instance.mesh].default_weights
            if default is not None:
                base[part] = default
        change = np.zeros((len(base), len(self.names)))
        for column, expression in enumerate(avatar.expressions):
            for bind in expression.morphs:
                row = starts[bind.instance] + bind.morph
                change[row, column] += bind.weight
                base[row] = 0.0  # a morph that expressions move is theirs alone
        self._morph_base, self._morphs = base, change

    def _set_materials(self, avatar: Avatar) -> None:
        base = np.array([_material_row(avatar, i) for i in range(len(avatar.materials))]).reshape(-1, _WIDTH)
        columns, changes = [], []
        for column, expression in enumerate(avatar.expressions):
            if not expression.colors and not expression.texture_transforms:
                continue
            change = np.zeros_like(base)
            for color in expression.colors:
                where = _COLUMNS[color.target]
                wanted = color.value[: where.stop - where.start]
                change[color.material, where] += wanted - base[color.material, where]
            for transform in expression.texture_transforms:
                scale, offset = _base_map(avatar, transform.material)
                change[transform.material, _UV_SCALE] += np.array(transform.scale) / scale - 1.0
                change[transform.material, _UV_OFFSET] += np.array(transform.offset) - offset
            columns.append(column)
            changes.append(change.reshape(-1))
        self._material_columns: Array = np.array(columns, np.int64)
        self._material_base = base.reshape(-1)
        self._material_change: Array = np.array(changes).T if changes else np.zeros((base.size, 0))


def _material_state(flat: Array) -> MaterialState:
    values = flat.reshape(-1, _WIDTH).astype(np.float32)
    values.setflags(write=False)
    return MaterialState(
        base_color=values[:, _COLUMNS[ColorTarget.BASE]],
        emissive=values[:, _COLUMNS[ColorTarget.EMISSION]],
        shade_color=values[:, _COLUMNS[ColorTarget.SHADE]],
        matcap_color=values[:, _COLUMNS[ColorTarget.MATCAP]],
        rim_color=values[:, _COLUMNS[ColorTarget.RIM]],
        outline_color=values[:, _COLUMNS[ColorTarget.OUTLINE]],
        uv_scale=values[:, _UV_SCALE],
        uv_offset=values[:, _UV_OFFSET],
    )


def _pairs(targets: list[int]) -> tuple[Array, Array]:
    """(source, target) indices of those that exist."""
    found = [(source, target) for source, target in enumerate(targets) if target >= 0]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _material_row(avatar: Avatar, index: int) -> list[float]:
    material = avatar.materials[index]
    toon = material.mtoon
    shade, matcap, rim, outline = (
        (toon.shade_color, toon.matcap_color, toon.rim_color, toon.outline_color) if toon else ((0.0,) * 3,) * 4
    )
    return [*material.base_color, *material.emissive, *shade, *matcap, *rim, *outline, 1.0, 1.0, 0.0, 0.0]


def _base_map(avatar: Avatar, material: int) -> tuple[Array, Array]:
    use = avatar.materials[material].base_texture
    if use is None:
        return np.ones(2), np.zeros(2)
    scale = np.array(use.scale, float)
    return np.where(np.abs(scale) < 1e-9, 1.0, scale), np.array(use.offset, float)
