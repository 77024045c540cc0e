"""A code for a token: once, for two minutes, in spite of guessing; and what a paired device may then do."""

from __future__ import annotations

import logging
import os
import stat
import threading
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from studio.cli import main
from studio.control import place
from studio.control import remote_commands as r
from studio.control import remote_events as re
from studio.control.host import ShowConsole
from studio.control.pairing import Invitation, invitation
from studio.control.remote_steps import PAIRING_S
from studio.control.roles import Role
from studio.control.state import PartStatus
from studio.core.errors import CommandError, RemoteError
from studio.library import paths
from studio.remote import qr
from studio.remote.pairing import MOST_WRONG, Pairings
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens
from tests.support.remote_studio import STATE, Naps, Studio, play
from tests.support.waiting import wait_until


def _invited(studio: Studio, role: Role = Role.OPERATOR, name: str = "") -> Invitation:
    studio.console.send(r.OfferPairing(role, name))
    found = invitation(studio.url, studio.token)
    assert found is not None
    return found


async def _redeem(url: str, code: object, name: object = "Li's phone", **headers: str) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{url}/pair", json={"code": code, "name": name}, ssl=False) as answer,
    ):
        return answer.status, await answer.json() if answer.status == 200 else {}


def test_a_code_gives_one_device_a_token_of_its_own_and_works_once(paired: Studio) -> None:
    told = _invited(paired)
    assert len(told.code) == 6
    assert told.code.isdigit()
    status, device = play(_redeem(paired.url, told.code))
    assert (status, device["role"], device["name"]) == (200, "operator", "Li's phone")
    console = paired.remote(device["token"])
    assert console.role == "operator"
    wait_until("the show sees it here", lambda: [item.here for item in paired.console.state.remotes] == [1])
    console.close()
    wait_until("and gone", lambda: [item.here for item in paired.console.state.remotes] == [0])
    assert paired.console.state.pairing is None
    assert play(_redeem(paired.url, told.code))[0] == 403
    assert invitation(paired.url, paired.token) is None


def test_the_qr_code_says_an_address_whose_fragment_is_good_once_too(paired: Studio) -> None:
    told = _invited(paired, Role.VIEWER, "Brand's tablet")
    page, _, secret = told.url.partition("/#pair=")
    assert page == told.page == paired.url
    assert len(secret) >= 22
    assert told.qr == qr.rows(told.url)
    assert len({len(row) for row in told.qr}) == 1
    status, device = play(_redeem(paired.url, secret, "what it says itself"))
    assert (status, device["role"], device["name"]) == (200, "viewer", "Brand's tablet")
    assert play(_redeem(paired.url, told.code))[0] == 403


def test_a_token_outlives_the_show_and_a_revoked_one_does_not(paired: Studio, tmp_path: Path) -> None:
    _, device = play(_redeem(paired.url, _invited(paired).code))
    file = tmp_path / "remotes.json"
    assert device["token"] not in file.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    later = Tokens(file)
    grant = later.check(device["token"])
    assert grant is not None
    assert grant.role is Role.OPERATOR
    console = paired.remote(device["token"])
    paired.console.send(r.RevokeRemote(grant.id))
    wait_until("it is shown out", lambda: not console.connected)
    console.close()
    wait_until("it is in no list", lambda: paired.console.state.remotes == ())
    assert Tokens(file).check(device["token"]) is None
    with pytest.raises(CommandError, match="is paired"):
        paired.console.send(r.RevokeRemote(grant.id))


def test_guessing_ends_the_offer_and_costs_longer_and_longer(paired: Studio, naps: Naps) -> None:
    told = _invited(paired)
    wrong = [f"{(int(told.code) + step) % 1_000_000:06d}" for step in range(1, MOST_WRONG + 3)]
    assert [play(_redeem(paired.url, code))[0] for code in wrong] == [403] * len(wrong)
    assert play(_redeem(paired.url, told.code))[0] == 403, "after so many guesses the right code is void"
    wait_until("everybody is told that it is void", lambda: paired.console.state.pairing is None)
    assert naps.taken_s[:4] == [0.25, 0.5, 1.0, 2.0]
    assert paired.console.state.remotes == ()


def test_an_offer_is_void_after_two_minutes_and_when_taken_back_or_followed(paired: Studio) -> None:
    now_s = 0.0
    pairings = Pairings(Tokens(), lambda: now_s)
    offer = pairings.begin(Role.OPERATOR, "")
    now_s = PAIRING_S + 0.1
    assert pairings.redeem(offer.code, "late") is None
    first, second = pairings.begin(Role.OPERATOR, ""), pairings.begin(Role.BRAND, "")
    assert pairings.redeem(first.secret, "first") is None
    done = pairings.redeem(second.secret, "second")
    assert done is not None
    assert done[0].role is Role.BRAND
    told = _invited(paired)
    paired.console.send(r.EndPairing())
    assert play(_redeem(paired.url, told.code))[0] == 403


def test_only_the_performer_at_the_machine_sees_the_code_and_no_panel_is_told_it(paired: Studio) -> None:
    facts: list[Any] = []
    paired.console.listen(lambda notice: facts.extend(notice.events))
    told = _invited(paired)
    for text in (repr(facts), repr(paired.console.state), repr(told)):
        assert told.code not in text
        assert told.url.partition("=")[2] not in text
    for role in (Role.OPERATOR, Role.BRAND, Role.VIEWER):
        with pytest.raises(RemoteError):
            invitation(paired.url, paired.tokens.issue(role, "x"))
        console = paired.remote(paired.tokens.issue(role, "x"))
        for wish in (r.OfferPairing(Role.OPERATOR), r.OpenToLan(True), r.EndPairing()):
            with pytest.raises(CommandError, match="may not"):
                console.send(wish)
        console.close()
    with pytest.raises(CommandError, match="belong to this machine"):
        paired.console.send(r.OfferPairing(Role.PERFORMER))


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"code": 123456}', '{"code": "123456", "name": 5}', '{"code": ""}', "x" * 900, '{"code":' * 50],
)
def test_rubbish_at_the_door_is_refused_and_no_guess(paired: Studio, body: str) -> None:
    told = _invited(paired)

    async def post() -> int:
        async with aiohttp.ClientSession() as session, session.post(f"{paired.url}/pair", data=body) as answer:
            return answer.status

    assert play(post()) == 400
    assert play(_redeem(paired.url, told.code))[0] == 200


def test_a_page_from_elsewhere_cannot_pair(paired: Studio) -> None:
    told = _invited(paired)
    assert play(_redeem(paired.url, told.code, Origin="http://evil.example"))[0] == 403
    assert play(_redeem(paired.url, told.code))[0] == 200


def test_a_strangers_name_is_made_fit_for_a_list(paired: Studio) -> None:
    _, device = play(_redeem(paired.url, _invited(paired).code, "\x1b[31m Li\n\t的  手机 " + "x" * 500))
    assert device["name"].startswith("[31m Li 的 手机 xxx")
    assert len(device["name"]) == 40


@pytest.mark.parametrize("tls", [False, True])
def test_the_network_is_let_in_only_when_switched_on_and_shut_out_again(paired: Studio, tls: bool) -> None:
    port = paired.host.rpartition(":")[2]
    scheme = "https" if tls else "http"
    far = f"{scheme}://127.0.0.2:{port}"

    async def healthy() -> bool:
        try:
            async with aiohttp.ClientSession() as session, session.get(f"{far}/healthz", ssl=False) as answer:
                return answer.status == 200
        except aiohttp.ClientConnectionError:
            return False

    assert play(healthy()) is False
    paired.console.send(r.OpenToLan(True, tls))
    wait_until("it is open", lambda: paired.console.state.lan.status is PartStatus.RUNNING)
    assert paired.console.state.lan_urls == (far,)
    assert bool(paired.console.state.lan_fingerprint) is tls
    assert play(healthy()) is True
    told = _invited(paired)
    assert told.reachable
    assert told.url.startswith(far)
    status, device = play(_redeem(far, told.code, Origin=far))
    assert status == 200
    assert paired.tokens.check(device["token"])
    paired.console.send(r.OpenToLan(False))
    wait_until("it is shut", lambda: paired.console.state.lan.status is PartStatus.OFF)
    assert play(healthy()) is False


def test_no_network_and_a_port_in_use_are_told_in_words(tmp_path: Path) -> None:
    console = ShowConsole()
    server = ControlServer(
        console, tokens=Tokens(), program_ring=tmp_path / "x.ring", port=0, report=console.report, lan_addresses=tuple
    )
    server.start()
    console.send(r.OpenToLan(True))
    wait_until("it says so", lambda: console.state.lan.status is PartStatus.FAILED)
    assert "no network" in console.state.lan.problem
    assert console.state.lan.remedy
    server.stop()


def test_the_certificate_is_kept_for_the_same_addresses_and_for_nobody_else_to_read(tmp_path: Path) -> None:
    from studio.remote.lan import certificate

    first = certificate(tmp_path / "c", ["192.168.1.5"])
    assert certificate(tmp_path / "c", ["192.168.1.5"]).fingerprint == first.fingerprint
    assert certificate(tmp_path / "c", ["192.168.1.6"]).fingerprint != first.fingerprint
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "c" / "panel.pem").stat().st_mode) == 0o600


def test_a_printed_code_is_square_and_light_around() -> None:
    lines = qr.printed(qr.rows("http://192.168.1.5:8470/#pair=abcdefghijklmnopqrstuv")).split("\n")
    assert len({len(line) for line in lines}) == 1
    assert set(lines[0]) == {"█"}
    assert set("".join(lines)) <= set("█▀▄ ")


def test_an_expired_offer_is_taken_out_of_the_state() -> None:
    from studio.control.reducer import apply
    from studio.control.state import Pairing

    state = apply(STATE, re.PairingOffered(Role.OPERATOR, "", 120.0))
    assert state.pairing == Pairing(Role.OPERATOR, "", 120.0)
    assert apply(state, re.PairingEnded()).pairing is None


def test_nothing_listens_beyond_this_machine_until_it_is_asked_to(paired: Studio) -> None:
    """What a port scan would find: every socket of this process that listens."""
    port = int(paired.host.rpartition(":")[2])

    def listening() -> set[str]:
        found = psutil.Process().net_connections(kind="inet")
        return {item.laddr.ip for item in found if item.status == psutil.CONN_LISTEN and item.laddr.port == port}

    everywhere = psutil.Process().net_connections(kind="inet")
    assert {item.laddr.ip for item in everywhere if item.status == psutil.CONN_LISTEN} <= {"127.0.0.1", "::1"}
    assert listening() == {"127.0.0.1"}
    paired.console.send(r.OpenToLan(True))
    wait_until("it is open", lambda: paired.console.state.lan.status is PartStatus.RUNNING)
    assert listening() == {"127.0.0.1", "127.0.0.2"}
    paired.console.send(r.OpenToLan(False))
    wait_until("it is shut", lambda: listening() == {"127.0.0.1"})


def test_codes_and_tokens_are_in_no_log(paired: Studio, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = _invited(paired)
    secret = told.url.partition("=")[2]
    play(_redeem(paired.url, "000000" if told.code != "000000" else "111111"))
    _, device = play(_redeem(paired.url, told.code))
    paired.remote(device["token"]).close()
    for word in (told.code, secret, device["token"]):
        assert word not in caplog.text


def test_studio_pair_prints_a_code_and_waits_for_the_device(paired: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    place.write(place.Place(os.getpid(), paired.url, paired.token, "", ""))
    done: list[int] = []
    command = threading.Thread(target=lambda: done.append(main(["pair", "--role", "viewer", "--name", "tablet"])))
    command.start()
    wait_until("it is offered", lambda: paired.console.state.pairing is not None)
    told = invitation(paired.url, paired.token)
    assert told is not None
    wait_until("the code is shown", lambda: told.code[3:] in capsys.readouterr().out)
    assert play(_redeem(paired.url, told.code))[1]["name"] == "tablet"
    command.join(20)
    assert done == [0]
    (grant,) = (grant for grant in paired.tokens.grants if grant.kept)
    assert main(["remotes", "revoke", grant.id]) == 0
    wait_until("it is out", lambda: paired.console.state.remotes == ())
    assert main(["remotes", "revoke", "nobody"]) == 1
    place.forget(os.getpid())


def test_without_a_show_devices_are_still_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    grant, token = Tokens(paths.remotes_file()).grant(Role.BRAND, "old tablet", keep=True)
    assert main(["remotes", "list"]) == 0
    assert f"{grant.id}  brand     old tablet" in capsys.readouterr().out
    assert main(["remotes", "revoke", grant.id]) == 0
    assert Tokens(paths.remotes_file()).check(token) is None
    assert main(["pair"]) == 1
    assert "no show is running" in capsys.readouterr().err
