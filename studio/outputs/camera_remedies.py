"""Virtual camera devices: which there are, and what to do where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_MODPROBE = 'sudo modprobe v4l2loopback devices=1 video_nr=20 card_label="Qionghua Studio" exclusive_caps=1'

INSTALL = {
    "linux": (
        "install v4l2loopback (Debian, Ubuntu: sudo apt install v4l2loopback-dkms; Fedora with RPM Fusion: sudo dnf "
        f"install v4l2loopback; Arch: sudo pacman -S v4l2loopback-dkms), then run: {_MODPROBE}"
    ),
    "win32": "install OBS Studio 28 or newer, start and stop its virtual camera once, then try again",
    "darwin": (
        "install OBS Studio 30 or newer, start its virtual camera once, allow it under System Settings → General → "
        "Login Items & Extensions → Camera Extensions, stop it, then try again"
    ),
}
"""By `sys.platform`: how a virtual camera comes onto a machine."""


@dataclass(frozen=True, slots=True)
class Device:
    device: str
    """What `StartVirtualCamera` takes."""
    name: str


def devices(platform: str, root: Path = Path("/")) -> tuple[Device, ...]:
    """Virtual cameras of this machine, found without opening any; on Windows and macOS only OBS's own is looked for.

    `root` is where the system's file tree begins.
    """
    if platform.startswith("linux"):
        # Cameras without hardware behind them lie under devices/virtual; a webcam lies under its bus.
        folders = sorted((root / "sys/devices/virtual/video4linux").glob("video*"), key=lambda f: (len(f.name), f.name))
        return tuple(Device(f"/dev/{folder.name}", _read(folder / "name")) for folder in folders)
    if platform == "darwin":
        places = ["Applications/OBS.app", "Library/CoreMediaIO/Plug-Ins/DAL/obs-mac-virtualcam.plugin"]
    else:
        places = ["Program Files/obs-studio/data/obs-plugins/win-dshow/obs-virtualcam-module64.dll"]
    found = any((root / place).exists() for place in places)
    return (Device("OBS Virtual Camera", "OBS Virtual Camera"),) if found else ()


def diagnose(text: str, platform: str) -> tuple[str, str]:
    """(problem, remedy) in a streamer's words from what pyvirtualcam 0.15 says."""
    said = text.lower()
    system = "linux" if platform.startswith("linux") else platform
    install = INSTALL.get(system, "install OBS Studio and start its virtual camera once")
    device = next((word.rstrip(".:,") for word in text.split() if word.startswith("/dev/video")), "the virtual camera")
    if "in use" in said or "already" in said or "busy" in said or "virtual camera output could not be started" in said:
        other = "stop OBS's own virtual camera" if system != "linux" else "close the program that sends to it"
        return f"{device} is already in use", f"{other}, or choose another device (`studio devices`)"
    if "permission" in said:
        return (
            f"no permission to open {device}",
            "add yourself to the group `video` (sudo usermod -aG video $USER) and log in again",
        )
    if "is held at" in said:
        size = text.partition("is held at ")[2].split()[0]
        return (
            f"a program that shows {device} keeps it at {size}",
            "close the camera in that program, start the virtual camera here, then open it again there",
        )
    if "not a video output" in said:
        return (
            f"{device} takes no pictures at the moment: another program sends to it, or one that shows it holds it",
            f"close both; if that does not help: sudo modprobe -r v4l2loopback && {_MODPROBE}",
        )
    if "is not a v4l2" in said:
        return f"{device} is a real camera", "choose a virtual one (`studio devices`), or leave the device empty"
    if "does not exist" in said:
        return f"there is no {device}", f"choose one of `studio devices`, or {install}"
    if "no v4l2 loopback" in said or "not found" in said or "no backend" in said or "not installed" in said:
        return "this machine has no virtual camera", install
    if "no module named" in said:
        return "pyvirtualcam is not installed", "python -m pip install pyvirtualcam"
    return f"the virtual camera cannot be opened ({' '.join(text.split()) or 'no reason given'})", install


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
