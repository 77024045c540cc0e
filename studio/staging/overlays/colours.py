"""Brand colours within the limits of taste and law: hue is the brand's, lightness and strength are the family's."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor

REQUIRED_CONTRAST = 4.5
"""WCAG 2 and DOMAIN 5, L1: of words against what they stand on."""


def luminance(color: QColor) -> float:
    """WCAG 2: relative luminance, 0–1; alpha is not looked at."""
    return sum(
        weight * _linear(level)
        for weight, level in zip((0.2126, 0.7152, 0.0722), (color.redF(), color.greenF(), color.blueF()), strict=True)
    )


def contrast(one: QColor, other: QColor) -> float:
    """1–21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of `other` in `one`, opaque."""
    mix = [
        a + (b - a) * share
        for a, b in (
            (one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF())
        )
    ]  # fmt: skip
    return QColor.fromRgbF(mix[0], mix[1], mix[2])


def faded(color: QColor, alpha: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(min(max(alpha, 0.0), 1.0))
    return made


def toned(
    color: QColor, lightness: tuple[float, float], chroma: tuple[float, float], *, hue_of_grey: float = 1.4
) -> QColor:
    """The colour with OKLCH lightness and chroma brought into these bounds, its hue kept.

    A grey has no hue of its own; where some chroma is asked for it takes `hue_of_grey`, radians.
    """
    light, strength, hue = _oklch(color)
    if strength < 0.01:
        hue = hue_of_grey
    return _from_oklch(min(max(light, lightness[0]), lightness[1]), min(max(strength, chroma[0]), chroma[1]), hue)


def readable(color: QColor, *grounds: QColor, least: float = REQUIRED_CONTRAST) -> QColor:
    """The colour, made lighter or darker until it stands out from every ground; black or white at the end."""
    mean = sum(luminance(ground) for ground in grounds) / len(grounds)
    light, strength, hue = _oklch(color)
    for step in range(21):
        aim = light + (1.0 - light if mean < 0.18 else -light) * step / 20
        made = _from_oklch(aim, strength * (1 - step / 24), hue)
        if all(contrast(made, ground) >= least for ground in grounds):
            return made
    return QColor("white") if mean < 0.18 else QColor("black")


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


def _encoded(level: float) -> float:
    return 12.92 * level if level <= 0.0031308 else float(1.055 * level ** (1 / 2.4) - 0.055)


def _oklch(color: QColor) -> tuple[float, float, float]:
    """Lightness, chroma, hue in radians (https://bottosson.github.io/posts/oklab)."""
    r, g, b = (_linear(level) for level in (color.redF(), color.greenF(), color.blueF()))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> QColor:
    """The strongest colour of this lightness and hue that sRGB has, `chroma` at most."""
    for step in range(11):
        strength = chroma * (1 - step / 10)
        a, b = strength * math.cos(hue), strength * math.sin(hue)
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        levels = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        if all(-0.002 <= level <= 1.002 for level in levels):
            break
    r, g, b = (min(max(_encoded(min(max(level, 0.0), 1.0)), 0.0), 1.0) for level in levels)
    return QColor.fromRgbF(r, g, b)
