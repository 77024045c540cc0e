"""How large is a picture that an SVG carries as text? Told from its head, without decoding it."""

from __future__ import annotations

import base64
import binascii
import re

_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,([A-Za-z0-9+/=\s]*)")
_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG's markers that tell its size."""


def embedded_pixels(address: str) -> int | None:
    """Of a `data:` address with a PNG or JPEG in it; None for any other address, and for what is neither."""
    match = _DATA.fullmatch(address)
    if match is None:
        return None
    try:
        data = base64.b64decode(match[1])
    except (binascii.Error, ValueError):
        return None
    if data.startswith(_PNG):
        return int.from_bytes(data[16:20]) * int.from_bytes(data[20:24]) if data[12:16] == b"IHDR" else None
    return _of_jpeg(data)


def _of_jpeg(data: bytes) -> int | None:
    at = 2
    while data[:3] == b"\xff\xd8\xff" and at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _SIZES:
            return int.from_bytes(data[at + 5 : at + 7]) * int.from_bytes(data[at + 7 : at + 9])
        at += 2 + max(int.from_bytes(data[at + 2 : at + 4]), 2)
    return None
