"""A second camera that looks at goods on a green mat, as a video file made on the spot."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio.staging.overlays.pictures import draw_picture
from studio.staging.painting import ensure_application, pixels_of

MAT = (24, 150, 74)
SIZE = (640, 480)


def mat(width: int = SIZE[0], height: int = SIZE[1], seed: int = 0) -> np.ndarray:
    """(height, width, 3) uint8: a green mat under a lamp: brighter in the middle, with a fold and noise."""
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    light = 1.06 - 0.22 * (x * x + y * y) - 0.10 * np.exp(-(((x - 0.55 + 0.25 * y) / 0.05) ** 2))
    noise = np.random.default_rng(seed).normal(0, 3, (height, width, 1))
    return np.clip(np.array(MAT) * light[..., None] + noise, 0, 255).astype(np.uint8)


def on_mat(picture: str | None, ground: np.ndarray, turn: float = 0.0) -> np.ndarray:
    """The ground with goods on it, casting a shadow; `turn` moves them a little."""
    ensure_application()
    height, width = ground.shape[:2]
    if picture is None:
        return ground
    drawn = QImage(width, height, QImage.Format.Format_RGBA8888_Premultiplied)
    drawn.fill(0)
    painter = QPainter(drawn)
    side = 0.76 * height
    at = QRectF((width - side) / 2 + 12 * turn, (height - side) / 2, side, side)
    draw_picture(painter, picture, at, trimmed=True)
    painter.end()
    pixels = pixels_of(drawn).astype(float)
    alpha = pixels[..., 3:] / 255
    shadow = np.roll(alpha, (14, 18), axis=(0, 1))
    for axis in (0, 1):
        shadow = sum(np.roll(shadow, step, axis=axis) for step in range(-8, 9, 2)) / 9
    return np.clip(ground * (1 - 0.45 * shadow) * (1 - alpha) + pixels[..., :3], 0, 255).astype(np.uint8)


def write_video(path: Path, frames: list[np.ndarray], fps: int = 25) -> Path:
    """An MP4 of RGB frames."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt, stream.time_base = "yuv420p", Fraction(1, fps)
        stream.options = {"crf": "12", "preset": "ultrafast"}
        for number, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def goods_video(path: Path, picture: str | None, count: int = 12) -> Path:
    """Goods that move a little on the mat."""
    return write_video(path, [on_mat(picture, mat(seed=n), float(np.sin(n / 2))) for n in range(count)])
