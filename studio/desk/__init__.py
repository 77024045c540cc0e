"""The desk: the studio's window. It knows the show only through control messages and picture rings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.control.place import Place

__all__ = ["run_desk"]


def run_desk(
    find_show: Callable[[], Place | None],
    start_show: Callable[[], None],
    settings_path: Path,
    *,
    start_if_absent: bool = True,
) -> int:
    """Opens the window and returns its exit code once it is closed.

    `find_show`: `studio.control.place.find`; asked four times a second while no show is connected.
    `start_show`: starts the show process and returns, at once or when it is ready; called in a thread of the
    desk, never twice at a time; a StudioError it raises is shown with its remedy. The show must write its place
    within 45 s.
    `settings_path`: JSON file of the desk's own (language, theme, layout); made with its folder if it is not there.
    `start_if_absent`: start a show at once if none runs; else the window opens with a button that does.

    A show that this desk has started ends with it, unless it is on air, recorded or sent out and the user lets it go
    on; a show that was there before goes on.
    """
    from studio.desk.application import run  # Qt is loaded by the one command that shows a window

    return run(find_show, start_show, settings_path, start_if_absent=start_if_absent)
