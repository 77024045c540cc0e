"""Gestures on the shelf: `.vrma` files, the user's own before the house's of the same name."""

from __future__ import annotations

import difflib
from pathlib import Path

from studio.core.clip import Clip
from studio.core.errors import LibraryError
from studio.library import paths
from studio.vrm import load_clip

SUFFIX = ".vrma"


def gestures() -> tuple[str, ...]:
    """Their names, the house's in their own order, then the user's others by name."""
    own = sorted(path.stem for path in paths.folders().gestures.glob(f"*{SUFFIX}"))
    house = [name for name in _ORDER if (paths.house_gestures() / f"{name}{SUFFIX}").is_file()]
    return (*house, *(name for name in own if name not in house))


def find_gesture(name: str) -> Path:
    """Raises LibraryError."""
    known = gestures()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        remedy = f"did you mean “{near[0]}”?" if near else "use one of: " + ", ".join(known)
        raise LibraryError(f"there is no gesture “{name}”", where="gestures", remedy=remedy)
    own = paths.folders().gestures / f"{name}{SUFFIX}"
    return own if own.is_file() else paths.house_gestures() / f"{name}{SUFFIX}"


def load_gesture(name: str) -> Clip:
    """Raises LibraryError or VrmError."""
    return load_clip(find_gesture(name))


_ORDER = ("wave", "bow", "point_left", "point_right", "hold", "clap", "thanks", "think", "heart")
