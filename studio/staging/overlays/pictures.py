"""Pictures of goods, logos and stickers: read once, kept at the size they are drawn, moving ones frame by frame."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.staging.backdrop import MOST_BYTES, MOST_PIXELS
from studio.staging.overlays.alpha_video import check_video, is_video, video_frames
from studio.staging.painting import ensure_application, pixels_of
from studio.staging.picture_reader import kind_of, open_picture

T = TypeVar("T")
_KEPT = 48
_MOST_FRAMES = 180
_MOST_MOVING_BYTES = 96 * 1024 * 1024
"""Of all frames of one sticker, as they are drawn."""
_MOST_FRAME_SIDE = 4096
_MOST_MOVING_PIXELS = 64_000_000
"""Of all frames that are read, as they are in the file: a few kilobytes can hold hundreds of huge ones."""
_REMEDY = "Choose a PNG, SVG, JPEG, WebP or GIF picture, or for a sticker a WebM video."


class Film:
    """A sticker: one frame, or several that repeat. Later frames are read when their time comes, so that a long one
    does not hold up the show when it appears."""

    def __init__(self, first: Image, span_s: float, rest: Iterator[tuple[Image, float]]) -> None:
        self._frames = [first]
        self._ends_s = [span_s]
        self._rest: Iterator[tuple[Image, float]] | None = rest
        self.moving = self._read_one()

    @property
    def first(self) -> Image:
        return self._frames[0]

    def at(self, seconds: float) -> Image:
        """`seconds` since it appeared. Reads one frame at most: a film that is behind catches up call by call."""
        if not self.moving:
            return self.first
        if self._ends_s[-1] <= seconds:
            self._read_one()
        if self._rest is None:
            seconds %= self._ends_s[-1]
        return self._frames[min(bisect_right(self._ends_s, seconds), len(self._frames) - 1)]

    def _read_one(self) -> bool:
        read = next(self._rest, None) if self._rest is not None else None
        if read is None:
            self._rest = None
            return False
        self._frames.append(read[0])
        self._ends_s.append(self._ends_s[-1] + read[1])
        return True


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


def sampled(path: str, width: int, stretch_s: float, chance: Callable[[], float]) -> tuple[Image, ...]:
    """A moving picture's frames, `width` pixels wide: one of each `stretch_s`, the likelier the longer it is shown; the
    others are not kept. `chance` gives numbers from 0 to 1: nothing can be drawn between what is seen. Raises
    StudioError."""
    first = read_film(path, width).first
    aim, file = QSize(first.width, first.height), Path(path)
    if is_video(file):
        return _one_of_each(video_frames(file), stretch_s, chance, lambda one: _drawn(one, aim))
    reader = open_picture(file, _REMEDY)
    most = max(min(_MOST_FRAMES, _MOST_MOVING_PIXELS // (reader.size().width() * reader.size().height())), 1)
    return _one_of_each(_read_frames(reader, most), stretch_s, chance, lambda one: _sized(one, aim))


def _one_of_each(
    frames: Iterable[tuple[T, float]], stretch_s: float, chance: Callable[[], float], drawn: Callable[[T], Image]
) -> tuple[Image, ...]:
    found: list[Image] = []
    kept: T | None = None
    gone_s = 0.0
    for frame, span_s in frames:
        if span_s >= stretch_s:
            found += [drawn(one) for one in (kept, frame) if one is not None]
            kept, gone_s = None, 0.0
            continue
        gone_s += span_s
        if kept is None or chance() * gone_s < span_s:
            kept = frame
        if gone_s >= stretch_s:
            found.append(drawn(kept))
            kept, gone_s = None, 0.0
    return (*found, drawn(kept)) if kept is not None else tuple(found)


def draw_picture(painter: QPainter, path: str, rect: QRectF, *, trimmed: bool = False) -> None:
    """The whole picture in the middle of `rect`; its first frame if it moves. Raises StudioError.

    `trimmed`: what is empty round a thing does not count, so goods of all brands look equally large.
    """
    seen = _seen(path) if trimmed else QRectF(0, 0, 1, 1)
    shape = shape_of(path)
    width = min(rect.width() / seen.width(), rect.height() * shape / seen.height())
    still = read_film(path, max(round(width), 1)).first
    image = QImage(
        still.pixels.data, still.width, still.height, 4 * still.width, QImage.Format.Format_RGBA8888_Premultiplied
    )
    middle = QPointF(seen.center().x() * still.width, seen.center().y() * still.height)
    at = rect.center() - middle
    painter.drawImage(QPointF(round(at.x()), round(at.y())), image)


def _seen(path: str) -> QRectF:
    """The part that is not nearly transparent, as shares of the picture."""
    alpha = read_film(path, 128).first.pixels[..., 3] > 110
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if rows.size == 0:
        return QRectF(0, 0, 1, 1)
    height, width = alpha.shape
    left, top = columns[0] / width, rows[0] / height
    return QRectF(left, top, (columns[-1] + 1) / width - left, (rows[-1] + 1) / height - top)


def shape_of(path: str) -> float:
    """Width by height. Raises StudioError."""
    film = read_film(path, 64)
    return film.first.width / film.first.height


def _read(file: Path, width: int) -> Film:
    ensure_application()
    if not file.is_file():
        raise StudioError(f"There is no picture “{file.name}”.", where="overlay", remedy=_REMEDY)
    if file.stat().st_size > MOST_BYTES:
        raise StudioError("The picture file is larger than 64 MB.", where=file.name, remedy="Save a smaller one.")
    if is_video(file):
        return _read_video(file, width)
    reader = open_picture(file, _REMEDY)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise StudioError("This is not a picture the studio can read.", where=file.name, remedy=_REMEDY)
    if size.width() * size.height() > MOST_PIXELS:
        raise StudioError(
            f"The picture is {size.width()} × {size.height()} pixels.",
            where=file.name,
            remedy="Save it at 8000 × 8000 or less.",
        )
    if reader.supportsAnimation() and max(size.width(), size.height()) > _MOST_FRAME_SIDE:
        raise StudioError(
            f"The moving picture is {size.width()} × {size.height()} pixels.",
            where=file.name,
            remedy=f"Save it at {_MOST_FRAME_SIDE} × {_MOST_FRAME_SIDE} or less.",
        )
    aim = QSize(width, max(round(width * size.height() / size.width()), 1))
    if kind_of(reader) == "svg":
        reader.setScaledSize(aim)
    frames = _frames(reader, aim, _MOST_MOVING_PIXELS // (size.width() * size.height()))
    first = next(frames, None)
    if first is None:
        raise StudioError(f"The picture is damaged: {reader.errorString()}.", where=file.name, remedy=_REMEDY)
    return Film(*first, frames)


def _read_video(file: Path, width: int) -> Film:
    across, down = check_video(file)
    aim = QSize(width, max(round(width * down / across), 1))
    most = max(_MOST_MOVING_BYTES // (4 * aim.width() * aim.height()), 1)
    frames = ((_drawn(pixels, aim), span_s) for pixels, span_s in islice(video_frames(file), most))
    first = next(frames, None)
    if first is None:
        raise StudioError("The video of a sticker has no picture.", where=file.name, remedy=_REMEDY)
    return Film(*first, frames)


def _drawn(pixels: NDArray[np.uint8], aim: QSize) -> Image:
    height, width = pixels.shape[:2]
    return _sized(QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888), aim)


def _frames(reader: QImageReader, aim: QSize, most: int) -> Iterator[tuple[Image, float]]:
    """Each with how long it is shown, seconds; a damaged one ends them."""
    most = max(min(most, _MOST_FRAMES, _MOST_MOVING_BYTES // (4 * aim.width() * aim.height())), 1)
    return ((_sized(picture, aim), span_s) for picture, span_s in _read_frames(reader, most))


def _read_frames(reader: QImageReader, most: int) -> Iterator[tuple[QImage, float]]:
    for _ in range(most):
        picture = reader.read()
        if picture.isNull():
            return
        yield picture, max(reader.nextImageDelay(), 20) / 1000
        if not reader.supportsAnimation():
            return


def _sized(picture: QImage, aim: QSize) -> Image:
    drawn = picture.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    if drawn.size() != aim:
        drawn = drawn.scaled(aim, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return Image(
        pixels_of(drawn.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)), alpha=Alpha.PREMULTIPLIED
    )
