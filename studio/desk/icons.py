"""The desk's own icons: SVG drawn in one ink, taken on in the theme's colours, sharp at every scale."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from studio.desk import theme

_FOLDER = Path(__file__).parent / "icons"
_SCALES = (1, 2, 3)
"""Pixels per logical pixel that an icon is sharp at."""
_NAME, _INK, _CHECKED, _DARK = "icon_name", "icon_ink", "icon_checked_ink", "icon_stays_dark"


@lru_cache(maxsize=1024)
def pixmap(name: str, ink: str, size: int, ratio: float = 1.0, *, room: int = 0) -> QPixmap:
    """The icon `name` in the colour `ink` (`#rrggbb`), `size` logical pixels square, with empty `room` to its right."""
    side = round(size * ratio)
    picture = QPixmap(side + round(room * ratio), side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", ink).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(
    name: str,
    ink: str = "text",
    checked_ink: str | None = None,
    *,
    size: int = 20,
    room_share: float = 0.0,
    colors: theme.Colors | None = None,
) -> QIcon:
    """`ink` names a colour of the theme; `checked_ink` is that of a checked button.

    `room_share`: room to the right as a share of the size; Qt itself leaves too little between an icon and its words.
    """
    colors = colors or theme.worn()
    made = QIcon()
    for scale in _SCALES:
        side = size * scale
        room = round(side * room_share)
        for mode, state, color in (
            (QIcon.Mode.Normal, QIcon.State.Off, getattr(colors, ink)),
            (QIcon.Mode.Normal, QIcon.State.On, getattr(colors, checked_ink or ink)),
            (QIcon.Mode.Disabled, QIcon.State.Off, colors.text_faint),
        ):
            made.addPixmap(pixmap(name, color, side, room=room), mode, state)
    return made


def wear(widget: QAbstractButton | QLabel, name: str, ink: str = "text", checked_ink: str = "", size: int = 20) -> None:
    """Gives a button or label its icon, and lets `refresh` give it again in other colours."""
    widget.setProperty(_NAME, name)
    widget.setProperty(_INK, ink)
    widget.setProperty(_CHECKED, checked_ink)
    if isinstance(widget, QAbstractButton):
        widget.setIconSize(QSize(round(size * (1 + _room_of(widget))), size))
    else:
        widget.setFixedSize(size, size)
    _put_on(widget)


def refresh(root: QWidget) -> None:
    """After a change of theme: every icon under `root` in the new colours."""
    for button in root.findChildren(QAbstractButton):
        if button.property(_NAME):
            _put_on(button)
    for label in root.findChildren(QLabel):
        if label.property(_NAME):
            _put_on(label)


def stay_dark(root: QWidget) -> None:
    """Every icon under `root` in the colours of the dark theme, whatever is worn."""
    for widget in root.findChildren(QWidget):
        if widget.property(_NAME):
            widget.setProperty(_DARK, True)
    refresh(root)


def _put_on(widget: QAbstractButton | QLabel) -> None:
    name, ink, checked = (str(widget.property(key) or "") for key in (_NAME, _INK, _CHECKED))
    colors = theme.DARK if widget.property(_DARK) else theme.worn()
    if isinstance(widget, QAbstractButton):
        size, room = widget.iconSize().height(), _room_of(widget)
        widget.setIcon(icon(name, ink, checked or None, size=size, room_share=room, colors=colors))
    else:
        widget.setPixmap(pixmap(name, getattr(colors, ink), widget.width(), widget.devicePixelRatioF()))


def _room_of(widget: QAbstractButton) -> float:
    """Push buttons have words beside their icon, tool buttons have none or a style that leaves room."""
    return 0.3 if isinstance(widget, QPushButton) else 0.0


@cache
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
