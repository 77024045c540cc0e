"""A picture of the show as the YUV frame that encoders and cameras take."""

from __future__ import annotations

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from studio.core.arrays import ByteArray
from studio.core.image import Alpha, Image

Background = tuple[int, int, int]
BLACK: Background = (0, 0, 0)


class Yuv420:
    """Makes 4:2:0 frames of limited range; keeps the converter between frames. Use it from one thread.

    `matrix`: ITU709 for files, which say so in a tag; ITU601 for cameras, which cannot and are taken to be so.
    """

    def __init__(self, matrix: Colorspace, background: Background = BLACK) -> None:
        self._matrix = matrix
        self._background = background
        self._reformatter = VideoReformatter()

    def frame(self, image: Image) -> av.VideoFrame:
        """The picture laid on the background. Even sides only."""
        flat = flatten(image, self._background)
        # No copy: the frame borrows the array, and sws reads rgba as rgb + padding.
        source = av.VideoFrame.from_numpy_buffer(flat, "rgba" if flat.shape[2] == 4 else "rgb24")
        return self._reformatter.reformat(
            source,
            format="yuv420p",
            src_colorspace=self._matrix,
            dst_colorspace=self._matrix,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.BILINEAR,
        )


def flatten(image: Image, background: Background = BLACK) -> ByteArray:
    """(height, width, 3 or 4) uint8: what is seen over an opaque background; a fourth channel means nothing any more.

    A premultiplied picture over black is its own colour channels, so the usual case costs nothing.
    """
    pixels = image.pixels
    if pixels.shape[2] == 3 or image.alpha is Alpha.OPAQUE:
        return pixels
    if image.alpha is Alpha.PREMULTIPLIED and background == BLACK:
        return pixels
    alpha = pixels[..., 3:].astype(np.uint16)
    color = pixels[..., :3].astype(np.uint16)
    if image.alpha is Alpha.STRAIGHT:
        color = (color * alpha + 127) // 255
    behind = (np.array(background, np.uint16) * (255 - alpha) + 127) // 255
    return np.minimum(color + behind, 255).astype(np.uint8)
