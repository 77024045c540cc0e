"""Golden pictures: what was once looked at and found right is kept, and later pictures are held against it.

Only software OpenGL draws the same everywhere, so a picture drawn by a graphics card is not compared. A pixel has moved
if some channel differs by more than `tolerance`; the share of moved pixels is limited.
`UPDATE_GOLDEN=1 python -m pytest …` writes the pictures anew: look at them before committing.
"""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import numpy as np

from studio.core.arrays import ByteArray

FOLDER = Path(__file__).resolve().parents[1] / "golden"


def check_golden(pixels: ByteArray, name: str, *, tolerance: int = 6, moved_share: float = 0.004) -> None:
    """`pixels` (h, w, 4) uint8, kept as they are. Fails with both pictures written beside each other."""
    path = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png_from_pixels(pixels))
        return
    assert path.is_file(), f"no golden picture {path.name}: run with UPDATE_GOLDEN=1 and look at it"
    kept = pixels_from_png(path.read_bytes())
    assert kept.shape == pixels.shape, f"{name}: size {pixels.shape}, golden {kept.shape}"
    moved = (np.abs(kept.astype(int) - pixels).max(axis=2) > tolerance).mean()
    if moved > moved_share:
        seen = path.with_name(f"{name}.new.png")
        seen.write_bytes(png_from_pixels(pixels))
        raise AssertionError(f"{name}: {moved:.2%} of the pixels moved (limit {moved_share:.2%}); see {seen.name}")


def png_from_pixels(pixels: ByteArray) -> bytes:
    """A small RGBA PNG: rows filtered by the row above, which suits flat pictures."""
    height, width = pixels.shape[:2]
    rows = pixels.reshape(height, -1)
    above = np.vstack((np.zeros((1, rows.shape[1]), np.uint8), rows[:-1]))
    filtered = np.hstack((np.full((height, 1), 2, np.uint8), rows - above))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(filtered.tobytes(), 9)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pixels_from_png(data: bytes) -> ByteArray:
    """Reads what `png_from_pixels` wrote."""
    width, height = struct.unpack(">II", data[16:24])
    at, body = 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            body += data[at + 8 : at + 8 + length]
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(body), np.uint8).reshape(height, 1 + 4 * width)
    assert (rows[:, 0] == 2).all(), "not written by this helper"
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(height, width, 4)
