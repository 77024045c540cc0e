"""Small pictures for panels: of goods, avatars and sets, and of nothing the state does not name."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

import av
import numpy as np

from studio.control.state import Show
from studio.core.image import Alpha, Image
from studio.remote.jpeg import JpegEncoder

SIDE: Final = 240
"""Longer side, pixels: 80 points on a phone of three pixels each."""
_MAX_BYTES = 32_000_000
_MAX_PIXELS = 50_000_000
_KEPT = 256


def picture_of(state: Show, kind: str, key: str) -> str:
    """Path of the picture that belongs to a product, avatar or set; "" if the state knows none."""
    match kind:
        case "product":
            return next((entry.picture for entry in state.rundown if entry.id == key), "")
        case "avatar":
            return next((entry.preview for entry in state.avatars if entry.name == key), "")
        case "set":
            return next((entry.preview for entry in state.sets if entry.background == key), "")
        case _:
            return ""


class Thumbnails:
    """Thread-safe; one picture is reduced at a time and the newest are kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._encoder = JpegEncoder()
        self._kept: OrderedDict[tuple[str, int], bytes | None] = OrderedDict()

    def of(self, path: str) -> bytes | None:
        """JPEG of the picture; None if it is not there, too large, or no picture."""
        try:
            key = (path, Path(path).stat().st_mtime_ns)
        except (OSError, ValueError):
            return None
        with self._lock:
            if key not in self._kept:
                self._kept[key] = self._reduce(Path(path))
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _reduce(self, path: Path) -> bytes | None:
        try:
            if path.stat().st_size > _MAX_BYTES:
                return None
            # As a file object: FFmpeg would take some names for addresses.
            with path.open("rb") as file, av.open(file, "r") as container:
                stream = container.streams.video[0]
                if stream.width * stream.height > _MAX_PIXELS:
                    return None
                pixels = np.asarray(next(container.decode(stream)).to_ndarray(format="rgba"), np.uint8)
            return self._encoder.encode(Image(pixels, 0.0, Alpha.STRAIGHT), SIDE)
        except (OSError, av.FFmpegError, ValueError, IndexError, StopIteration):
            return None
