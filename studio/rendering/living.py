"""Draws what moves in a place: cells of pictures, swarms of small quads, the figure's soft shadow.

Where the processor draws, only pixels cost: empty cells are never sent, and nothing here covers the whole canvas.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Any

import moderngl
import numpy as np

from studio.core.life import Living, Piece, Ripple, Shadow, Swarm, Sway
from studio.rendering.overlays import PicturePass
from studio.rendering.shaders import Programs

_KEPT_MESHES = 24
_MOST_OF_A_SWARM = 256
_WHOLE_TURN = 2.0 * math.pi
_NEAREST = (moderngl.NEAREST, moderngl.NEAREST)
_LINEAR = (moderngl.LINEAR, moderngl.LINEAR)


class LivingPass:
    """Draws into the framebuffer in use, back to front, without depth. Shares its textures with the picture pass."""

    def __init__(self, context: Any, programs: Programs, pictures: PicturePass) -> None:
        self._context = context
        self._pictures = pictures
        self._piece = programs.get("piece.vert", "picture.frag")
        self._swarm = programs.get("swarm.vert", "swarm.frag")
        self._shadow = programs.get("picture.vert", "shadow.frag")
        self._shadow_on = programs.get("picture.vert", "shadow.frag", ("ON",))
        self._shadow_array = context.vertex_array(self._shadow, [])
        self._shadow_on_array = context.vertex_array(self._shadow_on, [])
        self._meshes: OrderedDict[int, tuple[Piece, Any, tuple[Any, int, int]]] = OrderedDict()
        self._hidden: dict[int, tuple[Piece, int]] = {}
        self._spots = context.buffer(reserve=24 * _MOST_OF_A_SWARM, dynamic=True)
        self._swarm_array = context.vertex_array(self._swarm, [(self._spots, "4f 2f/i", "spot", "turn")])

    def draw(self, canvas: tuple[int, int], living: tuple[Living, ...], time_s: float) -> None:
        if not living:
            return
        self._context.blend_func = (moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA)
        for one in living:
            if isinstance(one, Piece):
                self._draw_piece(canvas, one, time_s)
            elif isinstance(one, Swarm):
                self._draw_swarm(canvas, one, time_s)
            else:
                self._draw_shadow(canvas, one)

    def hidden_from(self, front: tuple[Living, ...], canvas: tuple[int, int]) -> int:
        """The row from which down to the foot of the canvas nothing of the figures is seen."""
        rows = [canvas[1]]
        for one in front:
            if isinstance(one, Piece) and one.motion is None:
                if id(one) not in self._hidden or self._hidden[id(one)][0] is not one:
                    if len(self._hidden) >= _KEPT_MESHES:
                        self._hidden.clear()
                    self._hidden[id(one)] = (one, _opaque_from(one, canvas))
                rows.append(self._hidden[id(one)][1])
        return min(rows)

    def _draw_piece(self, canvas: tuple[int, int], piece: Piece, time_s: float) -> None:
        if not len(piece.cells):
            return
        program, motion = self._piece, piece.motion
        texture = self._pictures.texture(piece.image)
        exact = motion is None and self._context.fbo.size == canvas
        texture.filter = _NEAREST if exact else _LINEAR
        texture.use(0)
        program["rect"] = (piece.x, piece.y, piece.image.width, piece.image.height)
        program["canvas"] = canvas
        program["opacity"] = 1.0
        # Phases are wrapped here, in double precision: a show of a week sways as smoothly as one of a minute.
        if isinstance(motion, Sway):
            gust = 0.72 + 0.28 * math.sin(_phase(time_s, 4.7 * motion.period_s))
            side = 1.0 if motion.hangs else -1.0
            phases = (_phase(time_s, motion.period_s), _phase(time_s, 0.43 * motion.period_s))
            program["sway"] = (motion.reach_px * gust, *phases, side)
        else:
            program["sway"] = (0.0, 0.0, 0.0, 0.0)
        if isinstance(motion, Ripple):
            program["ripple"] = (motion.reach_px, _phase(time_s, motion.period_s), _WHOLE_TURN / motion.length_px)
        else:
            program["ripple"] = (0.0, 0.0, 0.0)
        array, whole, rest = self._mesh(piece)
        if whole:
            self._context.enable_only(moderngl.NOTHING)
            array.render(moderngl.TRIANGLES, vertices=whole)
        if rest:
            self._context.enable_only(moderngl.BLEND)
            array.render(moderngl.TRIANGLES, vertices=rest, first=whole)

    def _draw_swarm(self, canvas: tuple[int, int], swarm: Swarm, time_s: float) -> None:
        count = min(swarm.count, _MOST_OF_A_SWARM)
        if not count:
            return
        self._spots.orphan()
        self._spots.write(swarm.at(time_s)[:count].tobytes())
        self._context.enable_only(moderngl.BLEND)
        self._pictures.texture(swarm.image).use(0)
        self._swarm["canvas"] = canvas
        self._swarm_array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=count)

    def _draw_shadow(self, canvas: tuple[int, int], shadow: Shadow) -> None:
        left, top = shadow.x - shadow.across_px, shadow.y - shadow.down_px
        right, foot = shadow.x + shadow.across_px, shadow.y + shadow.down_px
        program, array, on = self._shadow, self._shadow_array, shadow.on
        if shadow.until_px is not None:
            foot = min(foot, shadow.until_px)
        if on is not None:
            program, array = self._shadow_on, self._shadow_on_array
            texture = self._pictures.texture(on.image)
            texture.filter = _NEAREST
            texture.use(0)
            program["on_rect"] = (on.x, on.y, on.image.width, on.image.height)
            left, top = max(left, on.x), max(top, on.y)
            right, foot = min(right, on.x + on.image.width), min(foot, on.y + on.image.height)
        if right <= left or foot <= top:
            return
        self._context.enable_only(moderngl.BLEND)
        program["ellipse"] = (shadow.x, shadow.y, shadow.across_px, shadow.down_px)
        program["rect"] = (left, top, right - left, foot - top)
        program["canvas"] = canvas
        program["first_row"] = 0.0
        program["darkness"] = shadow.darkness
        array.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def _mesh(self, piece: Piece) -> tuple[Any, int, int]:
        """Its corners, cells without a transparent pixel first: (array, corners of those, corners of the others)."""
        key = id(piece)
        if key in self._meshes:
            self._meshes.move_to_end(key)
        else:
            # With a rim of one pixel, because what is sampled between pixels takes from its neighbours.
            alpha = np.pad(piece.image.pixels[..., 3], 1, mode="edge")
            opaque = np.array(
                [
                    alpha[y0 - piece.y : y1 - piece.y + 2, x0 - piece.x : x1 - piece.x + 2].min() == 255
                    for x0, y0, x1, y1 in piece.cells
                ],
                bool,
            )
            cells = np.concatenate((piece.cells[opaque], piece.cells[~opaque]))
            left, top, right, foot = (cells[:, k] for k in range(4))
            corners = np.stack([left, top, right, top, left, foot, left, foot, right, top, right, foot], axis=1)
            buffer = self._context.buffer(np.ascontiguousarray(corners, np.float32).tobytes())
            array = self._context.vertex_array(self._piece, [(buffer, "2f", "corner")])
            whole = 6 * int(opaque.sum())
            self._meshes[key] = (piece, buffer, (array, whole, 6 * len(cells) - whole))
            if len(self._meshes) > _KEPT_MESHES:
                _, old, (old_array, _, _) = self._meshes.popitem(last=False)[1]
                old_array.release()
                old.release()
        return self._meshes[key][2]


def _opaque_from(piece: Piece, canvas: tuple[int, int]) -> int:
    """The row from which the piece is opaque down to the foot and from side to side of the canvas."""
    width, height = canvas
    if piece.x > 0 or piece.x + piece.image.width < width or piece.y + piece.image.height < height:
        return height
    rows = piece.image.pixels[: height - piece.y, -piece.x : width - piece.x, 3].min(axis=1) == 255
    gaps = np.flatnonzero(~rows)
    return piece.y + (int(gaps[-1]) + 1 if len(gaps) else 0)


def _phase(time_s: float, period_s: float) -> float:
    return _WHOLE_TURN * math.fmod(time_s / period_s, 1.0)
