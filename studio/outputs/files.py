"""Files that appear whole or not at all, and disks that are full."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from studio.core.errors import OutputError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def beside(path: Path) -> Path:
    """Where a file is written until it is whole: same folder (so renaming is one step), same ending (so it opens).

    Raises OutputError for a path that names no file."""
    if not path.name:
        raise OutputError("this names a folder, not a file", where=str(path), remedy="add a file name")
    return path.with_name(f"{path.stem}.part{path.suffix}")


def free_bytes(path: Path) -> int:
    """Free space where `path` lies or is going to lie."""
    folder = path
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def output_error(error: Exception, path: Path, *, saved: str = "") -> OutputError:
    """An OSError, or FFmpeg's error with the same numbers, in words; `saved` tells what is left of the work."""
    kept = f"; {saved}" if saved else ""
    number = getattr(error, "errno", None)
    if number in _FULL:
        return disk_full(path, kept)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(f"no permission to write here{kept}", where=str(path), remedy="choose a folder of your own")
    if number in (errno.ENOTDIR, errno.EISDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG):
        return OutputError(
            f"there can be no file of that name{kept}", where=str(path), remedy="choose another name or folder"
        )
    reason = str(error)
    return OutputError(
        f"the file could not be written ({reason}){kept}", where=str(path), remedy="check the disk or choose another"
    )


def disk_full(path: Path, kept: str = "") -> OutputError:
    return OutputError(f"the disk is full{kept}", where=str(path), remedy="free some space, or record to another disk")
