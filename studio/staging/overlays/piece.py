"""A painted overlay and what it was painted from."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from studio.core.image import Alpha, Image
from studio.core.on_screen import OnScreen
from studio.core.preset import Family, OverlayItem
from studio.core.scene import Rect
from studio.staging.overlays.family import Skin, Tone
from studio.staging.overlays.garden import Garden
from studio.staging.overlays.lacquer import Lacquer
from studio.staging.overlays.market import Market
from studio.staging.overlays.sheet import Deed, Sheet

_KEPT_GROUNDS = 24
SHADOW = 13.0
"""Units around a ground that its shadow needs."""


class Grounds:
    """Grounds painted before: the next product's card mostly stands on one of the same size."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def painted(self, key: tuple[object, ...], width: float, height: float, deed: Deed) -> Deed:
        """`deed` as a deed that lays the finished picture."""
        size = (max(math.ceil(width), 1), max(math.ceil(height), 1))
        key = (*key, *size)
        if key not in self._kept:
            picture = QImage(*size, QImage.Format.Format_RGBA8888_Premultiplied)
            picture.fill(0)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            deed(painter)
            painter.end()
            self._kept[key] = picture
            if len(self._kept) > _KEPT_GROUNDS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        kept = self._kept[key]
        return lambda painter: painter.drawImage(QPointF(0, 0), kept)


@dataclass(frozen=True, slots=True)
class Ask:
    """One overlay to paint."""

    on_screen: OnScreen
    item: OverlayItem
    skin: Skin
    width: float
    """Of its body, pixels."""
    u: float
    grounds: Grounds
    tall: bool
    """The canvas is higher than wide."""

    @property
    def english(self) -> bool:
        return self.on_screen.english

    def both(self, zh: str, en: str, between: str = " ") -> str:
        """Chinese, with English beside it where the brand speaks both."""
        return between.join(part for part in (zh, en if self.english else "") if part)


@dataclass(frozen=True, slots=True, eq=False)
class Pane:
    """Where in the piece the picture is seen, pixels of the picture's size."""

    edge: np.ndarray
    """(n,) places of its pixels, row by row, that the pane does not cover whole."""
    cover: np.ndarray
    """(n, 1) uint16, 0–255: how far it does."""

    def cut(self, image: Image) -> Image:
        """The picture with the pane's corners, premultiplied. It costs as many pixels as the corners have."""
        if not self.edge.size:
            return image
        pixels = image.pixels.copy()
        rows = pixels.reshape(-1, 4)
        rows[self.edge] = (rows[self.edge] * self.cover + 127) // 255
        return Image(pixels, image.time_s, Alpha.PREMULTIPLIED)


WHOLE = Pane(np.zeros(0, np.int64), np.zeros((0, 1), np.uint16))


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    image: Image
    body: Rect
    """Within the image: what is laid out. Shadow and ornament reach beyond."""
    pane: Pane | None = None
    """A camera's picture lies under the body, seen through this."""


def skin_of(on_screen: OnScreen) -> Skin:
    brand = on_screen.brand
    match brand.family:
        case Family.LACQUER:
            return Lacquer(brand)
        case Family.MARKET:
            return Market(brand)
        case _:
            return Garden(brand)


def panel(ask: Ask, sheet: Sheet, width: float, bottom: float, tone: Tone) -> Piece:
    """A sheet whose body began at (`SHADOW`, `SHADOW`) units, on the family's ground."""
    margin = SHADOW * ask.u
    body = QRectF(margin, margin, width, bottom - margin)
    size = (width + 2 * margin, bottom + margin)
    ground = ask.grounds.painted((tone, ask.u), *size, lambda painter: ask.skin.ground(painter, body, ask.u, tone))
    return Piece(sheet.paint(*size, ground), rect_of(body))


def rect_of(body: QRectF) -> Rect:
    left, top = math.floor(body.left()), math.floor(body.top())
    return Rect(left, top, math.ceil(body.right()) - left, math.ceil(body.bottom()) - top)
