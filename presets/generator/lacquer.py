"""示例·漆坊: black mirror, gold edges, 点螺."""

from __future__ import annotations

import math

from .brush import (
    Board,
    box,
    curve,
    ellipse,
    linear,
    metal,
    plain,
    polygon,
    radial,
    shell,
    shell_flower,
    shell_spray,
    stroke,
    turned,
)  # fmt: skip

BLACK = "#1c1820"
MIRROR = ((0.0, "#4b4450"), (0.28, "#221d27"), (0.5, "#15121a"), (0.74, "#2c2530"), (1.0, "#121016"))


def jewellery_box(b: Board) -> None:
    b.fill(polygon((70, 380), (330, 430), (470, 372), (452, 350), (120, 350)), plain("#1a1420", 0.42, 12))
    b.fill(polygon((78, 384), (330, 426), (446, 370)), plain("#1a1420", 0.5, 5))
    front = polygon((78, 236), (330, 262), (330, 424), (78, 386))
    side = polygon((330, 262), (440, 214), (440, 368), (330, 424))
    lid = polygon((70, 214), (186, 166), (448, 192), (334, 246))
    rim = polygon((70, 214), (334, 246), (334, 268), (70, 236))
    rim_side = polygon((334, 246), (448, 192), (448, 214), (334, 268))
    b.fill(front, linear((78, 230), (330, 420), MIRROR))
    b.fill(side, linear((330, 260), (440, 380), ((0, "#2a2530"), (0.5, "#131016"), (1, "#1f1a24"))))
    b.fill(lid, linear((90, 160), (420, 250), ((0, "#6b626e"), (0.35, "#2a2430"), (0.6, "#1a161e"), (1, "#3a323f"))))
    b.fill(rim, linear((70, 214), (334, 260), ((0, "#3a333e"), (0.5, "#1a161d"), (1, "#28222c"))))
    b.fill(rim_side, linear((334, 246), (448, 200), ((0, "#1a161d"), (1, "#2c2630"))))
    with b.inside(lid):
        shell_spray(
            b, ((120, 206), (190, 196), (270, 208), (370, 200)),
            ((214, 198, 26, 10), (278, 208, 20, 40), (330, 202, 15, 70), (160, 202, 15, 5)),
        )  # fmt: skip
    with b.inside(front), b.moved(0, 0):
        shell_spray(
            b, ((92, 372), (130, 330), (190, 316), (250, 336), (316, 318)),
            ((150, 318, 30, 8), (208, 314, 36, 30), (268, 338, 24, 50), (118, 346, 19, 66)),
        )  # fmt: skip
    for edge in (
        ((78, 236), (330, 262), (440, 214)),
        ((70, 214), (334, 246), (448, 192)),
        ((78, 386), (330, 424), (440, 368)),
    ):
        path = curve(*edge[:1], edge[0])
        path.rewind()
        path.moveTo(*edge[0])
        for point in edge[1:]:
            path.lineTo(*point)
        paint = metal(edge[0], edge[-1])
        paint.setStyle(stroke("#000000", 1).getStyle())
        paint.setStrokeWidth(4)
        b.canvas.drawPath(path, paint)
    b.line(polygon((330, 262), (330, 424)), "#d9a441", 3)
    b.line(polygon((186, 166), (448, 192), (334, 246), (70, 214)), "#e8c070", 2.4)
    b.fill(box(188, 240, 224, 284, 7), metal((188, 240), (224, 284)))
    b.fill(ellipse(206, 266, 6, 6), "#4a2b08")
    b.shine(polygon((88, 244), (120, 247), (96, 380), (84, 378)), 0.16, 4)


def tea_tray(b: Board) -> None:
    b.shadow(252, 392, 196, 44)
    b.fill(ellipse(256, 336, 226, 112), linear((30, 260), (480, 440), MIRROR))
    b.fill(
        ellipse(256, 318, 226, 112), linear((40, 210), (470, 420), ((0, "#6d6472"), (0.4, "#28222c"), (1, "#1a161e")))
    )
    b.line(ellipse(256, 318, 223, 109), "#d9a441", 4)
    inner = ellipse(256, 324, 198, 92)
    b.fill(inner, linear((90, 240), (420, 410), MIRROR))
    with b.inside(inner):
        b.shine(polygon((110, 220), (190, 220), (120, 420), (50, 420)), 0.12, 8)
        with b.moved(256, 326, 0, 1, 0.56):
            shell_spray(
                b, ((-150, 70), (-90, 10), (0, -10), (80, 30), (150, -20)),
                ((-92, 6, 40, 12), (-20, -14, 50, 33), (52, 20, 36, 55), (112, 2, 28, 20), (-130, 52, 24, 50)),
            )  # fmt: skip
    b.line(inner, "#b98934", 3)
    for x, y in ((352, 232), (150, 224)):
        b.fill(ellipse(x, y + 44, 50, 15), plain("#000000", 0.5, 6))
        cup = turned(((46, y - 32), (47, y - 10), (40, y + 22), (22, y + 42), (20, y + 48)), x)
        b.solid(cup, "#bfdccb", depth=20, gloss=0.9, rim="#20443a")
        b.fill(ellipse(x, y - 32, 46, 14), "#e9f5ec")
        b.fill(ellipse(x, y - 29, 38, 10), radial((x - 8, y - 32), 44, ((0, "#dfe58c"), (1, "#98a043"))))


def pen(b: Board) -> None:
    b.canvas.rotate(-38, 256, 256)
    b.fill(box(22, 282, 490, 316, 16), plain("#1a1420", 0.34, 12))
    barrel = box(150, 226, 398, 286, 16)
    b.fill(
        barrel,
        linear(
            (0, 226),
            (0, 286),
            ((0, "#3a333e"), (0.22, "#8b8290"), (0.34, "#2a242d"), (0.75, "#100e13"), (1, "#39323d")),
        ),
    )
    cap = box(386, 222, 496, 290, 18)
    b.fill(
        cap,
        linear(
            (0, 222),
            (0, 290),
            ((0, "#3a333e"), (0.22, "#8b8290"), (0.34, "#2a242d"), (0.75, "#100e13"), (1, "#39323d")),
        ),
    )
    grip = polygon((150, 234), (92, 242), (92, 270), (150, 278))
    b.fill(grip, linear((0, 232), (0, 280), ((0, "#4a434e"), (0.3, "#776e7c"), (0.5, "#17141a"), (1, "#2a242e"))))
    nib = polygon((92, 244), (20, 256), (92, 268))
    b.fill(nib, metal((30, 240), (92, 272), "#e0b25a"))
    b.line(polygon((30, 256), (70, 256)), "#5a3a0c", 1.6)
    for x, width in ((144, 12), (380, 16), (486, 10)):
        b.fill(box(x, 222, x + width, 290, 3), metal((x, 222), (x, 290)))
    clip = box(400, 212, 480, 226, 7)
    b.fill(clip, metal((400, 212), (400, 226)))
    with b.inside(barrel):
        shell_spray(
            b,
            ((170, 272), (220, 246), (290, 262), (370, 242)),
            ((222, 248, 20, 10), (262, 258, 17, 30), (306, 256, 22, 50), (346, 250, 14, 9)),
        )
        for _ in range(46):
            x, y = b.random.uniform(160, 378), b.random.uniform(230, 284)
            b.fill(ellipse(x, y, 1.6, 1.6), shell(b.random.randrange(6), 3))


def mirror(b: Board) -> None:
    b.shadow(256, 470, 70, 15)
    handle = turned(((18, 322), (13, 360), (20, 410), (25, 444), (16, 466)), 256)
    b.fill(handle, linear((230, 0), (284, 0), ((0, "#120f15"), (0.3, "#6a616e"), (0.5, "#221d26"), (1, "#0f0d12"))))
    b.line(handle, "#d9a441", 3)
    disc = ellipse(256, 186, 152, 152)
    b.fill(disc, radial((200, 120), 260, ((0, "#5c5461"), (0.35, "#28222c"), (0.75, "#141118"), (1, "#2a232d"))))
    ring = metal((110, 60), (400, 320))
    ring.setStyle(stroke("#000000", 1).getStyle())
    ring.setStrokeWidth(11)
    b.canvas.drawPath(ellipse(256, 186, 149, 149), ring)
    b.line(ellipse(256, 186, 134, 134), "#b98934", 2)
    for number in range(8):
        angle = math.tau * number / 8
        shell_flower(b, 256 + 88 * math.cos(angle), 186 + 88 * math.sin(angle), 33, 45 * number + 8)
    for number in range(40):
        far = 40 * math.sqrt((number + 0.5) / 40)
        turn = number * 2.39996
        b.fill(ellipse(256 + far * math.cos(turn), 186 + far * math.sin(turn), 4.6, 4.6), shell(number, 6))
    with b.inside(disc):
        b.shine(polygon((120, 30), (200, 20), (150, 350), (70, 330)), 0.13, 10)
    b.fill(box(234, 318, 278, 338, 6), metal((234, 318), (278, 338)))


def coasters(b: Board) -> None:
    b.shadow(256, 426, 196, 34)
    for number in range(4):
        y = 396 - 24 * number
        b.fill(
            ellipse(266, y + 10, 176, 60),
            linear((90, 0), (440, 0), ((0, "#120f15"), (0.3, "#4a424f"), (0.55, "#17131a"), (1, "#2c2530"))),
        )
        b.line(ellipse(266, y + 8, 175, 59), "#c9973c", 2.2, 0.9)
        b.fill(ellipse(266, y, 176, 60), linear((100, y - 60), (430, y + 60), MIRROR))
        b.line(ellipse(266, y, 174, 58), "#e2b657", 2.6)
    with b.moved(266, 324, 0, 1, 0.36):
        for number in range(8):
            angle = math.tau * number / 8 + 0.2
            shell_flower(b, 98 * math.cos(angle), 98 * math.sin(angle), 38, 45 * number)
        b.fill(ellipse(0, 0, 42, 42), shell(2, 40))
        b.line(ellipse(0, 0, 42, 42), "#120f16", 3)
    with b.moved(196, 196, -14, 1, 0.96):
        b.fill(ellipse(6, 12, 132, 130), plain("#1a1420", 0.36, 12))
        b.fill(ellipse(0, 6, 130, 128), "#0f0d12")
        b.fill(ellipse(0, 0, 130, 128), radial((-50, -60), 230, ((0, "#665d6b"), (0.4, "#251f29"), (1, "#141118"))))
        b.line(ellipse(0, 0, 126, 124), "#e2b657", 4)
        shell_spray(
            b,
            ((-84, 72), (-30, 20), (20, -20), (80, -60)),
            ((-40, 30, 38, 10), (12, -14, 46, 28), (62, -54, 30, 60), (54, 36, 24, 12), (-54, -44, 22, 30)),
        )


def vase(b: Board) -> None:
    b.shadow(256, 468, 104, 22)
    body = turned(
        ((44, 44), (34, 66), (30, 106), (58, 156), (112, 216), (126, 278), (104, 356), (66, 418), (58, 446), (70, 464)),
        256,
    )
    b.fill(
        body,
        linear(
            (128, 0),
            (384, 0),
            (
                (0, "#121016"),
                (0.16, "#3c3541"),
                (0.28, "#8f8694"),
                (0.36, "#2c2630"),
                (0.62, "#131016"),
                (0.86, "#2e2732"),
                (1, "#0e0c11"),
            ),
        ),
    )
    with b.inside(body):
        shell_spray(
            b, ((300, 430), (262, 360), (290, 290), (240, 230), (262, 170)),
            (
                (290, 284, 42, 10), (226, 262, 34, 36), (318, 344, 28, 50),
                (244, 338, 32, 20), (262, 206, 26, 62), (196, 318, 22, 5),
            ),
        )  # fmt: skip
        b.shine(curve((186, 210), (160, 270), (182, 360), (196, 360), (180, 280), (204, 214)), 0.35, 7)
        for y in (160, 412):
            b.line(curve((120, y - 6), (256, y + 14), (392, y - 6)), "#d9a441", 4)
    b.fill(ellipse(256, 44, 44, 11), "#0b090d")
    b.line(ellipse(256, 44, 44, 11), "#e2b657", 5)
    with b.inside(body):
        b.line(curve((180, 452), (256, 462), (332, 452)), "#d9a441", 5)


PICTURES = {
    "jewellery_box": jewellery_box,
    "tea_tray": tea_tray,
    "pen": pen,
    "mirror": mirror,
    "coasters": coasters,
    "vase": vase,
}
