"""The dialog before going live, at a real console."""

from __future__ import annotations

import pytest

from studio.control import events as e
from studio.control.state import Air, GateLight, GateRow
from studio.desk.gate import GateDialog
from tests.desk.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LABEL = GateRow("label", GateLight.GREEN, "已读到", "seen")
DRIVER = GateRow("driver", GateLight.SIGNATURE, "录播", "recorded", "签字", "sign it")
CONSENT = GateRow("consent", GateLight.RED, "未同意", "no consent", "请同意", "agree")
CONSENTED = GateRow("consent", GateLight.GREEN, "已同意", "agreed")


def _dialog(desk: Desk) -> GateDialog:
    return desk.window.findChild(GateDialog)


def test_a_closed_gate_opens_the_list_instead_of_going_live(desk: Desk) -> None:
    desk.studio.console.report(e.GateChecked((LABEL, DRIVER, CONSENT)))
    desk.until(lambda: bool(desk.bridge.state.gate))
    desk.window.top_bar.live.click()
    dialog = _dialog(desk)
    assert set(dialog.deeds) == {"driver", "consent"}
    assert not dialog.live.isEnabled()
    assert not dialog.deeds["driver"].isEnabled()  # first a name
    dialog.name.setText("乙")
    dialog.deeds["consent"].click()
    desk.until(lambda: desk.studio.console.state.consent == "乙")
    desk.studio.console.report(e.GateChecked((LABEL, DRIVER, CONSENTED)))
    desk.until(lambda: set(dialog.deeds) == {"driver"})
    dialog.deeds["driver"].click()
    desk.until(lambda: desk.studio.console.state.gate[1].signed_by == "乙")
    desk.until(dialog.live.isEnabled)
    dialog.live.click()
    desk.until(lambda: desk.studio.console.state.air is Air.LIVE)


def test_an_open_gate_goes_live_at_once(desk: Desk) -> None:
    desk.studio.console.report(e.GateChecked((LABEL, CONSENTED)))
    desk.until(lambda: bool(desk.bridge.state.gate))
    desk.window.top_bar.live.click()
    desk.until(lambda: desk.studio.console.state.air is Air.LIVE)
    assert _dialog(desk) is None


def test_a_row_leads_to_the_card_where_it_is_mended(desk: Desk) -> None:
    prices = GateRow("prices", GateLight.RED, "缺价格", "a price is missing", "填写", "write it")
    desk.studio.console.report(e.GateChecked((LABEL, prices)))
    desk.until(lambda: bool(desk.bridge.state.gate))
    assert desk.window.rundown.isHidden()
    desk.window.top_bar.live.click()
    dialog = _dialog(desk)
    assert set(dialog.places) == {"prices"}
    dialog.places["prices"].click()
    desk.until(desk.window.rundown.isVisible)
    assert not dialog.isVisible()
