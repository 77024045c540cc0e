"""What the catalogue says of the commands in `outfit_commands`; see `catalogue_show`."""

from __future__ import annotations

from studio.control import commands as c
from studio.control import outfit_commands as o
from studio.control.titles import Category, Offer, Text

ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("ChoosePalette", "palette"): (
        Text("配色", "Colourway"),
        Text("这位数字人的配色之一", "one that the avatar has"),
        Offer.PALETTES,
    ),
    ("TintPart", "part"): (
        Text("部位", "Part"),
        Text("可用品牌色的部位", "one that takes a brand's colour"),
        Offer.TINTS,
    ),
    ("TintPart", "color"): (
        Text("颜色", "Colour"),
        Text(
            "#rrggbb，或品牌的 primary、secondary、accent；留空则用配色原色。明度与浓淡会收在雅致的范围内",
            "#rrggbb, or primary, secondary, accent of the brand; empty for the colourway's own. "
            "Lightness and chroma are held within limits of taste",
        ),
        Offer.NONE,
    ),
    ("ToggleAccessory", "accessory"): (
        Text("配饰", "Accessory"),
        Text("可以取下的配饰", "one that can be taken off"),
        Offer.ACCESSORIES,
    ),
    ("ToggleAccessory", "on"): (Text("佩戴", "Worn"), Text("开或关", "on or off"), Offer.NONE),
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        o.ChoosePalette,
        Category.AVATAR,
        Text("选择配色", "Choose colourway"),
        Text("换一套衣裳的颜色，不重新载入", "Changes the colours of the clothes, without loading anew"),
    ),
    (
        o.TintPart,
        Category.AVATAR,
        Text("品牌色", "Tint by brand"),
        Text(
            "用品牌色染衣裳的一处；肤色、眼睛、嘴唇与头发不变",
            "Dyes a part of the clothes in a brand's colour; never skin, eyes, lips or hair",
        ),
    ),
    (
        o.ToggleAccessory,
        Category.AVATAR,
        Text("佩戴配饰", "Toggle accessory"),
        Text("戴上或取下一件配饰", "Puts an accessory on or takes it off"),
    ),
)
