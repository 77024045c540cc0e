"""Facts about a brand's preset, its goods and what is laid over the picture. See `events`.

`at_s` are seconds since 1970, by the clock of the show process.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.control.state import Part, PresetEntry
from studio.core.goods import Product
from studio.core.preset import Anchor, ChromaKey, Family, Preset


@dataclass(frozen=True, slots=True)
class PresetAsked:
    preset: str


@dataclass(frozen=True, slots=True)
class PresetOpened:
    preset: Preset
    rundown: tuple[Product, ...]
    text: str = ""
    """Of its file."""


@dataclass(frozen=True, slots=True)
class PresetReloaded:
    """Its file changed and is sound: what was edited live, and what is on, stays."""

    preset: Preset
    rundown: tuple[Product, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class PresetRefused:
    """It cannot be opened, or its changed file is broken; the last good one stays."""

    preset: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PresetClosed:
    pass


@dataclass(frozen=True, slots=True)
class PresetCreateAsked:
    preset: str
    title_zh: str
    title_en: str
    family: Family


@dataclass(frozen=True, slots=True)
class PresetEditAsked:
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PresetWriteAsked:
    text: str


@dataclass(frozen=True, slots=True)
class PresetPackAsked:
    path: str


@dataclass(frozen=True, slots=True)
class PresetPacked:
    path: str
    files: int


@dataclass(frozen=True, slots=True)
class PresetEditRefused:
    """The change would break it, or cannot be written; the file is as it was."""

    problem: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PresetsFound:
    presets: tuple[PresetEntry, ...]


@dataclass(frozen=True, slots=True)
class PicturesChecked:
    """The preset's pictures were looked at for codes that lead off the platform."""

    found: tuple[tuple[str, str], ...]
    """Path, and what is in it; "" nothing."""


@dataclass(frozen=True, slots=True)
class LabelWorded:
    """The preset chose one of the lawful wordings."""

    label: str


@dataclass(frozen=True, slots=True)
class ProductShown:
    product: str
    at_s: float


@dataclass(frozen=True, slots=True)
class CardShown:
    on: bool


@dataclass(frozen=True, slots=True)
class RundownHeld:
    on: bool


@dataclass(frozen=True, slots=True)
class PriceSet:
    product: str
    price_fen: int
    by: str
    at_s: float


@dataclass(frozen=True, slots=True)
class ComparedPriceSet:
    product: str
    price_fen: int
    basis: str
    by: str
    at_s: float


@dataclass(frozen=True, slots=True)
class StockSet:
    product: str
    stock: int
    by: str
    at_s: float


@dataclass(frozen=True, slots=True)
class ProductMoved:
    product: str
    place: int


@dataclass(frozen=True, slots=True)
class RundownImportAsked:
    path: str


@dataclass(frozen=True, slots=True)
class RundownImported:
    path: str
    rundown: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class RundownExportAsked:
    path: str


@dataclass(frozen=True, slots=True)
class RundownExported:
    path: str


@dataclass(frozen=True, slots=True)
class RundownFailed:
    """It could not be imported or exported; the rundown is as it was."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class OverlayShown:
    overlay: str
    on: bool


@dataclass(frozen=True, slots=True)
class OverlayTextSet:
    overlay: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class OverlayPlaced:
    overlay: str
    tall: bool
    anchor: Anchor
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class OverlayFailed:
    """Its picture or camera cannot be shown; it is left out."""

    overlay: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CloseUpChosen:
    source: str
    """"" none."""


@dataclass(frozen=True, slots=True)
class CloseUpKeyed:
    overlay: str
    key: ChromaKey | None


@dataclass(frozen=True, slots=True)
class CloseUpChanged:
    """How the close-up's camera does, as whoever keeps it says."""

    part: Part


@dataclass(frozen=True, slots=True)
class CountdownStarted:
    what: str
    ends_at_s: float


@dataclass(frozen=True, slots=True)
class CountdownStopped:
    pass


@dataclass(frozen=True, slots=True)
class CommentAdded:
    id: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class CommentShown:
    id: int


@dataclass(frozen=True, slots=True)
class CommentClosed:
    id: int
    answered: bool


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    text: str
    by: str
    at_s: float


@dataclass(frozen=True, slots=True)
class CorrectionEnded:
    pass


@dataclass(frozen=True, slots=True)
class PerformerTold:
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class GesturePlayed:
    gesture: str


@dataclass(frozen=True, slots=True)
class MomentMarked:
    note: str
    at_s: float


GoodsEvent = (
    PresetAsked
    | PresetOpened
    | PresetReloaded
    | PresetRefused
    | PresetClosed
    | PresetCreateAsked
    | PresetEditAsked
    | PresetWriteAsked
    | PresetPackAsked
    | PresetPacked
    | PresetEditRefused
    | PresetsFound
    | PicturesChecked
    | LabelWorded
    | ProductShown
    | CardShown
    | RundownHeld
    | PriceSet
    | ComparedPriceSet
    | StockSet
    | ProductMoved
    | RundownImportAsked
    | RundownImported
    | RundownExportAsked
    | RundownExported
    | RundownFailed
    | OverlayShown
    | OverlayTextSet
    | OverlayPlaced
    | OverlayFailed
    | CloseUpChosen
    | CloseUpKeyed
    | CloseUpChanged
    | CountdownStarted
    | CountdownStopped
    | CommentAdded
    | CommentShown
    | CommentClosed
    | CorrectionShown
    | CorrectionEnded
    | PerformerTold
    | GesturePlayed
    | MomentMarked
)
