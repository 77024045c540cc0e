"""The program beside the form, with the platform's safe area and the overlays' frames, which are moved by hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from studio.control.state import Show
from studio.control.titles import OVERLAY_TITLES
from studio.core.preset import OverlayItem, Spot
from studio.core.safe_area import safe_area
from studio.desk import theme
from studio.desk.frames import FrameFeed
from studio.desk.language import said
from studio.desk.overlay_frames import frame_of, moved, widened
from studio.desk.preview import PictureView

_HANDLE = 14
"""Side of the corner that widens, logical pixels."""
_STEP = 0.005
"""Of an arrow key, shares of the canvas; four times with Shift."""
_SHADE = QColor(8, 10, 16, 130)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlacingView(PictureView):
    """Press on a frame to choose it, drag it, drag its corner to widen it; arrow keys move the chosen one."""

    chosen = Signal(str)
    """An overlay, by the user."""
    dragged = Signal(str, object)
    """Overlay and `Spot`, while it moves."""
    placed = Signal(str, object)
    """The same, when it is let go."""

    def __init__(self, feed: FrameFeed) -> None:
        super().__init__(feed)
        self.frame_ink = "line"
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.safe_shown = True
        self.frames_shown = True
        self.placing = False
        """Whether the page of the overlays is open."""
        self._items: tuple[OverlayItem, ...] = ()
        self._size = (1280, 720)
        self._chosen, self._under = "", ""
        """The overlay whose frame is there, and the one under the mouse."""
        self._grip: QPointF | None = None
        """Of the drag: from the frame's corner to the mouse, shares of the canvas."""
        self._widens = False
        self._spot: Spot | None = None
        """Where the chosen one was dragged to and the show may not have it yet."""

    @property
    def tall(self) -> bool:
        return self._size[1] > self._size[0]

    def show_state(self, state: Show) -> None:
        self._items = state.overlays
        self._size = (state.canvas.width, state.canvas.height)
        if self._grip is None:
            self._spot = None
        self.update()

    def choose(self, overlay: str) -> None:
        if overlay != self._chosen:
            self._chosen, self._spot, self._grip = overlay, None, None
            self.update()

    def show_safe(self, on: bool) -> None:
        self.safe_shown = on
        self.update()

    def show_frames(self, on: bool) -> None:
        self.frames_shown = on
        self.update()

    def frame_rect(self, overlay: str) -> QRectF:
        """On the widget; empty for an overlay that is not there."""
        item = self._item(overlay)
        return self._on_widget(frame_of(item.kind, self._spot_of(item), self._size)) if item else QRectF()

    # --- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.picture_rect()
        if self.safe_shown:
            self._paint_safe(painter, picture)
        if self._by_hand():
            painter.setClipRect(picture)
            if (under := self._item(self._under)) is not None and under.id != self._chosen:
                self._paint_frame(painter, under, chosen=False)
            if (chosen := self._item(self._chosen)) is not None:
                self._paint_frame(painter, chosen, chosen=True)

    def _by_hand(self) -> bool:
        """Frames are there while they are wanted: on their page, or under the mouse."""
        return self.frames_shown and (self.placing or self.underMouse())

    def _paint_safe(self, painter: QPainter, picture: QRect) -> None:
        area = safe_area(*self._size)
        inside = self._on_widget(QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top))
        left, top, right, bottom = inside.left(), inside.top(), inside.right(), inside.bottom()
        whole = QRectF(picture)
        for rect in (
            QRectF(whole.topLeft(), QPointF(whole.right(), top)),
            QRectF(QPointF(whole.left(), bottom), whole.bottomRight()),
            QRectF(whole.left(), top, left - whole.left(), bottom - top),
            QRectF(right, top, whole.right() - right, bottom - top),
        ):
            painter.fillRect(rect, _SHADE)
        pen = QPen(QColor(theme.DARK.accent_text), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inside)

    def _paint_frame(self, painter: QPainter, item: OverlayItem, *, chosen: bool) -> None:
        rect = self._on_widget(frame_of(item.kind, self._spot_of(item), self._size))
        colors = theme.DARK  # on the picture, whatever the desk wears
        color = QColor(colors.warn if chosen else colors.text)
        style = Qt.PenStyle.SolidLine if item.shown else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(0, 0, 0, 110), 3.5 if chosen else 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QPen(color, 2.0 if chosen else 1.4, style))
        painter.drawRoundedRect(rect, 3, 3)
        if not chosen:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        corner = rect.bottomRight()
        painter.drawRoundedRect(QRectF(corner.x() - 5, corner.y() - 5, 10, 10), 2, 2)
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        name = said(OVERLAY_TITLES[item.kind])
        tag = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(name) + 12, 20)
        above = rect.top() - tag.height() - 2
        tag.moveTo(rect.left(), above if above > self.picture_rect().top() else rect.top() + 2)
        painter.drawRoundedRect(tag, 3, 3)
        painter.setPen(QColor(colors.on_warn))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, name)

    # --- by hand ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.frames_shown:
            return
        overlay = self._at(event.position())
        if not overlay:
            return
        self.chosen.emit(overlay)
        self.choose(overlay)
        rect = self.frame_rect(overlay)
        self._widens = self._on_handle(event.position(), rect)
        self._grip = self._in_shares(event.position()) - self._in_shares(rect.topLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        item = self._item(self._chosen)
        if self._grip is None or item is None:
            self._show_cursor(event.position())
            return
        now, spot = self._in_shares(event.position()), self._spot_of(item)
        if self._widens:
            left = frame_of(item.kind, spot, self._size).left()
            self._spot = widened(item.kind, spot, now.x() - left, self._size)
        else:
            self._spot = moved(item.kind, spot, now - self._grip, self._size)
        self.update()
        self.dragged.emit(item.id, self._spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, self._grip = self._grip, None
        if grip is not None and self._spot is not None:
            self.placed.emit(self._chosen, self._spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, way = self._item(self._chosen), _ARROWS.get(Qt.Key(event.key()))
        if item is None or way is None:
            super().keyPressEvent(event)
            return
        step = _STEP * (4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        spot = self._spot_of(item)
        x, y = spot.x + way[0] * step, spot.y + way[1] * step
        self._spot = Spot(spot.anchor, round(x, 4), round(y, 4), spot.width)
        self.update()
        self.placed.emit(item.id, self._spot)

    def _show_cursor(self, at: QPointF) -> None:
        overlay = self._under = self._at(at) if self.frames_shown else ""
        shape = Qt.CursorShape.OpenHandCursor if overlay else Qt.CursorShape.ArrowCursor
        if overlay and overlay == self._chosen and self._on_handle(at, self.frame_rect(overlay)):
            shape = Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)

    def _at(self, at: QPointF) -> str:
        """The chosen one first, then the foremost of what is shown."""
        ids = [self._chosen, *(item.id for item in reversed(self._items) if item.shown)]
        for overlay in ids:
            rect = self.frame_rect(overlay)
            if not rect.isEmpty() and (rect.contains(at) or self._on_handle(at, rect)):
                return overlay
        return ""

    def _on_handle(self, at: QPointF, rect: QRectF) -> bool:
        corner = rect.bottomRight()
        return abs(at.x() - corner.x()) <= _HANDLE / 2 and abs(at.y() - corner.y()) <= _HANDLE / 2

    def _item(self, overlay: str) -> OverlayItem | None:
        return next((item for item in self._items if item.id == overlay), None)

    def _spot_of(self, item: OverlayItem) -> Spot:
        if item.id == self._chosen and self._spot is not None:
            return self._spot
        return item.tall if self.tall else item.wide

    def _on_widget(self, shares: QRectF) -> QRectF:
        picture = self.picture_rect()
        return QRectF(
            picture.x() + shares.x() * picture.width(),
            picture.y() + shares.y() * picture.height(),
            shares.width() * picture.width(),
            shares.height() * picture.height(),
        )

    def _in_shares(self, at: QPointF | QPoint) -> QPointF:
        picture = self.picture_rect()
        return QPointF(
            (at.x() - picture.x()) / max(picture.width(), 1), (at.y() - picture.y()) / max(picture.height(), 1)
        )

    def _repaint(self) -> None:
        self.update()  # the frames lie over the picture's edge
