"""The packaged Chinese font: no word of the desk is ever shown as boxes, whatever the system lacks."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

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


def desk_font() -> QFont:
    """Noto Sans SC for both scripts, so that Chinese and Latin stand on one line; the system's own font without it."""
    path = font_file()
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))) if path else []
    font = QFont(families) if families else QFont()
    font.setPixelSize(13)
    return font
