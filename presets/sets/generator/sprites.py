"""The small things that move about a set: petals, leaves, snow, rain, glints, steam, mist, lanterns on the water."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import skia

from .brush import Format, Sheet, focus, mix, noise, paint, pen, rgb, scaled


def petal() -> np.ndarray:
    """One of 琼花, white with a breath of green."""
    sheet = Sheet(Format("petal", 64, 64))
    path = skia.Path()
    path.moveTo(32, 60)
    path.cubicTo(6, 44, 4, 12, 24, 6)
    path.quadTo(30, 4, 32, 12)
    path.quadTo(34, 4, 40, 6)
    path.cubicTo(60, 12, 58, 44, 32, 60)
    path.close()
    sheet.fill(path, rgb("#f6faf1"))
    sheet.canvas.clipPath(path, True)
    sheet.fill(skia.Path().addCircle(32, 62, 22), rgb("#cfe3b8"), 0.8, 9)
    sheet.line(path, rgb("#c9d8c6"), 2.0, 0.7)
    return sheet.layer()


def peach() -> np.ndarray:
    """A peach petal."""
    sheet = Sheet(Format("peach", 48, 48))
    path = skia.Path()
    path.moveTo(24, 45)
    path.cubicTo(4, 34, 6, 6, 24, 4)
    path.cubicTo(42, 6, 44, 34, 24, 45)
    path.close()
    sheet.fill(path, rgb("#f6c3cd"))
    sheet.canvas.clipPath(path, True)
    sheet.fill(skia.Path().addCircle(24, 46, 16), rgb("#df7f96"), 0.8, 7)
    sheet.fill(skia.Path().addCircle(18, 14, 9), rgb("#fff0f0"), 0.6, 5)
    return sheet.layer()


def maple() -> np.ndarray:
    """A leaf of maple in autumn."""
    sheet = Sheet(Format("maple", 72, 72))
    points = []
    for tip, reach in ((-160, 22), (-125, 29), (-90, 33), (-55, 29), (-20, 22)):
        for turn, r in ((-18, 12), (-5, 0.8 * reach), (0, reach), (5, 0.8 * reach)):
            a = math.radians(tip + turn)
            points.append((36 + r * math.cos(a), 42 + r * math.sin(a)))
    points += [(46, 46), (36, 44), (26, 46)]
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], True)
    sheet.fill(path, rgb("#cf5a2e"))
    sheet.canvas.save()
    sheet.canvas.clipPath(path, True)
    sheet.fill(skia.Path().addCircle(28, 26, 18), rgb("#f0a04a"), 0.7, 8)
    sheet.canvas.restore()
    for tip, reach in ((-160, 18), (-125, 25), (-90, 29), (-55, 25), (-20, 18)):
        a = math.radians(tip)
        sheet.canvas.drawLine(36, 42, 36 + reach * math.cos(a), 42 + reach * math.sin(a), pen(rgb("#8c2f22"), 1.2, 0.7))
    sheet.canvas.drawLine(36, 42, 39, 66, pen(rgb("#8c2f22"), 2.2))
    return sheet.layer()


def leaf() -> np.ndarray:
    """A willow or bamboo leaf."""
    sheet = Sheet(Format("leaf", 64, 20))
    path = skia.Path()
    path.moveTo(2, 10)
    path.cubicTo(18, 0, 44, 2, 62, 10)
    path.cubicTo(44, 17, 18, 19, 2, 10)
    path.close()
    sheet.fill(path, rgb("#a9c763"))
    sheet.canvas.drawLine(4, 10, 60, 10, pen(rgb("#6f9a4c"), 1.4, 0.8))
    return sheet.layer()


def snow() -> np.ndarray:
    sheet = Sheet(Format("snow", 32, 32))
    sheet.canvas.drawCircle(16, 16, 8, paint(rgb("#f8fbff"), 0.95, 3.2))
    return sheet.layer()


def rain() -> np.ndarray:
    """A thread of rain, slanting."""
    sheet = Sheet(Format("rain", 24, 160))
    for k in range(24):
        t = k / 23
        sheet.canvas.drawLine(
            20 - 16 * t,
            4 + 150 * t,
            20 - 16 * (t + 0.04),
            4 + 150 * (t + 0.04),
            pen(rgb("#eef6f6"), 2.0, 0.75 * t * (1.15 - t) * 2.6),
        )
    return focus(sheet.layer(), 0.6)


def glint() -> np.ndarray:
    """Light on a crest: a lens of white."""
    sheet = Sheet(Format("glint", 96, 20))
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(10, 7.2, 86, 12.8))
    sheet.fill(path, rgb("#fffbe6"), 0.9, 2.0)
    sheet.fill(skia.Path().addOval(skia.Rect.MakeLTRB(28, 8.2, 68, 11.8)), rgb("#ffffff"), 1.0, 1.0)
    return sheet.layer()


def amber() -> np.ndarray:
    """The same by lantern light."""
    layer = glint()
    layer[..., 1] *= 0.80
    layer[..., 2] *= 0.50
    return layer


def firefly() -> np.ndarray:
    sheet = Sheet(Format("firefly", 48, 48))
    sheet.canvas.drawCircle(24, 24, 14, paint(rgb("#e9f0a0"), 0.35, 6))
    sheet.canvas.drawCircle(24, 24, 4, paint(rgb("#fdffd8"), 1.0, 1.2))
    return sheet.layer()


def puff(seed: int, wide: int, high: int, c: str, ragged: float) -> np.ndarray:
    """A soft cloud."""
    form = Format("puff", wide, high)
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    d = np.hypot((xs - wide / 2) / (0.5 * wide), (ys - high / 2) / (0.5 * high))
    cloud = noise(form, (0.5 * wide, 0.5 * high), seed, 4)
    body = (1.0 - d - ragged * (0.5 - 0.5 * cloud)).clip(0, 1) ** 1.4
    made = np.empty((high, wide, 4), np.float32)
    made[..., :3] = np.array(rgb(c), np.float32) * body[..., None]
    made[..., 3] = body
    return made


def steam() -> np.ndarray:
    """A wisp that curls as it rises."""
    form = Format("steam", 96, 144)
    sheet = Sheet(form)
    for k, (dx, swing, wide, strong) in enumerate(((0, 16, 15, 0.50), (-13, 11, 9, 0.38), (14, -12, 8, 0.34))):
        path = skia.Path()
        for i in range(41):
            t = i / 40
            x = 48 + dx * (0.3 + t) + swing * math.sin(4.4 * t + k) * (0.25 + t)
            y = 134 - 124 * t
            path.lineTo(x, y) if i else path.moveTo(x, y)
        sheet.line(path, rgb("#fffaf0"), wide, strong, 5.0)
    ys = np.arange(form.height, dtype=np.float32)[:, None, None] / form.height
    return focus(sheet.layer(), 2.5) * (np.sin(math.pi * ys.clip(0, 1)) ** 0.8)


def mist() -> np.ndarray:
    return puff(1102, 512, 112, "#eef2ec", 0.35)


def river_lantern() -> np.ndarray:
    """A lotus of paper with a candle in it, and its light on the water."""
    sheet = Sheet(Format("lantern", 128, 128))
    canvas = sheet.canvas
    canvas.drawCircle(64, 58, 42, paint(rgb("#ffab4e"), 0.30, 15))
    canvas.drawOval(skia.Rect.MakeLTRB(34, 76, 94, 116), paint(rgb("#ff9d45"), 0.34, 8))
    canvas.drawOval(skia.Rect.MakeLTRB(56, 78, 72, 112), paint(rgb("#ffd78a"), 0.5, 5))
    pink = rgb("#e8808a")
    for back in (True, False):
        for angle in (-52, -26, 0, 26, 52) if back else (-66, -36, -12, 12, 36, 66):
            path = skia.Path()
            long = 34 if back else 27
            path.moveTo(0, 6)
            path.cubicTo(-10, -4, -9, -0.7 * long, 0, -long)
            path.cubicTo(9, -0.7 * long, 10, -4, 0, 6)
            canvas.save()
            canvas.translate(64, 74)
            canvas.rotate(angle)
            sheet.fill(path, mix(pink, rgb("#ffd9a0"), 0.55 if back else 0.22))
            sheet.line(path, scaled(pink, 0.7), 0.9, 0.5)
            canvas.restore()
        if back:
            canvas.drawCircle(64, 62, 9, paint(rgb("#fff2c4"), 1.0, 3.5))
    sheet.fill(skia.Path().addOval(skia.Rect.MakeLTRB(42, 73, 86, 84)), scaled(pink, 0.75), 0.9, 1.0)
    return sheet.layer()


SPRITES: dict[str, tuple[tuple[str, Callable[[], np.ndarray]], ...]] = {
    "wutingchunshui": (("peach", peach), ("glint", glint), ("amber", amber), ("firefly", firefly)),
    "geyuan": (("petal", petal), ("leaf", leaf), ("maple", maple), ("snow", snow)),
    "pingshan": (("mist", mist), ("rain", rain), ("steam", steam), ("leaf", leaf), ("firefly", firefly)),
    "sanwan": (("lantern", river_lantern), ("amber", amber), ("steam", steam)),
}
"""What each set's folder holds."""
