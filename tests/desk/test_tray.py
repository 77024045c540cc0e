"""The tray: off unless wanted, never in the way where there is none, and no way into it without a way out."""

from __future__ import annotations

import pytest

from studio.control.commands import GoLive
from studio.desk import menus, tray
from studio.desk.settings import Settings
from tests.desk.conftest import Desk, OpenDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop with a tray; the one of the tests has none."""
    for module in (tray, menus):
        monkeypatch.setattr(module, "is_available", lambda: True)


def test_closing_puts_the_window_away_while_a_show_runs_and_the_menu_brings_it_back(
    there: None, open_desk: OpenDesk
) -> None:
    desk: Desk = open_desk(Settings(language="en", look="dark", tray=True))
    desk.studio.console.send(GoLive())
    desk.window.close()
    assert desk.window.isHidden()
    assert desk.window.tray.holds
    assert desk.bridge.connected
    desk.window.tray.show_window.trigger()
    assert desk.window.isVisible()
    assert not desk.window.tray.holds
    desk.window.close()
    desk.window.tray.go_on.trigger()
    assert desk.window.isHidden()
    assert not desk.window.tray.holds
    assert not desk.window.stop_show_at_end


def test_quit_is_not_closing_and_the_option_is_remembered(there: None, open_desk: OpenDesk) -> None:
    desk: Desk = open_desk()
    assert not desk.window.remembered().tray
    desk.window.menu.tray.setChecked(True)
    assert desk.window.remembered().tray
    desk.window.close()
    assert desk.window.tray.holds
    desk.window.tray.quit.trigger()
    assert desk.window.isHidden()
    assert not desk.window.tray.holds


def test_a_show_that_ends_brings_the_window_back(there: None, open_desk: OpenDesk) -> None:
    desk: Desk = open_desk(Settings(language="en", look="dark", tray=True))
    desk.window.close()
    assert desk.window.tray.holds
    desk.studio.end()
    desk.until(desk.window.isVisible)


def test_without_a_tray_the_option_says_so_and_closing_closes(open_desk: OpenDesk) -> None:
    desk: Desk = open_desk(Settings(language="en", look="dark", tray=True))
    desk.window.menu.menu.aboutToShow.emit()
    assert not desk.window.menu.tray.isEnabled()
    assert desk.window.menu.tray.text() == "Keep in the tray (this desktop has none)"
    desk.window.close()
    assert desk.window.isHidden()
    assert not desk.window.tray.holds
