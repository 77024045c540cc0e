"""`studio obs`: the set-up told in words, for the command line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from studio.core.errors import RemoteError
from studio.remote.obs import arrival, setup
from studio.remote.obs.client import ObsClient, ObsNotThereError, WebSocketClient
from studio.remote.obs.collection import obs_runs, register_script, unregister_script
from studio.remote.obs.convention import LIVE
from studio.remote.obs.settings import ObsSettings, address, obs_folders, read_settings, write_settings

_SAYS = Callable[[str], None]


def run(
    action: str,
    *,
    places: setup.Places,
    canvas: tuple[int, int],
    settings: Path,
    lay_slate: Callable[[], None],
    connect_show: Callable[[], bool],
    wait_s: float = 0.0,
    host: str = "",
    port: int = 0,
    folders: tuple[Path, ...] | None = None,
    say: _SAYS = print,
) -> int:
    """One action; the exit code is 1 if something is left to do. Raises StudioError.

    `lay_slate` writes the picture at `places.slate`. `connect_show` tells a running show to connect. `folders`: OBS's.
    """
    folders = obs_folders() if folders is None else folders
    if action == "connect":
        return _connect(host, port, settings, connect_show, say)
    told = read_settings(settings)

    def follow(on: bool) -> None:
        write_settings(settings, replace(told, follow=on))

    if action == "setup":
        setup.lay_script(places)
        lay_slate()
    try:
        client = WebSocketClient(address(told, folders))
    except ObsNotThereError:
        # A closed OBS is the one chance to spare the user the clicks; one that hangs must not lose its collection.
        if action == "status" or told.host or obs_runs():
            raise
        return _while_closed(action, folders, places.script, follow, say)
    try:
        if action == "setup":
            code = _set_up(client, places, canvas, wait_s, say)
            follow(True)
            connect_show()
            return _arrive(client, places, canvas, say) or code if code == 0 else code
        if action == "remove":
            follow(False)
            return _remove(client, places, say)
        return _status(client, places, canvas, say)
    finally:
        client.close()


def _set_up(client: ObsClient, places: setup.Places, canvas: tuple[int, int], wait_s: float, say: _SAYS) -> int:
    if wait_s > 0 and not setup.has_source(client):
        say(setup.what_to_click(places.script).replace(", then run this again", f" (waiting {wait_s:g} s)"))
        setup.wait_for_source(client, wait_s)
    done = setup.set_up(client, places, canvas)
    for name in done.made:
        say(f"made    {name}")
    for name in done.kept:
        say(f"there   {name}")
    for note in done.notes:
        say(f"note    {note}")
    return 0 if done.complete else 1


def _arrive(client: ObsClient, places: setup.Places, canvas: tuple[int, int], say: _SAYS) -> int:
    inputs = client.call("GetInputList", {"inputKind": setup.KIND}).get("inputs", [])
    if not inputs:
        say("picture not in OBS: run `studio obs setup`")
        return 1
    name = str(inputs[0]["inputName"])
    scene = setup.scenes_of_ours(client).get(LIVE, "")
    found = arrival.look(client, places.ring, arrival.looked_at(client, scene, name, canvas), name)
    if found.same:
        delay = f"{found.delay_ms:.0f} ms after the show drew it" if found.delay_ms else "delay not measured yet"
        say(f"picture arrives through shared memory, every pixel the same (off by {found.worst} of 255), {delay}")
        return 0
    say(f"picture {found.problem} (the source shows: {found.state})\n  → {found.remedy}")
    return 1


def _remove(client: ObsClient, places: setup.Places, say: _SAYS) -> int:
    done = setup.remove(client)
    for name in done.made:
        say(f"removed {name}")
    for note in done.notes:
        say(f"note    {note}")
    if setup.has_source(client):
        say(f"note    the script stays loaded: Tools → Scripts, choose {places.script.name}, press −")
    return 0


def _status(client: ObsClient, places: setup.Places, canvas: tuple[int, int], say: _SAYS) -> int:
    version = client.call("GetVersion")
    say(f"OBS     {version.get('obsVersion')}, obs-websocket {version.get('obsWebSocketVersion')}")
    if not setup.has_source(client):
        say(f"script  not loaded: {setup.what_to_click(places.script)}")
        return 1
    for wish, name in setup.scenes_of_ours(client).items():
        say(f"scene   {name}" + ("" if wish == name else f" (for {wish})"))
    for note in setup.canvas_notes(client, canvas):
        say(f"note    {note}")
    return _arrive(client, places, canvas, say)


def _while_closed(
    action: str, folders: tuple[Path, ...], script: Path, follow: Callable[[bool], None], say: _SAYS
) -> int:
    folder = next((folder for folder in folders if folder.is_dir()), folders[0])
    if action == "remove":
        gone = unregister_script(folder, script)
        follow(False)
        say("removed the script" if gone else "the script was not there")
        say("note    scenes can only be removed while OBS runs: start it and run this again")
        return 1
    added = register_script(folder, script)
    follow(True)
    say("added the script to OBS's scene collection" if added else "the script is in OBS's scene collection")
    say("note    now start OBS and run this again: the scenes are made while it runs")
    return 1


def _connect(host: str, port: int, settings: Path, connect_show: Callable[[], bool], say: _SAYS) -> int:
    told = read_settings(settings)
    if host == "this":
        write_settings(settings, replace(told, host="", port=4455, password="", follow=True))
        say("the OBS of this computer; its port and password are read from its own settings")
        connect_show()
        return 0
    if not 0 < port < 65536:
        raise RemoteError(f"{port} is no port", where="--port", remedy="use 4455 if nobody changed it in OBS")
    # Not an argument: command lines can be read by every process and stay in histories.
    password = getpass.getpass("Password of OBS's WebSocket server: ") if sys.stdin.isatty() else sys.stdin.readline()
    new = ObsSettings(True, host, port, password.rstrip("\r\n"))
    WebSocketClient(address(new)).close()
    write_settings(settings, new)
    say(f"connected to {host}:{port}; remembered")
    connect_show()
    return 0
