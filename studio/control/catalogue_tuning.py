"""What the catalogue says of the commands in `tuning_commands`; see `catalogue_show`."""

from __future__ import annotations

from studio.control import commands as c
from studio.control import tuning_commands as t
from studio.control.titles import Category, Offer, Text

ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("SetSprings", "strength"): (
        Text("强度", "Strength"),
        Text("0.25 至 3；1 为作者原设", "0.25 to 3; 1 is as its author chose"),
        Offer.NONE,
    ),
    ("SetKeyLight", "turn_deg"): (
        Text("左右", "Turn"),
        Text("-60 至 60 度，正为画面右侧", "-60 to 60 degrees, + towards the right of the picture"),
        Offer.NONE,
    ),
    ("SetKeyLight", "lift_deg"): (
        Text("高低", "Height"),
        Text("-20 至 35 度，正为更高", "-20 to 35 degrees, + from higher up"),
        Offer.NONE,
    ),
    ("SetKeyLight", "warmth"): (
        Text("冷暖", "Warmth"),
        Text("-1 月光，1 灯光", "-1 moonlight, 1 lamplight"),
        Offer.NONE,
    ),
    ("SetKeyLight", "strength"): (
        Text("强弱", "Strength"),
        Text("0.75 至 1.25；1 为场景原光", "0.75 to 1.25; 1 is the set's own"),
        Offer.NONE,
    ),
    ("SetMotionWindow", "motion"): (
        Text("动作", "Motion"),
        Text("转头、点头、歪头、目光、眉、眨眼、张嘴或微笑", "turn, nod, tilt, gaze, brows, blink, mouth or smile"),
        Offer.NONE,
    ),
    ("SetMotionWindow", "low"): (
        Text("起点", "From"),
        Text("0 至 0.6；以下视为静止", "0 to 0.6; below it is rest"),
        Offer.NONE,
    ),
    ("SetMotionWindow", "high"): (
        Text("终点", "To"),
        Text("0.2 至 1.6；到此为满幅", "0.2 to 1.6; there the avatar moves wholly"),
        Offer.NONE,
    ),
    ("MeasureMotions", "on"): (Text("开关", "On"), Text("开或关", "on or off"), Offer.NONE),
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        t.SetSprings,
        Category.AVATAR,
        Text("飘动强度", "Spring strength"),
        Text("头发与衣料的软硬，随数字人保存", "How firm hair and cloth are; kept for this avatar"),
    ),
    (
        t.SetKeyLight,
        Category.AVATAR,
        Text("主光", "Key light"),
        Text(
            "在场景原光上微调方向、冷暖与强弱，随数字人保存",
            "Direction, warmth and strength on top of the set's own light; kept for this avatar",
        ),
    ),
    (
        t.SetMotionWindow,
        Category.PERFORMER,
        Text("动作幅度", "Reach of a motion"),
        Text(
            "表演者动多少，数字人才动满；随表演者保存",
            "How far the performer moves for the avatar's whole motion; kept for this performer",
        ),
    ),
    (
        t.MeasureMotions,
        Category.PERFORMER,
        Text("显示实时幅度", "Show live reach"),
        Text("只发数值，仅在本机查看时发送", "Numbers only, and only while somebody looks at this machine"),
    ),
)
