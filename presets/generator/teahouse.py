"""示例·茶社: bamboo, steam, soft dough and the green of new tea."""

from __future__ import annotations

import math

import skia

from .brush import Board, box, curve, ellipse, linear, mix, plain, polygon, radial, steam, turned

BAMBOO = "#d9b06a"


def _steamer(b: Board, y: float, radius: float, height: float) -> None:
    wall = turned(((radius, y), (radius, y + height)), 256)
    b.fill(
        wall,
        linear(
            (256 - radius, 0),
            (256 + radius, 0),
            ((0, "#8a5f28"), (0.2, "#e3bd78"), (0.45, "#f0d193"), (0.8, "#bd8b45"), (1, "#7a5220")),
        ),
    )
    b.fill(
        ellipse(256, y + height, radius, 0.30 * radius),
        linear((256 - radius, 0), (256 + radius, 0), ((0, "#8a5f28"), (0.3, "#e3bd78"), (1, "#7a5220"))),
    )
    for share in (0.28, 0.72):
        b.line(
            curve(
                (256 - radius, y + share * height),
                (256, y + share * height + 0.30 * radius),
                (256 + radius, y + share * height),
            ),
            "#8a5f28",
            3,
            0.8,
        )
    b.fill(
        ellipse(256, y, radius, 0.30 * radius),
        linear((256 - radius, y - 40), (256 + radius, y + 40), ((0, "#f2d8a0"), (1, "#c4924c"))),
    )
    b.fill(
        ellipse(256, y + 4, radius - 16, 0.30 * radius - 9),
        linear((0, y - 50), (0, y + 60), ((0, "#7c5424"), (1, "#e0bd80"))),
    )
    with b.inside(ellipse(256, y + 4, radius - 16, 0.30 * radius - 9)):
        b.fill(ellipse(256, y + 12, radius - 26, 0.30 * radius - 16), "#f6ead0")


def _bun(b: Board, x: float, y: float, r: float) -> None:
    b.fill(ellipse(x + 5, y + 0.50 * r, 0.98 * r, 0.34 * r), plain("#6a4318", 0.42, 7))
    body = skia.Path()
    body.moveTo(x - r, y + 0.30 * r)
    body.cubicTo(x - 1.06 * r, y - 0.42 * r, x - 0.40 * r, y - 0.74 * r, x, y - 0.80 * r)
    body.cubicTo(x + 0.40 * r, y - 0.74 * r, x + 1.06 * r, y - 0.42 * r, x + r, y + 0.30 * r)
    body.cubicTo(x + 0.70 * r, y + 0.66 * r, x - 0.70 * r, y + 0.66 * r, x - r, y + 0.30 * r)
    b.solid(body, "#fff6e6", depth=0.52 * r, gloss=0.9, rim="#a8703a")
    with b.inside(body):
        for number in range(13):
            angle = math.pi * (0.02 + 0.96 * number / 12)
            end = (x + 0.86 * r * math.cos(angle), y - 0.62 * r + 0.66 * r * math.sin(angle))
            mid = (x + 0.48 * r * math.cos(angle + 0.24), y - 0.56 * r + 0.30 * r * math.sin(angle))
            b.line(curve((x + 0.10 * r * math.cos(angle), y - 0.60 * r), mid, end), "#c09058", 0.050 * r, 0.6, 1.6)
            b.line(
                curve(
                    (x + 0.10 * r * math.cos(angle) + 3, y - 0.59 * r), (mid[0] + 4, mid[1] + 1), (end[0] + 4, end[1])
                ),
                "#ffffff",
                0.045 * r,
                0.9,
                1.4,
            )
    b.fill(ellipse(x, y - 0.62 * r, 0.15 * r, 0.09 * r), "#b8793a")
    b.fill(ellipse(x, y - 0.61 * r, 0.08 * r, 0.045 * r), "#7a3f14")
    b.shine(ellipse(x - 0.42 * r, y - 0.22 * r, 0.18 * r, 0.10 * r), 0.7, 6)


def sanding_bun(b: Board) -> None:
    b.shadow(256, 440, 214, 40)
    _steamer(b, 330, 214, 62)
    _bun(b, 256, 258, 84)
    _bun(b, 162, 314, 88)
    _bun(b, 350, 314, 88)
    steam(b, 256, 180, 150)


def _shaomai(b: Board, x: float, y: float, r: float) -> None:
    b.fill(ellipse(x + 4, y + 0.92 * r, 0.86 * r, 0.26 * r), plain("#2a3a20", 0.4, 7))
    body = skia.Path()
    body.moveTo(x - 0.52 * r, y - 0.42 * r)
    body.cubicTo(x - 0.62 * r, y - 0.06 * r, x - 1.0 * r, y + 0.30 * r, x - 0.80 * r, y + 0.74 * r)
    body.cubicTo(x - 0.50 * r, y + 1.06 * r, x + 0.50 * r, y + 1.06 * r, x + 0.80 * r, y + 0.74 * r)
    body.cubicTo(x + 1.0 * r, y + 0.30 * r, x + 0.62 * r, y - 0.06 * r, x + 0.52 * r, y - 0.42 * r)
    body.close()
    b.solid(body, "#9fcf7c", depth=0.5 * r, gloss=0.95, rim="#1d4a1c")
    with b.inside(body):
        b.fill(ellipse(x, y + 0.56 * r, 0.62 * r, 0.40 * r), plain("#3f8a3c", 0.55, 0.16 * r))
        for number in range(9):
            dx = (number - 4) / 4
            b.line(
                curve((x + 0.46 * r * dx, y - 0.42 * r), (x + 0.58 * r * dx, y), (x + 0.84 * r * dx, y + 0.66 * r)),
                "#eef7d8",
                0.045 * r,
                0.75,
                1.6,
            )
    ruff = skia.Path()
    count = 22
    for number in range(count + 1):
        angle = math.tau * number / count
        far = 0.78 if number % 2 else 0.62
        px, py = (
            x + far * r * math.cos(angle),
            y - 0.48 * r + 0.42 * far * r * math.sin(angle) - (0.07 * r if number % 2 else 0),
        )
        if number == 0:
            ruff.moveTo(px, py)
        else:
            ruff.quadTo(px + 2, py - 4, px, py)
    ruff.close()
    b.solid(ruff, "#e9f3cc", depth=0.2 * r, gloss=0.9, rim="#4a7a38")
    b.fill(
        ellipse(x, y - 0.46 * r, 0.40 * r, 0.16 * r),
        radial((x, y - 0.5 * r), 0.5 * r, ((0, "#6fb34c"), (1, "#2f7030"))),
    )
    for number in range(7):
        angle = number * 2.4
        b.fill(
            box(
                x + 0.22 * r * math.cos(angle),
                y - 0.46 * r + 0.09 * r * math.sin(angle),
                x + 0.22 * r * math.cos(angle) + 6,
                y - 0.46 * r + 0.09 * r * math.sin(angle) + 5,
                1.5,
            ),
            "#2f7030" if number % 2 else "#b9dc7c",
        )


def shaomai(b: Board) -> None:
    b.shadow(256, 440, 220, 36)
    b.fill(
        ellipse(256, 410, 222, 62), linear((30, 350), (480, 470), ((0, "#ffffff"), (0.6, "#dfe8ec"), (1, "#9fb3bd")))
    )
    b.line(ellipse(256, 406, 214, 57), "#2f5f9a", 4)
    b.fill(ellipse(256, 406, 186, 46), radial((210, 390), 230, ((0, "#ffffff"), (1, "#d3dfe5"))))
    b.line(ellipse(256, 406, 186, 46), "#2f5f9a", 1.6, 0.8)
    _shaomai(b, 256, 236, 80)
    _shaomai(b, 152, 306, 88)
    _shaomai(b, 358, 306, 88)
    steam(b, 256, 170, 140)


def oil_cake(b: Board) -> None:
    b.shadow(256, 436, 220, 38)
    b.fill(
        ellipse(256, 402, 222, 66), linear((30, 350), (480, 470), ((0, "#ffffff"), (0.6, "#e6ebee"), (1, "#a9b6be")))
    )
    b.line(ellipse(256, 398, 212, 60), "#b0493a", 3.4)
    for x, y, turn in ((340, 322, 0), (176, 330, 0), (262, 246, 0)):
        with b.moved(x, y, turn):
            b.fill(polygon((-120, 6), (4, 66), (128, 6), (4, -40)), plain("#5a4020", 0.30, 10))
            left, right = (
                polygon((-118, -44), (0, 4), (0, 64), (-118, 14)),
                polygon((0, 4), (122, -44), (122, 14), (0, 64)),
            )
            top = polygon((-118, -44), (2, -92), (122, -44), (0, 4))
            b.fill(left, linear((-118, -40), (0, 60), ((0, "#fbf1dc"), (1, "#e6d0a2"))))
            b.fill(right, linear((0, 10), (122, -20), ((0, "#d8bd86"), (1, "#f0deb6"))))
            for n in range(1, 11):
                dy = 60 * n / 11
                b.line(
                    curve((-118, -44 + 0.96 * dy), (-58, -20 + dy), (0, 4 + dy)),
                    "#c59a52" if n % 2 else "#fffaf0",
                    2.2,
                    0.85,
                )
                b.line(
                    curve((0, 4 + dy), (60, -20 + dy), (122, -44 + 0.96 * dy)),
                    "#a97c38" if n % 2 else "#fff3da",
                    2.2,
                    0.8,
                )
            b.fill(top, linear((-110, -80), (110, 0), ((0, "#fffdf6"), (0.6, "#f8ecd0"), (1, "#ead6a8"))))
            for _ in range(26):
                u, v = b.random.uniform(-0.8, 0.8), b.random.uniform(-0.8, 0.8)
                px, py = 2 + 60 * (u - v), -44 + 24 * (u + v)
                b.fill(box(px, py, px + 9, py + 4, 1.5), b.random.choice(("#c8352a", "#e05a48", "#3f8a3c", "#6fb34c")))
            b.shine(polygon((-90, -46), (-10, -80), (20, -70), (-60, -38)), 0.5, 6)
    steam(b, 262, 150, 110)


def gansi(b: Board) -> None:
    b.shadow(256, 446, 168, 32)
    bowl = turned(((206, 268), (202, 320), (160, 396), (96, 434), (92, 448)), 256)
    b.solid(bowl, "#f7f9fa", depth=50, gloss=0.9, rim="#2f4a68")
    with b.inside(bowl):
        for number in range(9):
            x = 84 + 43 * number
            b.line(curve((x - 18, 356), (x, 334), (x + 14, 352), (x + 2, 366)), "#2f5f9a", 4, 0.9)
        b.line(curve((50, 312), (256, 374), (462, 312)), "#2f5f9a", 3)
        b.line(curve((90, 404), (256, 440), (422, 404)), "#2f5f9a", 3)
    b.fill(ellipse(256, 268, 206, 64), linear((50, 210), (462, 330), ((0, "#ffffff"), (1, "#c9d6de"))))
    soup = ellipse(256, 270, 190, 55)
    b.fill(soup, radial((210, 260), 220, ((0, "#f3c869"), (0.7, "#c98a2c"), (1, "#8a5514"))))
    for _ in range(150):
        angle, far = b.random.uniform(0, math.tau), b.random.random() ** 0.7
        lift = 96 * (1 - far)
        x, y = 256 + 128 * far * math.cos(angle), 262 + 32 * far * math.sin(angle) - lift
        turn = b.random.uniform(-0.9, 0.9)
        dx, dy = 46 * math.cos(turn), 22 * math.sin(turn)
        shade = mix("#fbf3de", "#cfae74", 0.75 * b.random.random() * (0.4 + 0.6 * far))
        b.line(curve((x - dx, y - dy + 8), (x, y - 6), (x + dx, y + dy + 10)), shade, 4.6)
    for number in range(26):
        turn = number * 2.4
        x, y = 256 + 34 * math.cos(turn), 172 + 12 * math.sin(turn)
        b.line(curve((x - 16, y + 4), (x, y - 4), (x + 16, y + 3)), "#f2c23c" if number % 3 else "#5fa348", 3.4)
    for number in range(12):
        turn = number * 2.1
        x, y = 256 + 96 * math.cos(turn), 236 + 22 * math.sin(turn)
        b.line(curve((x - 11, y + 3), (x, y - 3), (x + 11, y + 2)), "#5fa348" if number % 2 else "#e9b93a", 3.2)
    steam(b, 256, 130, 96)


def green_tea(b: Board) -> None:
    b.shadow(210, 452, 140, 28)
    b.shadow(392, 452, 92, 20)
    tin = box(104, 118, 312, 446, 12)
    b.fill(
        tin,
        linear(
            (104, 0),
            (312, 0),
            ((0, "#1d4a34"), (0.18, "#3f8a5c"), (0.34, "#8fc7a0"), (0.46, "#3a8056"), (1, "#143a28")),
        ),
    )
    b.fill(ellipse(208, 446, 104, 20), linear((104, 0), (312, 0), ((0, "#1d4a34"), (0.3, "#5fa37c"), (1, "#143a28"))))
    b.fill(
        box(100, 88, 316, 150, 10),
        linear(
            (100, 0), (316, 0), ((0, "#8a5f14"), (0.2, "#e8c05a"), (0.34, "#fff0be"), (0.5, "#d9a436"), (1, "#7a4e0c"))
        ),
    )
    b.fill(ellipse(208, 90, 108, 22), linear((100, 70), (316, 110), ((0, "#fff3cc"), (0.6, "#e3b64c"), (1, "#b07c1e"))))
    label = box(136, 196, 280, 398, 6)
    b.fill(label, linear((136, 196), (280, 398), ((0, "#fdf8e8"), (1, "#eadfbc"))))
    b.line(box(143, 203, 273, 391, 4), "#3f7a52", 2.4)
    for side, x0 in ((1, 176), (-1, 240)):
        b.line(curve((x0, 218), (x0 + 6 * side, 290), (x0 - 4 * side, 372)), "#6f9a3c", 2)
        for n in range(7):
            with b.moved(x0 + 3 * side, 232 + 19 * n, 62 if (n + (side > 0)) % 2 else 118, 30):
                b.fill(_leaf(), linear((0, 0), (1, 0), ((0, "#3f7a2c"), (1, "#9fc44c"))))
    glass = turned(((66, 262), (64, 330), (58, 446)), 394)
    b.fill(glass, plain("#eaf6f0", 0.45))
    with b.inside(glass):
        b.fill(box(320, 306, 470, 450), linear((0, 306), (0, 446), ((0, "#eef2a8"), (1, "#b9c94e"))))
        b.fill(ellipse(394, 306, 66, 13), "#f6f7c6")
        for number in range(16):
            with b.moved(350 + 6.4 * number, 440 - b.random.uniform(0, 62), -90 + b.random.uniform(-22, 22), 36):
                b.fill(_leaf(), linear((0, 0), (1, 0), ((0, "#4f7f22"), (1, "#8fb93c"))))
        b.shine(box(344, 276, 356, 436, 6), 0.7, 3)
    b.line(glass, "#9fb8ac", 2.4, 0.8)
    b.line(ellipse(394, 262, 66, 13), "#c9dcd2", 4)
    for _ in range(34):
        x = 300 + b.random.uniform(-70, 60)
        with b.moved(x, 452 - b.random.uniform(0, 20) * (1 - abs(x - 295) / 80), b.random.uniform(-40, 220), 32, 22):
            b.fill(_leaf(), linear((0, 0), (1, 0), ((0, "#2f5a1c"), (1, "#7fa53c"))))
    steam(b, 394, 240, 110)


def _leaf() -> skia.Path:
    leaf = skia.Path()
    leaf.moveTo(0, 0)
    leaf.quadTo(0.45, -0.24, 1, 0)
    leaf.quadTo(0.45, 0.22, 0, 0)
    return leaf


def pickles(b: Board) -> None:
    b.shadow(256, 466, 158, 28)
    glass = turned(((104, 176), (112, 196), (146, 234), (154, 300), (150, 400), (136, 454), (120, 464)), 256)
    b.fill(
        glass,
        linear(
            (102, 0), (410, 0), ((0, "#4a1e06"), (0.2, "#c9752a"), (0.42, "#e89a48"), (0.75, "#9a4c14"), (1, "#3a1604"))
        ),
    )
    with b.inside(glass):
        for number in range(150):
            x, y = b.random.uniform(112, 400), b.random.uniform(216, 460)
            r = b.random.uniform(13, 23)
            base = b.random.choice(("#d98a2c", "#b8621c", "#e8b04c", "#8fa53a", "#c94a28", "#a5561a"))
            if number % 3:
                with b.moved(x, y, b.random.uniform(0, 180)):
                    b.solid(box(-1.4 * r, -0.42 * r, 1.4 * r, 0.42 * r, 5), base, depth=9, gloss=0.8, rim="#3a1604")
            else:
                b.solid(ellipse(x, y, r, 0.86 * r), base, depth=10, gloss=0.8, rim="#3a1604")
                b.line(ellipse(x, y, 0.55 * r, 0.46 * r), mix(base, "#fff0c0", 0.5), 2, 0.7)
        b.fill(box(350, 180, 430, 480), plain("#2a0e02", 0.45, 18))
        b.shine(curve((130, 250), (122, 330), (138, 440), (158, 440), (146, 330), (158, 240)), 0.75, 5)
    b.line(glass, "#ffe9c8", 2, 0.35)
    label = box(176, 300, 336, 416, 10)
    b.fill(label, linear((176, 300), (336, 416), ((0, "#fdf4e0"), (1, "#ecd9b0"))))
    b.line(box(183, 307, 329, 409, 7), "#065279", 3)
    for number in range(8):
        angle = math.tau * number / 8
        for leaf in range(5):
            turn = angle + math.tau * leaf / 5
            b.fill(
                ellipse(
                    256 + 34 * math.cos(angle) + 8 * math.cos(turn),
                    358 + 34 * math.sin(angle) + 8 * math.sin(turn),
                    5,
                    5,
                ),
                "#065279",
            )
    b.fill(ellipse(256, 358, 9, 9), "#065279")
    cloth = skia.Path()
    cloth.moveTo(150, 118)
    cloth.cubicTo(170, 62, 342, 62, 362, 118)
    for n, x in enumerate((392, 370, 346, 322, 296, 270, 244, 218, 192, 166, 142, 120)):
        cloth.quadTo(x + 14, 214 + (10 if n % 2 else -6), x, 196 + (16 if n % 2 else 0))
    cloth.close()
    b.solid(cloth, "#0d5f8c", depth=36, gloss=0.5, rim="#02202f")
    with b.inside(cloth):
        for x, y in ((190, 110), (256, 96), (322, 110), (160, 168), (224, 158), (290, 158), (352, 168)):
            for number in range(8):
                angle = math.tau * number / 8
                b.fill(ellipse(x + 15 * math.cos(angle), y + 13 * math.sin(angle), 4.4, 4), plain("#ffffff", 0.9))
            b.fill(ellipse(x, y, 4, 3.6), "#ffffff")
    b.line(curve((140, 160), (256, 184), (372, 160)), "#b3231d", 9)
    b.line(curve((140, 157), (256, 181), (372, 157)), "#f08a7a", 2.4, 0.8)
    for side in (-1, 1):
        b.line(curve((256, 180), (256 + 40 * side, 160), (256 + 58 * side, 190), (256 + 6 * side, 184)), "#b3231d", 7)
        b.line(curve((256, 182), (256 + 20 * side, 214), (256 + 34 * side, 244)), "#b3231d", 7)


PICTURES = {
    "sanding_bun": sanding_bun,
    "shaomai": shaomai,
    "oil_cake": oil_cake,
    "gansi": gansi,
    "green_tea": green_tea,
    "pickles": pickles,
}
