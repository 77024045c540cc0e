"""A set, flattened: its layers painted back to front into one picture behind the figure, and the light of the place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor

from studio.core.image import Image
from studio.core.scene import Ambient, Light
from studio.staging.backdrop import read_picture
from studio.staging.painting import Canvas


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a layer stands: its middle off the canvas's middle in canvas widths and heights, and how much larger than
    what just covers the canvas."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Layer:
    wide: Path
    tall: Path
    depth_m: float
    """From the avatar, metres."""
    wide_spot: Spot = Spot()
    tall_spot: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Place:
    """One variant of a set."""

    name: str
    layers: tuple[Layer, ...]
    """Back to front."""
    key_light: Light
    fill_light: Ambient


def flatten(place: Place, width: int, height: int) -> Image:
    """Opaque, of this size. Raises StudioError if a picture cannot be read."""
    tall = height > width
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        painter.fillRect(QRect(0, 0, width, height), QColor("black"))
        for layer in place.layers:
            picture = read_picture(layer.tall if tall else layer.wide)
            spot = layer.tall_spot if tall else layer.wide_spot
            scale = spot.scale * max(width / picture.width(), height / picture.height())
            drawn = picture.scaled(
                max(round(scale * picture.width()), 1),
                max(round(scale * picture.height()), 1),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            left = width * (0.5 + spot.x) - drawn.width() / 2
            top = height * (0.5 + spot.y) - drawn.height() / 2
            painter.drawImage(QPointF(round(left), round(top)), drawn)
    return canvas.image()
