"""Where figures are drawn: framebuffers of one canvas size, backdrop, smoothing, enlarging, readback.

backdrop, scenery, what moves → drawn (samples, internal scale) → plain (one sample) → final (canvas size)
← overlays, label
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import moderngl
import numpy as np

from studio.core.figure import Figure
from studio.core.image import Alpha, Image
from studio.core.life import Living
from studio.core.scene import Backdrop, Scene
from studio.rendering.living import LivingPass
from studio.rendering.overlays import PicturePass
from studio.rendering.renderer import RenderSettings
from studio.rendering.shaders import Programs


class Targets:
    """Framebuffers of one canvas. `begin`, draw figures, `resolve`, draw overlays, `read`; `release` is called once."""

    def __init__(
        self, context: Any, programs: Programs, size: tuple[int, int], settings: RenderSettings, most_samples: int
    ) -> None:
        self._context = context
        self._settings = settings
        self.size = size
        width, height = size
        scale = settings.internal_scale
        self.drawing_size = (max(round(width * scale), 1), max(round(height * scale), 1))
        self._owned: list[Any] = []
        samples = min(settings.msaa, most_samples)
        self._plain_color = self._texture(self.drawing_size)
        self._plain = self._framebuffer(self._plain_color, depth=samples < 2)
        self._drawn = self._sampled(samples) or self._plain
        self._final = self._plain
        self._smooth: Any = None
        if settings.fxaa and not samples:
            self._smooth_color = self._texture(self.drawing_size)
            self._smooth = self._final = self._framebuffer(self._smooth_color)
            self._smoothing = programs.get("picture.vert", "smooth.frag")
            self._smoothing_array = self._keep(context.vertex_array(self._smoothing, []))
        self._enlarged = self.drawing_size != size
        if self._enlarged:
            self._final = self._framebuffer(self._texture(size))
            self._enlarging = programs.get("picture.vert", "picture.frag")
            self._enlarging_array = self._keep(context.vertex_array(self._enlarging, []))
        self._behind: Any = None
        self._rows_up = np.empty((height, width, 4), np.uint8)
        self._behind_picture: Image | None = None
        self._most_samples = most_samples
        self._scenic: tuple[Any, Any] | None = None
        self._scenic_key: tuple[object, ...] = ()
        self._lively: Any = None
        self._lively_key: tuple[object, tuple[Living, ...], float] | None = None

    def _keep(self, thing: Any) -> Any:
        self._owned.append(thing)
        return thing

    def _sampled(self, samples: int) -> Any:
        """A framebuffer of so many samples; None for none."""
        if samples < 2:
            return None
        color = self._keep(self._context.renderbuffer(self.drawing_size, 4, samples=samples))
        depth = self._keep(self._context.depth_renderbuffer(self.drawing_size, samples=samples))
        return self._keep(self._context.framebuffer([color], depth))

    def _texture(self, size: tuple[int, int]) -> Any:
        texture = self._keep(self._context.texture(size, 4))
        texture.repeat_x = texture.repeat_y = False
        return texture

    def _framebuffer(self, color: Any, *, depth: bool = False) -> Any:
        return self._keep(
            self._context.framebuffer(
                [color], self._keep(self._context.depth_renderbuffer(color.size)) if depth else None
            )
        )

    def begin(
        self, scene: Scene, pictures: PicturePass, living: LivingPass, draw_scenery: Callable[[Figure], None]
    ) -> None:
        """Clears the drawing to the backdrop, the scenery and what moves before them. A picture is scaled once and then
        copied, which costs next to nothing; so are scenery, until the camera cuts, and what moves, until it has moved.
        """
        behind = scene.backdrop.picture or scene.behind or scene.scenery
        source = self._backdrop(scene.backdrop, pictures) if behind else None
        if source is None:
            self._drawn.use()
            self._clear(scene.backdrop)
            return
        scenic = None
        if scene.scenery is not None:
            source = scenic = self._with_scenery(scene, scene.scenery, source, draw_scenery)
        if scene.behind:
            fps = self._settings.living_fps
            time_s = math.floor(scene.time_s * fps + 1e-6) / fps if fps else scene.time_s
            if not any(one.moves for one in scene.behind):
                time_s = 0.0
            under = self._scenic_key if scene.scenery is not None else (scene.backdrop.picture, scene.backdrop.color)
            key = (under, scene.behind, time_s)
            if self._lively is None:
                self._lively = self._framebuffer(self._texture(self.drawing_size))
            if self._lively_key != key:
                self._context.copy_framebuffer(self._lively, source)
                self._lively.use()
                living.draw(self.size, scene.behind, time_s)
                self._lively_key = key
            source = self._lively
        if scenic is None:
            self._copy_onto_nothing(self._drawn, source)
            return
        self._context.copy_framebuffer(self._drawn, scenic)  # its depth too
        if source is not scenic:
            self._context.copy_framebuffer(self._drawn, source)
        self._drawn.use()

    def _copy_onto_nothing(self, target: Any, source: Any) -> None:
        """Fills `target`, which is then bound, with colours that are behind all; `source` has no depth to be copied."""
        self._context.copy_framebuffer(target, source)
        target.use()
        target.color_mask = (False,) * 4
        target.clear(depth=1.0)
        target.color_mask = (True,) * 4
        target.use()  # a mask is heeded from the next binding on

    def _with_scenery(self, scene: Scene, scenery: Figure, source: Any, draw_scenery: Callable[[Figure], None]) -> Any:
        """The framebuffer with the scenery, its depth included. It stands still, so it has four samples everywhere."""
        backdrop = scene.backdrop
        key = (backdrop.picture, backdrop.color, scenery, scene.camera, scene.key_light, scene.ambient)
        if self._scenic is None:
            plain = self._framebuffer(self._texture(self.drawing_size), depth=True)
            self._scenic = (self._sampled(min(4, self._most_samples)) or plain, plain)
        drawn, plain = self._scenic
        if self._scenic_key != key:
            self._copy_onto_nothing(drawn, source)
            draw_scenery(scenery)
            if drawn is not plain:
                self._context.copy_framebuffer(plain, drawn)
            self._scenic_key = key
        return plain

    def _backdrop(self, backdrop: Backdrop, pictures: PicturePass) -> Any:
        """The framebuffer that holds it."""
        if self._behind is None:
            self._behind = self._framebuffer(self._texture(self.drawing_size))
        if self._behind_picture is not backdrop.picture or backdrop.picture is None:
            self._behind.use()
            self._clear(backdrop)
            picture = backdrop.picture
            if picture is not None and not self._enlarged and self._as_it_is(picture):
                # A video brings another with every frame. OpenGL's first row is the lowest.
                np.copyto(self._rows_up, picture.pixels[::-1])
                self._behind.color_attachments[0].write(self._rows_up)
            elif picture is not None:
                pictures.cover(self.drawing_size, picture)
            self._behind_picture = backdrop.picture
        return self._behind

    def _as_it_is(self, picture: Image) -> bool:
        """Need not be drawn, only copied."""
        return picture.alpha is Alpha.OPAQUE and picture.pixels.shape == self._rows_up.shape

    def _clear(self, backdrop: Backdrop) -> None:
        r, g, b, a = backdrop.color
        self._context.fbo.clear(r * a, g * a, b * a, a, depth=1.0)

    def resolve(self) -> None:
        """Leaves the figures in a framebuffer of the canvas's size, bound for the overlays."""
        if self._drawn is not self._plain:
            self._context.copy_framebuffer(self._plain, self._drawn)
        picture = self._plain_color
        self._context.enable_only(moderngl.NOTHING)
        if self._smooth is not None:
            # Pixels without an edge are not written, so they must be there already.
            self._context.copy_framebuffer(self._smooth, self._plain)
            self._smooth.use()
            picture.use(0)
            self._smoothing["texel"] = (1 / self.drawing_size[0], 1 / self.drawing_size[1])
            self._quad(self._smoothing, self._smoothing_array, self.drawing_size)
            picture = self._smooth_color
        if self._enlarged:
            self._final.use()
            picture.use(0)
            self._enlarging["opacity"] = 1.0
            self._quad(self._enlarging, self._enlarging_array, self.size)
        self._final.use()

    @staticmethod
    def _quad(program: Any, array: Any, size: tuple[int, int]) -> None:
        program["rect"] = (0, 0, *size)
        program["canvas"] = size
        program["first_row"] = 1.0
        array.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def read(self) -> Image:
        self._final.read_into(self._rows_up, components=4, alignment=4)
        # OpenGL's first row is the lowest.
        return Image(self._rows_up[::-1].copy(), alpha=Alpha.PREMULTIPLIED)

    def release(self) -> None:
        for thing in self._owned:
            thing.release()
