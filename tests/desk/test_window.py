from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMessageBox, QPushButton, QSlider, QTabBar, QWidget

from studio.control import commands as c
from studio.control import events as e
from studio.control.events import Event
from studio.core.errors import RemoteError
from studio.desk import settings
from studio.desk.bridge import Link
from studio.desk.settings import Settings
from tests.desk.conftest import Desk, OpenDesk, Studio

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS: list[tuple[Qt.Key, Qt.KeyboardModifier, Event]] = [
    (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, e.WentLive()),
    (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, e.SlateShown()),
    (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier, e.MirrorSet(False)),
    (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, e.PerformerViewSet(True)),
    (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, e.RecordingAsked("")),
    (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, e.StillAsked("")),
    (
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        e.VirtualCameraAsked(""),
    ),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, e.ExpressionHeld("happy", 1.0)),
    (Qt.Key.Key_6, Qt.KeyboardModifier.NoModifier, e.ExpressionHeld("wave", 1.0)),
]


@pytest.mark.parametrize(("key", "modifiers", "fact"), KEYS, ids=lambda value: str(value)[:24])
def test_a_key_does_what_its_button_does(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier, fact: Event) -> None:
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.qtbot.keyClick(desk.window, key, modifiers)
    desk.until(lambda: fact in desk.studio.told)


def test_a_show_that_ends_is_told_across_the_window_and_started_again_by_its_button(
    open_desk: OpenDesk, studio: Studio
) -> None:
    started: list[bool] = []

    def start() -> None:
        started.append(True)
        studio.open()

    desk = open_desk(start_show=start)
    banner = desk.window.banner
    assert not banner.isVisible()
    assert desk.window.top_bar.live.isEnabled()
    studio.end()
    desk.until(banner.isVisible)
    assert "stopped" in banner.text.text()
    assert banner.start.isVisible()
    assert desk.window.top_bar.sign.word.text() == "No show"
    assert not desk.window.top_bar.live.isEnabled()
    assert not desk.window.expressions.buttons["happy"].isEnabled()
    desk.qtbot.mouseClick(banner.start, Qt.MouseButton.LeftButton)
    desk.until(lambda: not banner.isVisible())
    assert started == [True]
    assert desk.window.top_bar.live.isEnabled()


def test_a_show_that_does_not_answer_may_still_be_on_air_and_the_window_says_so(desk: Desk) -> None:
    desk.studio.console.send(c.GoLive())
    desk.until(desk.window.top_bar.sign.clock.isVisible)
    desk.studio.cut()
    desk.until(desk.window.banner.isVisible)
    assert "may still be on air" in desk.window.banner.text.text()
    assert not desk.window.banner.start.isVisible()
    assert desk.window.top_bar.sign.word.text() == "On air"
    desk.studio.open()
    desk.until(lambda: not desk.window.banner.isVisible())


def test_why_a_show_does_not_start_is_read_in_the_window(open_desk: OpenDesk, studio: Studio) -> None:
    def start() -> None:
        raise RemoteError("no graphics device", remedy="install libegl1")

    studio.end()
    desk = open_desk(connected=False, start_show=start)
    desk.until_link(Link.ABSENT)
    desk.qtbot.mouseClick(desk.window.banner.start, Qt.MouseButton.LeftButton)
    desk.until(lambda: "install libegl1" in desk.window.banner.text.text())
    assert "install libegl1" in desk.window.log.view.toPlainText()


def drop(desk: Desk, path: str) -> bool:
    """Drags a file onto the window; whether it may be dropped."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDropEvent(QPointF(300, 300), copy, mime, left, none, QEvent.Type.DragEnter)
    enter.setAccepted(False)
    desk.window.dragEnterEvent(enter)
    desk.window.dropEvent(QDropEvent(QPointF(300, 300), copy, mime, left, none))
    return enter.isAccepted()


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("/my/Fox.VRM", e.AvatarChosen("/my/Fox.VRM")),
        ("/my/walk.mp4", e.SourceChosen("file:/my/walk.mp4")),
        ("/my/hello.take", e.SourceChosen("take:/my/hello.take")),
        ("/my/lake.png", e.BackgroundSet("/my/lake.png")),
    ],
)
def test_a_file_dropped_on_the_window_is_put_to_use(desk: Desk, path: str, fact: Event) -> None:
    assert drop(desk, path)
    desk.until(lambda: fact in desk.studio.told)


def test_a_file_of_another_kind_is_not_taken(desk: Desk) -> None:
    assert not drop(desk, "/my/letter.docx")
    assert desk.studio.told == []


def test_everything_can_be_reached_with_the_tab_key(desk: Desk) -> None:
    reached: set[QWidget] = set()
    widget: QWidget = desk.window
    while widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    wanted = [
        widget
        for kind in (QAbstractButton, QComboBox, QSlider)
        for widget in desk.window.findChildren(kind)
        if not widget.objectName().startswith("qt_") and not isinstance(widget.parent(), QTabBar)
    ]
    assert len(wanted) > 40
    for widget in wanted:
        assert widget in reached
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        doors = group.buttons() if group is not None else [widget]  # into a group by Tab, within it by arrows
        assert any(door.focusPolicy() & Qt.FocusPolicy.TabFocus for door in doors), widget


def test_everything_has_a_name_for_who_cannot_see_it(desk: Desk) -> None:
    for kind in (QAbstractButton, QComboBox, QSlider):
        for widget in desk.window.findChildren(kind):
            if not widget.objectName().startswith("qt_") and not isinstance(widget.parent(), QTabBar):
                assert widget.accessibleName(), f"{widget} {widget.objectName()}"


def test_a_rehearsal_closes_without_a_question_and_leaves_a_show_it_did_not_start(desk: Desk) -> None:
    desk.window.close()
    assert not desk.window.isVisible()
    assert not desk.window.stop_show_at_end


@pytest.mark.parametrize(("answer", "ends"), [("Let the show go on", False), ("End the show", True)])
def test_on_air_closing_asks_first(desk: Desk, answer: str, ends: bool) -> None:
    desk.studio.console.send(c.GoLive())
    desk.until(desk.window.top_bar.sign.clock.isVisible)
    desk.window.close()
    assert desk.window.isVisible()
    box = desk.window.findChild(QMessageBox)
    button = next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == answer)
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.until(lambda: not desk.window.isVisible())
    assert desk.window.stop_show_at_end is ends


def test_staying_leaves_all_as_it_was(desk: Desk) -> None:
    desk.studio.console.send(c.GoLive())
    desk.until(desk.window.top_bar.sign.clock.isVisible)
    desk.window.close()
    desk.qtbot.keyClick(desk.window.findChild(QMessageBox), Qt.Key.Key_Escape)
    assert desk.window.isVisible()
    desk.window.close()
    assert desk.window.isVisible()


def test_the_layout_is_remembered_from_day_to_day(open_desk: OpenDesk, tmp_path: Path) -> None:
    first = open_desk()
    first.window.log.close()
    first.window.look.setFloating(True)
    settings.save(tmp_path / "desk.json", first.window.remembered())
    second = open_desk(settings.load(tmp_path / "desk.json"))
    assert second.window.log.isHidden()
    assert second.window.look.isFloating()
    second.window.lay_out_anew()
    assert second.window.log.isVisible()
    assert not second.window.look.isFloating()


def test_a_damaged_layout_is_as_good_as_none(open_desk: OpenDesk) -> None:
    desk = open_desk(Settings("en", "rainbow", "%%%", workspace="garden", layouts={"stream/wide": "AAAA"}))
    assert desk.window.log.isVisible()
    assert desk.window.remembered().look == "system"


def test_a_desk_opened_again_on_air_shows_how_long_it_has_been(open_desk: OpenDesk, studio: Studio) -> None:
    studio.console.send(c.GoLive())
    since_s = time.time() - 3723
    desk = open_desk(Settings("en", "dark", air_pid=os.getpid(), air_since_s=since_s))
    desk.until(lambda: desk.window.top_bar.sign.clock.text().startswith("01:02:0"))
    assert desk.window.remembered().air_since_s == since_s


def test_the_time_of_another_show_is_not_taken(open_desk: OpenDesk, studio: Studio) -> None:
    studio.console.send(c.GoLive())
    desk = open_desk(Settings("en", "dark", air_pid=os.getpid() + 1, air_since_s=time.time() - 3723))
    desk.until(desk.window.top_bar.sign.clock.isVisible)
    assert desk.window.top_bar.sign.clock.text().startswith("00:00:")
