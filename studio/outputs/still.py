"""One picture as a PNG file with its exact alpha."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from studio.core.arrays import ByteArray
from studio.core.errors import OutputError
from studio.core.image import Alpha, Image
from studio.outputs import files

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UP = 2  # filter type: each byte minus the one above; the best single filter for flat drawn pictures


def save_still(path: Path, image: Image, *, texts: Mapping[str, str] | None = None) -> Path:
    """Writes the picture beside `path` and renames it, so a file of that name is always whole.

    PNG knows straight alpha only; a premultiplied picture is divided by its alpha, rounded to the nearest.
    `texts`: keyword (Latin, 1–79 characters) → text, written as iTXt. Raises OutputError.
    """
    path = Path(path)
    if path.suffix.lower() != ".png":
        raise OutputError("a still is a PNG file", where=str(path), remedy="choose a name that ends in .png")
    data = png(image, texts=texts or {})
    beside = files.beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise files.output_error(error, path) from error
    return path


def png(image: Image, *, texts: Mapping[str, str]) -> bytes:
    """The picture as a PNG file in memory."""
    pixels = straight(image)
    height, width, channels = pixels.shape
    rows = pixels.reshape(height, width * channels)
    filtered = np.empty((height, 1 + width * channels), np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    color_type = 6 if channels == 4 else 2
    parts = [_SIGNATURE, _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0))]
    parts.append(_chunk(b"sRGB", b"\x00"))
    parts += [_chunk(b"iTXt", _itxt(keyword, text)) for keyword, text in texts.items()]
    parts += [_chunk(b"IDAT", zlib.compress(filtered.tobytes(), 6)), _chunk(b"IEND", b"")]
    return b"".join(parts)


def straight(image: Image) -> ByteArray:
    """(height, width, 3 or 4) uint8 with straight alpha; where alpha is 0 the colour is 0."""
    if image.alpha is not Alpha.PREMULTIPLIED or image.pixels.shape[2] == 3:
        return image.pixels
    alpha = image.pixels[..., 3:].astype(np.uint16)
    color = image.pixels[..., :3].astype(np.uint16)
    whole = np.maximum(alpha, 1)
    divided = np.minimum((color * 255 + whole // 2) // whole, 255)
    return np.concatenate((np.where(alpha > 0, divided, 0), alpha), axis=2).astype(np.uint8)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _itxt(keyword: str, text: str) -> bytes:
    name = keyword.encode("latin-1")
    if not 1 <= len(name) <= 79:
        raise ValueError("a PNG keyword has 1 to 79 characters")
    return name + b"\x00\x00\x00\x00\x00" + text.encode("utf-8")
