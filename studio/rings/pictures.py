"""Pictures between processes: the program for the panels, the performer's own preview, the virtual camera."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from studio.core.image import Alpha, Image
from studio.rings.ring import RingReader, RingWriter

_HEADER = struct.Struct("=IIII")  # width, height, channels, alpha
_ALPHAS = (Alpha.OPAQUE, Alpha.STRAIGHT, Alpha.PREMULTIPLIED)


class PictureWriter:
    """Writes pictures of any size; the file appears with the first picture and is made anew when their shape changes.

    Raises OSError if the file cannot be made. Use it from one thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._ring: RingWriter | None = None
        self._shape: tuple[int, ...] = ()

    def write(self, image: Image) -> int:
        """Puts the picture into the ring and gives its sequence."""
        shape = image.pixels.shape
        if self._ring is None or shape != self._shape:
            self.close()
            self._ring = RingWriter(self.path, _HEADER.size + image.pixels.nbytes)
            self._shape = shape
        header = _HEADER.pack(image.width, image.height, shape[2], _ALPHAS.index(image.alpha))
        return self._ring.write((header, image.pixels.data.cast("B")), image.time_s)

    def close(self) -> None:
        """Removes the file. A later `write` makes it again."""
        if self._ring is not None:
            self._ring.close()
            self._ring = None


class PictureReader:
    """Reads the newest picture of a ring that may come, change and go."""

    def __init__(self, path: Path) -> None:
        self._ring = RingReader(path)

    def latest(self, after: int = -1) -> tuple[int, Image] | None:
        """(sequence, picture) if there is one above `after`. A ring that holds no sound picture is as good as none."""
        slot = self._ring.latest(after)
        if slot is None or len(slot.data) < _HEADER.size:
            return None
        width, height, channels, alpha = _HEADER.unpack_from(slot.data)
        sound = min(width, height) >= 1 and channels in (3, 4) and alpha < len(_ALPHAS)
        if not sound or len(slot.data) != _HEADER.size + width * height * channels:
            return None
        pixels = np.frombuffer(slot.data, np.uint8, offset=_HEADER.size).reshape(height, width, channels)
        return slot.sequence, Image(pixels, slot.time_s, _ALPHAS[alpha])

    def close(self) -> None:
        """Lets go of the file."""
        self._ring.close()
