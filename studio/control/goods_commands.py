"""Commands about a brand's preset, its goods and what is laid over the picture. See `commands`.

`by` is the person who answers for an edit; of a token's holder the server fills in the token's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.preset import Anchor, Family


@dataclass(frozen=True, slots=True)
class OpenPreset:
    """By name from the shelf, or the path of its folder; not on air."""

    preset: str


@dataclass(frozen=True, slots=True)
class ClosePreset:
    """Back to the house's own look, without goods; not on air."""


@dataclass(frozen=True, slots=True)
class CreatePreset:
    """A new preset in the user's folder, with the usual overlays; opens it. Not on air."""

    preset: str
    title_zh: str
    title_en: str
    family: Family = Family.GARDEN


@dataclass(frozen=True, slots=True)
class EditPreset:
    """Sets one value of the open preset's file: a key such as `brand.primary`, a value written as JSON."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class WritePreset:
    """Replaces the open preset's file, if the text is sound."""

    text: str


@dataclass(frozen=True, slots=True)
class PackPreset:
    """Writes the open preset as one file for another machine; an empty path picks a name in the recordings folder."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class ShowProduct:
    """Puts a product on: its card, and all that its cue says."""

    product: str


@dataclass(frozen=True, slots=True)
class NextProduct:
    """The next of the rundown; the first, if none is on."""


@dataclass(frozen=True, slots=True)
class PreviousProduct:
    """The one before."""


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Shows or hides the card of the present product."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class HoldRundown:
    """While held, next, previous and jumps are refused: nobody else moves on by mistake."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetPrice:
    """The live price."""

    product: str
    price_fen: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class SetComparedPrice:
    """The price it is compared with, and what that price is; 0 fen takes it away."""

    product: str
    price_fen: int
    basis: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class SetStock:
    """What is really left."""

    product: str
    stock: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class MoveProduct:
    """To another place of the rundown, counted from 1."""

    product: str
    place: int


@dataclass(frozen=True, slots=True)
class ImportRundown:
    """From a CSV or XLSX file; replaces the rundown."""

    path: str


@dataclass(frozen=True, slots=True)
class ExportRundown:
    """To a CSV or XLSX file, as it is now; an empty path picks a name in the recordings folder."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class ShowOverlay:
    """Shows or hides one of the preset's overlays."""

    overlay: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class SetOverlayText:
    """What it says; of a ticker, lower third or notice."""

    overlay: str
    text_zh: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class PlaceOverlay:
    """Where it stands on wide or tall canvases; shares of the canvas from the anchor."""

    overlay: str
    tall: bool
    anchor: Anchor
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class ChooseCloseUp:
    """Which camera, or video file, shows goods close up; "" none. Never the performer's own."""

    source: str


@dataclass(frozen=True, slots=True)
class KeyCloseUp:
    """Cuts a colour out of the close-up, or shows the whole of it again. Shares 0–1."""

    on: bool = True
    color: str = "#00b140"
    tolerance: float = 0.5
    softness: float = 0.25
    spill: float = 0.8


@dataclass(frozen=True, slots=True)
class StartCountdown:
    """To a real end, so many minutes from now. One that runs is not set back: stop it first, which is logged."""

    what: str
    minutes: float


@dataclass(frozen=True, slots=True)
class StopCountdown:
    """Takes the countdown away before its end."""


@dataclass(frozen=True, slots=True)
class AddComment:
    """Passes a viewer's comment on to the queue."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ShowComment:
    """Puts a waiting comment on the picture."""

    comment: int


@dataclass(frozen=True, slots=True)
class CloseComment:
    """Answered, or dropped without an answer; either way it leaves the picture."""

    comment: int
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Correct:
    """Corrects a slip of the tongue at once, on the picture and in the log (令117, art. 31)."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class EndCorrection:
    """Takes the correction away, once viewers had time to read it."""


@dataclass(frozen=True, slots=True)
class TellPerformer:
    """A few words for the performer's eyes only; empty takes them away."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class PlayGesture:
    """Plays a gesture once over the live performance."""

    gesture: str


@dataclass(frozen=True, slots=True)
class MarkMoment:
    """Marks this moment for a clip or for the talk afterwards."""

    note: str = ""


GoodsCommand = (
    OpenPreset
    | ClosePreset
    | CreatePreset
    | EditPreset
    | WritePreset
    | PackPreset
    | ShowProduct
    | NextProduct
    | PreviousProduct
    | ShowCard
    | HoldRundown
    | SetPrice
    | SetComparedPrice
    | SetStock
    | MoveProduct
    | ImportRundown
    | ExportRundown
    | ShowOverlay
    | SetOverlayText
    | PlaceOverlay
    | ChooseCloseUp
    | KeyCloseUp
    | StartCountdown
    | StopCountdown
    | AddComment
    | ShowComment
    | CloseComment
    | Correct
    | EndCorrection
    | TellPerformer
    | PlayGesture
    | MarkMoment
)
