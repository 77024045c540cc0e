"""A new preset: a name for its folder, its title, and how its overlays are drawn."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.control.goods_commands import CreatePreset
from studio.core.preset import Family
from studio.desk.controls import button, name_it, words
from studio.desk.family_cards import FamilyField

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class NewPresetDialog(QDialog):
    def __init__(self, parent: QWidget, make: Callable[[CreatePreset], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New preset"))
        self._make = make
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        self.zh, self.en, self.preset = QLineEdit(), QLineEdit(), QLineEdit()
        for line, title, help_ in (
            (self.zh, self.tr("Brand, Chinese"), ""),
            (self.en, self.tr("Brand, English"), self.tr("Empty: as in Chinese")),
            (self.preset, self.tr("Name of the folder"), self.tr("Small letters, digits, - and _")),
        ):
            name = words("field")
            name.setText(title)
            line.setPlaceholderText(help_)
            line.setMinimumWidth(460)
            name_it(line, title, help_)
            column.addWidget(name)
            column.addWidget(line)
        self._named_by_hand = False
        self.preset.textEdited.connect(self._name_by_hand)
        self.en.textChanged.connect(self._name_folder)
        self.family = FamilyField("brand.family")
        self.family.say(self.tr("How overlays are drawn"))
        column.addSpacing(6)
        column.addWidget(self.family)
        column.addSpacing(6)
        cancel, self.create_ = button(), button("plus", "primary")
        cancel.setText(self.tr("Cancel"))
        name_it(cancel, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.create_.setText(self.tr("Create"))
        name_it(self.create_, self.tr("Create"), self.tr("A folder among your presets, with the usual overlays"))
        self.create_.clicked.connect(self._create)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.create_)
        column.addLayout(foot)
        for line in (self.zh, self.preset):
            line.textChanged.connect(lambda _: self._allow())
        self._allow()

    def _name_by_hand(self) -> None:
        self._named_by_hand = True

    def _name_folder(self, title: str) -> None:
        if not self._named_by_hand:
            self.preset.setText(re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")[:64])

    def _allow(self) -> None:
        self.create_.setEnabled(bool(self.zh.text().strip()) and bool(_ID.fullmatch(self.preset.text().strip())))

    def _create(self) -> None:
        self.accept()
        zh, en = self.zh.text().strip(), self.en.text().strip()
        self._make(CreatePreset(self.preset.text().strip(), zh, en, Family(str(self.family.read()))))
