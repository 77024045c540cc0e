"""The rundown table and the present product, at a real console."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLineEdit, QWidget

from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.state import Air
from studio.desk.compared_price import ComparedPriceDialog
from studio.desk.operator import NameDialog
from studio.desk.rundown_model import Column
from studio.desk.settings import Settings
from studio.desk.workspaces import Workspace
from tests.desk.conftest import Desk, OpenDesk
from tests.desk.goods import BOX, COASTERS, TRAY, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def selling(open_desk: OpenDesk) -> Desk:
    """A desk with a brand's goods, in the workspace where they are sold."""
    desk = open_desk(Settings("en", "dark", workspace="sell", operator="乙"))
    desk.studio.console.report(opened())
    desk.until(lambda: desk.window.rundown.model.rowCount() == 3)
    return desk


def cell(desk: Desk, row: int, column: Column) -> str:
    model = desk.window.rundown.model
    return str(model.data(model.index(row, column)) or "")


def place(desk: Desk, row: int, column: Column) -> QPoint:
    table = desk.window.rundown.table
    return table.visualRect(desk.window.rundown.model.index(row, column)).center()


def double_click(desk: Desk, row: int, column: Column) -> None:
    viewport = desk.window.rundown.table.viewport()
    desk.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place(desk, row, column))
    desk.qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place(desk, row, column))


def type_into_cell(desk: Desk, row: int, column: Column, text: str) -> None:
    double_click(desk, row, column)
    table = desk.window.rundown.table
    editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.setText(text)
    desk.qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_double_click_and_enter_show_a_product(selling: Desk) -> None:
    double_click(selling, 1, Column.NAME)
    selling.until(lambda: selling.studio.console.state.product == BOX.id)
    selling.until(lambda: cell(selling, 1, Column.STATE) == "On now")
    assert cell(selling, 2, Column.STATE) == "the price is missing"
    selling.window.rundown.table.selectRow(0)
    selling.qtbot.keyClick(selling.window.rundown.table, Qt.Key.Key_Return)
    selling.until(lambda: cell(selling, 0, Column.STATE) == "On now")
    assert cell(selling, 1, Column.STATE) == "Next"


def test_yuan_are_typed_and_fen_are_sent_in_the_operators_name(selling: Desk) -> None:
    type_into_cell(selling, 0, Column.PRICE, "¥35.5")
    selling.until(lambda: selling.studio.console.state.rundown[0].price_fen == 3550)
    assert selling.studio.console.state.rundown[0].price_by == "乙"
    selling.until(lambda: cell(selling, 0, Column.PRICE) == "¥35.5")
    type_into_cell(selling, 0, Column.STOCK, "97")
    selling.until(lambda: cell(selling, 0, Column.STOCK) == "97")


def test_what_is_no_price_is_said_and_changes_nothing(selling: Desk) -> None:
    type_into_cell(selling, 0, Column.PRICE, "cheap")
    selling.until(selling.window.rundown.notice.isVisible)
    assert "cheap" in selling.window.rundown.notice.accessibleName()
    assert selling.studio.console.state.rundown[0].price_fen == COASTERS.price_fen


def test_the_operator_is_asked_once_and_remembered(open_desk: OpenDesk) -> None:
    desk = open_desk(Settings("en", "dark", workspace="sell"))
    desk.studio.console.report(opened())
    desk.until(lambda: desk.window.rundown.model.rowCount() == 3)
    type_into_cell(desk, 0, Column.STOCK, "5")
    desk.until(lambda: desk.window.findChild(NameDialog) is not None)
    dialog = desk.window.findChild(NameDialog)
    assert not dialog.keep.isEnabled()
    dialog.name.setText("丙")
    dialog.keep.click()
    desk.until(lambda: desk.studio.console.state.rundown[0].stock == 5)
    assert desk.studio.console.state.rundown[0].stock_by == "丙"
    type_into_cell(desk, 1, Column.STOCK, "6")
    desk.until(lambda: desk.studio.console.state.rundown[1].stock == 6)
    assert desk.window.remembered().operator == "丙"


def test_a_compared_price_is_sent_only_with_its_basis(selling: Desk) -> None:
    double_click(selling, 0, Column.COMPARED)
    dialog = selling.window.findChild(ComparedPriceDialog)
    dialog.price.setText("59")
    dialog.keep.click()
    assert dialog.isVisible()
    assert "basis" in dialog.notice.accessibleName()
    dialog.basis.setText("近7日最低成交价")
    dialog.price.setText("30")
    dialog.keep.click()
    assert "not higher" in dialog.notice.accessibleName()
    dialog.price.setText("59")
    dialog.keep.click()
    selling.until(lambda: selling.studio.console.state.rundown[0].usual_price_fen == 5900)
    assert selling.studio.console.state.rundown[0].compare_basis == "近7日最低成交价"


def test_alt_and_arrows_move_a_row_and_the_choice_goes_with_it(selling: Desk) -> None:
    table = selling.window.rundown.table
    table.selectRow(0)
    selling.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    selling.until(lambda: cell(selling, 1, Column.NAME) == "Coasters")
    selling.until(lambda: table.chosen() is not None and table.chosen().id == COASTERS.id)
    selling.qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    selling.until(lambda: cell(selling, 0, Column.NAME) == "Coasters")


@pytest.mark.parametrize(("row", "below", "order"), [(0, 2, "BAT"), (0, 3, "BTA"), (2, 0, "TAB"), (1, 1, "ABT")])
def test_a_dragged_row_lands_where_it_was_dropped(selling: Desk, row: int, below: int, order: str) -> None:
    model = selling.window.rundown.model
    assert model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    data = model.mimeData([model.index(row, 0)])
    taken = model.dropMimeData(data, Qt.DropAction.MoveAction, below, 0, QModelIndex())
    assert not taken  # or the view would take the row away by itself
    letters = {COASTERS.id: "A", BOX.id: "B", TRAY.id: "T"}
    selling.until(lambda: "".join(letters[each.id] for each in model.products) == order)


def test_files_go_in_and_out_by_their_buttons(selling: Desk) -> None:
    rundown = selling.window.rundown
    for control, path, fact in (
        (rundown.import_, "/lists/tonight.xlsx", ge.RundownImportAsked("/lists/tonight.xlsx")),
        (rundown.export, "/lists/now.csv", ge.RundownExportAsked("/lists/now.csv")),
    ):
        selling.until(control.isEnabled)
        selling.qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
        dialog = rundown.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(path)
        dialog.close()
        selling.until(lambda fact=fact: fact in selling.studio.told)
        selling.until(lambda control=control: not control.isEnabled())
        selling.studio.console.report(ge.RundownFailed("column “price” is missing", "add it"))
        selling.until(rundown.notice.isVisible)
        assert "add it" in rundown.notice.accessibleName()


def test_the_present_and_the_coming_product_are_shown_large(selling: Desk) -> None:
    now = selling.window.now
    assert now.nothing.isVisible()
    selling.qtbot.mouseClick(now.next, Qt.MouseButton.LeftButton)
    selling.until(lambda: now.current.name.text() == "Coasters")
    assert now.next_name.text() == "Jewellery box"
    assert not now.previous.isEnabled()
    selling.qtbot.mouseClick(now.next, Qt.MouseButton.LeftButton)
    selling.until(lambda: now.current.name.text() == "Jewellery box")
    assert (now.current.price.text(), now.current.compared.text()) == ("¥599", "¥699")
    assert now.current.basis.isVisible()
    assert now.current.stock.text() == "40 left"
    selling.qtbot.mouseClick(now.previous, Qt.MouseButton.LeftButton)
    selling.until(lambda: now.current.name.text() == "Coasters")


def test_card_and_hold_follow_the_show_not_the_finger(selling: Desk) -> None:
    now, console = selling.window.now, selling.studio.console
    console.send(g.NextProduct())
    selling.until(now.card.isChecked)
    selling.qtbot.mouseClick(now.card, Qt.MouseButton.LeftButton)
    selling.until(lambda: not console.state.card)
    selling.until(lambda: not now.card.isChecked())
    selling.qtbot.mouseClick(now.hold, Qt.MouseButton.LeftButton)
    selling.until(now.hold.isChecked)
    assert console.state.rundown_held
    assert not now.next.isEnabled()


def test_time_on_air_runs_and_warns_once_the_plan_is_over(selling: Desk) -> None:
    now = selling.window.now
    selling.studio.console.report(ge.ProductShown(COASTERS.id, time.time() - 130))
    selling.until(lambda: now.time.text() == "02:10")
    assert now.planned.text() == "of 04:00 planned"
    assert cell(selling, 0, Column.MINUTES) == "02:10 / 4"
    selling.studio.console.report(ge.ProductShown(COASTERS.id, time.time() - 300))
    selling.until(lambda: now.planned.text() == "01:00 over")
    assert now.bar.property("tone") == "warn"


def test_a_product_that_was_on_is_known_with_its_time(selling: Desk) -> None:
    began_s = time.time() - 200
    selling.studio.console.report(ge.ProductShown(COASTERS.id, began_s))
    selling.studio.console.report(ge.ProductShown(BOX.id, began_s + 75))
    selling.until(lambda: cell(selling, 0, Column.STATE) == "Shown")
    assert cell(selling, 0, Column.MINUTES) == "01:15 / 4"


def test_on_air_a_product_without_a_price_is_refused_and_the_card_says_why(selling: Desk) -> None:
    selling.studio.console.report(e.WentLive())
    selling.until(lambda: selling.bridge.state.air is Air.LIVE)
    selling.window.rundown.table.show_asked.emit(TRAY.id)
    selling.until(selling.window.rundown.notice.isVisible)
    assert "price" in selling.window.rundown.notice.accessibleName()
    assert selling.studio.console.state.product == ""


def test_two_hundred_goods_are_one_widget_and_only_changed_rows_are_drawn_anew(selling: Desk) -> None:
    many = tuple(replace(BOX, id=f"P{number}", name=f"商品{number}") for number in range(200))
    table, model = selling.window.rundown.table, selling.window.rundown.model
    before = len(table.findChildren(QWidget))
    selling.studio.console.report(opened(many))
    selling.until(lambda: model.rowCount() == 200)
    assert len(table.findChildren(QWidget)) == before
    changed: list[tuple[int, int]] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(True))
    selling.studio.console.send(g.SetStock("P150", 7, "乙"))
    selling.until(lambda: cell(selling, 150, Column.STOCK) == "7")
    assert changed == [(150, 150)]
    assert not resets


def test_the_row_that_goes_on_comes_into_view(selling: Desk) -> None:
    many = tuple(replace(BOX, id=f"P{number}", name=f"商品{number}") for number in range(200))
    table = selling.window.rundown.table
    selling.studio.console.report(opened(many))
    selling.studio.console.send(g.ShowProduct("P160"))
    selling.until(lambda: table.chosen() is not None and table.chosen().id == "P160")
    selling.until(lambda: table.viewport().rect().contains(place(selling, 160, Column.NAME)))


def test_an_empty_rundown_says_where_goods_come_from(desk: Desk) -> None:
    desk.window.workspaces.enter(Workspace.SELL)
    assert desk.window.rundown.empty.isVisible()
    assert not desk.window.rundown.table.isVisible()
    assert not desk.window.rundown.export.isEnabled()


def test_without_a_show_nothing_can_be_edited(selling: Desk) -> None:
    selling.studio.end()
    selling.until(lambda: not selling.window.now.next.isEnabled())
    model = selling.window.rundown.model
    assert not model.flags(model.index(0, Column.PRICE)) & Qt.ItemFlag.ItemIsEditable
    assert selling.window.rundown.table.state() is not QAbstractItemView.State.EditingState
