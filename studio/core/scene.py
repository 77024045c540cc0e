"""A scene: all that is on one frame. `label` has no default, so no frame can be built without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from studio.core.figure import Figure
from studio.core.image import Alpha, Image
from studio.core.life import Living

Vec3 = tuple[float, float, float]
LinearColor = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Perspective camera, up = +Y; metres, world space."""

    position: Vec3 = (0.0, 1.0, 4.0)
    target: Vec3 = (0.0, 0.9, 0.0)
    vertical_fov_rad: float = 0.5236
    near_m: float = 0.1
    far_m: float = 20.0


@dataclass(frozen=True, slots=True)
class Light:
    """Directional light. Intensity 1: a fully lit surface shows its base colour."""

    direction_to_light: Vec3 = (0.57735, 0.57735, 0.57735)
    color: LinearColor = (1.0, 1.0, 1.0)
    intensity: float = 1.0


@dataclass(frozen=True, slots=True)
class Ambient:
    """Light from everywhere, same scale as `Light`."""

    color: LinearColor = (1.0, 1.0, 1.0)
    intensity: float = 0.0


@dataclass(frozen=True, slots=True)
class Rect:
    """Pixels of the canvas, origin at the top left."""

    x: int
    y: int
    width: int
    height: int

    def inside(self, width: int, height: int) -> bool:
        return self.x >= 0 and self.y >= 0 and self.x + self.width <= width and self.y + self.height <= height


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """What is behind the figures: an sRGB colour with alpha (0–1), or a picture that covers the canvas."""

    color: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    picture: Image | None = None


class MovingPicture(Protocol):
    """A picture that changes with time: a video. `close` is called once, when it is shown no more."""

    def at(self, time_s: float) -> Image:
        """Opaque, of the canvas's size; times rise."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A premultiplied picture laid over the figures, pixel for pixel."""

    image: Image
    rect: Rect
    """May reach beyond the canvas: what comes in from outside is not seen yet."""
    opacity: float = 1.0
    live: bool = False
    """Another picture comes with every frame: nobody keeps this one."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.opacity <= 1.0:
            raise ValueError("opacity is 0 to 1")
        if self.image.alpha is Alpha.STRAIGHT:
            raise ValueError("overlays are premultiplied")
        if (self.image.width, self.image.height) != (self.rect.width, self.rect.height):
            raise ValueError("an overlay is drawn at its own size")


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """The mark that tells viewers they see a digital human. Drawn last, over everything, in every frame.

    It cannot be empty, transparent as a whole, or outside the canvas: building such a label raises ValueError.
    """

    text: str
    image: Image
    """The painted chip, RGBA premultiplied or opaque."""
    rect: Rect

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a label has words")
        if (self.image.width, self.image.height) != (self.rect.width, self.rect.height):
            raise ValueError("a label is drawn at its own size")
        if self.rect.x < 0 or self.rect.y < 0:
            raise ValueError("a label is on the canvas")
        if self.image.pixels.shape[2] == 4 and int(self.image.pixels[..., 3].max(initial=0)) < 255:
            raise ValueError("a label is not transparent")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """(width, height) pixels of canvas and everything on it, back to front: backdrop, scenery, behind, figures, front,
    overlays, label."""

    width: int
    height: int
    label: Label
    camera: Camera
    figures: tuple[Figure, ...] = ()
    backdrop: Backdrop = Backdrop()
    key_light: Light = Light()
    ambient: Ambient = Ambient()
    overlays: tuple[Overlay, ...] = ()
    scenery: Figure | None = None
    """Solid things that never move: they stand behind and before the figures, each where it is."""
    behind: tuple[Living, ...] = ()
    """What moves between backdrop and figures, back to front."""
    front: tuple[Living, ...] = ()
    """What stands before the figures: a table, petals."""
    time_s: float = 0.0
    """Moves `behind` and `front`, and nothing else."""

    def __post_init__(self) -> None:
        if not self.label.rect.inside(self.width, self.height):
            raise ValueError("the label does not fit on the canvas")
