"""示例·漆坊: black mirror, gold edges, 点螺."""

from __future__ import annotations

from .brush import (
    Board,
    box,
    curve,
    ellipse,
    linear,
    metal,
    mix,
    plain,
    polygon,
    radial,
    shell,
    shell_spray,
    stroke,
    turned,
)

BLOSSOMS = ((286, 26, 24, 10), (250, 62, 27, 40), (206, 36, 22, 66), (276, 92, 20, 5), (226, 92, 17, 30))
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
    point = polygon((92, 243), (52, 251), (52, 261), (92, 269))
    b.fill(point, metal((52, 243), (52, 269), "#d9b06a"))
    b.fill(box(40, 253, 54, 259, 3), metal((40, 252), (40, 260), "#b9bec4"))
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
    with b.inside(ellipse(256, 186, 132, 132)):
        shell_spray(
            b, ((196, 320), (206, 250), (256, 206), (282, 150), (350, 112)),
            (
                (250, 210, 44, 10), (196, 256, 30, 36), (304, 150, 36, 52), (352, 114, 22, 20),
                (308, 226, 28, 62), (214, 164, 26, 5), (262, 116, 20, 44),
            ),
        )  # fmt: skip
    with b.inside(disc):
        b.shine(polygon((120, 30), (200, 20), (150, 350), (70, 330)), 0.13, 10)
    b.fill(box(234, 318, 278, 338, 6), metal((234, 318), (278, 338)))


def coasters(b: Board) -> None:
    """Plain, in four colours: three lie, one leans."""
    b.shadow(256, 426, 196, 34)
    for number, base in enumerate(("#3d2a20", "#1f3d34", "#1c1820")):
        y = 392 - 30 * number
        deep, pale = mix(base, "#000000", 0.45), mix(base, "#ffffff", 0.42)
        side = ((0, deep), (0.28, mix(base, pale, 0.6)), (0.5, deep), (1, mix(base, pale, 0.2)))
        b.fill(ellipse(262, y + 14, 178, 62), linear((84, 0), (440, 0), side))
        top = ((0, pale), (0.3, base), (0.55, deep), (0.78, mix(base, pale, 0.35)), (1, deep))
        b.fill(ellipse(262, y, 178, 62), linear((100, y - 60), (430, y + 60), top))
        b.line(ellipse(262, y, 176, 60), "#d9a441", 2.4, 0.85)
    red = "#a3241c"
    with b.moved(236, 190, -12, 1, 0.97):
        b.fill(ellipse(8, 14, 142, 140), plain("#1a1420", 0.42, 12))
        b.fill(ellipse(0, 8, 140, 138), mix(red, "#000000", 0.55))
        b.fill(ellipse(0, 0, 140, 138), radial((-56, -66), 250, ((0, "#e8705a"), (0.35, red), (1, "#5f0f0c"))))
        b.line(ellipse(0, 0, 136, 134), "#e2b657", 3.4)
        b.line(ellipse(0, 0, 118, 116), mix(red, "#000000", 0.35), 2.4, 0.8)
        with b.inside(ellipse(0, 0, 136, 134)):
            b.shine(polygon((-150, -60), (-40, -150), (90, 60), (-30, 150)), 0.16, 10)


def vase(b: Board) -> None:
    """Plain black; a branch of blossom shows what it is for."""
    b.line(curve((252, 170), (262, 110), (246, 60), (286, 14)), "#5a3a24", 6)
    b.line(curve((254, 96), (222, 66), (206, 30)), "#5a3a24", 4)
    for x, y, radius, turn in BLOSSOMS:
        pale = radial((0, 0), 1.0, ((0, "#f0a6b4"), (0.5, "#fde3e6"), (1, "#fff7f4")))
        b.petals(x, y, radius, [pale], turn=turn)
        b.fill(ellipse(x, y, 0.16 * radius, 0.16 * radius), "#e3c45a")
    b.shadow(256, 468, 104, 22)
    body = turned(
        (
            (40, 128),
            (32, 144),
            (30, 168),
            (58, 206),
            (112, 256),
            (124, 308),
            (104, 372),
            (66, 424),
            (58, 448),
            (70, 464),
        ),
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
        b.shine(curve((186, 250), (162, 300), (182, 374), (196, 374), (180, 310), (204, 256)), 0.35, 7)
        for y in (204, 418):
            b.line(curve((120, y - 6), (256, y + 14), (392, y - 6)), "#d9a441", 4)
    b.line(ellipse(256, 128, 40, 10), "#e2b657", 5)
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
