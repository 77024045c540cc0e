"""What a file dropped on the window asks for."""

from __future__ import annotations

from pathlib import Path

from studio.control.commands import ChooseAvatar, ChooseSource, Command, SetBackground
from studio.control.goods_commands import ImportRundown, OpenPreset

_VIDEOS = frozenset({".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
_RUNDOWNS = frozenset({".csv", ".xlsx"})


def command_of(path: str) -> Command | None:
    """None for a file nothing can be done with."""
    kind = Path(path).suffix.lower()
    if kind in (".vrm", ".glb"):
        return ChooseAvatar(path)
    if kind in _VIDEOS:
        return ChooseSource(f"file:{path}")
    if kind == ".take":
        return ChooseSource(f"take:{path}")
    if kind in _RUNDOWNS:
        return ImportRundown(path)
    if Path(path).name == "preset.toml":
        return OpenPreset(str(Path(path).parent))
    return SetBackground(path) if kind in _PICTURES else None
