"""Whatever colours a brand has, its words can be read."""

from __future__ import annotations

from hypothesis import given, settings
from PySide6.QtGui import QColor

from studio.core.on_screen import OnScreen
from studio.core.preset import Brand
from studio.staging.overlays.colours import contrast, toned
from studio.staging.overlays.family import Tone
from studio.staging.overlays.piece import skin_of
from tests.support.screens import brands


@settings(max_examples=150)
@given(brands)
def test_words_stand_out_from_every_ground_of_every_family(brand: Brand) -> None:
    skin = skin_of(OnScreen(brand=brand))

    inks = [skin.ink(tone) for tone in Tone] + [skin.tag] + ([skin.title] if skin.title else [])

    for ink in inks:
        for color in (ink.words, ink.soft, ink.number):
            assert min(contrast(color, ground) for ground in ink.ground) >= 4.45


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast(QColor("black"), QColor("white")), 1) == 21.0


def test_a_brands_hue_is_kept_while_its_lightness_is_the_familys() -> None:
    pink = toned(QColor("#ff2d95"), (0.3, 0.4), (0.05, 0.1))

    assert abs(pink.hueF() - QColor("#ff2d95").hueF()) < 0.06
    assert pink.lightnessF() < QColor("#ff2d95").lightnessF()
