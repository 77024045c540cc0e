from __future__ import annotations

import socket

import pytest

from studio.core.errors import StudioError
from studio.inputs.datagrams import Datagrams
from tests.support.waiting import wait_until


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _can_be_bound(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        try:
            other.bind((address, port))
        except OSError:
            return False
        return True


def test_what_is_sent_is_heard_and_only_on_this_machine() -> None:
    heard: list[bytes] = []
    port = _free_port()
    datagrams = Datagrams(port, lambda data, _: heard.append(data))
    datagrams.open()
    assert not _can_be_bound("127.0.0.1", port)
    assert _can_be_bound("127.0.0.2", port), "other addresses of the machine are left alone"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        wait_until("it is heard", lambda: sender.sendto(b"hello", ("127.0.0.1", port)) and heard)
    datagrams.close()
    assert heard[0] == b"hello"


def test_of_other_machines_only_the_named_one_is_heard() -> None:
    heard: list[bytes] = []
    port = _free_port()
    datagrams = Datagrams(port, lambda data, _: heard.append(data), sender="127.0.0.3")
    datagrams.open()
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as named,
    ):
        stranger.bind(("127.0.0.9", 0))
        named.bind(("127.0.0.3", 0))
        stranger.sendto(b"stranger", ("127.0.0.3", port))
        wait_until("the named one is heard", lambda: named.sendto(b"named", ("127.0.0.3", port)) and heard)
    datagrams.close()
    assert set(heard) == {b"named"}


@pytest.mark.parametrize("sender", ["phone", "999.1.1.1", "192.168.1"])
def test_what_is_no_address_is_refused(sender: str) -> None:
    with pytest.raises(StudioError) as refused:
        Datagrams(_free_port(), lambda *_: None, sender=sender).open()
    assert "192.168" in refused.value.remedy
