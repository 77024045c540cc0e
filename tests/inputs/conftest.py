"""Small video files made on the spot: every picture tells its own number."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

MakeVideo = Callable[..., Path]


@pytest.fixture
def make_video(tmp_path: Path) -> MakeVideo:
    def make(
        name: str = "clip.mp4", count: int = 24, fps: int = 25, width: int = 96, height: int = 64, **muxer: str
    ) -> Path:
        """Picture i is grey of brightness 10·i, its left half black."""
        path = tmp_path / name
        with av.open(str(path), "w", options=muxer) as container:
            stream = container.add_stream("libx264", rate=fps)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            stream.time_base = Fraction(1, fps)
            stream.options = {"crf": "10", "bf": "0"}
            for i in range(count):
                pixels = np.full((height, width, 3), min(10 * i, 250), np.uint8)
                pixels[:, : width // 2] = 0
                frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
                frame.pts = i
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return make
