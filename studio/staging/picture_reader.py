"""Opens picture files for reading: only kinds that are known, and no SVG that is unsafe to draw."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImageReader

from studio.core.errors import StudioError
from studio.core.svg import check_svg, looks_like_svg

_KINDS = {"png", "jpeg", "jpg", "webp", "gif", "bmp", "svg"}
"""Qt reads many more, PDF among them, and each is a way in."""


def open_picture(file: Path, remedy: str) -> QImageReader:
    """A reader that goes by the file's content. Raises StudioError; nothing of the file has been decoded then."""
    with file.open("rb") as opened:
        head = opened.read(256)
    if looks_like_svg(head):
        check_svg(file)
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = kind_of(reader)
    if kind not in _KINDS or (kind == "svg" and not looks_like_svg(head)):
        raise StudioError("This is not a picture the studio can read.", where=file.name, remedy=remedy)
    return reader


def kind_of(reader: QImageReader) -> str:
    """Such as `png`."""
    return bytes(reader.format().data()).decode("ascii", "replace").lower()
