"""Reads a JPEG back, by another way than it was written."""

from __future__ import annotations

import io

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray


def pixels_of(jpeg: bytes) -> NDArray[np.uint8]:
    """(height, width, 3) RGB."""
    with av.open(io.BytesIO(jpeg), format="mjpeg") as container:
        assert isinstance(container, InputContainer)
        return np.asarray(next(container.decode(video=0)).to_ndarray(format="rgb24"), np.uint8)
