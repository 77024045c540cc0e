"""The brand: which preset is on, its name and colours, and what is wrong with one that cannot be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import ClosePreset, OpenPreset
from studio.control.state import Air, PartStatus, PresetEntry, Show
from studio.control.titles import FAMILY_TITLES, PLATFORM_TITLES
from studio.core.preset import Brand
from studio.desk import icons, theme
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import Notice, button, name_it, row_of, words
from studio.desk.language import Language, said, spoken, told
from studio.desk.refusals import RefusalNotice

_HOUSE, _OPEN = "", "open:folder"


def title_of(entry: PresetEntry) -> str:
    return (entry.title_zh if spoken() is Language.CHINESE else entry.title_en) or entry.preset


class BrandColors(QWidget):
    """The brand's four colours as one band, with its logo where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._brand = Brand()
        self._logo = QIcon()
        self.setFixedHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_brand(self, brand: Brand) -> None:
        if brand != self._brand:
            self._brand = brand
            self._logo = QIcon(brand.logo) if brand.logo and Path(brand.logo).is_file() else QIcon()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        brand, painter = self._brand, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.worn().line))
        painter.setBrush(_color(brand.primary))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        logo = self._logo.pixmap(QSize(120, 28), self.devicePixelRatioF())
        if not logo.isNull():
            size = logo.deviceIndependentSize()
            painter.drawPixmap(12, round((self.height() - size.height()) / 2), logo)
        x = self.width() - 14.0 - 3 * 22
        painter.setPen(QColor(255, 255, 255, 90))
        for color in (brand.secondary, brand.accent, brand.ink):
            painter.setBrush(_color(color))
            painter.drawEllipse(QRectF(x, 13, 18, 18))
            x += 22


def _color(text: str) -> QColor:
    color = QColor(text)
    return color if color.isValid() else QColor("#426666")


class PresetPanel(Card):
    editor_asked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("brand", "brand")
        self._bridge = bridge
        self._listed: tuple[object, ...] = ()
        self.choice = QComboBox()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._choose)
        self.column.addWidget(self.choice)
        self.busy = words("soft")
        self.column.addWidget(self.busy)
        self.broken = RefusalNotice(bridge, OpenPreset, ClosePreset)
        self.column.addWidget(self.broken)
        self.card = QWidget()
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.colors = BrandColors()
        self.name, self.legal = words("title", wrap=True), words("faint", wrap=True)
        column.addWidget(self.colors)
        column.addWidget(self.name)
        column.addWidget(self.legal)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        self.family, self.platform = _chip(), _chip()
        chips.addWidget(self.family)
        chips.addWidget(self.platform)
        chips.addStretch(1)
        column.addLayout(chips)
        self.seller, self.until = words("soft", wrap=True), words("soft", wrap=True)
        column.addWidget(self.seller)
        column.addWidget(self.until)
        self.column.addWidget(self.card)
        self.keys = Notice()
        """Which of the preset's hotkeys do not reach as far as the streamer wants."""
        self.column.addWidget(self.keys)
        self.fixed = words("faint", wrap=True)
        self.column.addWidget(self.fixed)
        self.edit, self.close_ = button("edit"), button("close")
        self.edit.clicked.connect(self.editor_asked)
        self.close_.clicked.connect(lambda: bridge.send(ClosePreset()))
        self.column.addLayout(row_of(self.edit, self.close_, stretch=0))
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Brand"))
        name_it(self.choice, said(CATALOGUE["OpenPreset"].title), said(CATALOGUE["OpenPreset"].help))
        self.close_.setText(said(CATALOGUE["ClosePreset"].title))
        name_it(self.close_, said(CATALOGUE["ClosePreset"].title), said(CATALOGUE["ClosePreset"].help))
        self.edit.setText(self.tr("Edit…"))
        name_it(self.edit, self.tr("Preset editor"), self.tr("A form beside the picture; makes new presets too"))
        self.fixed.setText(self.tr("Fixed while on air."))
        self.busy.setText(self.tr("Opening…"))
        self._listed = ()
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        connected, live = self._bridge.connected, state.air is Air.LIVE
        self.choice.setEnabled(connected and not live)
        self.close_.setEnabled(connected and not live)
        self.close_.setVisible(bool(state.preset.id))
        self.fixed.setVisible(live)
        self.busy.setVisible(state.preset_part.status is PartStatus.STARTING)
        self.broken.tell_part(state.preset_part)
        listed = (state.presets, state.preset.id, state.preset.title_zh)
        if listed != self._listed:
            self._listed = listed
            self._fill(state)
            self._show_brand(state)

    def _fill(self, state: Show) -> None:
        self.choice.clear()
        self.choice.addItem(icons.icon("flower"), self.tr("The house's own look"), _HOUSE)
        for entry in state.presets:
            icon = icons.icon("warning", "warn_text") if entry.problem else icons.icon("brand")
            self.choice.addItem(icon, title_of(entry), entry.preset)
            if entry.problem:
                self.choice.setItemData(self.choice.count() - 1, told(entry.problem), Qt.ItemDataRole.ToolTipRole)
        preset = state.preset
        if preset.id and all(entry.preset != preset.id for entry in state.presets):
            self.choice.addItem(icons.icon("brand"), self._preset_title(state), preset.id)
        self.choice.addItem(icons.icon("folder"), self.tr("Open a folder…"), _OPEN)
        self.choice.setCurrentIndex(max(0, self.choice.findData(preset.id)))

    def _show_brand(self, state: Show) -> None:
        preset, chinese = state.preset, spoken() is Language.CHINESE
        brand = preset.brand
        self.card.setVisible(bool(preset.id))
        self.colors.show_brand(brand)
        own = brand.name_zh if chinese else brand.name_en
        other = brand.name_en if chinese else brand.name_zh
        self.name.setText(own or other or self._preset_title(state))
        self.legal.setText(brand.legal_name)
        self.legal.setVisible(bool(brand.legal_name))
        self.family.setText(said(FAMILY_TITLES[brand.family]))
        self.platform.setText(said(PLATFORM_TITLES[preset.platform]))
        self.seller.setText(self.tr("Seller: {name}").format(name=preset.seller.name))
        self.seller.setVisible(bool(preset.seller.name))
        self.until.setText(self.tr("Licence until {date}").format(date=preset.licence.valid_until))
        self.until.setVisible(bool(preset.licence.valid_until))

    def _preset_title(self, state: Show) -> str:
        preset = state.preset
        return (preset.title_zh if spoken() is Language.CHINESE else preset.title_en) or preset.id

    def _choose(self, index: int) -> None:
        preset = str(self.choice.itemData(index))
        state = self._bridge.state
        self.choice.setCurrentIndex(max(0, self.choice.findData(state.preset.id)))  # it follows the show
        problem = next((entry.problem for entry in state.presets if entry.preset == preset), "")
        if preset == _OPEN:
            self.open_folder()
        elif preset == _HOUSE:
            self._bridge.send(ClosePreset())
        elif problem:
            self.broken.tell_briefly(problem, self.tr("Mend its preset.toml; it is read again when it is saved"))
        else:
            self._bridge.send(OpenPreset(preset))

    def open_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a brand's preset"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self._bridge.send(OpenPreset(path)))
        dialog.open()


def _chip() -> QLabel:
    chip = QLabel()
    chip.setObjectName("chip")
    chip.setContentsMargins(0, 0, 0, 0)
    chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return chip
