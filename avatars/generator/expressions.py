"""The 52 ARKit shapes and the VRM presets, each as a `Shape`; amounts in metres at weight 1."""

import numpy as np

from .face_shapes import LEFT, RIGHT, Brow, Iris, Jaw, Lids, Lips, Push, Shape

MM = 0.001

NAMES = {LEFT: "Left", RIGHT: "Right"}


def _lips(upper=0.0, lower=0.0, wide=0.0, out=0.0, corner=0.0) -> Lips:
    """Lips that open in the middle: rise of both lips, change of width, push forward, rise of the corners (mm)."""

    def lips(m):
        dy = np.where(m.upper, upper * m.arch, lower * m.arch_low) + corner * m.corner
        return wide * m.u * m.half_width, dy * MM, out * MM * (1 - 0.5 * m.corner)

    return lips


def _round(wide, upper, lower, out) -> Lips:
    """Rounded lips: an O. The corners come in and lose their lift, the lips come forward."""

    def lips(m):
        ellipse = m.arch**0.7
        dy = np.where(m.upper, upper, lower) * ellipse - min(2.4, 0.5 * (upper - lower)) * m.corner
        return wide * m.u * m.half_width, dy * MM, out * MM * np.ones_like(m.u)

    return lips


def _corner(side, dx=0.0, dy=0.0, dz=0.0, middle=0.0) -> Lips:
    """One corner of the mouth moves (mm, dx away from the nose); `middle` moves the rest of that half."""

    def lips(m):
        s = m.side(side)
        return side * dx * MM * m.corner * s, (dy * m.corner + middle * (1 - m.corner)) * MM * s, dz * MM * m.corner * s

    return lips


def _half(side, upper=0.0, lower=0.0, dz=0.0) -> Lips:
    """The upper or lower lip of one half of the mouth moves (mm)."""

    def lips(m):
        s = m.side(side)
        dy = np.where(m.upper, upper * m.arch, lower * m.arch_low)
        return 0 * s, dy * MM * s, dz * MM * s * m.arch

    return lips


def _slide(direction) -> Lips:
    """The whole mouth slides sideways; the leading corner lifts a little."""

    def lips(m):
        leading = np.clip(direction * m.u, 0, 1) ** 2
        return 5.0 * MM * direction * np.ones_like(m.u), 0.8 * MM * leading, 0 * m.u

    return lips


def _roll(upper=False) -> Lips:
    """One lip turns in over the teeth until hardly any of it shows."""

    def lips(m):
        chosen = m.upper if upper else ~m.upper
        return 0 * m.u, np.where(chosen, (-1.5 if upper else 2.0) * MM * m.arch, 0), np.where(chosen, -3.2 * MM, 0)

    return lips


def _press(side) -> Lips:
    """Lips pressed together on one side, the corner drawn out."""

    def lips(m):
        s = m.side(side)
        dy = np.where(m.upper, -0.7, 1.6) * m.arch
        return side * 1.5 * MM * m.corner * s, dy * MM * s, -2.0 * MM * s * (0.3 + 0.7 * m.arch)

    return lips


def _stretch(side) -> Lips:
    """A corner pulled far out and a little down."""

    def lips(m):
        s = m.side(side)
        gap = np.where(m.upper, 0.5, -0.9) * m.arch
        return 0.30 * m.u * m.half_width * s, (-1.6 * m.corner + gap) * MM * s, -1.0 * MM * m.corner * s

    return lips


def _sided(make) -> dict[str, Shape]:
    """`make(side)` for her left and her right: names get their ending, shapes are mirrors by construction."""
    return {prefix + NAMES[side]: shape for side in (LEFT, RIGHT) for prefix, shape in make(side).items()}


def _brow_shapes(side) -> dict[str, Shape]:
    return {
        "browDown": Shape(
            brows={side: Brow(-4.6 * MM, -3.0 * MM, 0.4 * MM, -1.0 * MM)},
            pushes=(Push((side * 0.024, 0.008), 0.010, (-side * 0.6 * MM, -1.6 * MM, 0.4 * MM)),),
            lids={side: Lids(upper=0.06)},
        ),
        "browOuterUp": Shape(
            brows={side: Brow(0, 3.4 * MM, 5.4 * MM)},
            lids={side: Lids(crease_lift=1.2 * MM)},
        ),
    }


def _eye_shapes(side) -> dict[str, Shape]:
    look = 3.0 * MM
    return {
        "eyeBlink": Shape(lids={side: Lids(1.0, 1.0)}, brows={side: Brow(-0.5 * MM, -0.8 * MM, -0.5 * MM)}),
        "eyeLookDown": Shape(lids={side: Lids(upper=0.34, lower_lift=-0.8 * MM)}, irises={side: Iris((0, -2.6 * MM))}),
        "eyeLookIn": Shape(
            irises={side: Iris((-side * look, 0))},
            pushes=(Push((side * 0.016, -0.026), 0.005, (side * 0.5 * MM, 0, 0)),),
        ),
        "eyeLookOut": Shape(
            irises={side: Iris((side * look, 0))},
            pushes=(Push((side * 0.058, -0.022), 0.006, (side * 0.5 * MM, 0, 0)),),
        ),
        "eyeLookUp": Shape(
            lids={side: Lids(upper_lift=1.5 * MM, lower_lift=0.5 * MM, crease_lift=1.2 * MM)},
            irises={side: Iris((0, 2.4 * MM))},
            brows={side: Brow(0.5 * MM, 0.8 * MM, 0.5 * MM)},
        ),
        "eyeSquint": Shape(lids={side: Lids(upper=0.20, lower=0.58)}),
        "eyeWide": Shape(
            lids={side: Lids(upper_lift=3.2 * MM, lower_lift=-1.2 * MM, crease_lift=2.0 * MM)},
            irises={side: Iris(scale=0.93)},
            brows={side: Brow(0.8 * MM, 1.2 * MM, 0.8 * MM)},
        ),
        "cheekSquint": Shape(
            pushes=(
                Push((side * 0.045, -0.050), 0.014, (0, 3.0 * MM, 1.6 * MM)),
                Push((side * 0.030, -0.070), 0.010, (side * 0.6 * MM, 1.2 * MM, 0)),
            ),
            lids={side: Lids(lower_lift=2.2 * MM)},
        ),
        "noseSneer": Shape(
            pushes=(
                Push((side * 0.0075, -0.058), 0.008, (side * 0.6 * MM, 2.6 * MM, 0.6 * MM)),
                Push((side * 0.014, -0.030), 0.008, (-side * 0.4 * MM, -1.0 * MM, 0)),
            ),
            brows={side: Brow(-2.6 * MM, -0.8 * MM, 0)},
            lips=_half(side, upper=1.0),
        ),
    }


def _mouth_side_shapes(side) -> dict[str, Shape]:
    return {
        "mouthSmile": Shape(
            lips=_corner(side, dx=3.8, dy=4.8, dz=-0.8, middle=-0.4),
            pushes=(Push((side * 0.036, -0.056), 0.014, (0, 1.5 * MM, 1.0 * MM)),),
        ),
        "mouthFrown": Shape(
            lips=_corner(side, dx=0.6, dy=-4.4, middle=0.2),
            pushes=(Push((side * 0.022, -0.100), 0.010, (0, -0.8 * MM, 0.3 * MM)),),
        ),
        "mouthDimple": Shape(
            lips=_corner(side, dx=3.2, dy=1.4, dz=-3.6),
            pushes=(Push((side * 0.0235, -0.080), 0.006, (0, 0.4 * MM, -1.6 * MM)),),
        ),
        "mouthStretch": Shape(lips=_stretch(side)),
        "mouthPress": Shape(lips=_press(side)),
        "mouthLowerDown": Shape(lips=_half(side, lower=-5.2)),
        "mouthUpperUp": Shape(
            lips=_half(side, upper=3.4, dz=0.6),
            pushes=(Push((side * 0.010, -0.064), 0.007, (0, 0.8 * MM, 0)),),
            upper_teeth=0.9 * MM,
        ),
    }


def _mouth_shapes() -> dict[str, Shape]:
    jaw_open = Shape(
        lips=_lips(upper=2.4, lower=-13.4, wide=-0.10, corner=-2.2),
        jaw=Jaw(open=0.115),
        tongue=(0, -11.8 * MM, 3.0 * MM),
        upper_teeth=0.5 * MM,
    )

    def closing_over_the_jaw(m):
        dy = np.where(m.upper, -2.4 * m.arch, 13.4 * m.arch_low) + 2.2 * m.corner
        return 0.10 * m.u * m.half_width, dy * MM, 0.8 * MM * np.ones_like(m.u)

    return {
        "jawOpen": jaw_open,
        "mouthClose": Shape(lips=closing_over_the_jaw, tongue=(0, 11.8 * MM, -3.0 * MM), upper_teeth=-0.5 * MM),
        "jawForward": Shape(
            jaw=Jaw(forward=4.2 * MM),
            lips=lambda m: (0 * m.u, np.where(m.upper, 0, -0.3 * MM), np.where(m.upper, 0.3, 2.4) * MM),
        ),
        "jawLeft": _jaw_slide(1),
        "jawRight": _jaw_slide(-1),
        "mouthFunnel": Shape(
            lips=_round(-0.40, 3.2, -6.4, 3.4), tongue=(0, -5.0 * MM, 0), upper_teeth=2.0 * MM, jaw=Jaw(open=0.022)
        ),
        "mouthPucker": Shape(lips=_round(-0.52, 0.7, -0.8, 4.4)),
        "mouthLeft": Shape(lips=_slide(1), lip_reach=0.016),
        "mouthRight": Shape(lips=_slide(-1), lip_reach=0.016),
        "mouthRollLower": Shape(lips=_roll()),
        "mouthRollUpper": Shape(lips=_roll(upper=True)),
        "mouthShrugLower": Shape(
            lips=lambda m: (0 * m.u, np.where(m.upper, 1.2 * m.arch, 2.6 * m.arch - 0.6 * m.corner) * MM, 1.2 * MM),
            pushes=(Push((0, -0.104), 0.013, (0, 2.6 * MM, 1.2 * MM)),),
        ),
        "mouthShrugUpper": Shape(
            lips=lambda m: (
                0 * m.u,
                np.where(m.upper, 2.4 * m.arch, 0.8 * m.arch) * MM,
                np.where(m.upper, 1.4, 0) * MM,
            ),
            pushes=(Push((0, -0.068), 0.008, (0, 0.8 * MM, 0)),),
        ),
        "tongueOut": Shape(
            lips=_lips(upper=0.6, lower=-6.2),
            jaw=Jaw(open=0.035),
            tongue=(0, -4.2 * MM, 17.0 * MM),
            tongue_scale=1.12,
            upper_teeth=0.6 * MM,
        ),
    }


def _jaw_slide(direction) -> Shape:
    def lips(m):
        return direction * np.where(m.upper, 1.0, 3.8) * MM * np.ones_like(m.u), 0 * m.u, 0 * m.u

    return Shape(jaw=Jaw(left=direction * 4.6 * MM), lips=lips)


def perfect_sync_shapes() -> dict[str, Shape]:
    """The 52, by their ARKit names."""
    shapes = {
        "browInnerUp": Shape(
            brows={s: Brow(5.4 * MM, 2.0 * MM, -0.6 * MM, -0.4 * MM) for s in (LEFT, RIGHT)},
            pushes=(Push((0, 0.022), 0.013, (0, 1.4 * MM, 0.3 * MM)),),
        ),
        "cheekPuff": Shape(
            pushes=tuple(Push((s * 0.044, -0.072), 0.019, (s * 2.6 * MM, 0, 3.4 * MM)) for s in (LEFT, RIGHT)),
            lips=lambda m: (-0.07 * m.u * m.half_width, 0 * m.u, 0.8 * MM * np.ones_like(m.u)),
        ),
    }
    for make in (_brow_shapes, _eye_shapes, _mouth_side_shapes):
        shapes |= _sided(make)
    return shapes | _mouth_shapes()


def preset_shapes() -> dict[str, Shape]:
    """Morphs that belong to the VRM presets only."""
    both = (LEFT, RIGHT)

    def smile_lips(m):
        dy = 4.0 * m.corner - 0.3 * (1 - m.corner) + np.where(m.upper, 0.5 * m.arch, -4.8 * m.arch_low)
        return 0.22 * m.u * m.half_width, dy * MM, -0.4 * MM * m.corner

    cheeks = tuple(Push((s * 0.040, -0.052), 0.015, (0, 1.8 * MM, 1.2 * MM)) for s in both)
    return {
        "aa": Shape(
            lips=_lips(upper=3.0, lower=-12.0, wide=-0.06, corner=-1.8),
            jaw=Jaw(open=0.098),
            tongue=(0, -10.6 * MM, 3.0 * MM),
            upper_teeth=0.6 * MM,
        ),
        "ih": Shape(
            lips=_lips(upper=0.8, lower=-4.6, wide=0.13),
            jaw=Jaw(open=0.018),
            tongue=(0, -4.4 * MM, 2.0 * MM),
            upper_teeth=0.5 * MM,
        ),
        "ou": Shape(lips=_round(-0.48, 0.9, -3.8, 3.0), jaw=Jaw(open=0.014), tongue=(0, -4.0 * MM, 0)),
        "ee": Shape(
            lips=_lips(upper=1.0, lower=-5.8, wide=0.20, corner=1.0),
            jaw=Jaw(open=0.026),
            tongue=(0, -5.4 * MM, 2.0 * MM),
            upper_teeth=0.7 * MM,
        ),
        "oh": Shape(
            lips=_round(-0.34, 2.4, -9.2, 2.2),
            jaw=Jaw(open=0.062),
            tongue=(0, -8.4 * MM, 2.0 * MM),
            upper_teeth=2.6 * MM,
        ),
        "laughEyes": Shape(
            lids={s: Lids(1.0, 1.0, to="laughing") for s in both},
            brows={s: Brow(1.2 * MM, 2.4 * MM, 1.2 * MM) for s in both},
        ),
        "laughMouth": Shape(
            lips=smile_lips, jaw=Jaw(open=0.016), pushes=cheeks, tongue=(0, -5.0 * MM, 2.0 * MM), upper_teeth=0.7 * MM
        ),
        "gentle": Shape(
            lips=lambda m: (0.13 * m.u * m.half_width, (3.0 * m.corner - 0.4 * (1 - m.corner)) * MM, 0 * m.u),
            pushes=cheeks,
            lids={s: Lids(upper=0.10, lower_lift=1.5 * MM) for s in both},
            brows={s: Brow(0.8 * MM, 1.4 * MM, 0.6 * MM) for s in both},
        ),
        "sorrow": Shape(
            lips=lambda m: (-0.04 * m.u * m.half_width, (-3.2 * m.corner + 0.6 * m.arch) * MM, 0 * m.u),
            brows={s: Brow(5.2 * MM, 0.8 * MM, -3.0 * MM, -0.6 * MM) for s in both},
            lids={s: Lids(upper=0.20) for s in both},
        ),
        "anger": Shape(
            lips=lambda m: (
                -0.08 * m.u * m.half_width,
                (-2.2 * m.corner + np.where(m.upper, 0.2, 0.8) * m.arch) * MM,
                0 * m.u,
            ),
            brows={s: Brow(-5.2 * MM, -2.0 * MM, 2.6 * MM, -1.4 * MM) for s in both},
            lids={s: Lids(upper=0.10, lower=0.16) for s in both},
        ),
        "astonishment": Shape(
            lips=_round(-0.26, 1.8, -6.4, 1.4),
            jaw=Jaw(open=0.045),
            tongue=(0, -6.0 * MM, 0),
            upper_teeth=2.0 * MM,
            brows={s: Brow(4.6 * MM, 5.2 * MM, 4.4 * MM) for s in both},
            lids={s: Lids(upper_lift=2.2 * MM, lower_lift=-0.8 * MM, crease_lift=2.0 * MM) for s in both},
            irises={s: Iris(scale=0.94) for s in both},
        ),
    }


PRESET_BINDS: dict[str, dict[str, float]] = {
    "happy": {"laughEyes": 1, "laughMouth": 1},
    "angry": {"anger": 1},
    "sad": {"sorrow": 1},
    "relaxed": {"gentle": 1},
    "surprised": {"astonishment": 1},
    "aa": {"aa": 1},
    "ih": {"ih": 1},
    "ou": {"ou": 1},
    "ee": {"ee": 1},
    "oh": {"oh": 1},
    "blink": {"eyeBlinkLeft": 1, "eyeBlinkRight": 1},
    "blinkLeft": {"eyeBlinkLeft": 1},
    "blinkRight": {"eyeBlinkRight": 1},
    "lookUp": {"eyeLookUpLeft": 1, "eyeLookUpRight": 1},
    "lookDown": {"eyeLookDownLeft": 1, "eyeLookDownRight": 1},
    "lookLeft": {"eyeLookOutLeft": 1, "eyeLookInRight": 1},
    "lookRight": {"eyeLookInLeft": 1, "eyeLookOutRight": 1},
    "neutral": {},
}
"""Which morphs each VRM preset sets. The look-at of this cast turns bones; the four look presets are for other apps."""

PRESET_OVERRIDES: dict[str, dict[str, str]] = {
    "happy": {"overrideBlink": "block", "overrideMouth": "none"},
    "surprised": {"overrideMouth": "blend"},
}
"""Laughing eyes are already closed; an astonished mouth must not also speak."""
