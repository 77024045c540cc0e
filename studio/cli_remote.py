"""`studio pair` and `studio remotes`: panels on other devices."""

from __future__ import annotations

import argparse
import queue
import sys
import time
from typing import TYPE_CHECKING, TypeAlias

from studio.control import place
from studio.control.role import Role
from studio.core.errors import StudioError
from studio.library import paths

if TYPE_CHECKING:
    from studio.control.console import Notice
    from studio.control.events import Event
    from studio.control.remote_console import RemoteConsole

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_ROLES = tuple(role.value for role in Role if role is not Role.PERFORMER)
_NETWORK_S = 20.0


def add(commands: Commands) -> None:
    pair = commands.add_parser("pair", help="let a phone or another computer run the show (QR code and six digits)")
    pair.add_argument("--role", choices=_ROLES, default=Role.OPERATOR.value)
    pair.add_argument("--name", default="", help="what the device is called; without it, it says so itself")
    pair.add_argument("--lan", action="store_true", help="also open the panel to the local network")
    pair.add_argument("--tls", action="store_true", help="with --lan: encrypted, by the studio's own certificate")
    pair.set_defaults(run=_pair)
    remotes = commands.add_parser("remotes", help="paired devices")
    actions = remotes.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="who may come in, and as what")
    listing.set_defaults(run=_list)
    revoke = actions.add_parser("revoke", help="shows a device out and makes its token void")
    revoke.add_argument("remote", metavar="ID", help="as `studio remotes list` shows it")
    revoke.set_defaults(run=_revoke)


def _running() -> RemoteConsole:
    from studio.control.remote_console import RemoteConsole

    found = place.find()
    if found is None:
        raise StudioError(
            "no show is running", where="this machine", remedy="start `studio` or `studio live --headless`"
        )
    console = RemoteConsole(found.url, found.token)
    console.connect()
    return console


def _pair(options: argparse.Namespace) -> int:
    from studio.control.remote_commands import EndPairing, OfferPairing

    console = _running()
    facts: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def hear(notice: Notice) -> None:
        for event in notice.events:
            facts.put(event)

    console.listen(hear)
    try:
        if options.lan:
            _open_network(console, options.tls)
        console.send(OfferPairing(Role(options.role), options.name))
        return _wait(facts) if _show_code(console) else 1
    except KeyboardInterrupt:
        console.send(EndPairing())
        raise
    finally:
        console.close()


def _open_network(console: RemoteConsole, tls: bool) -> None:
    from studio.control.remote_commands import OpenToLan
    from studio.control.state import PartStatus

    console.send(OpenToLan(True, tls))
    until_s = time.monotonic() + _NETWORK_S
    while (part := console.state.lan).status is PartStatus.STARTING and time.monotonic() < until_s:
        time.sleep(0.05)
    if part.status is not PartStatus.RUNNING:
        raise StudioError(part.problem or "the network does not open", where="--lan", remedy=part.remedy)


def _show_code(console: RemoteConsole) -> bool:
    from studio.control.pairing import invitation
    from studio.remote import qr

    found = place.find()
    told = invitation(found.url, found.token) if found is not None else None
    if told is None:
        print("studio: the code was used or taken back at once", file=sys.stderr)
        return False
    if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8":
        print(qr.printed(told.qr))
    print(f"Scan it, or open {told.page} and type  {told.code[:3]} {told.code[3:]}")
    print(f"扫码，或打开 {told.page} 输入  {told.code[:3]} {told.code[3:]}")
    if not told.reachable:
        print("Only this machine can use it: `studio pair --lan` opens the panel to your network.")
    if console.state.lan_fingerprint:
        print(f"The device will warn of the certificate; its SHA-256 is\n{console.state.lan_fingerprint}")
    print("Good once, for two minutes.", flush=True)
    return True


def _wait(facts: queue.SimpleQueue[Event]) -> int:
    from studio.control import remote_events as re
    from studio.control.remote_steps import PAIRING_S

    until_s = time.monotonic() + PAIRING_S + 5.0
    while (left_s := until_s - time.monotonic()) > 0:
        try:
            match facts.get(timeout=left_s):
                case re.RemotePaired(remote, role, name):
                    print(f"Paired: {name}, {role.value} ({remote})")
                    return 0
                case re.PairingEnded():
                    break
        except queue.Empty:
            break
    print("studio: nobody used the code; run it again for a new one", file=sys.stderr)
    return 1


def _list(_: argparse.Namespace) -> int:
    from studio.remote.tokens import Tokens

    grants = [grant for grant in Tokens(paths.remotes_file()).grants if grant.kept]
    for grant in grants:
        print(f"{grant.id}  {grant.role.value:<9} {grant.name}  since {grant.made_at[:10]}")
    if not grants:
        print("No device is paired. `studio pair` lets one in.")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    from studio.control.remote_commands import RevokeRemote
    from studio.remote.tokens import Tokens

    if place.find() is not None:
        console = _running()
        try:
            console.send(RevokeRemote(options.remote))
        finally:
            console.close()
    else:
        tokens = Tokens(paths.remotes_file())
        if not any(grant.id == options.remote for grant in tokens.grants):
            raise StudioError(
                f"no device “{options.remote}” is paired", where="remotes", remedy="see `studio remotes list`"
            )
        tokens.revoke(options.remote)
    print(f"{options.remote} is out")
    return 0
