"""平山 Píng Shān, the scholar host, Song style. His numbers, and the order in which he is built.

An original, fictional adult (his looks: thirty to thirty-five, 6.8 heads tall); no living or historical person was a
model, and he is not 欧阳修.
"""

from dataclasses import replace

from . import face_paint, pingshan_face_paint
from .atlas import Sheet, Tile
from .ears import EarStyle
from .face_lines import LineStyle, SkinPatch
from .figure import Character, Figure, Finish, face_sheet, hair_sheet, line_sheet
from .head import FaceProportions
from .pingshan_body import Trunk
from .pingshan_coat import PingshanCoat
from .pingshan_dress_paint import BAMBOO, MOON, SANDALWOOD, Palette, body_sheet
from .pingshan_hair import PingshanHair
from .pingshan_hat import PingshanHat
from .pingshan_props import TOGGLES, PingshanProps
from .pingshan_robe import HangingCloth, PingshanRobe
from .rig import SIDES, BodyProportions
from .springs import Collider
from .vrm_writer import Licence

FACE = FaceProportions(
    centre=(0, 1.597, 0.012),
    top=0.1300,
    chin=-0.1235,
    half_width=(
        (-0.1235, -0.1220, -0.1180, -0.1100, -0.0985, -0.0840, -0.0660, -0.0450, -0.0220, 0.0050, 0.0360, 0.0680),
        (0.0025, 0.0140, 0.0240, 0.0345, 0.0455, 0.0565, 0.0658, 0.0722, 0.0760, 0.0788, 0.0806, 0.0788),
    ),
    front=(
        (
            -0.1235, -0.1175, -0.1085, -0.0985, -0.0880, -0.0755, -0.0640, -0.0480, -0.0300, -0.0140, 0.0040, 0.0260,
            0.0520, 0.0780,
        ),
        (
            0.0690, 0.0788, 0.0805, 0.0775, 0.0798, 0.0806, 0.0810, 0.0804, 0.0798, 0.0808, 0.0850, 0.0866,
            0.0846, 0.0760,
        ),
    ),
    back=(
        (-0.1235, -0.1170, -0.1080, -0.0980, -0.0850, -0.0660, -0.0410, 0, 0.0360, 0.0680),
        (0.0480, 0.0240, 0.0020, -0.0150, -0.0330, -0.0530, -0.0760, -0.1010, -0.1060, -0.0990),
    ),
    widest=(
        (-0.1235, -0.1100, -0.0940, -0.0690, -0.0300, 0.0200, 0.0680),
        (0.0500, 0.0300, 0.0100, -0.0040, -0.0100, -0.0140, -0.0140),
    ),
    eye=(0.0345, -0.0185),
    eye_half_width=0.0228,
    upper_lid=0.0098,
    lower_lid=0.0078,
    eye_tilt=0.150,
    iris_radii=(0.0123, 0.0138),
    nose_y=-0.0590,
    mouth_y=-0.0862,
    mouth_half_width=0.0186,
    mouth_corner_lift=0.0062,
    nose_bridge=0.0030,
)  # fmt: skip

BROW = ((0.0128, 0.0058), (0.0250, 0.0086), (0.0390, 0.0108), (0.0515, 0.0098), (0.0610, 0.0044))
"""剑眉, level and warm: the middle line of the left one."""

LINES = LineStyle(
    BROW,
    brow_width=(0.0040, 0.0051, 0.0050, 0.0037, 0.0009),
    lash_weight=0.68,
    wing=((0.0013, -0.0004), (0.0030, 0.0006), (0.0052, 0.0024)),
    wing_top=((0.0016, 0.0022), (0.0034, 0.0024), (0.0054, 0.0026)),
    needles=(),
    lower_needles=(),
    crease=(0.0030, 0.0040, 0.0050),
    patches=(
        SkinPatch(
            "moustache",
            ((0.0006, 0.0082), (0.0060, 0.0079), (0.0120, 0.0064), (0.0178, 0.0036), (0.0226, -0.0002)),
            (0.0030, 0.0036, 0.0035, 0.0027, 0.0008),
        ),
    ),
)
"""Level brows, a man's lashes, a trimmed moustache."""

BODY = BodyProportions(
    arm_y=1.369,
    arm_z=-0.013,
    shoulder_x=0.141,
    elbow_x=0.396,
    wrist_x=0.634,
    hips_y=0.959,
    stature=1.115,
    arm_blend=(0.085, 0.200),
    hand_scale=1.12,
)


def lines() -> Sheet:
    """The lines every face has, his brow finer, his moustache beside them."""
    plain = line_sheet(
        pingshan_face_paint.iris,
        pingshan_face_paint.brow,
        face_paint.lash(("#4a3230", "#241a1c", "#181114")),
        low_lash="#7d5144",
        crease="#a8705a",
        lip_line="#85403a",
    )
    finer = [replace(tile, nominal=(512, 128)) if tile.name == "brow" else tile for tile in plain.tiles]
    moustache = Tile("moustache", (520, 396, 256, 80), (512, 160), pingshan_face_paint.moustache)
    return Sheet(plain.name, plain.size, (*finer, moustache), margin=plain.margin)


def dress(figure: Figure) -> None:
    """Hair and hat, then clothes from the inside out, then what he may hold."""
    rig, springs, parts, detail = figure.rig, figure.springs, figure.parts, figure.detail
    _colliders(figure)
    PingshanHair(figure.head.centre, rig, springs, parts, detail).build()
    PingshanHat(figure.head.centre, rig, springs, parts, detail).build()
    trunk, cloth = Trunk(), HangingCloth(rig, springs, detail)
    PingshanRobe(trunk, cloth, rig, springs, parts, detail).build()
    PingshanCoat(figure.body, trunk, cloth, rig, springs, parts, detail).build()
    PingshanProps(figure.body, rig, parts, detail).build()


def _colliders(figure: Figure) -> None:
    """The usual bodies in a man's sizes, and the waist, which the sleeves must not enter."""
    groups = figure.springs.groups
    groups["body"] = [
        Collider("head", (0, 0.090, -0.012), 0.098),
        Collider("upperChest", (0, 0.075, -0.012), 0.110),
        Collider("upperChest", (0, -0.020, 0.0), 0.130),
    ]
    groups["skirtFront"] = [Collider("hips", (0, 0.20, 0), 0.140, (0, -0.40, 0.075))]
    groups["waist"] = [Collider("hips", (0, 0.16, 0), 0.160, (0, -0.05, 0))]
    groups["legs"] = [Collider(side + "UpperLeg", (0, 0.06, 0), 0.140, (0, -0.36, 0.02)) for _, side in SIDES]


def sheets(palette: Palette) -> tuple[Sheet, ...]:
    """His sheets with the clothes of one colourway."""
    return (
        face_sheet(face_paint.face(FACE, pingshan_face_paint.MAKEUP, pingshan_face_paint.features), shade="#f2bfa8"),
        body_sheet(palette),
        hair_sheet(pingshan_face_paint.hair),
        lines(),
    )


PINGSHAN = Character(
    name="pingshan",
    licence=Licence(
        title="平山 Ping Shan",
        version="1.0",
        authors=("Qionghua Studio contributors",),
        copyright="2026 Qionghua Studio contributors; made by code, Apache-2.0",
    ),
    face=FACE,
    lines=LINES,
    body=BODY,
    ears=EarStyle(is_lofted=True, at=(0.0735, -0.022, -0.014)),
    neck_width=1.32,
    neck_top=-0.046,
    sheets=sheets(MOON),
    finish=Finish(
        hair_matcap=pingshan_face_paint.hair_matcap,
        face_shade="#f2bda6",
        face_outline="#74402f",
        body_outline="#3c4350",
        hair_shade="#86828e",
        hair_rim="#24262f",
    ),
    dress=dress,
    toggles=TOGGLES,
    colourways={"bamboo": sheets(BAMBOO), "sandalwood": sheets(SANDALWOOD)},
)
