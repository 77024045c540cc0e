"""QtGui as a paint box: an application without a screen, the packaged Chinese font, QImage to Image.

Qt paints into a QImage on any thread once an application object exists. In a desk process it exists already; elsewhere
`ensure_application` makes one that needs no display. Only the main thread may do so: a process whose application
was made by another thread dies when it ends.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QTransform,
)

from studio.core.errors import StudioError
from studio.core.image import Alpha, Image

_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_FONT_FILES = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}

INK = QColor("#161823")
"""漆黑"""
PAPER = QColor("#f3f9f1")
"""荼白"""
BAMBOO = QColor("#789262")
"""竹青"""

_lock = threading.Lock()
_application: QCoreApplication | None = None
_families: dict[str, str] = {}


def ensure_application() -> None:
    """Makes the QGuiApplication text painting needs, unless there is one.

    Raises RuntimeError in any thread but the main one if there is none yet: call it where the process starts.
    """
    global _application  # noqa: PLW0603 — Qt allows one application per process and it must outlive every painter
    with _lock:
        if QCoreApplication.instance() is None:
            if threading.current_thread() is not threading.main_thread():
                raise RuntimeError("call ensure_application in the main thread before painting in another one")
            _application = QGuiApplication(["studio", "-platform", "offscreen"])


def font(pixel_size: float, face: str = "sans") -> QFont:
    """The packaged Noto Sans SC (or Serif): all machines paint the same glyphs. StudioError if missing."""
    made = QFont(_family(face))
    made.setPixelSize(max(round(pixel_size), 1))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _family(face: str) -> str:
    ensure_application()
    with _lock:
        if face not in _families:
            path = font_path(face)
            number = QFontDatabase.addApplicationFont(str(path))
            families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
            if not families:
                raise StudioError("The Chinese font cannot be read.", where=path.name, remedy=_FONT_REMEDY)
            _families[face] = families[0]
        return _families[face]


_FONT_REMEDY = f"Install it again: python -m pip install --force-reinstall {_FONT_PACKAGE.replace('_', '-')}"


def font_path(face: str = "sans") -> Path:
    """The packaged font file; the package's code is never imported."""
    spec = find_spec(_FONT_PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / _FONT_FILES[face]
        if path.is_file():
            return path
    raise StudioError("The packaged Chinese font is missing.", where=_FONT_PACKAGE, remedy=_FONT_REMEDY)


def text_path(text: str, pixel_size: float, face: str = "sans") -> QPainterPath:
    """The outline of `text` with its baseline at the origin: what is measured is what is painted."""
    path = QPainterPath()
    path.addText(0.0, 0.0, font(100.0, face), text)
    return QTransform.fromScale(pixel_size / 100.0, pixel_size / 100.0).map(path)


def text_width(text: str, pixel_size: float, face: str = "sans") -> float:
    """Advance of a line of text, pixels; much quicker than its outline."""
    return QFontMetricsF(font(100.0, face)).horizontalAdvance(text) * pixel_size / 100.0


class Canvas:
    """A transparent QImage being painted."""

    def __init__(self, width: int, height: int) -> None:
        ensure_application()
        self.width, self.height = width, height
        self._image = QImage(width, height, QImage.Format.Format_RGBA8888_Premultiplied)
        if self._image.isNull():
            raise StudioError(
                f"A picture of {width} × {height} is too large to paint.", remedy="Choose a smaller canvas."
            )
        self._image.fill(0)

    @contextmanager
    def painter(self) -> Iterator[QPainter]:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        try:
            yield painter
        finally:
            painter.end()

    def image(self) -> Image:
        """A copy of what is painted, premultiplied."""
        return Image(pixels_of(self._image), alpha=Alpha.PREMULTIPLIED)


def pixels_of(image: QImage) -> np.ndarray:
    """(height, width, 4) uint8, in the alpha form of the QImage's own RGBA8888 format."""
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()
