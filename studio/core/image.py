"""A picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.core.arrays import ByteArray


class Alpha(StrEnum):
    """How an RGBA picture carries its transparency."""

    OPAQUE = "opaque"
    STRAIGHT = "straight"
    PREMULTIPLIED = "premultiplied"


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """Pixels of one moment, sRGB encoded, top row first, C-contiguous and read-only.

    A strided view handed to MediaPipe is scrambled without a word, so contiguity is checked here, once, for everybody.
    """

    pixels: ByteArray
    """(height, width, 3 or 4) uint8: RGB or RGBA."""
    time_s: float = 0.0
    """When it was captured or is to be shown, on the common clock (`time.monotonic`)."""
    alpha: Alpha = Alpha.OPAQUE

    def __post_init__(self) -> None:
        if self.pixels.ndim != 3 or self.pixels.shape[2] not in (3, 4):
            raise ValueError(f"pixels are (height, width, 3|4), got {self.pixels.shape}")
        if not self.pixels.flags.c_contiguous:
            raise ValueError("pixels must be C-contiguous: use numpy.ascontiguousarray")
        self.pixels.setflags(write=False)

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])
