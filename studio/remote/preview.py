"""The preview: the newest program picture as JPEG, to whoever watches, as fast as they can show it.

A watcher has two pictures in flight at most and asks for the next by acknowledging one. So a slow phone gets fewer
pictures, never old ones, a hidden page costs nothing, and without watchers no picture is read or encoded at all.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from pathlib import Path

import av

from studio.core.image import Image
from studio.remote.jpeg import JpegEncoder
from studio.rings.pictures import PictureReader

_log = logging.getLogger(__name__)

SIDES = (320, 640, 960, 1280)
"""What the longer side of a preview may be, pixels."""
MAX_FPS = 30
_IN_FLIGHT = 2
_POLL_S = 0.005


class Watcher:
    """One panel that looks. Made and closed in the loop; `due` and `give` are called by the feed's thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, side: int = 640, fps: int = 15) -> None:
        self.side = side
        self.fps = fps
        self.seen = -1
        self._loop = loop
        self._given = 0
        self._shown = 0
        self._due_s = 0.0
        self._pictures: asyncio.Queue[bytes] = asyncio.Queue()

    def acknowledge(self) -> None:
        """One picture has been shown."""
        self._shown = min(self._shown + 1, self._given)  # each count has one writing thread

    async def next(self) -> bytes:
        """The next picture to send."""
        return await self._pictures.get()

    def due(self, now_s: float) -> bool:
        """Whether it can take a picture now."""
        return self._given - self._shown < _IN_FLIGHT and now_s >= self._due_s

    def give(self, sequence: int, jpeg: bytes, now_s: float) -> None:
        """Hands over a picture."""
        self.seen = sequence
        self._given += 1
        self._due_s = max(self._due_s + 1.0 / self.fps, now_s)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._pictures.put_nowait, jpeg)


class Feed:
    """One ring and those who watch it. A thread of its own reads and encodes while there are any."""

    def __init__(self, ring: Path) -> None:
        self._ring = ring
        self._lock = threading.Lock()
        self._watchers: tuple[Watcher, ...] = ()
        self._thread: threading.Thread | None = None

    def add(self, watcher: Watcher) -> None:
        with self._lock:
            self._watchers = (*self._watchers, watcher)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"preview {self._ring.name}", daemon=True)
                self._thread.start()

    def remove(self, watcher: Watcher) -> None:
        with self._lock:
            self._watchers = tuple(item for item in self._watchers if item is not watcher)

    @property
    def working(self) -> bool:
        """Whether the thread runs."""
        return self._thread is not None

    def _work(self) -> None:
        reader, encoders = PictureReader(self._ring), {side: JpegEncoder() for side in SIDES}
        try:
            while True:
                with self._lock:
                    watchers = self._watchers
                    if not watchers:
                        self._thread = None
                        return
                self._serve(watchers, reader, encoders)
                time.sleep(_POLL_S)
        finally:
            reader.close()

    def _serve(self, watchers: tuple[Watcher, ...], reader: PictureReader, encoders: dict[int, JpegEncoder]) -> None:
        now_s = time.monotonic()
        due = [watcher for watcher in watchers if watcher.due(now_s)]
        found = reader.latest(min(watcher.seen for watcher in due)) if due else None
        if found is None:
            return
        sequence, image = found
        wanting = [watcher for watcher in due if watcher.seen < sequence]
        for side in {watcher.side for watcher in wanting}:
            try:
                jpeg = encoders[side].encode(image, side)
            except av.FFmpegError:
                _log.exception("a preview picture could not be encoded")
                continue
            for watcher in wanting:
                if watcher.side == side:
                    watcher.give(sequence, jpeg, now_s)


def newest(ring: Path) -> Image | None:
    """The newest picture of a ring, if there is one."""
    reader = PictureReader(ring)
    try:
        found = reader.latest()
        return found[1] if found else None
    finally:
        reader.close()
