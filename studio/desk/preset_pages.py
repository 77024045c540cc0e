"""The pages of the preset's form that are nothing but fields: brand, look, platform and licence, seller."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio.control.state import Framing, Show
from studio.control.titles import FRAMING_TITLES, PLATFORM_TITLES
from studio.core.preset import LABEL_WORDINGS, Brand, Platform
from studio.desk.controls import GAP, MARGIN, ScrollArea, Speaking, name_it, ruler, words
from studio.desk.face_regions import Region, region_of, title_of
from studio.desk.family_cards import FamilyField
from studio.desk.language import Language, said, spoken
from studio.desk.preset_colors import ColorField
from studio.desk.preset_document import PresetDocument
from studio.desk.preset_fields import ChoiceField, FileField, ListField, PresetField, SwitchField, TextField

_PICTURES = "*.svg *.png *.webp *.jpg *.jpeg"


class FormPage(Speaking):
    """Heirs add their fields and say them in `retranslate`."""

    edited = Signal(str, object)
    """Key and value, as `PresetField.edited`."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setObjectName("scrolled")
        self.column = QVBoxLayout(held)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(14)
        self.area = ScrollArea()
        self.area.setWidget(held)
        outer.addWidget(self.area)
        self.fields: list[PresetField] = []

    def follow(self, document: PresetDocument, state: Show) -> None:
        """The file and the show as they are now."""
        for field in self.fields:
            field.follow(document.value(field.key))

    def start_anew(self, document: PresetDocument, state: Show) -> None:
        """Another preset: nothing typed is kept."""
        for field in self.fields:
            field.start_anew(document.value(field.key))
        self.follow(document, state)

    def title(self) -> str:
        raise NotImplementedError

    def add(self, *fields: PresetField) -> None:
        """One below the last, or several side by side."""
        row = QHBoxLayout()
        row.setSpacing(GAP + 4)
        for field in fields:
            field.edited.connect(self.edited)
            self.fields.append(field)
            row.addWidget(field, 1)
        self.column.addLayout(row)

    def jump_to(self, field: PresetField) -> None:
        """Scrolls to the field and gives it the focus."""
        self.area.ensureWidgetVisible(field, 0, MARGIN)
        field.editors()[0].setFocus()


class BrandPage(FormPage):
    def __init__(self) -> None:
        super().__init__()
        self.title_zh, self.title_en = TextField("title.zh"), TextField("title.en")
        self.name_zh, self.name_en = TextField("brand.name.zh"), TextField("brand.name.en")
        self.legal_name = TextField("brand.legal_name")
        self.code = TextField("brand.code")
        self.family = FamilyField("brand.family")
        house = Brand()
        self.primary = ColorField("brand.primary", house.primary)
        self.secondary = ColorField("brand.secondary", house.secondary)
        self.accent = ColorField("brand.accent", house.accent)
        self.ink = ColorField("brand.ink", house.ink)
        self.serif = SwitchField("brand.serif")
        self.logo = FileField("brand.logo", _PICTURES)
        self.english = SwitchField("english")
        self.add(self.title_zh, self.title_en)
        self.add(self.name_zh, self.name_en)
        self.add(self.legal_name)
        self.add(self.code)
        self.column.addWidget(ruler())
        self.add(self.family)
        for color in (self.primary, self.accent, self.ink, self.secondary):
            self.add(color)
        self.add(self.logo)
        self.add(self.serif)
        self.add(self.english)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Brand")

    def retranslate(self) -> None:
        self.title_zh.say(self.tr("Preset's title, Chinese"))
        self.title_en.say(self.tr("Preset's title, English"))
        self.name_zh.say(self.tr("Brand, Chinese"), self.tr("As overlays write it"))
        self.name_en.say(self.tr("Brand, English"), self.tr("As overlays write it"))
        self.legal_name.say(self.tr("Legal name"), self.tr("As on the business licence"))
        self.code.say(self.tr("Unified social credit code"), self.tr("18 letters and digits, or empty"))
        self.family.say(self.tr("How overlays are drawn"))
        self.primary.say(self.tr("Main colour"))
        self.accent.say(self.tr("Accent"))
        self.ink.say(self.tr("Ink"), self.tr("Of words on paper"))
        self.secondary.say(self.tr("Paper"), self.tr("Behind words"))
        self.logo.say(self.tr("Logo"))
        self.serif.say(self.tr("Headings in the Song face"))
        self.english.say(self.tr("English beside Chinese"))

    def follow(self, document: PresetDocument, state: Show) -> None:
        super().follow(document, state)
        brand = state.preset.brand
        self.family.show_brand(brand)
        ink, paper = (self.tr("on ink"), brand.ink), (self.tr("on paper"), brand.secondary)
        for color in (self.primary, self.accent):
            color.stand_against(ink, paper)
        self.ink.stand_against(paper)
        self.secondary.stand_against(ink)
        self.logo.folder = folder_of(document, state)


def folder_of(document: PresetDocument, state: Show) -> Path | None:
    """Where the preset lies, as far as the show's state tells: from a file of it that is in use."""
    logo = document.text("brand.logo")
    path = state.preset.brand.logo
    return Path(path.removesuffix(logo)) if logo and path.endswith(logo) else None


class LookPage(FormPage):
    def __init__(self) -> None:
        super().__init__()
        self.avatar, self.palette_ = ChoiceField("look.avatar"), ChoiceField("look.palette")
        self.prop = ChoiceField("look.prop")
        self.background = ChoiceField("look.background")
        self.wide, self.tall = ChoiceField("look.framing.wide"), ChoiceField("look.framing.tall")
        self.label = ChoiceField("look.label")
        self.add(self.avatar, self.palette_)
        self.add(self.prop)
        self.add(self.background)
        self.add(self.wide, self.tall)
        self.add(self.label)
        self._law = words("faint", wrap=True)
        self.column.addWidget(self._law)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Look")

    def retranslate(self) -> None:
        self.avatar.say(self.tr("Avatar"))
        self.palette_.say(self.tr("Colourway"), self.tr("Of the avatar; tints and accessories stand in the text"))
        self.prop.say(self.tr("In the hand"), self.tr("One of the avatar's own expressions"))
        self.background.say(self.tr("Set or background"))
        self.wide.say(self.tr("Framing, wide picture"))
        self.tall.say(self.tr("Framing, tall picture"))
        self.label.say(self.tr("Words of the label"))
        self._law.setText(
            self.tr("Each wording is lawful. The label is drawn over everything and cannot be moved or hidden.")
        )

    def follow(self, document: PresetDocument, state: Show) -> None:
        chinese, free = spoken() is Language.CHINESE, self.tr("As the streamer has it")
        avatars = [(each.name, each.title_zh if chinese else each.title_en) for each in state.avatars]
        sets = [(each.background, each.title_zh if chinese else each.title_en) for each in state.sets]
        self.avatar.offer([("", free), *avatars])
        wardrobe = next((each.wardrobe for each in state.avatars if each.name == document.text("look.avatar")), None)
        palettes = wardrobe.palettes if wardrobe is not None else ()
        self.palette_.offer(
            [("", free), *((each.id, each.title_zh if chinese else each.title_en) for each in palettes)]
        )
        own = [name for name in state.expressions if region_of(name) is Region.OWN]
        self.prop.offer([("", self.tr("Nothing")), *((name, said(title_of(name))) for name in own)])
        self.background.offer([("", free), *sets, ("default", self.tr("Soft studio"))])
        framings = [(framing.value, said(FRAMING_TITLES[framing])) for framing in Framing]
        for field in (self.wide, self.tall):
            field.offer([("", free), *framings])
        self.label.offer([("", self.tr("The house's")), *((wording, wording) for wording in LABEL_WORDINGS)])
        super().follow(document, state)


class PlatformsField(PresetField):
    """Any number of them."""

    def __init__(self, key: str) -> None:
        super().__init__(key, [])
        grid = QGridLayout()
        grid.setSpacing(GAP)
        self.boxes = {platform: QCheckBox() for platform in Platform}
        for number, box in enumerate(self.boxes.values()):
            box.clicked.connect(lambda _: self.tell())
            grid.addWidget(box, number // 3, number % 3)
        self.column.addLayout(grid)
        self.column.addWidget(self.problem)

    def say(self, title: str, help_: str = "") -> None:
        self.title.setText(title)
        for platform, box in self.boxes.items():
            box.setText(said(PLATFORM_TITLES[platform]))
            name_it(box, box.text(), help_)

    def editors(self) -> tuple[QWidget, ...]:
        return tuple(self.boxes.values())

    def read(self) -> object:
        return [platform.value for platform, box in self.boxes.items() if box.isChecked()]

    def put(self, value: object) -> None:
        for platform, box in self.boxes.items():
            box.setChecked(isinstance(value, list) and platform.value in value)


class LicencePage(FormPage):
    """Where the show goes, and for what and how long the brand may use the avatar."""

    def __init__(self) -> None:
        super().__init__()
        self.platform = ChoiceField("platform.name", Platform.GENERIC.value)
        self.registered_as = TextField("platform.registered_as")
        self.valid_from = TextField("licence.valid_from", empty_is_none=True)
        self.valid_until = TextField("licence.valid_until", empty_is_none=True)
        self.categories, self.platforms = ListField("licence.categories"), PlatformsField("licence.platforms")
        self.reviewers = ListField("reviewers")
        self.add(self.platform)
        self.add(self.registered_as)
        self.column.addWidget(ruler())
        self.add(self.valid_from, self.valid_until)
        self.add(self.categories)
        self.add(self.platforms)
        self.column.addWidget(ruler())
        self.add(self.reviewers)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Licence")

    def retranslate(self) -> None:
        self.platform.say(self.tr("Platform"), self.tr("Its rules are asked at the gate"))
        self.registered_as.say(self.tr("Registration number"), self.tr("Where the platform asks for one"))
        self.valid_from.say(self.tr("Licence from"))
        self.valid_until.say(self.tr("Licence until"))
        for field in (self.valid_from, self.valid_until):
            field.line.setPlaceholderText(self.tr("such as 2026-12-31; empty: open"))
        self.categories.say(self.tr("Categories of goods"), self.tr("Empty: no limit was written"))
        self.categories.line.setPlaceholderText("food, cosmetics")
        self.platforms.say(self.tr("Platforms of the licence"), self.tr("Empty: no limit was written"))
        self.reviewers.say(self.tr("Who may sign at the gate"), self.tr("Names with commas between; empty: anybody"))
        self.reviewers.line.setPlaceholderText(self.tr("Names with commas between; empty: anybody"))

    def follow(self, document: PresetDocument, state: Show) -> None:
        self.platform.offer([(platform.value, said(PLATFORM_TITLES[platform])) for platform in Platform])
        super().follow(document, state)


class SellerPage(FormPage):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.code = TextField("seller.name"), TextField("seller.code")
        self.address, self.contact = TextField("seller.address"), TextField("seller.contact")
        self._why = words("soft", wrap=True)
        self.column.addWidget(self._why)
        for field in (self.name, self.code, self.address, self.contact):
            self.add(field)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Seller")

    def retranslate(self) -> None:
        self._why.setText(self.tr("Shown for every product that has no seller of its own, for the whole broadcast."))
        self.name.say(self.tr("Name on the business licence"))
        self.code.say(self.tr("Unified social credit code"), self.tr("18 letters and digits, or empty"))
        self.address.say(self.tr("Address"))
        self.contact.say(self.tr("Contact"))
