"""An avatar's expressions by where they are on the face, with names for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studio.control.titles import EXPRESSION_TITLES, Text
from studio.core.names import ARKIT, PRESETS


class Region(StrEnum):
    MOODS = "moods"
    MOUTHS = "mouths"
    """The five vowels."""
    GAZE = "gaze"
    """Blinks and looks of VRM."""
    OWN = "own"
    """The avatar's own."""
    BROWS = "brows"
    EYES = "eyes"
    CHEEKS = "cheeks"
    JAW = "jaw"
    LIPS = "lips"


REGION_TITLES: Mapping[Region, Text] = MappingProxyType(
    {
        Region.MOODS: Text("心情", "Moods"),
        Region.MOUTHS: Text("口型", "Vowels"),
        Region.GAZE: Text("眨眼与目光", "Blinks and gaze"),
        Region.OWN: Text("自带表情", "Its own"),
        Region.BROWS: Text("眉毛", "Brows"),
        Region.EYES: Text("眼睛", "Eyes"),
        Region.CHEEKS: Text("脸颊与鼻子", "Cheeks and nose"),
        Region.JAW: Text("下颌与舌头", "Jaw and tongue"),
        Region.LIPS: Text("嘴唇", "Lips"),
    }
)
_PRESETS = {
    **dict.fromkeys(("happy", "angry", "sad", "relaxed", "surprised", "neutral"), Region.MOODS),
    **dict.fromkeys(("aa", "ih", "ou", "ee", "oh"), Region.MOUTHS),
}
_SHAPES = {
    "brow": Region.BROWS,
    "eye": Region.EYES,
    "cheek": Region.CHEEKS,
    "nose": Region.CHEEKS,
    "jaw": Region.JAW,
    "tongue": Region.JAW,
    "mouth": Region.LIPS,
}
SHAPES = frozenset(_SHAPES.values())
"""Regions of single muscles."""
_STEMS: Mapping[str, Text] = MappingProxyType(
    {
        "browDown": Text("眉下压", "Brow down"),
        "browInnerUp": Text("眉心上扬", "Inner brows up"),
        "browOuterUp": Text("眉梢上扬", "Outer brow up"),
        "cheekPuff": Text("鼓腮", "Cheeks puffed"),
        "cheekSquint": Text("脸颊上提", "Cheek raised"),
        "eyeBlink": Text("闭眼", "Eye closed"),
        "eyeLookDown": Text("眼向下看", "Eye down"),
        "eyeLookIn": Text("眼向内看", "Eye in"),
        "eyeLookOut": Text("眼向外看", "Eye out"),
        "eyeLookUp": Text("眼向上看", "Eye up"),
        "eyeSquint": Text("眯眼", "Eye squinted"),
        "eyeWide": Text("睁大眼", "Eye wide"),
        "jawForward": Text("下颌前伸", "Jaw forward"),
        "jaw": Text("下颌偏", "Jaw to the"),
        "jawOpen": Text("张嘴", "Jaw open"),
        "mouthClose": Text("合唇", "Lips closed"),
        "mouthDimple": Text("酒窝", "Dimple"),
        "mouthFrown": Text("嘴角下拉", "Frown"),
        "mouthFunnel": Text("拢唇", "Lips rounded"),
        "mouth": Text("嘴偏", "Mouth to the"),
        "mouthLowerDown": Text("下唇下拉", "Lower lip down"),
        "mouthPress": Text("抿唇", "Lips pressed"),
        "mouthPucker": Text("嘟嘴", "Pucker"),
        "mouthRollLower": Text("下唇内卷", "Lower lip in"),
        "mouthRollUpper": Text("上唇内卷", "Upper lip in"),
        "mouthShrugLower": Text("下唇上推", "Lower lip shrug"),
        "mouthShrugUpper": Text("上唇上推", "Upper lip shrug"),
        "mouthSmile": Text("嘴角上扬", "Smile"),
        "mouthStretch": Text("嘴角横拉", "Mouth stretched"),
        "mouthUpperUp": Text("上唇上提", "Upper lip up"),
        "noseSneer": Text("皱鼻", "Sneer"),
        "tongueOut": Text("吐舌", "Tongue out"),
    }
)
"""The 52 shapes, without their side."""
_SIDES = (("Left", "左", "left"), ("Right", "右", "right"))
_KNOWN = {name.lower(): name for name in ARKIT}


@dataclass(frozen=True, slots=True)
class Group:
    region: Region
    names: tuple[str, ...]


def by_region(expressions: tuple[str, ...]) -> tuple[Group, ...]:
    """Every expression once, in the order of the regions and of the avatar."""
    found: dict[Region, list[str]] = {region: [] for region in Region}
    for name in expressions:
        found[region_of(name)].append(name)
    for region in SHAPES:  # left beside right, however the avatar lists them
        found[region].sort(key=lambda name: ARKIT.index(_KNOWN[name.lower()]))
    return tuple(Group(region, tuple(names)) for region, names in found.items() if names)


def region_of(name: str) -> Region:
    if name in PRESETS:
        return _PRESETS.get(name, Region.GAZE)
    shape = _KNOWN.get(name.lower(), "")
    return next((region for stem, region in _SHAPES.items() if shape.startswith(stem)), Region.OWN)


def title_of(name: str) -> Text:
    """An avatar's own expression is called by its own name."""
    if name in EXPRESSION_TITLES:
        return EXPRESSION_TITLES[name]
    shape = _KNOWN.get(name.lower(), "")
    if shape in _STEMS:
        return _STEMS[shape]
    for suffix, zh, en in _SIDES:
        stem = shape.removesuffix(suffix)
        if stem in _STEMS and stem != shape:
            words = _STEMS[stem]
            if stem in ("jaw", "mouth"):  # the whole of it goes that way
                return Text(f"{words.zh}{zh}", f"{words.en} {en}")
            return Text(f"{zh}{words.zh}", f"{words.en}, {en}")
    return Text(name, name)
