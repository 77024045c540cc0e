"""The workshop's pages of motion, springs and light: every control reaches the show, and its state comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from studio.control import tuning_events as te
from studio.core.tuning import KeyLight, Motion, Window
from studio.desk.avatar_workshop import AvatarWorkshop
from tests.desk.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def workshop(desk: Desk) -> AvatarWorkshop:
    desk.window.show_workshop()
    assert desk.window.workshop is not None
    return desk.window.workshop


def test_springs_are_set_followed_and_reset(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.page.button("tuning").click()
    panel = workshop.tuning
    panel.springs.slider.setValue(30)  # steps of 0.05
    desk.until(lambda: desk.studio.console.state.springs == 1.5)
    desk.until(panel.springs_reset.isEnabled)
    desk.studio.console.report(te.SpringsSet(0.5))
    desk.until(lambda: panel.springs.value == 0.5)
    panel.springs_reset.click()
    desk.until(lambda: panel.springs.value == 1.0 and not panel.springs_reset.isEnabled())


def test_each_slider_of_the_light_reaches_the_show_and_all_are_reset(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.page.button("tuning").click()
    panel = workshop.tuning
    for slider, place, light in (  # places in each one's own steps
        (panel.turn, 30, KeyLight(30.0)),
        (panel.lift, -10, KeyLight(30.0, -10.0)),
        (panel.warmth, 10, KeyLight(30.0, -10.0, 0.5)),
        (panel.strength, 120, KeyLight(30.0, -10.0, 0.5, 1.2)),
    ):
        slider.slider.setValue(place)
        desk.until(lambda light=light: desk.studio.console.state.key_light == light)
    desk.studio.console.report(te.KeyLightSet(KeyLight(-20.0, 5.0, -0.5, 0.8)))
    desk.until(lambda: [slider.value for slider in panel._light] == [-20.0, 5.0, -0.5, 0.8])
    panel.light_reset.click()
    desk.until(lambda: [slider.value for slider in panel._light] == [0.0, 0.0, 0.0, 1.0])
    assert desk.studio.console.state.key_light == KeyLight()


def test_the_show_measures_while_the_page_is_seen_and_no_longer(desk: Desk, workshop: AvatarWorkshop) -> None:
    assert not desk.studio.console.state.motions_measured
    workshop.page.button("motion").click()
    desk.until(lambda: desk.studio.console.state.motions_measured)
    desk.studio.console.report(te.MotionsMeasured(((Motion.SMILE, 0.4),)))
    desk.until(lambda: workshop.motion.rows[Motion.SMILE].slider.live == 0.4)
    workshop.page.button("expressions").click()
    desk.until(lambda: not desk.studio.console.state.motions_measured)
    workshop.page.button("motion").click()
    desk.until(lambda: desk.studio.console.state.motions_measured)
    workshop.close()
    desk.until(lambda: not desk.studio.console.state.motions_measured)


def test_each_window_is_moved_by_keys_followed_and_reset(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.page.button("motion").click()
    for motion in Motion:
        row = workshop.motion.rows[motion]
        desk.qtbot.keyClick(row.slider.low, Qt.Key.Key_PageUp)
        desk.qtbot.keyClick(row.slider.high, Qt.Key.Key_PageDown)
        desk.until(lambda motion=motion: desk.studio.console.state.motion_windows == (Window(motion, 0.1, 0.9),))
        desk.until(row.reset.isEnabled)
        desk.studio.console.report(te.MotionWindowSet(Window(motion, 0.2, 1.3)))
        desk.until(lambda row=row: (row.slider.low.share, row.slider.high.share) == (0.2, 1.3))
        row.reset.click()
        desk.until(lambda row=row: desk.bridge.state.motion_windows == () and row.slider.high.share == 1.0)


def test_an_end_is_dragged_with_the_mouse_and_never_over_the_other(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.page.button("motion").click()
    slider = workshop.motion.rows[Motion.MOUTH].slider
    for end, x in ((slider.high, 0.0), (slider.low, float(slider.width()))):
        at = QPointF(end.mapFromParent(QPointF(x, slider.height() / 2)))
        left = Qt.MouseButton.LeftButton
        move = QMouseEvent(QEvent.Type.MouseMove, at, at, left, left, Qt.KeyboardModifier.NoModifier)
        desk.app.sendEvent(end, move)
    desk.until(lambda: desk.studio.console.state.motion_windows == (Window(Motion.MOUTH, 0.1, 0.2),))


def test_reset_all_gives_every_window_back(desk: Desk, workshop: AvatarWorkshop) -> None:
    workshop.page.button("motion").click()
    windows = (Window(Motion.SMILE, 0.1, 0.5), Window(Motion.GAZE, 0.0, 0.6))
    desk.studio.console.report(te.PerformerTuned(windows))
    desk.until(workshop.motion.reset.isEnabled)
    workshop.motion.reset.click()
    desk.until(lambda: desk.studio.console.state.motion_windows == ())
