"""Three workspaces, each with a layout for wide and for tall pictures, remembered as the user left them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar

from studio.control import events as e
from studio.desk import settings
from studio.desk.settings import Settings
from studio.desk.workspaces import PLANS, Plan, Workspace
from tests.desk.conftest import Desk, OpenDesk
from tests.desk.goods import opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def cards_of(plan: Plan) -> set[str]:
    return {name for stack in (*plan.left, *plan.right, *plan.bottom) for name in stack.cards}


def shown(desk: Desk) -> set[str]:
    return {card.objectName() for card in desk.window.cards if not card.isHidden()}


@pytest.mark.parametrize("workspace", list(Workspace))
def test_a_workspace_shows_its_own_cards_and_no_others(desk: Desk, workspace: Workspace) -> None:
    desk.window.top_bar.workspaces.button(workspace).click()
    desk.until(lambda: shown(desk) == cards_of(PLANS[workspace, False]))
    assert desk.window.top_bar.workspaces.button(workspace).isChecked()


def test_no_tabs_of_another_workspace_are_left_lying_about(desk: Desk) -> None:
    def tabs() -> list[tuple[int, int]]:
        """(left, top) of each row of tabs within the window."""
        bars = [bar for bar in desk.window.findChildren(QTabBar) if bar.isVisible() and bar.geometry().right() > 0]
        return sorted((bar.x(), bar.y()) for bar in bars)

    def stacks(workspace: Workspace) -> int:
        plan = PLANS[workspace, False]
        return sum(len(stack.cards) > 1 for stack in (*plan.left, *plan.right, *plan.bottom))

    for workspace in (*Workspace, *Workspace):  # the second time each comes back as it was left
        desk.window.workspaces.enter(workspace)
        desk.until(lambda workspace=workspace: len(tabs()) == stacks(workspace))


def test_a_card_of_another_workspace_comes_into_the_window_by_the_menu(desk: Desk) -> None:
    rundown = desk.window.rundown
    assert rundown.isHidden()
    rundown.toggleViewAction().trigger()
    desk.until(lambda: not rundown.isHidden())
    assert rundown.window() is desk.window
    assert not rundown.isFloating()


def test_every_card_has_its_place_in_some_workspace(desk: Desk) -> None:
    for tall in (False, True):
        placed = set().union(*(cards_of(PLANS[workspace, tall]) for workspace in Workspace))
        assert placed == {card.objectName() for card in desk.window.cards}


def test_a_tall_picture_has_a_layout_of_its_own_and_the_rundown_stands_beside_it(open_desk: OpenDesk) -> None:
    desk = open_desk(Settings("en", "dark", workspace="sell"))
    desk.studio.console.report(opened())
    window = desk.window
    assert window.dockWidgetArea(window.rundown) is Qt.DockWidgetArea.BottomDockWidgetArea
    desk.studio.console.report(e.CanvasSet(720, 1280, 30))
    desk.until(lambda: window.dockWidgetArea(window.rundown) is Qt.DockWidgetArea.LeftDockWidgetArea)
    window.comments.close()
    desk.studio.console.report(e.CanvasSet(1280, 720, 30))
    desk.until(lambda: window.dockWidgetArea(window.rundown) is Qt.DockWidgetArea.BottomDockWidgetArea)
    assert not window.comments.isHidden()
    desk.studio.console.report(e.CanvasSet(720, 1280, 30))
    desk.until(window.comments.isHidden)


def test_what_was_moved_is_remembered_for_each_workspace(open_desk: OpenDesk, tmp_path: Path) -> None:
    first = open_desk()
    first.window.workspaces.enter(Workspace.SELL)
    first.window.overlays.setFloating(True)
    first.window.workspaces.enter(Workspace.SETUP)
    assert not first.window.brand.isHidden()
    settings.save(tmp_path / "desk.json", first.window.remembered())
    second = open_desk(settings.load(tmp_path / "desk.json"))
    assert second.window.workspaces.current is Workspace.SETUP
    second.window.workspaces.enter(Workspace.SELL)
    assert second.window.overlays.isFloating()
    second.window.lay_out_anew()
    assert not second.window.overlays.isFloating()


@pytest.mark.parametrize("workspace", list(Workspace))
@pytest.mark.parametrize("tall", [False, True], ids=["wide", "tall"])
def test_a_small_screen_shows_every_card_whole_across(open_desk: OpenDesk, workspace: Workspace, tall: bool) -> None:
    desk = open_desk(Settings("en", "dark", workspace=str(workspace)))
    desk.studio.console.report(opened())
    if tall:
        desk.studio.console.report(e.CanvasSet(720, 1280, 30))
        desk.until(lambda: "720 × 1280" in desk.window.preview.detail.text())
    desk.window.resize(QSize(1280, 720))
    desk.window.lay_out_anew()
    desk.until(lambda: desk.window.size() == QSize(1280, 720))
    for card in desk.window.cards:
        if card.isVisible():
            assert card.widget().width() >= card.widget().minimumSizeHint().width(), card.objectName()
    assert desk.window.preview.width() >= 320
