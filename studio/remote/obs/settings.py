"""Where OBS listens and with which password: from OBS's own files, or from what the user gave.

OBS keeps both in its settings folder, readable by its user; they are read anew at every connection, so a password
changed in OBS is followed, and no second copy of it lies about. Only for an OBS elsewhere is the password kept here, in
a file of mode 0600. It never stands in a command line, an error or a log.
"""

from __future__ import annotations

import configparser
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from studio.core.errors import RemoteError

PORT = 4455
_MAX_BYTES = 4_000_000
_SWITCH_ON = "start OBS once and switch on Tools → WebSocket Server Settings → Enable WebSocket server"


@dataclass(frozen=True, slots=True)
class ObsAddress:
    host: str = "127.0.0.1"
    port: int = PORT
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ObsSettings:
    """What the studio remembers of OBS."""

    follow: bool = False
    """Connect by itself when a show starts; set by `studio obs setup` and `ConnectObs`."""
    host: str = ""
    """"" for the OBS of this machine, whose port and password are found in its own files."""
    port: int = PORT
    password: str = field(default="", repr=False)
    aligned: tuple[tuple[str, int], ...] = ()
    """Sounds that the studio delays, with the offset in milliseconds that each had before: it is given back."""


def read_settings(path: Path) -> ObsSettings:
    """What `write_settings` wrote; the defaults for a file that is not there. Raises RemoteError for a broken one."""
    if not path.exists():
        return ObsSettings()
    try:
        told = json.loads(_text(path))
        told["aligned"] = tuple((str(name), int(offset)) for name, offset in told.get("aligned", ()))
        found = ObsSettings(**told)
        sound = isinstance(found.follow, bool) and isinstance(found.host, str) and isinstance(found.password, str)
        if not sound or not _is_port(found.port):
            raise ValueError
    except (OSError, ValueError, TypeError, AttributeError):
        raise RemoteError(
            "this file is not what the studio wrote", where=str(path), remedy="delete it and run `studio obs setup`"
        ) from None
    return found


def write_settings(path: Path, settings: ObsSettings) -> None:
    """Beside, then renamed, readable by the user only. Raises RemoteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file)
        beside.replace(path)
    except OSError as error:
        raise RemoteError(
            f"the settings cannot be kept ({error.strerror})", where=str(path), remedy="make room or allow writing"
        ) from error


def address(settings: ObsSettings, folders: tuple[Path, ...] | None = None) -> ObsAddress:
    """Where to connect. Raises RemoteError if this machine's OBS has no WebSocket server to be found."""
    if settings.host:
        return ObsAddress(settings.host, settings.port, settings.password)
    return found_address(obs_folders() if folders is None else folders)


def obs_folders(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> tuple[Path, ...]:
    """Where OBS may keep its settings on this system, likeliest first."""
    home = Path.home() if home is None else home
    if platform == "win32":
        return (Path(environment.get("APPDATA") or home / "AppData/Roaming") / "obs-studio",)
    if platform == "darwin":
        return (home / "Library/Application Support/obs-studio",)
    config = environment.get("XDG_CONFIG_HOME", "")
    plain = Path(config) if config.startswith("/") else home / ".config"
    return (plain / "obs-studio", home / ".var/app/com.obsproject.Studio/config/obs-studio")


def found_address(folders: tuple[Path, ...]) -> ObsAddress:
    """Port and password of the first OBS found: its JSON (30.2 and newer) before its INI (28 to 30.1).

    Raises RemoteError if no OBS was ever started here or its server is off.
    """
    for folder in folders:
        for read in (_from_json, _from_ini):
            found = read(folder)
            if found is None:
                continue
            enabled, port, password = found
            if not enabled:
                raise RemoteError("OBS's WebSocket server is off", where=str(folder), remedy=_SWITCH_ON)
            return ObsAddress(port=port, password=password)
    raise RemoteError("no settings of OBS are on this machine", where=str(folders[0]), remedy=_SWITCH_ON)


def _from_json(folder: Path) -> tuple[bool, int, str] | None:
    try:
        told = json.loads(_text(folder / "plugin_config/obs-websocket/config.json"))
        port = told.get("server_port", PORT)
        password = told.get("server_password", "") if told.get("auth_required", True) else ""
        enabled = bool(told.get("server_enabled", False))
    except (OSError, ValueError, AttributeError):
        return None
    return (enabled, port, str(password)) if _is_port(port) else None


def _from_ini(folder: Path) -> tuple[bool, int, str] | None:
    try:
        told = read_ini(folder / "global.ini")["OBSWebSocket"]
        port = told.getint("ServerPort", PORT)
        password = told.get("ServerPassword", "") if told.getboolean("AuthRequired", True) else ""
        enabled = told.getboolean("ServerEnabled", False)
    except (OSError, ValueError, KeyError, configparser.Error):
        return None
    return (enabled, port, password) if _is_port(port) else None


def read_ini(path: Path) -> configparser.RawConfigParser:
    """An INI file of OBS; it may begin with a byte order mark. Raises OSError, ValueError, configparser.Error."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.read_string(_text(path))
    return parser


def _text(path: Path) -> str:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError("too long")
    return path.read_text(encoding="utf-8-sig")


def _is_port(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 65536
