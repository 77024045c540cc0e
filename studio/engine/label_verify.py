"""`studio label verify`: does a file carry the hidden label in its metadata and the visible one in its frames?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.compliance import aigc
from studio.compliance.label_check import CODED, EXACT, LabelCheck, Tolerance
from studio.core.errors import StudioError
from studio.core.preset import LABEL_WORDINGS
from studio.core.scene import Overlay
from studio.outputs.reading_back import Movie, opened_movie, png_pixels, png_texts
from studio.staging.label import paint_label
from studio.staging.reminders import OPENING, paint_opening

OPENING_S = 2.0
"""GB 45438-2025, 5.4."""
SAMPLES = 24


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; the file passes if `problems` is empty."""

    path: Path
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(path: Path, wordings: tuple[str, ...] = LABEL_WORDINGS) -> Found:
    """Looks at an MP4 or PNG file, made with any of `wordings`. Raises StudioError if it cannot be read."""
    match path.suffix.lower():
        case ".png":
            return _verify_png(path, wordings)
        case ".mp4" | ".mov" | ".m4v":
            with opened_movie(path) as movie:
                return _verify_movie(path, movie, wordings)
        case _:
            raise StudioError("only .mp4 and .png can be verified", where=str(path), remedy="name such a file")


def _verify_png(path: Path, wordings: tuple[str, ...]) -> Found:
    hidden = aigc.problems(aigc.found_in(png_texts(path)))
    pixels = png_pixels(path)
    size = (pixels.shape[1], pixels.shape[0])
    problem = ""
    for check in _checks(wordings, size, EXACT):
        sight = check.look(pixels)
        if sight.ok:
            note = f"label “{check.label.text}”: letters {sight.ink_px:.1f} px, contrast {sight.contrast:.1f} : 1"
            return Found(path, tuple(hidden), (note,))
        problem = problem or sight.problem
    return Found(path, (*hidden, f"picture: {problem or 'it is too small for a label'}"), ())


def _verify_movie(path: Path, movie: Movie, wordings: tuple[str, ...]) -> Found:
    problems = aigc.problems(aigc.found_in(movie.tags))
    checks = _checks(wordings, movie.size, CODED)
    if not checks:
        return Found(path, (*problems, "the picture is too small for a label"), ())
    opening_s, bare_s = 0.0, None
    check: LabelCheck | None = None
    long_words = None
    ink: list[float] = []
    frames = 0
    for moment in movie.opening(OPENING_S):
        if check is None:
            check = min(checks, key=lambda one: (not one.look(moment.pixels).ok, one.look(moment.pixels).altered))
            long_words = paint_opening(OPENING, *movie.size, check.label)
        sight = check.look(moment.pixels)
        frames += 1
        if not sight.ok:
            problems.append(f"opening, {moment.time_s:.2f} s: {sight.problem}")
            break
        ink.append(sight.ink_px)
        if bare_s is None and long_words is not None and not _shows(moment.pixels, long_words):
            bare_s = moment.time_s
        opening_s = moment.time_s
    if check is None:
        return Found(path, (*problems, "the video has no frames"), ())
    if bare_s is not None:
        problems.append(f"the long words of the opening are gone after {bare_s:.2f} s, {OPENING_S:g} s are required")
    if movie.seconds < OPENING_S:
        problems.append(f"the video lasts {movie.seconds:.2f} s: too short for an opening of {OPENING_S:g} s")
    elif opening_s < OPENING_S - 0.25 and not any(item.startswith("opening") for item in problems):
        problems.append(f"the opening label is proved for {opening_s:.2f} s only")
    for time_s in np.linspace(min(OPENING_S, movie.seconds), movie.seconds, SAMPLES, endpoint=False):
        moment_at = movie.at(float(time_s))
        if moment_at is None:
            break
        sight = check.look(moment_at.pixels)
        frames += 1
        if not sight.ok:
            problems.append(f"at {moment_at.time_s:.2f} s: {sight.problem}")
            break
        ink.append(sight.ink_px)
    notes = [f"label “{check.label.text}” in {len(ink)} of {frames} frames looked at"]
    if ink:
        notes.append(f"letters {min(ink):.1f} px, {check.required_px:.0f} required")
    return Found(path, tuple(problems), tuple(notes))


def _checks(wordings: tuple[str, ...], size: tuple[int, int], tolerance: Tolerance) -> list[LabelCheck]:
    """One for each wording that fits on the picture."""
    found = []
    for text in wordings:
        try:
            found.append(LabelCheck(paint_label(text, *size), *size, tolerance))
        except StudioError:
            continue
    return found


def _shows(pixels: np.ndarray, overlay: Overlay) -> bool:
    """Whether the overlay's letters are where it would be: by likeness, since coding blurs small letters."""
    rect = overlay.rect
    crop = pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width, 1].astype(np.float64)
    wanted = overlay.image.pixels[..., 1].astype(np.float64)
    if crop.std() < 1.0:
        return False
    return bool(np.corrcoef(crop.ravel(), wanted.ravel())[0, 1] > 0.7)
