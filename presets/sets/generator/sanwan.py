"""三湾夜航 and 东关早市, two lights of one folk set: the canal by night from a boat, the old street in the morning."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from . import market, room
from .brush import (
    Colour,
    Format,
    Sheet,
    focus,
    glow,
    lit,
    mix,
    noise,
    over,
    paint,
    painted,
    pen,
    polygon,
    polyline,
    ramp,
    rgb,
    scaled,
    veil,
)  # fmt: skip
from .plants import far_trees
from .water import Lake, tint

HOURS = {"night": "night", "market": "market"}
HORIZON = {False: 0.570, True: 0.545}
AMBER, NIGHT, DEEP = rgb("#ca6924"), rgb("#2e4e7e"), rgb("#0f1e3c")
LIGHT = rgb("#ffcf85")
WOOD, WOOD_LIGHT = rgb("#46271f"), rgb("#b5703f")


@dataclass(frozen=True, slots=True)
class Tower:
    """The nine-storeyed pagoda: its foot and height, and half its width at the foot, pixels."""

    x: float
    foot: float
    height: float
    half: float


def layers(form: Format, hour: str) -> dict[str, np.ndarray]:
    """Back to front. By night: `canal`, `shimmer`, `boat`, `lanterns`, `table`; by day those of the street."""
    if hour == "market":
        return market.layers(form)
    lake = Lake(form, HORIZON[form.portrait] * form.height, seed=23)
    canal, shimmer = _canal(form, lake)
    return {
        "canal": canal,
        "shimmer": shimmer,
        "boat": _boat(form),
        "lanterns": _lanterns(form),
        "table": _table(form),
    }


def tower_of(form: Format) -> Tower:
    u, h = form.unit, HORIZON[form.portrait] * form.height
    if form.portrait:
        return Tower(0.815 * form.width, h - 14 * u, 640 * u, 88 * u)
    return Tower(0.800 * form.width, h - 14 * u, 505 * u, 72 * u)


def _canal(form: Format, lake: Lake) -> tuple[np.ndarray, np.ndarray]:
    """Sky, far shore, pagoda and bridge, mirrored; and the part of the water that will shimmer, cut out softly."""
    u, w, h = form.unit, form.width, lake.horizon
    share = h / form.height
    sky = ramp(form, [(0.0, rgb("#0d1733")), (0.35 * share, rgb("#1b2f58")), (0.72 * share, rgb("#35517f")),
                      (0.93 * share, rgb("#5f6b90")), (share, rgb("#6f7492")), (1.0, rgb("#6f7492"))])  # fmt: skip
    cloud = noise(form, (820 * u, 150 * u), 801, 5)
    upper = np.clip(1.0 - np.arange(form.height, dtype=np.float32)[:, None] / h, 0, 1)
    sky = lit(sky, rgb("#7f8fb8"), (0.30 * (0.1 + cloud).clip(0, 1) * (0.3 + 0.7 * upper)).clip(0, 1))
    tower = tower_of(form)
    middle = tower.foot - 0.45 * tower.height
    sky = lit(sky, rgb("#f0a14e"), 0.34 * glow(form, tower.x, middle + 0.25 * tower.height, 0.75 * tower.height, 1.2))
    sky = lit(sky, rgb("#e7a063"), 0.26 * glow(form, 0.30 * w, h, 150 * u, 1.6, 3.4))
    stars = Sheet(form)
    rng = np.random.default_rng(803)
    for _ in range(120):
        x, y = rng.uniform(0, w), rng.uniform(0, 0.62) * h
        stars.canvas.drawCircle(
            x, y, rng.uniform(0.5, 1.5) * u, paint((0.95, 0.96, 1.0), rng.uniform(0.15, 0.75), 0.4 * u)
        )
    sky = over(sky, stars.layer())

    far = Sheet(form)
    far_trees(far, rng, -60 * u, w + 60 * u, h - 4 * u, 66 * u, rgb("#263a5c"), rgb("#50607d"), 0.5)
    far.fill(polygon([(0, h - 14 * u), (w, h - 14 * u), (w, h + 3 * u), (0, h + 3 * u)]), rgb("#22355a"), 0.9, 5 * u)
    far_layer = veil(focus(far.layer(), 3.0 * u), rgb("#6f7695"), 0.30)
    homes = Sheet(form)
    for _ in range(70 if form.portrait else 120):
        x, y = rng.uniform(0, w), h - rng.uniform(5, 34) * u
        size = rng.uniform(1.3, 3.2) * u
        homes.canvas.drawRect(
            skia.Rect.MakeXYWH(x, y, size, 1.3 * size), paint(rgb("#ffc777"), rng.uniform(0.35, 0.9), 0.5 * u)
        )
    bank = Sheet(form)
    far_trees(bank, rng, -80 * u, 0.16 * w, h + 5 * u, 150 * u, rgb("#12213a"), rgb("#3b5066"), 0.6)
    far_trees(bank, rng, tower.x - 260 * u, w + 90 * u, h + 5 * u, 92 * u, rgb("#14233c"), rgb("#5b5a58"), 0.5)
    bank_layer = focus(painted(bank.layer(), form, 811, 0.08, 0.05), 1.6 * u)
    bank_layer = lit(bank_layer, AMBER, 0.30 * glow(form, tower.x, tower.foot, 210 * u, 1.5))

    building = Sheet(form)
    _pagoda(building, tower)
    body = focus(painted(building.layer(), form, 821, 0.05, 0.05), 0.6 * u)
    arch = Sheet(form)
    _arch(arch, form, h)
    bow = focus(painted(arch.layer(), form, 831, 0.05, 0.05), 0.7 * u)
    above = over(sky, far_layer, homes.layer(), body, bank_layer, bow)
    above = lit(above, rgb("#ffbe6e"), 0.22 * glow(form, tower.x, middle, 0.42 * tower.height, 1.5, 0.7))
    above = veil(above, rgb("#59658a"), 0.20 * glow(form, 0.5 * w, h, 70 * u, 2.0, 30.0))

    mirror = tint(lake.mirrored(above), NIGHT, 0.16 + 0.20 * lake.depth)
    mirror = tint(mirror, DEEP, (0.95 * lake.depth**1.1 + 0.05 * lake.ripple * lake.depth).clip(0, 0.90))
    xs = np.mgrid[0 : form.height, 0:w][1].astype(np.float32)
    path = np.exp(-(((xs - tower.x) / ((52 + 260 * lake.depth) * u)) ** 2)) * np.exp(-2.3 * lake.depth)
    mirror = lit(mirror, rgb("#ffb25a"), (0.34 * path * (0.75 + 0.35 * lake.ripple)).clip(0, 0.8) * lake.water)
    for k, at in enumerate((0.05, 0.13, 0.24, 0.33, 0.60, 0.93)):
        light = np.exp(-(((xs - at * w) / ((9 + 40 * lake.depth) * u)) ** 2)) * np.exp(-(5.5 + (k % 3)) * lake.depth)
        mirror = lit(mirror, rgb("#ffc782"), (0.30 * light * (0.6 + 0.6 * lake.ripple)).clip(0, 0.7) * lake.water)
    picture = over(above, mirror * np.minimum(1.0, lake.water[..., None]))
    picture = lit(picture, LIGHT, 0.75 * lake.sparkles(path.astype(np.float32), 0.95))
    head = glow(form, 0.5 * w, h - 0.16 * form.height, 0.24 * min(w, form.height), 2.2)
    picture = veil(picture, rgb("#35507d"), 0.36 * head)
    for x, y, size in hung(form):
        picture = lit(picture, rgb("#ff9a48"), 0.30 * glow(form, x * w, y * form.height, 1.7 * size * u, 1.5))
    wash = 1.0 + 0.020 * noise(form, 260 * u, 841, 5) + 0.008 * noise(form, 3 * u, 842, 1)
    picture[..., :3] = (picture[..., :3] * wash[..., None]).clip(0, 1)
    picture[..., 3] = 1.0
    return picture, picture * lake.patch(tower.x, 165 * u, 0.46)


def _pagoda(sheet: Sheet, t: Tower) -> None:
    """Nine square storeys of steel and glass under Tang eaves, lit from within; a spire with rings."""
    canvas = sheet.canvas
    base = 0.055 * t.height
    for k, wide in enumerate((1.62, 1.40)):
        y = t.foot - 0.5 * k * base
        sheet.fill(
            polygon(
                [
                    (t.x - wide * t.half, y),
                    (t.x + wide * t.half, y),
                    (t.x + wide * t.half, y - 0.5 * base),
                    (t.x - wide * t.half, y - 0.5 * base),
                ]
            ),
            mix(rgb("#5b5560"), AMBER, 0.25 + 0.1 * k),
        )
        canvas.drawLine(
            t.x - wide * t.half, y - 0.5 * base, t.x + wide * t.half, y - 0.5 * base, pen(LIGHT, 0.006 * t.height, 0.8)
        )
    total = 0.80 * t.height
    sizes = np.array([1.0 - 0.052 * k for k in range(9)])
    heights = total * sizes / sizes.sum()
    foot = t.foot - base
    turn = 0.30  # share of the width that is the right-hand side
    for k in range(9):
        half, high = t.half * (1 - 0.062 * k), heights[k]
        wall = 0.60 * high
        left, right = t.x - half, t.x + half
        corner = right - turn * 2 * half
        for a, b, tone in ((left, corner, 1.0), (corner, right, 0.72)):
            path = skia.Path().addRect(skia.Rect.MakeLTRB(a, foot - wall, b, foot))
            made = skia.Paint(AntiAlias=True)
            made.setShader(
                skia.GradientShader.MakeLinear(
                    [skia.Point(0, foot - wall), skia.Point(0, foot)],
                    [skia.Color4f(*scaled(rgb("#ffdf9c"), tone), 1).toColor(),
                     skia.Color4f(*scaled(rgb("#f0a850"), tone), 1).toColor(),
                     skia.Color4f(*scaled(rgb("#b9662a"), tone), 1).toColor()], [0.0, 0.45, 1.0],
                )
            )  # fmt: skip
            canvas.drawPath(path, made)
            bays = 5 if tone == 1.0 else 3
            for i in range(bays + 1):
                x = a + (b - a) * i / bays
                canvas.drawLine(
                    x,
                    foot,
                    x,
                    foot - wall,
                    pen(rgb("#6b3a22"), 0.012 * t.half * (2 if i in (0, bays) else 1) + 0.6, 0.85),
                )
            for y in (0.32, 0.66):
                canvas.drawLine(a, foot - y * wall, b, foot - y * wall, pen(rgb("#7a4526"), 0.010 * t.half + 0.4, 0.6))
            rail = skia.Path().addRect(skia.Rect.MakeLTRB(a - 0.05 * half, foot - 0.20 * wall, b + 0.05 * half, foot))
            sheet.fill(rail, mix(rgb("#5a3524"), AMBER, 0.25 * tone), 0.92)
            canvas.drawLine(
                a - 0.05 * half,
                foot - 0.20 * wall,
                b + 0.05 * half,
                foot - 0.20 * wall,
                pen(LIGHT, 0.5 + 0.008 * t.half, 0.55 * tone),
            )
        eave = 1.44 * half + 0.02 * t.half
        y0, y1 = foot - wall, foot - high
        roof = skia.Path()
        roof.moveTo(t.x - eave, y0 - 0.05 * high)
        roof.quadTo(t.x - 0.55 * eave, y0 + 0.10 * high, t.x, y0 + 0.07 * high)
        roof.quadTo(t.x + 0.55 * eave, y0 + 0.10 * high, t.x + eave, y0 - 0.05 * high)
        roof.quadTo(t.x + 0.86 * half, y1 + 0.12 * high, t.x + 0.92 * half, y1)
        roof.lineTo(t.x - 0.92 * half, y1)
        roof.quadTo(t.x - 0.86 * half, y1 + 0.12 * high, t.x - eave, y0 - 0.05 * high)
        roof.close()
        sheet.fill(roof, mix(rgb("#3a3f58"), AMBER, 0.10))
        canvas.save()
        canvas.clipPath(roof, True)
        for i in range(-11, 12):
            canvas.drawLine(
                t.x + i * eave / 10.5,
                y0 + 0.1 * high,
                t.x + i * half / 12.5,
                y1,
                pen(rgb("#596079"), 0.010 * t.half + 0.4, 0.7),
            )
        canvas.restore()
        under = skia.Path()
        under.moveTo(t.x - eave, y0 - 0.05 * high)
        under.quadTo(t.x - 0.55 * eave, y0 + 0.10 * high, t.x, y0 + 0.07 * high)
        under.quadTo(t.x + 0.55 * eave, y0 + 0.10 * high, t.x + eave, y0 - 0.05 * high)
        sheet.line(under, rgb("#ffcf86"), 0.022 * t.half + 0.8, 0.95)
        foot -= high
    half = t.half * (1 - 0.062 * 9)
    top = skia.Path()
    top.moveTo(t.x - 1.25 * half, foot)
    top.quadTo(t.x - 0.3 * half, foot - 0.028 * t.height, t.x, foot - 0.066 * t.height)
    top.quadTo(t.x + 0.3 * half, foot - 0.028 * t.height, t.x + 1.25 * half, foot)
    top.close()
    sheet.fill(top, mix(rgb("#40465f"), AMBER, 0.16))
    tip = foot - 0.060 * t.height
    canvas.drawLine(t.x, tip, t.x, tip - 0.086 * t.height, pen(rgb("#f2be45"), 0.010 * t.height))
    for k in range(5):
        r = (0.017 - 0.0022 * k) * t.height
        canvas.drawOval(
            skia.Rect.MakeXYWH(t.x - r, tip - (0.016 + 0.013 * k) * t.height, 2 * r, 0.008 * t.height),
            paint(rgb("#f2be45")),
        )
    canvas.drawCircle(t.x, tip - 0.088 * t.height, 0.007 * t.height, paint(rgb("#ffe3a0")))


def _arch(sheet: Sheet, form: Format, horizon: float) -> None:
    """A slender arched bridge on the left: with its mirror it makes a round moon."""
    u, w = form.unit, form.width
    canvas = sheet.canvas
    x0, x1 = (-0.30 * w, 0.36 * w) if form.portrait else (-0.02 * w, 0.335 * w)
    rise = (150 if form.portrait else 168) * u
    ts = np.linspace(0, 1, 61)
    line = [(x0 + (x1 - x0) * t, horizon - 4 * u - rise * math.sin(math.pi * t) ** 1.05) for t in ts]
    low = [(x, y + 17 * u - 4 * u * math.sin(math.pi * t)) for (x, y), t in zip(line, ts, strict=True)]
    sheet.fill(polygon(line + low[::-1]), rgb("#7683a0"))
    sheet.line(polyline(low), rgb("#2c3a58"), 4 * u, 0.9)
    sheet.line(polyline([(x, y + 11 * u) for x, y in low]), rgb("#ffcf8a"), 5 * u, 0.22, 4 * u)
    sheet.line(polyline([(x, y + 2 * u) for x, y in low]), rgb("#ffe1aa"), 3.2 * u, 0.95, 0.7 * u)
    sheet.line(polyline([(x, y - 26 * u) for x, y in line]), rgb("#a7b1c6"), 3 * u)
    for i, (x, y) in enumerate(line):
        canvas.drawLine(x, y, x, y - 26 * u, pen(rgb("#93a0ba"), 1.5 * u, 0.8))
        if i % 6 == 3:
            canvas.drawLine(x, y - 26 * u, x, y - 44 * u, pen(rgb("#8592ad"), 2 * u, 0.9))
            canvas.drawCircle(x, y - 47 * u, 11 * u, paint(LIGHT, 0.32, 6 * u))
            canvas.drawCircle(x, y - 47 * u, 3.6 * u, paint(rgb("#fff0cd"), 1.0, 0.6 * u))


def _boat(form: Format) -> np.ndarray:
    """The side of our boat: a rail with ropes between us and the water."""
    u, w, h = form.unit, form.width, form.height
    top = (0.845 if form.portrait else 0.800) * h
    sheet = Sheet(form)
    canvas = sheet.canvas
    for x in np.arange((w / 2 + 180 * u) % (360 * u) - 360 * u, w + 360 * u, 360 * u):
        post = skia.Path().addRoundRect(skia.Rect.MakeLTRB(x - 13 * u, top - 40 * u, x + 13 * u, h), 5 * u, 5 * u)
        room.shaded(
            post,
            x - 13 * u,
            x + 13 * u,
            [(0.0, scaled(WOOD, 0.6)), (0.7, mix(WOOD, WOOD_LIGHT, 0.45)), (1.0, scaled(WOOD, 0.7))],
            sheet,
        )
        canvas.drawOval(
            skia.Rect.MakeLTRB(x - 16 * u, top - 52 * u, x + 16 * u, top - 34 * u), paint(mix(WOOD, WOOD_LIGHT, 0.5))
        )
        rope = skia.Path()
        rope.moveTo(x, top - 22 * u)
        rope.quadTo(x + 180 * u, top + 26 * u, x + 360 * u, top - 22 * u)
        sheet.line(rope, rgb("#6f5a44"), 8 * u)
        sheet.line(rope, rgb("#b08a5c"), 3 * u, 0.6)
    for y, high in ((top + 22 * u, 20), (top + 76 * u, 14)):
        bar = skia.Path().addRect(skia.Rect.MakeLTRB(-9, y, w + 9, y + high * u))
        sheet.fill(bar, WOOD)
        canvas.drawLine(0, y + 2 * u, w, y + 2 * u, pen(WOOD_LIGHT, 3 * u, 0.65, 1 * u))
        canvas.drawLine(0, y + high * u - 2 * u, w, y + high * u - 2 * u, pen(scaled(WOOD, 0.4), 4 * u, 0.8, 1 * u))
    sheet.fill(polygon([(-9, top + 110 * u), (w + 9, top + 110 * u), (w + 9, h), (-9, h)]), scaled(WOOD, 0.55))
    layer = painted(focus(sheet.layer(), 1.4 * u), form, 851, 0.08, 0.04)
    layer = lit(layer, rgb("#ffb257"), 0.26 * glow(form, 0.86 * w, top, 420 * u, 1.5, 1.3))
    return veil(layer, DEEP, 0.16)


def hung(form: Format) -> tuple[tuple[float, float, float], ...]:
    """Lanterns of our boat: middle (shares of the picture), size in thousandths of the short side."""
    if form.portrait:
        return ((0.905, 0.165, 120), (0.085, 0.215, 104))
    return ((0.895, 0.100, 108), (0.965, 0.215, 128), (0.075, 0.245, 100))


def _lanterns(form: Format) -> np.ndarray:
    """Lanterns that hang from the awning of the boat."""
    u, w, h = form.unit, form.width, form.height
    sheet = Sheet(form)
    red, rim = rgb("#c02a26"), rgb("#5a2a1e")
    for x, y, size in hung(form):
        room.lantern(sheet, x * w, y * h, size * u, red, rim, 1.0, cord=y * h)
    return focus(sheet.layer(), 0.8 * u)


def _table(form: Format) -> np.ndarray:
    """The boat's table: a pot of tea and cups on the left, a steamer of dumplings on the right."""
    u, w, h = form.unit, form.width, form.height
    top = (0.905 if form.portrait else 0.892) * h
    sheet = Sheet(form)
    room.boards(sheet, form, top, WOOD, WOOD_LIGHT, 861)
    stand = top + 12 * u
    x = 0.125 * w
    _teapot(sheet, x, stand, 62 * u, rgb("#8a4a32"))
    for dx in (112, 176) if not form.portrait else (102,):
        room.bowl(sheet, x + dx * u, stand, 50 * u, rgb("#cfd3da"), rgb("#35588c"))
    sx = (0.885 if not form.portrait else 0.875) * w
    room.shade_below(sheet, u, sx, stand, 120, WOOD)
    room.steamer(sheet, sx, stand, 200 * u, 2, rgb("#d9a866"), rgb("#7d4f2c"))
    layer = painted(focus(sheet.layer(), 0.9 * u), form, 871, 0.06, 0.04)
    layer = veil(layer, DEEP, 0.12)
    layer = lit(layer, rgb("#ffa648"), 0.17 * glow(form, 0.92 * w, top - 190 * u, 420 * u, 1.6, 1.4))
    return lit(layer, rgb("#ffa648"), 0.12 * glow(form, 0.08 * w, top - 120 * u, 380 * u, 1.5, 1.2))


def _teapot(sheet: Sheet, x: float, foot: float, size: float, clay: Colour) -> None:
    body = skia.Path().addOval(skia.Rect.MakeLTRB(x - size, foot - 1.35 * size, x + size, foot))
    spout = skia.Path()
    spout.moveTo(x + 0.7 * size, foot - 0.5 * size)
    spout.quadTo(x + 1.25 * size, foot - 0.6 * size, x + 1.5 * size, foot - 1.3 * size)
    sheet.line(spout, clay, 0.24 * size)
    handle = skia.Path()
    handle.moveTo(x - 0.8 * size, foot - 1.0 * size)
    handle.cubicTo(
        x - 1.7 * size, foot - 1.3 * size, x - 1.6 * size, foot - 0.2 * size, x - 0.8 * size, foot - 0.4 * size
    )
    sheet.line(handle, scaled(clay, 0.75), 0.17 * size)
    room.shaded(
        body,
        x - size,
        x + size,
        [(0.0, scaled(clay, 0.55)), (0.35, mix(clay, (1, 0.85, 0.7), 0.35)), (0.6, clay), (1.0, scaled(clay, 0.45))],
        sheet,
    )
    lid = skia.Path().addOval(
        skia.Rect.MakeLTRB(x - 0.55 * size, foot - 1.45 * size, x + 0.55 * size, foot - 1.18 * size)
    )
    sheet.fill(lid, mix(clay, (1, 0.85, 0.7), 0.2))
    sheet.canvas.drawCircle(x, foot - 1.5 * size, 0.14 * size, paint(clay))
