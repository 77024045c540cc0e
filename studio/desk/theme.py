"""The desk's colours and style: Yangzhou's traditional colours, dark and light, told once.

Contrast is part of the design: every pair in `PAIRS_OF_TEXT` reaches 4.5:1, which a test measures.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

_HERE = Path(__file__).parent
_PROPERTY = "studio_colors"


class Look(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Colors:
    """Each `#rrggbb`, named by what it is for."""

    base: str
    """The window, behind all cards."""
    surface: str
    """Cards and menus."""
    raised: str
    """Fields and buttons on a card."""
    hover: str
    pressed: str
    line: str
    text: str
    text_soft: str
    """Second rank: help, details."""
    text_faint: str
    """Third rank: units, times, what is out of reach."""
    accent: str
    """竹青, as it is: rings, switches, lamps."""
    fill: str
    """竹青 behind words."""
    fill_hover: str
    on_fill: str
    accent_text: str
    accent_wash: str
    """Behind what is chosen."""
    air: str
    """朱红: on air, and nothing else."""
    air_hover: str
    on_air: str
    air_text: str
    warn: str
    """缃"""
    on_warn: str
    warn_text: str
    warn_wash: str
    bad_text: str
    bad_wash: str
    stage: str
    """Around the program picture."""
    check_a: str
    check_b: str
    """The checkerboard behind what is transparent."""


DARK = Colors(
    base="#161823", surface="#1e212e", raised="#2a2e3e", hover="#343a4d", pressed="#3c4359", line="#333849",
    text="#f3f9f1", text_soft="#bac4bf", text_faint="#929c98",
    accent="#789262", fill="#789262", fill_hover="#8ca676", on_fill="#12141d", accent_text="#aac792",
    accent_wash="#2b3530",
    air="#ff4c00", air_hover="#ff6a2b", on_air="#12141d", air_text="#ff8a57",
    warn="#f0c239", on_warn="#161823", warn_text="#f0c239", warn_wash="#37321f",
    bad_text="#ff9b7a", bad_wash="#3b2423",
    stage="#0f1119", check_a="#2b2e38", check_b="#363a46",
)  # fmt: skip

LIGHT = Colors(
    base="#f3f9f1", surface="#fdfffc", raised="#e8f0e4", hover="#dde8d8", pressed="#d0dfca", line="#d2dfcd",
    text="#161823", text_soft="#444e53", text_faint="#5c6762",
    accent="#789262", fill="#566d43", fill_hover="#48602f", on_fill="#f7fbf5", accent_text="#4a6336",
    accent_wash="#e4eedb",
    air="#ff4c00", air_hover="#ff6a2b", on_air="#161823", air_text="#b23400",
    warn="#f0c239", on_warn="#161823", warn_text="#745600", warn_wash="#fbf1cd",
    bad_text="#9d2933", bad_wash="#f9e5e2",
    stage="#dde7da", check_a="#ffffff", check_b="#e4e9e2",
)  # fmt: skip

PAIRS_OF_TEXT: tuple[tuple[str, str], ...] = (
    ("text", "base"), ("text", "surface"), ("text", "raised"), ("text", "hover"), ("text", "accent_wash"),
    ("text_soft", "base"), ("text_soft", "surface"), ("text_soft", "raised"), ("text_soft", "stage"),
    ("text_faint", "base"), ("text_faint", "surface"),
    ("on_fill", "fill"), ("on_fill", "fill_hover"), ("accent_text", "surface"), ("accent_text", "accent_wash"),
    ("accent_text", "base"),
    ("on_air", "air"), ("on_air", "air_hover"), ("air_text", "surface"), ("air_text", "base"),
    ("on_warn", "warn"), ("warn_text", "surface"), ("warn_text", "warn_wash"), ("warn_text", "base"),
    ("bad_text", "surface"), ("bad_text", "bad_wash"), ("text", "bad_wash"), ("text", "warn_wash"),
    ("text_soft", "bad_wash"), ("text_soft", "warn_wash"), ("text_soft", "accent_wash"),
)  # fmt: skip
"""(ink, ground): every pair the style sheet and the painters use for words."""


def colors_of(look: Look) -> Colors:
    """The colours of a choice; `SYSTEM` asks the desktop."""
    if look is Look.SYSTEM:
        hints = QGuiApplication.styleHints()
        return LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else DARK
    return LIGHT if look is Look.LIGHT else DARK


def dress(app: QApplication, colors: Colors) -> None:
    """Puts the palette and the style sheet on; all windows follow at once. What is worn already costs nothing."""
    before = app.property(_PROPERTY)
    if before == colors:
        return
    if before is None:
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setProperty(_PROPERTY, colors)
    app.setPalette(_palette(colors))
    app.setStyleSheet(style_sheet(colors))


def worn() -> Colors:
    """The colours the app wears now, for what is painted by hand."""
    app = QApplication.instance()
    colors = app.property(_PROPERTY) if app is not None else None
    return colors if isinstance(colors, Colors) else DARK


def style_sheet(colors: Colors) -> str:
    """`style.qss` with every `@name` replaced. Raises KeyError for a name that is no colour."""
    named = {**asdict(colors), "icons": (_HERE / "icons").as_posix()}
    return re.sub(r"@(\w+)", lambda found: named[found[1]], _template())


def contrast(ink: str, ground: str) -> float:
    """WCAG 2 contrast ratio of two `#rrggbb`, 1 to 21."""
    low, high = sorted((_luminance(ink), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _template() -> str:
    return (_HERE / "style.qss").read_text(encoding="utf-8")


def _palette(colors: Colors) -> QPalette:
    """For what the style sheet does not reach: dialogs of Qt's own, selections, placeholder words."""
    palette = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, colors.base),
        (QPalette.ColorRole.WindowText, colors.text),
        (QPalette.ColorRole.Base, colors.surface),
        (QPalette.ColorRole.AlternateBase, colors.raised),
        (QPalette.ColorRole.Text, colors.text),
        (QPalette.ColorRole.Button, colors.raised),
        (QPalette.ColorRole.ButtonText, colors.text),
        (QPalette.ColorRole.BrightText, colors.air_text),
        (QPalette.ColorRole.ToolTipBase, colors.surface),
        (QPalette.ColorRole.ToolTipText, colors.text),
        (QPalette.ColorRole.PlaceholderText, colors.text_faint),
        (QPalette.ColorRole.Highlight, colors.fill),
        (QPalette.ColorRole.HighlightedText, colors.on_fill),
        (QPalette.ColorRole.Link, colors.accent_text),
        (QPalette.ColorRole.Accent, colors.accent),
    ):
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.text_faint))
    return palette
