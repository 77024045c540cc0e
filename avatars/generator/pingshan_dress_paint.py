"""平山's clothes and hat, painted; and how they lie on their sheet.

The colours of the sheet: hat 鸦青, robe 霜 with 玄青 borders, coat 淡青 falling to 蓝灰, jade at the cord. The motif is
the lotus of the lotus-passing banquet.
"""

import math
from dataclasses import dataclass

import numpy as np
import skia

from .atlas import Sheet, Tile
from .paint import bands, blur, colour, fill, flat, fold, gloss, gradient_down, linear_gradient, path, stroke
from .pingshan_face_paint import ear


@dataclass(frozen=True, slots=True)
class Palette:
    """One colourway: hat, robe, borders, coat from shoulder to hem, its band, cord and jade."""

    hat: tuple[str, str, str] = ("#4e5a60", "#424c50", "#333c41")
    hat_line: str = "#7f8d96"
    robe: tuple[str, str] = ("#f0f5f8", "#e2ebf2")
    robe_fold: str = "#9fb2c8"
    border: str = "#3d3b4f"
    border_line: str = "#6d6b86"
    coat: tuple[str, str, str] = ("#cbd8ea", "#bac7dc", "#a3b0c9")
    coat_fold: str = "#5f7097"
    coat_motif: str = "#eef4fb"
    band: str = "#8797b8"
    band_deep: str = "#6b7ca0"
    lining: str = "#dbe5f0"
    cord: tuple[str, str] = ("#3f5f66", "#6f9496")
    tassel: tuple[str, str] = ("#35555c", "#5f8a88")
    jade: tuple[str, str] = ("#a8dcc0", "#4f9d80")


MOON = Palette()
"""霜 and 淡青, as his sheet has it."""


BAMBOO = Palette(
    hat=("#3c4440", "#2f3734", "#222826"),
    hat_line="#73807a",
    robe=("#f4f6ee", "#e8ecdf"),
    robe_fold="#a5b098",
    border="#34473f",
    border_line="#647c70",
    coat=("#d0dcc0", "#bccba9", "#9db08a"),
    coat_fold="#5f7350",
    coat_motif="#f4f8ea",
    band="#789262",
    band_deep="#627b4f",
    lining="#e6ecda",
    cord=("#7a5a30", "#b08a50"),
    tassel=("#6a4c28", "#a27c46"),
    jade=("#f0e6c8", "#b9a678"),
)
"""竹青 over 荼白: for tea and the garden."""

SANDALWOOD = Palette(
    hat=("#4a3f3c", "#3a312f", "#2a2423"),
    hat_line="#8d7a70",
    robe=("#f8f4ea", "#efe7d8"),
    robe_fold="#c0ab90",
    border="#4c221b",
    border_line="#8a5f4c",
    coat=("#ead9b8", "#dcc39f", "#c4a17e"),
    coat_fold="#8a6446",
    coat_motif="#fbf4e4",
    band="#a06f52",
    band_deep="#855741",
    lining="#f3e8d2",
    cord=("#7d2a2a", "#b35a48"),
    tassel=("#722525", "#a84f40"),
    jade=("#bfe0c4", "#5f9d78"),
)
"""牙 and 檀, borders of 紫檀: for autumn and for books."""


class Cloth:
    """The painters of one colourway."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette

    # ---- coat

    def coat(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """The hanging panels, u once round from the front: long soft folds, lotus rising from the hem."""
        random = np.random.default_rng(31)
        p = self.palette
        tones = [colour(v) for v in p.coat]
        canvas.drawRect(
            skia.Rect(0, 0, w, h),
            fill(Shader=linear_gradient((0, 0), (0, h), [tones[1], tones[1], tones[2]], [0, 0.35, 1])),
        )
        for i in range(120):
            x, thread = w * (i + random.random()) / 120, random.uniform(4, 16)
            canvas.drawRect(skia.Rect(x, 0, x + thread, h), fill(Color=colour("#ffffff", random.uniform(0.02, 0.09))))
        self.lozenges(canvas, w, h * 0.60, 42, 12, 34, 0.62)
        for i in range(26):
            x = w * (i + 0.5 * random.random()) / 26
            top, lean = h * random.uniform(0.05, 0.35), random.uniform(-24, 24)
            fold(
                canvas,
                (x, h),
                (x + lean * 0.5, (top + h) / 2),
                (x + lean, top),
                random.uniform(9, 17),
                p.coat_fold,
                0.15,
            )
        plain = linear_gradient((0, 0), (0, h * 0.10), [tones[1], colour(p.coat[1], 0)])
        canvas.drawRect(skia.Rect(0, 0, w, h * 0.10), fill(Shader=plain))  # meets the chest without a line
        for centre in (0.125, 0.875, 0.41, 0.59):
            self.lotus_spray(canvas, w * centre, h * 0.955, h * 0.40, 0.80)
        bands(canvas, w, ((h * 0.967, 8, p.coat_motif, 0.75), (h * 0.986, 26, p.band_deep, 0.95)))

    def coat_body(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """Chest or back with the shoulders, seen from the front: u across, v down."""
        p = self.palette
        tones = [colour(v) for v in (p.coat[0], p.coat[0], p.coat[1])]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones, [0, 0.4, 1])))
        for s in (-1, 1):
            arm = w / 2 + s * w * 0.33
            for dx, dy, rise, width, alpha in (
                (0.0, 0.72, 0.26, 9, 0.26), (0.05, 0.66, 0.24, 8, 0.22), (-0.05, 0.80, 0.24, 8, 0.20),
                (-0.11, 0.92, 0.26, 7, 0.15),
            ):  # fmt: skip
                start = (arm + s * w * dx, h * dy)
                end = (arm - s * w * (0.10 - dx * 0.6), h * (dy - rise))
                bend = ((start[0] + end[0]) / 2 + s * 5, (start[1] + end[1]) / 2 + h * 0.05)
                fold(canvas, start, bend, end, width, p.coat_fold, alpha)
            pit = skia.Rect(arm - w * 0.09, h * 0.60, arm + w * 0.09, h * 0.92)
            canvas.drawOval(pit, fill(Color=colour(p.coat_fold, 0.22), MaskFilter=blur(w * 0.035)))
        self.lozenges(canvas, w, h, 13, 9, 13, 1.0)

    def sleeve(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """Half its girth by its length: u from the lower edge to the top, v to the cuff with its band."""
        p = self.palette
        tones = [colour(v) for v in (p.coat[0], p.coat[0], p.coat[1], p.coat[2])]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones, [0, 0.35, 0.65, 1])))
        self.lozenges(canvas, w, h * 0.87, 6, 12, 22, 1.15)
        for start, bend, end, width, alpha in (  # few folds, all from the bend of the elbow to the lower edge
            ((0.80, 0.34), (0.48, 0.47), (0.06, 0.50), 11, 0.20), ((0.70, 0.44), (0.46, 0.60), (0.05, 0.66), 13, 0.20),
            ((0.86, 0.50), (0.62, 0.68), (0.22, 0.84), 10, 0.16), ((0.60, 0.24), (0.36, 0.34), (0.08, 0.36), 9, 0.16),
        ):  # fmt: skip
            places = [(w * x, h * y) for x, y in (start, bend, end)]
            fold(canvas, *places, width, p.coat_fold, alpha)
        shade = linear_gradient((0, 0), (w * 0.30, 0), [colour(p.coat_fold, 0.20), colour(p.coat_fold, 0)])
        canvas.drawRect(skia.Rect(0, 0, w * 0.30, h), fill(Shader=shade))
        top = h * 0.885
        shade = linear_gradient((0, h * 0.80), (0, top), [colour(p.coat_fold, 0.0), colour(p.coat_fold, 0.26)])
        canvas.drawRect(skia.Rect(0, h * 0.80, w, top), fill(Shader=shade))
        canvas.drawRect(skia.Rect(0, top, w, h), fill(Color=colour(p.band)))
        canvas.save()
        canvas.translate(0, (top + h) / 2)
        self.scroll(canvas, w, 0, (h - top) * 0.20, 6)
        canvas.restore()
        bands(
            canvas,
            w,
            (
                (top, 7, p.coat_motif, 0.9),
                (top + 12, 3, p.coat_motif, 0.7),
                (h - 12, 5, p.coat_motif, 0.8),
                (h - 3, 8, p.border, 1),
            ),
        )

    def band(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """领抹: a running scroll in white line on the coat's deeper tone."""
        p = self.palette
        gradient_down((p.band, p.band_deep))(canvas, w, h)
        self.scroll(canvas, w, h / 2, h * 0.17, 14)
        bands(
            canvas,
            w,
            (
                (10, 9, p.coat_motif, 0.95),
                (h - 10, 9, p.coat_motif, 0.95),
                (26, 3, p.coat_motif, 0.6),
                (h - 26, 3, p.coat_motif, 0.6),
            ),
        )

    # ---- robe

    def robe(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """The chest: white, shaded under the borders and toward the coat."""
        p = self.palette
        gradient_down(p.robe)(canvas, w, h)
        for s in (-1, 1):
            x = w / 2 + s * w * 0.42
            canvas.drawRect(
                skia.Rect(x - w * 0.16, 0, x + w * 0.16, h),
                fill(Color=colour(p.robe_fold, 0.42), MaskFilter=blur(w * 0.06)),
            )
        for i, (x, lean) in enumerate(((0.40, 0.05), (0.55, -0.04), (0.64, -0.06))):
            fold(
                canvas,
                (w * x, h),
                (w * (x + lean * 0.3), h * 0.86),
                (w * (x + lean), h * (0.70 + 0.03 * i)),
                6,
                p.robe_fold,
                0.35,
            )

    def skirt(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """The robe below the cord: long folds, a dark border at the hem."""
        random = np.random.default_rng(17)
        p = self.palette
        gradient_down(p.robe)(canvas, w, h)
        shader = linear_gradient((0, 0), (0, h * 0.30), [colour(p.robe_fold, 0.34), colour(p.robe_fold, 0)])
        canvas.drawRect(skia.Rect(0, 0, w, h * 0.30), fill(Shader=shader))
        for i in range(30):
            x = w * (i + 0.4 * random.random()) / 30
            foot, lean = h * random.uniform(0.30, 0.85), random.uniform(-26, 26)
            fold(
                canvas,
                (x, h * 0.03),
                (x + lean * 0.4, foot * 0.5),
                (x + lean, foot),
                random.uniform(8, 15),
                p.robe_fold,
                0.26,
            )
        bands(
            canvas,
            w,
            ((h * 0.905, 6, p.border, 0.7), (h * 0.965, h * 0.075, p.border, 1), (h * 0.955, 4, p.border_line, 0.9)),
        )

    def collar(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """玄青, a woven lozenge in its own tone, a pale thread along both edges."""
        p = self.palette
        canvas.clear(colour(p.border))
        step = w / 96
        for i in range(96):
            x = step * (i + 0.5)
            lozenge = path((x, h * 0.30), (x + step * 0.34, h / 2), (x, h * 0.70), (x - step * 0.34, h / 2))
            canvas.drawPath(lozenge, stroke(colour(p.border_line, 0.55), 3))
        bands(
            canvas,
            w,
            (
                (9, 5, p.border_line, 1),
                (h - 9, 5, p.border_line, 1),
                (h * 0.20, 3, p.border_line, 0.5),
                (h * 0.80, 3, p.border_line, 0.5),
            ),
        )

    def inner_collar(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """White, one grey stitch line."""
        canvas.clear(colour("#f7fafb"))
        bands(canvas, w, ((12, 8, "#cdd9e4", 1), (h - 12, 8, "#cdd9e4", 1)))

    def cord(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """Two strands twisted."""
        canvas.clear(colour(self.palette.cord[0]))
        for i in range(73):
            x = w * i / 72
            canvas.drawLine(x, -4, x + w / 72, h + 4, stroke(colour(self.palette.cord[1], 0.9), w / 190))

    def tassel(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """Bound head, then threads."""
        p = self.palette
        gradient_down((p.tassel[0], p.tassel[1], p.tassel[0]), [0, 0.35, 1])(canvas, w, h)
        for i in range(12):
            x = w * (i + 0.5) / 12
            canvas.drawLine(x, h * 0.26, x, h, stroke(colour(p.tassel[0], 0.8), 2))
        bands(canvas, w, ((h * 0.20, h * 0.07, p.jade[0], 1),))

    def jade_ring(self, canvas: skia.Canvas, n: float, _h: float) -> None:
        """The ring from the front: milky, greener at its edges, a cloud in it, light above."""
        base, deep = self.palette.jade
        m = n / 2
        canvas.clear(colour(base))
        for r in (0.20, 0.46):
            canvas.drawCircle(m, m, n * r, stroke(colour(deep, 0.75), n * 0.06, MaskFilter=blur(n * 0.025)))
        canvas.drawOval(
            skia.Rect(n * 0.58, n * 0.55, n * 0.86, n * 0.80),
            fill(Color=colour("#eefbf2", 0.6), MaskFilter=blur(n * 0.03)),
        )
        arc = path((n * 0.16, n * 0.36), (n * 0.26, n * 0.14, n * 0.52, n * 0.13), closed=False)
        canvas.drawPath(arc, stroke(colour("#ffffff", 0.95), n * 0.045, MaskFilter=blur(n * 0.008)))

    # ---- hat

    def hat(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """Stiffened gauze, twice round: a fine lozenge weave, darker at the foot, a seam at each corner."""
        p = self.palette
        gradient_down(p.hat)(canvas, w, h)
        pen = stroke(colour(p.hat_line, 0.16), 1.6)
        step = 22
        for i in range(int((w + h) / step) + 1):
            canvas.drawLine(i * step, 0, i * step - h, h, pen)
            canvas.drawLine(i * step - h, 0, i * step, h, pen)
        for k in range(3):
            x = w * k / 2
            canvas.drawRect(skia.Rect(x - 40, 0, x + 40, h), fill(Color=colour("#1d2428", 0.26), MaskFilter=blur(18)))
            canvas.drawLine(x - 5, 0, x - 5, h, stroke(colour("#20282c", 0.8), 4))
            canvas.drawLine(x + 3, 0, x + 3, h, stroke(colour(p.hat_line, 0.55), 3))
        shade = linear_gradient((0, h * 0.72), (0, h), [colour("#1a2024", 0), colour("#1a2024", 0.5)])
        canvas.drawRect(skia.Rect(0, h * 0.72, w, h), fill(Shader=shade))

    def hat_band(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """The sewn band, one stitch line."""
        canvas.clear(colour("#2b3337"))
        bands(canvas, w, ((h * 0.14, h * 0.06, self.palette.hat_line, 0.8),))

    def hat_ribbon(self, canvas: skia.Canvas, w: float, h: float) -> None:
        """The ribbon, darker where it leaves the hat, a line along both edges."""
        p = self.palette
        gradient_down((p.hat[2], p.hat[1], p.hat[0]))(canvas, w, h)
        for x in (w * 0.09, w * 0.91):
            canvas.drawLine(x, 0, x, h, stroke(colour(p.hat_line, 0.75), w * 0.035))
        bands(canvas, w, ((h * 0.955, h * 0.012, p.hat_line, 0.9), (h * 0.975, h * 0.008, p.hat_line, 0.7)))

    # ---- the motifs

    def scroll(self, canvas: skia.Canvas, w: float, y: float, swing: float, waves: int) -> None:
        """卷草: a wave of stem, in each bend a curled tendril and a pair of leaves."""
        step, pen = w / waves, stroke(colour(self.palette.coat_motif, 0.85), swing * 0.16)
        stem = skia.Path()
        stem.moveTo(0, y)
        for i in range(waves):
            up = 1 if i % 2 == 0 else -1
            reach = y + up * swing * 1.45
            stem.cubicTo(step * (i + 0.33), reach, step * (i + 0.67), reach, step * (i + 1), y)
        canvas.drawPath(stem, pen)
        for i in range(waves):
            up = 1 if i % 2 == 0 else -1
            x = step * (i + 0.5)
            t = np.linspace(0, 1, 30)
            angle, reach = up * (2.2 - t * 6.4), swing * (1.05 - 0.85 * t)
            curl = np.c_[x + reach * np.cos(angle) * 1.25, y - up * swing * 0.35 + reach * np.sin(angle)]
            canvas.drawPath(path(tuple(curl[0]), *map(tuple, curl[1:]), closed=False), pen)
            for dx, turn in ((-0.30, 0.9), (0.30, -0.9)):
                canvas.save()
                canvas.translate(x + dx * step, y + up * swing * 1.25)
                canvas.rotate(math.degrees(turn * up))
                q = swing * 0.55
                leaf = path((-q, 0), (0, -q * 0.7, q, 0), (0, q * 0.7, -q, 0))
                canvas.drawPath(leaf, fill(Color=colour(self.palette.coat_motif, 0.85)))
                canvas.restore()

    def lozenges(
        self, canvas: skia.Canvas, w: float, h: float, columns: int, rows: int, r: float, stretch: float
    ) -> None:  # fmt: skip
        """菱纹: small woven lozenges in staggered rows, tone on tone, whole ones only."""
        for j in range(rows):
            for i in range(columns - j % 2):
                canvas.save()
                canvas.translate(w * (i + 0.5 + 0.5 * (j % 2)) / columns, h * (j + 0.5) / rows)
                canvas.scale(1, stretch)
                for size, alpha in ((1.0, 0.40), (0.55, 0.30)):
                    q = r * size
                    shape = path((0, -q), (q * 0.62, 0), (0, q), (-q * 0.62, 0))
                    canvas.drawPath(shape, stroke(colour(self.palette.coat_motif, alpha), r * 0.10))
                canvas.drawCircle(0, 0, r * 0.14, fill(Color=colour(self.palette.coat_motif, 0.45)))
                canvas.restore()

    def lotus(self, canvas: skia.Canvas, x: float, y: float, r: float, alpha: float) -> None:
        """One open blossom from the side, seven petals in three rows, white on the cloth."""
        line, petal = colour(self.palette.coat_fold, alpha * 0.75), colour(self.palette.coat_motif, alpha)
        outer, middle, inner = ((72, 0.86, 0.34), (48, 1.0, 0.36), (24, 1.10, 0.38))
        rows = [(s * turn, length, width) for turn, length, width in (outer, middle, inner) for s in (-1, 1)]
        for turn, length, width in (*rows, (0, 1.16, 0.40)):
            canvas.save()
            canvas.translate(x, y)
            canvas.rotate(turn)
            wide, full, tip = r * width, r * length * 0.40, r * length * 0.86
            leaf = path(
                (0, 0),
                (-wide * 1.3, -full, -wide * 0.8, -tip, 0, -r * length),
                (wide * 0.8, -tip, wide * 1.3, -full, 0, 0),
            )
            canvas.drawPath(leaf, fill(Color=petal))
            canvas.drawPath(leaf, stroke(line, max(r * 0.045, 1)))
            canvas.restore()

    def lotus_spray(self, canvas: skia.Canvas, x: float, foot: float, tall: float, alpha: float) -> None:
        """A blossom, a bud and two leaves on their stems, over three ripples."""
        white, line = self.palette.coat_motif, colour(self.palette.coat_motif, alpha)
        pen = stroke(line, max(tall * 0.011, 1.5))
        stems = ((0.0, 0.0, 0.72), (0.16, 0.10, 0.46), (-0.18, -0.10, 0.50), (0.07, 0.30, 0.86))
        for start, end, rise in stems:
            curve = path(
                (x + tall * start * 0.4, foot),
                (x + tall * (start * 0.4 + end * 0.2), foot - tall * rise * 0.5, x + tall * end, foot - tall * rise),
                closed=False,
            )
            canvas.drawPath(curve, pen)
        for dx, rise, rx, ry in ((0.10, 0.46, 0.19, 0.070), (-0.10, 0.50, 0.22, 0.085)):
            cx, cy = x + tall * dx, foot - tall * rise
            oval = skia.Rect(cx - tall * rx, cy - tall * ry, cx + tall * rx, cy + tall * ry)
            canvas.drawOval(oval, fill(Color=colour(white, alpha * 0.34)))
            canvas.drawOval(oval, pen)
            for k in range(9):
                a = 2 * math.pi * k / 9
                canvas.drawLine(
                    cx,
                    cy,
                    cx + tall * rx * 0.9 * math.cos(a),
                    cy + tall * ry * 0.9 * math.sin(a),
                    stroke(colour(white, alpha * 0.6), max(tall * 0.006, 1)),
                )
        self.lotus(canvas, x, foot - tall * 0.70, tall * 0.17, alpha)
        bx, by, r = x + tall * 0.30, foot - tall * 0.86, tall * 0.075
        bud = path(
            (bx, by + r),
            (bx - r, by + r * 0.2, bx - r * 0.5, by - r, bx, by - r * 1.5),
            (bx + r * 0.5, by - r, bx + r, by + r * 0.2, bx, by + r),
        )
        canvas.drawPath(bud, fill(Color=colour(white, alpha)))
        for k in range(3):
            half, y = tall * (0.34 - 0.07 * k), foot + tall * (0.012 + 0.022 * k) - tall * 0.02
            wave = path(
                (x - half, y),
                (x - half * 0.5, y - tall * 0.014, x, y),
                (x + half * 0.5, y + tall * 0.014, x + half, y),
                closed=False,
            )
            canvas.drawPath(wave, stroke(colour(white, alpha * 0.7), max(tall * 0.007, 1)))


def skin_of_hands(canvas: skia.Canvas, w: float, h: float) -> None:
    """From wrist (top) to finger tips: a blush over the knuckles and at the tips."""
    stops = [0, 0.34, 0.52, 0.64, 0.82, 1]
    gradient_down(("#fbdfcd", "#fadcca", "#f4c8b4", "#fadccb", "#f8d2c0", "#f2b7a4"), stops)(canvas, w, h)


def neck(canvas: skia.Canvas, w: float, h: float) -> None:
    """The chin's shadow on the throat, then light."""
    gradient_down(("#e2a88f", "#e6b29b", "#f3ccb8", "#fbdfce", "#fce2d2"), [0, 0.30, 0.48, 0.66, 1])(canvas, w, h)


def bamboo(canvas: skia.Canvas, w: float, h: float) -> None:
    """The brush's shaft: speckled bamboo."""
    random = np.random.default_rng(2)
    gradient_down(("#8a5f3a", "#b98a55", "#a5764a"))(canvas, w, h)
    for _ in range(26):
        r = random.uniform(1.5, 5)
        canvas.drawCircle(
            random.uniform(0, w), random.uniform(0, h), r, fill(Color=colour("#5a3820", random.uniform(0.3, 0.7)))
        )


def bristle(canvas: skia.Canvas, w: float, h: float) -> None:
    """Pale hair, the lower half dipped in ink."""
    gradient_down(("#e9dcc2", "#d8c39c", "#2a2628", "#161416"), [0, 0.40, 0.56, 1])(canvas, w, h)


def printing_block(canvas: skia.Canvas, w: float, h: float) -> None:
    """雕版: a pear-wood block, columns between cut lines, a lotus vignette; strokes only, no readable text."""
    random = np.random.default_rng(44)
    gradient_down(("#9a6a42", "#87572f"))(canvas, w, h)
    for _ in range(40):
        y = random.uniform(0, h)
        canvas.drawLine(0, y, w, y + random.uniform(-6, 6), stroke(colour("#5f3a1d", 0.18), random.uniform(1, 3)))
    frame = skia.Rect(w * 0.05, h * 0.07, w * 0.95, h * 0.93)
    canvas.drawRect(frame, fill(Color=colour("#4a2c17", 0.85)))
    canvas.drawRect(frame, stroke(colour("#c99a66"), 6))
    for i in range(1, 9):
        x = w * (0.05 + 0.90 * i / 9)
        canvas.drawLine(x, h * 0.07, x, h * 0.93, stroke(colour("#c99a66"), 3))
    for i in range(9):
        if i in (3, 4, 5):
            continue
        x = w * (0.05 + 0.90 * (i + 0.5) / 9)
        for j in range(7):
            y = h * (0.13 + 0.115 * j)
            for _ in range(5):
                dx, dy = random.uniform(-9, 9), random.uniform(-9, 9)
                ex, ey = (
                    (dx + random.uniform(-12, 12), dy) if random.random() < 0.6 else (dx, dy + random.uniform(-12, 12))
                )
                canvas.drawLine(x + dx, y + dy, x + ex, y + ey, stroke(colour("#d9ad78"), 3.2))
    panel = skia.Rect(w * 0.36, h * 0.10, w * 0.64, h * 0.90)
    canvas.drawRect(panel, fill(Color=colour("#4a2c17")))
    Cloth(Palette(coat_motif="#d9ad78", coat_fold="#4a2c17")).lotus_spray(canvas, w * 0.49, h * 0.84, h * 0.66, 0.95)


def body_sheet(palette: Palette) -> Sheet:
    """Hat, clothes, props, his neck and hands, on one picture."""
    cloth = Cloth(palette)

    def wrapped(name, y, h, nominal, paint, **options) -> Tile:
        return Tile(name, (0, y, 2048, h), nominal, paint, is_wrapped=True, **options)

    def small(name, column, row, paint, nominal=(96, 96), **options) -> Tile:
        return Tile(name, (1404 + 106 * column, 1480 + 106 * row, 96, 96), nominal, paint, **options)

    coat = {"tint": "#eef0f4", "shade": "#a3aecb"}
    dark = {"shade": "#8d90a6"}
    return Sheet(
        "body",
        (2048, 2048),
        (
            wrapped("coat", 0, 480, (4096, 1300), cloth.coat, **coat),
            wrapped("skirt", 488, 300, (4096, 1100), cloth.skirt, tint="#ebeff3", shade="#aebed6"),
            wrapped("hat", 796, 180, (2048, 330), cloth.hat, **dark),
            wrapped("hatwall", 1026, 220, (2048, 330), cloth.hat, **dark),
            wrapped("band", 1358, 72, (2048, 200), cloth.band, tint="#f0f2f6", shade="#8795ba"),
            wrapped("collar", 1294, 56, (2048, 128), cloth.collar, **dark),
            wrapped("cord", 1254, 32, (2048, 48), cloth.cord, shade="#8a98a6"),
            wrapped("hatband", 984, 34, (2048, 48), cloth.hat_band, **dark),
            wrapped("innercollar", 1438, 32, (2048, 96), cloth.inner_collar, tint="#f0f3f5", shade="#bccbdd"),
            Tile("sleeve", (8, 1480, 440, 556), (512, 1024), cloth.sleeve, **coat),
            Tile("coatfront", (460, 1480, 470, 276), (720, 490), cloth.coat_body, **coat),
            Tile("coatback", (460, 1764, 470, 276), (720, 490), cloth.coat_body, **coat),
            Tile("robe", (940, 1480, 300, 276), (300, 510), cloth.robe, tint="#eceff3", shade="#aebed6"),
            Tile(
                "innersleeve",
                (940, 1764, 150, 276),
                (150, 276),
                gradient_down(palette.robe),
                tint="#eceff3",
                shade="#aebed6",
            ),
            Tile("hatribbon", (1100, 1764, 80, 276), (80, 276), cloth.hat_ribbon, **dark),
            Tile("neck", (1190, 1764, 96, 276), (64, 256), neck, tint="#f6efea", shade="#eeb096", outline=0.85),
            Tile(
                "skin", (1296, 1764, 96, 276), (64, 256), skin_of_hands, tint="#f6efea", shade="#efb89f", outline=0.75
            ),
            Tile("block", (1250, 1480, 142, 96), (640, 432), printing_block, shade="#a88a80"),
            Tile("jade", (1250, 1590, 142, 142), (142, 142), cloth.jade_ring, shade="#86c0a6", outline=0.5),
            small("knot", 0, 0, gloss(palette.cord[1], palette.cord[0], "#cfe0e0", 0.6), shade="#8a98a6", outline=0.6),
            small("tassel", 1, 0, cloth.tassel, shade="#8a98a6", outline=0.5),
            small("nail", 2, 0, gloss("#efb9a8", "#e2a08e", "#fff0ea", 0.6), shade="#dca493", outline=0.0),
            small("ear", 3, 0, ear, nominal=(128, 128), tint="#f6efea", shade="#eeb096", outline=0.7),
            small("lining", 4, 0, flat(palette.lining), shade="#b4c2da", outline=0.0),
            small("piping", 5, 0, flat(palette.hat[2]), **dark, outline=0.4),
            small("trousers", 0, 1, flat("#e3e9ef"), shade="#aebed6"),
            small("shoe", 1, 1, flat("#2c3038"), shade="#8d90a6"),
            small("sole", 2, 1, flat("#d9dedd"), shade="#b8c0cc"),
            small("bamboo", 3, 1, bamboo, shade="#b09a94", outline=0.6),
            small("bristle", 4, 1, bristle, shade="#a8a0a4", outline=0.5),
            small("wood", 5, 1, flat("#87572f"), shade="#a88a80"),
        ),
        background="#cdd6e2",
    )
