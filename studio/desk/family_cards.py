"""The three ways a brand's overlays are drawn, as small samples in the brand's own colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.control.titles import FAMILY_TITLES
from studio.core.preset import Brand, Family
from studio.desk import theme
from studio.desk.controls import GAP, name_it, words
from studio.desk.language import said
from studio.desk.preset_fields import PresetField

_INK, _PAPER, _GOLD = "#161823", "#f3f9f1", "#c9a35c"


class Sample(QWidget):
    """A product card in small: ground, frame, a line of words, a price."""

    def __init__(self, family: Family) -> None:
        super().__init__()
        self._family = family
        self.brand = Brand()
        self.setFixedHeight(64)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary, accent = _color(self.brand.primary), _color(self.brand.accent)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        match self._family:
            case Family.LACQUER:
                self._lacquer(painter, room)
            case Family.GARDEN:
                self._garden(painter, room, primary)
            case Family.MARKET:
                self._market(painter, room, primary, accent)

    def _lacquer(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(QColor(_GOLD), 1.2))
        painter.setBrush(QColor(_INK))
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        shell = ("#9fd8cf", "#d8c2e6", "#f0dfae", "#8fc4dd")
        for number in range(9):
            painter.setBrush(QColor(shell[number % len(shell)]))
            painter.drawEllipse(QPointF(room.right() - 12 - 6 * (number % 5), 11 + 6.5 * (number // 5)), 1.6, 1.6)
        _bar(painter, QRectF(room.x() + 11, 25, 0.48 * room.width(), 5), QColor(_PAPER))
        _bar(painter, QRectF(room.x() + 11, 42, 0.26 * room.width(), 9), QColor(_GOLD))

    def _garden(self, painter: QPainter, room: QRectF, primary: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(room, 6, 6)
        cut, frame = 7.0, room.adjusted(4, 4, -4, -4)
        path = QPainterPath(QPointF(frame.left() + cut, frame.top()))
        for x, y in (
            (frame.right() - cut, frame.top()), (frame.right(), frame.top() + cut),
            (frame.right(), frame.bottom() - cut), (frame.right() - cut, frame.bottom()),
            (frame.left() + cut, frame.bottom()), (frame.left(), frame.bottom() - cut),
            (frame.left(), frame.top() + cut),
        ):  # fmt: skip
            path.lineTo(x, y)
        path.closeSubpath()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(primary, 1.4))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        _bar(painter, QRectF(room.x() + 14, 21, 0.48 * room.width(), 5), QColor(_INK))
        _bar(painter, QRectF(room.x() + 14, 38, 0.26 * room.width(), 9), primary)

    def _market(self, painter: QPainter, room: QRectF, primary: QColor, accent: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(primary)
        painter.drawRoundedRect(room, 3, 3)
        painter.setBrush(QColor(255, 255, 255, 60))
        x = room.x() + 8
        while x < room.right() - 4:
            painter.drawEllipse(QPointF(x, room.y() + 8), 1.5, 1.5)
            painter.drawEllipse(QPointF(x + 4, room.y() + 13), 1.5, 1.5)
            x += 8
        _bar(painter, QRectF(room.x() + 11, 24, 0.5 * room.width(), 5), QColor(_PAPER))
        _bar(painter, QRectF(room.x() + 11, 38, 0.42 * room.width(), 15), accent)


class _Card(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("avatar")
        self.setProperty("family", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 108)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class FamilyField(PresetField):
    def __init__(self, key: str) -> None:
        super().__init__(key, Family.GARDEN.value)
        self._group = QButtonGroup(self)
        self.cards: dict[Family, QPushButton] = {}
        self._samples: list[Sample] = []
        self._names: dict[Family, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for family in Family:
            card = _Card()
            column = QVBoxLayout(card)
            column.setContentsMargins(7, 7, 7, 6)
            sample, name = Sample(family), words("soft")
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(sample)
            column.addWidget(name)
            card.clicked.connect(lambda _: self.tell())
            self._group.addButton(card)
            self.cards[family] = card
            self._samples.append(sample)
            self._names[family] = name
            row.addWidget(card, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.put(Family.GARDEN.value)

    def show_brand(self, brand: Brand) -> None:
        for sample in self._samples:
            sample.brand = brand
            sample.update()

    def say(self, title: str, help_: str = "") -> None:
        super().say(title, help_)
        for family, card in self.cards.items():
            name = said(FAMILY_TITLES[family])
            self._names[family].setText(name)
            name_it(card, name, help_)

    def editors(self) -> tuple[QWidget, ...]:
        return tuple(self.cards.values())

    def read(self) -> object:
        return next((family.value for family, card in self.cards.items() if card.isChecked()), "")

    def put(self, value: object) -> None:
        for family, card in self.cards.items():
            if family.value == value:
                card.setChecked(True)


def _bar(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.setBrush(color)
    painter.drawRoundedRect(rect, 2, 2)


def _color(text: str) -> QColor:
    color = QColor(text)
    return color if color.isValid() else QColor(theme.DARK.accent)
