"""Small pictures for panels: of goods, avatars and sets, and of nothing the state does not name."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import av
import numpy as np

from studio.control.state import Show
from studio.core.image import Alpha, Image
from studio.remote.jpeg import JpegEncoder

_log = logging.getLogger(__name__)

SIDE: Final = 240
"""Longer side, pixels: 80 points on a phone of three pixels each."""
_MAX_BYTES = 32_000_000
_MAX_PIXELS = 50_000_000
_KEPT = 256
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")


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
        # A thread of its own: a picture that takes long holds up pictures, and no command.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thumbnails")

    async def soon(self, path: str) -> bytes | None:
        """As `of`, off the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.of, path)

    def close(self) -> None:
        """What waits is dropped; what runs is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

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
            if not _is_known(path):
                _log.info("no thumbnail of %s: its kind is not reduced", path.name)
                return None
            # As a file object: FFmpeg would take some names for addresses.
            with path.open("rb") as file, av.open(file, "r") as container:
                stream = container.streams.video[0]
                if stream.width * stream.height > _MAX_PIXELS:
                    return None
                pixels = np.asarray(next(container.decode(stream)).to_ndarray(format="rgba"), np.uint8)
            return self._encoder.encode(Image(pixels, 0.0, Alpha.STRAIGHT), SIDE)
        except Exception as error:  # whatever a broken or hostile picture makes the library raise
            _log.warning("no thumbnail of %s: %s: %s", path.name, type(error).__name__, error)
            return None


def _is_known(path: Path) -> bool:
    """Only pictures: FFmpeg would follow playlists to other files and to the network."""
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_BEGINNINGS) or (head[:4] == b"RIFF" and head[8:] == b"WEBP")
