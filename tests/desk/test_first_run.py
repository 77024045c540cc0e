"""The first steps, from empty settings to a rehearsal, by clicks alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.state import Air, Health, Part, PartStatus, PresetEntry, SetEntry, Show
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, Landmarks
from studio.core.names import ARKIT
from studio.desk.camera_checks import Finding, Verdict, examine
from studio.desk.camera_page import CalibratePage, CameraPage, brightness_of
from studio.desk.first_choices import AvatarPage, ObsPage, PlacePage
from studio.desk.first_run import FirstRun
from studio.desk.first_steps import ConsentPage, LanguagePage
from studio.desk.language import Language
from studio.desk.settings import Settings
from studio.rings.landmarks import LandmarksWriter, newest_ring_in, ring_in
from tests.desk.conftest import STATE, Desk, OpenDesk, Studio

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def performer(*, away_cm: float = 60.0, middle: float = 0.5, top: float = 0.2, shoulders: float = 0.9) -> Landmarks:
    """Somebody before the camera."""
    points = np.zeros((478, 3), np.float32)
    points[:, 0] = np.linspace(middle - 0.08, middle + 0.08, 478)
    points[:, 1] = np.linspace(top, top + 0.3, 478)
    camera_from_face = np.eye(4, dtype=np.float32)
    camera_from_face[2, 3] = -away_cm
    body = np.full((33, 3), 0.5, np.float32)
    body[11], body[12] = (0.7, 0.7, 0.0), (0.3, 0.7, 0.0)
    return Landmarks(
        1.0,
        (640, 480),
        face=FaceLandmarks(1.0, points, np.zeros(len(ARKIT), np.float32), camera_from_face),
        body=BodyLandmarks(1.0, body, body, np.full(33, shoulders, np.float32)),
    )


def verdicts(
    landmarks: Landmarks | None, *, state: Show = STATE, brightness: float | None = None
) -> dict[str, Finding]:
    return {finding.key: finding for finding in examine(state, landmarks, brightness)}


@pytest.mark.parametrize(
    ("landmarks", "key", "verdict"),
    [
        (performer(), "distance", Verdict.PASS),
        (performer(), "framing", Verdict.PASS),
        (performer(away_cm=25), "distance", Verdict.FAIL),
        (performer(away_cm=180), "distance", Verdict.FAIL),
        (performer(middle=0.85), "framing", Verdict.FAIL),
        (performer(top=-0.05), "framing", Verdict.FAIL),
        (performer(shoulders=0.1), "framing", Verdict.FAIL),
        (None, "face", Verdict.FAIL),
        (None, "distance", Verdict.UNKNOWN),
    ],
)
def test_the_doctor_passes_or_fails_how_one_sits(landmarks: Landmarks | None, key: str, verdict: Verdict) -> None:
    assert verdicts(landmarks)[key].verdict is verdict


def test_the_doctor_says_what_to_do() -> None:
    assert "come nearer" in verdicts(performer(away_cm=180))["distance"].text
    assert "move back" in verdicts(performer(away_cm=25))["distance"].text
    failed = replace(STATE, tracker=Part(PartStatus.FAILED, "", "in use by another program", "close it"))
    assert verdicts(None, state=failed)["camera"] == Finding(
        "camera", "Camera", Verdict.FAIL, "in use by another program → close it"
    )
    slow = replace(STATE, health=Health(tracker_fps=9.0))
    assert verdicts(None, state=slow)["rate"].verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("brightness", "verdict"), [(None, Verdict.UNKNOWN), (20, Verdict.FAIL), (120, Verdict.PASS), (240, Verdict.FAIL)]
)
def test_light_is_judged_only_where_it_was_measured(brightness: float | None, verdict: Verdict) -> None:
    assert verdicts(performer(), brightness=brightness)["light"].verdict is verdict


def test_brightness_is_that_of_the_face() -> None:
    image = QImage(96, 72, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 10, 10))
    for y in range(18, 54):
        for x in range(24, 72):
            image.setPixelColor(x, y, QColor(180, 180, 180))
    assert brightness_of(image, QRectF(0.3, 0.3, 0.4, 0.4)) == pytest.approx(180, abs=6)
    assert brightness_of(image, None) < 80


@pytest.fixture
def first_run(open_desk: OpenDesk, studio: Studio) -> Iterator[tuple[Desk, FirstRun]]:
    studio.console._state = replace(
        STATE,
        source="take:welcome",
        tracker=Part(PartStatus.RUNNING, "a take"),
        sets=(SetEntry("set:geyuan/spring", "个园·春", "Geyuan, spring"),),
        presets=(PresetEntry("tea", "示例·茶社", "Example Tea"),),
    )
    desk = open_desk(Settings())
    desk.window.speak(Language.ENGLISH)
    desk.window.show_first_run()
    made = desk.window.first_run
    assert made is not None
    yield desk, made
    if desk.window.first_run is not None:
        desk.window.first_run.close()


def page(run: FirstRun, kind: type) -> object:
    number = next(number for number, each in enumerate(run.pages) if isinstance(each, kind))
    run.steps[number].click()
    assert run.stack.currentWidget() is run.pages[number]
    return run.pages[number]


def test_from_empty_settings_to_a_rehearsal_by_clicks(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    qtbot, console, left = desk.qtbot, desk.studio.console, Qt.MouseButton.LeftButton
    language, camera, consent, avatar, calibrate, place, obs, _ = run.pages

    assert isinstance(language, LanguagePage)
    qtbot.mouseClick(language.languages[Language.CHINESE], left)
    desk.until(lambda: run.next.text() == "继续")
    qtbot.mouseClick(language.languages[Language.ENGLISH], left)
    desk.until(lambda: run.next.text() == "Continue")
    qtbot.mouseClick(run.next, left)

    assert isinstance(camera, CameraPage)
    camera.choice.activated.emit(camera.choice.findData("camera:0"))
    desk.until(lambda: console.state.source == "camera:0")
    console.report(e.TrackerStarted("Front camera, 1280×720"))
    desk.until(lambda: run.next.text() == "Continue")
    qtbot.mouseClick(run.next, left)

    assert isinstance(consent, ConsentPage)
    assert run.next.text() == "Skip"
    consent.name.setText("甲")
    assert not consent.give.isEnabled()  # the sentence has to be ticked too
    consent.agreed.click()
    qtbot.mouseClick(consent.give, left)
    desk.until(lambda: console.state.consent == "甲")
    desk.until(consent.withdraw.isVisible)
    qtbot.mouseClick(run.next, left)

    assert isinstance(avatar, AvatarPage)
    qtbot.mouseClick(avatar.cards["zhuxi"], left)
    desk.until(lambda: console.state.avatar == "zhuxi")
    desk.until(avatar.loading.isVisible)
    console.report(e.AvatarLoaded("zhuxi", (), ""))
    desk.until(lambda: avatar.cards["zhuxi"].isChecked() and not avatar.loading.isVisible())
    qtbot.mouseClick(run.next, left)

    assert isinstance(calibrate, CalibratePage)
    qtbot.mouseClick(calibrate.begin, left)
    calibrate.countdown.timer.stop()
    while calibrate.countdown.left:
        assert e.CalibrationAsked() not in desk.studio.told
        calibrate.countdown.step()
    desk.until(lambda: e.CalibrationAsked() in desk.studio.told)
    console.report(e.Calibrated())
    desk.until(lambda: run.next.text() == "Continue")
    qtbot.mouseClick(run.next, left)

    assert isinstance(place, PlacePage)
    qtbot.mouseClick(place.cards[0], left)
    desk.until(lambda: console.state.background == "set:geyuan/spring")
    place.preset.activated.emit(place.preset.findData("tea"))
    desk.until(lambda: ge.PresetAsked("tea") in desk.studio.told)
    qtbot.mouseClick(run.next, left)

    assert isinstance(obs, ObsPage)
    qtbot.mouseClick(obs.connect_, left)
    desk.until(lambda: e.ObsAsked() in desk.studio.told)
    console.report(e.ObsConnected("OBS 30"))
    desk.until(lambda: run.next.text() == "Continue")
    qtbot.mouseClick(run.next, left)

    assert run.next.text() == "Start rehearsing"
    assert not desk.window.welcomed
    qtbot.mouseClick(run.next, left)
    desk.until(lambda: desk.window.first_run is None)
    assert desk.window.remembered().welcomed
    assert console.state.air is Air.REHEARSAL


def test_every_step_can_be_skipped_and_taken_again(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    for number in range(1, len(run.pages)):
        desk.qtbot.mouseClick(run.next, Qt.MouseButton.LeftButton)
        assert run.at == number
    desk.qtbot.mouseClick(run.back, Qt.MouseButton.LeftButton)
    assert run.at == len(run.pages) - 2
    desk.qtbot.keyClick(run, Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.first_run is None)
    assert desk.window.remembered().welcomed
    desk.window.menu.first_steps.trigger()
    assert desk.window.first_run is not None
    assert desk.window.first_run.at == 0


def test_first_steps_left_in_the_middle_come_again_the_next_day(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    desk.qtbot.mouseClick(run.next, Qt.MouseButton.LeftButton)
    desk.window.close()
    assert not desk.window.remembered().welcomed


def test_consent_is_taken_back_as_easily(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    consent = page(run, ConsentPage)
    assert isinstance(consent, ConsentPage)
    desk.studio.console.report(e.ConsentGiven("甲"))
    desk.until(consent.withdraw.isVisible)
    desk.qtbot.mouseClick(consent.withdraw, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.consent == "")
    desk.until(consent.give.isVisible)


def test_the_camera_page_shows_points_not_pictures(first_run: tuple[Desk, FirstRun], studio: Studio) -> None:
    desk, run = first_run
    camera = page(run, CameraPage)
    assert isinstance(camera, CameraPage)
    desk.until(lambda: camera.feed.newest is None)
    empty = camera.view.grab().toImage()
    writer = LandmarksWriter(ring_in(Path(studio.program).parent, 3))
    writer.write(performer())
    desk.until(lambda: camera.feed.newest is not None)
    desk.until(lambda: camera.texts["distance"].text() == "about 60 cm")
    assert camera.view.grab().toImage() != empty
    assert not desk.studio.console.state.show_performer  # nobody's picture was asked for
    writer.close()
    run.go_to(0)
    assert camera.feed.newest is None


def test_the_own_picture_shown_for_the_light_goes_with_the_page(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    camera = page(run, CameraPage)
    assert isinstance(camera, CameraPage)
    desk.qtbot.mouseClick(camera.myself, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.studio.console.state.show_performer)
    desk.until(camera.myself.isChecked)
    run.go_to(0)
    desk.until(lambda: not desk.studio.console.state.show_performer)


def test_a_calibration_that_fails_says_why(first_run: tuple[Desk, FirstRun]) -> None:
    desk, run = first_run
    calibrate = page(run, CalibratePage)
    assert isinstance(calibrate, CalibratePage)
    desk.studio.console.report(e.CalibrationFailed("no face was seen", "look into the camera"))
    desk.until(calibrate.notice.isVisible)
    assert "look into the camera" in calibrate.notice.accessibleName()
    assert not calibrate.done(desk.bridge.state)


def test_of_two_trackers_the_newest_is_followed(tmp_path: Path) -> None:
    assert newest_ring_in(tmp_path) is None
    old, new = LandmarksWriter(ring_in(tmp_path, 7)), LandmarksWriter(ring_in(tmp_path, 0))
    import os

    os.utime(ring_in(tmp_path, 7), ns=(1, 1))
    assert newest_ring_in(tmp_path) == ring_in(tmp_path, 0)
    new.close()
    assert newest_ring_in(tmp_path) == ring_in(tmp_path, 7)
    old.close()
