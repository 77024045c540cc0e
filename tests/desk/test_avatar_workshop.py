"""The avatar workshop: files, the licence that is agreed to once, and a slider for every expression."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from studio.control import events as e
from studio.control import outfit_events as oe
from studio.control.state import Framing
from studio.core.names import ARKIT, PRESETS
from studio.core.wardrobe import Accessory, Outfit, Palette, Slot, Wardrobe
from studio.desk import face_regions
from studio.desk.avatar_workshop import AvatarWorkshop
from studio.desk.face_regions import Region
from studio.desk.outfit_box import OutfitBox
from studio.desk.settings import Settings
from tests.desk.conftest import STATE, Desk, OpenDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OWN = "/avatars/aoi.vrm"


@pytest.fixture
def workshop(desk: Desk) -> AvatarWorkshop:
    desk.window.avatars.workshop.click()
    made = desk.window.workshop
    assert made is not None
    desk.qtbot.waitExposed(made)
    desk.until(lambda: len(made.sliders) == len(STATE.expressions))
    return made


def test_every_expression_has_a_slider_in_one_region_and_a_name_in_both_languages() -> None:
    groups = face_regions.by_region(STATE.expressions)
    assert sorted(name for group in groups for name in group.names) == sorted(STATE.expressions)
    assert {group.region for group in groups} == set(Region)
    for name in (*PRESETS, *ARKIT):
        title = face_regions.title_of(name)
        assert title.zh != name
        assert title.en != name
    assert len({face_regions.title_of(name).zh for name in ARKIT}) == len(ARKIT)
    assert len({face_regions.title_of(name).en for name in ARKIT}) == len(ARKIT)


def test_left_stands_beside_right_however_the_avatar_lists_them() -> None:
    jumbled = ("eyeBlinkRight", "jawOpen", "eyeWideLeft", "EyeBlinkLeft")
    eyes = next(group for group in face_regions.by_region(jumbled) if group.region is Region.EYES)
    assert eyes.names == ("EyeBlinkLeft", "eyeBlinkRight", "eyeWideLeft")


@pytest.mark.parametrize("name", ["happy", "aa", "wave", "mouthSmileLeft"])
def test_a_slider_holds_its_expression_and_follows_the_show(desk: Desk, workshop: AvatarWorkshop, name: str) -> None:
    workshop.sliders[name].slider.setValue(40)
    desk.until(lambda: e.ExpressionHeld(name, 0.4) in desk.studio.told)
    desk.studio.console.report(e.ExpressionHeld(name, 0.7))
    desk.until(lambda: workshop.sliders[name].slider.value() == 70)
    workshop.sliders[name].slider.setValue(0)
    desk.until(lambda: name not in dict(desk.bridge.state.held))


def test_the_camera_comes_near_for_the_face(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.framing.button("face").click()
    desk.until(lambda: desk.bridge.state.framing is Framing.FACE)
    desk.studio.console.report(e.FramingSet(Framing.HALF))
    desk.until(workshop.framing.button("half").isChecked)


def test_reset_lets_go_of_all(desk: Desk, workshop: AvatarWorkshop) -> None:
    for name in ("happy", "jawOpen"):
        workshop.sliders[name].slider.setValue(50)
        desk.until(lambda name=name: name in dict(desk.bridge.state.held))
    workshop.reset.click()
    desk.until(lambda: desk.bridge.state.held == ())
    assert [workshop.sliders[name].slider.value() for name in ("happy", "jawOpen")] == [0, 0]
    assert not workshop.reset.isEnabled()


def test_whole_expressions_and_single_muscles_are_shown_apart(workshop: AvatarWorkshop) -> None:
    def seen() -> set[Region]:
        return {box.region for box in workshop.boxes if not box.isHidden()}

    assert seen() == {Region.MOODS, Region.MOUTHS, Region.GAZE, Region.OWN}
    workshop.choice.button("shapes").click()
    assert seen() == set(face_regions.SHAPES)
    assert workshop.count.text().startswith("52 of 52")


def test_another_avatar_brings_its_own_sliders(desk: Desk, workshop: AvatarWorkshop) -> None:
    loaded = e.AvatarLoaded("zhuxi", ("happy", "bow"), "Zhuxi, VRM 1.0", "personalNonProfit")
    desk.studio.console.report(e.AvatarChosen("zhuxi"), loaded)
    desk.until(lambda: set(workshop.sliders) == {"happy", "bow"})
    workshop.choice.button("shapes").click()
    assert "none of the 52" in workshop.count.text()
    assert "must not sell" in workshop.licence.text()
    assert workshop.detail.text() == "Zhuxi, VRM 1.0"


def test_a_vrm_file_is_opened_by_button_and_by_drop(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.open_.click()
    dialog = workshop.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit("/avatars/first.vrm")
    dialog.close()
    desk.until(lambda: e.AvatarChosen("/avatars/first.vrm") in desk.studio.told)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/avatars/readme.txt"), QUrl.fromLocalFile(OWN)])
    workshop.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )
    desk.until(lambda: e.AvatarChosen(OWN) in desk.studio.told)


def test_an_avatar_that_cannot_be_read_says_why_in_the_workshop(desk: Desk, workshop: AvatarWorkshop) -> None:
    desk.studio.console.report(e.AvatarRefused(OWN, "qiongjiu", "it is no VRM", "export it again"))
    desk.until(lambda: not workshop.notice.isHidden())
    assert "export it again" in workshop.notice.accessibleName()


# --- licence ----------------------------------------------------------------------------------------------------------


def load(desk: Desk, path: str, commercial: str) -> None:
    desk.studio.console.report(e.AvatarChosen(path), e.AvatarLoaded(path, PRESETS, "Aoi, VRM 1.0", commercial))
    desk.until(lambda: desk.bridge.state.avatar == path and desk.bridge.state.licence == commercial)


def test_the_licence_of_ones_own_file_is_agreed_to_once_and_remembered(desk: Desk) -> None:
    asks = desk.window.licences
    load(desk, OWN, "personalNonProfit")
    desk.until(lambda: asks.dialog is not None)
    assert asks.dialog is not None
    asks.dialog.use.click()
    assert asks.dialog is None
    assert desk.window.remembered().licences == {OWN: "personalNonProfit"}
    load(desk, "qiongjiu", "corporation")
    load(desk, OWN, "personalNonProfit")
    assert asks.dialog is None
    load(desk, "qiongjiu", "corporation")
    load(desk, OWN, "corporation")  # the file says something else now
    desk.until(lambda: asks.dialog is not None)


def test_a_licence_not_agreed_to_brings_the_avatar_before_back(desk: Desk) -> None:
    load(desk, "qiongjiu", "corporation")
    load(desk, OWN, "")
    asks = desk.window.licences
    desk.until(lambda: asks.dialog is not None)
    assert asks.dialog is not None
    asks.dialog.back.click()
    desk.until(lambda: desk.bridge.state.avatar == "qiongjiu")
    assert desk.window.remembered().licences == {}


def test_what_was_agreed_to_yesterday_is_not_asked_again(open_desk: OpenDesk) -> None:
    desk = open_desk(Settings("en", "dark", licences={OWN: "corporation"}))
    load(desk, OWN, "corporation")
    assert desk.window.licences.dialog is None
    assert Path(OWN).stem in desk.window.avatars.cards[OWN].accessibleName()


WARDROBE = Wardrobe(
    (
        Palette("bamboo", "竹青", "Bamboo", (("coat", "#7a9267"), ("sash", "#e0d2a6"))),
        Palette("plum", "海棠", "Plum", (("coat", "#cc8f9b"), ("sash", "#f3e6d2"))),
    ),
    (Slot("sash", "腰带", "Sash", 0.4, 0.8, 0.12),),
    (Accessory("hat", "草帽", "Hat", "夏", "summer"),),
)


@pytest.fixture
def wardrobe(desk: Desk, workshop: AvatarWorkshop) -> OutfitBox:
    dressed = replace(STATE.avatars[0], wardrobe=WARDROBE)
    desk.studio.console.report(e.AvatarsFound((dressed, *STATE.avatars[1:])))
    desk.until(lambda: workshop.outfit is not None)
    workshop.page.button("outfit").click()
    box = workshop.outfit
    assert box is not None
    assert box.isVisible()
    return box


def test_a_colourway_is_chosen_and_followed(desk: Desk, wardrobe: OutfitBox) -> None:
    assert wardrobe.palettes["bamboo"].isChecked()
    wardrobe.palettes["plum"].click()
    desk.until(lambda: desk.bridge.state.outfit == Outfit("plum"))
    desk.until(lambda: wardrobe.palettes["plum"].isChecked() and not wardrobe.palettes["bamboo"].isChecked())
    desk.studio.console.report(oe.OutfitChosen("qiongjiu", Outfit()))
    desk.until(wardrobe.palettes["bamboo"].isChecked)


def test_a_part_takes_the_brands_colour_and_shows_how_it_will_be_worn(desk: Desk, wardrobe: OutfitBox) -> None:
    row = wardrobe.slots["sash"]
    accent = desk.bridge.state.preset.brand.accent
    assert row.swatches["accent"].color == WARDROBE.slots[0].worn(accent)
    row.swatches["accent"].click()
    desk.until(lambda: desk.bridge.state.outfit.tints == (("sash", accent),))
    desk.until(row.swatches["accent"].isChecked)
    desk.studio.console.report(oe.OutfitChosen("qiongjiu", Outfit(tints=(("sash", "#123456"),))))
    desk.until(row.swatches["other"].isChecked)
    row.swatches["own"].click()
    desk.until(lambda: desk.bridge.state.outfit == Outfit())
    desk.until(row.swatches["own"].isChecked)


def test_an_accessory_comes_off_and_on_again(desk: Desk, wardrobe: OutfitBox) -> None:
    hat = wardrobe.accessories["hat"]
    assert hat.season.text() == "summer"
    hat.switch.click()
    desk.until(lambda: desk.bridge.state.outfit.off == ("hat",))
    desk.until(lambda: not hat.switch.isChecked())
    hat.switch.click()
    desk.until(lambda: desk.bridge.state.outfit.off == ())


def test_the_keyboard_reaches_all_of_an_outfit(desk: Desk, wardrobe: OutfitBox) -> None:
    held = [*wardrobe.palettes.values(), *wardrobe.slots["sash"].swatches.values(), wardrobe.accessories["hat"].switch]
    for widget in held:
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName()
    wardrobe.palettes["plum"].setFocus()
    desk.qtbot.keyClick(wardrobe.palettes["plum"], Qt.Key.Key_Space)
    desk.until(lambda: desk.bridge.state.outfit == Outfit("plum"))


def test_an_avatar_without_wardrobe_has_no_outfit_page(
    desk: Desk, workshop: AvatarWorkshop, wardrobe: OutfitBox
) -> None:
    desk.studio.console.report(e.AvatarChosen("zhuxi"))
    desk.until(lambda: workshop.outfit is None)
    assert not workshop.page.button("outfit").isVisible()
    desk.until(workshop.sliders["happy"].isVisible)
