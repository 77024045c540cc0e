from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from studio.desk import fonts, icons, theme
from studio.desk.theme import DARK, LIGHT, Colors, Look
from tests.desk.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("pair", theme.PAIRS_OF_TEXT, ids="/".join)
def test_every_ink_can_be_read_on_its_ground(colors: Colors, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(colors, name) for name in pair)
    assert theme.contrast(ink, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_colours_are_those_of_yangzhou() -> None:
    assert (LIGHT.base, DARK.base) == ("#f3f9f1", "#161823")
    for colors in (DARK, LIGHT):
        assert (colors.accent, colors.air, colors.warn) == ("#789262", "#ff4c00", "#f0c239")


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_the_style_sheet_names_only_colours_and_pictures_there_are(colors: Colors) -> None:
    sheet = theme.style_sheet(colors)
    assert "@" not in sheet
    for path in re.findall(r'url\("(.+?)"\)', sheet):
        assert Path(path).is_file()
    for name, value in asdict(colors).items():
        assert re.fullmatch(r"#[0-9a-f]{6}", value), name


def test_every_icon_is_drawn_in_the_ink_it_is_given(qapp: QApplication) -> None:
    folder = Path(icons.__file__).parent / "icons"
    names = [path.stem for path in folder.glob("*.svg")]
    assert len(names) > 30
    for name in names:
        if "currentColor" not in (folder / f"{name}.svg").read_text():
            continue  # arrows and ticks of the style sheet have one ink for both themes
        image = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
        assert image.width() == 48
        inks = {
            image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250
        }
        assert inks == {"#ff0000"}, name


def test_the_theme_changes_at_once_with_all_icons(desk: Desk) -> None:
    window = desk.window

    def ink() -> str:
        image = window.source.calibrate.icon().pixmap(54).toImage()
        opaque = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return next(color.name() for color in opaque if color.alpha() == 255)

    assert ink() == DARK.on_fill
    window.menu.look_actions[Look.LIGHT].trigger()
    assert theme.worn() is LIGHT
    assert ink() == LIGHT.on_fill
    assert window.grab().toImage().pixelColor(2, 400).name() == LIGHT.base
    assert window.remembered().look == "light"
    window.menu.look_actions[Look.DARK].trigger()
    assert window.grab().toImage().pixelColor(2, 400).name() == DARK.base


def test_chinese_is_never_shown_as_boxes(qapp: QApplication) -> None:
    font = fonts.desk_font()
    assert font.family().startswith("Noto Sans SC")
    glyphs = QRawFont.fromFont(font)
    assert all(glyphs.supportsCharacter(ord(letter)) for letter in "琼花演播室数字人校准垫片，。“”")
