"""Puts the rooms together: what each command of the studio needs, wired to each other."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio import app_obs
from studio.app_options import sources, with_options
from studio.control import place
from studio.control.commands import ConnectObs
from studio.control.remote_commands import OpenToLan
from studio.control.roles import Role
from studio.control.state import Canvas, Show
from studio.core.errors import StudioError
from studio.library import paths, settings
from studio.library.settings import LastShow

if TYPE_CHECKING:
    from studio.engine.session import Wishes

_log = logging.getLogger(__name__)
_SHOW_STARTS_S = 30.0


# --- the desk, or the show where there is no display ----------------------------------------------------------------


def start() -> int:
    """`studio`: the desk and its show; headless with the web panel where no window can be shown."""
    if not has_display():
        from studio.engine.resume import show_of

        print("No display here: the show runs headless.", flush=True)
        last = last_show()
        return run_show(show_of(last), port=None, announce=True, last=last)
    from studio.desk import run_desk

    return run_desk(place.find, start_show, paths.folders().settings / "desk.json")


def start_show() -> None:
    """Starts a show process that outlives its starter, and waits until it can be found. Raises StudioError."""
    if place.find() is not None:
        return
    log = paths.folders().logs / "show.log"
    with _opened_log(log) as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio", "live", "--headless", "--resume"],
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            start_new_session=True,
        )
    until_s = time.monotonic() + _SHOW_STARTS_S
    while time.monotonic() < until_s:
        if place.find() is not None:
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise StudioError(
        "the show did not start", where=str(log), remedy="run `studio doctor`; the end of the log says what failed"
    )


def _opened_log(path: Path) -> IO[bytes]:
    """The log to write on; nowhere, where that cannot be: a full disk or a foreign folder is no reason for no show."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as error:
        _log.warning("%s: the log cannot be written (%s)", path, error.strerror)
        return open(os.devnull, "wb")


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the show ---------------------------------------------------------------------------------------------------------


def last_show() -> LastShow:
    """How the last show was left; the defaults for whatever cannot be read."""
    found, problem = settings.resume()
    if problem is not None:
        _log.warning("%s", problem)
    return found.show


def live(options: argparse.Namespace) -> int:
    """`studio live`: the show; with its own desk unless headless."""
    from studio.engine.resume import show_of
    from studio.engine.session import Wishes

    if not options.headless and has_display() and options.seconds is None and options.out is None:
        if options.lan:  # the desk starts its show from the settings
            settings.remember(lan=True, tls=options.tls)
        return start()
    last = last_show() if options.resume else None
    state = with_options(show_of(last) if last is not None else Show(), options)
    if last is not None and options.preset:
        last = last.model_copy(update={"preset": "", "product": ""})  # another brand's evening
    if not options.resume:
        width, height = options.size
        state = replace(state, canvas=Canvas(width, height, options.fps))
    wishes = Wishes(
        preset=options.preset,
        record_to=options.out,
        virtual_camera="" if options.virtual_camera else None,
        seconds=options.seconds,
    )
    # A desk that starts its show writes what it prints to a log, where no token belongs.
    announce = sys.stdout.isatty() or not options.resume
    return run_show(
        state,
        port=options.port,
        wishes=wishes,
        as_json=options.json,
        last=last,
        announce=announce,
        network=Network(True, options.tls) if options.lan else None if options.resume else Network(False),
    )


@dataclass(frozen=True, slots=True)
class Network:
    """Whether panels of other machines are let in."""

    on: bool
    tls: bool = False


def _network_of_settings() -> Network:
    found, _ = settings.resume()
    return Network(found.lan, found.tls)


def run_show(
    state: Show,
    *,
    port: int | None,
    announce: bool,
    wishes: Wishes | None = None,
    as_json: bool = False,
    last: LastShow | None = None,
    network: Network | None = None,
) -> int:
    """Runs a show with its control server until it is stopped; tells at the end what it measured.

    `announce`: print the panel's address with the token that opens it. `last`: what to resume, and whether to remember
    this one; None neither. `network`: None for what the settings say.
    """
    from studio.engine.resume import ShowKeeper
    from studio.engine.session import Session, Wishes  # here: OpenGL and all stages are loaded with it
    from studio.remote.obs.bridge import ObsBridge
    from studio.remote.server import ControlServer
    from studio.remote.tokens import Tokens

    if (running := place.find()) is not None:
        raise StudioError(
            f"a show already runs (process {running.pid})",
            where=running.url,
            remedy="stop it at its panel or desk, or set STUDIO_RUNTIME to another folder for a second show",
        )
    network = network or _network_of_settings()
    folder = place.runtime_folder()
    session = Session(state, folder, sources=sources)
    keeper = ShowKeeper(session.console, last) if last is not None else None
    tokens = Tokens(paths.remotes_file())
    bridge = ObsBridge(session.console, session.console.report, app_obs.settings_file(), tools=app_obs.tools())
    server = ControlServer(
        session.console,
        tokens=tokens,
        program_ring=session.program_ring,
        performer_ring=session.link.performer_ring,
        port=port,
        report=session.console.report,
        certificates=paths.folders().settings / "certificate",
    )
    try:
        url = server.start()
        token = tokens.issue(Role.PERFORMER, "this machine")
        own = place.Place(os.getpid(), url, token, str(session.program_ring), str(session.link.performer_ring))
        place.write(own)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last: its terminal was closed; Windows has none
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: session.stop.set())
        if announce:
            # Like a notebook server's: whoever reads this terminal may run the show. Never written to a log.
            with contextlib.suppress(OSError):  # whoever read this terminal may be gone; the show is not
                print(f"Web panel: {url}/#token={token}\nStop with Ctrl+C.", flush=True)
        if network.on:
            session.console.send(OpenToLan(True, network.tls))
        if app_obs.follows() or (last is not None and last.obs):
            session.console.send(ConnectObs())
        wishes = wishes or Wishes()
        if last is not None and last.preset:
            wishes = replace(wishes, preset=last.preset)
        if keeper is not None:
            keeper.start()
        figures = session.run(wishes)
    finally:
        if keeper is not None:
            keeper.close()
        place.forget(os.getpid())
        server.stop()
        bridge.close()
        session.close()
    if as_json:
        print(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        print(*(f"{name.replace('_', ' '):<26} {value}" for name, value in asdict(figures).items()), sep="\n")
    return 0


# --- what is there ----------------------------------------------------------------------------------------------------


def devices(*, as_json: bool) -> int:
    """`studio devices`: cameras, and takes that can stand in for one."""
    from studio.inputs.devices import list_cameras

    cameras = [
        {"source": camera.source, "name": camera.name, "path": camera.path, "virtual": camera.is_virtual}
        for camera in list_cameras()
    ]
    if as_json:
        print(json.dumps({"cameras": cameras}, ensure_ascii=False))
        return 0
    for camera in cameras:
        print(f"{camera['source']:<12} {camera['name']}{'  (virtual)' if camera['virtual'] else ''}")
    if not cameras:
        print("No camera found. `studio doctor` says why; `studio live --camera take:welcome` plays without one.")
    return 0
