"""Where things lie: the house's own shelf, and the user's folders as each system wants them.

`STUDIO_HOME` puts all of the user's folders under one (tests, portable installations).
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import studio
from studio.core.errors import LibraryError

_NAME = "qionghua-studio"
_TITLE = "琼花演播室"


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's. None need exist; whoever writes makes them."""

    settings: Path
    """Settings."""
    data: Path
    """Avatars, sets and takes the user brought or recorded."""
    logs: Path
    recordings: Path
    """Videos and stills."""

    @property
    def avatars(self) -> Path:
        return self.data / "avatars"

    @property
    def takes(self) -> Path:
        return self.data / "takes"

    @property
    def sets(self) -> Path:
        return self.data / "sets"

    @property
    def gestures(self) -> Path:
        return self.data / "gestures"

    @property
    def presets(self) -> Path:
        return self.data / "presets"


def folders() -> Folders:
    """Of the person who runs the studio, on this system. Raises LibraryError for somebody without a home."""
    try:
        home = Path.home()
    except RuntimeError as error:  # a user number without a name, as in a container
        if not os.environ.get("STUDIO_HOME"):
            raise LibraryError(
                "this user has no home folder", where="HOME", remedy="set HOME, or STUDIO_HOME to a folder of your own"
            ) from error
        home = Path(os.environ["STUDIO_HOME"])
    return folders_for(sys.platform, os.environ, home)


def folders_for(platform: str, environment: Mapping[str, str], home: Path) -> Folders:
    """As `folders`, of any system."""
    if own := environment.get("STUDIO_HOME"):
        root = Path(own)
        return Folders(root / "settings", root / "data", root / "logs", root / "recordings")
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData/Roaming") / _NAME
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData/Local") / _NAME
        return Folders(roaming, local, local / "logs", home / "Videos" / _TITLE)
    if platform == "darwin":
        support = home / "Library/Application Support" / _NAME
        return Folders(support, support, home / "Library/Logs" / _NAME, home / "Movies" / _TITLE)
    config = _xdg(environment, "XDG_CONFIG_HOME", home / ".config")
    return Folders(
        config / _NAME,
        _xdg(environment, "XDG_DATA_HOME", home / ".local/share") / _NAME,
        _xdg(environment, "XDG_STATE_HOME", home / ".local/state") / _NAME / "logs",
        _videos(config, home) / _TITLE,
    )


def settings_file() -> Path:
    return folders().settings / "settings.json"


def remotes_file() -> Path:
    """What paired devices hold tokens for; no token is in it."""
    return folders().settings / "remotes.json"


def new_recording(suffix: str) -> Path:
    """A free name in the recordings folder, made of date and time: `2026-11-23 20-15-03.mp4`."""
    folder = folders().recordings
    stem = time.strftime("%Y-%m-%d %H-%M-%S")
    path, count = folder / f"{stem}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} ({count}){suffix}"
    return path


def house_shelf(kind: str) -> Path:
    """The folder of the house's own `avatars` or `presets`: beside the package in a checkout, inside it in a wheel."""
    package = Path(studio.__file__).parent
    checkout = package.parent
    # A checkout is told by its project file: an installed package may lie beside any folder of that name.
    if (checkout / "pyproject.toml").is_file() and (checkout / kind).is_dir():
        return checkout / kind
    return package / "_shelf" / kind


def house_takes() -> Path:
    return Path(__file__).parent / "takes"


def house_gestures() -> Path:
    return Path(__file__).parent / "gestures"


def _xdg(environment: Mapping[str, str], name: str, otherwise: Path) -> Path:
    """The XDG specification: a relative path is to be ignored."""
    value = environment.get(name, "")
    return Path(value) if value.startswith("/") else otherwise


def _videos(config: Path, home: Path) -> Path:
    """The folder that desktops call Videos in the user's language, from `user-dirs.dirs`."""
    try:
        text = (config / "user-dirs.dirs").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return home / "Videos"
    found = re.search(r'^XDG_VIDEOS_DIR="(\$HOME)?(/[^"]*)"', text, re.MULTILINE)
    if found is None:
        return home / "Videos"
    return Path(f"{home}{found[2]}") if found[1] else Path(found[2])
