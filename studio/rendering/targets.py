"""Where figures are drawn: framebuffers of one canvas size, smoothing, enlarging, readback.

drawn (samples, internal scale) → plain (one sample) → final (canvas size, edges smoothed) ← overlays, label
"""

from __future__ import annotations

from typing import Any

import moderngl
import numpy as np

from studio.core.image import Alpha, Image
from studio.rendering.shaders import Programs


class Targets:
    """Framebuffers of one canvas. `begin`, draw figures, `resolve`, draw overlays, `read`; `release` is called once."""

    def __init__(
        self, context: Any, programs: Programs, width: int, height: int, *, samples: int, scale: float, fxaa: bool
    ) -> None:
        self._context = context
        self.size = (width, height)
        self.drawing_size = (max(round(width * scale), 1), max(round(height * scale), 1))
        self._owned: list[Any] = []
        self._plain_color = self._texture(self.drawing_size)
        depth = None if samples else self._keep(context.depth_renderbuffer(self.drawing_size))
        self._plain = self._keep(context.framebuffer([self._plain_color], depth))
        self._drawn = self._plain
        if samples:
            color = self._keep(context.renderbuffer(self.drawing_size, 4, samples=samples))
            depth = self._keep(context.depth_renderbuffer(self.drawing_size, samples=samples))
            self._drawn = self._keep(context.framebuffer([color], depth))
        self._final = self._plain
        self._smoothing: Any = None
        self._enlarging: Any = None
        if self.drawing_size != self.size:
            self._final = self._keep(context.framebuffer([self._texture(self.size)]))
            self._enlarging = programs.get("picture.vert", "picture.frag")
            self._enlarging_array = self._keep(context.vertex_array(self._enlarging, []))
        if fxaa:
            self._smooth = self._keep(context.framebuffer([self._texture(self.drawing_size)]))
            self._smoothing = programs.get("picture.vert", "smooth.frag")
            self._smoothing_array = self._keep(context.vertex_array(self._smoothing, []))
            if self._enlarging is None:
                self._final = self._smooth

    def _keep(self, thing: Any) -> Any:
        self._owned.append(thing)
        return thing

    def _texture(self, size: tuple[int, int]) -> Any:
        texture = self._keep(self._context.texture(size, 4))
        texture.repeat_x = texture.repeat_y = False
        return texture

    def begin(self, color: tuple[float, float, float, float]) -> None:
        self._drawn.use()
        self._drawn.clear(*color, depth=1.0)

    def resolve(self) -> None:
        """Leaves the figures in a framebuffer of the canvas's size, bound for the overlays."""
        if self._drawn is not self._plain:
            self._context.copy_framebuffer(self._plain, self._drawn)
        picture = self._plain_color
        if self._smoothing is not None:
            # Pixels without an edge are discarded, so they must be there already.
            self._context.copy_framebuffer(self._smooth, self._plain)
            width, height = self.drawing_size
            self._pass(
                self._smooth,
                self._smoothing,
                self._smoothing_array,
                picture,
                self.drawing_size,
                texel=(1 / width, 1 / height),
            )
            picture = self._smooth.color_attachments[0]
        if self._enlarging is not None:
            self._pass(self._final, self._enlarging, self._enlarging_array, picture, self.size)
        self._final.use()

    def _pass(
        self, target: Any, program: Any, array: Any, picture: Any, size: tuple[int, int], **uniforms: Any
    ) -> None:
        target.use()
        self._context.enable_only(moderngl.NOTHING)
        picture.use(0)
        program["rect"] = (0, 0, *size)
        program["canvas"] = size
        for name, value in uniforms.items():
            program[name] = value
        array.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def read(self) -> Image:
        width, height = self.size
        pixels = np.empty((height, width, 4), np.uint8)
        self._final.read_into(pixels, components=4, alignment=4)
        return Image(pixels, alpha=Alpha.PREMULTIPLIED)

    def release(self) -> None:
        for thing in self._owned:
            thing.release()
