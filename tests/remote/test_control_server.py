"""The control server with real panels on loopback."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import select
import socket
import sys
from typing import Any

import aiohttp
import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.catalogue import CATALOGUE
from studio.control.codec import MAX_MESSAGE, dumps
from studio.control.host import ShowConsole
from studio.control.roles import Role
from studio.control.state import Air, Framing, GateLight, GateRow
from studio.core.errors import RemoteError
from studio.remote.doorway import MAX_PANELS
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens
from studio.rings.pictures import PictureWriter
from tests.support.jpeg import pixels_of
from tests.support.remote_studio import Panel, Studio, play
from tests.support.waiting import wait_until


def test_a_panel_that_shows_its_token_first_is_told_the_state_and_what_it_may_do(studio: Studio) -> None:
    async def scene() -> dict[str, object]:
        async with studio.panel(token=None) as panel:
            await panel.say({"type": "token", "token": studio.tokens.issue(Role.BRAND, "brand")})
            return await panel.hear("hello")

    hello = play(scene())
    assert hello["role"] == "brand"
    commands = hello["commands"]
    assert commands == [info.name for info in CATALOGUE.values() if Role.BRAND in info.roles]
    assert {"CutToSlate", "SetFraming", "OpenPreset", "TellPerformer"} <= set(commands)  # type: ignore[arg-type]
    assert not {"GoLive", "StopShow", "SetPrice", "OfferPairing"} & set(commands)  # type: ignore[arg-type]
    assert hello["state"]["label"] == "AI生成 · 数字人"  # type: ignore[index]


@pytest.mark.parametrize(
    "first",
    [
        '{"type": "token", "token": "wrong"}', '{"type": "token"}', '{"type": "token", "token": 5}', "rubbish",
        '{"type": "command", "id": 1, "name": "GoLive", "args": {}}',
    ],
)  # fmt: skip
def test_a_panel_whose_first_word_is_not_a_right_token_is_shown_out(studio: Studio, first: str) -> None:
    async def scene() -> tuple[int | None, str]:
        async with studio.panel(token=None) as panel:
            await panel.say(first)
            assert (await panel.hear("refused"))["reason"]
            return await panel.closed()

    code, reason = play(scene())
    assert code == 4001
    assert reason
    assert studio.console.state.air is Air.REHEARSAL


def test_a_wrong_bearer_token_opens_nothing(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> list[int]:
        statuses = []
        async with aiohttp.ClientSession(headers={"Authorization": "Bearer wrong"}) as session:
            for path in ("/control", "/preview"):
                with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                    await session.ws_connect(studio.url + path)
                statuses.append(refusal.value.status)
            async with session.get(f"{studio.url}/snapshot.jpg") as answer:
                statuses.append(answer.status)
        async with aiohttp.ClientSession() as session, session.get(f"{studio.url}/snapshot.jpg") as answer:
            statuses.append(answer.status)
        return statuses

    assert play(scene()) == [401, 401, 401, 401]


def test_a_command_is_answered_with_its_facts_after_everybody_was_told(studio: Studio) -> None:
    async def scene() -> list[dict[str, object]]:
        async with studio.panel() as panel:
            await panel.hear("hello")
            await panel.say({"type": "command", "id": 7, "name": "SetFraming", "args": {"framing": "full"}})
            return [await panel.hear("notice"), await panel.hear("reply")]

    notice, reply = play(scene())
    facts = [{"name": "FramingSet", "args": {"framing": "full"}}]
    assert notice["events"] == facts
    assert notice["changes"]["framing"] == "full"  # type: ignore[index]
    assert reply == {"type": "reply", "id": 7, "ok": True, "events": facts, "error": None}
    assert studio.console.state.framing is Framing.FULL


def test_a_role_sends_what_it_lists_and_nothing_else(studio: Studio) -> None:
    async def sent(role: Role, command: dict[str, object]) -> dict[str, object]:
        async with studio.panel(token=studio.tokens.issue(role, role.value)) as panel:
            await panel.say({"type": "command", "id": 1, **command})
            return await panel.hear("reply")

    slate = {"name": "CutToSlate", "args": {}}
    assert play(sent(Role.VIEWER, slate))["ok"] is False
    assert play(sent(Role.OPERATOR, {"name": "StopShow", "args": {}}))["ok"] is False
    assert play(sent(Role.OPERATOR, {"name": "StartRecording", "args": {"path": "/etc/x.mp4"}}))["ok"] is False
    assert studio.console.state.slate is studio.console.state.stopping is False
    assert play(sent(Role.OPERATOR, slate))["ok"] is True
    assert studio.console.state.slate is True


def test_a_signature_from_elsewhere_names_the_device(studio: Studio) -> None:
    row = GateRow("driver", GateLight.SIGNATURE, "录制", "recorded", "", "")
    studio.console.report(e.GateChecked((row,)))

    async def sign() -> dict[str, Any]:
        async with studio.panel(token=studio.tokens.issue(Role.OPERATOR, "小李的手机")) as panel:
            args = {"row": "driver", "reviewer": "王主任", "by": "somebody else"}
            await panel.say({"type": "command", "id": 1, "name": "SignOff", "args": args})
            return await panel.hear("reply")

    assert play(sign())["ok"] is True
    assert studio.console.state.gate[0].signed_by == "王主任 @ 小李的手机"


def test_a_viewer_hears_of_the_show_but_not_of_those_who_make_it(studio: Studio) -> None:
    studio.console.report(
        e.ConsentGiven("王小明"), ge.PerformerTold("慢一点", "李"), e.RecordingStarted("/home/wang/a.mp4")
    )

    async def scene() -> tuple[dict[str, Any], dict[str, Any]]:
        async with studio.panel(token=studio.tokens.issue(Role.VIEWER, "wall")) as panel:
            hello = await panel.hear("hello")
            studio.console.report(ge.PerformerTold("喝口水", "李"))
            studio.console.report(e.FramingSet(Framing.FULL), ge.PerformerTold("笑一笑", "李"))
            return hello, await panel.hear("notice")

    hello, notice = play(scene())
    assert hello["state"]["background"] == studio.console.state.background
    assert not any(secret in dumps(hello) for secret in ("王小明", "慢一点", "wang"))
    assert (notice["events"], notice["changes"]["framing"]) == ([], "full")
    assert not {"message", "consent", "recording"} & set(notice["changes"])


def test_a_token_taken_back_ends_what_it_opened_and_opens_nothing_more(studio: Studio) -> None:
    token = studio.tokens.issue(Role.OPERATOR, "phone")

    async def scene() -> tuple[int | None, str]:
        async with studio.panel(token=token) as phone, studio.panel() as desk:
            await phone.hear("hello")
            await desk.hear("hello")
            (grant,) = (grant for grant in studio.tokens.grants if grant.name == "phone")
            await asyncio.to_thread(studio.tokens.revoke, grant.id)
            end = await phone.closed()
            await desk.say({"type": "ping"})
            await desk.hear("pong")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            async with studio.panel(token=token):
                pass
        return end

    assert play(scene()) == (4003, "this token was taken back")


@pytest.mark.parametrize("path", ["/", "/control", "/preview", "/healthz", "/snapshot.jpg", "/catalogue.json"])
def test_a_page_from_elsewhere_cannot_speak_to_the_show(studio: Studio, path: str) -> None:
    own, wrong = studio.url, "http://evil.example"
    port = studio.host.rpartition(":")[2]
    strangers: list[dict[str, str]] = [
        {"Origin": wrong},
        {"Origin": "null"},
        {"Origin": f"https://{studio.host}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": wrong, "Host": f"evil.example:{port}"},
        {"Host": f"evil.example:{port}"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Host": "["},
    ]

    async def status(headers: dict[str, str]) -> int:
        bearer = {"Authorization": f"Bearer {studio.token}"}
        async with (
            aiohttp.ClientSession() as session,
            session.get(own + path, headers=bearer | headers) as answer,
        ):
            return answer.status

    async def scene() -> tuple[set[int], set[int]]:
        ours = [{}, {"Origin": own}, {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}]
        return {await status(item) for item in strangers}, {await status(item) for item in ours}

    refused, let_in = play(scene())
    assert refused == {403}
    assert 403 not in let_in


def test_the_server_listens_on_this_machine_only(studio: Studio) -> None:
    for host in ("0.0.0.0", "192.168.1.20", "::", "example.org"):
        with pytest.raises(RemoteError, match="other machines"):
            ControlServer(ShowConsole(), tokens=Tokens(), program_ring=studio.program, host=host)
    if sys.platform == "linux":  # 127.0.0.2 is this machine too, but not the one address the server listens on
        port = int(studio.host.rpartition(":")[2])
        with socket.socket() as caller:
            assert caller.connect_ex(("127.0.0.2", port)) != 0


def test_opened_on_purpose_it_answers_to_the_names_it_was_given_only(studio: Studio) -> None:
    opened = ControlServer(
        ShowConsole(), tokens=Tokens(), program_ring=studio.program, host="0.0.0.0", port=0, open_to=("studio.lan",)
    )
    port = opened.start().rpartition(":")[2]

    async def status(name: str) -> int:
        url, headers = f"http://127.0.0.1:{port}/healthz", {"Host": f"{name}:{port}"}
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
            return answer.status

    assert play(status("studio.lan")) == 200
    assert play(status("other.lan")) == 403
    opened.stop()


def test_a_port_in_use_is_told_and_the_usual_one_is_only_a_wish(studio: Studio) -> None:
    port = int(studio.host.rpartition(":")[2])
    with pytest.raises(RemoteError, match=f"port {port}") as refusal:
        ControlServer(ShowConsole(), tokens=Tokens(), program_ring=studio.program, port=port).start()
    assert refusal.value.remedy
    first = ControlServer(ShowConsole(), tokens=Tokens(), program_ring=studio.program)
    second = ControlServer(ShowConsole(), tokens=Tokens(), program_ring=studio.program)
    assert first.start() != second.start()
    first.stop()
    second.stop()


def test_an_end_of_the_show_is_told_to_every_panel(studio: Studio) -> None:
    async def scene() -> tuple[int | None, str]:
        async with studio.panel() as panel:
            await panel.hear("hello")
            await asyncio.to_thread(studio.server.stop)
            return await panel.closed()

    assert play(scene()) == (1001, "the show has ended")
    studio.server.stop()


def test_health_and_catalogue_need_no_token_and_hold_no_secret(studio: Studio) -> None:
    async def scene() -> tuple[dict[str, object], str, aiohttp.ClientResponse]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{studio.url}/healthz") as health,
            session.get(f"{studio.url}/catalogue.json") as all_,
        ):
            return await health.json(), await all_.text(), health

    health, catalogue, answer = play(scene())
    assert health["ok"] is True
    assert "CutToSlate" in catalogue
    assert studio.token not in catalogue + str(health)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_snapshot_is_the_newest_picture(studio: Studio, picture: PictureWriter) -> None:
    async def scene() -> bytes:
        headers = {"Authorization": f"Bearer {studio.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.get(f"{studio.url}/snapshot.jpg") as answer,
        ):
            assert answer.content_type == "image/jpeg"
            return await answer.read()

    pixels = pixels_of(play(scene()))
    assert pixels.shape == (360, 640, 3)
    assert abs(pixels[180, 100].astype(int) - (120, 146, 98)).max() <= 6
    assert abs(pixels[180, 540].astype(int) - (255, 76, 0)).max() <= 6


def test_before_the_first_picture_there_is_no_snapshot(studio: Studio) -> None:
    async def scene() -> int:
        headers = {"Authorization": f"Bearer {studio.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.get(f"{studio.url}/snapshot.jpg") as answer,
        ):
            return answer.status

    assert play(scene()) == 404


def _rubbish(count: int, seed: int) -> list[str | bytes]:
    """Messages of every wrong kind, some of them nearly right; none is a valid command."""
    dice = random.Random(seed)
    right = '{"type":"command","id":1,"name":"SetMirror","args":{"on":true}}'

    def cut() -> str:
        return right[: dice.randrange(len(right) - 1)]

    def changed() -> str:
        at = dice.randrange(len(right))
        return right[:at] + "\0" + right[at + 1 :]

    def value(depth: int = 0) -> object:
        kinds: list[object] = [None, True, -1, 1e308, 2**70, "", "GoLive", "琼" * 50, "\ud800", "\x1b[0m"]
        if depth < 3 and dice.random() < 0.4:
            return [value(depth + 1) for _ in range(dice.randrange(4))]
        return dice.choice(kinds)

    def odd() -> str:
        message: dict[str, object] = {"type": dice.choice(["command", "Command", 5, None]), "id": value()}
        message["name"] = dice.choice(["SetMirror", "ChooseAvatar", "HoldExpression", value()])
        message["args"] = dice.choice([value(), {"on": value(), "x": value()}, {"expression": [value()]}])
        return json.dumps(message)

    def noise() -> bytes:
        return dice.randbytes(dice.randrange(200))

    def deep() -> str:
        return dice.choice(("[", '{"a":')) * dice.randrange(1, 9000)

    makers = (cut, changed, odd, odd, noise, deep)
    return [dice.choice(makers)() for _ in range(count)]


async def _survive(studio: Studio, messages: list[str | bytes]) -> int:
    """How many of the messages were answered with a refusal."""
    refused = 0
    async with studio.panel() as panel:
        await panel.hear("hello")
        for message in messages:
            await (panel.socket.send_bytes(message) if isinstance(message, bytes) else panel.say(message))
            reply = await panel.hear("reply")
            assert reply["error"]["what"]
            assert reply["error"]["remedy"]
            refused += not reply["ok"]
        await panel.say({"type": "command", "id": 5, "name": "SetMirror", "args": {"on": False}})
        assert (await panel.hear("reply"))["ok"] is True
    return refused


def test_5000_malformed_messages_are_each_refused_in_words_and_the_show_goes_on(studio: Studio) -> None:
    assert play(_survive(studio, _rubbish(5000, seed=7))) == 5000
    assert studio.console.state.mirror is False


def test_a_message_that_is_too_long_costs_its_sender_the_connection_and_nobody_else(studio: Studio) -> None:
    async def scene() -> int | None:
        async with studio.panel() as flood, studio.panel() as other:
            await flood.hear("hello")
            await other.hear("hello")
            await flood.say('{"type":"' + "x" * (MAX_MESSAGE + 1) + '"}')
            code, _ = await flood.closed()
            await other.say({"type": "ping"})
            await other.hear("pong")
            return code

    assert play(scene()) == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


def test_a_bug_behind_a_command_is_told_as_one_and_the_panel_stays(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(command: c.Command) -> tuple[e.Event, ...]:
        raise ZeroDivisionError

    studio.console.send = fail  # type: ignore[method-assign]
    caplog.set_level(logging.CRITICAL + 1, logger="studio.remote.control_socket")

    async def scene() -> dict[str, object]:
        async with studio.panel() as panel:
            await panel.say({"type": "command", "id": 3, "name": "GoLive", "args": {}})
            reply = await panel.hear("reply")
            await panel.say({"type": "ping"})
            await panel.hear("pong")
            return reply

    reply = play(scene())
    assert reply["id"] == 3
    assert reply["error"]["what"] == "the show failed at this"  # type: ignore[index]


def test_a_panel_that_does_not_read_is_cut_off_and_nobody_waits_for_it(studio: Studio) -> None:
    with socket.socket() as sleeper:
        sleeper.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sleeper.connect(("127.0.0.1", int(studio.host.rpartition(":")[2])))
        key = "dGhlIHNhbXBsZSBub25jZQ=="
        lines = (
            "GET /control HTTP/1.1", f"Host: {studio.host}", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Authorization: Bearer {studio.token}", "", "",
        )  # fmt: skip
        sleeper.sendall("\r\n".join(lines).encode())
        assert sleeper.recv(12) == b"HTTP/1.1 101"

        awake = studio.remote()
        told: list[e.Event] = []
        awake.listen(lambda notice: told.extend(notice.events))
        facts = [e.TrackerLost(f"{number} " + "x" * 3000, "") for number in range(3000)]
        for index in range(0, len(facts), 20):
            studio.console.report(*facts[index : index + 20])
            wait_until("the other panel heard it", lambda index=index: len(told) >= index + 20)
        awake.close()

        wait_until("the sleeper is cut off", lambda: _hung_up(sleeper))
        received = b""
        while chunk := _rest(sleeper):
            received += chunk
        assert told == facts
        assert len(received) < 1_000_000, "what the system still held for it was dropped, not offered for minutes"


def _hung_up(sock: socket.socket) -> bool:
    """Whether the other side has ended the connection altogether, seen without reading a byte."""
    poll = select.poll()
    poll.register(sock, 0)  # errors and hang-ups are always told
    return bool(poll.poll(0))


def _rest(sock: socket.socket) -> bytes:
    try:
        return sock.recv(1 << 20)
    except ConnectionResetError:
        return b""


def test_tokens_are_in_no_log(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    guessed = "guessed-token-0123456789"

    async def scene() -> None:
        async with studio.panel() as panel:
            await panel.hear("hello")
        async with studio.panel(token=None) as panel:
            await panel.say({"type": "token", "token": guessed})
            await panel.closed()
        address = f"{studio.url}/?token={studio.token}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            assert answer.status == 200

    play(scene())
    assert studio.token not in caplog.text
    assert guessed not in caplog.text


def test_so_many_panels_and_no_more(studio: Studio) -> None:
    async def scene() -> int:
        opened: list[Panel] = []
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            headers = {"Authorization": f"Bearer {studio.token}"}
            for _ in range(MAX_PANELS):
                opened.append(Panel(await session.ws_connect(f"{studio.url}/control", headers=headers)))
                await opened[-1].hear("hello")
            with pytest.raises(aiohttp.WSServerHandshakeError) as full:
                await session.ws_connect(f"{studio.url}/control", headers=headers)
            await opened.pop().socket.close()
            async with session.ws_connect(f"{studio.url}/control", headers=headers) as again:
                await Panel(again).hear("hello")
            for panel in opened:
                await panel.socket.close()
        return full.value.status

    assert play(scene()) == 503
