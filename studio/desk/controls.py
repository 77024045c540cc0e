"""The small parts every panel is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.control.state import Part, PartStatus
from studio.control.titles import STATUS_TITLES
from studio.desk import icons, theme
from studio.desk.language import said, told

GAP = 8
"""Between parts that belong together."""
MARGIN = 14
"""Between a card's edge and what it holds."""


def set_kind(widget: QWidget, name: str, value: str) -> None:
    """Sets a property the style sheet selects by, and has the style looked up anew if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def words(rank: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of a rank of the style sheet: title, name, field, soft, faint."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("rank", rank)
    label.setWordWrap(wrap)
    return label


def button(icon: str = "", kind: str = "") -> QPushButton:
    made = QPushButton()
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    set_kind(made, "kind", kind)
    if icon:
        ink = {"primary": "on_fill", "air": "air_text"}.get(kind, "text")
        icons.wear(made, icon, ink, "on_warn" if kind == "slate" else ink, 18)
    return made


def quiet_button(icon: str, *, size: int = 18, ink: str = "text_soft") -> QToolButton:
    """An icon without words; it must be given a tooltip and an accessible name."""
    made = QToolButton()
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_kind(made, "kind", "quiet")
    icons.wear(made, icon, ink, size=size)
    return made


def name_it(widget: QWidget, name: str, help_: str = "", keys: str = "") -> None:
    """Accessible name and tooltip: the name, its help, its keys."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(help_)
    tip = f"{name}  ({keys})" if keys else name
    widget.setToolTip(f"{tip}\n{help_}" if help_ else tip)


class Speaking(QWidget):
    """A widget that says everything anew when the language changes. Heirs call `retranslate` once they are made."""

    def retranslate(self) -> None:
        """Heirs set all their words here."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ScrollArea(QScrollArea):
    """Scrolls up and down only, so it is never narrower than what it holds: nothing is cut off at the side."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setObjectName("scrolled")

    def minimumSizeHint(self) -> QSize:
        held = self.widget()
        width = held.minimumSizeHint().width() if held is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 64)


class Switch(QAbstractButton):
    """On or off, at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 3, 36, 18)
        if self.hasFocus():
            painter.setPen(QColor(colors.accent_text))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), 10.5, 10.5)
        painter.setPen(Qt.PenStyle.NoPen)
        on = self.isChecked()
        painter.setBrush(QColor(colors.fill if on else colors.pressed))
        painter.drawRoundedRect(track, 9, 9)
        painter.setBrush(QColor(colors.on_fill if on else colors.text_soft))
        painter.drawEllipse(QRectF(track.right() - 16 if on else track.left() + 2, track.top() + 2, 14, 14))


class Segments(QFrame):
    """One of a few, side by side; arrow keys move between them."""

    chosen = Signal(str)
    """By the user; never by `choose`."""

    def __init__(self, items: Sequence[tuple[str, str]], *, words_below: bool = False) -> None:
        """`items`: (value, icon or "")."""
        super().__init__()
        self.setObjectName("segments")
        # The style sheet gives its buttons a least height, which a crowded column would press words below icons into.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for value, icon in items:
            made = QToolButton()
            made.setCheckable(True)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if icon:
                icons.wear(made, icon, "text_soft", "accent_text", 22 if words_below else 18)
                under, beside = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                made.setToolButtonStyle(under if words_below else beside)
            made.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._group.addButton(made)
            self._buttons[value] = made
            row.addWidget(made, 1)

    def button(self, value: str) -> QToolButton:
        return self._buttons[value]

    def say(self, value: str, text: str, help_: str = "") -> None:
        made = self._buttons[value]
        made.setText(text)
        name_it(made, text, help_)

    def choose(self, value: str) -> None:
        """Shows which is the case; an unknown value shows none."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)


class Notice(QFrame):
    """What is wrong and what to do; hidden while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(GAP)
        self._said = ("", "", "bad")
        self._icon = QLabel()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._problem, self._remedy = words(wrap=True), words("soft", wrap=True)
        for label in (self._problem, self._remedy):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        row.addLayout(column, 1)
        self.hide()

    def tell(self, problem: str, remedy: str = "", tone: str = "bad") -> None:
        """An empty problem hides it. What the engine says is told in the language spoken now."""
        self._said = (problem, remedy, tone)
        self.setVisible(bool(problem))
        if problem:
            problem, remedy = told(problem), told(remedy)
            set_kind(self, "tone", tone)
            icons.wear(self._icon, "tick" if tone == "good" else "warning", f"{_INKS.get(tone, 'bad')}_text", size=16)
            self._problem.setText(problem)
            self._remedy.setText(remedy)
            self._remedy.setVisible(bool(remedy))
            self.setAccessibleName(f"{problem} {remedy}".strip())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and not self.isHidden():
            self.tell(*self._said)
        super().changeEvent(event)


_INKS = {"good": "accent", "warn": "warn", "bad": "bad"}


@dataclass(frozen=True, slots=True)
class _Shown:
    tone: str
    lamp: str


_SHOWN = {
    PartStatus.OFF: _Shown("", "text_faint"),
    PartStatus.STARTING: _Shown("warn", "warn"),
    PartStatus.RUNNING: _Shown("good", "accent"),
    PartStatus.LOST: _Shown("warn", "warn"),
    PartStatus.FAILED: _Shown("bad", "air"),
}


class Lamp(QWidget):
    """A dot in a colour of the theme; never the only sign of what it means."""

    def __init__(self, ink: str = "text_faint") -> None:
        super().__init__()
        self._ink = ink
        self.setFixedSize(10, 10)

    @property
    def ink(self) -> str:
        return self._ink

    def shine(self, ink: str) -> None:
        if ink != self._ink:
            self._ink = ink
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.worn(), self._ink)))
        painter.drawEllipse(QRectF(1, 1, 8, 8))


class PartView(Speaking):
    """How a part of the show is doing: lamp and word, what it works on, what is wrong and what to do."""

    troubled = Signal()
    """There is something new to read."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.lamp, self.status = Lamp(), words("soft")
        row.addWidget(self.lamp)
        row.addWidget(self.status, 1)
        column.addLayout(row)
        self.detail = words("faint", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.detail)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.part = Part()
        self.retranslate()

    def show_part(self, part: Part) -> None:
        if part != self.part:
            news = bool(part.problem) and part.problem != self.part.problem
            self.part = part
            self.retranslate()
            if news:
                self.troubled.emit()

    def retranslate(self) -> None:
        part, shown = self.part, _SHOWN[self.part.status]
        self.lamp.shine(shown.lamp)
        self.status.setText(said(STATUS_TITLES[part.status]))
        set_kind(self.status, "tone", shown.tone)
        self.detail.setText(breakable(told(part.detail)))
        self.detail.setVisible(bool(part.detail))
        self.notice.tell(part.problem, part.remedy, "bad" if part.status is PartStatus.FAILED else "warn")


def breakable(text: str) -> str:
    """The text with places to break a line after the slashes of a path, so that no part of it is cut."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def ruler() -> QFrame:
    line = QFrame()
    line.setObjectName("ruler")
    line.setFixedHeight(1)
    return line


def row_of(*widgets: QWidget, stretch: int | None = None) -> QHBoxLayout:
    """Widgets side by side; the one at index `stretch` takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, 1 if index == stretch else 0)
    return row
