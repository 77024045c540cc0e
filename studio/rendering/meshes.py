"""An avatar on the graphics device: buffers, textures, the draws of a frame in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.avatar import Avatar, MToon
from studio.core.errors import RenderError
from studio.core.figure import Figure
from studio.core.scene import Ambient, Light
from studio.rendering import lean, mtoon
from studio.rendering.culling import Culling
from studio.rendering.device import Device
from studio.rendering.geometry import Geometry, MorphPart, geometry_of, morphed
from studio.rendering.mtoon import Look, Recipe
from studio.rendering.renderer import RenderSettings
from studio.rendering.shaders import BINDINGS, UNITS, Programs
from studio.rendering.textures import Textures

_FLOAT = 4
_ENTRIES_PER_ROW = 256


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw call: a run of triangles of one material in one pass."""

    recipe: Recipe
    look: Look
    group: int
    """Index of the run of triangles."""
    front_faces: bool
    back_faces: bool
    blend: bool
    part: int = 0
    """Index of the geometry's part, for the order of transparent draws."""

    @property
    def is_outline(self) -> bool:
        return "OUTLINE" in self.look.defines


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """From where and in what light a figure is drawn."""

    eye_in_world: FloatArray
    """(3,)"""
    clip_from_world: FloatArray
    """(4, 4)"""
    camera_from_world: FloatArray
    """(4, 4)"""
    light: Light
    ambient: Ambient


class AvatarMeshes:
    """Everything on the device that belongs to one avatar. `release` is called once."""

    def __init__(self, device: Device, programs: Programs, avatar: Avatar, settings: RenderSettings) -> None:
        self.avatar = avatar
        self._device = device
        self._programs = programs
        geometry = geometry_of(avatar)
        self.geometry = geometry
        self.triangles = len(geometry.indices) // 3
        recipes = mtoon.recipes_of(
            avatar,
            settings=settings,
            has_colors=geometry.colors is not None,
            has_tangents=geometry.tangents is not None,
        )
        self._palette_entries = max(len(geometry.palette_nodes), 1)
        self._palette_in_texture = self._palette_entries * 48 > device.max_uniform_bytes
        self._make_buffers(geometry)
        self._textures = Textures(
            device.context, avatar, min(settings.max_texture, device.max_texture), blend_mips=settings.exact
        )
        self._bound = {
            recipe.index: tuple(
                (self._textures.get(s.use.texture, srgb=s.srgb), mtoon.SLOTS.index(s.slot)) for s in recipe.slots
            )
            for recipe in recipes
        }
        self._make_draws(geometry, recipes, settings)
        self._make_blocks(recipes, has_tangents=geometry.tangents is not None)
        self._arrays: dict[Look, Any] = {}
        self._last_morphs: dict[int, bytes] = {}
        self._last_state: tuple[Any, Any] | None = None

    def _make_buffers(self, geometry: Geometry) -> None:
        context = self._device.context
        self._shape = context.buffer(np.ascontiguousarray(geometry.shape).tobytes() or bytes(24), dynamic=True)
        joint_type, self._joint_format = (np.uint8, "4u1") if self._palette_entries <= 256 else (np.uint16, "4u2")
        self._static: list[tuple[Any, str, tuple[str, ...]]] = []

        def static(array: np.ndarray, layout: str, *names: str) -> None:
            data = np.ascontiguousarray(array).tobytes() or bytes(64)
            self._static.append((context.buffer(data), layout, names))

        static(geometry.uvs, "4f", "in_uv")
        static(geometry.joints.astype(joint_type), self._joint_format, "in_joints")
        static(geometry.weights, "4f", "in_weights")
        if geometry.colors is not None:
            static(geometry.colors, "4f", "in_color")
        if geometry.tangents is not None:
            static(geometry.tangents, "4f", "in_tangent")
        if self._palette_in_texture:
            rows = -(-self._palette_entries // _ENTRIES_PER_ROW)
            self._palette = context.texture((3 * _ENTRIES_PER_ROW, rows), 4, dtype="f4")
            self._palette_rows = rows
        else:
            self._palette = context.buffer(reserve=self._palette_entries * 48, dynamic=True)

    def _make_draws(self, geometry: Geometry, recipes: tuple[Recipe, ...], settings: RenderSettings) -> None:
        """Opaque parts of one material become one range of indices; transparent parts stay apart, to be sorted."""
        order: list[np.ndarray] = []
        self._drawn_parts: list[int] = []
        self._opaque: list[Draw] = []
        self._transparent: list[Draw] = []
        self._groups: list[tuple[int, int, bool]] = []
        at = 0
        for recipe in sorted(recipes, key=lambda r: (r.render_order, r.index)):
            parts = [(n, p) for n, p in enumerate(geometry.parts) if p.material == recipe.index]
            for run in [[q] for q in parts] if recipe.blend else [parts] if parts else []:
                first = at
                for number, part in run:
                    self._drawn_parts.append(number)
                    order.append(geometry.indices[part.first_index : part.first_index + part.indices])
                    at += part.indices
                draws = self._transparent if recipe.blend else self._opaque
                draws += _passes(recipe, len(self._groups), run[0][0], settings)
                self._groups.append((first // 3, (at - first) // 3, recipe.material.double_sided))
        # Surfaces first: the depth they leave hides most of the outlines' hulls before they are shaded.
        self._opaque.sort(key=lambda d: (d.recipe.render_order, d.is_outline))
        triangles = np.concatenate(order).reshape(-1, 3) if order else np.zeros((0, 3), np.int32)
        self._culling = Culling(geometry, triangles, self._groups) if settings.culling and len(triangles) else None
        self._triangle_rows = triangles
        copies = 2 if self._culling else 1  # surface and hull triangles of a frame, at most all of them
        self._indices = self._device.context.buffer(reserve=copies * max(triangles.nbytes, 12), dynamic=copies > 1)
        self._hide()

    def _hide(self) -> None:
        """Leaves out what the avatar does not wear."""
        hidden: np.ndarray = np.zeros(len(self._triangle_rows), bool)
        masks = {(each.mesh, each.primitive): each.mask for each in self.avatar.hidden}
        at = 0
        for number in self._drawn_parts:
            part = self.geometry.parts[number]
            count = part.indices // 3
            mask = masks.get((self.avatar.instances[part.instance].mesh, part.primitive))
            if mask is not None:
                hidden[at : at + count] = mask
            at += count
        if self._culling is not None:
            self._culling.hide(hidden)  # the triangles of a frame are sorted out anyhow
            return
        before = np.concatenate(([0], np.cumsum(~hidden)))
        self._ranges = tuple(
            (3 * int(before[first]), 3 * int(before[first + count] - before[first])) for first, count, _ in self._groups
        )
        self._hull_ranges = self._ranges
        self._indices.write(np.ascontiguousarray(self._triangle_rows[~hidden], np.int32).tobytes() or bytes(12))

    def is_figure_of(self, avatar: Avatar) -> bool:
        """Whether it is the same avatar, perhaps in other clothes."""
        return avatar.meshes is self.avatar.meshes and avatar.nodes is self.avatar.nodes

    def wear(self, avatar: Avatar) -> None:
        """The same avatar in other clothes: what was dyed is brought to the device, and nothing else."""
        self._textures.wear(avatar)
        was, self.avatar = self.avatar, avatar
        self._rest = mtoon.rest_state(avatar)
        self._last_state = None
        if avatar.hidden != was.hidden:
            self._hide()

    def _make_blocks(self, recipes: tuple[Recipe, ...], *, has_tangents: bool) -> None:
        align = 256 // 16
        stride = -(-mtoon.ROWS // align) * align
        self._block_bytes = stride * 16
        self._rows = np.zeros((max(len(recipes), 1), stride, 4), np.float32)
        for recipe in recipes:
            self._rows[recipe.index, : mtoon.ROWS] = mtoon.block_rows(recipe, flip_normal_y=not has_tangents)
        self._recipes = recipes
        self._animated = any("UV_ANIMATION" in r.surface.defines for r in recipes)
        toons = [m.mtoon or MToon() for m in self.avatar.materials]
        self._lean_facts = lean.LeanFacts(
            np.array([not m.unlit for m in self.avatar.materials], bool),
            np.array(["SHADE_IS_BASE" in r.surface.defines for r in recipes], bool),
            np.array([t.rim_lighting_mix for t in toons], np.float32),
        )
        self._rest = mtoon.rest_state(self.avatar)
        self._blocks = self._device.context.buffer(self._rows.tobytes(), dynamic=True)

    def update(self, figure: Figure, view: View) -> None:
        """Brings palette, morphs, materials and the triangles to draw of this moment to the device."""
        palette = self._update_palette(figure)
        self._update_morphs(figure)
        self._update_materials(figure, view.light, view.ambient)
        if self._culling is not None:
            visible = self._culling.sort(palette, view.eye_in_world, view.clip_from_world)
            self._indices.write(visible.indices)
            self._ranges, self._hull_ranges = visible.surface, visible.hull

    def _update_palette(self, figure: Figure) -> FloatArray:
        palette = self.geometry.palette(figure)
        if not len(palette):
            return palette
        if not np.isfinite(palette).all():
            raise RenderError("The pose holds numbers that are not finite.", where=self.avatar.name)
        if self._palette_in_texture:
            rows = np.zeros((self._palette_rows * _ENTRIES_PER_ROW, 3, 4), np.float32)
            rows[: len(palette)] = palette
            self._palette.write(rows.tobytes())
        else:
            self._palette.write(palette)
        return palette

    def _update_morphs(self, figure: Figure) -> None:
        for number, part in enumerate(self.geometry.morph_parts):
            weights = self._weights_of(figure, part)
            key = weights.tobytes()
            if self._last_morphs.get(number) != key:
                self._last_morphs[number] = key
                self._shape.write(morphed(part, weights), offset=part.first_vertex * 6 * _FLOAT)

    def _weights_of(self, figure: Figure, part: MorphPart) -> np.ndarray:
        if part.instance < len(figure.morph_weights):
            return np.asarray(figure.morph_weights[part.instance], np.float32)
        return np.zeros(0, np.float32)

    def _update_materials(self, figure: Figure, light: Light, ambient: Ambient) -> None:
        state = figure.materials or self._rest
        key = (id(state), light, ambient, figure.time_s if self._animated else 0.0)
        if self._last_state is not None and self._last_state[0] == key:
            return
        self._last_state = (key, state)  # the state is kept, so that its id is not given to another
        lean_rows = lean.lean_rows(state, self._lean_facts, light, ambient)
        for recipe in self._recipes:
            rows = self._rows[recipe.index]
            mtoon.fill_block(rows, recipe, state, figure.time_s)
            rows[mtoon.LEAN_ROW : mtoon.UV_ROW, :3] = lean_rows[recipe.index]
        self._blocks.write(self._rows)

    def draws(self, figure: Figure, view: View) -> Iterator[Draw]:
        """Opaque draws, then transparent ones: by render order, then from far to near."""
        yield from self._opaque
        if len(self._transparent) > 1:
            depth = {}
            for draw in self._transparent:
                part = self.geometry.parts[draw.part]
                in_world = figure.world_from_node[part.center_node] @ np.array([*part.center_in_node, 1.0])
                depth[draw.part] = -float(view.camera_from_world[2] @ in_world)
            yield from sorted(self._transparent, key=lambda d: (d.recipe.render_order, -depth[d.part]))
        else:
            yield from self._transparent

    def bind(self) -> None:
        """Before the draws of this avatar."""
        if self._palette_in_texture:
            self._palette.use(UNITS["palette_texture"])
        else:
            self._palette.bind_to_uniform_block(BINDINGS["Palette"])

    def draw(self, draw: Draw) -> int:
        """Returns the number of triangles sent."""
        first, count = (self._hull_ranges if draw.is_outline else self._ranges)[draw.group]
        if not count:
            return 0
        self._blocks.bind_to_uniform_block(
            BINDINGS["Material"], offset=draw.recipe.index * self._block_bytes, size=mtoon.ROWS * 16
        )
        for texture, unit in self._bound[draw.recipe.index]:
            texture.use(unit)
        self._array(draw.look).render(vertices=count, first=first)
        return count // 3

    def _array(self, look: Look) -> Any:
        if look not in self._arrays:
            palette: tuple[str, ...]
            if self._palette_in_texture:
                palette = ("PALETTE_IN_TEXTURE", f"PALETTE_ENTRIES_PER_ROW {_ENTRIES_PER_ROW}")
            else:
                palette = (f"PALETTE_ROWS {3 * self._palette_entries}",)
            program = self._programs.get("figure.vert", f"{look.stage}.frag", look.defines + palette)
            content = []
            for buffer, layout, names in [(self._shape, "3f 3f", ("in_position", "in_normal")), *self._static]:
                content.append(_used(program, buffer, layout, names))
            self._arrays[look] = self._device.context.vertex_array(
                program, [c for c in content if c], self._indices, index_element_size=4
            )
        return self._arrays[look]

    def release(self) -> None:
        for array in self._arrays.values():
            array.release()
        self._textures.release()
        for buffer in (self._shape, self._palette, self._indices, self._blocks, *(b for b, _, _ in self._static)):
            buffer.release()


def _used(program: Any, buffer: Any, layout: str, names: tuple[str, ...]) -> tuple[Any, ...] | None:
    """A vertex buffer's layout with attributes the program dropped skipped over; None if it uses none."""
    kept = [name for name in names if name in program]
    if not kept:
        return None
    fields = [f if name in program else f"{4 * int(f[0])}x" for f, name in zip(layout.split(), names, strict=True)]
    return (buffer, " ".join(fields), *kept)


def _passes(recipe: Recipe, group: int, part: int, settings: RenderSettings) -> list[Draw]:
    def draw(look: Look, *, front: bool, back: bool) -> Draw:
        blend = recipe.blend or "SOFT_OUTLINE" in look.defines
        return Draw(recipe, look, group, front_faces=front, back_faces=back, blend=blend, part=part)

    double = recipe.material.double_sided
    if recipe.twice_sided:
        draws = [draw(recipe.surface, front=False, back=True), draw(recipe.surface, front=True, back=False)]
    else:
        draws = [draw(recipe.surface, front=True, back=double)]
    if settings.outline and recipe.outline is not None:
        draws.append(draw(recipe.outline, front=False, back=True))
    return draws
