"""Still water in perspective: what it mirrors, how it breaks the mirror, and the light on it."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .brush import Colour, Format

_TILE = 512


class Lake:
    """Water below `horizon` (pixels from the top). One field of ripples serves every layer, so all move as one."""

    def __init__(self, form: Format, horizon: float, seed: int) -> None:
        self.form, self.horizon = form, horizon
        rng = np.random.default_rng(seed)
        waves = ndimage.gaussian_filter(rng.standard_normal((_TILE, _TILE)), (2.2, 5.0), mode="wrap")
        waves += 0.35 * ndimage.gaussian_filter(rng.standard_normal((_TILE, _TILE)), (0.9, 2.2), mode="wrap")
        waves /= waves.std()
        ys, xs = np.mgrid[0 : form.height, 0 : form.width].astype(np.float32)
        self.depth = ((ys - horizon) / (form.height - horizon)).clip(0, 1)
        """(height, width) 0 at the far shore, 1 at the foot of the picture."""
        near = self.depth + 0.035
        across = (xs - form.width / 2) / (near * 9.0 * form.unit)
        along = 62.0 / near
        self.ripple = ndimage.map_coordinates(waves, [along % _TILE, across % _TILE], order=1, mode="grid-wrap")
        self.ripple = self.ripple.astype(np.float32) * np.minimum(1.0, 0.25 + 3.0 * self.depth)
        """(height, width) about -1…1."""
        self.water = (ys >= horizon).astype(np.float32)

    def mirrored(self, above: np.ndarray, shore: float | None = None) -> np.ndarray:
        """What the water shows of a picture whose foot stands on the line `shore`."""
        line = self.horizon if shore is None else shore
        ys = np.mgrid[0 : self.form.height, 0 : self.form.width][0].astype(np.float32)
        return self._broken(above, 2.0 * line - ys) * self.water[..., None]

    def broken(self, below: np.ndarray) -> np.ndarray:
        """A reflection already drawn upside down, broken by the ripples."""
        ys = np.mgrid[0 : self.form.height, 0 : self.form.width][0].astype(np.float32)
        return self._broken(below, ys)

    def _broken(self, picture: np.ndarray, rows: np.ndarray) -> np.ndarray:
        u = self.form.unit
        xs = np.mgrid[0 : self.form.height, 0 : self.form.width][1].astype(np.float32)
        swing = self.ripple * (1.0 + 15.0 * self.depth) * u
        rows = (rows + 1.25 * swing).clip(0, self.form.height - 1)
        columns = (xs + 0.45 * swing).clip(0, self.form.width - 1)
        channels = [
            ndimage.map_coordinates(picture[..., i], [rows, columns], order=1, mode="nearest")
            for i in range(picture.shape[2])
        ]
        made = np.stack(channels, axis=2).astype(np.float32)
        return ndimage.gaussian_filter(made, (2.4 * u, 1.0 * u, 0))

    def patch(self, x: float, half: float, reach: float) -> np.ndarray:
        """(height, width, 1) 0–1: a soft-edged piece of the water round `x`, down to `reach` of its depth, to be cut
        out and moved on its own."""
        xs = np.mgrid[0 : self.form.height, 0 : self.form.width][1].astype(np.float32)
        mask = ((half - np.abs(xs - x)) / (0.18 * half)).clip(0, 1) * (self.depth / 0.02).clip(0, 1)
        mask = mask * (1.0 - ((self.depth - 0.6 * reach) / (0.4 * reach)).clip(0, 1)) * self.water
        return np.where(mask < 0.02, 0.0, mask)[..., None].astype(np.float32)

    def sparkles(self, share: np.ndarray, threshold: float = 1.35) -> np.ndarray:
        """(height, width) 0–1: crests that catch the light, where `share` says it falls."""
        crest = ((self.ripple - threshold) / 0.7).clip(0, 1)
        fade = (1.0 - 1.7 * self.depth).clip(0, 1)  # near ripples are wide: lit, they would be white rags
        return (crest * share * fade * self.water).astype(np.float32)


def tint(picture: np.ndarray, c: Colour, share: np.ndarray | float) -> np.ndarray:
    """The water's own colour over a reflection."""
    amount = np.broadcast_to(np.asarray(share, np.float32), picture.shape[:2])[..., None]
    made = picture.copy()
    made[..., :3] += (np.array(c, np.float32) * picture[..., 3:] - picture[..., :3]) * amount
    return made
