"""A piece of a recording to be published on its own (切片).

It is an advertisement (直播电商监督管理办法, art. 35) and a file of its own: it begins with the opening words, carries
广告 on every frame, and has its own AIGC entry.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from studio.compliance import aigc
from studio.core.arrays import ByteArray
from studio.core.errors import OutputError
from studio.core.image import Image
from studio.core.preset import LABEL_WORDINGS
from studio.core.scene import Overlay
from studio.outputs.reading_back import opened_movie
from studio.outputs.recording import Recording
from studio.staging.label import paint_label
from studio.staging.reminders import OPENING, OPENING_S, paint_advert, paint_opening


def export_clip(
    recording: Path,
    out: Path,
    *,
    from_s: float,
    to_s: float,
    provider_code: str = "",
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Writes the clip and returns its seconds. Raises OutputError for what is no recording of this studio, or holds
    nothing between the two times."""
    if to_s <= from_s:
        raise OutputError("the clip ends before it begins", where=str(recording), remedy="give a later end")
    if recording.resolve() == out.resolve():
        raise OutputError("a clip does not replace its recording", where=str(out), remedy="choose another name")
    with opened_movie(recording) as movie:
        if aigc.KEY not in movie.tags:
            raise OutputError(
                "this is no recording of the studio: it carries no AIGC entry",
                where=str(recording),
                remedy="choose a file that the studio recorded",
            )
        width, height = movie.size
        label = paint_label(LABEL_WORDINGS[0], width, height)
        advert, opening = paint_advert(width, height, label), paint_opening(OPENING, width, height, label)
        clip = Recording(out, metadata=aigc.video_tags(aigc.value(provider_code, aigc.new_produce_id())))
        clip.open(width, height, movie.fps)
        first_s: float | None = None
        try:
            for moment in movie.between(from_s, to_s):
                first_s = moment.time_s if first_s is None else first_s
                time_s = moment.time_s - first_s
                pixels = _laid(moment.pixels, advert)
                if opening is not None and time_s < OPENING_S:
                    pixels = _laid(pixels, opening)
                clip.put(Image(pixels), time_s)
                progress(time_s)
        finally:
            summary = clip.close()
    if summary.frames == 0:
        raise OutputError(
            f"nothing was recorded between {from_s:g} and {to_s:g} s",
            where=str(recording),
            remedy=f"it is {movie.seconds:.1f} s long",
        )
    return summary.seconds


def _laid(pixels: ByteArray, overlay: Overlay) -> ByteArray:
    """(height, width, 3) uint8 with a premultiplied picture over it."""
    rect, over = overlay.rect, overlay.image.pixels.astype(np.uint16)
    laid = pixels.copy()
    part = laid[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
    part[:] = (over[..., :3] + (part * (255 - over[..., 3:]) + 127) // 255).clip(0, 255)
    return laid
