"""What the avatar wears: colourways, parts in the brand's colour, accessories. Shown where there is a wardrobe."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from studio.control.catalogue import CATALOGUE
from studio.control.outfit_commands import ChoosePalette, OutfitCommand, TintPart, ToggleAccessory
from studio.control.state import Show
from studio.core.preset import BRAND_COLORS
from studio.core.wardrobe import Accessory, Outfit, Palette, Slot, Wardrobe, colors_of
from studio.desk import theme
from studio.desk.controls import GAP, Speaking, Switch, name_it, words
from studio.desk.language import Language, said, spoken
from studio.desk.look_panel import OTHER, Swatch

_BOLTS = 5
"""Colours of a colourway that its button shows."""
_SLOT_NAME = 96


def _titled(entry: Palette | Slot | Accessory) -> str:
    return entry.title_zh if spoken() is Language.CHINESE else entry.title_en


class PaletteButton(QAbstractButton):
    """A colourway as bolts of its cloth side by side, the widest first, with its name below."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette_ = palette
        self.colors = tuple(dict.fromkeys(color for _, color in palette.colors))[:_BOLTS]
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(150, 74)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.worn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ring = colors.accent if self.isChecked() else colors.text_faint if self.hasFocus() else colors.line
        ink = colors.accent_text if self.isChecked() and self.hasFocus() else ring
        painter.setPen(QPen(QColor(ink), 2.0 if self.isChecked() or self.hasFocus() else 1.0))
        painter.setBrush(QColor(colors.accent_wash if self.isChecked() else colors.raised))
        painter.drawRoundedRect(frame, 8, 8)
        bolts = frame.adjusted(8, 8, -8, -30)
        painter.setPen(Qt.PenStyle.NoPen)
        shares = [2.4, 1.6, *[1.0] * len(self.colors)][: len(self.colors)]
        left = bolts.left()
        for color, share in zip(self.colors, shares, strict=True):
            width = bolts.width() * share / sum(shares)
            painter.fillRect(QRectF(left, bolts.top(), width, bolts.height()), QColor(color))
            left += width
        painter.setPen(QPen(QColor(colors.line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bolts)
        painter.setPen(QColor(colors.accent_text if self.isChecked() else colors.text))
        below = QRectF(frame.left() + 8, frame.bottom() - 27, frame.width() - 16, 24)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _titled(self.palette_))


class SlotRow(Speaking):
    """A part that takes a brand's colour: the colourway's own, the brand's three, or another."""

    wished = Signal(str, str)
    """Part and colour."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self.slot = slot
        self._tint = self._own = ""
        self._brand = ("", "", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.title = words("soft")
        self.title.setMinimumWidth(_SLOT_NAME)
        row.addWidget(self.title)
        self.swatches = {name: Swatch("") for name in ("own", *BRAND_COLORS)} | {OTHER: Swatch(OTHER)}
        for name, swatch in self.swatches.items():
            swatch.clicked.connect(lambda _=False, name=name: self._choose(name))
            row.addWidget(swatch)
        row.addStretch(1)
        self.retranslate()

    def follow(self, own: str, brand: tuple[str, str, str], tint: str) -> None:
        """`own`: the colourway's; `brand`: primary, secondary, accent; `tint` as wished, "" none."""
        self._own, self._brand, self._tint = own, brand, tint
        self.swatches["own"].color = own
        for name, color in zip(BRAND_COLORS, brand, strict=True):
            self.swatches[name].color = self.slot.worn(color)
        named = dict(zip((color.lower() for color in brand), BRAND_COLORS, strict=True))
        chosen = named.get(tint, OTHER) if tint else "own"
        self.swatches[OTHER].color = self.slot.worn(tint) if chosen == OTHER else ""
        for name, swatch in self.swatches.items():
            swatch.setChecked(name == chosen)
            swatch.update()
        self.retranslate()

    def retranslate(self) -> None:
        title = _titled(self.slot)
        self.title.setText(title)
        names = dict(
            zip(
                BRAND_COLORS,
                (self.tr("brand's primary"), self.tr("brand's secondary"), self.tr("brand's accent")),
                strict=True,
            )
        )
        held = self.tr("{wished} is worn as {worn}: hue kept, lightness and strength within good taste")
        own, other = self.tr("as the colourway has it"), self.tr("another colour…")
        name_it(self.swatches["own"], f"{title} · {own}")
        for name, color in zip(BRAND_COLORS, self._brand, strict=True):
            worn = self.slot.worn(color) if color else ""
            help_ = "" if worn == color.lower() else held.format(wished=color, worn=worn)
            name_it(self.swatches[name], f"{title} · {names[name]}", help_)
        name_it(self.swatches[OTHER], f"{title} · {other}")

    def _choose(self, name: str) -> None:
        self.follow(self._own, self._brand, self._tint)  # it follows the show, not the finger
        if name == OTHER:
            dialog = QColorDialog(QColor(self._tint or self._own), self)
            dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
            dialog.setWindowTitle(_titled(self.slot))
            dialog.colorSelected.connect(lambda color: self.wished.emit(self.slot.part, color.name()))
            dialog.open()
        else:
            self.wished.emit(self.slot.part, "" if name == "own" else name)


class AccessoryRow(Speaking):
    wished = Signal(str, bool)

    def __init__(self, accessory: Accessory) -> None:
        super().__init__()
        self.accessory = accessory
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.title, self.season, self.switch = words("soft"), QLabel(), Switch()
        self.season.setObjectName("chip")
        self.season.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.switch.clicked.connect(self._toggle)
        row.addWidget(self.title)
        row.addWidget(self.season)
        row.addStretch(1)
        row.addWidget(self.switch)
        self._worn = True
        self.retranslate()

    def follow(self, worn: bool) -> None:
        self._worn = worn
        self.switch.setChecked(worn)

    def retranslate(self) -> None:
        title = _titled(self.accessory)
        season = self.accessory.season_zh if spoken() is Language.CHINESE else self.accessory.season_en
        self.title.setText(title)
        self.season.setText(season)
        self.season.setVisible(bool(season))
        name_it(self.switch, title, season)

    def _toggle(self) -> None:
        wish = not self._worn
        self.switch.setChecked(self._worn)  # it follows the show, not the finger
        self.wished.emit(self.accessory.id, wish)


class OutfitBox(Speaking):
    """Made anew for each wardrobe."""

    wished = Signal(object)
    """An `OutfitCommand`."""

    def __init__(self, wardrobe: Wardrobe) -> None:
        super().__init__()
        self._wardrobe = wardrobe
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(GAP)
        self._palettes_title, self._slots_title, self._accessories_title = words("name"), words("name"), words("name")
        self._taste = words("faint", wrap=True)
        column.addWidget(self._palettes_title)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        self.palettes = {each.id: PaletteButton(each) for each in wardrobe.palettes}
        for number, (name, made) in enumerate(self.palettes.items()):
            made.clicked.connect(lambda _=False, name=name: self._choose(name))
            grid.addWidget(made, number // 2, number % 2)
        column.addLayout(grid)
        self.slots = {each.part: SlotRow(each) for each in wardrobe.slots}
        self.accessories = {each.id: AccessoryRow(each) for each in wardrobe.accessories}
        if self.slots:
            column.addSpacing(4)
            column.addWidget(self._slots_title)
            column.addWidget(self._taste)
        for slot in self.slots.values():
            slot.wished.connect(lambda part, color: self._wish(TintPart(part, color)))
            column.addWidget(slot)
        if self.accessories:
            column.addSpacing(4)
            column.addWidget(self._accessories_title)
        for accessory in self.accessories.values():
            accessory.wished.connect(lambda name, on: self._wish(ToggleAccessory(name, on)))
            column.addWidget(accessory)
        self._chosen = ""
        self.retranslate()

    def follow(self, state: Show) -> None:
        outfit, brand = state.outfit, state.preset.brand
        self._chosen = outfit.palette or self._wardrobe.palettes[0].id
        for name, made in self.palettes.items():
            made.setChecked(name == self._chosen)
        tints = dict(outfit.tints)
        plain = colors_of(self._wardrobe, Outfit(outfit.palette))
        for part, slot in self.slots.items():
            slot.follow(plain[part], (brand.primary, brand.secondary, brand.accent), tints.get(part, ""))
        for name, accessory in self.accessories.items():
            accessory.follow(name not in outfit.off)

    def retranslate(self) -> None:
        self._palettes_title.setText(self.tr("Colourway"))
        self._slots_title.setText(self.tr("In the brand's colour"))
        self._taste.setText(
            self.tr("Any hue; lightness and strength are held within good taste. Never skin, eyes, lips or hair.")
        )
        self._accessories_title.setText(self.tr("Accessories"))
        for made in self.palettes.values():
            name_it(made, _titled(made.palette_), said(CATALOGUE["ChoosePalette"].help))
            made.update()

    def _choose(self, name: str) -> None:
        for other, made in self.palettes.items():
            made.setChecked(other == self._chosen)  # it follows the show, not the finger
        self._wish(ChoosePalette(name))

    def _wish(self, command: OutfitCommand) -> None:
        self.wished.emit(command)
