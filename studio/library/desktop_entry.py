"""The studio in the menu of a Linux desktop: a `.desktop` file and its icon in the user's own folders.

Desktop Entry Specification 1.5, Icon Theme Specification; nothing outside the user's data folder is touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from studio.core.errors import LibraryError

NAME = "qionghua-studio"
"""As the desk tells the desktop (`setDesktopFileName`), so that windows get the icon and gather under it."""
_ICON = Path(__file__).parent / "desktop" / f"{NAME}.svg"
_RESERVED = " \t\n\"'\\><~|&;$*?#()`"
_ESCAPED = '"`$\\'


def install(environment: Mapping[str, str] = os.environ) -> tuple[Path, Path]:
    """Writes entry and icon, over older ones; gives their paths. Raises LibraryError."""
    entry, icon = _places(environment)
    command = start_command()
    if not all(part.isprintable() for part in command):
        raise LibraryError(
            "the studio lies in a folder whose name a desktop entry cannot hold",
            where=repr(command[0]),
            remedy="install it in a folder with a plain name",
        )
    try:
        for path, data in ((icon, _ICON.read_bytes()), (entry, entry_text(command).encode("utf-8"))):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".new")
            beside.write_bytes(data)
            beside.replace(path)
    except OSError as error:
        raise LibraryError(
            f"the desktop entry cannot be written: {error.strerror}",
            where=str(error.filename or entry),
            remedy="check the folder and your permissions",
        ) from error
    return entry, icon


def remove(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Takes away what `install` wrote; gives what was there. Raises LibraryError."""
    gone = []
    for path in _places(environment):
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise LibraryError(
                f"the desktop entry cannot be removed: {error.strerror}",
                where=str(path),
                remedy="check the folder and your permissions",
            ) from error
        gone.append(path)
    return tuple(gone)


def start_command() -> tuple[str, ...]:
    """What starts this very studio: the frozen program, the script beside the interpreter, or the interpreter."""
    program = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return (str(program),)
    script = program.with_name("studio")
    return (str(script),) if script.is_file() else (str(program), "-m", "studio")


def entry_text(command: Sequence[str]) -> str:
    """The `.desktop` file that starts `command`."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.5",
            "Name=Qionghua Studio",
            "Name[zh_CN]=琼花演播室",
            "GenericName=Virtual live-broadcast studio",
            "GenericName[zh_CN]=虚拟直播间",
            "Comment=Your webcam moves a digital human, live into OBS",
            "Comment[zh_CN]=用摄像头驱动数字人，直通 OBS",
            f"Exec={' '.join(_quoted(part) for part in command)}",
            f"Icon={NAME}",
            "Terminal=false",
            "Categories=AudioVideo;Video;Recorder;",
            "Keywords=vtuber;vrm;avatar;OBS;live;直播;数字人;",
            f"StartupWMClass={NAME}",
            "",
        )
    )


def _places(environment: Mapping[str, str]) -> tuple[Path, Path]:
    if sys.platform != "linux":
        raise LibraryError(
            "desktop entries are of Linux desktops", where=sys.platform, remedy="pin the program to the taskbar instead"
        )
    named = environment.get("XDG_DATA_HOME", "")
    data = Path(named) if named.startswith("/") else Path.home() / ".local/share"
    return data / "applications" / f"{NAME}.desktop", data / "icons/hicolor/scalable/apps" / f"{NAME}.svg"


def _quoted(part: str) -> str:
    """As the value of Exec wants it: quotes, then the escapes of a string, and `%` doubled."""
    part = part.replace("%", "%%")
    if not any(letter in _RESERVED for letter in part):
        return part
    quoted = "".join(f"\\{letter}" if letter in _ESCAPED else letter for letter in part)
    return '"' + quoted.replace("\\", "\\\\") + '"'
