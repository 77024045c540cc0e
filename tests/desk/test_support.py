"""What is handed to support holds nothing of the people."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.state import Health
from studio.desk.support import ReportDialog, report
from tests.desk.conftest import Desk
from tests.desk.goods import opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SECRETS = ("甲乙丙", "/home/me", "fox", "Secret camera", "漆", "lacquer", "可以刻字吗", "还剩三分钟", "OBS of Mei")


def test_the_report_tells_of_the_machine_and_of_nobody(desk: Desk) -> None:
    console = desk.studio.console
    console.report(
        e.ConsentGiven("甲乙丙"), e.AvatarChosen("/home/me/fox.vrm"), e.BackgroundSet("/home/me/lake.png"),
        e.SourceChosen("file:/home/me/walk.mp4"), e.TrackerStarted("Secret camera"), e.ObsConnected("OBS of Mei"),
        e.RecordingFailed("/home/me/videos is full", "make room"), opened(),
        ge.PerformerTold("还剩三分钟", "甲乙丙"), e.HealthMeasured(Health(show_fps=29.9, renderer="llvmpipe")),
    )  # fmt: skip
    console.send(g.AddComment("甲乙丙", "可以刻字吗"))
    desk.until(lambda: bool(desk.bridge.state.comments))
    text = report(desk.bridge)
    for wanted in ("29.9 fps", "llvmpipe", "Avatar: own file", "Background: own picture", "recording: failed"):
        assert wanted in text
    for secret in SECRETS:
        assert secret not in text


def test_it_is_read_before_it_is_copied(desk: Desk) -> None:
    desk.window.menu.report.trigger()
    dialog = desk.window.findChild(ReportDialog)
    assert "Qionghua Studio" in dialog.text.toPlainText()
    QGuiApplication.clipboard().clear()
    desk.qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert dialog.told.text() == "Copied."
