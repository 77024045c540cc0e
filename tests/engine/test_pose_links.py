"""Real sockets: a suit sends, a show listens, and the other way round."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import numpy as np
import pytest

from studio.control import source_commands as s
from studio.control.host import ShowConsole
from studio.control.state import PartStatus, Show, VoiceMode
from studio.core.errors import CommandError
from studio.core.names import BONES
from studio.core.pose import AvatarState
from studio.core.routes import BodyPart, PoseSource
from studio.engine.pose_links import PoseLinks
from studio.outputs.vmc import VmcSender
from studio.solving.vmc import VmcReader
from tests.support.waiting import wait_until


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def linked() -> Iterator[tuple[ShowConsole, PoseLinks]]:
    console = ShowConsole(Show())
    links = PoseLinks(console.report)
    console.listen(links.hear)
    links.start()
    yield console, links
    links.close()


def test_a_suit_that_sends_is_heard_lost_and_heard_again(linked: tuple[ShowConsole, PoseLinks]) -> None:
    console, links = linked
    port = _free_port()
    console.send(s.ListenVmc(True, port))
    wait_until("it listens", lambda: console.state.vmc.detail == f"UDP {port}")
    suit = VmcSender("127.0.0.1", port)
    places = np.zeros((len(BONES), 3))

    def heard() -> bool:
        suit.send(AvatarState(), time.monotonic(), places)
        return console.state.vmc.status is PartStatus.RUNNING

    wait_until("the suit is heard", heard)
    source, pose = links.new_poses()[-1]
    assert source is PoseSource.VMC
    assert pose.trust.max() == 1.0
    wait_until("its silence is told", lambda: console.state.vmc.status is PartStatus.LOST)
    assert console.state.vmc.remedy
    wait_until("it is heard again", heard)
    console.send(s.ListenVmc(False, port))
    wait_until("it is off", lambda: console.state.vmc.status is PartStatus.OFF)
    suit.close()


def test_a_port_that_is_taken_is_told_in_words(linked: tuple[ShowConsole, PoseLinks]) -> None:
    console, _ = linked
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        console.send(s.ListenVmc(True, taken.getsockname()[1]))
        wait_until("it is refused", lambda: console.state.vmc.status is PartStatus.FAILED)
    assert "cannot be opened" in console.state.vmc.problem
    assert console.state.vmc.remedy


def test_frames_are_sent_to_whoever_listens(linked: tuple[ShowConsole, PoseLinks]) -> None:
    console, links = linked
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(0.2)
        console.send(s.SendVmc(True, "127.0.0.1", receiver.getsockname()[1]))
        wait_until("it sends", lambda: console.state.vmc_out.status is PartStatus.RUNNING)
        reader = VmcReader()

        def received() -> bool:
            links.send(AvatarState(), 1.0, np.zeros((len(BONES), 3)))
            try:
                return reader.feed(receiver.recv(2000), 1.0) is not None
            except TimeoutError:
                return False

        wait_until("a frame arrives", received)
    console.send(s.SendVmc(False))
    wait_until("it is off", lambda: console.state.vmc_out.status is PartStatus.OFF)


def test_a_machine_without_a_microphone_says_so(linked: tuple[ShowConsole, PoseLinks]) -> None:
    console, _ = linked
    console.send(s.UseVoice(VoiceMode.ALWAYS, "no such microphone"))
    wait_until("it is refused", lambda: console.state.voice.status is PartStatus.FAILED)
    assert console.state.voice.remedy
    console.send(s.UseVoice(VoiceMode.OFF))
    wait_until("it is off", lambda: console.state.voice.status is PartStatus.OFF)


@pytest.mark.parametrize(
    "command",
    [s.ListenVmc(True, 80), s.ListenVmc(True, 39539, "phone"), s.ListenPhone(True), s.SendVmc(True, " ")],
    ids=repr,
)
def test_what_is_no_port_or_address_is_refused(command: s.SourceCommand) -> None:
    with pytest.raises(CommandError) as refused:
        ShowConsole(Show()).send(command)
    assert refused.value.remedy


def test_parts_are_routed_one_by_one() -> None:
    console = ShowConsole(Show())
    console.send(s.RoutePart(BodyPart.FACE, PoseSource.PHONE))
    console.send(s.RoutePart(BodyPart.HANDS, PoseSource.VMC))
    assert console.state.routes.source_of(BodyPart.FACE) is PoseSource.PHONE
    assert console.state.routes.source_of(BodyPart.BODY) is PoseSource.CAMERA
    assert console.send(s.RoutePart(BodyPart.HANDS, PoseSource.VMC)) == ()
