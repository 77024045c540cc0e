"""Puts the script into OBS's scene collection while OBS is closed: then nobody has to click.

OBS writes the file when it ends, so nothing is changed while it runs. The file is kept as `.before-qionghua`, written
beside its place and renamed.
"""

from __future__ import annotations

import configparser
import json
import os
import shutil
from pathlib import Path
from typing import Any

import psutil

from studio.core.errors import RemoteError
from studio.remote.obs.settings import read_ini

_NAMES = frozenset({"obs", "obs64.exe", "obs32.exe", "obs-studio"})
_MAX_BYTES = 64_000_000


def obs_runs() -> bool:
    """Whether this user has an OBS open on this machine."""
    return any(str(process.info.get("name") or "").lower() in _NAMES for process in psutil.process_iter(["name"]))


def register_script(folder: Path, script: Path) -> bool:
    """Adds the script to the collection that OBS will open; False if it was there. OBS must be closed.

    `folder`: OBS's settings. Raises RemoteError if there is no collection yet, or it is not what OBS writes.
    """
    path = collection_file(folder)
    data = _read(path)
    scripts = _scripts(data, path)
    if any(isinstance(entry, dict) and entry.get("path") == str(script) for entry in scripts):
        return False
    # The same script from another place would register the same source twice.
    scripts[:] = [
        entry for entry in scripts if not (isinstance(entry, dict) and _is_ours(entry.get("path"), script.name))
    ]
    scripts.append({"path": str(script), "settings": {}})
    _write(path, data)
    return True


def unregister_script(folder: Path, script: Path) -> bool:
    """Takes the script out; False if it was not there. OBS must be closed. Raises RemoteError."""
    path = collection_file(folder)
    data = _read(path)
    scripts = _scripts(data, path)
    left = [entry for entry in scripts if not (isinstance(entry, dict) and entry.get("path") == str(script))]
    if len(left) == len(scripts):
        return False
    scripts[:] = left
    _write(path, data)
    return True


def collection_file(folder: Path) -> Path:
    """The file of the current scene collection. Raises RemoteError if OBS has none."""
    for name in ("user.ini", "global.ini"):  # OBS 31 and newer; 28 to 30
        try:
            file = read_ini(folder / name)["Basic"]["SceneCollectionFile"]
        except (OSError, ValueError, KeyError, configparser.Error):
            continue
        path = folder / "basic/scenes" / f"{file.removesuffix('.json')}.json"
        if path.parent == folder / "basic/scenes" and path.is_file():
            return path
    raise RemoteError("OBS has no scene collection yet", where=str(folder), remedy="start OBS once and close it again")


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(data, dict) or "sources" not in data:
            raise ValueError
    except (OSError, ValueError):
        raise _strange(path) from None
    return data


def _scripts(data: dict[str, Any], path: Path) -> list[Any]:
    modules = data.setdefault("modules", {})
    scripts = modules.setdefault("scripts-tool", []) if isinstance(modules, dict) else None
    if not isinstance(scripts, list):
        raise _strange(path)
    return scripts


def _write(path: Path, data: dict[str, Any]) -> None:
    try:
        shutil.copy2(path, path.with_name(f"{path.name}.before-qionghua"))
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=4), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise RemoteError(
            f"OBS's scene collection cannot be written ({error.strerror})",
            where=str(path),
            remedy="add the script in OBS: Tools → Scripts → +",
        ) from error


def _is_ours(path: object, name: str) -> bool:
    return isinstance(path, str) and path.replace("\\", "/").rpartition("/")[2] == name


def _strange(path: Path) -> RemoteError:
    return RemoteError(
        "this is not a scene collection as OBS writes it",
        where=str(path),
        remedy="add the script in OBS: Tools → Scripts → +",
    )
