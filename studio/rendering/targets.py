"""Where figures are drawn: framebuffers of one canvas size, smoothing, enlarging, readback."""

from __future__ import annotations

from typing import Any

import numpy as np

from studio.core.image import Alpha, Image
from studio.rendering.shaders import Programs


class Targets:
    """Framebuffers of one canvas. `begin`, draw figures, `resolve`, draw overlays, `read`."""

    def __init__(self, context: Any, width: int, height: int, *, samples: int, scale: float) -> None:
        self._context = context
        self.size = (width, height)
        self.drawing_size = (max(round(width * scale), 1), max(round(height * scale), 1))
        self._owned: list[Any] = []
        self._color = self._keep(context.texture(self.drawing_size, 4))
        self._plain = self._keep(
            context.framebuffer([self._color], None if samples else self._keep(context.depth_renderbuffer(self.drawing_size)))
        )
        self._drawn = self._plain
        if samples:
            self._drawn = self._keep(
                context.framebuffer(
                    [self._keep(context.renderbuffer(self.drawing_size, 4, samples=samples))],
                    self._keep(context.depth_renderbuffer(self.drawing_size, samples=samples)),
                )
            )
        self._smoothed_color = self._keep(context.texture(self.size, 4))
        self._smoothed = self._keep(context.framebuffer([self._smoothed_color]))
        self._final = self._plain

    def _keep(self, thing: Any) -> Any:
        self._owned.append(thing)
        return thing

    def begin(self, color: tuple[float, float, float, float]) -> None:
        self._drawn.use()
        self._drawn.viewport = (0, 0, *self.drawing_size)
        self._drawn.clear(*color, depth=1.0)

    def resolve(self, programs: Programs, *, fxaa: bool) -> None:
        """Leaves the figures in a framebuffer of the canvas's size, bound for the overlays."""
        if self._drawn is not self._plain:
            self._context.copy_framebuffer(self._plain, self._drawn)
        self._final = self._plain
        self._final.use()

    def read(self) -> Image:
        width, height = self.size
        pixels = np.empty((height, width, 4), np.uint8)
        self._final.read_into(pixels, components=4, alignment=4)
        return Image(pixels, alpha=Alpha.PREMULTIPLIED)

    def release(self) -> None:
        for thing in self._owned:
            thing.release()
