"""Finds QR codes and barcodes in pictures: `python -m studio.inputs.qr FRAMES.npy`, answers in JSON on its output.

A process of its own, because cv2's wheel carries a second Qt; `engine.picture_check` starts it and gives it pixels, so
that whatever the studio can paint can be looked into.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

_GROUNDS = (255, 0)
"""A code may be drawn for light or for dark ground: transparent pictures are looked at on both."""
SIDES = (1400, 700, 350)
"""Longest side in pixels at which a picture is looked at: a code may be all of it or a corner."""
_QUIET = 0.08
"""Free space added around, of the side: a code that fills the picture has no margin of its own."""


def codes_in(frames: NDArray[np.uint8], sides: tuple[int, ...] = SIDES) -> tuple[str, ...]:
    """`frames` (n, height, width, 4) uint8, premultiplied. What each code says, without repeats. `sides`: longest sides
    in pixels at which they are looked at.

    One that is found but cannot be read here, though a phone may, is told as "".
    """
    qr, bars = cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector()
    said: dict[str, None] = {}
    once: set[str] = set()
    unread = 0
    for view in _views(frames, sides):
        _, texts, corners, _ = qr.detectAndDecodeMulti(view)
        read = [text for text in texts if text]
        unread += corners is not None and not read
        _, found, *_ = bars.detectAndDecodeMulti(view)
        # The teeth of a comb read as a barcode once, but not a second time at another size.
        said.update(dict.fromkeys([*read, *(text for text in found if text in once)]))
        once.update(text for text in found if text)
    # One view may mistake an ornament for a code's corners; a code is one at every size.
    if not said and unread >= len(sides) * len(frames):
        said[""] = None
    return tuple(said)


def _views(frames: NDArray[np.uint8], sides: tuple[int, ...]) -> Iterator[NDArray[np.uint8]]:
    for frame in frames:
        seen: list[NDArray[np.uint8]] = []
        clear = int(frame[..., 3].min()) == 255
        for level in _GROUNDS[:1] if clear else _GROUNDS:
            rest = (255 - frame[..., 3:].astype(np.uint16)) * level // 255
            grey = cv2.cvtColor(np.minimum(frame[..., :3] + rest, 255).astype(np.uint8), cv2.COLOR_RGB2GRAY)
            margin = round(_QUIET * max(grey.shape))
            edge = int(np.median(np.concatenate((grey[0], grey[-1])))) if clear else level
            seen.append(cv2.copyMakeBorder(grey, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=edge))
        for grey in seen:
            for side in sides:
                scale = side / max(grey.shape)
                method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
                yield cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method)


def main(arguments: list[str]) -> int:
    frames = np.load(Path(arguments[0]), allow_pickle=False)
    sides = SIDES if len(frames) == 1 else SIDES[:2]  # a moving picture has many
    print(json.dumps(list(codes_in(frames, sides)), ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
