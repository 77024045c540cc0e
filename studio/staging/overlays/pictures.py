"""Pictures of goods, logos and stickers: read once, kept at the size they are drawn, moving ones frame by frame."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.staging.backdrop import MOST_BYTES, MOST_PIXELS
from studio.staging.painting import ensure_application, pixels_of

_KEPT = 48
_MOST_FRAMES = 180
_MOST_MOVING_BYTES = 96 * 1024 * 1024
"""Of all frames of one sticker, as they are drawn."""
_REMEDY = "Choose a PNG, SVG, JPEG, WebP or GIF picture."


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A sticker: one frame, or several that repeat."""

    frames: tuple[Image, ...]
    ends_s: tuple[float, ...]
    """When each frame ends, from the start."""

    def at(self, seconds: float) -> Image:
        if len(self.frames) == 1:
            return self.frames[0]
        return self.frames[min(bisect_right(self.ends_s, seconds % self.ends_s[-1]), len(self.frames) - 1)]


_films: OrderedDict[tuple[str, int, int, int], Film | StudioError] = OrderedDict()


def read_film(path: str, width: int) -> Film:
    """`width` pixels wide, premultiplied. Raises StudioError if it is no picture; the file is asked once."""
    file = Path(path)
    stat = file.stat() if file.is_file() else None
    key = (path, width, stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0)
    if key not in _films:
        try:
            _films[key] = _read(file, width)
        except StudioError as error:
            _films[key] = error
        if len(_films) > _KEPT:
            _films.popitem(last=False)
    _films.move_to_end(key)
    found = _films[key]
    if isinstance(found, StudioError):
        raise found
    return found


def draw_picture(painter: QPainter, path: str, rect: QRectF, *, trimmed: bool = False) -> None:
    """The whole picture in the middle of `rect`; its first frame if it moves. Raises StudioError.

    `trimmed`: what is empty round a thing does not count, so goods of all brands look equally large.
    """
    seen = _seen(path) if trimmed else QRectF(0, 0, 1, 1)
    shape = shape_of(path)
    width = min(rect.width() / seen.width(), rect.height() * shape / seen.height())
    still = read_film(path, max(round(width), 1)).frames[0]
    image = QImage(
        still.pixels.data, still.width, still.height, 4 * still.width, QImage.Format.Format_RGBA8888_Premultiplied
    )
    middle = QPointF(seen.center().x() * still.width, seen.center().y() * still.height)
    at = rect.center() - middle
    painter.drawImage(QPointF(round(at.x()), round(at.y())), image)


def _seen(path: str) -> QRectF:
    """The part that is not nearly transparent, as shares of the picture."""
    alpha = read_film(path, 128).frames[0].pixels[..., 3] > 110
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if rows.size == 0:
        return QRectF(0, 0, 1, 1)
    height, width = alpha.shape
    left, top = columns[0] / width, rows[0] / height
    return QRectF(left, top, (columns[-1] + 1) / width - left, (rows[-1] + 1) / height - top)


def shape_of(path: str) -> float:
    """Width by height. Raises StudioError."""
    film = read_film(path, 64)
    return film.frames[0].width / film.frames[0].height


def _read(file: Path, width: int) -> Film:
    ensure_application()
    if not file.is_file():
        raise StudioError(f"There is no picture “{file.name}”.", where="overlay", remedy=_REMEDY)
    if file.stat().st_size > MOST_BYTES:
        raise StudioError("The picture file is larger than 64 MB.", where=file.name, remedy="Save a smaller one.")
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise StudioError("This is not a picture the studio can read.", where=file.name, remedy=_REMEDY)
    if size.width() * size.height() > MOST_PIXELS:
        raise StudioError(
            f"The picture is {size.width()} × {size.height()} pixels.",
            where=file.name,
            remedy="Save it at 8000 × 8000 or less.",
        )
    aim = QSize(width, max(round(width * size.height() / size.width()), 1))
    if bytes(reader.format().data()).startswith(b"svg"):
        reader.setScaledSize(aim)
    most = max(min(_MOST_FRAMES, _MOST_MOVING_BYTES // (4 * aim.width() * aim.height())), 1)
    frames: list[Image] = []
    spans: list[float] = []
    while len(frames) < most:
        picture = reader.read()
        if picture.isNull():
            break
        frames.append(_sized(picture, aim))
        spans.append(max(reader.nextImageDelay(), 20) / 1000)
        if not reader.supportsAnimation():
            break
    if not frames:
        raise StudioError(f"The picture is damaged: {reader.errorString()}.", where=file.name, remedy=_REMEDY)
    return Film(tuple(frames), tuple(accumulate(spans)))


def _sized(picture: QImage, aim: QSize) -> Image:
    drawn = picture.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    if drawn.size() != aim:
        drawn = drawn.scaled(aim, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return Image(
        pixels_of(drawn.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)), alpha=Alpha.PREMULTIPLIED
    )
