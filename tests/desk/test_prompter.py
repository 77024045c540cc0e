"""What the performer reads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.desk.prompter import Prompter
from studio.desk.prompter_text import INKS, marked, sheet
from studio.desk.theme import contrast
from tests.desk.conftest import Desk
from tests.desk.goods import BOX, TRAY, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def prompter(desk: Desk) -> Prompter:
    desk.studio.console.report(opened())
    desk.studio.console.report(ge.ProductShown(BOX.id, 1.0))
    desk.until(lambda: desk.bridge.state.product == BOX.id)
    desk.window.show_prompter()
    made = desk.window.prompter
    assert made is not None
    desk.qtbot.waitExposed(made)
    return made


def test_forbidden_words_are_struck_through_wherever_they_stand() -> None:
    text = marked("Best of the best <b>传世</b>", ("best", "传世", " "))
    assert text.count("line-through") == 3
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert marked("nothing to mark", ()) == "nothing to mark"


def test_the_sheet_holds_price_offer_points_script_and_what_not_to_say(prompter: Prompter) -> None:
    text = prompter.sheet._document.toPlainText()
    for wanted in (
        "Jewellery box",
        "¥599",
        "¥699",
        "近7日最低成交价",
        "赠绒布袋",
        "螺片薄如纸",
        "请看盒面",
        "Do not say",
    ):
        assert wanted in text
    assert sheet(BOX, 40).count("line-through") == 2  # in a point and in the script


def test_a_product_without_a_price_or_script_is_no_stumble() -> None:
    assert "–" in sheet(TRAY, 40)
    assert sheet(None, 40)


@pytest.mark.parametrize(("ink", "ground"), [("text", "#0b0d12"), ("soft", "#0b0d12"), ("accent", "#0b0d12")])
def test_its_words_are_read_from_afar(ink: str, ground: str) -> None:
    assert contrast(getattr(INKS, ink), ground) >= 7.0
    assert contrast(INKS.never, INKS.never_ground) >= 4.5


def inked(prompter: Prompter) -> tuple[int, int]:
    """First and last column that holds a letter."""
    image = prompter.sheet.grab().toImage()
    columns = [
        x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() > 90 for y in range(0, 200, 2))
    ]
    return columns[0], columns[-1]


def test_keys_scroll_size_and_mirror(desk: Desk, prompter: Prompter) -> None:
    prompter.resize(600, 320)
    desk.until(lambda: prompter.sheet.most() > 100)
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Down)
    assert prompter.sheet.offset == pytest.approx(1.6 * prompter.sheet.size_)
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Home)
    assert prompter.sheet.offset == 0.0
    size = prompter.sheet.size_
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Plus)
    assert prompter.sheet.size_ == size + 4
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Minus)
    first, _ = inked(prompter)
    desk.qtbot.keyClick(prompter, Qt.Key.Key_M)
    assert prompter.mirror.isChecked()
    _, last = inked(prompter)
    assert prompter.sheet.width() - 1 - last == pytest.approx(first, abs=2)  # what began at the left ends at the right


def test_space_runs_at_the_chosen_pace_and_halts(desk: Desk, prompter: Prompter) -> None:
    prompter.resize(600, 320)
    prompter.pace.setValue(100)
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Space)
    desk.until(lambda: prompter.sheet.offset > 0)
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Space)
    assert not prompter.run.isChecked()
    assert not prompter._timer.isActive()


def test_another_product_begins_at_the_top(desk: Desk, prompter: Prompter) -> None:
    prompter.resize(600, 320)
    desk.until(lambda: prompter.sheet.most() > 100)
    prompter.sheet.scroll_by(80)
    desk.studio.console.send(g.SetStock(BOX.id, 3, "乙"))
    desk.until(lambda: desk.bridge.state.rundown[1].stock == 3)
    assert prompter.sheet.offset == 80
    desk.studio.console.send(g.PreviousProduct())
    desk.until(lambda: "Coasters" in prompter.sheet._document.toPlainText())
    assert prompter.sheet.offset == 0.0


def test_the_operators_words_stand_big_until_taken(desk: Desk, prompter: Prompter) -> None:
    assert not prompter.message.isVisible()
    desk.studio.console.send(g.TellPerformer("还剩三分钟", "导播"))
    desk.until(prompter.message.isVisible)
    assert prompter.message.text.text() == "还剩三分钟"
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Return)
    desk.until(lambda: desk.studio.console.state.message == "")
    desk.until(lambda: not prompter.message.isVisible())


def test_esc_closes_it_and_it_can_be_opened_again(desk: Desk, prompter: Prompter) -> None:
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.prompter is None)
    desk.window.show_prompter()
    assert desk.window.prompter is not None


def test_in_full_screen_nothing_but_the_words_stays(desk: Desk, prompter: Prompter) -> None:
    desk.qtbot.keyClick(prompter, Qt.Key.Key_F11)
    assert prompter.isFullScreen()
    prompter._idle.timeout.emit()
    assert not prompter.foot.isVisible()
    desk.qtbot.keyClick(prompter, Qt.Key.Key_Escape)
    assert not prompter.isFullScreen()
    assert prompter.foot.isVisible()
