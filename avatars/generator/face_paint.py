"""Faces, eyes, brows and hair, painted: the brushes every figure shares. A figure's make-up is a row of colours."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from .atlas import Painter
from .face_skin import FACE_WINDOW
from .head import FaceProportions
from .paint import Point, blur, colour, fill, linear_gradient, path, stroke

Tone = tuple[str, float]
"""A colour and its opacity."""


@dataclass(frozen=True, slots=True)
class Makeup:
    """The colours of one face."""

    skin: str = "#ffeadf"
    side_plane: Tone = ("#f2bda9", 0.34)
    blush: Tone = ("#ff8f86", 0.26)
    blush_heart: Tone = ("#ff7f78", 0.12)
    socket: Tone = ("#f0a08a", 0.26)
    outer_eye: Tone = ("#e2605f", 0.27)
    outer_line: Tone = ("#d8504e", 0.26)
    upper_lip: Tone = ("#c84e5a", 0.80)
    lower_lip: Tone = ("#dd6971", 0.80)
    lip_depth: tuple[Tone, Tone] = (("#a22f39", 0.45), ("#b5383f", 0.50))
    """Of the upper and of the lower lip, where they meet."""
    lip_light: Tone = ("#ffc9bf", 0.66)
    lip_gloss: float = 0.85
    lip_fullness: tuple[float, float] = (1.0, 1.0)
    """Heights of the painted upper and lower lip against the usual ones."""
    lower_lid: tuple[float, float] = (0.55, 0.34)
    """Opacity of the lit roll under the eye and of the shadow below it."""
    hair_shadow: Tone = ("#e89e88", 0.46)
    hairline: tuple[Point, ...] = (
        (0.072, -0.070), (0.0685, -0.044), (0.0655, -0.020), (0.0620, 0.002), (0.0545, 0.022), (0.044, 0.038),
        (0.030, 0.0470), (0.014, 0.0520), (0.0, 0.0530),
    )  # fmt: skip
    """Lower edge of the shadow that the front hair throws on the left half of the brow, front points."""


@dataclass(frozen=True, slots=True)
class IrisColours:
    """One iris, dark above and light below."""

    back: str
    tones: tuple[str, str, str, str, str]
    light_ray: str
    dark_ray: str
    glow: str
    upper: str
    pupil: str
    deep: str
    lid: str
    rim: str


class FacePainter:
    """Paints in head-space metres on the face tile."""

    def __init__(self, canvas: skia.Canvas, pixels: float, face: FaceProportions, makeup: Makeup) -> None:
        self.canvas, self.pixels, self.face, self.makeup = canvas, pixels, face, makeup
        self.per_metre = pixels / FACE_WINDOW

    def x(self, x: float) -> float:
        """Tile pixel of a front point's x."""
        return self.pixels / 2 + x * self.per_metre

    def y(self, y: float) -> float:
        """Tile pixel of a front point's y."""
        return self.pixels / 2 - y * self.per_metre

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Tile pixel of a front point."""
        return self.x(x), self.y(y)

    def blob(self, x: float, y: float, rx: float, ry: float, value: str, alpha: float, softness: float) -> None:
        """A soft oval; radii in metres, softness in pixels."""
        k = self.per_metre
        oval = skia.Rect(self.x(x) - rx * k, self.y(y) - ry * k, self.x(x) + rx * k, self.y(y) + ry * k)
        self.canvas.drawOval(oval, fill(Color=colour(value, alpha), MaskFilter=blur(softness)))

    def line(self, a, b, c, value: str, alpha: float, width: float, softness: float = 0.0) -> None:
        """A quadratic stroke through three front points."""
        options = {"MaskFilter": blur(softness)} if softness else {}
        curve = path(self.at(*a), (*self.at(*b), *self.at(*c)), closed=False)
        self.canvas.drawPath(curve, stroke(colour(value, alpha), width, **options))

    def shape(self, start, *segments, value: str, alpha: float, softness: float) -> skia.Path:
        """A filled outline of front points, as `paint.path` takes them."""
        turned = [sum((self.at(s[i], s[i + 1]) for i in range(0, len(s), 2)), ()) for s in segments]
        outline = path(self.at(*start), *turned)
        self.canvas.drawPath(outline, fill(Color=colour(value, alpha), MaskFilter=blur(softness)))
        return outline

    def all(self, marks: "Callable[[FacePainter], None] | None" = None) -> None:
        """The whole face, back to front; `marks` paints what only this face has."""
        self.canvas.clear(colour(self.makeup.skin))
        for side in (-1, 1):
            self._side_plane(side)
            self._eye_surround(side)
        self._nose()
        self._lips()
        if marks is not None:
            marks(self)
        self._hair_shadow()

    def _side_plane(self, s: int) -> None:
        self.shape(
            (s * 0.095, 0.06),
            (s * 0.066, 0.02, s * 0.067, -0.03, s * 0.0630, -0.048),
            (s * 0.057, -0.076, s * 0.040, -0.096, s * 0.018, -0.1130),
            (s * 0.02, -0.136),
            (s * 0.11, -0.096),
            value=self.makeup.side_plane[0], alpha=self.makeup.side_plane[1], softness=44,
        )  # fmt: skip
        self.blob(s * 0.0480, -0.0500, 0.0170, 0.0085, *self.makeup.blush, 44)
        self.blob(s * 0.0440, -0.0445, 0.0100, 0.0045, *self.makeup.blush_heart, 26)

    def _eye_surround(self, s: int) -> None:
        ex, ey = self.face.eye
        self.blob(s * (ex + 0.004), ey + 0.005, 0.027, 0.017, *self.makeup.socket, 42)
        self.blob(s * (ex + 0.020), ey + 0.0085, 0.013, 0.0075, *self.makeup.outer_eye, 26)
        self.line(
            (s * (ex + 0.015), ey - 0.001),
            (s * (ex + 0.022), ey + 0.004),
            (s * (ex + 0.0275), ey + 0.0105),
            *self.makeup.outer_line,
            16,
            11,
        )
        # The lower lid: a lit roll with a soft shadow under it. It is what lets a face smile with its eyes.
        self.line(
            (s * (ex - 0.016), ey - 0.0160),
            (s * ex, ey - 0.0210),
            (s * (ex + 0.018), ey - 0.0120),
            "#fff6ee",
            self.makeup.lower_lid[0],
            13,
            8,
        )
        self.line(
            (s * (ex - 0.017), ey - 0.0195),
            (s * ex, ey - 0.0262),
            (s * (ex + 0.019), ey - 0.0155),
            "#eba795",
            self.makeup.lower_lid[1],
            9,
            8,
        )
        self.line((s * 0.0150, 0.000), (s * 0.0105, -0.016), (s * 0.0085, -0.032), "#eaa68f", 0.50, 26, 15)
        self.blob(s * (ex - 0.0215), ey - 0.0040, 0.0035, 0.0030, "#e0806f", 0.40, 11)

    def _nose(self) -> None:
        y = self.face.nose_y
        self.shape(
            (0.0030, y + 0.030), (0.0066, y + 0.010, 0.0092, y - 0.0005), (0.0078, y - 0.0042, 0.0020, y - 0.0050),
            (0.0050, y + 0.006, 0.0030, y + 0.030), value="#e39a84", alpha=0.58, softness=10,
        )  # fmt: skip
        self.shape(
            (-0.0030, y + 0.024), (-0.0064, y + 0.008, -0.0088, y - 0.0010), (-0.0070, y - 0.0038, -0.0030, y - 0.0040),
            (-0.0046, y + 0.006, -0.0030, y + 0.024), value="#ecae99", alpha=0.34, softness=13,
        )  # fmt: skip
        self.blob(0, y - 0.0066, 0.0070, 0.0016, "#d78873", 0.55, 10)
        for s in (-1, 1):
            self.line(
                (s * 0.0020, y - 0.0050), (s * 0.0042, y - 0.0064), (s * 0.0064, y - 0.0040), "#ab5a4c", 0.72, 6, 2
            )
        self.blob(-0.0010, y + 0.0022, 0.0016, 0.0022, "#ffffff", 0.95, 6)
        self.blob(-0.0006, y + 0.020, 0.0012, 0.011, "#ffffff", 0.45, 9)

    def _lips(self) -> None:
        y = self.face.mouth_y
        c = self.face.mouth_corner_lift
        k = self.face.mouth_half_width / 0.0168
        up, low = self.makeup.lip_fullness
        upper = self.shape(
            (-0.0156 * k, y + c + 0.0001),
            (-0.010 * k, y + 0.0046 * up, -0.0048 * k, y + 0.0062 * up, -0.0024 * k, y + 0.0057 * up),
            (0, y + 0.0047 * up, 0.0024 * k, y + 0.0057 * up),
            (0.0048 * k, y + 0.0062 * up, 0.010 * k, y + 0.0046 * up, 0.0156 * k, y + c + 0.0001),
            (0.007 * k, y + 0.0000, 0, y - 0.0010),
            (-0.007 * k, y + 0.0000, -0.0156 * k, y + c + 0.0001),
            value=self.makeup.upper_lip[0], alpha=self.makeup.upper_lip[1], softness=5,
        )  # fmt: skip
        lower = self.shape(
            (-0.0148 * k, y + c - 0.0004), (-0.007 * k, y - 0.0002, 0, y - 0.0008),
            (0.007 * k, y - 0.0002, 0.0148 * k, y + c - 0.0004),
            (0.0110 * k, y - 0.0052 * low, 0.0050 * k, y - 0.0084 * low, 0, y - 0.0084 * low),
            (-0.0050 * k, y - 0.0084 * low, -0.0110 * k, y - 0.0052 * low, -0.0148 * k, y + c - 0.0004),
            value=self.makeup.lower_lip[0], alpha=self.makeup.lower_lip[1], softness=6,
        )  # fmt: skip
        self.canvas.save()
        self.canvas.clipPath(lower, True)
        self.blob(0, y, 0.012 * k, 0.0022, *self.makeup.lip_depth[1], 9)
        self.blob(0, y - 0.0042 * low, 0.0066 * k, 0.0018, *self.makeup.lip_light, 8)
        self.blob(-0.0022, y - 0.0034 * low, 0.0026, 0.0008, "#ffffff", self.makeup.lip_gloss, 4)
        self.canvas.restore()
        self.canvas.save()
        self.canvas.clipPath(upper, True)
        self.blob(0, y - 0.0008, 0.013 * k, 0.0018, *self.makeup.lip_depth[0], 8)
        self.canvas.restore()
        for s in (-1, 1):  # the corner tucks in: half of a warm expression
            self.blob(s * 0.0172 * k, y + c + 0.0004, 0.0016, 0.0016, "#c9705f", 0.55, 6)
            self.blob(s * 0.0225 * k, y - 0.0010, 0.0040, 0.0060, "#efae9a", 0.18, 14)
        self.blob(0, y - 0.0116 * low, 0.0085, 0.0016, "#d98c78", 0.52, 10)
        self.blob(0, y - 0.0215, 0.006, 0.0045, "#fff6ee", 0.60, 14)

    def _hair_shadow(self) -> None:
        """The shadow the front hair throws on brow and temples; follows the arch of the hairline."""
        edge = list(self.makeup.hairline)
        points = [
            (0.13, 0.14),
            (0.13, -0.07),
            *edge,
            *[(-x, y) for x, y in edge[-2::-1]],
            (-0.13, -0.07),
            (-0.13, 0.14),
        ]
        outline = path(self.at(*points[0]), *[self.at(*point) for point in points[1:]])
        self.canvas.drawPath(outline, fill(Color=colour(*self.makeup.hair_shadow), MaskFilter=blur(26)))


def face(proportions: FaceProportions, makeup: Makeup, marks: Callable[[FacePainter], None] | None = None) -> Painter:
    """The painter of the face tile."""

    def paint(canvas: skia.Canvas, w: float, _h: float) -> None:
        FacePainter(canvas, w, proportions, makeup).all(marks)

    return paint


def iris(colours: IrisColours, motif: Callable[[skia.Canvas, float, float, float], None]) -> Painter:
    """Two tones, a dark rim, the lid's shadow; `motif(canvas, x, y, radius)` draws a small figure low in the light."""

    def paint(canvas: skia.Canvas, n: float, _h: float) -> None:
        m, r = n / 2, n * 0.485
        canvas.drawCircle(m, m, r, fill(Color=colour(colours.back)))
        canvas.save()
        clip = skia.Path()
        clip.addCircle(m, m, r * 0.93)
        canvas.clipPath(clip, True)
        tones = [colour(v) for v in colours.tones]
        canvas.drawRect(
            skia.Rect(0, 0, n, n),
            fill(Shader=linear_gradient((0, n * 0.04), (0, n * 0.96), tones, [0, 0.34, 0.58, 0.80, 1])),
        )
        for k in range(72):
            a = 2 * math.pi * k / 72 + (k * 7 % 5) * 0.02
            inner, outer = r * (0.40 + 0.012 * ((k * 13) % 5)), r * (0.70 + 0.2 * ((k * 29) % 7) / 7)
            ray = colour(colours.light_ray, 0.20) if math.sin(a) > 0 else colour(colours.dark_ray, 0.28)
            c, s = math.cos(a), math.sin(a)
            canvas.drawLine(m + inner * c, m + inner * s, m + outer * c, m + outer * s, stroke(ray, 3.5))
        glow = skia.Rect(m - r * 0.66, m + r * 0.20, m + r * 0.66, m + r)
        canvas.drawOval(glow, fill(Color=colour(colours.glow, 0.50), MaskFilter=blur(20)))
        upper_half = path((0, 0), (n, 0), (n, m * 0.84), (m, m * 1.26, 0, m * 0.84))
        canvas.drawPath(upper_half, fill(Color=colour(colours.upper, 0.42), MaskFilter=blur(5)))
        pupil = skia.Rect(m - r * 0.33, m - r * 0.36, m + r * 0.33, m + r * 0.36)
        canvas.drawOval(pupil, fill(Color=colour(colours.pupil)))
        deep = skia.Rect(m - r * 0.20, m + r * 0.05, m + r * 0.20, m + r * 0.31)
        canvas.drawOval(deep, fill(Color=colour(colours.deep, 0.7), MaskFilter=blur(8)))
        motif(canvas, m, m + r * 0.66, r * 0.14)
        shadow = [colour(colours.lid, 0.95), colour(colours.lid, 0.0)]
        lid = linear_gradient((0, n * 0.05), (0, n * 0.54), shadow)
        canvas.drawRect(skia.Rect(0, 0, n, n * 0.54), fill(Shader=lid))
        canvas.restore()
        canvas.drawCircle(m, m, r * 0.955, stroke(colour(colours.rim), r * 0.10))

    return paint


def glint(canvas: skia.Canvas, n: float, _h: float) -> None:
    """The lights in the eye: a large one, its small answer, a hint between."""
    k = n / 256
    for box, alpha in (((40, 34, 112, 120), 1.0), ((150, 158, 190, 198), 0.92), ((118, 60, 134, 76), 0.55)):
        canvas.drawOval(skia.Rect(*[v * k for v in box]), fill(Color=colour("#ffffff", alpha)))


def sclera(canvas: skia.Canvas, w: float, h: float) -> None:
    """White, with the lid's shadow on top and warmth in both corners."""
    shader = linear_gradient((0, 0), (0, h * 0.62), [colour(v) for v in ("#85829c", "#bdbdd0", "#fffcfa")], [0, 0.5, 1])
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
    for x in (w * 0.06, w * 0.94):
        canvas.drawCircle(x, h * 0.55, w * 0.10, fill(Color=colour("#f0a095", 0.6), MaskFilter=blur(w * 0.06)))


def brow(tones: tuple[Tone, Tone, Tone], strand: Tone) -> Painter:
    """A willow leaf of fine strokes, soft toward the nose; three tones from the nose outward."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        random = np.random.default_rng(8)
        leaf = path(
            (4, h * 0.66),
            (w * 0.15, h * 0.08, w * 0.45, h * 0.06, w - 2, h * 0.5),
            (w * 0.5, h * 0.94, w * 0.15, h, 4, h * 0.66),
        )
        shades = [colour(*tone) for tone in tones]
        canvas.drawPath(leaf, fill(Shader=linear_gradient((0, 0), (w, 0), shades, [0, 0.22, 1]), MaskFilter=blur(3)))
        for _ in range(46):
            x, y = random.uniform(0, w * 0.9), h * random.uniform(0.3, 0.75)
            canvas.drawLine(x, y + 8, x + 16, y - 8, stroke(colour(*strand), 2))

    return paint


def lash(tones: tuple[str, str, str] = ("#5a3a38", "#2a1a1f", "#1c1116")) -> Painter:
    """Warm brown at the root of the inner corner, near black outward."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        shades = [colour(v) for v in tones]
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (w, 0), shades, [0, 0.3, 1])))

    return paint


def hair(tones: tuple[str, str, str, str, str], dark: str, light: str) -> Painter:
    """v runs from root to tip, u across; strands of `dark` and `light` over the tones; wraps in u."""

    def paint(canvas: skia.Canvas, w: float, h: float) -> None:
        random = np.random.default_rng(3)
        shades = [colour(v) for v in tones]
        shader = linear_gradient((0, 0), (0, h), shades, [0, 0.25, 0.55, 0.8, 1])
        canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=shader))
        for _ in range(420):
            x, alpha = random.uniform(0, w), random.uniform(0.06, 0.26)
            y0 = random.uniform(-0.3, 0.75) * h
            y1 = y0 + random.uniform(0.25, 0.75) * h
            is_dark = random.random() < 0.55
            bend = random.normal(0, 4.5, 3)
            pen = stroke(colour(dark if is_dark else light, alpha * 1.1), random.uniform(1.2, 6))
            for shift in (-w, 0, w):
                at = x + shift
                bends = (at + bend[0], y0 + (y1 - y0) * 0.3, at + bend[1], y0 + (y1 - y0) * 0.6, at + bend[2], y1)
                canvas.drawPath(path((at, y0), bends, closed=False), pen)

    return paint


def hair_outline(canvas: skia.Canvas, w: float, h: float) -> None:
    """Outline width along a lock: full at the root, gone at the tip, so that tips stay sharp."""
    tones = [colour(v) for v in ("#ffffff", "#ffffff", "#303030", "#000000")]
    canvas.drawRect(skia.Rect(0, 0, w, h), fill(Shader=linear_gradient((0, 0), (0, h), tones, [0, 0.62, 0.92, 1])))


def hair_streaks(canvas: skia.Canvas, w: float, h: float) -> None:
    """Breaks the highlight ring into strands."""
    random = np.random.default_rng(5)
    canvas.clear(colour("#606060"))
    for _ in range(300):
        x, grey = random.uniform(0, w), int(255 * random.uniform(0.38, 1))
        canvas.drawRect(
            skia.Rect(x, 0, x + random.uniform(2, 15) * w / 1024, h), fill(Color=skia.Color(grey, grey, grey, 190))
        )


def hair_matcap(ring: str, core: str, edge: str) -> Painter:
    """One broken ring of light and a faint edge, on black."""

    def paint(canvas: skia.Canvas, n: float, _h: float) -> None:
        m = n / 2
        canvas.clear(colour("#000000"))
        band = path((n * 0.05, n * 0.46), (m, n * 0.13, n * 0.95, n * 0.46), (m, n * 0.31, n * 0.05, n * 0.46))
        canvas.drawPath(band, fill(Color=colour(ring, 0.95), MaskFilter=blur(n * 0.035)))
        heart = path((n * 0.16, n * 0.36), (m, n * 0.18, n * 0.84, n * 0.36), (m, n * 0.265, n * 0.16, n * 0.36))
        canvas.drawPath(heart, fill(Color=colour(core, 1.0), MaskFilter=blur(n * 0.016)))
        canvas.drawCircle(m, m, n * 0.49, stroke(colour(edge, 0.5), n * 0.058, MaskFilter=blur(n * 0.027)))

    return paint
