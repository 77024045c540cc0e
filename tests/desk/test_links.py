"""Phone, suit and voice: every control of the card reaches the show and follows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.control import source_events as se
from studio.control.state import Link, Part, PartStatus, VoiceMode
from studio.core.routes import BodyPart, PoseSource
from studio.desk.links_panel import LinksPanel
from studio.desk.settings import Settings
from tests.desk.conftest import Desk, OpenDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    made = open_desk(Settings("en", "dark", workspace="setup"))
    made.window.workspaces.reveal("links")
    made.until(made.window.links.isVisible)
    return made


@pytest.fixture
def links(desk: Desk) -> LinksPanel:
    return desk.window.links


def test_a_phone_is_listened_to_at_its_address(desk: Desk, links: LinksPanel) -> None:
    links.addresses[Link.PHONE].setText("192.168.1.23")
    desk.qtbot.mouseClick(links.switches[Link.PHONE], Qt.MouseButton.LeftButton)
    desk.until(lambda: se.PhoneListenSet(True, "192.168.1.23") in desk.studio.told)
    desk.until(links.switches[Link.PHONE].isChecked)
    desk.studio.console.report(
        se.LinkChanged(Link.PHONE, Part(PartStatus.LOST, "", "the phone is silent", "open the app"))
    )
    desk.until(lambda: "open the app" in links.parts[Link.PHONE].notice.accessibleName())
    links.switches[Link.PHONE].click()
    desk.until(lambda: desk.studio.console.state.phone == Part())
    desk.until(lambda: not links.switches[Link.PHONE].isChecked())


def test_what_is_no_address_is_refused_on_the_card(desk: Desk, links: LinksPanel) -> None:
    links.addresses[Link.PHONE].setText("my phone")
    links.switches[Link.PHONE].click()
    desk.until(lambda: "no address" in links.notice.accessibleName())
    assert not links.switches[Link.PHONE].isChecked()


@pytest.mark.parametrize(
    ("link", "fact"),
    [(Link.VMC, se.VmcListenSet(True, 39539, "")), (Link.VMC_OUT, se.VmcSendSet(True, "127.0.0.1", 39540))],
)
def test_motion_comes_and_goes_by_vmc(desk: Desk, links: LinksPanel, link: Link, fact: object) -> None:
    links.switches[link].click()
    desk.until(lambda: fact in desk.studio.told)
    desk.until(links.switches[link].isChecked)


def test_the_mouth_follows_the_voice_when_wanted(desk: Desk, links: LinksPanel) -> None:
    desk.studio.console.report(se.MicrophonesFound(("Desk microphone",)))
    desk.until(lambda: links.microphone.count() == 2)
    links.microphone.setCurrentIndex(1)
    links.voice.setCurrentIndex(links.voice.findData("always"))
    links.voice.activated.emit(links.voice.currentIndex())
    desk.until(lambda: se.VoiceSet(VoiceMode.ALWAYS, "Desk microphone") in desk.studio.told)
    desk.until(lambda: links.voice.currentData() == "always")


def test_each_part_follows_its_own_source_and_the_eyes_the_viewer(desk: Desk, links: LinksPanel) -> None:
    choice = links.routes[BodyPart.HANDS]
    choice.setCurrentIndex(choice.findData("vmc"))
    choice.activated.emit(choice.currentIndex())
    desk.until(lambda: desk.studio.console.state.routes.source_of(BodyPart.HANDS) is PoseSource.VMC)
    desk.until(lambda: choice.currentData() == "vmc")
    links.gaze.click()
    desk.until(lambda: desk.studio.console.state.look_into_camera)
    desk.until(links.gaze.isChecked)
