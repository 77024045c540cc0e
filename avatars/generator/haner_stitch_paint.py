"""邗儿's colourways, and what is stitched in crosses: apron, waistband, turned cuffs, strings."""

from dataclasses import dataclass

import numpy as np
import skia

from .atlas import Painter
from .paint import bands, colour, fill, fold, gradient_down, stroke


@dataclass(frozen=True, slots=True)
class Cotton:
    """One colourway."""

    jacket: str = "#065279"
    jacket_deep: str = "#043a58"
    jacket_light: str = "#0b608d"
    print: str = "#f6fbff"
    kerchief: str = "#0b4a70"
    apron: str = "#d6ecf0"
    apron_deep: str = "#9fc3cf"
    stitch: str = "#1f5f8a"
    stitch_warm: str = "#c2455a"
    trousers: str = "#2e4e7e"
    trousers_deep: str = "#1d3459"
    cord: str = "#b8323f"


INDIGO = Cotton()
"""Her sheet's: 靛蓝, 月白, 藏青."""

MADDER = Cotton(
    jacket="#9d2933", jacket_deep="#701b25", jacket_light="#b23a42", print="#fff5ea", kerchief="#8a222d",
    apron="#f1e7cb", apron_deep="#cdbd92", stitch="#9d2933", stitch_warm="#c98a2a", trousers="#4a4266",
    trousers_deep="#332d4a", cord="#0b4a70",
)  # fmt: skip
"""胭脂, 牙, 黛: for the New Year."""

WILLOW = Cotton(
    jacket="#1d6b55", jacket_deep="#114839", jacket_light="#2b8068", print="#f7fff4", kerchief="#16594a",
    apron="#eef4dd", apron_deep="#c2cfa4", stitch="#2f7048", trousers="#424c50", trousers_deep="#2b3336",
)  # fmt: skip
"""松绿 under young willows, 鸦青 trousers."""


def _cross(canvas: skia.Canvas, x: float, y: float, cell: float, value: int) -> None:
    q = cell * 0.36
    pen = stroke(value, cell * 0.26)
    canvas.drawLine(x - q, y - q, x + q, y + q, pen)
    canvas.drawLine(x - q, y + q, x + q, y - q, pen)


BLOSSOM = (
    ".......a.......",
    "......aaa......",
    "...a..aoa..a...",
    "..aaa..a..aaa..",
    "...aoa...aoa...",
    "....a..o..a....",
    ".a....ooo....a.",
    "aoa..ooooo..aoa",
    ".a....ooo....a.",
    "....a..o..a....",
    "...aoa...aoa...",
    "..aaa..a..aaa..",
    "...a..aoa..a...",
    "......aaa......",
    ".......a.......",
)
"""聚八仙 in crosses: eight little flowers round a pearl heart."""

BORDER = (
    "a...a...",
    ".a.a.a.a",
    "..a...a.",
    ".a.a.a.a",
    "a...a...",
)

TWIG = ("..g.....", ".gg..g..", "gg..gg.g", "...gg.gg", "..g..gg.")


def stitched(
    canvas: skia.Canvas, rows: tuple[str, ...], x: float, y: float, cell: float, tones: dict[str, int]
) -> None:
    """A chart of crosses with its top left cell at (x, y)."""
    for j, row in enumerate(rows):
        for i, mark in enumerate(row):
            if mark in tones:
                _cross(canvas, x + i * cell, y + j * cell, cell, tones[mark])


def apron(cotton: Cotton) -> Painter:
    """月白 cotton: a stitched flower in the middle, a border on three sides, creases of having been folded away."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.apron_deep, cotton.apron, cotton.apron, "#e6f4f6"), [0, 0.10, 0.6, 1])(canvas, w, h)
        random = np.random.default_rng(3)
        for _ in range(260):
            x = w * random.random()
            canvas.drawRect(skia.Rect(x, 0, x + 1.5, h), fill(Color=colour("#ffffff", random.uniform(0.05, 0.16))))
        tones = {"a": colour(cotton.stitch), "o": colour(cotton.stitch_warm), "g": colour("#6f9a2a")}
        cell = w / 76
        for i in range(9):  # the border along the foot
            stitched(canvas, BORDER, cell * (2.5 + 8 * i), h - cell * 8.2, cell, tones)
        for y in (h - cell * 10, h - cell * 2.2):
            for i in range(int(w / cell / 2)):
                _cross(canvas, cell * (1 + 2 * i), y, cell, tones["a"])
        for side_x in (cell * 2.2, w - cell * 2.2):
            for i in range(int(h / cell / 2) - 8):
                _cross(canvas, side_x, cell * (6 + 2 * i), cell, tones["a"])
        big = cell * 1.5
        stitched(canvas, BLOSSOM, w / 2 - 7 * big, h * 0.40, big, tones)
        for s in (-1, 1):
            stitched(canvas, TWIG, w / 2 + (s * 17 - 4) * cell, h * 0.80, cell, tones)
        for k in range(11):  # gathers under the band
            x = w * (k + 0.5) / 11
            fold(
                canvas,
                (x, 0),
                (x + 5 * ((k % 3) - 1), h * 0.08),
                (x + 10 * ((k % 3) - 1), h * (0.14 + 0.03 * (k % 2))),
                6,
                "#7fa9b8",
                0.40,
            )
        for x, top in ((0.16, 0.20), (0.34, 0.34), (0.66, 0.30), (0.85, 0.18)):
            fold(canvas, (w * x, h * 0.99), (w * x + 10, h * 0.7), (w * x + 2, h * top), 9, "#8fb6c4", 0.32)

    return paint


def band(cotton: Cotton) -> Painter:
    """The woven waistband: indigo with a running stitched pattern in white and red."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.jacket_light, cotton.jacket, cotton.jacket_deep))(canvas, w, h)
        bands(
            canvas,
            w,
            (
                (10, 8, cotton.print, 0.95),
                (h - 10, 8, cotton.print, 0.95),
                (24, 3, "#e9b9a8", 0.9),
                (h - 24, 3, "#e9b9a8", 0.9),
            ),
        )
        cell = h / 17
        tones = {"a": colour(cotton.print), "o": colour("#ec8f86")}
        chart = (
            "....a.......",
            "...a.a......",
            "..a.o.a...a.",
            ".a.ooo.a.a.a",
            "..a.o.a...a.",
            "...a.a......",
            "....a.......",
        )
        count = round(w / (12 * cell))
        step = w / count
        for i in range(count):
            stitched(canvas, chart, step * i + cell, h / 2 - 3 * cell, cell, tones)

    return paint


def turned_up(cotton: Cotton) -> Painter:
    """The turned cuff: 月白 lining, one row of crosses."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down(("#e8f4f6", cotton.apron, cotton.apron_deep))(canvas, w, h)
        cell = h / 15
        count = round(w / (8 * cell))
        for i in range(count):
            stitched(canvas, BORDER, w * i / count, h / 2 - 2 * cell, cell, {"a": colour(cotton.stitch)})
        bands(canvas, w, ((h * 0.10, h * 0.05, cotton.stitch, 0.9), (h * 0.90, h * 0.05, cotton.stitch, 0.9)))

    return paint


def tie(cotton: Cotton) -> Painter:
    """Apron strings, their ends cross-stitched."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        gradient_down((cotton.apron_deep, cotton.apron, "#e8f5f7"))(canvas, w, h)
        cell = w / 13
        for k in range(4):
            stitched(canvas, BORDER, cell * 2.5, h * 0.70 + k * cell * 6, cell, {"a": colour(cotton.stitch)})
        for x in (4, w - 4):
            canvas.drawRect(skia.Rect(x - 2, 0, x + 2, h), fill(Color=colour(cotton.stitch, 0.9)))

    return paint
