"""Shared libraries of a Linux system that the studio's wheels expect, and the packages that bring them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    name: str
    """As the loader knows it."""
    apt: str
    dnf: str
    pacman: str


ESSENTIAL = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libGLESv2.so.2", "libgles2", "libglvnd-gles", "libglvnd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
)
"""Without these there is no picture: graphics, MediaPipe and the painting of the label need them."""

WINDOW = (
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
)
"""Without these there is no desk window under X11; the show runs with its web panel."""

_MANAGERS = {
    "apt": ("sudo apt install", ("debian", "ubuntu")),
    "dnf": ("sudo dnf install", ("fedora", "rhel", "centos")),
    "pacman": ("sudo pacman -S", ("arch",)),
}


def install_line(libraries: Sequence[Library], system: Mapping[str, str]) -> str:
    """The command that brings them on this distribution; of an unknown one, the libraries by name."""
    kinds = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    for manager, (command, families) in _MANAGERS.items():
        if kinds & set(families):
            packages = dict.fromkeys(getattr(library, manager) for library in libraries)
            return f"{command} {' '.join(packages)}"
    return ", ".join(library.name for library in libraries)


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """The distribution's words about itself; {} where there are none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    return {key: value.strip("\"'") for key, _, value in (line.partition("=") for line in lines) if value}
