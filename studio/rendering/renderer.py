"""What a renderer is, and how to open one.

A renderer's life: `open_renderer` makes it; `draw` is called again and again, with any scene and any size; `close` is
called once. All from one thread: a GL context belongs to the thread that made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from studio.core.image import Image
from studio.core.scene import Scene

_SETBACK_M = 0.006
"""Of a show's outlines: a fold of skin or of a sleeve is no deeper, and fingers are farther apart."""


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How much work a picture is worth."""

    msaa: int = 0
    """Samples per pixel: 0, 2 or 4."""
    fxaa: bool = False
    """Smooths edges after drawing; not used together with `msaa`."""
    outline: bool = True
    internal_scale: float = 1.0
    """Figures are drawn at this share of the canvas, 0.5–1, and enlarged; overlays and label are always full size."""
    max_texture: int = 4096
    """Textures are halved until they fit."""
    exact: bool = True
    """False: colours are mixed in encoded instead of linear light where nobody sees the difference (about 1/255)."""

    culling: bool = False
    """Sorts out triangles that are hidden or outside the picture before they are sent."""
    soft_outline: bool = False
    """Outlines thinner than a pixel are drawn a pixel wide and fainter: without samples they would break up into dots.
    It smooths a figure's rim nearly as well as four samples do, and costs nothing."""
    outline_setback_m: float = 0.0
    """Outlines lie this much farther from the eye than they are drawn: where skin or cloth folds into itself, its dark
    hull does not come through. No reference does so."""
    living_fps: int = 0
    """How often a second what moves behind the figures is drawn anew; 0: with every frame. A picture is the same for
    the same scene either way: the scene's time is cut to whole steps."""

    def __post_init__(self) -> None:
        if self.msaa not in (0, 2, 4):
            raise ValueError("msaa is 0, 2 or 4")
        if not 0.5 <= self.internal_scale <= 1.0:
            raise ValueError("internal_scale is 0.5 to 1")
        if not 0.0 <= self.outline_setback_m <= 0.05:
            raise ValueError("outline_setback_m is 0 to 0.05")
        if not 0 <= self.living_fps <= 240:
            raise ValueError("living_fps is 0 to 240")
        if self.max_texture < 16:
            raise ValueError("max_texture is 16 or more")


@dataclass(frozen=True, slots=True)
class RendererInfo:
    device: str
    """What OpenGL calls the device."""
    version: str
    software: bool
    """True where the processor draws: frames are dear, so the studio draws less."""
    settings: RenderSettings


class Renderer(Protocol):
    """Draws scenes."""

    def describe(self) -> RendererInfo: ...

    def draw(self, scene: Scene) -> Image:
        """The finished frame: backdrop, figures, overlays and, last and over everything, the label.

        Premultiplied RGBA, sRGB encoded, of the scene's size. Raises RenderError if the scene cannot be drawn.
        """
        ...

    def draw_figures(self, scene: Scene) -> Image:
        """Backdrop and figures only, to compare with a reference picture or to pick a colour.

        Not a way out: `outputs` takes frames of `draw`, and no output, panel or command line calls this.
        """
        ...

    def close(self) -> None: ...


def settings_for(software: bool) -> RenderSettings:
    """What to start with: no sample more than one where the processor draws, four on a graphics card."""
    if software:
        return RenderSettings(
            max_texture=1024, exact=False, culling=True, soft_outline=True, outline_setback_m=_SETBACK_M, living_fps=15
        )
    return RenderSettings(msaa=4, outline_setback_m=_SETBACK_M)


def open_renderer(settings: RenderSettings | None = None) -> Renderer:
    """A renderer on this machine's OpenGL; None: settings by the device found. Raises RenderError with a remedy."""
    from studio.rendering.device import open_device
    from studio.rendering.gl_renderer import GlRenderer

    device = open_device()
    return GlRenderer(device, settings or settings_for(device.software))
