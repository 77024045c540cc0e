"""Every control sends its command to a real show, and the show's state comes back to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QFileDialog

from studio.control import events as e
from studio.control.state import Air, AvatarEntry, Canvas, Framing, Health, Show, SourceEntry
from studio.desk.expression_panel import to_hold
from tests.desk.conftest import Desk

Control = Callable[[Desk], QAbstractButton]
Shows = Callable[[Desk], bool]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BUTTONS: dict[str, tuple[Control, e.Event, Shows]] = {
    "go live": (
        lambda d: d.window.top_bar.live,
        e.WentLive(),
        lambda d: "On air" in d.window.top_bar.sign.word.text() and d.window.top_bar.rehearse.isVisible(),
    ),
    "slate": (lambda d: d.window.top_bar.slate, e.SlateShown(), lambda d: d.window.top_bar.slate.isChecked()),
    "mirror": (lambda d: d.window.source.mirror, e.MirrorSet(False), lambda d: not d.window.source.mirror.isChecked()),
    "see myself": (
        lambda d: d.window.source.performer,
        e.PerformerViewSet(True),
        lambda d: d.window.source.performer.isChecked() and d.window.preview.inset.isVisible(),
    ),
    "avatar": (
        lambda d: d.window.avatars.cards["zhuxi"],
        e.AvatarChosen("zhuxi"),
        lambda d: d.window.avatars.cards["zhuxi"].isChecked() and not d.window.avatars.cards["qiongjiu"].isChecked(),
    ),
    "framing": (
        lambda d: d.window.look.framing.button("full"),
        e.FramingSet(Framing.FULL),
        lambda d: d.window.look.framing.button("full").isChecked(),
    ),
    "transparent": (
        lambda d: d.window.look.swatches["transparent"],
        e.BackgroundSet("transparent"),
        lambda d: d.window.look.swatches["transparent"].isChecked(),
    ),
    "colour": (
        lambda d: d.window.look.swatches["#d6ecf0"],
        e.BackgroundSet("#d6ecf0"),
        lambda d: d.window.look.swatches["#d6ecf0"].isChecked() and not d.window.look.swatches["#f3f9f1"].isChecked(),
    ),
    "portrait": (
        lambda d: d.window.look.shape.button("portrait"),
        e.CanvasSet(720, 1280, 30),
        lambda d: d.window.look.shape.button("portrait").isChecked() and "720 × 1280" in d.window.preview.detail.text(),
    ),
    "1080p": (
        lambda d: d.window.look.size_.button("1080"),
        e.CanvasSet(1920, 1080, 30),
        lambda d: d.window.look.size_.button("1080").isChecked(),
    ),
    "60 fps": (
        lambda d: d.window.look.rate.button("60"),
        e.CanvasSet(1280, 720, 60),
        lambda d: d.window.look.rate.button("60").isChecked(),
    ),
    "expression": (
        lambda d: d.window.expressions.buttons["happy"],
        e.ExpressionHeld("happy", 1.0),
        lambda d: d.window.expressions.buttons["happy"].isChecked() and d.window.expressions.release.isEnabled(),
    ),
    "record": (
        lambda d: d.window.outputs.record,
        e.RecordingAsked(""),
        lambda d: d.window.outputs.record.text() == "Stop" and "starting" in d.window.outputs.recording.status.text(),
    ),
    "virtual camera": (
        lambda d: d.window.outputs.camera,
        e.VirtualCameraAsked(""),
        lambda d: d.window.outputs.camera.text() == "Stop",
    ),
    "still": (lambda d: d.window.outputs.still, e.StillAsked(""), lambda d: True),
}


@pytest.mark.parametrize("name", BUTTONS)
def test_a_click_reaches_the_show_and_its_state_comes_back(desk: Desk, name: str) -> None:
    control, fact, shows = BUTTONS[name]
    desk.qtbot.mouseClick(control(desk), Qt.MouseButton.LeftButton)
    desk.until(lambda: fact in desk.studio.told)
    desk.until(lambda: shows(desk))


@pytest.mark.parametrize("name", ["slate", "mirror", "see myself", "expression", "record", "virtual camera"])
def test_a_second_click_takes_it_back(desk: Desk, name: str) -> None:
    control, _fact, shows = BUTTONS[name]
    desk.qtbot.mouseClick(control(desk), Qt.MouseButton.LeftButton)
    desk.until(lambda: shows(desk))
    desk.qtbot.mouseClick(control(desk), Qt.MouseButton.LeftButton)
    back = {
        "slate": e.SlateLeft(),
        "mirror": e.MirrorSet(True),
        "see myself": e.PerformerViewSet(False),
        "expression": e.ExpressionHeld("happy", 0.0),
        "record": e.RecordingStopAsked(),
        "virtual camera": e.VirtualCameraStopAsked(),
    }
    desk.until(lambda: desk.studio.told[-1] == back[name])


def test_what_another_panel_does_is_seen_here(desk: Desk) -> None:
    from studio.control import commands as c

    desk.studio.console.send(c.GoLive())
    desk.studio.console.send(c.SetFraming(Framing.FACE))
    desk.until(desk.window.top_bar.sign.clock.isVisible)
    desk.until(lambda: desk.window.look.framing.button("face").isChecked())
    desk.qtbot.mouseClick(desk.window.top_bar.rehearse, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.air is Air.REHEARSAL)
    desk.until(desk.window.top_bar.live.isVisible)


def test_a_source_is_chosen_from_the_list_and_follows_the_show(desk: Desk) -> None:
    choice = desk.window.source.choice
    assert choice.currentText() == "Front camera"
    choice.activated.emit(choice.findData("take:welcome"))
    desk.until(lambda: e.SourceChosen("take:welcome") in desk.studio.told)
    desk.until(lambda: choice.currentText() == "Welcome")
    desk.studio.console.report(e.SourcesFound((SourceEntry("camera:3", "Back camera"),)))
    desk.until(lambda: choice.findText("Back camera") >= 0)
    assert choice.currentText() == "Built-in take"  # still in use, though no longer offered


def test_a_video_file_can_be_the_performer(desk: Desk) -> None:
    choice = desk.window.source.choice
    choice.activated.emit(choice.findText("Open a video…"))
    dialog = desk.window.source.findChild(QFileDialog)
    dialog.fileSelected.emit("/clips/walk.mp4")
    desk.until(lambda: e.SourceChosen("file:/clips/walk.mp4") in desk.studio.told)
    desk.until(lambda: choice.currentText() == "walk.mp4")
    dialog.close()


def test_trouble_with_the_camera_is_told_with_its_remedy(desk: Desk) -> None:
    part = desk.window.source.part
    assert desk.window.source.calibrate.isEnabled()
    desk.studio.console.report(e.TrackerFailed("the camera is in use by another program", "close that program"))
    desk.until(part.notice.isVisible)
    assert "in use by another program" in part.notice.accessibleName()
    assert "close that program" in part.notice.accessibleName()
    assert part.status.text() == "failed"
    assert not desk.window.source.calibrate.isEnabled()
    desk.studio.console.report(e.TrackerStarted("Front camera"))
    desk.until(lambda: not part.notice.isVisible())


def test_calibrating_counts_down_and_then_asks_the_show(desk: Desk) -> None:
    countdown = desk.window.preview.countdown
    desk.qtbot.mouseClick(desk.window.source.calibrate, Qt.MouseButton.LeftButton)
    countdown.timer.stop()
    seen = []
    while countdown.left:
        assert countdown.isVisible()
        seen.append(countdown.left)
        assert e.CalibrationAsked() not in desk.studio.told
        countdown.step()
    assert seen == [3, 2, 1]
    assert not countdown.isVisible()
    desk.until(lambda: e.CalibrationAsked() in desk.studio.told)


def test_esc_leaves_the_face_as_it_was(desk: Desk) -> None:
    countdown = desk.window.preview.countdown
    desk.qtbot.mouseClick(desk.window.source.calibrate, Qt.MouseButton.LeftButton)
    desk.qtbot.keyClick(countdown, Qt.Key.Key_Escape)
    assert not countdown.isVisible()
    assert not countdown.timer.isActive()


def test_an_own_avatar_has_a_card_while_it_is_used_and_a_refused_one_says_why(desk: Desk) -> None:
    avatars = desk.window.avatars
    desk.qtbot.mouseClick(avatars.add, Qt.MouseButton.LeftButton)
    dialog = avatars.findChild(QFileDialog)
    dialog.fileSelected.emit("/home/me/fox.vrm")
    dialog.close()
    desk.until(lambda: e.AvatarChosen("/home/me/fox.vrm") in desk.studio.told)
    desk.until(lambda: "/home/me/fox.vrm" in avatars.cards and avatars.status.isVisible())
    assert avatars.cards["/home/me/fox.vrm"].accessibleName() == "fox"
    desk.studio.console.report(
        e.AvatarRefused("/home/me/fox.vrm", "qiongjiu", "meshes[0]: no indices", "export it again")
    )
    desk.until(avatars.notice.isVisible)
    assert "export it again" in avatars.notice.accessibleName()
    assert avatars.cards["qiongjiu"].isChecked()
    assert "/home/me/fox.vrm" not in avatars.cards


def test_the_gallery_says_whether_a_company_may_use_an_avatar(desk: Desk) -> None:
    words = {name: card.licence.text() for name, card in desk.window.avatars.cards.items()}
    assert words == {"qiongjiu": "commercial", "zhuxi": "personal only"}
    desk.studio.console.report(e.AvatarsFound((AvatarEntry("pingshan", "平山", "Pingshan"),)))
    desk.until(lambda: "pingshan" in desk.window.avatars.cards)
    assert desk.window.avatars.cards["pingshan"].licence.text() == "licence unknown"


def test_any_colour_and_any_picture_can_be_the_background(desk: Desk) -> None:
    look = desk.window.look
    desk.qtbot.mouseClick(look.swatches["other"], Qt.MouseButton.LeftButton)
    colors = look.findChild(QColorDialog)
    colors.colorSelected.emit(colors.currentColor())
    colors.close()
    desk.until(lambda: e.BackgroundSet("#789262") in desk.studio.told)
    desk.until(look.swatches["other"].isChecked)
    desk.qtbot.mouseClick(look.swatches["picture"], Qt.MouseButton.LeftButton)
    dialog = look.findChild(QFileDialog)
    dialog.fileSelected.emit("/pictures/lake.png")
    dialog.close()
    desk.until(lambda: e.BackgroundSet("/pictures/lake.png") in desk.studio.told)
    desk.until(lambda: look.swatches["picture"].isChecked() and look.picture_name.isVisible())


def test_a_picture_that_cannot_be_shown_says_why_until_another_is_chosen(desk: Desk) -> None:
    desk.studio.console.report(e.BackgroundSet("/pictures/lake.png"))
    desk.studio.console.report(e.BackgroundRefused("/pictures/lake.png", "default", "it is damaged", "save it again"))
    desk.until(desk.window.look.notice.isVisible)
    assert "save it again" in desk.window.look.notice.accessibleName()
    assert desk.window.look.swatches["default"].isChecked()
    desk.qtbot.mouseClick(desk.window.look.swatches["#f3f9f1"], Qt.MouseButton.LeftButton)
    desk.until(lambda: not desk.window.look.notice.isVisible())


def test_the_canvas_is_fixed_while_on_air_and_says_so(desk: Desk) -> None:
    look = desk.window.look
    assert look.shape.isEnabled()
    desk.qtbot.mouseClick(desk.window.top_bar.live, Qt.MouseButton.LeftButton)
    desk.until(lambda: not look.shape.isEnabled())
    assert look.canvas_help.isVisible()


def test_the_pad_offers_moods_own_expressions_and_winks_but_no_muscles() -> None:
    given = ("aa", "blink", "sad", "happy", "jawOpen", "EYEBLINKLEFT", "wave", "lookUp", "blinkLeft")
    assert to_hold(given) == ("happy", "sad", "wave", "blinkLeft", "blink")


def test_one_mood_takes_the_place_of_another(desk: Desk) -> None:
    buttons = desk.window.expressions.buttons
    desk.qtbot.mouseClick(buttons["happy"], Qt.MouseButton.LeftButton)
    desk.until(buttons["happy"].isChecked)
    desk.qtbot.mouseClick(buttons["sad"], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.held == (("sad", 1.0),))
    desk.until(lambda: buttons["sad"].isChecked() and not buttons["happy"].isChecked())
    desk.qtbot.mouseClick(desk.window.expressions.release, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.held == ())


def test_the_strength_is_that_of_the_held_expression(desk: Desk) -> None:
    desk.window.expressions.strength.setValue(40)
    desk.qtbot.mouseClick(desk.window.expressions.buttons["happy"], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.held == (("happy", 0.4),))
    desk.until(desk.window.expressions.buttons["happy"].isChecked)
    desk.window.expressions.strength.setValue(70)
    desk.until(lambda: desk.studio.console.state.held == (("happy", 0.7),))


def test_a_recording_shows_its_file_and_afterwards_where_it_is(desk: Desk) -> None:
    outputs = desk.window.outputs
    desk.studio.console.report(e.RecordingStarted("/videos/show 1.mp4"))
    desk.until(lambda: outputs.recording.detail.text().replace("\u200b", "") == "/videos/show 1.mp4")
    assert outputs.recording.status.text().startswith("00:00")
    desk.studio.console.report(e.RecordingSaved("/videos/show 1.mp4", 12.0, 360))
    desk.until(outputs.saved.isVisible)
    assert outputs.saved.text() == "Saved show 1.mp4"
    assert outputs.recording.status.text() == "off"


def test_an_output_that_fails_says_what_to_do(desk: Desk) -> None:
    desk.studio.console.report(e.VirtualCameraFailed("there is no virtual camera", "install v4l2loopback"))
    notice = desk.window.outputs.virtual_camera.notice
    desk.until(notice.isVisible)
    assert "install v4l2loopback" in notice.accessibleName()
    desk.studio.console.report(e.StillFailed("the disk is full", "make room"))
    desk.until(desk.window.outputs.still_notice.isVisible)
    assert "make room" in desk.window.outputs.still_notice.accessibleName()


def test_the_health_bar_tells_what_is_seen_and_what_is_slow(desk: Desk) -> None:
    bar = desk.window.health
    health = Health(
        show_fps=29.9, tracker_fps=28.0, delay_ms=71.4, longest_gap_ms=38.0, show_cpu_ms=10.0, tracker_cpu_ms=20.0,
        memory_mb=700.0, performer_seen=True, left_hand_seen=True,
    )  # fmt: skip
    desk.studio.console.report(e.HealthMeasured(health))
    desk.until(lambda: bar.delay.text() == "Delay 71 ms")
    assert (bar.face.seen, bar.left_hand.seen, bar.right_hand.seen) == (True, True, False)
    assert bar.presence.text() == "Tracking 28 fps"
    assert bar.cpu.text() == "CPU 86 %"
    assert bar.fps.property("tone") == ""
    assert "AI生成 · 数字人" in bar.label.text()
    assert not bar.graphics.isVisible()
    slow = Health(show_fps=12.0, longest_gap_ms=400.0, software_gl=True, renderer="llvmpipe")
    desk.studio.console.report(e.HealthMeasured(slow))
    desk.until(lambda: bar.fps.property("tone") == "warn")
    assert bar.gap.property("tone") == "warn"
    assert bar.presence.text() == "Nobody seen"
    assert "llvmpipe" in bar.graphics.toolTip()
    assert bar.graphics.isVisible()


def test_odd_states_are_shown_without_a_stumble(desk: Desk) -> None:
    odd = Show(canvas=Canvas(640, 640, 25), source="", avatar="", background="", expressions=(), sources=(), avatars=())
    desk.studio.console.report(
        e.SourcesFound(()), e.AvatarsFound(()), e.CanvasSet(640, 640, 25), e.SourceChosen("none"), e.BackgroundSet("")
    )
    desk.until(lambda: "640 × 640" in desk.window.preview.detail.text())
    for panel in (desk.window.avatars, desk.window.source, desk.window.look, desk.window.expressions):
        panel._show(odd)
    assert not desk.window.expressions.buttons
    assert not any(desk.window.look.size_.button(value).isChecked() for value in ("720", "1080"))


def test_words_below_icons_keep_their_room_on_a_small_screen(desk: Desk) -> None:
    desk.window.resize(1080, 660)
    framing = desk.window.look.framing
    desk.until(
        lambda: framing.height() >= framing.sizeHint().height() > framing.button("face").iconSize().height() + 20
    )
