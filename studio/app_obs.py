"""What the studio keeps for OBS, and `studio obs`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from studio.control import place
from studio.control.commands import ConnectObs
from studio.control.state import Show
from studio.core.errors import StudioError
from studio.library import paths

if TYPE_CHECKING:
    from studio.remote.obs.chores import Tools

_log = logging.getLogger(__name__)


def settings_file() -> Path:
    """What the studio remembers of OBS; readable by the user only."""
    return paths.folders().settings / "obs.json"


def follows() -> bool:
    """Whether a show connects to OBS by itself."""
    from studio.remote.obs.settings import read_settings

    try:
        return read_settings(settings_file()).follow
    except StudioError as error:
        _log.warning("%s", error)
        return False


def tools() -> Tools:
    """The files that OBS reads, and what writes them."""
    from studio.outputs.still import save_still
    from studio.remote.obs.chores import Tools
    from studio.remote.obs.setup import Places
    from studio.staging.labelled_slate import labelled_slate

    folder = paths.folders().data / "obs"
    places = Places(place.runtime_folder() / "program.ring", folder / "slate.png", folder / "qionghua_source.lua")

    def lay_slate(width: int, height: int) -> None:
        places.slate.parent.mkdir(parents=True, exist_ok=True)
        save_still(places.slate, labelled_slate(width, height, Show().label))

    return Tools(places, lay_slate)


def run(options: argparse.Namespace) -> int:
    """`studio obs`: set-up, its state, its removal, and where OBS is."""
    from studio.remote.obs import command
    from studio.rings.pictures import PictureReader

    files = tools()
    newest = PictureReader(files.places.ring).latest()
    width, height = (newest[1].width, newest[1].height) if newest is not None else options.size
    return command.run(
        options.action,
        places=files.places,
        canvas=(width, height),
        settings=settings_file(),
        lay_slate=lambda: files.lay_slate(width, height),
        connect_show=_connect_obs_of_running_show,
        wait_s=getattr(options, "wait", 0.0),
        host=getattr(options, "host", ""),
        port=getattr(options, "port", 0),
    )


def _connect_obs_of_running_show() -> bool:
    """Tells a show that runs to connect; False if none runs."""
    from studio.control.remote_console import RemoteConsole

    found = place.find()
    if found is None:
        return False
    console = RemoteConsole(found.url, found.token)
    try:
        console.connect()
        console.send(ConnectObs())
    finally:
        console.close()
    return True
