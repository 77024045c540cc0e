"""The connection to OBS: against the real one, and against strangers at its port."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from studio.core.errors import RemoteError
from studio.remote.obs import client as under_test
from studio.remote.obs.client import ObsNotThereError, ObsRefusedError, ObsRequestError, WebSocketClient
from studio.remote.obs.settings import ObsAddress, found_address
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs


@contextmanager
def stranger(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something else that listens; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    guests: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                guest, _ = listener.accept()
            except OSError:
                return
            guests.append(guest)
            answer(guest)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()
    for guest in guests:
        guest.close()


def test_a_closed_port_says_that_obs_is_not_running() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ObsNotThereError, match="not running") as refusal:
        WebSocketClient(ObsAddress(port=port))
    assert "WebSocket" in refusal.value.remedy


def test_a_server_that_accepts_and_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "CONNECT_S", 0.2)
    with stranger(lambda guest: None) as port, pytest.raises(ObsNotThereError, match="does not answer"):
        WebSocketClient(ObsAddress(port=port))


def test_a_web_server_at_the_port_is_told_as_something_else() -> None:
    def web(guest: socket.socket) -> None:
        guest.recv(4096)
        guest.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with stranger(web) as port, pytest.raises(ObsRefusedError, match="not obs-websocket 5"):
        WebSocketClient(ObsAddress(port=port))


def test_the_old_protocol_which_waits_to_be_asked_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """obs-websocket 4, on 4444, accepts the WebSocket and stays silent until its own kind of request comes."""
    monkeypatch.setattr(under_test, "CONNECT_S", 0.3)

    def version_4(guest: socket.socket) -> None:
        import base64
        import hashlib

        head = guest.recv(4096).decode()
        key = next(line.split(": ")[1] for line in head.splitlines() if line.lower().startswith("sec-websocket-key"))
        digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        accept = base64.b64encode(digest).decode()
        guest.sendall(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )

    with stranger(version_4) as port, pytest.raises(ObsNotThereError, match="does not answer"):
        WebSocketClient(ObsAddress(port=port))


def test_port_4444_is_spoken_to_in_the_new_protocol() -> None:
    with pytest.raises(RemoteError) as refusal:
        WebSocketClient(ObsAddress(port=4444))
    assert refusal.value.where == "127.0.0.1:4444"


def test_a_wrong_password_is_told_as_one_and_never_logged(obs: RunningObs, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ObsRefusedError, match="password") as refusal:
        WebSocketClient(ObsAddress(port=obs.address.port, password="wr0ng-word"))
    assert "Show Connect Info" in refusal.value.remedy
    obs.client().close()
    assert "wr0ng-word" not in caplog.text + str(refusal.value)
    assert obs.address.password not in caplog.text


def test_port_and_password_are_found_in_obs_own_files(obs: RunningObs) -> None:
    found = found_address((obs.folder,))
    assert found.password == obs.address.password


def test_a_refused_request_keeps_its_code_and_reason(obs: RunningObs) -> None:
    client = obs.client()
    with pytest.raises(ObsRequestError) as refusal:
        client.call("GetSceneItemList", {"sceneName": "nowhere"})
    client.close()
    assert (refusal.value.code, refusal.value.request) == (600, "GetSceneItemList")
    assert "nowhere" in refusal.value.comment


def test_events_of_the_studio_mode_come_too(obs: RunningObs) -> None:
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    client = WebSocketClient(obs.address, on_event=lambda name, _: heard.put(name))
    client.call("SetStudioModeEnabled", {"studioModeEnabled": True})
    while heard.get(timeout=20) != "StudioModeStateChanged":
        pass
    client.close()


def test_a_callback_that_calls_is_told_so_at_once_instead_of_waiting_for_itself(obs: RunningObs) -> None:
    errors: list[Exception] = []

    def bad(_name: str, _data: object) -> None:
        try:
            client.call("GetVersion")
        except RuntimeError as error:
            errors.append(error)

    client = WebSocketClient(obs.address, on_event=bad)
    client.call("CreateScene", {"sceneName": "x"})
    wait_until("the callback was refused", lambda: errors)
    assert client.call("GetStats")
    client.close()
    assert "callback" in str(errors[0])


def test_many_threads_may_call_at_once_and_each_gets_its_own_answer(obs: RunningObs) -> None:
    client = obs.client()
    wrong: list[object] = []

    def ask(number: int) -> None:
        for _ in range(20):
            name = f"nowhere {number}"
            try:
                client.call("GetSceneItemList", {"sceneName": name})
            except ObsRequestError as error:
                if name not in error.comment:
                    wrong.append(error.comment)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    assert wrong == []


def test_a_hung_obs_costs_no_more_than_the_wait_for_an_answer(obs: RunningObs) -> None:
    client = WebSocketClient(obs.address, answer_s=0.3)
    obs.freeze()
    try:
        with pytest.raises(ObsNotThereError, match="does not answer"):
            client.call("GetVersion")
    finally:
        obs.thaw()
    assert client.call("GetStats")
    client.close()
