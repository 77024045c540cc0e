"""A set on the canvas: what keeps still is painted into one picture, what moves or stands in front stays apart.

Of a still layer over a moving one only the cells that something may move under stay apart: a rail under a willow costs
nothing a frame.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studio.core.arrays import ByteArray, IntArray, frozen
from studio.core.image import Alpha, Image
from studio.core.life import Living, Piece, Ripple, Swarm, Sway
from studio.core.scene import Ambient, Light
from studio.staging.backdrop import read_picture
from studio.staging.painting import Canvas, pixels_of
from studio.staging.panorama import Panorama, look_into
from studio.staging.parallax import Approach, Shift
from studio.staging.scenery import Scenery

_CELLS, _RIPPLE_CELLS = 30, 40
"""Along the short side: small enough to bend smoothly, large enough to be few."""
_SEEN = 3
"""Alpha, of 255, from which on a pixel counts."""
_PREMULTIPLIED = QImage.Format.Format_RGBA8888_Premultiplied
Box = tuple[float, float, float, float]
"""Left, top, right, foot."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a layer stands: its middle off the canvas's middle in canvas widths and heights, and how much larger than
    what just covers the canvas."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Move:
    """How a layer moves. Lengths are shares of the canvas's short side."""

    kind: Literal["sway", "ripple"]
    reach: float
    period_s: float
    hangs: bool = True
    length: float = 0.05


@dataclass(frozen=True, slots=True)
class Layer:
    wide: Path
    tall: Path
    depth_m: float
    """From the avatar, metres."""
    wide_spot: Spot = Spot()
    tall_spot: Spot = Spot()
    move: Move | None = None
    front: bool = False
    """Before the figure."""
    shadow: bool = False
    """The figure's shadow falls on it, or meets its edge if it is in front."""


@dataclass(frozen=True, slots=True)
class Particles:
    """Small things of one picture; see `core.life.Swarm`. Lengths are shares of the short side, areas of the canvas."""

    picture: Path
    depth_m: float
    count: int
    wide_area: Box
    tall_area: Box
    size: tuple[float, float]
    speed: tuple[float, float]
    swing: float = 0.0
    swing_s: float = 4.0
    turn_per_s: float = 0.0
    twinkle: float = 0.0
    twinkle_s: float = 3.0
    opacity: float = 1.0
    recede: bool = False
    grow: float = 0.0
    front: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One variant of a set."""

    name: str
    layers: tuple[Layer, ...]
    """Back to front."""
    key_light: Light
    fill_light: Ambient
    particles: tuple[Particles, ...] = ()
    panorama: Panorama | None = None
    """Behind all layers."""
    video: Path | None = None
    """Behind all layers, again and again."""
    scenery: Scenery | None = None
    """Before the layers that are behind the figure, round the figure."""

    def still(self) -> Place:
        """The same place without anything that moves."""
        return replace(self, layers=tuple(replace(layer, move=None) for layer in self.layers), particles=())


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A place as it stands on one canvas."""

    picture: Image
    """Opaque: all that keeps still behind the figure."""
    behind: tuple[Living, ...] = ()
    front: tuple[Living, ...] = ()
    grounds: tuple[tuple[Piece, float], ...] = ()
    """What the figure's shadow falls on behind it, and the pixel row where each begins to fill the canvas."""
    edge_px: float | None = None
    """The pixel row of the table before the figure."""
    ground: bool = True
    """The figure's shadow lies at its feet, where they are seen."""


class _Board:
    """A canvas in cells, and which of them something that moves may reach."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.short = min(width, height)
        self.tall = height > width
        self.side = max(self.short // _CELLS, 4)
        self._taken = np.zeros((-(-height // self.side), -(-width // self.side)), bool)

    def _range(self, box: Box) -> tuple[slice, slice]:
        left, top, right, foot = box
        rows = slice(int(max(top, 0) // self.side), int(max(min(foot, self.height), 0) + self.side - 1) // self.side)
        columns = slice(
            int(max(left, 0) // self.side), int(max(min(right, self.width), 0) + self.side - 1) // self.side
        )
        return rows, columns

    def take(self, box: Box, margin: int = 0) -> None:
        left, top, right, foot = box
        self._taken[self._range((left - margin, top, right + margin, foot))] = True

    def reached(self, piece: Piece) -> NDArray[np.bool_]:
        """(n,) for each cell of the piece: something that moves may be under it."""
        return np.array([self._taken[self._range(_box(cell))].any() for cell in piece.cells], bool)

    def area(self, one: Particles, shift: Shift) -> Box:
        left, top, right, foot = one.tall_area if self.tall else one.wide_area
        x, y = (0.5 * self.width + shift.right * self.height, (0.5 + shift.down) * self.height)
        wide, high = shift.scale * self.width, shift.scale * self.height
        return x + (left - 0.5) * wide, y + (top - 0.5) * high, x + (right - 0.5) * wide, y + (foot - 0.5) * high


def stand(place: Place, width: int, height: int, view: Approach | None = None) -> Standing:
    """The place on a canvas of this size, as `view` sees it; None: as painted.

    Raises StudioError if a picture cannot be read.
    """
    board, canvas = _Board(width, height), Canvas(width, height)
    behind: list[Living] = []
    front: list[Living] = []
    grounds: list[tuple[Piece, float]] = []
    edges_px: list[float] = []
    waiting = sorted(place.particles, key=lambda one: -one.depth_m)

    def let_in(nearer_than_m: float, *, before_figure: bool) -> None:
        for one in [one for one in waiting if one.front is before_figure and one.depth_m >= nearer_than_m]:
            waiting.remove(one)
            shift = _seen(one, view)
            if shift is None:
                continue
            swarm = _swarm(one, board, shift)
            (front if before_figure else behind).append(swarm)
            if not before_figure:
                board.take(_reach(swarm))

    with canvas.painter() as painter:
        painter.fillRect(QRect(0, 0, width, height), QColor(place.scenery.sky if place.scenery else "black"))
        if place.video is not None:
            board.take((0.0, 0.0, float(width), float(height)))
        if place.panorama is not None:
            seen = look_into(place.panorama, width, height)
            painter.drawImage(QPoint(0, 0), QImage(seen.data, width, height, 4 * width, _PREMULTIPLIED))
        for layer in place.layers:
            let_in(0.0 if layer.front else layer.depth_m, before_figure=False)
            if layer.front:
                let_in(layer.depth_m, before_figure=True)
            shift = _seen(layer, view)
            piece = None if shift is None else _piece(layer, board, shift)
            if shift is None or piece is None:
                continue
            if layer.shadow and layer.front:
                edges_px.append(_first_full_row(piece, width))
            elif layer.shadow:
                grounds.append((piece, _first_full_row(piece, width)))
            if layer.front:
                front.append(piece)
            elif layer.move:
                behind.append(piece)
                for cell in piece.cells:
                    board.take(_box(cell), round(layer.move.reach * board.short * shift.scale))
            else:
                reached = board.reached(piece)
                _paint(painter, piece, piece.cells[~reached])
                if reached.any():
                    behind.append(replace(piece, cells=frozen(piece.cells[reached], np.int32)))
        let_in(0.0, before_figure=False)
        let_in(0.0, before_figure=True)
    edge_px = min(edges_px, default=None)
    ground = place.scenery is None or place.scenery.ground
    return Standing(canvas.image(), tuple(behind), tuple(front), tuple(grounds), edge_px, ground)


def flatten(place: Place, width: int, height: int) -> Image:
    """All layers in one picture, opaque, without figure: for cards and tests. Raises StudioError."""
    layers = tuple(replace(layer, move=None, front=False, shadow=False) for layer in place.layers)
    return stand(replace(place, layers=layers, particles=()), width, height).picture


def _seen(one: Layer | Particles, view: Approach | None) -> Shift | None:
    return Shift() if view is None else view.of(-one.depth_m if one.front else one.depth_m)


def _piece(layer: Layer, board: _Board, shift: Shift) -> Piece | None:
    """The part of a layer's picture that is seen, at the canvas's scale, and its cells that are not empty; None if it
    is not seen at all."""
    picture = read_picture(layer.tall if board.tall else layer.wide)
    spot = layer.tall_spot if board.tall else layer.wide_spot
    scale = shift.scale * spot.scale * max(board.width / picture.width(), board.height / picture.height())
    drawn = picture.scaled(
        max(round(scale * picture.width()), 1),
        max(round(scale * picture.height()), 1),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    left = _start(board.width, drawn.width(), spot.x, shift.scale, shift.right * board.height)
    top = _start(board.height, drawn.height(), spot.y, shift.scale, shift.down * board.height)
    pixels = pixels_of(drawn.convertToFormat(_PREMULTIPLIED))
    short = board.short * shift.scale
    margin = round(layer.move.reach * short) + 1 if layer.move else 0
    x, y = max(-margin - left, 0), max(-margin - top, 0)
    pixels = pixels[y : max(board.height + margin - top, 0), x : max(board.width + margin - left, 0)]
    seen = pixels[..., 3] > _SEEN
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return None
    pixels = np.ascontiguousarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    left, top = left + x + int(columns[0]), top + y + int(rows[0])
    # Ripples bend within a cell: neighbours meet only where both begin and end in the same rows.
    ripples = layer.move is not None and layer.move.kind == "ripple"
    side = max(board.short // _RIPPLE_CELLS, 4) if ripples else board.side
    cells = _cells(pixels, left, top, side, whole_rows=ripples)
    return Piece(Image(pixels, alpha=Alpha.PREMULTIPLIED), left, top, cells, _motion(layer.move, short))


def _start(canvas: int, drawn: int, spot: float, scale: float, shift_px: float) -> int:
    """Where a picture `drawn` pixels long begins, of a canvas this long. An edge that was out of the canvas before the
    camera came nearer stays out."""
    placed = canvas * (0.5 + scale * spot) - drawn / 2
    moved = round(placed + shift_px)
    first, last = round(canvas * (0.5 + spot) - drawn / scale / 2), round(canvas * (0.5 + spot) + drawn / scale / 2)
    if first <= 0:
        moved = min(moved, 0)
    if last >= canvas:
        moved = max(moved, canvas - drawn)
    return moved


def _cells(pixels: ByteArray, left: int, top: int, side: int, *, whole_rows: bool) -> IntArray:
    """(n, 4): a grid's cells that are not empty, each cut down to what is seen in it: only pixels cost."""
    seen = pixels[..., 3] > _SEEN
    found = []
    for y in range(0, seen.shape[0], side):
        for x in range(0, seen.shape[1], side):
            cell = seen[y : y + side, x : x + side]
            columns = np.flatnonzero(cell.any(axis=0))
            if not len(columns):
                continue
            rows = np.arange(len(cell)) if whole_rows else np.flatnonzero(cell.any(axis=1))
            found.append((left + x + columns[0], top + y + rows[0], left + x + columns[-1] + 1, top + y + rows[-1] + 1))
    return frozen(found, np.int32, (-1, 4))


def _motion(move: Move | None, short: float) -> Sway | Ripple | None:
    if move is None:
        return None
    if move.kind == "sway":
        return Sway(move.reach * short, move.period_s, move.hangs)
    return Ripple(move.reach * short, move.period_s, move.length * short)


def _first_full_row(piece: Piece, width: int) -> float:
    """Where a rail or table begins: the first row that is opaque over three fifths of the canvas."""
    share = (piece.image.pixels[..., 3] > 127).sum(axis=1) / width
    full = np.flatnonzero(share > 0.6)
    return float(piece.y + (full[0] if len(full) else 0))


def _swarm(one: Particles, board: _Board, shift: Shift) -> Swarm:
    short = board.short * shift.scale
    picture = read_picture(one.picture).convertToFormat(_PREMULTIPLIED)
    widest = max(round(1.5 * one.size[1] * short * (1.0 + one.grow)), 1)
    if picture.width() > widest:
        picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
    return Swarm(
        Image(pixels_of(picture), alpha=Alpha.PREMULTIPLIED),
        one.count,
        # Two swarms of one place never move as one; the same swarm does so each time.
        zlib.crc32(f"{one.picture.name} {one.depth_m} {one.count} {one.wide_area}".encode()),
        board.area(one, shift),
        (one.size[0] * short, one.size[1] * short),
        (one.speed[0] * short, one.speed[1] * short),
        one.swing * short,
        one.swing_s,
        one.turn_per_s,
        one.twinkle,
        one.twinkle_s,
        one.opacity,
        one.recede,
        one.grow,
    )


def _reach(swarm: Swarm) -> Box:
    """All that a swarm may cover: they leave their area by half their size, and by their swing."""
    left, top, right, foot = swarm.area
    across = 0.5 * swarm.size_px[1] * (1.0 + swarm.grow)
    down = across * max(swarm.image.height / swarm.image.width, 1.0 if swarm.turn_per_s else 0.0)
    across, down = across + swarm.swing_px, down + swarm.swing_px
    return left - across, top - down, right + across, foot + down


def _paint(painter: QPainter, piece: Piece, cells: IntArray) -> None:
    image = piece.image
    picture = QImage(image.pixels.data, image.width, image.height, 4 * image.width, _PREMULTIPLIED)
    for left, top, right, foot in cells.tolist():
        source = QRect(left - piece.x, top - piece.y, right - left, foot - top)
        painter.drawImage(QPoint(left, top), picture, source)


def _box(cell: IntArray) -> Box:
    left, top, right, foot = (float(edge) for edge in cell)
    return left, top, right, foot
