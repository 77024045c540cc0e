"""preset.toml: all that a brand decides about a show. The tables of the file and what may stand in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from studio.control.state import Framing
from studio.core.preset import LABEL_WORDINGS, Anchor, ChromaKey, CloseUp, Family, OverlayKind, Platform
from studio.library.manifest import Name
from studio.library.reading import Strict

FORM = "qionghua-preset/2"
ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
CODE = r"^$|^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$"
"""统一社会信用代码 (GB 32100-2015): 18 characters without I, O, S, V, Z."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
TintWord = Annotated[str, Field(pattern=r"^primary$|^secondary$|^accent$|^#[0-9a-fA-F]{6}$")]
Line = Annotated[str, Field(max_length=300)]
Word = Annotated[str, Field(max_length=80)]
File = Annotated[str, Field(max_length=200)]
"""A file inside the preset's folder."""
Words = Annotated[tuple[Word, ...], Field(strict=False, max_length=64)]


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
"""A TOML date, or the same as text: JSON, in which panels write values, has no dates."""
FramingWord = Annotated[Framing, Field(strict=False)]


class Both(Strict):
    """Words in Chinese, and in English where the preset speaks it."""

    zh: Line = ""
    en: Line = ""


class BrandTable(Strict):
    name: Name
    legal_name: Word = ""
    code: str = Field(default="", pattern=CODE)
    family: Family = Field(default=Family.GARDEN, strict=False)
    primary: Colour = "#426666"
    secondary: Colour = "#f3f9f1"
    accent: Colour = "#f0c239"
    ink: Colour = "#161823"
    serif: bool = False
    logo: File = ""
    clear_space: float = Field(default=0.25, ge=0.0, le=2.0)


class FramingTable(Strict):
    wide: FramingWord | None = None
    tall: FramingWord | None = None


class LookTable(Strict):
    avatar: Word = ""
    palette: Word = ""
    """A colourway of the avatar's wardrobe."""
    tint: dict[str, TintWord] = Field(default_factory=dict, max_length=16)
    """Part of the wardrobe → #rrggbb, or `primary`, `secondary`, `accent`: the brand's."""
    accessories: dict[str, bool] = Field(default_factory=dict, max_length=24)
    """What the avatar puts on (true) and takes off (false)."""
    prop: Word = ""
    background: Line = ""
    """As `SetBackground`; a plain file name is a picture of the folder."""
    framing: FramingTable = FramingTable()
    label: str = ""

    @model_validator(mode="after")
    def _lawful(self) -> LookTable:
        if self.label and self.label not in LABEL_WORDINGS:
            raise ValueError("the label's words are one of: " + " | ".join(LABEL_WORDINGS))
        if (self.palette or self.tint or self.accessories) and not self.avatar:
            raise ValueError("palette, tint and accessories are an avatar's: name the avatar too")
        return self


class PlatformTable(Strict):
    name: Platform = Field(default=Platform.GENERIC, strict=False)
    registered_as: Word = ""


class LicenceTable(Strict):
    valid_from: Day | None = None
    valid_until: Day | None = None
    categories: Words = ()
    platforms: tuple[Annotated[Platform, Field(strict=False)], ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> LicenceTable:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")
        return self


class SellerTable(Strict):
    name: Word = ""
    code: str = Field(default="", pattern=CODE)
    address: Line = ""
    contact: Word = ""


class SpotTable(Strict):
    anchor: Anchor = Field(default=Anchor.BOTTOM_LEFT, strict=False)
    x: float = Field(default=0.0, ge=-1.0, le=1.0)
    y: float = Field(default=0.0, ge=-1.0, le=1.0)
    width: float = Field(default=0.3, ge=0.05, le=1.0)


Share = Annotated[float, Field(ge=0.0, le=1.0)]
_PLAIN, _MAT = CloseUp(), ChromaKey()


class KeyTable(Strict):
    """A colour that is cut out of a close-up: the mat under the goods."""

    color: Colour = _MAT.color
    tolerance: Share = _MAT.tolerance
    softness: Share = _MAT.softness
    spill: Share = _MAT.spill


_OF_CLOSE_UPS = ("shape", "frame", "chroma_key")


class OverlayTable(Strict):
    id: str = Field(pattern=ID)
    kind: OverlayKind = Field(strict=False)
    shown: bool = True
    text: Both = Both()
    picture: File = ""
    shape: float = Field(default=_PLAIN.shape, ge=0.3, le=3.0)
    """Of a close-up: width by height."""
    frame: bool = _PLAIN.frame
    """Of a close-up: round corners and the family's frame."""
    chroma_key: KeyTable | None = None
    """Of a close-up: what is cut out."""
    wide: SpotTable | None = None
    """Without a place it stands where the family puts its kind."""
    tall: SpotTable | None = None

    @model_validator(mode="after")
    def _of_its_kind(self) -> OverlayTable:
        if self.kind is not OverlayKind.CLOSE_UP and (keys := self.model_fields_set.intersection(_OF_CLOSE_UPS)):
            raise ValueError(f"only a close_up has “{min(keys)}”")
        return self


class SceneTable(Strict):
    scene: Word
    product: Word = ""
    framing: FramingWord | None = None
    slate: bool = False

    @model_validator(mode="after")
    def _does_something(self) -> SceneTable:
        if not (self.product or self.framing or self.slate):
            raise ValueError("a scene rule names a product, a framing or slate = true")
        return self


class HotkeyTable(Strict):
    keys: Word
    command: Word
    args: dict[str, str | int | float | bool] = Field(default_factory=dict)


class PresetFile(Strict):
    """The file."""

    form: Literal["qionghua-preset/2"] = Field(alias="schema")
    id: str = Field(pattern=ID)
    """What `OpenPreset` takes; the folder has the same name."""
    title: Name
    english: bool = False
    """Overlays speak English beside Chinese."""
    rundown: File = "rundown.csv"
    """CSV or XLSX in the folder; a missing one of this very name is an empty rundown."""
    reviewers: Words = ()
    brand: BrandTable
    look: LookTable = LookTable()
    platform: PlatformTable = PlatformTable()
    licence: LicenceTable = LicenceTable()
    seller: SellerTable = SellerTable()
    overlay: tuple[OverlayTable, ...] = Field(default=(), strict=False, max_length=40)
    """Back to front."""
    scene: tuple[SceneTable, ...] = Field(default=(), strict=False, max_length=200)
    hotkey: tuple[HotkeyTable, ...] = Field(default=(), strict=False, max_length=64)

    @model_validator(mode="after")
    def _one_of_each(self) -> PresetFile:
        for what, names in (
            ("overlays have the id", [item.id for item in self.overlay]),
            ("scene rules speak of", [item.scene for item in self.scene]),
            ("hotkeys are", [item.keys.casefold() for item in self.hotkey]),
        ):
            double = next((name for number, name in enumerate(names) if name in names[:number]), None)
            if double is not None:
                raise ValueError(f"two {what} “{double}”")
        if sum(item.kind is OverlayKind.CLOSE_UP for item in self.overlay) > 1:
            raise ValueError("there is one close-up camera: keep one close_up")
        return self
