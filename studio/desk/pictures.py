"""Small pictures from files, read once and at the size they are shown: a list of two hundred goods stays quick."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPixmap

from studio.core.errors import StudioError
from studio.core.svg import check_svg, looks_like_svg
from studio.desk import icons, theme

_MAX_BYTES = 16 << 20
_MAX_PIXELS = 64_000_000


def thumbnail(path: str, side: int) -> QPixmap | None:
    """The picture, cropped to a square of `side` device pixels; None for no picture, a broken or a huge one."""
    if not path:
        return None
    try:
        changed_s = Path(path).stat().st_mtime
    except (OSError, ValueError):
        return None
    return _read(path, changed_s, side)


def whole(path: str) -> QPixmap | None:
    """The picture as it is; None for no picture, a broken or a huge one."""
    picture = _load(path, None) if path else None
    return QPixmap.fromImage(picture) if picture is not None else None


@lru_cache(maxsize=400)
def _read(path: str, _changed_s: float, side: int) -> QPixmap | None:
    picture = _load(path, side)
    if picture is None:
        return None
    x, y = (picture.width() - side) // 2, (picture.height() - side) // 2
    return QPixmap.fromImage(picture.copy(x, y, side, side))


def _load(path: str, side: int | None) -> QImage | None:
    """`side`: read at the size that covers such a square, which costs a fraction of the whole."""
    try:
        if Path(path).stat().st_size > _MAX_BYTES:
            return None
        with Path(path).open("rb") as file:
            drawing = looks_like_svg(file.read(256))
        if drawing or Path(path).suffix.lower() == ".svg":
            check_svg(Path(path))
    except (OSError, ValueError, StudioError):
        return None
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MAX_PIXELS:
        return None
    if side is not None:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    picture = reader.read()
    return None if picture.isNull() else picture


def draw_thumbnail(painter: QPainter, room: QRect, path: str, ratio: float, *, icon: str = "goods") -> None:
    """The picture with round corners; without one, the icon on a quiet ground."""
    colors = theme.worn()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(room), 5, 5)
    painter.setClipPath(frame)
    picture = thumbnail(path, round(room.width() * ratio))
    if picture is not None:
        painter.fillRect(room, QColor(theme.LIGHT.base))  # goods cut out are seen on tea white, dark lacquer too
        painter.drawPixmap(room, picture)
    else:
        painter.fillRect(room, QColor(colors.hover))
        side = room.width() // 2
        at = room.center()
        painter.drawPixmap(at.x() - side // 2, at.y() - side // 2, icons.pixmap(icon, colors.text_faint, side, ratio))
    painter.restore()
