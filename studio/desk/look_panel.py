"""What the picture looks like: framing, background, the canvas's shape, size and rate."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QComboBox, QFileDialog, QHBoxLayout, QSizePolicy

from studio.control import events as e
from studio.control.catalogue import CATALOGUE
from studio.control.commands import SetBackground, SetCanvas, SetFraming
from studio.control.console import Notice as Told
from studio.control.state import Air, Framing, PartStatus, Show
from studio.control.titles import FRAMING_TITLES
from studio.desk import icons, theme
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, Notice, Segments, breakable, name_it, words
from studio.desk.language import Language, said, spoken

TRANSPARENT, STUDIO = "transparent", "default"
_PICTURE, OTHER = "picture", "other"
_SWATCHES = ("#f3f9f1", "#d6ecf0", "#e4c6d0", "#426666", "#00b140")
"""荼白, 月白, 藕荷, 黛绿, and the green that software keys out."""
_SIDES = {"720": 720, "1080": 1080}
_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)


class Swatch(QAbstractButton):
    """A colour, a checkerboard or an icon in a round-cornered square; a ring where it is chosen."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value
        self.color = ""
        """`#rrggbb` to show instead of the icon, for “another colour”."""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(30, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QColor(colors.line))
        color = self.color or (self.value if self.value.startswith("#") else "")
        if color:
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(inner, 5, 5)
        elif self.value == STUDIO:
            self._draw_studio(painter, inner)
        elif self.value == TRANSPARENT:
            painter.setBrush(QColor(colors.check_a))
            painter.drawRoundedRect(inner, 5, 5)
            half = inner.width() / 2
            for x, y in ((inner.left(), inner.top()), (inner.left() + half, inner.top() + half)):
                painter.fillRect(QRectF(x, y, half, half).adjusted(1.5, 1.5, -1.5, -1.5), QColor(colors.text_faint))
        else:
            painter.setBrush(QColor(colors.hover if self.underMouse() else colors.raised))
            painter.drawRoundedRect(inner, 5, 5)
            name = "picture" if self.value == _PICTURE else "color"
            painter.drawPixmap(7, 7, icons.pixmap(name, colors.text, 16, self.devicePixelRatioF()))
        if self.isChecked() or self.hasFocus():
            ring = colors.accent if self.isChecked() else colors.text_faint
            ink = QColor(colors.accent_text if self.isChecked() and self.hasFocus() else ring)
            painter.setPen(QPen(ink, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _draw_studio(self, painter: QPainter, inner: QRectF) -> None:
        """The moon gate of the studio's own backdrop."""
        wall = QLinearGradient(inner.topLeft(), inner.bottomLeft())
        wall.setColorAt(0.0, QColor("#f3f9f1"))
        wall.setColorAt(1.0, QColor("#c3d0bb"))
        painter.setBrush(wall)
        painter.drawRoundedRect(inner, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#d6ecf0"))
        painter.drawEllipse(inner.center(), 6.5, 6.5)


class LookPanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("look", "picture")
        self._bridge = bridge
        self._framing_name, self._background_name, self._canvas_name = words("field"), words("field"), words("field")

        self.framing = Segments([(item.value, item.value) for item in Framing], words_below=True)
        self.framing.chosen.connect(self._choose_framing)
        self.column.addWidget(self._framing_name)
        self.column.addWidget(self.framing)

        self.column.addWidget(self._background_name)
        row = QHBoxLayout()
        row.setSpacing(2)
        self.swatches = {value: Swatch(value) for value in (STUDIO, TRANSPARENT, *_SWATCHES, OTHER, _PICTURE)}
        for value, swatch in self.swatches.items():
            swatch.clicked.connect(lambda _=False, value=value: self._choose_background(value))
            row.addWidget(swatch)
        row.addStretch(1)
        self.column.addLayout(row)
        self.place = QComboBox()
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place.activated.connect(self._choose_place)
        self.column.addWidget(self.place)
        self.picture_name = words("faint", wrap=True)
        self.column.addWidget(self.picture_name)
        self.notice = Notice()
        self.column.addWidget(self.notice)

        self.column.addWidget(self._canvas_name)
        self.shape = Segments([("landscape", "landscape"), ("portrait", "portrait")])
        self.size_ = Segments([(value, "") for value in _SIDES])
        self.rate = Segments([("30", ""), ("60", "")])
        self.column.addWidget(self.shape)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.size_, 1)
        row.addWidget(self.rate, 1)
        self.column.addLayout(row)
        for segments in (self.shape, self.size_, self.rate):
            segments.chosen.connect(lambda _: self._choose_canvas())
        self.canvas_help = words("faint", wrap=True)
        self.column.addWidget(self.canvas_help)
        self.column.addStretch(1)
        bridge.noticed.connect(self._hear)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Look"))
        self._framing_name.setText(said(CATALOGUE["SetFraming"].title))
        self._background_name.setText(said(CATALOGUE["SetBackground"].title))
        self._canvas_name.setText(said(CATALOGUE["SetCanvas"].title))
        for framing in Framing:
            self.framing.say(framing.value, said(FRAMING_TITLES[framing]), said(CATALOGUE["SetFraming"].help))
        names = {
            STUDIO: self.tr("Soft studio"),
            TRANSPARENT: self.tr("Transparent"),
            "#f3f9f1": self.tr("Tea white"),
            "#d6ecf0": self.tr("Moon white"),
            "#e4c6d0": self.tr("Lotus pink"),
            "#426666": self.tr("Dark green"),
            "#00b140": self.tr("Key green"),
            OTHER: self.tr("Another colour…"),
            _PICTURE: self.tr("A picture…"),
        }
        for value, name in names.items():
            name_it(self.swatches[value], name)
        name_it(self.place, self.tr("Set behind the avatar"))
        self.shape.say("landscape", self.tr("Wide 16:9"))
        self.shape.say("portrait", self.tr("Tall 9:16"))
        for value in _SIDES:
            self.size_.say(value, f"{value}p")
        for value in ("30", "60"):
            self.rate.say(value, self.tr("{rate} fps").format(rate=value))
        self._show(self._bridge.state)

    def _hear(self, told: Told) -> None:
        for event in told.events:
            match event:
                case e.BackgroundRefused(_, _, problem, remedy):
                    self.notice.tell(problem, remedy)
                    self.reveal(self.notice)
                case e.BackgroundSet():
                    self.notice.tell("")
                case _:
                    pass

    def _show(self, state: Show) -> None:
        connected = self._bridge.connected
        self.framing.setEnabled(connected)
        self.framing.choose(state.framing.value)
        self._show_background(state.background)
        self._show_places(state)
        canvas = state.canvas
        self.shape.choose("portrait" if canvas.height > canvas.width else "landscape")
        self.size_.choose(str(min(canvas.width, canvas.height)))
        self.rate.choose(str(canvas.fps))
        in_use = state.air is Air.LIVE or state.recording.status in _BUSY or state.virtual_camera.status in _BUSY
        for segments in (self.shape, self.size_, self.rate):
            segments.setEnabled(connected and not in_use)
        self.canvas_help.setVisible(in_use)
        self.canvas_help.setText(self.tr("Fixed while on air, recorded or sent to the virtual camera."))

    def _show_background(self, background: str) -> None:
        is_color = re.fullmatch(r"#[0-9a-fA-F]{6}", background) is not None
        if background.startswith("set:"):
            shown = ""
        else:
            shown = background.lower() if background.lower() in self.swatches else OTHER if is_color else _PICTURE
        self.swatches[OTHER].color = background if shown == OTHER else ""
        for value, swatch in self.swatches.items():
            swatch.setEnabled(self._bridge.connected)
            swatch.setChecked(value == shown)
            swatch.update()
        self.picture_name.setText(breakable(background) if shown == _PICTURE else "")
        self.picture_name.setVisible(shown == _PICTURE and bool(background))

    def _show_places(self, state: Show) -> None:
        chinese = spoken() is Language.CHINESE
        items = [(self.tr("A Yangzhou set…"), "")]
        items += [(entry.title_zh if chinese else entry.title_en, entry.background) for entry in state.sets]
        if items != [(self.place.itemText(i), self.place.itemData(i)) for i in range(self.place.count())]:
            self.place.clear()
            for title, background in items:
                self.place.addItem(title, background)
        self.place.setEnabled(self._bridge.connected and bool(state.sets))
        self.place.setCurrentIndex(max(self.place.findData(state.background), 0))

    def _choose_place(self, index: int) -> None:
        background = str(self.place.itemData(index))
        self._show_places(self._bridge.state)  # it follows the show, not the finger
        if background:
            self._bridge.send(SetBackground(background))

    def _choose_framing(self, value: str) -> None:
        self.framing.choose(self._bridge.state.framing.value)  # it follows the show, not the finger
        self._bridge.send(SetFraming(Framing(value)))

    def _choose_background(self, value: str) -> None:
        state = self._bridge.state
        self._show_background(state.background)
        if value == OTHER:
            colors = QColorDialog(QColor(self.swatches[OTHER].color or "#789262"), self)
            colors.setWindowTitle(self.tr("Background colour"))
            colors.colorSelected.connect(lambda color: self._bridge.send(SetBackground(color.name())))
            colors.open()
        elif value == _PICTURE:
            dialog = QFileDialog(self, self.tr("Background picture"))
            dialog.setNameFilter(self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp)")
            dialog.fileSelected.connect(lambda path: self._bridge.send(SetBackground(path)))
            dialog.open()
        else:
            self._bridge.send(SetBackground(value))

    def _choose_canvas(self) -> None:
        canvas = self._bridge.state.canvas
        side = next((_SIDES[value] for value in _SIDES if self.size_.button(value).isChecked()), 720)
        fps = next((int(value) for value in ("30", "60") if self.rate.button(value).isChecked()), canvas.fps)
        long = side * 16 // 9
        tall = self.shape.button("portrait").isChecked()
        self._show(self._bridge.state)
        self._bridge.send(SetCanvas(side if tall else long, long if tall else side, fps))
