"""Reads the final picture back: is the label visibly there, whole, large enough and legible?

The painter is not trusted and not asked. The check holds the expected `Label` against the pixels that go to the
outputs and measures ink and contrast there. Two questions, both must be answered with yes:

- Is every pixel one the chip can have caused? The chip is premultiplied, so over any ground a pixel lies between
  `chip` (on black) and `chip + 255 - alpha` (on white). Covering, fading, shrinking, moving, blurring and recolouring
  all leave this corridor somewhere.
- Is what is there good enough? Letters at least 5 % of the shortest side (GB 45438-2025, 5.4), contrast at least
  4.5 : 1.

Only the label's own rectangle is read: about a millisecond at 1080p.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.core.scene import Label

REQUIRED_SHARE = 0.05
"""Of the shortest side: height of each letter's ink."""
REQUIRED_CONTRAST = 4.5
MEASURE_PX = 0.5
"""How exactly the height of soft-edged ink can be told."""
_BLOCK_SHARE = 0.12
"""Of a block of the chip's grid: more altered than that is a hole, however small it is against the whole."""
_GRID = 12
_LETTER_SHARE = 0.6
"""Of the tallest: lower runs of ink are dots, dashes and parts of letters."""
_SAMPLES = 2048

_LINEAR = np.where(
    np.arange(256) <= 10, np.arange(256) / 255 / 12.92, ((np.arange(256) / 255 + 0.055) / 1.055) ** 2.4
).astype(np.float32)
"""sRGB level → linear light; WCAG 2 calls it relative luminance when weighted."""
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a pixel may leave its corridor (levels), and how many may (share of the chip)."""

    levels: int
    share: float
    block_share: float = _BLOCK_SHARE


EXACT = Tolerance(levels=8, share=0.004)
"""For pictures that no codec has touched."""
CODED = Tolerance(levels=60, share=0.06, block_share=0.35)
"""For frames of a compressed video."""


@dataclass(frozen=True, slots=True)
class LabelSight:
    """What the check found."""

    ok: bool
    problem: str
    """Empty if ok; otherwise why, in a short sentence."""
    ink_px: float
    """Height of the lowest letter as measured in the picture."""
    contrast: float
    """Of letters against their ground, the worst case of any ground behind a transparent canvas."""
    x: int
    y: int
    """Where the label is expected, top left."""
    altered: float
    """Share of the chip's pixels that the chip cannot have caused."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A letter, or letters that touch: rows and columns within the label."""

    top: int
    bottom: int
    left: int
    right: int


def wording_problem(text: str) -> str:
    """What the words lack: GB 45438-2025 5.x b and the draft's art. 13 want three parts. Empty if nothing."""
    upper = text.upper()
    missing = [
        part
        for part, there in (
            ("AI / 人工智能", "AI" in upper or "人工智能" in text),
            ("生成 / 合成", "生成" in text or "合成" in text),
            ("数字人", "数字人" in text),
        )
        if not there
    ]
    return f"the label's words lack {', '.join(missing)}" if missing else ""


class LabelCheck:
    """For one label on canvases of one size. Made once for a label, since it prepares all that does not change."""

    def __init__(self, label: Label, width: int, height: int, tolerance: Tolerance = EXACT) -> None:
        self.label = label
        self.size = (width, height)
        self.tolerance = tolerance
        self.required_px = REQUIRED_SHARE * min(width, height)
        chip = label.image.pixels
        if chip.shape[2] == 3:
            chip = np.dstack((chip, np.full(chip.shape[:2], 255, np.uint8)))
        alpha = chip[..., 3].astype(np.int16)
        low = np.clip(chip.astype(np.int16) - tolerance.levels, 0, 255)
        high = np.clip(chip.astype(np.int16) + (255 - alpha)[..., None] + tolerance.levels, 0, 255)
        self._low, self._room = low.astype(np.uint8), (high - low).astype(np.uint8)
        solid = alpha >= 128
        ground = np.median(chip[solid], axis=0).astype(np.int16) if solid.any() else np.zeros(4, np.int16)
        off = np.where(solid[..., None], chip.astype(np.int16) - ground, 0)[..., :3]
        self._channel = int(np.abs(off).max(axis=(0, 1)).argmax())
        """Of red, green, blue: the one in which ink and ground differ most; heights are measured in it."""
        off = off[..., self._channel]
        far, reach = np.abs(off), int(np.abs(off).max())
        self._light_ink = bool(off.flat[far.argmax()] > 0)
        self._ink_at = _some(solid & (far >= 0.92 * reach))
        self._ground_at = _some(solid & (far <= 0.08 * reach))
        self._runs = _letters(solid & (far > reach // 2)) if reach >= 16 else ()
        self._words = wording_problem(label.text)

    def look(self, pixels: ByteArray) -> LabelSight:
        """`pixels`: (height, width, 3 or 4) uint8, the final composite, premultiplied if it has alpha."""
        rect = self.label.rect
        if (pixels.shape[1], pixels.shape[0]) != self.size:
            return self._sight(f"the picture is {pixels.shape[1]} × {pixels.shape[0]}, not as announced", 0.0, 1.0, 1.0)
        crop = pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
        if crop.shape[2] == 3:
            crop = np.dstack((crop, np.full(crop.shape[:2], 255, np.uint8)))
        # Below `low` the difference wraps round and is large too: one comparison for both bounds.
        off = ((crop - self._low) > self._room).view(np.uint32)[..., 0] != 0
        altered = float(off.mean())
        worst = _worst_block(off)
        contrast = self._contrast(crop)
        ink_px = self._ink_px(crop)
        problem = self._words
        if altered > self.tolerance.share or worst > self.tolerance.block_share:
            problem = self._guess(off, altered, contrast)
        elif contrast < REQUIRED_CONTRAST:
            problem = f"the label can hardly be read: contrast {contrast:.1f} : 1, {REQUIRED_CONTRAST} is required"
        elif ink_px < self.required_px - MEASURE_PX:
            problem = f"the label is too small: letters of {ink_px:.1f} px, {self.required_px:.0f} are required"
        return self._sight(problem, ink_px, contrast, altered)

    def _sight(self, problem: str, ink_px: float, contrast: float, altered: float) -> LabelSight:
        rect = self.label.rect
        return LabelSight(not problem, problem, round(ink_px, 2), round(contrast, 2), rect.x, rect.y, round(altered, 4))

    def _guess(self, off: NDArray[np.bool_], altered: float, contrast: float) -> str:
        """The likeliest reason for pixels that are not the label's."""
        if altered < 0.55 and (off.all(axis=0).mean() > 0.1 or (_worst_block(off) > 0.9 and _best_block(off) < 0.2)):
            return f"part of the label is covered ({altered:.0%})"
        if contrast < REQUIRED_CONTRAST:
            return f"the label is gone or faded: contrast {contrast:.1f} : 1 at its place"
        return f"the label is not as painted: covered, moved, shrunk, blurred or recoloured ({altered:.0%})"

    def _contrast(self, crop: ByteArray) -> float:
        if self._ink_at[0].size == 0 or self._ground_at[0].size == 0:
            return 1.0
        ink, ground = crop[self._ink_at], crop[self._ground_at]
        # One in twenty may be worse: the edge of a stroke, a letter of the picture behind.
        towards, away = (5, 95) if self._light_ink else (95, 5)
        worst = np.inf
        for behind in (0, 255):
            inked = float(np.percentile(_luminance(ink, behind), towards))
            grounded = float(np.percentile(_luminance(ground, behind), away))
            light, dark = (inked, grounded) if self._light_ink else (grounded, inked)
            worst = min(worst, (light + 0.05) / (dark + 0.05))
        return max(worst, 0.0)

    def _ink_px(self, crop: ByteArray) -> float:
        """Of the lowest letter; 0 if none is there."""
        if not self._runs or self._ink_at[0].size == 0 or self._ground_at[0].size == 0:
            return 0.0
        level = crop[..., self._channel]
        inked, grounded = float(np.median(level[self._ink_at])), float(np.median(level[self._ground_at]))
        if (inked - grounded) * (1 if self._light_ink else -1) < 16:
            return 0.0
        heights = []
        for run in self._runs:
            box = level[run.top : run.bottom, run.left : run.right]
            rows = (box.max(axis=1) if self._light_ink else box.min(axis=1)) - np.float32(grounded)
            heights.append(_extent(np.clip(rows / (inked - grounded), 0.0, 1.0)))
        return min(heights)


def _luminance(pixels: ByteArray, behind: int) -> NDArray[np.float32]:
    """(n,): relative luminance of (n, 4) pixels over a grey of level `behind`."""
    color = pixels[:, :3]
    if behind:
        rest = (255 - pixels[:, 3:].astype(np.uint16)) * behind // 255
        color = np.minimum(color + rest, 255).astype(np.uint8)
    return np.asarray(_LINEAR[color] @ _WEIGHTS)


def _some(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    rows, columns = np.nonzero(mask)
    step = max(rows.size // _SAMPLES, 1)
    return rows[::step], columns[::step]


def _blocks(off: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Share of altered pixels in each block of a grid over the chip."""
    height, width = off.shape
    rows = np.linspace(0, height, min(_GRID // 3, height) + 1).astype(int)[:-1]
    columns = np.linspace(0, width, min(_GRID, width) + 1).astype(int)[:-1]
    sums = np.add.reduceat(np.add.reduceat(off.astype(np.int32), rows, axis=0), columns, axis=1)
    tall, wide = np.diff([*rows, height]), np.diff([*columns, width])
    return np.asarray(sums / np.outer(tall, wide))


def _worst_block(off: NDArray[np.bool_]) -> float:
    return float(_blocks(off).max()) if off.any() else 0.0


def _best_block(off: NDArray[np.bool_]) -> float:
    return float(_blocks(off).min())


def _letters(ink: NDArray[np.bool_]) -> tuple[_Run, ...]:
    """Runs of ink between empty columns, line by line, without those too low to be letters."""
    found = []
    spans = _spans(np.asarray(ink.any(axis=1)), gap=max(round(0.04 * ink.shape[0]), 1))
    for top, bottom in spans:
        for left, right in _spans(np.asarray(ink[top:bottom].any(axis=0)), gap=1):
            rows = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
            found.append((int(rows[-1] - rows[0] + 1), _Run(max(top - 2, 0), bottom + 2, left, right)))
    tallest = max((height for height, _ in found), default=0)
    return tuple(run for height, run in found if height > _LETTER_SHARE * tallest)


def _spans(marked: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """[start, end) of runs of True; runs closer than `gap` are one."""
    spans: list[tuple[int, int]] = []
    for at in np.flatnonzero(marked).tolist():
        if spans and at - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


def _extent(cover: NDArray[np.float32]) -> float:
    """Height of a letter from the coverage of its rows; the soft first and last row count by what they hold."""
    rows = np.flatnonzero(cover > 0.5)
    if rows.size == 0:
        return 0.0
    first, last = int(rows[0]), int(rows[-1])
    height = float(cover[first] + cover[last]) + max(last - first - 1, 0) if last > first else float(cover[first])
    soft = (cover[first - 1] if first > 0 else 0.0) + (cover[last + 1] if last + 1 < cover.size else 0.0)
    return height + float(soft)
