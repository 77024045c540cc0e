"""The program picture as it goes out, and, on request and for these eyes only, the performer's own camera."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.control.state import Air, Show
from studio.control.titles import AIR_TITLES
from studio.desk import icons, theme
from studio.desk.bridge import Bridge, Link
from studio.desk.calibration import Countdown
from studio.desk.controls import GAP, MARGIN, Speaking, name_it, quiet_button, set_kind, words
from studio.desk.frames import FrameFeed
from studio.desk.language import said

_FRAME = {"line": 3, "air": 7}
"""Room for the line around the picture, by its colour, logical pixels: nobody overlooks that they are on air."""
_CHECK = 12
"""Side of a square of the checkerboard, logical pixels."""
_ABOVE_WORDS = 50
"""How far the flower stands above the words of an empty preview, logical pixels."""


def seen_through(background: str) -> bool:
    """Whether the picture may have transparent parts."""
    return background == "transparent" or (background.startswith("#") and len(background) > len("#rrggbb"))


def fitted(size: QSize, room: QRect) -> QRect:
    """The largest rectangle of that shape in the middle of the room."""
    scaled = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    x = room.x() + (room.width() - scaled.width()) // 2
    return QRect(QPoint(x, room.y() + (room.height() - scaled.height()) // 2), scaled)


class PictureView(QWidget):
    """Draws the feed's picture, letterboxed; repaints only for a new picture and only where it is."""

    def __init__(self, feed: FrameFeed, *, mirrored: bool = False) -> None:
        super().__init__()
        self._feed = feed
        self._checks: tuple[str, QPixmap] | None = None
        self._last_rect = QRect()
        self.mirrored = mirrored
        self.canvas = QSize(16, 9)
        """The shape to keep free while there is no picture."""
        self.frame_ink = ""
        """Colour of the theme for a line around the picture; "" for none."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        feed.changed.connect(self._repaint)

    @property
    def empty(self) -> bool:
        """Whether there is no picture to draw."""
        return self._feed.picture is None

    def picture_rect(self) -> QRect:
        picture = self._feed.picture
        margin = _FRAME.get(self.frame_ink, 0)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        return fitted(picture.size() if picture is not None else self.canvas, room)

    def surround(self) -> QColor:
        return QColor(theme.worn().stage)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        target, picture = self.picture_rect(), self._feed.picture
        if not target.contains(event.rect()) or picture is None:
            painter.fillRect(event.rect(), self.surround())
        if picture is not None:
            self._draw(painter, picture, target)
        else:
            side = min(112, target.height() // 3)
            flower = icons.pixmap("flower", theme.worn().accent, side, self.devicePixelRatioF())
            painter.setOpacity(0.35)
            painter.drawPixmap(target.center() - QPoint(side // 2, side // 2 + _ABOVE_WORDS), flower)
            painter.setOpacity(1.0)
        if self.frame_ink:
            pen = painter.pen()
            pen.setColor(QColor(getattr(theme.worn(), self.frame_ink)))
            width = _FRAME[self.frame_ink] - 1
            pen.setWidth(width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            half = width / 2
            painter.drawRect(QRectF(target).adjusted(-half, -half, half, half))

    def _draw(self, painter: QPainter, picture: QImage, target: QRect) -> None:
        if picture.hasAlphaChannel():
            painter.drawTiledPixmap(target, self._checkerboard())
        else:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._halved(picture, target)
        if self.mirrored:
            painter.save()
            painter.translate(2 * target.x() + target.width(), 0)
            painter.scale(-1, 1)
            painter.drawImage(target, picture)
            painter.restore()
        else:
            painter.drawImage(target, picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _halved(self, picture: QImage, target: QRect) -> QImage:
        """Halved while it is over twice as large as it will be drawn: bilinear scaling skips pixels beyond that."""
        while picture.width() > 2.0 * target.width() * self.devicePixelRatioF() > 0:
            half = QImage(picture.width() // 2, picture.height() // 2, picture.format())
            painter = QPainter(half)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(half.rect(), picture)
            painter.end()
            picture = half
        return picture

    def _checkerboard(self) -> QPixmap:
        colors = theme.worn()
        if self._checks is None or self._checks[0] != colors.check_a:
            tile = QPixmap(2 * _CHECK, 2 * _CHECK)
            tile.fill(QColor(colors.check_a))
            painter = QPainter(tile)
            for x, y in ((0, 0), (_CHECK, _CHECK)):
                painter.fillRect(x, y, _CHECK, _CHECK, QColor(colors.check_b))
            painter.end()
            self._checks = (colors.check_a, tile)
        return self._checks[1]

    def _repaint(self) -> None:
        rect = self.picture_rect()
        same = self._feed.picture is not None and rect == self._last_rect
        self._last_rect = rect
        self.update(rect if same else self.rect())  # all of it where another shape uncovers what was drawn before


class Inset(QFrame):
    """The performer's own picture, small, in a corner, with a tag that leaves no doubt who sees it."""

    closed = Signal()

    def __init__(self, feed: FrameFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.view = PictureView(feed)
        self._feed = feed
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(4)
        row = self._head = QHBoxLayout()
        mark = QLabel()
        icons.wear(mark, "eye", "accent_text", size=16)
        self.tag = words("soft")
        self.close_button = quiet_button("close", size=12)
        self.close_button.clicked.connect(self.closed)
        row.addWidget(mark)
        row.addWidget(self.tag, 1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.empty = words("faint", wrap=True, parent=self.view)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        feed.changed.connect(self._show_emptiness)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.empty.setGeometry(self.view.rect().adjusted(GAP, _ABOVE_WORDS, -GAP, 0))
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        self.empty.setVisible(self._feed.picture is None)

    def height_for(self, width: int) -> int:
        """With a picture that fills the width."""
        size = self._feed.picture.size() if self._feed.picture is not None else QSize(16, 9)
        return (width - 12) * size.height() // size.width() + self._head.sizeHint().height() + 14


class Preview(Speaking):
    """The middle of the window."""

    output_asked = Signal()
    """A window with nothing but the picture is wanted."""
    performer_hidden = Signal()

    def __init__(self, bridge: Bridge, program: FrameFeed, performer: FrameFeed) -> None:
        super().__init__()
        self._bridge = bridge
        self._program, self._performer = program, performer
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(320, 240)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, GAP, GAP)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(6, 9, 0, 7)
        row.setSpacing(GAP)
        self._title, self.detail = words("name"), words("faint")
        self.on_air = QLabel()
        self.on_air.setObjectName("chip")
        set_kind(self.on_air, "tone", "air")
        self.on_air.setFixedHeight(20)
        self._clean = quiet_button("fullscreen", size=16)
        self._clean.clicked.connect(self.output_asked)
        row.addWidget(self._title)
        row.addWidget(self.on_air)
        row.addWidget(self.detail, 1)
        row.addWidget(self._clean)
        column.addLayout(row)
        self.view = PictureView(program)
        column.addWidget(self.view, 1)
        self._empty = words("soft", wrap=True, parent=self.view)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.inset = Inset(performer, self)
        self.inset.closed.connect(self.performer_hidden)
        self.countdown = Countdown(self.view)
        program.changed.connect(self._show_emptiness)
        performer.changed.connect(self._place_inset)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self._show(bridge.state)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Program"))
        self.on_air.setText(said(AIR_TITLES[Air.LIVE]))
        self.view.setAccessibleName(self.tr("The picture as it goes out"))
        name_it(self._clean, self.tr("Clean window"), self.tr("Only the picture, for window capture"), "F11")
        self.inset.tag.setText(self.tr("Only you see this"))
        name_it(self.inset.close_button, self.tr("Hide my camera"))
        self.inset.view.setAccessibleName(self.tr("Your camera"))
        self._say_detail(self._bridge.state)
        self._say_why_unseen(self._bridge.state)
        self._show_emptiness()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.countdown.cancel()

    def _show(self, state: Show) -> None:
        self._program.opaque = not seen_through(state.background)
        self._program.set_rate(state.canvas.fps)
        self.view.canvas = QSize(state.canvas.width, state.canvas.height)
        ink = "air" if state.air is Air.LIVE and self._bridge.show_is_there else "line"
        self.on_air.setVisible(ink == "air")
        if ink != self.view.frame_ink:
            self.view.frame_ink = ink
            self.view.update()
        self.inset.view.mirrored = state.mirror
        self._say_why_unseen(state)
        if self.inset.isVisibleTo(self) != state.show_performer:
            self.inset.setVisible(state.show_performer)
            self._place()
        self._say_detail(state)
        self._show_emptiness()

    def _say_why_unseen(self, state: Show) -> None:
        if state.source.startswith("take:"):
            text = self.tr("A take holds no picture.")
        elif state.source == "none":
            text = self.tr("No camera is chosen.")
        else:
            text = self.tr("Waiting for the picture…")
        if text != self.inset.empty.text():
            self.inset.empty.setText(text)

    def _say_detail(self, state: Show) -> None:
        canvas = state.canvas
        text = self.tr("{width} × {height}, {rate} fps").format(
            width=canvas.width, height=canvas.height, rate=canvas.fps
        )
        if text != self.detail.text():
            self.detail.setText(text)

    def _show_emptiness(self) -> None:
        self._empty.setVisible(self._program.picture is None)
        match self._bridge.link.link:
            case Link.CONNECTED | Link.LOST:
                text = self.tr("Waiting for the picture…")
            case Link.ABSENT:
                text = self.tr("The show is not running.")
            case _:
                text = self.tr("The show is starting…")
        if text != self._empty.text():
            self._empty.setText(text)

    def _place(self) -> None:
        room = self.view.rect()
        self._empty.setGeometry(room.adjusted(0, _ABOVE_WORDS, 0, _ABOVE_WORDS))
        self.countdown.setGeometry(room)
        self._place_inset()

    def _place_inset(self) -> None:
        width = max(180, min(280, self.view.width() // 4))
        height = self.inset.height_for(width)
        at = self.view.geometry()
        wanted = QRect(at.x() + MARGIN, at.bottom() - height - MARGIN, width, height)
        if wanted != self.inset.geometry():
            self.inset.setGeometry(wanted)
        self.inset.raise_()
