"""Pictures laid on the canvas, pixel for pixel: the backdrop below the figures, overlays and the label above."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import moderngl

from studio.core.image import Alpha, Image
from studio.core.scene import Rect
from studio.rendering.shaders import Programs

_KEPT_PICTURES = 48


class PicturePass:
    """Draws pictures; those that come again with the next frame stay on the device."""

    def __init__(self, context: Any, programs: Programs) -> None:
        self._context = context
        self._program = programs.get("picture.vert", "picture.frag")
        self._array = context.vertex_array(self._program, [])
        self._uploaded: OrderedDict[int, tuple[Image, Any]] = OrderedDict()
        self._live: tuple[tuple[int, int, int], Any, Image] | None = None
        self._cover: tuple[tuple[int, int, int], Any] | None = None

    def draw(
        self, canvas: tuple[int, int], image: Image, rect: Rect, opacity: float = 1.0, *, live: bool = False
    ) -> None:
        """Blends a premultiplied or opaque picture over the canvas; a `live` one is not kept for the next frame."""
        transparent = image.pixels.shape[2] == 4 and image.alpha is not Alpha.OPAQUE
        self._context.enable_only(moderngl.BLEND if transparent or opacity < 1.0 else moderngl.NOTHING)
        self._context.blend_func = (moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA)
        # Pixel for pixel, so the nearest is the right one; where the processor draws it costs half.
        texture = self._live_texture(image) if live else self.texture(image)
        texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        self._draw(canvas, texture, (rect.x, rect.y, rect.width, rect.height), opacity)

    def cover(self, canvas: tuple[int, int], image: Image) -> None:
        """Fills the canvas with the middle of a picture, keeping its shape.

        It is not kept: a video behind the figures brings another with every frame.
        """
        scale = max(canvas[0] / image.width, canvas[1] / image.height)
        width, height = image.width * scale, image.height * scale
        transparent = image.pixels.shape[2] == 4 and image.alpha is not Alpha.OPAQUE
        self._context.enable_only(moderngl.BLEND if transparent else moderngl.NOTHING)
        straight = image.alpha is Alpha.STRAIGHT
        self._context.blend_func = (
            moderngl.SRC_ALPHA if straight else moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA,
            moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA,
        )  # fmt: skip
        form = (image.width, image.height, image.pixels.shape[2])
        if self._cover is None or self._cover[0] != form:
            if self._cover is not None:
                self._cover[1].release()
            self._cover = (form, self._new_texture(image))
        else:
            self._cover[1].write(image.pixels, alignment=1)
        texture = self._cover[1]
        exact = (image.width, image.height) == canvas
        texture.filter = (moderngl.NEAREST, moderngl.NEAREST) if exact else (moderngl.LINEAR, moderngl.LINEAR)
        self._draw(canvas, texture, ((canvas[0] - width) / 2, (canvas[1] - height) / 2, width, height))

    def _draw(
        self, canvas: tuple[int, int], texture: Any, rect: tuple[float, float, float, float], opacity: float = 1.0
    ) -> None:
        texture.use(0)
        self._program["rect"] = rect
        self._program["canvas"] = canvas
        self._program["first_row"] = 0.0
        self._program["opacity"] = opacity
        self._array.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def texture(self, image: Image) -> Any:
        """Pictures are values: the same object is the same pixels."""
        key = id(image)
        if key in self._uploaded:
            self._uploaded.move_to_end(key)
            return self._uploaded[key][1]
        texture = self._new_texture(image)
        self._uploaded[key] = (image, texture)
        if len(self._uploaded) > _KEPT_PICTURES:
            self._uploaded.popitem(last=False)[1][1].release()
        return texture

    def _live_texture(self, image: Image) -> Any:
        """One for all of a kind: a camera brings another picture thirty times a second."""
        form = (image.width, image.height, image.pixels.shape[2])
        if self._live is None or self._live[0] != form:
            if self._live is not None:
                self._live[1].release()
            self._live = (form, self._new_texture(image), image)
        elif self._live[2] is not image:
            self._live[1].write(image.pixels, alignment=1)
            self._live = (form, self._live[1], image)
        return self._live[1]

    def _new_texture(self, image: Image) -> Any:
        texture = self._context.texture((image.width, image.height), image.pixels.shape[2], image.pixels, alignment=1)
        texture.repeat_x = texture.repeat_y = False
        return texture
