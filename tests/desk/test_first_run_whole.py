"""The first five minutes as somebody new has them: empty settings, a real show that the desk starts, and the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from studio.app import start_show
from studio.control import place
from studio.control.state import Air, PartStatus
from studio.desk import settings
from studio.desk.application import open_window
from studio.desk.bridge import Bridge
from studio.desk.camera_page import CalibratePage
from studio.desk.first_choices import AvatarPage, PlacePage
from studio.desk.first_steps import ConsentPage, LanguagePage
from studio.desk.language import Language
from studio.desk.window import Window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.timeout(600),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # a show outlives its starter
]
PATIENCE_MS = 120_000


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    made = Bridge(place.find, start_show)
    yield made
    made.close(stop_show=True)


def test_from_empty_settings_to_a_rehearsal_with_a_real_show(
    qapp: QApplication, qtbot: QtBot, bridge: Bridge, tmp_path: Path
) -> None:
    """A picture of each step lies in the test's folder."""

    def until(holds: object) -> None:
        qtbot.waitUntil(holds, timeout=PATIENCE_MS)  # type: ignore[arg-type]

    def click(widget: QWidget) -> None:
        until(lambda: widget.isVisible() and widget.isEnabled())
        top, at = widget.window(), widget.mapTo(widget.window(), widget.rect().center())
        assert top.childAt(at) is widget or widget.isAncestorOf(top.childAt(at)), f"{widget} is covered or cut off"
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def choose(box: QComboBox, data: str) -> None:
        click(box)
        view = box.view()
        row = box.model().index(box.findData(data), 0)

        def chosen() -> bool:
            """A list that has just opened takes no click for a moment."""
            if view.isVisible():
                qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
            return not view.isVisible()

        until(chosen)

    kept = tmp_path / "desk.json"
    window: Window = open_window(qapp, bridge, settings.load(kept))
    qtbot.addWidget(window, before_close_func=lambda _: window.leave_show_running())
    window.speak(Language.ENGLISH)  # whatever the machine of the test speaks
    bridge.open(start_if_absent=True)
    assert not window.welcomed
    window.show_first_run()
    run = window.first_run
    assert run is not None

    def next_step(name: str) -> None:
        window.repaint()
        run.grab().save(str(tmp_path / f"{run.at + 1}-{name}.png"))
        click(run.next)

    language, _, consent, avatar, calibrate, scene, _, _ = run.pages
    assert isinstance(language, LanguagePage)
    click(language.languages[Language.CHINESE])
    until(lambda: run.next.text() == "继续")
    until(lambda: not run.view.empty)  # the avatar is seen at once, before anything was asked
    next_step("language")
    until(lambda: bridge.state.tracker.status is PartStatus.RUNNING)
    next_step("camera")
    assert isinstance(consent, ConsentPage)
    qtbot.mouseClick(consent.name, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(consent.name, "Xiaohe")
    click(consent.agreed)
    click(consent.give)
    until(lambda: bridge.state.consent == "Xiaohe" and run.next.text() == "继续")
    next_step("consent")
    assert isinstance(avatar, AvatarPage)
    click(avatar.cards["zhuxi"])
    until(lambda: bridge.state.avatar == "zhuxi" and bridge.state.avatar_part.status is PartStatus.RUNNING)
    next_step("avatar")
    assert isinstance(calibrate, CalibratePage)
    click(calibrate.begin)
    until(lambda: run.next.text() == "继续")
    next_step("calibrate")
    assert isinstance(scene, PlacePage)
    choose(scene.preset, "lacquer")
    until(lambda: bridge.state.preset.id == "lacquer")
    click(scene.cards[0])
    until(lambda: bridge.state.background == scene.cards[0].background)
    next_step("set")
    assert run.next.text() == "跳过"
    next_step("obs")
    assert run.next.text() == "开始排练"
    next_step("done")
    until(lambda: window.first_run is None)
    assert window.remembered().welcomed
    assert bridge.state.air is Air.REHEARSAL
    until(lambda: bool(bridge.state.rundown) and not window.preview.view.empty)
    window.grab().save(str(tmp_path / "9-desk.png"))
    settings.save(kept, window.remembered())
    assert settings.load(kept).language == "zh"
    window.speak(Language.ENGLISH)
