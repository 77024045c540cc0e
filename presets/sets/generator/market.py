"""东关早市: a street of grey brick in the morning, shops on both sides, a counter before us."""

from __future__ import annotations

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

BRICK, BRICK_LIGHT, MORTAR = rgb("#7f8a8d"), rgb("#b9bdb4"), rgb("#5d676c")
TIMBER, TIMBER_LIGHT = rgb("#6e4331"), rgb("#b98a62")
TILE = rgb("#515b61")
INDIGO, ROUGE, OCHRE, AMBER = rgb("#177cb0"), rgb("#9d2933"), rgb("#955539"), rgb("#ca6924")
BAMBOO, BAMBOO_DARK = rgb("#e0bd84"), rgb("#93663a")
SUN, AIR = rgb("#ffe9bd"), rgb("#e6dfcd")
WOOD, WOOD_LIGHT = rgb("#5e3626"), rgb("#c08a5c")


def layers(form: Format) -> dict[str, np.ndarray]:
    """Back to front: `street`, `hung` (lanterns and cloth signs), `counter`."""
    view = view_of(form)
    return {
        "street": over(_street(form, view), _awnings(form, view)),
        "hung": over(_signs(form, view), _lanterns(form, view)),
        "counter": _counter(form),
    }


def view_of(form: Format) -> room.View:
    if form.portrait:
        return room.View(1.45, 1010.0, 0.5 * form.width, 0.575 * form.height)
    return room.View(1.45, 1010.0, 0.5 * form.width, 0.575 * form.height)


def half_of(form: Format) -> float:
    """Half the street's width, metres."""
    return 2.35 if form.portrait else 3.2


def _houses(form: Format) -> list[tuple[float, float, float, int]]:
    """(front, back, height of the eave, seed): shops along one side."""
    depths = [2.4, 5.6, 8.6, 12.2, 16.0, 20.5, 25.5, 31.0, 37.0]
    low = 5.6 if form.portrait else 4.3
    return [
        (a, b, low + (0.0, 0.5, -0.35, 0.3, 0.0, 0.5, -0.2, 0.2)[i], 900 + i)
        for i, (a, b) in enumerate(zip(depths, depths[1:], strict=False))
    ]


def _air(z: float) -> float:
    """How much of the morning haze lies before something at `z`."""
    return float(1.0 - np.exp(-max(z - 4.5, 0.0) / 15.0)) * 0.94


def _street(form: Format, view: room.View) -> np.ndarray:
    u, w, h = form.unit, form.width, form.height
    hz = view.horizon
    sky = ramp(
        form, [(0.0, rgb("#93b7c9")), (0.55 * hz / h, rgb("#c3d4cf")), (hz / h, rgb("#f0dfbc")), (1.0, rgb("#d8cbb0"))]
    )
    sky = lit(sky, SUN, 0.40 * glow(form, 0.60 * w, hz - 0.16 * h, 380 * u, 1.3))
    cloud = noise(form, (700 * u, 160 * u), 901, 5)
    sky = lit(sky, (1.0, 0.97, 0.9), (0.25 * (0.1 + cloud)).clip(0, 0.4))
    end = Sheet(form)
    _gate(end, view, 44.0)
    tower = veil(focus(painted(end.layer(), form, 903, 0.06, 0.04), 2.4 * u), AIR, 0.62)
    trees = Sheet(form)
    rng = np.random.default_rng(904)
    for x, y, size, count in ((0.33, 0.375, 96, 2), (0.25, 0.25, 150, 2), (0.66, 0.36, 110, 2), (0.74, 0.20, 190, 3)):
        cx = view.center + (x - 0.5) * (w if not form.portrait else 1.5 * w)
        far_trees(
            trees,
            rng,
            cx - 0.6 * size * u,
            cx + 0.5 * size * count * u,
            (y + 0.09) * h,
            size * u,
            rgb("#5d7d5a"),
            rgb("#b9c878"),
            0.5,
        )
    green = veil(focus(painted(trees.layer(), form, 906, 0.08, 0.05), 2.2 * u), AIR, 0.40)
    picture = over(sky, tower, green)
    ground = Sheet(form)
    _paving(ground, form, view)
    floor = painted(focus(ground.layer(), 0.6 * u), form, 905, 0.08, 0.0)
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    far = np.exp(-((ys - hz).clip(0, None) / (64 * u)))
    floor = veil(floor, AIR, (0.92 * far).clip(0, 1))
    picture = over(picture, floor)
    houses = _houses(form)
    for near, back, eave, seed in reversed(houses):
        sheet = Sheet(form)
        for side in (-1, 1):
            _house(sheet, form, view, side, near, back, eave, seed + (40 if side > 0 else 0))
        layer = painted(focus(sheet.layer(), (0.7 + 0.05 * near) * u), form, seed, 0.07, 0.06)
        picture = over(picture, veil(layer, AIR, _air(0.5 * (near + back))))
    half = half_of(form)
    shade = np.clip((xs - view.center) / (0.5 * w), 0, 1) ** 0.8
    picture = veil(picture, rgb("#4c5a72"), 0.26 * shade * np.clip(np.abs(xs - view.center) / (120 * u), 0, 1))
    picture = lit(picture, SUN, 0.15 * glow(form, 0.14 * w, 0.42 * h, 560 * u, 1.5))
    goods = Sheet(form)
    _stall(goods, form, view, half)
    stall = painted(focus(goods.layer(), 0.8 * u), form, 907, 0.07, 0.06)
    stall = lit(stall, SUN, 0.16 * glow(form, 0.15 * w, 0.6 * h, 420 * u, 1.5))
    picture = over(picture, veil(stall, AIR, 0.06))
    beam = Sheet(form)
    for k in range(4):
        x = (0.42 + 0.17 * k) * w
        beam.fill(
            polygon([(x + 0.30 * w, -20), (x + 0.38 * w, -20), (x - 0.12 * w, 0.9 * h), (x - 0.30 * w, 0.9 * h)]),
            (1, 1, 1),
            0.5,
        )
    rays = focus(beam.layer(), 26 * u)[..., 3]
    picture = lit(picture, SUN, 0.14 * rays)
    head = glow(form, 0.5 * w, hz - 0.16 * h, 0.26 * min(w, h), 2.2)
    picture = veil(picture, rgb("#eadfc6"), 0.34 * head)
    wash = 1.0 + 0.016 * noise(form, 240 * u, 911, 5) + 0.008 * noise(form, 3 * u, 912, 1)
    picture[..., :3] = (picture[..., :3] * wash[..., None]).clip(0, 1)
    picture[..., 3] = 1.0
    return picture


def _gate(sheet: Sheet, view: room.View, z: float) -> None:
    """The old gate far off: a brick wall with an arch, a two-eaved tower on it."""
    unit = view.size(z)
    sheet.fill(view.upright(-14, 14, 0, 6.5, z), rgb("#8d9597"))
    for k in range(-14, 14):
        sheet.fill(view.upright(k + 0.1, k + 0.7, 6.5, 7.3, z), rgb("#8d9597"))
    x, foot = view.at(0, 0, z)
    arch = skia.Path()
    arch.moveTo(x - 1.9 * unit, foot)
    arch.lineTo(x - 1.9 * unit, foot - 2.6 * unit)
    arch.arcTo(
        skia.Rect.MakeLTRB(x - 1.9 * unit, foot - 4.5 * unit, x + 1.9 * unit, foot - 0.7 * unit), 180, 180, False
    )
    arch.lineTo(x + 1.9 * unit, foot)
    arch.close()
    sheet.fill(arch, rgb("#c9c3b2"))
    for half, y0, y1, wide in ((5.6, 7.3, 9.4, 7.6), (4.4, 10.9, 12.4, 6.2)):
        sheet.fill(view.upright(-half, half, y0, y1, z), rgb("#8c5a4e"))
        roof = skia.Path()
        roof.moveTo(*view.at(-wide, y1 + 0.2, z))
        roof.quadTo(*view.at(-wide * 0.7, y1 + 0.2, z), *view.at(-wide * 0.62, y1 + 1.7, z))
        roof.lineTo(*view.at(wide * 0.62, y1 + 1.7, z))
        roof.quadTo(*view.at(wide * 0.7, y1 + 0.2, z), *view.at(wide, y1 + 0.2, z))
        roof.close()
        sheet.fill(roof, rgb("#66706f"))


def _paving(sheet: Sheet, form: Format, view: room.View) -> None:
    """Long slabs in the middle, brick set on edge at both sides."""
    half = half_of(form) + 0.4
    rng = np.random.default_rng(921)
    sheet.fill(view.flat(-half, half, 0, 1.3, 60), rgb("#93968f"))
    z = 1.3
    while z < 40:
        long = 0.62 + 0.02 * z
        for k in range(-2, 2):
            x = k * 0.62
            tone = mix(rgb("#b3b1a4"), rgb("#7f8583"), rng.uniform(0, 0.9))
            shift = rng.uniform(0, 0.4) * long
            sheet.fill(view.flat(x, x + 0.62, 0, z + shift, z + shift + long), tone, 0.85)
            sheet.line(view.flat(x, x + 0.62, 0, z + shift, z + shift + long), MORTAR, 0.010 * view.size(z), 0.5)
        for side in (-1, 1):
            for k in range(6):
                x = side * (1.24 + 0.33 * k)
                if abs(x) > half:
                    continue
                tone = mix(BRICK, BRICK_LIGHT if rng.uniform() < 0.5 else MORTAR, rng.uniform(0, 0.45))
                path = view.flat(x, x + side * 0.33, 0, z, z + long * 0.5)
                sheet.fill(path, tone, 0.8)
                sheet.fill(view.flat(x, x + side * 0.33, 0, z + 0.5 * long, z + long), mix(tone, MORTAR, 0.2), 0.8)
        z += long
    for x in (-1.24, 1.24):
        sheet.canvas.drawLine(*view.at(x, 0, 1.3), *view.at(x, 0, 50), pen(MORTAR, 2.0 * form.unit, 0.6))


def _house(
    sheet: Sheet, form: Format, view: room.View, side: int, z0: float, z1: float, eave: float, seed: int
) -> None:
    """A shop front along the street: posts and boards below, brick above, tiles that overhang."""
    rng = np.random.default_rng(seed)
    x = side * half_of(form)
    sunny = side < 0
    light, dark = (BRICK_LIGHT, BRICK) if sunny else (BRICK, MORTAR)
    wood = mix(TIMBER, TIMBER_LIGHT, 0.35 if sunny else 0.05)
    wall = mix(dark, light, 0.55)
    sheet.fill(view.side(x, 0, eave, z0, z1), wall)
    shop = 2.62
    courses = max(round((eave - shop) / 0.115), 4)
    for k in range(courses):
        y0 = shop + (eave - shop) * k / courses
        y1 = shop + (eave - shop) * (k + 1) / courses
        run = z0 - 0.16 * (k % 2)
        while run < z1:
            a, b = max(run, z0), min(run + 0.32, z1)
            if b > a:
                sheet.fill(
                    view.side(x, y0, y1, a, b),
                    mix(wall, light if rng.uniform() < 0.5 else dark, rng.uniform(0, 0.5)),
                    0.85,
                )
            run += 0.32
        if view.size(z0) > 90:
            sheet.canvas.drawLine(*view.at(x, y0, z0), *view.at(x, y0, z1), pen(MORTAR, 0.010 * view.size(z0), 0.35))
    # the open shop: dark inside, warm where lamps burn
    inside = mix(rgb("#3b2b27"), rgb("#a8703d"), 0.30 if sunny else 0.45)
    sheet.fill(view.side(x, 0, shop, z0, z1), inside)
    count = max(round((z1 - z0) / 0.95), 2)
    lit_bay = rng.integers(count)
    for k in range(count):
        a, b = z0 + (z1 - z0) * k / count, z0 + (z1 - z0) * (k + 1) / count
        kind = rng.uniform()
        if kind < 0.40:  # boards put up
            for j in range(4):
                c, d = a + (b - a) * j / 4, a + (b - a) * (j + 1) / 4
                sheet.fill(view.side(x, 0.25, shop - 0.45, c, d), mix(wood, scaled(wood, 0.6), rng.uniform(0, 0.8)))
                sheet.canvas.drawLine(
                    *view.at(x, 0.25, d),
                    *view.at(x, shop - 0.45, d),
                    pen(scaled(wood, 0.45), 0.016 * view.size(d), 0.8),
                )
        else:
            if k == lit_bay:
                sheet.fill(view.side(x, 0.9, shop - 0.4, a, b), rgb("#e9a95e"), 0.55, 0.08 * view.size(a))
            for shelf in (0.95, 1.45, 1.95):
                sheet.fill(view.side(x, shelf, shelf + 0.05, a, b), mix(wood, (0.1, 0.06, 0.05), 0.4))
                for _ in range(3):
                    zz = rng.uniform(a + 0.1, b - 0.1)
                    px, py = view.at(x, shelf + 0.05, zz)
                    size = 0.26 * view.size(zz)
                    c = mix(AMBER if rng.uniform() < 0.5 else OCHRE, inside, rng.uniform(0.1, 0.5))
                    sheet.canvas.drawOval(
                        skia.Rect.MakeXYWH(px - 0.35 * size, py - size, 0.7 * size, size), paint(c, 0.9)
                    )
            sheet.fill(view.side(x, 0, 0.85, a, b), mix(wood, scaled(wood, 0.5), 0.45))
            sheet.fill(view.side(x, 0.8, 0.88, a, b), mix(wood, TIMBER_LIGHT, 0.4))
        sheet.canvas.drawLine(
            *view.at(x, shop - 0.42, a), *view.at(x, shop - 0.42, b), pen(scaled(wood, 0.6), 0.05 * view.size(a))
        )
        for j in range(6):
            zz = a + (b - a) * (j + 0.5) / 6
            sheet.canvas.drawLine(
                *view.at(x, shop - 0.40, zz),
                *view.at(x, shop - 0.06, zz),
                pen(scaled(wood, 0.8), 0.022 * view.size(zz), 0.9),
            )
    for k in range(count + 1):
        zz = z0 + (z1 - z0) * k / count
        sheet.canvas.drawLine(
            *view.at(x, 0, zz), *view.at(x, shop, zz), pen(mix(wood, scaled(wood, 0.5), 0.2), 0.13 * view.size(zz))
        )
        sheet.canvas.drawLine(
            *view.at(x - side * 0.03, 0, zz),
            *view.at(x - side * 0.03, shop, zz),
            pen(mix(wood, TIMBER_LIGHT, 0.5), 0.03 * view.size(zz), 0.6),
        )
    sheet.fill(view.side(x, shop - 0.04, shop + 0.16, z0, z1), wood)
    _pier(sheet, view, x, side, 0.0, eave, z1 - 0.55, z1, wall, light, dark, rng)
    if eave > 5.0:  # windows of the upper floor
        windows = max(round((z1 - z0) / 1.3), 1)
        for k in range(windows):
            a, b = z0 + (z1 - z0) * (k + 0.16) / windows, z0 + (z1 - z0) * (k + 0.84) / windows
            sheet.fill(view.side(x, shop + 0.62, eave - 0.55, a, b), mix(rgb("#efe3c4"), AIR, 0.3))
            for j in range(6):
                zz = a + (b - a) * j / 5
                sheet.canvas.drawLine(
                    *view.at(x, shop + 0.62, zz), *view.at(x, eave - 0.55, zz), pen(wood, 0.035 * view.size(zz))
                )
            for y in np.linspace(shop + 0.62, eave - 0.55, 5):
                sheet.canvas.drawLine(
                    *view.at(x, float(y), a), *view.at(x, float(y), b), pen(wood, 0.030 * view.size(a))
                )
            sheet.line(view.side(x, shop + 0.62, eave - 0.55, a, b), scaled(wood, 0.7), 0.07 * view.size(a))
    _tiles(sheet, view, x, side, eave, z0, z1, 0.85, 0.62)
    if eave > 5.0:
        _tiles(sheet, view, x, side, shop + 0.55, z0, z1, 0.62, 0.34)
    if rng.uniform() < 0.75:  # a hanging board without words
        zz = z0 + (z1 - z0) * rng.uniform(0.3, 0.7)
        out = x - side * 0.62
        sheet.fill(
            polygon(
                [
                    view.at(x - side * 0.12, 2.5, zz),
                    view.at(out, 2.5, zz),
                    view.at(out, 1.55, zz),
                    view.at(x - side * 0.12, 1.55, zz),
                ]
            ),
            scaled(TIMBER, 0.65),
        )
        (lf, t), (r, f) = (
            view.at(min(x - side * 0.18, out + side * 0.06), 2.44, zz),
            view.at(max(x - side * 0.18, out + side * 0.06), 1.61, zz),
        )
        sheet.line(skia.Path().addRect(skia.Rect.MakeLTRB(lf, t, r, f)), rgb("#d3a85a"), 0.018 * view.size(zz), 0.85)
        sheet.canvas.drawCircle(
            0.5 * (lf + r), 0.5 * (t + f), 0.11 * view.size(zz), pen(rgb("#d3a85a"), 0.03 * view.size(zz), 0.9)
        )


def _pier(sheet: Sheet, view: room.View, x: float, side: int, y0: float, y1: float, z0: float, z1: float, wall: Colour,
          light: Colour, dark: Colour, rng: np.random.Generator) -> None:  # fmt: skip
    """The end of a party wall: bare grey brick from the ground to the eave."""
    x -= side * 0.10
    sheet.fill(
        polygon(
            [view.at(x, y0, z0), view.at(x + side * 0.1, y0, z0), view.at(x + side * 0.1, y1, z0), view.at(x, y1, z0)]
        ),
        scaled(wall, 0.72),
    )
    sheet.fill(view.side(x, y0, y1, z0, z1), wall)
    courses = round((y1 - y0) / 0.115)
    for k in range(courses):
        a, b = y0 + (y1 - y0) * k / courses, y0 + (y1 - y0) * (k + 1) / courses
        cut = z0 + (z1 - z0) * (0.35 if k % 2 else 0.68)
        for c, d in ((z0, cut), (cut, z1)):
            sheet.fill(
                view.side(x, a, b, c, d), mix(wall, light if rng.uniform() < 0.5 else dark, rng.uniform(0.05, 0.6)), 0.9
            )
        sheet.canvas.drawLine(*view.at(x, a, z0), *view.at(x, a, z1), pen(MORTAR, 0.012 * view.size(z0), 0.5))


def _tiles(
    sheet: Sheet, view: room.View, x: float, side: int, y: float, z0: float, z1: float, reach: float, rise: float
) -> None:
    """A strip of roof that overhangs the street."""
    out = x - side * reach
    sheet.fill(
        polygon(
            [view.at(x, y - 0.12, z0), view.at(out, y - 0.16, z0), view.at(out, y - 0.16, z1), view.at(x, y - 0.12, z1)]
        ),
        scaled(TIMBER, 0.55),
    )
    count = max(round((z1 - z0) / 0.24), 2)
    for k in range(int(reach / 0.3) + 1):
        xx = x - side * min(0.3 * k + 0.1, reach)
        sheet.canvas.drawLine(
            *view.at(xx, y - 0.13, z0),
            *view.at(xx, y - 0.13, z1),
            pen(mix(TIMBER, TIMBER_LIGHT, 0.25), 0.03 * view.size(z0), 0.6),
        )
    sheet.fill(
        polygon(
            [
                view.at(out, y - 0.10, z0),
                view.at(x + side * 0.6, y + rise, z0),
                view.at(x + side * 0.6, y + rise, z1),
                view.at(out, y - 0.10, z1),
            ]
        ),
        TILE,
    )
    for k in range(count + 1):
        zz = z0 + (z1 - z0) * k / count
        sheet.canvas.drawLine(
            *view.at(out, y - 0.10, zz),
            *view.at(x + side * 0.6, y + rise, zz),
            pen(mix(TILE, BRICK_LIGHT, 0.28), 0.06 * view.size(zz), 0.85),
        )
        sheet.canvas.drawCircle(*view.at(out, y - 0.11, zz), 0.062 * view.size(zz), paint(mix(TILE, BRICK_LIGHT, 0.16)))
    sheet.canvas.drawLine(
        *view.at(out, y - 0.16, z0), *view.at(out, y - 0.16, z1), pen(scaled(TILE, 0.6), 0.05 * view.size(z0), 0.7)
    )


def _stall(sheet: Sheet, form: Format, view: room.View, half: float) -> None:
    """Left: a counter with steamers before the shop; right: jars of pickles in rows."""
    out = -half + 0.95
    z0, z1 = (4.6, 6.2) if form.portrait else (3.9, 6.0)
    sheet.fill(view.side(out, 0, 0.82, z0, z1), scaled(TIMBER, 0.85))
    for k in range(6):
        zz = z0 + (z1 - z0) * k / 5
        sheet.canvas.drawLine(
            *view.at(out, 0, zz), *view.at(out, 0.8, zz), pen(scaled(TIMBER, 0.55), 0.03 * view.size(zz), 0.8)
        )
    sheet.fill(view.upright(-half, out, 0, 0.82, z0), mix(TIMBER, TIMBER_LIGHT, 0.25))
    sheet.fill(view.flat(-half, out + 0.06, 0.86, z0 - 0.05, z1), mix(TIMBER, TIMBER_LIGHT, 0.7))
    sheet.fill(view.upright(-half, out + 0.06, 0.80, 0.86, z0 - 0.05), mix(TIMBER, TIMBER_LIGHT, 0.5))
    stacks = [(z1 - 0.4, out - 0.42, 0.62, 5), (z0 + 0.75, out - 0.34, 0.66, 4), (z0 + 0.22, out - 0.52, 0.56, 2)]
    for zz, xx, wide, tiers in stacks:
        px, foot = view.at(xx, 0.86, zz)
        room.steamer(sheet, px, foot, wide * view.size(zz), tiers, BAMBOO, BAMBOO_DARK, lid=tiers != 2)
    rng = np.random.default_rng(931)
    rows = [(6.2, 0.0), (5.4, 0.0), (4.7, 0.0)]
    for zz, up in rows:
        for k in range(2):
            xx = half - 0.28 - 0.52 * k
            px, foot = view.at(xx, up, zz)
            unit = view.size(zz)
            sheet.canvas.drawOval(
                skia.Rect.MakeLTRB(px - 0.3 * unit, foot - 0.05 * unit, px + 0.3 * unit, foot + 0.06 * unit),
                paint(rgb("#3a3f42"), 0.5, 0.03 * unit),
            )
            glaze = (AMBER, OCHRE, rgb("#7b4a2b"))[int(rng.integers(3))]
            room.jar(
                sheet,
                px,
                foot,
                0.50 * unit,
                mix(glaze, (0.25, 0.14, 0.1), 0.2),
                rgb("#b8413f") if rng.uniform() < 0.55 else None,
                1.3,
            )
    zz, unit = 5.0, view.size(5.0)
    sheet.fill(view.upright(half - 0.85, half, 0.98, 1.04, zz), mix(TIMBER, TIMBER_LIGHT, 0.4))
    for k in range(3):
        px, foot = view.at(half - 0.18 - 0.28 * k, 1.04, zz)
        room.jar(
            sheet,
            px,
            foot,
            0.25 * unit,
            mix((AMBER, OCHRE, AMBER)[k], (0.2, 0.12, 0.1), 0.12),
            (rgb("#b8413f"), None, rgb("#2d6f9b"))[k],
        )


def _awnings(form: Format, view: room.View) -> np.ndarray:
    """Indigo awnings with a white hem over the shops."""
    u = form.unit
    sheet = Sheet(form)
    half = half_of(form)
    spots = [(1, 12.0, 15.5, 0.2), (-1, 11.0, 14.2, 0.1), (1, 6.2, 9.0, 0.15), (-1, 6.6, 9.0, 0.0)]
    for side, z0, z1, tone in spots:
        x, out, y = side * half, side * (half - 1.30), 2.86
        low = 2.28
        air = _air(z0)
        blue, white = mix(mix(INDIGO, rgb("#0b4468"), tone), AIR, air), mix(rgb("#e9efe9"), AIR, air)
        count = 6
        for k in range(count):  # from below: the cloth with the light through it
            a, b = z1 + (z0 - z1) * k / count, z1 + (z0 - z1) * (k + 1) / count
            stripe = blue if k % 2 == 0 else mix(blue, white, 0.75)
            sheet.fill(
                polygon([view.at(x, y, a), view.at(x, y, b), view.at(out, low, b), view.at(out, low, a)]),
                scaled(stripe, 0.84),
            )
            hem = polygon(
                [
                    view.at(out, low, a),
                    view.at(out, low, b),
                    view.at(out, low - 0.20, b),
                    view.at(out, low - 0.26, 0.5 * (a + b)),
                    view.at(out, low - 0.20, a),
                ]
            )
            sheet.fill(hem, stripe)
        cheek = polygon(
            [view.at(x, y, z0), view.at(out, low, z0), view.at(out, low - 0.2, z0), view.at(x, low - 0.2, z0)]
        )
        sheet.fill(cheek, blue)
        lobes = 6
        for k in range(lobes):
            a, b = x + (out - x) * k / lobes, x + (out - x) * (k + 1) / lobes
            lobe = skia.Path()
            lobe.moveTo(*view.at(a, low - 0.2, z0))
            lobe.quadTo(*view.at(0.5 * (a + b), low - 0.42, z0), *view.at(b, low - 0.2, z0))
            lobe.close()
            sheet.fill(lobe, white if k % 2 else scaled(blue, 0.9))
        sheet.canvas.drawPath(
            polyline([view.at(x, y, z0), view.at(out, low, z0), view.at(out, low, z1)]),
            pen(white, 0.025 * view.size(z0), 0.85),
        )
        sheet.canvas.drawLine(
            *view.at(x, low - 0.2, z0), *view.at(out, low - 0.2, z0), pen(white, 0.030 * view.size(z0), 0.9)
        )
        sheet.canvas.drawLine(
            *view.at(out, low, z0), *view.at(x, 1.75, z0), pen(mix(TIMBER, AIR, air), 0.03 * view.size(z0), 0.9)
        )
    return focus(painted(sheet.layer(), form, 941, 0.08, 0.05), 0.9 * u)


def _signs(form: Format, view: room.View) -> np.ndarray:
    """Cloth signs of indigo with a white flower of eight."""
    u = form.unit
    sheet = Sheet(form)
    half = half_of(form)
    for side, z, y in ((1, 4.75, 3.25), (-1, 5.9, 3.35)) if not form.portrait else ((1, 6.2, 3.95), (-1, 8.4, 4.1)):
        unit = view.size(z)
        x = side * (half - 0.66)
        (lf, t), (r, f) = view.at(x - 0.34, y, z), view.at(x + 0.34, y - 1.25, z)
        sheet.canvas.drawLine(
            *view.at(side * half, y + 0.02, z),
            *view.at(x - side * 0.42, y + 0.02, z),
            pen(mix(TIMBER, AIR, _air(z)), 0.05 * unit),
        )
        cloth = skia.Path()
        cloth.moveTo(lf, t)
        cloth.lineTo(r, t)
        cloth.lineTo(r, f)
        cloth.lineTo(0.5 * (lf + r), f - 0.14 * unit)
        cloth.lineTo(lf, f)
        cloth.close()
        blue = mix(rgb("#12659a"), AIR, _air(z))
        room.shaded(
            cloth,
            lf,
            r,
            [
                (0.0, scaled(blue, 1.15)),
                (0.3, blue),
                (0.55, scaled(blue, 0.82)),
                (0.8, blue),
                (1.0, scaled(blue, 0.75)),
            ],
            sheet,
        )
        white = mix(rgb("#eef1ea"), AIR, _air(z))
        sheet.line(
            polyline(
                [
                    (lf + 0.05 * unit, f - 0.05 * unit),
                    (lf + 0.05 * unit, t + 0.05 * unit),
                    (r - 0.05 * unit, t + 0.05 * unit),
                    (r - 0.05 * unit, f - 0.05 * unit),
                ]
            ),
            white,
            0.02 * unit,
            0.8,
        )
        cx, cy = 0.5 * (lf + r), t + 0.5 * unit
        for k in range(8):
            a = 2 * np.pi * k / 8
            px, py = cx + 0.17 * unit * np.cos(a), cy + 0.17 * unit * np.sin(a)
            for j in range(5):
                q = a + 2 * np.pi * j / 5
                sheet.canvas.drawCircle(
                    px + 0.035 * unit * np.cos(q), py + 0.035 * unit * np.sin(q), 0.024 * unit, paint(white, 0.95)
                )
        sheet.canvas.drawCircle(cx, cy, 0.075 * unit, paint(white, 0.85))
    return focus(painted(sheet.layer(), form, 945, 0.08, 0.05), 0.9 * u)


def _lanterns(form: Format, view: room.View) -> np.ndarray:
    """Red lanterns at the eaves, smaller down the street."""
    u = form.unit
    sheet = Sheet(form)
    half = half_of(form)
    spots = [(-1, 11.0, 2.75), (1, 12.4, 2.8), (-1, 10.0, 2.95), (1, 9.6, 3.0), (-1, 3.95, 2.80), (1, 6.0, 2.90)]
    if form.portrait:
        spots = [(-1, 11.5, 2.75), (1, 13.0, 2.8), (-1, 9.2, 2.95), (1, 8.4, 2.95), (-1, 5.9, 3.05)]
    for side, z, y in spots:
        unit = view.size(z)
        px, py = view.at(side * (half - 0.98), y, z)
        red = mix(mix(ROUGE, rgb("#c23a36"), 0.45), AIR, _air(z))
        room.lantern(sheet, px, py, 0.46 * unit, red, mix(rgb("#7a3f2a"), AIR, _air(z)), 0.18, cord=0.5 * unit)
    return focus(painted(sheet.layer(), form, 951, 0.05, 0.04), 0.8 * u)


def _counter(form: Format) -> np.ndarray:
    """The shop counter before us: steamers on the left, small jars of pickles on the right."""
    u, w, h = form.unit, form.width, form.height
    top = (0.905 if form.portrait else 0.890) * h
    sheet = Sheet(form)
    room.boards(sheet, form, top, WOOD, WOOD_LIGHT, 961)
    stand = top + 12 * u
    x = (0.115 if form.portrait else 0.125) * w
    jx = (0.895 if form.portrait else 0.885) * w
    for cx in (x, jx):
        room.shade_below(sheet, u, cx, stand, 130, WOOD)
    room.steamer(sheet, x, stand, 224 * u, 3, BAMBOO, BAMBOO_DARK)
    room.jar(sheet, jx + 70 * u, stand, 118 * u, mix(OCHRE, (0.2, 0.1, 0.08), 0.15), rgb("#b8413f"))
    room.jar(sheet, jx - 52 * u, stand, 104 * u, mix(AMBER, (0.3, 0.14, 0.08), 0.25), rgb("#2d6f9b"))
    room.jar(sheet, jx + 8 * u, stand + 3 * u, 74 * u, mix(OCHRE, AMBER, 0.5), None, 1.0)
    layer = painted(focus(sheet.layer(), 0.9 * u), form, 971, 0.06, 0.04)
    return lit(layer, SUN, 0.24 * glow(form, 0.20 * w, top - 60 * u, 460 * u, 1.5, 1.7))
