"""What is behind the figures, from the words a preset or a command uses.

    transparent            nothing: the figure alone, for OBS to lay over its own scene
    default                a soft studio: moon gate and light floor
    #rrggbb, #rrggbbaa     one colour, sRGB
    PATH                   a picture that covers the canvas, its middle kept

Everything is made at the canvas's own size, once: a picture that need not be scaled costs almost nothing a frame.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPen, QRadialGradient

from studio.core.errors import StudioError
from studio.core.image import Image
from studio.core.scene import Backdrop
from studio.staging.painting import Canvas, ensure_application
from studio.staging.picture_reader import open_picture

MOST_PIXELS = 64_000_000
"""Of a picture file: a picture of a few kilobytes can ask for gigabytes."""
MOST_BYTES = 64 * 1024 * 1024
_HEX = re.compile(r"#([0-9a-fA-F]{6})([0-9a-fA-F]{2})?")


def make_backdrop(words: str, width: int, height: int) -> Backdrop:
    """Raises StudioError if the picture cannot be read or is too large."""
    if words == "transparent":
        return Backdrop()
    if words == "default":
        return Backdrop((1.0, 1.0, 1.0, 1.0), paint_default(width, height))
    if match := _HEX.fullmatch(words):
        r, g, b = (int(match[1][i : i + 2], 16) / 255 for i in (0, 2, 4))
        return Backdrop((r, g, b, int(match[2] or "ff", 16) / 255))
    return Backdrop((0.0, 0.0, 0.0, 1.0), load_picture(Path(words), width, height))


def load_picture(path: Path, width: int, height: int) -> Image:
    """The picture, scaled and cropped to cover the canvas. Raises StudioError."""
    return covered(read_picture(path), width, height)


def read_picture(path: Path) -> QImage:
    """The picture as it is. Raises StudioError if it cannot be read or is too large."""
    ensure_application()
    remedy = "Choose a PNG, JPEG or WebP picture."
    if not path.is_file():
        raise StudioError(f"There is no picture “{path.name}”.", where="backdrop", remedy=remedy)
    if path.stat().st_size > MOST_BYTES:
        raise StudioError("The picture file is larger than 64 MB.", where=path.name, remedy="Save a smaller one.")
    reader = open_picture(path, remedy)
    size = reader.size()
    if not size.isValid():
        raise StudioError("This is not a picture the studio can read.", where=path.name, remedy=remedy)
    if size.width() * size.height() > MOST_PIXELS:
        raise StudioError(
            f"The picture is {size.width()} × {size.height()} pixels.",
            where=path.name,
            remedy="Save it at 8000 × 8000 or less.",
        )
    picture = reader.read()
    if picture.isNull():
        raise StudioError(f"The picture is damaged: {reader.errorString()}.", where=path.name, remedy=remedy)
    return picture


def covered(picture: QImage, width: int, height: int) -> Image:
    """Scaled to cover the canvas, the middle kept; opaque on black."""
    scaled = picture.scaled(
        QSize(width, height), Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - width) // 2, (scaled.height() - height) // 2
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        painter.fillRect(QRect(0, 0, width, height), QColor("black"))
        painter.drawImage(QPointF(0, 0), scaled, QRectF(left, top, width, height))
    return canvas.image()


def paint_default(width: int, height: int) -> Image:
    """A quiet room: pale wall, a moon gate behind the head, light from the upper left, a floor that fades."""
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        _room(painter, width, height)
    return canvas.image()


def _room(painter: QPainter, width: int, height: int) -> None:
    short = min(width, height)
    wall = QLinearGradient(0, 0, 0.35 * width, height)
    wall.setColorAt(0.0, QColor("#eef4ef"))
    wall.setColorAt(0.6, QColor("#dbe7e3"))
    wall.setColorAt(1.0, QColor("#c3d5d1"))
    painter.fillRect(QRectF(0, 0, width, height), QBrush(wall))

    center = QPointF(0.5 * width, 0.43 * height)
    radius = 0.50 * height if width >= height else 0.56 * width
    garden = QRadialGradient(QPointF(center.x(), center.y() + 0.45 * radius), 1.6 * radius)
    garden.setColorAt(0.0, QColor("#b9d3c6"))
    garden.setColorAt(0.6, QColor("#d3e4da"))
    garden.setColorAt(1.0, QColor("#e8f1ea"))
    painter.setBrush(QBrush(garden))
    painter.setPen(QPen(QColor("#f7fbf7"), 0.030 * short))
    painter.drawEllipse(center, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(66, 102, 102, 46), max(0.0022 * short, 0.8)))
    for edge in (-0.016, 0.016):
        painter.drawEllipse(center, radius + edge * short, radius + edge * short)

    floor_top = 0.86 * height
    floor = QLinearGradient(0, floor_top, 0, height)
    floor.setColorAt(0.0, QColor(248, 252, 248, 0))
    floor.setColorAt(0.35, QColor(248, 252, 248, 150))
    floor.setColorAt(1.0, QColor(230, 240, 234, 220))
    painter.fillRect(QRectF(0, floor_top, width, height - floor_top), QBrush(floor))
    light = QRadialGradient(QPointF(0.16 * width, 0.05 * height), 0.9 * max(width, height))
    light.setColorAt(0.0, QColor(255, 255, 250, 150))
    light.setColorAt(1.0, QColor(255, 255, 250, 0))
    painter.fillRect(QRectF(0, 0, width, height), QBrush(light))
