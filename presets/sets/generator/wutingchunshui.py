"""五亭春水: the five-pavilion bridge over spring water, by day, at dusk, under the full moon."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import skia

from . import bridge, plants
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
    ramp,
    rgb,
    scaled,
    veil,
)  # fmt: skip
from .water import Lake, tint

HORIZON = {False: 0.545, True: 0.530}


@dataclass(frozen=True, slots=True)
class Hour:
    """The colours of one variant."""

    sky: tuple[tuple[float, Colour], ...]
    """Stops, as shares of the way down to the horizon."""
    far: Colour
    bank_dark: Colour
    bank_light: Colour
    mist: Colour
    mist_share: float
    water: Colour
    deep: Colour
    sparkle: Colour
    leaf_dark: Colour
    leaf_light: Colour
    near_dark: Colour
    near_light: Colour
    bark: Colour
    bridge: bridge.Colours
    white: Colour
    white_shade: Colour
    wood: Colour
    wood_light: Colour
    sun: tuple[float, float, Colour, float]
    """Place of the light in the wide and, mirrored about the middle, the tall picture; its colour and strength."""
    moon: bool = False


_DAY_BRIDGE = bridge.Colours(
    roof=rgb("#d8b545"), roof_shade=rgb("#8f7f45"), trim=rgb("#2c7a5c"), column=rgb("#b8404a"),
    column_shade=rgb("#7c3a41"), beam=rgb("#3f7f86"), stone=rgb("#c2ccca"), stone_shade=rgb("#96a6a6"),
    stone_dark=rgb("#5f7272"), through=rgb("#c3d8d0"), inside=rgb("#5b4a44"), gold=rgb("#e9c767"),
)  # fmt: skip

DAY = Hour(
    sky=((0.0, rgb("#79aac4")), (0.42, rgb("#a6cad4")), (0.76, rgb("#d2e0d6")),
         (0.93, rgb("#eee3cb")), (1.0, rgb("#f1dfc4"))),
    far=rgb("#9dbdb9"), bank_dark=rgb("#4f8070"), bank_light=rgb("#b4cc7c"), mist=rgb("#d8e6dc"), mist_share=0.42,
    water=rgb("#88ada6"), deep=rgb("#4f817f"), sparkle=rgb("#fdfdf0"),
    leaf_dark=rgb("#5f9a5a"), leaf_light=rgb("#d3e06a"), near_dark=rgb("#3f7a4a"), near_light=rgb("#bfdc55"),
    bark=rgb("#5d5a50"), bridge=_DAY_BRIDGE, white=rgb("#f6f4ea"), white_shade=rgb("#a9bcc4"),
    wood=rgb("#6d4632"), wood_light=rgb("#b98a63"), sun=(0.80, 0.06, rgb("#fff6d8"), 0.55),
)  # fmt: skip

DUSK = Hour(
    sky=((0.0, rgb("#41527f")), (0.35, rgb("#7c78a3")), (0.68, rgb("#cf9a98")),
         (0.9, rgb("#efb883")), (1.0, rgb("#f6cd92"))),
    far=rgb("#8d7a96"), bank_dark=rgb("#3e4a5e"), bank_light=rgb("#a3836a"), mist=rgb("#e2a98d"), mist_share=0.36,
    water=rgb("#7d7590"), deep=rgb("#2f4263"), sparkle=rgb("#ffdca0"),
    leaf_dark=rgb("#3f5648"), leaf_light=rgb("#c0a350"), near_dark=rgb("#24383c"), near_light=rgb("#7c8344"),
    bark=rgb("#3c3440"), bridge=replace(
        _DAY_BRIDGE, roof=rgb("#d69a4a"), roof_shade=rgb("#6f5a52"), trim=rgb("#2d5c55"), column=rgb("#a5393f"),
        column_shade=rgb("#5a2f42"), beam=rgb("#3b5f74"), stone=rgb("#b3a6a6"), stone_shade=rgb("#7b7a8d"),
        stone_dark=rgb("#454a63"), through=rgb("#dcab92"), inside=rgb("#4a3038"), gold=rgb("#f7cf77"), lamp=0.55),
    white=rgb("#f3d9c4"), white_shade=rgb("#8e819f"), wood=rgb("#4d3230"), wood_light=rgb("#b27c58"),
    sun=(0.16, 0.50, rgb("#ffca84"), 0.85),
)  # fmt: skip

MOON = Hour(
    sky=((0.0, rgb("#101d3d")), (0.45, rgb("#1d3a5f")), (0.8, rgb("#37628a")), (1.0, rgb("#5583a0"))),
    far=rgb("#3a607f"), bank_dark=rgb("#152a40"), bank_light=rgb("#466f78"), mist=rgb("#6f9cb0"), mist_share=0.30,
    water=rgb("#2e5574"), deep=rgb("#0f2440"), sparkle=rgb("#fff3c8"),
    leaf_dark=rgb("#1f4248"), leaf_light=rgb("#6f9a78"), near_dark=rgb("#11282f"), near_light=rgb("#4d7a63"),
    bark=rgb("#1d2733"), bridge=replace(
        _DAY_BRIDGE, roof=rgb("#b49a5a"), roof_shade=rgb("#4a5560"), trim=rgb("#27575a"), column=rgb("#a2433f"),
        column_shade=rgb("#4f2b3c"), beam=rgb("#2f5a70"), stone=rgb("#92a8b4"), stone_shade=rgb("#56708a"),
        stone_dark=rgb("#263e5a"), through=rgb("#6c94a8"), inside=rgb("#7a4a34"), gold=rgb("#f0cf7f"), lamp=1.0),
    white=rgb("#dfe8ea"), white_shade=rgb("#6685a0"), wood=rgb("#2c2430"), wood_light=rgb("#6f6468"),
    sun=(0.735, 0.17, rgb("#fff4cf"), 0.75), moon=True,
)  # fmt: skip

HOURS = {"day": DAY, "dusk": DUSK, "moon": MOON}


def layers(form: Format, hour: Hour) -> dict[str, np.ndarray]:
    """Back to front: `lake` with the bridge and the near shore, `shimmer`, `willow`, `rail`."""
    horizon = HORIZON[form.portrait] * form.height
    lake = Lake(form, horizon, seed=11)
    mirror, body = _bridge(form, hour, lake)
    water = over(_lake(form, hour, lake), mirror)
    # The stones of the bridge stand still, and so does the water that touches them.
    stones = np.clip(3.0 * focus(body, 4.0 * form.unit)[..., 3:], 0, 1)
    return {
        "lake": over(water, body, _shore(form, hour)),
        "shimmer": water * lake.patch(_eye(form, horizon).center_x, 470 * form.unit, 0.40) * (1.0 - stones),
        "willow": _willow(form, hour),
        "rail": _rail(form, hour),
    }


def _sun(form: Format, hour: Hour) -> tuple[float, float]:
    x, y, _, _ = hour.sun
    if form.portrait:
        return (0.885 if x > 0.5 else 0.10) * form.width, (0.5 * y + 0.03 if y < 0.3 else y) * form.height
    return x * form.width, y * form.height


def _lake(form: Format, hour: Hour, lake: Lake) -> np.ndarray:
    """Sky, far shore and stupa, and the water that mirrors them."""
    u, h = form.unit, lake.horizon
    share = h / form.height
    sky = ramp(form, [(at * share, c) for at, c in hour.sky] + [(1.0, hour.sky[-1][1])])
    cloud = noise(form, (760 * u, 190 * u), 5, 5)
    upper = np.clip(1.0 - np.arange(form.height, dtype=np.float32)[:, None] / h, 0, 1)
    drift = (0.5 + 0.55 * cloud).clip(0, 1) ** 1.6 * (0.25 + 0.75 * upper)
    x, y = _sun(form, hour)
    _, _, light, power = hour.sun
    sky = lit(sky, mix(light, hour.sky[-1][1], 0.5), 0.46 * drift * (0.3 if hour.moon else 1.0))
    sky = lit(
        sky, mix(light, hour.sky[-1][1], 0.85 if hour.moon else 0.2), 0.55 * power * glow(form, x, y, 620 * u, 1.1)
    )
    sky = lit(sky, light, 0.45 * power * glow(form, x, y, 190 * u, 1.3))
    if hour.moon:
        sheet = Sheet(form)
        radius = 62 * u
        sheet.canvas.drawCircle(x, y, radius, paint(rgb("#fff6d6"), 1.0, 1.2 * u))
        spots = ((-0.25, -0.2, 0.34), (0.2, -0.35, 0.2), (0.1, 0.25, 0.3), (-0.4, 0.3, 0.18), (0.42, 0.05, 0.22))
        for dx, dy, r in spots:
            sheet.canvas.drawCircle(
                x + dx * radius, y + dy * radius, r * radius, paint(rgb("#e2cf9c"), 0.4, 0.12 * radius)
            )
        sky = over(sky, sheet.layer())

    far = Sheet(form)
    rng = np.random.default_rng(21)
    plants.far_trees(
        far, rng, -60 * u, form.width + 60 * u, h - 3 * u, 74 * u, hour.far, mix(hour.far, hour.mist, 0.5), 0.45
    )
    far_layer = veil(focus(far.layer(), 3.2 * u), hour.mist, 0.45)

    place = (0.135, 0.185) if form.portrait else (0.215, 0.200)
    white = Sheet(form)
    bridge.stupa(
        white,
        place[0] * form.width,
        h - 26 * u,
        place[1] * min(form.height, 1150 * u),
        hour.white,
        hour.white_shade,
        hour.bridge.gold,
    )
    stupa = veil(focus(painted(white.layer(), form, 51, 0.05, 0.10), 0.9 * u), hour.mist, 0.14)

    bank = Sheet(form)
    rng = np.random.default_rng(22)
    edge = 0.36 if form.portrait else 0.40
    plants.far_trees(bank, rng, -80 * u, edge * form.width, h + 4 * u, 78 * u, hour.bank_dark, hour.bank_light)
    plants.far_trees(
        bank,
        rng,
        -90 * u,
        (0.05 if form.portrait else 0.13) * form.width,
        h + 6 * u,
        170 * u,
        hour.bank_dark,
        hour.bank_light,
    )
    plants.far_trees(
        bank,
        rng,
        (0.80 if form.portrait else 0.93) * form.width,
        form.width + 90 * u,
        h + 4 * u,
        130 * u,
        hour.bank_dark,
        hour.bank_light,
    )
    plants.far_trees(
        bank, rng, 0.52 * form.width, form.width + 90 * u, h + 2 * u, 54 * u, hour.bank_dark, hour.bank_light
    )
    bank_layer = painted(focus(bank.layer(), 1.7 * u), form, 61, 0.08, 0.05)
    low = np.exp(-(((np.arange(form.height, dtype=np.float32)[:, None] - h) / (46 * u)) ** 2))
    bank_layer = veil(bank_layer, hour.mist, hour.mist_share * low + 0.12)
    above = over(sky, far_layer, stupa, bank_layer)
    haze = glow(form, 0.5 * form.width, h, 60 * u, 2.0, 30.0)
    above = veil(above, hour.mist, 0.45 * hour.mist_share * haze)

    mirror = tint(lake.mirrored(above), hour.water, 0.30 + 0.16 * lake.depth)
    mirror = tint(mirror, hour.deep, (0.85 * lake.depth**1.25 + 0.05 * lake.ripple * lake.depth).clip(0, 0.86))
    picture = over(above, mirror * np.minimum(1.0, lake.water[..., None]))
    path = glow(form, x, h + 0.35 * (form.height - h), 0.42 * (form.height - h), 2.0, 0.55 if hour.moon else 0.9)
    broad = glow(form, x, h, 0.55 * (form.height - h), 1.6, 2.6)
    picture = lit(
        picture, hour.sparkle, 0.85 * lake.sparkles(path, 0.75 if hour.moon else 1.0) + 0.35 * lake.sparkles(broad, 1.2)
    )
    picture = lit(picture, hour.mist, 0.20 * (1.2 - hour.mist_share) * np.exp(-((lake.depth / 0.05) ** 2)) * lake.water)
    wash = 1.0 + 0.022 * noise(form, 260 * u, 71, 5) + 0.008 * noise(form, 3 * u, 72, 1)
    picture[..., :3] = (picture[..., :3] * wash[..., None]).clip(0, 1)
    return picture


def _eye(form: Format, horizon: float) -> bridge.Eye:
    if form.portrait:
        return bridge.Eye(32.0, 4.4, 62.0, 0.52, 1330.0, 0.815 * form.width, horizon)
    return bridge.Eye(27.0, 4.4, 58.0, 0.43, 1010.0, 0.795 * form.width, horizon)


def _bridge(form: Format, hour: Hour, lake: Lake) -> tuple[np.ndarray, np.ndarray]:
    """Its mirror in the water, and the bridge."""
    u = form.unit
    eye = _eye(form, lake.horizon)
    upright, below = Sheet(form), Sheet(form)
    bridge.draw(upright, eye, hour.bridge)
    bridge.draw(below, replace(eye, mirrored=True), hour.bridge)
    if hour.moon:
        for p in bridge.arch_middles():
            x, y = eye.seen((p[0], -p[1], p[2]))
            size = eye.size(p)
            below.canvas.drawCircle(x, y, 0.62 * size, paint(rgb("#fff3c8"), 0.95, 0.12 * size))
            below.canvas.drawCircle(x, y, 1.5 * size, paint(rgb("#ffe7a8"), 0.25, 0.5 * size))
    body = painted(upright.layer(), form, 81, 0.09, 0.10)
    body = focus(veil(body, hour.mist, 0.16), 0.55 * u)
    light = glow(form, *_sun(form, hour), 900 * u, 1.6)
    body = lit(body, hour.sun[2], 0.16 * light)
    mirror = lake.broken(veil(below.layer(), hour.water, 0.18))
    mirror = tint(mirror, hour.deep, (0.8 * lake.depth).clip(0, 0.6))
    fade = np.clip(1.05 - 1.15 * lake.depth, 0, 1)[..., None] * lake.water[..., None]
    foot = eye.seen((0.0, 0.0, 10.2))[1]
    haze = glow(form, eye.center_x, foot, 26 * u, 2.0, 20.0)
    return mirror * fade, veil(body, hour.mist, 0.5 * hour.mist_share * haze)


def _shore(form: Format, hour: Hour) -> np.ndarray:
    """One tree on the left shore, where there is room for it."""
    u, w = form.unit, form.width
    tree = Sheet(form)
    rng = np.random.default_rng(31)
    if not form.portrait:
        _spit(tree, form, hour, 0.592 * form.height)
        plants.willow_tree(
            tree, rng, 0.035 * w, 0.588 * form.height, 520 * u, hour.leaf_dark, hour.leaf_light, hour.bark
        )
    return veil(focus(painted(tree.layer(), form, 91, 0.08, 0.06), 1.2 * u), hour.mist, 0.12)


def _willow(form: Format, hour: Hour) -> np.ndarray:
    """Threads from above at both sides: soft ones behind, sharp ones before."""
    u, w = form.unit, form.width
    soft, sharp = Sheet(form), Sheet(form)
    rng = np.random.default_rng(33)
    reach = 560 * u if form.portrait else 430 * u
    plants.willow_threads(soft, rng, form, -0.02 * w, 0.20 * w, 11, 0.9 * reach, hour.leaf_dark, hour.leaf_light, 0.8)
    plants.willow_threads(soft, rng, form, 0.78 * w, 1.02 * w, 15, 0.8 * reach, hour.leaf_dark, hour.leaf_light, 0.8)
    plants.willow_threads(sharp, rng, form, -0.01 * w, 0.09 * w, 6, 1.15 * reach, hour.near_dark, hour.near_light, 1.15)
    plants.willow_threads(sharp, rng, form, 0.88 * w, 1.01 * w, 8, 1.0 * reach, hour.near_dark, hour.near_light, 1.15)
    plants.willow_threads(sharp, rng, form, 0.09 * w, 0.30 * w, 7, 0.22 * reach, hour.near_dark, hour.near_light, 1.0)
    plants.willow_threads(sharp, rng, form, 0.62 * w, 0.88 * w, 8, 0.24 * reach, hour.near_dark, hour.near_light, 1.0)
    near = painted(sharp.layer(), form, 95, 0.08, 0.06)
    near = lit(near, hour.sun[2], 0.22 * glow(form, *_sun(form, hour), 520 * u, 1.5))
    return over(focus(soft.layer(), 3.0 * u) * 0.9, focus(near, 0.6 * u))


def _spit(sheet: Sheet, form: Format, hour: Hour, y: float) -> None:
    """A grassy tongue of land with a stone edge, and its dark mirror."""
    u = form.unit
    mirror = skia.Path()
    mirror.moveTo(-40 * u, y)
    mirror.cubicTo(120 * u, y + 34 * u, 240 * u, y + 22 * u, 330 * u, y + 2 * u)
    mirror.lineTo(-40 * u, y)
    sheet.fill(mirror, mix(hour.deep, hour.bank_dark, 0.5), 0.55, 7 * u)
    land = skia.Path()
    land.moveTo(-40 * u, y - 44 * u)
    land.cubicTo(110 * u, y - 40 * u, 250 * u, y - 16 * u, 335 * u, y)
    land.cubicTo(240 * u, y + 9 * u, 100 * u, y + 10 * u, -40 * u, y + 9 * u)
    land.close()
    sheet.fill(land, mix(hour.bank_dark, hour.bank_light, 0.35), 1.0, 1.5 * u)
    rng = np.random.default_rng(44)
    for _ in range(420):
        t = rng.uniform(0, 1) ** 0.8
        x, up = t * 325 * u, rng.uniform(0, 1) * 40 * (1 - t) * u
        c = mix(hour.bank_dark, hour.leaf_light, rng.uniform(0.1, 0.75))
        sheet.canvas.drawLine(
            x, y - up, x + rng.uniform(-3, 3) * u, y - up - rng.uniform(4, 13) * u, pen(c, 1.6 * u, 0.6)
        )
    for i in range(26):
        x = (-20 + 13.5 * i) * u
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(x, y - 1 * u, rng.uniform(12, 20) * u, rng.uniform(6, 10) * u),
            paint(mix(hour.bridge.stone_shade, hour.bridge.stone_dark, rng.uniform(0, 0.7)), 0.9),
        )


def _rail(form: Format, hour: Hour) -> np.ndarray:
    """The wooden rail of the terrace she stands on."""
    u, w, h = form.unit, form.width, form.height
    top = (0.865 if form.portrait else 0.842) * h
    sheet = Sheet(form)
    dark = scaled(hour.wood, 0.55)
    bay = 250 * u
    start = (w / 2 - bay / 2) % bay - bay

    def bar(x0: float, y0: float, x1: float, y1: float) -> None:
        sheet.fill(polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]), hour.wood)
        if x1 - x0 > y1 - y0:
            sheet.fill(polygon([(x0, y1 - 3 * u), (x1, y1 - 3 * u), (x1, y1), (x0, y1)]), dark, 0.8, 1 * u)
            sheet.fill(
                polygon([(x0, y0), (x1, y0), (x1, y0 + 2.5 * u), (x0, y0 + 2.5 * u)]), hour.wood_light, 0.5, 1 * u
            )
        else:
            sheet.fill(polygon([(x1 - 3 * u, y0), (x1, y0), (x1, y1), (x1 - 3 * u, y1)]), dark, 0.8, 1 * u)
            sheet.fill(
                polygon([(x0, y0), (x0 + 2.5 * u, y0), (x0 + 2.5 * u, y1), (x0, y1)]), hour.wood_light, 0.45, 1 * u
            )

    under = top + 30 * u
    for x in np.arange(start, w + bay, bay):
        for y in (under + 26 * u, under + 96 * u):
            bar(x, y, x + bay, y + 9 * u)
        for share in (0.20, 0.80):
            bar(x + share * bay - 4 * u, under, x + share * bay + 4 * u, h)
        bar(x + 0.36 * bay, under + 35 * u, x + 0.36 * bay + 7 * u, under + 96 * u)
        bar(x + 0.64 * bay - 7 * u, under + 35 * u, x + 0.64 * bay, under + 96 * u)
        bar(x + 0.36 * bay, under + 60 * u, x + 0.64 * bay, under + 67 * u)
        bar(x - 11 * u, under, x + 11 * u, h)
    beam = skia.Path()
    beam.addRoundRect(skia.Rect.MakeLTRB(-40 * u, top, w + 40 * u, top + 40 * u), 12 * u, 12 * u)
    sheet.fill(beam, hour.wood)
    sheet.fill(polygon([(0, top + 25 * u), (w, top + 25 * u), (w, top + 40 * u), (0, top + 40 * u)]), dark, 0.75, 4 * u)
    sheet.fill(
        polygon([(0, top + 2 * u), (w, top + 2 * u), (w, top + 11 * u), (0, top + 11 * u)]),
        hour.wood_light,
        0.75,
        3 * u,
    )
    rng = np.random.default_rng(41)
    for _ in range(170):
        x, y, length = rng.uniform(-0.1, 1) * w, top + rng.uniform(3, 37) * u, rng.uniform(60, 380) * u
        c = hour.wood_light if rng.uniform() < 0.4 else dark
        sheet.canvas.drawLine(x, y, x + length, y + rng.uniform(-1, 1) * u, pen(c, rng.uniform(0.8, 2.0) * u, 0.28))
    layer = painted(focus(sheet.layer(), 1.5 * u), form, 101, 0.08, 0.04)
    x, _ = _sun(form, hour)
    return lit(layer, hour.sun[2], 0.26 * hour.sun[3] * glow(form, x, top, 380 * u, 1.6, 1.6))
