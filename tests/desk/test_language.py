from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.state import Part
from studio.desk import language
from studio.desk.about import About
from studio.desk.language import Language, Tongue
from tests.desk.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DESK = Path(language.__file__).parent
TS, QM = language.FOLDER / "desk_zh_CN.ts", language.FOLDER / "desk_zh_CN.qm"
TOOLS = Path(PySide6.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]{2,}")
SAME_IN_BOTH = re.compile(
    r"AI生成 · 数字人|English|Language|简体中文|\.vrm|OBS|CPU|MB|Ctrl|Shift|Alt|Esc|CSV|XLSX|VMC|iFacialMocap|F\d+"
    r"|Front camera|Welcome|wave|\d+p"
    r"|MediaPipe|Qt|ModernGL|NumPy|FFmpeg|VRM|VR|Apache-2\.0|fps|MP4|PNG"
)


def messages(path: Path) -> dict[tuple[str, str], str]:
    """{(context, source): translation}"""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, f"not finished: {message.findtext('source')}"
            found[context.findtext("name") or "", message.findtext("source") or ""] = translation.text or ""
    return found


@pytest.fixture(scope="module")
def chinese() -> dict[tuple[str, str], str]:
    return messages(TS)


def test_every_text_of_the_desk_is_in_the_chinese_catalogue_and_none_too_many(
    chinese: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = sorted(str(path) for path in DESK.glob("*.py"))
    subprocess.run([TOOLS / "lupdate", *sources, "-ts", fresh], check=True, capture_output=True, timeout=120)
    found = {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ElementTree.parse(fresh).getroot().iter("context")
        for message in context.iter("message")
    }
    assert found == set(chinese)


def test_every_translation_says_something_in_chinese_and_keeps_its_blanks(chinese: dict[tuple[str, str], str]) -> None:
    for (context, source), text in chinese.items():
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text)), (context, source)
        bare = re.sub(r"{\w+}|\W|\d", "", source)
        assert CHINESE.search(text) or not LETTERS.search(bare.replace("VRM", "")) or "Esc" in source, (context, source)


def test_the_compiled_words_are_those_of_the_catalogue(chinese: dict[tuple[str, str], str], qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(QM))
    for (context, source), text in chinese.items():
        assert translator.translate(context, source) == text, "run pyside6-lrelease: see docs/development.md"


def spoken_words(window: QWidget) -> Iterator[tuple[str, str]]:
    """(where, words) of all a person can read or have read to them."""
    for widget in (window, *window.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}"
        if type(widget).__module__.startswith("PySide6") and widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget.parent(), QTabBar):
            continue  # Qt's own arrows, which are never shown: the desk's tabs are as wide as their words
        yield where, widget.toolTip()
        yield where, widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield where, widget.text()
        if isinstance(widget, QComboBox):
            yield from ((where, widget.itemText(index)) for index in range(widget.count()))
        if isinstance(widget, QTextBrowser):
            yield where, re.sub(r"\d\d:\d\d:\d\d", "", widget.toPlainText())
        if isinstance(widget, QDockWidget):
            yield where, widget.windowTitle()
    for action in window.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()


def tell_everything(desk: Desk) -> None:
    """Facts that bring seldom words on the screen."""
    desk.studio.console.report(
        e.MirrorSet(False), e.Calibrated(), e.SlateShown(), e.SlateLeft(), e.WentLive(), e.WentToRehearsal(),
        e.ExpressionHeld("happy", 1.0), e.ExpressionsReleased(), e.TrackerStopped(), e.VirtualCameraStopped(),
        e.BackgroundSet("transparent"), e.PerformerViewSet(True), e.SourceChosen("none"),
    )  # fmt: skip
    desk.until(lambda: desk.bridge.state.source == "none")


def test_in_chinese_no_english_word_is_left(desk: Desk) -> None:
    tell_everything(desk)
    desk.window.speak(Language.CHINESE)
    QCoreApplication.sendPostedEvents()
    about = About(desk.window)
    for where, words in spoken_words(desk.window):
        left = LETTERS.search(SAME_IN_BOTH.sub("", words))
        assert left is None, f"{where}: “{words}”"
    about.close()


def test_in_english_no_chinese_word_is_left(desk: Desk) -> None:
    tell_everything(desk)
    desk.window.speak(Language.CHINESE)
    desk.window.speak(Language.ENGLISH)
    QCoreApplication.sendPostedEvents()
    about = About(desk.window)
    for where, words in spoken_words(desk.window):
        assert CHINESE.search(SAME_IN_BOTH.sub("", words)) is None, f"{where}: “{words}”"
    about.close()


def test_the_language_changes_at_once_and_comes_back(desk: Desk) -> None:
    window = desk.window
    assert (window.windowTitle(), window.outputs.record.text()) == ("Qionghua Studio", "Record")
    window.menu.language_actions[Language.CHINESE].trigger()
    QCoreApplication.sendPostedEvents()
    assert (window.windowTitle(), window.outputs.record.text()) == ("琼花演播室", "录制")
    assert window.avatars.cards["zhuxi"].accessibleName() == "竹西"
    assert window.expressions.buttons["happy"].text() == "开心"
    assert "已连接演播" in window.log.view.toPlainText()
    assert window.remembered().language == "zh"
    window.menu.language_actions[Language.ENGLISH].trigger()
    QCoreApplication.sendPostedEvents()
    assert (window.windowTitle(), window.outputs.record.text()) == ("Qionghua Studio", "Record")
    assert "Connected to the show" in window.log.view.toPlainText()


def test_qts_own_dialogs_speak_chinese_too(qapp: QApplication) -> None:
    tongue = Tongue(qapp)
    tongue.speak(Language.CHINESE)
    assert CHINESE.search(QCoreApplication.translate("QPlatformTheme", "Cancel"))
    tongue.speak(Language.ENGLISH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_part_without_trouble_has_no_words_of_its_own(desk: Desk) -> None:
    desk.window.source.part.show_part(Part())
    assert desk.window.source.part.notice.isHidden()
    assert desk.window.source.part.detail.isHidden()


def test_what_the_engine_says_is_told_in_the_language_of_the_desk(desk: Desk) -> None:
    notice = desk.window.source.part.notice
    desk.studio.console.report(
        e.TrackerLost(
            "camera:0: the camera gives no picture",
            "plug the camera in again; the studio looks for it and goes on by itself",
        )
    )
    desk.until(lambda: not notice.isHidden())
    assert notice.accessibleName().startswith("camera:0: the camera gives no picture plug")
    desk.window.speak(Language.CHINESE)
    QCoreApplication.sendPostedEvents()
    assert notice.accessibleName() == "摄像头 0：摄像头没有画面 重新插上摄像头；演播室会找到它并自动继续"
    desk.window.speak(Language.ENGLISH)
    QCoreApplication.sendPostedEvents()
    assert notice.accessibleName().startswith("camera:0: the camera gives no picture plug")


def test_a_refused_wish_is_told_in_chinese(desk: Desk) -> None:
    desk.window.speak(Language.CHINESE)
    desk.studio.console.report(
        ge.RundownFailed("cells.xlsx: the sheet is far too large", "keep it under 8 MB, no pictures")
    )
    notice = desk.window.rundown.notice
    desk.until(lambda: not notice.isHidden())
    assert notice.accessibleName() == "cells.xlsx：表格太大 请不超过 8 MB，不带图片"
    assert "排品表保持不变：cells.xlsx：表格太大" in desk.window.log.view.toPlainText()
