"""Image → JPEG, reduced, by FFmpeg's own scaler and encoder, which work without Python's lock."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
from av.codec.context import CodecContext
from av.video.codeccontext import VideoCodecContext

from studio.core.arrays import ByteArray
from studio.core.image import Alpha, Image

_QUANTISER = 4
"""FFmpeg's scale: 2 is best, 31 worst; 4 shows no blocks at panel size."""
_BEHIND_RGB = (36, 40, 48)
"""What a transparent picture is shown on in panels: a calm dark grey that no garment has."""


class JpegEncoder:
    """Keeps one encoder per size. Use it from one thread."""

    def __init__(self) -> None:
        self._codec: VideoCodecContext | None = None

    def encode(self, image: Image, longest_side: int) -> bytes:
        """The picture with its longer side at most `longest_side` pixels; a smaller one keeps its size."""
        width, height = fit(image.width, image.height, longest_side)
        layout = "rgb24" if image.pixels.shape[2] == 3 else "rgba"
        frame = av.VideoFrame.from_ndarray(image.pixels, format=layout)
        if image.pixels.shape[2] == 4 and image.alpha is not Alpha.OPAQUE:
            small = frame.reformat(width=width, height=height, format="rgba", interpolation="FAST_BILINEAR")
            frame = av.VideoFrame.from_ndarray(
                _flatten(np.asarray(small.to_ndarray(), np.uint8), image.alpha), format="rgb24"
            )
        frame = frame.reformat(
            width=width, height=height, format="yuvj420p", dst_color_range="JPEG", interpolation="FAST_BILINEAR"
        )
        return b"".join(bytes(packet) for packet in self._for(width, height).encode(frame))

    def _for(self, width: int, height: int) -> VideoCodecContext:
        if self._codec is None or (self._codec.width, self._codec.height) != (width, height):
            codec = CodecContext.create("mjpeg", "w")
            assert isinstance(codec, VideoCodecContext)
            codec.width, codec.height = width, height
            codec.pix_fmt = "yuvj420p"
            codec.time_base = Fraction(1, 30)
            codec.qmin = codec.qmax = _QUANTISER
            codec.thread_count = 1
            self._codec = codec
        return self._codec


def fit(width: int, height: int, longest_side: int) -> tuple[int, int]:
    """The reduced size, even (chroma is halved), at least 2."""
    scale = min(1.0, longest_side / max(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _flatten(rgba: ByteArray, alpha: Alpha) -> ByteArray:
    """(height, width, 3) over the panel's grey."""
    opacity = rgba[..., 3:].astype(np.uint16)
    color = rgba[..., :3].astype(np.uint16)
    if alpha is Alpha.STRAIGHT:
        color = color * opacity // 255
    behind = np.array(_BEHIND_RGB, np.uint16) * (255 - opacity) // 255
    return np.minimum(color + behind, 255).astype(np.uint8)
