"""Known errors: what went wrong, where, and what the person in front of the screen can do about it.

A fault the user can mend is a `StudioError`; anything else that escapes is a bug and is shown as one.
"""

from __future__ import annotations

import logging

_log = logging.getLogger(__name__)


class StudioError(Exception):
    """Says what is wrong, where (file, key, device), and the remedy, each in a sentence a streamer understands."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  → {self.remedy}" if self.remedy else text


def as_known(error: Exception) -> StudioError:
    """Any exception as words for the person in front of the screen; one nobody foresaw is logged as the bug it is."""
    if isinstance(error, StudioError):
        return error
    if isinstance(error, OSError):
        where = str(error.filename or "")
        return StudioError(
            f"the system refuses: {error.strerror or error}",
            where=where if len(where) < 200 else f"{where[:200]}…",
            remedy="check the name, the folder and your permissions",
        )
    _log.error("an unknown error", exc_info=error)
    return StudioError(
        f"{type(error).__name__}: {error}", where="studio", remedy="this is a fault of the studio: please report it"
    )


class VrmError(StudioError):
    """A .vrm file is broken, unsafe or uses something this studio cannot read."""


class CameraError(StudioError):
    """A camera or the video file played as one cannot be opened, or stopped giving pictures."""


class TakeError(StudioError):
    """A take cannot be read or written."""


class TrackingError(StudioError):
    """The tracker cannot work: a model file is missing or wrong, or its process keeps dying."""


class RenderError(StudioError):
    """No usable graphics, or the renderer cannot draw what it was given."""


class OutputError(StudioError):
    """A recording, still or virtual camera cannot be opened or written."""


class RemoteError(StudioError):
    """The control server cannot open, or no show answers where one was looked for."""


class LibraryError(StudioError):
    """A manifest, settings file or other thing on a shelf is missing or broken."""


class CommandError(StudioError):
    """A command is unknown, badly formed or not allowed for the role that sent it."""
