"""A brand's preset: everything the brand decides about a show, read from its folder and checked (`library`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from studio.core.goods import Seller
from studio.core.wardrobe import Outfit


class OverlayKind(StrEnum):
    """What an overlay shows. Texts come from the preset, the rundown or a command; an empty one is not drawn."""

    PRODUCT_CARD = "product_card"
    PRICE_DROP = "price_drop"
    COUNTDOWN = "countdown"
    STOCK = "stock"
    SELLER = "seller"
    SHOP = "shop"
    """Shop name and logo."""
    LOWER_THIRD = "lower_third"
    TICKER = "ticker"
    NOTICE = "notice"
    COMMENT = "comment"
    CORRECTION = "correction"
    STICKER = "sticker"
    """A picture: PNG, SVG, WebP, GIF, or a video with alpha."""
    CLOSE_UP = "close_up"
    """A second camera, picture in picture."""


class Anchor(StrEnum):
    """The point of the canvas and of the overlay that are laid on each other."""

    TOP_LEFT = "top_left"
    TOP = "top"
    TOP_RIGHT = "top_right"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom_right"


class Family(StrEnum):
    """How a brand's overlays are drawn."""

    LACQUER = "lacquer"
    """漆: dark mirror ground, shell inlay, thin gold."""
    GARDEN = "garden"
    """园: paper and jade, window frames of a Yangzhou garden."""
    MARKET = "market"
    """市: indigo print, warm labels, bold numbers."""


class Platform(StrEnum):
    """Where the show goes; each has rules of its own (`compliance`)."""

    GENERIC = "generic"
    DOUYIN = "douyin"
    TAOBAO = "taobao"
    JD = "jd"
    KUAISHOU = "kuaishou"
    CHANNELS = "channels"
    """视频号."""
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    EU = "eu"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an overlay stands. Shares of the canvas; x to the right, y down, from the anchor."""

    anchor: Anchor = Anchor.BOTTOM_LEFT
    x: float = 0.0
    y: float = 0.0
    width: float = 0.3
    """Of the canvas's width; the height follows from what is drawn."""


@dataclass(frozen=True, slots=True)
class ChromaKey:
    """A colour that is cut out of a picture. Shares, 0–1."""

    color: str = "#00b140"
    """#rrggbb of the mat behind the goods."""
    tolerance: float = 0.5
    """How much paler or darker than the mat still counts as mat: shadows, folds."""
    softness: float = 0.25
    """From cut out to kept."""
    spill: float = 0.8
    """How much of the mat's tint is taken from what is kept."""


@dataclass(frozen=True, slots=True)
class CloseUp:
    """How the picture of a second camera is shown. Which camera it is, is said on each machine (`ChooseCloseUp`)."""

    shape: float = 4 / 3
    """Width by height; the middle of the camera's picture is cut to it."""
    frame: bool = True
    """Round corners and frame of the brand's family; not drawn around what is cut out."""
    key: ChromaKey | None = None
    """None: nothing is cut out."""


@dataclass(frozen=True, slots=True)
class OverlayItem:
    id: str
    kind: OverlayKind
    shown: bool = True
    text_zh: str = ""
    text_en: str = ""
    picture: str = ""
    """Path of a sticker's picture."""
    close_up: CloseUp = CloseUp()
    """Of a close-up."""
    wide: Spot = Spot()
    tall: Spot = Spot()


@dataclass(frozen=True, slots=True)
class Brand:
    name_zh: str = ""
    name_en: str = ""
    legal_name: str = ""
    code: str = ""
    """统一社会信用代码."""
    primary: str = "#426666"
    """Colours are #rrggbb."""
    secondary: str = "#f3f9f1"
    accent: str = "#f0c239"
    ink: str = "#161823"
    family: Family = Family.GARDEN
    serif: bool = False
    """Headings in the Song face."""
    logo: str = ""
    """Path of a PNG or SVG."""
    clear_space: float = 0.25
    """Kept free around the logo, in logo heights."""


BRAND_COLORS = ("primary", "secondary", "accent")
"""Words for a brand's colours where a colour may be written."""


def brand_color(brand: Brand, color: str) -> str:
    """The brand's colour for one of `BRAND_COLORS`, any other text as it is."""
    return str(getattr(brand, color)) if color in BRAND_COLORS else color


@dataclass(frozen=True, slots=True)
class Licence:
    """For what, where and when the brand may use the avatar. Empty lists: no limit was written."""

    valid_from: str = ""
    """ISO date, inclusive; "" open."""
    valid_until: str = ""
    categories: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneRule:
    """A scene of OBS by name, and what the studio does when it comes on program."""

    scene: str
    product: str = ""
    """Id of the product to show."""
    framing: str = ""
    slate: bool = False


@dataclass(frozen=True, slots=True)
class Hotkey:
    keys: str
    """`Ctrl+Alt+Right`."""
    command: str
    """A name of the catalogue."""
    args: tuple[tuple[str, str], ...] = ()
    """Argument and value as JSON text."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Without its rundown, which lives and changes on its own."""

    id: str = ""
    """Folder name; "" is the house's own look, without a brand."""
    title_zh: str = ""
    title_en: str = ""
    brand: Brand = Brand()
    avatar: str = ""
    outfit: Outfit | None = None
    """What the avatar wears; None: what it wears already."""
    prop: str = ""
    """What the avatar holds: one of its own expressions, such as `fan`."""
    background: str = ""
    framing_wide: str = ""
    framing_tall: str = ""
    label: str = ""
    """Wording of the label, one of `LABEL_WORDINGS`; "" the house's."""
    platform: Platform = Platform.GENERIC
    registered_as: str = ""
    """The avatar's registration number on the platform, where it asks for one."""
    english: bool = False
    """Overlays speak English beside Chinese."""
    seller: Seller = field(default_factory=Seller)
    licence: Licence = Licence()
    overlays: tuple[OverlayItem, ...] = ()
    scenes: tuple[SceneRule, ...] = ()
    hotkeys: tuple[Hotkey, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Who may sign at the gate; empty: anybody with a name."""


LABEL_WORDINGS: tuple[str, ...] = ("AI生成 · 数字人", "人工智能生成 · 数字人", "AI合成 · 数字人")
"""Each says all that GB 45438-2025 (5.x) and the draft on virtual humans (art. 13) ask for."""
