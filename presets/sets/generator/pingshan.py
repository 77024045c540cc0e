"""平山书斋: an open timber hall on a hill, level with the mountains: in the morning, in misty rain, by lamplight."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import skia

from . import room
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

NEAR, FAR = 3.4, 6.0
"""Rows of columns, metres ahead."""
RANGES = (
    (0.0, ((0.02, 150, 330), (0.20, 232, 300), (0.36, 120, 260), (0.72, 176, 330), (0.90, 262, 330), (1.12, 190, 300))),
    (0.3, ((-0.06, 150, 320), (0.12, 112, 260), (0.30, 150, 230), (0.62, 82, 300), (0.82, 178, 250), (1.03, 120, 260))),
    (0.6, ((0.02, 96, 300), (0.22, 64, 240), (0.52, 40, 330), (0.74, 86, 240), (0.97, 128, 260))),
    (1.0, ((-0.03, 62, 300), (0.34, 34, 320), (0.66, 30, 300), (0.88, 56, 280), (1.08, 70, 260))),
)
"""Ranges of mountains, far to near: (nearness, peaks)."""


@dataclass(frozen=True, slots=True)
class Hour:
    """The colours of one variant."""

    sky: tuple[tuple[float, Colour], ...]
    mountain: Colour
    mist: Colour
    mist_share: float
    river: Colour
    tree_dark: Colour
    tree_light: Colour
    beam: Colour
    beam_dark: Colour
    wall: Colour
    wall_shade: Colour
    floor: Colour
    floor_light: Colour
    stone: Colour
    lacquer: Colour
    paper: Colour
    leaf: Colour
    leaf_dark: Colour
    lotus: Colour
    porcelain: Colour
    blue: Colour
    wood: Colour
    wood_light: Colour
    light: Colour
    """Of what shines in: sun, wet sky or lamps."""
    shaft: float
    """Strength of the patches of light that fall through the lattice."""
    lamp: float = 0.0
    moon: bool = False


MORNING = Hour(
    sky=((0.0, rgb("#9fbdc9")), (0.30, rgb("#c4d5d2")), (0.48, rgb("#e4dfc9")), (0.60, rgb("#ecd9b8")),
         (1.0, rgb("#d9cfb4"))),
    mountain=rgb("#3d5674"), mist=rgb("#dfdfd4"), mist_share=0.80, river=rgb("#eee2c6"),
    tree_dark=rgb("#4f6f62"), tree_light=rgb("#a9b98a"), beam=rgb("#b36d61"), beam_dark=rgb("#5a3431"),
    wall=rgb("#eedeb0"), wall_shade=rgb("#b29f7c"), floor=rgb("#5f6f7b"), floor_light=rgb("#e2d3b4"),
    stone=rgb("#b9bdb6"), lacquer=rgb("#3a2124"), paper=rgb("#efe8d2"), leaf=rgb("#86ab7c"), leaf_dark=rgb("#3c6553"),
    lotus=rgb("#dd7f90"), porcelain=rgb("#e3e8e6"), blue=rgb("#3b5f8f"), wood=rgb("#5b2f27"), wood_light=rgb("#b9836a"),
    light=rgb("#ffe6b3"), shaft=0.62,
)  # fmt: skip

RAIN = replace(
    MORNING,
    sky=((0.0, rgb("#8fa5ad")), (0.30, rgb("#acbfc0")), (0.50, rgb("#c6d3cd")), (0.62, rgb("#cfd9d0")),
         (1.0, rgb("#b6c4bb"))),
    mountain=rgb("#43585f"), mist=rgb("#cfdbd6"), mist_share=0.92, river=rgb("#d6e0db"),
    tree_dark=rgb("#3f6458"), tree_light=rgb("#83a183"), beam=rgb("#966159"), beam_dark=rgb("#453032"),
    wall=rgb("#d9d1b4"), wall_shade=rgb("#8f8b78"), floor=rgb("#566872"), floor_light=rgb("#b9cac8"),
    stone=rgb("#a3adab"), paper=rgb("#dedcca"), leaf=rgb("#78a27d"), leaf_dark=rgb("#325a4c"),
    light=rgb("#dcebe6"), shaft=0.0,
)  # fmt: skip

LAMP = replace(
    MORNING,
    sky=((0.0, rgb("#16223f")), (0.34, rgb("#263a5f")), (0.52, rgb("#46597b")), (0.61, rgb("#6b6f86")),
         (1.0, rgb("#3b4a62"))),
    mountain=rgb("#1b2740"), mist=rgb("#64708c"), mist_share=0.62, river=rgb("#8a8fa3"),
    tree_dark=rgb("#172533"), tree_light=rgb("#3f5860"), beam=rgb("#a8604a"), beam_dark=rgb("#331d20"),
    wall=rgb("#d8b077"), wall_shade=rgb("#6d4c3b"), floor=rgb("#46506a"), floor_light=rgb("#c79355"),
    stone=rgb("#877c75"), lacquer=rgb("#26161b"), paper=rgb("#e2c48f"), leaf=rgb("#6f8a5e"), leaf_dark=rgb("#263f3a"),
    lotus=rgb("#cf7a7e"), porcelain=rgb("#c9b79c"), blue=rgb("#2f466f"), wood=rgb("#47241f"), wood_light=rgb("#b5744a"),
    light=rgb("#ffbe6b"), shaft=0.0, lamp=1.0, moon=True,
)  # fmt: skip

HOURS = {"morning": MORNING, "rain": RAIN, "lamp": LAMP}


def layers(form: Format, hour: Hour) -> dict[str, np.ndarray]:
    """Back to front: `mountains`, `hall`, `lotus`, `lamps` by lamplight, `desk`."""
    view = view_of(form)
    made = {
        "mountains": _mountains(form, hour, view),
        "hall": _hall(form, hour, view),
        "lotus": _lotus(form, hour, view),
    }
    if hour.lamp:
        made["lamps"] = _lamps(form, hour, view)
    return {**made, "desk": _desk(form, hour)}


def view_of(form: Format) -> room.View:
    """Eye at chest height: the horizon too."""
    if form.portrait:
        return room.View(1.25, 1190.0, 0.5 * form.width, 0.585 * form.height)
    return room.View(1.25, 1067.0, 0.5 * form.width, 0.590 * form.height)


def _tops(form: Format) -> tuple[float, float]:
    """Height of the beam over the front columns and of the columns, metres."""
    return (4.55, 5.3) if form.portrait else (3.45, 4.0)


def _bay(form: Format) -> tuple[float, float]:
    """Half the middle bay, and the width of the next."""
    return (1.78, 2.6) if form.portrait else (2.05, 3.0)


def _mountains(form: Format, hour: Hour, view: room.View) -> np.ndarray:
    u, w, h = form.unit, form.width, form.height
    horizon = view.horizon
    picture = ramp(form, [(at * horizon / h / 0.6, c) for at, c in hour.sky])
    sun = (0.33 * w, 0.40 * h)
    picture = lit(picture, hour.light, (0.30 if hour.shaft else 0.10) * glow(form, *sun, 520 * u, 1.3))
    if hour.moon:
        sheet = Sheet(form)
        x, y, r = (0.70 * w, 0.345 * h, 38 * u) if form.portrait else (0.628 * w, 0.392 * h, 36 * u)
        picture = lit(picture, rgb("#f6ead0"), 0.32 * glow(form, x, y, 230 * u, 1.2))
        sheet.canvas.drawCircle(x, y, r, paint(rgb("#f6ead0"), 0.96, 1.4 * u))
        for dx, dy, q in ((-0.3, -0.2, 0.34), (0.25, -0.3, 0.22), (0.1, 0.3, 0.3)):
            sheet.canvas.drawCircle(x + dx * r, y + dy * r, q * r, paint(rgb("#d9c7a0"), 0.35, 0.14 * r))
        picture = over(picture, sheet.layer())
    cloud = noise(form, (900 * u, 120 * u), 601, 5)
    upper = np.clip(1.0 - np.arange(form.height, dtype=np.float32)[:, None] / horizon, 0, 1)
    picture = veil(picture, hour.mist, (0.26 * (0.3 + cloud).clip(0, 1) * upper).clip(0, 0.6))

    xs = np.arange(w, dtype=np.float32)
    ys = np.arange(h, dtype=np.float32)[:, None]
    for index, (near, peaks) in enumerate(RANGES):
        top = horizon + (30 * near - 4) * u - _ridge(form, peaks, 610 + index, u)
        body = np.clip((ys - top[None, :]) / (1.4 * u) + 0.5, 0, 1)
        down = np.clip((ys - top[None, :]) / ((150 - 60 * near) * u), 0, 1) ** 0.8
        air = (hour.mist_share * ((0.74, 0.60, 0.46, 0.30)[index] + (0.34 + 0.16 * near) * down)).clip(0, 0.97)
        gully = noise(form, (34 * u, 150 * u), 620 + index, 4) * (1 - 0.7 * down)
        c = np.array(hour.mountain, np.float32) * (1.0 + 0.16 * gully[..., None])
        tone = c * (1 - air[..., None]) + np.array(hour.mist, np.float32) * air[..., None]
        layer = np.concatenate([tone.clip(0, 1), np.ones((h, w, 1), np.float32)], axis=2) * body[..., None]
        picture = over(picture, focus(layer, (2.0 - 1.2 * near) * u))
        fog = np.exp(-(((ys - horizon - (30 * near - 4) * u) / ((20 + 16 * near) * u)) ** 2))
        drift = 0.7 + 0.45 * noise(form, (480 * u, 46 * u), 640 + index, 3)
        picture = veil(picture, hour.mist, (0.72 * hour.mist_share * fog * drift).clip(0, 0.92))

    river = np.exp(-(((ys - horizon - 26 * u - 10 * u * np.sin(xs / w * 5.0)[None, :]) / (7 * u)) ** 2))
    picture = lit(picture, hour.river, 0.55 * river * (1 - 0.5 * hour.lamp))
    wood = Sheet(form)
    rng = np.random.default_rng(661)
    for foot, size, dark in ((66, 40, 0.30), (104, 66, 0.6), (168, 108, 1.0)):
        far_trees(
            wood, rng, -80 * u, w + 80 * u, horizon + foot * u, size * u,
            mix(hour.mist, hour.tree_dark, 0.35 + 0.5 * dark), mix(hour.mist, hour.tree_light, 0.35 + 0.5 * dark), 0.62,
        )  # fmt: skip
        sheet = focus(painted(wood.layer(), form, 670 + foot, 0.08, 0.05), (3.2 - 1.6 * dark) * u)
        picture = over(picture, veil(sheet, hour.mist, 0.48 * hour.mist_share * (1.15 - 0.8 * dark)))
        wood = Sheet(form)
        haze = np.exp(-(((ys - horizon - (foot + 8) * u) / (20 * u)) ** 2))
        haze = haze * (0.7 + 0.5 * noise(form, (420 * u, 50 * u), 680 + foot, 3))
        picture = veil(picture, hour.mist, (0.5 * hour.mist_share * haze).clip(0, 0.85))
    ground = np.clip((ys - horizon - 150 * u) / (60 * u), 0, 1) * np.ones((1, w), np.float32)
    picture = veil(picture, mix(hour.tree_dark, hour.floor, 0.4), 0.75 * ground)
    head = glow(form, 0.5 * w, horizon - 0.18 * h, 0.30 * min(w, h), 2.2)
    picture = veil(picture, mix(hour.mist, hour.sky[2][1], 0.5), 0.42 * head * (0.6 if hour.moon else 1.0))
    picture = over(picture, _pine(form, hour, view))
    wash = 1.0 + 0.018 * noise(form, 240 * u, 691, 5) + 0.008 * noise(form, 3 * u, 692, 1)
    picture[..., :3] = (picture[..., :3] * wash[..., None]).clip(0, 1)
    picture[..., 3] = 1.0
    return picture


def _ridge(form: Format, peaks: tuple[tuple[float, float, float], ...], seed: int, u: float) -> np.ndarray:
    """(width,) pixels above the foot: peaks (place across the picture, height, half width in thousandths) and crags."""
    rng = np.random.default_rng(seed)
    xs = np.arange(form.width, dtype=np.float32)
    center, spread = 0.5 * form.width, 1.0 if form.portrait else 0.62
    total = np.zeros(form.width, np.float32)
    for at, height, half in peaks:
        away = np.abs(xs - center - (at - 0.5) * 1600 * u * spread) / (half * u)
        total = np.maximum(
            total, height * u * (1 - away).clip(0, 1) ** 1.25 + 0.16 * height * u * np.exp(-((away / 0.9) ** 2))
        )
    crags = np.zeros(form.width, np.float32)
    step, weight = 120.0 * u, 15.0 * u
    for _ in range(5):
        knots = rng.uniform(-1, 1, int(form.width / step) + 4)
        i = (xs / step).astype(int)
        t = xs / step - i
        t = t * t * (3 - 2 * t)
        crags += weight * (knots[i + 1] * (1 - t) + knots[i + 2] * t)
        step, weight = step / 2, weight * 0.52
    return total + crags * (0.35 + 0.65 * (total / (90 * u)).clip(0, 1))


def _pine(form: Format, hour: Hour, view: room.View) -> np.ndarray:
    """A pine that leans in from the right, outside: flat clouds of needles on crooked boughs."""
    u, h = form.unit, view.horizon
    sheet = Sheet(form)
    rng = np.random.default_rng(655)
    x0 = (0.80 if form.portrait else 0.735) * form.width
    bark = mix(hour.tree_dark, (0.2, 0.13, 0.1), 0.5)
    trunk = [
        (x0 + 40 * u, h + 190 * u),
        (x0 + 8 * u, h + 60 * u),
        (x0 + 26 * u, h - 70 * u),
        (x0 - 18 * u, h - 180 * u),
        (x0 - 46 * u, h - 250 * u),
    ]
    for k in range(len(trunk) - 1):
        sheet.canvas.drawLine(*trunk[k], *trunk[k + 1], pen(bark, (24 - 5 * k) * u, 0.95))
    pads = (
        (-62, -262, 104, 26),
        (24, -232, 92, 24),
        (-130, -166, 116, 27),
        (92, -150, 96, 24),
        (-74, -84, 92, 22),
        (110, -62, 84, 22),
        (-150, -34, 70, 18),
    )
    for dx, dy, wide, high in pads:
        px, py = x0 + dx * u, h + dy * u
        joint = min(trunk, key=lambda q: abs(q[1] - py - 20 * u))
        sheet.canvas.drawLine(*joint, px, py + 0.4 * high * u, pen(bark, 7 * u, 0.9))
        for _ in range(230):
            a, r = rng.uniform(0, 2 * math.pi), math.sqrt(rng.uniform(0, 1))
            nx, ny = px + wide * u * r * math.cos(a), py + high * u * r * math.sin(a)
            share = min(max(0.42 - 0.5 * math.sin(a) * r + rng.uniform(-0.2, 0.2), 0), 1)
            turn = rng.uniform(-1.25, 1.25) - math.pi / 2
            long = rng.uniform(9, 19) * u
            sheet.canvas.drawLine(
                nx, ny, nx + long * math.cos(turn), ny + long * math.sin(turn),
                pen(mix(hour.tree_dark, hour.tree_light, share), 2.0 * u, 0.8),
            )  # fmt: skip
    layer = painted(focus(sheet.layer(), 0.9 * u), form, 657, 0.08, 0.04)
    return veil(layer, hour.mist, 0.30 * hour.mist_share)


def _hall(form: Format, hour: Hour, view: room.View) -> np.ndarray:
    """All of timber, wall and floor, open in the middle."""
    u, w = form.unit, form.width
    beam, top = _tops(form)
    half, bay = _bay(form)
    posts = [-half - 2 * bay, -half - bay, -half, half, half + bay, half + 2 * bay]

    floor = Sheet(form)
    _floor(floor, hour, view)
    ground = painted(focus(floor.layer(), 0.7 * u), form, 701, 0.09, 0.0)
    ground = _reflections(form, hour, view, ground, posts)

    back = Sheet(form)
    _wall_bay(back, hour, view, posts[1], posts[2], beam)
    if form.portrait:
        _wall_bay(back, hour, view, posts[3], posts[4], beam)
    else:
        _open_bay(back, hour, view, posts[3], posts[4], beam)
    _frieze(back, hour, view, posts, beam)
    _seats(back, form, hour, view, posts)
    for x in posts:
        room.column(back, view, x, FAR, 0.17, top, hour.beam, hour.beam_dark, hour.stone)
    _brackets(back, hour, view, posts, beam)
    timber = painted(focus(back.layer(), 0.8 * u), form, 711, 0.08, 0.06)

    shade = Sheet(form)
    _roof(shade, form, hour, view, beam, posts)
    above = painted(focus(shade.layer(), 1.0 * u), form, 721, 0.07, 0.04)

    goods = Sheet(form)
    _scroll(goods, form, hour, view)
    _guqin(goods, form, hour, view)
    things = painted(focus(goods.layer(), 0.7 * u), form, 731, 0.06, 0.05)

    front = Sheet(form)
    reach = 1.30 if form.portrait else 2.62
    for x in (-reach, reach):
        room.column(front, view, x, NEAR, 0.19, 6.5, hour.beam, hour.beam_dark, hour.stone, 0.62 if x < 0 else 0.34)
    pillars = painted(focus(front.layer(), 1.0 * u), form, 741, 0.09, 0.06)

    picture = over(ground, timber, above, things)
    picture = _sunlight(form, hour, view, picture)
    picture = over(picture, veil(pillars, hour.beam_dark, 0.22))
    ys = np.arange(form.height, dtype=np.float32)[:, None]
    dark = np.clip(1.0 - ys / (0.36 * form.height), 0, 1) ** 1.1
    sides = np.abs(np.arange(w, dtype=np.float32)[None, :] / w - 0.5) * 2
    picture = veil(picture, scaled(hour.beam_dark, 0.40), (0.58 * dark + 0.30 * sides**3).clip(0, 0.72))
    rim = glow(form, 0.5 * w, view.horizon - 0.10 * form.height, 0.52 * min(w, form.height), 2.4, 1.15)
    picture = lit(picture, hour.light, (0.16 if not hour.lamp else 0.02) * rim)
    for x, y in _lamp_spots(form, view) if hour.lamp else ():
        picture = lit(picture, hour.light, 0.30 * glow(form, x, y, 360 * u, 1.25))
        picture = lit(picture, hour.light, 0.26 * glow(form, x, y, 110 * u, 1.5))
    return picture


def _floor(sheet: Sheet, hour: Hour, view: room.View) -> None:
    """Grey tiles, laid in rows that run away from us."""
    rng = np.random.default_rng(702)
    sheet.fill(view.flat(-14, 14, 0.0, 1.2, FAR + 0.45), hour.floor)
    side = 0.62
    for row in range(14):
        z0, z1 = 1.2 + row * side, 1.2 + (row + 1) * side
        if z1 > FAR + 0.5:
            break
        for k in range(-16, 17):
            x = (k + 0.5 * (row % 2)) * side
            tone = mix(
                hour.floor, hour.floor_light if rng.uniform() < 0.5 else scaled(hour.floor, 0.7), rng.uniform(0, 0.16)
            )
            sheet.fill(view.flat(x, x + side, 0.0, z0, z1), tone, 0.9)
            sheet.line(view.flat(x, x + side, 0.0, z0, z1), scaled(hour.floor, 0.6), 0.012 * view.size(z0), 0.5)
    step = view.flat(-14, 14, 0.0, FAR + 0.35, FAR + 0.75)
    sheet.fill(step, hour.stone)
    sheet.fill(view.upright(-14, 14, -0.18, 0.0, FAR + 0.75), scaled(hour.stone, 0.7))


def _reflections(form: Format, hour: Hour, view: room.View, ground: np.ndarray, posts: list[float]) -> np.ndarray:
    """Polished tiles give back the light of the open side, and darkly the columns."""
    u = form.unit
    foot = view.at(0, 0, FAR)[1]
    mirror = Sheet(form)
    for x in posts:
        px = view.at(x, 0, FAR)[0]
        r = 0.17 * view.size(FAR)
        mirror.fill(skia.Path().addRect(skia.Rect.MakeLTRB(px - r, foot, px + r, foot + 260 * u)), hour.beam_dark, 0.55)
    fade = np.clip(1 - (np.arange(form.height, dtype=np.float32)[:, None] - foot) / (230 * u), 0, 1)[..., None]
    ground = over(ground, focus(mirror.layer(), 6 * u) * fade * ground[..., 3:])
    sheen = glow(form, view.center, foot, 210 * u, 1.5, 2.6)
    return lit(ground, hour.floor_light, (0.55 if not hour.lamp else 0.25) * sheen)


def _wall_bay(sheet: Sheet, hour: Hour, view: room.View, x0: float, x1: float, beam: float) -> None:
    """A bay closed by a plastered wall in a frame, a band of lattice over it."""
    sheet.fill(view.upright(x0, x1, 0.0, beam, FAR), hour.beam_dark)
    left, right = min(x0, x1) + 0.2, max(x0, x1) - 0.2
    path = view.upright(left, right, 0.62, beam - 0.78, FAR)
    (ax, _), (bx, _) = view.at(left, 0, FAR), view.at(right, 0, FAR)
    room.shaded(
        path, ax, bx, [(0.0, hour.wall_shade), (0.62, mix(hour.wall_shade, hour.wall, 0.75)), (1.0, hour.wall)], sheet
    )
    sheet.fill(view.upright(left, right, 0.12, 0.56, FAR), mix(hour.beam, hour.beam_dark, 0.45))
    for k in range(3):
        a = left + (right - left) * (k + 0.12) / 3
        b = left + (right - left) * (k + 0.88) / 3
        sheet.line(view.upright(a, b, 0.2, 0.48, FAR), hour.beam_dark, 0.03 * view.size(FAR), 0.8)
    (lf, t), (r, f) = view.at(left, beam - 0.14, FAR), view.at(right, beam - 0.70, FAR)
    sheet.fill(skia.Path().addRect(skia.Rect.MakeLTRB(lf, t, r, f)), mix(hour.mist, hour.wall, 0.4), 0.85)
    room.lattice(sheet, (lf, t, r, f), 0.42 * view.size(FAR), hour.beam_dark, 0.035 * view.size(FAR))


def _open_bay(sheet: Sheet, hour: Hour, view: room.View, x0: float, x1: float, beam: float) -> None:
    """A bay whose lattice doors stand half open: two leaves at its outer side."""
    high = beam - 0.75
    for k, (a, b) in enumerate(((x1 - 0.86, x1 - 0.1), (x1 - 1.66, x1 - 0.92))):
        frame = mix(hour.beam, hour.beam_dark, 0.30 + 0.15 * k)
        sheet.fill(view.upright(a, b, 0.06, high, FAR - 0.05), frame)
        (lf, t), (r, f) = view.at(a + 0.07, high - 0.09, FAR - 0.05), view.at(b - 0.07, 1.12, FAR - 0.05)
        sheet.fill(skia.Path().addRect(skia.Rect.MakeLTRB(lf, t, r, f)), mix(hour.mist, hour.paper, 0.6), 0.92)
        room.lattice(
            sheet, (lf, t, r, f), 0.21 * view.size(FAR), mix(hour.beam, hour.beam_dark, 0.7), 0.022 * view.size(FAR)
        )
        for y0, y1 in ((0.82, 1.04), (0.16, 0.74)):
            sheet.fill(view.upright(a + 0.08, b - 0.08, y0, y1, FAR - 0.05), mix(frame, hour.beam_dark, 0.35))
            sheet.line(
                view.upright(a + 0.13, b - 0.13, y0 + 0.05, y1 - 0.05, FAR - 0.05),
                hour.beam,
                0.02 * view.size(FAR),
                0.7,
            )
    (lf, t), (r, f) = view.at(x0 + 0.15, beam - 0.14, FAR), view.at(x1 - 0.15, beam - 0.70, FAR)
    room.lattice(sheet, (lf, t, r, f), 0.42 * view.size(FAR), hour.beam_dark, 0.035 * view.size(FAR))


def _frieze(sheet: Sheet, hour: Hour, view: room.View, posts: list[float], beam: float) -> None:
    """The tie beam, and 挂落 of lattice that hangs under it over the middle bay."""
    a, b = posts[2], posts[3]
    (lf, t), (r, f) = view.at(a + 0.15, beam - 0.02, FAR), view.at(b - 0.15, beam - 0.52, FAR)
    room.lattice(sheet, (lf, t, r, f), 0.37 * view.size(FAR), hour.beam_dark, 0.036 * view.size(FAR))
    unit = view.size(FAR)
    for side in (-1, 1):
        edge = lf if side < 0 else r
        for k in range(3):
            x0, x1 = edge - side * 0.02 * unit, edge - side * (0.62 - 0.2 * k) * unit
            y0, y1 = f + 0.17 * k * unit, f + 0.17 * (k + 1) * unit
            box = (min(x0, x1), y0, max(x0, x1), y1)
            room.lattice(sheet, box, 0.20 * unit, hour.beam_dark, 0.03 * unit)
    path = view.upright(-14, 14, beam - 0.04, beam + 0.36, FAR - 0.05)
    sheet.fill(path, mix(hour.beam, hour.beam_dark, 0.25))
    sheet.fill(view.upright(-14, 14, beam - 0.04, beam + 0.06, FAR - 0.05), hour.beam_dark, 0.6, 0.02 * unit)
    sheet.fill(view.upright(-14, 14, beam + 0.30, beam + 0.36, FAR - 0.05), mix(hour.beam, hour.light, 0.35), 0.7)
    sheet.fill(view.upright(-14, 14, beam + 0.36, beam + 1.9, FAR), scaled(hour.beam_dark, 0.55))
    for i in range(len(posts) - 1):  # a painted cartouche in the middle of each span
        m = (posts[i] + posts[i + 1]) / 2
        sheet.line(view.upright(m - 0.55, m + 0.55, beam + 0.07, beam + 0.27, FAR - 0.05), hour.wall, 0.02 * unit, 0.42)


def _brackets(sheet: Sheet, hour: Hour, view: room.View, posts: list[float], beam: float) -> None:
    """雀替 under the beam at every post."""
    for x in posts:
        for side in (-1, 1):
            path = skia.Path()
            points = [(0.15, -0.02), (0.95, -0.02), (0.72, -0.16), (0.5, -0.16), (0.38, -0.30), (0.15, -0.42)]
            p = [view.at(x + side * dx, beam + dy, FAR - 0.06) for dx, dy in points]
            path.moveTo(*p[0])
            path.lineTo(*p[1])
            path.quadTo(*p[2], *p[3])
            path.quadTo(*p[4], *p[5])
            path.close()
            sheet.fill(path, mix(hour.beam, hour.beam_dark, 0.5))
            sheet.line(path, mix(hour.beam, hour.light, 0.2), 0.015 * view.size(FAR), 0.7)


def _seats(sheet: Sheet, form: Format, hour: Hour, view: room.View, posts: list[float]) -> None:
    """A low rail with a leaning back along the open bays."""
    unit = view.size(FAR)
    spans = [(posts[2], posts[3])] if form.portrait else [(posts[2], posts[3]), (posts[3], posts[4])]
    for start, end in spans:
        a, b = start + 0.15, end - 0.15
        sheet.fill(view.upright(a, b, 0.42, 0.50, FAR), mix(hour.beam, hour.light, 0.15))
        sheet.fill(view.upright(a, b, 0.36, 0.42, FAR), hour.beam_dark)
        (lf, t), (r, f) = view.at(a, 0.36, FAR), view.at(b, 0.02, FAR)
        room.lattice(sheet, (lf, t, r, f), 0.34 * unit, mix(hour.beam, hour.beam_dark, 0.6), 0.036 * unit)
        count = round((b - a) / 0.13)
        for k in range(count + 1):
            x = a + (b - a) * k / count
            rod = skia.Path()
            rod.moveTo(*view.at(x, 0.50, FAR))
            rod.quadTo(*view.at(x + 0.0, 0.70, FAR - 0.02), *view.at(x, 0.93, FAR))
            sheet.line(rod, mix(hour.beam, hour.beam_dark, 0.45), 0.028 * unit)
        sheet.fill(view.upright(a, b, 0.90, 0.97, FAR), hour.beam)
        sheet.fill(view.upright(a, b, 0.945, 0.97, FAR), mix(hour.beam, hour.light, 0.55), 0.8)


def _roof(sheet: Sheet, form: Format, hour: Hour, view: room.View, beam: float, posts: list[float]) -> None:
    """Beams that run towards us, rafters across: dark, so that the open side shines."""
    rise = beam + 0.36
    for k in range(9):
        z0, z1 = FAR - 0.42 * k, FAR - 0.42 * (k + 1)
        if z1 < 1.6:
            break
        y0, y1 = rise + 0.17 * k, rise + 0.17 * (k + 1)
        path = polygon([view.at(-16, y0, z0), view.at(16, y0, z0), view.at(16, y1, z1), view.at(-16, y1, z1)])
        sheet.fill(path, mix(scaled(hour.beam_dark, 0.62), hour.beam, 0.05 + 0.02 * (k % 2)))
        sheet.canvas.drawLine(
            *view.at(-16, y0, z0), *view.at(16, y0, z0), pen(scaled(hour.beam_dark, 0.4), 0.05 * view.size(z0), 0.8)
        )
    spacing = 0.34
    for k in range(-46, 47):
        x = k * spacing
        far, near = view.at(x, rise, FAR), view.at(x, rise + 1.36, FAR - 3.36)
        sheet.canvas.drawLine(*far, *near, pen(mix(hour.beam_dark, hour.beam, 0.42), 0.055 * view.size(FAR), 0.75))
    for x in posts[1:5]:
        near = 2.1
        path = polygon([
            view.at(x - 0.13, beam + 0.02, FAR), view.at(x + 0.13, beam + 0.02, FAR),
            view.at(x + 0.13, beam + 0.02, near), view.at(x - 0.13, beam + 0.02, near)])  # fmt: skip
        inner = 0.13 if x < 0 else -0.13
        cheek = polygon([
            view.at(x + inner, beam + 0.02, FAR), view.at(x + inner, beam + 0.40, FAR),
            view.at(x + inner, beam + 0.40, near), view.at(x + inner, beam + 0.02, near)])  # fmt: skip
        sheet.fill(cheek, mix(hour.beam, hour.beam_dark, 0.45))
        sheet.fill(path, mix(hour.beam, hour.beam_dark, 0.72))
        sheet.canvas.drawLine(
            *view.at(x + inner, beam + 0.02, FAR),
            *view.at(x + inner, beam + 0.02, near),
            pen(mix(hour.beam, hour.light, 0.4), 2.2 * form.unit, 0.6),
        )


def _scroll(sheet: Sheet, form: Format, hour: Hour, view: room.View) -> None:
    """A hanging scroll: mountains in ink, no words."""
    half, bay = _bay(form)
    x, z = (-half - 0.62, FAR - 0.1) if form.portrait else (-half - 0.5 * bay + 0.30, FAR - 0.1)
    wide, low, high = (0.42, 1.15, 3.55) if form.portrait else (0.48, 0.98, 2.66)
    unit = view.size(z)
    sheet.fill(view.upright(x - wide - 0.02, x + wide + 0.06, low - 0.06, high, z), (0.2, 0.14, 0.1), 0.35, 0.06 * unit)
    sheet.fill(view.upright(x - wide, x + wide, low, high, z), mix(hour.blue, hour.paper, 0.62))
    inner = view.upright(x - wide + 0.09, x + wide - 0.09, low + 0.24, high - 0.34, z)
    sheet.fill(inner, mix(hour.paper, hour.light, 0.2))
    sheet.line(inner, mix(hour.wall, hour.beam, 0.3), 0.012 * unit, 0.8)
    canvas = sheet.canvas
    canvas.save()
    canvas.clipPath(inner, True)
    rng = np.random.default_rng(751)
    tall = high - low - 0.58
    for k, (at, ink) in enumerate(((0.78, 0.16), (0.60, 0.30), (0.36, 0.5))):
        base = low + 0.24 + at * tall - 0.22
        path = skia.Path()
        path.moveTo(*view.at(x - wide, low, z))
        for i in range(13):
            t = i / 12
            swell = math.exp(-(((t - (0.62, 0.30, 0.72)[k]) / 0.22) ** 2))
            path.lineTo(
                *view.at(
                    x - wide + 2 * wide * t, base + tall * (0.05 * rng.uniform() + (0.24, 0.20, 0.12)[k] * swell), z
                )
            )
        path.lineTo(*view.at(x + wide, low, z))
        path.close()
        sheet.fill(path, mix(hour.paper, hour.mountain, ink + 0.12), 0.75, 0.02 * unit)
        sheet.fill(
            view.upright(x - wide, x + wide, base - 0.16, base + 0.02, z),
            mix(hour.paper, hour.light, 0.2),
            0.75,
            0.06 * unit,
        )
    foot = low + 0.30
    for dx, size in ((-0.24, 0.34), (-0.10, 0.26)):
        canvas.drawLine(
            *view.at(x + dx, foot, z), *view.at(x + dx + 0.05, foot + size, z), pen(hour.mountain, 0.02 * unit, 0.8)
        )
        for _ in range(16):
            px, py = view.at(x + dx + 0.05 + rng.normal(0, 0.08), foot + size + rng.normal(0, 0.05), z)
            canvas.drawOval(skia.Rect.MakeXYWH(px, py, 0.08 * unit, 0.03 * unit), paint(hour.mountain, 0.6))
    canvas.drawRect(
        skia.Rect.MakeXYWH(*view.at(x + 0.2, low + 0.44, z), 0.05 * unit, 0.06 * unit), paint(rgb("#b3372f"), 0.85)
    )
    canvas.restore()
    for y, r in ((low, 0.035), (high, 0.02)):
        canvas.drawLine(
            *view.at(x - wide - 0.07, y, z), *view.at(x + wide + 0.07, y, z), pen(hour.lacquer, 2 * r * unit)
        )
    canvas.drawPath(
        polyline([view.at(x - 0.3, high, z), view.at(x, high + 0.16, z), view.at(x + 0.3, high, z)]),
        pen(hour.beam_dark, 0.012 * unit),
    )


def _guqin(sheet: Sheet, form: Format, hour: Hour, view: room.View) -> None:
    """A guqin on a low table with curled ends: seven strings, thirteen studs."""
    half, bay = _bay(form)
    z = 4.7
    x0, x1 = (-1.92, -0.72) if form.portrait else (-half - 0.5 * bay - 0.10, -half - 0.5 * bay + 1.36)
    up = 0.70
    canvas = sheet.canvas
    unit = view.size(z)
    for x in (x0 + 0.06, x1 - 0.14):
        sheet.fill(view.upright(x, x + 0.08, 0.0, up, z), mix(hour.lacquer, hour.beam, 0.25))
        sheet.fill(view.upright(x, x + 0.08, 0.0, up, z + 0.4), scaled(hour.lacquer, 0.8))
    sheet.fill(view.upright(x0 - 0.05, x1 + 0.05, up - 0.06, up, z), mix(hour.lacquer, hour.beam, 0.35))
    sheet.fill(view.flat(x0 - 0.05, x1 + 0.05, up, z, z + 0.42), mix(hour.lacquer, hour.beam, 0.5))
    sheet.fill(view.upright(x0, x1, up - 0.15, up - 0.10, z), hour.lacquer)
    y = up + 0.055
    body = [view.at(x, y, zz) for x, zz in (
        (x0 + 0.10, z + 0.07), (x0 + 0.42, z + 0.08), (x0 + 0.5, z + 0.10), (x1 - 0.52, z + 0.10),
        (x1 - 0.44, z + 0.08), (x1 - 0.10, z + 0.08), (x1 - 0.10, z + 0.33), (x1 - 0.44, z + 0.34),
        (x1 - 0.52, z + 0.31), (x0 + 0.5, z + 0.31),
        (x0 + 0.42, z + 0.34), (x0 + 0.10, z + 0.34))]  # fmt: skip
    side = [(px, py + 0.05 * unit) for px, py in body]
    sheet.fill(polygon(side), scaled(hour.lacquer, 0.6))
    sheet.fill(polygon(body), mix(hour.lacquer, (0.42, 0.18, 0.13), 0.4))
    sheet.line(polygon(body), mix(hour.lacquer, hour.light, 0.35), 0.008 * unit, 0.6)
    for k in range(7):
        zz = z + 0.12 + 0.03 * k
        canvas.drawLine(
            *view.at(x0 + 0.12, y, zz),
            *view.at(x1 - 0.16, y, zz),
            pen(mix(hour.paper, hour.light, 0.4), 0.006 * unit, 0.75),
        )
    for k in range(13):
        t = 0.5 + 0.46 * math.copysign(abs((k - 6) / 6) ** 0.8, k - 6)
        canvas.drawCircle(*view.at(x0 + 0.16 + (x1 - x0 - 0.36) * t, y, z + 0.105), 0.011 * unit, paint(rgb("#f3efe0")))
    tassel = view.at(x1 - 0.08, up, z + 0.05)
    for k in range(-3, 4):
        canvas.drawLine(
            *tassel, tassel[0] + 0.012 * k * unit, tassel[1] + 0.34 * unit, pen(rgb("#9d2933"), 0.014 * unit, 0.9)
        )


def _sunlight(form: Format, hour: Hour, view: room.View, picture: np.ndarray) -> np.ndarray:
    """Patches of morning sun that fall through lattice on the floor."""
    u = form.unit
    if not hour.shaft:
        return picture
    sheet = Sheet(form)
    white = (1.0, 1.0, 1.0)
    half, _ = _bay(form)
    for k in range(8):
        for j in range(6):
            x = -half - 0.7 + 0.46 * k
            z = 3.0 + 0.46 * j
            quad = [
                view.at(x + 0.42 * (z - 3.0), 0.0, z),
                view.at(x + 0.32 + 0.42 * (z - 3.0), 0.0, z),
                view.at(x + 0.32 + 0.42 * (z - 2.66), 0.0, z + 0.34),
                view.at(x + 0.42 * (z - 2.66), 0.0, z + 0.34),
            ]
            sheet.fill(polygon(quad), white, 0.9)
    patches = focus(sheet.layer(), 3.0 * u)[..., 3]
    floor = np.clip((np.arange(form.height, dtype=np.float32)[:, None] - view.at(0, 0, FAR)[1]) / (30 * u), 0, 1)
    return lit(picture, hour.light, hour.shaft * 0.9 * patches * floor * picture[..., 3])


def _lamp_spots(form: Format, view: room.View) -> list[tuple[float, float]]:
    beam, _ = _tops(form)
    half, _ = _bay(form)
    if form.portrait:
        return [view.at(-1.16, beam - 1.02, 4.6), view.at(1.16, beam - 1.02, 4.6)]
    return [view.at(-half - 0.05, beam - 0.86, 4.5), view.at(half + 0.05, beam - 0.86, 4.5)]


def _lamps(form: Format, hour: Hour, view: room.View) -> np.ndarray:
    """Palace lanterns of silk under the beam."""
    sheet = Sheet(form)
    size = (0.62 if form.portrait else 0.56) * view.size(4.6)
    for x, y in _lamp_spots(form, view):
        sheet.canvas.drawLine(x, -20, x, y - 0.6 * size, pen(hour.beam_dark, 0.022 * size, 0.95))
        w, h = 0.40 * size, 0.44 * size
        six = [(x - w, y - 0.6 * h), (x - 0.55 * w, y - h), (x + 0.55 * w, y - h), (x + w, y - 0.6 * h),
               (x + w, y + 0.6 * h), (x + 0.55 * w, y + h), (x - 0.55 * w, y + h), (x - w, y + 0.6 * h)]  # fmt: skip
        made = skia.Paint(AntiAlias=True)
        made.setShader(
            skia.GradientShader.MakeRadial(
                skia.Point(x, y + 0.08 * size), 0.55 * size,
                [skia.Color4f(*rgb("#fff3cf"), 1).toColor(), skia.Color4f(*rgb("#ffd287"), 1).toColor(),
                 skia.Color4f(*rgb("#d98a3d"), 1).toColor()], [0.0, 0.5, 1.0],
            )
        )  # fmt: skip
        sheet.canvas.drawPath(polygon(six), made)
        for dx in (-w, -0.4 * w, 0.4 * w, w):
            sheet.canvas.drawLine(
                x + dx,
                y - (0.6 if abs(dx) == w else 1) * h,
                x + dx,
                y + (0.6 if abs(dx) == w else 1) * h,
                pen(hour.lacquer, 0.03 * size),
            )
        for side in (-1, 1):
            sheet.fill(
                polygon(
                    [
                        (x - 0.62 * w, y + side * h),
                        (x + 0.62 * w, y + side * h),
                        (x + 1.12 * w, y + side * 0.56 * h),
                        (x - 1.12 * w, y + side * 0.56 * h),
                    ]
                ),
                mix(hour.lacquer, hour.beam, 0.35),
            )
            sheet.line(
                polygon([(x - 0.62 * w, y + side * h), (x + 0.62 * w, y + side * h)]), hour.light, 0.02 * size, 0.6
            )
        for k in range(-3, 4):
            sheet.canvas.drawLine(
                x + 0.02 * k * size,
                y + h,
                x + 0.03 * k * size,
                y + h + 0.42 * size,
                pen(rgb("#b3372f"), 0.028 * size, 0.9),
            )
    return focus(sheet.layer(), 0.7 * form.unit)


def _lotus(form: Format, hour: Hour, view: room.View) -> np.ndarray:
    """Painted basins of lotus beside the columns: they stand on the floor."""
    sheet = Sheet(form)
    rng = np.random.default_rng(761)
    half, _ = _bay(form)
    spots = (
        [(1.42, 4.5, 0.66, 0.95)]
        if form.portrait
        else [(half + 0.72, 4.4, 0.74, 1.02), (-half + 0.28, 5.4, 0.60, 0.80)]
    )
    for x, z, width, tall in spots:
        unit = view.size(z)
        px, foot = view.at(x, 0.0, z)
        sheet.canvas.drawOval(
            skia.Rect.MakeLTRB(
                px - 0.5 * width * unit, foot - 0.08 * unit, px + 0.5 * width * unit, foot + 0.08 * unit
            ),
            paint(scaled(hour.floor, 0.35), 0.6, 0.05 * unit),
        )
        stand = view.upright(x - 0.22, x + 0.22, 0.0, 0.24, z)
        sheet.fill(stand, mix(hour.lacquer, hour.beam, 0.3))
        top = foot - 0.22 * unit
        room.bowl(sheet, px, top, width * unit, hour.porcelain, hour.blue)
        room.lotus(sheet, rng, px, top - 0.60 * width * unit, tall * unit, hour.leaf, hour.leaf_dark, hour.lotus)
    layer = painted(focus(sheet.layer(), 0.8 * form.unit), form, 771, 0.06, 0.06)
    layer = lit(layer, hour.light, 0.14 * glow(form, view.center, view.horizon, 560 * form.unit, 1.6))
    return veil(layer, hour.beam_dark, 0.10 + 0.18 * hour.lamp)


def _desk(form: Format, hour: Hour) -> np.ndarray:
    """The long desk before us: brushes and an inkstone on the left, thread-bound books and a cup on the right."""
    u, w, h = form.unit, form.width, form.height
    top = (0.902 if form.portrait else 0.888) * h
    sheet = Sheet(form)
    canvas = sheet.canvas
    room.boards(sheet, form, top, hour.wood, hour.wood_light, 781)
    stand = top + 12 * u
    x = (0.115 if not form.portrait else 0.105) * w
    sheet.fill(
        skia.Path().addOval(skia.Rect.MakeLTRB(x - 60 * u, stand - 8 * u, x + 90 * u, stand + 12 * u)),
        scaled(hour.wood, 0.3),
        0.6,
        6 * u,
    )
    pot = skia.Path().addRoundRect(skia.Rect.MakeLTRB(x - 34 * u, stand - 96 * u, x + 34 * u, stand), 6 * u, 6 * u)
    brushes = ((-22, -9, 150, 0.3), (-8, -3, 186, 0.9), (6, 4, 160, 0.6), (18, 12, 138, 0.2))
    for dx, lean, long, tone in brushes:
        bx, by = x + (dx + lean) * u, stand - (70 + long) * u
        canvas.drawLine(x + dx * u, stand - 70 * u, bx, by, pen(mix(rgb("#c9a26a"), hour.lacquer, tone), 7 * u))
        tip = skia.Path()
        tip.moveTo(bx - 7 * u, by + 4 * u)
        tip.cubicTo(bx - 13 * u, by - 22 * u, bx - 3 * u, by - 40 * u, bx + 0.25 * lean * u, by - 56 * u)
        tip.cubicTo(bx + 5 * u, by - 38 * u, bx + 12 * u, by - 20 * u, bx + 7 * u, by + 4 * u)
        tip.close()
        sheet.fill(tip, mix(rgb("#efe3cf"), rgb("#5a4436"), 0.7 if tone > 0.5 else 0.15))
        sheet.fill(skia.Path().addCircle(bx + 0.25 * lean * u, by - 46 * u, 9 * u), hour.lacquer, 0.6, 5 * u)
    room.shaded(
        pot,
        x - 34 * u,
        x + 34 * u,
        [(0.0, scaled(hour.porcelain, 0.6)), (0.3, hour.porcelain), (1.0, scaled(hour.porcelain, 0.5))],
        sheet,
    )
    canvas.save()
    canvas.clipPath(pot, True)
    for k in range(3):
        canvas.drawPath(
            polyline(
                [(x - 40 * u + i * 8 * u, stand - (26 + 18 * k) * u - 8 * u * math.sin(i * 0.9 + k)) for i in range(11)]
            ),
            pen(hour.blue, 2.6 * u, 0.55),
        )
    for y in (-90, -6):
        canvas.drawLine(x - 40 * u, stand + y * u, x + 40 * u, stand + y * u, pen(hour.blue, 4 * u, 0.6))
    canvas.restore()
    sx = x + (118 if not form.portrait else 96) * u
    slab = skia.Path().addRoundRect(skia.Rect.MakeLTRB(sx - 52 * u, stand - 24 * u, sx + 52 * u, stand), 9 * u, 9 * u)
    room.shaded(
        slab, sx - 52 * u, sx + 52 * u, [(0.0, rgb("#2d2b33")), (0.35, rgb("#6b6872")), (1.0, rgb("#1c1b22"))], sheet
    )
    canvas.drawOval(skia.Rect.MakeLTRB(sx - 40 * u, stand - 30 * u, sx + 40 * u, stand - 15 * u), paint(rgb("#15141a")))

    bx = 0.885 * w
    for k, (dx, wide, c) in enumerate(
        ((0, 190, "#3f5f86"), (9, 182, "#3f5f86"), (-6, 176, "#7d5f3d"), (4, 168, "#3f5f86"))
    ):
        y = stand - 26 * k * u
        box = skia.Rect.MakeLTRB(bx + (dx - wide / 2) * u, y - 25 * u, bx + (dx + wide / 2) * u, y)
        c2 = mix(rgb(c), hour.lacquer, 0.25 if not hour.lamp else 0.45)
        canvas.drawRect(box, paint(mix(hour.paper, hour.wall_shade, 0.2)))
        for line in range(5):
            canvas.drawLine(
                box.left() + 3 * u,
                y - (4 + 4.2 * line) * u,
                box.right(),
                y - (4 + 4.2 * line) * u,
                pen(hour.wall_shade, 1.1 * u, 0.6),
            )
        canvas.drawRect(
            skia.Rect.MakeLTRB(box.left() - 2 * u, box.top() - 2 * u, box.right() + 2 * u, box.top() + 3 * u), paint(c2)
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(box.left() - 2 * u, y - 3 * u, box.right() + 2 * u, y), paint(scaled(c2, 0.8))
        )
        canvas.drawRect(skia.Rect.MakeLTRB(box.left() - 2 * u, box.top(), box.left() + 10 * u, y), paint(c2))
    cx, cy = bx - (150 if not form.portrait else 138) * u, stand
    cup = skia.Path()
    cup.moveTo(cx - 17 * u, cy)
    cup.cubicTo(cx - 40 * u, cy - 10 * u, cx - 42 * u, cy - 36 * u, cx - 44 * u, cy - 52 * u)
    cup.lineTo(cx + 44 * u, cy - 52 * u)
    cup.cubicTo(cx + 42 * u, cy - 36 * u, cx + 40 * u, cy - 10 * u, cx + 17 * u, cy)
    cup.close()
    celadon = mix(rgb("#a4c8b4"), hour.lacquer, 0.12 + 0.3 * hour.lamp)
    room.shaded(
        cup,
        cx - 44 * u,
        cx + 44 * u,
        [(0.0, scaled(celadon, 0.7)), (0.3, mix(celadon, (1, 1, 1), 0.35)), (1.0, scaled(celadon, 0.55))],
        sheet,
    )
    canvas.drawOval(
        skia.Rect.MakeLTRB(cx - 44 * u, cy - 60 * u, cx + 44 * u, cy - 45 * u), paint(mix(celadon, (1, 1, 1), 0.25))
    )
    canvas.drawOval(skia.Rect.MakeLTRB(cx - 38 * u, cy - 58 * u, cx + 38 * u, cy - 47 * u), paint(rgb("#8a9a4e"), 0.9))
    layer = painted(focus(sheet.layer(), 0.9 * u), form, 791, 0.06, 0.04)
    return lit(layer, hour.light, 0.22 * glow(form, 0.30 * w, top - 40 * u, 430 * u, 1.5, 1.7))
