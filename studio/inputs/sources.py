"""Names of inputs, and the life of what gives pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from studio.core.errors import CameraError
from studio.core.image import Image


class SourceKind(StrEnum):
    CAMERA = "camera"
    FILE = "file"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class SourceName:
    """What an input is called: `camera:0`, `camera:HD Webcam`, `file:clip.mp4`, `take:talk.take`."""

    kind: SourceKind
    name: str
    """Index or name of a camera; path of a file."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def parse_source(text: str) -> SourceName:
    """Reads `KIND:NAME`; without a kind, a number is a camera, `.take` a take, a path of a file a video, else a camera.

    Raises CameraError for an empty name.
    """
    kind, colon, name = text.partition(":")
    if colon and kind in tuple(SourceKind):
        found = SourceName(SourceKind(kind), name.strip())
    elif text.strip().isdigit():
        found = SourceName(SourceKind.CAMERA, text.strip())
    elif text.endswith(".take"):
        found = SourceName(SourceKind.TAKE, text)
    elif Path(text).is_file() or ("/" in text and not text.startswith("/dev/")):
        found = SourceName(SourceKind.FILE, text)
    else:
        found = SourceName(SourceKind.CAMERA, text.strip())
    if not found.name:
        raise CameraError("no input is named", where=text, remedy="name one, such as camera:0 or file:clip.mp4")
    return found


class PictureSource(Protocol):
    """Gives pictures one after the other, from `open_source` until `close`; all in one thread.

    A source that fails stays closed: open it again.
    """

    @property
    def description(self) -> str:
        """What is open and what it gives, for the streamer: `HD Webcam, 1280×720 at 30 fps, MJPG`."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of its pictures."""

    @property
    def fps(self) -> float:
        """Pictures a second, as the camera or file says."""

    @property
    def frame_count(self) -> int:
        """How many pictures it will give until it ends; 0: not known, or without end."""

    def read(self) -> Image | None:
        """Waits for the next picture (RGB); None when the source has ended. Raises CameraError if it is lost."""

    def close(self) -> None:
        """Lets go of the device or file. Closing twice is no error."""


def open_source(
    source: str, *, size: tuple[int, int] | None = None, fps: float | None = None, realtime: bool = True
) -> PictureSource:
    """Opens a camera or a video file. Raises CameraError.

    `size` and `fps` are asked of a camera, which may give others; a file has its own. In real time a file plays as a
    webcam would: paced, times on the common clock, again from the start at its end, and pictures that nobody fetched in
    time are skipped. Otherwise every picture comes once, timed in seconds from the start.
    """
    name = parse_source(source)
    if name.kind is SourceKind.CAMERA:
        from studio.inputs.webcam import Webcam

        return Webcam(name.name, size=size, fps=fps)
    if name.kind is SourceKind.FILE:
        from studio.inputs.video_file import LoopedVideo, VideoFile

        return LoopedVideo(Path(name.name)) if realtime else VideoFile(Path(name.name))
    raise CameraError("a take has landmarks, no pictures", where=source, remedy="choose a camera or a video file")
