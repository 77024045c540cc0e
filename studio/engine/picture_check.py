"""Are there codes in a picture that viewers would see? For the gate: QR codes lead viewers away from the platform.

The picture is read as overlays read it — SVG, animated and transparent ones too — and looked into by a short-lived
process of its own (`inputs.qr`).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from studio.core.errors import StudioError
from studio.staging.overlays.pictures import read_film, sampled

_WIDTH = 1000
_MOVING_WIDTH, _STRETCH_S = 640, 0.5
"""As large as a sticker may be on a portrait canvas; one frame of each half second is looked at."""
TIMEOUT_S = 60.0


def found_in(path: Path) -> str:
    """What the picture holds that may not be shown, in the words of the gate's row; "" nothing. Raises StudioError."""
    codes = codes_in_picture(path)
    return "、".join(f"二维码或条码“{code[:40]}”" if code else "读不出的二维码" for code in codes)


def codes_in_picture(path: str | Path, *, timeout_s: float = TIMEOUT_S) -> tuple[str, ...]:
    """What the picture's codes say, "" for one that cannot be read; () if there is none.

    Takes about a second: not for the show's own thread. Raises StudioError if the picture cannot be read, or the check
    does not answer: an unproved picture is told as one.
    """
    film = read_film(str(path), _WIDTH)
    frames = sampled(str(path), _MOVING_WIDTH, _STRETCH_S, random.random) if film.moving else (film.first,)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frames.npy"
        np.save(file, np.stack([frame.pixels for frame in frames]))
        command = [sys.executable, "-m", "studio.inputs.qr", str(file)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=timeout_s, check=True, stdin=subprocess.DEVNULL)
            return tuple(str(text) for text in json.loads(done.stdout))
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise StudioError(
                "The picture could not be checked for QR codes.",
                where=Path(path).name,
                remedy="Try again; if it stays so, save it as PNG at 2000 × 2000 or less.",
            ) from error
