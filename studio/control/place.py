"""Where a running show can be found: a small file in the user's runtime folder, readable only by the user.

    {"pid": 123, "born": "4711", "url": "http://127.0.0.1:8470", "token": "...", "program": "PATH", "performer": "PATH"}

`program` and `performer` are picture rings (`studio.rings`). The show writes the file when it starts and removes it
when it ends. A file whose process is gone is stale and ignored; so is one whose number went to another process, told by
`born`, the time the process was started as its system counts it.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
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

    Raises RemoteError if it cannot be, or if somebody else owns it or may write in it: on a shared machine they could
    have laid it out as a trap.
    """
    if override := os.environ.get("STUDIO_RUNTIME"):
        folder = Path(override)
    elif shared := os.environ.get("XDG_RUNTIME_DIR"):
        folder = Path(shared) / "qionghua-studio"
    elif Path("/dev/shm").is_dir():
        folder = Path("/dev/shm") / f"qionghua-studio-{os.getuid()}"
    else:
        folder = Path(tempfile.gettempdir()) / "qionghua-studio"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError as error:
        raise _unfit(f"cannot be made ({error.strerror})", folder) from error
    if sys.platform != "win32":
        if status.st_uid != os.getuid():
            raise _unfit("belongs to another user", folder)
        if status.st_mode & stat.S_IWOTH:
            raise _unfit("can be written by everybody", folder)
    return folder


def _unfit(why: str, folder: Path) -> RemoteError:
    return RemoteError(
        f"the folder for the running show {why}",
        where=str(folder),
        remedy="set STUDIO_RUNTIME to a folder of your own",
    )


def write(place: Place) -> None:
    """Beside, then renamed: a reader never sees half a file. Raises RemoteError."""
    path = runtime_folder() / "show.json"
    beside = path.with_suffix(".new")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({**asdict(place), "born": _born(place.pid)}, file)
        beside.replace(path)
    except OSError as error:
        raise _unfit(f"cannot be written ({error.strerror})", path.parent) from error


def forget(pid: int) -> None:
    """Removes the file if it is still that show's own. A folder that is gone is no error."""
    found = _read()
    if found and found[0].pid == pid:
        with contextlib.suppress(OSError):
            (runtime_folder() / "show.json").unlink(missing_ok=True)


def find() -> Place | None:
    """The running show, or None. Raises RemoteError as `runtime_folder`."""
    found = _read()
    if found is None:
        return None
    place, born = found
    return place if born and _born(place.pid) == born else None


def _read() -> tuple[Place, str] | None:
    """The place and its process's birth, whether that lives or not."""
    try:
        told = json.loads((runtime_folder() / "show.json").read_text(encoding="utf-8"))
        born = told.pop("born")
        place = Place(**told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts = (place.url, place.token, place.program, place.performer, born)
    sound = type(place.pid) is int and place.pid > 0 and all(isinstance(text, str) for text in texts)
    return (place, born) if sound else None


def _born(pid: int) -> str:
    """When a living process was started, as its system counts it; "" for one that has ended, waited for or not."""
    return _born_on_linux(pid) if sys.platform == "linux" else _born_elsewhere(pid)


def _born_on_linux(pid: int) -> str:
    """Ticks since boot, which no setting of the clock moves; psutil's time of day does."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in (b"Z", b"X") else fields[19].decode()


def _born_elsewhere(pid: int) -> str:
    import psutil

    try:
        process = psutil.Process(pid)
        return "" if process.status() == psutil.STATUS_ZOMBIE else str(process.create_time())
    except (psutil.Error, OverflowError):
        return ""
