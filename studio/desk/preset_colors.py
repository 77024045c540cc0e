"""A colour of the brand: swatch, number, and whether words can be read in it, measured."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QLabel, QSizePolicy

from studio.desk import theme
from studio.desk.controls import name_it, set_kind
from studio.desk.preset_fields import TextField

REQUIRED_CONTRAST = 4.5
"""WCAG 2, of words against what they stand on."""
_COLOR = re.compile("#[0-9a-fA-F]{6}")


class Swatch(QAbstractButton):
    """The colour itself; opens the colour dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor("#426666")
        self.setFixedSize(44, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.worn().accent_text if self.hasFocus() else theme.worn().line))
        painter.setBrush(self.color)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class ColorField(TextField):
    """Told the colours it will stand against, it says how well words can be read."""

    def __init__(self, key: str, default: str) -> None:
        super().__init__(key, empty_is_none=True)
        self._default = self._shown = self._told = default
        self.swatch = Swatch()
        self.swatch.clicked.connect(self.open_dialog)
        self.beside.insertWidget(0, self.swatch)
        self.line.setMaxLength(7)
        self.line.setFixedWidth(96)
        self.beside.setStretch(1, 0)
        self.chips = QHBoxLayout()
        self.chips.setSpacing(6)
        self.chips.addStretch(1)
        self.measured: list[QLabel] = []
        self.beside.addLayout(self.chips, 1)
        self.line.textChanged.connect(lambda _: self._show_color())
        self._grounds: tuple[tuple[str, str], ...] = ()
        self.put(default)

    def say(self, title: str, help_: str = "") -> None:
        super().say(title, help_)
        name_it(self.swatch, self.tr("{name}: choose a colour").format(name=title))
        self._measure()

    def stand_against(self, *grounds: tuple[str, str]) -> None:
        """(title, `#rrggbb`) of each colour it is seen with."""
        if grounds != self._grounds:
            self._grounds = grounds
            self._measure()

    def open_dialog(self) -> None:
        dialog = QColorDialog(self.swatch.color, self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self._take)
        dialog.open()

    def _take(self, color: QColor) -> None:
        self.line.setText(color.name())
        self.tell()

    def _show_color(self) -> None:
        if _COLOR.fullmatch(self.line.text()):
            self.swatch.color = QColor(self.line.text())
            self.swatch.update()
            self._measure()

    def _measure(self) -> None:
        while len(self.measured) < len(self._grounds):
            chip = QLabel()
            chip.setObjectName("chip")
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.measured.append(chip)
            self.chips.insertWidget(len(self.measured) - 1, chip)
        for chip, (title, ground) in zip(self.measured, self._grounds, strict=True):
            if not _COLOR.fullmatch(ground):
                continue
            ratio = theme.contrast(self.swatch.color.name(), ground)
            passes = ratio >= REQUIRED_CONTRAST
            text = self.tr("{ground} {ratio} : 1, passes") if passes else self.tr("{ground} {ratio} : 1, fails")
            chip.setText(text.format(ground=title, ratio=f"{int(ratio * 10) / 10:.1f}"))
            set_kind(chip, "tone", "good" if passes else "bad")
            name_it(chip, chip.text(), self.tr("Words in one of them on the other need 4.5 : 1"))
