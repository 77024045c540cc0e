"""个园月门: a white wall with a moon gate, bamboo and garden stones, by season."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from . import plants, stones
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


@dataclass(frozen=True, slots=True)
class Season:
    """The colours of one variant."""

    sky: tuple[tuple[float, Colour], ...]
    """Behind everything in the gate, down the picture."""
    mist: Colour
    far_dark: Colour
    far_light: Colour
    leaf_dark: Colour
    leaf_light: Colour
    stone_dark: Colour
    stone_light: Colour
    peak_dark: Colour
    peak_light: Colour
    ground: Colour
    path: Colour
    wall: Colour
    wall_shade: Colour
    shadow: Colour
    tile: Colour
    brick: Colour
    wood: Colour
    wood_light: Colour
    light: Colour
    accent: tuple[Colour, Colour] | None = None
    """Leaves or blossoms of the tree in the gate, dark and light; None: only bamboo."""
    snow: bool = False
    pond: bool = False
    """Lake stone and a lotus pond instead of stone shoots and a path."""


SPRING = Season(
    sky=((0.0, rgb("#bcd6bd")), (0.4, rgb("#d3e4c4")), (0.66, rgb("#e6ebcc")), (1.0, rgb("#c3cfa9"))),
    mist=rgb("#dcebd0"), far_dark=rgb("#7fae86"), far_light=rgb("#c6dd9a"), leaf_dark=rgb("#3f6f47"),
    leaf_light=rgb("#a6c763"), stone_dark=rgb("#5b6a68"), stone_light=rgb("#b9c4bb"), peak_dark=rgb("#8b7257"),
    peak_light=rgb("#d9c49c"), ground=rgb("#a9b78a"), path=rgb("#dfe0c8"), wall=rgb("#e4e9e1"),
    wall_shade=rgb("#b9c6c1"), shadow=rgb("#6f8f78"), tile=rgb("#5c676b"), brick=rgb("#8b9796"),
    wood=rgb("#4c221b"), wood_light=rgb("#a5695a"), light=rgb("#fff8dc"),
)  # fmt: skip

SUMMER = Season(
    sky=((0.0, rgb("#9cc3bf")), (0.4, rgb("#bdd8c4")), (0.66, rgb("#d9e6c9")), (1.0, rgb("#a9bf9f"))),
    mist=rgb("#d3e6d6"), far_dark=rgb("#568a70"), far_light=rgb("#a3c98c"), leaf_dark=rgb("#2c5f45"),
    leaf_light=rgb("#7fb457"), stone_dark=rgb("#55636a"), stone_light=rgb("#bcc6c6"), peak_dark=rgb("#5b686f"),
    peak_light=rgb("#c3cbca"), ground=rgb("#8fae84"), path=rgb("#7fa79b"), wall=rgb("#e2e8e3"),
    wall_shade=rgb("#a9bcb9"), shadow=rgb("#55806e"), tile=rgb("#556369"), brick=rgb("#84938f"),
    wood=rgb("#4c221b"), wood_light=rgb("#a5695a"), light=rgb("#fffbe0"), pond=True,
)  # fmt: skip

AUTUMN = Season(
    sky=((0.0, rgb("#d9c6a0")), (0.4, rgb("#ecd9ae")), (0.66, rgb("#f4e3bd")), (1.0, rgb("#cdb283"))),
    mist=rgb("#f1dcb4"), far_dark=rgb("#a98a5c"), far_light=rgb("#e6c47c"), leaf_dark=rgb("#46683f"),
    leaf_light=rgb("#b3b558"), stone_dark=rgb("#6e5a48"), stone_light=rgb("#cdb591"), peak_dark=rgb("#7b5140"),
    peak_light=rgb("#c7a57c"), ground=rgb("#b79b6b"), path=rgb("#ead7b2"), wall=rgb("#efe8d9"),
    wall_shade=rgb("#cfc4b2"), shadow=rgb("#8d7d62"), tile=rgb("#635f5f"), brick=rgb("#98908a"),
    wood=rgb("#4c221b"), wood_light=rgb("#b06a4c"), light=rgb("#ffe7b4"), accent=(rgb("#a3352b"), rgb("#ee9440")),
)  # fmt: skip

WINTER = Season(
    sky=((0.0, rgb("#b3c4cf")), (0.4, rgb("#cbd8de")), (0.66, rgb("#dee6e8")), (1.0, rgb("#c9d4d8"))),
    mist=rgb("#dbe5ea"), far_dark=rgb("#8ba4a8"), far_light=rgb("#c5d4d4"), leaf_dark=rgb("#3d6256"),
    leaf_light=rgb("#8fae8d"), stone_dark=rgb("#8296a6"), stone_light=rgb("#edf2f4"), peak_dark=rgb("#7f93a5"),
    peak_light=rgb("#f1f5f6"), ground=rgb("#c8d3d8"), path=rgb("#e6edef"), wall=rgb("#dfe5e8"),
    wall_shade=rgb("#aebbc6"), shadow=rgb("#76899a"), tile=rgb("#59646e"), brick=rgb("#87939d"),
    wood=rgb("#431f1e"), wood_light=rgb("#96635c"), light=rgb("#f4f3ff"), accent=(rgb("#b23a5c"), rgb("#f08aa4")),
    snow=True,
)  # fmt: skip

HOURS = {"spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "winter": WINTER}


def layers(form: Format, season: Season) -> dict[str, np.ndarray]:
    """Back to front: `wall` with the garden in its gate and the stones before it, `bamboo`, `table`."""
    return {
        "wall": over(_garden(form, season), _wall(form, season), _bed(form, season)),
        "bamboo": _bamboo(form, season),
        "table": _table(form, season),
    }


def gate(form: Format) -> tuple[float, float, float]:
    """Middle and radius of the gate, pixels: round the head in both formats."""
    if form.portrait:
        return 0.5 * form.width, 0.408 * form.height, 0.445 * form.width
    return 0.5 * form.width, 0.49 * form.height, 0.405 * form.height


def _garden(form: Format, season: Season) -> np.ndarray:
    u, w = form.unit, form.width
    cx, cy, r = gate(form)
    foot = cy + 0.62 * r
    rng = np.random.default_rng(201)
    back = ramp(form, list(season.sky))
    back = lit(back, season.light, 0.55 * glow(form, cx - 0.35 * r, cy - 0.5 * r, 0.9 * r, 1.5))

    haze = Sheet(form)
    for _ in range(16):
        plants.bamboo(
            haze,
            rng,
            cx + rng.uniform(-1.1, 1.1) * r,
            foot,
            cy - 1.2 * r,
            9 * u,
            season.far_dark,
            season.far_light,
            20,
            0.7,
        )
    far = veil(focus(haze.layer(), 6 * u), season.mist, 0.30)

    middle = Sheet(form)
    plants.far_trees(middle, rng, cx - 1.2 * r, cx + 1.2 * r, foot + 4 * u, 120 * u, season.far_dark, season.far_light)
    if season.pond:
        for dx, wide, tall in ((0.72, 0.46, 0.92), (0.40, 0.24, 0.36), (-0.76, 0.30, 0.50)):
            stones.lake_stone(
                middle, rng, cx + dx * r, foot + 30 * u, wide * r, tall * r, season.peak_light, season.peak_dark
            )
    else:
        for dx, wide, tall, blocks in ((0.66, 0.72, 0.62, 54), (-0.74, 0.5, 0.30, 30)):
            stones.peak(
                middle, rng, cx + dx * r, foot + (24 if dx > 0 else 26) * u, wide * r, tall * r,
                season.peak_light, season.peak_dark, blocks,
            )  # fmt: skip
    if season.accent is not None:
        _tree(middle, rng, cx - 0.86 * r, foot, 1.3 * r, season)
    hill = veil(focus(painted(middle.layer(), form, 211, 0.10, 0.10), 2.4 * u), season.mist, 0.16)

    near = Sheet(form)
    for side, count in ((-1, 4), (1, 3)):
        for _ in range(count if season.accent is None else count - 2):
            x = cx + side * r * rng.uniform(0.62, 0.98)
            plants.bamboo(
                near, rng, x, foot + 40 * u, cy - 1.15 * r, 13 * u, season.leaf_dark, season.leaf_light, 22, 0.95
            )
    grove = veil(focus(painted(near.layer(), form, 221, 0.08, 0.08), 1.8 * u), season.mist, 0.08)

    ground = Sheet(form)
    ground.fill(polygon([(0, foot), (w, foot), (w, form.height), (0, form.height)]), season.ground, 1.0, 9 * u)
    way = polygon(
        [(cx - 0.10 * r, foot), (cx + 0.16 * r, foot), (cx + 0.8 * r, form.height), (cx - 0.6 * r, form.height)]
    )
    if season.pond:
        _pond(ground, rng, cx, foot, r, season)
    else:
        ground.fill(way, season.path, 0.9, 8 * u)
    stones.moss(ground, rng, cx - 1.1 * r, cx + 1.1 * r, foot + 8 * u, 13 * u, season.far_dark, season.far_light)
    floor = focus(painted(ground.layer(), form, 231, 0.08, 0.0), 2.4 * u)
    low = glow(form, cx, foot, 120 * u, 2.0, 8.0)
    picture = over(back, far, veil(floor, season.mist, 0.3 * low), hill, grove)
    picture = lit(picture, season.light, 0.34 * glow(form, cx - 0.45 * r, cy - 0.6 * r, 1.25 * r, 1.7))
    return veil(picture, season.mist, 0.07 * glow(form, cx, cy, r, 2.0))


def _pond(sheet: Sheet, rng: np.random.Generator, cx: float, foot: float, r: float, season: Season) -> None:
    """Still water with round leaves on it, and a few flowers."""
    sheet.fill(
        skia.Path().addRect(skia.Rect.MakeLTRB(cx - 1.2 * r, foot + 0.03 * r, cx + 1.2 * r, foot + 0.6 * r)),
        season.path,
    )
    for _ in range(70):
        t = rng.uniform(0, 1)
        x, y = cx + rng.uniform(-1.1, 1.1) * r, foot + (0.04 + 0.5 * t) * r
        size = (0.022 + 0.075 * t) * r * rng.uniform(0.7, 1.2)
        tone = mix(season.leaf_dark, season.far_light, rng.uniform(0.15, 0.9))
        sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - size, y - 0.32 * size, 2 * size, 0.64 * size), paint(tone, 0.9))
    for x, y, size in ((-0.42, 0.10, 0.06), (0.22, 0.07, 0.05), (-0.66, 0.20, 0.07), (0.50, 0.16, 0.06)):
        for angle in (-58, 58, -30, 30, 0):
            sheet.canvas.save()
            sheet.canvas.translate(cx + x * r, foot + y * r)
            sheet.canvas.rotate(angle)
            petal = plants.leaf(-size * r * 1.1, 0.42 * size * r)
            sheet.fill(petal, mix(rgb("#e58ba0"), rgb("#fff1ee"), rng.uniform(0.1, 0.6)))
            sheet.canvas.restore()


def _tree(sheet: Sheet, rng: np.random.Generator, x: float, foot: float, height: float, season: Season) -> None:
    """A maple in autumn, a plum in winter: a bent trunk, and leaves or blossoms in small dabs."""
    assert season.accent is not None
    dark, light = season.accent
    bark = mix(season.stone_dark, (0.15, 0.1, 0.1), 0.6)
    boughs = [((0, 0), (0.10, 0.45)), ((0.10, 0.45), (0.30, 0.78)), ((0.10, 0.45), (-0.06, 0.85)),
              ((0.2, 0.62), (0.52, 0.70)),
              ((0.30, 0.78), (0.42, 0.98)), ((0.52, 0.70), (0.72, 0.80))]  # fmt: skip
    for (ax, ay), (bx, by) in boughs:
        path = skia.Path()
        path.moveTo(x + ax * height, foot - ay * height)
        path.quadTo(
            x + (0.6 * ax + 0.4 * bx + 0.03) * height,
            foot - (ay + by) / 2 * height,
            x + bx * height,
            foot - by * height,
        )
        sheet.line(path, bark, height * (0.026 if ay < 0.4 else 0.012), 0.95)
    ends = [b for _, b in boughs[1:]]
    count, spread, size = (210, 0.045, 0.010) if season.snow else (1100, 0.12, 0.016)
    for _ in range(count):
        bx, by = ends[rng.integers(len(ends))]
        if season.snow:
            (ax, ay), (bx, by) = boughs[rng.integers(1, len(boughs))]
            t = rng.uniform(0, 1)
            bx, by = ax + (bx - ax) * t, ay + (by - ay) * t
        px = x + (bx + rng.normal(0, spread)) * height
        py = foot - (by + rng.normal(0, 0.7 * spread)) * height
        d = height * size * rng.uniform(0.5, 1.2)
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(px - d, py - 0.8 * d, 2 * d, 1.6 * d), paint(mix(dark, light, rng.uniform(0, 1)), 0.85)
        )


def _wall(form: Format, season: Season) -> np.ndarray:
    """The wall, its tiled coping, the gate's brick edge, and shadows of bamboo on it."""
    u, w, h = form.unit, form.width, form.height
    cx, cy, r = gate(form)
    base = np.ones((h, w, 4), np.float32)
    light = (0.62 * glow(form, 0.30 * w, 0.26 * h, 0.75 * max(w, h), 1.6) + 0.38).clip(0, 1)
    light = (light + 0.06 * noise(form, 330 * u, 301, 4)).clip(0, 1)[..., None]
    base[..., :3] = np.array(season.wall_shade, np.float32) * (1 - light) + np.array(season.wall, np.float32) * light
    stains = noise(form, (60 * u, 420 * u), 302, 4)
    down = np.exp(-np.arange(h, dtype=np.float32)[:, None] / (0.20 * h))
    base = veil(base, season.shadow, (0.16 * (stains + 0.25).clip(0, 1) * (down + 0.15)).clip(0, 0.4))
    base = veil(
        base,
        season.shadow,
        0.30
        * np.exp(-(((np.arange(h, dtype=np.float32)[:, None] - h) / (0.16 * h)) ** 2))
        * np.ones((1, w), np.float32),
    )

    cast = Sheet(form)
    rng = np.random.default_rng(311)
    for x in (0.03, 0.10, 0.17, 0.80, 0.88, 0.96):
        plants.bamboo(cast, rng, x * w + 40 * u, 1.0 * h, 0.02 * h, 12 * u, season.shadow, season.shadow, 34, 0.75)
    shadow = focus(cast.layer(), 5.5 * u)
    base = over(base, shadow * 0.42)

    detail = Sheet(form)
    coping = 0.040 * h if form.portrait else 0.050 * h
    _coping(detail, form, season, coping)
    for width, c, alpha, soft in ((0.20, season.shadow, 0.25, 16.0), (0.105, season.brick, 1.0, 0.0)):
        ring = skia.Path()
        ring.addCircle(cx, cy, r * (1 + width / 2))
        detail.line(ring, c, r * width, alpha, soft * u)
    bricks = 64
    for i in range(bricks):
        a = 2 * math.pi * i / bricks
        ca, sa = math.cos(a), math.sin(a)
        rows = np.random.default_rng(320 + i)
        wedge = [
            (cx + q * r * math.cos(b), cy + q * r * math.sin(b))
            for q, b in ((1.0, a), (1.105, a), (1.105, a + 2 * math.pi / bricks), (1.0, a + 2 * math.pi / bricks))
        ]
        detail.fill(
            polygon(wedge),
            mix(season.brick, season.wall if rows.uniform() < 0.5 else season.tile, rows.uniform(0, 0.22)),
            0.7,
        )
        detail.canvas.drawLine(
            cx + r * ca, cy + r * sa, cx + 1.105 * r * ca, cy + 1.105 * r * sa, pen(season.tile, 1.4 * u, 0.45)
        )
    for q, c, width, alpha in (
        (1.105, season.wall, 2.5, 0.8),
        (1.115, season.tile, 2.0, 0.4),
        (1.008, season.wall, 2.0, 0.6),
    ):
        ring = skia.Path()
        ring.addCircle(cx, cy, q * r)
        detail.line(ring, c, width * u, alpha)
    body = over(base, focus(painted(detail.layer(), form, 331, 0.07, 0.04), 0.6 * u))

    if not form.portrait:
        body = over(body, _window(form, season))

    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    d = np.hypot(xs - cx, ys - cy)
    inner = 0.955 * r
    # The thickness of the wall: dark above, where no light falls, bright on the sill.
    reveal = np.ones((h, w, 4), np.float32)
    sill = (0.5 + 0.5 * (0.8 * (ys - cy) + 0.45 * (xs - cx)) / r).clip(0, 1)[..., None]
    reveal[..., :3] = (
        np.array(scaled(season.brick, 0.62), np.float32) * (1 - sill)
        + np.array(mix(season.brick, season.light, 0.55), np.float32) * sill
    )
    inside = ((r - d) / (1.4 * u) + 0.5).clip(0, 1)[..., None]
    hole = ((inner - d) / (2.2 * u) + 0.5).clip(0, 1)[..., None]
    body = body * (1 - inside) + reveal * inside
    body = body * (1 - hole)
    wash = 1.0 + 0.012 * noise(form, 3 * u, 341, 2)
    body[..., :3] = np.minimum((body[..., :3] * wash[..., None]).clip(0, 1), body[..., 3:])
    return body


def _coping(sheet: Sheet, form: Format, season: Season, depth: float) -> None:
    u, w = form.unit, form.width
    sheet.fill(polygon([(0, depth), (w, depth), (w, depth + 60 * u), (0, depth + 60 * u)]), season.shadow, 0.35, 14 * u)
    sheet.fill(polygon([(-9, -9), (w + 9, -9), (w + 9, depth), (-9, depth)]), mix(season.tile, (0.1, 0.12, 0.14), 0.25))
    step = 34 * u
    x = -step / 2
    while x < w + step:
        sheet.fill(
            polygon([(x - 0.3 * step, -9), (x + 0.3 * step, -9), (x + 0.32 * step, depth), (x - 0.32 * step, depth)]),
            season.tile,
        )
        sheet.canvas.drawLine(
            x - 0.12 * step, 0, x - 0.12 * step, depth, pen(mix(season.tile, season.wall, 0.45), 3.5 * u, 0.6, 1.2 * u)
        )
        sheet.canvas.drawCircle(x, depth, 0.33 * step, paint(mix(season.tile, season.wall, 0.12)))
        sheet.canvas.drawCircle(x, depth, 0.21 * step, pen(mix(season.tile, season.wall, 0.4), 1.4 * u, 0.8))
        drip = skia.Path()
        drip.moveTo(x + 0.24 * step, depth - 2 * u)
        drip.quadTo(x + 0.5 * step, depth + 0.95 * step, x + 0.76 * step, depth - 2 * u)
        drip.close()
        sheet.fill(drip, mix(season.tile, (0.1, 0.12, 0.14), 0.12))
        if season.snow:
            sheet.canvas.drawCircle(x, depth - 0.42 * step, 0.36 * step, paint((0.95, 0.97, 0.99), 0.9, 2.5 * u))
        x += step
    if season.snow:
        sheet.fill(
            polygon([(-9, -9), (w + 9, -9), (w + 9, 0.55 * depth), (-9, 0.55 * depth)]), (0.95, 0.97, 0.99), 0.96, 4 * u
        )


def _window(form: Format, season: Season) -> np.ndarray:
    """什锦窗: a plum-blossom window with cracked-ice lattice, left of the gate."""
    u = form.unit
    x, y, r = 0.135 * form.width, 0.46 * form.height, 96 * u
    blossom = skia.Path()
    for i in range(5):
        a = -math.pi / 2 + 2 * math.pi * i / 5
        lobe = skia.Path()
        lobe.addCircle(x + 0.56 * r * math.cos(a), y + 0.56 * r * math.sin(a), 0.52 * r)
        blossom = skia.Op(blossom, lobe, skia.kUnion_PathOp) if i else lobe
    heart = skia.Path()
    heart.addCircle(x, y, 0.6 * r)
    blossom = skia.Op(blossom, heart, skia.kUnion_PathOp)
    sheet = Sheet(form)
    sheet.line(blossom, season.shadow, 30 * u, 0.25, 9 * u)
    sheet.fill(blossom, mix(season.far_dark, season.mist, 0.45))
    sheet.canvas.save()
    sheet.canvas.clipPath(blossom, True)
    rng = np.random.default_rng(351)
    for _ in range(9):
        plants.bunch(
            sheet,
            rng,
            x + rng.uniform(-1, 1) * r,
            y + rng.uniform(-1, 0.6) * r,
            74 * u,
            season.leaf_dark,
            season.leaf_light,
            0.55,
        )
    sheet.fill(
        polygon([(x - r, y - 1.2 * r), (x + r, y - 1.2 * r), (x + r, y - 0.75 * r), (x - r, y - 0.75 * r)]),
        scaled(season.brick, 0.45),
        0.5,
        14 * u,
    )
    lattice = mix(season.tile, season.wood, 0.35)
    for ring, turn in ((0.42, 0.3), (0.86, 0.0)):
        knots = [
            (
                x + ring * r * rng.uniform(0.88, 1.12) * math.cos(turn + 2 * math.pi * i / 6),
                y + ring * r * rng.uniform(0.88, 1.12) * math.sin(turn + 2 * math.pi * i / 6),
            )
            for i in range(6)
        ]
        sheet.line(polygon(knots), lattice, 4.2 * u, 0.95)
        for i, (px, py) in enumerate(knots):
            a = turn + 2 * math.pi * i / 6 + 0.25
            reach = (0.86 if ring < 0.5 else 1.4) * r
            sheet.canvas.drawLine(px, py, x + reach * math.cos(a), y + reach * math.sin(a), pen(lattice, 4.2 * u, 0.95))
    sheet.canvas.restore()
    sheet.line(blossom, season.brick, 17 * u)
    sheet.line(blossom, mix(season.brick, season.wall, 0.6), 3 * u, 0.8)
    return focus(painted(sheet.layer(), form, 361, 0.07, 0.05), 0.7 * u)


def _bed(form: Format, season: Season) -> np.ndarray:
    """The beds before the wall, one on each side: the season's stones, low grass."""
    u, w, h = form.unit, form.width, form.height
    foot = 0.90 * h
    sheet = Sheet(form)
    rng = np.random.default_rng(403)
    shoots = ((0.065, 0.27), (0.095, 0.15), (0.225, 0.13), (0.835, 0.34), (0.868, 0.20), (0.945, 0.15), (0.77, 0.10))
    if form.portrait:
        shoots = ((0.055, 0.21), (0.14, 0.12), (0.93, 0.24), (0.855, 0.13))
    if season.pond:
        for x, wide, tall in (
            ((0.09, 0.13, 0.40), (0.20, 0.07, 0.15), (0.90, 0.15, 0.48), (0.79, 0.07, 0.17))
            if not form.portrait
            else ((0.05, 0.22, 0.22), (0.95, 0.26, 0.28))
        ):
            stones.lake_stone(
                sheet, rng, x * w, foot + 8 * u, wide * w, tall * h, season.stone_light, season.stone_dark
            )
    elif season.accent is None:
        for x, tall in shoots:
            stones.shoot(sheet, rng, x * w, foot + 4 * u, tall * h, season.stone_light, season.stone_dark)
    else:
        peaks = ((0.03, 0.17, 0.13), (0.22, 0.09, 0.06), (0.92, 0.20, 0.24), (0.79, 0.10, 0.09))
        if form.portrait:
            peaks = ((0.02, 0.22, 0.09), (0.99, 0.30, 0.17))
        for x, wide, tall in peaks:
            stones.peak(sheet, rng, x * w, foot + 6 * u, wide * w, tall * h, season.peak_light, season.peak_dark, 40)
    for a, b in ((-0.02, 0.30), (0.70, 1.02)):
        stones.moss(sheet, rng, a * w, b * w, foot + 12 * u, 19 * u, season.leaf_dark, season.far_light)
    return _in_the_light(sheet, form, season, 411)


def _bamboo(form: Format, season: Season) -> np.ndarray:
    """Bamboo that stands in the beds."""
    u, w, h = form.unit, form.width, form.height
    sheet = Sheet(form)
    rng = np.random.default_rng(401)
    for x in (-0.005, 0.035, 0.90, 0.955, 1.0) if not form.portrait else (-0.01, 0.05, 0.945, 1.0):
        plants.bamboo(sheet, rng, x * w, 0.90 * h, -0.06 * h, 13 * u, season.leaf_dark, season.leaf_light, 20)
    return _in_the_light(sheet, form, season, 415)


def _in_the_light(sheet: Sheet, form: Format, season: Season, seed: int) -> np.ndarray:
    layer = painted(sheet.layer(), form, seed, 0.09, 0.08)
    layer = lit(layer, season.light, 0.20 * glow(form, 0.2 * form.width, 0.2 * form.height, 0.8 * form.height, 1.5))
    return veil(focus(layer, 1.0 * form.unit), season.mist, 0.10)


def _table(form: Format, season: Season) -> np.ndarray:
    """A long table of 紫檀 before the wall."""
    u, w, h = form.unit, form.width, form.height
    top = (0.895 if form.portrait else 0.885) * h
    sheet = Sheet(form)
    dark = scaled(season.wood, 0.5)
    sheet.fill(polygon([(0, top + 30 * u), (w, top + 30 * u), (w, h), (0, h)]), dark)
    sheet.fill(polygon([(0, top), (w, top), (w, top + 36 * u), (0, top + 36 * u)]), season.wood)
    sheet.fill(polygon([(0, top), (w, top), (w, top + 9 * u), (0, top + 9 * u)]), season.wood_light, 0.7, 3 * u)
    sheet.fill(
        polygon([(0, top + 30 * u), (w, top + 30 * u), (w, top + 44 * u), (0, top + 44 * u)]),
        (0.05, 0.02, 0.02),
        0.6,
        6 * u,
    )
    rng = np.random.default_rng(421)
    for _ in range(150):
        x, y = rng.uniform(-0.1, 1) * w, top + rng.uniform(2, 34) * u
        sheet.canvas.drawLine(
            x,
            y,
            x + rng.uniform(80, 420) * u,
            y,
            pen(season.wood_light if rng.uniform() < 0.35 else dark, 1.3 * u, 0.22),
        )
    step = 120 * u
    x = (w / 2) % step - step
    while x < w + step:
        for side in (-1, 1):
            scroll = skia.Path()
            scroll.moveTo(x + side * 6 * u, top + 64 * u)
            scroll.cubicTo(
                x + side * 26 * u, top + 52 * u, x + side * 46 * u, top + 60 * u, x + side * 44 * u, top + 74 * u
            )
            scroll.cubicTo(
                x + side * 42 * u, top + 84 * u, x + side * 28 * u, top + 82 * u, x + side * 30 * u, top + 72 * u
            )
            sheet.line(scroll, season.wood_light, 3 * u, 0.35)
        x += step
    layer = painted(focus(sheet.layer(), 1.2 * u), form, 431, 0.07, 0.0)
    return lit(layer, season.light, 0.18 * glow(form, 0.28 * w, top, 420 * u, 1.5, 1.6))
