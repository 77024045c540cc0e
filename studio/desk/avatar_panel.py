"""The gallery: who may appear, whether a company may use them, and one's own .vrm files by button or by drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.control.commands import ChooseAvatar
from studio.control.state import AvatarEntry, PartStatus, Show
from studio.desk import icons, pictures, theme
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, Notice, button, name_it, set_kind, words
from studio.desk.language import Language, spoken
from studio.desk.licence_words import licence_words

_PICTURE_HEIGHT = 124
_HEAD = 0.2
"""Where a tall picture is cut: this share of what is too much goes above, since faces are in the upper half."""


class Portrait(QWidget):
    """The preview picture, cropped to the card; without one, the eight-petalled flower and the first letter."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._initial = ""
        self.setFixedHeight(_PICTURE_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_preview(self, path: str, initial: str) -> None:
        self._initial = initial
        self._picture = pictures.whole(path)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), QColor(colors.stage))
        if self._picture is not None:
            scaled = self._picture.scaled(
                self.size() * self.devicePixelRatioF(),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(self.devicePixelRatioF())
            size = scaled.deviceIndependentSize()
            x, y = (self.width() - size.width()) / 2, (self.height() - size.height()) * _HEAD
            painter.drawPixmap(QPointF(x, y), scaled)
            return
        side = 76
        flower = icons.pixmap("flower", colors.accent, side, self.devicePixelRatioF())
        x, y = (self.width() - side) // 2, (self.height() - side) // 2
        painter.setOpacity(0.32)
        painter.drawPixmap(x, y, flower)
        painter.setOpacity(1.0)
        font = painter.font()
        font.setPixelSize(30)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent_text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initial)


class AvatarCard(QPushButton):
    """One of the gallery."""

    def __init__(self, entry: AvatarEntry) -> None:
        super().__init__()
        self.entry = entry
        self.setObjectName("avatar")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, GAP)
        column.setSpacing(6)
        self.portrait = Portrait()
        column.addWidget(self.portrait)
        self._name = words("name", wrap=True)
        column.addWidget(self._name)
        row = QHBoxLayout()
        self.licence, self._light = _chip(), _chip()
        self._light.setParent(self.portrait)
        self._light.move(5, 5)
        row.addWidget(self.licence)
        row.addStretch(1)
        column.addLayout(row)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(126, _PICTURE_HEIGHT + 72)

    def retranslate(self) -> None:
        entry = self.entry
        name = entry.title_zh if spoken() is Language.CHINESE else entry.title_en
        self._name.setText(name)
        self.portrait.show_preview(entry.preview, name[:1])
        short, long, tone = licence_words(self.entry.commercial)
        self.licence.setText(short)
        set_kind(self.licence, "tone", tone)
        self._light.setText(self.tr("light"))
        self._light.adjustSize()
        self._light.setVisible(entry.light)
        help_ = long + ("\n" + self.tr("Light: for machines without a graphics card") if entry.light else "")
        name_it(self, name, help_)


class AvatarPanel(Card):
    workshop_asked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("avatars", "flower")
        self._bridge = bridge
        self._entries: tuple[AvatarEntry, ...] = ()
        self.cards: dict[str, AvatarCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.add = QPushButton()
        self.add.setObjectName("avatar")
        self.add.setProperty("add", True)
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.wear(self.add, "plus", "text_soft", size=18)
        self.add.clicked.connect(self.open_file)
        self.column.addWidget(self.add)
        self.workshop = button("face")
        self.workshop.clicked.connect(self.workshop_asked)
        self.column.addWidget(self.workshop)
        self.status = words("soft", wrap=True)
        self.column.addWidget(self.status)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.setAcceptDrops(False)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Avatars"))
        self.add.setText(self.tr("Open a .vrm file"))
        name_it(self.add, self.tr("Open a .vrm file"), self.tr("Or drop one onto the window"), "Ctrl+O")
        self.workshop.setText(self.tr("Avatar workshop…"))
        name_it(self.workshop, self.tr("Avatar workshop"), self.tr("Its licence, and every expression on a slider"))
        for card in self.cards.values():
            card.retranslate()
        self._show(self._bridge.state)

    def open_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open an avatar"))
        dialog.setNameFilter(self.tr("VRM avatars") + " (*.vrm *.glb)")
        dialog.fileSelected.connect(lambda path: self._bridge.send(ChooseAvatar(path)))
        dialog.open()

    def _show(self, state: Show) -> None:
        entries = with_own_file(state)
        if entries != self._entries:
            self._entries = entries
            self._fill(entries)
        for name, card in self.cards.items():
            card.setEnabled(self._bridge.connected)
            card.setChecked(name == state.avatar)
        self.add.setEnabled(self._bridge.connected)
        part = state.avatar_part
        self.status.setText(self.tr("Loading…"))
        self.status.setVisible(part.status is PartStatus.STARTING)
        self.notice.tell(part.problem, part.remedy)

    def _fill(self, entries: tuple[AvatarEntry, ...]) -> None:
        for old in self.cards.values():
            self._grid.removeWidget(old)
            old.deleteLater()
        self.cards = {entry.name: AvatarCard(entry) for entry in entries}
        before: QAbstractButton | None = None
        for index, (name, card) in enumerate(self.cards.items()):
            card.clicked.connect(lambda _=False, name=name: self._choose(name))
            self._grid.addWidget(card, index // 2, index % 2)
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card
        if before is not None:
            QWidget.setTabOrder(before, self.add)

    def _choose(self, name: str) -> None:
        for other, card in self.cards.items():
            card.setChecked(other == self._bridge.state.avatar)  # it follows the show, not the finger
        self._bridge.send(ChooseAvatar(name))


def with_own_file(state: Show) -> tuple[AvatarEntry, ...]:
    """The shelf, and the user's own file while it is the one in use."""
    if not state.avatar or any(entry.name == state.avatar for entry in state.avatars):
        return state.avatars
    name = Path(state.avatar).stem or state.avatar
    return (*state.avatars, AvatarEntry(state.avatar, name, name))


def _chip() -> QLabel:
    label = QLabel()
    label.setObjectName("chip")
    return label
