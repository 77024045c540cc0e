"""The preset editor against a real keeper of presets: what is typed lands in the file, or is refused at its field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QFileDialog

from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.commands import SetCanvas
from studio.control.state import Canvas
from studio.core.preset import Anchor, Family, OverlayKind, Platform
from studio.desk.family_cards import FamilyField
from studio.desk.preset_editor import PresetEditor
from studio.desk.preset_fields import ChoiceField, ListField, PresetField, SwitchField, TextField
from studio.desk.preset_new import NewPresetDialog
from studio.desk.preset_pages import PlatformsField
from studio.engine.brand import BrandKeeper
from studio.library import paths
from tests.desk.conftest import Desk
from tests.support.presets import PRESET, make_preset

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Shop:
    """A desk with its editor open, and the preset's folder on the disk."""

    def __init__(self, desk: Desk, editor: PresetEditor, folder: Path) -> None:
        self.desk, self.editor, self.folder = desk, editor, folder

    @property
    def text(self) -> str:
        return (self.folder / "preset.toml").read_text(encoding="utf-8")

    def value(self, key: str) -> object:
        found: object = tomllib.loads(self.text)
        for part in key.split("."):
            if isinstance(found, list):
                found = found[int(part)] if int(part) < len(found) else None
            else:
                assert isinstance(found, dict)
                found = found.get(part)
        return found

    def until_value(self, key: str, value: object) -> None:
        """In the file, in the state, and so in the form."""
        self.desk.until(lambda: self.value(key) == value)
        self.desk.until(lambda: self.desk.bridge.state.preset_text == self.text)


@pytest.fixture
def shop(desk: Desk) -> Iterator[Shop]:
    folder = make_preset(paths.folders().presets)
    console = desk.studio.console
    keeper = BrandKeeper(console)
    console.listen(keeper.hear)
    keeper.start()
    desk.bridge.send(g.OpenPreset("shop"))
    desk.until(lambda: desk.bridge.state.preset.id == "shop")
    desk.window.show_preset_editor()
    editor = desk.window.preset_editor
    assert editor is not None
    desk.qtbot.waitExposed(editor)
    yield Shop(desk, editor, folder)
    keeper.close()


def type_into(field: TextField, text: str) -> None:
    field.line.setText(text)
    field.line.editingFinished.emit()


# --- fields -----------------------------------------------------------------------------------------------------------


def fields_of(editor: PresetEditor, kind: type[PresetField]) -> list[PresetField]:
    return [field for page in editor.pages for field in page.fields if type(field) is kind]


def test_the_form_says_what_the_file_says(shop: Shop) -> None:
    editor = shop.editor
    assert editor.brand.name_zh.line.text() == "示例·小店"
    assert editor.brand.logo.line.text() == "logo.png"
    assert editor.look.wide.read() == "bust"
    assert editor.licence.valid_until.line.text() == "2028-12-31"
    assert editor.licence.categories.line.text() == "lacquer"
    assert editor.seller.address.line.text() == "示例路 1 号"
    assert [row.keys.text() for row in editor.hotkeys.hotkeys.rows] == ["Ctrl+Alt+Right"]
    assert editor.toml.editor.toPlainText() == PRESET


def test_every_line_of_text_is_written_under_its_key(shop: Shop) -> None:
    editor = shop.editor
    wanted = {
        "title.zh": "新", "title.en": "New", "brand.name.zh": "牌", "brand.name.en": "Brand",
        "brand.legal_name": "示例公司", "brand.code": "91321000MA1EXAMPE0", "platform.registered_as": "N-1",
        "licence.valid_from": "2026-02-01", "licence.valid_until": "2027-01-31",
        "seller.name": "新商家", "seller.code": "", "seller.address": "新地址", "seller.contact": "电话",
    }  # fmt: skip
    lines = {field.key: field for field in fields_of(editor, TextField) if not field.key.startswith("overlay")}
    assert set(lines) == set(wanted)
    for key, text in wanted.items():
        if text:
            field = lines[key]
            assert isinstance(field, TextField)
            type_into(field, text)
            shop.until_value(key, text)
            assert not field.refused


def test_choices_switches_lists_and_platforms_are_written_under_their_keys(shop: Shop) -> None:
    editor = shop.editor
    for key, value in (
        ("look.avatar", "zhuxi"), ("look.prop", "wave"), ("look.background", "default"), ("look.framing.wide", "half"),
        ("look.framing.tall", "full"), ("look.label", "AI合成 · 数字人"), ("platform.name", "douyin"),
    ):  # fmt: skip
        field = next(field for field in fields_of(editor, ChoiceField) if field.key == key)
        assert isinstance(field, ChoiceField)
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
        shop.until_value(key, value)
    for switch in (editor.brand.serif, editor.brand.english):
        assert isinstance(switch, SwitchField)
        switch.switch.click()
        shop.until_value(switch.key, True)
    for words in (editor.licence.categories, editor.licence.reviewers):
        assert isinstance(words, ListField)
        type_into(words, "甲， 乙,丙")
        shop.until_value(words.key, ["甲", "乙", "丙"])
    assert isinstance(editor.licence.platforms, PlatformsField)
    editor.licence.platforms.boxes[Platform.TAOBAO].click()
    shop.until_value("licence.platforms", ["taobao"])


def test_a_family_is_chosen_by_its_card_and_samples_wear_the_brands_colour(shop: Shop) -> None:
    family = shop.editor.brand.family
    assert isinstance(family, FamilyField)
    family.cards[Family.MARKET].click()
    shop.until_value("brand.family", "market")
    card = family.cards[Family.MARKET].grab().toImage()
    assert any(card.pixelColor(x, 58) == QColor("#426666") for x in range(card.width()))


def test_an_emptied_date_leaves_the_licence_open(shop: Shop) -> None:
    type_into(shop.editor.licence.valid_until, "")
    shop.until_value("licence.valid_until", None)
    assert shop.desk.bridge.state.preset.licence.valid_until == ""


# --- colours ----------------------------------------------------------------------------------------------------------


def test_a_colour_from_the_dialog_is_written_and_its_contrast_told(shop: Shop) -> None:
    accent = shop.editor.brand.accent
    accent.open_dialog()
    dialog = accent.findChild(QColorDialog)
    assert dialog is not None
    dialog.colorSelected.emit(QColor("#7a1020"))
    dialog.close()
    shop.until_value("brand.accent", "#7a1020")
    told = [chip.text() for chip in accent.measured]
    assert told == ["on ink 1.6 : 1, fails", "on paper 10.2 : 1, passes"]
    assert [chip.property("tone") for chip in accent.measured] == ["bad", "good"]


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_refused_edit_is_told_at_its_field_and_can_be_jumped_to(shop: Shop) -> None:
    editor, accent = shop.editor, shop.editor.brand.accent
    type_into(accent, "#44")
    shop.desk.until(lambda: accent.refused)
    assert accent.line.property("refused") == "true"
    assert accent.line.text() == "#44"
    assert "#rrggbb" in accent.problem.text()
    assert shop.text == PRESET
    editor.go_to(3)
    editor.jump.click()
    assert editor.stack.currentWidget() is editor.brand
    assert accent.line.hasFocus() or editor.focusWidget() is accent.line
    type_into(accent, "#445566")
    shop.until_value("brand.accent", "#445566")
    assert not accent.refused
    assert editor.notice.isHidden()


def test_escape_takes_back_what_the_file_says(shop: Shop) -> None:
    code = shop.editor.seller.code
    type_into(code, "123")
    shop.desk.until(lambda: code.refused)
    QTest.keyClick(code.line, Qt.Key.Key_Escape)
    assert (code.line.text(), code.refused) == ("", False)


def test_a_table_that_does_not_fit_is_told_at_the_field_that_was_changed(shop: Shop) -> None:
    until = shop.editor.licence.valid_until
    type_into(until, "2020-01-01")
    shop.desk.until(lambda: until.refused)
    assert "before" in until.problem.text()


def test_another_edit_does_not_wipe_out_a_refused_word(shop: Shop) -> None:
    brand = shop.editor.brand
    type_into(brand.accent, "#44")
    shop.desk.until(lambda: brand.accent.refused)
    brand.serif.switch.click()
    shop.until_value("brand.serif", True)
    assert brand.accent.line.text() == "#44"
    assert brand.accent.refused


def test_what_is_typed_stays_while_the_file_changes_under_it(shop: Shop) -> None:
    shop.editor.seller.contact.line.setText("half a wo")
    (shop.folder / "preset.toml").write_text(PRESET.replace("示例路 1 号", "示例路 2 号"), encoding="utf-8")
    shop.desk.until(lambda: shop.editor.seller.address.line.text() == "示例路 2 号")
    assert shop.editor.seller.contact.line.text() == "half a wo"


# --- files ------------------------------------------------------------------------------------------------------------


def drop(field: object, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPointF(5, 5)
    field.dropEvent(  # type: ignore[attr-defined]
        QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )


def test_a_logo_is_dropped_from_the_presets_folder_and_from_nowhere_else(shop: Shop, tmp_path: Path) -> None:
    logo = shop.editor.brand.logo
    drop(logo, shop.folder / "box.png")
    shop.until_value("brand.logo", "box.png")
    stranger = tmp_path / "elsewhere.png"
    stranger.write_bytes((shop.folder / "box.png").read_bytes())
    drop(logo, stranger)
    assert logo.refused
    assert "copy it into shop first" in logo.problem.text()
    assert shop.value("brand.logo") == "box.png"


# --- undo, redo, text -------------------------------------------------------------------------------------------------


def test_undo_and_redo_write_the_texts_there_were(shop: Shop) -> None:
    editor = shop.editor
    assert not editor.undo.isEnabled()
    for address in ("二号", "三号"):
        type_into(editor.seller.address, address)
        shop.until_value("seller.address", address)
    shop.desk.until(editor.undo.isEnabled)
    editor.undo.click()
    shop.until_value("seller.address", "二号")
    editor.undo.click()
    shop.until_value("seller.address", "示例路 1 号")
    assert shop.text == PRESET
    shop.desk.until(lambda: editor.seller.address.line.text() == "示例路 1 号")
    assert not editor.undo.isEnabled()
    editor.redo.click()
    shop.until_value("seller.address", "二号")


def test_the_text_is_kept_in_step_and_written_when_asked(shop: Shop) -> None:
    page = shop.editor.toml
    type_into(shop.editor.seller.contact, "微信客服")
    shop.desk.until(lambda: "微信客服" in page.editor.toPlainText())
    assert not page.apply.isEnabled()
    page.editor.setPlainText(page.editor.toPlainText().replace("微信客服", "电话客服"))
    page.apply.click()
    shop.until_value("seller.contact", "电话客服")
    shop.desk.until(lambda: shop.editor.seller.contact.line.text() == "电话客服")
    assert not page.dirty


def test_a_broken_text_is_not_written_and_the_line_is_shown(shop: Shop) -> None:
    page = shop.editor.toml
    page.editor.setPlainText(PRESET.replace('family = "garden"', "family = "))
    page.apply.click()
    shop.desk.until(lambda: not page.notice.isHidden())
    assert page.editor.textCursor().block().text() == "family = "
    assert shop.text == PRESET
    page.revert.click()
    assert page.editor.toPlainText() == PRESET


# --- overlays ---------------------------------------------------------------------------------------------------------


def test_an_overlay_dragged_on_the_picture_moves_live_and_is_written_when_let_go(shop: Shop) -> None:
    editor, stage = shop.editor, shop.editor.stage
    editor.go_to(2)
    start = stage.frame_rect("card").center().toPoint()
    width = stage.picture_rect().width()
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=start)
    assert editor.overlays.overlay == "card"
    QTest.mouseMove(stage, start + QPoint(width // 4, 0))
    shop.desk.until(lambda: any(isinstance(event, ge.OverlayPlaced) for event in shop.desk.studio.told))
    assert shop.text == PRESET
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=start + QPoint(width // 4, 0))
    shop.desk.until(lambda: shop.text != PRESET)
    spot = shop.value("overlay.1.wide")
    assert isinstance(spot, dict)
    # From the safe area's edge, to which the show keeps it, by a quarter of the picture.
    assert spot["x"] == pytest.approx(0.04 + 0.25, abs=0.01)
    assert (spot["anchor"], spot["width"]) == ("left", 0.3)
    assert shop.value("overlay.1.tall") is None


def test_a_corner_widens_arrow_keys_move_and_an_anchor_keeps_the_place(shop: Shop) -> None:
    editor, stage = shop.editor, shop.editor.stage
    editor.overlays.choose("card")
    before = stage.frame_rect("card")
    corner = before.bottomRight().toPoint()
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(stage, corner - QPoint(stage.picture_rect().width() // 10, 0))
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=corner)
    shop.desk.until(lambda: shop.text != PRESET)
    spot = shop.value("overlay.1.wide")
    assert isinstance(spot, dict)
    assert spot["width"] == pytest.approx(0.2, abs=0.01)
    x = spot["x"]
    QTest.keyClick(stage, Qt.Key.Key_Right)
    shop.until_value("overlay.1.wide.x", pytest.approx(x + 0.005))
    shop.desk.until(lambda: stage._spot is None)
    place = stage.frame_rect("card").topLeft()
    editor.overlays.anchors.points[Anchor.TOP_RIGHT].click()
    shop.until_value("overlay.1.wide.anchor", "top_right")
    shop.desk.until(lambda: shop.desk.bridge.state.overlays[1].wide.anchor is Anchor.TOP_RIGHT)
    assert (stage.frame_rect("card").topLeft() - place).manhattanLength() < 2


def test_on_a_tall_picture_the_tall_place_is_written(shop: Shop) -> None:
    shop.desk.bridge.send(SetCanvas(720, 1280, 30))
    shop.desk.until(lambda: shop.desk.bridge.state.canvas == Canvas(720, 1280, 30))
    stage = shop.editor.stage
    shop.editor.overlays.choose("card")
    QTest.keyClick(stage, Qt.Key.Key_Up)
    shop.desk.until(lambda: shop.value("overlay.1.tall") is not None)
    shop.desk.until(lambda: not shop.editor.overlays.family_place.isHidden())
    assert shop.value("overlay.1.wide") == tomllib.loads(PRESET)["overlay"][1]["wide"]


def test_overlays_are_added_worded_and_removed(shop: Shop) -> None:
    page = shop.editor.overlays
    page.append(OverlayKind.TICKER)
    shop.desk.until(lambda: page.overlay == "ticker" and len(shop.desk.bridge.state.overlays) == 4)
    shop.desk.until(lambda: page.zh.key == "overlay.3.text.zh")
    type_into(page.zh, "现货")
    shop.until_value("overlay.3.text.zh", "现货")
    page.shown.switch.click()
    shop.until_value("overlay.3.shown", False)
    page.remove.click()
    shop.desk.until(lambda: len(shop.desk.bridge.state.overlays) == 3)
    assert len(tomllib.loads(shop.text)["overlay"]) == 3


def test_a_sticker_asks_for_its_picture_first(shop: Shop) -> None:
    page = shop.editor.overlays
    page.append(OverlayKind.STICKER)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(shop.folder / "box.png"))
    dialog.close()
    shop.until_value("overlay.3", {"id": "sticker", "kind": "sticker", "picture": "box.png"})
    shop.desk.until(lambda: page.picture.line.text() == "box.png")


# --- hotkeys, new, pack -----------------------------------------------------------------------------------------------


def test_hotkeys_are_added_changed_and_removed(shop: Shop) -> None:
    field = shop.editor.hotkeys.hotkeys
    field.begin_row()
    row = field.rows[-1]
    row.command.setCurrentIndex(row.command.findData("ShowOverlay"))
    row.arguments.setText("overlay=card; on=false")
    row.keys.setText("Ctrl+Alt+C")
    row.keys.editingFinished.emit()
    wanted = {"keys": "Ctrl+Alt+C", "command": "ShowOverlay", "args": {"overlay": "card", "on": False}}
    shop.until_value("hotkey.1", wanted)
    field.rows[0].remove.click()
    shop.until_value("hotkey", [wanted])
    shop.desk.until(lambda: len(shop.desk.bridge.state.preset.hotkeys) == 1)


def test_a_hotkey_twice_is_refused_at_the_hotkeys(shop: Shop) -> None:
    field = shop.editor.hotkeys.hotkeys
    field.begin_row()
    field.rows[-1].keys.setText("ctrl+alt+right")
    field.rows[-1].keys.editingFinished.emit()
    shop.desk.until(lambda: field.refused)
    assert shop.text == PRESET


def test_a_new_preset_is_made_and_opened(shop: Shop) -> None:
    shop.editor.create_new()
    dialog = shop.editor.findChild(NewPresetDialog)
    assert dialog is not None
    assert not dialog.create_.isEnabled()
    dialog.zh.setText("我的茶铺")
    dialog.en.setText("My Tea House")
    assert dialog.preset.text() == "my-tea-house"
    dialog.family.cards[Family.LACQUER].click()
    dialog.create_.click()
    shop.desk.until(lambda: shop.desk.bridge.state.preset.id == "my-tea-house")
    assert shop.desk.bridge.state.preset.brand.family is Family.LACQUER
    shop.desk.until(lambda: shop.editor.brand.name_zh.line.text() == "我的茶铺")
    assert not shop.editor.undo.isEnabled()  # another preset's texts are none of its steps


def test_a_preset_is_packed_where_the_dialog_says(shop: Shop, tmp_path: Path) -> None:
    shop.editor.pack_up()
    dialog = shop.editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "out.zip"))
    dialog.close()
    shop.desk.until((tmp_path / "out.zip").is_file)
    shop.desk.until(lambda: not shop.editor.notice.isHidden())


def test_without_a_preset_the_form_waits_and_says_so(desk: Desk) -> None:
    desk.window.menu.preset_editor.trigger()
    editor = desk.window.preset_editor
    assert editor is not None
    assert not editor.brand.isEnabled()
    assert editor.new.isEnabled()
    assert "No brand's preset is open" in editor.name.text()
    editor.close()
    assert desk.window.preset_editor is None
