"""Where a running show can be found: a small file in the user's runtime folder, readable only by the user.

    {"pid": 123, "url": "http://127.0.0.1:8470", "token": "...", "program": "PATH", "performer": "PATH"}

`program` and `performer` are picture rings (`studio.rings`). The show writes the file when it starts and removes it
when it ends; a file whose process is gone is stale and ignored.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from studio.core.errors import RemoteError


@dataclass(frozen=True, slots=True)
class Place:
    pid: int
    url: str
    """`http://127.0.0.1:PORT`, no path."""
    token: str
    """The performer's token: full rights on this machine. Never logged."""
    program: str
    """Path of the ring with the program picture."""
    performer: str
    """Path of the ring with the performer's own picture; it exists only while asked for."""


def runtime_folder() -> Path:
    """The user's own folder for rings and the place file, mode 0700; `STUDIO_RUNTIME` overrides it.

    Raises RemoteError if somebody else owns it: on a shared machine they could have laid it out as a trap.
    """
    if override := os.environ.get("STUDIO_RUNTIME"):
        folder = Path(override)
    elif shared := os.environ.get("XDG_RUNTIME_DIR"):
        folder = Path(shared) / "qionghua-studio"
    elif Path("/dev/shm").is_dir():
        folder = Path("/dev/shm") / f"qionghua-studio-{os.getuid()}"
    else:
        folder = Path(tempfile.gettempdir()) / "qionghua-studio"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and folder.lstat().st_uid != os.getuid():
        raise RemoteError(
            "the folder for the running show belongs to another user",
            where=str(folder),
            remedy="set STUDIO_RUNTIME to a folder of your own",
        )
    return folder


def write(place: Place) -> None:
    """Beside, then renamed: a reader never sees half a file."""
    path = runtime_folder() / "show.json"
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(place), file)
    beside.replace(path)


def forget(pid: int) -> None:
    """Removes the file if it is still that show's own."""
    found = _read()
    if found and found.pid == pid:
        (runtime_folder() / "show.json").unlink(missing_ok=True)


def find() -> Place | None:
    """The running show, or None."""
    found = _read()
    return found if found and _alive(found.pid) else None


def _read() -> Place | None:
    try:
        return Place(**json.loads((runtime_folder() / "show.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill(pid, 0) would end the process on Windows
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
