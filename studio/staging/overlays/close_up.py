"""A second camera's picture: what stands round it is painted once, the picture itself is laid in frame by frame."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from studio.core.preset import CloseUp
from studio.core.scene import Rect
from studio.staging.overlays.piece import SHADOW, WHOLE, Ask, Pane, Piece
from studio.staging.overlays.sheet import soft_shadow
from studio.staging.painting import Canvas


def size_of(close_up: CloseUp, width: float) -> tuple[int, int]:
    """Pixels of the picture in a body of this width."""
    return max(round(width), 2), max(round(width / close_up.shape), 2)


def paint_close_up(ask: Ask) -> Piece:
    """The frame with a hole, to be laid over the picture; nothing at all round what is cut out."""
    close_up, u = ask.item.close_up, ask.u
    width, height = size_of(close_up, ask.width)
    if not close_up.frame or close_up.key is not None:
        return Piece(Canvas(width, height).image(), Rect(0, 0, width, height), WHOLE)
    margin = round(SHADOW * u)
    shape = ask.skin.pane(QRectF(margin, margin, width, height), u)
    canvas = Canvas(width + 2 * margin, height + 2 * margin)
    with canvas.painter() as painter:
        soft_shadow(painter, shape, 9 * u)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillPath(shape, QColor("black"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        ask.skin.frame(painter, shape, u)
    return Piece(canvas.image(), Rect(margin, margin, width, height), _pane(shape, margin, width, height))


def _pane(shape: QPainterPath, margin: int, width: int, height: int) -> Pane:
    canvas = Canvas(width, height)
    with canvas.painter() as painter:
        painter.translate(QPointF(-margin, -margin))
        painter.fillPath(shape, QColor("white"))
    cover = canvas.image().pixels[..., 3].reshape(-1)
    edge = np.flatnonzero(cover < 255)
    return Pane(edge, cover[edge, None].astype(np.uint16))
