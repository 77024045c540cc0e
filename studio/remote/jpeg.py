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
_BEHIND = ((255 - np.arange(256)) * 40 // 255).astype(np.uint8)
"""(256,): how much of a calm dark grey shows through at each opacity."""


class JpegEncoder:
    """Keeps one encoder per size. Use it from one thread."""

    def __init__(self) -> None:
        self._codec: VideoCodecContext | None = None

    def encode(self, image: Image, longest_side: int) -> bytes:
        """The picture with its longer side at most `longest_side` pixels; a smaller one keeps its size."""
        width, height = fit(image.width, image.height, longest_side)
        if image.pixels.shape[2] == 3:
            frame = av.VideoFrame.from_ndarray(image.pixels, format="rgb24")
        else:
            frame = av.VideoFrame.from_ndarray(image.pixels, format="rgba")
            if _transparent(image):
                small = frame.reformat(width=width, height=height, interpolation="FAST_BILINEAR")
                frame = _flatten(small, image.alpha)
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


def _transparent(image: Image) -> bool:
    """Whether anything of an RGBA picture is. Read as whole words: four times as fast as its fourth bytes."""
    opaque = np.array((0, 0, 0, 255), np.uint8).view(np.uint32)[0]
    return image.alpha is not Alpha.OPAQUE and not bool(((image.pixels.view(np.uint32) & opaque) == opaque).all())


def _flatten(frame: av.VideoFrame, alpha: Alpha) -> av.VideoFrame:
    """The RGBA picture over the panel's grey."""
    rgba: ByteArray = np.asarray(frame.to_ndarray(), np.uint8)
    opacity, color = rgba[..., 3], rgba[..., :3]
    if alpha is Alpha.STRAIGHT:
        color = (color.astype(np.uint16) * opacity[..., None] // 255).astype(np.uint8)
    flat = color + _BEHIND[opacity][..., None]
    flat[flat < color] = 255  # glow is brighter than its own opacity: what ran over is full
    return av.VideoFrame.from_ndarray(flat, format="rgb24")
