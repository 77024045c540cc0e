"""A preset as one file: a zip with its folder, its own pictures and sheets, and the hash of each.

Packs come from anywhere: what they hold is bounded, checked against its hash, read as a preset in a folder beside, and
only then put on the shelf.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath

from studio.core.errors import LibraryError
from studio.library.presets import PRESET_FILE, STICKERS, PresetOnShelf, read_preset
from studio.library.writing import write_beside

SUFFIX = ".qhpreset.zip"
HASHES = "hashes.json"
MOST_FILES = 400
MOST_BYTES = 256_000_000
_FIXED_TIME = (2026, 1, 1, 0, 0, 0)
"""The same folder makes the same pack, byte for byte."""
_PART = re.compile(r"[^\x00-\x1f<>:\"|?*\\/]{1,120}")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def pack_preset(folder: Path, out: Path) -> int:
    """Writes the pack of a sound preset; returns how many files it holds. Raises LibraryError."""
    read_preset(folder)
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if _belongs(folder, path)}
    if len(files) > MOST_FILES or sum(path.stat().st_size for path in files.values()) > MOST_BYTES:
        raise LibraryError("the folder is too large for a pack", where=str(folder), remedy="take out what is not used")
    hashes: dict[str, str] = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            data = path.read_bytes()
            hashes[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(zipfile.ZipInfo(f"{folder.name}/{name}", _FIXED_TIME), data, zipfile.ZIP_DEFLATED)
        told = json.dumps({"schema": "qionghua-pack/1", "sha256": hashes}, ensure_ascii=False, indent=1)
        archive.writestr(zipfile.ZipInfo(f"{folder.name}/{HASHES}", _FIXED_TIME), told, zipfile.ZIP_DEFLATED)
    write_beside(out, buffer.getvalue())
    return len(files)


def unpack_preset(pack: Path, shelf: Path, *, replace: bool = False) -> PresetOnShelf:
    """Puts the preset of a pack on the shelf. Raises LibraryError; the shelf is then as it was."""
    try:
        return _unpacked(pack, shelf, replace)
    except OSError as error:  # a file where a folder should be, a full disk, no permission
        where = str(error.filename or shelf)
        raise LibraryError(f"cannot be unpacked: {error.strerror}", where=where, remedy="check that folder") from error


def _unpacked(pack: Path, shelf: Path, replace: bool) -> PresetOnShelf:
    shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=shelf) as beside:
        name = _extract(pack, Path(beside))
        try:
            read_preset(Path(beside) / name)
        except LibraryError as error:
            where = error.where.replace(str(Path(beside)), pack.name)
            raise LibraryError(error.what, where=where, remedy=error.remedy) from error
        target = shelf / name
        if target.exists() and not replace:
            raise LibraryError(
                f"there is a preset “{name}” already", where=str(target), remedy="add --replace, or rename that folder"
            )
        old = Path(beside) / ".old"
        if target.exists():
            target.rename(old)
        try:
            (Path(beside) / name).rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    return read_preset(target)


def _belongs(folder: Path, path: Path) -> bool:
    """Sheets, pictures and the preset's file; no links, nothing hidden."""
    return path.is_file() and not path.is_symlink() and _fits(path.relative_to(folder))


def _fits(relative: PurePath) -> bool:
    """By its name: the same for what goes into a pack and for what comes out of one."""
    hidden = any(part.startswith((".", "~")) for part in relative.parts)
    kind = relative.name == PRESET_FILE or relative.suffix.lower() in (*STICKERS, ".csv", ".xlsx", ".md", ".txt")
    return kind and not hidden


def _extract(pack: Path, beside: Path) -> str:
    """Checks and unpacks into the folder; returns the preset's name."""
    try:
        with zipfile.ZipFile(pack) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES + 1 or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _bad(pack, "it holds far too much", "a pack has at most 400 files and 256 MB")
            names = [_safe(pack, entry.filename) for entry in entries]
            roots = {name.parts[0] for name in names}
            if len(roots) != 1 or any(len(name.parts) < 2 for name in names):
                raise _bad(pack, "it is not one folder", "pack it with `studio preset pack`")
            root = roots.pop()
            if root.startswith((".", "~")) or len(set(names)) != len(names):
                raise _bad(pack, "it holds two files of one name", "let it be sent again")
            data = {
                PurePosixPath(*name.parts[1:]).as_posix(): _bytes(archive, entry)
                for name, entry in zip(names, entries, strict=True)
            }
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise _bad(pack, f"no readable pack: {error}", "let it be sent again") from error
    _check_hashes(pack, data)
    for name in data:
        if not _fits(PurePosixPath(name)):
            raise _bad(pack, f"“{name[:80]}” does not belong in a preset", "pack it with `studio preset pack`")
    _check_names(pack, data)
    for name, content in data.items():
        path = beside / root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the entry says: its own size is as untrue as anything else in it."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise ValueError(f"{entry.filename} is not as long as it says")
    return data


def _check_hashes(pack: Path, data: dict[str, bytes]) -> None:
    try:
        told = json.loads(data.pop(HASHES))["sha256"]
        expected = {str(name): str(value) for name, value in told.items()}
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _bad(pack, f"its {HASHES} is missing or broken", "pack it with `studio preset pack`") from error
    for name in sorted(set(expected) | set(data)):
        if name not in data or name not in expected or hashlib.sha256(data[name]).hexdigest() != expected[name]:
            raise _bad(pack, f"“{name}” is not what was packed", "let it be sent again")


def _check_names(pack: Path, names: Iterable[str]) -> None:
    """None is a file and a folder at once, and none is there twice for a system that knows no case."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in map(str.casefold, names):
        folders.update(parent.as_posix() for parent in PurePosixPath(name).parents)
        if name in files:
            raise _bad(pack, "it holds two files of one name", "let it be sent again")
        files.add(name)
    if files & folders:
        raise _bad(pack, "it holds two files of one name", "let it be sent again")


def _safe(pack: Path, name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    fine = all(
        _PART.fullmatch(part) and part not in (".", "..") and not _DEVICES.fullmatch(part) and part == part.rstrip(" .")
        for part in path.parts
    )
    if path.is_absolute() or not fine or len(path.parts) > 6:
        raise _bad(pack, f"it names a file “{name[:80]}”", "do not open packs from strangers")
    return path


def _bad(pack: Path, what: str, remedy: str) -> LibraryError:
    return LibraryError(what, where=str(pack), remedy=remedy)
