"""The packaged Chinese font: no word of the desk is ever shown as boxes, whatever the system lacks."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from studio.desk.language import Language

_PACKAGE = "pylopdf_fonts_zh_cn"
_FILE = "NotoSansSC-Regular.otf"


def font_file() -> Path | None:
    """Noto Sans SC of the package, which is never imported; None if it is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    return None


def desk_font(language: Language) -> QFont:
    """Noto Sans SC for both scripts, so that Chinese and Latin stand on one line; the system's own font without it.

    Its quotation marks are as wide as a Chinese letter; English wears the proportional ones that it has too.
    """
    families = _families()
    font = QFont(list(families)) if families else QFont()
    font.setPixelSize(13)
    if language is Language.ENGLISH:
        font.setFeature(QFont.Tag("pwid"), 1)
    return font


@cache
def _families() -> tuple[str, ...]:
    """Of the packaged font, which Qt takes in once."""
    path = font_file()
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))) if path else ()
