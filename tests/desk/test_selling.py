"""Brand, overlays, countdown, comments, corrections, marks and gestures: each wish reaches the show and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.state import Air, Part, PartStatus, PresetEntry, SourceEntry
from studio.core.goods import CommentLife
from studio.core.preset import ChromaKey, Hotkey, OverlayItem, OverlayKind
from studio.desk.bridge import Refusal
from studio.desk.controls import Notice
from studio.desk.refusals import RefusalNotice
from studio.desk.settings import Settings
from studio.desk.slip import CorrectionDialog
from tests.desk.conftest import STATE, Desk, OpenDesk, Studio
from tests.desk.goods import PRESET, RUNDOWN, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHELF = (
    PresetEntry("lacquer", "示例·漆坊", "Example Lacquer"),
    PresetEntry("tea", "示例·茶社", "Example Tea", problem="brand.primary: “#44” is no colour"),
)


@pytest.fixture
def selling(open_desk: OpenDesk) -> Desk:
    desk = open_desk(Settings("en", "dark", workspace="sell", operator="乙"))
    desk.studio.console.report(ge.PresetsFound(SHELF), opened())
    desk.until(lambda: desk.bridge.state.preset.id == "lacquer")
    return desk


def bring_up(desk: Desk, card: QWidget) -> None:
    card.raise_()
    desk.until(card.isVisible)


# --- the preset's keys ------------------------------------------------------------------------------------------------


def test_the_presets_keys_send_their_commands_and_go_with_it(selling: Desk, qtbot: QtBot) -> None:
    def wear(*hotkeys: Hotkey) -> None:
        selling.studio.console.report(ge.PresetReloaded(replace(PRESET, hotkeys=hotkeys), RUNDOWN, ""))
        selling.until(lambda: selling.bridge.state.preset.hotkeys == hotkeys)

    selling.window.activateWindow()
    qtbot.waitUntil(selling.window.isActiveWindow)
    ctrl_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    wear(Hotkey("Ctrl+Alt+H", "HoldRundown", (("on", "true"),)), Hotkey("Ctrl+K", "CutToSlate"))
    qtbot.keyClick(selling.window, Qt.Key.Key_H, ctrl_alt)
    selling.until(lambda: selling.bridge.state.rundown_held)
    qtbot.keyClick(selling.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    selling.until(lambda: e.CalibrationAsked() in selling.studio.told)
    assert not selling.bridge.state.slate, "the window's own keys stay its own"
    refused: list[Refusal] = []
    selling.bridge.refused.connect(refused.append)
    wear(Hotkey("Ctrl+Alt+R", "StartRecording", (("path", '"/tmp/a.mp4"'),)))
    qtbot.keyClick(selling.window, Qt.Key.Key_R, ctrl_alt)
    assert "not name a file" in refused[0].problem
    wear(Hotkey("Ctrl+Alt+H", "HoldRundown", (("on", "false"),)))
    qtbot.keyClick(selling.window, Qt.Key.Key_H, ctrl_alt)
    selling.until(lambda: not selling.bridge.state.rundown_held)


# --- brand ------------------------------------------------------------------------------------------------------------


def test_a_preset_is_chosen_from_the_list_and_follows_the_show(desk: Desk) -> None:
    brand = desk.window.brand
    desk.studio.console.report(ge.PresetsFound(SHELF))
    desk.until(lambda: brand.choice.findData("lacquer") > 0)
    brand.choice.activated.emit(brand.choice.findData("lacquer"))
    desk.until(lambda: ge.PresetAsked("lacquer") in desk.studio.told)
    assert brand.choice.currentData() == ""
    desk.studio.console.report(opened())
    desk.until(lambda: brand.choice.currentData() == "lacquer")
    assert brand.name.text() == "Example Lacquer"
    assert brand.seller.text() == "Seller: 示例公司"


def test_the_brands_colour_is_seen_on_its_card(selling: Desk) -> None:
    brand = selling.window.brand
    bring_up(selling, brand)
    assert brand.colors.grab().toImage().pixelColor(20, 22) == QColor(PRESET.brand.primary)


def test_a_broken_preset_says_why_and_is_not_asked_for(desk: Desk) -> None:
    brand = desk.window.brand
    desk.studio.console.report(ge.PresetsFound(SHELF))
    desk.until(lambda: brand.choice.findData("tea") > 0)
    brand.choice.activated.emit(brand.choice.findData("tea"))
    assert "no colour" in brand.broken.accessibleName()
    assert not brand.broken.isHidden()
    assert ge.PresetAsked("tea") not in desk.studio.told
    desk.studio.console.report(ge.PresetRefused("tea", "the rundown is empty", "fill it"))
    desk.until(lambda: "fill it" in brand.broken.accessibleName())


def test_a_preset_is_closed_by_its_button_and_never_on_air(selling: Desk) -> None:
    brand = selling.window.brand
    bring_up(selling, brand)
    selling.studio.console.report(e.WentLive())
    selling.until(lambda: not brand.close_.isEnabled())
    assert not brand.choice.isEnabled()
    assert brand.fixed.isVisible()
    selling.studio.console.report(e.WentToRehearsal())
    selling.until(brand.close_.isEnabled)
    selling.qtbot.mouseClick(brand.close_, Qt.MouseButton.LeftButton)
    selling.until(lambda: selling.studio.console.state.preset.id == "")
    selling.until(lambda: not brand.close_.isVisible())


def test_a_folder_and_the_menu_open_presets_too(desk: Desk) -> None:
    brand = desk.window.brand
    brand.choice.activated.emit(brand.choice.findText("Open a folder…"))
    dialog = brand.findChild(QFileDialog)
    dialog.fileSelected.emit("/brands/silk")
    dialog.close()
    desk.until(lambda: ge.PresetAsked("/brands/silk") in desk.studio.told)
    desk.studio.console.report(ge.PresetsFound(SHELF))
    desk.until(lambda: bool(desk.bridge.state.presets))
    menu = desk.window.menu
    menu.list_presets()
    actions = {action.text(): action for action in menu.presets.actions()}
    assert not actions["Example Tea"].isEnabled()
    actions["Example Lacquer"].trigger()
    desk.until(lambda: ge.PresetAsked("lacquer") in desk.studio.told)


# --- overlays and countdown -------------------------------------------------------------------------------------------


def test_an_overlay_is_switched_and_worded(selling: Desk) -> None:
    overlays, console = selling.window.overlays, selling.studio.console
    bring_up(selling, overlays)
    row = overlays.rows["ticker"]
    selling.qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.overlays[2].shown)
    selling.until(row.switch.isChecked)
    assert row.zh.text() == "今晚包邮"
    row.en.setText("Free shipping")
    selling.qtbot.keyClick(row.en, Qt.Key.Key_Return)
    selling.until(lambda: console.state.overlays[2].text_en == "Free shipping")
    assert overlays.rows["card"].zh.isHidden()  # its words come from the rundown


def test_on_air_the_seller_cannot_be_hidden(selling: Desk) -> None:
    row = selling.window.overlays.rows["seller"]
    assert row.switch.isEnabled()
    selling.studio.console.report(e.WentLive())
    selling.until(lambda: not row.switch.isEnabled())
    assert "whole broadcast" in row.switch.toolTip()


def test_a_countdown_is_started_shown_and_stopped(selling: Desk) -> None:
    countdown, console = selling.window.overlays.countdown, selling.studio.console
    bring_up(selling, selling.window.overlays)
    assert not countdown.start.isEnabled()
    countdown.what.setText("直播价结束")
    countdown.minutes.setValue(2.0)
    selling.qtbot.mouseClick(countdown.start, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.countdown is not None)
    selling.until(countdown.stop.isVisible)
    assert countdown.left.text() in ("02:00", "01:59")
    assert countdown.running.text() == "直播价结束"
    selling.qtbot.mouseClick(countdown.stop, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.countdown is None)
    selling.until(countdown.start.isVisible)


# --- comments and the performer ---------------------------------------------------------------------------------------


def test_comments_are_passed_on_shown_and_closed(selling: Desk) -> None:
    comments, console = selling.window.comments, selling.studio.console
    comments.author.setText("小满")
    comments.text.setText("可以刻字吗？")
    selling.qtbot.keyClick(comments.text, Qt.Key.Key_Return)
    selling.until(lambda: comments.model.rowCount() == 1)
    assert comments.text.text() == ""
    console.send(g.AddComment("Lin", "Do you ship?"))
    selling.until(lambda: comments.model.rowCount() == 2)
    comments.view.setCurrentIndex(comments.model.index(1))
    selling.qtbot.mouseClick(comments.show_, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.comments[1].life is CommentLife.SHOWN)
    selling.until(lambda: not comments.show_.isEnabled())
    selling.qtbot.mouseClick(comments.answered, Qt.MouseButton.LeftButton)
    selling.until(lambda: comments.model.rowCount() == 1)
    assert console.state.comments[1].life is CommentLife.ANSWERED
    selling.qtbot.mouseClick(comments.drop, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.comments[0].life is CommentLife.DROPPED)
    selling.until(comments.empty.isVisible)


def test_enter_on_the_list_shows_the_chosen_comment(selling: Desk) -> None:
    selling.studio.console.send(g.AddComment("小满", "可以刻字吗？"))
    selling.until(lambda: selling.window.comments.model.rowCount() == 1)
    selling.qtbot.keyClick(selling.window.comments.view, Qt.Key.Key_Return)
    selling.until(lambda: selling.studio.console.state.comments[0].life is CommentLife.SHOWN)


def test_a_word_to_the_performer_stands_until_it_is_taken(selling: Desk) -> None:
    comments, console = selling.window.comments, selling.studio.console
    comments.message.setText("慢一点")
    selling.qtbot.mouseClick(comments.tell, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.message == "慢一点")
    selling.until(comments.told.isVisible)
    assert "慢一点" in comments.told.accessibleName()
    selling.qtbot.mouseClick(comments.take_back, Qt.MouseButton.LeftButton)
    selling.until(lambda: console.state.message == "")
    selling.until(comments.message.isVisible)


# --- slips, marks, gestures -------------------------------------------------------------------------------------------


def test_a_correction_needs_words_and_a_name_and_stands_across_the_window(desk: Desk) -> None:
    window, console = desk.window, desk.studio.console
    desk.qtbot.mouseClick(window.top_bar.slips.correct, Qt.MouseButton.LeftButton)
    dialog = window.findChild(CorrectionDialog)
    dialog.text.setPlainText("一套四片，不是六片")
    assert not dialog.show_.isEnabled()
    dialog.by.setText("乙")
    desk.qtbot.mouseClick(dialog.show_, Qt.MouseButton.LeftButton)
    desk.until(lambda: console.state.correction == "一套四片，不是六片")
    desk.until(window.correction.isVisible)
    assert "一套四片" in window.correction.text.text()
    assert not window.correction.end.isEnabled()  # viewers have not had time to read it
    assert window.operator.name == "乙"
    console.report(ge.CorrectionShown("一套四片，不是六片", "乙", 1.0))
    desk.until(window.correction.end.isEnabled)
    desk.qtbot.mouseClick(window.correction.end, Qt.MouseButton.LeftButton)
    desk.until(lambda: console.state.correction == "")
    desk.until(lambda: not window.correction.isVisible())


def test_a_mark_lights_up_once_the_show_has_made_it(desk: Desk) -> None:
    mark = desk.window.top_bar.slips.mark
    desk.qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert not mark.isChecked()
    desk.until(lambda: any(isinstance(event, ge.MomentMarked) for event in desk.studio.told))
    desk.until(mark.isChecked)


@pytest.fixture
def gesturing(open_desk: OpenDesk, studio: Studio) -> Desk:
    from dataclasses import replace

    studio.console._state = replace(STATE, gestures=("wave", "bow", "curtsey"))
    return open_desk()


def test_a_gesture_is_played_by_button_and_key_and_lights_up(gesturing: Desk) -> None:
    gestures, told = gesturing.window.gestures, gesturing.studio.told
    assert [each.text() for each in gestures.buttons.values()] == ["Wave", "Bow", "curtsey"]
    gesturing.qtbot.mouseClick(gestures.buttons["bow"], Qt.MouseButton.LeftButton)
    gesturing.until(lambda: ge.GesturePlayed("bow") in told)
    gesturing.until(gestures.buttons["bow"].isChecked)
    gesturing.until(lambda: not gestures.buttons["bow"].isChecked())
    gesturing.window.activateWindow()
    gesturing.until(gesturing.window.isActiveWindow)
    gesturing.qtbot.keyClick(gesturing.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    gesturing.until(lambda: ge.GesturePlayed("wave") in told)


KEYS: list[tuple[Qt.Key, Callable[[Desk], bool]]] = [
    (Qt.Key.Key_Right, lambda d: d.studio.console.state.product == RUNDOWN[1].id),
    (Qt.Key.Key_D, lambda d: not d.studio.console.state.card),
    (Qt.Key.Key_H, lambda d: d.studio.console.state.rundown_held),
    (Qt.Key.Key_B, lambda d: any(isinstance(event, ge.MomentMarked) for event in d.studio.told)),
    (Qt.Key.Key_E, lambda d: d.window.findChild(CorrectionDialog) is not None),
    (Qt.Key.Key_T, lambda d: d.window.prompter is not None),
]


@pytest.mark.parametrize(("key", "holds"), KEYS, ids=lambda value: str(value)[:16])
def test_a_host_sells_without_the_mouse(selling: Desk, key: Qt.Key, holds: Callable[[Desk], bool]) -> None:
    selling.studio.console.send(g.NextProduct())
    selling.until(selling.window.now.card.isChecked)
    selling.window.activateWindow()
    selling.until(selling.window.isActiveWindow)
    selling.qtbot.keyClick(selling.window, key, Qt.KeyboardModifier.ControlModifier)
    selling.until(lambda: holds(selling))


def test_what_is_wrong_for_longer_comes_back_after_a_refusal_was_read(desk: Desk) -> None:
    from studio.control.state import Part, PartStatus

    notice = RefusalNotice(desk.bridge, g.OpenPreset)
    desk.qtbot.addWidget(notice)
    notice.tell_part(Part(PartStatus.FAILED, "", "the file is broken", "mend it"))
    desk.bridge.refused.emit(Refusal(g.OpenPreset("x"), "not on air", "rehearse first"))
    desk.bridge.refused.emit(Refusal(g.MarkMoment(), "something else", ""))
    assert "rehearse first" in notice.accessibleName()
    notice._timer.timeout.emit()
    assert "mend it" in notice.accessibleName()
    assert isinstance(notice, Notice)


def test_on_air_is_not_overlooked(selling: Desk) -> None:
    preview = selling.window.preview
    assert preview.view.frame_ink == "line"
    selling.studio.console.report(e.WentLive())
    selling.until(preview.on_air.isVisible)
    assert selling.bridge.state.air is Air.LIVE
    view, rect = preview.view, preview.view.picture_rect()
    picture = view.grab().toImage()
    assert picture.pixelColor(rect.left() - 4, rect.center().y()).name() == "#ff4c00"


# --- the close-up -----------------------------------------------------------------------------------------------------


def test_the_second_camera_is_chosen_keyed_and_shown_and_the_performers_is_not_offered(selling: Desk) -> None:
    overlays, console = selling.window.overlays, selling.studio.console
    close_up = OverlayItem("close_up", OverlayKind.CLOSE_UP, shown=False)
    cameras = (SourceEntry("camera:0", "Face cam"), SourceEntry("camera:1", "Table cam"), SourceEntry("take:a", "a"))
    preset = replace(PRESET, overlays=(*PRESET.overlays, close_up))
    console.report(e.SourceChosen("camera:0"), e.SourcesFound(cameras), ge.PresetOpened(preset, RUNDOWN, "x = 1"))
    row = overlays.close_up
    selling.until(lambda: row.choice.findData("camera:1") > 0)
    bring_up(selling, overlays)
    assert row.choice.findData("camera:0") == row.choice.findData("take:a") == -1

    overlays.rows["close_up"].switch.click()
    selling.until(lambda: not overlays.notice.isHidden())
    assert "no close-up camera" in overlays.notice.accessibleName()

    row.choice.activated.emit(row.choice.findData("camera:1"))
    selling.until(lambda: console.state.close_up_source == "camera:1")
    overlays.rows["close_up"].switch.click()
    selling.until(lambda: console.state.overlays[-1].shown)
    row.cut.click()
    selling.until(row.cut.isChecked)
    row.sliders["tolerance"][1].setValue(70)
    selling.until(lambda: console.state.overlays[-1].close_up.key == ChromaKey(tolerance=0.7))
    console.report(ge.CloseUpChanged(Part(PartStatus.LOST, "", "the camera gives no picture", "plug it in")))
    selling.until(lambda: "gives no picture" in row.part.notice.accessibleName())
