"""示例·香粉铺: celadon, powder pink, osmanthus gold."""

from __future__ import annotations

import math

import skia

from .brush import Board, Point, box, curve, ellipse, linear, metal, mix, petal, plain, polygon, radial, stroke, turned

CELADON, JADE = "#a9d3c0", "#5f9e88"


def blossom(b: Board, x: float, y: float, radius: float, color: str = "#fffdf6", turn: float = 0.0) -> None:
    b.petals(
        x,
        y,
        radius,
        [radial((0, 0), 1.0, ((0, mix(color, "#c9dc9a", 0.5)), (0.45, color), (1, mix(color, "#ffffff", 0.4))))],
        turn=turn,
    )
    for number in range(5):
        with b.moved(x, y, turn + 72 * number, radius):
            b.canvas.drawPath(petal(), stroke("#8fa98f", 0.03, 0.6))
    b.fill(ellipse(x, y, 0.15 * radius, 0.15 * radius), "#e3c45a")


def osmanthus(b: Board, x: float, y: float, size: float, turn: float = 0.0) -> None:
    for number in range(4):
        with b.moved(x, y, turn + 90 * number, size):
            b.fill(
                ellipse(0, 0.55, 0.36, 0.5), radial((0, 0.3), 0.9, ((0, "#ffe9a0"), (0.6, "#f4b93a"), (1, "#e09a1e")))
            )
    b.fill(ellipse(x, y, 0.22 * size, 0.22 * size), "#c97a12")


def powder(b: Board) -> None:
    b.shadow(258, 424, 190, 34)
    with b.moved(308, 190, 16):
        b.solid(ellipse(0, 0, 156, 150), CELADON, depth=36, gloss=0.8, rim="#1d4a40")
        b.line(ellipse(0, 0, 150, 144), "#dcb25a", 5)
        b.fill(ellipse(0, 0, 128, 122), radial((-50, -60), 240, ((0, "#ffffff"), (0.5, "#dfe9ec"), (1, "#a9c0c6"))))
        b.shine(polygon((-90, -60), (-40, -100), (60, 60), (10, 100)), 0.5, 10)
    base = turned(((176, 330), (180, 356), (164, 400), (130, 420)), 240)
    b.solid(base, CELADON, depth=34, gloss=0.7, rim="#1d4a40")
    b.fill(ellipse(240, 330, 178, 70), metal((60, 270), (420, 390), "#dcb25a"))
    b.fill(ellipse(240, 328, 168, 63), linear((80, 270), (400, 390), ((0, "#7fae9d"), (1, "#cfe6da"))))
    # 鸭蛋粉: pressed into an egg
    egg = skia.Path()
    egg.moveTo(98, 318)
    egg.cubicTo(98, 262, 186, 238, 266, 250)
    egg.cubicTo(346, 262, 392, 296, 384, 326)
    egg.cubicTo(372, 372, 272, 384, 196, 374)
    egg.cubicTo(136, 366, 98, 352, 98, 318)
    with b.moved(0, 8):
        b.fill(egg, plain("#3b5d50", 0.35, 8))
    b.solid(egg, "#fbe3dc", depth=34, gloss=0.8, rim="#c56a6a")
    with b.moved(240, 308, 0, 1, 0.46):
        for number in range(8):
            angle = math.tau * number / 8
            for dy, color, alpha in ((3, "#ffffff", 0.9), (-2, "#d9928a", 0.55)):
                with b.moved(72 * math.cos(angle), 72 * math.sin(angle) + dy, math.degrees(angle), 1):
                    for leaf in range(5):
                        with b.moved(0, 0, 72 * leaf, 26):
                            b.canvas.drawPath(petal(), stroke(color, 0.10, alpha))
        for dy, color in ((3, "#ffffff"), (-2, "#d9928a")):
            b.line(ellipse(0, dy, 26, 26), color, 3, 0.7)


def hair_oil(b: Board) -> None:
    b.shadow(256, 470, 116, 22)
    glass = turned(((36, 150), (38, 176), (70, 210), (108, 258), (114, 330), (104, 440), (92, 464)), 256)
    b.fill(
        glass,
        linear(
            (142, 0),
            (370, 0),
            ((0, "#8a4c0c"), (0.18, "#f2b948"), (0.45, "#ffd976"), (0.75, "#e89a24"), (1, "#7a3f08")),
        ),
    )
    with b.inside(glass):
        b.fill(box(130, 140, 390, 236), linear((0, 150), (0, 240), ((0, "#fff7e2"), (1, "#ffe6a6"))))
        b.line(curve((142, 236), (256, 244), (372, 236)), "#fff6d6", 4, 0.9)
        for number in range(15):
            x = 256 + 84 * math.sin(number * 2.4)
            osmanthus(b, x, 256 + 13.4 * number, 13 + 4 * (number % 3), 37 * number)
        b.shine(curve((166, 270), (158, 340), (172, 446), (188, 446), (178, 340), (190, 262)), 0.7, 5)
        b.fill(box(330, 200, 400, 470), plain("#5a2a04", 0.28, 16))
    b.line(glass, "#6a3a0a", 2, 0.5)
    label = box(202, 318, 310, 430, 8)
    b.fill(label, linear((202, 318), (310, 430), ((0, "#fffaf0"), (1, "#f1e4c8"))))
    b.line(box(208, 324, 304, 424, 5), JADE, 2.4)
    osmanthus(b, 256, 350, 17, 20)
    osmanthus(b, 236, 372, 12, 60)
    osmanthus(b, 279, 370, 12, 5)
    b.line(curve((228, 404), (256, 398), (284, 404)), JADE, 3)
    b.fill(box(218, 128, 294, 158, 8), metal((218, 128), (294, 158), "#dcb25a"))
    stopper = turned(((10, 36), (40, 56), (46, 88), (30, 118), (30, 130)), 256)
    b.solid(stopper, JADE, depth=22, gloss=1.0, rim="#0c332a")
    b.shine(ellipse(240, 70, 9, 14), 0.8, 3)


def lip_balm(b: Board) -> None:
    b.shadow(262, 428, 190, 34)
    with b.moved(352, 250, 24):
        b.solid(ellipse(0, 0, 118, 112), CELADON, depth=32, gloss=0.9, rim="#1d4a40")
        b.line(ellipse(0, 0, 112, 106), "#dcb25a", 4)
        for number in range(8):
            angle = math.tau * number / 8
            blossom(b, 60 * math.cos(angle), 58 * math.sin(angle), 25, turn=45 * number)
        for number in range(19):
            far = 26 * math.sqrt((number + 0.5) / 19)
            b.fill(ellipse(far * math.cos(number * 2.4), far * math.sin(number * 2.4), 4, 4), "#dbe8b8")
    pot = turned(((150, 320), (156, 350), (146, 396), (108, 426)), 204)
    b.solid(pot, "#f6f1e6", depth=32, gloss=0.9, rim="#7a5a4a")
    with b.inside(pot):
        b.line(curve((50, 372), (204, 404), (360, 372)), JADE, 6)
    b.fill(ellipse(204, 320, 152, 56), metal((60, 270), (350, 370), "#dcb25a"))
    b.fill(ellipse(204, 319, 143, 50), radial((150, 296), 220, ((0, "#f58a82"), (0.5, "#d8483f"), (1, "#a32a26"))))
    b.line(curve((110, 320), (150, 298), (204, 312), (250, 334), (296, 318)), "#ffb3a6", 8, 0.75, 4)
    b.shine(ellipse(150, 302, 40, 9), 0.6, 5)


def sachet(b: Board) -> None:
    b.shadow(256, 416, 130, 22)
    for dx in (-8, 8):
        b.line(curve((256 + dx, 404), (256 + 2 * dx, 440), (256 + 3 * dx, 486)), "#b03a48", 5)
    for number in range(11):
        x = 256 + 5 * (number - 5)
        b.line(
            curve((256 + 1.2 * (number - 5), 426), (x, 456), (x + (number - 5), 496)),
            ("#c94b58", "#a92f3d", "#e0707a")[number % 3],
            4.4,
        )
    b.fill(box(238, 412, 274, 432, 6), metal((238, 412), (274, 432), "#dcb25a"))
    pouch = skia.Path()
    pouch.moveTo(206, 156)
    pouch.cubicTo(120, 196, 84, 268, 104, 334)
    pouch.cubicTo(120, 398, 196, 416, 256, 416)
    pouch.cubicTo(316, 416, 392, 398, 408, 334)
    pouch.cubicTo(428, 268, 392, 196, 306, 156)
    pouch.close()
    b.solid(pouch, "#e58f9c", depth=54, gloss=0.6, rim="#6a1424")
    with b.inside(pouch):
        for x in (150, 190, 228, 284, 322, 362):
            b.line(curve((256 + 0.34 * (x - 256), 160), (x, 240), (256 + 1.1 * (x - 256), 330)), "#a83f52", 6, 0.30, 5)
        b.line(curve((96, 340), (256, 392), (416, 340)), "#f3d27a", 5)
        b.line(curve((100, 354), (256, 406), (412, 354)), "#f3d27a", 2)
        for x, y, r, t in (
            (256, 288, 46, 0),
            (190, 262, 32, 20),
            (322, 262, 32, 50),
            (218, 332, 24, 10),
            (298, 332, 24, 40),
        ):
            blossom(b, x, y, r, turn=t)
        for x, y, angle in ((150, 300, 160), (362, 300, 20), (256, 226, 270), (176, 316, 130), (336, 318, 50)):
            with b.moved(x, y, angle, 30):
                leaf = skia.Path()
                leaf.moveTo(0, 0)
                leaf.quadTo(0.5, -0.34, 1, 0)
                leaf.quadTo(0.5, 0.34, 0, 0)
                b.canvas.drawPath(leaf, plain("#5f9e78"))
    frill = skia.Path()
    frill.moveTo(204, 158)
    points: list[Point] = [
        (168, 92),
        (196, 108),
        (214, 76),
        (236, 100),
        (256, 70),
        (276, 100),
        (298, 76),
        (316, 108),
        (344, 92),
        (308, 158),
    ]
    for n, point in enumerate(points):
        frill.quadTo(point[0] + (6 if n % 2 else -6), point[1] + 14, *point)
    frill.close()
    b.solid(frill, "#f0a5af", depth=22, gloss=0.6, rim="#7a1a2c")
    b.line(curve((198, 158), (256, 172), (314, 158)), "#f3d27a", 11)
    b.line(curve((198, 158), (256, 172), (314, 158)), "#b8862c", 3, 0.6)
    for side in (-1, 1):
        b.line(curve((256 + 54 * side, 160), (256 + 120 * side, 150), (256 + 130 * side, 208)), "#dcb25a", 6)
        b.solid(ellipse(256 + 130 * side, 216, 12, 14), JADE, depth=8)


def cream(b: Board) -> None:
    b.shadow(256, 446, 176, 32)
    jar = turned(((150, 282), (160, 316), (158, 380), (136, 430), (116, 444)), 256)
    b.solid(jar, CELADON, depth=44, gloss=0.9, rim="#1d4a40")
    with b.inside(jar):
        for number in range(7):
            blossom(b, 130 + 44 * number, 372 + 16 * math.sin(number * 1.1), 21, turn=30 * number)
        b.line(curve((90, 414), (256, 432), (420, 414)), "#e6f3ea", 3)
        b.line(curve((90, 330), (256, 350), (420, 330)), "#e6f3ea", 3)
        b.shine(curve((122, 320), (118, 370), (134, 424), (146, 424), (134, 370), (140, 320)), 0.6, 5)
    b.fill(ellipse(256, 282, 152, 52), metal((104, 230), (408, 334), "#dcb25a"))
    b.fill(ellipse(256, 280, 142, 46), "#efe6d6")
    swirl = skia.Path()
    swirl.moveTo(118, 280)
    swirl.cubicTo(120, 226, 190, 214, 214, 190)
    swirl.cubicTo(232, 170, 228, 134, 252, 126)
    swirl.cubicTo(284, 118, 300, 158, 312, 190)
    swirl.cubicTo(324, 216, 392, 228, 396, 280)
    swirl.cubicTo(370, 322, 146, 324, 118, 280)
    b.solid(swirl, "#fffaf2", depth=40, gloss=0.9, rim="#b08a70")
    for ends in (
        ((134, 262), (220, 290), (320, 268), (388, 256)),
        ((188, 214), (250, 240), (318, 222), (336, 214)),
        ((224, 172), (258, 188), (296, 178)),
    ):
        b.line(curve(*ends), "#cfae96", 7, 0.5, 4)
        b.line(curve(*((x, y + 9) for x, y in ends)), "#ffffff", 7, 0.9, 3)
    blossom(b, 344, 242, 30, "#fbd5dc", 12)


def comb(b: Board) -> None:
    b.canvas.rotate(-16, 256, 256)
    b.fill(box(70, 400, 446, 420, 10), plain("#1a1420", 0.3, 12))
    back = skia.Path()
    back.moveTo(52, 262)
    back.cubicTo(70, 132, 170, 82, 256, 82)
    back.cubicTo(342, 82, 442, 132, 460, 262)
    back.cubicTo(400, 236, 320, 226, 256, 226)
    back.cubicTo(192, 226, 112, 236, 52, 262)
    back.close()
    teeth = skia.Path()
    for number in range(41):
        x = 66 + 380 * number / 40
        bend = ((x - 256) / 200) ** 2
        top, bottom = 214 + 34 * bend, 408 - 70 * bend
        width = 5.4 if number in (0, 40) else 3.1
        teeth.addRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x - width, top, x + width, bottom), 3, 3))
    b.fill(teeth, linear((60, 220), (460, 400), ((0, "#c98d54"), (0.5, "#a5673a"), (1, "#7a4526"))))
    b.solid(back, "#b97a45", depth=36, gloss=0.7, rim="#3a1a08")
    with b.inside(back):
        for number in range(22):
            y = 84 + 9 * number
            b.line(curve((40, y + 60), (170, y), (330, y + 6), (480, y + 66)), "#6f3d1c", 1.6, 0.28)
        for x, y, r, t in (
            (256, 152, 36, 0),
            (196, 166, 27, 24),
            (316, 166, 27, 50),
            (146, 190, 19, 10),
            (366, 190, 19, 30),
        ):
            blossom(b, x, y, r, turn=t)
        b.line(curve((96, 226), (176, 190), (256, 178), (336, 190), (416, 226)), "#e8c98a", 3, 0.9)
    b.line(back, "#e8c98a", 2.4, 0.5)


PICTURES = {
    "powder": powder, "hair_oil": hair_oil, "lip_balm": lip_balm, "sachet": sachet, "cream": cream, "comb": comb,
}  # fmt: skip
