"""Brushes: sheets to draw on, washes of colour, grain, and the steps that turn flat shapes into paint.

A layer in work is a float32 array (height, width, 4): sRGB, premultiplied, 0–1. Skia draws on a `Sheet`; numpy does
what brushes cannot: gradients without bands, granulation, soft focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia
from PIL import Image
from scipy import ndimage

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Format:
    """A canvas shape. `unit`: one thousandth of the short side, in pixels."""

    name: str
    width: int
    height: int

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def unit(self) -> float:
        return min(self.width, self.height) / 1000.0


FORMATS = (Format("wide", 1920, 1080), Format("tall", 1080, 1920))


def rgb(value: str) -> Colour:
    """`#rrggbb`, 0–1 sRGB."""
    value = value.lstrip("#")
    return (int(value[0:2], 16) / 255, int(value[2:4], 16) / 255, int(value[4:6], 16) / 255)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`share` of `b` in `a`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def scaled(c: Colour, by: float) -> Colour:
    return (min(c[0] * by, 1.0), min(c[1] * by, 1.0), min(c[2] * by, 1.0))


def ink(c: Colour, alpha: float = 1.0) -> int:
    """The colour for Skia."""
    r, g, b = (round(255 * min(max(v, 0.0), 1.0)) for v in c)
    return skia.Color(r, g, b, round(255 * min(max(alpha, 0.0), 1.0)))


class Sheet:
    """A transparent sheet under a Skia canvas."""

    def __init__(self, form: Format) -> None:
        self._bytes = np.zeros((form.height, form.width, 4), np.uint8)
        self._surface = skia.Surface(self._bytes, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
        self.canvas: skia.Canvas = self._surface.getCanvas()

    def fill(self, path: skia.Path, c: Colour, alpha: float = 1.0, soft: float = 0.0) -> None:
        self.canvas.drawPath(path, paint(c, alpha, soft))

    def line(self, path: skia.Path, c: Colour, width: float, alpha: float = 1.0, soft: float = 0.0) -> None:
        self.canvas.drawPath(path, pen(c, width, alpha, soft))

    def layer(self) -> np.ndarray:
        return self._bytes.astype(np.float32) / 255.0


def paint(c: Colour, alpha: float = 1.0, soft: float = 0.0) -> skia.Paint:
    made = skia.Paint(AntiAlias=True, Color=ink(c, alpha))
    if soft > 0:
        made.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, soft))
    return made


def pen(c: Colour, width: float, alpha: float = 1.0, soft: float = 0.0) -> skia.Paint:
    made = paint(c, alpha, soft)
    made.setStyle(skia.Paint.kStroke_Style)
    made.setStrokeWidth(width)
    made.setStrokeCap(skia.Paint.kRound_Cap)
    made.setStrokeJoin(skia.Paint.kRound_Join)
    return made


def polygon(points: object) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], True)  # type: ignore[attr-defined]
    return path


def polyline(points: object) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], False)  # type: ignore[attr-defined]
    return path


def noise(form: Format, cell: float | tuple[float, float], seed: int, octaves: int = 3) -> np.ndarray:
    """(height, width) float32, about -1…1; `cell`: size of the largest blot in pixels (across, down)."""
    across, down = cell if isinstance(cell, tuple) else (cell, cell)
    rng = np.random.default_rng(seed)
    total = np.zeros((form.height, form.width), np.float32)
    weight = 1.0
    for octave in range(octaves):
        wide = max(int(form.width / across * 2**octave) + 3, 4)
        high = max(int(form.height / down * 2**octave) + 3, 4)
        small = Image.fromarray(rng.standard_normal((high, wide)).astype(np.float32), mode="F")
        total += weight * np.asarray(small.resize((form.width, form.height), Image.Resampling.BICUBIC))
        weight *= 0.5
    return total / 1.6


def ramp(form: Format, stops: list[tuple[float, Colour]]) -> np.ndarray:
    """(height, width, 4) opaque: colours down the picture at shares of its height, eased between."""
    y = np.linspace(0.0, 1.0, form.height, dtype=np.float32)
    at = np.array([stop for stop, _ in stops], np.float32)
    made = np.ones((form.height, form.width, 4), np.float32)
    for channel in range(3):
        made[..., channel] = np.interp(y, at, [c[channel] for _, c in stops])[:, None]
    return made


def glow(form: Format, x: float, y: float, radius: float, power: float = 2.0, stretch: float = 1.0) -> np.ndarray:
    """(height, width) 0–1: a light at (x, y) pixels that fades over `radius`; `stretch`: wider than high."""
    ys, xs = np.mgrid[0 : form.height, 0 : form.width].astype(np.float32)
    d = np.hypot((xs - x) / stretch, ys - y) / radius
    return np.exp(-(d**power)).astype(np.float32)


def over(*layers: np.ndarray) -> np.ndarray:
    """Back to front."""
    total = layers[0].copy()
    for layer in layers[1:]:
        total = layer + total * (1.0 - layer[..., 3:])
    return total


def veil(layer: np.ndarray, c: Colour, share: np.ndarray | float) -> np.ndarray:
    """Air between us and the layer: mixes towards `c`, its shape unchanged."""
    amount = np.broadcast_to(np.asarray(share, np.float32), layer.shape[:2])[..., None]
    made = layer.copy()
    made[..., :3] += (np.array(c, np.float32) * layer[..., 3:] - layer[..., :3]) * amount
    return made


def lit(layer: np.ndarray, c: Colour, share: np.ndarray) -> np.ndarray:
    """Light added as a screen: never burns out."""
    made = layer.copy()
    light = np.array(c, np.float32) * share[..., None]
    alpha = layer[..., 3:]
    made[..., :3] = layer[..., :3] + light * (alpha - layer[..., :3]).clip(0)
    return made


def focus(layer: np.ndarray, sigma: float) -> np.ndarray:
    """Out of focus by `sigma` pixels."""
    return ndimage.gaussian_filter(layer, (sigma, sigma, 0), mode="nearest") if sigma > 0 else layer


def painted(layer: np.ndarray, form: Format, seed: int, grain: float = 0.06, edge: float = 0.12) -> np.ndarray:
    """Watercolour: pigment settles unevenly, gathers at edges, and each blot leans a little warm or cool."""
    u = form.unit
    alpha = layer[..., 3]
    blots = noise(form, 90 * u, seed, 4)
    pores = noise(form, 3.2 * u, seed + 1, 2)
    rim = (alpha - ndimage.gaussian_filter(alpha, 3.0 * u)).clip(0, 1)
    shade = 1.0 + grain * blots + 0.35 * grain * pores - edge * 2.0 * rim
    lean = 0.35 * grain * noise(form, 150 * u, seed + 2, 2)
    made = layer.copy()
    made[..., :3] *= (shade[..., None] * (1.0 + lean[..., None] * np.array([1.0, 0.1, -1.0], np.float32))).clip(
        0.4, 1.6
    )
    made[..., :3] = np.minimum(made[..., :3].clip(0, 1), made[..., 3:])
    return made


def save(layer: np.ndarray, path: Path, quality: int = 91) -> None:
    """WebP; dithered by a fixed grain so that skies have no bands."""
    rng = np.random.default_rng(7)
    alpha = layer[..., 3:].clip(0, 1)
    straight = np.where(alpha > 1 / 512, layer[..., :3] / np.maximum(alpha, 1 / 512), 0.0)
    grain = rng.triangular(-0.7, 0.0, 0.7, layer.shape[:2]).astype(np.float32)[..., None]
    pixels = (straight * 255.0 + grain).round().clip(0, 255).astype(np.uint8)
    if float(alpha.min()) >= 1.0:
        Image.fromarray(pixels, "RGB").save(path, "WEBP", quality=quality, method=5)
        return
    whole = np.concatenate([pixels, (alpha * 255.0).round().astype(np.uint8)], axis=2)
    Image.fromarray(whole, "RGBA").save(path, "WEBP", quality=quality, method=5, alpha_quality=92)
