"""What a person writes on the command line, as the show means it: sources and looks."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import replace
from pathlib import Path

from studio.control.state import Framing, Show, SourceEntry
from studio.core.errors import CameraError
from studio.library import shelf


def sources() -> tuple[SourceEntry, ...]:
    """What a performance can come from, cameras first."""
    from studio.inputs.devices import list_cameras

    found = [SourceEntry(camera.source, camera.name) for camera in list_cameras()]
    found += [SourceEntry(f"take:{take.name}", f"{take.name} ({take.duration_s:.0f} s)") for take in shelf.takes()]
    return tuple(found)


def source_from(text: str) -> str:
    """The source a person means: `0` or `camera:0`, a camera's name, a video file, a .take file, `take:NAME`, `none`.

    Raises CameraError for a path that does not exist.
    """
    kind, _, rest = text.partition(":")
    if text == "none" or (kind in ("camera", "file", "take") and rest):
        return text
    if re.fullmatch(r"\d{1,3}", text):
        return f"camera:{text}"
    path = Path(text)
    if path.is_file():
        return f"take:{path}" if path.suffix == ".take" else f"file:{path}"
    if path.suffix or os.sep in text:
        raise CameraError(
            "there is no such file",
            where=text,
            remedy="check the path; cameras are given by number or name, see `studio devices`",
        )
    return f"camera:{text}"


def with_options(state: Show, options: argparse.Namespace) -> Show:
    """The state with what the command line asks for."""
    if getattr(options, "source", None) is not None:
        state = replace(state, source=source_from(options.source))
    if options.avatar is not None:
        state = replace(state, avatar=options.avatar)
    if options.background is not None:
        state = replace(state, background=options.background)
    if options.framing is not None:
        state = replace(state, framing=Framing(options.framing))
    if options.mirror is not None:
        state = replace(state, mirror=options.mirror)
    return state
