"""What there is to choose from: avatars and takes, the house's and the user's.

An avatar is a folder with a `manifest.toml`, or a bare `.vrm` file. A folder that is broken is reported and left out;
it never hides the others. The user's own stand before the house's of the same name.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import LibraryError, StudioError
from studio.inputs import take
from studio.library import paths
from studio.library.manifest import Manifest
from studio.library.reading import read_table, read_toml
from studio.library.wardrobe_file import WardrobeOnShelf, read_wardrobe

MANIFEST = "manifest.toml"
_MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class AvatarOnShelf:
    name: str
    """What `ChooseAvatar` takes: the manifest's id, or the path of a bare file."""
    title_zh: str
    title_en: str
    path: Path
    """The .vrm file to load."""
    light: bool = False
    """Whether `path` is the variant for software GL."""
    preview: Path | None = None
    manifest: Manifest | None = None
    """None for a bare file."""
    wardrobe: WardrobeOnShelf | None = None
    """What it may wear; None where there is no wardrobe.toml."""

    @property
    def commercial(self) -> str:
        """The licence's commercialUsage word, "" if it is not told."""
        return self.manifest.licence.commercial_use if self.manifest else ""


@dataclass(frozen=True, slots=True)
class TakeOnShelf:
    name: str
    """What stands after `take:`."""
    path: Path
    fps: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Look:
    """All that was found, and what is wrong with what is not in it."""

    avatars: tuple[AvatarOnShelf, ...]
    problems: tuple[LibraryError, ...]


def look(*, light: bool = False) -> Look:
    """Reads every shelf. `light`: choose the variant for software GL where there is one."""
    found: dict[str, AvatarOnShelf] = {}
    problems: list[LibraryError] = []
    for shelf in (paths.folders().avatars, paths.house_shelf("avatars")):
        for entry in _entries(shelf):
            try:
                avatar = _read(entry, light=light)
            except LibraryError as error:
                problems.append(error)
                continue
            found.setdefault(avatar.name, avatar)
    return Look(tuple(sorted(found.values(), key=lambda avatar: avatar.name)), tuple(problems))


def avatars(*, light: bool = False) -> tuple[AvatarOnShelf, ...]:
    """The sound ones, by name."""
    return look(light=light).avatars


def find_avatar(name: str, *, light: bool = False) -> AvatarOnShelf:
    """By name, or by the path of a .vrm file or of an avatar's folder. Raises LibraryError."""
    path = _path(name)
    if path.suffix.lower() == ".vrm" or len(path.parts) > 1:
        return _avatar_at(path, light=light)
    seen = look(light=light)
    for avatar in seen.avatars:
        if avatar.name == name:
            return avatar
    for problem in seen.problems:  # it is there, but broken: say why instead of "there is none"
        if Path(problem.where).parent.name == name:
            raise problem
    known = [avatar.name for avatar in seen.avatars]
    raise LibraryError(f"there is no avatar “{name}”", where="avatars", remedy=_instead(name, known, "a .vrm file"))


def takes() -> tuple[TakeOnShelf, ...]:
    """The readable ones, by name."""
    found: dict[str, TakeOnShelf] = {}
    for shelf in (paths.folders().takes, paths.house_takes()):
        for path in sorted(shelf.glob(f"*{take.SUFFIX}")):
            try:
                info = take.take_info(path)
            except StudioError:
                continue
            found.setdefault(path.stem, TakeOnShelf(path.stem, path, info.fps, info.duration_s))
    return tuple(found[name] for name in sorted(found))


def find_take(name: str) -> Path:
    """By name (with or without `take:`) or by the path of a .take file. Raises LibraryError."""
    name = name.removeprefix("take:")
    path = _path(name)
    if path.suffix == take.SUFFIX or len(path.parts) > 1:
        if not path.is_file():
            raise LibraryError("there is no such take", where=str(path), remedy="check the path")
        return path
    for shelf in (paths.folders().takes, paths.house_takes()):
        if (found := shelf / f"{name}{take.SUFFIX}").is_file():
            return found
    known = [entry.name for entry in takes()]
    raise LibraryError(f"there is no take “{name}”", where="takes", remedy=_instead(name, known, "a .take file"))


def _path(name: str) -> Path:
    """The name as a path that the system can look at. Raises LibraryError."""
    try:
        path = Path(name).expanduser()
        path.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        where = name if len(name) <= _MAX_SHOWN else f"{name[:_MAX_SHOWN]}…"
        raise LibraryError(f"this cannot be opened: {reason}", where=where, remedy="check the path") from error
    return path


def _entries(shelf: Path) -> list[Path]:
    """Avatar folders and bare files of a shelf; a folder without manifest (the generator) is none."""
    try:
        inside = sorted(shelf.iterdir())
    except OSError:
        return []
    return [entry for entry in inside if entry.suffix.lower() == ".vrm" or (entry / MANIFEST).is_file()]


def _avatar_at(path: Path, *, light: bool) -> AvatarOnShelf:
    if path.is_dir() and (path / MANIFEST).is_file():
        return _read(path, light=light)
    if path.is_file():
        return _bare(path)
    raise LibraryError(
        "there is no such avatar",
        where=str(path),
        remedy=f"give a .vrm file, or a folder with a {MANIFEST}, or a name from `studio avatar list`",
    )


def _bare(path: Path) -> AvatarOnShelf:
    return AvatarOnShelf(str(path), path.stem, path.stem, path)


def _read(entry: Path, *, light: bool) -> AvatarOnShelf:
    """Raises LibraryError."""
    if not entry.is_dir():
        return _bare(entry)
    where = entry / MANIFEST
    manifest = read_table(Manifest, read_toml(where), where=str(where))
    if manifest.id != entry.name:
        raise LibraryError(
            f"id “{manifest.id}” is not the folder's name",
            where=str(where),
            remedy=f"rename the folder or write id = “{entry.name}”",
        )
    files = manifest.files
    wanted = files.light if light and files.light is not None else files.full
    for name in (files.full, files.light, files.preview):
        if name is not None:
            _inside(entry, name, where)
    return AvatarOnShelf(
        name=manifest.id,
        title_zh=manifest.name.zh,
        title_en=manifest.name.en,
        path=entry / wanted,
        light=wanted == files.light,
        preview=entry / files.preview if files.preview is not None else None,
        manifest=manifest,
        wardrobe=read_wardrobe(entry),
    )


def _inside(folder: Path, name: str, where: Path) -> None:
    """A manifest may come from anywhere: what it names must be files of its own folder. Raises LibraryError."""
    path = folder / name
    if Path(name).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise LibraryError(f"“{name}” lies outside the avatar's folder", where=str(where), remedy="put the file inside")
    if not path.is_file():
        raise LibraryError(f"the file “{name}” is missing", where=str(where), remedy=f"put it into {folder.name}/")


def _instead(name: str, known: list[str], otherwise: str) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean “{near[0]}”?"
    return f"use one of: {', '.join(known)}; or {otherwise}" if known else f"use {otherwise}"
